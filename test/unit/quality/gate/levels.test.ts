import { expect, test } from 'vitest';
import { levelsOf } from '../../../../quality/fit/confidence/thresholds.js';

/** What is shown at each level, and how much of it is right. */
const shows = (...rows: readonly (readonly [level: number, shown: number, right: number])[]) =>
  rows.map(([level, shown, right]) => ({ level, keys: 1000, shown, right }));

test('each word gets the lowest level down to which its precision is kept', () => {
  const all = shows(
    [0.9, 20, 19],
    [0.8, 30, 25],
    [0.7, 40, 29],
    [0.6, 50, 34],
    [0.5, 60, 35],
    [0.3, 80, 33],
    [0.2, 99, 30],
  );
  expect(levelsOf(all)).toEqual({ quiet: 0.8, balanced: 0.6, eager: 0.3 });
});

test('a level below one that fails does not count, though it may seem to keep it', () => {
  expect(levelsOf(shows([0.9, 50, 45], [0.8, 60, 47], [0.7, 70, 56])).quiet).toBe(0.9);
});

test('a few suggestions decide nothing; where all is kept the lowest level is enough', () => {
  expect(levelsOf(shows([0.9, 5, 0], [0.8, 50, 45], [0.7, 60, 51]))).toEqual({ quiet: 0.7, balanced: 0.7, eager: 0.7 });
});

test('where nothing is kept it is the highest', () => {
  expect(levelsOf(shows([0.9, 50, 10], [0.8, 60, 10]))).toEqual({ quiet: 0.9, balanced: 0.9, eager: 0.9 });
});
