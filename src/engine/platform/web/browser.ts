/**
 * The browser's own names that the engine uses. The types of all of them (`lib.dom`) would hide mistakes in code that runs
 * in Node.
 */

/** The event of a message. */
export interface Message<T> {
  readonly data: T;
}

/** One end of a channel. */
export interface Port {
  onmessage: ((message: Message<never>) => void) | null;
  /** @param moved what the sender has no more afterwards. */
  postMessage(message: unknown, moved?: readonly unknown[]): void;
}

/** A worker as its host sees it. */
export interface BrowserWorker extends Port {
  onerror: ((event: { readonly message: string }) => void) | null;
  terminate(): void;
}

interface BrowserGlobals {
  readonly MessageChannel: new () => { readonly port1: Port; readonly port2: Port };
  readonly Worker: new (address: string, options: { readonly name: string }) => BrowserWorker;
}

const globals = globalThis as unknown as BrowserGlobals;

export const newChannel = (): { readonly port1: Port; readonly port2: Port } => new globals.MessageChannel();

/** A worker that was started from its code. */
export interface StartedWorker {
  readonly worker: BrowserWorker;
  /** Frees the code. VS Code lets a worker load it some time after its start: only one that has answered has it. */
  readonly freeCode: () => void;
}

/** Starts a worker from its code. */
export function startFromCode(code: Uint8Array<ArrayBuffer>, name: string): StartedWorker {
  const address = URL.createObjectURL(new Blob([code], { type: 'text/javascript' }));
  return { worker: new globals.Worker(address, { name }), freeCode: () => URL.revokeObjectURL(address) };
}
