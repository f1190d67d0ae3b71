import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';

/** What a file's bytes must come to, as the hub names it. */
export interface Checksum {
  /** `sha256` for files in large file storage; `git` for those that lie in the repository itself. */
  readonly kind: 'sha256' | 'git';
  readonly hex: string;
}

const chunkBytes = 1 << 20;

async function digest(file: string, algorithm: 'sha1' | 'sha256', header = ''): Promise<string> {
  const hash = createHash(algorithm).update(header);
  for await (const chunk of createReadStream(file, { highWaterMark: chunkBytes })) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

/**
 * Whether a file has the bytes that its checksum stands for. Git's is the SHA-1 of `blob <size>\0` and the bytes; some
 * mirrors give the SHA-1 of the bytes alone in its place.
 *
 * @param size of the file, in bytes.
 */
export async function matches(file: string, size: number, { kind, hex }: Checksum): Promise<boolean> {
  if (kind === 'sha256') return (await digest(file, 'sha256')) === hex;
  return (await digest(file, 'sha1', `blob ${size}\0`)) === hex || (await digest(file, 'sha1')) === hex;
}
