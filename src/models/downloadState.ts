import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeAtomically } from '../files/writeAtomically.js';
import type { Checksum } from './checksum.js';

/** A file of a download as the server announced it. */
export interface PlannedFile {
  /** Inside the model's folder, with `/`. */
  readonly path: string;
  readonly size?: number;
  readonly checksum?: Checksum;
  /** The same text for the same content, or empty. */
  readonly identity: string;
  /** The ETag of the answer whose bytes lie in the part file: whoever sent them goes on only with the same content. */
  partTag?: string;
}

/** What is known of a download, in a file beside its parts, so that another start of the editor goes on with it. */
export interface DownloadState {
  readonly id: string;
  readonly revision: string;
  readonly commit?: string;
  readonly files: readonly PlannedFile[];
}

const nameOfState = 'download.json';

/** @returns undefined if there is none, or none that can be read. */
export async function readState(folder: string): Promise<DownloadState | undefined> {
  try {
    const state = JSON.parse(await readFile(join(folder, nameOfState), 'utf8')) as DownloadState;
    return Array.isArray(state.files) ? state : undefined;
  } catch {
    return undefined;
  }
}

/** Replaces it as a whole: an editor that ends meanwhile leaves the old one or the new one. */
export function writeState(folder: string, state: DownloadState): Promise<void> {
  return writeAtomically(join(folder, nameOfState), JSON.stringify(state, null, 2));
}

/** The sum of the sizes, as far as they are known. */
export const totalBytes = (files: readonly PlannedFile[]): number =>
  files.reduce((sum, { size }) => sum + (size ?? 0), 0);
