import { t } from '@vscode/l10n';
import { UserError } from '../core/errors.js';
import type { Completion, StepChoice } from '../core/result.js';
import type { CompletionRequest } from '../core/request.js';
import type { WorkspaceChange, WorkspaceState } from './workspace/protocol.js';
import type { WorkerCalls, ModelInfo, ModelOptions, Texts } from './protocol.js';
import { runtimeFault } from './runtimeFault.js';
import { within } from './within.js';
import { WorkerDied, WorkerHandle, type WorkerCall } from './workerHandle.js';

/** The engine's state, for display. */
export type EngineState =
  | { readonly kind: 'idle' }
  /** `share` of the load is done, 0 to 1. */
  | { readonly kind: 'loading'; readonly share: number }
  | { readonly kind: 'ready'; readonly info: ModelInfo }
  | { readonly kind: 'working'; readonly info: ModelInfo }
  | { readonly kind: 'failed'; readonly error: Error };

/** Options of one completion. */
export interface CompleteOptions {
  /** Aborting makes the loop stop before its next forward; the answer is then undefined. */
  readonly signal?: AbortSignal;
  readonly onText?: (text: string) => void;
}

/** The engine's environment: its inputs and the listeners for its events. */
export interface EngineHost {
  /** Path of the built worker. */
  readonly workerFile: string;
  /** Texts in the user's language by their English ones; English if absent. */
  readonly texts?: Texts | undefined;
  /** The model to load, asked at each load. */
  modelOptions(): ModelOptions;
  onState?(state: EngineState): void;
  /** Told something that the user should know once. */
  onNotice?(message: string): void;
  /**
   * A failure outside of calls: a bug, such as one in the index's idle work, or a `UserError` for a damaged model file.
   */
  onProblem?(problem: Error): void;
}

/** A thread that dies is restarted this often; after that something is wrong that a restart does not fix. */
const restartsAllowed = 1;

/**
 * A thread that has not ended what it does within this time is taken to hang, such as on a network drive: a forward takes
 * 30 ms. VS Code waits 5 s for an extension to shut down.
 */
const defaultPatienceMs = 4000;

/**
 * The host's side of the engine: starts the worker thread when it is first needed, keeps it, restarts it once if it
 * dies. Knows nothing of the editor: the terminal and the tests use it as it is.
 */
export class Engine {
  private current: EngineState = { kind: 'idle' };
  private worker: WorkerHandle | undefined;
  /** The newest load, under way or done. */
  private loading: Promise<ModelInfo> | undefined;
  /** The model that the thread has; it stays when the next load fails. */
  private loaded: ModelInfo | undefined;
  private closing = Promise.resolve();
  private isFirstWaiting = false;
  private running: WorkerCall<unknown> | undefined;
  private restarts = 0;
  private disposed = false;
  /** Counts the loads. */
  private loads = 0;

  /** @param patienceMs how long a thread may take to end what it does before it is abandoned. */
  constructor(
    private readonly host: EngineHost,
    private readonly patienceMs = defaultPatienceMs,
  ) {}

  get state(): EngineState {
    return this.current;
  }

  /**
   * Starts the thread and loads the model, unless that is done or under way.
   *
   * @throws UserError if the model cannot be used.
   */
  ready(): Promise<ModelInfo> {
    return this.loading ?? this.reload();
  }

  /**
   * One completion. The newest wins: a running one ends. The first request waits for the model to load; while it
   * waits, further ones are dropped.
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

  /**
   * Tells the index of the workspace of a change. It is kept in the tokens of the model: after a load of a model with
   * other tokens, or the end of a thread, it is empty, and `files` of the state says so.
   *
   * @returns undefined if there is no thread any more.
   * @throws UserError if there is no usable model.
   */
  async workspace(change: WorkspaceChange): Promise<WorkspaceState | undefined> {
    try {
      await this.ready();
      return await this.worker?.call('workspace', change).result;
    } catch (error) {
      if (error instanceof WorkerDied || this.disposed) return undefined;
      throw error;
    }
  }

  private async run<N extends 'complete' | 'step'>(
    name: N,
    args: WorkerCalls[N]['takes'],
    { signal, onText }: CompleteOptions,
  ): Promise<WorkerCalls[N]['gives']> {
    if (this.disposed || signal?.aborted) return undefined;
    if (!(await this.whenReady()) || signal?.aborted || !this.worker) return undefined;
    const call = this.worker.call(name, args, onText ? { onText } : {});
    const cancel = (): void => call.cancel();
    signal?.addEventListener('abort', cancel, { once: true });
    this.running = call;
    this.report(true);
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
        this.report(false);
      }
    }
  }

  /** Loads the model again, such as after a change of settings. The old one stays until the new one is there. */
  reload(): Promise<ModelInfo> {
    if (this.disposed) return Promise.reject(new Error('The engine is disposed.'));
    this.set({ kind: 'loading', share: 0 });
    // Only the newest load is reported: an older one may end later, or with the thread.
    const report = (state: EngineState): void => {
      if (this.loading === loading) this.set(state);
    };
    const loading = this.load((share) => report({ kind: 'loading', share }));
    this.loading = loading;
    loading.then(
      (info) => report({ kind: 'ready', info }),
      (error: unknown) => {
        const { loaded } = this;
        report(loaded ? { kind: 'ready', info: loaded } : { kind: 'failed', error: error as Error });
        // A wrong folder must not cost the user the model that worked.
        if (loaded && this.loading === loading) this.loading = Promise.resolve(loaded);
      },
    );
    return loading;
  }

  /** Keeps the engine from starting until `restart`; all calls fail with the error. */
  fail(error: Error): void {
    this.loading = Promise.reject(error);
    this.loading.catch(() => this.set({ kind: 'failed', error }));
  }

  /**
   * Ends the thread, or abandons it if it hangs, and starts a new one at the user's request; forgets earlier failures.
   */
  async restart(): Promise<ModelInfo> {
    this.restarts = 0;
    await this.closeWorker();
    return this.reload();
  }

  /** Ends the thread once the forward that runs is through, or abandons it if it hangs. */
  async dispose(): Promise<void> {
    this.disposed = true;
    await this.closeWorker();
  }

  /** Whether there is a model; false for a request that came while another one waits for it, or as the thread died. */
  private async whenReady(): Promise<boolean> {
    const mustWait = this.current.kind === 'loading' || this.current.kind === 'idle';
    if (mustWait && this.isFirstWaiting) return false;
    if (mustWait) this.isFirstWaiting = true;
    try {
      await this.ready();
      return true;
    } catch (error) {
      if (error instanceof WorkerDied || this.disposed) return false;
      if (this.loaded) return true;
      throw error;
    } finally {
      if (mustWait) this.isFirstWaiting = false;
    }
  }

  private async load(onProgress: (share: number) => void): Promise<ModelInfo> {
    const load = ++this.loads;
    while (this.worker?.loadUnderWay) await this.endOrAbandon(this.worker, this.worker.loadUnderWay);
    if (this.disposed) throw new Error('The engine is disposed.');
    // While it waited, a newer load took its place.
    if (load !== this.loads && this.loading) return this.loading;
    const worker = (this.worker ??= new WorkerHandle(this.host, (died) => this.onDied(died)));
    try {
      const info = await this.loadIn(worker, this.host.modelOptions(), onProgress, () => load === this.loads);
      if (this.worker === worker) this.loaded = info;
      return info;
    } catch (error) {
      // `onDied` has begun to load in another thread, or has given up: that is the outcome of this load, too.
      if (error instanceof WorkerDied && this.loading) return this.loading;
      throw error;
    }
  }

  /** Lets a load end that another one follows; where it hangs, the next one gets a new thread. */
  private async endOrAbandon(worker: WorkerHandle, loadUnderWay: Promise<void>): Promise<void> {
    if ((await within(loadUnderWay, this.patienceMs)) || this.worker !== worker) return;
    this.worker = undefined;
    this.loaded = undefined;
    worker.abandon();
  }

  /** A drafter only makes things faster: one that cannot be used must not cost the user the model. */
  private async loadIn(
    worker: WorkerHandle,
    options: ModelOptions,
    onProgress: (share: number) => void,
    isNewest: () => boolean,
  ): Promise<ModelInfo> {
    const { draftFolder, ...alone } = options;
    try {
      return await worker.call('load', options, { onProgress }).result;
    } catch (error) {
      if (draftFolder === undefined || !(error instanceof UserError) || !isNewest()) throw error;
      const info = await worker.call('load', alone, { onProgress }).result;
      this.host.onNotice?.(error.message);
      return info;
    }
  }

  private onDied(died: WorkerDied): void {
    this.worker = undefined;
    this.loaded = undefined;
    if (this.disposed) return;
    const fault = runtimeFault(died.cause, `${process.platform}-${process.arch}`);
    if (fault) return this.fail(fault);
    if (this.restarts < restartsAllowed) {
      this.restarts++;
      this.current = { kind: 'idle' };
      this.host.onNotice?.(t("Inkling's engine stopped unexpectedly and is being restarted. ({0})", died.message));
      // If it fails, the state says so.
      void this.reload();
      return;
    }
    this.fail(
      new UserError(
        t(
          'Inkling\'s engine stopped unexpectedly again, so it stays off. Run "Inkling: Restart Engine" to try again, or "Inkling: Show Log" for details. ({0})',
          died.message,
        ),
        { cause: died },
      ),
    );
  }

  /** Resolves once no thread is left, or the one that hangs is abandoned, whichever call asked for its end first. */
  private closeWorker(): Promise<void> {
    const { worker } = this;
    this.worker = undefined;
    this.loading = undefined;
    this.loaded = undefined;
    if (worker) this.closing = worker.close(this.patienceMs).then(() => this.set({ kind: 'idle' }));
    return this.closing;
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
