import { expect, test } from 'vitest';
import { gap } from '../../../../src/core/workspace/tokenArray.js';
import { WorkspaceIndex } from '../../../../src/core/workspace/workspaceIndex.js';
import { found, settle } from './support/workspaces.js';

test.each([300, 70_000])('finds nothing that follows a gap, with %i tokens', (vocabSize) => {
  const index = new WorkspaceIndex(vocabSize);
  index.set('a', [1, 2, 3, gap, 4, 5]);
  const file = index.known.get('a')!;
  expect([...index.tokensOf(file)!]).toEqual([1, 2, 3, 4, 5]);
  settle(index);
  expect([...index.tokensOf(file)!]).toEqual([1, 2, 3, 4, 5]);
  expect(found(index, [1, 2])).toEqual(['2 tokens → 3 in a (2)']);
  expect(found(index, [2, 3])).toEqual([]);
  // What comes after it has no other context than itself.
  expect(found(index, [3, 4])).toEqual(['1 tokens → 5 in a (2)']);
});
