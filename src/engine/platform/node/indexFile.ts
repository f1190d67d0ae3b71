import { createHash } from 'node:crypto';
import { open, rm, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { announcedBytes, arraysOf, emptySegment, headerOf } from '../../../core/workspace/snapshot.js';
import type { WorkspaceIndex } from '../../../core/workspace/workspaceIndex.js';
import { removeOldFiles } from '../../../files/removeOldFiles.js';
import { removeDrafts, writeAtomically } from '../../../files/writeAtomically.js';
import type { IndexStore } from '../workerPlatform.js';
import { DamagedIndex, headerIn, type IndexHeader, type SavedIndex } from '../../workspace/savedIndex.js';

/**
 * The first bytes of the file; the last ones are the version. What has others is read as damaged, and built again.
 * Version 1 had the credentials of files in it.
 */
const magic = Buffer.from('inkling index 2\n', 'latin1');
const checksumBytes = 32;
/** Magic, length of the header, checksums (SHA-256) of header and arrays. */
const preambleBytes = magic.length + 4 + 2 * checksumBytes;

const nameOfIndex = 'workspace.index';
/** The draft of earlier versions. It holds texts of the workspace, as the index does. */
const oldNames = [`${nameOfIndex}.part`];

const fileIn = (folder: string): string => join(folder, nameOfIndex);

const bytesOf = (view: ArrayBufferView<ArrayBuffer>): Uint8Array<ArrayBuffer> =>
  new Uint8Array(view.buffer, view.byteOffset, view.byteLength);

const checksumOf = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest();

/** Writes an index to a folder: preamble, header, arrays. */
export async function saveIndex(folder: string, index: WorkspaceIndex, fingerprint: string): Promise<void> {
  const { segments } = index;
  const header: IndexHeader = { fingerprint, segments: segments.map(headerOf) };
  const text = Buffer.from(JSON.stringify(header));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(text.length);
  await removeOldFiles(folder, oldNames);
  await writeAtomically(fileIn(folder), async (draft) => {
    await draft.writeFile(Buffer.alloc(preambleBytes));
    await draft.writeFile(text);
    const hash = createHash('sha256');
    for (const bytes of segments.flatMap((segment) => arraysOf(segment).map(bytesOf))) {
      hash.update(bytes);
      await draft.writeFile(bytes);
    }
    // Last, because the checksum is known only now.
    await draft.write(Buffer.concat([magic, length, checksumOf(text), hash.digest()]), 0, preambleBytes, 0);
  });
}

/** Reads a saved index; any fault of it is an outcome, since it can be built again. */
export async function readSavedIndex(folder: string, fingerprint: string, vocabSize: number): Promise<SavedIndex> {
  let file: FileHandle;
  try {
    file = await open(fileIn(folder), 'r');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return { outcome: 'absent' };
    return { outcome: 'unreadable' };
  }
  try {
    return await read(file, fingerprint, vocabSize);
  } catch (error) {
    if (error instanceof DamagedIndex) return { outcome: 'damaged' };
    if (error instanceof Error && 'code' in error) return { outcome: 'unreadable' };
    throw error;
  } finally {
    await file.close();
  }
}

export async function removeSavedIndex(folder: string): Promise<void> {
  await removeOldFiles(folder, oldNames);
  await rm(fileIn(folder), { force: true });
  await removeDrafts(fileIn(folder));
}

async function fill(file: FileHandle, target: Uint8Array<ArrayBuffer>, at: number): Promise<void> {
  const { bytesRead } = await file.read(target, 0, target.length, at);
  if (bytesRead < target.length) throw new DamagedIndex();
}

async function read(file: FileHandle, fingerprint: string, vocabSize: number): Promise<SavedIndex> {
  const { size } = await file.stat();
  const preamble = Buffer.alloc(preambleBytes);
  await fill(file, preamble, 0);
  const headerBytes = preamble.readUInt32LE(magic.length);
  const [headerSum, arraysSum] = [magic.length + 4, magic.length + 4 + checksumBytes].map((from) =>
    preamble.subarray(from, from + checksumBytes),
  );
  if (!preamble.subarray(0, magic.length).equals(magic) || preambleBytes + headerBytes > size) throw new DamagedIndex();
  const text = Buffer.alloc(headerBytes);
  await fill(file, text, preambleBytes);
  if (!checksumOf(text).equals(headerSum!)) throw new DamagedIndex();
  const header = headerIn(text.toString());
  if (header.fingerprint !== fingerprint) return { outcome: 'other model' };

  // A checksum that is right does not make a number right: no room is made for more than the file has.
  const announced = header.segments.reduce((sum, known) => sum + announcedBytes(known, vocabSize), 0);
  if (preambleBytes + headerBytes + announced !== size) throw new DamagedIndex();
  const hash = createHash('sha256');
  const segments = header.segments.map((known) => emptySegment(known, vocabSize));
  let at = preambleBytes + headerBytes;
  for (const bytes of segments.flatMap((segment) => arraysOf(segment).map(bytesOf))) {
    await fill(file, bytes, at);
    hash.update(bytes);
    at += bytes.length;
  }
  if (!hash.digest().equals(arraysSum!)) throw new DamagedIndex();
  return { outcome: 'loaded', segments };
}

/** Keeps the index in a file. */
export const indexFiles: IndexStore = { save: saveIndex, read: readSavedIndex, remove: removeSavedIndex };
