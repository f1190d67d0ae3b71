import { ascii } from './ascii.js';

const isCapital = (code: number): boolean => (code >= 0x41 && code <= 0x5a) || code === 0x5f;
const isDigit = (code: number): boolean => code >= 0x30 && code <= 0x39;
const isQuote = (code: number): boolean => code === ascii.apostrophe || code === ascii.doubleQuote;

/** Progress in the tag of a here document: 0 after its `<<`, then after the third character, then in the word. */
export const heredocTag = { marked: 1, word: 2, none: -1 } as const;

/**
 * Reads a character after a `<<` that may begin the tag of a here document, as `<<~TEXT` or `<<<'TEXT'`.
 *
 * @param marks characters one of which comes after the `<<`: without one it may as well be a shift.
 * @returns the progress after it; `none` for a character that does not belong to a tag.
 */
export function scanHeredocTag(progress: number, code: number, marks: string): number {
  if (progress === 0) return marks.includes(String.fromCharCode(code)) ? heredocTag.marked : heredocTag.none;
  if (isCapital(code) || isQuote(code)) return heredocTag.word;
  return progress === heredocTag.word && isDigit(code) ? heredocTag.word : heredocTag.none;
}

/** Progress in a line of a here document: 0 in its indentation. */
const heredocLine = { word: 1, text: 2, over: -1 } as const;

/**
 * Reads a character of a here document. The scanner does not store the word of the tag, so the document ends with the
 * first line of nothing but a word in capitals, as such words are by convention.
 *
 * @returns the progress after it; less than 0 for a character after the word that ends the document.
 */
export function scanHeredoc(progress: number, code: number): number {
  const isNewline = code === ascii.newline;
  if (progress === heredocLine.word) {
    if (isCapital(code) || isDigit(code)) return progress;
    return isNewline || code === ascii.semicolon || code === ascii.closingRound ? heredocLine.over : heredocLine.text;
  }
  if (isNewline) return 0;
  if (progress === heredocLine.text) return progress;
  if (code === ascii.space || code === ascii.tab) return 0;
  return isCapital(code) ? heredocLine.word : heredocLine.text;
}
