import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { GitFolder } from '../../../../src/editor/platform/node/gitFolder.js';
import { gitHome } from '../../../../src/editor/platform/node/gitHome.js';
import { nodeTree } from '../../../../src/editor/platform/node/nodeTree.js';
import { FolderFiles, type FolderParts } from '../../../../src/editor/workspace/files/folderFiles.js';

/** A temporary folder with files, in which git may be run; of the machine's own configuration nothing is read. */
export class TestFolder {
  readonly path = realpathSync(mkdtempSync(join(tmpdir(), 'inkling-files-'))).replaceAll('\\', '/');
  /** The home folder of this test's user, with `.config/git/ignore`. */
  readonly home = `${this.path}/home`;
  private readonly earlier = { ...process.env };
  readonly env = { GIT_CONFIG_GLOBAL: `${this.home}/.gitconfig`, GIT_CONFIG_NOSYSTEM: '1' };

  constructor() {
    this.write('home/.gitconfig', `[core]\n\texcludesFile = ${this.home}/ignore\n`);
    Object.assign(process.env, this.env);
  }

  write(path: string, text: string | Uint8Array): void {
    mkdirSync(dirname(join(this.path, path)), { recursive: true });
    writeFileSync(join(this.path, path), text);
  }

  git(folder: string, args: readonly string[], input = ''): string {
    return execFileSync('git', ['-C', join(this.path, folder), ...args], { input, stdio: 'pipe' }).toString();
  }

  /** Those of some paths that `git check-ignore` names; without `--no-index` it would take the names for patterns. */
  ignored(folder: string, paths: readonly string[]): Set<string> {
    try {
      const args = ['check-ignore', '--no-index', '-z', '--stdin'];
      const named = this.git(folder, args, paths.map((path) => `./${path}\0`).join('')).split('\0');
      const tracked = new Set(this.git(folder, ['ls-files', '-z']).split('\0'));
      return new Set(named.map((path) => path.slice(2)).filter((path) => !tracked.has(path)));
    } catch (error) {
      // It ends with 1 where it names none.
      if ((error as { status?: number }).status === 1) return new Set();
      throw error;
    }
  }

  /** The files of a folder, with git or without. */
  open(folder: string, git: string | undefined, more: Partial<FolderParts> = {}): Promise<FolderFiles> {
    const home = gitHome(this.env, this.home, process.platform);
    const parts: FolderParts = {
      root: `${this.path}/${folder}`,
      tree: nodeTree,
      git,
      local: { gitHome: home, openGit: (question) => GitFolder.open({ ...question, home, tree: nodeTree }) },
      onUnreadable: (place) => {
        throw new Error(`${place} cannot be read.`);
      },
      onGitFailed: (error) => {
        throw error;
      },
      ...more,
    };
    return FolderFiles.open(parts, new AbortController().signal);
  }

  dispose(): void {
    rmSync(this.path, { recursive: true, force: true });
    process.env = this.earlier;
  }
}

/** All that is listed, sorted. */
export async function listed(files: FolderFiles, under = ''): Promise<string[]> {
  const all: string[] = [];
  for await (const path of files.list(under, new AbortController().signal)) all.push(path);
  return all.sort();
}
