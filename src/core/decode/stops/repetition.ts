import type { StopRule } from './stop.js';

/** The longest period looked for, in characters: a long line. */
const maxPeriod = 120;
/** A loop is at least this many characters long, so that `aaaa` or `0, 0, 0` may be written. */
const minLength = 24;
/** Without a letter it may be a rule of dashes, a table or a list of numbers, and has to be longer. */
const minLengthOfSymbols = 80;
/** … and at least this many turns; fewer of a long one, which nobody writes twice by chance. */
const minTurns = 3;
const minLongTurns = 2.5;
const longPeriod = 10;

/** How many characters at the end of `text` continue with period `period`. */
function periodicLength(text: string, period: number): number {
  let i = text.length - 1;
  while (i >= period && text[i] === text[i - period]) i--;
  return text.length - 1 - i + period;
}

/**
 * Ends a text that runs in a loop (`isString, isString, isString, …`) and keeps one turn of it. Blanks alone are
 * indentation, never a loop.
 */
export const atRepetition: StopRule = ({ text }) => {
  for (let period = 1; period <= Math.min(maxPeriod, text.length / minLongTurns); period++) {
    const length = periodicLength(text, period);
    if (length < minLength) continue;
    const turn = text.slice(-period);
    const least = /\p{L}/u.test(turn) ? minLength : minLengthOfSymbols;
    const turns = period < longPeriod ? minTurns : minLongTurns;
    if (length < Math.max(least, turns * period)) continue;
    if (turn.trim() === '') return undefined;
    return { reason: 'repetition', keep: text.length - length + period };
  }
  return undefined;
};
