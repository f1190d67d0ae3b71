import { realpathSync } from 'node:fs';
import { isAbsolute, relative } from 'node:path';
import * as vscode from 'vscode';
import { Disposable } from '../disposable.js';

/** The real path of a file, without links; undefined if there is no such file. */
function realPathOf(path: string): string | undefined {
  try {
    return realpathSync.native(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined) throw error;
    return undefined;
  }
}

/** A real path as an address: within the workspace folder that it is in, even if that was opened through a link. */
function addressOf(real: string): vscode.Uri {
  for (const { uri } of vscode.workspace.workspaceFolders ?? []) {
    const root = uri.scheme === 'file' ? realPathOf(uri.fsPath) : undefined;
    const inside = root === undefined ? '..' : relative(root, real);
    if (!/^\.\.([\\/]|$)/.test(inside) && !isAbsolute(inside)) return vscode.Uri.joinPath(uri, inside);
  }
  return vscode.Uri.file(real);
}

/** The link targets of open documents: a link can hide that a file is secret or excluded. */
export class LinkedDocuments extends Disposable {
  /** By the addresses of open documents; undefined until they are asked about. */
  private readonly open = new Map<string, { readonly target: vscode.Uri } | undefined>();

  constructor() {
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
      const isLocal = uri.scheme === 'file' || uri.scheme === 'vscode-notebook-cell';
      const real = isLocal ? realPathOf(uri.fsPath) : undefined;
      this.open.set(name, (known = { target: real === undefined ? uri : addressOf(real) }));
    }
    return known.target;
  }
}
