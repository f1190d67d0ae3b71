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
 * @returns by name what became of each task.
 */
export async function alternate(
  contestants: readonly ContestantProcess[],
  tasks: readonly OpenTask[],
  onTask: (done: number) => void = () => undefined,
): Promise<Map<string, Outcome[]>> {
  const outcomes = new Map(contestants.map(({ name }) => [name, [] as Outcome[]]));
  for (const [i, task] of tasks.entries()) {
    let count = task.count ?? 1;
    for (const [place, contestant] of contestants.entries()) {
      const outcome = await contestant.run({ ...task, count });
      outcomes.get(contestant.name)!.push(outcome);
      if (place === 0) count = task.count ?? Math.max(1, outcome.chosen - outcome.healed);
    }
    onTask(i + 1);
  }
  return outcomes;
}
