import { createHash, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { recordFields } from './record.js';

/** The expected checksum of a file. */
export interface Checksum {
  /** `sha256` for files in large file storage; `git` for those that lie in the repository itself. */
  readonly kind: 'sha256' | 'git';
  readonly hex: string;
}

const chunkBytes = 1 << 20;

/** Whether a value is a SHA-256 in hexadecimal digits, lower case. */
export const isSha256 = (value: unknown): value is string => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value);

/** @returns undefined for a value that is not a checksum. */
export function parseChecksum(value: unknown): Checksum | undefined {
  const { kind, hex } = recordFields(value) ?? {};
  if (kind === 'sha256' && isSha256(hex)) return { kind, hex };
  return kind === 'git' && typeof hex === 'string' && /^[0-9a-f]{40}$/.test(hex) ? { kind, hex } : undefined;
}

/**
 * Takes a file's bytes part by part and tells whether they have its checksum. Git's is the SHA-1 of `blob <size>\0` and the
 * bytes; some mirrors give the SHA-1 of the bytes alone in its place.
 */
export class ChecksumOfParts {
  private readonly hashes: readonly Hash[];

  /** @param sizeBytes of the whole file. */
  constructor(
    sizeBytes: number,
    private readonly expected: Checksum,
  ) {
    this.hashes =
      expected.kind === 'sha256'
        ? [createHash('sha256')]
        : [createHash('sha1').update(`blob ${sizeBytes}\0`), createHash('sha1')];
  }

  add(bytes: Uint8Array): void {
    for (const hash of this.hashes) hash.update(bytes);
  }

  /** Whether the bytes have the checksum; to be called once, after the last of them. */
  matches(): boolean {
    return this.hashes.some((hash) => hash.digest('hex') === this.expected.hex);
  }
}

async function forEachChunk(file: string, take: (chunk: Buffer) => void): Promise<void> {
  for await (const chunk of createReadStream(file, { highWaterMark: chunkBytes })) take(chunk as Buffer);
}

/** The SHA-256 of a file, in hexadecimal digits. */
export async function sha256Of(file: string): Promise<string> {
  const hash = createHash('sha256');
  await forEachChunk(file, (chunk) => hash.update(chunk));
  return hash.digest('hex');
}

/**
 * Whether a file has the bytes that its checksum was made of.
 *
 * @param sizeBytes of the file.
 */
export async function matches(file: string, sizeBytes: number, checksum: Checksum): Promise<boolean> {
  const parts = new ChecksumOfParts(sizeBytes, checksum);
  await forEachChunk(file, (chunk) => parts.add(chunk));
  return parts.matches();
}
