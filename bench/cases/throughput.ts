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

/** One way to decode. */
interface Row extends Entrant {
  readonly suggestionRequest: Pick<CompletionRequest, 'strategy' | 'drafters'>;
  readonly sampled?: SampledBy;
}

/** Ways that are compared with each other; the first is Inkling's. */
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
            suggestionRequest: { ...plain, drafters: ['model'] },
          },
        ];
  return [
    {
      title: 'greedy',
      rows: [
        { ...inkling, suggestionRequest: plain },
        { ...transformersJs, suggestionRequest: plain },
        { ...llamaCpp, suggestionRequest: plain },
        { ...llamaCppPlain, suggestionRequest: plain },
        { ...inkling, name: 'Inkling, prompt look-up drafts', suggestionRequest: { ...plain, drafters: ['lookup'] } },
        ...byLayers,
        { ...llamaCppLookup, suggestionRequest: plain },
        { ...inkling, name: 'Inkling, 4 beams', suggestionRequest: { strategy: beam } },
      ],
    },
    {
      title: 'sampled',
      rows: [inkling, transformersJs, llamaCpp].map((entrant) => ({
        ...entrant,
        suggestionRequest: { strategy },
        sampled,
      })),
    },
  ];
}

/** A text that ends at once says nothing about the speed of a step. */
const msPerToken = ({ chosen, decodeMs }: BenchOutcome): number => (chosen < 8 ? Number.NaN : decodeMs / (chosen - 1));

/** Tokens per second in longer texts, by strategy. */
export async function throughput(setting: Setting, threads: number): Promise<Measurement[]> {
  const { loaded, decoder, files, contextLength, times, say } = setting;
  const measurements: Measurement[] = [];
  const tasks = await longTasks(loaded, promptLength, times(prompts), minTokens, maxTokens);
  for (const { title, rows } of groupsFor(decoder && drafterFolder(decoder, draftLayers))) {
    say(`${tasks.length} texts of ${maxTokens} tokens, ${title}, ${threads} thread(s)`);
    const byName = new Map(rows.map((row) => [row.name, row]));
    const vary = (task: BenchTask, name: string): BenchTask => {
      const { suggestionRequest, sampled: sampledBy } = byName.get(name)!;
      return {
        ...task,
        request: { ...task.request!, ...suggestionRequest },
        ...(sampledBy ? { sampled: sampledBy } : {}),
      };
    };
    const outcomes = await withLineup(rows, files, { threads, contextLength }, (contestants) =>
      alternate(contestants, tasks, vary),
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
