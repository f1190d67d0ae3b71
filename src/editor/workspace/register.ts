import * as vscode from 'vscode';
import type { EngineState } from '../../engine/engine.js';
import { WorkspaceLearner, type LearnerParts } from './workspaceLearner.js';

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

/** The workspace index with "Inkling: Clear Workspace Index" and "Inkling: Rebuild Workspace Index". */
export function registerWorkspace(parts: LearnerParts, onDidChangeState: vscode.Event<EngineState>): vscode.Disposable {
  const learner = new WorkspaceLearner(parts);
  let before: EngineState['kind'] = 'idle';
  const commands = { clearWorkspaceIndex: clear, rebuildWorkspaceIndex: rebuild };
  return vscode.Disposable.from(
    learner,
    onDidChangeState(({ kind }) => {
      if (kind === 'ready' && before === 'loading') learner.begin();
      before = kind;
    }),
    ...Object.entries(commands).map(([name, run]) =>
      vscode.commands.registerCommand(`inkling.${name}`, () =>
        run(learner).catch((error: unknown) => parts.reporter.error(error)),
      ),
    ),
  );
}
