import type { StopRule } from './stop.js';

/**
 * Ends before the token with which the probability of the whole text, the product over its tokens, falls below a
 * minimum: from there on it is more likely wrong than that.
 *
 * @param minimumProbability 0 to 1; 0 ends nothing.
 */
export function whenUnlikely(minimumProbability: number): StopRule {
  const least = Math.log(minimumProbability);
  return ({ added, logprob }) => (logprob < least ? { reason: 'confidence', keep: added } : undefined);
}
