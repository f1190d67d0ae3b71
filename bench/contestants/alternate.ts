import type { ContestantProcess } from './contestantProcess.js';
import type { Outcome, Task } from './protocol.js';

/** A task whose number of tokens the first contestant decides. */
export type OpenTask = Omit<Task, 'count'> & {
  /** For whoever has no request to stop by. */
  readonly count?: number;
};

/**
 * Gives every task to all contestants in turn, A B C A B C …, so that whatever else the machine does meets all alike. The
 * first one decides where a text ends; the others choose as many tokens, without those that only heal.
 *
 * @param vary what a task is for a contestant of this name.
 * @returns by name what became of each task.
 */
export async function alternate(
  contestants: readonly ContestantProcess[],
  tasks: readonly OpenTask[],
  vary: (task: OpenTask, name: string) => OpenTask = (task) => task,
): Promise<Map<string, Outcome[]>> {
  const outcomes = new Map(contestants.map(({ name }) => [name, [] as Outcome[]]));
  for (const task of tasks) {
    let { count } = task;
    for (const contestant of contestants) {
      const outcome = await contestant.run({ count: 1, ...vary(task, contestant.name), ...(count && { count }) });
      outcomes.get(contestant.name)!.push(outcome);
      count ??= Math.max(1, outcome.chosen - outcome.healed);
    }
  }
  return outcomes;
}
