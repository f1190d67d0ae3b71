/**
 * Pearson's chi-squared statistic of observed counts against probabilities; infinite where something happened that
 * has no probability.
 */
export function chiSquared(counts: readonly number[], probabilities: readonly number[]): number {
  const total = counts.reduce((sum, count) => sum + count, 0);
  return probabilities.reduce((sum, probability, i) => {
    const expected = probability * total;
    if (expected === 0) return counts[i] === 0 ? sum : Infinity;
    return sum + (counts[i]! - expected) ** 2 / expected;
  }, 0);
}

/** Critical values of chi-squared by degrees of freedom: exceeded once in a thousand trials. */
export const critical: Readonly<Record<number, number>> = {
  ...{ 1: 10.83, 2: 13.82, 3: 16.27, 7: 24.32, 15: 37.7, 26: 54.05, 35: 66.62, 63: 103.44 },
};
