/** A histogram of durations: counts by bucket. Sparse, since most of them are empty. */
export type Histogram = Readonly<Record<number, number>>;

/** Each bucket's upper bound over its lower one: a percentile is right to a tenth, however many values there are. */
const bucketRatio = 1.2;

/** The last bucket holds all longer durations: more than a minute. */
export const lastBucket = 62;

/** The bucket of a duration: 0 for less than a millisecond, then [1, 1.2), [1.2, 1.44), … */
export function bucketOf(ms: number): number {
  if (!(ms >= 1)) return 0;
  const bucket = Math.floor(Math.log(ms) / Math.log(bucketRatio)) + 1;
  // A rounded logarithm may be off by one bucket.
  const exact = ms < lowerBoundMs(bucket) ? bucket - 1 : ms >= lowerBoundMs(bucket + 1) ? bucket + 1 : bucket;
  return Math.min(lastBucket, exact);
}

/** The lower bound of a bucket, in milliseconds; its upper bound is that of the next one. */
export function lowerBoundMs(bucket: number): number {
  return bucket === 0 ? 0 : bucketRatio ** (bucket - 1);
}

/** The sum of two histograms. */
export function mergeHistograms(a: Histogram, b: Histogram): Histogram {
  const sum: Record<number, number> = { ...a };
  for (const [bucket, count] of Object.entries(b)) sum[Number(bucket)] = (sum[Number(bucket)] ?? 0) + count;
  return sum;
}

/**
 * A percentile (nearest rank), as the middle of its bucket.
 *
 * @param share the share of values that do not exceed it, above 0, at most 1: 0.5 for the median.
 * @returns milliseconds; undefined if there are no values.
 */
export function percentileMs(histogram: Histogram, share: number): number | undefined {
  const buckets = Object.entries(histogram)
    .map(([bucket, count]) => ({ bucket: Number(bucket), count }))
    .sort((a, b) => a.bucket - b.bucket);
  const total = buckets.reduce((sum, { count }) => sum + count, 0);
  let left = Math.max(1, Math.ceil(share * total));
  for (const { bucket, count } of buckets) {
    left -= count;
    if (left <= 0) return bucket === 0 ? 0.5 : lowerBoundMs(bucket) * Math.sqrt(bucketRatio);
  }
  return undefined;
}
