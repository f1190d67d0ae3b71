import { execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { UserError } from '../../src/core/errors.js';
import type { PinnedRepository } from '../repositories.js';

const run = promisify(execFile);

/** A file of a commit. */
export interface Blob {
  readonly path: string;
  readonly id: string;
  readonly sizeBytes: number;
}

/** Possible paths of a snapshot or clone in the given folder. */
const pathsOf = (folder: string, name: string): string[] => {
  const joined = name.replace('/', '+');
  return [join(folder, joined, 'repo'), join(folder, joined), join(folder, name)];
};

/** The git directory of a path that is one, or a work tree; undefined if it is neither. */
function gitDirectory(folder: string): string | undefined {
  return [join(folder, '.git'), folder].find(
    (path) => existsSync(join(path, 'HEAD')) && existsSync(join(path, 'objects')),
  );
}

async function hasCommit(git: string, commit: string): Promise<boolean> {
  try {
    await run('git', ['--git-dir', git, 'cat-file', '-e', `${commit}^{commit}`]);
    return true;
  } catch {
    return false;
  }
}

/**
 * The git directory of a pinned repository.
 *
 * @param folder holds snapshots or clones: `owner+name/repo`, `owner+name` or `owner/name`.
 * @throws UserError with the command to clone or fetch it.
 */
export async function findRepository(folder: string, { name, commit }: PinnedRepository): Promise<string> {
  const candidates = pathsOf(resolve(folder), name).flatMap((path) => gitDirectory(path) ?? []);
  for (const git of candidates) if (await hasCommit(git, commit)) return git;
  const [git] = candidates;
  throw new UserError(
    git === undefined
      ? `${folder} has no repository ${name}. Get it:\n  git clone https://github.com/${name} ${join(folder, name)}`
      : `${git} lacks the commit ${commit} of ${name}. Get it:\n  git --git-dir ${git} fetch origin ${commit}`,
  );
}

/** All files of a commit, ordered by path. */
export async function listFiles(git: string, commit: string): Promise<Blob[]> {
  const { stdout } = await run('git', ['--git-dir', git, 'ls-tree', '-r', '-l', '-z', commit], { maxBuffer: 1e9 });
  return stdout.split('\0').flatMap((line) => {
    const [facts = '', path = ''] = line.split('\t');
    const [, kind, id, size] = facts.split(/ +/);
    return kind === 'blob' ? [{ path, id: id!, sizeBytes: Number(size) }] : [];
  });
}

/**
 * The contents of blobs in their order, read by one process.
 *
 * @throws UserError where one is missing, as in a partial clone.
 */
export async function readBlobs(git: string, blobs: readonly Blob[]): Promise<Buffer[]> {
  const child = spawn('git', ['--git-dir', git, 'cat-file', '--batch'], { stdio: ['pipe', 'pipe', 'inherit'] });
  child.stdin.end(blobs.map(({ id }) => `${id}\n`).join(''));
  const chunks: Buffer[] = [];
  for await (const chunk of child.stdout) chunks.push(chunk as Buffer);
  const all = Buffer.concat(chunks);
  let at = 0;
  return blobs.map(({ path }) => {
    const end = all.indexOf(0x0a, at);
    const [, kind, size] = all.subarray(at, end).toString('latin1').split(' ');
    if (kind === 'missing') throw new UserError(`${git} lacks the content of ${path}: clone it as a whole.`);
    at = end + 1 + Number(size) + 1;
    return all.subarray(end + 1, at - 1);
  });
}
