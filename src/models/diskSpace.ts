import { statfs } from 'node:fs/promises';
import { t } from '@vscode/l10n';
import { UserError } from '../core/errors.js';
import { sizeText } from '../core/sizeText.js';

/** A disk that is full to the last byte harms everything else on it. */
const reserveBytes = 50e6;

/** @returns the bytes that this user can still write in a folder; undefined where the file system does not say. */
export async function freeBytesOf(folder: string): Promise<number | undefined> {
  try {
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize;
  } catch {
    return undefined;
  }
}

/**
 * @param neededBytes how many are still to come.
 * @throws UserError naming how many are missing.
 */
export function requireSpace(folder: string, neededBytes: number, freeBytes: number | undefined): void {
  if (freeBytes === undefined || neededBytes === 0 || freeBytes >= neededBytes + reserveBytes) return;
  throw new UserError(
    t(
      'The disk with {0} has {1} free, but the download needs {2} ({3} more). Free up space, or choose a folder on another disk in the setting "inkling.models.folder".',
      folder,
      sizeText(freeBytes),
      sizeText(neededBytes + reserveBytes),
      sizeText(neededBytes + reserveBytes - freeBytes),
    ),
  );
}

/** The error of a disk on which a download found no more room. */
export const diskFull = (folder: string): UserError =>
  new UserError(
    t('The disk with {0} is full. Free up space and choose the model again to resume the download.', folder),
  );

/**
 * Checks while a download writes.
 *
 * @throws UserError if the disk is about to be full.
 */
export function requireReserve(folder: string, freeBytes: number | undefined): void {
  if (freeBytes !== undefined && freeBytes < reserveBytes) throw diskFull(folder);
}
