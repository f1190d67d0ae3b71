import { lstat, rm } from 'node:fs/promises';
import type { PlannedFile } from './downloadState.js';
import { innerPath, innerPathWithoutLinks } from './modelPath.js';

/** @returns the size in bytes; undefined if there is no such regular file, or it cannot be read. */
export async function bytesInFile(file: string): Promise<number | undefined> {
  try {
    const stats = await lstat(file);
    return stats.isFile() ? stats.size : undefined;
  } catch {
    // What keeps a file from being read also keeps it from being written, and is reported there.
    return undefined;
  }
}

/** Path of a file in a download's folder once it is whole and checked. */
export const wholeFile = (folder: string, path: string): Promise<string> => innerPathWithoutLinks(folder, path);

/** Path under which its bytes gather until then. */
export const partFile = (folder: string, path: string): Promise<string> => innerPathWithoutLinks(folder, path, '.part');

/** Bytes of a file that are there, checked or not. Only sizes are read, so that links do no harm. */
export async function bytesThere(folder: string, { path }: Pick<PlannedFile, 'path'>): Promise<number> {
  const file = innerPath(folder, path);
  return (await bytesInFile(file)) ?? (await bytesInFile(`${file}.part`)) ?? 0;
}

/** Deletes what is there of a file. */
export async function dropFile(folder: string, path: string): Promise<void> {
  await rm(await wholeFile(folder, path), { force: true });
  await rm(await partFile(folder, path), { force: true });
}
