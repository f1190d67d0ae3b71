import * as vscode from 'vscode';
import { documentWith, stepTo, type ShownState, type ShownText, type EditStep } from '../../core/generate/shownText.js';
import { spanAfterChange, isSameChange, type Change, type DocumentSpan } from '../../core/generate/span.js';
import { Disposable } from '../disposable.js';
import { applyEdit, editorOf } from './documentEdit.js';

/** Edits are refused while somebody types: as often as keys can come between two tries. */
const maxRefusals = 20;

/** What ended the tracking: the text was edited, or undone, by somebody; its document closed, or cannot be written. */
export type Disturbance = 'edited' | 'undone' | 'closed' | 'readonly';

/**
 * A text in a document that follows what is edited elsewhere. What is to stand there is only said: one edit after the
 * other brings the document there, and joins the step of undo before. While no editor shows the document, it waits.
 *
 * All texts have the document's own line ends.
 */
export class TrackedText extends Disposable {
  private current: ShownText;
  private wanted: ShownText;
  /** The edit under way. */
  private step: EditStep | undefined;
  private textAtStep: string | undefined;
  private writing: Promise<void> | undefined;
  private wake: (() => void) | undefined;
  private isNewStep = true;
  private isOver = false;
  /** Whether there is no time to wait until an editor shows the document. */
  private isHurried = false;
  private readonly eol: vscode.EndOfLine;
  private readonly changed = this.register(new vscode.EventEmitter<void>());
  private readonly disturbed = this.register(new vscode.EventEmitter<Disturbance>());

  /** The text or its position has changed. */
  readonly onDidChange = this.changed.event;
  /** Fires once, and nothing is followed or written from then on. */
  readonly onDidDisturb = this.disturbed.event;
  /** The document's text before the first edit; undefined until then. */
  textBefore: string | undefined;
  /** Whether the document was edited or saved between two edits of this one: then undo knows several steps. */
  isSplit = false;
  /** Set while what happens to the document is somebody else's care. */
  isPaused = false;

  /**
   * @param span the text's current position.
   * @param closingBrackets the closing brackets after it on its line.
   * @param onError told of a bug.
   */
  constructor(
    readonly document: vscode.TextDocument,
    private span: DocumentSpan,
    private readonly closingBrackets: string,
    private readonly onError: (error: unknown) => void,
  ) {
    super();
    this.eol = document.eol;
    this.current = this.wanted = { text: document.getText(this.range), replaces: 0 };
    this.registerAll(
      vscode.workspace.onDidChangeTextDocument((event) => {
        if (event.document === document) this.follow(event);
      }),
      vscode.workspace.onDidSaveTextDocument((saved) => {
        if (saved === document) this.interrupt();
      }),
      // A change of the language is told as closing, too.
      vscode.workspace.onDidCloseTextDocument(() => {
        if (document.isClosed) this.disturb('closed');
      }),
      vscode.window.onDidChangeVisibleTextEditors(() => this.wake?.()),
    );
  }

  get range(): vscode.Range {
    return new vscode.Range(this.document.positionAt(this.span.start), this.document.positionAt(this.span.end));
  }

  /** The current text. */
  get shown(): ShownText {
    return this.current;
  }

  /** Says what is to stand there. What is not there yet when the next text comes is skipped. */
  show(wanted: ShownText): void {
    this.wanted = wanted;
    this.wake?.();
    if (this.isOver) return;
    this.writing ??= this.write()
      .catch((error: unknown) => {
        this.onError(error);
        this.disturb('edited');
      })
      .finally(() => (this.writing = undefined));
  }

  /** Keeps the text as it is, or as the edit under way makes it. */
  freeze(): void {
    this.show(this.step?.shown ?? this.current);
  }

  /** Resolves once the document has what is to stand there, or the tracking is over. */
  async settled(): Promise<void> {
    await this.writing;
  }

  /** The same without waiting until an editor shows the document. */
  async hurry(): Promise<void> {
    this.isHurried = true;
    this.wake?.();
    await this.writing;
  }

  /** The whole document's text with another text in the place. */
  documentWith(other: ShownText): string {
    return documentWith(this.document.getText(), other, this.shownState);
  }

  /** Begins a new step of undo with the next edit. */
  interrupt(): void {
    this.isNewStep = true;
    this.isSplit ||= this.textBefore !== undefined;
  }

  override dispose(): void {
    this.isOver = true;
    this.wake?.();
    super.dispose();
  }

  private async write(): Promise<void> {
    for (let refusals = 0; !this.isOver;) {
      const step = this.stepTo(this.wanted);
      if (!step) return;
      if (!editorOf(this.document) && !this.isHurried) {
        await this.nextWake();
        continue;
      }
      this.step = step;
      if (this.textBefore === undefined) this.textAtStep = this.document.getText();
      const isCursorAtEnd = this.isCursorAtEnd();
      const isDone = await applyEdit(this.document, step.change, this.isNewStep);
      if (this.endStep()) {
        refusals = 0;
        if (isCursorAtEnd) this.moveCursorToEnd(step.change);
      } else if (isDone) {
        return this.disturb('readonly');
      } else if (++refusals > maxRefusals) {
        throw new Error(`VS Code refuses all edits of ${this.document.uri.toString()}.`);
      }
    }
  }

  private isCursorAtEnd(): boolean {
    const selection = editorOf(this.document)?.selection;
    return selection?.isEmpty === true && this.document.offsetAt(selection.active) === this.span.end;
  }

  /** VS Code takes the cursor along with what is inserted, but not with what replaces something. */
  private moveCursorToEnd({ offset, length, text }: Change): void {
    const editor = editorOf(this.document);
    if (length === 0 || text === '' || !editor) return;
    const at = this.document.offsetAt(editor.selection.active);
    const { end } = this.range;
    const isLeftBehind = at >= offset && at <= offset + text.length && at !== this.span.end;
    if (isLeftBehind) editor.selections = [new vscode.Selection(end, end), ...editor.selections.slice(1)];
  }

  /** Whether the edit under way has come to the document. */
  private endStep(): boolean {
    const isThere = this.step === undefined;
    this.step = undefined;
    return isThere;
  }

  private get shownState(): ShownState {
    return { shown: this.current, span: this.span, closingBrackets: this.closingBrackets };
  }

  private stepTo(wanted: ShownText): EditStep | undefined {
    const { span, closingBrackets, document } = this;
    const after = new vscode.Range(
      document.positionAt(span.end),
      document.positionAt(span.end + closingBrackets.length),
    );
    return stepTo(wanted, this.shownState, document.getText(after));
  }

  private async nextWake(): Promise<void> {
    await new Promise<void>((resolve) => (this.wake = resolve));
    this.wake = undefined;
  }

  private follow({ contentChanges, reason }: vscode.TextDocumentChangeEvent): void {
    if (this.isOver || this.isPaused || contentChanges.length === 0) return;
    if (this.document.eol !== this.eol) return this.disturb('edited');
    for (const { rangeOffset: offset, rangeLength: length, text } of contentChanges) {
      if (!this.followOne({ offset, length, text })) {
        return this.disturb(reason === vscode.TextDocumentChangeReason.Undo ? 'undone' : 'edited');
      }
    }
    this.changed.fire();
  }

  private followOne(change: Change): boolean {
    const { step } = this;
    if (step && isSameChange(change, step.change)) {
      this.textBefore ??= this.textAtStep;
      this.isNewStep = false;
      this.current = step.shown;
      this.span = step.span;
      this.step = undefined;
      return true;
    }
    const span = spanAfterChange(this.span, change);
    if (!span) return false;
    this.span = span;
    this.interrupt();
    return true;
  }

  private disturb(disturbance: Disturbance): void {
    if (this.isOver) return;
    this.isOver = true;
    this.wake?.();
    this.disturbed.fire(disturbance);
  }
}
