import type { Filter } from './filters/filters.js';

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
