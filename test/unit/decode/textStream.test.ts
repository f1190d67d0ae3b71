import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TextStream } from '../../../src/core/decode/textStream.js';
import { bytesOf } from '../support/bytes.js';

/** The text given out after each chunk of the bytes; `cuts` are the chunks' lengths, over and over. */
function streamed(bytes: Uint8Array, cuts: readonly number[], skip?: number): string[] {
  const stream = new TextStream(skip);
  const texts: string[] = [];
  for (let from = 0, i = 0; from < bytes.length; from += cuts[i++ % cuts.length]!) {
    texts.push(stream.push(bytes.subarray(from, from + cuts[i % cuts.length]!)));
  }
  return texts;
}

const cuts = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 6 });

describe('TextStream', () => {
  it('gives the text, wherever its bytes are cut', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), cuts, (text, lengths) => {
        expect(streamed(bytesOf(text), lengths).join('')).toBe(text);
      }),
    );
  });

  it('gives a character out with its last byte', () => {
    expect(streamed(bytesOf('a😀b'), [1])).toEqual(['a', '', '', '', '😀', 'b']);
    expect(streamed(bytesOf('äö'), [3])).toEqual(['ä', 'ö']);
  });

  it('keeps a byte order mark, also alone', () => {
    expect(streamed(bytesOf('\uFEFF'), [3])).toEqual(['\uFEFF']);
    expect(streamed(bytesOf('\uFEFFa'), [1]).join('')).toBe('\uFEFFa');
  });

  it('leaves the first bytes out, wherever they are cut', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), cuts, (piece, text, lengths) => {
        const skipped = streamed(bytesOf(piece + text), lengths, bytesOf(piece).length);
        expect(skipped.join('')).toBe(text);
      }),
    );
  });

  it('writes a replacement character for bytes that are no text', () => {
    expect(streamed(Uint8Array.of(0x61, 0xff, 0x62), [1]).join('')).toBe('a\uFFFDb');
  });
});
