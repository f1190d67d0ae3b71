import { fittedConfidence, type ConfidenceModel } from '../../core/suggest/confidence/confidenceModel.js';
import { isConfidenceParameters, unfitted } from '../../core/suggest/confidence/parameters.js';

/** The file in a model's folder that `npm run fit:confidence` writes. */
export const confidenceFile = 'confidence.json';

/** A confidence model, and whether it was fitted for this language model. */
export interface LoadedConfidenceModel {
  readonly confidenceModel: ConfidenceModel;
  readonly isFitted: boolean;
}

/**
 * The confidence model of a folder; where none was fitted, the model's own probabilities count.
 *
 * @param own the value of the folder's file; undefined if there is none.
 */
export function loadConfidenceModel(own: unknown): LoadedConfidenceModel {
  const isFitted = isConfidenceParameters(own);
  return { confidenceModel: fittedConfidence(isFitted ? own : unfitted), isFitted };
}
