import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { UserError } from '../../src/core/errors.js';
import { modelName } from './support/embeddedModel.js';
import { badFolders, spoiltFolder } from './support/badFolders.js';
import { answerOf, engineOfTest, modelFolder, watchedEngine } from './support/engines.js';
import { requestAt } from './support/requests.js';
import { keyByKey, snippets } from './support/snippets.js';

const request = requestAt(keyByKey(snippets[0]!).at(-1)!);
const watched = watchedEngine();
const { engine } = watched;
let good: ReturnType<typeof answerOf>;

beforeAll(async () => {
  good = answerOf(await engine.complete(request));
});

beforeEach(() => {
  watched.folder = modelFolder;
});

afterAll(() => engine.dispose());

async function errorOf(load: Promise<unknown>): Promise<unknown> {
  try {
    await load;
  } catch (error) {
    return error;
  }
  throw new Error('The folder was loaded.');
}

test.each(badFolders)('$what: the message names it and the next step, and the model stays', async (bad) => {
  watched.folder = spoiltFolder(bad);
  const error = await errorOf(engine.reload());
  expect(error).toBeInstanceOf(UserError);
  const { message } = error as UserError;
  expect(message).toContain(bad.names === '' ? watched.folder : bad.names);
  expect(message).toContain(watched.folder);
  expect(message).toContain('"inkling.model.folder"');
  expect(message).not.toMatch(/\n|\[object|undefined|Failed to (load|open)/);
  expect(engine.state.kind).toBe('ready');
  expect(answerOf(await engine.complete(request))).toEqual(good);
});

test('an engine that began with a bad folder works after it is pointed to a good one', async () => {
  const late = engineOfTest(join(modelFolder, 'missing'));
  expect(await errorOf(late.engine.complete(request))).toBeInstanceOf(UserError);
  expect(late.engine.state.kind).toBe('failed');
  expect(await errorOf(late.engine.complete(request))).toBeInstanceOf(UserError);
  late.folder = modelFolder;
  await late.engine.reload();
  expect(answerOf(await late.engine.complete(request))).toEqual(good);
});

test.each(['a tokenizer that is other JSON', 'a graph cut in half'])('%s: once mended, it loads', async (what) => {
  const bad = badFolders.find((folder) => folder.what === what)!;
  watched.folder = spoiltFolder(bad);
  await errorOf(engine.reload());
  cpSync(modelFolder, watched.folder, { recursive: true });
  expect((await engine.reload()).name).toBe(modelName);
  expect(answerOf(await engine.complete(request))).toEqual(good);
});
