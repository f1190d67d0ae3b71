import { firstLines, type TextRule } from './rule.js';

/** What a line ends with that announces more. */
const announces = /(?:[{([:,=+\-*/%&|<>.?\\!]|\b(?:return|else|in|of|and|or|not|new|await))$/;

/** Takes a word that may be half off the end, and what led to it; all of it where that would leave nothing. */
function wholeWords(line: string): string {
  const isInWord = /[\p{L}\p{N}_$]$/u.test(line);
  const words = isInWord ? line.replace(/(?<![\p{L}\p{N}_$])[\p{L}\p{N}_$]+$/u, '') : line;
  const left = words.replace(/(?<![\s.,:=+\-*/%&|<>!?([{"'`@#\\])[\s.,:=+\-*/%&|<>!?([{"'`@#\\]+$/, '');
  return left === '' && isInWord ? line : left;
}

/**
 * Where tokens or time ran out, or a loop was stopped, a text ends anywhere. It is cut back to the last line that ends a statement and leaves
 * no bracket open; without one to its first line, and within a line to the last whole word.
 */
export const halfStatement: TextRule = (text, around) => {
  if (!around.isCutOff) return text;
  const lines = around.read(text);
  if (lines.length === 1) return /[;)}\]]$/.test(text) ? text : wholeWords(text);
  // What is open at a line's end was opened by the text, unless no more was ever open before.
  let lowest = Infinity;
  const lowestUpTo = lines.map(({ lowestOpen }) => (lowest = Math.min(lowest, lowestOpen)));
  const last = lines.findLastIndex(({ isFinished, openAfter, lastCode, text: line }, i) => {
    const isOver = isFinished || /[;}]$/.test(line);
    // A comment or a blank line at the end belongs to what did not come any more.
    return isOver && lastCode !== '' && openAfter <= lowestUpTo[i]! && !announces.test(line.trimEnd());
  });
  const kept = firstLines(text, Math.max(0, last) + 1);
  return kept.trim() === '' ? '' : kept;
};
