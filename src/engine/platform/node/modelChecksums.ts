import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { t } from '@vscode/l10n';
import { UserError } from '../../../core/errors.js';
import { ChecksumOfParts } from '../../../models/checksum.js';
import { nameOfChecksums, parseChecksumList, type ListedFile } from '../../../models/checksumList.js';
import { parseState } from '../../../models/downloadState.js';
import { expandHome } from '../../../models/homePath.js';
import { innerPath } from '../../../models/modelPath.js';
import { nameOfRecord } from '../../../models/storedModels.js';
import { unreadable } from '../../load/unreadable.js';
import { readOptionalJson, sizeOfFile } from './modelFiles.js';

/** Max bytes that one step reads and hashes: well below a millisecond on common machines. */
export const stepBytes = 1 << 18;

/** Lists of the largest models take a few kilobytes. */
const maxListBytes = 1e6;

interface Listed {
  readonly files: readonly ListedFile[];
  /** For a file that is damaged. */
  readonly nextStep: string;
}

/** The checksums of a downloaded model, or of the embedded one; undefined for any other folder. */
function listedIn(folder: string): Listed | undefined {
  const record = parseState(readOptionalJson(folder, nameOfRecord, maxListBytes));
  if (record) {
    // Not every server tells the checksums of all files.
    const files = record.files.flatMap(({ path, checksum }) => (checksum ? [{ path, checksum }] : []));
    return { files, nextStep: t('Delete {0} in "Inkling: Choose Model" and download it again.', record.id) };
  }
  const files = parseChecksumList(readOptionalJson(folder, nameOfChecksums, maxListBytes));
  return files && { files, nextStep: t('Reinstall Inkling, then restart the editor.') };
}

/**
 * Compares the files of a model's folder with the checksums that Inkling has of them, if it has any. Reads block, as all
 * of a model's do (see `namesIn`).
 *
 * @returns steps that yield the bytes each of them has read, at most `stepBytes`.
 * @throws UserError in a step, for the first file that is damaged or cannot be read, with the next step.
 */
export function* checksumSteps(path: string): Generator<number, void> {
  const folder = expandHome(path);
  const { files, nextStep } = listedIn(folder) ?? { files: [], nextStep: '' };
  for (const file of files) yield* stepsOf(innerPath(folder, file.path), file, nextStep);
}

function* stepsOf(file: string, { checksum }: ListedFile, nextStep: string): Generator<number, void> {
  let descriptor: number | undefined;
  try {
    // To open a pipe would block for ever.
    sizeOfFile(file, Number.MAX_SAFE_INTEGER, nextStep);
    descriptor = openSync(file, 'r');
    const sizeBytes = fstatSync(descriptor).size;
    const parts = new ChecksumOfParts(sizeBytes, checksum);
    const buffer = Buffer.allocUnsafe(stepBytes);
    // Not to the end of the file: one that keeps growing has none.
    for (let left = sizeBytes, read = 1; left > 0 && read > 0; left -= read) {
      read = readSync(descriptor, buffer, 0, Math.min(left, stepBytes), null);
      parts.add(buffer.subarray(0, read));
      yield read;
    }
    if (!parts.matches()) throw new UserError(t('{0} is damaged: its checksum does not match. {1}', file, nextStep));
  } catch (cause) {
    throw unreadable(file, cause, nextStep) ?? cause;
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}
