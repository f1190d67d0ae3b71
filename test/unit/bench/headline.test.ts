import { expect, test } from 'vitest';
import { headline } from '../../../bench/report/headline.js';
import { measurementsOf } from '../../../bench/report/results.js';

test('headline shows the ratio of the best setting of each engine', () => {
  const heading = { case: 'Warm', threads: 1, quantity: 'key', unit: 'ms' };
  const series = new Map([
    ['Inkling', [2]],
    ['transformers.js', [10]],
    ['llama.cpp', [4]],
    ['llama.cpp, no flash attention', [3]],
  ]);
  expect(headline(measurementsOf(heading, series))).toBe(
    [
      '### Times of the other engines relative to Inkling’s',
      '',
      '|           | threads | transformers.js | llama.cpp at its best | llama.cpp, no prefix reuse |',
      '| --------- | ------- | --------------- | --------------------- | -------------------------- |',
      '| Warm, key | 1       | ×5.00           | ×1.50                 |                            |',
    ].join('\n'),
  );
});

test('headline omits quantities that users do not wait for', () => {
  const heading = { case: 'Warm', threads: 1, quantity: 'line', unit: 'tokens' };
  const series = new Map([
    ['Inkling', [2]],
    ['transformers.js', [10]],
  ]);
  expect(headline(measurementsOf(heading, series))).toBe('');
});
