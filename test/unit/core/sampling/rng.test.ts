import { describe, expect, it } from 'vitest';
import { seededRng } from '../../../../src/core/sampling/rng.js';
import { chiSquared, critical } from '../../support/chiSquared.js';

const first = (seed: number, count: number): number[] => {
  const rng = seededRng(seed);
  return Array.from({ length: count }, rng);
};

const bins = (numbers: readonly number[]): number[] => {
  const counts = new Array<number>(16).fill(0);
  for (const number of numbers) counts[Math.floor(number * 16)]!++;
  return counts;
};

const uniform = new Array<number>(16).fill(1 / 16);

describe('seededRng', () => {
  // Computed apart, by xoshiro128++ in Python.
  it.each([
    [0, [0.9841397993058318, 0.3859411589600854, 0.38266025602815557, 0.6478880024651599]],
    [1, [0.7422124438578482, 0.06302214180584975, 0.7951315853996909, 0.6472496723247559]],
    [-1, [0.662747431516553, 0.10630719323959947, 0.8083954293356969, 0.91144713200583]],
  ])('returns the numbers of xoshiro128++ for the seed %d', (seed, numbers) => {
    expect(first(seed, 4)).toEqual(numbers);
  });

  it('uses the lower 32 bits of the seed', () => {
    expect(first(2 ** 32 + 1, 4)).toEqual(first(1, 4));
  });

  it.each([1, 2, 3])('fills sixteen bins evenly with the numbers of the seed %d', (seed) => {
    expect(chiSquared(bins(first(seed, 16_000)), uniform)).toBeLessThan(critical[15]!);
  });

  it('fills sixteen bins evenly with the first numbers of neighbouring seeds', () => {
    const firsts = Array.from({ length: 16_000 }, (_, seed) => seededRng(seed)());
    expect(chiSquared(bins(firsts), uniform)).toBeLessThan(critical[15]!);
  });
});
