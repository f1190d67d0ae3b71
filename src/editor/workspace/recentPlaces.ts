import * as vscode from 'vscode';
import type { RecentLocation } from '../../core/request.js';
import { Disposable } from '../disposable.js';
import { indexPath } from './workspaceFeeder.js';

/** Files that still matter to the user's current work. */
const maxFiles = 8;

/** The user's latest positions in the workspace. The index decides whether such a file may be read. */
export class RecentPlaces extends Disposable {
  /** By path, the last one last. */
  private readonly places = new Map<string, RecentLocation>();

  constructor() {
    super();
    this.registerAll(
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        const [change] = contentChanges;
        if (change) this.add(document.uri, change.range.start.line);
      }),
      vscode.window.onDidChangeActiveTextEditor((editor) => {
        if (editor) this.add(editor.document.uri);
      }),
    );
  }

  /** The last one first, without the file itself. */
  before(document: vscode.TextDocument): RecentLocation[] {
    const own = indexPath(document.uri);
    return [...this.places.values()].filter(({ path }) => path !== own).reverse();
  }

  /** @param line where it was edited; where that was before, if it was only looked at. */
  private add(uri: vscode.Uri, line?: number): void {
    if (!vscode.workspace.getWorkspaceFolder(uri)) return;
    const path = indexPath(uri);
    const edited = line ?? this.places.get(path)?.line;
    this.places.delete(path);
    this.places.set(path, { path, ...(edited === undefined ? {} : { line: edited }) });
    const [oldest] = this.places.keys();
    if (this.places.size > maxFiles) this.places.delete(oldest!);
  }
}
