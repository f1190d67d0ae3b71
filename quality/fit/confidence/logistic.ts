import { sigmoid } from '../../../src/core/mixture/network.js';
import { featureNames, type FeatureName, type Features } from '../../../src/core/suggest/confidence/features.js';
import type { ConfidenceParameters } from '../../../src/core/suggest/confidence/parameters.js';
import { scaleOf, type Scale } from '../network.js';

/** A weighted sample: features of a text, and whether it was right. */
export interface Example {
  readonly features: Features;
  readonly isRight: boolean;
  readonly weight: number;
}

export type Weights = Pick<ConfidenceParameters, 'bias' | 'factors'>;

/** Examples as rows of normalized features, after a 1 for the bias. */
interface Matrix {
  readonly width: number;
  readonly rows: Float64Array;
  readonly scale: Scale;
}

const featureCount = featureNames.length;

function matrixOf(examples: readonly Example[]): Matrix {
  const vectors = examples.map(({ features }) => Float64Array.from(featureNames, (name) => features[name]));
  const scale = scaleOf(featureCount, (take) => vectors.forEach(take));
  const width = featureCount + 1;
  const rows = new Float64Array(width * examples.length);
  vectors.forEach((vector, i) => {
    rows[i * width] = 1;
    vector.forEach((value, j) => (rows[i * width + 1 + j] = (value - scale.mean[j]!) / scale.deviation[j]!));
  });
  return { width, rows, scale };
}

/** Converts weights for normalized features into weights for plain ones. */
function unscaled(scaled: Float64Array, { mean, deviation }: Scale): Weights {
  const factors = Array.from(scaled.subarray(1), (factor, i) => factor / deviation[i]!);
  return {
    bias: factors.reduce((bias, factor, i) => bias - factor * mean[i]!, scaled[0]!),
    factors: Object.fromEntries(featureNames.map((name, i) => [name, factors[i]!])) as Record<FeatureName, number>,
  };
}

/** Converts weights for plain features into weights for normalized ones. */
function scaledOf({ bias, factors }: Weights, { mean, deviation }: Scale): Float64Array {
  const plain = featureNames.map((name) => factors[name]);
  return Float64Array.of(
    plain.reduce((sum, factor, i) => sum + factor * mean[i]!, bias),
    ...plain.map((factor, i) => factor * deviation[i]!),
  );
}

/** Newton's steps become negligible long before. */
const maxSteps = 30;
const smallStep = 1e-9;

/**
 * The maximum of the likelihood with a normal prior around `prior`, by Newton's method (iteratively reweighted least
 * squares).
 *
 * @param strength of the prior, about as a number of examples: 1 / variance of each factor for normalized features.
 */
export function fitLogistic(examples: readonly Example[], prior: Weights, strength: number): Weights {
  const { width, rows, scale } = matrixOf(examples);
  const center = scaledOf(prior, scale);
  const weights = center.slice();
  for (let step = 0; step < maxSteps; step++) {
    const gradient = weights.map((weight, i) => (i === 0 ? 0 : strength * (weight - center[i]!)));
    const hessian = Array.from({ length: width }, (_, i) => {
      const row = new Float64Array(width);
      row[i] = i === 0 ? 1e-6 : strength;
      return row;
    });
    for (const [n, { isRight, weight }] of examples.entries()) {
      const row = rows.subarray(n * width, (n + 1) * width);
      let sum = 0;
      for (let i = 0; i < width; i++) sum += weights[i]! * row[i]!;
      const p = sigmoid(sum);
      const error = weight * (p - (isRight ? 1 : 0));
      const curvature = weight * p * (1 - p);
      for (let i = 0; i < width; i++) {
        gradient[i]! += error * row[i]!;
        const line = hessian[i]!;
        const part = curvature * row[i]!;
        for (let j = 0; j <= i; j++) line[j]! += part * row[j]!;
      }
    }
    const change = solve(hessian, gradient);
    let largest = 0;
    for (let i = 0; i < width; i++) {
      // A full step may overshoot where everything is right or wrong.
      const bounded = Math.max(-2, Math.min(2, change[i]!));
      weights[i]! -= bounded;
      largest = Math.max(largest, Math.abs(bounded));
    }
    if (largest < smallStep) break;
  }
  return unscaled(weights, scale);
}

/** The weighted mean of −ln p of what was observed. */
export function logLoss(predictions: readonly { confidence: number; isRight: boolean; weight: number }[]): number {
  const minProbability = 1e-6;
  const total = predictions.reduce((sum, { weight }) => sum + weight, 0);
  const loss = predictions.reduce((sum, { confidence, isRight, weight }) => {
    return sum - weight * Math.log(Math.max(minProbability, isRight ? confidence : 1 - confidence));
  }, 0);
  return loss / total;
}

/**
 * Solves A · x = b for a symmetric, positive definite A, by Cholesky's decomposition.
 *
 * @param a the lower triangle of A, row by row; overwritten by L with A = L · Lᵀ.
 */
export function solve(a: readonly Float64Array[], b: ArrayLike<number>): Float64Array {
  const size = a.length;
  for (let i = 0; i < size; i++) {
    const row = a[i]!;
    for (let j = 0; j <= i; j++) {
      let sum = row[j]!;
      for (let k = 0; k < j; k++) sum -= row[k]! * a[j]![k]!;
      row[j] = i === j ? Math.sqrt(sum) : sum / a[j]![j]!;
    }
  }
  const x = Float64Array.from(b);
  for (let i = 0; i < size; i++) {
    for (let k = 0; k < i; k++) x[i]! -= a[i]![k]! * x[k]!;
    x[i]! /= a[i]![i]!;
  }
  for (let i = size - 1; i >= 0; i--) {
    for (let k = i + 1; k < size; k++) x[i]! -= a[k]![i]! * x[k]!;
    x[i]! /= a[i]![i]!;
  }
  return x;
}
