// Disposes engines in a separate process, and prints what became of their requests. Arguments: the
// situation, the model's folder, how many engines.
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { CompletionRequest } from '../../../src/core/request.js';
import { Engine } from '../../../src/engine/engine.js';
import { longRequest } from './requests.js';
import { longDocument } from './snippets.js';
import { nodeWorker } from '../../../src/engine/platform/node/nodeWorker.js';

const newEngine = (): Engine =>
  new Engine({
    startWorker: nodeWorker(join(__dirname, 'worker.js')),
    modelOptions: () => ({ folder: process.argv[3]!, threads: 1 }),
  });

type Situation = (engine: Engine, long: CompletionRequest) => Promise<unknown>;

const situations: Record<string, Situation> = {
  async decoding(engine, long) {
    let heard = (): void => undefined;
    const hearing = new Promise<void>((resolve) => (heard = resolve));
    const answer = engine.complete(long, { onText: () => heard() });
    await hearing;
    await engine.dispose();
    return answer;
  },
  async prefilling(engine, long) {
    await engine.ready();
    const answer = engine.complete({ ...long, prefix: longDocument().split('‸')[0]! });
    await sleep(10);
    await engine.dispose();
    return answer;
  },
  async loading(engine, long) {
    const answer = engine.complete(long);
    await engine.dispose();
    return answer;
  },
  async idle(engine) {
    await engine.ready();
    await engine.dispose();
    return undefined;
  },
  async unused(engine) {
    await engine.dispose();
    return undefined;
  },
};

void (async () => {
  const first = newEngine();
  const long = await longRequest((request) => first.complete(request));
  await first.dispose();
  for (let i = 0; i < Number(process.argv[4]); i++) console.log(await situations[process.argv[2]!]!(newEngine(), long));
})();
