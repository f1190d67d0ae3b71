/** Names and numbers, and every other sign for itself; white space does not count, so that a formatter may change it. */
const words = (text: string): string[] => text.match(/[\p{L}\p{N}_]+|[^\p{L}\p{N}_\s]/gu) ?? [];

/** At most this share of the words may be changed. */
const changedShare = 1 / 3;

/** Of a text that grew, no more is looked through: a formatter may have replaced the whole document. */
export const maxKeptCharacters = 20_000;

/**
 * The fewest words to insert, delete or replace to make one text of some part of the other: edit distance with both
 * ends free (Sellers 1980, "The theory and computation of evolutionary distances").
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
 * Whether a text that was taken is still there: at most a third of its words are changed in what now stands in its
 * place. The third is that of "mostly unchanged" in Ziegler et al. 2022 ("Productivity assessment of neural code
 * completion"), who count letters; that words are counted, and that other text may stand around them, is what GitHub
 * Copilot's extension does (it allows a half).
 *
 * @param now what the tracked part of the document holds.
 */
export function isKept(taken: string, now: string): boolean {
  const needle = words(taken);
  return distanceWithin(needle, words(now.slice(0, maxKeptCharacters))) <= needle.length * changedShare;
}
