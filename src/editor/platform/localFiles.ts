import type { EntryKind, FileTree, IgnoredFiles } from '../workspace/files/fileTree.js';
import type { GitHome } from '../workspace/files/outerRules.js';

/** Git is missing, refuses the repository, or gives up. */
export class GitFailed extends Error {
  override readonly name = 'GitFailed';
}

/** A folder about which git is asked. */
export interface GitQuestion {
  /** The executable. */
  readonly git: string;
  /** An absolute path without links. */
  readonly root: string;
  readonly signal: AbortSignal;
}

/** A file as it is now, without following a link at the end of its path. */
export interface FileStatus {
  readonly kind: EntryKind;
  readonly mtimeMs: number;
  readonly sizeBytes: number;
}

/**
 * The files of the machine on which the extension runs, where it may read them itself: it knows links and rules of git that
 * the editor does not tell. In a browser there is none, not even for `file:` addresses: `vscode.workspace.fs` reads them.
 */
export interface LocalFiles {
  readonly tree: FileTree;
  readonly gitHome: GitHome;
  /**
   * The files that git does not ignore.
   *
   * @returns undefined if the folder is in no repository's work tree.
   * @throws GitFailed if git cannot be run or does not trust the repository.
   */
  openGit(question: GitQuestion): Promise<IgnoredFiles | undefined>;
  /** @throws the system's error if there is none. */
  status(path: string): Promise<FileStatus>;
  /**
   * The content of a regular file; a link at the path's end is not followed.
   *
   * @returns undefined if it is none, or has more bytes than `maxBytes`.
   * @throws the system's error if it cannot be read.
   */
  read(path: string, maxBytes: number): Promise<Uint8Array | undefined>;
  /** A path without links; undefined if there is no such file or it is closed to this user. */
  realPath(path: string): string | undefined;
  /** A path relative to a folder that contains it; undefined for one outside. */
  pathBelow(folder: string, path: string): string | undefined;
}
