import { blockCommentEnds, isCommentLine } from '../../language/commentLine.js';
import type { Language } from '../../language/language.js';
import { isDistinctLine } from '../../language/words.js';
import { findClosings } from '../findClosings.js';
import { firstLines, nonEmptyLines, type TextRule } from './ruleContext.js';

/** This many equal characters in a row are a loop. */
const minRun = 8;
const run = new RegExp(`(\\S)\\1{${minRun - 1},}`, 'u');

/**
 * Drops `????????` and `10000000000`: small models that know nothing to say repeat one character. Where the file has
 * such a run as well (a rule of dashes, a long number), it is kept. The engine's stop rule finds longer loops, and ends
 * those that would run for a minute.
 */
export const dropRepeatedCharacters: TextRule = (text, { prefix, suffix, outcome }) => {
  // A loop that was stopped leaves one turn of it.
  if (outcome.stop === 'repetition' && !/[\p{L}\p{N}]/u.test(text)) return '';
  const match = run.exec(text);
  if (!match) return text;
  const repeated = match[0].slice(0, minRun * match[1]!.length);
  return prefix.includes(repeated) || suffix.includes(repeated) ? text : '';
};

/** How many of the following lines are compared. */
const maxFollowingLines = 6;

/** Equal for lines that differ only in whitespace or in what separates them from the next. */
const comparable = (line: string): string => line.trim().replace(/\s+/g, ' ').replace(/[;,]$/, '');

/**
 * Ends a suggestion before the lines that follow the cursor already; a suggestion of nothing else is dropped. The
 * decoder's suffix rule stops most of them while they are decoded, by whole lines at the same depth.
 */
export const dropFollowingLines: TextRule = (text, context) => {
  const following = nonEmptyLines(context.below).slice(0, maxFollowingLines).map(comparable);
  const own = context.linesOf(text);
  const lines = own.map(comparable);
  const nonEmpty = [...lines.keys()].filter((i) => lines[i] !== '');
  for (let count = Math.min(nonEmpty.length, following.length); count > 0; count--) {
    const last = nonEmpty.slice(-count);
    const isRepeated = last.every((at, i) => lines[at] === following[i]);
    if (isRepeated && last.some((at) => isDistinctLine(own[at]!))) return firstLines(text, last[0]!);
  }
  return text;
};

const opensSomething = /[{([:]$/;

/** Whether a line is of a kind that often alternates with others: comments, decorators, and lines that open something. */
function mayAlternate(line: string, language: Language | undefined): boolean {
  const { decorator, directive } = language?.clauses ?? {};
  const isAttached = decorator?.test(line) === true || directive?.test(line) === true;
  return isAttached || opensSomething.test(line) || isCommentLine(line, language);
}

/**
 * Ends a suggestion before a line that repeats the last line above, or the one before. A model that runs out of ideas
 * does that; users hardly do: of 100,000 distinct lines of code, 61 were the line right above and 220 the second one
 * above; of a small model's answers it was one in 30, and none of them was right. A line that is mostly typed is kept.
 */
export const dropPrecedingLines: TextRule = (text, { above, cursorLine, rest, language }) => {
  const lines = nonEmptyLines(above)
    .slice(-3)
    .map((line) => line.trimEnd());
  for (const [i, line] of (cursorLine + text).split('\n').entries()) {
    if (line.trim() === '') continue;
    const isTyped = i === 0 && cursorLine.trim().length > line.length / 2;
    const [third, second, last] = [lines.at(-3), lines.at(-2), lines.at(-1)];
    // Two lines that alternate already may continue to do so.
    const earlier = last === third || mayAlternate(line, language) ? [last] : [last, second];
    const forms = i === 0 ? [line, (line + rest).trimEnd()] : [line];
    if (!isTyped && isDistinctLine(line) && forms.some((form) => earlier.includes(form))) return firstLines(text, i);
    lines.push(line);
  }
  return text;
};

const closesByBracket = /^\s*[)\]}][)\]}>;,\s]*$/;
const closesTag = /^<\/[\w.:-]+>$/;
/** Words that end blocks in the usual languages. */
const anyEnds: readonly string[] = ['end', 'fi', 'done', 'esac', 'endif'];

/** Whether a line only closes something: with brackets, a tag, the end of a comment or a word. */
function isClosingLine(line: string, language: Language | undefined): boolean {
  if (closesByBracket.test(line)) return true;
  const word = line.trim().replace(/[;,]$/, '');
  const ends = language?.clauses?.ends ?? anyEnds;
  return ends.includes(word) || blockCommentEnds(language).includes(word) || closesTag.test(word);
}

/** The number of closing lines at the end of `lines` that are also the first ones of `following`, at the same depth. */
function countClosingLines(
  lines: readonly string[],
  following: readonly string[],
  language: Language | undefined,
): number {
  for (let count = Math.min(lines.length, following.length); count > 0; count--) {
    const last = lines.slice(-count);
    const isClosing = last.every((line) => isClosingLine(line, language));
    if (isClosing && last.every((line, i) => line === following[i])) return count;
  }
  return 0;
}

/**
 * Drops closing lines that follow the cursor already. A closing line as deep as the next one closes the same block,
 * unless the suggestion opened that itself. The decoder's bracket constraint prevents most of them where it knows the
 * language and the file is well formed; this rule only compares lines.
 */
export const dropClosingLines: TextRule = (text, context) => {
  const lines = context.linesOf(text);
  const count = countClosingLines(lines, nonEmptyLines(context.below), context.language);
  if (count === 0) return text;
  const kept = firstLines(text, lines.length - count);
  const firstDropped = lines[lines.length - count]!;
  const closings = findClosings(text, '').filter((at) => at >= kept.length && /[)\]}]/.test(text[at]!));
  const isOpenedByText = closesByBracket.test(firstDropped) && closings.length === 0;
  return isOpenedByText ? text : kept;
};
