import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { dropAfter, endAfter, ignoreRange, otherVersion, type Behaviour } from './support/behaviours.js';
import { bundle, ended, firstOutput, start } from '../files/support/processes.js';
import { downloaderOfTest, hubOfTest, id, run, runUntil, tinyBytes, tinyModel, treeOf } from './support/downloads.js';
import { sha256, type HubServer } from './support/hubServer.js';

const graph = 'onnx/model.onnx';
const graphBytes = (seed?: number): Buffer => tinyModel(seed)[graph]!;
const arrived = (folder: string | undefined): Buffer => readFileSync(join(folder!, graph));

/** The parts of the graph that the storage was asked for. */
const rangesOf = (hub: HubServer): (string | undefined)[] =>
  hub.asked.filter(({ method, file }) => method === 'GET' && file === `cdn ${graph}`).map(({ range }) => range);

test('requests only the missing part when another editor continues a paused download', async () => {
  const hub = await hubOfTest();
  const before = downloaderOfTest(hub);
  expect(await runUntil(before, 200_000)).toBeUndefined();
  const [partial] = (await before.store.list()).partial;
  expect(partial).toMatchObject({ id, totalBytes: tinyBytes, isBusy: false });
  expect(partial!.doneBytes).toBeGreaterThanOrEqual(200_000);
  expect(treeOf(before.store.root)).toEqual([
    'maker/tiny.part/config.json',
    'maker/tiny.part/download.json',
    'maker/tiny.part/onnx/model.onnx.part',
    'maker/tiny.part/tokenizer.json',
    'maker/tiny.part/tokenizer_config.json',
  ]);
  expect(await before.store.installed()).toEqual([]);

  const asked = hub.asked.length;
  const folder = await run(downloaderOfTest(hub, {}, before.store.root));
  expect(arrived(folder).equals(graphBytes())).toBe(true);
  const gets = hub.asked.slice(asked).filter(({ method }) => method === 'GET');
  expect(gets.map(({ file }) => file)).toEqual([graph, `cdn ${graph}`]);
  const there = partial!.doneBytes - (tinyBytes - graphBytes().length);
  expect(gets.map(({ range }) => range)).toEqual([`bytes=${there}-`, `bytes=${there}-`]);
});

test('continues a download when the editor ended in the middle', async () => {
  const hub = await hubOfTest();
  const before = downloaderOfTest(hub);
  await runUntil(before, 200_000);
  // What a process leaves that was killed: its lock, and a draft of the state.
  const staging = before.store.stagingOf(id);
  const other = start(process.execPath, [await bundle('holdLock'), `${before.store.folderOf(id)}.lock`]);
  await firstOutput(other);
  other.kill('SIGKILL');
  await ended(other);
  writeFileSync(join(staging, `download.json.${other.pid}-0-00.draft`), '{"id":');
  const folder = await run(downloaderOfTest(hub, {}, before.store.root));
  expect(arrived(folder).equals(graphBytes())).toBe(true);
  expect(rangesOf(hub)[1]).toMatch(/^bytes=\d+-$/);
  expect(treeOf(folder!).filter((file) => file.startsWith('download'))).toEqual([]);
});

test('starts again when the state is damaged', async () => {
  const hub = await hubOfTest();
  const before = downloaderOfTest(hub);
  await runUntil(before, 200_000);
  writeFileSync(join(before.store.stagingOf(id), 'download.json'), '{"files":');
  const folder = await run(downloaderOfTest(hub, {}, before.store.root));
  expect(arrived(folder).equals(graphBytes())).toBe(true);
  expect(rangesOf(hub)).toEqual([undefined, undefined]);
});

test('continues at the same byte when a connection drops', async () => {
  const hub = await hubOfTest();
  hub.misbehave(`GET cdn ${graph}`, dropAfter(300_000));
  const tiny = downloaderOfTest(hub);
  const folder = await run(tiny);
  expect(arrived(folder).equals(graphBytes())).toBe(true);
  expect(rangesOf(hub)).toEqual([undefined, expect.stringMatching(/^bytes=\d{5,6}-$/)]);
  expect(tiny.waits).toEqual([1000]);
});

test('keeps trying when the connection breaks often but new bytes arrive', async () => {
  const hub = await hubOfTest();
  hub.misbehave(`GET cdn ${graph}`, ...Array.from({ length: 8 }, () => endAfter(45_000)));
  const tiny = downloaderOfTest(hub);
  const folder = await run(tiny);
  expect(arrived(folder).equals(graphBytes())).toBe(true);
  expect(rangesOf(hub)).toEqual([undefined, ...[1, 2, 3, 4, 5, 6, 7, 8].map((i) => `bytes=${45_000 * i}-`)]);
  expect(tiny.waits).toEqual(Array(8).fill(1000));
});

test('continues when an answer without a length ends early', async () => {
  const hub = await hubOfTest();
  hub.misbehave(`GET cdn ${graph}`, endAfter(150_000));
  const folder = await run(downloaderOfTest(hub));
  expect(arrived(folder).equals(graphBytes())).toBe(true);
  expect(rangesOf(hub)).toEqual([undefined, 'bytes=150000-']);
});

test('takes the file from its start when a server ignores the range', async () => {
  const hub = await hubOfTest();
  hub.misbehave(`GET cdn ${graph}`, endAfter(150_000), ignoreRange);
  const folder = await run(downloaderOfTest(hub));
  expect(arrived(folder).equals(graphBytes())).toBe(true);
});

test('starts a file again when it changes between two parts', async () => {
  const hub = await hubOfTest();
  const tiny = downloaderOfTest(hub);
  await runUntil(tiny, 200_000);
  hub.files = tinyModel(9);
  hub.commit = '2'.repeat(40);
  const folder = await run(tiny);
  expect(arrived(folder).equals(graphBytes(9))).toBe(true);
  expect(rangesOf(hub)).toEqual([undefined, undefined]);
  expect(await tiny.store.installed()).toMatchObject([{ commit: '2'.repeat(40) }]);
});

test('starts a file again when the rest comes from another version', async () => {
  const hub = await hubOfTest();
  hub.misbehave(`GET cdn ${graph}`, endAfter(150_000), otherVersion);
  const folder = await run(downloaderOfTest(hub));
  expect(arrived(folder).equals(graphBytes())).toBe(true);
  expect(rangesOf(hub)).toEqual([undefined, 'bytes=150000-', undefined]);
});

describe('a plain server, without checksums', () => {
  /** Lets the graph change in the middle of its download. */
  async function changing(afterwards: Behaviour[]) {
    const hub = await hubOfTest({ isPlain: true });
    const tag = `"${sha256(graphBytes()).slice(0, 40)}"`;
    const change: Behaviour = (exchange) => {
      hub.files = { ...hub.files, [graph]: graphBytes(9) };
      return endAfter(100_000)(exchange);
    };
    hub.misbehave(`GET ${graph}`, change, ...afterwards);
    const folder = await run(downloaderOfTest(hub));
    const gets = hub.asked.filter(({ method, file }) => method === 'GET' && file === graph);
    return { arrived: arrived(folder), asked: gets.map(({ range, ifRange }) => ({ range, ifRange })), tag };
  }
  const begun = { range: undefined, ifRange: undefined };

  test('is asked for the rest of the same content, and sends another one completely', async () => {
    const { arrived, asked, tag } = await changing([]);
    expect(arrived.equals(graphBytes(9))).toBe(true);
    expect(asked).toEqual([begun, { range: 'bytes=100000-', ifRange: tag }]);
  });

  test('is asked again when it sends the rest of other content', async () => {
    const { arrived, asked, tag } = await changing([otherVersion]);
    expect(arrived.equals(graphBytes(9))).toBe(true);
    expect(asked).toEqual([begun, { range: 'bytes=100000-', ifRange: tag }, begun]);
  });
});

test('drops a part when it is longer than the file', async () => {
  const hub = await hubOfTest();
  const tiny = downloaderOfTest(hub);
  await runUntil(tiny, 200_000);
  writeFileSync(join(tiny.store.stagingOf(id), `${graph}.part`), Buffer.alloc(500_000));
  const folder = await run(tiny);
  expect(arrived(folder).equals(graphBytes())).toBe(true);
});

test('drops a part when its bytes were damaged on the disk', async () => {
  const hub = await hubOfTest();
  const tiny = downloaderOfTest(hub);
  await runUntil(tiny, 200_000);
  const part = join(tiny.store.stagingOf(id), `${graph}.part`);
  writeFileSync(part, Buffer.alloc(readFileSync(part).length, 1));
  const folder = await run(tiny);
  expect(arrived(folder).equals(graphBytes())).toBe(true);
  expect(rangesOf(hub).at(-1)).toBeUndefined();
});
