import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MatchBuffer } from '../../../../src/core/workspace/matchBuffer.js';
import { OpenDocument } from '../../../../src/core/workspace/openDocument.js';

function found(parts: readonly (readonly number[])[], context: readonly number[]): { token: number; length: number }[] {
  const matches = new MatchBuffer(512);
  new OpenDocument(parts).find(context, matches);
  return Array.from({ length: matches.count }, (_, i) => ({
    token: matches.tokens[i]!,
    length: matches.lengths[i]!,
  }));
}

/** By the definition: of each part the 64 best, the latest first among equals. */
function scanned(parts: readonly (readonly number[])[], context: readonly number[]) {
  return parts.flatMap((part) => {
    const positions = part.flatMap((token, position) => {
      let length = 0;
      while (length < Math.min(32, position, context.length) && part[position - 1 - length] === context.at(-1 - length))
        length++;
      return length > 0 ? [{ token, length, position }] : [];
    });
    return positions
      .sort((a, b) => b.length - a.length || b.position - a.position)
      .slice(0, 64)
      .sort((a, b) => a.position - b.position)
      .map(({ token, length }) => ({ token, length }));
  });
}

test('finds what followed in the text before the line and in the text after it, and nothing across the gap', () => {
  expect(found([[1, 2, 3], [4, 2, 5]], [1, 2])).toEqual([{ token: 3, length: 2 }, { token: 5, length: 1 }]); // prettier-ignore
  expect(found([[1, 2], [3, 4]], [1, 2])).toEqual([]); // prettier-ignore
  expect(found([], [1])).toEqual([]);
  expect(found([[1, 2]], [])).toEqual([]);
});

test('answers like a full search, the best 64 of each part', () => {
  const stream = fc.array(fc.nat(2), { maxLength: 300 });
  fc.assert(
    fc.property(stream, stream, stream, (before, after, context) => {
      expect(found([before, after], context)).toEqual(scanned([before, after], context));
    }),
    { numRuns: 300 },
  );
});
