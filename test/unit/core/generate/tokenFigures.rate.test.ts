import { describe, expect, it } from 'vitest';
import { TokenRate } from '../../../../src/core/generate/tokenFigures.js';

const rateAfter = (...timesMs: number[]): TokenRate => {
  const rate = new TokenRate();
  for (const timeMs of timesMs) rate.add(timeMs);
  return rate;
};

describe('TokenRate', () => {
  it('divides the number of tokens by the time between them, without the wait for the first', () => {
    expect(rateAfter(1000, 1100, 1200).perSecond).toBe(10);
    expect(rateAfter(5, 10, 15, 20, 25).perSecond).toBe(200);
  });

  it('follows the latest two seconds', () => {
    const slowThenQuick = [0, 1000, 2000, ...Array.from({ length: 21 }, (_, i) => 4000 + 100 * i)];
    expect(rateAfter(...slowThenQuick).perSecond).toBe(10);
  });

  it('is unknown at first, and when the clock does not advance', () => {
    expect(rateAfter().perSecond).toBeUndefined();
    expect(rateAfter(0, 10).perSecond).toBeUndefined();
    expect(rateAfter(7, 7, 7).perSecond).toBeUndefined();
  });
});
