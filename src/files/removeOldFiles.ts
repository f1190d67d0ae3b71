import { rm } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Removes files that earlier versions of Inkling left and this one does not know: drafts of failed writes, locks and
 * crash marks of processes that have ended.
 *
 * @param names of files in the folder; those that are missing are skipped.
 */
export async function removeOldFiles(folder: string, names: readonly string[]): Promise<void> {
  const removals = names.map((name) => rm(join(folder, name), { force: true }));
  // What cannot be removed disturbs nothing, and must not keep a model from loading or a file from being written.
  await Promise.allSettled(removals);
}
