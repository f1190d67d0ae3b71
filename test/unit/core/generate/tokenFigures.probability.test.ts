import { describe, expect, it } from 'vitest';
import { tokenProbability } from '../../../../src/core/generate/tokenFigures.js';

const probability = (...probabilities: number[]): number =>
  tokenProbability(probabilities.map((probability) => ({ text: 'a', logprob: Math.log(probability) })));

describe('tokenProbability', () => {
  it.each([
    [[0.5], 0.5],
    [[0.5, 0.5, 0.5], 0.5],
    [[0.9, 0.4], 0.6],
    [[1, 1, 0.125], 0.5],
    [[1, 1], 1],
    [[1, 0], 0],
    [[], 0],
  ])('is the geometric mean of %j: %d', (probabilities, mean) => {
    expect(probability(...probabilities)).toBeCloseTo(mean, 12);
  });

  it.each([
    ['fo', 'o', 'o('],
    ['', 'o', 'o('],
    ['o', '', 'o('],
    ['o', 'o(', ''],
    ['', '', 'o'],
    ['', '', ''],
  ])('counts only tokens with text: %j, %j and %j', (...texts) => {
    const probabilities = [0.1, 0.2, 0.8];
    const tokens = texts.map((text, i) => ({ text, logprob: Math.log(probabilities[i]!) }));
    expect(tokenProbability(tokens)).toBe(probability(...probabilities.filter((_, i) => texts[i] !== '')));
  });
});
