import fc from 'fast-check';
import { expect, it } from 'vitest';
import { hasWords } from '../../../../src/core/language/words.js';

it('agrees with a single pattern for both searches', () => {
  const unit = fc.constantFrom('a', '1', 'ä', '𝒳', ' ', '.', '(');
  fc.assert(
    fc.property(fc.string({ unit, maxLength: 10 }), (line) => {
      expect(hasWords(line)).toBe(/[\p{L}\p{N}].*[\p{L}\p{N}]{3}/u.test(line));
    }),
    { numRuns: 1000 },
  );
});
