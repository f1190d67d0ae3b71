import { UserError } from '../core/errors.js';
import type { Completion, CompletionRequest } from '../core/completion.js';
import type { ModelInfo, ModelOptions } from './protocol.js';
import { WorkerDied, WorkerHandle, type WorkerCall } from './workerHandle.js';

/** What the engine is doing, for whoever shows it. */
export type EngineState =
  | { readonly kind: 'idle' }
  /** `share` of the load is done, 0 to 1. */
  | { readonly kind: 'loading'; readonly share: number }
  | { readonly kind: 'ready'; readonly info: ModelInfo }
  | { readonly kind: 'working'; readonly info: ModelInfo }
  | { readonly kind: 'failed'; readonly error: Error };

/** How one completion is steered. */
export interface CompleteOptions {
  /** Aborting makes the loop stop before its next forward; the answer is then undefined. */
  readonly signal?: AbortSignal;
  readonly onText?: (text: string) => void;
}

/** What the engine needs to know and whom it tells. */
export interface EngineHost {
  /** Path of the built worker. */
  readonly workerFile: string;
  /** The model to load, asked at each load. */
  modelOptions(): ModelOptions;
  onState?(state: EngineState): void;
  /** Something happened that the person should know once. */
  onNotice?(message: string): void;
}

/** A thread that dies is started again this often; then something is wrong that a restart does not mend. */
const restartsAllowed = 1;

/**
 * The host's side of the engine: starts the worker thread when it is first needed, keeps it, restarts it once if it
 * dies. Knows nothing of the editor: the terminal and the tests use it as it is.
 */
export class Engine {
  private current: EngineState = { kind: 'idle' };
  private worker: WorkerHandle | undefined;
  private loading: Promise<ModelInfo> | undefined;
  private isFirstWaiting = false;
  private running: WorkerCall<Completion | undefined> | undefined;
  private restarts = 0;
  private disposed = false;

  constructor(private readonly host: EngineHost) {}

  get state(): EngineState {
    return this.current;
  }

  /**
   * Starts the thread and loads the model, unless that is done or under way.
   *
   * @throws UserError if the model cannot be used.
   */
  ready(): Promise<ModelInfo> {
    return (this.loading ??= this.load());
  }

  /**
   * One completion. The newest wins: a running one ends. The first request waits for the model to load; while it
   * waits, further ones are dropped.
   *
   * @returns undefined if it was dropped, cancelled or overtaken.
   * @throws UserError if there is no usable model.
   */
  async complete(request: CompletionRequest, options: CompleteOptions = {}): Promise<Completion | undefined> {
    const { signal, onText } = options;
    if (this.disposed || signal?.aborted) return undefined;
    if (!(await this.whenReady()) || signal?.aborted || !this.worker) return undefined;
    const call = this.worker.call('complete', request, onText ? { onText } : {});
    const cancel = (): void => call.cancel();
    signal?.addEventListener('abort', cancel, { once: true });
    this.running = call;
    this.report(true);
    try {
      return await call.result;
    } catch (error) {
      // `onDied` has said what there is to say.
      if (error instanceof WorkerDied) return undefined;
      throw error;
    } finally {
      signal?.removeEventListener('abort', cancel);
      if (this.running === call) {
        this.running = undefined;
        this.report(false);
      }
    }
  }

  /** Loads the model again, such as after a change of settings. The old one stays until the new one is there. */
  async reload(): Promise<ModelInfo> {
    this.loading = this.load();
    return this.loading;
  }

  /** Keeps the engine from starting until `restart`, and gives everyone who asks the reason. */
  fail(error: Error): void {
    this.loading = Promise.reject(error);
    this.loading.catch(() => this.set({ kind: 'failed', error }));
  }

  /** Ends the thread and starts a new one, as the person asked for; forgets earlier failures. */
  async restart(): Promise<ModelInfo> {
    this.restarts = 0;
    await this.closeWorker();
    return this.reload();
  }

  /** Ends the thread once the forward that runs is through. */
  async dispose(): Promise<void> {
    this.disposed = true;
    await this.closeWorker();
  }

  /** Whether there is a model; false for a request that came while another one waits for it. */
  private async whenReady(): Promise<boolean> {
    if (this.current.kind !== 'loading' && this.current.kind !== 'idle') {
      await this.ready();
      return true;
    }
    if (this.isFirstWaiting) return false;
    this.isFirstWaiting = true;
    try {
      await this.ready();
      return true;
    } finally {
      this.isFirstWaiting = false;
    }
  }

  private async load(): Promise<ModelInfo> {
    const before = this.current;
    this.set({ kind: 'loading', share: 0 });
    try {
      this.worker ??= new WorkerHandle(this.host.workerFile, (died) => this.onDied(died));
      const onProgress = (share: number): void => this.set({ kind: 'loading', share });
      const info = await this.worker.call('load', this.host.modelOptions(), { onProgress }).result;
      this.set({ kind: 'ready', info });
      return info;
    } catch (error) {
      const failure = error as Error;
      // A model that was loaded before still is: a wrong folder must not cost the person what worked.
      if (before.kind === 'ready' || before.kind === 'working') {
        this.set({ kind: 'ready', info: before.info });
        this.loading = Promise.resolve(before.info);
      } else if (!(failure instanceof WorkerDied)) {
        this.set({ kind: 'failed', error: failure });
      }
      throw failure;
    }
  }

  private onDied(died: WorkerDied): void {
    this.worker = undefined;
    if (this.disposed) return;
    if (this.restarts < restartsAllowed) {
      this.restarts++;
      this.current = { kind: 'idle' };
      this.host.onNotice?.(`Inkling's engine stopped unexpectedly and is being restarted. (${died.message})`);
      this.reload().catch((error: unknown) => this.set({ kind: 'failed', error: error as Error }));
      return;
    }
    this.fail(
      new UserError(
        `Inkling's engine stopped unexpectedly again, so it stays off. Run "Inkling: Restart Engine" to try once more, ` +
          `or "Inkling: Show Log" to see why. (${died.message})`,
        { cause: died },
      ),
    );
  }

  private async closeWorker(): Promise<void> {
    const { worker } = this;
    this.worker = undefined;
    this.loading = undefined;
    await worker?.close();
    if (worker) this.set({ kind: 'idle' });
  }

  private report(isWorking: boolean): void {
    const state = this.current;
    if (state.kind !== 'ready' && state.kind !== 'working') return;
    this.set({ kind: isWorking ? 'working' : 'ready', info: state.info });
  }

  private set(state: EngineState): void {
    this.current = state;
    this.host.onState?.(state);
  }
}
