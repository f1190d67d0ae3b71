// One completion through the engine, in a separate process; prints its text. Argument: the model's folder.
import { join } from 'node:path';
import { Engine } from '../../../src/engine/engine.js';
import { requestAt } from './requests.js';
import { nodeWorker } from '../../../src/engine/platform/node/nodeWorker.js';

const engine = new Engine({
  startWorker: nodeWorker(join(__dirname, 'worker.js')),
  modelOptions: () => ({ folder: process.argv[2]!, threads: 1 }),
});

void (async () => {
  const answer = await engine.complete(requestAt('export function add(a: number, b: number) {\n  return ‸\n}\n'));
  console.log(answer?.text);
  await engine.dispose();
})();
