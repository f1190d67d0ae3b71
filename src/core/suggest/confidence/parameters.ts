import { featureNames, type FeatureName } from './features.js';
import { eagernesses, type Thresholds } from './thresholds.js';

/** The fitted parameters of a confidence model: one set per model, made by `npm run fit:confidence`. */
export interface ConfidenceParameters {
  readonly version: 1;
  /** The data it was fitted on, in plain words. */
  readonly about: string;
  /** ln(P / (1 − P)) = bias + Σ factor · feature. */
  readonly bias: number;
  readonly factors: Readonly<Record<FeatureName, number>>;
  readonly thresholds: Thresholds;
}

/**
 * Parameters for a model that nothing was fitted for: the product of the tokens' probabilities as the model reports
 * them, the end's included. That is no calibrated probability, so the precisions of the setting's values are only roughly
 * reached.
 */
export const unfitted: ConfidenceParameters = {
  version: 1,
  about: 'Not fitted: the product of the probabilities of all tokens, the end of the text included.',
  bias: 0,
  factors: {
    ...(Object.fromEntries(featureNames.map((name) => [name, 0])) as Record<FeatureName, number>),
    logOdds: 1,
  },
  thresholds: { quiet: 0.7, balanced: 0.55, eager: 0.2 },
};

/** Larger factors change nothing more, and sums of far larger ones overflow to NaN. */
const maxFactor = 1e6;

const isFactor = (value: unknown): boolean => Number.isFinite(value) && Math.abs(value as number) <= maxFactor;

const isNumbers = (value: unknown, names: readonly string[]): boolean => {
  if (typeof value !== 'object' || value === null) return false;
  const numbers = value as Readonly<Record<string, unknown>>;
  return Object.keys(numbers).length === names.length && names.every((name) => isFactor(numbers[name]));
};

/** Whether thresholds are probabilities, the strictest first. */
const areThresholds = ({ quiet, balanced, eager }: Thresholds): boolean =>
  1 >= quiet && quiet >= balanced && balanced >= eager && eager >= 0;

/** Whether a value from a file is a set of parameters of this version. */
export function isConfidenceParameters(value: unknown): value is ConfidenceParameters {
  const { version, about, bias, factors, thresholds } = (value ?? {}) as Partial<
    Record<keyof ConfidenceParameters, unknown>
  >;
  return (
    version === 1 &&
    typeof about === 'string' &&
    isFactor(bias) &&
    isNumbers(factors, featureNames) &&
    isNumbers(thresholds, eagernesses) &&
    areThresholds(thresholds as Thresholds)
  );
}
