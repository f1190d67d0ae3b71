/** Downloads a model with the editor's own classes. The argument is a file with a `DownloadRequest`. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
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
  /** The error of a second download of the same model meanwhile. */
  readonly otherWindow: string;
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

const downloader = new Downloader({
  store,
  mirror,
  strictTls: true,
  stallMs: 60_000,
  minSpeed: { minBytesPerSecond: 1, windowMs: 600_000 },
  lockWaitMs: 0,
  freeBytes: freeBytesOf,
  wait: (_ms, signal) => sleep(10, undefined, { signal }),
  now: () => Date.now(),
  elapsedMs: () => performance.now(),
});

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** What another window is told while this one downloads. */
const otherWindow = (): Promise<string> =>
  downloader.download(model, { signal: new AbortController().signal }).then(String, messageOf);

/** The folder, or the error. */
async function download(): Promise<Pick<DownloadAnswer, 'folder' | 'error' | 'otherWindow'>> {
  let other: Promise<string> | undefined;
  const onProgress = ({ kind, doneBytes }: DownloadProgress): void => {
    if (kind === 'loading') other ??= otherWindow();
    if (doneBytes >= pauseAt) pause.abort();
  };
  try {
    const folder = await downloader.download(model, { signal: pause.signal, onProgress });
    return { ...(folder === undefined ? {} : { folder }), otherWindow: (await other) ?? '' };
  } catch (error) {
    return { error: messageOf(error), otherWindow: (await other) ?? '' };
  }
}

async function main(): Promise<void> {
  const downloaded = await download();
  const { folder } = downloaded;
  const graph = folder === undefined ? undefined : readFileSync(join(folder, 'onnx', 'model.onnx'));
  const { installed, partial } = await store.list();
  const answer: DownloadAnswer = {
    ...downloaded,
    ...(graph ? { sha256: createHash('sha256').update(graph).digest('hex') } : {}),
    installed: installed.map(({ id }) => id),
    partial: partial.map(({ doneBytes, isBusy }) => ({ doneBytes, isBusy })),
    freeBytes: (await freeBytesOf(root)) ?? 0,
  };
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}

void main();
