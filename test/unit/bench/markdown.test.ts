import { expect, test } from 'vitest';
import { figure, benchMarkdown } from '../../../bench/report/markdown.js';
import { measurementsOf } from '../../../bench/report/results.js';

test('figure returns three significant digits, and at most three decimal places', () => {
  expect([1234.5, 123.45, 12.345, 1.2345, 0.12345, 0.0012345, 0, Number.NaN].map(figure)).toEqual([
    '1235',
    '123',
    '12.3',
    '1.23',
    '0.123',
    '0.001',
    '0',
    '–',
  ]);
});

test('benchMarkdown writes medians, quartiles, and ratios to the first engine', () => {
  const heading = { case: 'Key', threads: 1, quantity: 'time', unit: 'ms' };
  const series = new Map([
    ['own', [1, 2, 3]],
    ['peer', [4, 8, 12]],
  ]);
  expect(benchMarkdown(measurementsOf(heading, series))).toBe(
    [
      '### Key, 1 thread',
      '',
      '|      | time, ms                   |',
      '| ---- | -------------------------- |',
      '| own  | 2.00 (1.50–2.50)           |',
      '| peer | 8.00 (6.00–10.0) **×4.00** |',
    ].join('\n'),
  );
});
