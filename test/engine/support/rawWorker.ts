import { Worker } from 'node:worker_threads';
import { onTestFinished } from 'vitest';
import type { WorkerCalls, WorkerCallName, FromWorker } from '../../../src/engine/protocol.js';
import type { NodeWorkerData } from '../../../src/engine/platform/node/nodeWorker.js';
import { buildWorker, repository } from './build.js';

/** The end of a call. */
type Answer = Extract<FromWorker, { kind: 'result' | 'error' }>;

/** A worker that can be sent any message: `Engine` and `WorkerHandle` would only send valid ones. */
export class RawWorker {
  private readonly worker: Worker;
  private readonly voidBelow = new Int32Array(new SharedArrayBuffer(4));
  private readonly waiting = new Map<unknown, (message: Answer | undefined) => void>();
  private nextId = 1;
  /** Why the thread ended; undefined while it lives. */
  end: { readonly code: number; readonly error?: Error } | undefined;
  /** Resolves with the thread's end. */
  readonly ended: Promise<void>;

  constructor() {
    const workerData: NodeWorkerData = { voidBelow: this.voidBelow.buffer, texts: undefined };
    this.worker = new Worker(buildWorker(), { workerData, stderr: true });
    let error: Error | undefined;
    this.worker.on('error', (thrown: Error) => (error = thrown));
    this.ended = new Promise((resolve) => {
      this.worker.on('exit', (code) => {
        this.end = { code, ...(error ? { error } : {}) };
        for (const done of this.waiting.values()) done(undefined);
        resolve();
      });
    });
    this.worker.on('message', (message: FromWorker) => {
      if (message.kind === 'result' || message.kind === 'error') this.waiting.get(message.id)?.(message);
    });
    onTestFinished(() => this.send({ id: this.nextId++, call: 'close', args: undefined }));
  }

  send(message: unknown): void {
    this.worker.postMessage(message);
  }

  /** Makes all completions void that have an id below this. */
  set cancelledBelow(id: number) {
    Atomics.store(this.voidBelow, 0, id);
  }

  /** Resolves when there is an answer with this id, or after a while without one: then `undefined`. */
  answered(id: unknown, forMs: number): Promise<Answer | undefined> {
    return new Promise((resolve) => {
      const done = (message: Answer | undefined): void => {
        clearTimeout(timer);
        this.waiting.delete(id);
        resolve(message);
      };
      const timer = setTimeout(() => done(undefined), forMs);
      this.waiting.set(id, done);
    });
  }

  /** A right call. @throws Error if it is answered with one, or not at all. */
  async call<N extends WorkerCallName>(call: N, args: WorkerCalls[N]['takes']): Promise<WorkerCalls[N]['gives']> {
    const id = this.nextId++;
    const answer = this.answered(id, 30_000);
    this.send({ id, call, args });
    const message = await answer;
    if (message?.kind !== 'result') {
      const why = this.end ? `the thread ended: ${this.end.error?.stack ?? this.end.code}` : JSON.stringify(message);
      throw new Error(`${call} has no result: ${why}`);
    }
    return message.result as WorkerCalls[N]['gives'];
  }

  /** Calls the repository's own model. */
  load(): Promise<WorkerCalls['load']['gives']> {
    return this.call('load', { folder: `${repository}/model`, threads: 1 });
  }

  /** An id that no right call has. */
  freeId(): number {
    return this.nextId++;
  }
}
