/** Token ids of an index: two bytes each where the vocabulary allows it. */
export type TokenArray = Uint16Array | Uint32Array;

/** Maximum number of compared tokens before a position; a longer match says nothing more. */
export const maxMatchTokens = 32;

/** Allocates `length` token ids of a vocabulary. One more value than that is needed, for `separatorIn`. */
export const tokenArray = (length: number, vocabSize: number): TokenArray =>
  vocabSize < 0xffff ? new Uint16Array(length) : new Uint32Array(length);

/**
 * The separator before, between and after files, and within one where text was left out. It equals no token: a match
 * never crosses it, and nothing follows it.
 */
export const separatorIn = (tokens: TokenArray): number => (tokens instanceof Uint16Array ? 0xffff : 0xffffffff);

/** Marks text that was left out of a list of token ids. */
export const gap = -1;

/** The ids of a file as an index stores them, with separators for gaps. */
export function packTokens(ids: readonly number[], vocabSize: number): TokenArray {
  const tokens = tokenArray(ids.length, vocabSize);
  const separator = separatorIn(tokens);
  for (const [i, id] of ids.entries()) tokens[i] = id === gap ? separator : id;
  return tokens;
}

/** The tokens of a file that spell its text, without gaps. */
export function withoutGaps(tokens: TokenArray): TokenArray {
  const separator = separatorIn(tokens);
  return tokens.includes(separator) ? tokens.filter((id) => id !== separator) : tokens;
}
