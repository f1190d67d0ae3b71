import { describe, expect, it } from 'vitest';
import { whenUnlikely } from '../../../../../src/core/decode/stops/unlikely.js';

/** What is kept of tokens with these probabilities, each written as its letter; all of them if nothing ends it. */
function kept(minimum: number, ...probabilities: readonly number[]): string {
  const rule = whenUnlikely(minimum);
  let text = '';
  let logprob = 0;
  for (const [i, probability] of probabilities.entries()) {
    const added = text.length;
    text += 'abc'[i]!;
    logprob += Math.log(probability);
    const stop = rule({ text, added, count: i + 1, logprob });
    if (stop) {
      expect(stop.reason).toBe('confidence');
      return text.slice(0, stop.keep);
    }
  }
  return text;
}

describe('whenUnlikely', () => {
  it('ends before the token with which the product falls below the minimum', () => {
    expect(kept(0.3, 0.9, 0.5, 0.5)).toBe('ab');
    expect(kept(0.2, 0.9, 0.5, 0.5)).toBe('abc');
    expect(kept(0.5, 0.9, 0.5, 0.9)).toBe('a');
  });

  it('keeps nothing where the first token is too unlikely', () => {
    expect(kept(0.5, 0.4)).toBe('');
  });

  it('goes on at the minimum itself', () => {
    expect(kept(0.25, 0.5, 0.5)).toBe('ab');
    expect(kept(1, 1, 1, 1)).toBe('abc');
  });
});
