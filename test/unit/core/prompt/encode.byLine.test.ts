import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeByLine } from '../../../../src/core/prompt/encode.js';

/** A tokenizer that splits at lines: words with their space, runs of newlines, anything else. The id is a hash. */
function encodeWords(text: string): number[] {
  const pieces = text.match(/ ?[a-z]+|\n+|./gsu) ?? [];
  return pieces.map((piece) =>
    Array.from(piece).reduce((id, c) => (id * 31 + c.codePointAt(0)!) % 1_000_003, piece.length),
  );
}

/** Encodes with `encodeByLine`; remembers the segments that the tokenizer was asked for. */
function recording() {
  const segments: string[] = [];
  const encode = encodeByLine((text) => {
    segments.push(text);
    return encodeWords(text);
  });
  return { encode, segments };
}

describe('encodeByLine', () => {
  it('returns the same ids as the tokenizer for the whole text', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '\n', '(', '😀'), maxLength: 100 });
    const { encode } = recording();
    fc.assert(
      fc.property(text, (whole) => {
        expect(encode(whole)).toEqual(encodeWords(whole));
      }),
    );
  });

  it('splits after the last newline of a run', () => {
    const { encode, segments } = recording();
    encode('a\n\n\nb\nc');
    expect(segments).toEqual(['a\n\n\n', 'b\n', 'c']);
  });

  it('splits after newlines at the start', () => {
    const { encode, segments } = recording();
    encode('\n\na');
    expect(segments).toEqual(['\n\n', 'a']);
  });

  it('calls the tokenizer only for new lines', () => {
    const { encode, segments } = recording();
    encode('one\ntwo\nth');
    segments.length = 0;
    expect(encode('one\ntwo\nthr')).toEqual(encodeWords('one\ntwo\nthr'));
    expect(segments).toEqual(['thr']);
  });

  it('returns no ids for an empty text', () => {
    const { encode, segments } = recording();
    expect(encode('')).toEqual([]);
    expect(segments).toEqual([]);
  });

  it.each([
    ['a line of 200,000 letters', 'x'.repeat(200_000)],
    ['a line of 200,000 emojis', '😀'.repeat(200_000)],
    ['200,000 letters with a newline after', `${'x'.repeat(200_000)}\n`],
  ])('splits %s into segments of at most 512 characters', (_, line) => {
    const { encode, segments } = recording();
    encode(line);
    const lengths = segments.map((segment) => Array.from(segment.replace('\n', '')).length);
    expect(lengths.reduce((a, b) => Math.max(a, b))).toBe(512);
  });

  it('never splits a surrogate pair', () => {
    const { encode, segments } = recording();
    encode(`x${'😀'.repeat(2000)}`);
    // The second segment serves twice.
    expect(segments.map((segment) => Array.from(segment).length)).toEqual([512, 512, 465]);
    expect(segments.filter((segment) => /\p{Surrogate}/u.test(segment))).toEqual([]);
  });
});
