import fc from 'fast-check';
import { expect, it } from 'vitest';
import { chainOf } from '../../../../src/core/lens/chain.js';

it('multiplies the probabilities, token by token', () => {
  const links = chainOf([0.5, 0.8, 0.25].map(Math.log));
  const rounded = (numbers: readonly number[]): string[] => numbers.map((number) => number.toFixed(4));
  expect(rounded(links.map(({ probability }) => probability))).toEqual(['0.5000', '0.8000', '0.2500']);
  expect(rounded(links.map(({ product }) => product))).toEqual(['0.5000', '0.4000', '0.1000']);
  // ln 2, ln 2.5, ln 10: and the perplexity is the length-th root of 2, 2.5 and 10.
  expect(rounded(links.map(({ totalSurprisal }) => totalSurprisal))).toEqual(['0.6931', '0.9163', '2.3026']);
  expect(rounded(links.map(({ perplexity }) => perplexity))).toEqual(['2.0000', '1.5811', '2.1544']);
});

it('computes the product exp(Σ ln p) and the sum −ln of it for any tokens', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: -20, max: 0, noNaN: true }), { minLength: 1, maxLength: 60 }), (logprobs) => {
      const sum = logprobs.reduce((total, logprob) => total + logprob, 0);
      const last = chainOf(logprobs).at(-1)!;
      expect(last.product).toBe(Math.exp(sum));
      expect(last.totalSurprisal).toBe(-sum);
      // Relative to its size, which has no bound.
      if (last.product > 0) expect(last.perplexity / last.product ** (-1 / logprobs.length)).toBeCloseTo(1, 9);
    }),
  );
});

it('is empty for no tokens', () => {
  expect(chainOf([])).toEqual([]);
});
