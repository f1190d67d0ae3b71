import { expect, test } from 'vitest';
import { headline } from '../../../bench/report/headline.js';
import { measurementsOf } from '../../../bench/report/results.js';

test('says how many times as long the others take, of several settings the best', () => {
  const heading = { case: 'Warm', threads: 1, quantity: 'key', unit: 'ms' };
  const series = new Map([
    ['Inkling', [2]],
    ['transformers.js', [10]],
    ['llama.cpp', [4]],
    ['llama.cpp, no flash attention', [3]],
  ]);
  expect(headline(measurementsOf(heading, series))).toBe(
    [
      '### How many times as long the others take',
      '',
      '|           | threads | transformers.js | llama.cpp at its best | llama.cpp, no prefix reuse |',
      '| --------- | ------- | --------------- | --------------------- | -------------------------- |',
      '| Warm, key | 1       | ×5.00           | ×1.50                 |                            |',
    ].join('\n'),
  );
});

test('what nobody waits for is left out', () => {
  const heading = { case: 'Warm', threads: 1, quantity: 'line', unit: 'tokens' };
  const series = new Map([
    ['Inkling', [2]],
    ['transformers.js', [10]],
  ]);
  expect(headline(measurementsOf(heading, series))).toBe('');
});
