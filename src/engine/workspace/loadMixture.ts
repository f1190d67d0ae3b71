import { isMixture } from '../../core/mixture/checkMixture.js';
import type { MixtureParameters } from '../../core/mixture/parameters.js';
import { readOptionalJson } from '../load/modelFiles.js';
import embedded from '../../../model/mixture.json' with { type: 'json' };

/** The file in a model's folder that `npm run fit` writes. */
export const mixtureFile = 'mixture.json';

/** The fitted parameters of a model's mixture; those of the embedded model where this version fitted none. */
export function loadMixture(folder: string): MixtureParameters {
  const own = readOptionalJson(folder, mixtureFile);
  return isMixture(own) ? own : (embedded as unknown as MixtureParameters);
}
