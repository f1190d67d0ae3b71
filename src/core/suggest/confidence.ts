/** Below this an automatic suggestion is more often a nuisance than a help. */
export const minimumConfidence = 0.4;

/**
 * The geometric mean of the tokens' probabilities, exp(Σ logprob / n): the likelihood of the text, made comparable
 * between lengths.
 *
 * @returns 0 to 1; 0 for no tokens.
 */
export function confidenceOf(tokens: readonly { readonly logprob: number }[]): number {
  if (tokens.length === 0) return 0;
  return Math.exp(tokens.reduce((sum, { logprob }) => sum + logprob, 0) / tokens.length);
}
