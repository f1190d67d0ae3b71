import { countUnpaired } from '../../language/brackets.js';
import { isDistinctLine, isWordCharacter } from '../../language/words.js';
import type { Stop, StopRule } from './stop.js';

/** A line such as `call(` may well be repeated, with other arguments. */
const opensList = /[([]\{?$/;
/** There is only one of these per statement, so a second one is the suffix's. */
const lastClause = /^\s*(?:\}\s*)?(?:else|finally)\s*[:{]$/;
const isDistinctive = (line: string): boolean =>
  (isDistinctLine(line) && !opensList.test(line)) || lastClause.test(line);
/** A line that ends with one of these hardly ever continues. */
const isComplete = (line: string): boolean => /[;{}]$/.test(line);

/** Number of the suffix's lines that are compared. */
const maxLines = 6;
/** Enough of the rest of the cursor's line to recognise it. */
const maxRestCharacters = 24;
/** Fewer characters do not identify it: `)`, `);`, `x)`. */
const minRestCharacters = 3;

const suffixStop = (keep: number): Stop => ({ reason: 'suffix', keep });

/** Ends where the text reaches the rest of the cursor's line. */
function atRestOfLine(before: string, rest: string): StopRule {
  const start = rest.trim().slice(0, maxRestCharacters);
  // Closers alone may belong to anything; and no word starts inside another.
  if (
    start.length < minRestCharacters ||
    !/[\p{L}\p{N}_]/u.test(start) ||
    (isWordCharacter(rest[0]) && isWordCharacter(before.at(-1)))
  ) {
    return () => undefined;
  }
  return ({ text, added }) => {
    const from = Math.max(0, added - start.length + 1);
    for (let at = text.indexOf(start, from); at >= 0; at = text.indexOf(start, at + 1)) {
      const kept = text.slice(0, at);
      // In the middle of a word, or of a call of its own, it is something else that starts the same.
      if ((isWordCharacter(start[0]) && isWordCharacter(text[at - 1])) || countUnpaired(kept).open > 0) continue;
      return suffixStop(/^\s/.test(rest) ? kept.trimEnd().length : at);
    }
    return undefined;
  };
}

/**
 * Number of lines at the end of `lines` that are the first ones of `following`, ignoring empty lines. 0 if all of them
 * may well be repeated.
 */
function countRepeated(lines: readonly string[], following: readonly string[]): number {
  for (let count = Math.min(lines.length, following.length); count > 0; count--) {
    const first = following.slice(0, count);
    if (first.some(isDistinctive) && first.every((line, i) => line === lines[lines.length - count + i])) return count;
  }
  return 0;
}

/** Ends where the text reaches the first lines after the cursor's. */
function atLines(cursorLine: string, after: string): StopRule {
  const following = after
    .split('\n')
    .filter((line) => line.trim() !== '')
    .slice(0, maxLines)
    .map((line) => line.trimEnd());
  if (!following.some(isDistinctive)) return () => undefined;

  return ({ text, added }) => {
    const starts: number[] = [];
    const lines: string[] = [];
    for (let start = 0; start <= text.length;) {
      const newline = text.indexOf('\n', start);
      const end = newline < 0 ? text.length : newline;
      const own = text.slice(start, end).trimEnd();
      if (own !== '') {
        const line = start === 0 ? cursorLine + own : own;
        starts.push(start);
        lines.push(line);
        const repeated = end >= added && (newline >= 0 || isComplete(line)) ? countRepeated(lines, following) : 0;
        if (repeated > 0) return suffixStop(text.slice(0, starts.at(-repeated)).trimEnd().length);
      }
      start = end + 1;
    }
    return undefined;
  };
}

/**
 * Ends where the text starts to repeat what follows the cursor: the rest of its line, or the next lines. A line counts
 * once it is complete, with its indentation, and only if it or one after it is not a line that may well be repeated.
 * The kept text ends before the repeat.
 *
 * @param prefix the text before the cursor, at least its line's.
 * @param suffix the text after the cursor, with `\n` line ends.
 */
export function atSuffixStart(prefix: string, suffix: string): StopRule {
  const newline = suffix.indexOf('\n');
  const rest = newline < 0 ? suffix : suffix.slice(0, newline);
  const cursorLine = prefix.slice(prefix.lastIndexOf('\n') + 1);
  const stopAtRest = atRestOfLine(cursorLine, rest);
  const stopAtLines = atLines(cursorLine, suffix.slice(rest.length));
  return (progress) => {
    const ends = [stopAtRest(progress), stopAtLines(progress)].filter((stop) => stop !== undefined);
    return ends.sort((a, b) => a.keep - b.keep)[0];
  };
}
