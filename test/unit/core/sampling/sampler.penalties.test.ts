import { describe, expect, it } from 'vitest';
import type { Filter } from '../../../../src/core/sampling/filters/filters.js';
import { filtered } from '../../support/filtered.js';
import { historyOf } from '../../support/places.js';

/** The probabilities after a filter of these weights, after these tokens. */
const after = (tokens: readonly number[], filter: Filter, weights: readonly number[]): string =>
  filtered([filter], weights, { history: historyOf(...tokens) });

describe('a frequency penalty of ln 2', () => {
  const frequency = (window: number): Filter => ({ kind: 'frequency', penalty: Math.LN2, window });

  it('halves a weight for each occurrence of the token', () => {
    expect(after([], frequency(9), [4, 8, 2, 4])).toBe('2/9 4/9 1/9 2/9');
    expect(after([1], frequency(9), [4, 8, 2, 4])).toBe('2/7 2/7 1/7 2/7');
    expect(after([1, 0, 1], frequency(9), [4, 8, 2, 4])).toBe('1/5 1/5 1/5 2/5');
  });

  it('considers the last tokens only', () => {
    expect(after([1, 1, 0, 3], frequency(1), [4, 8, 2, 4])).toBe('1/4 1/2 1/8 1/8');
    expect(after([1, 1, 0, 3], frequency(2), [4, 8, 2, 4])).toBe('1/7 4/7 1/7 1/7');
    expect(after([1, 1, 0, 3], frequency(3), [4, 8, 2, 4])).toBe('1/5 2/5 1/5 1/5');
    expect(after([1, 1, 0, 3], frequency(4), [4, 8, 2, 4])).toBe('1/4 1/4 1/4 1/4');
  });

  it('doubles it when negative', () => {
    const wanted: Filter = { kind: 'frequency', penalty: -Math.LN2, window: 9 };
    expect(after([0, 0], wanted, [1, 4, 2, 1])).toBe('4/11 4/11 2/11 1/11');
  });
});

describe('a presence penalty of ln 2', () => {
  const presence = (window: number): Filter => ({ kind: 'presence', penalty: Math.LN2, window });

  it('halves the weight of each token that occurred, however often', () => {
    expect(after([1, 1, 1, 0], presence(9), [4, 8, 2, 4])).toBe('1/6 1/3 1/6 1/3');
  });

  it('considers the last tokens only', () => {
    expect(after([1, 0, 3], presence(1), [4, 8, 2, 4])).toBe('1/4 1/2 1/8 1/8');
    expect(after([1, 0, 3], presence(2), [4, 8, 2, 4])).toBe('1/7 4/7 1/7 1/7');
    expect(after([1, 0, 3], presence(3), [4, 8, 2, 4])).toBe('1/5 2/5 1/5 1/5');
  });
});

describe('a repetition penalty of 2', () => {
  const repetition = (window: number): Filter => ({ kind: 'repetition', penalty: 2, window });

  it('takes the root of a weight above 1, and squares one below, however often the token occurred', () => {
    expect(after([1], repetition(9), [1, 16, 1 / 2, 4])).toBe('2/19 8/19 1/19 8/19');
    expect(after([2, 2, 2], repetition(9), [1, 16, 1 / 2, 4])).toBe('4/85 64/85 1/85 16/85');
    expect(after([1, 2, 1], repetition(9), [1, 16, 1 / 2, 4])).toBe('4/37 16/37 1/37 16/37');
  });

  it('leaves a weight of 1 unchanged', () => {
    expect(after([0], repetition(9), [1, 4, 2, 1])).toBe('1/8 1/2 1/4 1/8');
  });

  it('considers the last tokens only', () => {
    expect(after([1, 3], repetition(1), [1, 16, 1, 4])).toBe('1/20 4/5 1/20 1/10');
    expect(after([1, 3], repetition(2), [1, 16, 1, 4])).toBe('1/8 1/2 1/8 1/4');
  });

  it('depends on the logit itself, not on its distance from the largest', () => {
    expect(after([0], repetition(9), [1 / 4, 1 / 2, 1 / 4, 1])).toBe('1/29 8/29 4/29 16/29');
    expect(after([0], repetition(9), [64, 256, 128, 128])).toBe('1/65 32/65 16/65 16/65');
  });
});

describe('penalties', () => {
  it('count the tokens up to the length of the history, and none after it', () => {
    const penalty: Filter = { kind: 'frequency', penalty: Math.LN2, window: 2 };
    const history = { tokens: [3, 1, 1, 0, 0, 0], length: 3 };
    expect(filtered([penalty], [4, 8, 4, 4], { history })).toBe('2/7 1/7 2/7 2/7');
  });
});
