import type { FromWorker, Texts, ToWorker } from '../../protocol.js';
import type { StartWorker, WorkerLink } from '../../workerLink.js';
import { newChannel, startFromCode, type BrowserWorker, type Message } from './browser.js';
import { FilesAhead } from './filesAhead.js';
import { serveFiles, type HostFiles } from './hostFiles.js';
import type { StartMessage, WebMessage } from './messages.js';
import { filesOfStart, workerFile } from './shippedFiles.js';

/** The parts of a worker in a browser. */
export interface WebWorkerParts {
  /** Address of the folder of the built files. */
  readonly folder: string;
  /** Address of the embedded model's folder. */
  readonly model: string;
  readonly files: HostFiles;
}

/** Starts the built worker in a browser. */
export const webWorker =
  (parts: WebWorkerParts): StartWorker =>
  (texts) =>
    new WebWorkerLink(parts, texts);

/** A worker from a blob: VS Code refuses one from the address of an extension that is on a server. */
class WebWorkerLink implements WorkerLink {
  private worker: BrowserWorker | undefined;
  /** Messages until the worker has started. */
  private readonly early: WebMessage[] = [];
  private hear: (message: FromWorker) => void = () => undefined;
  private fail: (error: Error) => void = () => undefined;
  private end: (code: number) => void = () => undefined;

  constructor(
    private readonly parts: WebWorkerParts,
    texts: Texts | undefined,
  ) {
    this.start(texts).catch((error: unknown) => this.die(error instanceof Error ? error : new Error(String(error))));
  }

  post(message: ToWorker): void {
    this.send(message);
  }

  voidBelow(id: number): void {
    this.send({ voidBelow: id });
  }

  onMessage(listener: (message: FromWorker) => void): void {
    this.hear = listener;
  }

  onError(listener: (error: Error) => void): void {
    this.fail = listener;
  }

  onEnd(listener: (code: number) => void): void {
    this.end = listener;
  }

  unref(): void {
    // Unlike a thread of Node, it can be ended at any time: no other code is in its process' runtime.
    this.worker?.terminate();
  }

  private send(message: WebMessage): void {
    if (this.worker) this.worker.postMessage(message);
    else this.early.push(message);
  }

  private async start(texts: Texts | undefined): Promise<void> {
    const { folder, model } = this.parts;
    const files = new FilesAhead(this.parts.files, filesOfStart(folder, model));
    const code = await files.read(`${folder}/${workerFile}`);
    if (!code) throw new Error(`There is no ${workerFile} in ${folder}.`);
    const { worker, freeCode } = startFromCode(code, 'inkling');
    worker.onmessage = ({ data }: Message<FromWorker | 'closed'>) => {
      freeCode();
      if (data !== 'closed') return this.hear(data);
      worker.terminate();
      this.end(0);
    };
    worker.onerror = (event) => this.die(new Error(event.message));
    const { port1, port2 } = newChannel();
    serveFiles(port1, files);
    worker.postMessage({ texts, files: port2, folder } satisfies StartMessage, [port2]);
    for (const message of this.early.splice(0)) worker.postMessage(message);
    this.worker = worker;
  }

  private die(error: Error): void {
    this.worker?.terminate();
    this.fail(error);
    this.end(1);
  }
}
