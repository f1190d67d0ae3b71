import { isCompletable } from '../../src/core/suggest/place.js';
import { promptTexts } from '../../src/core/suggest/suggestion.js';
import type { LoadedModel } from '../../src/engine/loadModel.js';
import type { Task } from '../contestants/protocol.js';
import { lineRequest, taskOf, textOf } from './prompts.js';

const files = ['bench/typed/inventory.ts', 'bench/typed/logbook.py'];

/** A part of a file is typed key by key, the rest of it in place; a task at each key. */
async function typing(loaded: LoadedModel, path: string, keys: number): Promise<Task[]> {
  const text = textOf(path);
  const start = text.indexOf('\n', text.length * 0.6) + 1;
  const end = text.indexOf('\n', start + keys);
  const tasks: Task[] = [];
  for (let cursor = start; cursor < end && tasks.length < keys; cursor++) {
    const around = { before: text.slice(0, cursor), after: text.slice(end) };
    if (!isCompletable(around.after)) continue;
    tasks.push(await taskOf(loaded, { ...lineRequest, path, ...promptTexts(around) }, false));
  }
  return tasks;
}

/** For each of the two files, a task at each of `keys` keys of a person who types a part of it. */
export async function typingTasks(loaded: LoadedModel, keys: number): Promise<Task[][]> {
  const tasks: Task[][] = [];
  for (const path of files) tasks.push(await typing(loaded, path, keys));
  return tasks;
}
