import {
  joined,
  leadsDown,
  LinkCheck,
  parentOf,
  type FileTree,
  type IgnoredFiles,
} from '../../workspace/files/fileTree.js';
import type { GitHome } from '../../workspace/files/outerRules.js';
import { isSkippedFolder, skippedFolders } from '../../workspace/files/projectPlaces.js';
import { GitFailed, type GitQuestion } from '../localFiles.js';
import { gitLine, gitRecords, type GitCall } from './gitCommand.js';

/**
 * For each file that it is asked about, git goes through its whole index; for more than these, one listing is cheaper.
 * It takes names for patterns then, so that `[id].ts` is taken for tracked where `i.ts` is: those are always listed.
 */
const maxSingleFiles = 200;

/** A listing that is longer is cut: its names have to fit into memory. */
const maxRecords = 1_000_000;

/** Those that are tracked are in no way ignored: `git check-ignore` has it so, too. */
const listFiles = ['ls-files', '-z', '--cached', '--others', '--exclude-standard'];
const withoutSkipped = skippedFolders.map((name) => `--exclude=${name}/`);

/** How a folder is opened. */
export interface GitFolderParts extends GitQuestion {
  readonly tree: FileTree;
  readonly home: GitHome;
}

/** Files that git does not ignore, as git itself says; a repository inside is asked for what it holds. */
export class GitFolder implements IgnoredFiles {
  private constructor(
    private readonly git: string,
    private readonly root: string,
    private readonly tree: FileTree,
    readonly sources: readonly string[],
  ) {}

  /**
   * @returns undefined if the folder is in no repository's work tree.
   * @throws GitFailed if git cannot be run or does not trust the repository.
   */
  static async open({ git, root, tree, home, signal }: GitFolderParts): Promise<GitFolder | undefined> {
    const call: GitCall = { git, folder: root, signal };
    try {
      if ((await gitLine(call, ['rev-parse', '--is-inside-work-tree'])) !== 'true') return undefined;
    } catch (error) {
      if (error instanceof GitFailed && error.message.includes('not a git repository')) return undefined;
      throw error;
    }
    return new GitFolder(git, root, tree, await sourcesOf(call, home));
  }

  async *list(under: string, signal: AbortSignal): AsyncGenerator<string, void> {
    const links = new LinkCheck(this.tree, this.root);
    const listed = new Set<string>();
    for await (const path of this.listIn(under, signal)) {
      // A file in conflict is listed for each of its versions, and a tracked folder may have become a link.
      if (signal.aborted) return;
      if (!leadsDown(path) || listed.has(path) || !(await links.isReachedWithoutLink(path))) continue;
      listed.add(path);
      yield path;
    }
  }

  async withoutIgnored(paths: readonly string[], signal: AbortSignal): Promise<ReadonlySet<string>> {
    if (paths.length > maxSingleFiles || paths.some((path) => /[*?[\\]/.test(path)))
      return this.listedOf(paths, signal);
    const byRepository = new Map<string, string[]>();
    const repositories = new Map<string, Promise<string>>();
    for (const path of paths) {
      const repository = await this.repositoryOf(parentOf(path), repositories);
      byRepository.set(repository, [...(byRepository.get(repository) ?? []), path]);
    }
    const kept = new Set<string>();
    for (const [repository, own] of byRepository) {
      if (!(await this.isKept(repository, signal))) continue;
      for (const path of await this.notIgnoredIn(repository, own, signal)) kept.add(path);
    }
    return kept;
  }

  private async listedOf(paths: readonly string[], signal: AbortSignal): Promise<ReadonlySet<string>> {
    const wanted = new Set(paths);
    const kept = new Set<string>();
    for await (const path of this.list('', signal)) if (wanted.has(path)) kept.add(path);
    return kept;
  }

  private async *listIn(folder: string, signal: AbortSignal): AsyncGenerator<string, void> {
    const call: GitCall = { git: this.git, folder: joined(this.root, folder), signal };
    const inside: string[] = [];
    // What is there besides files: a submodule is in the index as one entry, another repository is listed as a folder.
    for await (const record of gitRecords(call, ['ls-files', '-z', '--stage'])) {
      const [, submodule] = /^160000 [^\t]*\t(.*)$/s.exec(record) ?? [];
      if (submodule !== undefined) inside.push(joined(folder, submodule));
    }
    const submodules = new Set(inside);
    for (const record of await recordsOf(call, [...listFiles, ...withoutSkipped])) {
      const path = joined(folder, record);
      if (record.endsWith('/')) inside.push(path.slice(0, -1));
      else if (!submodules.has(path)) yield path;
    }
    const links = new LinkCheck(this.tree, this.root);
    for (const repository of inside) {
      const git = joined(joined(this.root, repository), '.git');
      const isPlain = !isSkippedFolder(repository) && (await links.isReachedWithoutLink(`${repository}/.git`));
      if (isPlain && (await this.tree.kind(git)) !== undefined) yield* this.listIn(repository, signal);
    }
  }

  /** The innermost repository around a folder, relative to the root; empty for the one around the root itself. */
  private repositoryOf(folder: string, known: Map<string, Promise<string>>): Promise<string> {
    if (folder === '') return Promise.resolve('');
    const find = async (): Promise<string> => {
      const git = await this.tree.kind(`${joined(this.root, folder)}/.git`);
      return git === undefined ? this.repositoryOf(parentOf(folder), known) : folder;
    };
    let repository = known.get(folder);
    if (!repository) known.set(folder, (repository = find()));
    return repository;
  }

  /** Whether no outer repository ignores one inside. */
  private async isKept(repository: string, signal: AbortSignal): Promise<boolean> {
    if (repository === '') return true;
    const outer = await this.repositoryOf(parentOf(repository), new Map());
    return (
      (await this.isKept(outer, signal)) && (await this.notIgnoredIn(outer, [repository], signal)).includes(repository)
    );
  }

  private async notIgnoredIn(repository: string, paths: readonly string[], signal: AbortSignal): Promise<string[]> {
    const call: GitCall = { git: this.git, folder: joined(this.root, repository), signal };
    const own = (path: string): string => (repository === '' ? path : path.slice(repository.length + 1));
    // Otherwise a colon at the start would be git's own syntax.
    const input = paths.map((path) => `./${own(path)}\0`).join('');
    const ignored = new Set<string>();
    // It ends with 1 if none is ignored.
    const answer = gitRecords(call, ['check-ignore', '-z', '--stdin'], { input, codes: [0, 1] });
    for await (const record of answer) ignored.add(record);
    return signal.aborted ? [] : paths.filter((path) => !ignored.has(`./${own(path)}`));
  }
}

/** All records at once: git must not have to wait, and run, for as long as the files are read. */
async function recordsOf(call: GitCall, args: readonly string[]): Promise<string[]> {
  const records: string[] = [];
  for await (const record of gitRecords(call, args)) {
    records.push(record);
    if (records.length === maxRecords) break;
  }
  return records;
}

/** Files of rules above and beside the folder, whether or not they exist now. */
async function sourcesOf(call: GitCall, home: GitHome): Promise<string[]> {
  const top = await gitLine(call, ['rev-parse', '--show-toplevel']);
  const exclude = await gitLine(call, ['rev-parse', '--git-path', 'info/exclude']);
  const global = await gitLine(call, ['config', '--type=path', '--get', 'core.excludesFile']);
  const absolute = (path: string): string => (/^(\/|[a-z]:)/i.test(path) ? path : joined(call.folder, path));
  const sources = [absolute(global ?? home.excludesFile), ...(exclude === undefined ? [] : [absolute(exclude)])];
  if (top === undefined) return sources;
  for (let folder = parentOf(call.folder); folder.length >= top.length; folder = parentOf(folder)) {
    sources.push(`${folder}/.gitignore`);
  }
  return sources;
}
