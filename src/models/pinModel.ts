import { createHash } from 'node:crypto';
import type { HubModel, Pin } from './catalogue.js';
import { askFacts, type FileFacts } from './fileFacts.js';
import type { Connection } from './http.js';
import { fileUrl } from './mirror.js';
import { followRedirects, HttpStatusError } from './redirects.js';
import { requireFile } from './webPage.js';

/** Files that are not in large file storage are downloaded to be hashed; the largest, a tokenizer, has some 30 MB. */
const maxHashedBytes = 100e6;

/**
 * Asks a hub for the commit of a model's branch, and for the content of its files there. Large files are not
 * downloaded: the hub names their SHA-256.
 *
 * @throws Error if the hub names no commit, or a file's content contradicts its checksum; else as `follow` does.
 */
export async function pinModel(model: HubModel, hub: URL, connection: Connection): Promise<Pin> {
  const { commit } = await askFacts(fileUrl(hub, model.id, model.revision, model.files[0]!.path), connection);
  if (commit === undefined) throw new Error(`${hub.host} names no commit of ${model.id}.`);
  const files: Record<string, Pin['files'][string]> = {};
  for (const { path, isOptional } of model.files) {
    const url = fileUrl(hub, model.id, commit, path);
    try {
      files[path] = await pinFile(url, await askFacts(url, connection), connection);
    } catch (error) {
      if (!isOptional || !(error instanceof HttpStatusError) || error.status !== 404) throw error;
    }
  }
  return { commit, files };
}

async function pinFile(url: URL, { size, checksum }: FileFacts, connection: Connection): Promise<Pin['files'][string]> {
  if (checksum?.kind === 'sha256' && size !== undefined) return { sha256: checksum.hex, sizeBytes: size };
  const bytes = await contentOf(url, connection);
  const hashOf = (algorithm: string, header: string): string =>
    createHash(algorithm).update(header).update(bytes).digest('hex');
  if (checksum?.kind === 'git' && hashOf('sha1', `blob ${bytes.length}\0`) !== checksum.hex) {
    throw new Error(`${url.pathname} is not what ${url.host} announced.`);
  }
  return { sha256: hashOf('sha256', ''), sizeBytes: bytes.length };
}

async function contentOf(url: URL, connection: Connection): Promise<Buffer> {
  const answer = await followRedirects(url, { ...connection, method: 'GET' });
  try {
    requireFile(answer);
    const chunks: Buffer[] = [];
    let length = 0;
    for await (const chunk of answer.body()) {
      chunks.push(chunk);
      length += chunk.length;
      if (length > maxHashedBytes) throw new Error(`${url.pathname} is too large to be hashed.`);
    }
    return Buffer.concat(chunks);
  } finally {
    answer.discard();
  }
}
