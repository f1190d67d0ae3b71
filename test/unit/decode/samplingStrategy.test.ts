import { describe, expect, it } from 'vitest';
import { checkStrategy, samplingStrategy } from '../../../src/core/decode/strategy.js';

describe('samplingStrategy', () => {
  it('is greedy at temperature 0, whatever else is set', () => {
    expect(samplingStrategy({ temperature: 0, topK: 40, topP: 0.9, seed: 7 })).toEqual({ kind: 'greedy' });
  });

  it('has the temperature first, then top-k, then the nucleus', () => {
    expect(samplingStrategy({ temperature: 0.7, topK: 40, topP: 0.9, seed: 7 })).toEqual({
      kind: 'sample',
      filters: [
        { kind: 'temperature', value: 0.7 },
        { kind: 'topK', k: 40 },
        { kind: 'topP', p: 0.9 },
      ],
      seed: 7,
    });
  });

  it('leaves out the filters that keep everything', () => {
    expect(samplingStrategy({ temperature: 0.7, topK: 0, topP: 1, seed: 7 })).toEqual({
      kind: 'sample',
      filters: [{ kind: 'temperature', value: 0.7 }],
      seed: 7,
    });
  });

  it('leaves it to the check to reject numbers out of range', () => {
    const check = (temperature: number, topP: number) => () =>
      checkStrategy(samplingStrategy({ temperature, topK: 0, topP, seed: 7 }));
    expect(check(-1, 0.9)).toThrow('temperature must be from 0.01 to 5, not -1.');
    expect(check(1, 0)).toThrow('topP must be from 0.001 to 1, not 0.');
  });
});
