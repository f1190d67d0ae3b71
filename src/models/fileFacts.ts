import type { Checksum } from './checksum.js';
import type { HttpOptions, HttpResponse } from './http.js';
import { follow } from './redirects.js';

/** What a server says about a file before it is downloaded. */
export interface FileFacts {
  /** In bytes, if the server says it. */
  readonly size?: number;
  readonly checksum?: Checksum;
  /** The same text for the same content; empty if the server gives nothing to tell by. */
  readonly identity: string;
  /** The commit that the revision stands for now. */
  readonly commit?: string;
}

type Headers = HttpResponse['headers'];

const textOf = (value: string | string[] | undefined): string | undefined => (Array.isArray(value) ? value[0] : value);

/** An ETag without its quotes and the mark of a weak one. */
const plainTag = (tag: string | undefined): string | undefined => tag?.replace(/^W\//, '').replace(/^"|"$/g, '');

function sizeOf(headers: Headers): number | undefined {
  const text = textOf(headers['x-linked-size']) ?? headers['content-length'];
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : undefined;
}

/** Only the hub and its mirrors, which name the commit, have tags that are checksums; elsewhere a tag is any text. */
function checksumOf(tag: string | undefined, isHub: boolean): Checksum | undefined {
  if (tag === undefined || !isHub) return undefined;
  if (/^[0-9a-f]{64}$/.test(tag)) return { kind: 'sha256', hex: tag };
  return /^[0-9a-f]{40}$/.test(tag) ? { kind: 'git', hex: tag } : undefined;
}

/**
 * Asks about a file without downloading it. For large files the hub's own answer, a redirect to where they are stored,
 * has the checksum and the size (`X-Linked-ETag`, `X-Linked-Size`); the storage need not even be asked.
 *
 * @throws as `follow` does.
 */
export async function askFacts(url: URL, options: Omit<HttpOptions, 'method' | 'headers'>): Promise<FileFacts> {
  let commit: string | undefined;
  const answer = await follow(url, { ...options, method: 'HEAD' }, ({ headers }) => {
    commit ??= textOf(headers['x-repo-commit']);
    return headers['x-linked-etag'] !== undefined && headers['x-linked-size'] !== undefined;
  });
  answer.discard();
  const { headers } = answer;
  const linkedTag = plainTag(textOf(headers['x-linked-etag']));
  const tag = linkedTag ?? plainTag(headers.etag);
  const size = sizeOf(headers);
  const checksum = checksumOf(tag, linkedTag !== undefined || commit !== undefined);
  return {
    identity: tag ?? headers['last-modified'] ?? '',
    ...(size === undefined ? {} : { size }),
    ...(checksum ? { checksum } : {}),
    ...(commit === undefined ? {} : { commit }),
  };
}
