import type { Completion, StepChoice } from '../../core/result.js';
import type { CompletionRequest } from '../../core/request.js';
import type { Engine } from '../../engine/engine.js';
import { pause } from '../cancellation.js';

/** Interval at which a busy engine is checked again. */
const retryMs = 60;

/**
 * The engine for callers that can wait. The engine's newest request wins, which has to be that of ghost text: so this one
 * sends a request only while the engine is idle, one at a time, and again after it was overtaken.
 */
export class PatientEngine {
  private queue: Promise<unknown> = Promise.resolve();

  constructor(private readonly engine: Pick<Engine, 'state' | 'complete' | 'step'>) {}

  /** The name of the model in use; empty before it is loaded. */
  get modelName(): string {
    const { state } = this.engine;
    return state.kind === 'ready' || state.kind === 'working' ? state.info.name : '';
  }

  /**
   * @returns undefined only when aborted.
   * @throws UserError if there is no usable model.
   */
  complete(request: CompletionRequest, signal: AbortSignal): Promise<Completion | undefined> {
    return this.whenIdle(() => this.engine.complete(request, { signal }), signal);
  }

  /** As `complete`. */
  step(request: CompletionRequest, signal: AbortSignal): Promise<StepChoice | undefined> {
    return this.whenIdle(() => this.engine.step(request, { signal }), signal);
  }

  private whenIdle<T>(ask: () => Promise<T | undefined>, signal: AbortSignal): Promise<T | undefined> {
    const task = async (): Promise<T | undefined> => {
      while (!signal.aborted) {
        const answer = this.engine.state.kind === 'working' ? undefined : await ask();
        if (answer !== undefined) return answer;
        await pause(retryMs, signal);
      }
      return undefined;
    };
    const result = this.queue.then(task);
    // The caller gets the error; the next request only waits for the end.
    this.queue = result.catch(() => undefined);
    return result;
  }
}
