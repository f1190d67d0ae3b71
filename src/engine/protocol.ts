import type { Completion, StepChoice } from '../core/result.js';
import type { CompletionRequest, SnippetText } from '../core/request.js';
import type { RuntimeChoice, RuntimeKind } from './platform/runtime.js';
import type { WorkspaceChange, WorkspaceState } from './workspace/protocol.js';

/** Which model to load, and how to run it. */
export interface ModelOptions {
  /** Absolute path of a model folder laid out as the hub does. */
  readonly folder: string;
  /** Threads inside one forward, at least 1; `auto` goes by the model's size. */
  readonly threads: number | 'auto';
  /** Absolute path of a smaller model with the same vocabulary that drafts tokens for this one. */
  readonly draftFolder?: string;
  /** The fastest runtime that loads if absent. */
  readonly runtime?: RuntimeChoice;
  /** A GPU wherever its answers are right, though it be slow; if absent, only one that is faster. */
  readonly device?: 'gpu';
}

/** Facts about a loaded model. */
export interface ModelInfo {
  readonly name: string;
  readonly vocabSize: number;
  readonly contextLength: number;
  /** Size of graph and weights on disk. */
  readonly sizeBytes: number;
  /** Whether the model sees the text after the cursor. */
  readonly fillsInTheMiddle: boolean;
  /** Whether its folder has a fitted confidence model; else the model's own probabilities count. */
  readonly isConfidenceFitted: boolean;
  /** Layout of the attention cache: see `KvLayout`. */
  readonly cache: 'rows' | 'copy';
  readonly runtime: RuntimeKind;
  /** See `Runtime`. */
  readonly slowBecause?: string;
  readonly loadMs: number;
  /** The name of the smaller model that drafts, if there is one. */
  readonly drafter?: string;
}

/** Every call of the worker by name, with its argument and its result. */
export interface WorkerCalls {
  load: { takes: ModelOptions; gives: ModelInfo };
  complete: { takes: CompletionRequest; gives: Completion | undefined };
  /**
   * The next token's distribution after a request's prompt and the tokens that it begins with; undefined when
   * cancelled.
   */
  step: { takes: CompletionRequest; gives: StepChoice | undefined };
  /** The lines of other files that a request's prompt begins with, for an engine elsewhere. It makes no completion void. */
  snippets: { takes: CompletionRequest; gives: readonly SnippetText[] };
  /** Changes the index of the workspace; completions do not wait for it, and it makes none void. */
  workspace: { takes: WorkspaceChange; gives: WorkspaceState };
  /** Frees the model and ends the thread. */
  close: { takes: undefined; gives: undefined };
}

export type WorkerCallName = keyof WorkerCalls;

/** Calls that wait for no other call, and overtake none. */
export const besideOthers: readonly WorkerCallName[] = ['workspace', 'snippets'];

/** Host to worker. Ids grow; a completion is void as soon as the shared counter has passed its id. */
export type ToWorker = {
  [N in WorkerCallName]: { id: number; call: N; args: WorkerCalls[N]['takes'] };
}[WorkerCallName];

/** An error on the wire: `UserError`s keep their kind, bugs their stack. */
export interface WireError {
  readonly isUserError: boolean;
  readonly message: string;
  readonly stack: string | undefined;
}

/** Worker to host. */
export type FromWorker =
  | { id: number; kind: 'result'; result: unknown }
  | { id: number; kind: 'error'; error: WireError }
  /** New text of a running completion. */
  | { id: number; kind: 'text'; text: string }
  /** A bug in work that no call waits for, or a `UserError` for a damaged file of the model. */
  | { kind: 'problem'; error: WireError }
  /** A text that the user should see once. */
  | { kind: 'notice'; text: string }
  /** The runtime of the loaded model from now on, and why it is not the one that was tried. */
  | { kind: 'runtime'; runtime: RuntimeKind; because?: string }
  /** Share of a load that is done, 0 to 1. */
  | { id: number; kind: 'progress'; share: number };

/** Translated texts by the English ones. */
export type Texts = Readonly<Record<string, string>>;
