import * as vscode from 'vscode';
import { languageName } from '../languageNames.js';
import { setEnabled } from './write.js';

/** Turns Inkling on or off in one language, says so, and offers to undo it. Resolves once the message is gone. */
export async function switchLanguage(languageId: string, isOn: boolean): Promise<void> {
  await setEnabled(isOn, languageId);
  const undo = vscode.l10n.t('Undo');
  const name = languageName(languageId);
  const message = isOn ? vscode.l10n.t('Inkling is on for {0}.', name) : vscode.l10n.t('Inkling is off for {0}.', name);
  const chosen = await vscode.window.showInformationMessage(message, undo);
  if (chosen === undo) await setEnabled(!isOn, languageId);
}
