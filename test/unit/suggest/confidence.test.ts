import { describe, expect, it } from 'vitest';
import { confidenceOf } from '../../../src/core/suggest/confidence.js';

const confidence = (...probabilities: number[]): number =>
  confidenceOf(probabilities.map((probability) => ({ logprob: Math.log(probability) })));

describe('confidence', () => {
  it.each([
    [[0.5], 0.5],
    [[0.5, 0.5, 0.5], 0.5],
    [[0.9, 0.4], 0.6],
    [[1, 1, 0.125], 0.5],
    [[1, 1], 1],
    [[1, 0], 0],
    [[], 0],
  ])('of the probabilities %j is their geometric mean, %d', (probabilities, mean) => {
    expect(confidence(...probabilities)).toBeCloseTo(mean, 12);
  });
});
