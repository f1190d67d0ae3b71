import { describe, expect, it } from 'vitest';
import { TokenCandidates } from '../../../../src/core/sampling/candidates.js';
import type { TokenSet } from '../../../../src/core/model/tokenSet.js';
import { except, only } from '../../support/places.js';

const logits = Float32Array.of(1, 4, 2, 3);

function gathered(allowed?: TokenSet) {
  const candidates = new TokenCandidates(4);
  const logSumExp = candidates.gather(logits, allowed);
  const { count, top } = candidates;
  return {
    ids: [...candidates.ids.subarray(0, count)],
    scores: [...candidates.scores.subarray(0, count)],
    top,
    logSumExp,
  };
}

const logSum = (...values: readonly number[]): number => Math.log(values.reduce((sum, x) => sum + Math.exp(x), 0));

describe('gather', () => {
  it.each<[string, TokenSet | undefined, number[], number[], number]>([
    ['every token', undefined, [0, 1, 2, 3], [-3, 0, -2, -1], 4],
    ['the listed tokens, as they are listed', only(3, 0), [3, 0], [0, -2], 3],
    ['all but the listed tokens', except(1), [0, 2, 3], [-2, -1, 0], 3],
    ['all, where none is forbidden', except(), [0, 1, 2, 3], [-3, 0, -2, -1], 4],
  ])('adds %s, relative to the largest logit', (_, allowed, ids, scores, top) => {
    const found = gathered(allowed);
    expect(found).toEqual({ ids, scores, top, logSumExp: expect.any(Number) as number });
    expect(found.logSumExp).toBeCloseTo(logSum(...ids.map((id) => logits[id]!)), 12);
  });

  it('requires a token', () => {
    expect(() => gathered(only())).toThrow(RangeError);
  });

  it('replaces the previous candidates', () => {
    const candidates = new TokenCandidates(4);
    candidates.gather(logits);
    candidates.toWeights();
    candidates.gather(logits, only(2));
    expect([candidates.count, candidates.ids[0], candidates.scores[0], candidates.top]).toEqual([1, 2, 0, 2]);
  });
});

describe('scores', () => {
  it('become weights of which the largest is 1, and scores again', () => {
    const candidates = new TokenCandidates(3);
    candidates.gather(Float32Array.of(Math.log(2), Math.log(8), Math.log(6)));
    // As a penalty or a low temperature may leave them: far below 0.
    for (let i = 0; i < 3; i++) candidates.scores[i]! -= 2000;
    expect(candidates.toWeights()).toBeCloseTo(2, 6);
    expect([...candidates.scores].map((weight) => Number(weight.toFixed(6)))).toEqual([0.25, 1, 0.75]);
    candidates.toScores();
    const logit = (i: number): number => candidates.scores[i]! + candidates.top;
    expect(logit(0)).toBeCloseTo(Math.log(2) - 2000, 5);
    expect(logit(1)).toBeCloseTo(Math.log(8) - 2000, 5);
  });
});

describe('retain', () => {
  it('keeps entries in their order', () => {
    const candidates = new TokenCandidates(4);
    candidates.gather(logits);
    candidates.retain((id, score) => id !== 0 && score < 0);
    expect(candidates.count).toBe(2);
    expect([...candidates.ids.subarray(0, 2)]).toEqual([2, 3]);
    expect([...candidates.scores.subarray(0, 2)]).toEqual([-2, -1]);
  });
});
