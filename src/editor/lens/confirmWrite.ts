import * as vscode from 'vscode';
import { undoSliders, type WrittenSetting } from './writeSliders.js';

/** Says which settings the lens has written, and offers to undo it. Resolves once the user has answered. */
export async function confirmWrite(
  written: readonly WrittenSetting[],
  document: vscode.TextDocument | undefined,
): Promise<void> {
  if (written.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('The settings already have these values.'));
    return;
  }
  const undo = vscode.l10n.t('Undo');
  const values = written.map(({ key, value }) => `inkling.${key}: ${value}`).join(', ');
  const areUserSettings = written.every(({ level }) => level.target === vscode.ConfigurationTarget.Global);
  const message = areUserSettings
    ? vscode.l10n.t('Saved to your user settings: {0}.', values)
    : vscode.l10n.t('Saved to the settings of this workspace: {0}.', values);
  if ((await vscode.window.showInformationMessage(message, undo)) === undo) await undoSliders(written, document);
}
