import * as vscode from 'vscode';
import type { EngineState } from '../../engine/engine.js';
import { registerCommands } from '../commands.js';
import { clearIndex, rebuildIndex } from './indexCommands.js';
import { WorkspaceLearner, type LearnerParts } from './workspaceLearner.js';

/** The workspace index with "Inkling: Clear Workspace Index" and "Inkling: Rebuild Workspace Index". */
export function registerWorkspace(parts: LearnerParts, onDidChangeState: vscode.Event<EngineState>): vscode.Disposable {
  const { reporter } = parts;
  const learner = new WorkspaceLearner(parts);
  let before: EngineState['kind'] = 'idle';
  return vscode.Disposable.from(
    learner,
    onDidChangeState(({ kind }) => {
      if (kind === 'ready' && before === 'loading') learner.begin();
      before = kind;
    }),
    registerCommands(reporter, {
      clearWorkspaceIndex: () => clearIndex(learner, reporter),
      rebuildWorkspaceIndex: () => rebuildIndex(learner, reporter),
    }),
  );
}
