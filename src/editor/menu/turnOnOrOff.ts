import * as vscode from 'vscode';
import { languageName } from '../languageNames.js';
import type { Reporter } from '../reporter.js';
import type { Settings } from '../settings.js';
import { setEnabled } from './write.js';

/** "Inkling: Turn On or Off". Resolves once the setting is written; the message stays. */
export async function turnOnOrOff(settings: Settings, reporter: Pick<Reporter, 'commandFailed'>): Promise<void> {
  const isOn = !settings.get('enabled');
  await setEnabled(isOn);
  confirmTurn(settings, isOn).catch((error: unknown) => reporter.commandFailed(error));
}

/** Says what the command did and offers to undo it, or to do the same for a language that has its own value. */
async function confirmTurn(settings: Settings, isOn: boolean): Promise<void> {
  const turnOn = vscode.l10n.t('Turn On');
  const turnOff = vscode.l10n.t('Turn Off');
  const document = vscode.window.activeTextEditor?.document;
  if (document && settings.get('enabled', document) !== isOn) {
    const { languageId } = document;
    const name = languageName(languageId);
    const message = isOn
      ? vscode.l10n.t('Inkling is on, but still off for {0}.', name)
      : vscode.l10n.t('Inkling is off, but still on for {0}.', name);
    const chosen = await vscode.window.showInformationMessage(message, isOn ? turnOn : turnOff);
    if (chosen !== undefined) await setEnabled(isOn, languageId);
    return;
  }
  const message = isOn ? vscode.l10n.t('Inkling is on.') : vscode.l10n.t('Inkling is off.');
  const chosen = await vscode.window.showInformationMessage(message, isOn ? turnOff : turnOn);
  if (chosen !== undefined) await setEnabled(!isOn);
}

/** Turns Inkling on or off in one language, says so, and offers to undo it. Resolves once the message is gone. */
export async function switchLanguage(languageId: string, isOn: boolean): Promise<void> {
  await setEnabled(isOn, languageId);
  const undo = vscode.l10n.t('Undo');
  const name = languageName(languageId);
  const message = isOn ? vscode.l10n.t('Inkling is on for {0}.', name) : vscode.l10n.t('Inkling is off for {0}.', name);
  const chosen = await vscode.window.showInformationMessage(message, undo);
  if (chosen === undo) await setEnabled(!isOn, languageId);
}
