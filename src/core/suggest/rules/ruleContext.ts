import type { Completion } from '../../result.js';
import { LineReader, type CodeLine } from '../../language/codeLines.js';
import type { Language } from '../../language/language.js';
import { languageOf } from '../../language/languageOf.js';
import { contextAtCursor } from '../../language/syntaxContext.js';
import { restOfLine } from '../cursorContext.js';
import type { TextAroundCursor } from '../suggestion.js';

/** How a text came about: why it ends, and who wrote it. */
export type DecodingOutcome = Pick<Completion, 'stop'> & Partial<Pick<Completion, 'source'>>;

const ranOut: readonly Completion['stop'][] = ['limit', 'context', 'repetition'];

/** Splits text into lines without those that are blank. */
export const writtenLines = (text: string): string[] => text.split('\n').filter((line) => line.trim() !== '');

/** What stands around a suggestion, as the rules look at it. What takes time to find is found once, if at all. */
export class RuleContext {
  readonly prefix: string;
  readonly suffix: string;
  /** Undefined for one that is not in the table. */
  readonly language: Language | undefined;
  /** The cursor's line, up to the cursor. */
  readonly cursorLine: string;
  /** The rest of that line. */
  readonly rest: string;
  private reader: LineReader | undefined;
  private context: ReturnType<typeof contextAtCursor> | undefined;

  /** @param surroundings with `\n` line ends. */
  constructor(
    { prefix, suffix, ...file }: TextAroundCursor,
    readonly outcome: DecodingOutcome,
  ) {
    this.prefix = prefix;
    this.suffix = suffix;
    this.language = languageOf(file);
    this.cursorLine = prefix.slice(prefix.lastIndexOf('\n') + 1);
    this.rest = restOfLine(suffix);
  }

  /** Whether the text was ended in the middle of whatever it was: tokens or time ran out, or it ran in a loop. */
  get isCutOff(): boolean {
    return ranOut.includes(this.outcome.stop);
  }

  /** Whether the cursor stands in a comment, and whether that ends with the line. */
  get comment(): 'none' | 'line' | 'block' {
    this.context ??= contextAtCursor(this.language, this.prefix);
    if (this.context !== 'comment') return 'none';
    return contextAtCursor(this.language, `${this.prefix}\n`) === 'comment' ? 'block' : 'line';
  }

  /** The lines above the cursor's and below it. */
  get above(): string {
    return this.prefix.slice(0, this.prefix.length - this.cursorLine.length);
  }

  get below(): string {
    return this.suffix.slice(this.rest.length + 1);
  }

  /** The suggestion's lines, with what their brackets, strings and comments mean. */
  read(text: string): readonly CodeLine[] {
    this.reader ??= new LineReader(this.prefix, this.language);
    return this.reader.read(text);
  }

  /** The suggestion's lines as they will stand in the file; the first one with what is typed of it. */
  linesOf(text: string): string[] {
    return (this.cursorLine + text).split('\n');
  }
}
