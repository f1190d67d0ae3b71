import * as vscode from 'vscode';
import { Disposable } from '../disposable.js';
import { actionsOf, stateText } from './actions.js';
import type { Generation } from './generation.js';

/**
 * VS Code keeps the last lenses of a document for half a minute where it has no provider any more, so it has to ask once
 * more and be told that there are none. It asks within a second or two.
 */
const lingersMs = 5000;

/**
 * The line above a preview: what is going on, and what can be done, to click.
 *
 * VS Code asks for it only where a document has been at rest for a moment; while text streams in, the marks tell the
 * rate.
 */
export class PreviewLens extends Disposable implements vscode.CodeLensProvider {
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly registration: vscode.Disposable;

  readonly onDidChangeCodeLenses = this.changed.event;

  constructor(private readonly generation: Generation) {
    super();
    const { uri } = generation.preview.document;
    this.register(generation.onDidChange(() => this.changed.fire()));
    this.registration = vscode.languages.registerCodeLensProvider({ scheme: uri.scheme }, this);
  }

  override dispose(): void {
    if (this.isDisposed) return;
    super.dispose();
    this.changed.fire();
    setTimeout(() => [this.registration, this.changed].forEach((one) => void one.dispose()), lingersMs);
  }

  provideCodeLenses(document: vscode.TextDocument): vscode.CodeLens[] {
    const { preview, isWriting } = this.generation;
    if (this.isDisposed || document !== preview.document || preview.isOver) return [];
    const line = preview.firstLine;
    const range = new vscode.Range(line, 0, line, 0);
    // A plain space after an icon is not drawn.
    const state = isWriting ? [{ title: `$(loading~spin)\u00a0${stateText(this.generation)}`, command: '' }] : [];
    const actions = actionsOf(this.generation).map(({ command, icon, title, key, tooltip }) => ({
      title: `$(${icon})\u00a0${title} (${key})`,
      tooltip,
      command,
    }));
    return [...state, ...actions].map((command) => new vscode.CodeLens(range, command));
  }
}
