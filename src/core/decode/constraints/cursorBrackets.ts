import { closerOf, pairBrackets, type Bracket, type Unpaired } from '../../language/brackets.js';
import type { CodeScanner } from '../../language/codeScanner.js';
import { indentWidth } from '../../language/indentation.js';

/** What the text around a cursor says about brackets. */
export interface CursorBrackets {
  /** Openers before the cursor that an answer may close, outermost first. */
  readonly closable: readonly Bracket[];
  /** The code of the closer that the suffix begins with, after blanks; 0 if it begins with something else. */
  readonly suffixCloser: number;
  /** Whether more may be open than the prefix shows, because it begins in the middle of the file. */
  readonly isOutsideUnknown: boolean;
}

/**
 * The closers of the suffix that belong to openers of the prefix. Well laid out, a closer's line stands as far to the
 * right as its opener's: closers further left than the outermost opener belong to what a cut prefix lacks.
 */
function closersOf(open: readonly Bracket[], closed: readonly Bracket[]): readonly Bracket[] {
  const left = open[0]?.indent ?? 0;
  return closed.slice(0, closed.findLastIndex(({ indent }) => indent >= left) + 1);
}

/** How many of `open`, from the outermost on, the suffix closes; none if the kinds do not fit. */
function countClosed(open: readonly Bracket[], { closed, isTangled }: Unpaired): number {
  const closingBrackets = closersOf(open, closed);
  const count = Math.min(open.length, closingBrackets.length);
  const fits = open.slice(0, count).every(({ code }, i) => closerOf(code) === closingBrackets.at(-1 - i)!.code);
  return fits && !isTangled ? count : 0;
}

function suffixCloserOf(suffix: string, scanner: CodeScanner): number {
  const blanks = /^\s*/.exec(suffix)![0];
  const { closed } = pairBrackets(suffix.slice(0, blanks.length + 1), scanner, 0);
  return closed[0]?.code ?? 0;
}

/** Whether the string or comment that the suffix begins in ends there before its line does. */
function isEndedBySuffix(suffix: string, scanner: CodeScanner): boolean {
  for (let i = 0; i < suffix.length; i++) {
    scanner.push(suffix.charCodeAt(i));
    if (!scanner.isInside) return suffix[i] !== '\n';
  }
  return false;
}

/**
 * Finds what is open at the cursor: the brackets of the prefix, less those that the suffix closes, from the outermost on.
 *
 * In doubt the limits are loosened. If the suffix's closers do not fit, all that is open may be closed; so, too, if the
 * suffix ends the string that the cursor stands in, since an answer that leaves it turns the suffix inside out.
 *
 * @param scanner stands at the prefix's start, and at the cursor afterwards.
 * @returns undefined if the prefix does not make sense.
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
