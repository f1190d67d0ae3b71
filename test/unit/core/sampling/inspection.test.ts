import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileSampler } from '../../../../src/core/sampling/compileSampler.js';
import type { Strategy } from '../../../../src/core/sampling/strategy.js';
import type { TokenSet } from '../../../../src/core/model/tokenSet.js';
import { atStart, except, only } from '../../support/places.js';

type Single = Exclude<Strategy, { kind: 'beam' }>;

const plain: Single = { kind: 'sample', filters: [], seed: 1 };
const filtered: Single = {
  kind: 'sample',
  filters: [
    { kind: 'temperature', value: 0.5 },
    { kind: 'topK', k: 2 },
  ],
  seed: 1,
};

/** Alternatives as `id: p → p after the filters`. */
function alternatives(strategy: Single, weights: readonly number[], top: number, allowed?: TokenSet): string[] {
  const sampler = compileSampler(strategy, weights.length);
  const { inspection } = sampler.pick(Float32Array.from(weights, Math.log), { ...atStart(allowed), top });
  return inspection!.alternatives.map(
    ({ id, logprob, filtered: after }) => `${id}: ${Math.exp(logprob).toFixed(3)} → ${after.toFixed(3)}`,
  );
}

/** Σ p ln(1/p). */
const entropyOf = (probabilities: readonly number[]): number =>
  probabilities.reduce((sum, p) => (p === 0 ? sum : sum - p * Math.log(p)), 0);

describe('alternatives', () => {
  it('are the most probable tokens, with their probability before and after the filters', () => {
    expect(alternatives(plain, [1, 5, 2, 2], 3)).toEqual(['1: 0.500 → 0.500', '2: 0.200 → 0.200', '3: 0.200 → 0.200']);
    expect(alternatives(filtered, [1, 6, 2, 1], 3)).toEqual([
      ...['1: 0.600 → 0.900', '2: 0.200 → 0.100', '0: 0.100 → 0.000'],
    ]);
  });

  it('are no more than there are tokens', () => {
    expect(alternatives(plain, [1, 3], 9)).toEqual(['1: 0.750 → 0.750', '0: 0.250 → 0.250']);
  });

  it('are among the allowed tokens', () => {
    const expected = ['2: 0.667 → 0.667', '0: 0.333 → 0.333'];
    expect(alternatives(plain, [1, 6, 2, 1], 9, only(2, 0))).toEqual(expected);
    expect(alternatives(plain, [1, 6, 2, 1], 9, except(3, 1))).toEqual(expected);
  });

  it('leave everything to the most probable token of a greedy choice', () => {
    expect(alternatives({ kind: 'greedy' }, [1, 5, 2, 2], 2)).toEqual(['1: 0.500 → 1.000', '2: 0.200 → 0.000']);
    expect(alternatives({ kind: 'greedy' }, [1, 5, 2, 2], 2, except(1))).toEqual([
      '2: 0.400 → 1.000',
      '3: 0.400 → 0.000',
    ]);
  });

  it('descend even where exp cannot tell them apart', () => {
    const sampler = compileSampler(plain, 3);
    const { inspection } = sampler.pick(Float32Array.of(0, -1000, -900), { ...atStart(), top: 2 });
    expect(inspection!.alternatives.map(({ id }) => id)).toEqual([0, 2]);
  });

  it('are not reported unless requested', () => {
    for (const strategy of [plain, { kind: 'greedy' } as const]) {
      const sampler = compileSampler(strategy, 2);
      expect(sampler.pick(Float32Array.of(0, 1), { ...atStart(), top: 0 })).not.toHaveProperty('inspection');
      expect(sampler.pick(Float32Array.of(0, 1), atStart())).not.toHaveProperty('inspection');
    }
  });
});

describe('entropy', () => {
  it('is that of the model, and that of what the filters leave', () => {
    const logits = Float32Array.from([1, 6, 2, 1], Math.log);
    const { inspection } = compileSampler(filtered, 4).pick(logits, { ...atStart(), top: 1 });
    expect(inspection!.entropy).toBeCloseTo(entropyOf([0.1, 0.6, 0.2, 0.1]), 6);
    expect(inspection!.filteredEntropy).toBeCloseTo(entropyOf([0.9, 0.1]), 6);
  });

  it('ignores tokens without probability', () => {
    const logits = Float32Array.of(0, -Infinity, 0, -1000);
    const { inspection } = compileSampler(plain, 4).pick(logits, { ...atStart(), top: 1 });
    expect(inspection!.entropy).toBeCloseTo(Math.LN2, 12);
    expect(inspection!.filteredEntropy).toBeCloseTo(Math.LN2, 12);
  });

  it('is zero after a greedy choice', () => {
    const { inspection } = compileSampler({ kind: 'greedy' }, 2).pick(Float32Array.of(1, 1), { ...atStart(), top: 1 });
    expect(inspection!.entropy).toBeCloseTo(Math.LN2, 12);
    expect(inspection!.filteredEntropy).toBe(0);
  });
});

describe('inspect', () => {
  const row = fc.array(fc.float({ min: -15, max: 15, noNaN: true }), { minLength: 2, maxLength: 12 });

  it('equals a full recomputation', () => {
    fc.assert(
      fc.property(row, fc.nat(12), fc.double({ min: 0.3, max: 3, noNaN: true }), (logits, forbidden, value) => {
        const ids = [...logits.keys()].filter((id) => id !== forbidden);
        const strategy: Single = { kind: 'sample', filters: [{ kind: 'temperature', value }], seed: 1 };
        const place = { ...atStart(except(forbidden % logits.length)), top: 12 };
        if (forbidden >= logits.length) ids.splice(forbidden % logits.length, 1);
        const { inspection } = compileSampler(strategy, logits.length).pick(Float32Array.from(logits), place);

        const softmax = (temperature: number): number[] => {
          const total = ids.reduce((sum, id) => sum + Math.exp(logits[id]! / temperature), 0);
          return ids.map((id) => Math.exp(logits[id]! / temperature) / total);
        };
        const p = softmax(1);
        const q = softmax(value);
        const sorted = [...ids].sort((a, b) => logits[b]! - logits[a]! || a - b);
        expect(inspection!.alternatives.map(({ id }) => id)).toEqual(sorted);
        for (const { id, logprob, filtered: after } of inspection!.alternatives) {
          expect(logprob).toBeCloseTo(Math.log(p[ids.indexOf(id)]!), 9);
          expect(after).toBeCloseTo(q[ids.indexOf(id)]!, 9);
        }
        expect(inspection!.entropy).toBeCloseTo(entropyOf(p), 9);
        expect(inspection!.filteredEntropy).toBeCloseTo(entropyOf(q), 9);
      }),
    );
  });

  it('does not change the choice', () => {
    fc.assert(
      fc.property(row, fc.integer(), (logits, seed) => {
        const strategy: Single = { kind: 'sample', filters: [{ kind: 'topP', p: 0.9 }], seed };
        const looking = compileSampler(strategy, logits.length).pick(Float32Array.from(logits), {
          ...atStart(),
          top: 3,
        });
        const { id, logprob } = compileSampler(strategy, logits.length).pick(Float32Array.from(logits), atStart());
        expect(looking).toMatchObject({ id, logprob });
      }),
    );
  });
});
