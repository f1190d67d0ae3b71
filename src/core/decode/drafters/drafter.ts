import type { Distribution } from '../../sampling/sampler.js';

/** Tokens that a drafter expects to come next. */
export interface Draft {
  readonly tokens: readonly number[];
  /** The distribution that each was drawn from; absent where a drafter does not draw. */
  readonly distributions?: readonly Distribution[];
}

/**
 * Proposes tokens for the model to verify in one forward. Whatever it proposes, the answer stays the same: greedy token
 * for token, sampled in distribution. Only the speed depends on it.
 */
export interface Drafter {
  /** Shown to users. */
  readonly name: string;
  /** Whether it draws its tokens, and gives their distributions. */
  readonly isDrawing?: boolean;
  /**
   * Proposes the next tokens.
   *
   * @param tokens all tokens so far, including the prompt.
   * @param limit the maximum number of useful tokens, at least 1.
   * @returns at most `limit` tokens; undefined or none where it has no idea.
   */
  draft(tokens: readonly number[], limit: number): Draft | undefined | Promise<Draft | undefined>;
}
