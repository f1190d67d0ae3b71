import { gitignoreIn, joined, parentOf, type FileTree } from './fileTree.js';
import { coreConfig } from './gitConfig.js';
import { IgnoreRules } from './ignoreRules.js';

/** Where git's configuration of this user and machine is. */
export interface GitHome {
  /** Configuration files in the order in which git reads them. */
  readonly configFiles: readonly string[];
  /** The user's own rules where no configuration names a file. */
  readonly excludesFile: string;
  /** The home folder, for `~/`. */
  readonly home: string;
  /** Whether the file system of this machine usually ignores case. */
  readonly ignoreCase: boolean;
}

/** What decides above a folder. */
export interface OuterRules {
  readonly rules: IgnoreRules;
  /** The folder's path in its repository; empty for the repository itself, or where there is none. */
  readonly prefix: string;
  /** Absolute paths of the files of rules, whether or not they exist. */
  readonly sources: readonly string[];
}

/** The rules of a repository that are in none of its `.gitignore` files. */
export async function repositoryRules(
  tree: FileTree,
  repository: string,
  home: GitHome | undefined,
): Promise<OuterRules> {
  const common = await commonFolder(tree, repository);
  const configs = [...(home?.configFiles ?? []), `${common}/config`];
  let excludesFile = home?.excludesFile ?? '';
  let ignoreCase = home?.ignoreCase ?? false;
  for (const file of configs) {
    const config = coreConfig((await tree.text(file)) ?? '');
    excludesFile = config.excludesFile?.replace(/^~\//, `${home?.home ?? ''}/`) ?? excludesFile;
    ignoreCase = config.ignoreCase ?? ignoreCase;
  }
  // Another machine's file system has no file of this user's.
  const sources = [...(home && excludesFile !== '' ? [excludesFile] : []), `${common}/info/exclude`];
  let rules = IgnoreRules.none(ignoreCase);
  for (const file of sources) rules = rules.with('', (await tree.text(file)) ?? '');
  return { rules, prefix: '', sources };
}

/** The rules from the repository around a folder down to the folder's parent. */
export async function outerRules(tree: FileTree, root: string, home: GitHome | undefined): Promise<OuterRules> {
  const repository = await repositoryAround(tree, root);
  if (repository === undefined) return { rules: IgnoreRules.none(home?.ignoreCase ?? false), prefix: '', sources: [] };
  const prefix = root.slice(repository.length + 1);
  const outer = await repositoryRules(tree, repository, home);
  const sources = [...outer.sources];
  let { rules } = outer;
  const names = prefix === '' ? [] : prefix.split('/');
  for (const [depth] of names.entries()) {
    const folder = names.slice(0, depth).join('/');
    const place = joined(repository, folder);
    rules = rules.with(folder, (await gitignoreIn(tree, place)) ?? '');
    sources.push(`${place}/.gitignore`);
  }
  return { rules, prefix, sources };
}

async function repositoryAround(tree: FileTree, root: string): Promise<string | undefined> {
  for (let folder = root; folder !== ''; folder = parentOf(folder)) {
    if ((await tree.kind(`${folder}/.git`)) !== undefined) return folder;
  }
  return undefined;
}

/** Where a repository's own rules are: a work tree and a submodule have a file that names the place. */
async function commonFolder(tree: FileTree, repository: string): Promise<string> {
  const git = `${repository}/.git`;
  const [, named] = /^gitdir: (.+)/.exec((await tree.text(git)) ?? '') ?? [];
  if (named === undefined) return git;
  const folder = resolved(repository, named.trim());
  const common = await tree.text(`${folder}/commondir`);
  return common === undefined ? folder : resolved(folder, common.trim());
}

/** A path that may be relative, with `..`. */
function resolved(folder: string, path: string): string {
  const portable = path.replaceAll('\\', '/');
  const parts: string[] = [];
  for (const part of (/^(\/|[a-z]:)/i.test(portable) ? portable : `${folder}/${portable}`).split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.') parts.push(part);
  }
  return parts.join('/');
}
