import type { Mode } from '../request.js';

/** Lines of only closing brackets and whitespace, from the end of the cursor's line on. */
const closingLines = /^(?:\n[ \t]*(?:[)\]}]+[;,]?[ \t]*)?(?=\n|$))+/;

/**
 * The text after the cursor's line as the prompt has it: without the lines that only close blocks that are open there.
 *
 * The editor inserts a block's closing bracket when the opening one is typed, and later the cursor passes it. A model
 * reads the suffix first, so each time it would have to read everything again, just where a suggestion is wanted most:
 * in the empty block. Leaving them out does not change the suggestions (`npm run quality`); the rules for shown texts and
 * the stop rules still see them.
 */
export const withoutClosingLines = (suffix: string): string => suffix.replace(closingLines, '');

/**
 * The suffix as the prompt has it. An answer that may be longer than a block has to know where the block around it ends.
 */
export const suffixFor = (mode: Mode, suffix: string): string =>
  mode === 'free' || mode === 'construct' ? suffix : withoutClosingLines(suffix);
