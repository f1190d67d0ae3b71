import type { Checksum } from './checksum.js';
import { parseFiles } from './downloadState.js';
import { recordFields } from './record.js';

/** Name of the list of checksums in the folder of the embedded model; `scripts/checksums.mjs` writes it. */
export const nameOfChecksums = 'checksums.json';

/** A file of a model and the checksum that its bytes must have. */
export interface ListedFile {
  /** Inside the model's folder, with `/`. */
  readonly path: string;
  readonly checksum: Checksum;
}

/** Checks a list of checksums that was read. @returns undefined for JSON that is no such list. */
export function parseChecksumList(value: unknown): readonly ListedFile[] | undefined {
  const files = parseFiles(recordFields(value)?.files);
  return files?.every((file): file is typeof file & ListedFile => file.checksum !== undefined) ? files : undefined;
}
