/** A step from one distribution to the next; a list of them is applied in its order. */
export type Filter =
  /** Divides the logits by `value`: sharper below 1, flatter above 1. */
  | { readonly kind: 'temperature'; readonly value: number }
  /** Keeps the `k` most probable tokens (Fan et al. 2018). */
  | { readonly kind: 'topK'; readonly k: number }
  /** Keeps the nucleus: the smallest set of tokens that together have probability `p` (Holtzman et al. 2020). */
  | { readonly kind: 'topP'; readonly p: number }
  /** Keeps what is at least `p` times as probable as the most probable token (Nguyen et al. 2024). */
  | { readonly kind: 'minP'; readonly p: number }
  /** Keeps the tokens nearest to the expected information, with probability `p` (Meister et al. 2023). */
  | { readonly kind: 'typicalP'; readonly p: number }
  /** Divides or multiplies the logits of tokens among the last `window` (Keskar et al. 2019). 1 has no effect. */
  | { readonly kind: 'repetition'; readonly penalty: number; readonly window: number }
  /** Subtracts `penalty` from a logit for each occurrence of its token among the last `window`. */
  | { readonly kind: 'frequency'; readonly penalty: number; readonly window: number }
  /** Subtracts `penalty` from the logits of all tokens among the last `window`. */
  | { readonly kind: 'presence'; readonly penalty: number; readonly window: number }
  /** Allows no n-gram of the last `window` tokens again (Paulus et al. 2018). */
  | { readonly kind: 'noRepeatNgram'; readonly n: number; readonly window: number };

/** The way in which the next tokens are chosen from the distribution. */
export type Strategy =
  /** The most probable token, always. */
  | { readonly kind: 'greedy' }
  /**
   * A random token of the filtered distribution; the same seed gives the same tokens. `samples` texts are drawn, with
   * the seeds from `seed` on; equal ones count once, and the most probable per token comes first.
   */
  | {
      readonly kind: 'sample';
      readonly filters: readonly Filter[];
      readonly seed: number;
      readonly samples?: number;
    }
  /**
   * The `width` most probable prefixes are followed at once (Graves 2012; Sutskever et al. 2014). Finished texts are
   * compared by Σ logprob / length^`lengthPenalty`.
   */
  | {
      readonly kind: 'beam';
      readonly width: number;
      /** 0 compares the probabilities of whole texts; 1 those per token, which prefers long ones. */
      readonly lengthPenalty: number;
      /**
       * Whether to end with `width` finished texts, though an unfinished one might still beat them; false if absent.
       */
      readonly earlyStopping?: boolean;
    };

/** The strategies by name, as in settings and commands. */
export type StrategyKind = Strategy['kind'];
