import { resolveObjectURL } from 'node:buffer';
import { Worker, type Transferable } from 'node:worker_threads';
import type { BrowserWorker, Message } from '../../../../src/engine/platform/web/browser.js';
import { buildScript } from '../build.js';

/**
 * Gives this process the `Worker` of a browser, so that the code that starts the engine's worker there runs unchanged: its
 * workers are threads in which Node is hidden.
 */
export async function provideBrowserWorker(): Promise<void> {
  const scopeFile = await buildScript('browser/workerScope');

  class ThreadWorker implements BrowserWorker {
    onmessage: BrowserWorker['onmessage'] = null;
    onerror: BrowserWorker['onerror'] = null;
    private readonly thread = new Worker(scopeFile);
    /** Messages go in their order, after the code. */
    private sent: Promise<void>;

    constructor(address: string) {
      this.thread.on('message', (data: unknown) => this.onmessage?.({ data } as Message<never>));
      this.thread.on('error', (error) => this.onerror?.({ message: `Uncaught ${String(error)}` }));
      this.sent = resolveObjectURL(address)!
        .arrayBuffer()
        .then((code) => this.thread.postMessage(new Uint8Array(code)));
    }

    postMessage(message: unknown, moved: readonly unknown[] = []): void {
      this.sent = this.sent.then(() => this.thread.postMessage(message, moved as Transferable[]));
    }

    terminate(): void {
      void this.thread.terminate();
    }
  }
  Object.assign(globalThis, { Worker: ThreadWorker });
}
