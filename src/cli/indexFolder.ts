import { readdir, readFile, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { UserError } from '../core/errors.js';
import type { Engine } from '../engine/engine.js';
import type { WorkspaceState } from '../engine/workspace/protocol.js';

/** Folders of what others wrote, or of what a build made. */
const skippedFolders = new Set(['node_modules', 'bower_components', 'vendor', 'dist', 'build', 'out', 'target']);
/** Larger files are data, or generated. */
const largestBytes = 512 * 1024;
/** A file with a zero byte near its start is no text. */
const lookedAt = 4096;

async function* filesIn(folder: string): AsyncGenerator<string, void> {
  const entries = await readdir(folder, { withFileTypes: true });
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    if (entry.name.startsWith('.') || skippedFolders.has(entry.name)) continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* filesIn(path);
    else if (entry.isFile() && (await stat(path)).size <= largestBytes) yield path;
  }
}

async function collect(files: AsyncIterable<string>): Promise<string[]> {
  const all: string[] = [];
  for await (const file of files) all.push(file);
  return all;
}

async function listed(folder: string): Promise<string[]> {
  try {
    return await collect(filesIn(folder));
  } catch (error) {
    throw new UserError(`The folder ${folder} cannot be read: ${(error as Error).message}`);
  }
}

/** Texts under way at once. */
const batchFiles = 256;

/**
 * Adds all texts of a folder to the engine's index, which is emptied first. Hidden files, build outputs and large files
 * are left out; a project's own rules are not read.
 *
 * @throws UserError if the folder cannot be read.
 */
export async function indexFolder(engine: Engine, folder: string): Promise<WorkspaceState> {
  const files = await listed(folder);
  await engine.workspace({ kind: 'clear' });
  for (let from = 0; from < files.length; from += batchFiles) {
    const updates = files.slice(from, from + batchFiles).map(async (file) => {
      const bytes = await readFile(file);
      if (bytes.subarray(0, lookedAt).includes(0)) return;
      await engine.workspace({ kind: 'update', path: relative(folder, file), text: bytes.toString('utf8') });
    });
    // Without it there would be a pause after each little work.
    const finished = engine.workspace({ kind: 'finish' });
    await Promise.all([...updates, finished]);
  }
  const state = await engine.workspace({ kind: 'finish' });
  if (!state) throw new Error('The engine gave no answer.');
  return state;
}
