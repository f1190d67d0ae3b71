import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isConfidenceParameters, type ConfidenceParameters } from '../core/suggest/confidence/parameters.js';

/** The name of the file with the fitted confidence of a server's model: its name, without characters of paths. */
export const confidenceFileOf = (model: string): string => `${model.replace(/[^A-Za-z0-9._-]+/g, '_')}.confidence.json`;

/**
 * Reads the confidence that `npm run fit:confidence -- --server` has fitted for a server's model.
 *
 * @param folder absolute path of the folder with such files.
 * @returns undefined where there is none, or no valid one.
 */
export function fittedConfidenceOf(folder: string, model: string): ConfidenceParameters | undefined {
  try {
    const parameters: unknown = JSON.parse(readFileSync(join(folder, confidenceFileOf(model)), 'utf8'));
    return isConfidenceParameters(parameters) ? parameters : undefined;
  } catch {
    // Few models have one.
    return undefined;
  }
}
