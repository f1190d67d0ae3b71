import { describe, expect, it } from 'vitest';
import { checkStrategy } from '../../../../src/core/sampling/checkStrategy.js';
import { defaultBeam, defaultSampling, samplingStrategy } from '../../../../src/core/sampling/sampling.js';
import { filterKinds, filterNumbers, filterRange } from '../../../../src/core/sampling/filters/filters.js';
import type { NumberSetting } from '../../../../src/core/sampling/numberRange.js';
import {
  beamSettings,
  samplingFields,
  samplingSettings,
  type SamplingName,
} from '../../../../src/core/sampling/samplingSettings.js';

const settings = Object.entries<NumberSetting>({ ...samplingFields, ...beamSettings });

describe('the settings of strategies', () => {
  it.each(settings)('have a default in the range: %s', (_, { min, max, isInteger = false, default: value }) => {
    expect(value).toBeGreaterThanOrEqual(min);
    expect(value).toBeLessThanOrEqual(max);
    if (isInteger) expect(Number.isInteger(value)).toBe(true);
  });

  it('have defaults that pass the check', () => {
    expect(() => checkStrategy(samplingStrategy(defaultSampling))).not.toThrow();
    expect(() => checkStrategy(defaultBeam)).not.toThrow();
  });

  it.each(Object.keys(samplingSettings) as SamplingName[])('pass the check at both ends of the range: %s', (name) => {
    const { min, max } = samplingSettings[name];
    for (const value of [min, max]) {
      expect(() => checkStrategy(samplingStrategy({ ...defaultSampling, [name]: value }))).not.toThrow();
    }
  });

  it.each(filterKinds)('have a value that disables the filter: %s', (kind) => {
    const [, main] = filterNumbers(kind)[0]!;
    const { off, min, max } = main;
    expect(off).toBeGreaterThanOrEqual(min);
    expect(off).toBeLessThanOrEqual(max);
    expect(filterRange(main).min).toBeGreaterThanOrEqual(min);
  });
});
