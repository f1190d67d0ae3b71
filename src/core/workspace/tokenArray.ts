/** Token ids as an index keeps them: two bytes each where the vocabulary allows it. */
export type TokenArray = Uint16Array | Uint32Array;

/** How many tokens before a place are compared at most; a longer match says nothing more. */
export const longestMatch = 32;

/** Room for `length` token ids of a vocabulary. One value more than that is needed, for `separatorIn`. */
export const tokenArray = (length: number, vocabSize: number): TokenArray =>
  vocabSize < 0xffff ? new Uint16Array(length) : new Uint32Array(length);

/**
 * Stands before, between and after files, and within one where text was left out. It equals no token: a match never goes
 * across it, and nothing follows it.
 */
export const separatorIn = (tokens: TokenArray): number => (tokens instanceof Uint16Array ? 0xffff : 0xffffffff);

/** Marks text that was left out of a list of token ids. */
export const gap = -1;

/** The ids of a file as an index keeps them, with separators for gaps. */
export function packTokens(ids: readonly number[], vocabSize: number): TokenArray {
  const tokens = tokenArray(ids.length, vocabSize);
  const separator = separatorIn(tokens);
  for (const [i, id] of ids.entries()) tokens[i] = id === gap ? separator : id;
  return tokens;
}

/** The tokens of a file that spell its text, without what was left out. */
export function withoutGaps(tokens: TokenArray): TokenArray {
  const separator = separatorIn(tokens);
  return tokens.includes(separator) ? tokens.filter((id) => id !== separator) : tokens;
}
