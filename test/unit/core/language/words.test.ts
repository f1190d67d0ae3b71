import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  hasLetters,
  hasWords,
  isDistinctLine,
  isNameCharacter,
  isWordCharacter,
} from '../../../../src/core/language/words.js';

it('agrees with a single pattern for both searches', () => {
  const unit = fc.constantFrom('a', '1', 'ä', '𝒳', ' ', '.', '(');
  fc.assert(
    fc.property(fc.string({ unit, maxLength: 10 }), (line) => {
      expect(hasWords(line)).toBe(/[\p{L}\p{N}].*[\p{L}\p{N}]{3}/u.test(line));
    }),
    { numRuns: 1000 },
  );
});

describe('isDistinctLine', () => {
  it.each(['const a = 1;', 'call(first)', 'x := 12345'])('holds for %j', (line) => {
    expect(isDistinctLine(line)).toBe(true);
  });

  it.each(['}', 'return;', '    end if', '===========', 'a + b + c'])('does not hold for %j', (line) => {
    expect(isDistinctLine(line)).toBe(false);
  });
});

it.each([
  ['end', true],
  ['a b', true],
  ['}', false],
  ['a;', false],
])('hasLetters looks for two letters in %j: %s', (line, expected) => {
  expect(hasLetters(line)).toBe(expected);
});

it.each([
  ['a', true, true],
  ['_', true, true],
  ['é', true, true],
  ['$', false, true],
  ['-', false, false],
  [undefined, false, false],
])('%j continues a word: %s, a name: %s', (character, isWord, isName) => {
  expect([isWordCharacter(character), isNameCharacter(character)]).toEqual([isWord, isName]);
});
