// A double of the worker: the real one, which dies as soon as a message asks for it: in a completion's path, or in the
// name of the folder to load.
import { parentPort } from 'node:worker_threads';
import type { ToWorker } from '../../../src/engine/protocol.js';

export const dieByExit = 'die-by-exit';
export const dieByThrow = 'die-by-throw';

parentPort!.on('message', ({ call, args }: ToWorker) => {
  const order = call === 'complete' ? args.path : call === 'load' ? args.folder : undefined;
  if (order?.includes(dieByExit)) process.exit(3);
  if (order?.includes(dieByThrow)) throw new Error('told to die');
});

// eslint-disable-next-line @typescript-eslint/no-require-imports
require('./worker.js');
