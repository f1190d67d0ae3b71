import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fittedGate, type Gate } from '../core/suggest/gate/gate.js';
import { isGate, unfitted } from '../core/suggest/gate/parameters.js';

/** The file in a model's folder that `npm run fit:gate` writes. */
export const gateFile = 'gate.json';

/** A model's gate, and whether it was fitted for it. */
export interface LoadedGate {
  readonly gate: Gate;
  readonly isFitted: boolean;
}

async function read(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch {
    // Hardly any model has one, and a damaged one is as good as none.
    return undefined;
  }
}

/** How answers of a model are judged; by what the model itself claims, where nothing was fitted for it. */
export async function loadGate(folder: string): Promise<LoadedGate> {
  const own = await read(join(folder, gateFile));
  const isFitted = isGate(own);
  return { gate: fittedGate(isFitted ? own : unfitted), isFitted };
}
