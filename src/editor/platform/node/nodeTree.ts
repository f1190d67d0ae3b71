import type { Dirent, Stats } from 'node:fs';
import { constants } from 'node:fs';
import { lstat, open, readdir } from 'node:fs/promises';
import type { EntryKind, FileTree } from '../../workspace/files/fileTree.js';

/** Files of rules are small: what is larger is not one. */
const maxTextBytes = 1 << 20;

/** Windows has neither flag, and so they are undefined there: no link is followed, no pipe's writer waited for. */
const { O_NOFOLLOW: noFollow = 0, O_NONBLOCK: noWait = 0 } = constants as Partial<typeof constants>;

/** What a `stat` that follows no link says of an entry. */
export function kindOf(entry: Dirent | Stats): EntryKind {
  if (entry.isSymbolicLink()) return 'link';
  if (entry.isDirectory()) return 'folder';
  return entry.isFile() ? 'file' : 'other';
}

/**
 * Reads a regular file without following a link at its path's end, unless that is said.
 *
 * @returns undefined if it is none, or has more bytes than `maxBytes`.
 * @throws the system's error if it cannot be read.
 */
export async function readPlainFile(
  path: string,
  maxBytes: number,
  { followLink = false } = {},
): Promise<Uint8Array | undefined> {
  const file = await open(path, constants.O_RDONLY | noWait | (followLink ? 0 : noFollow));
  try {
    const stats = await file.stat();
    if (!stats.isFile() || stats.size > maxBytes) return undefined;
    return await file.readFile();
  } finally {
    await file.close();
  }
}

/** Tells of `undefined` for errors of the file system: gone meanwhile, or not readable for this user. */
async function orUndefined<T>(read: Promise<T>): Promise<T | undefined> {
  try {
    return await read;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined) throw error;
    return undefined;
  }
}

/** The files of this machine. */
export const nodeTree: FileTree = {
  async list(folder) {
    const entries = await orUndefined(readdir(folder, { withFileTypes: true }));
    return entries?.map((entry) => ({ name: entry.name, kind: kindOf(entry) }));
  },
  async kind(path) {
    const stats = await orUndefined(lstat(path));
    return stats && kindOf(stats);
  },
  async text(file) {
    const bytes = await orUndefined(readPlainFile(file, maxTextBytes, { followLink: true }));
    return bytes && Buffer.from(bytes).toString('utf8');
  },
};
