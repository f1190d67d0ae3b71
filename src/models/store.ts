import { mkdir, readdir, readFile, rename, rm, rmdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isLocked } from './downloadLock.js';
import { readState, totalBytes, type DownloadState } from './downloadState.js';
import { bytesThere, sizeOfFile, wholeFile } from './parts.js';

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
  readonly totalBytes: number;
  /** Whether another window goes on with it right now. */
  readonly isBusy: boolean;
}

const nameOfRecord = 'inkling-model.json';
/** Of folders that are not whole yet. */
const staging = '.part';

const namesIn = async (folder: string): Promise<string[]> => {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  } catch {
    return [];
  }
};

const renamesAgain = 20;

/** Windows refuses while something else, such as a virus scanner, reads a file in the folder. */
async function renamePatiently(from: string, to: string): Promise<void> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await rename(from, to);
    } catch (error) {
      const isPassing = process.platform === 'win32' && attempt < renamesAgain;
      if (!isPassing) throw error;
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
  }
}

/** The folder with downloaded models: `owner/name` for whole ones, `owner/name.part` for those under way. */
export class ModelStore {
  constructor(readonly root: string) {}

  /** Where a whole model lies. */
  folderOf(id: string): string {
    return wholeFile(this.root, id);
  }

  /** Where its files gather until all are there. */
  stagingOf(id: string): string {
    return this.folderOf(id) + staging;
  }

  /** Those that are there as a whole, by name. */
  async installed(): Promise<InstalledModel[]> {
    const ids = (await this.ids()).filter((id) => !id.endsWith(staging));
    const models = await Promise.all(ids.map((id) => this.installedModel(id)));
    return models.filter((model) => model !== undefined);
  }

  /** Those of which a part is there. */
  async partial(): Promise<PartialModel[]> {
    const ids = (await this.ids()).filter((id) => id.endsWith(staging)).map((id) => id.slice(0, -staging.length));
    return Promise.all(ids.map((id) => this.partialModel(id)));
  }

  /** Gives a download that is whole its place, where it is seen. */
  async install(state: DownloadState): Promise<string> {
    const [from, to] = [this.stagingOf(state.id), this.folderOf(state.id)];
    const record = { ...state, files: state.files.map(({ path, checksum }) => ({ path, checksum })) };
    await rm(join(from, 'download.json'), { force: true });
    await writeFile(join(from, nameOfRecord), JSON.stringify(record, null, 2));
    await this.remove(state.id);
    await renamePatiently(from, to);
    return to;
  }

  /** Deletes a whole model. */
  async remove(id: string): Promise<void> {
    await this.removeFolder(this.folderOf(id));
  }

  /** Deletes what is there of a download. */
  async discard(id: string): Promise<void> {
    await this.removeFolder(this.stagingOf(id));
    // An owner of whom nothing is left leaves no trace; where something is, that is no error.
    await rmdir(dirname(this.stagingOf(id))).catch(() => undefined);
  }

  /** Makes the folder for a download. */
  async stage(id: string): Promise<string> {
    const folder = this.stagingOf(id);
    await mkdir(folder, { recursive: true });
    return folder;
  }

  /** `owner/name` of every folder at that depth. */
  private async ids(): Promise<string[]> {
    const owners = (await namesIn(this.root)).sort();
    const names = await Promise.all(owners.map((owner) => namesIn(join(this.root, owner))));
    return owners.flatMap((owner, i) => names[i]!.sort().map((name) => `${owner}/${name}`));
  }

  private async installedModel(id: string): Promise<InstalledModel | undefined> {
    const folder = this.folderOf(id);
    let state: DownloadState;
    try {
      state = JSON.parse(await readFile(join(folder, nameOfRecord), 'utf8')) as DownloadState;
    } catch {
      return undefined;
    }
    const sizes = await Promise.all(state.files.map(({ path }) => sizeOfFile(wholeFile(folder, path))));
    const sizeBytes = sizes.reduce<number>((sum, size) => sum + (size ?? 0), 0);
    return { id, folder, sizeBytes, ...(state.commit === undefined ? {} : { commit: state.commit }) };
  }

  private async partialModel(id: string): Promise<PartialModel> {
    const folder = this.stagingOf(id);
    const files = (await readState(folder))?.files ?? [];
    const there = await Promise.all(files.map((file) => bytesThere(folder, file)));
    const doneBytes = there.reduce((sum, bytes) => sum + bytes, 0);
    return { id, doneBytes, totalBytes: totalBytes(files), isBusy: await isLocked(folder) };
  }

  private async removeFolder(folder: string): Promise<void> {
    // Windows keeps a file for a moment after its last reader, such as a virus scanner, is done.
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}
