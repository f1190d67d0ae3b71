import fc from 'fast-check';
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseState } from '../../../src/models/downloadState.js';
import { ModelStore } from '../../../src/models/store.js';
import { folderOfTest } from './support/downloads.js';

const good = { id: 'maker/good', revision: 'main', files: [{ path: 'config.json' }] };

/** A store with a good model, a good download and room for others. */
function storeOfTest(): ModelStore {
  const store = new ModelStore(folderOfTest());
  write(store.folderOf('maker/good'), 'inkling-model.json', JSON.stringify(good));
  write(store.stagingOf('maker/good'), 'download.json', JSON.stringify(good));
  return store;
}

function write(folder: string, name: string, text: string): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, name), text);
}

const file = (fields: object): string => JSON.stringify({ ...good, files: [{ path: 'config.json', ...fields }] });

const malformed: [string, string][] = [
  ['nothing', ''],
  ['half of it', '{"id":"maker/bad","files":['],
  ['null', 'null'],
  ['a number', '7'],
  ['a list', '[]'],
  ['no files', '{"id":"maker/bad","revision":"main"}'],
  ['files that are an object', JSON.stringify({ ...good, files: { length: 1 } })],
  ['files that are null', JSON.stringify({ ...good, files: null })],
  ['an entry that is null', JSON.stringify({ ...good, files: [null] })],
  ['an entry that is a text', JSON.stringify({ ...good, files: ['config.json'] })],
  ['an entry without a path', JSON.stringify({ ...good, files: [{}] })],
  ['a path that is a number', file({ path: 7 })],
  ['a path out of the folder', file({ path: '../../../../etc/passwd' })],
  ['an absolute path', file({ path: '/etc/passwd' })],
  ['a path with a drive', file({ path: 'C:/Windows/win.ini' })],
  ['a path with backslashes', file({ path: '..\\..\\x' })],
  ['a path with NUL', file({ path: 'config\0.json' })],
  ['a device as a path', file({ path: 'NUL' })],
  ['the same path twice', JSON.stringify({ ...good, files: [{ path: 'a.json' }, { path: 'A.json' }] })],
  ['a size without end', '{"id":"maker/bad","revision":"main","files":[{"path":"a","size":1e999}]}'],
  ['a negative size', file({ size: -1 })],
  ['a size that is a text', file({ size: '1' })],
  ['a checksum that is a text', file({ checksum: 'x' })],
  ['a checksum with other digits', file({ checksum: { kind: 'sha256', hex: '../x' } })],
  ['a tag that breaks a header', file({ partTag: '"x\r\nhost: evil"' })],
  ['an identity that is an object', file({ identity: {} })],
  ['an id out of the folder', JSON.stringify({ ...good, id: '../..' })],
  ['a commit that is none', JSON.stringify({ ...good, commit: '../main' })],
  ['too much', JSON.stringify({ ...good, padding: 'x'.repeat(2_000_000) })],
  ['too deep a list', '['.repeat(100_000)],
];

describe.each([
  ['inkling-model.json', (store: ModelStore) => store.folderOf('maker/bad')],
  ['download.json', (store: ModelStore) => store.stagingOf('maker/bad')],
])('%s', (name, folderIn) => {
  test.each(malformed)('with %s is left out and reported, and hides no other model', async (_, text) => {
    const store = storeOfTest();
    write(folderIn(store), name, text);
    const { installed, partial, damaged } = await store.list();
    expect([...installed, ...partial].map(({ id }) => id)).toEqual(['maker/good', 'maker/good']);
    expect(damaged).toEqual([{ file: join(folderIn(store), name), reason: expect.stringMatching(/\w/) as string }]);
  });

  test('that is a folder, a link or a pipe is not opened', async () => {
    const store = storeOfTest();
    const path = join(folderIn(store), name);
    const replaced: (() => void)[] = [
      () => mkdirSync(path),
      () => symlinkSync(join(store.folderOf('maker/good'), 'inkling-model.json'), path),
      () => spawnSync('mkfifo', [path]),
    ];
    mkdirSync(folderIn(store), { recursive: true });
    for (const replace of process.platform === 'win32' ? replaced.slice(0, 1) : replaced) {
      replace();
      const { damaged } = await store.list();
      expect(damaged).toEqual([{ file: path, reason: 'not a regular file' }]);
      rmSync(path, { recursive: true });
    }
  });

  test('with any JSON never keeps the list from being read', async () => {
    const store = storeOfTest();
    const anyFile = fc.record(
      {
        path: fc.oneof(fc.string(), fc.constantFrom('config.json', '..', 'onnx/x')),
        size: fc.oneof(fc.jsonValue(), fc.nat()),
        checksum: fc.jsonValue(),
        identity: fc.oneof(fc.jsonValue(), fc.string()),
      },
      { requiredKeys: [] },
    );
    const state = fc.record(
      { id: fc.constantFrom('maker/bad', '..', 7), revision: fc.jsonValue(), files: fc.array(anyFile) },
      { requiredKeys: [] },
    );
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.jsonValue(), state), async (value) => {
        write(folderIn(store), name, JSON.stringify(value));
        const { installed, partial, damaged } = await store.list();
        expect(installed.length + partial.length + damaged.length).toBe(3);
        const parsed = parseState(JSON.parse(JSON.stringify(value)));
        expect(damaged.length).toBe(parsed ? 0 : 1);
      }),
      { numRuns: 300 },
    );
  });
});

test('lists no folder that Inkling did not create, whatever its name is', async () => {
  const store = storeOfTest();
  for (const name of ['theirs', 'theirs.part', 'nul', 'with space', 'x.'])
    write(join(store.root, 'maker', name), 'x', '');
  const { installed, partial, damaged } = await store.list();
  expect([installed.length, partial.length, damaged]).toEqual([1, 1, []]);
});
