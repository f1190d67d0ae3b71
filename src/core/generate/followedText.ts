import { ShownHistory, type KnownState } from './shownHistory.js';
import type { EditStep, ShownState, ShownText } from './shownText.js';
import { isSameChange, spanAfterChange, type Change, type Touch } from './span.js';

/** The changes of one event of a document. */
export interface DocumentChanges {
  /** Each with offsets that hold after the ones before it. */
  readonly changes: readonly Change[];
  readonly isUndoOrRedo: boolean;
  /** The document's text afterwards; called only if needed. */
  readonly documentText: () => string;
}

/**
 * The effect of changes on a shown text: none, typed right after it, its text was changed, it is not in the document any
 * more, or it cannot be found any more.
 */
export type Followed = Touch | 'removed' | 'lost';

/** A text shown in a document, followed through all changes of the document: its own steps, and those of others. */
export class FollowedText {
  private readonly history = new ShownHistory();
  /** The step under way, and the state before it if an undo step begins with it. */
  private expected: { readonly step: EditStep; readonly before: KnownState | undefined } | undefined;
  private userText = false;
  private split: boolean;
  private touched = false;

  /** Whether the next step begins a new undo step. */
  isNewUndoStep = true;

  /** @param isResumed whether the text was shown before the document was opened: undo does not know it. */
  constructor(
    private current: ShownState,
    private readonly isResumed = false,
  ) {
    this.split = isResumed;
  }

  get state(): ShownState {
    return this.current;
  }

  /** The text before the first step; undefined until that has arrived. */
  get textBefore(): string | undefined {
    return this.history.textBefore;
  }

  /** Whether the document has a text that it did not have at first. */
  get hasShown(): boolean {
    return this.isResumed || this.textBefore !== undefined;
  }

  /** Whether a single undo does not remove the text: others have changed or saved the document between the steps. */
  get isSplit(): boolean {
    return this.split;
  }

  /** Whether others have changed the text, or typed right after it. */
  get isTouched(): boolean {
    return this.touched;
  }

  /** Whether the text contains something that others typed. */
  get hasUserText(): boolean {
    return this.userText;
  }

  /** The text after the step under way, or the current one. */
  get nextShown(): ShownText {
    return (this.expected?.step ?? this.current).shown;
  }

  /** Announces a step, which a later change may be. */
  expect(step: EditStep, documentText: () => string): void {
    this.expected = { step, before: this.isNewUndoStep ? this.known(documentText()) : undefined };
  }

  /**
   * Ends the waiting for the announced step.
   *
   * @returns whether it has arrived, or changes of others to the text have made it obsolete.
   */
  endStep(): boolean {
    const isGone = this.expected === undefined;
    this.expected = undefined;
    return isGone;
  }

  /** Remembers the current state: undo or redo may lead back to it. */
  remember(documentText: string): void {
    if (this.textBefore !== undefined) this.history.add(this.known(documentText));
  }

  /** Begins a new undo step with the next step, since something else has happened. */
  interrupt(): void {
    this.isNewUndoStep = true;
    this.split ||= this.hasShown;
  }

  /** Follows the changes of one event. */
  follow({ changes, isUndoOrRedo, documentText }: DocumentChanges): Followed {
    const known = isUndoOrRedo ? this.history.find(documentText()) : undefined;
    if (known) return this.restore(known);
    let touch: Touch = 'none';
    for (const change of changes) {
      if (this.arrive(change)) continue;
      this.interrupt();
      const { span, shown } = this.current;
      const followed = spanAfterChange(span, change, shown.text);
      if (!followed) return this.searched(documentText());
      this.current = { ...this.current, span: followed.span };
      if (followed.touch === 'text') this.userText ||= change.text.trim() !== '';
      if (followed.touch !== 'none' && touch !== 'text') touch = followed.touch;
    }
    if (touch === 'none') return touch;
    // Typing where no text is yet makes the text obsolete.
    if (!this.hasShown) return 'removed';
    this.touched = true;
    this.expected = undefined;
    return touch === 'text' ? this.reread(documentText()) : touch;
  }

  private known(documentText: string): KnownState {
    const { shown, span } = this.current;
    return { documentText, shown, span, hasUserText: this.userText };
  }

  private arrive(change: Change): boolean {
    const { expected } = this;
    if (!expected || !isSameChange(change, expected.step.change)) return false;
    if (expected.before) this.history.add(expected.before);
    this.isNewUndoStep = false;
    const { shown, span } = expected.step;
    this.current = { ...this.current, shown, span };
    this.expected = undefined;
    return true;
  }

  /** Reverting a document replaces any part of it, as undo does. */
  private searched(documentText: string): Followed {
    if (!this.hasShown) return 'removed';
    const known = this.history.find(documentText);
    return known ? this.restore(known) : 'lost';
  }

  private restore(known: KnownState): Followed {
    if (known.documentText === this.textBefore) return 'removed';
    const isChanged = known.shown.text !== this.current.shown.text;
    this.current = { ...this.current, shown: known.shown, span: known.span };
    this.userText = known.hasUserText;
    this.interrupt();
    if (!isChanged) return 'none';
    this.expected = undefined;
    return 'text';
  }

  private reread(documentText: string): Followed {
    const { span, shown } = this.current;
    const text = documentText.slice(span.start, span.end);
    this.current = { ...this.current, shown: { text, replaces: shown.replaces } };
    return text.trim() === '' || documentText === this.textBefore ? 'removed' : 'text';
  }
}
