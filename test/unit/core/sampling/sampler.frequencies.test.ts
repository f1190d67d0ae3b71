import { describe, expect, it } from 'vitest';
import { compileSampler } from '../../../../src/core/sampling/compileSampler.js';
import type { Filter } from '../../../../src/core/sampling/filters/filters.js';
import type { TokenSet } from '../../../../src/core/model/tokenSet.js';
import { chiSquared, critical } from '../../support/chiSquared.js';
import { atStart, except, only } from '../../support/places.js';

const draws = 20_000;

/** Counts how often each token is drawn with the weights 16:4:1:1. */
function frequencies(filters: readonly Filter[], seed: number, allowed?: TokenSet): number[] {
  const sampler = compileSampler({ kind: 'sample', filters, seed }, 4);
  const logits = Float32Array.of(Math.log(16), Math.log(4), 0, 0);
  const counts = [0, 0, 0, 0];
  for (let i = 0; i < draws; i++) counts[sampler.pick(logits, atStart(allowed)).id]!++;
  return counts;
}

const divided = (weights: readonly number[]): number[] => {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
};

describe.each([1, 2, 3])('tokens sampled with the seed %d', (seed) => {
  it.each<[string, Filter[], number[]]>([
    ['no filter', [], [16, 4, 1, 1]],
    ['temperature 2', [{ kind: 'temperature', value: 2 }], [4, 2, 1, 1]],
    ['temperature 0.5', [{ kind: 'temperature', value: 0.5 }], [256, 16, 1, 1]],
    ['topK 2', [{ kind: 'topK', k: 2 }], [4, 1, 0, 0]],
    ['topP 0.95', [{ kind: 'topP', p: 0.95 }], [16, 4, 1, 0]],
    [
      'temperature 2, topP 0.8, topK 2',
      [
        { kind: 'temperature', value: 2 },
        { kind: 'topP', p: 0.8 },
        { kind: 'topK', k: 2 },
      ],
      [2, 1, 0, 0],
    ],
  ])('are as frequent with %s as the filtered distribution says', (_, filters, weights) => {
    const degrees = weights.filter((weight) => weight > 0).length - 1;
    expect(chiSquared(frequencies(filters, seed), divided(weights))).toBeLessThan(critical[degrees]!);
  });

  it('are as frequent among the allowed ones as their probabilities say', () => {
    expect(chiSquared(frequencies([], seed, only(3, 1)), divided([0, 4, 0, 1]))).toBeLessThan(critical[1]!);
    expect(chiSquared(frequencies([], seed, except(0, 2)), divided([0, 4, 0, 1]))).toBeLessThan(critical[1]!);
  });
});
