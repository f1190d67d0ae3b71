import { describe, expect, it } from 'vitest';
import { Backoff } from '../../../src/server/backoff.js';

const pauses = (random: number, failures: number): number[] => {
  const backoff = new Backoff(() => random);
  return Array.from({ length: failures }, () => backoff.failed());
};

describe('Backoff', () => {
  it('doubles the pause from failure to failure, up to a minute', () => {
    expect(pauses(0.5, 8)).toEqual([1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000]);
  });

  it('varies the pauses, so that users do not come back at once', () => {
    expect(pauses(0, 2)).toEqual([750, 1500]);
    expect(pauses(1, 2)).toEqual([1250, 2500]);
  });

  it('begins again after a success', () => {
    const backoff = new Backoff(() => 0.5);
    backoff.failed();
    backoff.failed();
    backoff.succeeded();
    expect(backoff.failed()).toBe(1000);
  });

  it('pauses at least as long as the server asks', () => {
    expect(new Backoff(() => 0.5).failed(7_000)).toBe(7_000);
  });
});
