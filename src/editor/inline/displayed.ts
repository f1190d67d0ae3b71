import * as vscode from 'vscode';
import { Alternatives } from './alternatives.js';

/** Context key that is set while a suggestion other than the first is displayed. */
const anotherDisplayed = 'inkling.anotherDisplayed';

const inlineSuggest = (action: string): Thenable<unknown> =>
  vscode.commands.executeCommand(`editor.action.inlineSuggest.${action}`);

/**
 * Keeps the displayed suggestion when a part of it is accepted or typed. VS Code forgets which of several it displays
 * whenever the document changes, and continues with the first that still fits. Therefore the displayed one becomes the
 * first: VS Code drops its list and gets the same suggestions again, in another order.
 */
export class DisplayedSuggestion {
  private readonly alternatives = new Alternatives();
  private redisplays = 0;
  private isKeySet = false;
  /** Ends with the latest command: each needs the effect of the previous one. */
  private commands: Promise<unknown> = Promise.resolve();

  /** @param onDidChange called with the displayed suggestion when the user has moved to another one. */
  constructor(private readonly onDidChange: (item: vscode.InlineCompletionItem) => void) {}

  /** Whether VS Code requests suggestions because its list is reordered. */
  get isRedisplaying(): boolean {
    return this.redisplays > 0;
  }

  /** Returns the reordered list where VS Code is about to get it; otherwise undefined. */
  again(document: vscode.TextDocument, position: vscode.Position): readonly vscode.InlineCompletionItem[] | undefined {
    return this.isRedisplaying && this.alternatives.isAt(document, position) ? this.alternatives.items : undefined;
  }

  /** The first suggestion at a position, if VS Code displays it there. */
  firstAt(document: vscode.TextDocument, position: vscode.Position): vscode.InlineCompletionItem | undefined {
    return this.alternatives.isAt(document, position) ? this.alternatives.items[0] : undefined;
  }

  /** Whether the user has moved to another suggestion. */
  get hasStepped(): boolean {
    return this.alternatives.hasStepped;
  }

  /** Notes the latest answer to VS Code. */
  answered(
    document: vscode.TextDocument,
    position: vscode.Position,
    items: readonly vscode.InlineCompletionItem[],
  ): void {
    const isLost = this.alternatives.isLost(document, position);
    this.alternatives.answered(document, position, items);
    this.update();
    // It fails only when the window closes.
    if (isLost && items.length > 0) this.redisplay().catch(() => undefined);
  }

  /** Displays the next suggestion, or with -1 the previous one. */
  async step(by: 1 | -1): Promise<void> {
    const editor = vscode.window.activeTextEditor;
    if (editor) this.alternatives.step(editor, by);
    await inlineSuggest(by === 1 ? 'showNext' : 'showPrevious');
    this.update();
  }

  /** Accepts the next word of the displayed suggestion. */
  acceptWord(): Promise<void> {
    const accepted = this.commands.then(async () => {
      const editor = vscode.window.activeTextEditor;
      if (editor && this.alternatives.isAt(editor.document, editor.selection.active) && this.alternatives.another)
        await this.redisplay();
      await inlineSuggest('acceptNextWord');
    });
    this.commands = accepted.catch(() => undefined);
    return accepted;
  }

  private async redisplay(): Promise<void> {
    this.alternatives.bringForward();
    this.update();
    this.redisplays++;
    try {
      await inlineSuggest('hide');
      await inlineSuggest('trigger');
    } finally {
      this.redisplays--;
    }
  }

  private update(): void {
    const { another, displayed, hasStepped } = this.alternatives;
    if (displayed && hasStepped) this.onDidChange(displayed);
    const isSet = another !== undefined;
    if (isSet === this.isKeySet) return;
    this.isKeySet = isSet;
    void vscode.commands.executeCommand('setContext', anotherDisplayed, isSet);
  }
}
