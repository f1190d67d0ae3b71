import type { CompletedToken } from '../completion.js';

/**
 * The geometric mean of the tokens' probabilities, exp(Σ logprob / n): the likelihood of a long text, made comparable
 * between lengths. Tokens without text of their own only spell what was typed, and do not count.
 *
 * @returns 0 to 1; 0 for no tokens.
 */
export function tokenProbability(tokens: readonly CompletedToken[]): number {
  const telling = tokens.filter(({ text }) => text !== '');
  if (telling.length === 0) return 0;
  return Math.exp(telling.reduce((sum, { logprob }) => sum + logprob, 0) / telling.length);
}
