import type { Completion } from '../src/core/result.js';
import type { Engine } from '../src/engine/engine.js';

/**
 * Gives the engine the time that it has between two keys of a person: after an answer by the workspace alone the model
 * reads the place, and a request that comes at once would end that somewhere. The index has nothing to do before that is
 * over, so it finishes after it.
 */
export async function settled(engine: Engine, completion: Completion | undefined): Promise<void> {
  if (completion?.source === 'workspace') await engine.workspace({ kind: 'finish' });
}
