import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TextStream } from '../../../../src/core/model/textStream.js';
import { bytesOf } from '../../support/bytes.js';

/** The bytes in chunks; `lengths` are the chunks' lengths, over and over. */
function chunked(bytes: Uint8Array, lengths: readonly number[]): Uint8Array[] {
  const chunks: Uint8Array[] = [];
  for (let from = 0, i = 0; from < bytes.length; i++) {
    const to = from + lengths[i % lengths.length]!;
    chunks.push(bytes.subarray(from, to));
    from = to;
  }
  return chunks;
}

/** The text given out after each chunk of the bytes. */
function streamed(bytes: Uint8Array, lengths: readonly number[], skip?: number): string[] {
  const stream = new TextStream(skip);
  return chunked(bytes, lengths).map((chunk) => stream.push(chunk));
}

/** Characters of one to four bytes; fast-check's own take a second to set up. */
const anyText = fc
  .array(
    fc.oneof(
      fc.integer({ min: 0, max: 0x7f }),
      fc.integer({ min: 0x80, max: 0x7ff }),
      fc.integer({ min: 0x800, max: 0xd7ff }),
      fc.integer({ min: 0xe000, max: 0xffff }),
      fc.integer({ min: 0x10000, max: 0x10ffff }),
    ),
  )
  .map((characters) => String.fromCodePoint(...characters));

const cuts = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 6 });

describe('TextStream', () => {
  it('returns the text, wherever its bytes are split', () => {
    fc.assert(
      fc.property(anyText, cuts, (text, lengths) => {
        expect(streamed(bytesOf(text), lengths).join('')).toBe(text);
      }),
    );
  });

  it('returns a character with its last byte', () => {
    expect(streamed(bytesOf('a😀b'), [1])).toEqual(['a', '', '', '', '😀', 'b']);
    expect(streamed(bytesOf('äö'), [3])).toEqual(['ä', 'ö']);
    expect(streamed(bytesOf('a€'), [2])).toEqual(['a', '€']);
  });

  it('keeps a byte order mark, even alone', () => {
    expect(streamed(bytesOf('\uFEFF'), [3])).toEqual(['\uFEFF']);
    expect(streamed(bytesOf('\uFEFFa'), [1]).join('')).toBe('\uFEFFa');
  });

  it('skips the first bytes, wherever they are split', () => {
    fc.assert(
      fc.property(anyText, anyText, cuts, (piece, text, lengths) => {
        const skipped = streamed(bytesOf(piece + text), lengths, bytesOf(piece).length);
        expect(skipped.join('')).toBe(text);
      }),
    );
  });

  it('keeps incomplete bytes even if their buffer is reused', () => {
    const stream = new TextStream();
    const bytes = Uint8Array.of(0x61, 0xc3);
    expect(stream.push(bytes)).toBe('a');
    bytes.fill(0xa4);
    expect(stream.push(bytes.subarray(0, 1))).toBe('ä');
  });

  it('reports the number of bytes still to be skipped', () => {
    const stream = new TextStream(4);
    const left = ['a', 'bc', 'de', 'f'].map((text) => {
      stream.push(bytesOf(text));
      return stream.skipping;
    });
    expect(left).toEqual([3, 1, 0, 0]);
  });
});

describe('TextStream with invalid bytes', () => {
  /** What may begin, continue or end a character, and what may not: E0, ED, F0 and F4 are the odd ones. */
  const byte = fc.oneof(
    fc.constantFrom(0x61, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc1, 0xc2, 0xe0, 0xe2, 0xed, 0xf0, 0xf4, 0xf5, 0xff),
    fc.integer({ min: 0, max: 255 }),
  );

  it('decodes chunk by chunk like a streaming decoder', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 24 }), fc.array(byte, { maxLength: 24 }), cuts, (any, odd, lengths) => {
        const bytes = Uint8Array.of(...any, ...odd);
        const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
        const texts = chunked(bytes, lengths).map((chunk) => decoder.decode(chunk, { stream: true }));
        expect(streamed(bytes, lengths)).toEqual(texts);
      }),
      { numRuns: 1000 },
    );
  });

  it.each([
    ['a byte that begins nothing', [0x61, 0xff, 0x62], ['a', '\uFFFD', 'b']],
    ['a byte that continues nothing', [0x80, 0x62], ['\uFFFD', 'b']],
    ['a character that is incomplete', [0xe2, 0x82, 0x62], ['', '', '\uFFFDb']],
    ['a character in too many bytes', [0xe0, 0x80, 0x80], ['', '\uFFFD\uFFFD', '\uFFFD']],
    ['half of a surrogate pair', [0xed, 0xa0, 0x80], ['', '\uFFFD\uFFFD', '\uFFFD']],
    ['more than Unicode has', [0xf4, 0x90, 0x80], ['', '\uFFFD\uFFFD', '\uFFFD']],
  ])('handles %s', (_, bytes, texts) => {
    expect(streamed(Uint8Array.from(bytes), [1])).toEqual(texts);
  });
});

describe('TextStream.fork', () => {
  it('continues independently from the same state', () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.uint8Array(), fc.nat(8), fc.nat(30), (bytes, others, skip, at) => {
        const stream = new TextStream(skip);
        stream.push(bytes.subarray(0, at));
        const fork = stream.fork();
        expect(fork.skipping).toBe(stream.skipping);
        const alone = new TextStream(skip);
        alone.push(bytes.subarray(0, at));

        fork.push(others);
        expect(stream.push(bytes.subarray(at))).toBe(alone.push(bytes.subarray(at)));
      }),
    );
  });

  it('copies the bytes of an incomplete character', () => {
    const stream = new TextStream();
    stream.push(Uint8Array.of(0xc3));
    const fork = stream.fork();
    expect(stream.push(Uint8Array.of(0xa4))).toBe('ä');
    expect(fork.push(Uint8Array.of(0xb6))).toBe('ö');
  });
});
