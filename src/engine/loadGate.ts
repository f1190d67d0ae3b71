import { fittedGate, type Gate } from '../core/suggest/gate/gate.js';
import { isGate, unfitted } from '../core/suggest/gate/parameters.js';
import { readOptionalJson } from './modelFiles.js';

/** The file in a model's folder that `npm run fit:gate` writes. */
export const gateFile = 'gate.json';

/** A model's gate, and whether it was fitted for it. */
export interface LoadedGate {
  readonly gate: Gate;
  readonly isFitted: boolean;
}

/** How answers of a model are judged; by what the model itself claims, where nothing was fitted for it. */
export function loadGate(folder: string): LoadedGate {
  const own = readOptionalJson(folder, gateFile);
  const isFitted = isGate(own);
  return { gate: fittedGate(isFitted ? own : unfitted), isFitted };
}
