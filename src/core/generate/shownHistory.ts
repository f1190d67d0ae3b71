import type { ShownText } from './shownText.js';
import type { DocumentSpan } from './span.js';

/** Maximum number of states besides the first; each holds the document's text. */
const maxStates = 16;

/** A document's text with the text shown in it. */
export interface KnownState {
  readonly documentText: string;
  readonly shown: ShownText;
  readonly span: DocumentSpan;
  /** Whether the shown text contains something that the user typed. */
  readonly hasUserText: boolean;
}

/**
 * The states of a document between undo steps. Undo and redo replace any part of a document at once, also across the
 * boundary of the shown text; but what they lead to has been there before.
 */
export class ShownHistory {
  private first: KnownState | undefined;
  private states: KnownState[] = [];

  /** The document's text before the first edit; undefined until then. */
  get textBefore(): string | undefined {
    return this.first?.documentText;
  }

  /** Remembers a state; beyond the limit, the oldest is forgotten, but never the first. */
  add(state: KnownState): void {
    this.first ??= state;
    if (this.find(state.documentText)) return;
    this.states = [...this.states, state].slice(-maxStates);
  }

  /** The state in which the document had this text. */
  find(documentText: string): KnownState | undefined {
    return [this.first, ...this.states].find((state) => state?.documentText === documentText);
  }
}
