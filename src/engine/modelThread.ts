import { t } from '@vscode/l10n';
import { UserError } from '../core/errors.js';
import type { EngineHost, EngineState } from './engineHost.js';
import type { RuntimeKind } from './platform/runtime.js';
import type { ModelInfo, ModelOptions } from './protocol.js';
import { within } from './within.js';
import { WorkerDied, WorkerHandle } from './workerHandle.js';

/** A thread that dies is restarted this often; after that something is wrong that a restart does not fix. */
const restartsAllowed = 1;

/**
 * The worker thread and the model that it has: starts the thread when it is first needed, loads models one after the
 * other, and restarts the thread once if it dies.
 */
export class ModelThread {
  private current: EngineState = { kind: 'idle' };
  private handle: WorkerHandle | undefined;
  /** The newest load, under way or done. */
  private loading: Promise<ModelInfo> | undefined;
  /** The model that the thread has; it stays when the next load fails. */
  private loaded: ModelInfo | undefined;
  private closing = Promise.resolve();
  private restarts = 0;
  private disposed = false;
  /** Counts the loads. */
  private loads = 0;

  /** @param patienceMs how long a thread may take to end what it does before it is abandoned. */
  constructor(
    private readonly host: EngineHost,
    private readonly patienceMs: number,
  ) {}

  get state(): EngineState {
    return this.current;
  }

  /** The thread to call; undefined before the first load and after the thread's end. */
  get worker(): WorkerHandle | undefined {
    return this.handle;
  }

  get hasModel(): boolean {
    return this.loaded !== undefined;
  }

  get isDisposed(): boolean {
    return this.disposed;
  }

  /**
   * Starts the thread and loads the model, unless that is done or under way.
   *
   * @throws UserError if the model cannot be used.
   */
  ready(): Promise<ModelInfo> {
    return this.loading ?? this.reload();
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

  /** Reports that a completion runs, or has ended. */
  setWorking(isWorking: boolean): void {
    const state = this.current;
    if (state.kind !== 'ready' && state.kind !== 'working') return;
    this.set({ kind: isWorking ? 'working' : 'ready', info: state.info });
  }

  private async load(onProgress: (share: number) => void): Promise<ModelInfo> {
    const load = ++this.loads;
    while (this.handle?.loadUnderWay) await this.endOrAbandon(this.handle, this.handle.loadUnderWay);
    if (this.disposed) throw new Error('The engine is disposed.');
    // While it waited, a newer load took its place.
    if (load !== this.loads && this.loading) return this.loading;
    const worker = (this.handle ??= this.startWorker());
    try {
      const info = await this.loadIn(worker, this.host.modelOptions(), onProgress, () => load === this.loads);
      if (this.handle === worker) this.loaded = info;
      return info;
    } catch (error) {
      // `onDied` has begun to load in another thread, or has given up: that is the outcome of this load, too.
      if (error instanceof WorkerDied && this.loading) return this.loading;
      throw error;
    }
  }

  /** Lets a load end that another one follows; where it hangs, the next one gets a new thread. */
  private async endOrAbandon(worker: WorkerHandle, loadUnderWay: Promise<void>): Promise<void> {
    if ((await within(loadUnderWay, this.patienceMs)) || this.handle !== worker) return;
    this.handle = undefined;
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

  private startWorker(): WorkerHandle {
    const worker: WorkerHandle = new WorkerHandle(
      this.host,
      (died) => this.onDied(died),
      (runtime, because) => {
        if (this.handle === worker) this.onRuntime(runtime, because);
      },
    );
    return worker;
  }

  private onRuntime(runtime: RuntimeKind, because: string | undefined): void {
    if (!this.loaded) return;
    this.host.onRuntime?.(runtime, because);
    const info = { ...this.loaded, runtime };
    this.loaded = info;
    const { kind } = this.current;
    if (kind !== 'ready' && kind !== 'working') return;
    this.loading = Promise.resolve(info);
    this.set({ kind, info });
  }

  private onDied(died: WorkerDied): void {
    this.handle = undefined;
    this.loaded = undefined;
    if (this.disposed) return;
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
    const { handle } = this;
    this.handle = undefined;
    this.loading = undefined;
    this.loaded = undefined;
    if (handle) this.closing = handle.close(this.patienceMs).then(() => this.set({ kind: 'idle' }));
    return this.closing;
  }

  private set(state: EngineState): void {
    this.current = state;
    this.host.onState?.(state);
  }
}
