import { alternate } from '../engines/alternate.js';
import { inkling, llamaCpp, llamaCppPlain, transformersJs, withLineup } from '../engines/lineup.js';
import type { BenchOutcome } from '../engines/protocol.js';
import { measurementsOf, seriesOf, type Measurement } from '../report/results.js';
import { coldTasks } from './coldTasks.js';
import { lineRequest } from './prompts.js';
import type { Setting } from './setting.js';

const wantedLengths = [128, 512, 2000];
const repeats = 12;

/** Prompt lengths in tokens; the last one is limited by the context. */
const lengthsFor = (contextLength: number): number[] =>
  wantedLengths.map((length) => Math.min(length, Math.floor((contextLength - 100) / 100) * 100));

/** Measures prompts that are not cached: time to the first token, and to a finished line. */
export async function cold(setting: Setting, threads: number): Promise<Measurement[]> {
  const { loaded, files, contextLength, times, say } = setting;
  const entrants = [inkling, transformersJs, llamaCpp, llamaCppPlain];
  return withLineup(entrants, files, { threads, contextLength }, async (engines) => {
    const measurements: Measurement[] = [];
    // The first tasks include one-time allocation and compilation.
    await alternate(engines, await coldTasks(loaded, 256, 3, lineRequest));
    for (const length of new Set(lengthsFor(contextLength))) {
      say(`cold prompts of ${length} tokens, ${threads} thread(s)`);
      const outcomes = await alternate(engines, await coldTasks(loaded, length, times(repeats), lineRequest));
      const heading = { case: `Cold prompt of ${length} tokens`, threads, unit: 'ms' };
      const add = (quantity: string, of: (outcome: BenchOutcome) => number): void =>
        void measurements.push(...measurementsOf({ ...heading, quantity }, seriesOf(outcomes, of)));
      add('first token', ({ firstMs }) => firstMs);
      add('finished line', ({ totalMs }) => totalMs);
      add('processor time', ({ cpuMs }) => cpuMs);
    }
    return measurements;
  });
}
