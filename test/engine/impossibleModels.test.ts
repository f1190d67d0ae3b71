import { readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { UserError } from '../../src/core/errors.js';
import { runScript } from './support/childProcess.js';
import { answerOf, modelFolder, watchedEngine } from './support/engines.js';
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

afterAll(() => engine.dispose());

/** The message with which the engine refuses a folder. */
async function messageFor(folder: string): Promise<string> {
  watched.folder = folder;
  const error: unknown = await engine.reload().then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(UserError);
  return (error as UserError).message;
}

describe('a model that cannot work is refused at load, and the one in use stays', () => {
  test.each(impossibleModels)('$what', async ({ names, says, make }) => {
    const message = await messageFor(make());
    expect(message).toContain(names);
    expect(message).toContain(says);
    expect(message).toContain('"inkling.model.folder"');
    expect(message).not.toMatch(/\n|\[object|undefined/);
    expect(engine.state.kind).toBe('ready');
    expect(answerOf(await engine.complete(request))).toEqual(good);
  });

  test('a folder that is a symbolic link to itself', async () => {
    const folder = join(folderOfTest(), 'model');
    symlinkSync(folder, folder);
    expect(await messageFor(folder)).toBe(
      `${folder} cannot be read: its symbolic links form a loop. Choose another folder in the setting "inkling.model.folder", or clear it to use the built-in model.`,
    );
  });

  test.each(['model', './model', 'models/qwen', '~user/model'])('a relative path: %s', async (folder) => {
    expect(await messageFor(folder)).toBe(
      `"${folder}" is a relative path. Write an absolute path in the setting "inkling.model.folder".`,
    );
  });

  test('a folder in the home folder that does not exist', async () => {
    expect(await messageFor('~/no-such-model')).toContain(join(homedir(), 'no-such-model'));
  });
});

test('an optional file of a model that cannot be read costs nothing', async () => {
  watched.folder = toyModel({ attention: 'gqa' });
  for (const name of ['confidence.json', 'mixture.json']) symlinkSync('/dev/zero', join(watched.folder, name));
  expect((await engine.reload()).isConfidenceFitted).toBe(false);
  watched.folder = modelFolder;
  await engine.reload();
});

// Windows has no such limit for a process.
test.skipIf(process.platform === 'win32')(
  'a process with too many open files is told so, and nothing of the model',
  async () => {
    const ended = await runScript('manyOpenFiles', [modelFolder], {}, 100);
    expect(ended.stdout).toBe(
      `${modelFolder} cannot be read: too many files are open. Close other windows or programs, then run "Inkling: Restart Engine".\n`,
    );
  },
);

test('the smallest context that is accepted is enough for every request', async () => {
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
