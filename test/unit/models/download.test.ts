import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { DownloadProgress } from '../../../src/models/downloadRun.js';
import { downloaderOfTest, hubOfTest, id, model, run, tinyBytes, tinyModel, treeOf } from './support/downloads.js';

test('downloads a model as the hub has it', async () => {
  const { store, ...parts } = downloaderOfTest(await hubOfTest());
  const folder = await run({ store, ...parts });
  expect(folder).toBe(join(store.root, 'maker', 'tiny'));
  for (const [path, content] of Object.entries(tinyModel())) {
    expect(readFileSync(join(folder!, path)).equals(content), path).toBe(true);
  }
  expect(treeOf(store.root)).toEqual([
    'maker/tiny.sha256.json',
    'maker/tiny/config.json',
    'maker/tiny/inkling-model.json',
    'maker/tiny/onnx/model.onnx',
    'maker/tiny/tokenizer.json',
    'maker/tiny/tokenizer_config.json',
  ]);
});

test('downloads an optional file when the hub has it', async () => {
  const weights = Buffer.from('weights');
  const hub = await hubOfTest({ files: { ...tinyModel(), 'onnx/model.onnx_data': weights } });
  const folder = await run(downloaderOfTest(hub));
  expect(readFileSync(join(folder!, 'onnx/model.onnx_data'))).toEqual(weights);
});

test('downloads all files from one commit, whatever is pushed meanwhile', async () => {
  const hub = await hubOfTest();
  const first = hub.commit;
  const tiny = downloaderOfTest(hub);
  hub.misbehave('HEAD tokenizer.json', ({ response, content, headers }) => {
    hub.commit = '2'.repeat(40);
    response.writeHead(200, { ...headers, 'content-length': content!.length }).end();
  });
  await run(tiny);
  expect(hub.asked[0]).toMatchObject({ method: 'HEAD', revision: 'main' });
  expect(new Set(hub.asked.slice(1).map(({ revision }) => revision))).toEqual(new Set([first]));
  expect(await tiny.store.installed()).toEqual([
    { id, folder: tiny.store.folderOf(id), sizeBytes: expect.any(Number) as number, commit: first },
  ]);
});

test('shows a model only once it is complete', async () => {
  const hub = await hubOfTest();
  const { downloader, store } = downloaderOfTest(hub);
  const seen: string[][] = [];
  await downloader.download(model, {
    signal: new AbortController().signal,
    onProgress: () => seen.push(treeOf(store.root).filter((file) => file.startsWith('maker/tiny/'))),
  });
  expect(seen.length).toBeGreaterThan(4);
  expect(seen.flat()).toEqual([]);
  expect((await store.list()).partial).toEqual([]);
});

test('reports the progress over all files, never above their sum', async () => {
  const { downloader } = downloaderOfTest(await hubOfTest());
  const seen: DownloadProgress[] = [];
  const onProgress = (progress: DownloadProgress): unknown => seen.push(progress);
  await downloader.download(model, { signal: new AbortController().signal, onProgress });
  expect(seen[0]).toEqual({ kind: 'asking', doneBytes: 0, totalBytes: 0, bytesPerSecond: 0 });
  const done = seen.map(({ doneBytes }) => doneBytes);
  expect(done).toEqual([...done].sort((a, b) => a - b));
  expect(seen.at(-1)).toMatchObject({ kind: 'checking', doneBytes: tinyBytes, totalBytes: tinyBytes });
});

test('downloads from a plain web server with the same layout', async () => {
  const hub = await hubOfTest({ isPlain: true });
  const tiny = downloaderOfTest(hub);
  const folder = await run(tiny);
  expect(readFileSync(join(folder!, 'onnx/model.onnx')).equals(tinyModel()['onnx/model.onnx']!)).toBe(true);
  expect(await tiny.store.installed()).toMatchObject([{ id }]);
});

test('downloads from a mirror with a path', async () => {
  const hub = await hubOfTest({ id: `huggingface/${id}` });
  const folder = await run(downloaderOfTest({ address: `${hub.address}/huggingface/` }));
  expect(folder).toBeDefined();
});

test('replaces the old model completely when it is downloaded again', async () => {
  const hub = await hubOfTest({ files: { ...tinyModel(), 'generation_config.json': Buffer.from('{}') } });
  const tiny = downloaderOfTest(hub);
  await run(tiny);
  hub.files = tinyModel(5);
  hub.commit = '2'.repeat(40);
  const folder = await run(tiny);
  expect(readFileSync(join(folder!, 'onnx/model.onnx')).equals(tinyModel(5)['onnx/model.onnx']!)).toBe(true);
  expect(treeOf(folder!)).not.toContain('generation_config.json');
});
