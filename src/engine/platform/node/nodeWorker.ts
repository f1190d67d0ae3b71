import { Worker } from 'node:worker_threads';
import type { FromWorker, Texts, ToWorker } from '../../protocol.js';
import type { StartWorker, WorkerLink } from '../../workerLink.js';

/** The data that a thread is started with. */
export interface NodeWorkerData {
  /** One Int32: completions with a smaller id are void. Read between forwards, since a forward cannot hear messages. */
  readonly voidBelow: SharedArrayBuffer;
  readonly texts: Texts | undefined;
}

/** Native code sees only the environment of the process, and the runtime's telemetry starts as its library loads. */
function silenceTelemetry(): void {
  process.env.ORT_DISABLE_TELEMETRY = '1';
  process.env.ORT_TELEMETRY_DISABLED = '1';
}

/** Starts the built worker as a thread. @param file its path. */
export const nodeWorker =
  (file: string): StartWorker =>
  (texts) =>
    new NodeWorker(file, texts);

class NodeWorker implements WorkerLink {
  private readonly worker: Worker;
  private readonly voidIds = new Int32Array(new SharedArrayBuffer(4));

  constructor(file: string, texts: Texts | undefined) {
    silenceTelemetry();
    const workerData: NodeWorkerData = { voidBelow: this.voidIds.buffer, texts };
    this.worker = new Worker(file, { workerData, name: 'inkling' });
  }

  post(message: ToWorker): void {
    this.worker.postMessage(message);
  }

  voidBelow(id: number): void {
    Atomics.store(this.voidIds, 0, id);
  }

  onMessage(listener: (message: FromWorker) => void): void {
    this.worker.on('message', listener);
  }

  onError(listener: (error: Error) => void): void {
    this.worker.on('error', listener);
  }

  onEnd(listener: (code: number) => void): void {
    this.worker.on('exit', listener);
  }

  unref(): void {
    this.worker.unref();
  }
}
