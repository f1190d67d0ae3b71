import { fittedConfidence, type ConfidenceModel } from '../suggest/confidence/confidenceModel.js';
import { unfitted, type ConfidenceParameters } from '../suggest/confidence/parameters.js';

/**
 * The confidence of each text of a server that tells no log-probabilities: between the thresholds of `balanced` and
 * `quiet`. So it is shown as with other clients, but not to users who want few suggestions.
 */
export const nominalConfidence = 0.6;

/** Stands for the log-probability of a token of such a server, so that a text's mean probability is its confidence. */
export const nominalLogprob = Math.log(nominalConfidence);

const nominal: ConfidenceModel = {
  thresholds: unfitted.thresholds,
  begin: () => ({ add: () => nominalConfidence, whole: () => nominalConfidence }),
};

/**
 * The confidence model of a server's model.
 *
 * @param parameters fitted for this model; the product of the tokens' probabilities if absent.
 */
export const serverConfidence = (hasLogprobs: boolean, parameters: ConfidenceParameters = unfitted): ConfidenceModel =>
  hasLogprobs ? fittedConfidence(parameters) : nominal;
