import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { buildScript, buildWorker } from './support/build.js';
import { engineOfTest } from './support/engines.js';
import { folderOfTest, toyModel } from './support/toyModel.js';

/** The one that `support/failingTexts.ts` knows. */
const failingText = 'text-that-fails\r\n';

const update = (path: string, text: string) => ({ kind: 'update', path, text, stamp: 'v1' }) as const;

test('a text that cannot be encoded costs its file and neither the thread nor the other files', async () => {
  buildWorker();
  const worker = await buildScript('failingTexts');
  const { engine, notices } = engineOfTest(toyModel({ attention: 'gqa' }), worker);
  const first = engine.workspace(update('a.ts', 'const a = 1;\n'));
  const bad = engine.workspace(update('bad.ts', failingText));
  const last = engine.workspace(update('b.ts', 'const b = 2;\n'));
  await expect(bad).rejects.toThrow('told to fail');
  expect(await first).toBeDefined();
  expect(await last).toMatchObject({ files: 2 });
  expect(notices).toEqual([]);
});

test('an index that cannot be read or saved is told, and learning goes on', async () => {
  const folder = folderOfTest();
  // A folder where the file should be: neither root nor anybody else can read or replace it as a file.
  mkdirSync(join(folder, 'workspace.index', 'inside'), { recursive: true });
  const { engine } = engineOfTest(toyModel({ attention: 'gqa' }));
  expect(await engine.workspace({ kind: 'load', folder })).toMatchObject({ outcome: 'unreadable', files: 0 });
  await engine.workspace(update('a.ts', 'const a = 1;\n'));
  await engine.workspace({ kind: 'finish' });
  await expect(engine.workspace({ kind: 'save', folder })).rejects.toThrow(/EISDIR|ENOTEMPTY|EEXIST|EPERM/);
  expect(await engine.workspace({ kind: 'state' })).toMatchObject({ files: 1 });
});
