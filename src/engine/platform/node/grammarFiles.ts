import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { WorkerPlatform } from '../workerPlatform.js';

/** Reads the parser's files from a folder. */
export const grammarFilesIn =
  (folder: string): WorkerPlatform['grammarFile'] =>
  async (name) =>
    new Uint8Array(await readFile(join(folder, name)));
