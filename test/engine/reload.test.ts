import { execFileSync } from 'node:child_process';
import { closeSync, constants, cpSync, mkdirSync, openSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { UserError } from '../../src/core/errors.js';
import { Engine } from '../../src/engine/engine.js';
import { buildScript, buildWorker } from './support/build.js';
import { modelName } from './support/embeddedModel.js';
import { answerOf, engineOfTest, modelFolder, type Watched, watchedEngine } from './support/engines.js';
import { requestAt } from './support/requests.js';
import { folderOfTest, toyModel } from './support/toyModel.js';
import { nodeWorker } from '../../src/engine/platform/node/nodeWorker.js';

const request = requestAt('export function add(a: number, b: number) {\n  return ‸\n}\n');

/** Any value gives the same outcome, since the pipe never answers. */
const patienceMs = 200;

let hangingWorker: string;
/** Without those of engines. */
let ownThreads: number;

beforeAll(async () => {
  buildWorker();
  hangingWorker = await buildScript('hangingWorker');
  if (process.platform === 'linux') ownThreads = threadCount();
});

/** A folder with a whole model, and a named pipe that blocks its reader until `answer` is called. */
function hangingFolder(): { folder: string; answer: () => void } {
  const folder = join(folderOfTest(), 'hang');
  mkdirSync(folder);
  cpSync(toyModel({ attention: 'gqa' }), folder, { recursive: true });
  const pipe = join(folder, 'pipe');
  execFileSync('mkfifo', [pipe]);
  let isAnswered = false;
  const answer = (): void => {
    isAnswered = true;
    // Opened for both, a pipe does not block; a thread that has not come to it yet finds an ordinary file.
    const writer = openSync(pipe, constants.O_RDWR | constants.O_NONBLOCK);
    rmSync(pipe);
    writeFileSync(pipe, '');
    closeSync(writer);
  };
  // The process of the test could not end either while a thread hangs in it.
  onTestFinished(() => {
    if (!isAnswered) answer();
  });
  return { folder, answer };
}

function hangingEngine(folder: string): Watched {
  const watched = watchedEngine(folder, hangingWorker, patienceMs);
  onTestFinished(() => watched.engine.dispose());
  return watched;
}

/** The number of threads of this process. */
const threadCount = (): number => readdirSync('/proc/self/task').length;

async function untilThreads(count: number): Promise<void> {
  while (threadCount() > count) await sleep(20);
}

const kinds = ({ states }: Watched): string[] => states.map(({ kind }) => kind);

// Named pipes that block are a matter of Unix, and threads are counted by Linux.
describe.skipIf(process.platform !== 'linux')('a load that hangs', () => {
  test('is abandoned for a new thread on "Restart Engine", and waiting requests get no answer', async () => {
    const { folder } = hangingFolder();
    const watched = hangingEngine(folder);
    const waiting = watched.engine.complete(request);
    watched.folder = modelFolder;
    expect((await watched.engine.restart()).name).toBe(modelName);
    expect(await waiting).toBeUndefined();
    expect(await watched.engine.complete(request)).toBeDefined();
    expect(watched.notices).toEqual([]);
  });

  test('is abandoned for a new thread when the folder changes, and waiting calls get the new model', async () => {
    const { folder } = hangingFolder();
    const watched = hangingEngine(folder);
    const first = watched.engine.ready();
    watched.folder = modelFolder;
    expect((await watched.engine.reload()).name).toBe(modelName);
    expect((await first).name).toBe(modelName);
    expect(await watched.engine.complete(request)).toBeDefined();
    expect(kinds(watched)).not.toContain('failed');
  });

  test('brings back the model that was loaded before in a new thread', async () => {
    const { folder } = hangingFolder();
    const watched = hangingEngine(modelFolder);
    const alive = answerOf(await watched.engine.complete(request));
    watched.folder = folder;
    const hung = watched.engine.reload();
    watched.folder = modelFolder;
    await watched.engine.reload();
    await hung;
    expect(answerOf(await watched.engine.complete(request))).toEqual(alive);
  });

  test('uses the newest folder when it changes several times', async () => {
    const { folder } = hangingFolder();
    const watched = hangingEngine(folder);
    const loads = [watched.engine.ready()];
    for (let i = 0; i < 3; i++) {
      watched.folder = folder;
      loads.push(watched.engine.reload());
    }
    watched.folder = modelFolder;
    loads.push(watched.engine.reload());
    const names = (await Promise.all(loads)).map(({ name }) => name);
    expect(new Set(names)).toEqual(new Set([modelName]));
  });

  test('does not block dispose', async () => {
    const { folder } = hangingFolder();
    const watched = hangingEngine(folder);
    const loading = watched.engine.ready();
    const outcome = expect(loading).rejects.toThrow('does not respond');
    await watched.engine.dispose();
    await outcome;
    expect(kinds(watched)).toEqual(['loading', 'idle']);
  });

  test('is ignored and ends when its thread comes back', async () => {
    // Those of the other tests have come back, too.
    await untilThreads(ownThreads);
    const { folder, answer } = hangingFolder();
    const watched = hangingEngine(folder);
    const outcome = expect(watched.engine.ready()).rejects.toThrow('does not respond');
    watched.folder = modelFolder;
    await watched.engine.restart();
    await outcome;
    const alive = answerOf(await watched.engine.complete(request));
    const told = watched.states.length;
    expect(threadCount()).toBe(ownThreads + 2);
    answer();
    await untilThreads(ownThreads + 1);
    expect(watched.states.length).toBe(told);
    expect(answerOf(await watched.engine.complete(request))).toEqual(alive);
  });
});

describe('reload', () => {
  const missing = join(modelFolder, 'missing');

  test('loads the folder of the current settings', async () => {
    const watched = engineOfTest();
    const embedded = await watched.engine.ready();
    watched.folder = toyModel({ attention: 'gqa' });
    const toy = await watched.engine.reload();
    expect(toy.vocabSize).not.toBe(embedded.vocabSize);
    expect(watched.engine.state).toEqual({ kind: 'ready', info: toy });
    expect(await watched.engine.ready()).toEqual(toy);
  });

  test('keeps the loaded model when two reloads at once fail', async () => {
    const watched = engineOfTest();
    const { engine, states } = watched;
    const alive = answerOf(await engine.complete(request));
    watched.folder = missing;
    const outcomes = await Promise.allSettled([engine.reload(), engine.reload()]);
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(states.map(({ kind }) => kind)).not.toContain('failed');
    expect(answerOf(await engine.complete(request))).toEqual(alive);
  });

  test('lets the last of two reloads count when either fails', async () => {
    const watched = engineOfTest();
    const { engine } = watched;
    await engine.ready();
    const toy = toyModel({ attention: 'gqa' });
    const reloadFrom = (folder: string) => {
      watched.folder = folder;
      return engine.reload();
    };
    const [, second] = await Promise.allSettled([reloadFrom(missing), reloadFrom(toy)]);
    expect(second).toMatchObject({ status: 'fulfilled' });
    expect(await engine.ready()).toEqual(second.status === 'fulfilled' && second.value);

    const [first] = await Promise.allSettled([reloadFrom(modelFolder), reloadFrom(missing)]);
    expect(engine.state).toEqual({ kind: 'ready', info: first.status === 'fulfilled' && first.value });
    expect(await engine.ready()).toEqual(first.status === 'fulfilled' && first.value);
  });

  test('answers a waiting request with the loaded model when the reload fails', async () => {
    const watched = engineOfTest();
    const { engine } = watched;
    const alive = answerOf(await engine.complete(request));
    watched.folder = missing;
    const reloaded = engine.reload();
    const answer = engine.complete(request);
    await expect(reloaded).rejects.toBeInstanceOf(UserError);
    expect(answerOf(await answer)).toEqual(alive);
  });

  test('keeps the loaded model when the settings cannot be read', async () => {
    let isBroken = false;
    const engine = new Engine({
      startWorker: nodeWorker(buildWorker()),
      modelOptions: () => {
        if (isBroken) throw new UserError('The setting is wrong.');
        return { folder: modelFolder, threads: 1 };
      },
    });
    const alive = answerOf(await engine.complete(request));
    isBroken = true;
    await expect(engine.reload()).rejects.toThrow('The setting is wrong.');
    expect(answerOf(await engine.complete(request))).toEqual(alive);
    await engine.dispose();
  });
});
