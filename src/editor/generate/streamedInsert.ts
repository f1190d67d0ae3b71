import * as vscode from 'vscode';

/** An edit is refused while somebody types: as often as keys can come between two of its tries. */
const mostAttempts = 20;

/**
 * Writes a text into a document as it comes, as one step of undo. What is edited elsewhere meanwhile moves the place;
 * an edit of the written text itself ends the writing.
 */
export class StreamedInsert implements vscode.Disposable {
  private waiting = '';
  private writing: Promise<void> | undefined;
  private written = 0;
  private end: number;
  private start: number;
  private readonly subscription: vscode.Disposable;

  /** @param onDisturbed told once if the written text is edited, or the editor is closed. */
  constructor(
    private readonly editor: vscode.TextEditor,
    position: vscode.Position,
    private readonly onDisturbed: () => void,
  ) {
    this.start = this.end = editor.document.offsetAt(position);
    this.subscription = vscode.workspace.onDidChangeTextDocument((event) => {
      if (event.document === editor.document) event.contentChanges.forEach((change) => this.follow(change));
    });
  }

  /** Whether anything has been written. */
  get isEmpty(): boolean {
    return this.written === 0;
  }

  /** Appends text; returns at once. */
  push(text: string): void {
    this.waiting += text;
    this.writing ??= this.write().finally(() => (this.writing = undefined));
  }

  /**
   * Waits until all is written, then takes back what is too much.
   *
   * @param surplus the end of what was pushed.
   * @param behind how many characters after it the text brought along itself: closers typed ahead.
   */
  async finish(surplus: string, behind = 0): Promise<void> {
    await this.writing;
    if ((surplus === '' && behind === 0) || this.isEmpty) return;
    this.dispose();
    const { document } = this.editor;
    const lineEnds = document.eol === vscode.EndOfLine.CRLF ? surplus.split('\n').length - 1 : 0;
    const from = document.positionAt(this.end - surplus.length - lineEnds);
    await this.apply((edit) => edit.delete(new vscode.Range(from, document.positionAt(this.end + behind))));
  }

  dispose(): void {
    this.subscription.dispose();
  }

  private async write(): Promise<void> {
    while (this.waiting !== '') {
      const text = this.waiting;
      this.waiting = '';
      const isDone = await this.apply((edit) => edit.insert(this.editor.document.positionAt(this.end), text));
      if (!isDone) return this.onDisturbed();
      this.written += text.length;
    }
  }

  /** An edit can be refused because another one came first: the place has moved, so it is tried again. */
  private async apply(edit: (builder: vscode.TextEditorEdit) => void): Promise<boolean> {
    for (let attempt = 0; attempt < mostAttempts; attempt++) {
      if (!vscode.window.visibleTextEditors.includes(this.editor)) return false;
      if (await this.editor.edit(edit, { undoStopBefore: this.isEmpty, undoStopAfter: false })) return true;
    }
    return false;
  }

  private follow({ rangeOffset, rangeLength, text }: vscode.TextDocumentContentChangeEvent): void {
    const changeEnd = rangeOffset + rangeLength;
    if (changeEnd > this.start && rangeOffset < this.end) return this.onDisturbed();
    const growth = text.length - rangeLength;
    if (changeEnd <= this.end) this.end += growth;
    if (changeEnd <= this.start && rangeOffset < this.start) this.start += growth;
  }
}
