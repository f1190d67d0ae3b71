import { isDistinctLine } from '../../language/words.js';
import { writtenLines } from './ruleContext.js';
import { firstLines, type TextRule } from './rule.js';

/** How many of the following lines are compared. */
const maxLines = 6;

/** Two lines that differ in their blanks, or in what separates them from the next, say the same. */
const essence = (line: string): string => line.trim().replace(/\s+/g, ' ').replace(/[;,]$/, '');

/**
 * Nothing that stands below already. Where the end of a suggestion is the lines that follow, it ends before them; what
 * is nothing but them goes. `suffixStart.ts` stops most of it while it is written, by whole lines at the same depth.
 */
export const followingLines: TextRule = (text, around) => {
  const following = writtenLines(around.below).slice(0, maxLines).map(essence);
  const own = around.linesOf(text);
  const lines = own.map(essence);
  const written = [...lines.keys()].filter((i) => lines[i] !== '');
  for (let count = Math.min(written.length, following.length); count > 0; count--) {
    const last = written.slice(-count);
    const repeats = last.every((at, i) => lines[at] === following[i]);
    if (repeats && last.some((at) => isDistinctLine(own[at]!))) return firstLines(text, last[0]!);
  }
  return text;
};
