import * as vscode from 'vscode';
import { FollowedText } from '../../core/generate/followedText.js';
import type { ShownText } from '../../core/generate/shownText.js';
import { closersAfter } from '../../core/generate/target.js';
import { normalize } from '../../core/prompt/lineEndings.js';
import { Disposable } from '../disposable.js';
import { editorOf } from './documentEdit.js';
import type { EarlierPreview, Target } from './target.js';
import { TrackedText, type TrackingEnd } from './trackedText.js';

/** Why a preview is over. */
export type PreviewEnd = 'accepted' | 'discarded' | TrackingEnd;

/** A text in a document that may be edited and replaced until it is accepted or discarded. */
export class Preview extends Disposable {
  private readonly tracked: TrackedText;
  private readonly original: ShownText;
  private readonly ended = this.register(new vscode.EventEmitter<PreviewEnd>());
  private end: PreviewEnd | undefined;

  /** The text or its position has changed. */
  readonly onDidChange: vscode.Event<void>;
  /** The user has edited the text or typed right after it. */
  readonly onDidTouch: vscode.Event<void>;
  /** Fires once. */
  readonly onDidEnd = this.ended.event;

  /**
   * @param onError receives bugs.
   * @param earlier the preview that continues: its text is in the target's span already.
   */
  constructor(
    private readonly target: Target,
    onError: (error: unknown) => void,
    earlier?: EarlierPreview,
  ) {
    super();
    const { document, span } = target;
    const range = new vscode.Range(document.positionAt(span.start), document.positionAt(span.end));
    this.original = { text: earlier?.original ?? document.getText(range), replaces: 0 };
    const state = { shown: earlier?.shown ?? this.original, span, closingBrackets: closersAfter(target) };
    this.tracked = this.register(new TrackedText(document, new FollowedText(state, earlier !== undefined), onError));
    this.onDidChange = this.tracked.onDidChange;
    this.onDidTouch = this.tracked.onDidTouch;
    this.tracked.onDidEnd((end) => this.finish(end));
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
    return normalize(this.tracked.state.shown.text);
  }

  /** The current text, and the number of closing brackets after it that it replaces. */
  get shown(): ShownText {
    return { text: this.text, replaces: this.tracked.state.shown.replaces };
  }

  /** Whether the document has anything that was not there before. */
  get hasWritten(): boolean {
    return this.tracked.history.hasShown;
  }

  /** Whether the text is what the user has made of the shown one. */
  get isTakenOver(): boolean {
    return this.tracked.isTakenOver;
  }

  /** The preview as it can be opened again. */
  get snapshot(): EarlierPreview {
    const { kind, lead } = this.target;
    const { span, shown, closingBrackets } = this.tracked.state;
    return { kind, lead, start: span.start, shown, original: this.original.text, closingBrackets };
  }

  /** Whether the user has edited the text or typed right after it. */
  get isTouched(): boolean {
    return this.tracked.history.isTouched;
  }

  /** Whether the text contains something that the user typed, which discarding it would remove as well. */
  get hasUserText(): boolean {
    return this.tracked.history.hasUserText;
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

  /** Keeps the text. A single undo removes it, unless the user has edited it. */
  async accept(): Promise<void> {
    const { tracked } = this;
    await tracked.hurry();
    // What others did in between is in between for undo, too: the text goes, and comes again as one undo step.
    if (!this.isOver && tracked.history.isSplit && !this.isTouched) {
      const { shown } = tracked.state;
      tracked.isDecided = true;
      await this.keepingSelections(() => this.showAsStep(this.original, shown));
    }
    this.finish('accepted');
  }

  /** Restores what was there before, to the byte. A cursor in the text goes back to where it was, others stay. */
  async discard(): Promise<void> {
    const { tracked } = this;
    tracked.freeze();
    await tracked.hurry();
    if (!this.isOver) {
      const restoreSelections = this.selectionsAfterDiscard();
      tracked.isDecided = true;
      if (this.hasWritten && !(await this.undo())) await this.showAsStep(this.original);
      restoreSelections();
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

  /** Undo moves the cursor to where it was when the text began, wherever the user has moved it since. */
  private selectionsAfterDiscard(): () => void {
    const { document, tracked, target } = this;
    const editor = editorOf(document);
    const isInside = !editor || this.range.contains(editor.selection.active);
    const { end } = tracked.state.span;
    const growth = tracked.documentWith(this.original).length - document.getText().length;
    const moved = (position: vscode.Position): number => {
      const offset = document.offsetAt(position);
      return offset > end ? offset + growth : offset;
    };
    const others = isInside
      ? []
      : editor.selections.map(({ anchor, active }) => [moved(anchor), moved(active)] as const);
    return () => {
      const shown = editorOf(document);
      const isAsBefore = !this.hasWritten || document.getText() === tracked.history.textBefore;
      if (!shown || (isInside && !(isAsBefore && target.selections.length > 0))) return;
      shown.selections = isInside
        ? target.selections
        : others.map(
            ([anchor, active]) => new vscode.Selection(document.positionAt(anchor), document.positionAt(active)),
          );
    };
  }

  /**
   * Undo brings back more than an edit could: that the file is saved, and the selections.
   *
   * @returns whether the document is as it was before.
   */
  private async undo(): Promise<boolean> {
    const { document, tracked } = this;
    if (tracked.history.isSplit || vscode.window.activeTextEditor?.document !== document) return false;
    tracked.isPaused = true;
    await vscode.commands.executeCommand('undo');
    if (document.getText() === tracked.history.textBefore) return true;
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
