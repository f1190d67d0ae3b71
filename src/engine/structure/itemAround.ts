import { LineReader } from '../../core/language/codeLines.js';
import type { Language } from '../../core/language/language.js';
import type { NearbyText } from '../../core/prompt/nearbyText.js';

/** The outermost item around a cursor: its text before the cursor, and its text after it. */
export interface Item {
  readonly head: string;
  readonly tail: string;
}

/** A line at the left margin that may begin an item: no closing bracket, no comment, no brace of the line above. */
const begins = /^[^\s)\]}{/#*-]/;
/** One that ends an item or continues it. */
const continues = /^(?:[\s)\]}{]|$)/;

/**
 * Cuts the item out of the text near the cursor: a parser is to read little, and other items say nothing about the end
 * of a block in this one.
 */
export function itemAround({ prefix, suffix }: NearbyText, language: Language | undefined): Item {
  const lines = new LineReader('', language).read(prefix);
  const start = lines.findLast(({ text, isInside }) => !isInside && begins.test(text))?.start ?? 0;
  const [rest = '', ...below] = suffix.split('\n');
  const next = below.findIndex((line) => !continues.test(line));
  const tail = [rest, ...(next < 0 ? below : below.slice(0, next))].join('\n');
  return { head: prefix.slice(start), tail };
}
