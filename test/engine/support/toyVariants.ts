import { onTestFinished } from 'vitest';
import type { LoadedModel } from '../../../src/engine/load/loadModel.js';
import { loadInProcess } from './inProcess.js';
import type { ToyOptions } from './toyGraph.js';
import { toyModel } from './toyModel.js';

/** A toy model in the test's own thread, gone when the test ends. */
export async function toyOfTest(options: ToyOptions, special?: readonly string[]): Promise<LoadedModel> {
  const loaded = await loadInProcess(toyModel(options, special));
  onTestFinished(() => loaded.dispose());
  return loaded;
}

/** Prompts of different lengths, as token ids of the toy's vocabulary. */
export const toyPrompts: readonly (readonly number[])[] = [
  [70],
  [8, 90, 17, 33, 200, 5],
  Array.from({ length: 40 }, (_, i) => (i * 37 + 11) % 250),
  Array.from({ length: 300 }, (_, i) => (i * i + 3 * i) % 250),
];
