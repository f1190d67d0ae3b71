import { countUnpaired } from '../../language/brackets.js';
import { isDistinctLine, isWordCharacter } from '../../language/words.js';
import type { Stop, StopRule } from './stop.js';

/** The end of a line that opens a list, such as `call(`: the text may call the same function with other arguments. */
const opensList = /[([]\{?$/;
/** A clause that a statement has only once: if the text reaches one that the suffix has, it is the suffix's. */
const lastClause = /^\s*(?:\}\s*)?(?:else|finally)\s*[:{]$/;
/**
 * Whether a line that the text and the suffix share means that the text has reached the suffix. Lines such as `}`,
 * `return;` and `call(` occur many times in a file, so sharing them means nothing.
 */
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
  // Closing brackets alone may belong to anything, and no word starts inside another.
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
      // In the middle of a word, or inside brackets that the text opened, it is other code that starts the same.
      if ((isWordCharacter(start[0]) && isWordCharacter(text[at - 1])) || countUnpaired(kept).open > 0) continue;
      return suffixStop(/^\s/.test(rest) ? kept.trimEnd().length : at);
    }
    return undefined;
  };
}

/**
 * The number of lines at the end of `lines` that equal the first ones of `following`; 0 if none of them is distinctive.
 *
 * @param lines and `following` without empty lines.
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
 * Ends where the text starts to repeat what follows the cursor: the rest of its line, or the next lines. The kept text
 * ends before the repeat.
 *
 * Lines are compared whole, with their indentation, as soon as they are complete. Equal lines are a repeat if at least
 * one of them is distinctive. Before the lines `}` and `return total;`, a text that has both ends before its `}`; a text
 * that has only the `}` continues.
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
