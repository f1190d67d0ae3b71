import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sumOfExp } from '../../../../src/core/model/logSumExp.js';

describe('sumOfExp', () => {
  const row = fc.array(fc.float({ min: -60, max: 60, noNaN: true }), { minLength: 1, maxLength: 50 });

  it('is Σ exp(logit − top), to eight digits', () => {
    fc.assert(
      fc.property(row, (logits) => {
        const top = Math.max(...logits);
        const sum = logits.reduce((total, logit) => total + Math.exp(logit - top), 0);
        expect(sumOfExp(Float32Array.from(logits), top) / sum).toBeCloseTo(1, 8);
      }),
    );
  });

  it('ignores what is larger than the top', () => {
    expect(sumOfExp(Float32Array.of(1, 1000, 3, Infinity), 3)).toBeCloseTo(1 + Math.exp(-2), 8);
  });

  it('treats what has no probability as zero', () => {
    expect(sumOfExp(Float32Array.of(2, -Infinity, -1000), 2)).toBe(1);
  });
});
