import fc from 'fast-check';
import { expect, test } from 'vitest';
import { similarity } from '../../../quality/measures/texts.js';

test.each([
  ['', '', 1],
  ['', 'a', 0],
  ['abc', 'xyz', 0],
  // bcd of 4 and 4.
  ['abcd', 'bcde', 6 / 8],
  // WIKIM first, then ia, as in the authors' example.
  ['WIKIMEDIA', 'WIKIMANIA', (2 * 7) / 18],
  // The longest stretch is taken first, though "x" and "y" around the other one would match more.
  ['private', 'prvate', (2 * 6) / 13],
])('similarity compares %j and %j', (a, b, expected) => expect(similarity(a, b)).toBeCloseTo(expected, 12));

test('similarity is 1 for equal texts, and never more', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 30 }), fc.string({ maxLength: 30 }), (a, b) => {
      expect(similarity(a, a)).toBe(1);
      expect(similarity(a, b)).toBeLessThanOrEqual(1);
    }),
  );
});
