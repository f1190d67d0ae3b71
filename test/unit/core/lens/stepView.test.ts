import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { StepChoice } from '../../../../src/core/result.js';
import { RandomSampler } from '../../../../src/core/sampling/randomSampler.js';
import { filtersOf, type Sampling } from '../../../../src/core/sampling/sampling.js';
import type { Filter } from '../../../../src/core/sampling/filters/filters.js';
import { viewStep, type StepView } from '../../../../src/core/lens/stepView.js';
import { only } from '../../support/places.js';

const choiceOf = (weights: readonly number[], more: Partial<StepChoice> = {}): StepChoice => ({
  logits: Float32Array.from(weights, Math.log),
  tokens: [],
  ...more,
});

/** The listed tokens as `id: p → p after the filters`, and what dropped them. */
const listed = ({ tokens }: StepView): string[] =>
  tokens.map(({ id, probability, filtered, droppedBy }) => {
    return `${id}: ${probability.toFixed(3)} → ${filtered.toFixed(3)}${droppedBy ? ` by ${droppedBy}` : ''}`;
  });

describe('viewStep', () => {
  it('shows the distribution before and after the filters, and which of them dropped a token', () => {
    const filters: Filter[] = [
      { kind: 'topK', k: 3 },
      { kind: 'minP', p: 0.4 },
    ];
    const view = viewStep(choiceOf([1, 6, 3, 2]), filters, 4);
    expect(listed(view)).toEqual([
      '1: 0.500 → 0.667',
      '2: 0.250 → 0.333',
      '3: 0.167 → 0.000 by minP',
      '0: 0.083 → 0.000 by topK',
    ]);
    expect(view.effects).toEqual([
      { kind: 'topK', left: 3, dropped: 1 },
      { kind: 'minP', left: 2, dropped: 1 },
    ]);
    expect([view.keptCount, view.allowedCount]).toEqual([2, 4]);
  });

  it('sums up what is not listed', () => {
    const { others } = viewStep(choiceOf([1, 6, 3, 2]), [], 2);
    expect(others.count).toBe(2);
    expect(others.probability).toBeCloseTo(0.25, 6);
    expect(others.filtered).toBeCloseTo(0.25, 6);
  });

  it('knows only the allowed tokens', () => {
    expect(listed(viewStep(choiceOf([8, 1, 3], { allowed: only(1, 2) }), [], 3))).toEqual([
      '2: 0.750 → 0.750',
      '1: 0.250 → 0.250',
    ]);
  });

  it('leaves one token at temperature 0, like greedy decoding', () => {
    const view = viewStep(choiceOf([1, 6, 3, 2]), filtersOf({ temperature: 0, topP: 0.9, seed: 0 }), 2);
    expect(listed(view)).toEqual(['1: 0.500 → 1.000', '2: 0.250 → 0.000 by temperature']);
    expect(view.filteredEntropy).toBe(0);
  });

  it('applies penalties for the tokens before', () => {
    const filters: Filter[] = [{ kind: 'noRepeatNgram', n: 1, window: 4 }];
    expect(listed(viewStep(choiceOf([1, 2, 1], { tokens: [1] }), filters, 3))).toEqual([
      '1: 0.500 → 0.000 by noRepeatNgram',
      '0: 0.250 → 0.500',
      '2: 0.250 → 0.500',
    ]);
  });
});

const size = 24;

const samplings: fc.Arbitrary<Sampling> = fc.record({
  temperature: fc.double({ min: 0.05, max: 2, noNaN: true }),
  topK: fc.integer({ min: 0, max: size }),
  topP: fc.double({ min: 0.01, max: 1, noNaN: true }),
  minP: fc.double({ min: 0, max: 1, noNaN: true }),
  typical: fc.double({ min: 0.1, max: 1, noNaN: true }),
  repetitionPenalty: fc.double({ min: 0.5, max: 2, noNaN: true }),
  noRepeatNgram: fc.integer({ min: 0, max: 2 }),
  seed: fc.constant(0),
});

it('shows the distribution that the sampler draws from, after any filters', () => {
  fc.assert(
    fc.property(
      fc.array(fc.float({ min: -8, max: 8, noNaN: true }), { minLength: size, maxLength: size }),
      fc.array(fc.integer({ min: 0, max: size - 1 }), { maxLength: 12 }),
      fc.option(fc.uniqueArray(fc.integer({ min: 0, max: size - 1 }), { minLength: 1 }), { nil: undefined }),
      samplings,
      (values, tokens, ids, sampling) => {
        const logits = Float32Array.from(values);
        const allowed = ids && only(...ids.sort((a, b) => a - b));
        const filters = filtersOf(sampling);
        const sampler = new RandomSampler(filters, () => 0.5, size);
        const { distribution } = sampler.draw(logits, { history: { tokens, length: tokens.length }, allowed });
        const drawn = new Map(Array.from(distribution.ids, (id, i) => [id, distribution.probabilities[i]!]));
        const view = viewStep({ logits, tokens, ...(allowed ? { allowed } : {}) }, filters, size);
        expect(view.keptCount).toBe(drawn.size);
        for (const { id, filtered, droppedBy } of view.tokens) {
          expect(filtered).toBeCloseTo(drawn.get(id) ?? 0, 12);
          expect(droppedBy === undefined).toBe(drawn.has(id));
        }
      },
    ),
  );
});
