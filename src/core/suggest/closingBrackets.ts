import { findClosings, isTrailingPunctuation } from './findClosings.js';
import { isCompletable } from './cursorContext.js';

/** A suggestion's text fitted to the rest of the cursor's line. */
export interface FittedText {
  readonly text: string;
  /** How many characters after the cursor the text replaces: closing brackets that it includes itself. */
  readonly replaces: number;
}

/** Returns a check whether a text has no more code from an index on: nothing, or a comment on its last line. */
function noCodeIn(text: string): (from: number) => boolean {
  const lastLine = Math.max(...['\n', '\r', '\u2028', '\u2029'].map((end) => text.lastIndexOf(end))) + 1;
  return (from) => {
    const at = from + /^\s*/.exec(text.slice(from))![0].length;
    return at === text.length || (at >= lastLine && /^(?:\/\/|\/\*|#)/.test(text.slice(at, at + 2)));
  };
}

/**
 * Fits a text to the punctuation after the closing brackets.
 *
 * @param punctuation indices of the text's own, after everything that it closes.
 */
function fitPunctuation(text: string, rest: string, replaces: number, punctuation: readonly number[]): FittedText {
  const left = rest.slice(replaces).trim();
  const isNoCode = noCodeIn(text);
  const last = punctuation.find((at) => isNoCode(at + 1));
  // A block may follow its punctuation; other punctuation is the same only at the end.
  const isIncluded = punctuation.some((at) => text[at] === left && (at === last || /[:{]/.test(left)));
  if (isIncluded) return { text, replaces: rest.trimEnd().length };
  // No statement ends before a closing bracket or other punctuation.
  const isStray = last !== undefined && text[last] === (left === ';' ? ',' : ';') && /^[)\],:{;]/.test(left);
  return { text: isStray ? text.slice(0, last) : text, replaces };
}

/** Fits a text to a line that continues with code: it ends where that code begins, or where it would close a bracket. */
function fitBeforeCode(text: string, code: string, hasClosing: boolean, firstClosing = -1): FittedText {
  const repeated = code.length > 2 && !hasClosing ? text.indexOf(code) : -1;
  const ends = [repeated, firstClosing].filter((at) => at >= 0);
  return { text: text.slice(0, Math.min(text.length, ...ends)), replaces: 0 };
}

/**
 * Fits a completion to the closing brackets after the cursor, which an editor typed ahead: `foo(‸)` completed with
 * `a, b);` replaces the `)`, completed with `a, b` it is inserted before it, and a bracket that closes something else is
 * cut off. Where the line continues with more than closing brackets, the text ends where that begins.
 *
 * @param rest the rest of the cursor's line.
 */
export function fitClosingBrackets(text: string, rest: string): FittedText {
  const typedAhead = /^[\s)\]}>"'`]*/.exec(rest)![0].replace(/\s/g, '');
  const closings = findClosings(text, typedAhead);
  const closingBrackets = closings.filter((at) => !isTrailingPunctuation(text[at]));
  if (!isCompletable(rest)) return fitBeforeCode(text, rest.trim(), typedAhead !== '', closingBrackets[0]);
  let replaces = 0;
  let from = 0;
  for (const at of closingBrackets) {
    const spaces = /^\s*/.exec(rest.slice(replaces))![0].length;
    const next = rest[replaces + spaces];
    if (next === undefined || isTrailingPunctuation(next)) break;
    if (next !== text[at]) return { text: text.slice(0, at), replaces };
    replaces += spaces + 1;
    from = at + 1;
  }
  const punctuation = closings.filter((at) => at >= from && isTrailingPunctuation(text[at]));
  return fitPunctuation(text, rest, replaces, punctuation);
}

/**
 * Removes from a text the end that it shares with the characters that it replaces. VS Code places the cursor before that
 * end when the text is accepted, and lets the user type over a closing bracket that it inserted itself, but not over one
 * that an edit has written again.
 *
 * @param rest the rest of the cursor's line.
 */
export function withoutSharedEnd({ text, replaces }: FittedText, rest: string): FittedText {
  let shared = 0;
  while (shared < Math.min(text.length, replaces) && text.at(-1 - shared) === rest[replaces - 1 - shared]) shared++;
  return { text: text.slice(0, text.length - shared), replaces: replaces - shared };
}
