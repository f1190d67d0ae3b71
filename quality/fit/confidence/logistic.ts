import { sigmoid } from '../../../src/core/mixture/network.js';
import { featureNames, type FeatureName, type Features } from '../../../src/core/suggest/confidence/features.js';
import type { ConfidenceParameters } from '../../../src/core/suggest/confidence/parameters.js';
import { scaleOf, type Scale } from '../network.js';
import { solve } from './solve.js';

/** Features of a text, and whether it was right. */
export interface Example {
  readonly features: Features;
  readonly isRight: boolean;
  readonly weight: number;
}

export type Weights = Pick<ConfidenceParameters, 'bias' | 'factors'>;

/** Examples as one row of numbers each, of mean 0 and variance 1, after a 1 for the bias. */
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

/** Weights on features as they are, from those on scaled ones. */
function unscaled(scaled: Float64Array, { mean, deviation }: Scale): Weights {
  const factors = Array.from(scaled.subarray(1), (factor, i) => factor / deviation[i]!);
  return {
    bias: factors.reduce((bias, factor, i) => bias - factor * mean[i]!, scaled[0]!),
    factors: Object.fromEntries(featureNames.map((name, i) => [name, factors[i]!])) as Record<FeatureName, number>,
  };
}

function scaledOf({ bias, factors }: Weights, { mean, deviation }: Scale): Float64Array {
  const plain = featureNames.map((name) => factors[name]);
  return Float64Array.of(
    plain.reduce((sum, factor, i) => sum + factor * mean[i]!, bias),
    ...plain.map((factor, i) => factor * deviation[i]!),
  );
}

/** By then Newton's steps have long become too small to be seen. */
const maxSteps = 30;
const smallStep = 1e-9;

/**
 * The maximum of the likelihood with a normal prior around `prior`, by Newton's method (iteratively reweighted least
 * squares).
 *
 * @param strength how many examples the prior is worth, about: 1 / variance of each factor on features of variance 1.
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
      // A whole step may overshoot where everything is right or wrong.
      const bounded = Math.max(-2, Math.min(2, change[i]!));
      weights[i]! -= bounded;
      largest = Math.max(largest, Math.abs(bounded));
    }
    if (largest < smallStep) break;
  }
  return unscaled(weights, scale);
}

/** −ln p of what was right, on average. */
export function logLoss(judged: readonly { confidence: number; isRight: boolean; weight: number }[]): number {
  const least = 1e-6;
  const total = judged.reduce((sum, { weight }) => sum + weight, 0);
  const loss = judged.reduce((sum, { confidence, isRight, weight }) => {
    return sum - weight * Math.log(Math.max(least, isRight ? confidence : 1 - confidence));
  }, 0);
  return loss / total;
}
