import { fitClosingBrackets } from './closingBrackets.js';
import { isMark, outermost } from './outermost.js';
import { restOfLine, type CursorContext } from './cursorContext.js';
import type { Suggestion } from './suggestion.js';

/** How much text around the cursor has to agree. */
const compared = 400;

/** Closers that the editor put after the cursor while the suggestion was typed. */
const typedAhead = /^[)\]}"'`>]*/;

/** What Enter between brackets puts before the closer, behind closers that were typed ahead on the new line since. */
const lineOfItsOwn = /^([)\]}"'`>]*)[ \t]*\n[ \t]*(?=[)\]}])/;

function endsAlike(a: string, b: string): boolean {
  const length = Math.min(compared, a.length, b.length);
  return a.slice(a.length - length) === b.slice(b.length - length);
}

/** The text from the next line on; the cursor's own line is compared apart. */
function followingLines(after: string): string {
  const from = restOfLine(after).length;
  return after.slice(from, from + compared);
}

/** The rest of the line may have got closers in front, may have lost those that were typed over, or both. */
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

/** Whether a text contains a quote that was typed: before a word it looks like an apostrophe, which replaces no quote. */
const isQuoteIn = (text: string, quote: string): boolean => /^["'`]$/.test(quote) && text.includes(quote);

const agrees = (now: string, then: string, typed: string): boolean =>
  followingLines(now) === followingLines(then) && restAgrees(now, then, typed);

/** How many of a text's characters were typed since it was suggested; undefined if anything else was. */
function typedLength(text: string, then: CursorContext, now: CursorContext): number | undefined {
  const isTyped = (length: number): boolean => {
    if (length < 0 || length >= text.length || length > now.prefix.length) return false;
    const from = now.prefix.length - length;
    return text.startsWith(now.prefix.slice(from)) && endsAlike(now.prefix.slice(0, from), then.prefix);
  };
  const byOffset = now.offset - then.offset;
  if (isTyped(byOffset)) return byOffset;
  // An import that was added far above has moved everything: then the text tells where the place is now.
  const tail = then.prefix.slice(-compared);
  if (tail.length < compared) return undefined;
  const near = now.prefix.slice(1 - tail.length - text.length);
  const byText = near.length - near.lastIndexOf(tail) - tail.length;
  return isTyped(byText) ? byText : undefined;
}

/**
 * The part of a text before the closers that stand on a line of their own below.
 *
 * @param closingBrackets those after the cursor, of which the first `ahead` stand on its line.
 */
function beforeClosers(text: string, closingBrackets: string, ahead: number): string {
  const end = outermost(text, closingBrackets).filter((at) => !isMark(text[at]))[ahead];
  return text.slice(0, end).trimEnd();
}

/** A part of a suggestion's text, with the places in it at which it may end. */
function part({ cuts, ...suggestion }: Suggestion, from: number, text: string): Suggestion {
  const left = cuts?.map((cut) => ({ ...cut, length: cut.length - from }));
  const inside = left?.filter(({ length }) => length > 0 && length < text.length);
  return { ...suggestion, text, ...(inside ? { cuts: inside } : {}) };
}

/**
 * What is left of a suggestion where the person went on with it.
 *
 * @param then where it was suggested.
 * @returns undefined if nothing is, or if it is no longer right.
 */
export function remainderOf(suggestion: Suggestion, then: CursorContext, now: CursorContext): Suggestion | undefined {
  if (now.document !== then.document) return undefined;
  const { text } = suggestion;
  const length = typedLength(text, then, now);
  if (length === undefined) return undefined;
  const typed = text.slice(0, length);
  const left = text.slice(length);
  if (agrees(now.suffix, then.suffix, typed)) return part(suggestion, length, left);
  const joined = now.suffix.replace(lineOfItsOwn, '$1');
  if (!typed.includes('\n') || !agrees(joined, then.suffix, typed)) return undefined;
  const inside = beforeClosers(
    fitClosingBrackets(left, restOfLine(joined)).text,
    restOfLine(joined),
    typedAhead.exec(restOfLine(now.suffix))![0].length,
  );
  return inside === '' ? undefined : part(suggestion, length, inside);
}
