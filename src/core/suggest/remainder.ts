import { fitClosingBrackets } from './closingBrackets.js';
import { findClosings, isTrailingPunctuation } from './findClosings.js';
import { restOfLine, type CursorContext } from './cursorContext.js';
import type { Suggestion } from './suggestion.js';

/** How much text around the cursor has to agree, in UTF-16 code units. */
const comparedLength = 400;

/** Closing brackets that the editor inserted after the cursor while the suggestion was typed. */
const typedAhead = /^[)\]}"'`>]*/;

/** The line break that Enter between brackets inserts before the closing one, after those typed ahead since. */
const breakBeforeClosing = /^([)\]}"'`>]*)[ \t]*\n[ \t]*(?=[)\]}])/;

function endsAlike(a: string, b: string): boolean {
  const length = Math.min(comparedLength, a.length, b.length);
  return a.slice(a.length - length) === b.slice(b.length - length);
}

/** The text from the next line on; the cursor's own line is compared separately. */
function followingLines(suffix: string): string {
  const from = restOfLine(suffix).length;
  return suffix.slice(from, from + comparedLength);
}

/** The rest of the line may have gained closing brackets at its start, lost those that were typed over, or both. */
function restAgrees(now: string, then: string, typed: string): boolean {
  const rest = restOfLine(now);
  const restThen = restOfLine(then);
  const isAheadOf = (tail: string): boolean =>
    rest.endsWith(tail) && typedAhead.exec(rest)![0].length >= rest.length - tail.length;
  if (isAheadOf(restThen)) return true;
  const { replaces } = fitClosingBrackets(typed, restThen);
  const missing = restThen.length - rest.length;
  const isShorter = missing > 0 && restThen.endsWith(rest);
  if (isShorter && (replaces >= missing || isQuoteIn(typed, restThen.slice(0, missing)))) return true;
  return isAheadOf(restThen.slice(replaces));
}

/** Whether a text contains a quote: before a word it looks like an apostrophe, and `fitClosingBrackets` ignores it. */
const isQuoteIn = (text: string, quote: string): boolean => /^["'`]$/.test(quote) && text.includes(quote);

const agrees = (now: string, then: string, typed: string): boolean =>
  followingLines(now) === followingLines(then) && restAgrees(now, then, typed);

/** The number of a text's characters typed since it was suggested; undefined if anything else was typed. */
function typedLength(text: string, then: CursorContext, now: CursorContext): number | undefined {
  const isTyped = (length: number): boolean => {
    if (length < 0 || length >= text.length || length > now.prefix.length) return false;
    const from = now.prefix.length - length;
    return text.startsWith(now.prefix.slice(from)) && endsAlike(now.prefix.slice(0, from), then.prefix);
  };
  const byOffset = now.offset - then.offset;
  if (isTyped(byOffset)) return byOffset;
  // An import that was added far above has moved everything: then the text tells the new position.
  const tail = then.prefix.slice(-comparedLength);
  if (tail.length < comparedLength) return undefined;
  const near = now.prefix.slice(1 - tail.length - text.length);
  const byText = near.length - near.lastIndexOf(tail) - tail.length;
  return isTyped(byText) ? byText : undefined;
}

/**
 * The part of a text before the closing brackets that are on their own line below.
 *
 * @param closingBrackets those after the cursor, of which the first `onLine` are on its line.
 */
function beforeClosingBrackets(text: string, closingBrackets: string, onLine: number): string {
  const end = findClosings(text, closingBrackets).filter((at) => !isTrailingPunctuation(text[at]))[onLine];
  return text.slice(0, end).trimEnd();
}

/** A part of a suggestion, with the cuts that are inside it. */
function part({ cuts, ...suggestion }: Suggestion, from: number, text: string): Suggestion {
  const left = cuts?.map((cut) => ({ ...cut, length: cut.length - from }));
  const inside = left?.filter(({ length }) => length > 0 && length < text.length);
  return { ...suggestion, text, ...(inside ? { cuts: inside } : {}) };
}

/**
 * The rest of a suggestion after the user typed its start.
 *
 * @param then the cursor for which it was made.
 * @returns undefined if nothing is left, or if it is no longer right.
 */
export function remainderOf(suggestion: Suggestion, then: CursorContext, now: CursorContext): Suggestion | undefined {
  if (now.document !== then.document) return undefined;
  const { text } = suggestion;
  const length = typedLength(text, then, now);
  if (length === undefined) return undefined;
  const typed = text.slice(0, length);
  const left = text.slice(length);
  if (agrees(now.suffix, then.suffix, typed)) return part(suggestion, length, left);
  const joined = now.suffix.replace(breakBeforeClosing, '$1');
  if (!typed.includes('\n') || !agrees(joined, then.suffix, typed)) return undefined;
  const inside = beforeClosingBrackets(
    fitClosingBrackets(left, restOfLine(joined)).text,
    restOfLine(joined),
    typedAhead.exec(restOfLine(now.suffix))![0].length,
  );
  return inside === '' ? undefined : part(suggestion, length, inside);
}
