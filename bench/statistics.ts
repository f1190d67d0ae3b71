/** A measured quantity: its middle, its spread, and how often it was measured. */
export interface Summary {
  readonly median: number;
  /** First and third quartile. */
  readonly q1: number;
  readonly q3: number;
  readonly count: number;
}

/** The value below which a share `q` of the sorted values lies, between neighbours linearly (Hyndman and Fan 1996, 7). */
export function quantile(sorted: readonly number[], q: number): number {
  if (sorted.length === 0) return Number.NaN;
  const at = (sorted.length - 1) * q;
  const below = Math.floor(at);
  const low = sorted[below]!;
  const high = sorted[Math.min(below + 1, sorted.length - 1)]!;
  return low + (at - below) * (high - low);
}

/**
 * @param values NaN for what could not be measured: it does not count.
 * @throws RangeError if nothing was measured.
 */
export function summarize(values: readonly number[]): Summary {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort((a, b) => a - b);
  if (sorted.length === 0) throw new RangeError('Nothing was measured.');
  return {
    median: quantile(sorted, 0.5),
    q1: quantile(sorted, 0.25),
    q3: quantile(sorted, 0.75),
    count: sorted.length,
  };
}

/**
 * How many times as large the values of `other` are as those of `own`, pair by pair: what was measured right after each
 * other shares the machine's mood, so that the median of the ratios says more than the ratio of the medians.
 *
 * @throws RangeError if the lists are not equally long, or no pair was measured.
 */
export function pairedRatio(other: readonly number[], own: readonly number[]): Summary {
  if (other.length !== own.length) throw new RangeError('Ratios need pairs.');
  return summarize(other.map((value, i) => value / own[i]!));
}
