import { expect, test } from 'vitest';
import { caseNames, parseBenchOptions } from '../../../bench/options.js';

test('without arguments everything is measured with one thread and with two', () => {
  expect(parseBenchOptions([])).toEqual({ large: false, quick: false, threads: [1, 2], cases: new Set(caseNames) });
});

test('cases, threads and the file can be chosen', () => {
  expect(parseBenchOptions(['--only', 'cold,shapes', '--threads', '4', '--json', 'a.json', '--large'])).toEqual({
    json: 'a.json',
    large: true,
    quick: false,
    threads: [4],
    cases: new Set(['cold', 'shapes']),
  });
});

test('what is unknown is refused by name, with the usage', () => {
  expect(() => parseBenchOptions(['--only', 'cold,warm'])).toThrow(/^There is no case warm\.\nnpm run bench/);
  expect(() => parseBenchOptions(['--threads', '0'])).toThrow(/^--threads takes numbers from 1 on/);
});
