import type { StopRule } from './stop.js';

/** The longest detectable period, in characters: a long line. */
const maxPeriod = 120;
/** A loop has at least this many characters, so that `a, a, a` or `0, 0, 0` may be written. */
const minLength = 24;
/** A repeated single character is recognised sooner. */
const minRun = 12;
/** … and at least this many turns; fewer of a long one, which is not written twice by chance. */
const minTurns = 3;
const minLongTurns = 2.5;
const longPeriod = 10;

/** Number of characters at the end of `text` that repeat with period `period`. */
function periodicLength(text: string, period: number): number {
  let i = text.length - 1;
  while (i >= period && text[i] === text[i - period]) i--;
  return text.length - 1 - i + period;
}

/**
 * Ends a text that runs in a loop (`isString, isString, isString, …`) and keeps one turn of it. Whitespace alone is
 * indentation, never a loop. Without a letter it may be a rule of dashes, a table or a list of numbers: such a run may
 * be as long as one that exists nearby.
 *
 * @param near the text around the cursor.
 */
export function atRepetition(near: readonly string[] = []): StopRule {
  const isCommon = (run: string): boolean => !/\p{L}/u.test(run) && near.some((text) => text.includes(run));
  return ({ text }) => {
    for (let period = 1; period <= Math.min(maxPeriod, text.length / minLongTurns); period++) {
      const length = periodicLength(text, period);
      if (length < (period === 1 ? minRun : minLength)) continue;
      const turns = period < longPeriod ? minTurns : minLongTurns;
      if (length < turns * period) continue;
      if (text.slice(-period).trim() === '' || isCommon(text.slice(-length))) return undefined;
      return { reason: 'repetition', keep: text.length - length + period };
    }
    return undefined;
  };
}
