import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isMixture } from '../../core/decode/mixture/checkMixture.js';
import type { MixtureParameters } from '../../core/decode/mixture/parameters.js';
import embedded from '../../../model/mixture.json' with { type: 'json' };

/** The file in a model's folder that `npm run fit` writes. */
export const mixtureFile = 'mixture.json';

async function read(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch {
    // Hardly any model has one, and a damaged one is as good as none.
    return undefined;
  }
}

/** How a model is mixed with a workspace; as the embedded model is, where nothing was fitted for it by this version. */
export async function loadMixture(folder: string): Promise<MixtureParameters> {
  const own = await read(join(folder, mixtureFile));
  return isMixture(own) ? own : (embedded as unknown as MixtureParameters);
}
