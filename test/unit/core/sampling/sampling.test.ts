import { describe, expect, it } from 'vitest';
import { checkStrategy } from '../../../../src/core/sampling/checkStrategy.js';
import { filtersOf, samplingStrategy } from '../../../../src/core/sampling/sampling.js';

describe('samplingStrategy', () => {
  it('is greedy at temperature 0, whatever else is set', () => {
    expect(samplingStrategy({ temperature: 0, topK: 40, topP: 0.9, repetitionPenalty: 2, seed: 7 })).toEqual({
      kind: 'greedy',
    });
  });

  it('samples with the seed otherwise, at temperature 1 from the model itself', () => {
    expect(samplingStrategy({ temperature: 1, seed: 7 })).toEqual({ kind: 'sample', filters: [], seed: 7 });
  });

  it('draws several texts when more than one is requested', () => {
    expect(samplingStrategy({ temperature: 1, seed: 7, samples: 3 })).toEqual({
      kind: 'sample',
      filters: [],
      seed: 7,
      samples: 3,
    });
    expect(samplingStrategy({ temperature: 1, seed: 7, samples: 2 })).toHaveProperty('samples', 2);
    expect(samplingStrategy({ temperature: 1, seed: 7, samples: 1 })).toEqual({ kind: 'sample', filters: [], seed: 7 });
  });

  it('leaves it to the check to reject numbers out of range', () => {
    const check = (temperature: number, topP: number) => () =>
      checkStrategy(samplingStrategy({ temperature, topK: 0, topP, seed: 7 }));
    expect(check(-1, 0.9)).toThrow('temperature must be a number from 0.01 to 5, not -1.');
    expect(check(1, 0)).toThrow('topP must be a number from 0.001 to 1, not 0.');
  });
});

describe('filtersOf', () => {
  it('applies the penalties first, then the temperature, then what cuts off the tail', () => {
    const filters = filtersOf({
      ...{ temperature: 0.7, topK: 40, topP: 0.9, minP: 0.1, typicalP: 0.8, seed: 7, penaltyWindow: 5 },
      ...{ repetitionPenalty: 1.1, frequencyPenalty: 0.2, presencePenalty: 0.3, noRepeatNgram: 4 },
    });
    expect(filters).toEqual([
      { kind: 'noRepeatNgram', n: 4, window: 5 },
      { kind: 'repetition', penalty: 1.1, window: 5 },
      { kind: 'frequency', penalty: 0.2, window: 5 },
      { kind: 'presence', penalty: 0.3, window: 5 },
      { kind: 'temperature', value: 0.7 },
      { kind: 'topK', k: 40 },
      { kind: 'typicalP', p: 0.8 },
      { kind: 'topP', p: 0.9 },
      { kind: 'minP', p: 0.1 },
    ]);
    expect(() => checkStrategy({ kind: 'sample', filters, seed: 7 })).not.toThrow();
  });

  it('omits filters without effect', () => {
    const nothing = { topK: 0, topP: 1, minP: 0, typicalP: 1, noRepeatNgram: 0 };
    const noPenalty = { repetitionPenalty: 1, frequencyPenalty: 0, presencePenalty: 0, penaltyWindow: 5 };
    expect(filtersOf({ temperature: 1, ...nothing, ...noPenalty, seed: 7 })).toEqual([]);
  });

  it('applies penalties to the last 64 tokens by default', () => {
    expect(filtersOf({ temperature: 1, presencePenalty: 1, seed: 7 })).toEqual([
      { kind: 'presence', penalty: 1, window: 64 },
    ]);
  });
});
