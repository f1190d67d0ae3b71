import type { Completion } from '../../result.js';
import { LineReader, type CodeLine } from '../../language/codeLines.js';
import type { Language } from '../../language/language.js';
import { languageOf } from '../../language/languageOf.js';
import { contextAtCursor } from '../../language/syntaxContext.js';
import { restOfLine, type TextAroundCursor } from '../cursorContext.js';

/** Why a text ends, and whether the model or the workspace's index wrote it. */
export type DecodingOutcome = Pick<Completion, 'stop'> & Partial<Pick<Completion, 'source'>>;

/**
 * A rule for a suggestion's text.
 *
 * @param text not empty, and without whitespace at its lines' ends, unless the rule comes first.
 * @returns the text, changed or unchanged; '' if it should not be shown.
 */
export type TextRule = (text: string, context: RuleContext) => string;

const cutOffStops: readonly Completion['stop'][] = ['limit', 'context', 'repetition'];

/** The text around a suggestion, as the rules look at it. Values that take time to compute are computed on first use. */
export class RuleContext {
  readonly prefix: string;
  readonly suffix: string;
  /** Undefined for a language that is not in the table. */
  readonly language: Language | undefined;
  /** The cursor's line, up to the cursor. */
  readonly cursorLine: string;
  /** The rest of that line. */
  readonly rest: string;
  private reader: LineReader | undefined;
  private syntaxContext: ReturnType<typeof contextAtCursor> | undefined;

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

  /** Whether the text was ended in the middle: tokens or time ran out, or it ran in a loop. */
  get isCutOff(): boolean {
    return cutOffStops.includes(this.outcome.stop);
  }

  /** Whether the cursor is in a comment, and whether that comment ends with the line. */
  get comment(): 'none' | 'line' | 'block' {
    this.syntaxContext ??= contextAtCursor(this.language, this.prefix);
    if (this.syntaxContext !== 'comment') return 'none';
    return contextAtCursor(this.language, `${this.prefix}\n`) === 'comment' ? 'block' : 'line';
  }

  /** The lines above the cursor's. */
  get above(): string {
    return this.prefix.slice(0, this.prefix.length - this.cursorLine.length);
  }

  /** The lines below the cursor's. */
  get below(): string {
    return this.suffix.slice(this.rest.length + 1);
  }

  /** The suggestion's lines, with the meaning of their brackets, strings and comments. */
  read(text: string): readonly CodeLine[] {
    this.reader ??= new LineReader(this.prefix, this.language);
    return this.reader.read(text);
  }

  /** The suggestion's lines as they will be in the file; the first one includes the part that is typed already. */
  linesOf(text: string): string[] {
    return (this.cursorLine + text).split('\n');
  }
}

/** The first `count` lines of a text. */
export const firstLines = (text: string, count: number): string =>
  text.split('\n').slice(0, count).join('\n').trimEnd();

/** Splits text into lines, without empty ones and those of only whitespace. */
export const nonEmptyLines = (text: string): string[] => text.split('\n').filter((line) => line.trim() !== '');
