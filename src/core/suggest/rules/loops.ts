import type { TextRule } from './rule.js';

/** So many of the same sign are a loop, unless the file does that, too: a rule of dashes, a long number. */
const minRun = 8;
const run = new RegExp(`(\\S)\\1{${minRun - 1},}`, 'u');

/**
 * No `????????` and no `10000000000`: a sign again and again is where small models end up that know nothing to say. The
 * engine's stop rule sees longer ones, and ends what would go on for a minute.
 */
export const loops: TextRule = (text, { prefix, suffix, outcome }) => {
  // What is left of a loop that was stopped is one turn of it.
  if (outcome.stop === 'repetition' && !/[\p{L}\p{N}]/u.test(text)) return '';
  const found = run.exec(text);
  if (!found) return text;
  const own = found[0].slice(0, minRun * found[1]!.length);
  return prefix.includes(own) || suffix.includes(own) ? text : '';
};
