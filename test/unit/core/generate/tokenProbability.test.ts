import { describe, expect, it } from 'vitest';
import { tokenProbability } from '../../../../src/core/generate/tokenProbability.js';

const probability = (...probabilities: number[]): number =>
  tokenProbability(probabilities.map((probability) => ({ text: 'a', logprob: Math.log(probability) })));

describe('the probability of a token', () => {
  it.each([
    [[0.5], 0.5],
    [[0.5, 0.5, 0.5], 0.5],
    [[0.9, 0.4], 0.6],
    [[1, 1, 0.125], 0.5],
    [[1, 1], 1],
    [[1, 0], 0],
    [[], 0],
  ])('of the probabilities %j is their geometric mean, %d', (probabilities, mean) => {
    expect(probability(...probabilities)).toBeCloseTo(mean, 12);
  });

  it.each([
    ['fo', 'o', 'o('],
    ['', 'o', 'o('],
    ['o', '', 'o('],
    ['o', 'o(', ''],
    ['', '', 'o'],
    ['', '', ''],
  ])('of the tokens %j, %j and %j counts those with text', (...texts) => {
    const probabilities = [0.1, 0.2, 0.8];
    const tokens = texts.map((text, i) => ({ text, logprob: Math.log(probabilities[i]!) }));
    expect(tokenProbability(tokens)).toBe(probability(...probabilities.filter((_, i) => texts[i] !== '')));
  });
});
