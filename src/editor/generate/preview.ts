import * as vscode from 'vscode';
import type { ShownText } from '../../core/generate/shownText.js';
import { closersAfter } from '../../core/generate/target.js';
import { normalize } from '../../core/prompt/lineEndings.js';
import { Disposable } from '../disposable.js';
import { editorOf } from './documentEdit.js';
import type { Target } from './target.js';
import { TrackedText, type Disturbance } from './trackedText.js';

/** Why a preview is over. */
export type PreviewEnd = 'accepted' | 'discarded' | Disturbance;

/** A text in a document that may be replaced until it is accepted or discarded. Editing it accepts it. */
export class Preview extends Disposable {
  private readonly tracked: TrackedText;
  private readonly original: ShownText;
  private readonly ended = this.register(new vscode.EventEmitter<PreviewEnd>());
  private end: PreviewEnd | undefined;

  /** The text or its position has changed. */
  readonly onDidChange: vscode.Event<void>;
  /** Fires once. */
  readonly onDidEnd = this.ended.event;

  /** @param onError told of a bug. */
  constructor(
    private readonly target: Target,
    onError: (error: unknown) => void,
  ) {
    super();
    this.tracked = new TrackedText(target.document, target.span, closersAfter(target), onError);
    this.original = this.tracked.shown;
    this.onDidChange = this.tracked.onDidChange;
    this.tracked.onDidDisturb((disturbance) => this.finish(disturbance));
  }

  get document(): vscode.TextDocument {
    return this.target.document;
  }

  /** The text's current range. */
  get range(): vscode.Range {
    return this.tracked.range;
  }

  /** The line that its text begins in, even if that begins with a line end. */
  get firstLine(): number {
    return this.range.start.line + (this.text.startsWith('\n') ? 1 : 0);
  }

  /** The current text, with `\n` line ends. */
  get text(): string {
    return normalize(this.tracked.shown.text);
  }

  /** Whether the document has anything that was not there before. */
  get hasWritten(): boolean {
    return this.tracked.textBefore !== undefined;
  }

  get isOver(): boolean {
    return this.end !== undefined;
  }

  /** Whether the editor's cursor is in one of the preview's lines. */
  get isAtCursor(): boolean {
    const { activeTextEditor: editor } = vscode.window;
    if (editor?.document !== this.document) return false;
    const { start, end } = this.range;
    const { line } = editor.selection.active;
    return start.line <= line && line <= end.line;
  }

  /** Shows a text soon. */
  show(text: ShownText): void {
    this.tracked.show(this.inDocument(text));
  }

  /** Keeps the current text. */
  freeze(): void {
    this.tracked.freeze();
  }

  /** Resolves once what was to be shown is shown, or the preview is over. */
  settled(): Promise<void> {
    return this.tracked.settled();
  }

  /** The document's text as it would be with another text in the preview's place; the original one if undefined. */
  textWith(other: ShownText | undefined): string {
    return this.tracked.documentWith(other ? this.inDocument(other) : this.original);
  }

  /** Keeps the text, as one step of undo. */
  async accept(): Promise<void> {
    await this.tracked.hurry();
    // What others did in between lies in between for undo, too: the text goes, and comes again as one step.
    if (!this.isOver && this.tracked.isSplit) {
      const { shown } = this.tracked;
      await this.keepingSelections(() => this.showAsStep(this.original, shown));
    }
    this.finish('accepted');
  }

  /** Brings back what stood there before, to the byte. */
  async discard(): Promise<void> {
    this.tracked.freeze();
    await this.tracked.hurry();
    if (!this.isOver) {
      const isInside = this.range.contains(editorOf(this.document)?.selection.active ?? this.range);
      if (this.hasWritten && !(await this.undo())) await this.showAsStep(this.original);
      const editor = editorOf(this.document);
      if (editor && isInside) editor.selections = this.target.selections;
    }
    this.finish('discarded');
  }

  override dispose(): void {
    this.finish('accepted');
    super.dispose();
  }

  private inDocument({ text, replaces }: ShownText): ShownText {
    const isCrLf = this.document.eol === vscode.EndOfLine.CRLF;
    return { text: isCrLf ? text.replaceAll('\n', '\r\n') : text, replaces };
  }

  private async showAsStep(...texts: readonly ShownText[]): Promise<void> {
    for (const text of texts) {
      this.tracked.interrupt();
      this.tracked.show(text);
      await this.tracked.settled();
    }
  }

  private async keepingSelections(edit: () => Promise<void>): Promise<void> {
    const selections = editorOf(this.document)?.selections;
    await edit();
    const editor = editorOf(this.document);
    if (editor && selections) editor.selections = selections;
  }

  /**
   * Undo brings back more than an edit could: that the file is saved, and the selections.
   *
   * @returns whether the document is as it was before.
   */
  private async undo(): Promise<boolean> {
    const { document, tracked } = this;
    if (tracked.isSplit || vscode.window.activeTextEditor?.document !== document) return false;
    tracked.isPaused = true;
    await vscode.commands.executeCommand('undo');
    if (document.getText() === tracked.textBefore) return true;
    // Another extension's undo, perhaps: what it took back comes again.
    await vscode.commands.executeCommand('redo');
    tracked.isPaused = false;
    return false;
  }

  private finish(end: PreviewEnd): void {
    if (this.end !== undefined) return;
    this.end = end;
    this.tracked.dispose();
    this.ended.fire(end);
  }
}
