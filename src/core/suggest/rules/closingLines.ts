import { outermost } from '../outermost.js';
import { writtenLines } from './ruleContext.js';
import { firstLines, type TextRule } from './rule.js';

/** A line that closes and does nothing else: by brackets, a comment's or tag's end, or a word. */
const closesByBracket = /^\s*[)\]}][)\]}>;,\s]*$/;
const closesByWord = /^\s*(?:\*\/|-->|end|fi|done|esac|endif|<\/[\w.:-]+>)[;,]?\s*$/;

/** How many lines at the end of `lines` are, depth included, the first ones of `following`, and all of them close. */
function countClosed(lines: readonly string[], following: readonly string[]): number {
  for (let count = Math.min(lines.length, following.length); count > 0; count--) {
    const last = lines.slice(-count);
    const isClosing = last.every((line) => closesByBracket.test(line) || closesByWord.test(line));
    if (isClosing && last.every((line, i) => line === following[i])) return count;
  }
  return 0;
}

/**
 * What is closed below is not closed once more. A closing line as deep as the next one closes the same thing, unless
 * the suggestion opened that itself. The engine's constraint sees to it where it knows the language and the file is well
 * formed; this looks at lines alone.
 */
export const closingLines: TextRule = (text, around) => {
  const lines = around.linesOf(text);
  const count = countClosed(lines, writtenLines(around.below));
  if (count === 0) return text;
  const kept = firstLines(text, lines.length - count);
  const closed = lines[lines.length - count]!;
  const closingBrackets = outermost(text, '').filter((at) => at >= kept.length && /[)\]}]/.test(text[at]!));
  const isOwn = closesByBracket.test(closed) && closingBrackets.length === 0;
  return isOwn ? text : kept;
};
