import { describe, expect, it } from 'vitest';
import { compileSampler } from '../../../../src/core/sampling/compileSampler.js';
import { atStart } from '../../support/places.js';

const thirtyTokens = (seed: number): string => {
  const sampler = compileSampler({ kind: 'sample', filters: [{ kind: 'temperature', value: 1.5 }], seed }, 4);
  return Array.from({ length: 30 }, () => sampler.pick(Float32Array.of(0, 1, 1, 0), atStart()).id).join('');
};

describe('the seed', () => {
  it('gives the same tokens each time', () => {
    expect(thirtyTokens(7)).toBe(thirtyTokens(7));
  });

  it('gives other tokens than its neighbour', () => {
    expect(thirtyTokens(8)).not.toBe(thirtyTokens(7));
  });
});
