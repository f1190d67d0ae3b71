import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { fieldsOf } from './record.js';

/** What a file's bytes must come to. */
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
  const { kind, hex } = fieldsOf(value) ?? {};
  if (kind === 'sha256' && isSha256(hex)) return { kind, hex };
  return kind === 'git' && typeof hex === 'string' && /^[0-9a-f]{40}$/.test(hex) ? { kind, hex } : undefined;
}

async function digest(file: string, algorithm: 'sha1' | 'sha256', header = ''): Promise<string> {
  const hash = createHash(algorithm).update(header);
  for await (const chunk of createReadStream(file, { highWaterMark: chunkBytes })) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

/** The SHA-256 of a file, in hexadecimal digits. */
export const sha256Of = (file: string): Promise<string> => digest(file, 'sha256');

/**
 * Whether a file has the bytes that its checksum stands for. Git's is the SHA-1 of `blob <size>\0` and the bytes; some
 * mirrors give the SHA-1 of the bytes alone in its place.
 *
 * @param size of the file, in bytes.
 */
export async function matches(file: string, size: number, { kind, hex }: Checksum): Promise<boolean> {
  if (kind === 'sha256') return (await sha256Of(file)) === hex;
  return (await digest(file, 'sha1', `blob ${size}\0`)) === hex || (await digest(file, 'sha1')) === hex;
}
