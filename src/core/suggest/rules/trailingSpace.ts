import type { TextRule } from './rule.js';

/** Takes blanks from the ends of lines, and blank lines from the end: nobody sees them in ghost text, and linters do. */
export const trailingSpace: TextRule = (text) => text.replace(/(?<![ \t])[ \t]+$/gm, '').trimEnd();
