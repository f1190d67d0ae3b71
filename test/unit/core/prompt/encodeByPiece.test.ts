import { expect, test } from 'vitest';
import { encodeByPiece, piecePatternOf } from '../../../../src/core/prompt/encodeByPiece.js';

const bytes = { type: 'ByteLevel', add_prefix_space: false, use_regex: false };
const split = (regex: string, changes = {}): unknown => ({
  type: 'Sequence',
  pretokenizers: [{ type: 'Split', pattern: { Regex: regex }, behavior: 'Isolated', invert: false, ...changes }, bytes],
});

test('encodeByPiece encodes each piece once', () => {
  const asked: string[] = [];
  const encode = encodeByPiece((text) => {
    asked.push(text);
    return [text.length];
  }, / ?\w+|\W/gu);
  expect(encode('a bcd a bcd')).toEqual([1, 4, 2, 4]);
  expect(asked).toEqual(['a', ' bcd', ' a']);
  expect(encode('')).toEqual([]);
});

test('encodeByPiece encodes a text as a whole when the pattern does not cover it', () => {
  const asked: string[] = [];
  encodeByPiece((text) => [asked.push(text)], /\w+/gu)('a b');
  expect(asked).toEqual(['a b']);
});

test('piecePatternOf returns a pattern only for tokenizers that split first, without look-around', () => {
  const of = (pre_tokenizer: unknown, normalizer: unknown = null) =>
    piecePatternOf({ normalizer, pre_tokenizer })?.source;
  expect(of(split(' ?[^ a]+|[ a]'))).toBe(' ?[^ a]+|[ a]');
  expect(of(split('\\s+(?!\\S)|\\S+'))).toBeUndefined();
  expect(of(split('(?<=a)b|.'))).toBeUndefined();
  expect(of(split('\\bword\\b|.'))).toBeUndefined();
  expect(of(split('^a|.'))).toBeUndefined();
  expect(of(split('a$|.'))).toBeUndefined();
  expect(of(split('a|b', { behavior: 'Removed' }))).toBeUndefined();
  expect(of(split('a|b', { invert: true }))).toBeUndefined();
  expect(of(split('a|b'), { type: 'NFC' })).toBeUndefined();
  expect(of({ type: 'ByteLevel' })).toBeUndefined();
  expect(of(null)).toBeUndefined();
});
