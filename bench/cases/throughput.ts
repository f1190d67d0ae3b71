import type { CompletionRequest } from '../../src/core/request.js';
import { samplingStrategy } from '../../src/core/sampling/sampling.js';
import {
  inkling,
  llamaCpp,
  llamaCppLookup,
  llamaCppPlain,
  transformersJs,
  withLineup,
  type Entrant,
} from '../engines/lineup.js';
import { alternate } from '../engines/alternate.js';
import type { BenchOutcome, SampledBy, BenchTask } from '../engines/protocol.js';
import { measurementsOf, seriesOf, type Measurement } from '../report/results.js';
import { drafterFolder } from '../weights/modelFiles.js';
import { longTasks } from './coldTasks.js';
import type { Setting } from './setting.js';
import { draftLayers, draftMeasurements } from './speculation.js';

const prompts = 16;
const promptLength = 256;
const maxTokens = 96;
const minTokens = 32;

const sampled: SampledBy = { temperature: 0.7, topK: 40, topP: 0.95, seed: 1 };
const greedy = { kind: 'greedy' } as const;

/** An engine with decoding options. */
interface Row extends Entrant {
  readonly decoding: Pick<CompletionRequest, 'strategy' | 'drafters'>;
  readonly sampled?: SampledBy;
}

/** Rows that are compared with each other; the first is Inkling's. */
interface Group {
  readonly title: string;
  readonly rows: readonly Row[];
}

function groupsFor(draftFolder: string | undefined): Group[] {
  const strategy = samplingStrategy(sampled);
  const beam = { kind: 'beam', width: 4, lengthPenalty: 1, earlyStopping: false } as const;
  const plain = { strategy: greedy };
  const byLayers: Row[] =
    draftFolder === undefined
      ? []
      : [
          {
            ...inkling,
            name: `Inkling, its first ${draftLayers} layers draft`,
            draftFolder,
            decoding: { ...plain, drafters: ['model'] },
          },
        ];
  return [
    {
      title: 'greedy',
      rows: [
        { ...inkling, decoding: plain },
        { ...transformersJs, decoding: plain },
        { ...llamaCpp, decoding: plain },
        { ...llamaCppPlain, decoding: plain },
        { ...inkling, name: 'Inkling, prompt lookup drafts', decoding: { ...plain, drafters: ['lookup'] } },
        ...byLayers,
        { ...llamaCppLookup, decoding: plain },
        { ...inkling, name: 'Inkling, 4 beams', decoding: { strategy: beam } },
      ],
    },
    {
      title: 'sampled',
      rows: [inkling, transformersJs, llamaCpp].map((entrant) => ({
        ...entrant,
        decoding: { strategy },
        sampled,
      })),
    },
  ];
}

/** A short text is not enough to measure the speed of a step. */
const msPerToken = ({ chosen, decodeMs }: BenchOutcome): number => (chosen < 8 ? Number.NaN : decodeMs / (chosen - 1));

/** Measures tokens per second in longer texts, by strategy. */
export async function throughput(setting: Setting, threads: number): Promise<Measurement[]> {
  const { loaded, decoder, files, contextLength, times, say } = setting;
  const measurements: Measurement[] = [];
  const tasks = await longTasks(loaded, { count: times(prompts), promptLength, minTokens, maxTokens });
  for (const { title, rows } of groupsFor(decoder && drafterFolder(decoder, draftLayers))) {
    say(`${tasks.length} texts of ${maxTokens} tokens, ${title}, ${threads} thread(s)`);
    const byName = new Map(rows.map((row) => [row.name, row]));
    const vary = (task: BenchTask, name: string): BenchTask => {
      const { decoding, sampled: sampledBy } = byName.get(name)!;
      return {
        ...task,
        request: { ...task.request!, ...decoding },
        ...(sampledBy ? { sampled: sampledBy } : {}),
      };
    };
    const outcomes = await withLineup(rows, files, { threads, contextLength }, (engines) =>
      alternate(engines, tasks, vary),
    );
    const heading = { case: `Longer texts, ${title}`, threads };
    const drafting = [...outcomes].filter(([, all]) => all.some(({ drafts }) => Object.keys(drafts).length > 0));
    const speed = seriesOf(outcomes, (outcome) => 1000 / msPerToken(outcome));
    measurements.push(
      ...measurementsOf({ ...heading, quantity: 'speed', unit: 'tokens/s' }, speed, false),
      ...measurementsOf({ ...heading, quantity: 'token', unit: 'ms' }, seriesOf(outcomes, msPerToken)),
      ...(drafting.length > 0 ? draftMeasurements(heading, new Map(drafting)) : []),
    );
  }
  return measurements;
}
