import { GitFailed, type LocalFiles } from '../../platform/localFiles.js';
import type { IgnoredFiles } from './fileTree.js';
import { WalkedFolder, type WalkedFolderParts } from './walkedFolder.js';

/** How the files of one workspace folder are found. `root` has no links where git is asked. */
export interface FolderParts extends Omit<WalkedFolderParts, 'home'> {
  /** Git's executable; absent where there is none, or none may be run. */
  readonly git?: string | undefined;
  /** Absent where the files are another machine's. */
  readonly local?: Pick<LocalFiles, 'gitHome' | 'openGit'> | undefined;
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
    const walked = await openWalked(parts);
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
    return (this.walked ??= await openWalked(this.parts));
  }

  private giveUpGit(error: unknown): void {
    if (!(error instanceof GitFailed)) throw error;
    this.parts.onGitFailed(error);
    this.git = undefined;
  }
}

const openWalked = (parts: FolderParts): Promise<WalkedFolder> =>
  WalkedFolder.open({ ...parts, home: parts.local?.gitHome });
