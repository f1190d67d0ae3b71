import { alternate } from '../engines/alternate.js';
import { inkling, llamaCpp, llamaCppPlain, transformersJs, withLineup } from '../engines/lineup.js';
import type { BenchOutcome } from '../engines/protocol.js';
import { measurementsOf, seriesOf, type Measurement } from '../report/results.js';
import { coldTasks } from './coldTasks.js';
import { lineRequest } from './prompts.js';
import type { Setting } from './setting.js';

const wantedLengths = [128, 512, 2000];
const repeats = 12;

/** The wanted lengths; the last one as long as the context allows. */
const lengthsFor = (contextLength: number): number[] =>
  wantedLengths.map((length) => Math.min(length, Math.floor((contextLength - 100) / 100) * 100));

/** A prompt of which nothing is known: to the first token, and to a finished line. */
export async function cold(setting: Setting, threads: number): Promise<Measurement[]> {
  const { loaded, files, contextLength, times, say } = setting;
  const entrants = [inkling, transformersJs, llamaCpp, llamaCppPlain];
  return withLineup(entrants, files, { threads, contextLength }, async (contestants) => {
    const measurements: Measurement[] = [];
    // The first tasks pay for what is allocated and compiled once.
    await alternate(contestants, await coldTasks(loaded, 256, 3, lineRequest));
    for (const length of new Set(lengthsFor(contextLength))) {
      say(`cold prompts of ${length} tokens, ${threads} thread(s)`);
      const outcomes = await alternate(contestants, await coldTasks(loaded, length, times(repeats), lineRequest));
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
