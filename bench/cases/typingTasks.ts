import { isCompletable, promptTexts } from '../../src/core/suggest/cursorContext.js';
import type { LoadedModel } from '../../src/engine/load/loadModel.js';
import type { BenchTask } from '../engines/protocol.js';
import { lineRequest, taskOf, promptText } from './prompts.js';

const files = ['bench/typed/inventory.ts', 'bench/typed/logbook.py'];

/** Types a part of a file key by key, within the rest of it; a task at each key. */
async function typing(loaded: LoadedModel, path: string, keys: number): Promise<BenchTask[]> {
  const text = promptText(path);
  const start = text.indexOf('\n', text.length * 0.6) + 1;
  const end = text.indexOf('\n', start + keys);
  const tasks: BenchTask[] = [];
  for (let cursor = start; cursor < end && tasks.length < keys; cursor++) {
    const around = { prefix: text.slice(0, cursor), suffix: text.slice(end) };
    if (!isCompletable(around.suffix)) continue;
    tasks.push(await taskOf(loaded, { ...lineRequest, path, ...promptTexts(around) }, false));
  }
  return tasks;
}

/** For each of the two files, a task at each of `keys` keys of a user who types a part of it. */
export async function typingTasks(loaded: LoadedModel, keys: number): Promise<BenchTask[][]> {
  const tasks: BenchTask[][] = [];
  for (const path of files) tasks.push(await typing(loaded, path, keys));
  return tasks;
}
