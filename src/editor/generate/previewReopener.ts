import * as vscode from 'vscode';
import { pause } from '../cancellation.js';
import { Disposable } from '../disposable.js';
import { hasTab } from './documentTabs.js';
import { tellKept } from './openPreview.js';
import type { ParkedPreviews } from './parkedPreviews.js';
import type { Preview } from './preview.js';
import type { EarlierPreview } from './target.js';

/** Time that the successor of a closed document has to open, as after Save As or a rename. */
const successorMs = 500;

/** What opens a preview. */
export interface PreviewOpener {
  /** Whether another preview is open. */
  isBusy(): boolean;
  open(document: vscode.TextDocument, earlier: EarlierPreview): void;
}

/** Opens parked previews again when their documents are shown again. */
export class PreviewReopener extends Disposable {
  private readonly ended = new AbortController();

  constructor(
    private readonly parked: ParkedPreviews,
    private readonly opener: PreviewOpener,
  ) {
    super();
    this.register(new vscode.Disposable(() => this.ended.abort()));
    this.register(vscode.window.onDidChangeVisibleTextEditors(() => this.openNext()));
    this.openNext();
  }

  /** Opens the parked preview of a visible document, if no other preview is open. */
  openNext(): void {
    for (const { document } of vscode.window.visibleTextEditors) this.openIn(document);
  }

  /** Handles the end of a preview whose document was closed: its text may be in a file, or in another document. */
  async closed(preview: Preview): Promise<void> {
    const { document } = preview;
    await pause(successorMs, this.ended.signal);
    if (this.isDisposed) return;
    if (hasTab(document)) {
      // The user has removed the text, or the preview is open again.
      if (!this.opener.isBusy()) this.parked.drop(document.uri);
      return;
    }
    const successor = vscode.workspace.textDocuments.find(
      (other) => hasTab(other) && this.parked.isIn(other, document.uri),
    );
    if (successor) {
      this.parked.move(document.uri, successor.uri);
      this.openIn(successor);
    } else if (await isInFile(document.uri, preview.snapshot.shown.text)) {
      await tellKept(preview, true);
    } else {
      this.parked.drop(document.uri);
    }
  }

  private openIn(document: vscode.TextDocument): void {
    if (this.isDisposed || document.isClosed || this.opener.isBusy()) return;
    const earlier = this.parked.find(document);
    if (earlier) this.opener.open(document, earlier);
  }
}

async function isInFile(uri: vscode.Uri, text: string): Promise<boolean> {
  try {
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri)).includes(text);
  } catch {
    // An untitled document has no file, and that of another may be gone.
    return false;
  }
}
