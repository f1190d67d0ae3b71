import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { ownerOfDownload } from './downloadLock.js';
import {
  nameOfState,
  parseState,
  readState,
  totalBytes,
  type DownloadState,
  type PlannedFile,
} from './downloadState.js';
import { innerPath, isModelId } from './modelPath.js';
import { bytesThere } from './parts.js';
import { readRecord, type DamagedRecord, type RecordRead } from './record.js';

/** Name of the file that makes a folder a whole model. */
export const nameOfRecord = 'inkling-model.json';
/** Suffix of folders that are not whole yet. */
export const staging = '.part';

/** A model that was downloaded as a whole. */
export interface InstalledModel {
  readonly id: string;
  readonly folder: string;
  readonly sizeBytes: number;
  /** The commit it was taken from, if the server named one. */
  readonly commit?: string;
}

/** A download that was paused or broke off. */
export interface PartialModel {
  readonly id: string;
  readonly doneBytes: number;
  /** Absent if the server did not announce the size of every file. */
  readonly totalBytes?: number;
  /** Whether another window is downloading it. */
  readonly isBusy: boolean;
  /** Whether another window may do so, such as one on another machine: going on with it waits until that is clear. */
  readonly mayBeBusy: boolean;
}

/** The content of a store, sorted by id. */
export interface StoredModels {
  readonly installed: readonly InstalledModel[];
  readonly partial: readonly PartialModel[];
  /** Folders that are left out, because what Inkling wrote into them cannot be read. */
  readonly damaged: readonly DamagedRecord[];
}

/** Names of the folders in a folder; links are not followed. */
async function foldersIn(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  } catch {
    // The folder for models may not exist yet, and another program's folder in it may be closed to this user.
    return [];
  }
}

/** `owner/name` of every folder at that depth, as far as it can be a model's. */
async function idsIn(root: string, suffix: '' | typeof staging): Promise<string[]> {
  const owners = (await foldersIn(root)).sort();
  const names = await Promise.all(owners.map((owner) => foldersIn(join(root, owner))));
  return owners
    .flatMap((owner, i) => names[i]!.sort().map((name) => `${owner}/${name}`))
    .filter((path) => path.endsWith(suffix))
    .map((path) => path.slice(0, path.length - suffix.length))
    .filter(isModelId);
}

/** Reads the record of a whole model. */
export const readModel = (folder: string): Promise<RecordRead<DownloadState>> =>
  readRecord(join(folder, nameOfRecord), parseState);

/** Reads everything that is in a store's folder. One model that cannot be read never hides the others. */
export async function listStoredModels(root: string): Promise<StoredModels> {
  const damaged: DamagedRecord[] = [];
  const [whole, begun] = await Promise.all([idsIn(root, ''), idsIn(root, staging)]);
  const installed = whole.map(async (id) => {
    const folder = innerPath(root, id);
    const state = await stateOf(join(folder, nameOfRecord), readModel(folder), damaged);
    return state && installedModel(id, folder, state);
  });
  const partial = begun.map(async (id) => {
    const folder = innerPath(root, id) + staging;
    const state = await stateOf(join(folder, nameOfState), readState(folder), damaged);
    return state && partialModel(root, id, state);
  });
  return {
    installed: (await Promise.all(installed)).filter((model) => model !== undefined),
    partial: (await Promise.all(partial)).filter((model) => model !== undefined),
    damaged,
  };
}

async function stateOf(
  file: string,
  reading: Promise<RecordRead<DownloadState>>,
  damaged: DamagedRecord[],
): Promise<DownloadState | undefined> {
  const record = await reading;
  if (record.kind === 'damaged') damaged.push({ file, reason: record.reason });
  return record.kind === 'read' ? record.value : undefined;
}

async function installedModel(id: string, folder: string, { files, commit }: DownloadState): Promise<InstalledModel> {
  const sizeBytes = await bytesIn(folder, files);
  return { id, folder, sizeBytes, ...(commit === undefined ? {} : { commit }) };
}

async function partialModel(root: string, id: string, { files }: DownloadState): Promise<PartialModel> {
  const doneBytes = await bytesIn(innerPath(root, id) + staging, files);
  const owner = await ownerOfDownload(root, id);
  return {
    ...{ id, doneBytes, isBusy: owner === 'another process', mayBeBusy: owner === 'unverified process' },
    ...(files.every(({ size }) => size !== undefined) ? { totalBytes: totalBytes(files) } : {}),
  };
}

async function bytesIn(folder: string, files: readonly PlannedFile[]): Promise<number> {
  const sizes = await Promise.all(files.map((file) => bytesThere(folder, file)));
  return sizes.reduce((sum, size) => sum + size, 0);
}
