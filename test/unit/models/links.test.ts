import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { UserError } from '../../../src/core/errors.js';
import { downloaderOfTest, folderOfTest, hubOfTest, id, model, run, runUntil, treeOf } from './support/downloads.js';

/** A folder outside of the store, with files whose names are those of a model's. */
function outside(): string {
  const folder = folderOfTest();
  for (const path of ['tiny/config.json', 'tiny/inkling-model.json', 'tiny.part/config.json', 'model.onnx']) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), 'precious');
  }
  return folder;
}

const expectUntouched = (folder: string): void => {
  expect(treeOf(folder)).toEqual([
    'model.onnx',
    'tiny.part/config.json',
    'tiny/config.json',
    'tiny/inkling-model.json',
  ]);
  for (const file of treeOf(folder)) expect(readFileSync(join(folder, file), 'utf8')).toBe('precious');
};

const isALink = /is a link or a special file, which Inkling doesn't follow in its models folder\. Delete it/;

test('writes and deletes nothing in the target when an owner is a link', async () => {
  const tiny = downloaderOfTest(await hubOfTest());
  const elsewhere = outside();
  symlinkSync(elsewhere, join(tiny.store.root, 'maker'), 'junction');
  await expect(run(tiny)).rejects.toThrow(isALink);
  await expect(tiny.store.remove(id)).rejects.toThrow(isALink);
  await expect(tiny.store.discard(id)).rejects.toThrow(isALink);
  expect(await tiny.store.list()).toEqual({ installed: [], partial: [], damaged: [] });
  expectUntouched(elsewhere);
});

test.each(['tiny', 'tiny.part'])('changes nothing in the target when the model folder %s is a link', async (name) => {
  const tiny = downloaderOfTest(await hubOfTest());
  const elsewhere = outside();
  mkdirSync(join(tiny.store.root, 'maker'));
  symlinkSync(join(elsewhere, name), join(tiny.store.root, 'maker', name), 'junction');
  await expect(run(tiny)).rejects.toThrow(isALink);
  await expect(tiny.store.remove(id)).rejects.toThrow(isALink);
  expectUntouched(elsewhere);
});

test.each([
  ['onnx', ''],
  ['onnx/model.onnx.part', 'model.onnx'],
  ['onnx/model.onnx', 'model.onnx'],
])('leaves the target unchanged when %s in a download is a link', async (path, target) => {
  const hub = await hubOfTest();
  const tiny = downloaderOfTest(hub);
  await runUntil(tiny, 200_000);
  const elsewhere = outside();
  const link = join(tiny.store.stagingOf(id), path);
  rmSync(link, { recursive: true, force: true });
  symlinkSync(join(elsewhere, target), link);
  await expect(run(tiny)).rejects.toThrow(isALink);
  expectUntouched(elsewhere);
  // The next step that the message names.
  rmSync(link);
  expect(await run(tiny)).toBeDefined();
});

test('deletes a link in a complete model with it, and leaves the target', async () => {
  const tiny = downloaderOfTest(await hubOfTest());
  const folder = await run(tiny);
  const elsewhere = outside();
  rmSync(join(folder!, 'onnx'), { recursive: true });
  symlinkSync(elsewhere, join(folder!, 'onnx'), 'junction');
  expect(await tiny.store.installed()).toMatchObject([{ id }]);
  await tiny.store.remove(id);
  expect(await tiny.store.installed()).toEqual([]);
  expectUntouched(elsewhere);
});

test('accepts a folder for models that is a link', async () => {
  const [real, link] = [folderOfTest(), join(folderOfTest(), 'models')];
  symlinkSync(real, link, 'junction');
  const tiny = downloaderOfTest(await hubOfTest(), {}, link);
  expect(await run(tiny)).toBe(join(link, 'maker', 'tiny'));
  expect(await tiny.store.installed()).toMatchObject([{ id }]);
});

test("neither replaces nor deletes a user's own folder with a model's name", async () => {
  const hub = await hubOfTest();
  const tiny = downloaderOfTest(hub);
  const own = join(tiny.store.root, 'maker', 'tiny');
  mkdirSync(own, { recursive: true });
  writeFileSync(join(own, 'notes.txt'), 'precious');
  const error = await run(tiny).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(UserError);
  expect(String(error)).toMatch(/The folder .*tiny wasn't created by Inkling\. Move it, select it as a folder/);
  await expect(tiny.store.remove(id)).rejects.toBeInstanceOf(UserError);
  expect(hub.asked).toEqual([]);
  expect(treeOf(tiny.store.root)).toEqual(['maker/tiny/notes.txt']);
});

test.each(['..', '../x', 'maker', 'maker/../..', '/etc', 'maker/tiny/onnx', 'maker\\tiny', ''])(
  'deletes nothing by the id %j',
  async (wrong) => {
    const tiny = downloaderOfTest(await hubOfTest());
    await run(tiny);
    const before = treeOf(tiny.store.root);
    expect(() => tiny.store.folderOf(wrong)).toThrow(RangeError);
    await expect(tiny.store.remove(wrong)).rejects.toThrow(RangeError);
    await expect(tiny.store.discard(wrong)).rejects.toThrow(RangeError);
    const download = tiny.downloader.download({ ...model, id: wrong }, { signal: new AbortController().signal });
    await expect(download).rejects.toThrow(RangeError);
    expect(treeOf(tiny.store.root)).toEqual(before);
  },
);
