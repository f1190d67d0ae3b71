import * as vscode from 'vscode';
import { Disposable } from '../disposable.js';
import { actionsOf, keysText, stateText } from './actions.js';
import type { Generation } from './generation.js';
import { documentName, showPreview } from './openPreview.js';

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
    const show = (): void => this.show();
    this.registerAll(
      generation.onDidChange(show),
      generation.preview.onDidChange(show),
      vscode.window.onDidChangeActiveTextEditor(show),
    );
    this.show();
    this.item.show();
  }

  private show(): void {
    const { generation, item } = this;
    const { preview } = generation;
    const isInFront = vscode.window.activeTextEditor?.document === preview.document;
    const state = isInFront
      ? stateText(generation)
      : vscode.l10n.t('{0} in {1}', stateText(generation), documentName(preview));
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
  const entries = actionsOf(generation).map(({ icon, title, key, tooltip, command }): Entry => ({
    label: `$(${icon}) ${title}`,
    description: key,
    detail: tooltip,
    command,
  }));
  const chosen = await vscode.window.showQuickPick(entries, { title: stateText(generation) });
  await showPreview(generation.preview);
  if (chosen) await vscode.commands.executeCommand(chosen.command);
}
