import type { DrafterKind } from '../../src/core/request.js';
import { inkling, withLineup, type Entrant } from '../engines/lineup.js';
import { alternate } from '../engines/alternate.js';
import type { BenchOutcome, BenchTask } from '../engines/protocol.js';
import { measurementsOf, seriesOf, type Measurement } from '../report/results.js';
import { drafterFolder } from '../weights/modelFiles.js';
import { typingTasks } from './typingTasks.js';
import type { Setting } from './setting.js';

const keysPerFile = 120;
/** Layers of the embedded model that draft, for lack of a trained smaller model. */
export const draftLayers = 2;

interface Row extends Entrant {
  readonly drafters: readonly DrafterKind[];
}

const rowsFor = (draftFolder: string | undefined): Row[] => [
  { ...inkling, drafters: [] },
  { ...inkling, name: 'the previous suggestion drafts', drafters: ['previousSuggestion'] },
  { ...inkling, name: 'prompt look-up drafts', drafters: ['lookup'] },
  ...(draftFolder === undefined
    ? []
    : [{ ...inkling, name: `the first ${draftLayers} layers draft`, drafters: ['model'] as const, draftFolder }]),
  { ...inkling, name: 'previous suggestion, then look-up', drafters: ['previousSuggestion', 'lookup'] },
];

const sum = (outcomes: readonly BenchOutcome[], of: (outcome: BenchOutcome) => number): number =>
  outcomes.reduce((total, outcome) => total + of(outcome), 0);

/** Draft counts, summed over all keys. */
export function draftMeasurements(
  heading: { readonly case: string; readonly threads: number },
  outcomes: ReadonlyMap<string, readonly BenchOutcome[]>,
): Measurement[] {
  const total = (quantity: string, unit: string, of: (all: readonly BenchOutcome[]) => number): Measurement[] => {
    const series = new Map([...outcomes].map(([name, all]) => [name, [of(all)]]));
    return measurementsOf({ ...heading, quantity, unit }, series, false);
  };
  const drafted = (all: readonly BenchOutcome[], of: 'drafted' | 'accepted'): number =>
    sum(all, ({ drafts }) => Object.values(drafts).reduce((count, drafts) => count + drafts[of], 0));
  return [
    ...total(
      'tokens per forward',
      '',
      (all) => sum(all, ({ chosen }) => chosen - 1) / sum(all, ({ forwards }) => forwards),
    ),
    ...total('drafted', 'tokens', (all) => drafted(all, 'drafted')),
    ...total('accepted', '%', (all) => (100 * drafted(all, 'accepted')) / drafted(all, 'drafted')),
  ];
}

/** Measures speculative decoding while typing: the same keys, greedy, with each drafter. */
export async function speculationWhileTyping(setting: Setting, threads: number): Promise<Measurement[]> {
  const { loaded, decoder, files, contextLength, times, say } = setting;
  const rows = rowsFor(decoder && drafterFolder(decoder, draftLayers));
  return withLineup(rows, files, { threads, contextLength }, async (engines) => {
    const drafters = new Map(rows.map((row) => [row.name, row.drafters]));
    const vary = (task: BenchTask, name: string): BenchTask => ({
      ...task,
      request: { ...task.request!, drafters: drafters.get(name)! },
    });
    const tasks = (await typingTasks(loaded, times(keysPerFile))).flat();
    say(`speculation over ${tasks.length} keys`);
    const outcomes = await alternate(engines, tasks, vary);
    const heading = { case: 'Speculation while typing', threads };
    const ms = seriesOf(outcomes, ({ decodeMs }) => decodeMs);
    return [
      ...measurementsOf({ ...heading, quantity: 'decoding', unit: 'ms per line' }, ms),
      ...draftMeasurements(heading, outcomes),
    ];
  });
}
