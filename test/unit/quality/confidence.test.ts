import { expect, test } from 'vitest';
import {
  calibrationError,
  precisionAt,
  reliability,
  type ConfidenceOutcome,
} from '../../../quality/measures/confidence.js';

const outcomes = (...all: readonly (readonly [confidence: number, isRight: boolean])[]): ConfidenceOutcome[] =>
  all.map(([confidence, isRight]) => ({ confidence, isRight }));

const ten = outcomes(
  [0.1, false],
  [0.95, true],
  [0.2, true],
  [0.9, true],
  [0.85, false],
  [0.3, false],
  [0.5, false],
  [0.6, true],
  [0.0, false],
  [0.4, false],
);

test('precisionAt counts the answers with the highest confidence', () => {
  expect(precisionAt(ten, 0.2)).toBe(1);
  expect(precisionAt(ten, 0.3)).toBeCloseTo(2 / 3);
  expect(precisionAt(ten, 0.5)).toBeCloseTo(3 / 5);
  expect(precisionAt(ten, 1)).toBeCloseTo(4 / 10);
});

test('reliability returns non-empty bins, with confidence 1 in the last one', () => {
  const bins = reliability(outcomes([0.12, false], [0.18, true], [1, true]), 5);
  expect(bins).toEqual([
    { from: 0, count: 2, confidence: 0.15, right: 0.5 },
    { from: 0.8, count: 1, confidence: 1, right: 1 },
  ]);
  // (2 · 0.35 + 1 · 0) / 3
  expect(calibrationError(bins)).toBeCloseTo(0.7 / 3);
});

test('calibrationError is 0 for calibrated answers, and their confidence when all are wrong', () => {
  const fair = outcomes([0.75, true], [0.75, true], [0.75, true], [0.75, false]);
  expect(calibrationError(reliability(fair))).toBe(0);
  expect(calibrationError(reliability(outcomes([0.75, false], [0.75, false])))).toBe(0.75);
});
