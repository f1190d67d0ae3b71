import * as vscode from 'vscode';
import type { Reporter } from '../reporter.js';
import { reportRemovedSettings, type RemovedSetting } from './removedSettings.js';
import { trySample } from './sample.js';
import { welcomeOnce } from './welcome.js';

function removedMessage({ name, replacement }: RemovedSetting): string {
  return vscode.l10n.t(
    'The setting "{0}" no longer exists. Use "{1}" to choose how often suggestions appear.',
    `inkling.${name}`,
    `inkling.${replacement}`,
  );
}

/** The welcome, the walkthrough, the sample, and a note on settings that this version has no more. */
export function registerFirstRun(context: vscode.ExtensionContext, reporter: Reporter): vscode.Disposable {
  const walkthrough = `${context.extension.id}#inkling.start`;
  // There is no user to welcome in a test run.
  if (context.extensionMode !== vscode.ExtensionMode.Test) {
    welcomeOnce(context.globalState).catch((error: unknown) => reporter.error(error));
  }
  reportRemovedSettings(vscode.workspace.getConfiguration('inkling'), context.globalState, (removed) =>
    reporter.wrongSetting(removedMessage(removed), `inkling.${removed.replacement}`),
  ).catch((error: unknown) => reporter.error(error));
  return vscode.Disposable.from(
    vscode.commands.registerCommand('inkling.trySample', trySample),
    vscode.commands.registerCommand('inkling.openWalkthrough', () =>
      vscode.commands.executeCommand('workbench.action.openWalkthrough', walkthrough, false),
    ),
  );
}
