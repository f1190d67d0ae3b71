import type { EngineProcess } from './engineProcess.js';
import type { BenchOutcome, BenchTask } from './protocol.js';

/**
 * Gives every task to all engines in turn, A B C A B C …, so that other load on the machine affects all alike.
 *
 * @param vary adapts a task to an engine, by its name.
 * @returns the outcomes of all tasks by engine name.
 */
export async function alternate(
  engines: readonly EngineProcess[],
  tasks: readonly BenchTask[],
  vary: (task: BenchTask, name: string) => BenchTask = (task) => task,
): Promise<Map<string, BenchOutcome[]>> {
  const outcomes = new Map(engines.map(({ name }) => [name, [] as BenchOutcome[]]));
  for (const task of tasks) {
    for (const engine of engines) {
      outcomes.get(engine.name)!.push(await engine.run(vary(task, engine.name)));
    }
  }
  return outcomes;
}
