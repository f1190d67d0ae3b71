import { expect, test } from 'vitest';
import { isMixture } from '../../../../src/core/mixture/checkMixture.js';
import { checkMixingWeight } from '../../../../src/core/mixture/checkMixingWeight.js';
import { UserError } from '../../../../src/core/errors.js';
import embedded from '../../../../model/mixture.json' with { type: 'json' };
import { randomMixture } from '../../support/mixtures.js';

test('the embedded model has parameters of this version', () => {
  expect(isMixture(embedded)).toBe(true);
});

test('a value that lacks something, or has it in another shape, is none', () => {
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

test('a share is fitted, or a number that leaves the model a word', () => {
  for (const good of [{ kind: 'fitted' }, { kind: 'fixed', share: 0 }, { kind: 'fixed', share: 0.99 }]) {
    expect(checkMixingWeight(good)).toBe(good);
  }
  for (const bad of [
    undefined,
    {},
    { kind: 'fixed' },
    { kind: 'fixed', share: 1 },
    { kind: 'fixed', share: -0.1 },
    { kind: 'other' },
  ]) {
    expect(() => checkMixingWeight(bad)).toThrow(UserError);
  }
});
