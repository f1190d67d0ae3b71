import { describe, expect, it } from 'vitest';
import type { Filter } from '../../../../src/core/sampling/filters/filters.js';
import { filtered } from '../../support/filtered.js';
import { historyOf } from '../../support/places.js';

const topK = (k: number): Filter => ({ kind: 'topK', k });
const topP = (p: number): Filter => ({ kind: 'topP', p });
const minP = (p: number): Filter => ({ kind: 'minP', p });
const typicalP = (p: number): Filter => ({ kind: 'typicalP', p });
const temperature = (value: number): Filter => ({ kind: 'temperature', value });
const frequency: Filter = { kind: 'frequency', penalty: Math.log(4), window: 9 };
const presence: Filter = { kind: 'presence', penalty: Math.log(8), window: 9 };
const repetition: Filter = { kind: 'repetition', penalty: 2, window: 9 };

describe('filters', () => {
  it.each<[string, readonly number[], Filter, Filter, string, string]>([
    // Sharpened, the weights are 1:64:4:16, and the first of them has 64/85 = 0.75.
    ['temperature and topP', [1, 8, 2, 4], temperature(0.5), topP(0.7), '0 1 0 0', '0 4/5 0 1/5'],
    // Flattened, the weights are 1:8:2:4, and the last one has half of the largest.
    ['temperature and minP', [1, 64, 4, 16], temperature(2), minP(0.4), '0 2/3 0 1/3', '0 1 0 0'],
    // Of the two that topK leaves the first has 8/12 = 0.67.
    ['topK and topP', [1, 8, 2, 4], topK(2), topP(0.6), '0 1 0 0', '0 2/3 0 1/3'],
    // The most typical token is the last one; among the first two it is the first.
    ['topK and typical', [1, 8, 2, 4], topK(1), typicalP(0.2), '0 1 0 0', '0 0 0 1'],
    // Of 15 the most typical token has 4, which topP then keeps alone; it would have kept the other one.
    ['typical and topP', [1, 8, 2, 4], typicalP(0.2), topP(0.5), '0 0 0 1', '0 1 0 0'],
    // A quarter of 64 is 16, of which the root is 4; a quarter of 8 is 2.
    ['frequency and temperature', [1, 64, 4, 16], frequency, temperature(2), '1/11 4/11 2/11 4/11', '1/9 2/9 2/9 4/9'],
    // Its weight of 8 quartered, the second token is not among the two largest any more.
    ['frequency and topK', [1, 8, 3, 4], frequency, topK(2), '0 0 3/7 4/7', '0 1/3 0 2/3'],
    // With an eighth of its weight the second token is not the largest any more, by which minP goes.
    ['presence and minP', [1, 8, 2, 4], presence, minP(0.4), '0 0 1/3 2/3', '0 1/5 0 4/5'],
  ])('are applied in their order: %s', (_, weights, one, other, first, second) => {
    const context = { history: historyOf(1) };
    expect(filtered([one, other], weights, context)).toBe(first);
    expect(filtered([other, one], weights, context)).toBe(second);
  });

  it('apply a penalty to the logits that the temperature leaves', () => {
    const context = { history: historyOf(1, 0) };
    // The root of 256 is 16, and the root of that 4; 1/4 squared is 1/16, and the root of that 1/4.
    const weights = [1 / 4, 256, 4, 16];
    expect(filtered([repetition, temperature(2)], weights, context)).toBe('1/41 16/41 8/41 16/41');
    expect(filtered([temperature(2), repetition], weights, context)).toBe('1/41 16/41 8/41 16/41');
  });

  it('see the logits as those before them left them', () => {
    const context = { history: historyOf(1) };
    // After topP the weights are 16:4, as before.
    expect(filtered([topP(0.9), repetition], [1, 16, 1, 4], context)).toBe('0 1/2 0 1/2');
    // A presence penalty of ln 16 leaves the second token with a logit of 0, which no repetition penalty changes.
    const strong: Filter = { kind: 'presence', penalty: Math.log(16), window: 9 };
    expect(filtered([strong, repetition], [1, 16, 2, 4], context)).toBe('1/8 1/8 1/4 1/2');
  });
});
