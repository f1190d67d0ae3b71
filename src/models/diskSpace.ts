import { statfs } from 'node:fs/promises';
import { UserError } from '../core/errors.js';
import { sizeText } from './bytes.js';

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
    `The disk with ${folder} has ${sizeText(freeBytes)} free, and the download needs ` +
      `${sizeText(neededBytes + reserveBytes)}: ${sizeText(neededBytes + reserveBytes - freeBytes)} are missing. Make ` +
      'room, or name a folder on another disk in the setting "inkling.models.folder".',
  );
}
