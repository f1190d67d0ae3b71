import type { CompletionRequest } from '../../src/core/request.js';
import type { DraftCounts } from '../../src/core/result.js';

/** Options for loading a model; each engine uses the files of its format. */
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
  /** Whether tokens shared with the previous prompt stay in the context. */
  readonly reusesPrefix: boolean;
  /** Whether to speculate with node-llama-cpp's prompt lookup. */
  readonly looksUp?: boolean;
}

/** Sampling options that all engines support. */
export interface SampledBy {
  readonly temperature: number;
  readonly topK: number;
  readonly topP: number;
  readonly seed: number;
}

/** One completion to measure. */
export interface BenchTask {
  /** The request as text, for engines that take text. */
  readonly request?: CompletionRequest;
  /** The same prompt as token ids. */
  readonly prompt: readonly number[];
  /** Number of tokens to choose after the prompt: as many as in Inkling's greedy text, including the one that ends it. */
  readonly count: number;
  /** Whether to clear the context first, outside the measured time. */
  readonly isCold: boolean;
  /** Greedy if absent. */
  readonly sampled?: SampledBy;
}

/** The outcome of a task. */
export interface BenchOutcome extends BenchAnswer {
  /** CPU time of all threads of the process from request to answer: hardly affected by other load. */
  readonly cpuMs: number;
}

/** An engine's own report on a task. */
export interface BenchAnswer {
  /** Time to the first token, or the first text. */
  readonly firstMs: number;
  readonly totalMs: number;
  /** Time after the prompt's forward. */
  readonly decodeMs: number;
  /** Number of tokens chosen after the prompt, including the one that ended the text. */
  readonly chosen: number;
  /** Number of those that only repeat text removed from the prompt's end by token healing. */
  readonly healed: number;
  /** Their ids, from engines that work with ids. */
  readonly ids?: readonly number[];
  /** Prompt tokens that were cached. */
  readonly reused: number;
  /** Forwards after the prompt's. */
  readonly forwards: number;
  readonly drafts: Readonly<Record<string, DraftCounts>>;
}

/** The cost of a load. */
export interface Loaded {
  /** Time from the library's import to the first possible task. */
  readonly loadMs: number;
  /** The engine's version, for the report. */
  readonly version: string;
}

/** A completion engine, in its own process. */
export interface EngineUnderTest {
  load(options: LoadOptions): Promise<Omit<Loaded, 'loadMs'>>;
  run(task: BenchTask): Promise<BenchAnswer>;
  dispose(): Promise<void>;
}

/** Calls to an engine's process with their arguments and results. */
export interface BenchCalls {
  load: { takes: LoadOptions; gives: Loaded };
  run: { takes: BenchTask; gives: BenchOutcome };
  /** Resident bytes of the process beyond those before its library was imported. */
  memory: { takes: undefined; gives: number };
  close: { takes: undefined; gives: undefined };
}

export type BenchCallName = keyof BenchCalls;

export interface ToEngine {
  readonly call: BenchCallName;
  readonly args: unknown;
}

export type FromEngine = { readonly result: unknown } | { readonly error: string };
