import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import { onTestFinished } from 'vitest';
import type { HubModel } from '../../../../src/models/catalogue.js';
import { Downloader } from '../../../../src/models/download.js';
import type { DownloaderParts } from '../../../../src/models/downloadRun.js';
import { freeBytesOf } from '../../../../src/models/diskSpace.js';
import { ModelStore } from '../../../../src/models/store.js';
import { HubServer, type Content, type HubOptions } from './hubServer.js';

export const id = 'maker/tiny';

/** Bytes without a pattern that a mix-up of two places would leave as they are. */
function bytes(length: number, seed: number): Buffer {
  let state = seed;
  return Buffer.from(
    Uint8Array.from({ length }, () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) >>> 24),
  );
}

const graphs = new Map<number, Buffer>();

/**
 * A model folder's files; the engine has no part in these tests, so the graph is any bytes after a version, with which
 * every ONNX file begins.
 */
export function tinyModel(seed = 1): Content {
  const graph = graphs.get(seed) ?? Buffer.concat([Buffer.from([8, 10]), bytes(399_998, seed)]);
  graphs.set(seed, graph);
  return {
    'config.json': Buffer.from('{"model_type":"llama"}\n'),
    'tokenizer.json': Buffer.from(JSON.stringify(bytes(2247, seed + 1).toString('base64')).padEnd(3000)),
    'tokenizer_config.json': Buffer.from('{}\n'),
    'onnx/model.onnx': graph,
  };
}

/** Of all files of `tinyModel`. */
export const tinyBytes = Object.values(tinyModel()).reduce((sum, { length }) => sum + length, 0);

export const model: HubModel = {
  id,
  revision: 'main',
  title: 'Tiny',
  licence: 'MIT',
  languages: 'code',
  fillsInTheMiddle: true,
  downloadBytes: tinyBytes,
  files: [
    { path: 'config.json', isOptional: false },
    { path: 'tokenizer.json', isOptional: false },
    { path: 'tokenizer_config.json', isOptional: false },
    { path: 'onnx/model.onnx', isOptional: false },
    { path: 'generation_config.json', isOptional: true },
    { path: 'onnx/model.onnx_data', isOptional: true },
  ],
};

/** An empty folder that goes when the test ends. */
export function folderOfTest(): string {
  const folder = mkdtempSync(join(tmpdir(), 'inkling-models-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A hub that closes when the test ends. */
export async function hubOfTest(options: Partial<HubOptions> = {}): Promise<HubServer> {
  const hub = await HubServer.start({ id, files: tinyModel(), ...options });
  onTestFinished(() => hub.close());
  return hub;
}

/** All files below a folder by their paths with `/`, sorted. */
export const treeOf = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll(sep, '/'),
    )
    .sort();

/** A store with a downloader, and what it waited for. */
export interface DownloaderOfTest {
  readonly downloader: Downloader;
  readonly store: ModelStore;
  /** The pauses between tries, in milliseconds. */
  readonly waits: number[];
}

/**
 * A downloader as the editor has it, in a folder of the test. Its `wait` is a double: it notes the pause and goes on at
 * once, because seconds between tries would be the length of these tests.
 */
export function downloaderOfTest(
  hub: Pick<HubServer, 'address'>,
  parts: Partial<DownloaderParts> = {},
  root = folderOfTest(),
): DownloaderOfTest {
  const store = new ModelStore(root);
  const waits: number[] = [];
  const wait = (ms: number): Promise<void> => {
    waits.push(ms);
    return Promise.resolve();
  };
  const downloader = new Downloader({
    store,
    mirror: hub.address,
    strictTls: true,
    stallMs: 10_000,
    minSpeed: { minBytesPerSecond: 1000, windowMs: 60_000 },
    lockWaitMs: 0,
    freeBytes: freeBytesOf,
    wait,
    now: () => Date.now(),
    elapsedMs: () => performance.now(),
    ...parts,
  });
  return { downloader, store, waits };
}

/** Runs a download to its end without anybody stopping it. */
export const run = ({ downloader }: DownloaderOfTest): Promise<string | undefined> =>
  downloader.download(model, { signal: new AbortController().signal });

/** Runs a download until the given number of bytes is there, and pauses it. */
export async function runUntil({ downloader }: DownloaderOfTest, bytesThere: number): Promise<string | undefined> {
  const pause = new AbortController();
  return downloader.download(model, {
    signal: pause.signal,
    onProgress: ({ doneBytes }) => {
      if (doneBytes >= bytesThere) pause.abort();
    },
  });
}
