import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { UserError } from '../../src/core/errors.js';
import { modelName } from './support/embeddedModel.js';
import { buildScript, buildWorker } from './support/build.js';
import { answerOf, engineOfTest, modelFolder } from './support/engines.js';
import { requestAt } from './support/requests.js';

let dyingWorker: string;

beforeAll(async () => {
  buildWorker();
  dyingWorker = await buildScript('dyingWorker');
});

const request = requestAt('export function add(a: number, b: number) {\n  return ‸\n}\n');
const deadly = join(modelFolder, 'die-by-exit');

const errorOf = (load: Promise<unknown>): Promise<unknown> =>
  load.then(
    () => undefined,
    (error: unknown) => error,
  );

test('a thread that dies at each load ends in a UserError for everyone who asks', async () => {
  const { engine, notices, states } = engineOfTest(deadly, dyingWorker);
  const asked = [engine.complete(request), engine.ready()];
  const [first, second, third] = await Promise.all([...asked, engine.ready()].map(errorOf));
  expect(first).toBeInstanceOf(UserError);
  expect((first as UserError).message).toContain('Inkling: Restart Engine');
  expect([second, third]).toEqual([first, first]);
  expect(notices.length).toBe(1);
  expect(states.filter(({ kind }) => kind === 'failed')).toEqual([{ kind: 'failed', error: first }]);
  expect(states.at(-1)!.kind).toBe('failed');
});

test('a request that waits while the first thread dies is answered by the second', async () => {
  const watched = engineOfTest(deadly, dyingWorker);
  const waiting = watched.engine.complete(request);
  watched.folder = modelFolder;
  const answer = answerOf(await waiting);
  expect(answer).toBeDefined();
  expect(watched.notices.length).toBe(1);
  expect(answerOf(await watched.engine.complete(request))).toEqual(answer);
});

test('a thread that dies in a reload is started again and loads what the settings then say', async () => {
  const watched = engineOfTest(modelFolder, dyingWorker);
  const { engine, notices } = watched;
  const alive = answerOf(await engine.complete(request));
  watched.folder = deadly;
  const reloaded = engine.reload();
  watched.folder = modelFolder;
  expect((await reloaded).name).toBe(modelName);
  expect(notices.length).toBe(1);
  expect(engine.state.kind).toBe('ready');
  expect(answerOf(await engine.complete(request))).toEqual(alive);
});

test('a thread that dies in each reload ends in a UserError: the model that was loaded is gone with it', async () => {
  const watched = engineOfTest(modelFolder, dyingWorker);
  const { engine, states } = watched;
  await engine.ready();
  watched.folder = deadly;
  const error = await errorOf(engine.reload());
  expect(error).toBeInstanceOf(UserError);
  expect(states.at(-1)).toEqual({ kind: 'failed', error });
  await expect(engine.complete(request)).rejects.toBe(error);
  watched.folder = modelFolder;
  await engine.restart();
  expect(await engine.complete(request)).toBeDefined();
});

test('a worker whose file is missing fails with a UserError', async () => {
  const { engine } = engineOfTest(modelFolder, join(modelFolder, 'no-worker.js'));
  await expect(engine.complete(request)).rejects.toBeInstanceOf(UserError);
  expect(engine.state.kind).toBe('failed');
});
