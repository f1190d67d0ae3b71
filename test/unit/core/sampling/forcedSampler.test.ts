import { describe, expect, it } from 'vitest';
import { forcing } from '../../../../src/core/sampling/forcedSampler.js';
import { compileSampler } from '../../../../src/core/sampling/compileSampler.js';
import { atStart, except } from '../../support/places.js';

const logits = Float32Array.from([1, 4, 2, 1], Math.log);
const greedy = compileSampler({ kind: 'greedy' }, 4);

describe('forcing', () => {
  it('takes the given tokens first, with the probabilities of the model', () => {
    const sampler = forcing(greedy, [{ id: 3 }, { id: 2 }], 4);
    const picks = [1, 2, 3].map(() => sampler.pick(logits, atStart()));
    expect(picks.map(({ id }) => id)).toEqual([3, 2, 1]);
    expect(picks.map(({ logprob }) => Math.exp(logprob).toFixed(3))).toEqual(['0.125', '0.250', '0.500']);
  });

  it('applies corrections to the row, to its choice and to the reported alternatives', () => {
    // 1, 4, 2 and 1 of 8 become 1, 1, 2 and 1 of 5.
    const corrections = new Map([[1, -Math.log(4)]]);
    const pick = forcing(greedy, [{ id: 2, corrections }], 4).pick(logits, { ...atStart(), top: 1 });
    expect(Math.exp(pick.logprob)).toBeCloseTo(0.4, 6);
    expect(pick.inspection!.alternatives.map(({ id }) => id)).toEqual([2]);
    expect([...logits].map(Math.exp).map(Math.round)).toEqual([1, 4, 2, 1]);
  });

  it('gives probabilities among the allowed tokens', () => {
    const { id, logprob } = forcing(greedy, [{ id: 2 }], 4).pick(logits, atStart(except(1)));
    expect([id, Math.exp(logprob).toFixed(3)]).toEqual([2, '0.500']);
  });

  it('reports alternatives when requested', () => {
    const { inspection } = forcing(greedy, [{ id: 3 }], 4).pick(logits, { ...atStart(), top: 2 });
    expect(inspection!.alternatives.map(({ id }) => id)).toEqual([1, 2]);
    expect(forcing(greedy, [{ id: 3 }], 4).pick(logits, atStart())).not.toHaveProperty('inspection');
  });

  it('rejects a draft that differs, and accepts one that does not', () => {
    const sampler = forcing(greedy, [{ id: 3 }, { id: 2 }], 4);
    expect(sampler.verify(logits, atStart(), { id: 0 }).id).toBe(3);
    expect(sampler.verify(logits, atStart(), { id: 2 }).id).toBe(2);
    expect(sampler.verify(logits, atStart(), { id: 2 }).id).toBe(1);
  });

  it('has no distribution before the sampler does', () => {
    const random = compileSampler({ kind: 'sample', filters: [], seed: 1 }, 4);
    const sampler = forcing(random, [{ id: 3 }], 4);
    expect(sampler.draw(logits, atStart())).toMatchObject({ id: 3, distribution: undefined });
    expect(sampler.draw(logits, atStart()).distribution!.ids).toHaveLength(4);
  });

  it('leaves the random sequence for what comes after', () => {
    const seeded = () => compileSampler({ kind: 'sample', filters: [], seed: 5 }, 4);
    const plain = seeded();
    const forced = forcing(seeded(), [{ id: 0 }, { id: 0 }], 4);
    forced.pick(logits, atStart());
    forced.pick(logits, atStart());
    for (let i = 0; i < 20; i++) expect(forced.pick(logits, atStart())).toEqual(plain.pick(logits, atStart()));
  });

  it('returns the sampler itself when nothing is given', () => {
    expect(forcing(greedy, [], 4)).toBe(greedy);
  });
});
