import type { CompletionRequest } from './request.js';
import type { Completion, StepChoice } from './result.js';

/** Options of one completion. */
export interface CompleteOptions {
  /** Aborting ends the completion soon; its answer is then undefined. */
  readonly signal?: AbortSignal;
  /** Told the new text as it is written. */
  readonly onText?: (text: string) => void;
}

/** Completes text, wherever the model runs: in the worker thread or on an inference server. */
export interface CompletionEngine {
  /**
   * One completion. The newest request wins: a running one ends.
   *
   * @returns undefined if it was dropped, cancelled or overtaken.
   * @throws UserError if there is no usable model.
   */
  complete(request: CompletionRequest, options?: CompleteOptions): Promise<Completion | undefined>;
  /**
   * The input of the choice after the tokens that the request begins with; the newest request wins here, too.
   *
   * @returns undefined as `complete`, and for a model whose logits are not known.
   * @throws UserError if there is no usable model.
   */
  step(request: CompletionRequest, options?: CompleteOptions): Promise<StepChoice | undefined>;
}
