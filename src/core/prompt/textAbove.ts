import { normalize } from './lineEndings.js';
import { tidyStart } from './window.js';

/** A text that is read from its end. */
export interface TextWithEnd {
  /** The last `count` characters, or all. */
  end(count: number): string;
  readonly length: number;
}

/**
 * The end of several texts joined, each followed by a newline, normalized. Reads the nearest text first and no more than
 * there is room for, so that the cost does not depend on their number or length.
 *
 * @param texts those above, the nearest first.
 * @param room the maximum number of characters.
 */
export function textAbove(texts: Iterable<TextWithEnd>, room: number): string {
  let above = '';
  for (const text of texts) {
    const left = room - above.length - 1;
    if (left < 0) break;
    const end = `${normalize(text.end(left))}\n`;
    const isWhole = text.length <= left;
    above = tidyStart(end, isWhole) + above;
    if (!isWhole) break;
  }
  return above;
}
