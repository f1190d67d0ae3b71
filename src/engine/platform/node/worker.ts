/** The worker as a thread of Node. */
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { serveWorker } from '../../worker/serveWorker.js';
import { grammarFilesIn } from './grammarFiles.js';
import { indexFiles } from './indexFile.js';
import { modelPlatform } from './modelPlatform.js';
import { nodeRuntimes } from './nodeRuntime.js';
import type { NodeWorkerData } from './nodeWorker.js';

const port = parentPort!;
const { voidBelow, texts } = workerData as NodeWorkerData;
const voidIds = new Int32Array(voidBelow);

serveWorker(
  {
    port: {
      post: (message) => port.postMessage(message),
      onMessage: (listener) => void port.on('message', listener),
      close: () => port.close(),
    },
    isVoid: (id) => id < Atomics.load(voidIds, 0),
    ...modelPlatform,
    runtime: nodeRuntimes(join(__dirname, 'ort-wasm-simd-threaded.wasm')),
    indexStore: indexFiles,
    // They lie beside the worker.
    grammarFile: grammarFilesIn(join(__dirname, 'grammars')),
  },
  texts,
);
