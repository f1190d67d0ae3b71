import { gitignoreIn, joined, parentOf, type FileTree, type IgnoredFiles, type OnUnreadable } from './fileTree.js';
import type { IgnoreRules } from './ignoreRules.js';
import { outerRules, repositoryRules, type GitHome, type OuterRules } from './outerRules.js';
import { isInSkippedFolder, isSkippedFolder } from './projectPlaces.js';

/** Deeper folders are made by a tool that went wrong, or to keep others busy. */
const maxDepth = 64;

/** The rules that apply in a folder, and the folder that their paths begin at. */
interface FolderRules {
  readonly rules: IgnoreRules;
  /** What comes before a path relative to the root to make it the repository's. */
  readonly prefix: string;
  /** How many characters of a path relative to the root are not the repository's: those of a repository inside. */
  readonly skipped: number;
  /** Whether the folder itself is ignored. */
  readonly isIgnored: boolean;
}

/** How a folder is opened. */
export interface WalkedFolderParts {
  /** An absolute path. */
  readonly root: string;
  readonly tree: FileTree;
  /** Absent where the files are another machine's. */
  readonly home?: GitHome | undefined;
  readonly onUnreadable: OnUnreadable;
}

/** Files that git does not ignore, by the files of rules themselves: where there is no git, or none may be run. */
export class WalkedFolder implements IgnoredFiles {
  private readonly known = new Map<string, Promise<FolderRules>>();

  private constructor(
    private readonly parts: WalkedFolderParts,
    private readonly outer: OuterRules,
  ) {}

  static async open(parts: WalkedFolderParts): Promise<WalkedFolder> {
    const { root, tree, home } = parts;
    return new WalkedFolder(parts, await outerRules(tree, root, home));
  }

  get sources(): readonly string[] {
    return this.outer.sources;
  }

  async *list(under: string, signal: AbortSignal): AsyncGenerator<string, void> {
    if (signal.aborted || under.split('/').length > maxDepth) return;
    const rules = await this.rulesIn(under);
    if (rules.isIgnored) return;
    const entries = await this.parts.tree.list(joined(this.parts.root, under));
    if (!entries) return this.parts.onUnreadable(under);
    const folders: string[] = [];
    for (const { name, kind } of entries) {
      const path = joined(under, name);
      if (kind === 'folder') folders.push(path);
      else if (name !== '.git' && !rules.rules.ignores(pathIn(rules, path))) yield path;
    }
    // A folder's own files first: where there is a limit, those deep down are left out.
    for (const folder of folders) if (!isSkippedFolder(folder)) yield* this.list(folder, signal);
  }

  async withoutIgnored(paths: readonly string[], signal: AbortSignal): Promise<ReadonlySet<string>> {
    const kept = new Set<string>();
    for (const path of paths) {
      if (signal.aborted || isInSkippedFolder(path)) continue;
      const rules = await this.rulesIn(parentOf(path));
      if (!rules.isIgnored && !rules.rules.ignores(pathIn(rules, path))) kept.add(path);
    }
    return kept;
  }

  /** They are read once: the caller opens the folder again when a file of rules changes. */
  private rulesIn(folder: string): Promise<FolderRules> {
    let rules = this.known.get(folder);
    if (!rules) this.known.set(folder, (rules = this.readRules(folder)));
    return rules;
  }

  private async readRules(folder: string): Promise<FolderRules> {
    const outer = folder === '' ? this.outermost() : await this.rulesIn(parentOf(folder));
    const isIgnored = outer.isIgnored || (folder !== '' && outer.rules.ignores(`${pathIn(outer, folder)}/`));
    if (isIgnored) return { ...outer, isIgnored };
    const place = joined(this.parts.root, folder);
    const isInside = folder !== '' && (await this.parts.tree.kind(`${place}/.git`)) !== undefined;
    const own = isInside ? await this.repositoryIn(folder) : outer;
    const text = await gitignoreIn(this.parts.tree, place);
    return text === undefined ? own : { ...own, rules: own.rules.with(pathIn(own, folder), text) };
  }

  private outermost(): FolderRules {
    const { rules, prefix } = this.outer;
    return { rules, prefix, skipped: 0, isIgnored: prefix !== '' && rules.ignores(`${prefix}/`) };
  }

  private async repositoryIn(folder: string): Promise<FolderRules> {
    const { rules } = await repositoryRules(this.parts.tree, joined(this.parts.root, folder), this.parts.home);
    return { rules, prefix: '', skipped: folder.length + 1, isIgnored: false };
  }
}

const pathIn = ({ prefix, skipped }: FolderRules, path: string): string => joined(prefix, path.slice(skipped));
