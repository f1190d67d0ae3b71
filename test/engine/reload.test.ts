import { join } from 'node:path';
import { expect, test } from 'vitest';
import { UserError } from '../../src/core/errors.js';
import { Engine } from '../../src/engine/engine.js';
import { buildWorker } from './support/build.js';
import { answerOf, engineOfTest, modelFolder } from './support/engines.js';
import { requestAt } from './support/requests.js';
import { toyModel } from './support/toyModel.js';

const request = requestAt('export function add(a: number, b: number) {\n  return ‸\n}\n');
const missing = join(modelFolder, 'missing');

test('a reload takes the folder that the settings name now', async () => {
  const watched = engineOfTest();
  const embedded = await watched.engine.ready();
  watched.folder = toyModel({ attention: 'gqa' });
  const toy = await watched.engine.reload();
  expect(toy.vocabSize).not.toBe(embedded.vocabSize);
  expect(watched.engine.state).toEqual({ kind: 'ready', info: toy });
  expect(await watched.engine.ready()).toEqual(toy);
});

test('two reloads at once that both fail leave the model that was loaded', async () => {
  const watched = engineOfTest();
  const { engine, states } = watched;
  const alive = answerOf(await engine.complete(request));
  watched.folder = missing;
  const outcomes = await Promise.allSettled([engine.reload(), engine.reload()]);
  expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(states.map(({ kind }) => kind)).not.toContain('failed');
  expect(answerOf(await engine.complete(request))).toEqual(alive);
});

test('of two reloads at once the last one counts, whichever fails', async () => {
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

test('a request that waits for a reload that fails is answered by the model that was loaded', async () => {
  const watched = engineOfTest();
  const { engine } = watched;
  const alive = answerOf(await engine.complete(request));
  watched.folder = missing;
  const reloaded = engine.reload();
  const answer = engine.complete(request);
  await expect(reloaded).rejects.toBeInstanceOf(UserError);
  expect(answerOf(await answer)).toEqual(alive);
});

test('settings that cannot be read leave the model that was loaded', async () => {
  let isBroken = false;
  const engine = new Engine({
    workerFile: buildWorker(),
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
