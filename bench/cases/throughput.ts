import type { CompletionRequest } from '../../src/core/completion.js';
import { samplingStrategy } from '../../src/core/decode/sampling.js';
import {
  inkling,
  llamaCpp,
  llamaCppLookup,
  llamaCppPlain,
  transformersJs,
  withLineup,
  type Entrant,
} from '../contestants/lineup.js';
import type { OpenTask } from '../contestants/alternate.js';
import type { ContestantProcess } from '../contestants/contestantProcess.js';
import type { Outcome, SampledBy } from '../contestants/protocol.js';
import { measurementsOf, seriesOf, type Measurement } from '../report/results.js';
import { drafterFolder } from '../weights/modelFiles.js';
import { longTasks } from './prompts.js';
import type { Setting } from './setting.js';
import { draftLayers, draftMeasurements } from './speculation.js';

const prompts = 16;
const promptLength = 256;
const maxTokens = 96;
const leastTokens = 32;

const sampled: SampledBy = { temperature: 0.7, topK: 40, topP: 0.95, seed: 1 };
const greedy = { kind: 'greedy' } as const;

/** One way to decode. */
interface Row {
  readonly name: string;
  readonly entrant: Entrant;
  readonly wish: Pick<CompletionRequest, 'strategy' | 'drafters'>;
  readonly sampled?: SampledBy;
}

/** Ways that are compared with each other; the first is Inkling's. */
interface Group {
  readonly title: string;
  readonly rows: readonly Row[];
}

function groupsFor(draftFolder: string): Group[] {
  const drafting = { ...inkling, draftFolder };
  const strategy = samplingStrategy(sampled);
  const beam = { kind: 'beam', width: 4, lengthPenalty: 1, earlyStopping: false } as const;
  const plain = { strategy: greedy };
  return [
    {
      title: 'greedy',
      rows: [
        { name: 'Inkling', entrant: inkling, wish: plain },
        { name: 'transformers.js', entrant: transformersJs, wish: plain },
        { name: 'llama.cpp', entrant: llamaCpp, wish: plain },
        { name: 'llama.cpp, no flash attention', entrant: llamaCppPlain, wish: plain },
        { name: 'Inkling, prompt look-up drafts', entrant: drafting, wish: { ...plain, drafters: ['lookup'] } },
        {
          name: `Inkling, its first ${draftLayers} layers draft`,
          entrant: drafting,
          wish: { ...plain, drafters: ['model'] },
        },
        { name: 'llama.cpp, prompt look-up drafts', entrant: llamaCppLookup, wish: plain },
        { name: 'Inkling, 4 beams', entrant: inkling, wish: { strategy: beam } },
      ],
    },
    {
      title: 'sampled',
      rows: [
        { name: 'Inkling', entrant: inkling, wish: { strategy }, sampled },
        { name: 'transformers.js', entrant: transformersJs, wish: plain, sampled },
        { name: 'llama.cpp', entrant: llamaCpp, wish: plain, sampled },
      ],
    },
  ];
}

/** A text that ends at once says nothing about the speed of a step. */
const msPerToken = ({ chosen, decodeMs }: Outcome): number => (chosen < 8 ? Number.NaN : decodeMs / (chosen - 1));

/** Tokens per second in longer texts, by strategy. */
export async function throughput(setting: Setting, threads: number): Promise<Measurement[]> {
  const { loaded, decoder, files, contextLength, times, say } = setting;
  const measurements: Measurement[] = [];
  const tasks = await longTasks(loaded, promptLength, times(prompts), leastTokens, maxTokens);
  for (const { title, rows } of groupsFor(drafterFolder(decoder, draftLayers))) {
    say(`${tasks.length} texts of ${maxTokens} tokens, ${title}, ${threads} thread(s)`);
    const entrants = rows.map(({ entrant, name }) => ({ ...entrant, name }));
    const outcomes = await withLineup(entrants, files, { threads, contextLength }, (contestants) =>
      inTurn(rows, contestants, tasks),
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

async function inTurn(
  rows: readonly Row[],
  contestants: readonly ContestantProcess[],
  tasks: readonly OpenTask[],
): Promise<Map<string, Outcome[]>> {
  const outcomes = new Map(rows.map(({ name }) => [name, [] as Outcome[]]));
  for (const task of tasks) {
    let count = maxTokens;
    for (const [i, { name, wish, sampled: sampledBy }] of rows.entries()) {
      const request = { ...task.request!, ...wish };
      const options = { request, count, ...(sampledBy ? { sampled: sampledBy } : {}) };
      const outcome = await contestants[i]!.run({ ...task, ...options });
      outcomes.get(name)!.push(outcome);
      if (i === 0) count = outcome.chosen;
    }
  }
  return outcomes;
}
