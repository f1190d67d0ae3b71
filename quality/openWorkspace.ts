import type { Engine } from '../src/engine/engine.js';
import type { WorkspaceState } from '../src/engine/workspace/protocol.js';
import type { MeasuredWorkspace } from './material/material.js';

/**
 * Has the engine's index hold all files of a workspace, as after it was opened. A completion in one of them does not see
 * that file's text in the index, so what a hole was cut out of is nowhere.
 */
export async function openWorkspace(engine: Engine, { files }: MeasuredWorkspace): Promise<WorkspaceState> {
  await engine.workspace({ kind: 'clear' });
  const updates = files.map(({ path, text }) => engine.workspace({ kind: 'update', path, text }));
  // Without it there would be a pause after each little work.
  const finished = engine.workspace({ kind: 'finish' });
  await Promise.all([...updates, finished]);
  const state = await engine.workspace({ kind: 'finish' });
  if (!state) throw new Error('The engine gave no answer.');
  return state;
}
