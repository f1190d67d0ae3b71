import { expect, test } from 'vitest';
import { isMixture, checkMixingWeight } from '../../../../src/core/mixture/checkMixture.js';
import { UserError } from '../../../../src/core/errors.js';
import embedded from '../../../../model/mixture.json' with { type: 'json' };
import { randomMixture } from '../../support/mixtures.js';

test('accepts the parameters of the embedded model', () => {
  expect(isMixture(embedded)).toBe(true);
});

test('rejects a value with a missing or malformed part', () => {
  const good = randomMixture(1);
  expect(isMixture(good)).toBe(true);
  const { sure, ...rest } = good;
  for (const bad of [
    undefined,
    null,
    [],
    'text',
    rest,
    { ...good, version: 2 },
    { ...good, places: good.places.slice(1) },
    { ...good, places: good.places.map((row) => row.slice(1)) },
    { ...good, hidden: good.hidden.slice(1) },
    { ...good, output: [...good.output.slice(1), Number.NaN] },
    { ...good, output: [...good.output.slice(1), '1'] },
    { ...good, places: good.places.map((row) => row.map(() => 800)) },
    { ...good, sure: { ...sure, minimumProbability: '1' } },
    { ...good, sure: { ...sure, output: [0] } },
  ]) {
    expect(isMixture(bad)).toBe(false);
  }
});

test('accepts a fitted weight, or a number that leaves the model some influence', () => {
  for (const good of [{ kind: 'fitted' }, { kind: 'fixed', weight: 0 }, { kind: 'fixed', weight: 0.99 }]) {
    expect(checkMixingWeight(good)).toBe(good);
  }
  for (const bad of [
    undefined,
    {},
    { kind: 'fixed' },
    { kind: 'fixed', weight: 1 },
    { kind: 'fixed', weight: -0.1 },
    { kind: 'other' },
  ]) {
    expect(() => checkMixingWeight(bad)).toThrow(UserError);
  }
});
