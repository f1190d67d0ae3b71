import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fitLogistic, logLoss, type Example, solve } from '../../../../../quality/fit/confidence/logistic.js';
import { AnswerFeatures } from '../../../../../src/core/suggest/confidence/features.js';
import { probabilityOf } from '../../../../../src/core/suggest/confidence/confidenceModel.js';
import { unfitted } from '../../../../../src/core/suggest/confidence/parameters.js';

const features = new AnswerFeatures({ path: 'a', prefix: '', suffix: '', source: 'model' }).cut();
const inPython = { ...features, isPython: 1 };

/** Examples of which the first `right` are right. */
const examples = (some: typeof features, all: number, right: number, weight = 1): Example[] =>
  Array.from({ length: all }, (_, i) => ({ features: some, isRight: i < right, weight }));

const neutral = { ...unfitted, factors: { ...unfitted.factors, logOdds: 0 } };

test('fitLogistic reproduces the share of right examples in each group without a prior', () => {
  const all = [...examples(features, 10, 9), ...examples(inPython, 20, 5)];
  const fitted = fitLogistic(all, neutral, 1e-9);
  expect(probabilityOf(fitted, features)).toBeCloseTo(0.9, 6);
  expect(probabilityOf(fitted, inPython)).toBeCloseTo(0.25, 6);
});

test('fitLogistic counts a weight as a number of examples', () => {
  const one = fitLogistic([...examples(features, 4, 2, 3), ...examples(inPython, 5, 1)], neutral, 2);
  const other = fitLogistic([...examples(features, 12, 6), ...examples(inPython, 5, 1)], neutral, 2);
  expect(probabilityOf(one, features)).toBeCloseTo(0.5, 1);
  expect(probabilityOf(one, inPython)).toBeCloseTo(probabilityOf(other, inPython), 1);
});

test('fitLogistic learns only the bias with a strong prior', () => {
  const sure = { ...features, logOdds: 2 };
  const unsure = { ...features, logOdds: -2 };
  // As often right as the prior says, at each of the odds.
  const share = 1 / (1 + Math.exp(-2));
  const all = [
    ...examples(sure, 1000, Math.round(1000 * share)),
    ...examples(unsure, 1000, Math.round(1000 * (1 - share))),
  ];
  const fitted = fitLogistic(all, unfitted, 1e9);
  expect(fitted.factors.logOdds).toBeCloseTo(1, 6);
  expect(fitted.bias).toBeCloseTo(0, 2);
});

test('fitLogistic returns finite factors when a group is always right', () => {
  const fitted = fitLogistic([...examples(features, 50, 50), ...examples(inPython, 50, 0)], neutral, 1);
  expect(probabilityOf(fitted, features)).toBeGreaterThan(0.9);
  expect(probabilityOf(fitted, inPython)).toBeLessThan(0.1);
  expect(Object.values(fitted.factors).every(Number.isFinite)).toBe(true);
});

test('logLoss is the mean of −ln p of what was observed', () => {
  const prediction = (confidence: number, isRight: boolean, weight = 1) => ({ confidence, isRight, weight });
  expect(logLoss([prediction(0.5, true), prediction(0.5, false)])).toBeCloseTo(Math.log(2));
  expect(logLoss([prediction(0.9, true, 3), prediction(0.9, false, 1)])).toBeCloseTo(
    -(3 * Math.log(0.9) + Math.log(0.1)) / 4,
  );
});

test('solve returns a solution of the equations', () => {
  const size = 4;
  const number = fc.double({ min: -2, max: 2, noNaN: true });
  const row = fc.array(number, { minLength: size, maxLength: size });
  fc.assert(
    fc.property(fc.array(row, { minLength: size, maxLength: size }), row, (root, b) => {
      // R · Rᵀ + 1 is symmetric and positive definite.
      const a = root.map((left, i) =>
        root.map((right, j) => left.reduce((sum, value, k) => sum + value * right[k]!, i === j ? 1 : 0)),
      );
      const x = solve(a.map((line) => Float64Array.from(line)), b); // prettier-ignore
      for (const [i, line] of a.entries()) {
        expect(line.reduce((sum, value, j) => sum + value * x[j]!, 0)).toBeCloseTo(b[i]!, 6);
      }
    }),
  );
});
