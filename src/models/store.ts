import { mkdir, readdir, rename, rm, rmdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { t } from '@vscode/l10n';
import { UserError } from '../core/errors.js';
import { removeOldFiles } from '../files/removeOldFiles.js';
import { downloadLock, ownerOfDownload, staleWaitMs } from './downloadLock.js';
import { nameOfState, type DownloadState } from './downloadState.js';
import { innerPath, innerPathWithoutLinks, isMissing, isModelId } from './modelPath.js';
import { writeRecord } from './record.js';
import {
  listStoredModels,
  nameOfRecord,
  readModel,
  staging,
  type InstalledModel,
  type StoredModels,
} from './storedModels.js';

const renamesAgain = 20;

/** Files of earlier versions in the folder of a download. */
const oldNames = ['download.lock', `${nameOfState}.new`];

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

/**
 * The folder with downloaded models: `owner/name` for whole ones, `owner/name.part` for those under way. Nothing outside of
 * it is written or deleted, whatever links are in it; the folder itself may be a link.
 */
export class ModelStore {
  constructor(readonly root: string) {}

  /**
   * Path of a whole model.
   *
   * @throws RangeError if it is no id of a model.
   */
  folderOf(id: string): string {
    return innerPath(this.root, checkedId(id));
  }

  /** Path where its files gather until all are there. */
  stagingOf(id: string): string {
    return this.folderOf(id) + staging;
  }

  /** Reads what is there. */
  list(): Promise<StoredModels> {
    return listStoredModels(this.root);
  }

  /** Those that are there as a whole. */
  async installed(): Promise<readonly InstalledModel[]> {
    return (await this.list()).installed;
  }

  /**
   * Checks that a download may take a model's place.
   *
   * @throws UserError if a folder is there that Inkling did not create, or links lead elsewhere.
   */
  async requireOwn(id: string): Promise<void> {
    await innerPathWithoutLinks(this.root, checkedId(id), staging);
    const folder = await innerPathWithoutLinks(this.root, id);
    if ((await readModel(folder)).kind !== 'missing' || (await isAbsentOrEmpty(folder))) return;
    throw new UserError(
      t(
        'The folder {0} wasn\'t created by Inkling. Move it, select it as a folder on this machine, or choose another folder in the setting "inkling.models.folder".',
        folder,
      ),
    );
  }

  /** Gives a download that is whole its place, where it is seen. */
  async install(state: DownloadState): Promise<string> {
    const [from, to] = [this.stagingOf(state.id), this.folderOf(state.id)];
    const record = { ...state, files: state.files.map(({ path, checksum }) => ({ path, checksum })) };
    await writeRecord(join(from, nameOfRecord), record);
    await this.remove(state.id);
    await renamePatiently(from, to);
    // Last, so that a download that ends before this line is found and finished by the next one.
    await rm(join(to, nameOfState), { force: true });
    return to;
  }

  /**
   * Deletes a whole model.
   *
   * @throws UserError if its folder was not created by Inkling.
   */
  async remove(id: string): Promise<void> {
    await this.requireOwn(id);
    await removeFolder(await innerPathWithoutLinks(this.root, id));
  }

  /**
   * Deletes a partial download, once it is clear that no other window continues it.
   *
   * @throws UserError if another window continues it.
   */
  async discard(id: string): Promise<void> {
    const isUnverified = (await ownerOfDownload(this.root, checkedId(id))) === 'unverified process';
    const unlock = await this.lock(id, isUnverified ? staleWaitMs : 0);
    if (!unlock) throw new UserError(t('Another window is already downloading {0}. Wait until it finishes.', id));
    try {
      await this.discardLocked(id);
    } finally {
      await unlock();
    }
  }

  /** Deletes what is there of a download, for the owner of its lock. */
  async discardLocked(id: string): Promise<void> {
    await removeFolder(await innerPathWithoutLinks(this.root, checkedId(id), staging));
  }

  /**
   * Keeps other windows from writing to a model's folders.
   *
   * @param waitMs how long to wait for another window.
   * @returns what ends the lock; undefined if another window has it.
   */
  async lock(id: string, waitMs: number): Promise<(() => Promise<void>) | undefined> {
    const folder = await innerPathWithoutLinks(this.root, checkedId(id), staging);
    const unlock = await downloadLock(this.root, id).acquire(waitMs);
    if (!unlock) return undefined;
    return async () => {
      await unlock();
      // An owner of whom nothing is left leaves no trace; where something is, that is no error.
      await rmdir(dirname(folder)).catch(() => undefined);
    };
  }

  /** Creates the folder for a download. */
  async stage(id: string): Promise<string> {
    const folder = await innerPathWithoutLinks(this.root, checkedId(id), staging);
    await mkdir(folder, { recursive: true });
    await removeOldFiles(folder, oldNames);
    return folder;
  }
}

function checkedId(id: string): string {
  if (!isModelId(id)) throw new RangeError(`${JSON.stringify(id)} is not the id of a model.`);
  return id;
}

async function isAbsentOrEmpty(folder: string): Promise<boolean> {
  try {
    return (await readdir(folder)).length === 0;
  } catch (error) {
    if (isMissing(error)) return true;
    throw error;
  }
}

async function removeFolder(folder: string): Promise<void> {
  // Windows keeps a file for a moment after its last reader, such as a virus scanner, is done.
  await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
}
