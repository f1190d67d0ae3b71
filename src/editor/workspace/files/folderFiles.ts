import { GitFailed, type LocalFiles } from '../../platform/localFiles.js';
import type { FileTree, IgnoredFiles, OnUnreadable } from './fileTree.js';
import { WalkedFolder, type WalkedFolderParts } from './walkedFolder.js';

/** How the files of one workspace folder are found. */
export interface FolderParts {
  /** The folder's absolute path; without links where git is asked. */
  readonly root: string;
  readonly tree: FileTree;
  /** Git's executable; absent where there is none, or none may be run. */
  readonly git?: string | undefined;
  /** Absent where the files are another machine's. */
  readonly local?: Pick<LocalFiles, 'gitHome' | 'openGit'> | undefined;
  readonly onUnreadable: OnUnreadable;
  /** Told why git does not answer, when it is done without. */
  readonly onGitFailed: (error: GitFailed) => void;
}

/** The files of a folder that git does not ignore: asked of git where it answers, and else read from the rules. */
export class FolderFiles implements IgnoredFiles {
  private constructor(
    private readonly parts: FolderParts,
    private git: IgnoredFiles | undefined,
    readonly sources: readonly string[],
    private walked?: WalkedFolder,
  ) {}

  static async open(parts: FolderParts, signal: AbortSignal): Promise<FolderFiles> {
    const { git, local, root, onGitFailed } = parts;
    try {
      const folder = git === undefined ? undefined : await local?.openGit({ git, root, signal });
      if (folder) return new FolderFiles(parts, folder, folder.sources);
    } catch (error) {
      if (!(error instanceof GitFailed)) throw error;
      onGitFailed(error);
    }
    const walked = await WalkedFolder.open(walkedParts(parts));
    return new FolderFiles(parts, undefined, walked.sources, walked);
  }

  async *list(under: string, signal: AbortSignal): AsyncGenerator<string, void> {
    const listed = new Set<string>();
    try {
      for await (const path of this.git?.list(under, signal) ?? []) {
        listed.add(path);
        yield path;
      }
      if (this.git) return;
    } catch (error) {
      this.giveUpGit(error);
    }
    const walked = await this.withoutGit();
    for await (const path of walked.list(under, signal)) if (!listed.has(path)) yield path;
  }

  async withoutIgnored(paths: readonly string[], signal: AbortSignal): Promise<ReadonlySet<string>> {
    try {
      if (this.git) return await this.git.withoutIgnored(paths, signal);
    } catch (error) {
      this.giveUpGit(error);
    }
    return (await this.withoutGit()).withoutIgnored(paths, signal);
  }

  private async withoutGit(): Promise<WalkedFolder> {
    return (this.walked ??= await WalkedFolder.open(walkedParts(this.parts)));
  }

  private giveUpGit(error: unknown): void {
    if (!(error instanceof GitFailed)) throw error;
    this.parts.onGitFailed(error);
    this.git = undefined;
  }
}

const walkedParts = ({ root, tree, local, onUnreadable }: FolderParts): WalkedFolderParts => ({
  ...{ root, tree, onUnreadable },
  home: local?.gitHome,
});
