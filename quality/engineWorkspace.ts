import type { Engine } from '../src/engine/engine.js';
import type { WorkspaceState } from '../src/engine/workspace/protocol.js';
import type { MeasuredWorkspace } from './material/material.js';
import type { Completion } from '../src/core/result.js';

/**
 * Indexes all files of a workspace, as when it is opened in the editor. A completion in one of them does not see that
 * file's text in the index, so the text that was cut out of a hole is nowhere.
 */
export async function openWorkspace(engine: Engine, { files }: MeasuredWorkspace): Promise<WorkspaceState> {
  await engine.workspace({ kind: 'clear' });
  const updates = files.map(({ path, text }) => engine.workspace({ kind: 'update', path, text }));
  // Otherwise the index pauses after each small unit of work.
  const finished = engine.workspace({ kind: 'finish' });
  await Promise.all([...updates, finished]);
  const state = await engine.workspace({ kind: 'finish' });
  if (!state) throw new Error('The engine gave no answer.');
  return state;
}

/**
 * Waits as long as the engine needs between two keys: after an answer by the workspace alone the model prefills the
 * prompt, and a request that comes at once would interrupt that. The index finishes only after the prefill.
 */
export async function waitForPrefill(engine: Engine, completion: Completion | undefined): Promise<void> {
  if (completion?.source === 'workspace') await engine.workspace({ kind: 'finish' });
}
