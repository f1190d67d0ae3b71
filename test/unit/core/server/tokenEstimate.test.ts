import { describe, expect, it } from 'vitest';
import { TokenEstimate } from '../../../../src/core/server/tokenEstimate.js';

const learned = (...counts: readonly (readonly [characters: number, tokens: number])[]): number => {
  const estimate = new TokenEstimate();
  for (const [characters, tokens] of counts) estimate.learn(characters, tokens);
  return estimate.charactersPerToken;
};

describe('TokenEstimate', () => {
  it('follows the counts of the server, a little below them', () => {
    expect(learned([4000, 1000])).toBeCloseTo(3.88);
    expect(learned([4000, 2000])).toBeCloseTo(1.94);
  });

  it('does not move with counts near the estimate, so that the prompt keeps its start', () => {
    expect(learned([4000, 1000], [4100, 1000], [3950, 1000])).toBe(learned([4000, 1000]));
  });

  it('ignores short prompts and absurd counts', () => {
    expect(learned([30, 29], [5000, 0])).toBe(2.5);
    expect(learned([5000, 1])).toBeLessThanOrEqual(6);
  });

  it('falls after an overflow, by the count if there is one', () => {
    const estimate = new TokenEstimate();
    estimate.overflowed(5000);
    expect(estimate.charactersPerToken).toBeCloseTo(1.5);
    estimate.overflowed(5000, 4900);
    expect(estimate.charactersPerToken).toBe(1);
  });
});
