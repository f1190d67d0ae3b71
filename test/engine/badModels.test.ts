import { cpSync, readFileSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import './support/withoutTelemetry.js';
import * as ort from 'onnxruntime-node';
import { UserError } from '../../src/core/errors.js';
import { badFolders, spoiltFolder } from './support/badFolders.js';
import { runScript } from './support/childProcess.js';
import { modelName } from './support/embeddedModel.js';
import { answerOf, engineOfTest, modelFolder, watchedEngine } from './support/engines.js';
import { impossibleModels } from './support/impossibleModels.js';
import { completeInProcess, loadInProcess } from './support/inProcess.js';
import { requestAt } from './support/requests.js';
import { folderOfTest, toyModel } from './support/toyModel.js';

const request = requestAt('export function add(a: number, b: number) {\n  return ‸\n}\n');
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

describe('a folder that cannot be loaded', () => {
  test.each(badFolders)('names the file and the next step and keeps the loaded model when it is $what', async (bad) => {
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

  test('works after a reload when the first folder was bad and the next one is good', async () => {
    const late = engineOfTest(join(modelFolder, 'missing'));
    expect(await errorOf(late.engine.complete(request))).toBeInstanceOf(UserError);
    expect(late.engine.state.kind).toBe('failed');
    expect(await errorOf(late.engine.complete(request))).toBeInstanceOf(UserError);
    late.folder = modelFolder;
    await late.engine.reload();
    expect(answerOf(await late.engine.complete(request))).toEqual(good);
  });

  test.each(['a tokenizer that is other JSON', 'a graph cut in half'])(
    'loads it after it is repaired: %s',
    async (what) => {
      const bad = badFolders.find((folder) => folder.what === what)!;
      watched.folder = spoiltFolder(bad);
      await errorOf(engine.reload());
      cpSync(modelFolder, watched.folder, { recursive: true });
      expect((await engine.reload()).name).toBe(modelName);
      expect(answerOf(await engine.complete(request))).toEqual(good);
    },
  );
});

describe('external weights', () => {
  const spoils: [string, (file: (name: string) => string) => void][] = [
    ['the only file of weights is missing', (file) => rmSync(file('model.onnx_data'))],
    ['the first of two files of weights is missing', (file) => rmSync(file('model.onnx_data'))],
    ['the second of two files of weights is missing', (file) => rmSync(file('model.onnx_data_1'))],
    ['a file of weights is cut short', (file) => truncateSync(file('model.onnx_data'), 100)],
  ];

  test.each(spoils)('names the graph in the message when %s', { timeout: 10_000 }, async (what, spoil) => {
    const externalFiles = what.includes('two') ? 2 : 1;
    const folder = toyModel({ attention: 'gqa', externalFiles });
    spoil((name) => join(folder, 'onnx', name));
    const { engine, states } = engineOfTest(folder);
    const error: unknown = await engine.ready().catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(UserError);
    expect((error as UserError).message).toContain('onnx/model.onnx');
    expect(states.at(-1)).toEqual({ kind: 'failed', error });
  });
});

/** The message with which the engine refuses a folder. */
async function messageFor(folder: string): Promise<string> {
  watched.folder = folder;
  const error = await errorOf(engine.reload());
  expect(error).toBeInstanceOf(UserError);
  return (error as UserError).message;
}

describe('a model that cannot work is refused at load, and the loaded one is kept', () => {
  test.each(impossibleModels)('$what', async ({ names, says, make }) => {
    const message = await messageFor(make());
    expect(message).toContain(names);
    expect(message).toContain(says);
    expect(message).toContain('"inkling.model.folder"');
    expect(message).not.toMatch(/\n|\[object|undefined/);
    expect(engine.state.kind).toBe('ready');
    expect(answerOf(await engine.complete(request))).toEqual(good);
  });

  test('names the loop when the folder is a symbolic link to itself', async () => {
    const folder = join(folderOfTest(), 'model');
    symlinkSync(folder, folder);
    expect(await messageFor(folder)).toBe(
      `${folder} cannot be read: its symbolic links form a loop. Choose another folder in the setting "inkling.model.folder", or clear it to use the built-in model.`,
    );
  });

  test.each(['model', './model', 'models/qwen', '~user/model'])(
    'asks for an absolute path when the folder is %s',
    async (folder) => {
      expect(await messageFor(folder)).toBe(
        `"${folder}" is a relative path. Enter an absolute path in the setting "inkling.model.folder".`,
      );
    },
  );

  test('names the resolved path when a folder below ~ does not exist', async () => {
    expect(await messageFor('~/no-such-model')).toContain(join(homedir(), 'no-such-model'));
  });
});

test('loads a model when its configuration names a type that no library knows', async () => {
  watched.folder = toyModel({ attention: 'gqa' });
  const file = join(watched.folder, 'config.json');
  const config = JSON.parse(readFileSync(file, 'utf8')) as object;
  writeFileSync(file, JSON.stringify({ ...config, model_type: 'no-such-model' }));
  expect((await engine.reload()).cache).toBe('rows');
  watched.folder = modelFolder;
  await engine.reload();
});

test('loads a model when its optional files cannot be read', async () => {
  watched.folder = toyModel({ attention: 'gqa' });
  for (const name of ['confidence.json', 'mixture.json']) symlinkSync('/dev/zero', join(watched.folder, name));
  expect((await engine.reload()).isConfidenceFitted).toBe(false);
  watched.folder = modelFolder;
  await engine.reload();
});

// Windows has no such limit for a process.
test.skipIf(process.platform === 'win32')(
  'blames the number of open files, not the model, when the process has too many',
  async () => {
    const ended = await runScript('manyOpenFiles', [modelFolder], {}, 100);
    expect(ended.stdout).toBe(
      `${modelFolder} cannot be read: too many files are open. Close other windows or programs, then run "Inkling: Restart Engine".\n`,
    );
  },
);

test('answers every request when the context has the smallest accepted length', async () => {
  const folder = toyModel({ attention: 'gqa' });
  const config = JSON.parse(readFileSync(join(folder, 'config.json'), 'utf8')) as object;
  writeFileSync(join(folder, 'config.json'), JSON.stringify({ ...config, max_position_embeddings: 64 }));
  const loaded = await loadInProcess(folder);
  for (const lines of [0, 1, 10, 200]) {
    for (const maxTokens of [1, 48, 300]) {
      const around = { prefix: 'x = return\n'.repeat(lines), suffix: 'y;\n'.repeat(lines), path: 'src/a/b.ts' };
      expect(await completeInProcess(loaded, { ...request, ...around, maxTokens })).toBeDefined();
    }
  }
  await loaded.dispose();
});

test('frees a graph when it turns out to be no decoder', async () => {
  const folder = spoiltFolder(badFolders.find(({ what }) => what === 'a graph without a cache')!);
  const create = vi.spyOn(ort.InferenceSession, 'create');
  await expect(loadInProcess(folder)).rejects.toThrow('past_key_values');

  const session = (await create.mock.results[0]!.value) as ort.InferenceSession;
  create.mockRestore();
  const ids = new ort.Tensor('int64', BigInt64Array.of(1n, 2n), [1, 2]);
  await expect(session.run({ input_ids: ids, attention_mask: ids })).rejects.toThrow('already disposed');
});
