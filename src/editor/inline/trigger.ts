import * as vscode from 'vscode';
import { languageName } from '../languageNames.js';
import { setEnabled } from '../menu/write.js';
import { blockedText, type SuggestionPolicy } from '../policy/suggestionPolicy.js';
import type { Settings } from '../settings.js';

/** How long the status bar says that there is no suggestion. */
const nothingShownMs = 4000;

/** Documents of all schemes, the file systems of other extensions included: the policy knows the few exceptions. */
export const suggestedDocuments: vscode.DocumentSelector = { pattern: '**' };

/** "Inkling: Suggest at the Cursor". Where there is no suggestion for a reason, says so; where Inkling is off, offers to turn it on. */
export async function trigger(settings: Settings, policy: SuggestionPolicy): Promise<void> {
  const document = vscode.window.activeTextEditor?.document;
  if (!document) return offerSample();
  const blocked = policy.blockedFile(document.uri);
  if (blocked) return void vscode.window.showInformationMessage(blockedText(blocked));
  // VS Code asks for no suggestions there.
  if (vscode.workspace.fs.isWritableFileSystem(document.uri.scheme) === false) return tellReadonly();
  if (!settings.get('enabled', document)) {
    const turnOn = vscode.l10n.t('Turn On');
    const message = vscode.l10n.t('Inkling is off for {0}.', languageName(document.languageId));
    const chosen = await vscode.window.showInformationMessage(message, turnOn);
    if (chosen !== turnOn) return;
    if (!settings.get('enabled')) await setEnabled(true);
    if (!settings.get('enabled', document)) await setEnabled(true, document.languageId);
  }
  await vscode.commands.executeCommand('editor.action.inlineSuggest.trigger');
}

async function offerSample(): Promise<void> {
  const sample = vscode.l10n.t('Try in a Sample File');
  const message = vscode.l10n.t('Open a file first. Inkling makes suggestions at the cursor.');
  if ((await vscode.window.showInformationMessage(message, sample)) === sample) {
    await vscode.commands.executeCommand('inkling.trySample');
  }
}

/** The keys of commands that change the document, pressed in a read-only editor: only a `when` clause tells that it is one. */
export function tellReadonly(): void {
  void vscode.window.showInformationMessage(vscode.l10n.t("This document is read-only, so Inkling can't edit it."));
}

/** For an explicit request without a suggestion: otherwise the key would seem not to work. */
export function tellNothing(): void {
  vscode.window.setStatusBarMessage(`$(info) ${vscode.l10n.t('Inkling has no suggestion here.')}`, nothingShownMs);
}
