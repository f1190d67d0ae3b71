import { alternate } from '../engines/alternate.js';
import {
  inkling,
  inklingPlain,
  llamaCpp,
  llamaCppForgetful,
  llamaCppLookup,
  llamaCppPlain,
  transformersJs,
  withLineup,
} from '../engines/lineup.js';
import type { BenchOutcome, BenchTask } from '../engines/protocol.js';
import { measurementsOf, seriesOf, type Measurement } from '../report/results.js';
import { typingTasks } from './typingTasks.js';
import type { Setting } from './setting.js';

const keysPerFile = 80;

const withoutDrafts = (task: BenchTask, name: string): BenchTask =>
  name === inklingPlain.name ? { ...task, request: { ...task.request!, drafters: [] } } : task;

/** Measures the time from a typed character to a finished line. */
export async function keystroke(setting: Setting, threads: number): Promise<Measurement[]> {
  const { loaded, files, contextLength, times, say } = setting;
  const peers = [transformersJs, llamaCpp, llamaCppPlain, llamaCppLookup, llamaCppForgetful];
  return withLineup([inkling, inklingPlain, ...peers], files, { threads, contextLength }, async (engines) => {
    const warm = new Map(engines.map(({ name }) => [name, [] as BenchOutcome[]]));
    for (const tasks of await typingTasks(loaded, times(keysPerFile))) {
      say(`${tasks.length} keys typed, ${threads} thread(s)`);
      const outcomes = await alternate(engines, tasks, withoutDrafts);
      // The first key of a file has a cold prompt.
      for (const [name, all] of outcomes) warm.get(name)!.push(...all.slice(1));
    }
    const heading = { case: 'Warm keystroke to a finished line', threads };
    const ms = seriesOf(warm, ({ totalMs }) => totalMs);
    const cpuMs = seriesOf(warm, (outcome) => outcome.cpuMs);
    const chosen = seriesOf(warm, (outcome) => outcome.chosen - outcome.healed);
    return [
      ...measurementsOf({ ...heading, quantity: 'key', unit: 'ms' }, ms),
      ...measurementsOf({ ...heading, quantity: 'processor time', unit: 'ms' }, cpuMs),
      ...measurementsOf({ ...heading, quantity: 'line', unit: 'tokens' }, chosen, false),
    ];
  });
}
