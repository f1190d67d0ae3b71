import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileSampler } from '../../../../src/core/sampling/compileSampler.js';
import type { Strategy } from '../../../../src/core/sampling/strategy.js';
import type { TokenSet } from '../../../../src/core/model/tokenSet.js';
import { atStart, except, only } from '../../support/places.js';

type Single = Exclude<Strategy, { kind: 'beam' }>;

const greedy: Single = { kind: 'greedy' };
const sharp: Single = {
  kind: 'sample',
  filters: [
    { kind: 'temperature', value: 0.1 },
    { kind: 'topK', k: 1 },
  ],
  seed: 1,
};

/** exp(logprob) of the pick, rounded. */
function probability(strategy: Single, weights: readonly number[], allowed?: TokenSet): number {
  const logits = Float32Array.from(weights, Math.log);
  const { logprob } = compileSampler(strategy, weights.length).pick(logits, atStart(allowed));
  return Number(Math.exp(logprob).toFixed(6));
}

describe.each([
  ['greedy', greedy],
  ['sampled', sharp],
])('the logprob of a %s token', (_, strategy) => {
  it('is relative to all tokens, before temperature and filters', () => {
    expect(probability(strategy, [1, 5, 2, 2])).toBe(0.5);
  });

  it('is relative to the allowed tokens', () => {
    expect(probability(strategy, [3, 9, 1, 1], only(0, 2, 3))).toBe(0.6);
    expect(probability(strategy, [3, 9, 1, 1], except(1))).toBe(0.6);
  });

  it('is 0 when nothing else is allowed', () => {
    expect(probability(strategy, [3, 9, 1, 1], only(2))).toBe(1);
    expect(probability(strategy, [3, 9, 1, 1], except(0, 1, 3))).toBe(1);
  });

  it.each([20, 40, 1000])('is exact when a forbidden logit is %d larger than the allowed ones', (logit) => {
    const { logprob } = compileSampler(strategy, 3).pick(Float32Array.of(0, logit, -1), atStart(except(1)));
    expect(logprob).toBeCloseTo(-Math.log(1 + Math.exp(-1)), 12);
  });

  it('is exact for logits that exp cannot represent', () => {
    const { id, logprob } = compileSampler(strategy, 4).pick(Float32Array.of(-2000, 1000, 999, -1000), atStart());
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
        const { id, logprob } = sampler.pick(Float32Array.from(row), atStart(only(...ids)));
        expect(ids).toContain(id);
        expect(logprob).toBeCloseTo(logSoftmax(row, ids, id), 9);
      }),
    );
  });

  it.each<[string, TokenSet | undefined, number[]]>([
    ['all tokens', undefined, [0, 1, 2, 3]],
    ['the allowed tokens', only(0, 2, 3), [0, 2, 3]],
    ['all but the forbidden tokens', except(1), [0, 2, 3]],
  ])('gives probabilities that sum to 1 over %s', (_, allowed, ids) => {
    const sampler = compileSampler({ kind: 'sample', filters: [{ kind: 'temperature', value: 2 }], seed: 1 }, 4);
    const seen = new Map<number, number>();
    for (let i = 0; i < 200; i++) {
      const { id, logprob } = sampler.pick(Float32Array.of(0.5, 1, -1, 2), atStart(allowed));
      seen.set(id, Math.exp(logprob));
    }
    expect([...seen.keys()].sort()).toEqual(ids);
    expect([...seen.values()].reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 12);
  });
});
