import * as vscode from 'vscode';
import type { EngineState } from '../../engine/engine.js';
import { registerCommands } from '../commands.js';
import { clearIndex, rebuildIndex } from './indexCommands.js';
import { WorkspaceLearner, type IndexProgress, type LearnerParts } from './workspaceLearner.js';

/** The workspace index as the rest of the extension sees it. */
export interface WorkspaceFeature {
  /** Undefined if there is no index. */
  progress(): IndexProgress | undefined;
  dispose(): void;
}

/** The workspace index with "Inkling: Clear Workspace Index" and "Inkling: Rebuild Workspace Index". */
export function registerWorkspace(parts: LearnerParts, onDidChangeState: vscode.Event<EngineState>): WorkspaceFeature {
  const { reporter } = parts;
  const learner = new WorkspaceLearner(parts);
  let before: EngineState['kind'] = 'idle';
  const registered = vscode.Disposable.from(
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
  return { progress: () => learner.progress, dispose: () => void registered.dispose() };
}
