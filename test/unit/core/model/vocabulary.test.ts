import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Vocabulary } from '../../../../src/core/model/vocabulary.js';
import { bytesOf } from '../../support/bytes.js';
import { vocabularyOf } from '../../support/vocabularies.js';

const numerically = (a: number, b: number): number => a - b;

/** Short words of two letters, so that many begin alike. */
const word = fc.string({ unit: fc.constantFrom('a', 'b'), minLength: 1, maxLength: 5 });
const words = fc.uniqueArray(word, { minLength: 1, maxLength: 30 });

const idsWhere = (all: readonly string[], holds: (word: string) => boolean): number[] =>
  [...all.keys()].filter((id) => holds(all[id]!));

describe('Vocabulary', () => {
  it('startingWith returns the tokens that start with a prefix', () => {
    fc.assert(
      fc.property(words, fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 6 }), (all, prefix) => {
        const found = vocabularyOf(...all).startingWith(bytesOf(prefix));
        expect([...found].sort(numerically)).toEqual(idsWhere(all, (w) => w.startsWith(prefix)));
      }),
    );
  });

  it('prefixesOf returns the tokens that a text starts with, except the text itself', () => {
    fc.assert(
      fc.property(words, fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 8 }), (all, text) => {
        const found = vocabularyOf(...all).prefixesOf(bytesOf(text));
        expect([...found].sort(numerically)).toEqual(idsWhere(all, (w) => text.startsWith(w) && w !== text));
      }),
    );
  });

  it('prefixesOf returns the shortest first', () => {
    expect(vocabularyOf('abc', 'a', 'ab', 'b').prefixesOf(bytesOf('abcd'))).toEqual([1, 2, 0]);
  });

  it('finds every one of the tokens that spell the same', () => {
    const twice = new Vocabulary(
      new Map([
        ['<0x0A>', 0],
        ['<0x61>', 1],
        ['a', 2],
      ]),
      new Set(),
    );
    expect([...twice.startingWith(bytesOf('a'))].sort(numerically)).toEqual([1, 2]);
    expect([...twice.prefixesOf(bytesOf('ab'))].sort(numerically)).toEqual([1, 2]);
  });

  it('compares bytes, not characters', () => {
    const umlaut = new Vocabulary(new Map([['Ã¤', 0]]), new Set());
    expect([...umlaut.startingWith(Uint8Array.of(0xc3))]).toEqual([0]);
  });

  it('gives control tokens no text', () => {
    const vocabulary = vocabularyOf('a', '<|end|>');
    expect([...vocabulary.bytes(1)]).toEqual([]);
    expect([...vocabulary.startingWith(bytesOf('<|'))]).toEqual([]);
    expect([...vocabulary.startingWith(bytesOf(''))]).toEqual([0]);
    expect(vocabulary.prefixesOf(bytesOf('<|end|>!'))).toEqual([]);
  });

  it('equals another one when both spell the same with the same ids', () => {
    const one = vocabularyOf('a', 'ab', '<|end|>');
    expect(one.equals(vocabularyOf('a', 'ab', '<|file|>'))).toBe(true);
    expect(one.equals(vocabularyOf('a', 'ac', '<|end|>'))).toBe(false);
    expect(one.equals(vocabularyOf('ab', 'a', '<|end|>'))).toBe(false);
    expect(one.equals(vocabularyOf('a', '<|end|>', 'ab'))).toBe(false);
    expect(one.equals(vocabularyOf('a', 'ab'))).toBe(false);
    expect(one.equals(vocabularyOf('a', 'ab', 'b'))).toBe(false);
  });

  it('has room for its largest id, and gives ids without an entry no text', () => {
    const sparse = new Vocabulary(new Map([['a', 7]]), new Set());
    expect(sparse.size).toBe(8);
    expect([...sparse.bytes(3)]).toEqual([]);
    expect([...sparse.bytes(99)]).toEqual([]);
  });
});
