import { expect, test } from 'vitest';
import { Evidence, nearness, supportOf } from '../../../src/core/workspace/evidence.js';

/** Places by the token that follows, the length of the match and the file. */
function evidenceOf(...places: readonly (readonly [token: number, length: number, path?: string])[]): Evidence {
  const evidence = new Evidence(8);
  for (const [token, length, path] of places) evidence.add(token, length, nearness.far, path);
  return evidence;
}

test('a token is supported by the places that go on with it, the longest match first of all', () => {
  const evidence = evidenceOf([5, 2, 'a'], [7, 9, 'b'], [5, 4, 'c'], [5, 4, 'd'], [6, 3]);
  expect(supportOf(evidence, 5)).toEqual({ count: 3, matchTokens: 4, path: 'c' });
  expect(supportOf(evidence, 7)).toEqual({ count: 1, matchTokens: 9, path: 'b' });
  expect(supportOf(evidence, 6)).toEqual({ count: 1, matchTokens: 3 });
  expect(supportOf(evidence, 8)).toEqual({ count: 0, matchTokens: 0 });
});

test('a copy stays as it is when the buffer gets others, and is no larger than it needs to be', () => {
  const evidence = evidenceOf([5, 2, 'a'], [7, 9]);
  const copy = evidence.copy();
  evidence.count = 0;
  evidence.add(1, 1, nearness.own, 'z');
  expect([copy.count, [...copy.tokens], [...copy.lengths], copy.paths]).toEqual([2, [5, 7], [2, 9], ['a', undefined]]);
  expect(supportOf(copy, 5).path).toBe('a');
});
