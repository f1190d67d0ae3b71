/**
 * Names and numbers, and every other character by itself; whitespace does not count, so that a formatter may change it.
 */
const words = (text: string): string[] => text.match(/[\p{L}\p{N}_]+|[^\p{L}\p{N}_\s]/gu) ?? [];

/** Maximum share of changed words. */
const changedShare = 1 / 3;

/** Limit of the comparison when a text grew: a formatter may have replaced the whole document. */
export const maxKeptCharacters = 20_000;

/**
 * Minimum number of words to insert, delete or replace to turn one text into some part of the other: edit distance with
 * both ends free (Sellers 1980, "The theory and computation of evolutionary distances").
 */
function distanceWithin(needle: readonly string[], haystack: readonly string[]): number {
  let row = needle.map((_, i) => i + 1);
  let best = needle.length;
  for (const word of haystack) {
    let diagonal = 0;
    let left = 0;
    row = row.map((above, i) => {
      left = Math.min(diagonal + (needle[i] === word ? 0 : 1), above + 1, left + 1);
      diagonal = above;
      return left;
    });
    best = Math.min(best, row.at(-1) ?? 0);
  }
  return best;
}

/**
 * Whether an accepted text is still there: at most a third of its words are changed in the tracked part of the
 * document. The third is that of "mostly unchanged" in Ziegler et al. 2022 ("Productivity assessment of neural code
 * completion"), who count letters; counting words, and ignoring text around them, is what GitHub Copilot's extension
 * does (it allows a half).
 *
 * @param now the tracked part of the document.
 */
export function isKept(accepted: string, now: string): boolean {
  const needle = words(accepted);
  return distanceWithin(needle, words(now.slice(0, maxKeptCharacters))) <= needle.length * changedShare;
}
