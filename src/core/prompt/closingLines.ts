/** Lines of nothing but closers and blanks, from the end of the cursor's line on. */
const closingLines = /^(?:\n[ \t]*(?:[)\]}]+[;,]?[ \t]*)?(?=\n|$))+/;

/**
 * The text after the cursor's line as a model reads it: without the lines that only close what is open there.
 *
 * The editor writes a block's closer when its opener is typed, and later the cursor passes it. A model reads what is
 * after the cursor first, so each time it would have to read everything again, just where a suggestion is wanted most:
 * in the empty block. Left out, they change nothing of what is suggested (`npm run quality`); the rules for what is
 * shown, and for where an answer ends, know of them all the same.
 */
export const withoutClosingLines = (suffix: string): string => suffix.replace(closingLines, '');
