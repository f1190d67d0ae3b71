import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { libraryTokenizer } from '../../load/libraryTokenizer.js';
import type { ModelFiles } from '../workerPlatform.js';
import { checksumSteps } from './modelChecksums.js';
import { readJson, readOptionalJson } from './modelFiles.js';
import { openModelFolder } from './modelFolder.js';

/** Models on this machine's disks. */
export const nodeModels: ModelFiles = {
  // In a promise, so that its errors are rejections.
  open: (path, setting) => Promise.resolve().then(() => openModelFolder(path, setting)),
  optionalJson: ({ path }, name) => Promise.resolve(readOptionalJson(path, name)),
  graph: async ({ path, graph }) => {
    const file = join(path, graph);
    return { bytes: new Uint8Array(await readFile(file)), folder: dirname(file) };
  },
  tokenizer: ({ path, nextStep }) =>
    Promise.resolve().then(() => {
      const [definition, config] = ['tokenizer.json', 'tokenizer_config.json'].map((name) =>
        readJson(path, name, nextStep),
      );
      return libraryTokenizer(definition as object, config as object);
    }),
  checksumSteps,
};
