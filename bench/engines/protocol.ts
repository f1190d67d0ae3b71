import type { CompletionRequest } from '../../src/core/request.js';
import type { DraftCounts } from '../../src/core/result.js';

/** What a contestant needs to load; each takes the files of its kind. */
export interface LoadOptions {
  /** A model folder with an ONNX graph. */
  readonly folder: string;
  /** The same weights for llama.cpp. */
  readonly gguf?: string;
  readonly threads: number;
  readonly contextLength: number;
  /** A smaller model that drafts. */
  readonly draftFolder?: string;
  readonly llama?: LlamaOptions;
}

export interface LlamaOptions {
  readonly flashAttention: boolean;
  /** Whether the tokens that a prompt shares with the one before stay in the context. */
  readonly reusesPrefix: boolean;
  /** Speculates with node-llama-cpp's own prompt look-up. */
  readonly looksUp?: boolean;
}

/** Sampling as all contestants know it. */
export interface SampledBy {
  readonly temperature: number;
  readonly topK: number;
  readonly topP: number;
  readonly seed: number;
}

/** One piece of work. */
export interface BenchTask {
  /** The work as text, for whoever takes text. */
  readonly request?: CompletionRequest;
  /** The same prompt as token ids. */
  readonly prompt: readonly number[];
  /** How many tokens to choose after the prompt: as many as Inkling's greedy text has, the one that ends it included. */
  readonly count: number;
  /** Forget everything before, outside of the measured time. */
  readonly isCold: boolean;
  /** Greedy if absent. */
  readonly sampled?: SampledBy;
}

/** What became of a task. */
export interface BenchOutcome extends BenchAnswer {
  /** Processor time of all the process's threads, from the asking to the answer: hardly changed by who else works. */
  readonly cpuMs: number;
}

/** What a contestant says of a task itself. */
export interface BenchAnswer {
  /** To the first token, or the first text. */
  readonly firstMs: number;
  readonly totalMs: number;
  /** After the prompt's forward. */
  readonly decodeMs: number;
  /** How many tokens were chosen after the prompt, the one that ended the text included. */
  readonly chosen: number;
  /** How many of them only spelled again what the prompt's end had lost to token healing. */
  readonly healed: number;
  /** Their ids, from whoever works with ids. */
  readonly ids?: readonly number[];
  /** Prompt tokens that did not have to be read again. */
  readonly reused: number;
  /** Forwards after the prompt's. */
  readonly forwards: number;
  readonly drafts: Readonly<Record<string, DraftCounts>>;
}

/** What a load took. */
export interface Loaded {
  /** From the library's import to the first possible task. */
  readonly loadMs: number;
  /** What the contestant is, for the table of versions. */
  readonly version: string;
}

/** Someone who completes code, in a process of its own. */
export interface EngineUnderTest {
  load(options: LoadOptions): Promise<Omit<Loaded, 'loadMs'>>;
  run(task: BenchTask): Promise<BenchAnswer>;
  dispose(): Promise<void>;
}

/** Every call to a contestant's process: what it takes, what it gives. */
export interface BenchCalls {
  load: { takes: LoadOptions; gives: Loaded };
  run: { takes: BenchTask; gives: BenchOutcome };
  /** Resident bytes of the process beyond what it had before its library was imported. */
  memory: { takes: undefined; gives: number };
  close: { takes: undefined; gives: undefined };
}

export type BenchCallName = keyof BenchCalls;

export interface ToContestant {
  readonly call: BenchCallName;
  readonly args: unknown;
}

export type FromContestant = { readonly result: unknown } | { readonly error: string };
