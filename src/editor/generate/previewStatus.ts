import * as vscode from 'vscode';
import { actionsOf, keysText, stateText } from './actions.js';
import type { Generation } from './generation.js';

interface Entry extends vscode.QuickPickItem {
  readonly command: string;
}

/** The status bar's item while there is a preview: what is going on. It is what a screen reader tells, too. */
export class PreviewStatus implements vscode.Disposable {
  private readonly item = vscode.window.createStatusBarItem('inkling.preview', vscode.StatusBarAlignment.Right, 101);
  private readonly subscription: vscode.Disposable;

  constructor(private readonly generation: Generation) {
    this.item.name = vscode.l10n.t('Inkling: Preview');
    this.item.command = 'inkling.previewActions';
    this.subscription = generation.onDidChange(() => this.show());
    this.show();
    this.item.show();
  }

  dispose(): void {
    this.subscription.dispose();
    this.item.dispose();
  }

  private show(): void {
    const { generation, item } = this;
    const state = stateText(generation);
    const keys = keysText(generation);
    item.text = `$(${generation.isWriting ? 'loading~spin' : 'wand'}) ${state}`;
    item.tooltip = `${vscode.l10n.t('Inkling: Generate')}\n${keys}`;
    // A rate that changes all the time would be read out all the time.
    const label = generation.isWriting
      ? vscode.l10n.t('Inkling is generating. Press Esc to stop.')
      : `${state}. ${keys}`;
    item.accessibilityInformation = { label, role: generation.isWriting ? 'button' : 'status' };
  }
}

/** The preview's actions to choose from, after its document is brought to the front. */
export async function showActions(generation: Generation): Promise<void> {
  const { document, range } = generation.preview;
  const entries = actionsOf(generation).map(({ icon, title, key, tooltip, command }): Entry => ({
    label: `$(${icon}) ${title}`,
    description: key,
    detail: tooltip,
    command,
  }));
  const chosen = await vscode.window.showQuickPick(entries, { title: stateText(generation) });
  const isInFront = vscode.window.activeTextEditor?.document === document;
  if (isInFront) await vscode.commands.executeCommand('workbench.action.focusActiveEditorGroup');
  else await vscode.window.showTextDocument(document, { selection: new vscode.Range(range.end, range.end) });
  if (chosen) await vscode.commands.executeCommand(chosen.command);
}
