import { statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { maxBytesOf } from '../../../src/models/catalogue.js';
import {
  compressed,
  endAfter,
  endless,
  sayRange,
  withHeaders,
  withoutLength,
  type Behaviour,
} from './support/behaviours.js';
import { downloaderOfTest, hubOfTest, id, model, run, runUntil, tinyBytes, treeOf } from './support/downloads.js';

const graph = 'onnx/model.onnx';
const always = (behaviour: Behaviour): Behaviour[] => Array.from({ length: 20 }, () => behaviour);

describe('a server without checksums', () => {
  test('does not fill the disk when it announces no size and sends without end', async () => {
    const hub = await hubOfTest({ isPlain: true });
    hub.misbehave(`HEAD ${graph}`, ...always(withoutLength));
    hub.misbehave(`GET ${graph}`, ...always(endless));
    const tiny = downloaderOfTest(hub);
    let largest = 0;
    const onProgress = ({ doneBytes }: { doneBytes: number }): unknown => (largest = Math.max(largest, doneBytes));
    await expect(tiny.downloader.download(model, { signal: new AbortController().signal, onProgress })).rejects.toThrow(
      /onnx\/model\.onnx.*: it is longer than the \d+ bytes expected\. It was not used/,
    );
    expect(largest).toBeGreaterThan(tinyBytes);
    expect(largest).toBeLessThanOrEqual(maxBytesOf(model));
    const part = join(tiny.store.stagingOf(id), `${graph}.part`);
    expect(statSync(part).size).toBe(0);
  });

  test('delivers a model when it announces no size at all', async () => {
    const hub = await hubOfTest({ isPlain: true });
    for (const { path } of model.files.filter(({ isOptional }) => !isOptional)) {
      hub.misbehave(`HEAD ${path}`, withoutLength);
      hub.misbehave(`GET ${path}`, withoutLength);
    }
    const seen: number[] = [];
    const { downloader } = downloaderOfTest(hub);
    const onProgress = ({ doneBytes, totalBytes }: { doneBytes: number; totalBytes: number }): unknown =>
      seen.push(doneBytes / totalBytes);
    expect(await downloader.download(model, { signal: new AbortController().signal, onProgress })).toBeDefined();
    expect(seen.at(-1)).toBe(1);
  });

  test('leaves a paused download of unknown size when it announces none', async () => {
    const hub = await hubOfTest({ isPlain: true });
    hub.misbehave(`HEAD ${graph}`, withoutLength);
    hub.misbehave(`GET ${graph}`, withoutLength);
    const tiny = downloaderOfTest(hub);
    expect(await runUntil(tiny, 200_000)).toBeUndefined();
    const [partial] = (await tiny.store.list()).partial;
    expect(partial!.doneBytes).toBeGreaterThanOrEqual(200_000);
    expect(partial).not.toHaveProperty('totalBytes');
  });

  test('is held to a size that it announces only when it sends', async () => {
    const hub = await hubOfTest({ isPlain: true });
    hub.misbehave(`HEAD ${graph}`, withoutLength);
    hub.misbehave(`GET ${graph}`, withHeaders({ 'content-length': 10 ** 12 }));
    const tiny = downloaderOfTest(hub);
    expect(await run(tiny)).toBeDefined();
    expect(tiny.waits).toEqual([1000]);
  });
});

/** Announces a size of the graph. */
async function announcing(size: string) {
  const hub = await hubOfTest();
  hub.misbehave(`HEAD ${graph}`, ({ response, headers }) => {
    response.writeHead(302, { ...headers, 'x-linked-size': size }).end();
  });
  return downloaderOfTest(hub);
}

test('treats a size that is too large for a number as none', async () => {
  expect(await run(await announcing('9'.repeat(400)))).toBeDefined();
});

test('rejects a size far above the one shown to the user before anything is fetched', async () => {
  const tiny = await announcing(String(10 ** 15));
  await expect(run(tiny)).rejects.toThrow(
    /reports a size of 1000000 GB for Tiny, but about 403 kB was expected\. Use another server/,
  );
  expect(treeOf(tiny.store.root)).toEqual([]);
});

test('rejects compressed files, with the next step', async () => {
  const hub = await hubOfTest({ isPlain: true });
  hub.misbehave('HEAD tokenizer.json', ...always(compressed));
  hub.misbehave('GET tokenizer.json', ...always(compressed));
  const tiny = downloaderOfTest(hub);
  await expect(run(tiny)).rejects.toThrow(
    /sent tokenizer\.json of maker\/tiny compressed, although Inkling requested it uncompressed\. Use another server/,
  );
  expect(tiny.waits).toEqual([]);
  expect(treeOf(tiny.store.root)).not.toContain('maker/tiny.part/tokenizer.json');
});

test.each<[string, (from: number, total: number) => string]>([
  ['another place', (from, total) => `bytes ${from - 1}-${total - 1}/${total}`],
  ['another size', (from, total) => `bytes ${from}-${total - 1}/${total + 7}`],
  ['an end after the file', (from, total) => `bytes ${from}-${total + 7}/${total}`],
  ['an end before the start', (from, total) => `bytes ${from}-${from - 1}/${total}`],
  ['another unit', (from, total) => `lines ${from}-${total - 1}/${total}`],
  ['nothing', () => ''],
  ['no numbers', () => `bytes ${'9'.repeat(400)}-${'9'.repeat(401)}/*`],
])('requests the whole file again when the rest is announced with %s', async (_, rangeOf) => {
  const hub = await hubOfTest();
  hub.misbehave(`GET cdn ${graph}`, endAfter(150_000), sayRange(rangeOf));
  const tiny = downloaderOfTest(hub);
  expect(await run(tiny)).toBeDefined();
  const ranges = hub.asked.filter(({ file, method }) => file === `cdn ${graph}` && method === 'GET');
  expect(ranges.map(({ range }) => range)).toEqual([undefined, 'bytes=150000-', undefined]);
});

test.each([`"${'x'.repeat(10_000)}"`, 'no-quotes', '"tab\there"', 'W/"weak"', ''])(
  'downloads a model when a tag is like %j',
  async (etag) => {
    const hub = await hubOfTest({ isPlain: true });
    hub.misbehave(`HEAD ${graph}`, ...always(withHeaders({ etag, 'content-length': 400_000 })));
    hub.misbehave(`GET ${graph}`, withHeaders({ etag, 'content-length': 400_000 }));
    const tiny = downloaderOfTest(hub);
    await runUntil(tiny, 200_000);
    expect(statSync(join(tiny.store.stagingOf(id), 'download.json')).size).toBeLessThan(3000);
    expect((await tiny.store.list()).damaged).toEqual([]);
    expect(await run(tiny)).toBeDefined();
  },
);
