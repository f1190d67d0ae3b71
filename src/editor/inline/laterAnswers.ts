import * as vscode from 'vscode';
import type { LaterAnswer } from '../../core/suggest/suggestionRequest.js';
import type { Completed } from '../lens/lastCompletion.js';

/** Context key that is set while answers of the server may follow displayed suggestions. */
const mayExtend = 'inkling.mayExtendSuggestion';

/** A request by VS Code for suggestions. */
interface Asked {
  readonly document: vscode.TextDocument;
  readonly position: vscode.Position;
  /** Of the document. */
  readonly version: number;
  /** Whether the suggest widget was open: its selection must not be disturbed. */
  readonly hasList: boolean;
}

/**
 * Displays an answer of the server that comes after the built-in engine's. A provider cannot push suggestions, so VS Code
 * is made to request them again. It keeps the text that it displays as the first one; hiding that would flicker. Instead
 * it gets the longer text as the second one, and is made to display the next one, which takes its place at once.
 */
export class LaterAnswers {
  private asked: Asked | undefined;
  private shown: LaterAnswer | undefined;
  /** Whether VS Code has the longer text as its second suggestion. */
  private isSecond = false;
  private isKeySet = false;

  /** @param mayShow whether ghost text may change, by what the user does. */
  constructor(private readonly mayShow: () => boolean) {}

  /** The answer for which VS Code requests suggestions at the moment; absent if the user requests them, or types. */
  get showing(): LaterAnswer | undefined {
    return this.shown;
  }

  /** VS Code gets the longer text after the one that it displays. */
  isGivenSecond(): void {
    this.isSecond = true;
  }

  /** Notes VS Code's latest request. @param isUsed whether answers of the server may follow. */
  requested(
    document: vscode.TextDocument,
    position: vscode.Position,
    { isUsed, hasList }: { readonly isUsed: boolean; readonly hasList: boolean },
  ): void {
    this.asked = { document, position, version: document.version, hasList };
    if (isUsed === this.isKeySet) return;
    this.isKeySet = isUsed;
    void vscode.commands.executeCommand('setContext', mayExtend, isUsed);
  }

  /** Displays an answer, unless the user has gone on meanwhile. */
  async show(answer: LaterAnswer): Promise<void> {
    if (!this.isCurrent || !this.mayShow()) return;
    this.shown = answer;
    this.isSecond = false;
    try {
      await vscode.commands.executeCommand('editor.action.inlineSuggest.trigger');
      if (this.isSecondAtCursor()) await vscode.commands.executeCommand('editor.action.inlineSuggest.showNext');
    } finally {
      if (this.shown === answer) this.shown = undefined;
    }
  }

  private isSecondAtCursor(): boolean {
    return this.isSecond && this.isCurrent;
  }

  private get isCurrent(): boolean {
    const { asked } = this;
    const editor = vscode.window.activeTextEditor;
    if (!asked || asked.hasList || editor?.document !== asked.document) return false;
    const { selections, document } = editor;
    return (
      document.version === asked.version && selections.length === 1 && selections[0]!.active.isEqual(asked.position)
    );
  }
}

/** An answer as the lens needs it. @param position the cursor now. */
export function completedOf(
  { request, completion, then, now }: LaterAnswer,
  document: vscode.TextDocument,
  position: vscode.Position,
): Completed {
  const typed = now.prefix.slice(now.prefix.length - (now.offset - then.offset));
  const newlines = typed.split('\n').length - 1;
  const character =
    newlines === 0 ? position.character - typed.length : then.prefix.length - (then.prefix.lastIndexOf('\n') + 1);
  return { document, position: new vscode.Position(position.line - newlines, character), request, completion };
}
