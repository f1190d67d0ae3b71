import { closerOf, pairBrackets, templateOpener } from './brackets.js';
import { CodeScanner } from './codeScanner.js';
import type { Language } from './language.js';

/** A line of decoded text; the first one is the rest of the cursor's line. */
export interface CodeLine {
  readonly text: string;
  /** Where it begins in the decoded text. */
  readonly start: number;
  /** Whether a newline follows, so that it does not grow any more. */
  readonly isFinished: boolean;
  /** Whether it begins in a string or a comment. */
  readonly isInside: boolean;
  /** How many brackets are open before and after it that were opened on the cursor's line or later. */
  readonly openBefore: number;
  readonly openAfter: number;
  /** The fewest that are open anywhere in it. */
  readonly lowestOpen: number;
  /** Its last character that is neither whitespace nor comment, or inside of a string; '' if there is none. */
  readonly lastCode: string;
  /** Whether its end cuts off a string that cannot continue in the next line. */
  readonly cutsString: boolean;
}

const plainLine = { isInside: false, openBefore: 0, openAfter: 0, lowestOpen: 0, cutsString: false };

/** Reads lines of a language of which nothing is known. */
function readPlainLines(text: string): CodeLine[] {
  let start = 0;
  return text.split('\n').map((line, i, { length }) => {
    const read = { text: line, start, isFinished: i < length - 1, ...plainLine };
    start += line.length + 1;
    return { ...read, lastCode: line.trimEnd().at(-1) ?? '' };
  });
}

/** Reads decoded text line by line, with its brackets, strings and comments. */
export class LineReader {
  private readonly scanner: CodeScanner | undefined;
  /** The openers of the cursor's line before the cursor. */
  private readonly opened: readonly number[];
  private readonly beginsInside: boolean = false;

  /** @param language without a syntax a line is taken for code, and no bracket is counted. */
  constructor(prefix: string, language: Language | undefined) {
    this.opened = [];
    const syntax = language?.syntax;
    if (!syntax) return;
    const lineStart = prefix.lastIndexOf('\n') + 1;
    this.scanner = new CodeScanner(syntax);
    const { open } = pairBrackets(prefix.slice(0, lineStart), this.scanner);
    this.beginsInside = this.scanner.isInside;
    this.opened = pairBrackets(prefix.slice(lineStart), this.scanner, 0, open).open.map(({ code }) => code);
  }

  /** Whether brackets are counted. */
  get knowsBrackets(): boolean {
    return this.scanner !== undefined;
  }

  /** Whether the cursor's line leaves a bracket open before the cursor. */
  get isInBrackets(): boolean {
    return this.opened.length > 0;
  }

  /** A text in the middle of a string or comment of several lines is no code, and read like an unknown language. */
  read(text: string): CodeLine[] {
    if (!this.scanner) return readPlainLines(text);
    const scanner = this.scanner.fork();
    const open = [...this.opened];
    const lines: CodeLine[] = [];
    for (let start = 0; start <= text.length;) {
      const newline = text.indexOf('\n', start);
      const end = newline < 0 ? text.length : newline;
      const line = { text: text.slice(start, end), start, isFinished: newline >= 0 };
      const before = { isInside: scanner.isInside, openBefore: open.length };
      const read = readLine(text.slice(start, end + 1), scanner, open);
      if (start === 0 && this.beginsInside && scanner.isInside) return readPlainLines(text);
      lines.push({ ...line, ...before, openAfter: open.length, ...read });
      start = end + 1;
    }
    return lines;
  }
}

/** Reads a line and keeps account of the brackets in `open`. */
function readLine(
  line: string,
  scanner: CodeScanner,
  open: number[],
): Pick<CodeLine, 'lastCode' | 'cutsString' | 'lowestOpen'> {
  let lowestOpen = open.length;
  let lastCode = '';
  let lastBut1 = '';
  let cutsString = false;
  for (let i = 0; i < line.length; i++) {
    const before = scanner.context;
    const bracket = scanner.push(line.charCodeAt(i));
    const after = scanner.context;
    const character = line[i]!;
    cutsString = character === '\n' && before === 'literal' && after === 'code';
    if (after === 'comment' && before !== 'comment') {
      // A comment's second character shows that the first one was no code.
      if (character !== '#') lastCode = lastBut1;
    } else if (before !== 'comment' && (before === 'code' || after === 'code') && character.trim() !== '') {
      lastBut1 = lastCode;
      lastCode = character;
    }
    if (bracket === 0) continue;
    if (closerOf(bracket) !== 0) open.push(bracket);
    else if (open.pop() === templateOpener) scanner.resumeTemplate();
    lowestOpen = Math.min(lowestOpen, open.length);
  }
  return { lastCode, cutsString, lowestOpen };
}
