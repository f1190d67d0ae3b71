import { firstLines, type TextRule } from './ruleContext.js';

const opensBlock = /([{([:]|=>)[ \t]*$/;

/**
 * Drops a suggestion that begins on the next line, unless the cursor's line opens a block. Elsewhere it means that the
 * line is over, and the rest of it belongs to a cursor there.
 */
export const dropTextBelowLine: TextRule = (text, { prefix }) =>
  /^\s*\n/.test(text) && !opensBlock.test(prefix) ? '' : text;

/** The end of a line that more has to follow. */
const announcesMore = /(?:[{([:,=+\-*/%&|<>.?\\!]|\b(?:return|else|in|of|and|or|not|new|await))$/;

/** Removes a word that may be incomplete from the end, and what led to it; keeps all where nothing would be left. */
function wholeWords(line: string): string {
  const isInWord = /[\p{L}\p{N}_$]$/u.test(line);
  const words = isInWord ? line.replace(/(?<![\p{L}\p{N}_$])[\p{L}\p{N}_$]+$/u, '') : line;
  const left = words.replace(/(?<![\s.,:=+\-*/%&|<>!?([{"'`@#\\])[\s.,:=+\-*/%&|<>!?([{"'`@#\\]+$/, '');
  return left === '' && isInWord ? line : left;
}

/**
 * Cuts a text that ended anywhere (tokens or time ran out, or a loop was stopped) back to the last line that ends a
 * statement and leaves no bracket open; without one to its first line, and within a line to the last whole word.
 */
export const cutUnfinishedStatement: TextRule = (text, context) => {
  if (!context.isCutOff) return text;
  const lines = context.read(text);
  if (lines.length === 1) return /[;)}\]]$/.test(text) ? text : wholeWords(text);
  // A bracket that is open at a line's end was opened by the text, unless no more was ever open before.
  let lowest = Infinity;
  const lowestUpTo = lines.map(({ lowestOpen }) => (lowest = Math.min(lowest, lowestOpen)));
  const last = lines.findLastIndex(({ isFinished, openAfter, lastCode, text: line }, i) => {
    const isOver = isFinished || /[;}]$/.test(line);
    // A comment or an empty line at the end belongs to text that was not decoded any more.
    return isOver && lastCode !== '' && openAfter <= lowestUpTo[i]! && !announcesMore.test(line.trimEnd());
  });
  const kept = firstLines(text, Math.max(0, last) + 1);
  return kept.trim() === '' ? '' : kept;
};
