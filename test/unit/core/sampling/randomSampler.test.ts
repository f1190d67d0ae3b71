import { describe, expect, it } from 'vitest';
import { RandomSampler } from '../../../../src/core/sampling/randomSampler.js';
import type { Rng } from '../../../../src/core/sampling/rng.js';
import { atStart } from '../../support/places.js';

/** Gives these numbers, one after the other, and no more. */
function scripted(numbers: readonly number[]): Rng {
  const left = [...numbers];
  return () => {
    if (left.length === 0) throw new Error('no more numbers');
    return left.shift()!;
  };
}

const logitsOf = (weights: readonly number[]): Float32Array => Float32Array.from(weights, Math.log);

/** The token that each number draws with these weights. */
function drawn(weights: readonly number[], numbers: readonly number[]): number[] {
  const sampler = new RandomSampler([], scripted(numbers), weights.length);
  return numbers.map(() => sampler.pick(logitsOf(weights), atStart()).id);
}

describe('RandomSampler.pick', () => {
  it('chooses by where the number falls among the weights, one after another', () => {
    expect(drawn([1, 1, 1, 1], [0, 0.24, 0.25, 0.49, 0.5, 0.74, 0.75, 0.99])).toEqual([0, 0, 1, 1, 2, 2, 3, 3]);
    expect(drawn([1, 2, 0, 1], [0.2, 0.3, 0.7, 0.8])).toEqual([0, 1, 1, 3]);
  });

  it('never chooses a token without a weight, not even when rounding leaves a rest', () => {
    expect(drawn([0, 1, 1, 0], [0, 1])).toEqual([1, 2]);
  });
});

describe('RandomSampler.verify', () => {
  /** The outcome of a draft of token 1, where p is 1/4 : 1/4 : 1/2 and q is 1/4 : 3/4 : 0. */
  function verified(numbers: readonly number[]): number {
    const sampler = new RandomSampler([], scripted(numbers), 3);
    const distribution = { ids: Int32Array.of(0, 1), probabilities: Float64Array.of(0.25, 0.75) };
    return sampler.verify(logitsOf([1, 1, 2]), atStart(), { id: 1, distribution }).id;
  }

  it('accepts a draft when the number is below p/q, and takes no other number', () => {
    expect(verified([0])).toBe(1);
    expect(verified([0.33])).toBe(1);
  });

  it('replaces a rejected draft by a draw from what p has more of', () => {
    expect(verified([0.34, 0])).toBe(2);
    expect(verified([0.99, 0.99])).toBe(2);
  });

  it('takes one number when the draft was not drawn', () => {
    const sampler = new RandomSampler([], scripted([0.3, 0.6]), 3);
    expect(sampler.verify(logitsOf([1, 1, 2]), atStart(), { id: 1 }).id).toBe(1);
    expect(sampler.verify(logitsOf([1, 1, 2]), atStart(), { id: 1 }).id).toBe(2);
  });
});
