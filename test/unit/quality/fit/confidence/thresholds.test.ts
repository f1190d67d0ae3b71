import { expect, test } from 'vitest';
import { thresholdsFrom } from '../../../../../quality/fit/confidence/thresholds.js';

/** Outcomes of thresholds: suggestions shown, and how many of them are right. */
const outcomes = (...rows: readonly (readonly [threshold: number, shown: number, right: number])[]) =>
  rows.map(([threshold, shown, right]) => ({ threshold, keys: 1000, shown, right }));

test('thresholdsFrom returns the lowest threshold down to which each precision is kept', () => {
  const all = outcomes(
    [0.9, 20, 19],
    [0.8, 30, 25],
    [0.7, 40, 29],
    [0.6, 50, 34],
    [0.5, 60, 35],
    [0.3, 80, 33],
    [0.2, 99, 30],
  );
  expect(thresholdsFrom(all)).toEqual({ quiet: 0.8, balanced: 0.6, eager: 0.3 });
});

test('thresholdsFrom ignores thresholds below one that fails', () => {
  expect(thresholdsFrom(outcomes([0.9, 50, 45], [0.8, 60, 47], [0.7, 70, 56])).quiet).toBe(0.9);
});

test('thresholdsFrom ignores thresholds with few suggestions, and returns the lowest one when all keep the precision', () => {
  expect(thresholdsFrom(outcomes([0.9, 5, 0], [0.8, 50, 45], [0.7, 60, 51]))).toEqual({
    quiet: 0.7,
    balanced: 0.7,
    eager: 0.7,
  });
});

test('thresholdsFrom returns the highest threshold when none keeps the precision', () => {
  expect(thresholdsFrom(outcomes([0.9, 50, 10], [0.8, 60, 10]))).toEqual({ quiet: 0.9, balanced: 0.9, eager: 0.9 });
});
