import type { ModelInfo, ModelOptions, Texts } from './protocol.js';
import type { RuntimeKind } from './platform/runtime.js';
import type { StartWorker } from './workerLink.js';

/** The engine's state, for display. */
export type EngineState =
  | { readonly kind: 'idle' }
  /** `share` of the load is done, 0 to 1. */
  | { readonly kind: 'loading'; readonly share: number }
  | { readonly kind: 'ready'; readonly info: ModelInfo }
  | { readonly kind: 'working'; readonly info: ModelInfo }
  | { readonly kind: 'failed'; readonly error: Error };

/** The engine's environment: its inputs and the listeners for its events. */
export interface EngineHost {
  readonly startWorker: StartWorker;
  /** Texts in the user's language by their English ones; English if absent. */
  readonly texts?: Texts | undefined;
  /** The model to load, asked at each load. */
  modelOptions(): ModelOptions;
  onState?(state: EngineState): void;
  /** Told the model's runtime after another one was tried, and why it is not that one. */
  onRuntime?(runtime: RuntimeKind, because: string | undefined): void;
  /** Told something that the user should know once. */
  onNotice?(message: string): void;
  /**
   * A failure outside of calls: a bug, such as one in the index's idle work, or a `UserError` for a damaged model file.
   */
  onProblem?(problem: Error): void;
}
