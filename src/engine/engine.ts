import type { CompleteOptions, CompletionEngine } from '../core/completionEngine.js';
import type { CompletionRequest, SnippetText } from '../core/request.js';
import type { Completion, StepChoice } from '../core/result.js';
import type { EngineHost, EngineState } from './engineHost.js';
import { ModelThread } from './modelThread.js';
import type { ModelInfo, WorkerCalls } from './protocol.js';
import type { WorkspaceChange, WorkspaceState } from './workspace/protocol.js';
import { WorkerDied, type WorkerCall } from './workerHandle.js';

// The editor imports the engine's client and its protocols only.
export type { EngineHost, EngineState };

/**
 * A thread that has not ended what it does within this time is taken to hang, such as on a network drive: a forward takes
 * 30 ms. VS Code waits 5 s for an extension to shut down.
 */
const defaultPatienceMs = 4000;

/**
 * The host's side of the engine: runs completions in the worker thread, the newest first. Knows nothing of the editor:
 * the terminal and the tests use it as it is.
 */
export class Engine implements CompletionEngine {
  private readonly thread: ModelThread;
  /** Counts the requests that wait for a model. */
  private waits = 0;
  private running: WorkerCall<unknown> | undefined;

  /** @param patienceMs how long a thread may take to end what it does before it is abandoned. */
  constructor(host: EngineHost, patienceMs = defaultPatienceMs) {
    this.thread = new ModelThread(host, patienceMs);
  }

  get state(): EngineState {
    return this.thread.state;
  }

  /**
   * Starts the thread and loads the model, unless that is done or under way.
   *
   * @throws UserError if the model cannot be used.
   */
  ready(): Promise<ModelInfo> {
    return this.thread.ready();
  }

  /** Loads the model again, such as after a change of settings. The old one stays until the new one is there. */
  reload(): Promise<ModelInfo> {
    return this.thread.reload();
  }

  /** Keeps the engine from starting until `restart`; all calls fail with the error. */
  fail(error: Error): void {
    this.thread.fail(error);
  }

  /**
   * Ends the thread, or abandons it if it hangs, and starts a new one at the user's request; forgets earlier failures.
   */
  restart(): Promise<ModelInfo> {
    return this.thread.restart();
  }

  /** Ends the thread once the forward that runs is through, or abandons it if it hangs. */
  dispose(): Promise<void> {
    return this.thread.dispose();
  }

  /**
   * One completion. The newest wins: a running one ends, and of those that wait for the model to load only the newest is
   * answered. An editor cancels a request at the next key, and asks no more when the user pauses.
   *
   * @returns undefined if it was dropped, cancelled or overtaken.
   * @throws UserError if there is no usable model.
   */
  complete(request: CompletionRequest, options: CompleteOptions = {}): Promise<Completion | undefined> {
    return this.run('complete', request, options);
  }

  /**
   * What `complete` would choose from after the tokens that the request begins with; the newest request wins here, too.
   *
   * @returns undefined as `complete`.
   * @throws UserError if there is no usable model.
   */
  step(request: CompletionRequest, options: CompleteOptions = {}): Promise<StepChoice | undefined> {
    return this.run('step', request, options);
  }

  /** The lines of other files that the request's prompt begins with; none while there is no model. */
  async snippets(request: CompletionRequest): Promise<readonly SnippetText[]> {
    try {
      if (!this.thread.hasModel) return [];
      return (await this.thread.worker?.call('snippets', request).result) ?? [];
    } catch (error) {
      if (error instanceof WorkerDied) return [];
      throw error;
    }
  }

  /**
   * Tells the index of the workspace of a change. It is kept in the tokens of the model: after a load of a model with
   * other tokens, or the end of a thread, it is empty, and `files` of the state says so.
   *
   * @returns undefined if there is no thread any more.
   * @throws UserError if there is no usable model.
   */
  async workspace(change: WorkspaceChange): Promise<WorkspaceState | undefined> {
    try {
      await this.thread.ready();
      return await this.thread.worker?.call('workspace', change).result;
    } catch (error) {
      if (error instanceof WorkerDied || this.thread.isDisposed) return undefined;
      throw error;
    }
  }

  private async run<N extends 'complete' | 'step'>(
    name: N,
    args: WorkerCalls[N]['takes'],
    { signal, onText }: CompleteOptions,
  ): Promise<WorkerCalls[N]['gives']> {
    if (this.thread.isDisposed || signal?.aborted) return undefined;
    if (!(await this.whenReady()) || signal?.aborted || !this.thread.worker) return undefined;
    const call = this.thread.worker.call(name, args, onText ? { onText } : {});
    const cancel = (): void => call.cancel();
    signal?.addEventListener('abort', cancel, { once: true });
    this.running = call;
    this.thread.setWorking(true);
    try {
      return await call.result;
    } catch (error) {
      // `onDied` has reported it.
      if (error instanceof WorkerDied) return undefined;
      throw error;
    } finally {
      signal?.removeEventListener('abort', cancel);
      if (this.running === call) {
        this.running = undefined;
        this.thread.setWorking(false);
      }
    }
  }

  /** Whether there is a model; false for a request that was overtaken while it waited for it, or as the thread died. */
  private async whenReady(): Promise<boolean> {
    const mustWait = this.thread.state.kind === 'loading' || this.thread.state.kind === 'idle';
    const wait = mustWait ? ++this.waits : 0;
    try {
      await this.thread.ready();
      return !mustWait || wait === this.waits;
    } catch (error) {
      if (error instanceof WorkerDied || this.thread.isDisposed) return false;
      if (this.thread.hasModel) return true;
      throw error;
    }
  }
}
