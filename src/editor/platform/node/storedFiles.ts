import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { FileLock } from '../../../files/fileLock.js';
import { removeDrafts, writeAtomically } from '../../../files/writeAtomically.js';
import type { StoredFiles } from '../editorPlatform.js';

/** A write takes milliseconds. VS Code gives an extension 5 seconds for its end. */
const lockWaitMs = 2000;

const hasCode = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code;

/** The files in a folder of this machine, shared by several processes. */
export function nodeStoredFiles(folder: string): StoredFiles {
  const locks = new Map<string, FileLock>();
  const pathOf = (name: string): string => join(folder, name);
  const lockOf = (name: string): FileLock => {
    let lock = locks.get(name);
    if (!lock) locks.set(name, (lock = new FileLock(pathOf(`${name}.lock`))));
    return lock;
  };
  return {
    async read(name) {
      try {
        return await readFile(pathOf(name), 'utf8');
      } catch (error) {
        if (hasCode(error, 'ENOENT')) return undefined;
        throw error;
      }
    },
    write: (name, text) => writeAtomically(pathOf(name), text),
    rename: (name, newName) => rename(pathOf(name), pathOf(newName)),
    async remove(name) {
      await rm(pathOf(name), { force: true });
      await removeDrafts(pathOf(name));
    },
    alone: (name, task) => lockOf(name).run(lockWaitMs, task),
    async claim(name) {
      await mkdir(folder, { recursive: true });
      try {
        await (await open(pathOf(name), 'wx')).close();
        return true;
      } catch (error) {
        if (hasCode(error, 'EEXIST')) return false;
        throw error;
      }
    },
    display: pathOf,
  };
}
