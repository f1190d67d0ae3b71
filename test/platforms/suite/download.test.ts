import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { dropAfter } from '../../unit/models/support/behaviours.js';
import { id, model, tinyBytes, tinyModel, treeOf } from '../../unit/models/support/downloads.js';
import { HubServer, sha256 } from '../../unit/models/support/hubServer.js';
import type { DownloadAnswer, DownloadRequest } from '../program/download.js';
import { foreign, machine, pathThere } from './support/foreign.js';
import { program } from './support/staged.js';

const graph = 'onnx/model.onnx';
let script: string;
let hub: HubServer;
let tests = 0;
let root: string;

beforeAll(async () => {
  script = await program('download');
});

beforeEach(async () => {
  root = join(machine.dir, `Модели ${++tests}`);
  hub = await HubServer.start({ id, files: tinyModel() });
  onTestFinished(() => hub.close());
});

/** Downloads there, as one window of the editor does. */
async function download(changes: Partial<DownloadRequest> = {}): Promise<DownloadAnswer> {
  const request: DownloadRequest = { root: pathThere(root), mirror: hub.address, model, ...changes };
  const file = join(machine.dir, 'запрос.json');
  writeFileSync(file, JSON.stringify(request));
  const { code, out, err } = await foreign(script, [pathThere(file)]);
  expect(code, err).toBe(0);
  return JSON.parse(out) as DownloadAnswer;
}

const rangesOf = (): (string | undefined)[] =>
  hub.asked.filter(({ method, file }) => method === 'GET' && file === `cdn ${graph}`).map(({ range }) => range);

describe(`downloads on ${machine.target}`, () => {
  test('continue in another process after a pause, with the missing bytes only', async () => {
    const paused = await download({ pauseAt: 200_000 });
    expect(paused).toMatchObject({ installed: [], partial: [{ isBusy: false }] });
    expect(paused.folder).toBeUndefined();
    expect(treeOf(root)).toContain(`maker/tiny.part/${graph}.part`);
    const there = paused.partial[0]!.doneBytes - (tinyBytes - tinyModel()[graph]!.length);
    const whole = await download();
    expect(whole).toMatchObject({ installed: [id], partial: [], sha256: sha256(tinyModel()[graph]!) });
    expect(rangesOf()).toEqual([undefined, `bytes=${there}-`]);
    // The folder took its name whole: no part, draft or lock is left.
    expect(treeOf(root)).toEqual([
      'maker/tiny.sha256.json',
      'maker/tiny/config.json',
      'maker/tiny/inkling-model.json',
      'maker/tiny/onnx/model.onnx',
      'maker/tiny/tokenizer.json',
      'maker/tiny/tokenizer_config.json',
    ]);
  });

  test('continue at the same byte after a break, while a second window is refused', async () => {
    hub.misbehave(`GET cdn ${graph}`, dropAfter(300_000));
    const { otherWindow, sha256: sum, freeBytes } = await download();
    expect(sum).toBe(sha256(tinyModel()[graph]!));
    expect(rangesOf()).toEqual([undefined, expect.stringMatching(/^bytes=\d{5,6}-$/)]);
    expect(otherWindow).toContain('Another window is already downloading');
    expect(freeBytes).toBeGreaterThan(1e6);
  });

  test('refuse bytes with another checksum, and leave nothing installed', async () => {
    const pinned = model.files.map((file) => (file.path === graph ? { ...file, sha256: 'a'.repeat(64) } : file));
    const { error, installed } = await download({ model: { ...model, files: pinned } });
    expect(error).toContain(graph);
    expect(installed).toEqual([]);
  });

  test('replace an installed model as a whole', async () => {
    await download();
    hub.commit = '2'.repeat(40);
    hub.files = tinyModel(5);
    expect(await download()).toMatchObject({ installed: [id], sha256: sha256(tinyModel(5)[graph]!) });
  });
});
