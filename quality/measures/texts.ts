/** The longest common substring of two texts: the earliest in `a`, then in `b`, between equals. */
function longestCommon(a: string, b: string): { readonly a: number; readonly b: number; readonly length: number } {
  let best = { a: 0, b: 0, length: 0 };
  let above = new Uint32Array(b.length + 1);
  for (let i = 0; i < a.length; i++) {
    const row = new Uint32Array(b.length + 1);
    for (let j = 0; j < b.length; j++) {
      if (a[i] !== b[j]) continue;
      const length = above[j]! + 1;
      row[j + 1] = length;
      if (length > best.length) best = { a: i + 1 - length, b: j + 1 - length, length };
    }
    above = row;
  }
  return best;
}

/** Counts the characters in the longest common substring, and recursively left and right of it. */
function matching(a: string, b: string): number {
  if (a === '' || b === '') return 0;
  const { a: i, b: j, length } = longestCommon(a, b);
  if (length === 0) return 0;
  return matching(a.slice(0, i), b.slice(0, j)) + length + matching(a.slice(i + length), b.slice(j + length));
}

/** 2 · M / T: M characters that match in order, T in both texts (Ratcliff and Obershelp 1988); 1 for two empty ones. */
export function similarity(a: string, b: string): number {
  return a.length + b.length === 0 ? 1 : (2 * matching(a, b)) / (a.length + b.length);
}

const isWord = (character: string | undefined): boolean => character !== undefined && /[\p{L}\p{N}_$]/u.test(character);

/**
 * Whether a text is a prefix of the text to come, and does not end inside a word of it. Whitespace at its end is ignored.
 *
 * @param next the character that would follow the text, if known: a text whose last word continues need not end there.
 */
export function isPrefixToWordEnd(text: string, toCome: string, next?: string): boolean {
  const trimmed = text.trimEnd();
  if (!toCome.startsWith(trimmed)) return false;
  const isInside = (following: string | undefined): boolean => isWord(text.at(-1)) && isWord(following);
  return isInside(next) || !isInside(toCome[trimmed.length]);
}
