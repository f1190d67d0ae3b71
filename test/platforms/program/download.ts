/** Downloads a model with the editor's own classes. The argument is a file with a `DownloadRequest`. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createHash } from 'node:crypto';
import { freeBytesOf } from '../../../src/models/diskSpace.js';
import { Downloader } from '../../../src/models/download.js';
import type { DownloadProgress } from '../../../src/models/downloadRun.js';
import { ModelStore } from '../../../src/models/store.js';
import type { HubModel } from '../../../src/models/catalogue.js';

export interface DownloadRequest {
  readonly root: string;
  readonly mirror: string;
  readonly model: HubModel;
  /** Bytes after which the download is paused; absent for all of it. */
  readonly pauseAt?: number;
}

export interface DownloadAnswer {
  /** Absent if the download was paused. */
  readonly folder?: string;
  readonly error?: string;
  /** The error of another window's download of the same model; absent if this one never waited. */
  readonly otherWindow?: string;
  /** Of the model's graph. */
  readonly sha256?: string;
  readonly installed: readonly string[];
  readonly partial: readonly { readonly doneBytes: number; readonly isBusy: boolean }[];
  readonly freeBytes: number;
}

const {
  root,
  mirror,
  model,
  pauseAt = Infinity,
} = JSON.parse(readFileSync(process.argv[2]!, 'utf8')) as DownloadRequest;
const store = new ModelStore(root);
const pause = new AbortController();

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Another window's download of the same model. @returns what that window is told. */
const otherWindow = (): Promise<string> =>
  downloader.download(model, { signal: new AbortController().signal }).then(String, messageOf);

let other: Promise<string> | undefined;

const downloader = new Downloader({
  store,
  mirror,
  strictTls: true,
  stallMs: 60_000,
  minSpeed: { minBytesPerSecond: 1, windowMs: 600_000 },
  lockWaitMs: 0,
  freeBytes: freeBytesOf,
  // The other window comes while this one waits to try again, and so this one has the lock for certain.
  wait: async () => {
    await (other ??= otherWindow());
  },
  now: () => Date.now(),
  elapsedMs: () => performance.now(),
});

/** The folder, or the error. */
async function download(): Promise<Pick<DownloadAnswer, 'folder' | 'error'>> {
  const onProgress = ({ doneBytes }: DownloadProgress): void => {
    if (doneBytes >= pauseAt) pause.abort();
  };
  try {
    const folder = await downloader.download(model, { signal: pause.signal, onProgress });
    return folder === undefined ? {} : { folder };
  } catch (error) {
    return { error: messageOf(error) };
  }
}

async function main(): Promise<void> {
  const downloaded = await download();
  const { folder } = downloaded;
  const graph = folder === undefined ? undefined : readFileSync(join(folder, 'onnx', 'model.onnx'));
  const { installed, partial } = await store.list();
  const answer: DownloadAnswer = {
    ...downloaded,
    ...(other ? { otherWindow: await other } : {}),
    ...(graph ? { sha256: createHash('sha256').update(graph).digest('hex') } : {}),
    installed: installed.map(({ id }) => id),
    partial: partial.map(({ doneBytes, isBusy }) => ({ doneBytes, isBusy })),
    freeBytes: (await freeBytesOf(root)) ?? 0,
  };
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}

void main();
