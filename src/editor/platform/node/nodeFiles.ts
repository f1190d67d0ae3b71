import { realpathSync } from 'node:fs';
import { lstat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { isAbsolute, relative } from 'node:path';
import type { LocalFiles } from '../localFiles.js';
import { GitFolder } from './gitFolder.js';
import { gitHome } from './gitHome.js';
import { kindOf, nodeTree, readPlainFile } from './nodeTree.js';

/** The files of this machine, through Node. */
export function nodeFiles(): LocalFiles {
  const home = gitHome(process.env, homedir(), process.platform);
  return {
    tree: nodeTree,
    gitHome: home,
    openGit: (question) => GitFolder.open({ ...question, home, tree: nodeTree }),
    async status(path) {
      const stats = await lstat(path);
      return { kind: kindOf(stats), mtimeMs: stats.mtime.getTime(), sizeBytes: stats.size };
    },
    read: (path, maxBytes) => readPlainFile(path, maxBytes),
    realPath(path) {
      try {
        return realpathSync.native(path);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === undefined) throw error;
        return undefined;
      }
    },
    pathBelow(folder, path) {
      const below = relative(folder, path);
      return /^\.\.([\\/]|$)/.test(below) || isAbsolute(below) ? undefined : below;
    },
  };
}
