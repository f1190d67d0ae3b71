import type { CompletedText } from '../result.js';

/** The state of the chain rule after one more token. */
interface ChainLink {
  /** p(x_t | x_<t). */
  readonly probability: number;
  /** −ln p(x_t | x_<t), in nats. */
  readonly surprisal: number;
  /** p(x_1 … x_t), the product of all factors so far. */
  readonly product: number;
  /** −ln of that product: the sum of the surprisals. */
  readonly totalSurprisal: number;
  /** exp of the mean surprisal so far: the number of equally probable tokens that would have been as surprising. */
  readonly perplexity: number;
}

/** The chain rule, step by step: p(x_1 … x_T) = ∏ p(x_t | x_<t). Summed as logarithms, which cannot underflow. */
export function chainOf(logprobs: readonly number[]): ChainLink[] {
  let sum = 0;
  return logprobs.map((logprob, i) => {
    sum += logprob;
    return {
      probability: Math.exp(logprob),
      surprisal: -logprob,
      product: Math.exp(sum),
      totalSurprisal: -sum,
      perplexity: Math.exp(-sum / (i + 1)),
    };
  });
}

/** ln p of a text and of its end: without the end, each text would be less probable than its own first half. */
export const logprobOf = ({ tokens, endLogprob = 0 }: Pick<CompletedText, 'tokens' | 'endLogprob'>): number =>
  tokens.reduce((sum, { logprob }) => sum + logprob, endLogprob);

/** The most probable text first. */
export const byProbability = (texts: readonly CompletedText[]): CompletedText[] =>
  [...texts].sort((a, b) => logprobOf(b) - logprobOf(a));
