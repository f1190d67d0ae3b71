import { describe, expect, test } from 'vitest';
import { pairedRatio, quantile, summarize } from '../../../bench/statistics.js';

describe('quantile', () => {
  test('interpolates between neighbors', () => {
    expect([0, 0.25, 0.5, 0.75, 1].map((q) => quantile([10, 20, 30, 40], q))).toEqual([10, 17.5, 25, 32.5, 40]);
  });

  test('returns a single value', () => {
    expect(quantile([7], 0.9)).toBe(7);
  });
});

describe('summarize', () => {
  test('sorts by size, not as text', () => {
    expect(summarize([10, 9, 100, 1, 2])).toEqual({ median: 9, q1: 2, q3: 10, count: 5 });
  });

  test('ignores missing values', () => {
    expect(summarize([Number.NaN, 4, 2, Number.NaN, 3])).toEqual({ median: 3, q1: 2.5, q3: 3.5, count: 3 });
  });

  test('rejects an empty list', () => {
    expect(() => summarize([Number.NaN])).toThrow('Nothing was measured.');
  });
});

describe('pairedRatio', () => {
  test('divides pair by pair', () => {
    // The ratio of the medians would be 40 / 20.
    expect(pairedRatio([10, 40, 300], [10, 20, 100])).toMatchObject({ median: 2, q1: 1.5, q3: 2.5 });
  });

  test('ignores pairs with a missing value', () => {
    expect(pairedRatio([6, Number.NaN, 8], [2, 1, Number.NaN])).toMatchObject({ median: 3, count: 1 });
  });

  test('rejects lists of different lengths', () => {
    expect(() => pairedRatio([1, 2], [1])).toThrow('Ratios need pairs.');
  });
});
