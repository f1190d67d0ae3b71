import * as vscode from 'vscode';
import type { Reporter } from '../reporter.js';
import { trySample } from './sample.js';
import { welcomeOnce } from './welcome.js';

/** The welcome, the walkthrough and the sample. */
export function registerFirstRun(context: vscode.ExtensionContext, reporter: Reporter): vscode.Disposable {
  const walkthrough = `${context.extension.id}#inkling.start`;
  // A suite under test is nobody to be welcomed.
  if (context.extensionMode !== vscode.ExtensionMode.Test) {
    welcomeOnce(context.globalState).catch((error: unknown) => reporter.error(error));
  }
  return vscode.Disposable.from(
    vscode.commands.registerCommand('inkling.trySample', trySample),
    vscode.commands.registerCommand('inkling.openWalkthrough', () =>
      vscode.commands.executeCommand('workbench.action.openWalkthrough', walkthrough, false),
    ),
  );
}
