import { createHash } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { catalogue, withPin, type HubModel, type Pin } from '../../../src/models/catalogue.js';
import pins from '../../../src/models/pins.json';
import { isCommit } from '../../../src/models/modelPath.js';
import { withoutLength, type Behaviour } from './support/behaviours.js';
import { downloaderOfTest, hubOfTest, id, model, run, runUntil, tinyModel, treeOf } from './support/downloads.js';
import { sha256, type Content } from './support/hubServer.js';

const graph = 'onnx/model.onnx';
const commit = '1'.repeat(40);
const always = (behaviour: Behaviour): Behaviour[] => Array.from({ length: 20 }, () => behaviour);

const pinOf = (files: Content): Pin => ({
  commit,
  files: Object.fromEntries(
    Object.entries(files).map(([path, bytes]) => [path, { sha256: sha256(bytes), sizeBytes: bytes.length }]),
  ),
});

const download = (tiny: ReturnType<typeof downloaderOfTest>, pinned: HubModel): Promise<string | undefined> =>
  tiny.downloader.download(pinned, { signal: new AbortController().signal });

describe('the pins of the catalogue', () => {
  const known = pins as Readonly<Record<string, Pin>>;

  test('belong to models of the catalogue, complete and well-formed', () => {
    for (const [id, pin] of Object.entries(known)) {
      const entry = catalogue.find((candidate) => candidate.id === id);
      expect(entry, id).toBeDefined();
      expect(isCommit(pin.commit)).toBe(true);
      expect(Object.keys(pin.files)).toEqual(entry!.files.map(({ path }) => path));
      for (const { sha256, sizeBytes } of Object.values(pin.files)) {
        expect(sha256).toMatch(/^[0-9a-f]{64}$/);
        expect(Number.isSafeInteger(sizeBytes)).toBe(true);
      }
    }
  });

  test('decide the revision, which is the branch where there is no pin', () => {
    for (const { id, revision, files } of catalogue) {
      expect(revision, id).toBe(known[id]?.commit ?? 'main');
      expect(files.some(({ sha256 }) => sha256 !== undefined)).toBe(id in known);
    }
  });
});

describe('a pinned model', () => {
  const pinned = withPin(model, pinOf(tinyModel()));

  test('is requested by its commit, and has no files without a pin', async () => {
    const hub = await hubOfTest({ files: { ...tinyModel(), 'generation_config.json': Buffer.from('{}') } });
    const folder = await download(downloaderOfTest(hub), pinned);
    expect(new Set(hub.asked.map(({ revision }) => revision))).toEqual(new Set([commit]));
    expect(treeOf(folder!)).not.toContain('generation_config.json');
  });

  test('comes from a server without commits, sizes and checksums', async () => {
    const hub = await hubOfTest({ isPlain: true });
    for (const path of Object.keys(tinyModel())) hub.misbehave(`HEAD ${path}`, withoutLength);
    expect(await download(downloaderOfTest(hub), pinned)).toBeDefined();
  });

  test('continues a part that the same server sent, although it has no tags', async () => {
    const untagged: Behaviour = ({ request, response, content }) => {
      const from = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0);
      const range = from > 0 ? { 'content-range': `bytes ${from}-${content!.length - 1}/${content!.length}` } : {};
      response.writeHead(from > 0 ? 206 : 200, { 'content-length': content!.length - from, ...range });
      response.end(request.method === 'HEAD' ? undefined : content!.subarray(from));
    };
    const hub = await hubOfTest({ isPlain: true });
    for (const path of Object.keys(tinyModel())) {
      hub.misbehave(`HEAD ${path}`, ...always(untagged));
      hub.misbehave(`GET ${path}`, ...always(untagged));
    }
    const tiny = downloaderOfTest(hub);
    const pause = new AbortController();
    await tiny.downloader.download(pinned, {
      signal: pause.signal,
      onProgress: ({ doneBytes }) => {
        if (doneBytes >= 200_000) pause.abort();
      },
    });
    const folder = await download(tiny, pinned);
    expect(readFileSync(join(folder!, graph)).equals(tinyModel()[graph]!)).toBe(true);
    expect(hub.asked.at(-1)!.range).toMatch(/^bytes=\d+-$/);
  });

  test('is rejected when its content differs, whatever the server reports', async () => {
    const other = { ...tinyModel(), [graph]: tinyModel(9)[graph]! };
    const hub = await hubOfTest({ files: other });
    const tiny = downloaderOfTest(hub);
    await expect(download(tiny, pinned)).rejects.toThrow(
      /onnx\/model\.onnx.*: its checksum doesn't match\. It was not used/,
    );
    // The server's own checksum already says so: nothing is fetched.
    expect(hub.asked.filter(({ method }) => method === 'GET')).toEqual([]);

    const plain = await hubOfTest({ files: other, isPlain: true });
    await expect(download(downloaderOfTest(plain), pinned)).rejects.toThrow(
      /onnx\/model\.onnx.*its checksum doesn't match/,
    );
  });

  test('is rejected with another size before it is fetched', async () => {
    const hub = await hubOfTest({ files: { ...tinyModel(), [graph]: Buffer.from([8]) }, isPlain: true });
    await expect(download(downloaderOfTest(hub), pinned)).rejects.toThrow(
      /onnx\/model\.onnx.*: its size doesn't match\./,
    );
    expect(hub.asked.filter(({ method }) => method === 'GET')).toEqual([]);
  });

  test('is rejected from another commit', async () => {
    const hub = await hubOfTest();
    hub.commit = '2'.repeat(40);
    await expect(download(downloaderOfTest(hub), pinned)).rejects.toThrow(
      `it comes from the commit ${'2'.repeat(40)}, not from ${commit}.`,
    );
  });
});

describe('the first download of a commit', () => {
  /** A hub whose tags are no checksums, as some mirrors are. */
  const hubWithoutChecksums = async () => {
    const hub = await hubOfTest();
    const untagged: Behaviour = ({ request, response, content, headers }) => {
      const tag = createHash('md5').update(content!).digest('hex');
      const known = { 'x-repo-commit': headers['x-repo-commit'], etag: `"${tag}"`, 'content-length': content!.length };
      response.writeHead(200, known).end(request.method === 'HEAD' ? undefined : content);
    };
    for (const path of Object.keys(tinyModel())) {
      hub.misbehave(`HEAD ${path}`, ...always(untagged));
      hub.misbehave(`GET ${path}`, ...always(untagged));
    }
    return hub;
  };
  const differs = /onnx\/model\.onnx of maker\/tiny differs from the file first downloaded from the same commit/;

  test('is compared with later ones, also after the model was deleted', async () => {
    const hub = await hubWithoutChecksums();
    const tiny = downloaderOfTest(hub);
    await run(tiny);
    await tiny.store.remove(id);
    hub.files = { ...tinyModel(), [graph]: tinyModel(9)[graph]! };
    await expect(run(tiny)).rejects.toThrow(differs);
    expect(await tiny.store.installed()).toEqual([]);
    expect(treeOf(tiny.store.root)).not.toContain(`maker/tiny.part/${graph}`);

    // The right content is still welcome.
    hub.files = tinyModel();
    expect(await run(tiny)).toBeDefined();
  });

  test('is compared with a resumed one', async () => {
    const hub = await hubWithoutChecksums();
    const tiny = downloaderOfTest(hub);
    await run(tiny);
    await tiny.store.remove(id);
    await runUntil(tiny, 200_000);
    writeFileSync(join(tiny.store.stagingOf(id), 'config.json'), '{"model_type":"other"}\n');
    await expect(run(tiny)).rejects.toThrow(/config\.json of maker\/tiny differs from the file first downloaded/);
    expect(await run(tiny)).toBeDefined();
  });

  test('is no longer compared when the user says so, or the server has another commit', async () => {
    const hub = await hubWithoutChecksums();
    const tiny = downloaderOfTest(hub);
    await run(tiny);
    hub.files = { ...tinyModel(), [graph]: tinyModel(9)[graph]! };
    const error = await run(tiny).catch((thrown: unknown) => String(thrown));
    const file = /delete (.*) and try again/.exec(error!)![1]!;
    expect(file).toBe(join(tiny.store.root, 'maker', 'tiny.sha256.json'));
    rmSync(file);
    expect(await run(tiny)).toBeDefined();
    hub.files = tinyModel();
    hub.commit = '2'.repeat(40);
    expect(await run(tiny)).toBeDefined();
  });

  test('is compared before anything is fetched when the server has checksums', async () => {
    const hub = await hubOfTest();
    const tiny = downloaderOfTest(hub);
    await run(tiny);
    hub.files = { ...tinyModel(), [graph]: tinyModel(9)[graph]! };
    const asked = hub.asked.length;
    await expect(run(tiny)).rejects.toThrow(differs);
    expect(hub.asked.slice(asked).filter(({ method }) => method === 'GET')).toEqual([]);
  });

  test('is not lost when its record is damaged', async () => {
    const hub = await hubOfTest();
    const tiny = downloaderOfTest(hub);
    await run(tiny);
    writeFileSync(join(tiny.store.root, 'maker', 'tiny.sha256.json'), '{"commit":7}');
    await expect(run(tiny)).rejects.toThrow(
      /The checksums in .*tiny\.sha256\.json cannot be read \(unexpected content\)\. Delete that file and try again\./,
    );
  });
});
