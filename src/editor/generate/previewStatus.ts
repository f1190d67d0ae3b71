import * as vscode from 'vscode';
import { Disposable } from '../disposable.js';
import { actionsOf, keysText, stateText } from './actions.js';
import type { Generation } from './generation.js';

interface Entry extends vscode.QuickPickItem {
  readonly command: string;
}

/** The status bar's item while there is a preview: what is going on. It is what a screen reader tells, too. */
export class PreviewStatus extends Disposable {
  private readonly item = this.register(
    vscode.window.createStatusBarItem('inkling.preview', vscode.StatusBarAlignment.Right, 101),
  );

  constructor(private readonly generation: Generation) {
    super();
    this.item.name = vscode.l10n.t('Inkling: Preview');
    this.item.command = 'inkling.previewActions';
    this.register(generation.onDidChange(() => this.show()));
    this.show();
    this.item.show();
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
