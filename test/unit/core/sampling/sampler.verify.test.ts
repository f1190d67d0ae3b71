import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileSampler } from '../../../../src/core/sampling/compileSampler.js';
import type { Distribution, Drafted, StepContext } from '../../../../src/core/sampling/sampler.js';
import { seededRng } from '../../../../src/core/sampling/rng.js';
import type { Filter } from '../../../../src/core/sampling/filters/filters.js';
import { chiSquared, critical } from '../../support/chiSquared.js';
import { atStart, except, only } from '../../support/places.js';

const draws = 10_000;

const distributionOf = (q: readonly number[]): Distribution => ({
  ids: Int32Array.from(q.keys()),
  probabilities: Float64Array.from(q),
});

interface Case {
  /** Weights of the model's tokens, and what limits and filters them. */
  readonly weights: readonly number[];
  readonly filters?: readonly Filter[];
  readonly context?: StepContext;
  /** The distribution of the draft. */
  readonly q: readonly number[];
}

/** Counts how often each token is chosen if `draft` is drafted, which may be another one each time. */
function outcomes({ weights, filters = [], context = atStart(), q }: Case, draft: () => number): number[] {
  const sampler = compileSampler({ kind: 'sample', filters, seed: 5 }, weights.length);
  const logits = Float32Array.from(weights, Math.log);
  const distribution = distributionOf(q);
  const counts = weights.map(() => 0);
  for (let i = 0; i < draws; i++) counts[sampler.verify(logits, context, { id: draft(), distribution }).id]!++;
  return counts;
}

/** Draws from a distribution. */
function drawer(q: readonly number[], seed: number): () => number {
  const rng = seededRng(seed);
  return () => {
    let left = rng();
    return Math.max(
      0,
      q.findIndex((p) => (left -= p) < 0),
    );
  };
}

const quarter = [1 / 4, 1 / 4, 1 / 4, 1 / 4];

describe('verify with a draft drawn from q', () => {
  // p is 1/8 · 4:2:1:1. Each line: q, the draft, and how often each token comes out.
  it.each<[string, number[], number, number[]]>([
    ['always accepts what p has more of', quarter, 0, [1, 0, 0, 0]],
    ['always accepts what p has as much of', quarter, 1, [0, 1, 0, 0]],
    ['accepts p/q of what p has less of, or gives what p has more of', quarter, 2, [1 / 2, 0, 1 / 2, 0]],
    // max(0, p − q) is 3/8, 1/8, 0, 0.
    ['divides the rest as max(0, p − q)', [1 / 8, 1 / 8, 1 / 4, 1 / 2], 3, [9 / 16, 3 / 16, 0, 1 / 4]],
    ['never accepts what q cannot draw', [0, 1 / 2, 1 / 4, 1 / 4], 3, [1 / 2, 0, 0, 1 / 2]],
    ['accepts p of what q is sure of, or gives p without it', [1, 0, 0, 0], 0, [1 / 2, 1 / 4, 1 / 8, 1 / 8]],
  ])('%s', (_, q, draft, probabilities) => {
    const counts = outcomes({ weights: [4, 2, 1, 1], q }, () => draft);
    const degrees = Math.max(1, probabilities.filter((p) => p > 0).length - 1);
    expect(chiSquared(counts, probabilities)).toBeLessThan(critical[degrees]!);
  });

  it.each<[string, Case, number[]]>([
    ['is p where q is another', { weights: [4, 2, 1, 1], q: [0.1, 0.2, 0.3, 0.4] }, [4, 2, 1, 1]],
    ['is p where q is p', { weights: [4, 2, 1, 1], q: [1 / 2, 1 / 4, 1 / 8, 1 / 8] }, [4, 2, 1, 1]],
    ['is p where q has nothing in common with it', { weights: [1, 3, 0, 0], q: [0, 0, 0.5, 0.5] }, [1, 3, 0, 0]],
    [
      'is p after the filters',
      {
        ...{ weights: [16, 4, 1, 1], q: quarter },
        filters: [
          { kind: 'temperature', value: 2 },
          { kind: 'topK', k: 3 },
        ],
      },
      [4, 2, 1, 0],
    ],
    [
      'is p among the allowed tokens',
      { weights: [4, 2, 1, 1], q: quarter, context: atStart(only(3, 1)) },
      [0, 2, 0, 1],
    ],
    [
      'is p without the forbidden ones',
      { weights: [4, 2, 1, 1], q: quarter, context: atStart(except(0)) },
      [0, 2, 1, 1],
    ],
  ])('together with its replacement %s', (_, given, weights) => {
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    const counts = outcomes(given, drawer(given.q, 11));
    const p = weights.map((weight) => weight / total);
    expect(chiSquared(counts, p)).toBeLessThan(critical[p.filter((x) => x > 0).length - 1]!);
  });

  it('is independent of previous drafts', () => {
    const logits = Float32Array.from([4, 2, 1, 1], Math.log);
    const sampler = compileSampler({ kind: 'sample', filters: [], seed: 5 }, 4);
    const certain = (id: number): Drafted => ({
      id,
      distribution: { ids: Int32Array.of(id), probabilities: Float64Array.of(1) },
    });
    const counts = [0, 0, 0, 0];
    for (let i = 0; i < draws; i++) {
      sampler.verify(logits, atStart(), certain(1));
      counts[sampler.verify(logits, atStart(), certain(2)).id]!++;
    }
    expect(chiSquared(counts, [1 / 2, 1 / 4, 1 / 8, 1 / 8])).toBeLessThan(critical[3]!);
  });
});

describe('verify with a draft that was not drawn', () => {
  const row = fc.array(fc.float({ min: -3, max: 3, noNaN: true }), { minLength: 4, maxLength: 4 });
  const drafts = fc.array(fc.tuple(row, fc.nat(3)), { minLength: 1, maxLength: 8 });

  it('leaves the sampled tokens unchanged, draw by draw', () => {
    fc.assert(
      fc.property(drafts, fc.integer(), (steps, seed) => {
        const plain = compileSampler({ kind: 'sample', filters: [{ kind: 'topK', k: 3 }], seed }, 4);
        const verifying = compileSampler({ kind: 'sample', filters: [{ kind: 'topK', k: 3 }], seed }, 4);
        for (const [values, id] of steps) {
          const logits = Float32Array.from(values);
          expect(verifying.verify(logits, atStart(), { id })).toEqual(plain.pick(logits, atStart()));
        }
      }),
    );
  });

  it.each([0, 1, 2, 3])('leaves the greedy token unchanged: %d', (id) => {
    const greedy = compileSampler({ kind: 'greedy' }, 4);
    expect(greedy.verify(Float32Array.of(1, 3, 2, 0), atStart(), { id }).id).toBe(1);
  });
});

describe('the logprob of a verified token', () => {
  it('is the model’s own, accepted or not', () => {
    const sampler = compileSampler({ kind: 'sample', filters: [{ kind: 'temperature', value: 3 }], seed: 1 }, 4);
    const logits = Float32Array.from([4, 2, 1, 1], Math.log);
    const seen = new Map<number, string>();
    for (let i = 0; i < 200; i++) {
      const { id, logprob } = sampler.verify(logits, atStart(), { id: 3, distribution: distributionOf(quarter) });
      seen.set(id, Math.exp(logprob).toFixed(6));
    }
    // The third token has less than q at this temperature: it never replaces the draft.
    expect([...seen].sort(([a], [b]) => a - b)).toEqual([
      [0, '0.500000'],
      [1, '0.250000'],
      [3, '0.125000'],
    ]);
  });
});
