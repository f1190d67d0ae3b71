import { seededRng } from '../src/core/sampling/rng.js';
import type { Engine } from '../src/engine/engine.js';
import { infill, type Infilled } from './infilling/measure.js';
import { Sandbox } from './infilling/sandbox.js';
import { choose, readTasks, taskKinds, type TaskKind } from './infilling/tasks.js';
import type { QualityOptions } from './options.js';
import { modelAlone, shipped } from './variants.js';

/** What became of HumanEval-Infilling's tasks by one variant. */
export interface InTasks {
  readonly kind: TaskKind;
  readonly variant: string;
  readonly infilled: readonly Infilled[];
}

/** The tasks are files of their own: nothing else is in the workspace. */
export async function measureInTasks(
  engine: Engine,
  { infilling, sizes, seed }: QualityOptions,
  say: (line: string) => void,
): Promise<InTasks[]> {
  const sandbox = new Sandbox();
  await engine.workspace({ kind: 'clear' });
  const all: InTasks[] = [];
  for (const [i, kind] of taskKinds.entries()) {
    const tasks = choose(await readTasks(infilling!, kind), sizes.tasks, seededRng(1000 * seed + 100 + i));
    for (const variant of [shipped, modelAlone]) {
      const infilled: Infilled[] = [];
      for (const task of tasks) infilled.push(await infill(engine, variant, kind, task, sandbox));
      all.push({ kind, variant: variant.name, infilled });
      say(`${tasks.length} ${kind} tasks, ${variant.name}`);
    }
  }
  return all;
}
