import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { parseSoakOptions, soakUsage } from '../../../../bench/soak/options.js';

test('runs for ten minutes with seed 1 by default', () => {
  expect(parseSoakOptions([])).toEqual({ length: { kind: 'minutes', minutes: 10 }, seed: 1 });
});

test('reads minutes or steps, a seed and a file', () => {
  expect(parseSoakOptions(['--minutes', '0.5'])?.length).toEqual({ kind: 'minutes', minutes: 0.5 });
  expect(parseSoakOptions(['--steps', '5000', '--seed', '7', '--json', 'a.json'])).toEqual({
    length: { kind: 'steps', steps: 5000 },
    seed: 7,
    json: resolve('a.json'),
  });
});

test('returns undefined for --help', () => {
  expect(parseSoakOptions(['--help'])).toBeUndefined();
});

test.each([
  [['--minutes', '0'], '--minutes must be a number above 0, not "0".'],
  [['--minutes', 'ten'], '--minutes must be a number above 0, not "ten".'],
  [['--minutes', 'Infinity'], '--minutes must be a number above 0, not "Infinity".'],
  [['--steps', '99'], '--steps must be a whole number of at least 100, not "99".'],
  [['--steps', '100.5'], '--steps must be a whole number of at least 100, not "100.5".'],
  [['--seed=-1'], '--seed must be a whole number of at least 0, not "-1".'],
  [['--seed', ' '], '--seed must be a whole number of at least 0, not " ".'],
  [['--minutes', '1', '--steps', '100'], 'Give --minutes or --steps, not both.'],
  [['--hours', '1'], soakUsage],
])('rejects %j', (args, message) => {
  expect(() => parseSoakOptions(args)).toThrow(message);
});
