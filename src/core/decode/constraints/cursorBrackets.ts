import { closerOf, pairBrackets, type Bracket, type Unpaired } from '../../language/brackets.js';
import type { CodeScanner } from '../../language/codeScanner.js';
import { indentWidth } from '../../language/indentation.js';

/** Brackets around a cursor. */
interface CursorBrackets {
  /** Openers before the cursor that an answer may close, outermost first. */
  readonly closable: readonly Bracket[];
  /** The code of the closer that the suffix begins with, after whitespace; 0 if it begins with something else. */
  readonly suffixCloser: number;
  /** Whether more may be open than the prefix shows, because it starts in the middle of the file. */
  readonly isOutsideUnknown: boolean;
}

/**
 * The closers of the suffix that belong to openers of the prefix. In well-formatted code a closer's line is indented as
 * far as its opener's: closers further left than the outermost opener belong to what a cut prefix lacks.
 */
function closersOf(open: readonly Bracket[], closed: readonly Bracket[]): readonly Bracket[] {
  const left = open[0]?.indent ?? 0;
  return closed.slice(0, closed.findLastIndex(({ indent }) => indent >= left) + 1);
}

/** Number of `open`, from the outermost on, that the suffix closes; 0 if the kinds do not fit. */
function countClosed(open: readonly Bracket[], { closed, isTangled }: Unpaired): number {
  const closingBrackets = closersOf(open, closed);
  const count = Math.min(open.length, closingBrackets.length);
  const fits = open.slice(0, count).every(({ code }, i) => closerOf(code) === closingBrackets.at(-1 - i)!.code);
  return fits && !isTangled ? count : 0;
}

function suffixCloserOf(suffix: string, scanner: CodeScanner): number {
  const whitespace = /^\s*/.exec(suffix)![0];
  const { closed } = pairBrackets(suffix.slice(0, whitespace.length + 1), scanner, 0);
  return closed[0]?.code ?? 0;
}

/** Whether the string or comment at the start of the suffix ends before its line does. */
function isEndedBySuffix(suffix: string, scanner: CodeScanner): boolean {
  for (let i = 0; i < suffix.length; i++) {
    scanner.push(suffix.charCodeAt(i));
    if (!scanner.isInside) return suffix[i] !== '\n';
  }
  return false;
}

/**
 * Finds what is open at the cursor: the brackets of the prefix, except those that the suffix closes, outermost first.
 *
 * In doubt the limits are loosened. If the suffix's closers do not fit, everything open may be closed; likewise if the
 * suffix ends the string that the cursor is in, since an answer that leaves it turns the suffix inside out.
 *
 * @param scanner positioned at the start of the prefix, and at the cursor afterwards.
 * @returns undefined if the prefix is not well-formed.
 */
export function bracketsAtCursor(prefix: string, suffix: string, scanner: CodeScanner): CursorBrackets | undefined {
  const { open, closed, isTangled } = pairBrackets(prefix, scanner);
  if (isTangled) return undefined;
  const indent = indentWidth(prefix.slice(prefix.lastIndexOf('\n') + 1));
  const after = pairBrackets(suffix, scanner.fork(), indent, open);
  const isInDoubt = scanner.isInside && isEndedBySuffix(suffix, scanner.fork());
  const count = isInDoubt ? 0 : countClosed(open, after);

  const isCut = closed.length > 0 || /^\s*[ \t]\S/.test(prefix);
  return {
    closable: open.slice(count),
    suffixCloser: suffixCloserOf(suffix, scanner.fork()),
    isOutsideUnknown: isCut && after.closed.length === 0,
  };
}
