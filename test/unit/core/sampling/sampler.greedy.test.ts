import { describe, expect, it } from 'vitest';
import { compileSampler } from '../../../../src/core/sampling/compileSampler.js';
import type { TokenSet } from '../../../../src/core/model/tokenSet.js';
import { atStart, except, only } from '../../support/places.js';

const greedy = (logits: readonly number[], allowed?: TokenSet): number =>
  compileSampler({ kind: 'greedy' }, logits.length).pick(Float32Array.from(logits), atStart(allowed)).id;

describe('GreedySampler', () => {
  it('picks the largest logit', () => {
    expect(greedy([1, 4, 2, 3])).toBe(1);
    expect(greedy([4, 1, 2, 3])).toBe(0);
    expect(greedy([1, 3, 2, 4])).toBe(3);
    expect(greedy([-9, -4, -2, -3])).toBe(2);
  });

  it('picks the smallest id between equals', () => {
    expect(greedy([1, 3, 3, 3])).toBe(1);
  });

  it('picks the largest of the allowed ones', () => {
    expect(greedy([9, 4, 2, 3], only(3, 2))).toBe(3);
  });

  it('picks the smallest allowed id between equals, whatever their order', () => {
    expect(greedy([9, 3, 3, 3], only(3, 2, 1))).toBe(1);
    expect(greedy([9, 3, 3, 3], only(1, 2, 3))).toBe(1);
    expect(greedy([9, 3, 3, 3], only(2, 1, 3))).toBe(1);
  });

  it('picks the largest of those that are not forbidden', () => {
    expect(greedy([9, 4, 2, 3], except(0))).toBe(1);
    expect(greedy([9, 4, 2, 3], except(1, 0))).toBe(3);
    expect(greedy([9, 3, 3, 3], except(1))).toBe(0);
    expect(greedy([1, 3, 3, 3], except(1))).toBe(2);
    expect(greedy([1, 4, 2, 3], except())).toBe(1);
  });

  it('throws when nothing is allowed, which its caller has to check', () => {
    expect(() => greedy([1, 2], only())).toThrow(RangeError);
  });
});
