import type { ContestantProcess } from './engineProcess.js';
import type { BenchOutcome, BenchTask } from './protocol.js';

/**
 * Gives every task to all contestants in turn, A B C A B C …, so that whatever else the machine does meets all alike.
 *
 * @param vary what a task is for a contestant of this name.
 * @returns by name what became of each task.
 */
export async function alternate(
  contestants: readonly ContestantProcess[],
  tasks: readonly BenchTask[],
  vary: (task: BenchTask, name: string) => BenchTask = (task) => task,
): Promise<Map<string, BenchOutcome[]>> {
  const outcomes = new Map(contestants.map(({ name }) => [name, [] as BenchOutcome[]]));
  for (const task of tasks) {
    for (const contestant of contestants) {
      outcomes.get(contestant.name)!.push(await contestant.run(vary(task, contestant.name)));
    }
  }
  return outcomes;
}
