/** The worker in a browser. */
import { serveWorker } from '../../worker/serveWorker.js';
import { openWasmRuntime } from '../wasmRuntime.js';
import type { Message } from './browser.js';
import { EmbeddedModel } from './embeddedModel.js';
import { hasGpu } from './gpu.js';
import { openGpuRuntime } from './gpuRuntime.js';
import { RemoteFiles } from './hostFiles.js';
import type { StartMessage, WebMessage } from './messages.js';
import { nextMacrotask } from './nextMacrotask.js';
import { gpuWasmFile, wasmFile } from './shippedFiles.js';
import { WebIndexStore } from './webIndexStore.js';

/** The part of a worker's global scope that is used here. */
interface WorkerScope {
  onmessage: ((message: Message<StartMessage | WebMessage>) => void) | null;
  postMessage(message: unknown): void;
}

const scope = globalThis as unknown as WorkerScope;

scope.onmessage = ({ data }) => start(data as StartMessage);

function start({ texts, files: port, folder }: StartMessage): void {
  const files = new RemoteFiles(port);
  const built = async (name: string): Promise<Uint8Array<ArrayBuffer>> => {
    const bytes = await files.read(`${folder}/${name}`);
    if (!bytes) throw new Error(`There is no ${name} in ${folder}.`);
    return bytes;
  };
  let voidBelow = 0;
  let hear: (message: unknown) => void = () => undefined;
  scope.onmessage = ({ data }) => {
    if ('voidBelow' in data) voidBelow = data.voidBelow;
    else hear(data);
  };
  serveWorker(
    {
      port: {
        post: (message) => scope.postMessage(message),
        onMessage: (listener) => (hear = listener),
        close: () => scope.postMessage('closed'),
      },
      isVoid: (id) => id < voidBelow,
      modelFiles: new EmbeddedModel(files),
      indexStore: new WebIndexStore(files),
      grammarFile: (name) => built(`grammars/${name}`),
      runtime: async () => openWasmRuntime(await built(wasmFile), nextMacrotask),
      gpuRuntime: async (allowsSoftware) =>
        (await hasGpu(allowsSoftware)) ? openGpuRuntime(await built(gpuWasmFile)) : undefined,
      // WebAssembly has one thread here: VS Code's pages are not isolated, and so there is no shared memory.
      cores: 1,
    },
    texts,
  );
}
