import { ascii } from './ascii.js';

/** Returned for the character with which a comment is over. */
export const commentOver = -1;

/** Progress after a character of a block comment, to which four times the number of comments around it is added. */
const block = { star: 1, slash: 2, each: 4 } as const;
/** Deeper comments count as this deep. */
const maxDepth = 7;

/**
 * Reads a character of a block comment.
 *
 * @param progress 0 at its start.
 * @param isNested whether such comments contain each other.
 */
export function scanBlockComment(progress: number, code: number, isNested: boolean): number {
  const step = progress % block.each;
  const depth = (progress - step) / block.each;
  if (code === ascii.slash && step === block.star) return depth === 0 ? commentOver : (depth - 1) * block.each;
  if (code === ascii.star && step === block.slash) return Math.min(maxDepth, depth + 1) * block.each;
  if (code === ascii.star) return depth * block.each + block.star;
  return depth * block.each + (code === ascii.slash && isNested ? block.slash : 0);
}

/**
 * Reads a character of a comment of whole lines.
 *
 * @param progress 0 at its start; then the number of characters so far of a newline and the word after it.
 * @param word the word at a line's start that ends the comment, and whose line still belongs to it.
 */
export function scanCommentLines(progress: number, code: number, word: string): number {
  if (code === ascii.newline) return 1;
  if (progress === 0 || code !== word.charCodeAt(progress - 1)) return 0;
  return progress === word.length ? commentOver : progress + 1;
}
