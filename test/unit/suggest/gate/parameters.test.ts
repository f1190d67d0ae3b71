import { expect, test } from 'vitest';
import { isGate, unfitted } from '../../../../src/core/suggest/gate/parameters.js';
import embedded from '../../../../model/gate.json' with { type: 'json' };

test('the embedded model has parameters of this version', () => {
  expect(isGate(embedded)).toBe(true);
});

test('a value that lacks something, or has it in another shape, is none', () => {
  expect(isGate(unfitted)).toBe(true);
  const { factors, levels } = unfitted;
  const { logOdds, ...others } = factors;
  for (const bad of [
    undefined,
    null,
    [],
    'text',
    { ...unfitted, version: 2 },
    { ...unfitted, about: 1 },
    { ...unfitted, bias: Number.NaN },
    { ...unfitted, factors: others },
    { ...unfitted, factors: { ...others, logOdds: String(logOdds) } },
    { ...unfitted, factors: { ...factors, another: 1 } },
    { ...unfitted, levels: { quiet: 0.8, balanced: 0.6 } },
    { ...unfitted, bias: 1e300 },
    { ...unfitted, factors: { ...others, logOdds: -1e300 } },
    { ...unfitted, levels: { ...levels, quiet: 1.5 } },
    { ...unfitted, levels: { ...levels, eager: -0.5 } },
    { ...unfitted, levels: { ...levels, quiet: levels.eager / 2 } },
  ]) {
    expect(isGate(bad)).toBe(false);
  }
});
