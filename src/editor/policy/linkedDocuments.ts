import * as vscode from 'vscode';
import { Disposable } from '../disposable.js';
import { fileOf } from '../notebookCells.js';
import type { LocalFiles } from '../platform/localFiles.js';

/** A real path as an address: within the workspace folder that it is in, even if that was opened through a link. */
function addressOf(real: string, local: LocalFiles): vscode.Uri {
  for (const { uri } of vscode.workspace.workspaceFolders ?? []) {
    const root = uri.scheme === 'file' ? local.realPath(uri.fsPath) : undefined;
    const below = root === undefined ? undefined : local.pathBelow(root, real);
    if (below !== undefined) return vscode.Uri.joinPath(uri, below);
  }
  return vscode.Uri.file(real);
}

/** The address of a file of this machine, or of a notebook cell's file, without links. */
function realAddress(uri: vscode.Uri, local: LocalFiles): vscode.Uri | undefined {
  const { scheme, fsPath } = fileOf(uri);
  const real = scheme === 'file' ? local.realPath(fsPath) : undefined;
  return real === undefined ? undefined : addressOf(real, local);
}

/** The link targets of open documents: a link can hide that a file is secret or excluded. */
export class LinkedDocuments extends Disposable {
  /** By the addresses of open documents; undefined until they are asked about. */
  private readonly open = new Map<string, { readonly target: vscode.Uri } | undefined>();

  /** @param local absent where the extension has no access to the files of its machine: then no link is known. */
  constructor(private readonly local: LocalFiles | undefined) {
    super();
    // A file may have become a link since, or a link another one. Keys are too many to look at the disk for each.
    const lookAgain = ({ uri }: vscode.TextDocument): void => void this.open.set(uri.toString(), undefined);
    this.registerAll(
      vscode.workspace.onDidOpenTextDocument(lookAgain),
      vscode.workspace.onDidSaveTextDocument(lookAgain),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.open.delete(uri.toString())),
      vscode.window.onDidChangeActiveTextEditor((editor) => editor && lookAgain(editor.document)),
    );
    vscode.workspace.textDocuments.forEach(lookAgain);
  }

  /** The address of the file itself, for an open document; for anything else, the given one. */
  targetOf(uri: vscode.Uri): vscode.Uri {
    const name = uri.toString();
    if (!this.open.has(name)) return uri;
    let known = this.open.get(name);
    if (!known) {
      known = { target: (this.local && realAddress(uri, this.local)) ?? uri };
      this.open.set(name, known);
    }
    return known.target;
  }
}
