import type { WeightFiles } from '../weights/modelFiles.js';
import { EngineProcess, type Program } from './engineProcess.js';
import type { Loaded, LoadOptions } from './protocol.js';

/** An engine in the comparison, with its options. */
export interface Entrant {
  readonly name: string;
  readonly program: Program;
  readonly llama?: LoadOptions['llama'];
  readonly draftFolder?: string;
}

export const inkling: Entrant = { name: 'Inkling', program: 'inklingEngine' };
/** The same without drafters. */
export const inklingPlain: Entrant = { ...inkling, name: 'Inkling, no speculation' };
/** Inkling's loop on token ids, for random weights. */
export const inklingLoop: Entrant = { name: 'Inkling', program: 'inklingLoop' };
export const transformersJs: Entrant = { name: 'transformers.js', program: 'transformersJs' };
/** llama.cpp with its best options: the sequence keeps the common prefix of two prompts. */
export const llamaCpp: Entrant = {
  name: 'llama.cpp',
  program: 'llamaCpp',
  llama: { flashAttention: true, reusesPrefix: true },
};
export const llamaCppPlain: Entrant = {
  name: 'llama.cpp, no flash attention',
  program: 'llamaCpp',
  llama: { flashAttention: false, reusesPrefix: true },
};
/** llama.cpp as a stateless server: nothing is kept between prompts. */
export const llamaCppForgetful: Entrant = {
  name: 'llama.cpp, no prefix reuse',
  program: 'llamaCpp',
  llama: { flashAttention: true, reusesPrefix: false },
};
export const llamaCppLookup: Entrant = {
  name: 'llama.cpp, prompt look-up drafts',
  program: 'llamaCpp',
  llama: { flashAttention: true, reusesPrefix: true, looksUp: true },
};

/** A loaded engine, and the cost of its load. */
export interface Ready {
  readonly engine: EngineProcess;
  readonly loaded: Loaded;
}

export function startEngines(
  { name, program, llama, draftFolder }: Entrant,
  { folder, gguf }: WeightFiles,
  threads: number,
  contextLength: number,
): Promise<Ready> {
  return EngineProcess.start(name, program, {
    folder,
    ...(gguf === undefined ? {} : { gguf }),
    threads,
    contextLength,
    ...(llama ? { llama } : {}),
    ...(draftFolder === undefined ? {} : { draftFolder }),
  });
}

/** The engines that can run a model. */
export const ableTo = <E extends Entrant>(entrants: readonly E[], { gguf }: WeightFiles): E[] =>
  entrants.filter(({ program }) => program !== 'llamaCpp' || gguf !== undefined);

/** Starts all engines that can run the model, runs `work` with them, and stops their processes in any case. */
export async function withLineup<T>(
  entrants: readonly Entrant[],
  files: WeightFiles,
  { threads, contextLength }: { readonly threads: number; readonly contextLength: number },
  work: (engines: readonly EngineProcess[]) => Promise<T>,
): Promise<T> {
  const engines: EngineProcess[] = [];
  try {
    for (const entrant of ableTo(entrants, files)) {
      engines.push((await startEngines(entrant, files, threads, contextLength)).engine);
    }
    return await work(engines);
  } finally {
    await Promise.all(engines.map((engine) => engine.stop()));
  }
}
