import type { CompletedToken } from '../result.js';

/** Window of the rate: long enough for a steady figure, short enough to follow a slow stretch. */
const windowMs = 2000;
/** A rate of fewer tokens means nothing. */
const minTokens = 3;

/** The rate of tokens as they arrive. */
export class TokenRate {
  private times: number[] = [];

  /** Records a token that arrived at `nowMs`. */
  add(nowMs: number): void {
    this.times = [...this.times.filter((time) => time > nowMs - windowMs), nowMs];
  }

  /**
   * Tokens per second: the gaps between the latest ones. The wait for the first one, when the prompt is read, is not a
   * gap.
   *
   * @returns undefined while there are too few.
   */
  get perSecond(): number | undefined {
    const { times } = this;
    const spanMs = times.at(-1)! - times[0]!;
    return times.length < minTokens || spanMs <= 0 ? undefined : ((times.length - 1) * 1000) / spanMs;
  }
}

/**
 * The geometric mean of the tokens' probabilities, exp(Σ logprob / n): the likelihood of a long text, made comparable
 * between lengths. Tokens without their own text only spell what was typed, and do not count.
 *
 * @returns 0 to 1; 0 for no tokens.
 */
export function tokenProbability(tokens: readonly CompletedToken[]): number {
  const counted = tokens.filter(({ text }) => text !== '');
  if (counted.length === 0) return 0;
  return Math.exp(counted.reduce((sum, { logprob }) => sum + logprob, 0) / counted.length);
}
