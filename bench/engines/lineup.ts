import type { ModelFiles } from '../weights/modelFiles.js';
import { ContestantProcess, type Program } from './engineProcess.js';
import type { Loaded, LoadOptions } from './protocol.js';

/** Who takes part, and how. */
export interface Entrant {
  readonly name: string;
  readonly program: Program;
  readonly llama?: LoadOptions['llama'];
  readonly draftFolder?: string;
}

export const inkling: Entrant = { name: 'Inkling', program: 'inklingEngine' };
/** The same, asked without drafters. */
export const inklingPlain: Entrant = { ...inkling, name: 'Inkling, no speculation' };
/** Inkling's loop on token ids, for weights without a meaning. */
export const inklingLoop: Entrant = { name: 'Inkling', program: 'inklingLoop' };
export const transformersJs: Entrant = { name: 'transformers.js', program: 'transformersJs' };
/** llama.cpp at its best: the sequence keeps what two prompts have in common. */
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
/** As a server is used that is given a prompt and keeps nothing. */
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

/** A contestant that is ready, and what its load took. */
export interface Ready {
  readonly contestant: ContestantProcess;
  readonly loaded: Loaded;
}

export function startEngines(
  { name, program, llama, draftFolder }: Entrant,
  { folder, gguf }: ModelFiles,
  threads: number,
  contextLength: number,
): Promise<Ready> {
  return ContestantProcess.start(name, program, {
    folder,
    ...(gguf === undefined ? {} : { gguf }),
    threads,
    contextLength,
    ...(llama ? { llama } : {}),
    ...(draftFolder === undefined ? {} : { draftFolder }),
  });
}

/** Those who can run a model. */
export const ableTo = <E extends Entrant>(entrants: readonly E[], { gguf }: ModelFiles): E[] =>
  entrants.filter(({ program }) => program !== 'llamaCpp' || gguf !== undefined);

/** Starts all who can run the model, has them work, and ends their processes, whatever happens. */
export async function withLineup<T>(
  entrants: readonly Entrant[],
  files: ModelFiles,
  { threads, contextLength }: { readonly threads: number; readonly contextLength: number },
  work: (contestants: readonly ContestantProcess[]) => Promise<T>,
): Promise<T> {
  const contestants: ContestantProcess[] = [];
  try {
    for (const entrant of ableTo(entrants, files)) {
      contestants.push((await startEngines(entrant, files, threads, contextLength)).contestant);
    }
    return await work(contestants);
  } finally {
    await Promise.all(contestants.map((contestant) => contestant.stop()));
  }
}
