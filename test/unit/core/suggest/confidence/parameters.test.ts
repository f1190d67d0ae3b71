import { expect, test } from 'vitest';
import { isConfidenceParameters, unfitted } from '../../../../../src/core/suggest/confidence/parameters.js';
import embedded from '../../../../../model/confidence.json' with { type: 'json' };

test('isConfidenceParameters accepts those of the embedded model', () => {
  expect(isConfidenceParameters(embedded)).toBe(true);
});

test('isConfidenceParameters rejects values with missing or wrong fields', () => {
  expect(isConfidenceParameters(unfitted)).toBe(true);
  const { factors, thresholds } = unfitted;
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
    { ...unfitted, thresholds: { quiet: 0.8, balanced: 0.6 } },
    { ...unfitted, bias: 1e300 },
    { ...unfitted, factors: { ...others, logOdds: -1e300 } },
    { ...unfitted, thresholds: { ...thresholds, quiet: 1.5 } },
    { ...unfitted, thresholds: { ...thresholds, eager: -0.5 } },
    { ...unfitted, thresholds: { ...thresholds, quiet: thresholds.eager / 2 } },
  ]) {
    expect(isConfidenceParameters(bad)).toBe(false);
  }
});
