import { join } from 'node:path';
import { parseChecksum, type Checksum } from './checksum.js';
import { parseTag } from './entityTag.js';
import { isCommit, isModelFile, isModelId } from './modelPath.js';
import { recordFields, readRecord, writeRecord, type RecordRead } from './record.js';

/** A file of a download as the server announced it. */
export interface PlannedFile {
  /** Inside the model's folder, with `/`. */
  readonly path: string;
  readonly size?: number;
  readonly checksum?: Checksum;
  /** The same text for the same content, or empty. */
  readonly identity: string;
  /** The ETag of the answer whose bytes are in the part file: the server continues only the same content. */
  partTag?: string;
}

/** The state of a download, in a file beside its parts, so that it continues after a restart of the editor. */
export interface DownloadState {
  readonly id: string;
  readonly revision: string;
  readonly commit?: string;
  readonly files: readonly PlannedFile[];
}

/** Name of the file with the state. */
export const nameOfState = 'download.json';

const maxTextLength = 512;

const isText = (value: unknown): value is string => typeof value === 'string' && value.length <= maxTextLength;

function parseFile(value: unknown): PlannedFile | undefined {
  const fields = recordFields(value);
  if (!fields || !isModelFile(fields.path)) return undefined;
  const { path, size, identity = '' } = fields;
  const [checksum, partTag] = [parseChecksum(fields.checksum), parseTag(fields.partTag)];
  const isSize = size === undefined || (Number.isSafeInteger(size) && (size as number) >= 0);
  const isWhole = (fields.checksum === undefined || checksum) && (fields.partTag === undefined || partTag);
  if (!isSize || !isWhole || !isText(identity)) return undefined;
  return {
    ...{ path, identity },
    ...(size === undefined ? {} : { size: size as number }),
    ...(checksum ? { checksum } : {}),
    ...(partTag ? { partTag } : {}),
  };
}

/** Checks a list of files that was read. @returns undefined if any part of it has the wrong shape. */
export function parseFiles(value: unknown): readonly PlannedFile[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const parsed = value.map(parseFile);
  // File systems that ignore case would mix such files up.
  const paths = new Set(parsed.map((file) => file?.path.toLowerCase()));
  return paths.size === parsed.length && parsed.every((file) => file !== undefined) ? parsed : undefined;
}

/** Checks a state that was read. @returns undefined if any part of it has the wrong shape. */
export function parseState(value: unknown): DownloadState | undefined {
  const { id, revision, commit, ...rest } = recordFields(value) ?? {};
  const files = parseFiles(rest.files);
  if (!isModelId(id) || !isText(revision) || !files) return undefined;
  if (commit !== undefined && !isCommit(commit)) return undefined;
  return { id, revision, ...(commit === undefined ? {} : { commit }), files };
}

/** Reads the state of the download in a folder. */
export const readState = (folder: string): Promise<RecordRead<DownloadState>> =>
  readRecord(join(folder, nameOfState), parseState);

/** Writes the state of the download in a folder. */
export const writeState = (folder: string, state: DownloadState): Promise<void> =>
  writeRecord(join(folder, nameOfState), state);

/** The sum of the sizes, as far as they are known. */
export const totalBytes = (files: readonly PlannedFile[]): number =>
  files.reduce((sum, { size }) => sum + (size ?? 0), 0);
