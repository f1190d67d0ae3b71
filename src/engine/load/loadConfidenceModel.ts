import { fittedConfidence, type ConfidenceModel } from '../../core/suggest/confidence/confidenceModel.js';
import { isConfidenceParameters, unfitted } from '../../core/suggest/confidence/parameters.js';
import { readOptionalJson } from './modelFiles.js';

/** The file in a model's folder that `npm run fit:confidence` writes. */
export const confidenceFile = 'confidence.json';

/** A model's gate, and whether it was fitted for it. */
export interface LoadedConfidenceModel {
  readonly gate: ConfidenceModel;
  readonly isFitted: boolean;
}

/** How answers of a model are judged; by what the model itself claims, where nothing was fitted for it. */
export function loadConfidenceModel(folder: string): LoadedConfidenceModel {
  const own = readOptionalJson(folder, confidenceFile);
  const isFitted = isConfidenceParameters(own);
  return { gate: fittedConfidence(isFitted ? own : unfitted), isFitted };
}
