import type { Completion, StepChoice } from '../../core/result.js';
import type { CompletionRequest } from '../../core/request.js';
import type { ServedPrompt } from '../../core/lens/messages.js';
import type { CompletionEngine } from '../../core/completionEngine.js';
import { pause } from '../cancellation.js';

/** Interval at which a busy engine is checked again. */
const retryMs = 60;

/** An engine that the lens asks. */
export interface LensEngine extends CompletionEngine {
  /** Whether a request is running. */
  readonly isWorking: boolean;
  /** The name of the model in use; empty before it is known. */
  readonly modelName: string;
  /** Where the answers come from and whether they have probabilities; only for a server. */
  readonly served?: Pick<ServedPrompt, 'host' | 'hasLogprobs'>;
}

/**
 * The engine for callers that can wait. The engine's newest request wins, which has to be that of ghost text: so this one
 * sends a request only while the engine is idle, one at a time, and again after it was overtaken.
 */
export class PatientEngine {
  private queue: Promise<unknown> = Promise.resolve();

  constructor(private readonly engine: LensEngine) {}

  get modelName(): string {
    return this.engine.modelName;
  }

  get served(): Pick<ServedPrompt, 'host' | 'hasLogprobs'> | undefined {
    return this.engine.served;
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
        const answer = this.engine.isWorking ? undefined : await ask();
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
