import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { PlannedFile } from './downloadState.js';

/** @returns the size in bytes; undefined if there is no such file. */
export async function sizeOfFile(file: string): Promise<number | undefined> {
  try {
    return (await stat(file)).size;
  } catch {
    return undefined;
  }
}

/** Where a file lies in a download's folder once it is whole and checked. */
export const wholeFile = (folder: string, path: string): string => join(folder, ...path.split('/'));

/** Where its bytes gather until then. */
export const partFile = (folder: string, path: string): string => `${wholeFile(folder, path)}.part`;

/** How many bytes of a file are there, checked or not. */
export async function bytesThere(folder: string, { path }: Pick<PlannedFile, 'path'>): Promise<number> {
  return (await sizeOfFile(wholeFile(folder, path))) ?? (await sizeOfFile(partFile(folder, path))) ?? 0;
}

/** Removes what is there of a file. */
export async function dropFile(folder: string, path: string): Promise<void> {
  await rm(wholeFile(folder, path), { force: true });
  await rm(partFile(folder, path), { force: true });
}
