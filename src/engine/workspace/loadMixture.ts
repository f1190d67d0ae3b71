import { isMixture } from '../../core/mixture/checkMixture.js';
import type { MixtureParameters } from '../../core/mixture/parameters.js';
import embedded from '../../../model/mixture.json' with { type: 'json' };

/** The file in a model's folder that `npm run fit` writes. */
export const mixtureFile = 'mixture.json';

/**
 * The fitted parameters of a model's mixture; those of the embedded model where this version fitted none.
 *
 * @param own the value of the folder's file; undefined if there is none.
 */
export function loadMixture(own: unknown): MixtureParameters {
  return isMixture(own) ? own : (embedded as unknown as MixtureParameters);
}
