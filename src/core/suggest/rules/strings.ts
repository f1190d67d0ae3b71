import { isOwnEnd } from '../../decode/stops/stop.js';
import { firstLines, type TextRule } from './rule.js';

/**
 * No line ends in the middle of a string that has to end on it: what a model lost itself in there is no code. Of a text
 * that was given up half-way the last line is only unknown; and where something follows on the cursor's line, a quote
 * may be among it, and `closers.ts` decides.
 */
export const strings: TextRule = (text, around) => {
  const isWhole = isOwnEnd(around.outcome.stop) && around.rest.trim() === '';
  const broken = around.read(isWhole ? `${text}\n` : text).findIndex(({ cutsString }) => cutsString);
  return broken < 0 ? text : firstLines(text, broken);
};
