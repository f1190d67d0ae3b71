import * as vscode from 'vscode';
import type { Reporter } from '../reporter.js';
import type { WorkspaceLearner } from './workspaceLearner.js';

async function clear(learner: WorkspaceLearner): Promise<void> {
  await learner.clear();
  void vscode.window.showInformationMessage(
    vscode.l10n.t(
      'The workspace index was cleared. It stays empty until you run "Inkling: Rebuild Workspace Index", change the setting "inkling.workspace.learn", or restart the editor.',
    ),
  );
}

async function rebuild(learner: WorkspaceLearner): Promise<void> {
  if (await learner.rebuild()) return;
  void vscode.window.showInformationMessage(
    vscode.l10n.t(
      'Inkling doesn\'t learn from this workspace. Open a folder, and check the setting "inkling.workspace.learn".',
    ),
  );
}

/** "Inkling: Clear Workspace Index" and "Inkling: Rebuild Workspace Index". */
export function registerWorkspaceCommands(learner: WorkspaceLearner, reporter: Reporter): vscode.Disposable[] {
  const commands = { clearWorkspaceIndex: clear, rebuildWorkspaceIndex: rebuild };
  return Object.entries(commands).map(([name, run]) =>
    vscode.commands.registerCommand(`inkling.${name}`, () =>
      run(learner).catch((error: unknown) => reporter.error(error)),
    ),
  );
}
