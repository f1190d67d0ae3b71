import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  bucketOf,
  lastBucket,
  lowerBoundMs,
  mergeHistograms,
  percentileMs,
  type Histogram,
} from '../../../../src/core/statistics/histogram.js';

const durations = fc.array(fc.double({ min: 0, max: 70_000, noNaN: true }), { minLength: 1, maxLength: 200 });

const histogramOf = (values: readonly number[]): Histogram =>
  values.map((ms) => ({ [bucketOf(ms)]: 1 })).reduce(mergeHistograms, {});

describe('latency histogram', () => {
  it('puts every duration between its bucket’s bounds', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 70_000, noNaN: true }), (ms) => {
        const bucket = bucketOf(ms);
        expect(ms).toBeGreaterThanOrEqual(lowerBoundMs(bucket));
        if (bucket < lastBucket) expect(ms).toBeLessThan(lowerBoundMs(bucket + 1));
      }),
    );
  });

  it('puts every bound into the bucket that starts with it', () => {
    for (let bucket = 0; bucket <= lastBucket; bucket++) expect(bucketOf(lowerBoundMs(bucket))).toBe(bucket);
  });

  it.each([NaN, -1, 0, 0.99])('counts %d ms as less than one', (ms) => expect(bucketOf(ms)).toBe(0));

  it('keeps infinite durations in the last bucket', () => expect(bucketOf(Infinity)).toBe(lastBucket));

  it('computes a percentile within the bucket of the exact one', () => {
    fc.assert(
      fc.property(durations, fc.double({ min: 0.01, max: 1, noNaN: true }), (values, share) => {
        const sorted = [...values].sort((a, b) => a - b);
        const exact = sorted[Math.max(1, Math.ceil(share * values.length)) - 1]!;
        expect(bucketOf(percentileMs(histogramOf(values), share)!)).toBe(bucketOf(exact));
      }),
    );
  });

  it('has no percentile without values', () => expect(percentileMs({}, 0.5)).toBeUndefined());
});
