import type * as vscode from 'vscode';
import { Disposable } from '../disposable.js';
import type { Preview } from './preview.js';
import type { EarlierPreview } from './target.js';

const stateKey = 'generate.previews';
/** Beyond it, the oldest is forgotten: its text stays in its document as it is. */
const maxParked = 8;
/** Time after an edit until it is stored; VS Code's own backup of a document takes a second. */
const storedAfterMs = 300;

interface ParkedPreview extends EarlierPreview {
  readonly uri: string;
}

/** Another version of the extension may have stored it. */
const isWhole = ({ uri, start, shown, original, closingBrackets, lead }: Partial<ParkedPreview>): boolean =>
  [uri, shown?.text, original, closingBrackets, lead].every((text) => typeof text === 'string') &&
  [start, shown?.replaces].every(Number.isInteger);

/**
 * The open preview, and those whose documents were closed, in VS Code's state of the workspace. A document can come back
 * with the text in it after a restart of the window or of the extensions; then the preview does, too.
 */
export class ParkedPreviews extends Disposable {
  private timer: NodeJS.Timeout | undefined;
  private open: { readonly preview: Preview; readonly uri: string } | undefined;

  constructor(private readonly state: vscode.Memento) {
    super();
  }

  /** Stores a preview, now and after each change, until it is over. One that is over because its document closed stays. */
  keep(preview: Preview): void {
    this.open = { preview, uri: preview.document.uri.toString() };
    const listener = preview.onDidChange(() => {
      this.timer ??= setTimeout(() => this.store(), storedAfterMs);
    });
    this.store();
    preview.onDidEnd((end) => {
      listener.dispose();
      if (this.isDisposed) return;
      if (end === 'closed') this.store();
      // Save As reverts an untitled document before it closes it.
      else if (end !== 'removed' || !preview.document.isUntitled) this.drop(preview.document.uri);
      clearTimeout(this.timer);
      this.timer = undefined;
      this.open = undefined;
    });
  }

  /** Forgets the preview of a document. */
  drop(uri: vscode.Uri): void {
    this.write(this.all().filter((parked) => parked.uri !== uri.toString()));
  }

  /** Moves a preview to the document that has taken the place of its own, as after Save As. */
  move(from: vscode.Uri, to: vscode.Uri): void {
    this.write(
      this.all().map((parked) => (parked.uri === from.toString() ? { ...parked, uri: to.toString() } : parked)),
    );
  }

  /** The preview of a document, where its text is now; undefined if there is none or the text is not there any more. */
  find(document: vscode.TextDocument): EarlierPreview | undefined {
    const parked = this.all().find(({ uri }) => uri === document.uri.toString());
    if (!parked) return undefined;
    const text = document.getText();
    const { text: shown } = parked.shown;
    if (text.startsWith(shown, parked.start)) return parked;
    const start = text.indexOf(shown);
    return start >= 0 && start === text.lastIndexOf(shown) ? { ...parked, start } : undefined;
  }

  /** Whether another document has the text of a document's preview in the same place. */
  isIn(other: vscode.TextDocument, uri: vscode.Uri): boolean {
    const parked = this.all().find((one) => one.uri === uri.toString());
    return parked !== undefined && other.getText().startsWith(parked.shown.text, parked.start);
  }

  override dispose(): void {
    if (this.timer) this.store();
    clearTimeout(this.timer);
    super.dispose();
  }

  private store(): void {
    this.timer = undefined;
    if (!this.open?.preview.hasWritten) return;
    const { preview, uri } = this.open;
    const others = this.all().filter((parked) => parked.uri !== uri);
    this.write([...others, { ...preview.snapshot, uri }].slice(-maxParked));
  }

  private all(): readonly ParkedPreview[] {
    return this.state.get<readonly ParkedPreview[]>(stateKey, []).filter(isWhole);
  }

  private write(all: readonly ParkedPreview[]): void {
    void this.state.update(stateKey, all.length > 0 ? all : undefined);
  }
}
