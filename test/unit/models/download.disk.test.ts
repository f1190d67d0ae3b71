import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { staleWaitMs } from '../../../src/models/downloadLock.js';
import { bundle, ended, firstOutput, start } from '../files/support/processes.js';
import {
  downloaderOfTest,
  folderOfTest,
  hubOfTest,
  id,
  run,
  runUntil,
  tinyBytes,
  tinyModel,
  treeOf,
} from './support/downloads.js';

// A double: a disk that is nearly full cannot be had for a test.
const free = (bytes: number | undefined) => ({ freeBytes: () => Promise.resolve(bytes) });

const needed = tinyBytes + 50e6;

test('says how much room is missing before a byte is downloaded', async () => {
  const hub = await hubOfTest();
  const tiny = downloaderOfTest(hub, free(needed - 1.5e6));
  await expect(run(tiny)).rejects.toThrow(
    /inkling-models-\w+ has 49 MB free, but the download needs 50 MB \(1\.5 MB more\)\. Free up space.*"inkling\.models\.folder"/,
  );
  expect(hub.asked.filter(({ method }) => method === 'GET')).toEqual([]);
  expect(treeOf(tiny.store.root)).toEqual([]);
});

test('downloads when there is just enough room', async () => {
  expect(await run(downloaderOfTest(await hubOfTest(), free(needed)))).toBeDefined();
});

test('needs no more room for the part that is already there', async () => {
  const hub = await hubOfTest();
  const tiny = downloaderOfTest(hub);
  await runUntil(tiny, 200_000);
  expect(await run(downloaderOfTest(hub, free(needed - 200_000), tiny.store.root))).toBeDefined();
});

test('downloads when the file system does not tell its free room', async () => {
  expect(await run(downloaderOfTest(await hubOfTest(), free(undefined)))).toBeDefined();
});

test('names the folder when it is a file', async () => {
  const root = join(folderOfTest(), 'models');
  writeFileSync(root, '');
  await expect(run(downloaderOfTest(await hubOfTest(), {}, root))).rejects.toThrow(
    /can't write to .*models \((ENOTDIR|EEXIST)\)\. Grant access, or choose another folder/,
  );
});

test.skipIf(process.getuid?.() === 0)(
  'a folder that may not be written (skipped as root, whom no mode binds)',
  async () => {
    const root = folderOfTest();
    chmodSync(root, 0o500);
    onTestFinished(() => chmodSync(root, 0o700));
    await expect(run(downloaderOfTest(await hubOfTest(), {}, root))).rejects.toThrow(/can't write to .*EACCES/);
  },
);

test('does not touch a download that another window has under way', async () => {
  const hub = await hubOfTest();
  const tiny = downloaderOfTest(hub);
  await runUntil(tiny, 200_000);
  const other = start(process.execPath, [await bundle('holdLock'), `${tiny.store.folderOf(id)}.lock`]);
  await firstOutput(other);
  const before = treeOf(tiny.store.root);
  await expect(run(tiny)).rejects.toThrow('Another window is already downloading Tiny.');
  expect(treeOf(tiny.store.root)).toEqual(before);
  expect((await tiny.store.list()).partial).toMatchObject([{ id, isBusy: true }]);

  other.kill('SIGKILL');
  await ended(other);
  expect((await tiny.store.list()).partial).toMatchObject([{ id, isBusy: false }]);
  expect(await run(tiny)).toBeDefined();
});

/** Plants the lock of an editor on another machine. */
function plantLock(root: string): void {
  mkdirSync(join(root, 'maker'), { recursive: true });
  writeFileSync(join(root, `${id}.lock.00000000-1-0-1`), '');
}

test('offers and continues a download that an editor on another machine has left', async () => {
  const tiny = downloaderOfTest(await hubOfTest(), { lockWaitMs: staleWaitMs });
  await runUntil(tiny, 200_000);
  plantLock(tiny.store.root);
  expect((await tiny.store.list()).partial).toMatchObject([{ id, isBusy: false, mayBeBusy: true }]);
  expect(await run(tiny)).toBeDefined();
  expect((await tiny.store.list()).partial).toEqual([]);
});

test('deletes a download that an editor on another machine has left', async () => {
  const tiny = downloaderOfTest(await hubOfTest());
  await runUntil(tiny, 200_000);
  plantLock(tiny.store.root);
  await tiny.store.discard(id);
  expect(treeOf(tiny.store.root)).toEqual([]);
});

test('continues only one of two downloads that start at the same moment', async () => {
  const hub = await hubOfTest();
  const root = folderOfTest();
  const outcomes = await Promise.allSettled([1, 2, 3, 4].map(() => run(downloaderOfTest(hub, {}, root))));
  const done = outcomes.filter(({ status }) => status === 'fulfilled').length;
  const refused = outcomes.filter(
    (outcome) =>
      outcome.status === 'rejected' && String(outcome.reason).includes('Another window is already downloading Tiny.'),
  ).length;
  // All four may refuse each other; what must not be is two that write to the same files.
  expect(done + refused).toBe(4);
  expect(hub.asked.filter(({ method, file }) => method === 'GET' && file === 'config.json').length).toBeLessThan(2);
});

test('deletes a downloaded model or a part of one, and nothing else', async () => {
  const hub = await hubOfTest();
  const tiny = downloaderOfTest(hub);
  const { store } = tiny;
  mkdirSync(join(store.root, 'maker', 'of-mine'), { recursive: true });
  writeFileSync(join(store.root, 'maker', 'of-mine', 'notes.txt'), 'not a download');
  await run(tiny);
  expect(await store.installed()).toMatchObject([{ id, sizeBytes: tinyBytes }]);
  await store.remove(id);
  expect(await store.installed()).toEqual([]);
  await runUntil(tiny, 200_000);
  await store.discard(id);
  expect((await store.list()).partial).toEqual([]);
  // The checksums stay, to compare the next download with.
  expect(treeOf(store.root)).toEqual(['maker/of-mine/notes.txt', 'maker/tiny.sha256.json']);
});

test('lists no models when the folder does not exist', async () => {
  const { store } = downloaderOfTest(await hubOfTest(), {}, join(folderOfTest(), 'none'));
  expect([await store.installed(), (await store.list()).partial]).toEqual([[], []]);
});

test('leaves room for others when the disk fills up during a download', async () => {
  const graph = Buffer.concat([tinyModel()['onnx/model.onnx']!, Buffer.alloc(5_000_000)]);
  const hub = await hubOfTest({ files: { ...tinyModel(), 'onnx/model.onnx': graph } });
  const root = folderOfTest();
  // A double: another program fills the disk once the download has begun.
  const freeBytes = () => Promise.resolve(treeOf(root).includes('maker/tiny.part/onnx/model.onnx.part') ? 40e6 : 1e9);
  const tiny = downloaderOfTest(hub, { freeBytes }, root);
  await expect(run(tiny)).rejects.toThrow(/The disk with .* is full\. Free up space/);
  expect((await tiny.store.list()).partial[0]!.doneBytes).toBeLessThan(2_000_000);
  expect(await run(downloaderOfTest(hub, {}, root))).toBeDefined();
});
