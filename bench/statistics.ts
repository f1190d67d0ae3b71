/** The median, quartiles and count of measured values. */
export interface Summary {
  readonly median: number;
  /** First and third quartile. */
  readonly q1: number;
  readonly q3: number;
  readonly count: number;
}

/** The `q` quantile of sorted values, interpolated linearly (Hyndman and Fan 1996, 7). */
export function quantile(sorted: readonly number[], q: number): number {
  if (sorted.length === 0) return Number.NaN;
  const at = (sorted.length - 1) * q;
  const below = Math.floor(at);
  const low = sorted[below]!;
  const high = sorted[Math.min(below + 1, sorted.length - 1)]!;
  return low + (at - below) * (high - low);
}

/**
 * Summarizes values.
 *
 * @param values NaN for missing values, which are ignored.
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
 * The ratios of `other` to `own`, pair by pair: values measured right after each other share the machine's load, so that
 * the median of the ratios is more reliable than the ratio of the medians.
 *
 * @throws RangeError if the lists are not equally long, or no pair was measured.
 */
export function pairedRatio(other: readonly number[], own: readonly number[]): Summary {
  if (other.length !== own.length) throw new RangeError('Ratios need pairs.');
  return summarize(other.map((value, i) => value / own[i]!));
}
