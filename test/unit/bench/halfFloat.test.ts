import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromHalfBits, toHalfBits } from '../../../bench/formats/halfFloat.js';

test('converts numbers with known bits', () => {
  const known: [number, number][] = [
    [0, 0x0000],
    [-0, 0x8000],
    [1, 0x3c00],
    [-2, 0xc000],
    [0.1, 0x2e66],
    [65504, 0x7bff],
    [2 ** -14, 0x0400],
    [2 ** -24, 0x0001],
    [Infinity, 0x7c00],
  ];
  for (const [value, bits] of known) expect([value, toHalfBits(value)]).toEqual([value, bits]);
});

test('returns infinity for too large numbers, and zero for too small ones', () => {
  expect([65519, 65520, 1e10, -1e10].map(toHalfBits)).toEqual([0x7bff, 0x7c00, 0x7c00, 0xfc00]);
  expect([2 ** -25, 2 ** -25 * 1.001, 1e-30].map(toHalfBits)).toEqual([0, 1, 0]);
});

test('rounds ties to even', () => {
  const step = 2 ** -10;
  expect([1 + step / 2, 1 + 1.5 * step].map(toHalfBits)).toEqual([0x3c00, 0x3c02]);
});

test('keeps every half float', () => {
  const all = Array.from({ length: 0x7c00 }, (_, bits) => [bits, bits | 0x8000]).flat();
  expect(all.filter((bits) => toHalfBits(fromHalfBits(bits)) !== bits)).toEqual([]);
});

test('returns the nearest half float', () => {
  fc.assert(
    fc.property(fc.float({ min: -60000, max: 60000, noNaN: true }), (value) => {
      const bits = toHalfBits(value);
      const off = (other: number): number => Math.abs(fromHalfBits(other) - value);
      expect(off(bits)).toBeLessThanOrEqual(off(bits + 1));
      if ((bits & 0x7fff) > 0) expect(off(bits)).toBeLessThanOrEqual(off(bits - 1));
    }),
  );
});
