import { isWordCharacter } from '../language/words.js';

const openerOf: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{', '>': '<' };
/** What may stand behind the closers, see `isCompletable`. */
export const isMark = (character = ''): boolean => /^[;,:{]$/.test(character);
const isQuote = (character = ''): boolean => /^["'`]$/.test(character);
/** The quote at `i`, or the three of them. */
function quoteAt(text: string, i: number): string {
  const triple = text[i]!.repeat(3);
  return text.startsWith(triple, i) ? triple : text[i]!;
}

/** Where a string ends. */
interface StringEnd {
  /** Index of the quote that ends it; -1 if none does. */
  readonly end: number;
  /** How far that was looked for. */
  readonly lookedTo: number;
}

const noEnd = (lookedTo: number): StringEnd => ({ end: -1, lookedTo });

/** Finds the end of the string whose content begins at `from`. */
function endOfString(text: string, quote: string, from: number): StringEnd {
  /** Braces open since a `${`. */
  let depth = 0;
  for (let i = from; i < text.length; i++) {
    if (text[i] === '\\') i++;
    else if (text[i] === '{' && quote === '`' && (depth > 0 || text[i - 1] === '$')) depth++;
    else if (text[i] === '}' && depth > 0) depth--;
    // A `'` before a word is an apostrophe, or begins a lifetime.
    else if (depth === 0 && text.startsWith(quote, i) && (quote !== "'" || !isWordCharacter(text[i + 1])))
      return { end: i, lookedTo: i };
    else if (text[i] === '\n' && (quote === '"' || quote === "'")) return noEnd(i);
  }
  return noEnd(text.length);
}

/**
 * Indices of the characters in `text` that stand outside of its own strings and brackets: those that close what was open
 * before it, and marks. A quote closes only where one of the closers ahead says that the text is inside of a string.
 *
 * @param ahead the closers after the cursor, without blanks.
 */
export function outermost(text: string, ahead: string): number[] {
  const found: number[] = [];
  const open: string[] = [];
  const closesAngle = ahead.includes('>');
  /** Up to there no `'` ends a string: many apostrophes need only one search. */
  let apostrophesTo = -1;
  /** How many of the closers ahead are met. */
  let met = 0;
  /** The string that the text began in, and how much was found before its end. */
  let outer: { readonly quote: string; readonly found: number } | undefined;
  for (let i = 0; i < text.length; i++) {
    const character = text[i]!;
    if (isQuote(ahead[met])) {
      const quote = quoteAt(ahead, met);
      const { end } = endOfString(text, quote, i);
      if (end < 0) break;
      outer = { quote, found: found.length };
      found.push(...Array.from(quote, (_, n) => end + n));
      met += quote.length;
      i = end + quote.length - 1;
    } else if (isQuote(character)) {
      const quote = quoteAt(text, i);
      const isKnown = quote === "'" && i < apostrophesTo;
      const { end, lookedTo } = isKnown ? noEnd(apostrophesTo) : endOfString(text, quote, i + quote.length);
      if (end < 0 && quote === "'") apostrophesTo = lookedTo;
      // The text ends in a string as it began in one: the quote after the cursor is the end of that.
      if (end < 0 && quote === outer?.quote && !isWordCharacter(text[i - 1])) return found.slice(0, outer.found);
      // Nor does it come back from another one. Only a `'` without a partner is an apostrophe.
      if (end < 0 && (quote === '"' ? !text.includes('\n', i) : quote !== "'")) break;
      i = Math.max(i, end) + quote.length - 1;
    } else if (/^(?:\\|::|[=-]>|<=)/.test(text.slice(i, i + 2))) {
      i++;
    } else if (character in openerOf) {
      // A `<` that nothing closes was a comparison, and so was a `>` that closes nothing.
      while (character !== '>' && open.at(-1) === '<') open.pop();
      if (open.at(-1) === openerOf[character]) open.pop();
      else if (character !== '>' || (open.length === 0 && ahead[met] === '>')) {
        found.push(i);
        met++;
      }
    } else {
      if (open.length === 0 && isMark(character)) found.push(i);
      if ('([{'.includes(character) || (character === '<' && closesAngle)) open.push(character);
    }
  }
  return found;
}
