import type { LoadedGraph } from '../load/loadGraph.js';
import type { LoadedModel } from '../load/loadModel.js';
import type { Runtime } from '../platform/runtime.js';
import { agree, trialOf } from './trial.js';

/** Code of about 30 tokens: more than one run may have on a GPU. */
const trialText = `export function sumOf(values: readonly number[]): number {
  let sum = 0;
  for (const value of values) {
    sum +=`;

/** The dependencies of a trial. */
export interface GpuTrialParts {
  /** Opens a runtime on a GPU; undefined where there is none. */
  readonly openRuntime: () => Promise<Runtime | undefined>;
  /** Whether the model moves though it be slower there. */
  readonly isRequired: boolean;
  /** Does something while no call is answered: the model on the processor has one cache. */
  readonly alone: <T>(task: () => Promise<T>) => Promise<T>;
  /** A clock in milliseconds. */
  readonly now: () => number;
}

/** The outcome of a trial: the model on the GPU, and how to give that up, or why it stays where it is. */
export type GpuOutcome =
  { readonly moved: LoadedModel; readonly leave: () => Promise<void> } | { readonly staysBecause: string };

/**
 * Tries a model on a GPU: it moves if it answers the same there and takes less time. Calls are answered meanwhile.
 *
 * @throws Error if the runtime or the GPU fails.
 */
export async function tryGpu(loaded: LoadedModel, parts: GpuTrialParts): Promise<GpuOutcome> {
  const { openRuntime, isRequired, alone, now } = parts;
  const runtime = await openRuntime();
  if (!runtime) return { staysBecause: 'no GPU' };
  const graph = await loaded.openOn(runtime);
  try {
    const text = loaded.encode(trialText);
    const expected = await alone(() => trialOf(loaded.model, text, now));
    // The first one also compiles the GPU's programs.
    const first = await trialOf(graph.model, text, now, expected.following);
    const second = isRequired ? first : await trialOf(graph.model, text, now, expected.following);
    const agrees = agree(expected, first) && agree(expected, second);
    if (agrees && (isRequired || second.tookMs < expected.tookMs)) {
      return { moved: onGraph(loaded, graph, runtime), leave: () => graph.dispose() };
    }
    await graph.dispose();
    return { staysBecause: agrees ? 'the GPU is slower' : 'different answers' };
  } catch (error) {
    await graph.dispose();
    throw error;
  }
}

const onGraph = (loaded: LoadedModel, graph: LoadedGraph, { kind }: Runtime): LoadedModel => ({
  ...loaded,
  model: graph.model,
  onProcessor: loaded,
  info: { ...loaded.info, runtime: kind },
  dispose: async () => {
    await graph.dispose();
    await loaded.dispose();
  },
});
