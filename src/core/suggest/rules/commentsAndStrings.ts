import { isOwnEnd } from '../../decode/stops/stop.js';
import { blockCommentEnds, lineCommentStart } from '../../language/commentLine.js';
import { firstLines, type TextRule } from './ruleContext.js';

/**
 * Ends a suggestion that begins in a comment where the comment ends: a user who writes a sentence wants its end, not
 * code below that is not described yet. A comment of several lines may continue; one after code is a single line.
 */
export const endWithComment: TextRule = (text, context) => {
  if (!text.includes('\n') || context.comment === 'none') return text;
  if (context.comment === 'block') {
    const ends = blockCommentEnds(context.language).map((end) => text.indexOf(end));
    const end = Math.min(...ends.filter((at) => at >= 0));
    return end === Infinity ? text : text.slice(0, /\n|$/.exec(text.slice(end))!.index + end);
  }
  const start = lineCommentStart(context.cursorLine, context.language);
  const lines = text.split('\n');
  const other = lines.findIndex((line, i) => i > 0 && (start === undefined || !line.trimStart().startsWith(start)));
  return other < 0 ? text : firstLines(text, other);
};

/**
 * Ends a suggestion before a line that ends inside a string, in languages where a string ends on its line: such text is
 * no code. The last line of a text that was abandoned half-way is only unknown; and where more follows on the cursor's
 * line, a quote may be among it, and `fitClosingBrackets` decides.
 */
export const dropUnterminatedStrings: TextRule = (text, context) => {
  const isWhole = isOwnEnd(context.outcome.stop) && context.rest.trim() === '';
  const broken = context.read(isWhole ? `${text}\n` : text).findIndex(({ cutsString }) => cutsString);
  return broken < 0 ? text : firstLines(text, broken);
};
