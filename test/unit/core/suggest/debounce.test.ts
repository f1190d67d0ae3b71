import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AdaptiveDebounce } from '../../../../src/core/suggest/debounce.js';

/** The delay after suggestions that took so long each, three times over, and keys at such moments. */
function delayMs(latenciesMs: readonly number[], keysMs: readonly number[] = []): number {
  const delay = new AdaptiveDebounce();
  for (const latency of latenciesMs.flatMap((ms) => [ms, ms, ms])) delay.tookMs(latency);
  for (const at of keysMs) delay.keyAt(at);
  return delay.ms;
}

describe('AdaptiveDebounce', () => {
  it('has no delay before the first suggestions', () => {
    expect(delayMs([])).toBe(0);
    expect(delayMs([], [0, 100, 200])).toBe(0);
  });

  it('has no delay for a fast model', () => {
    expect(delayMs([30])).toBe(0);
  });

  it('waits 1.2 times the usual gap between keys for a slow model', () => {
    expect(delayMs([120], [0, 150, 300, 450])).toBe(180);
    expect(delayMs([1000], [0, 150, 300, 450])).toBe(180);
  });

  it('waits a share of that for a model in between', () => {
    expect(delayMs([60], [0, 150, 300, 450])).toBe(90);
  });

  it('assumes a gap of 200 ms before the first keys', () => {
    expect(delayMs([120])).toBe(240);
    expect(delayMs([120], [7])).toBe(240);
  });

  it('limits the gap to 100 to 400 ms', () => {
    expect(delayMs([120], [0, 10, 20])).toBe(120);
    expect(delayMs([120], [0, 900, 1800])).toBe(480);
  });

  it('ignores pauses', () => {
    expect(delayMs([120], [0, 150, 5150, 5300])).toBe(180);
    expect(delayMs([120], [0, 150, 1150])).toBe(180);
  });

  it('weights the newest gap by a fifth', () => {
    // 100 + (200 − 100) / 5 = 120.
    expect(delayMs([120], [0, 100, 300])).toBe(144);
  });

  function delayAfter(latenciesMs: readonly number[]): number {
    const delay = new AdaptiveDebounce();
    for (const latency of latenciesMs) delay.tookMs(latency);
    return delay.ms;
  }

  it('has no delay after the first suggestions, which are cold', () => {
    expect(delayAfter([500])).toBe(0);
    expect(delayAfter([500, 500])).toBe(0);
  });

  it('does not change with one cold prompt among fast ones', () => {
    expect(delayAfter([10, 10, 10, 500])).toBe(0);
    expect(delayAfter([500, 10, 10, 500, 500, 10, 10])).toBe(0);
  });

  it('uses only the last seven suggestions', () => {
    expect(delayAfter([500, 500, 500, 500, 10, 10, 10, 10])).toBe(0);
    expect(delayAfter([10, 10, 10, 10, 500, 500, 500, 500])).toBe(240);
  });

  it('stays between 0 and 500 ms when the clock stops or jumps', () => {
    const times = fc.array(fc.oneof(fc.double({ noNaN: true, min: -1e12, max: 1e12 }), fc.constant(0)));
    fc.assert(
      fc.property(times, times, (latenciesMs, keysMs) => {
        const ms = delayMs(latenciesMs, keysMs);
        expect(ms).toBeGreaterThanOrEqual(0);
        expect(ms).toBeLessThanOrEqual(480);
      }),
    );
  });
});
