import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { parseQualityOptions } from '../../../quality/options.js';
import { ablationsOf } from '../../../quality/variants.js';
import { UserError } from '../../../src/core/errors.js';

test('parseQualityOptions measures the parts whose data are given', () => {
  const options = parseQualityOptions(['--repositories', 'r', '--json', 'out.json']);
  expect(options).toMatchObject({ repositories: resolve('r'), json: resolve('out.json'), isQuick: false, seed: 1 });
  expect([...options!.parts]).toEqual(['holes', 'typing']);
  expect([...parseQualityOptions(['--infilling', 'i'])!.parts]).toEqual(['infilling']);
  expect([...parseQualityOptions(['--infilling', 'i', '--repositories', 'r', '--only', 'typing'])!.parts]).toEqual([
    'typing',
  ]);
});

test('parseQualityOptions reduces all sizes with --quick, except explicit ones', () => {
  const [whole, quick] = [[], ['--quick', '--holes', '7']].map(
    (args) => parseQualityOptions(['--repositories', 'r', ...args])!.sizes,
  );
  expect(quick!.holes).toBe(7);
  expect(quick!.regions).toBeLessThan(whole!.regions);
  expect(quick!.tasks).toBeLessThan(whole!.tasks);
});

test('parseQualityOptions reads the latencies of --server-latency', () => {
  const latencies = (...args: string[]) => parseQualityOptions(['--repositories', 'r', ...args])!.serverLatenciesMs;
  expect([latencies(), latencies('--server-latency', '50,800')]).toEqual([[], [50, 800]]);
  expect(() => latencies('--server-latency', 'soon')).toThrow('--server-latency must be a whole number');
});

test('parseQualityOptions reads --ablate and --without', () => {
  const ablation = (...args: string[]) => parseQualityOptions(['--repositories', 'r', ...args])!.ablation;
  expect(ablation()).toEqual({ kind: 'none' });
  expect(ablation('--ablate')).toEqual({ kind: 'all' });
  expect(ablation('--without', 'eagerness')).toEqual({ kind: 'named', text: 'eagerness' });
  expect(ablationsOf(ablation('--without', 'eagerness')).map(({ name }) => name)).toEqual([
    'eagerness: quiet',
    'eagerness: eager',
  ]);
});

test.each([
  [[], /^Give --repositories, --infilling, or both\.[^]*npm run quality/],
  [['--only', 'holes'], /^holes needs --repositories\.$/],
  [['--only', 'infilling', '--repositories', 'r'], /^infilling needs --infilling\.$/],
  [
    ['--repositories', 'r', '--only', 'speed'],
    /^--only must be a list of holes, infilling, typing, generate, not "speed"\.$/,
  ],
  [['--repositories', 'r', '--holes', 'many'], /^--holes must be a whole number of at least 0, not "many"\.$/],
  [['--repositories', 'r', '--without', 'luck'], /^No part is called "luck"\. There are:\n {2}without the workspace\n/],
  [['--fast'], /--fast[^]*npm run quality/],
])('parseQualityOptions rejects %j', (args, message) => {
  expect(() => parseQualityOptions(args)).toThrow(UserError);
  expect(() => parseQualityOptions(args)).toThrow(message);
});

test('parseQualityOptions returns undefined for --help', () => expect(parseQualityOptions(['--help'])).toBeUndefined());
