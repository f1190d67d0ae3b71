import * as vscode from 'vscode';
import { Disposable } from '../disposable.js';
import type { Generation } from './generation.js';

/** A key that was meant to stop what has just ended by itself must not discard it. */
const stopLingersMs = 600;

const contexts = ['inkling.generating', 'inkling.justWritten', 'inkling.previewing', 'inkling.inPreview'] as const;
type Context = (typeof contexts)[number];

/** Tells VS Code's keybindings and menus that there is a preview, where the cursor is, and whether text is written. */
export class PreviewKeys extends Disposable {
  private readonly known = new Map<Context, boolean>();
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly generation: Generation) {
    super();
    const update = (): void => this.update();
    this.registerAll(
      generation.onDidChange(update),
      generation.preview.onDidChange(update),
      vscode.window.onDidChangeActiveTextEditor(update),
      vscode.window.onDidChangeTextEditorSelection(update),
    );
    update();
  }

  override dispose(): void {
    clearTimeout(this.timer);
    super.dispose();
    for (const context of contexts) this.set(context, false);
  }

  private update(): void {
    const { preview, isWriting } = this.generation;
    this.set('inkling.previewing', true);
    this.set('inkling.inPreview', preview.isAtCursor);
    if (this.known.get('inkling.generating') === true && !isWriting) {
      clearTimeout(this.timer);
      this.set('inkling.justWritten', true);
      this.timer = setTimeout(() => this.set('inkling.justWritten', false), stopLingersMs);
    }
    this.set('inkling.generating', isWriting);
  }

  private set(context: Context, value: boolean): void {
    if (this.known.get(context) === value) return;
    this.known.set(context, value);
    void vscode.commands.executeCommand('setContext', context, value);
  }
}
