import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import { t } from '@vscode/l10n';
import { UserError } from '../core/errors.js';

/**
 * Characters of a path's segment. An allow-list, since the hub's own names need no others, and what remains has the same
 * meaning on every file system, in a URL and in a message.
 */
const allowedCharacters = /^[\w.-]{1,96}$/;
/** Device names of Windows, with any extension. */
const deviceName = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;
const maxSegments = 8;
/** Suffixes that Inkling itself appends to the name of a model's folder or of a file. */
const ownSuffix = /\.(part|lock|sha256\.json)$/i;
/** Files that Inkling itself keeps in a model's folder. */
const ownFile = /^(inkling-model\.json|download\.json|download\.lock)/i;

const isSegment = (text: string): boolean =>
  allowedCharacters.test(text) && !text.endsWith('.') && !deviceName.test(text);

/** Whether a value is a relative path, with `/`, that stays inside its folder on every platform. */
function isInnerPath(value: unknown): value is string {
  if (typeof value !== 'string') return false;
  const segments = value.split('/');
  return segments.length <= maxSegments && segments.every(isSegment);
}

/** Whether a value is the path of a model's file, relative to the model's folder. */
export const isModelFile = (value: unknown): value is string =>
  isInnerPath(value) && !ownSuffix.test(value) && !ownFile.test(value);

/** Whether a value is a model's id, `owner/name`, that can be the path of its folder. */
export const isModelId = (value: unknown): value is string =>
  isInnerPath(value) && value.split('/').length === 2 && !ownSuffix.test(value);

/** Whether a value is a commit of the hub. */
export const isCommit = (value: unknown): value is string => typeof value === 'string' && /^[0-9a-f]{40}$/.test(value);

/**
 * Joins a folder and a relative path. Every path that names a file or a folder of a model goes through here.
 *
 * @throws RangeError if the path could lead out of the folder.
 */
export function innerPath(folder: string, path: string): string {
  if (!isInnerPath(path)) throw new RangeError(`${JSON.stringify(path)} is not a path inside a model's folder.`);
  return join(folder, ...path.split('/'));
}

/**
 * Joins as `innerPath` does, for a path that is then written, deleted or listed.
 *
 * @param suffix appended to the last segment.
 * @throws UserError if a link, or something else that is neither a file nor a folder, is in the way below the folder.
 */
export async function innerPathWithoutLinks(folder: string, path: string, suffix = ''): Promise<string> {
  innerPath(folder, path);
  let current = folder;
  for (const segment of `${path}${suffix}`.split('/')) {
    current = join(current, segment);
    const found = await lstat(current).catch((error: unknown) => {
      if (isMissing(error)) return undefined;
      throw error;
    });
    if (!found) break;
    if (found.isFile() || found.isDirectory()) continue;
    throw new UserError(
      t(
        '{0} is a link or a special file, which Inkling doesn\'t follow in its models folder. Delete it, or choose another folder in the setting "inkling.models.folder".',
        current,
      ),
    );
  }
  return join(folder, ...`${path}${suffix}`.split('/'));
}

/** Whether an error of the file system says that there is no such file. */
export const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
