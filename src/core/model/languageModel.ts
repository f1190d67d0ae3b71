/**
 * A causal language model with an addressable cache: p(x₁…x_T) = ∏ p(x_t | x_<t), one factor per row of logits.
 *
 * The decoder owns the cache: tokens are only ever appended by `forward`, `tryCached` and `restore` and dropped by
 * `truncate`, so `tokens` is always exactly what the attention cache holds.
 */
export interface LanguageModel {
  /** Number of entries in the vocabulary, and the width of a row of logits. */
  readonly vocabSize: number;
  /** Maximum number of tokens in the cache. */
  readonly contextLength: number;
  /** The tokens now in the cache, oldest first. */
  readonly tokens: readonly number[];

  /**
   * Appends `fed` (at least one token) to the cache.
   *
   * @param rows number of rows of logits to return: those of the last `rows` tokens, 0 to `fed.length`.
   * @returns rows × vocabSize logits. Row i is the distribution of the token after the i-th of those tokens. The array
   * belongs to the model and is valid until the next call.
   */
  forward(fed: readonly number[], rows: number): Promise<Float32Array>;

  /**
   * Appends a token whose row of logits is still cached, since it followed the same tokens before.
   *
   * @returns what `forward([id], 1)` would, without a forward; not to be written to. Undefined if it has to be fed:
   * then nothing has changed.
   */
  tryCached(id: number): Float32Array | undefined;

  /** Drops all but the first `length` tokens, in O(1) where the graph allows it. */
  truncate(length: number): void;

  /** Copies the cache from token `from` on; the cache stays as it is. */
  save(from: number): Tail;

  /** Appends a saved tail without a forward; the cache must end where the tail was taken, at `tail.from`. */
  restore(tail: Tail): void;
}

/**
 * The end of a cache: a few tokens with their keys and values. Beams share the prompt's cache, of which there is one,
 * and keep only their tails apart.
 */
export interface Tail {
  readonly from: number;
  readonly tokens: readonly number[];
}
