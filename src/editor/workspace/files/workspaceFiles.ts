import * as vscode from 'vscode';
import { pause } from '../../cancellation.js';
import { EditorFiles } from './editorFiles.js';
import { LearnableFolder, type LearnableFolderParts } from './learnableFolder.js';

/** Names are cheap, but an endless list of them is not. */
const maxNames = 500_000;
const namesBetweenPauses = 500;
const pauseMs = 2;

/** The part of the built-in git extension's interface that is used here. */
interface GitExtension {
  getAPI(version: 1): { readonly git: { readonly path: string } };
}

/**
 * The git that the editor itself has found, so that the user's choice counts and no stub offers to install one.
 *
 * @returns undefined in a workspace that is not trusted, and where the extension is off or found no git.
 */
async function gitExecutable(log: vscode.LogOutputChannel): Promise<string | undefined> {
  const extension = vscode.extensions.getExtension<GitExtension>('vscode.git');
  if (!vscode.workspace.isTrusted || !extension) return undefined;
  try {
    return (await extension.activate()).getAPI(1).git.path;
  } catch (error) {
    // It throws where it is switched off or has no git: the files of rules are read instead.
    log.info(`Git is not asked which files it ignores: ${(error as Error).message}`);
    return undefined;
  }
}

/** What finding the files of the workspace needs. */
export type WorkspaceFilesParts = Omit<LearnableFolderParts, 'git' | 'editorFiles'>;

/** The files of the open workspace folders that the index may read. */
export class WorkspaceFiles {
  private constructor(
    private readonly folders: ReadonlyMap<string, LearnableFolder>,
    private readonly parts: WorkspaceFilesParts,
    /** Reads what is not on this machine. */
    readonly editorFiles: EditorFiles,
  ) {}

  static async open(parts: WorkspaceFilesParts): Promise<WorkspaceFiles> {
    const git = parts.local && (await gitExecutable(parts.log));
    const editorFiles = new EditorFiles();
    const folders = new Map<string, LearnableFolder>();
    for (const { uri } of vscode.workspace.workspaceFolders ?? []) {
      folders.set(uri.toString(), await LearnableFolder.open(uri, { ...parts, git, editorFiles }));
    }
    return new WorkspaceFiles(folders, parts, editorFiles);
  }

  /** Files outside the workspace folders, and in `.git`, that affect what is ignored. */
  get sources(): readonly vscode.Uri[] {
    return [...this.folders.values()].flatMap(({ sources }) => sources);
  }

  /** Every file that may be read, and links; what is not on this machine only up to the limits. */
  async *all(): AsyncGenerator<vscode.Uri, void> {
    const { log, signal } = this.parts;
    let names = 0;
    for (const folder of this.folders.values()) {
      for await (const uri of folder.all()) {
        if (signal.aborted) return;
        if (++names > maxNames)
          return log.warn(`The workspace has more than ${maxNames} files; the others are left out.`);
        if (names % namesBetweenPauses === 0) await pause(pauseMs, signal);
        if (!uri) continue;
        yield uri;
        // To go on would cost requests for nothing.
        if (this.parts.room.isFull(uri)) break;
      }
    }
  }

  /** The files at or below some addresses that may be read, as they are now. */
  async *under(uris: readonly vscode.Uri[]): AsyncGenerator<vscode.Uri, void> {
    const byFolder = new Map<LearnableFolder, vscode.Uri[]>();
    for (const uri of uris) {
      const folder = this.folderOf(uri);
      if (!folder) continue;
      const own = byFolder.get(folder);
      if (own) own.push(uri);
      else byFolder.set(folder, [uri]);
    }
    for (const [folder, own] of byFolder) yield* folder.under(own);
  }

  /** Whether the text of a file may be read, such as that of a document with changes. */
  async allows(uri: vscode.Uri): Promise<boolean> {
    return (await this.folderOf(uri)?.allows(uri)) ?? false;
  }

  private folderOf(uri: vscode.Uri): LearnableFolder | undefined {
    const folder = vscode.workspace.getWorkspaceFolder(uri);
    return folder && this.folders.get(folder.uri.toString());
  }
}
