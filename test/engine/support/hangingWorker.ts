// A double of the worker: the real one, which hangs in a system call while its next load's folder is called `hang`, as on
// a network drive that does not answer. It comes back when something is written to the named pipe in that folder.
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parentPort } from 'node:worker_threads';
import type { ToWorker } from '../../../src/engine/protocol.js';

parentPort!.on('message', ({ call, args }: ToWorker) => {
  if (call === 'load' && basename(args.folder) === 'hang') readFileSync(join(args.folder, 'pipe'));
});

// eslint-disable-next-line @typescript-eslint/no-require-imports
require('./worker.js');
