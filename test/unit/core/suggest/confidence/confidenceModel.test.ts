import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fittedConfidence } from '../../../../../src/core/suggest/confidence/confidenceModel.js';
import { unfitted, type ConfidenceParameters } from '../../../../../src/core/suggest/confidence/parameters.js';
import { featureNames } from '../../../../../src/core/suggest/confidence/features.js';
import embedded from '../../../../../model/confidence.json' with { type: 'json' };

const place = { path: 'a.ts', prefix: 'const x = ', suffix: '\n', source: 'model' } as const;

/** The confidence of tokens with these probabilities: after each of them, and at the text's own end. */
function judged(parameters: ConfidenceParameters, probabilities: readonly number[], end: number): number[] {
  const scorer = fittedConfidence(parameters).begin(place);
  const cuts = probabilities.map((p) => scorer.add({ text: 'ab', logprob: Math.log(p) }));
  return [...cuts, scorer.whole(Math.log(end))];
}

const rounded = (values: readonly number[]): string[] => values.map((value) => value.toFixed(4));

describe('fittedConfidence without fitted parameters', () => {
  it('returns the product of all probabilities, the end’s included', () => {
    expect(rounded(judged(unfitted, [0.9, 0.5, 0.8], 0.5))).toEqual(['0.9000', '0.4500', '0.3600', '0.1800']);
  });

  it('ignores tokens that only cover typed text', () => {
    const scorer = fittedConfidence(unfitted).begin(place);
    expect(scorer.add({ text: '', logprob: Math.log(0.1) })).toBe(1);
    expect(scorer.add({ text: 'a', logprob: Math.log(0.7) })).toBeCloseTo(0.7);
  });
});

describe('fittedConfidence with fitted parameters', () => {
  const shifted = { ...unfitted, bias: Math.log(3) };

  it('applies a logistic regression: three times the odds', () => {
    // Odds of 1 become 3 to 1, those of 1 to 3 become 1.
    expect(rounded(judged(shifted, [0.5, 0.5], 1))).toEqual(['0.7500', '0.5000', '0.5000']);
  });

  it('never increases with the text, for any parameters', () => {
    const number = fc.double({ min: -3, max: 3, noNaN: true });
    const factors = fc.record(Object.fromEntries(featureNames.map((name) => [name, number])));
    const probability = fc.double({ min: 0.01, max: 1, noNaN: true });
    fc.assert(
      fc.property(factors, number, fc.array(probability, { minLength: 1 }), probability, (some, bias, all, end) => {
        const confidences = judged({ ...unfitted, bias, factors: some as ConfidenceParameters['factors'] }, all, end);
        expect(confidences).toEqual([...confidences].sort((a, b) => b - a));
        expect(confidences.every((one) => one >= 0 && one <= 1)).toBe(true);
      }),
    );
  });

  it('increases with the probabilities of the embedded model', () => {
    const ends = [0.2, 0.5, 0.8, 0.99].map((p) => judged(embedded as ConfidenceParameters, [p, p], p).at(-1)!);
    expect(ends).toEqual([...ends].sort((a, b) => a - b));
  });
});
