import { normalize } from './lineEndings.js';
import { tidyStart } from './window.js';

/** A text of which only the end is read. */
export interface TextWithEnd {
  /** The last characters, `count` at most. */
  end(count: number): string;
  readonly length: number;
}

/**
 * The end of several texts as one, each with a newline after it, normalized. Reads the nearest text first and no more
 * than there is room for, so that the cost does not depend on how many there are or how long they are.
 *
 * @param texts those above, the nearest first.
 * @param room the most characters.
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
