/** The kind of an entry; a link is never followed, and `other` is a socket, a device or a pipe. */
export type EntryKind = 'file' | 'folder' | 'link' | 'other';

export interface TreeEntry {
  readonly name: string;
  readonly kind: EntryKind;
}

/** Files as the index sees them. Paths are absolute, with `/` between folders and none at the end. */
export interface FileTree {
  /** The entries of a folder; undefined if it cannot be read. */
  list(folder: string): Promise<readonly TreeEntry[] | undefined>;
  /** The kind of an entry; undefined if there is none or it cannot be read. */
  kind(path: string): Promise<EntryKind | undefined>;
  /** The text of a small file such as `.gitignore`, also where it is a link; undefined if there is none. */
  text(file: string): Promise<string | undefined>;
}

/** The files of a folder that git does not ignore. Paths are relative to the folder, with `/`. */
export interface IgnoredFiles {
  /** Absolute paths of files outside the folder, and in `.git`, that affect what is ignored. */
  readonly sources: readonly string[];

  /**
   * Every file and link that git does not ignore and that is in no folder of packages or of a build.
   *
   * @param under a folder; empty for all.
   */
  list(under: string, signal: AbortSignal): AsyncIterable<string>;

  /** Those of the given files that git does not ignore. None of them is reached through a link. */
  withoutIgnored(paths: readonly string[], signal: AbortSignal): Promise<ReadonlySet<string>>;
}

/** Called for each folder that cannot be read. */
export type OnUnreadable = (folder: string) => void;

/** The text of a folder's `.gitignore`; git follows no link there. */
export async function gitignoreIn(tree: FileTree, folder: string): Promise<string | undefined> {
  const file = `${folder}/.gitignore`;
  return (await tree.kind(file)) === 'file' ? tree.text(file) : undefined;
}

/** Joins two paths, each of which may be empty. */
export const joined = (folder: string, path: string): string =>
  folder === '' || path === '' ? folder + path : `${folder}/${path}`;

/** Whether a path leads nowhere but down: what comes from a repository's index may have been made by hand. */
export const leadsDown = (path: string): boolean => !/^[\\/]|(^|[\\/])\.\.?([\\/]|$)/.test(path);

/** The folder of a relative path; empty for the outermost. */
export const parentOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')));

/** Tells whether a path below a root is reached without a link; remembers the folders, so it is for one pass only. */
export class LinkCheck {
  private readonly folders = new Map<string, Promise<boolean>>();

  constructor(
    private readonly tree: FileTree,
    private readonly root: string,
  ) {}

  /** Whether no folder on the way from the root to the path is a link. The path itself is not looked at. */
  isReachedWithoutLink(path: string): Promise<boolean> {
    const folder = parentOf(path);
    if (folder === '') return Promise.resolve(true);
    let known = this.folders.get(folder);
    if (!known) this.folders.set(folder, (known = this.isPlainFolder(folder)));
    return known;
  }

  private async isPlainFolder(folder: string): Promise<boolean> {
    if (!(await this.isReachedWithoutLink(folder))) return false;
    const kind = await this.tree.kind(joined(this.root, folder));
    return kind === 'folder' || kind === undefined;
  }
}
