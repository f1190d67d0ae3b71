/** Token ids as an index keeps them: two bytes each where the vocabulary allows it. */
export type TokenArray = Uint16Array | Uint32Array;

/** How many tokens before a place are compared at most; a longer match says nothing more. */
export const longestMatch = 32;

/** Room for `length` token ids of a vocabulary. One value more than that is needed, for `separatorIn`. */
export const tokenArray = (length: number, vocabSize: number): TokenArray =>
  vocabSize < 0xffff ? new Uint16Array(length) : new Uint32Array(length);

/** Stands before, between and after files, and equals no token: a match never goes across it. */
export const separatorIn = (tokens: TokenArray): number => (tokens instanceof Uint16Array ? 0xffff : 0xffffffff);
