import { describe, expect, it } from 'vitest';
import { compileSampler } from '../../../src/core/decode/sampler.js';
import type { Filter } from '../../../src/core/decode/strategy.js';

const topK = (k: number): Filter => ({ kind: 'topK', k });
const topP = (p: number): Filter => ({ kind: 'topP', p });
const temperature = (value: number): Filter => ({ kind: 'temperature', value });

/** The ids that can come of the weights 1:8:2:4 after the filters: each of 1/15 or more is drawn in 500 draws. */
function kept(filters: readonly Filter[], allowed?: readonly number[], weights = [1, 8, 2, 4]): number[] {
  const sampler = compileSampler({ kind: 'sample', filters, seed: 1 }, weights.length);
  const logits = Float32Array.from(weights, Math.log);
  const ids = new Set<number>();
  for (let i = 0; i < 500; i++) ids.add(sampler.pick(logits, allowed && Int32Array.from(allowed)).id);
  return [...ids].sort((a, b) => a - b);
}

describe('filters', () => {
  it('without any keep every token', () => {
    expect(kept([])).toEqual([0, 1, 2, 3]);
  });

  it.each([
    [1, [1]],
    [2, [1, 3]],
    [3, [1, 2, 3]],
    [4, [0, 1, 2, 3]],
    [100, [0, 1, 2, 3]],
  ])('topK %d keeps %j', (k, ids) => {
    expect(kept([topK(k)])).toEqual(ids);
  });

  it('topK keeps the smaller ids of equal tokens', () => {
    expect(kept([topK(2)], undefined, [1, 1, 1, 1])).toEqual([0, 1]);
  });

  // The probabilities are 1/15, 8/15, 2/15 and 4/15.
  it.each([
    [0.001, [1]],
    [7.9 / 15, [1]],
    [8.1 / 15, [1, 3]],
    [11.9 / 15, [1, 3]],
    [12.1 / 15, [1, 2, 3]],
    [14.1 / 15, [0, 1, 2, 3]],
    [1, [0, 1, 2, 3]],
  ])('topP %d keeps %j', (p, ids) => {
    expect(kept([topP(p)])).toEqual(ids);
  });

  it('see only the allowed tokens', () => {
    expect(kept([topK(2)], [0, 2, 3])).toEqual([2, 3]);
    expect(kept([topP(4.1 / 7)], [0, 2, 3])).toEqual([2, 3]);
    expect(kept([], [2])).toEqual([2]);
  });

  it('are applied in their order', () => {
    // At temperature 0.5 the weights are 1:64:4:16, and the first has 64/85 = 0.75.
    expect(kept([temperature(0.5), topP(0.7)])).toEqual([1]);
    expect(kept([topP(0.7), temperature(0.5)])).toEqual([1, 3]);
  });

  it('see what those before them left', () => {
    // Of the two that are left, the first has 8/12 = 0.67.
    expect(kept([topK(2), topP(0.6)])).toEqual([1]);
    expect(kept([topP(0.6), topK(2)])).toEqual([1, 3]);
  });

  it('do not change the logits', () => {
    const logits = Float32Array.of(0, 1, 2, 3);
    const sampler = compileSampler({ kind: 'sample', filters: [temperature(2), topK(3), topP(0.9)], seed: 1 }, 4);
    sampler.pick(logits);
    expect([...logits]).toEqual([0, 1, 2, 3]);
  });
});
