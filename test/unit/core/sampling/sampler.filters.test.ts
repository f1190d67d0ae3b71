import { describe, expect, it } from 'vitest';
import { compileSampler } from '../../../../src/core/sampling/compileSampler.js';
import type { Filter } from '../../../../src/core/sampling/filters/filters.js';
import { filtered } from '../../support/filtered.js';
import { atStart, except, only } from '../../support/places.js';

const topK = (k: number): Filter => ({ kind: 'topK', k });
const topP = (p: number): Filter => ({ kind: 'topP', p });
const minP = (p: number): Filter => ({ kind: 'minP', p });
const typicalP = (p: number): Filter => ({ kind: 'typicalP', p });
const temperature = (value: number): Filter => ({ kind: 'temperature', value });

/** The probabilities are 1/15, 8/15, 2/15 and 4/15. */
const weights = [1, 8, 2, 4];

describe('no filter', () => {
  it('leaves the probabilities unchanged', () => {
    expect(filtered([], weights)).toBe('1/15 8/15 2/15 4/15');
  });

  it('leaves the probabilities among the allowed tokens', () => {
    expect(filtered([], weights, atStart(only(3, 0)))).toBe('1/5 0 0 4/5');
    expect(filtered([], weights, atStart(except(1)))).toBe('1/7 0 2/7 4/7');
    expect(filtered([], weights, atStart(except()))).toBe('1/15 8/15 2/15 4/15');
  });
});

describe('temperature', () => {
  it.each([
    [0.5, '1/85 64/85 4/85 16/85'],
    [1, '1/15 8/15 2/15 4/15'],
  ])('applies %d', (value, probabilities) => {
    expect(filtered([temperature(value)], weights)).toBe(probabilities);
  });

  it('takes the square roots at 2', () => {
    expect(filtered([temperature(2)], [1, 64, 4, 16])).toBe('1/15 8/15 2/15 4/15');
  });
});

describe('topK', () => {
  it.each([
    [1, '0 1 0 0'],
    [2, '0 2/3 0 1/3'],
    [3, '0 4/7 1/7 2/7'],
    [4, '1/15 8/15 2/15 4/15'],
    [100, '1/15 8/15 2/15 4/15'],
  ])('keeps %d', (k, probabilities) => {
    expect(filtered([topK(k)], weights)).toBe(probabilities);
  });

  it('keeps the smaller ids of equal tokens', () => {
    expect(filtered([topK(2)], [1, 1, 1, 1])).toBe('1/2 1/2 0 0');
  });
});

describe('topP', () => {
  it.each([
    [0.001, '0 1 0 0'],
    [7.9 / 15, '0 1 0 0'],
    [8.1 / 15, '0 2/3 0 1/3'],
    [11.9 / 15, '0 2/3 0 1/3'],
    [12.1 / 15, '0 4/7 1/7 2/7'],
    [14.1 / 15, '1/15 8/15 2/15 4/15'],
    [1, '1/15 8/15 2/15 4/15'],
  ])('keeps %d', (p, probabilities) => {
    expect(filtered([topP(p)], weights)).toBe(probabilities);
  });
});

describe('minP', () => {
  it.each([
    [0, '1/15 8/15 2/15 4/15'],
    [0.9 / 8, '1/15 8/15 2/15 4/15'],
    [1.1 / 8, '0 4/7 1/7 2/7'],
    [1.9 / 8, '0 4/7 1/7 2/7'],
    [2.1 / 8, '0 2/3 0 1/3'],
    [0.6, '0 1 0 0'],
    [1, '0 1 0 0'],
  ])('keeps %d', (p, probabilities) => {
    expect(filtered([minP(p)], weights)).toBe(probabilities);
  });

  it('keeps all that are as probable as the most probable at 1', () => {
    expect(filtered([minP(1)], [2, 1, 2, 2])).toBe('1/3 0 1/3 1/3');
  });
});

describe('typicalP', () => {
  // The entropy is Σ p ln(1/p) = 1.14 nats; the tokens' own information is 2.71, 0.63, 2.01 and 1.32. So the last token
  // is the most typical one, before the most probable one.
  it.each([
    [0.001, '0 0 0 1'],
    [3.9 / 15, '0 0 0 1'],
    [4.1 / 15, '0 2/3 0 1/3'],
    [11.9 / 15, '0 2/3 0 1/3'],
    [12.1 / 15, '0 4/7 1/7 2/7'],
    [14.1 / 15, '1/15 8/15 2/15 4/15'],
    [1, '1/15 8/15 2/15 4/15'],
  ])('keeps %d', (mass, probabilities) => {
    expect(filtered([typicalP(mass)], weights)).toBe(probabilities);
  });

  it('keeps the smaller ids of tokens that are equally typical', () => {
    expect(filtered([typicalP(0.5)], [1, 1, 1, 1])).toBe('1/2 1/2 0 0');
  });

  it('treats tokens without probability as infinitely far', () => {
    // Without the first token the entropy is 0.96 nats; the others' information is 0.56, 1.95 and 1.25.
    expect(filtered([typicalP(0.5)], [0, 8, 2, 4])).toBe('0 2/3 0 1/3');
    expect(filtered([typicalP(0.2)], [0, 8, 2, 4])).toBe('0 0 0 1');
  });
});

describe('filters', () => {
  it.each<[string, Filter, string]>([
    ['topK', topK(2), '0 0 1/3 2/3'],
    ['topP', topP(4.1 / 7), '0 0 1/3 2/3'],
    ['minP', minP(0.4), '0 0 1/3 2/3'],
    // Entropy 0.96; 1.95 is farther from it than 0.56 and 1.25.
    ['typical', typicalP(5.9 / 7), '0 0 1/3 2/3'],
  ])('see only the allowed tokens: %s', (_, filter, probabilities) => {
    expect(filtered([filter], weights, atStart(only(0, 2, 3)))).toBe(probabilities);
    expect(filtered([filter], weights, atStart(except(1)))).toBe(probabilities);
  });

  it('do not change the logits', () => {
    const logits = Float32Array.of(0, 1, 2, 3);
    const filters = [temperature(2), topK(3), typicalP(0.95), topP(0.9), minP(0.1)];
    compileSampler({ kind: 'sample', filters, seed: 1 }, 4).pick(logits, atStart());
    expect([...logits]).toEqual([0, 1, 2, 3]);
  });

  it('keep no state between tokens', () => {
    const filters = [typicalP(0.95), topK(3), topP(0.9), minP(0.1)];
    const again = compileSampler({ kind: 'sample', filters, seed: 1 }, 4);
    again.draw(Float32Array.of(5, 1, 1, 2), atStart());
    const { distribution } = again.draw(Float32Array.of(0, 3, 1, 2), atStart());
    const once = compileSampler({ kind: 'sample', filters, seed: 1 }, 4).draw(Float32Array.of(0, 3, 1, 2), atStart());
    expect(distribution).toEqual(once.distribution);
  });
});
