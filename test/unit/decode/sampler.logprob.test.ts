import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileSampler } from '../../../src/core/decode/sampler.js';
import type { Strategy } from '../../../src/core/decode/strategy.js';

const greedy: Strategy = { kind: 'greedy' };
const sharp: Strategy = {
  kind: 'sample',
  filters: [
    { kind: 'temperature', value: 0.1 },
    { kind: 'topK', k: 1 },
  ],
  seed: 1,
};

/** exp(logprob) of the pick, rounded. */
function probability(strategy: Strategy, weights: readonly number[], allowed?: readonly number[]): number {
  const logits = Float32Array.from(weights, Math.log);
  const { logprob } = compileSampler(strategy, weights.length).pick(logits, allowed && Int32Array.from(allowed));
  return Number(Math.exp(logprob).toFixed(6));
}

describe.each([
  ['greedy', greedy],
  ['sampled', sharp],
])('the logprob of a %s token', (_, strategy) => {
  it('is its share of all tokens, before temperature and filters', () => {
    expect(probability(strategy, [1, 5, 2, 2])).toBe(0.5);
  });

  it('is its share of the allowed tokens', () => {
    expect(probability(strategy, [3, 9, 1, 1], [0, 2, 3])).toBe(0.6);
  });

  it('is 0 where nothing else is allowed', () => {
    expect(probability(strategy, [3, 9, 1, 1], [2])).toBe(1);
  });

  it('is exact for logits that exp cannot hold', () => {
    const { id, logprob } = compileSampler(strategy, 4).pick(Float32Array.of(-2000, 1000, 999, -1000));
    expect(id).toBe(1);
    expect(logprob).toBeCloseTo(-Math.log(1 + Math.exp(-1)), 12);
  });
});

/** ln p by the definition: logit − ln Σ exp(logit), for small logits. */
function logSoftmax(row: readonly number[], ids: readonly number[], id: number): number {
  return row[id]! - Math.log(ids.reduce((sum, other) => sum + Math.exp(row[other]!), 0));
}

/** A row of logits and some of its ids. */
const rowAndIds = fc
  .array(fc.float({ min: -20, max: 20, noNaN: true }), { minLength: 1, maxLength: 12 })
  .chain((row) => fc.tuple(fc.constant(row), fc.shuffledSubarray([...row.keys()], { minLength: 1 })));

describe('the logprob of any token', () => {
  it('is the log-softmax over the allowed ones', () => {
    fc.assert(
      fc.property(rowAndIds, ([row, ids]) => {
        const sampler = compileSampler({ kind: 'sample', filters: [], seed: 1 }, row.length);
        const { id, logprob } = sampler.pick(Float32Array.from(row), Int32Array.from(ids));
        expect(ids).toContain(id);
        expect(logprob).toBeCloseTo(logSoftmax(row, ids, id), 9);
      }),
    );
  });

  it.each<[string, Int32Array | undefined]>([
    ['all tokens', undefined],
    ['the allowed tokens', Int32Array.of(0, 2, 3)],
  ])('gives probabilities that sum to 1 over %s', (_, allowed) => {
    const sampler = compileSampler({ kind: 'sample', filters: [{ kind: 'temperature', value: 2 }], seed: 1 }, 4);
    const seen = new Map<number, number>();
    for (let i = 0; i < 200; i++) {
      const { id, logprob } = sampler.pick(Float32Array.of(0.5, 1, -1, 2), allowed);
      seen.set(id, Math.exp(logprob));
    }
    expect([...seen.keys()].sort()).toEqual([...(allowed ?? [0, 1, 2, 3])]);
    expect([...seen.values()].reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 12);
  });
});
