import type { RuntimeKind } from './platform/runtime.js';
import { UserError } from '../core/errors.js';
import { within } from './within.js';
import {
  besideOthers,
  type WorkerCallName,
  type WorkerCalls,
  type FromWorker,
  type Texts,
  type ToWorker,
} from './protocol.js';
import type { StartWorker, WorkerLink } from './workerLink.js';

/** Listeners for the progress of a call. */
export interface CallListener {
  readonly onText?: (text: string) => void;
  readonly onProgress?: (share: number) => void;
}

interface Pending extends CallListener {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** The thread ended, or does not respond and was abandoned, while a call was under way. */
export class WorkerDied extends Error {
  override readonly name = 'WorkerDied';
}

/** The environment of a worker. */
interface WorkerHost {
  readonly startWorker: StartWorker;
  readonly texts?: Texts | undefined;
  /** A failure in the thread that fails no call. */
  onProblem?(problem: Error): void;
  /** A text that the user should see once. */
  onNotice?(text: string): void;
}

/** One worker and the calls that are under way in it. */
export class WorkerHandle {
  private readonly link: WorkerLink;
  private readonly pending = new Map<number, Pending>();
  /** Completions with a smaller id are void. */
  private voidBelow = 0;
  private nextId = 1;
  private isClosing = false;
  private isOver = false;
  private endWaiting: () => void = () => undefined;
  /** Resolves when the thread has ended or was abandoned. */
  private readonly over = new Promise<void>((resolve) => (this.endWaiting = resolve));
  private lastLoad: Promise<void> | undefined;

  /**
   * @param onDied told once if the worker ends by itself.
   * @param onRuntime told which runtime the model has after another one was tried, and why it is not that one.
   */
  constructor(
    private readonly host: WorkerHost,
    onDied: (error: WorkerDied) => void,
    private readonly onRuntime: (runtime: RuntimeKind, because: string | undefined) => void,
  ) {
    this.link = host.startWorker(host.texts);
    this.link.onMessage((message) => this.receive(message));
    let cause: Error | undefined;
    this.link.onError((error) => {
      cause = error;
      // Its end is expected then, its failure is not.
      if (this.isClosing) this.host.onProblem?.(error);
    });
    this.link.onEnd((code) => {
      const died = new WorkerDied(`The engine's thread ended (code ${code}${cause ? `: ${cause.message}` : ''}).`, {
        cause,
      });
      this.end(died);
      if (!this.isClosing) onDied(died);
    });
  }

  /** Resolves once no load is under way any more; undefined if none is. */
  get loadUnderWay(): Promise<void> | undefined {
    return this.lastLoad;
  }

  /** Calls the worker. A completion makes all earlier ones void: the newest request wins. */
  call<N extends WorkerCallName>(
    call: N,
    args: WorkerCalls[N]['takes'],
    listener: CallListener = {},
  ): WorkerCall<WorkerCalls[N]['gives']> {
    const id = this.nextId++;
    if (call !== 'load' && !besideOthers.includes(call)) this.makeVoid(id);
    const result = new Promise<WorkerCalls[N]['gives']>((resolve, reject) => {
      // A message to a thread that has ended is never answered.
      if (this.isOver) return reject(new WorkerDied("The engine's thread has ended."));
      this.pending.set(id, { ...listener, resolve: resolve as (result: unknown) => void, reject });
      const message = { id, call, args } as ToWorker;
      this.link.post(message);
    });
    if (call === 'load') this.followLoad(result);
    return { result, cancel: () => this.cancel(id) };
  }

  private followLoad(result: Promise<unknown>): void {
    const end = (): void => {
      if (this.lastLoad === load) this.lastLoad = undefined;
    };
    // The caller hears of a failure.
    const load = result.then(end, end);
    this.lastLoad = load;
  }

  /** Makes a completion and all before it void. A forward that runs is not interrupted; nothing follows it. */
  private cancel(id: number): void {
    if (this.voidBelow <= id) this.makeVoid(id + 1);
  }

  /**
   * Lets a running forward end, frees the model and waits for the thread's end. One that does not end is abandoned.
   *
   * @param limitMs how long it may take.
   */
  async close(limitMs: number): Promise<void> {
    this.askToClose();
    if (!(await within(this.over, limitMs))) this.abandon();
  }

  /**
   * Leaves a thread that hangs to itself: its calls fail, its messages are ignored, and it keeps no process alive. It is
   * never terminated, since that would end the whole process if it is inside the runtime; should it come back, it closes.
   */
  abandon(): void {
    this.askToClose();
    this.end(new WorkerDied("The engine's thread does not respond."));
    this.link.unref();
  }

  private askToClose(): void {
    if (this.isClosing) return;
    this.isClosing = true;
    const id = this.nextId++;
    this.makeVoid(id);
    this.link.post({ id, call: 'close', args: undefined });
  }

  private makeVoid(below: number): void {
    this.voidBelow = below;
    this.link.voidBelow(below);
  }

  private end(reason: WorkerDied): void {
    this.isOver = true;
    for (const { reject } of this.pending.values()) reject(reason);
    this.pending.clear();
    this.endWaiting();
  }

  private receive(message: FromWorker): void {
    if (message.kind === 'problem') return this.host.onProblem?.(revive(message.error));
    if (message.kind === 'notice') return this.host.onNotice?.(message.text);
    if (message.kind === 'runtime') return this.onRuntime(message.runtime, message.because);
    const pending = this.pending.get(message.id);
    if (!pending) return;
    switch (message.kind) {
      case 'text':
        return pending.onText?.(message.text);
      case 'progress':
        return pending.onProgress?.(message.share);
      case 'result':
        this.pending.delete(message.id);
        return pending.resolve(message.result);
      case 'error':
        this.pending.delete(message.id);
        return pending.reject(revive(message.error));
    }
  }
}

/** A call under way. */
export interface WorkerCall<T> {
  readonly result: Promise<T>;
  cancel(): void;
}

function revive({
  isUserError,
  message,
  stack,
}: {
  isUserError: boolean;
  message: string;
  stack: string | undefined;
}): Error {
  if (isUserError) return new UserError(message);
  const error = new Error(message);
  if (stack !== undefined) error.stack = stack;
  return error;
}
