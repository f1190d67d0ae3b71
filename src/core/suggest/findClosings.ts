import { isWordCharacter } from '../language/words.js';

const openerOf: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{', '>': '<' };
/** Whether a character is punctuation that may follow closing brackets at a line's end, see `isCompletable`. */
export const isTrailingPunctuation = (character = ''): boolean => /^[;,:{]$/.test(character);
const isQuote = (character = ''): boolean => /^["'`]$/.test(character);
/** The quote at `i`, or the three of them. */
function quoteAt(text: string, i: number): string {
  const triple = text[i]!.repeat(3);
  return text.startsWith(triple, i) ? triple : text[i]!;
}

/** The result of a search for a string's end. */
interface StringEnd {
  /** Index of the quote that ends the string; -1 if none does. */
  readonly end: number;
  /** Index up to which the text was searched. */
  readonly searchedTo: number;
}

const noEnd = (searchedTo: number): StringEnd => ({ end: -1, searchedTo });

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
      return { end: i, searchedTo: i };
    else if (text[i] === '\n' && (quote === '"' || quote === "'")) return noEnd(i);
  }
  return noEnd(text.length);
}

/** One pass over a text, see `findClosings`. */
class ClosingScan {
  private readonly found: number[] = [];
  private readonly open: string[] = [];
  private at = 0;
  /** No `'` ends a string up to this index: many apostrophes need only one search. */
  private apostrophesTo = -1;
  /** How many of the closing characters after the cursor the text has already. */
  private met = 0;
  /** The string that the text began in, and how many results were found before its end. */
  private outer: { readonly quote: string; readonly found: number } | undefined;

  constructor(
    private readonly text: string,
    private readonly typedAhead: string,
  ) {}

  run(): number[] {
    for (; this.at < this.text.length; this.at++) {
      const character = this.text[this.at]!;
      if (isQuote(this.typedAhead[this.met])) {
        if (!this.endOuterString()) break;
      } else if (isQuote(character)) {
        if (!this.skipString()) break;
      } else if (/^(?:\\|::|[=-]>|<=)/.test(this.text.slice(this.at, this.at + 2))) {
        this.at++;
      } else if (character in openerOf) this.close(character);
      else this.openOrPunctuate(character);
    }
    return this.found;
  }

  /** Moves to the end of the string that the text began in. @returns false if it does not end. */
  private endOuterString(): boolean {
    const quote = quoteAt(this.typedAhead, this.met);
    const { end } = endOfString(this.text, quote, this.at);
    if (end < 0) return false;
    this.outer = { quote, found: this.found.length };
    this.found.push(...Array.from(quote, (_, n) => end + n));
    this.met += quote.length;
    this.at = end + quote.length - 1;
    return true;
  }

  /** Moves to the end of a string of the text's own. @returns false if the rest of the text is part of it. */
  private skipString(): boolean {
    const { text, at, outer } = this;
    const quote = quoteAt(text, at);
    const isKnown = quote === "'" && at < this.apostrophesTo;
    const { end, searchedTo } = isKnown ? noEnd(this.apostrophesTo) : endOfString(text, quote, at + quote.length);
    if (end < 0 && quote === "'") this.apostrophesTo = searchedTo;
    // The text ends in a string as it began in one: the quote after the cursor is the end of that.
    if (end < 0 && quote === outer?.quote && !isWordCharacter(text[at - 1])) {
      this.found.length = outer.found;
      return false;
    }
    // Nor does it come back from another one. Only a `'` without a partner is an apostrophe.
    if (end < 0 && (quote === '"' ? !text.includes('\n', at) : quote !== "'")) return false;
    this.at = Math.max(at, end) + quote.length - 1;
    return true;
  }

  private close(bracket: string): void {
    const { open } = this;
    // A `<` that nothing closes was a comparison, and so was a `>` that closes nothing.
    while (bracket !== '>' && open.at(-1) === '<') open.pop();
    if (open.at(-1) === openerOf[bracket]) open.pop();
    else if (bracket !== '>' || (open.length === 0 && this.typedAhead[this.met] === '>')) {
      this.found.push(this.at);
      this.met++;
    }
  }

  private openOrPunctuate(character: string): void {
    if (this.open.length === 0 && isTrailingPunctuation(character)) this.found.push(this.at);
    const isAngle = character === '<' && this.typedAhead.includes('>');
    if ('([{'.includes(character) || isAngle) this.open.push(character);
  }
}

/**
 * Finds the characters of a text that close what was open before it, and trailing punctuation outside its own strings
 * and brackets. A quote closes only where one of the characters after the cursor says that the text is inside a string.
 *
 * @param typedAhead the closing brackets and quotes after the cursor, without whitespace.
 * @returns indices in `text`, ascending.
 */
export const findClosings = (text: string, typedAhead: string): number[] => new ClosingScan(text, typedAhead).run();
