import { isSha256 } from './checksum.js';
import { innerPathWithoutLinks, isCommit, isModelFile, isModelId } from './modelPath.js';
import { recordFields, readRecord, writeRecord, type RecordRead } from './record.js';

/**
 * Checksums of a model's files as they were first downloaded from a commit. A commit never changes, so whatever server
 * sends other bytes for it later is wrong (trust on first use).
 */
export interface KnownChecksums {
  readonly commit: string;
  /** SHA-256 in hexadecimal digits, by the file's path. */
  readonly files: ReadonlyMap<string, string>;
}

/** Beside the model's folder, so that deleting the model keeps it. */
const suffix = '.sha256.json';

function parse(value: unknown): KnownChecksums | undefined {
  const { commit, files } = recordFields(value) ?? {};
  const entries = Object.entries(recordFields(files) ?? {});
  if (!isCommit(commit) || recordFields(files) === undefined) return undefined;
  const checked = entries.filter((entry): entry is [string, string] => isModelFile(entry[0]) && isSha256(entry[1]));
  return checked.length === entries.length ? { commit, files: new Map(checked) } : undefined;
}

/** Path of the file with a model's known checksums. */
export function fileOfChecksums(root: string, id: string): Promise<string> {
  if (!isModelId(id)) throw new RangeError(`${JSON.stringify(id)} is not the id of a model.`);
  return innerPathWithoutLinks(root, id, suffix);
}

/** Reads what is known of a model. */
export const readChecksums = async (root: string, id: string): Promise<RecordRead<KnownChecksums>> =>
  readRecord(await fileOfChecksums(root, id), parse);

/** Replaces what is known of a model. Nothing but the model's own download, under its lock, writes this file. */
export const writeChecksums = async (root: string, id: string, { commit, files }: KnownChecksums): Promise<void> =>
  writeRecord(await fileOfChecksums(root, id), { commit, files: Object.fromEntries(files) });
