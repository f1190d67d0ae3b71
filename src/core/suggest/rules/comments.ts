import { firstLines, type TextRule } from './rule.js';

/** What a line begins with that is a comment and nothing else. */
const mark = /^[ \t]*(\/\/[/!]?|#+|--|;+|%+)/;

/**
 * A suggestion in a comment stays in it: who writes a sentence wants its end, not code below that nobody described yet.
 * A comment of several lines may go on; behind code it is one line.
 */
export const comments: TextRule = (text, around) => {
  if (!text.includes('\n') || around.comment === 'none') return text;
  if (around.comment === 'block') {
    const end = text.indexOf('*/');
    return end < 0 ? text : text.slice(0, /\n|$/.exec(text.slice(end))!.index + end);
  }
  const begin = mark.exec(around.cursorLine)?.[1];
  const lines = text.split('\n');
  const other = lines.findIndex((line, i) => i > 0 && (begin === undefined || !line.trimStart().startsWith(begin)));
  return other < 0 ? text : firstLines(text, other);
};
