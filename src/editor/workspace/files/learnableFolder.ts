import * as vscode from 'vscode';
import { compileExcludes } from '../../../core/policy/globs/excludes.js';
import type { LocalFiles } from '../../platform/localFiles.js';
import type { SuggestionPolicy } from '../../policy/suggestionPolicy.js';
import type { EditorFiles } from './editorFiles.js';
import { editorTree } from './editorTree.js';
import { LinkCheck, type FileTree } from './fileTree.js';
import { FolderFiles } from './folderFiles.js';
import type { LeftOut, LeftOutReason } from './leftOut.js';
import type { ReadingRoom } from './readingRoom.js';
import { isGenerated, isInSkippedFolder, isSkippedFolder } from './projectPlaces.js';

/** Whether a file is hidden, by its path relative to the workspace folder. */
type IsHidden = (path: string) => boolean;

/** What finding the files of a workspace folder needs. */
export interface LearnableFolderParts {
  readonly policy: Pick<SuggestionPolicy, 'blockedFile' | 'mayLearn'>;
  readonly log: vscode.LogOutputChannel;
  readonly leftOut: LeftOut;
  /** Reads what is not on this machine. */
  readonly editorFiles: EditorFiles;
  readonly room: ReadingRoom;
  /** Absent where the extension has no access to the files of its machine. */
  readonly local: LocalFiles | undefined;
  /** Git's executable; absent where there is none, or none may be run. */
  readonly git: string | undefined;
  readonly signal: AbortSignal;
}

/** A workspace folder's files that the index may read, found without following a link. */
export class LearnableFolder {
  private readonly isHidden: IsHidden;

  private constructor(
    private readonly uri: vscode.Uri,
    private readonly place: { readonly root: string; readonly tree: FileTree },
    private readonly files: FolderFiles,
    private readonly parts: LearnableFolderParts,
  ) {
    this.isHidden = hiddenFiles(uri);
  }

  static async open(uri: vscode.Uri, parts: LearnableFolderParts): Promise<LearnableFolder> {
    const local = uri.scheme === 'file' ? parts.local : undefined;
    const root = withoutLastSlash(local ? localRoot(uri, local) : uri.path);
    const tree = local?.tree ?? editorTree(uri, parts.editorFiles);
    const { leftOut, log, room } = parts;
    const files = await FolderFiles.open(
      {
        ...{ root, tree, local },
        git: parts.git,
        maxFolders: room.limitsOf(uri).maxFolders,
        onFolderLimit: () => room.exceed(),
        isNear: foldersInUse(uri),
        onUnreadable: () => leftOut.add('unreadable'),
        onGitFailed: (error) => log.info(`Git's rules are read without git: ${error.message}`),
      },
      parts.signal,
    );
    return new LearnableFolder(uri, { root, tree }, files, parts);
  }

  /** Files on this machine outside the folder, and in `.git`, that affect what is ignored. */
  get sources(): readonly vscode.Uri[] {
    return this.place.tree === this.parts.local?.tree ? this.files.sources.map((path) => vscode.Uri.file(path)) : [];
  }

  /** Every file that may be read; counts those that may not. Links are among them: reading tells. */
  async *all(): AsyncGenerator<vscode.Uri | undefined, void> {
    for await (const path of this.files.list('', this.parts.signal)) {
      const uri = this.uriOf(path);
      const reason = this.reasonAgainst(path, uri);
      if (reason !== undefined && reason !== 'foreign') this.parts.leftOut.add(reason);
      // The caller counts these, too, to pause now and then.
      yield reason === undefined ? uri : undefined;
    }
  }

  /** The files at or below some addresses that may be read, as they are now. */
  async *under(uris: readonly vscode.Uri[]): AsyncGenerator<vscode.Uri, void> {
    const { signal } = this.parts;
    const links = new LinkCheck(this.place.tree, this.place.root);
    const files: string[] = [];
    const folders: string[] = [];
    for (const path of uris.map((uri) => this.pathOf(uri))) {
      if (path === '' || isInSkippedFolder(path) || !(await links.isReachedWithoutLink(path))) continue;
      const kind = await this.place.tree.kind(`${this.place.root}/${path}`);
      if (kind === 'file') files.push(path);
      if (kind === 'folder' && !isSkippedFolder(path)) folders.push(path);
    }
    const kept = files.length === 0 ? [] : await this.files.withoutIgnored(files, signal);
    for (const path of kept) yield* this.ifAllowed(path);
    for (const folder of folders) for await (const path of this.files.list(folder, signal)) yield* this.ifAllowed(path);
  }

  /** Whether the text of a file may be read, such as that of a document with changes. */
  async allows(uri: vscode.Uri): Promise<boolean> {
    const path = this.pathOf(uri);
    if (this.reasonAgainst(path, uri) !== undefined) return false;
    const links = new LinkCheck(this.place.tree, this.place.root);
    if (!(await links.isReachedWithoutLink(path))) return false;
    if ((await this.place.tree.kind(`${this.place.root}/${path}`)) === 'link') return false;
    return (await this.files.withoutIgnored([path], this.parts.signal)).has(path);
  }

  private *ifAllowed(path: string): Generator<vscode.Uri, void> {
    const uri = this.uriOf(path);
    if (this.reasonAgainst(path, uri) === undefined) yield uri;
  }

  /** Why a file may not be read, by its name and place; `foreign` is what is not the project's own. */
  private reasonAgainst(path: string, uri: vscode.Uri): LeftOutReason | 'foreign' | undefined {
    // A nested workspace folder has separate rules.
    if (isInSkippedFolder(path) || vscode.workspace.getWorkspaceFolder(uri)?.uri.toString() !== this.uri.toString()) {
      return 'foreign';
    }
    if (isGenerated(path)) return 'generated';
    const { policy } = this.parts;
    const isPrivate = this.isHidden(path) || policy.blockedFile(uri) !== undefined || !policy.mayLearn(uri);
    return isPrivate ? 'private' : undefined;
  }

  private uriOf(path: string): vscode.Uri {
    return vscode.Uri.joinPath(this.uri, path);
  }

  private pathOf(uri: vscode.Uri): string {
    return uri.path.slice(withoutLastSlash(this.uri.path).length + 1);
  }
}

/**
 * Recognizes files that the setting `files.exclude` hides from the user, so they are no part of the project. A pattern that
 * depends on another file (`when`) hides nothing here.
 */
function hiddenFiles(folder: vscode.Uri): IsHidden {
  const patterns = vscode.workspace.getConfiguration('files', folder).get<Record<string, unknown>>('exclude', {});
  const excludes = compileExcludes(Object.keys(patterns).filter((pattern) => patterns[pattern] === true));
  return (path) => excludes.match({ relative: path, absolute: `${folder.path}/${path}` });
}

/** Recognizes folders, relative to a workspace folder, with files in open editors. */
function foldersInUse(folder: vscode.Uri): (path: string) => boolean {
  const base = `${folder.with({ query: '', fragment: '' }).toString()}/`;
  const open = vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs.map(({ input }) => input))
    .flatMap((input) => (input instanceof vscode.TabInputText ? [input.uri] : []))
    .filter((uri) => uri.toString().startsWith(base))
    .map((uri) => uri.path.slice(withoutLastSlash(folder.path).length + 1));
  return (path) => open.some((file) => file.startsWith(`${path}/`));
}

const withoutLastSlash = (path: string): string => path.replace(/\/$/, '');

/** The real path of a folder on this machine: it may be opened through a link. */
const localRoot = ({ fsPath }: vscode.Uri, local: LocalFiles): string =>
  // Where it is gone, or closed to this user, nothing is found in it.
  (local.realPath(fsPath) ?? fsPath).replaceAll('\\', '/');
