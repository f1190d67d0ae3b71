import { outermost } from '../outermost.js';
import type { TextRule } from './rule.js';

/**
 * A block written in front of the closer that the editor typed ahead, `{‸}`, leaves it below: as deep as the line that
 * opened it. Where the block brings the closer along, that one stands for it (`closers.ts`).
 */
export const closerBelow: TextRule = (text, { rest, cursorLine }) => {
  if (!text.startsWith('\n') || !/^\s*[)\]}]/.test(rest)) return text;
  const ahead = /^[\s)\]}>"'`]*/.exec(rest)![0].replace(/\s/g, '');
  const isBrought = outermost(text, ahead).some((at) => text[at] === ahead[0]);
  return isBrought ? text : `${text}\n${/^[ \t]*/.exec(cursorLine)![0]}`;
};
