import { expect, test } from 'vitest';
import { MatchBuffer, nearness, supportOf } from '../../../../src/core/workspace/matchBuffer.js';

/** Places by the token that follows, the length of the match and the file. */
function evidenceOf(...places: readonly (readonly [token: number, length: number, path?: string])[]): MatchBuffer {
  const matches = new MatchBuffer(8);
  for (const [token, length, path] of places) matches.add(token, length, nearness.far, path);
  return matches;
}

test('counts the positions that continue with a token, the longest match first', () => {
  const matches = evidenceOf([5, 2, 'a'], [7, 9, 'b'], [5, 4, 'c'], [5, 4, 'd'], [6, 3]);
  expect(supportOf(matches, 5)).toEqual({ count: 3, matchTokens: 4, path: 'c' });
  expect(supportOf(matches, 7)).toEqual({ count: 1, matchTokens: 9, path: 'b' });
  expect(supportOf(matches, 6)).toEqual({ count: 1, matchTokens: 3 });
  expect(supportOf(matches, 8)).toEqual({ count: 0, matchTokens: 0 });
});

test('keeps a copy unchanged when the buffer changes, no larger than it needs to be', () => {
  const matches = evidenceOf([5, 2, 'a'], [7, 9]);
  const copy = matches.copy();
  matches.count = 0;
  matches.add(1, 1, nearness.own, 'z');
  expect([copy.count, [...copy.tokens], [...copy.lengths], copy.paths]).toEqual([2, [5, 7], [2, 9], ['a', undefined]]);
  expect(supportOf(copy, 5).path).toBe('a');
});
