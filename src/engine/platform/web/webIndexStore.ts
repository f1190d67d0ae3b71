import { sha256 } from '@noble/hashes/sha2.js';
import { arraysOf, announcedBytes, emptySegment, headerOf } from '../../../core/workspace/snapshot.js';
import type { WorkspaceIndex } from '../../../core/workspace/workspaceIndex.js';
import { DamagedIndex, headerIn, type IndexHeader, type SavedIndex } from '../../workspace/savedIndex.js';
import type { IndexStore } from '../workerPlatform.js';
import type { HostFiles } from './hostFiles.js';

const nameOfIndex = 'workspace.index';
const hashBytes = 32;
/** SHA-256 of all that follows, and the length of the header. */
const preambleBytes = hashBytes + 4;

const bytesOf = (view: ArrayBufferView): Uint8Array => new Uint8Array(view.buffer, view.byteOffset, view.byteLength);

/** Keeps the index as one file in the storage that the host gives: SHA-256, length of the header, header, arrays. */
export class WebIndexStore implements IndexStore {
  constructor(private readonly files: HostFiles) {}

  async save(folder: string, { segments }: WorkspaceIndex, fingerprint: string): Promise<void> {
    const header: IndexHeader = { fingerprint, segments: segments.map(headerOf) };
    const text = new TextEncoder().encode(JSON.stringify(header));
    const arrays = segments.flatMap((segment) => arraysOf(segment).map(bytesOf));
    const sizeBytes = arrays.reduce((sum, { length }) => sum + length, preambleBytes + text.length);
    const file = new Uint8Array(sizeBytes);
    new DataView(file.buffer).setUint32(hashBytes, text.length, true);
    let at = preambleBytes;
    for (const part of [text, ...arrays]) {
      file.set(part, at);
      at += part.length;
    }
    file.set(sha256(file.subarray(hashBytes)));
    await this.files.write(`${folder}/${nameOfIndex}`, file);
  }

  async read(folder: string, fingerprint: string, vocabSize: number): Promise<SavedIndex> {
    let file: Uint8Array<ArrayBuffer> | undefined;
    try {
      file = await this.files.read(`${folder}/${nameOfIndex}`);
    } catch {
      return { outcome: 'unreadable' };
    }
    if (!file) return { outcome: 'absent' };
    try {
      return segmentsIn(file, fingerprint, vocabSize);
    } catch (error) {
      if (error instanceof DamagedIndex) return { outcome: 'damaged' };
      throw error;
    }
  }

  remove(folder: string): Promise<void> {
    return this.files.remove(`${folder}/${nameOfIndex}`);
  }
}

/** @throws DamagedIndex if the file is not as it was saved. */
function segmentsIn(file: Uint8Array<ArrayBuffer>, fingerprint: string, vocabSize: number): SavedIndex {
  if (file.length < preambleBytes) throw new DamagedIndex();
  const hash = sha256(file.subarray(hashBytes));
  if (hash.some((byte, i) => byte !== file[i])) throw new DamagedIndex();
  const headerBytes = new DataView(file.buffer, file.byteOffset).getUint32(hashBytes, true);
  let at = preambleBytes + headerBytes;
  const header = headerIn(new TextDecoder().decode(file.subarray(preambleBytes, at)));
  if (header.fingerprint !== fingerprint) return { outcome: 'other model' };
  // A checksum that is right does not make a number right: no room is made for more than the file has.
  const announced = header.segments.reduce((sum, known) => sum + announcedBytes(known, vocabSize), 0);
  if (at + announced !== file.length) throw new DamagedIndex();
  const segments = header.segments.map((known) => emptySegment(known, vocabSize));
  for (const bytes of segments.flatMap((segment) => arraysOf(segment).map(bytesOf))) {
    bytes.set(file.subarray(at, at + bytes.length));
    at += bytes.length;
  }
  return { outcome: 'loaded', segments };
}
