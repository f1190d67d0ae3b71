import { describe, expect, it } from 'vitest';
import { Acceptance } from '../../../../../src/core/decode/drafters/acceptance.js';

/** An acceptance that has learned of drafts: how many tokens, and how many of them were accepted. */
function after(...drafts: readonly (readonly [drafted: number, accepted: number])[]): Acceptance {
  const acceptance = new Acceptance();
  for (const [drafted, accepted] of drafts) acceptance.learn(drafted, accepted);
  return acceptance;
}

describe('Acceptance', () => {
  it('starts with an optimistic rate', () => {
    expect(after().perToken).toBe(0.6);
  });

  it('moves by a tenth for each accepted token', () => {
    expect(after([1, 1]).perToken).toBeCloseTo(0.6 + 0.1 * 0.4, 12);
    expect(after([2, 2]).perToken).toBeCloseTo(1 - 0.4 * 0.9 ** 2, 12);
  });

  it('moves back once for the rejected token, ignoring the untried ones after it', () => {
    expect(after([1, 0]).perToken).toBeCloseTo(0.6 * 0.9, 12);
    expect(after([8, 0]).perToken).toBeCloseTo(0.6 * 0.9, 12);
    expect(after([8, 2]).perToken).toBeCloseTo((1 - 0.4 * 0.9 ** 2) * 0.9, 12);
  });

  it('learns nothing from an empty draft', () => {
    expect(after([0, 0]).perToken).toBe(0.6);
  });

  it('converges to the rate at which tokens are accepted', () => {
    const often = after(...Array.from({ length: 100 }, () => [4, 3] as const));
    expect(often.perToken).toBeGreaterThan(0.65);
    expect(often.perToken).toBeLessThan(0.85);
  });
});

describe('expectedTokens', () => {
  it.each([0, 1, 2, 5, 16])('is 1 + α + α² + … + αⁿ for a draft of %d', (length) => {
    for (const acceptance of [after(), after([8, 0]), after([3, 3])]) {
      let sum = 0;
      for (let i = 0; i <= length; i++) sum += acceptance.perToken ** i;
      expect(acceptance.expectedTokens(length)).toBeCloseTo(sum, 9);
    }
  });

  it('is nearly the whole draft when everything is accepted', () => {
    const sure = after(...Array.from({ length: 200 }, () => [8, 8] as const));
    expect(sure.expectedTokens(8)).toBeCloseTo(9, 1);
    expect(sure.expectedTokens(8)).toBeLessThan(9);
  });

  it('is one when nothing is ever accepted', () => {
    expect(after(...Array.from({ length: 200 }, () => [8, 0] as const)).expectedTokens(8)).toBeCloseTo(1, 6);
  });
});
