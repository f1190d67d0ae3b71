import { sigmoid } from '../../mixture/network.js';
import { AnswerFeatures, featureNames, type Features, type ScoredPosition, type ScoredToken } from './features.js';
import type { Thresholds } from './thresholds.js';
import type { ConfidenceParameters } from './parameters.js';

/** Scores one answer, token by token. */
export interface ConfidenceScorer {
  /** Adds the next token. @returns the probability that the text is right up to its end: never more than before it. */
  add(token: ScoredToken): number;
  /**
   * The probability that the whole text is right: that the user's text ends there, too.
   *
   * @param endLogprob ln of the probability of the token that ended it.
   */
  whole(endLogprob: number): number;
}

/** Estimates the probability that answers are right, and holds the thresholds above which they are shown. */
export interface ConfidenceModel {
  readonly thresholds: Thresholds;
  begin(position: ScoredPosition): ConfidenceScorer;
}

/** P(right | features): a logistic regression. */
export function probabilityOf(
  { bias, factors }: Pick<ConfidenceParameters, 'bias' | 'factors'>,
  features: Features,
): number {
  return sigmoid(featureNames.reduce((sum, name) => sum + factors[name] * features[name], bias));
}

/**
 * A confidence model with fitted parameters. A longer text is only right if all shorter ones are, so a probability is
 * at most that of the text before.
 */
export function fittedConfidence(parameters: ConfidenceParameters): ConfidenceModel {
  return {
    thresholds: parameters.thresholds,
    begin(position) {
      const features = new AnswerFeatures(position);
      let lowest = 1;
      return {
        add(token) {
          features.add(token);
          if (!features.isEmpty) lowest = Math.min(lowest, probabilityOf(parameters, features.cut()));
          return lowest;
        },
        whole: (endLogprob) => Math.min(lowest, probabilityOf(parameters, features.whole(endLogprob))),
      };
    },
  };
}
