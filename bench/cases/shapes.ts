import { seededRng } from '../../src/core/sampling/rng.js';
import { alternate } from '../engines/alternate.js';
import { inklingLoop, llamaCpp, llamaCppPlain, transformersJs, withLineup } from '../engines/lineup.js';
import type { BenchTask } from '../engines/protocol.js';
import { measurementsOf, seriesOf, type Measurement } from '../report/results.js';
import type { Shape } from '../weights/decoder.js';
import { randomFiles } from '../weights/modelFiles.js';
import type { Setting } from './setting.js';

/** A model with random weights, and its number of repetitions. */
export interface RandomModel {
  readonly name: string;
  readonly shape: Shape;
  readonly bits: 4 | 8;
  readonly repeats: number;
}

const common = { headDim: 64, context: 2304, ropeTheta: 10_000, epsilon: 1e-5 };

export const thirtyMillion: RandomModel = {
  name: '30 M parameters, 8 bits',
  shape: { ...common, vocabulary: 16_384, hidden: 512, inner: 1408, layers: 8, heads: 8, kvHeads: 2 },
  bits: 8,
  repeats: 5,
};

/** Published sizes of Qwen2.5-Coder-0.5B (its config.json), without the biases of its projections. */
export const halfBillion: RandomModel = {
  name: "Qwen2.5-Coder-0.5B's shape, 4 bits",
  shape: { ...common, vocabulary: 151_936, hidden: 896, inner: 4864, layers: 24, heads: 14, kvHeads: 2 },
  bits: 4,
  repeats: 3,
};

const lengths = [128, 512, 2000];
const count = 17;

function randomTasks({ vocabulary }: Shape, length: number, repeats: number): BenchTask[] {
  const rng = seededRng(length);
  return Array.from({ length: repeats }, () => ({
    // Id 0 ends a text.
    prompt: Array.from({ length }, () => 1 + Math.floor(rng() * (vocabulary - 1))),
    count,
    isCold: true,
  }));
}

/** Measures how the cost of a prompt and of a step grows with the model and the context. */
export async function shape(
  { name, shape: sizes, bits, repeats }: RandomModel,
  threads: number,
  { times, say }: Pick<Setting, 'times' | 'say'>,
): Promise<Measurement[]> {
  say(`making random weights: ${name}`);
  const files = randomFiles(`random-${sizes.hidden}-${sizes.layers}-${bits}`, sizes, bits);
  const entrants = [inklingLoop, transformersJs, llamaCpp, llamaCppPlain];
  return withLineup(entrants, files, { threads, contextLength: sizes.context }, async (engines) => {
    const measurements: Measurement[] = [];
    await alternate(engines, randomTasks(sizes, 64, 1));
    for (const length of lengths) {
      say(`${name}: ${length} tokens, ${threads} thread(s)`);
      const outcomes = await alternate(engines, randomTasks(sizes, length, times(repeats)));
      const heading = { case: `Random weights, ${name}`, threads, unit: 'ms' };
      measurements.push(
        ...measurementsOf(
          { ...heading, quantity: `prompt of ${length}` },
          seriesOf(outcomes, ({ firstMs }) => firstMs),
        ),
        ...measurementsOf(
          { ...heading, quantity: `step at ${length}` },
          seriesOf(outcomes, ({ decodeMs, chosen }) => decodeMs / (chosen - 1)),
        ),
      );
    }
    return measurements;
  });
}
