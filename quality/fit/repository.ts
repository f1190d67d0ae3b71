import { execFile, spawn } from 'node:child_process';
import { promisify } from 'node:util';
import { UserError } from '../../src/core/errors.js';

const run = promisify(execFile);

/** A file of a repository's newest commit. */
export interface RepositoryFile {
  readonly path: string;
  readonly text: string;
}

/** Source code written by developers; generated code is not typical of theirs. */
const isSource = /\.(?:[cm]?[jt]sx?|py|go|rs|java|kt|cs|cc|cpp|hpp|[ch]|rb|php|swift|vue|svelte)$/;
const isGenerated =
  /(?:^|\/)(?:node_modules|vendor|dist|build|out|target|third_party|fixtures|__snapshots__)\/|\.min\.|\.d\.ts$/;
const sizesBytes = { min: 200, max: 200_000 };

async function gitFolder(folder: string): Promise<string> {
  try {
    const { stdout } = await run('git', ['-C', folder, 'rev-parse', '--absolute-git-dir']);
    return stdout.trim();
  } catch {
    throw new UserError(`${folder} is not a git repository.`);
  }
}

/** Reads the contents of blobs with one process, without missing ones (of a partial clone). */
async function blobs(git: string, ids: readonly string[]): Promise<Map<string, Buffer>> {
  const child = spawn('git', ['--git-dir', git, 'cat-file', '--batch'], { stdio: ['pipe', 'pipe', 'inherit'] });
  child.stdin.end(ids.map((id) => `${id}\n`).join(''));
  const chunks: Buffer[] = [];
  for await (const chunk of child.stdout) chunks.push(chunk as Buffer);
  const all = Buffer.concat(chunks);
  const contents = new Map<string, Buffer>();
  for (let at = 0; at < all.length;) {
    const end = all.indexOf(0x0a, at);
    const [id, kind, size] = all.subarray(at, end).toString('latin1').split(' ');
    at = end + 1;
    if (kind === 'missing') continue;
    contents.set(id!, all.subarray(at, at + Number(size)));
    at += Number(size) + 1;
  }
  return contents;
}

/**
 * The source files of a repository's newest commit, ordered by path.
 *
 * @param folder a work tree or a git directory.
 * @throws UserError if it is neither.
 */
export async function sourceFiles(folder: string): Promise<RepositoryFile[]> {
  const git = await gitFolder(folder);
  const listing = await run('git', ['--git-dir', git, 'ls-tree', '-r', '-l', '-z', 'HEAD'], { maxBuffer: 1e9 });
  const wanted = listing.stdout.split('\0').flatMap((line) => {
    const [facts = '', path = ''] = line.split('\t');
    const [, kind, id, size] = facts.split(/ +/);
    const isWanted = kind === 'blob' && isSource.test(path) && !isGenerated.test(path);
    return isWanted && Number(size) >= sizesBytes.min && Number(size) <= sizesBytes.max ? [{ id: id!, path }] : [];
  });
  const contents = await blobs(git, wanted.map(({ id }) => id)); // prettier-ignore
  return wanted.flatMap(({ id, path }) => {
    const content = contents.get(id);
    return content && !content.includes(0) ? [{ path, text: content.toString('utf8') }] : [];
  });
}
