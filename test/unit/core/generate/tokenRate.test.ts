import { describe, expect, it } from 'vitest';
import { TokenRate } from '../../../../src/core/generate/tokenRate.js';

const rateAfter = (...timesMs: number[]): TokenRate => {
  const rate = new TokenRate();
  for (const timeMs of timesMs) rate.add(timeMs);
  return rate;
};

describe('the rate of tokens', () => {
  it('is their number by the time between them; the first one ends no gap', () => {
    expect(rateAfter(1000, 1100, 1200).perSecond).toBe(10);
    expect(rateAfter(5, 10, 15, 20, 25).perSecond).toBe(200);
  });

  it('follows the latest two seconds', () => {
    const slowThenQuick = [0, 1000, 2000, ...Array.from({ length: 21 }, (_, i) => 4000 + 100 * i)];
    const rate = rateAfter(...slowThenQuick);
    expect(rate.perSecond).toBe(10);
    expect(rate.tokens).toBe(24);
  });

  it('is unknown at first, and where the clock stands still', () => {
    expect(rateAfter().perSecond).toBeUndefined();
    expect(rateAfter(0, 10).perSecond).toBeUndefined();
    expect(rateAfter(7, 7, 7).perSecond).toBeUndefined();
  });
});
