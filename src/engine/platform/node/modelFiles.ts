import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { t } from '@vscode/l10n';
import { UserError } from '../../../core/errors.js';
import { sizeText } from '../../../core/sizeText.js';
import { unreadable } from '../../load/unreadable.js';

/**
 * Limit for a JSON file of a model, in bytes: tokenizers of large models have up to 35 MB, and a text of more than 512 MB
 * does not fit into a string.
 */
const maxJsonBytes = 200e6;

/** Runs a system call. @throws UserError naming the path and the next step if it fails. */
function reading<T>(path: string, nextStep: string, call: () => T): T {
  try {
    return call();
  } catch (cause) {
    throw unreadable(path, cause, nextStep) ?? cause;
  }
}

/**
 * The names in a folder. All calls here block: a network drive that hangs then holds nothing but this thread, and not the
 * threads that every file operation of the process shares.
 */
export const fileNamesIn = (folder: string, nextStep: string): string[] =>
  reading(folder, nextStep, () => readdirSync(folder));

/**
 * The size of a file in bytes.
 *
 * @param maxBytes the largest size that can be loaded.
 * @throws UserError if it is no regular file (a pipe or a device would block for ever), empty or too large.
 */
export function sizeOfFile(file: string, maxBytes: number, nextStep: string): number {
  const status = reading(file, nextStep, () => statSync(file));
  if (!status.isFile()) throw new UserError(t('{0} is not a regular file. Copy it again. {1}', file, nextStep));
  if (status.size === 0) throw new UserError(t('{0} is empty. Copy the file again. {1}', file, nextStep));
  if (status.size > maxBytes) {
    throw new UserError(
      t(
        '{0} is too large: it has {1}, and Inkling loads files of up to {2}. {3}',
        file,
        sizeText(status.size),
        sizeText(maxBytes),
        nextStep,
      ),
    );
  }
  return status.size;
}

/** A JSON file's value. @throws UserError if it cannot be read, is too large or no JSON. */
export function readJson(folder: string, name: string, nextStep: string): unknown {
  const file = join(folder, name);
  sizeOfFile(file, maxJsonBytes, nextStep);
  const text = reading(file, nextStep, () => readFileSync(file, 'utf8'));
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new UserError(t('{0} is damaged: it is not valid JSON. Copy the file again. {1}', file, nextStep));
  }
}

/** The value of a JSON file that few models have; undefined where there is none of up to `maxBytes` that can be read. */
export function readOptionalJson(folder: string, name: string, maxBytes = maxJsonBytes): unknown {
  const file = join(folder, name);
  try {
    const status = statSync(file);
    return status.isFile() && status.size <= maxBytes ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
  } catch {
    // A damaged one is as good as none.
    return undefined;
  }
}
