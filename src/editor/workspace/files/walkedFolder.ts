import {
  joined,
  parentOf,
  type EntryKind,
  type FileTree,
  type IgnoredFiles,
  type OnUnreadable,
  type TreeEntry,
} from './fileTree.js';
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
  /** Folders that one listing looks into; all if absent. */
  readonly maxFolders?: number;
  /** Told when there are more. */
  readonly onFolderLimit?: () => void;
  /** Whether a folder holds files that the user works on: it is listed before its neighbours. None if absent. */
  readonly isNear?: (folder: string) => boolean;
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

  list(under: string, signal: AbortSignal): AsyncGenerator<string, void> {
    return this.walk(under, { folders: this.parts.maxFolders ?? Infinity }, signal);
  }

  private async *walk(under: string, left: { folders: number }, signal: AbortSignal): AsyncGenerator<string, void> {
    if (signal.aborted || under.split('/').length > maxDepth || (await this.isIgnored(under))) return;
    if (left.folders-- <= 0) return this.parts.onFolderLimit?.();
    const entries = await this.parts.tree.list(joined(this.parts.root, under));
    if (!entries) return this.parts.onUnreadable(under);
    const rules = await this.rulesIn(under, entries);
    const folders: string[] = [];
    for (const { name, kind } of entries) {
      const path = joined(under, name);
      if (kind === 'folder') folders.push(path);
      else if (name !== '.git' && !rules.rules.ignores(pathIn(rules, path))) yield path;
    }
    // A folder's own files first: where there is a limit, those deep down are left out.
    for (const folder of this.nearFirst(folders)) if (!isSkippedFolder(folder)) yield* this.walk(folder, left, signal);
  }

  private nearFirst(folders: readonly string[]): readonly string[] {
    const { isNear } = this.parts;
    if (!isNear) return folders;
    return [...folders.filter(isNear), ...folders.filter((folder) => !isNear(folder))];
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

  private async isIgnored(folder: string): Promise<boolean> {
    if (folder === '') return this.outermost().isIgnored;
    const outer = await this.rulesIn(parentOf(folder));
    return outer.isIgnored || outer.rules.ignores(`${pathIn(outer, folder)}/`);
  }

  /**
   * They are read once: the caller opens the folder again when a file of rules changes.
   *
   * @param entries what the folder has, if that is known: then it need not be asked for.
   */
  private rulesIn(folder: string, entries?: readonly TreeEntry[]): Promise<FolderRules> {
    let rules = this.known.get(folder);
    if (!rules) this.known.set(folder, (rules = this.readRules(folder, entries)));
    return rules;
  }

  private async readRules(folder: string, entries: readonly TreeEntry[] | undefined): Promise<FolderRules> {
    const { tree, root } = this.parts;
    const outer = folder === '' ? this.outermost() : await this.rulesIn(parentOf(folder));
    if (await this.isIgnored(folder)) return { ...outer, isIgnored: true };
    const place = joined(root, folder);
    const kindOf = async (name: string): Promise<EntryKind | undefined> =>
      entries ? entries.find((entry) => entry.name === name)?.kind : tree.kind(`${place}/${name}`);
    const isInside = folder !== '' && (await kindOf('.git')) !== undefined;
    const own = isInside ? await this.repositoryIn(folder) : outer;
    // Git follows no link there.
    const text = (await kindOf('.gitignore')) === 'file' ? await tree.text(`${place}/.gitignore`) : undefined;
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
