import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { heal } from '../../../../../src/core/decode/constraints/healing.js';
import { bytesOf, joinBytes, textOf } from '../../../support/bytes.js';
import { bytesAnd } from '../../../support/vocabularies.js';

const { vocabulary, encode } = bytesAnd(
  ...['return', ' JSON', ' fo', ' foo', ' =', '    ', '()', ');', ';\n', '.parse', '://', '😀'],
);

const spell = (ids: readonly number[]): Uint8Array => joinBytes(ids.map((id) => vocabulary.bytes(id)));

/** The prompt that is left and the healed text, with a bar between them. */
function healed(text: string): string {
  const { tokens, piece } = heal(text, encode(text), vocabulary);
  return `${textOf(spell(tokens))}|${textOf(piece)}`;
}

describe('heal', () => {
  it.each([
    ['a word with the space before it', 'x = fo', 'x =| fo'],
    ['a word at the start of a line', 'a\nfo', 'a\n|fo'],
    ['a word after punctuation', 'foo(ba', 'foo(|ba'],
    ['punctuation', 'return JSON.', 'return JSON|.'],
    ['a run of punctuation', 'http://', 'http|://'],
    ['punctuation with the space before it', 'x =', 'x| ='],
    ['whitespace', 'x = ', 'x =| '],
    ['a word after an indentation, which stays', 'a\n    fo', 'a\n    |fo'],
    ['a word after two spaces, which stay', 'x =  a', 'x =  |a'],
    ['letters with digits and underscores', 'x = a_1', 'x =| a_1'],
    ['letters that are not ASCII', 'größ', '|größ'],
    ['an emoji', 'x 😀', 'x| 😀'],
    ['an emoji in bytes', 'x 😎', 'x| 😎'],
    ['all of a text that is one word', 'return', '|return'],
  ])('takes off %s', (_, text, parts) => {
    expect(healed(text)).toBe(parts);
  });

  it.each([
    ['an empty text', '', '|'],
    ['a text that ends in a newline', 'x;\n', 'x;\n|'],
    ['an indentation', 'a\n      ', 'a\n      |'],
    ['an indentation by tabs', 'a\n\t\t', 'a\n\t\t|'],
  ])('takes off nothing of %s', (_, text, parts) => {
    expect(healed(text)).toBe(parts);
  });

  it('takes off the whole of a token that contains more than the piece', () => {
    expect(healed('foo()')).toBe('foo|()');
    expect(healed('a\n     fo')).toBe('a\n    | fo');
    const { vocabulary: wide, encode: encodeWide } = bytesAnd('.fo');
    expect(textOf(heal('x.fo', encodeWide('x.fo'), wide).piece)).toBe('.fo');
  });

  it('takes off a run of 64 characters, and nothing of a longer one', () => {
    const run = 'x'.repeat(64);
    expect(healed(`\n${run}`)).toBe(`\n|${run}`);
    expect(healed(`\n${run}x`)).toBe(`\n${run}x|`);
  });
});

describe('heal', () => {
  const text = fc.string({
    unit: fc.oneof(
      fc.constantFrom(' ', '\n', 'fo', 'return', ' =', '();', '    ', '😀'),
      fc.string({ unit: 'grapheme' }),
    ),
  });

  it('splits a text into what stays and the piece', () => {
    fc.assert(
      fc.property(text, (whole) => {
        const ids = encode(whole);
        const { tokens, piece } = heal(whole, ids, vocabulary);
        expect(tokens).toEqual(ids.slice(0, tokens.length));
        expect(joinBytes([spell(tokens), piece])).toEqual(bytesOf(whole));
      }),
    );
  });

  it('leaves the same tokens while a word is typed', () => {
    const left = [' f', ' fo', ' foo', ' foot', ' foot_1'].map((word) => {
      const typed = `x =${word}`;
      return heal(typed, encode(typed), vocabulary).tokens;
    });
    expect(new Set(left.map(String)).size).toBe(1);
  });
});
