import type { TextRule } from './rule.js';

const opens = /([{([:]|=>)[ \t]*$/;

/**
 * A suggestion begins on the cursor's line; only behind an opener it may well begin on the next. Elsewhere it says that
 * the line is over, and what it goes on with belongs to a cursor there.
 */
export const firstLine: TextRule = (text, { prefix }) => (/^\s*\n/.test(text) && !opens.test(prefix) ? '' : text);
