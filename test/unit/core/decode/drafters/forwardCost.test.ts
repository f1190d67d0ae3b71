import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ForwardCost } from '../../../../../src/core/decode/drafters/forwardCost.js';
import { seededRng } from '../../../../../src/core/sampling/rng.js';

/** A cost that has learned of forwards: how many tokens, and how long each took. */
function after(...forwards: readonly (readonly [tokens: number, cost: number])[]): ForwardCost {
  const cost = new ForwardCost();
  for (const [tokens, measured] of forwards) cost.learn(tokens, measured);
  return cost;
}

describe('ForwardCost', () => {
  it('is one for a token at first, and a tenth more for each other one', () => {
    expect([1, 2, 11].map((tokens) => after().of(tokens))).toEqual([1, 1.1, 2]);
  });

  it('rises by a tenth for each token while only one length was measured', () => {
    const cost = after([1, 20], [1, 20], [1, 20]);
    expect(cost.of(1)).toBeCloseTo(20, 9);
    expect(cost.of(2)).toBeCloseTo(22, 9);
    expect(after([5, 20]).of(6)).toBeCloseTo(22, 9);
  });

  it('is the line on which all measurements lie', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 100 }),
        fc.integer({ min: 0, max: 20 }),
        fc.array(fc.integer({ min: 1, max: 17 }), { maxLength: 60 }),
        (base, slope, lengths) => {
          const cost = after(...[1, 4, ...lengths].map((n) => [n, base + slope * n] as const));
          expect(cost.of(1)).toBeCloseTo(base + slope, 6);
          expect(cost.of(17)).toBeCloseTo(base + slope * 17, 6);
        },
      ),
    );
  });

  it('is near the line around which measurements scatter', () => {
    const rng = seededRng(3);
    const cost = new ForwardCost();
    for (let i = 0; i < 500; i++) {
      const tokens = 1 + Math.floor(rng() * 9);
      cost.learn(tokens, 10 + 2 * tokens + 2 * (rng() - 0.5));
    }
    for (const tokens of [1, 3, 5, 9]) expect(Math.abs(cost.of(tokens) - (10 + 2 * tokens))).toBeLessThan(0.5);
  });

  it('follows a machine that has become slower', () => {
    const before = Array.from({ length: 200 }, (_, i) => [1 + (i % 5), 10 + (i % 5)] as const);
    const since = Array.from({ length: 200 }, (_, i) => [1 + (i % 5), 30 + 3 * (i % 5)] as const);
    const cost = after(...before, ...since);
    expect(cost.of(1)).toBeCloseTo(30, 1);
    expect(cost.of(5)).toBeCloseTo(42, 1);
  });

  it('never falls with more tokens, and is never zero', () => {
    const odd = after([1, 20], [9, 10], [1, 20], [9, 10]);
    expect(odd.of(9)).toBe(odd.of(1));
    expect(after([1, 0], [4, 0]).of(1)).toBeGreaterThan(0);
  });
});
