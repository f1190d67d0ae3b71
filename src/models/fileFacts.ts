import type { Checksum } from './checksum.js';
import { contentRangeOf, contentLength } from './contentRange.js';
import { parseTag, textOfTag } from './entityTag.js';
import type { Connection, HttpResponse } from './http.js';
import { isCommit } from './modelPath.js';
import { followRedirects, HttpStatusError } from './redirects.js';
import { requireFile } from './webPage.js';

/** A server's description of a file before it is downloaded. */
export interface FileFacts {
  /** In bytes, if the server says it. */
  readonly size?: number;
  readonly checksum?: Checksum;
  /** The same text for the same content; empty if the server gives nothing to tell by. */
  readonly identity: string;
  /** The commit that the revision names now. */
  readonly commit?: string;
}

type Headers = HttpResponse['headers'];

/** Servers that only deliver files, such as signed storage, refuse HEAD with one of these. */
const headRefused = [403, 405, 501];
const rangeNotSatisfiable = 416;
const longestDate = 64;

const textOf = (value: string | string[] | undefined): string | undefined => (Array.isArray(value) ? value[0] : value);

function sizeOf({ status, headers }: HttpResponse): number | undefined {
  const linked = contentLength(textOf(headers['x-linked-size']));
  if (linked !== undefined) return linked;
  return status === 206 ? contentRangeOf(headers)?.total : contentLength(headers['content-length']);
}

/** Only the hub and its mirrors, which name the commit, have tags that are checksums; elsewhere a tag is any text. */
function checksumOf(tag: string | undefined, isHub: boolean): Checksum | undefined {
  if (tag === undefined || !isHub) return undefined;
  if (/^[0-9a-f]{64}$/.test(tag)) return { kind: 'sha256', hex: tag };
  return /^[0-9a-f]{40}$/.test(tag) ? { kind: 'git', hex: tag } : undefined;
}

const isLinked = ({ headers }: HttpResponse): boolean =>
  headers['x-linked-etag'] !== undefined && headers['x-linked-size'] !== undefined;

/** A question by HEAD, or, where that is refused, for the first byte. */
async function ask(url: URL, connection: Connection, isEnough: (answer: HttpResponse) => boolean) {
  try {
    return await followRedirects(url, { ...connection, method: 'HEAD' }, isEnough);
  } catch (error) {
    // The hub refuses by its own code, and then refuses the file as well.
    const isRefused = error instanceof HttpStatusError && headRefused.includes(error.status);
    if (!isRefused || error.headers['x-error-code'] !== undefined) throw error;
  }
  return followRedirects(
    url,
    { ...connection, method: 'GET', headers: { range: 'bytes=0-0' } },
    // An empty file has no first byte.
    (answer) => isEnough(answer) || answer.status === rangeNotSatisfiable,
  );
}

/**
 * Asks about a file without downloading it. For large files the hub's own answer, a redirect to where they are stored,
 * has the checksum and the size (`X-Linked-ETag`, `X-Linked-Size`); the storage need not even be asked.
 *
 * @throws WebPage or Compressed if the answer is none of a file; else as `follow` does.
 */
export async function askFacts(url: URL, connection: Connection): Promise<FileFacts> {
  let commit: string | undefined;
  const answer = await ask(url, connection, (passed) => {
    commit ??= textOf(passed.headers['x-repo-commit']);
    return isLinked(passed);
  });
  answer.discard();
  if (!isLinked(answer)) requireFile(answer);
  if (!isCommit(commit)) commit = undefined;
  return { ...identified(answer.headers, commit !== undefined), ...sized(answer), ...(commit ? { commit } : {}) };
}

function sized(answer: HttpResponse): Pick<FileFacts, 'size'> {
  const size = answer.status === rangeNotSatisfiable ? contentRangeOf(answer.headers)?.total : sizeOf(answer);
  return size === undefined ? {} : { size };
}

function identified(headers: Headers, hasCommit: boolean): Pick<FileFacts, 'identity' | 'checksum'> {
  const linkedTag = parseTag(quoted(textOf(headers['x-linked-etag'])));
  const tag = linkedTag ?? parseTag(quoted(headers.etag));
  const text = tag === undefined ? undefined : textOfTag(tag);
  const checksum = checksumOf(text, linkedTag !== undefined || hasCommit);
  return { identity: text ?? headers['last-modified']?.slice(0, longestDate) ?? '', ...(checksum ? { checksum } : {}) };
}

/** Some mirrors leave the quotes out. */
const quoted = (tag: string | undefined): string | undefined =>
  tag === undefined || tag.includes('"') ? tag : `"${tag}"`;
