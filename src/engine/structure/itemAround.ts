import { LineReader } from '../../core/language/codeLines.js';
import type { Language } from '../../core/language/language.js';
import type { NearbyText } from '../worker/nearbyText.js';

/** The outermost item that a cursor stands in: what of it stands before the cursor, and what after it. */
export interface Item {
  readonly head: string;
  readonly tail: string;
}

/** A line at the left margin that may begin something: no closer, no comment, no brace for what stands above. */
const begins = /^[^\s)\]}{/#*-]/;
/** One that ends something or goes on with it. */
const goesOn = /^(?:[\s)\]}{]|$)/;

/**
 * Cuts the item out of the text near the cursor: a parser is to read little, and what stands in other items says nothing
 * about the end of a block in this one.
 */
export function itemAround({ prefix, suffix }: NearbyText, language: Language | undefined): Item {
  const lines = new LineReader('', language).read(prefix);
  const start = lines.findLast(({ text, isInside }) => !isInside && begins.test(text))?.start ?? 0;
  const [rest = '', ...below] = suffix.split('\n');
  const next = below.findIndex((line) => !goesOn.test(line));
  const tail = [rest, ...(next < 0 ? below : below.slice(0, next))].join('\n');
  return { head: prefix.slice(start), tail };
}
