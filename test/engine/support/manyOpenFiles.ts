// Uses up the file descriptors that its process may have, loads another model then, and prints the message. Arguments:
// the model's folder.
import { openSync } from 'node:fs';
import { join } from 'node:path';
import { Engine } from '../../../src/engine/engine.js';
import { nodeWorker } from '../../../src/engine/platform/node/nodeWorker.js';

const engine = new Engine({
  startWorker: nodeWorker(join(__dirname, 'worker.js')),
  modelOptions: () => ({ folder: process.argv[2]!, threads: 1 }),
});

function openAll(): void {
  for (;;) {
    try {
      openSync('/dev/null', 'r');
    } catch {
      return;
    }
  }
}

void (async () => {
  await engine.ready();
  openAll();
  await engine.reload().catch((error: unknown) => console.log((error as Error).message));
  await engine.dispose();
})();
