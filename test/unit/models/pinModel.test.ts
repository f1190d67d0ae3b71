import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { unpinnedCatalogue, withPin, type Pin } from '../../../src/models/catalogue.js';
import { parseMirror } from '../../../src/models/mirror.js';
import { pinModel } from '../../../src/models/pinModel.js';
import { loginPage, otherBytes } from './support/behaviours.js';
import { downloaderOfTest, folderOfTest, hubOfTest, model, tinyModel } from './support/downloads.js';
import { sha256, type HubServer } from './support/hubServer.js';

const connection = {
  signal: new AbortController().signal,
  stallMs: 10_000,
  minSpeed: { minBytesPerSecond: 1, windowMs: 60_000 },
  elapsedMs: () => 0,
  strictTls: true,
};
const pin = (hub: HubServer): Promise<Pin> => pinModel(model, parseMirror(hub.address), connection);

test('pins the commit, checksums and sizes without downloading large files', async () => {
  const hub = await hubOfTest();
  expect(await pin(hub)).toEqual({
    commit: hub.commit,
    files: Object.fromEntries(
      Object.entries(tinyModel()).map(([path, bytes]) => [path, { sha256: sha256(bytes), sizeBytes: bytes.length }]),
    ),
  });
  expect(hub.asked.filter(({ method, file }) => method === 'GET' && file.includes('onnx'))).toEqual([]);
});

test('downloads a pinned model', async () => {
  const hub = await hubOfTest({ files: { ...tinyModel(), 'generation_config.json': Buffer.from('{}') } });
  const pinned = withPin(model, await pin(hub));
  const { downloader } = downloaderOfTest(hub);
  expect(await downloader.download(pinned, { signal: connection.signal })).toBeDefined();
});

test('pins nothing when a server names no commits, or sends something else', async () => {
  await expect(pin(await hubOfTest({ isPlain: true }))).rejects.toThrow(/names no commit of maker\/tiny/);
  const hub = await hubOfTest();
  hub.misbehave('GET tokenizer.json', otherBytes, loginPage('text/html'));
  await expect(pin(hub)).rejects.toThrow(/tokenizer\.json is not what 127\.0\.0\.1:\d+ announced/);
  await expect(pin(hub)).rejects.toThrow(/web page/);
});

test('writes the pins of the whole catalogue, or nothing, as a command', { timeout: 120_000 }, async () => {
  const commit = '1'.repeat(40);
  let missing = 'config.json';
  const server = http.createServer(({ url = '', method }, response) => {
    const content = Buffer.from(url.split(commit).at(-1)!);
    const etag = `"${createHash('sha1').update(`blob ${content.length}\0`).update(content).digest('hex')}"`;
    if (url.endsWith(missing) || /generation|_data/.test(url)) return void response.writeHead(404).end();
    response.writeHead(200, { 'x-repo-commit': commit, etag, 'content-length': content.length });
    response.end(method === 'HEAD' ? undefined : content);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const target = join(folderOfTest(), 'pins.json');
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const pinCatalogue = () =>
    promisify(execFile)(process.execPath, ['scripts/pinCatalogue.mjs', '--server', address, '--write', target]);

  await expect(pinCatalogue()).rejects.toThrow(/answered 404/);
  expect(existsSync(target)).toBe(false);
  missing = 'nothing';
  await pinCatalogue();
  const pins = JSON.parse(readFileSync(target, 'utf8')) as Record<string, Pin>;
  expect(Object.keys(pins)).toEqual(unpinnedCatalogue.map(({ id }) => id));
  for (const { id, files } of unpinnedCatalogue) {
    expect(Object.keys(pins[id]!.files)).toEqual(files.filter(({ isOptional }) => !isOptional).map(({ path }) => path));
    expect(pins[id]!.files['config.json']).toEqual({ sha256: sha256(Buffer.from('/config.json')), sizeBytes: 12 });
  }
});
