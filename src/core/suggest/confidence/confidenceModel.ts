import { sigmoid } from '../../mixture/network.js';
import { AnswerFeatures, featureNames, type Features, type ScoredPosition, type ScoredToken } from './features.js';
import type { Thresholds } from './thresholds.js';
import type { ConfidenceParameters } from './parameters.js';

/** An answer under judgement, token by token. */
export interface ConfidenceScorer {
  /** Takes the next token. @returns the probability that the text is right up to its end: never more than before it. */
  add(token: ScoredToken): number;
  /**
   * The probability that the text as it ended by itself is right: that what is to be written ends there, too.
   *
   * @param endLogprob ln of the probability of what ended it.
   */
  whole(endLogprob: number): number;
}

/** Judges how likely answers are right, and says from where on they are shown. */
export interface ConfidenceModel {
  readonly thresholds: Thresholds;
  begin(place: ScoredPosition): ConfidenceScorer;
}

/** P(right | features): a logistic regression. */
export function probabilityOf(
  { bias, factors }: Pick<ConfidenceParameters, 'bias' | 'factors'>,
  features: Features,
): number {
  return sigmoid(featureNames.reduce((sum, name) => sum + factors[name] * features[name], bias));
}

/**
 * A longer text is only right if all shorter ones are: so a probability is at most that of the text before.
 */
export function fittedConfidence(parameters: ConfidenceParameters): ConfidenceModel {
  return {
    thresholds: parameters.thresholds,
    begin(place) {
      const features = new AnswerFeatures(place);
      let least = 1;
      return {
        add(token) {
          features.add(token);
          if (!features.isEmpty) least = Math.min(least, probabilityOf(parameters, features.cut()));
          return least;
        },
        whole: (endLogprob) => Math.min(least, probabilityOf(parameters, features.whole(endLogprob))),
      };
    },
  };
}
