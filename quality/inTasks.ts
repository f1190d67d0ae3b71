import { seededRng } from '../src/core/sampling/rng.js';
import type { Engine } from '../src/engine/engine.js';
import { infill, type Infilled } from './infilling/measure.js';
import { Sandbox } from './infilling/sandbox.js';
import { choose, readTasks, taskKinds, type TaskKind } from './infilling/tasks.js';
import type { QualityOptions } from './options.js';
import { modelAlone, shipped } from './variants.js';

/** The results of one variant on HumanEval-Infilling's tasks of one kind. */
export interface TaskResults {
  readonly kind: TaskKind;
  readonly variant: string;
  readonly infilled: readonly Infilled[];
}

/** Measures HumanEval-Infilling. Each task is a file by itself, in an empty workspace. */
export async function measureInTasks(
  engine: Engine,
  { infilling, sizes, seed }: QualityOptions,
  say: (line: string) => void,
): Promise<TaskResults[]> {
  const sandbox = new Sandbox();
  await engine.workspace({ kind: 'clear' });
  const results: TaskResults[] = [];
  for (const [i, kind] of taskKinds.entries()) {
    const tasks = choose(await readTasks(infilling!, kind), sizes.tasks, seededRng(1000 * seed + 100 + i));
    for (const variant of [shipped, modelAlone]) {
      const infilled: Infilled[] = [];
      for (const task of tasks) infilled.push(await infill({ engine, sandbox }, variant, kind, task));
      results.push({ kind, variant: variant.name, infilled });
      say(`${tasks.length} ${kind} tasks, ${variant.name}`);
    }
  }
  return results;
}
