import { ableTo, inkling, llamaCpp, startEngines as startContestant, transformersJs } from '../engines/lineup.js';
import { measurementsOf, type Measurement } from '../report/results.js';
import { coldTasks } from './coldTasks.js';
import { lineRequest } from './prompts.js';
import type { Setting } from './setting.js';

const repeats = 5;
/** Enough for every buffer to have its final size. */
const promptLength = 512;
const tasksEach = 6;

/** Measures load time, and memory after the load and after some tasks, each time in a new process. */
export async function startCase(setting: Setting, threads: number): Promise<Measurement[]> {
  const { loaded, files, contextLength, times, say } = setting;
  const entrants = ableTo([inkling, transformersJs, llamaCpp], files);
  const series = () => new Map(entrants.map(({ name }) => [name, [] as number[]]));
  const [loadMs, loadedMb, workedMb] = [series(), series(), series()];
  const tasks = await coldTasks(loaded, promptLength, tasksEach, lineRequest);
  for (let i = 0; i < times(repeats); i++) {
    say(`load and memory, ${i + 1} of ${times(repeats)}`);
    for (const entrant of entrants) {
      const ready = await startContestant(entrant, files, threads, contextLength);
      const { engine } = ready;
      try {
        loadMs.get(entrant.name)!.push(ready.loaded.loadMs);
        loadedMb.get(entrant.name)!.push((await engine.memory()) / 1e6);
        for (const task of tasks) await engine.run(task);
        workedMb.get(entrant.name)!.push((await engine.memory()) / 1e6);
      } finally {
        await engine.stop();
      }
    }
  }
  const heading = { case: 'Load and memory', threads };
  return [
    ...measurementsOf({ ...heading, quantity: 'load', unit: 'ms' }, loadMs),
    ...measurementsOf({ ...heading, quantity: 'memory once loaded', unit: 'MB' }, loadedMb),
    ...measurementsOf({ ...heading, quantity: 'memory after work', unit: 'MB' }, workedMb),
  ];
}
