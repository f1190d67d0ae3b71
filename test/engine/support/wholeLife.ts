// Lives through an engine's life in a separate process, and prints unhandled rejections and failures: in the host,
// and in the thread, where an unhandled rejection ends it. Arguments: when it ends, a model's folder, a folder to write.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Engine } from '../../../src/engine/engine.js';
import { nodeWorker } from '../../../src/engine/platform/node/nodeWorker.js';

const [end, model, storage] = process.argv.slice(2) as [string, string, string];
const unheard: string[] = [];
process.on('unhandledRejection', (reason) => unheard.push(`host: ${String(reason)}`));

let folder = model;
const engine = new Engine({
  startWorker: nodeWorker(join(__dirname, 'worker.js')),
  modelOptions: () => ({ folder, threads: 1 }),
  onNotice: (notice) => unheard.push(`thread: ${notice}`),
  onProblem: (problem) => unheard.push(`thread: ${String(problem)}`),
});

const request = (prefix: string) => ({ prefix, suffix: '', mode: 'line', maxTokens: 16, path: 'a.ts' }) as never;
/** As the editor does: whatever a call ends with is dealt with. */
const settled = (...calls: Promise<unknown>[]): Promise<unknown> => Promise.allSettled(calls);
const update = (i: number) =>
  engine.workspace({ kind: 'update', path: `src/${i}.ts`, text: `export const a${i} = ${i};\n`.repeat(500) });

async function use(): Promise<void> {
  folder = join(storage, 'no model');
  await settled(engine.ready());
  folder = model;
  await settled(engine.reload());
  mkdirSync(join(storage, 'workspace.index', 'inside'), { recursive: true });
  await settled(update(1), engine.workspace({ kind: 'save', folder: storage }));
  await settled(engine.complete(request('const a =')), engine.complete(request('const b =')));
}

/** The work under way as the editor ends. */
const pending: Record<string, () => Promise<unknown>> = {
  completing: () => settled(engine.complete(request('const c =')), engine.step(request('const d ='))),
  learning: () =>
    settled(...Array.from({ length: 20 }, (_, i) => update(i)), engine.workspace({ kind: 'save', folder: storage })),
  loading: () => settled(engine.reload(), engine.complete(request('const e ='))),
  restarting: () => settled(engine.restart(), engine.workspace({ kind: 'finish' })),
  failed: () => {
    engine.fail(new Error('told to fail'));
    return settled(engine.ready(), engine.complete(request('const f =')));
  },
};

void (async () => {
  await use();
  const underWay = pending[end]!();
  await engine.dispose();
  await underWay;
  await settled(engine.ready(), engine.workspace({ kind: 'state' }));
  await sleep(50);
  console.log(JSON.stringify(unheard));
})();
