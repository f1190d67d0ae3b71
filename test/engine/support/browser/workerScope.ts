// The global scope of a browser's worker, in a thread of Node: runs the code that the first message is, and hides Node from
// it, since libraries would otherwise take the way that they have for Node.
import { runInThisContext } from 'node:vm';
import { parentPort } from 'node:worker_threads';

const port = parentPort!;
const scope = globalThis as unknown as { onmessage: (message: { readonly data: unknown }) => void };

function hideNode(): void {
  const browser = {
    process: undefined,
    Buffer: undefined,
    self: globalThis,
    location: { href: 'blob:http://localhost/worker' },
    WorkerGlobalScope: globalThis.constructor,
    importScripts: () => undefined,
    postMessage: (message: unknown) => port.postMessage(message),
  };
  for (const [name, value] of Object.entries(browser)) {
    Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
  }
}

port.once('message', (code: Uint8Array) => {
  const text = new TextDecoder().decode(code);
  hideNode();
  runInThisContext(text);
  port.on('message', (data: unknown) => scope.onmessage({ data }));
});
