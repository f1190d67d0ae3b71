import type { Around } from './around.js';
import { firstLines, type TextRule } from './rule.js';

/** Where the answer ended because it was not sure any more, the rest of the line is only unknown. */
const unsure: readonly Around['origin']['stop'][] = ['confidence', 'unsure'];

/**
 * No line ends in the middle of a string that has to end on it: what a model lost itself in there is no code. Where
 * something follows on the cursor's line, a quote may be among it, and `closers.ts` decides.
 */
export const strings: TextRule = (text, around) => {
  const isWhole = !around.isCutOff && !unsure.includes(around.origin.stop) && around.rest.trim() === '';
  const broken = around.read(isWhole ? `${text}\n` : text).findIndex(({ cutsString }) => cutsString);
  return broken < 0 ? text : firstLines(text, broken);
};
