import { describe, expect, it } from 'vitest';
import { filtersOf } from '../../../../src/core/sampling/sampling.js';
import { serverSamplings } from '../../../../src/core/server/serverSampling.js';

describe('serverSamplings', () => {
  it('asks for one greedy text', () => {
    expect(serverSamplings({ kind: 'greedy' })).toEqual([{ temperature: 0 }]);
  });

  it('passes on the numbers that servers know', () => {
    const filters = filtersOf({
      ...{ temperature: 0.5, topK: 30, topP: 0.9, minP: 0.1, typicalP: 0.8, seed: 0 },
      ...{ repetitionPenalty: 1.1, frequencyPenalty: 0.2, presencePenalty: 0.3, noRepeatNgram: 3 },
    });
    expect(serverSamplings({ kind: 'sample', filters, seed: 7 })).toEqual([
      {
        ...{ temperature: 0.5, topK: 30, topP: 0.9, minP: 0.1, typicalP: 0.8, seed: 7 },
        ...{ repetitionPenalty: 1.1, frequencyPenalty: 0.2, presencePenalty: 0.3 },
      },
    ]);
  });

  it('samples from the plain distribution without filters', () => {
    expect(serverSamplings({ kind: 'sample', filters: [], seed: 7, samples: 2 })).toEqual([
      { temperature: 1, seed: 7 },
      { temperature: 1, seed: 8 },
    ]);
  });

  it('asks for no more than four texts at once', () => {
    expect(serverSamplings({ kind: 'beam', width: 9, lengthPenalty: 0 })).toHaveLength(4);
    expect(serverSamplings({ kind: 'sample', filters: [], seed: 1, samples: 9 })).toHaveLength(4);
  });
});
