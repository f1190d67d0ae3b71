import type { FromWorker, Texts, ToWorker } from './protocol.js';

/** The host's end of a worker: a thread of Node on the desktop, a web worker in a browser. */
export interface WorkerLink {
  post(message: ToWorker): void;
  /**
   * Makes the requests with smaller ids void. The worker notices between two forwards: through shared memory where there
   * is some, else through a message.
   */
  voidBelow(id: number): void;
  onMessage(listener: (message: FromWorker) => void): void;
  /** @param listener told of an error that ends the worker, before its end. */
  onError(listener: (error: Error) => void): void;
  /** @param listener told once when the worker has ended; `code` as of a process. */
  onEnd(listener: (code: number) => void): void;
  /** Lets the host's process end although the worker runs. */
  unref(): void;
}

/** Starts a worker. @param texts for messages in the user's language; English if absent. */
export type StartWorker = (texts: Texts | undefined) => WorkerLink;
