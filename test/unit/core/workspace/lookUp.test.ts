import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MatchBuffer } from '../../../../src/core/workspace/matchBuffer.js';
import { maxMatches } from '../../../../src/core/workspace/lookUp.js';
import { WorkspaceIndex } from '../../../../src/core/workspace/workspaceIndex.js';
import { found, listed, scanned, settle } from './support/workspaces.js';

const vocabSize = 50;

function indexOf(files: ReadonlyMap<string, readonly number[]>): WorkspaceIndex {
  const index = new WorkspaceIndex(vocabSize);
  for (const [path, tokens] of files) index.set(path, tokens);
  settle(index);
  return index;
}

test('finds what followed the longest match, then what followed shorter ones', () => {
  const index = indexOf(
    new Map([
      ['a.ts', [1, 2, 3, 4]],
      ['src/b.ts', [9, 2, 3, 5, 3, 6]],
    ]),
  );
  expect(found(index, [1, 2, 3], 'src/c.ts')).toEqual([
    '1 tokens → 6 in src/b.ts (1)',
    '2 tokens → 5 in src/b.ts (1)',
    '3 tokens → 4 in a.ts (2)',
  ]);
  expect(found(index, [1, 2, 3], 'a.ts')).toEqual(['1 tokens → 6 in src/b.ts (2)', '2 tokens → 5 in src/b.ts (2)']);
  expect(found(index, [7])).toEqual([]);
  expect(found(index, [])).toEqual([]);
});

test('ignores matches that are too short', () => {
  const index = indexOf(new Map([['a.ts', [1, 2, 3, 4]], ['b.ts', [2, 3, 5, 3, 6]]])); // prettier-ignore
  const matches = new MatchBuffer(maxMatches);
  index.find([1, 2, 3], { path: undefined, minLength: 2 }, matches);
  expect(listed(matches)).toEqual(['2 tokens → 5 in b.ts (2)', '3 tokens → 4 in a.ts (2)']);
});

test('returns a file’s tokens, sorted or not, and none of an older version', () => {
  const index = new WorkspaceIndex(vocabSize);
  const tokensOf = (): number[][] => [...index.known.values()].map((file) => [...index.tokensOf(file)!]);
  index.set('a', [1, 2]);
  index.set('b', [3]);
  expect(tokensOf()).toEqual([[1, 2], [3]]);
  settle(index);
  const old = index.known.get('a')!;
  index.set('a', [4, 5, 6]);
  expect(tokensOf()).toEqual([[3], [4, 5, 6]]);
  settle(index);
  expect(tokensOf()).toEqual([[3], [4, 5, 6]]);
  expect(old.isDropped).toBe(true);
});

test('finds no match across files, and nothing after the end of a file', () => {
  const index = indexOf(new Map([['a', [1, 2]], ['b', [3, 4]]])); // prettier-ignore
  expect(found(index, [1, 2])).toEqual([]);
  expect(found(index, [2, 3])).toEqual(['1 tokens → 4 in b (2)']);
});

test('ignores all matches of a length that has too many', () => {
  const many = Array.from({ length: maxMatches + 1 }, () => [7, 8]).flat();
  const index = indexOf(new Map([['many', many], ['one', [6, 7, 9]]])); // prettier-ignore
  expect(found(index, [7])).toEqual([]);
  expect(found(index, [6, 7])).toEqual(['2 tokens → 9 in one (2)']);
});

/** Few different tokens, so that there are matches of all lengths. */
const stream = fc
  .integer({ min: 2, max: 8 })
  .chain((alphabet) => fc.array(fc.integer({ min: 0, max: alphabet }), { maxLength: 200 }));

test('answers like a full search of every file', () => {
  fc.assert(
    fc.property(
      fc.dictionary(fc.constantFrom('a', 'b', 'x/a', 'x/b', 'y/z/c'), stream, { minKeys: 1 }),
      stream,
      fc.constantFrom('a', 'x/b', 'x/new', undefined),
      (named, context, path) => {
        const files = new Map(Object.entries(named));
        expect(found(indexOf(files), context, path)).toEqual(scanned(files, context, maxMatches, path));
      },
    ),
    { numRuns: 300 },
  );
});
