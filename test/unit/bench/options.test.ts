import { expect, test } from 'vitest';
import { caseNames, parseBenchOptions } from '../../../bench/options.js';

test('measures everything with one and two threads by default', () => {
  expect(parseBenchOptions([])).toEqual({ large: false, quick: false, threads: [1, 2], cases: new Set(caseNames) });
});

test('reads cases, threads and the file', () => {
  expect(parseBenchOptions(['--only', 'cold,shapes', '--threads', '4', '--json', 'a.json', '--large'])).toEqual({
    json: 'a.json',
    large: true,
    quick: false,
    threads: [4],
    cases: new Set(['cold', 'shapes']),
  });
});

test('rejects unknown cases by name, with the usage', () => {
  expect(() => parseBenchOptions(['--only', 'cold,warm'])).toThrow(/^Unknown case: warm\.\nnpm run bench/);
  expect(() => parseBenchOptions(['--threads', '0'])).toThrow(/^--threads must be a list of numbers from 1 on/);
});
