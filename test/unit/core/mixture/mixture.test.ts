import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Mixture, type MixingWeight } from '../../../../src/core/mixture/mixture.js';
import { findIn, randomMixture, workspaceProbabilities } from '../../support/mixtures.js';

const vocabSize = 12;
const stream = fc.array(fc.nat(5), { maxLength: 60 });
const files = fc
  .dictionary(fc.constantFrom('a', 'b', 'c'), stream, { minKeys: 1 })
  .map((named) => new Map(Object.entries(named)));
const row = fc
  .array(fc.float({ min: -30, max: 30, noNaN: true }), { minLength: vocabSize, maxLength: vocabSize })
  .map((logits) => Float32Array.from(logits));
const weight: fc.Arbitrary<MixingWeight> = fc.oneof(
  fc.constant({ kind: 'fitted' as const }),
  fc.double({ min: 0, max: 0.99, noNaN: true }).map((weight) => ({ kind: 'fixed' as const, weight })),
);

function softmax(logits: Float32Array): number[] {
  const top = Math.max(...logits);
  const weights = Array.from(logits, (logit) => Math.exp(logit - top));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}

describe('Mixture', () => {
  it('is (1 − w) · p_model + w · p_workspace over the whole vocabulary, and adds up to 1', () => {
    let mixed = 0;
    fc.assert(
      fc.property(files, stream, row, weight, fc.nat(1000), (files, context, logits, weight, seed) => {
        const parameters = randomMixture(seed);
        const model = softmax(logits);
        const result = logits.slice();
        const w = new Mixture(parameters, vocabSize).mix(result, context, findIn(files, vocabSize), weight);
        const workspace = workspaceProbabilities({ files, parameters }, context, vocabSize);
        expect(w).toBeGreaterThanOrEqual(0);
        expect(w).toBeLessThan(1);
        if (weight.kind === 'fixed' && workspace) expect(w).toBe(weight.weight);
        if (!workspace) expect(w).toBe(0);
        const wanted = model.map((p, id) => (workspace ? (1 - w) * p + w * workspace[id]! : p));
        const probabilities = softmax(result);
        for (let id = 0; id < vocabSize; id++) expect(probabilities[id]).toBeCloseTo(wanted[id]!, 5);
        expect(wanted.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 12);
        if (w > 0) mixed++;
      }),
      { numRuns: 500 },
    );
    expect(mixed).toBeGreaterThan(100);
  });

  it('leaves a row unchanged, to the bit, when the workspace has no answer or no weight', () => {
    const logits = Float32Array.of(1.5, -2, 0.25);
    const find = findIn(new Map([['a', [0, 1]]]), 3);
    const mixture = new Mixture(randomMixture(1), 3);
    for (const [context, weight] of [
      [[1], { kind: 'fitted' }],
      [[], { kind: 'fitted' }],
      [[0], { kind: 'fixed', weight: 0 }],
    ] as const) {
      const row = logits.slice();
      expect(mixture.mix(row, context, find, weight)).toBe(0);
      expect(row).toEqual(logits);
    }
    const row = logits.slice();
    expect(mixture.mix(row, [0], find, { kind: 'fixed', weight: 0.5 })).toBe(0.5);
    expect([row[0], row[2]]).toEqual([logits[0], logits[2]]);
    expect(row[1]).toBeGreaterThan(logits[1]!);
  });

  it('adds a token that the model considers impossible', () => {
    const row = Float32Array.of(0, -Infinity);
    new Mixture(randomMixture(1), 2).mix(row, [0], findIn(new Map([['a', [0, 1]]]), 2), {
      kind: 'fixed',
      weight: 0.25,
    });
    expect(softmax(row)[1]).toBeCloseTo(0.25, 6);
  });
});
