import * as vscode from 'vscode';
import type { FollowedText } from '../../core/generate/followedText.js';
import { documentWith, stepTo, type EditStep, type ShownState, type ShownText } from '../../core/generate/shownText.js';
import type { Change } from '../../core/generate/span.js';
import { Disposable } from '../disposable.js';
import { applyEdit, editorOf } from './documentEdit.js';
import { onDidCloseLastTab } from './documentTabs.js';

/** Edits are refused while the user types: as often as keys can come between two tries. */
const maxRefusals = 20;

/** Why the tracking ended: the text was removed or cannot be found any more, or its document closed or is read-only. */
export type TrackingEnd = 'removed' | 'lost' | 'closed' | 'readonly';

/**
 * A text in a document, brought to what it should be. It has three states:
 *
 * - At rest: the document has the wanted text.
 * - Writing: one edit after the other, each the smallest step towards the wanted text as it is by then. VS Code refuses a
 *   step if the document has changed meanwhile; the next one starts from the text as it is now. While no editor shows the
 *   document, the writing waits, unless it is hurried.
 * - Over, after `onDidEnd` or `dispose`.
 *
 * In each state, `FollowedText` moves the text along with the changes of others. Where they touch the text itself, or
 * continue it, the user has taken over: the text as it is becomes the wanted one, until the next `show`.
 *
 * All texts have the document's own line ends.
 */
export class TrackedText extends Disposable {
  private wanted: ShownText;
  private writing: Promise<void> | undefined;
  private wake: (() => void) | undefined;
  private isOver = false;
  private takenOver = false;
  /** Whether there is no time to wait until an editor shows the document. */
  private isHurried = false;
  private readonly eol: vscode.EndOfLine;
  private readonly changed = this.register(new vscode.EventEmitter<void>());
  private readonly touched = this.register(new vscode.EventEmitter<void>());
  private readonly ended = this.register(new vscode.EventEmitter<TrackingEnd>());

  /** The text or its position has changed. */
  readonly onDidChange = this.changed.event;
  /** Others have changed the text or typed right after it. */
  readonly onDidTouch = this.touched.event;
  /** Fires once, and nothing is followed or written from then on. */
  readonly onDidEnd = this.ended.event;
  /** Set while changes of the document are someone else's to handle. */
  isPaused = false;
  /** Set once the user has decided about the text: changes of others then do not replace the wanted one. */
  isDecided = false;

  /** @param onError receives bugs. */
  constructor(
    readonly document: vscode.TextDocument,
    private readonly followed: FollowedText,
    private readonly onError: (error: unknown) => void,
  ) {
    super();
    this.eol = document.eol;
    this.wanted = followed.state.shown;
    this.registerAll(
      vscode.workspace.onDidChangeTextDocument((event) => {
        if (event.document === document) this.follow(event);
      }),
      vscode.workspace.onDidSaveTextDocument((saved) => {
        if (saved === document) this.followed.interrupt();
      }),
      // A change of the language is told as closing, too.
      vscode.workspace.onDidCloseTextDocument(() => {
        if (document.isClosed) this.finish('closed');
      }),
      onDidCloseLastTab(document, () => this.finish('closed')),
      vscode.window.onDidChangeVisibleTextEditors(() => this.wake?.()),
    );
  }

  get range(): vscode.Range {
    const { start, end } = this.state.span;
    return new vscode.Range(this.document.positionAt(start), this.document.positionAt(end));
  }

  /** The current text and its position. */
  get state(): ShownState {
    return this.followed.state;
  }

  /** Whether the text is what others have made of the shown one. */
  get isTakenOver(): boolean {
    return this.takenOver;
  }

  /** The changes of others so far. */
  get history(): Pick<FollowedText, 'textBefore' | 'hasShown' | 'isSplit' | 'isTouched' | 'hasUserText'> {
    return this.followed;
  }

  /** Sets the text that the document should have. One that it does not have yet when the next is set is skipped. */
  show(wanted: ShownText): void {
    this.takenOver = false;
    this.bring(wanted);
  }

  /** Keeps the text as it is, or as the edit under way makes it. */
  freeze(): void {
    this.bring(this.followed.nextShown);
  }

  /** Resolves once the document has the wanted text, or the tracking is over. */
  async settled(): Promise<void> {
    await this.writing;
    if (!this.isOver) this.followed.remember(this.document.getText());
  }

  /** The same without waiting until an editor shows the document. */
  async hurry(): Promise<void> {
    this.isHurried = true;
    this.wake?.();
    await this.writing;
  }

  /** The whole document's text with another text in the place. */
  documentWith(other: ShownText): string {
    return documentWith(this.document.getText(), other, this.state);
  }

  /** Begins a new undo step with the next edit. */
  interrupt(): void {
    this.followed.interrupt();
  }

  override dispose(): void {
    this.isOver = true;
    this.wake?.();
    super.dispose();
  }

  private bring(wanted: ShownText): void {
    this.wanted = wanted;
    this.wake?.();
    if (this.isOver) return;
    this.writing ??= this.write()
      .catch((error: unknown) => {
        this.onError(error);
        this.finish('lost');
      })
      .finally(() => (this.writing = undefined));
  }

  private async write(): Promise<void> {
    for (let refusals = 0; !this.isOver;) {
      const step = this.nextStep();
      if (!step) return;
      if (!editorOf(this.document) && !this.isHurried) {
        await this.nextWake();
        continue;
      }
      this.followed.expect(step, () => this.document.getText());
      const isCursorAtEnd = this.isCursorAtEnd();
      const isDone = await applyEdit(this.document, step.change, this.followed.isNewUndoStep);
      if (this.followed.endStep()) {
        refusals = 0;
        if (isDone && isCursorAtEnd) this.moveCursorToEnd(step.change);
      } else if (isDone) {
        return this.finish('readonly');
      } else if (++refusals > maxRefusals) {
        throw new Error(`VS Code refuses all edits of ${this.document.uri.toString()}.`);
      }
    }
  }

  private isCursorAtEnd(): boolean {
    const selection = editorOf(this.document)?.selection;
    return selection?.isEmpty === true && this.document.offsetAt(selection.active) === this.state.span.end;
  }

  /** VS Code takes the cursor along with inserted text, but not with text that replaces something. */
  private moveCursorToEnd({ offset, length, text }: Change): void {
    const editor = editorOf(this.document);
    if (length === 0 || text === '' || !editor) return;
    const at = this.document.offsetAt(editor.selection.active);
    const { end } = this.range;
    const isLeftInside = at >= offset && at <= offset + text.length && at !== this.state.span.end;
    if (isLeftInside) editor.selections = [new vscode.Selection(end, end), ...editor.selections.slice(1)];
  }

  private nextStep(): EditStep | undefined {
    const { document, state } = this;
    const { span, closingBrackets } = state;
    const after = new vscode.Range(
      document.positionAt(span.end),
      document.positionAt(span.end + closingBrackets.length),
    );
    return stepTo(this.wanted, state, document.getText(after));
  }

  private async nextWake(): Promise<void> {
    await new Promise<void>((resolve) => (this.wake = resolve));
    this.wake = undefined;
  }

  private follow({ contentChanges, reason }: vscode.TextDocumentChangeEvent): void {
    const { document, followed } = this;
    if (this.isOver || this.isPaused || contentChanges.length === 0) return;
    if (document.eol !== this.eol) return this.finish('lost');
    const outcome = followed.follow({
      changes: contentChanges.map(({ rangeOffset: offset, rangeLength: length, text }) => ({ offset, length, text })),
      isUndoOrRedo: reason !== undefined,
      documentText: () => document.getText(),
    });
    if (outcome === 'removed' || outcome === 'lost') return this.finish(outcome);
    if (outcome !== 'none') {
      this.takenOver = true;
      if (!this.isDecided) this.wanted = this.state.shown;
      this.touched.fire();
    }
    this.changed.fire();
  }

  private finish(end: TrackingEnd): void {
    if (this.isOver) return;
    this.isOver = true;
    this.wake?.();
    this.ended.fire(end);
  }
}
