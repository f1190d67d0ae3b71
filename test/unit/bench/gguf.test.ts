import { describe, expect, test } from 'vitest';
import { interleaved } from '../../../bench/formats/ggufDecoder.js';
import { bool, float32, ggufFile, int32s, string, ggufStrings, uint32 } from '../../../bench/formats/ggufFile.js';

/** Bytes as text: hexadecimal, with printable runs in quotes. */
const bytes = (...parts: (string | number[])[]): Buffer =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : Buffer.from(part))));

const long = (value: number): number[] => [value, 0, 0, 0, 0, 0, 0, 0];
const word = (value: number): number[] => [value, 0, 0, 0];

describe('GGUF entries', () => {
  test('are written as key, type and value', () => {
    expect(uint32('k', 7)).toEqual(bytes(long(1), 'k', word(4), word(7)));
    expect(float32('k', 1)).toEqual(bytes(long(1), 'k', word(6), [0, 0, 0x80, 0x3f]));
    expect(bool('k', true)).toEqual(bytes(long(1), 'k', word(7), [1]));
    expect(string('key', 'ä')).toEqual(bytes(long(3), 'key', word(8), long(2), 'ä'));
  });

  test('with a list include the type and the number of elements', () => {
    expect(ggufStrings('k', ['a', 'bc'])).toEqual(
      bytes(long(1), 'k', word(9), word(8), long(2), long(1), 'a', long(2), 'bc'),
    );
    expect(int32s('k', [1, 3])).toEqual(bytes(long(1), 'k', word(9), word(5), long(2), word(1), word(3)));
  });
});

test('a GGUF file has a header, entries, and tensors at multiples of 32', () => {
  const file = Buffer.concat(
    ggufFile(
      [uint32('k', 7)],
      [
        { name: 'a', type: 'f32', dims: [1], data: Uint8Array.of(1, 2, 3, 4) },
        { name: 'b', type: 'q8_0', dims: [32, 2], data: new Uint8Array(68).fill(9) },
      ],
    ),
  );
  const header = bytes(
    'GGUF',
    word(3),
    long(2),
    long(1),
    [...uint32('k', 7)],
    [...long(1)],
    'a',
    [...word(1), ...long(1), ...word(0), ...long(0)],
    [...long(1)],
    'b',
    [...word(2), ...long(32), ...long(2), ...word(8), ...long(32)],
  );
  expect(file.subarray(0, header.length)).toEqual(header);
  const start = Math.ceil(header.length / 32) * 32;
  expect([...file.subarray(start, start + 5)]).toEqual([1, 2, 3, 4, 0]);
  expect([...file.subarray(start + 32, start + 32 + 68)]).toEqual(Array<number>(68).fill(9));
  expect(file.length % 32).toBe(0);
});

test('interleaves the halves of each head: 0 1 2 3 | 4 5 6 7 becomes 0 2 1 3 | 4 6 5 7', () => {
  expect(interleaved(2, 4)).toEqual([0, 2, 1, 3, 4, 6, 5, 7]);
  expect(interleaved(1, 8)).toEqual([0, 4, 1, 5, 2, 6, 3, 7]);
});
