import { mkdir, open, readFile, rename, rm, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { t } from '@vscode/l10n';
import { matches } from './checksum.js';
import { announcedSize, hasOtherContent, isRest, rangeHeaders } from './continuation.js';
import type { PlannedFile } from './downloadState.js';
import { parseTag } from './entityTag.js';
import { CutShort, WrongContent } from './fault.js';
import type { Connection, HttpResponse } from './http.js';
import { partFile, bytesInFile, wholeFile } from './parts.js';
import { followRedirects, HttpStatusError } from './redirects.js';
import { headOf, looksLikeWebPage, requireFile, WebPage } from './webPage.js';

/** The input of one file's download. */
export interface FileOptions {
  /** The download's folder. */
  readonly folder: string;
  readonly url: URL;
  readonly connection: Connection;
  /** The largest size that is accepted, announced or not. */
  readonly maxBytes: number;
  /** Told how many bytes of the file are there, after each chunk. */
  readonly onBytes: (there: number) => void;
  /** The part file begins with another answer's bytes from now on. */
  readonly onTag: () => Promise<void>;
  readonly onCheck: () => void;
  /** @throws UserError if the disk is about to be full. */
  readonly requireRoom: () => Promise<void>;
}

const rangeNotSatisfiable = 416;
/** Other programs write to the disk as well, so its room is asked for again after that many bytes. */
const roomEveryBytes = 1 << 20;
/** A JSON file above that would hold up the editor while it is parsed; the largest tokenizers have half of it. */
const maxParsedBytes = 64e6;

/**
 * Downloads a file from where its part file ends, checks it and gives it its name. Once it returns, the whole file is
 * there and is what the server announced. A failure leaves a part file that the next call continues, or none.
 *
 * @throws WrongContent if the bytes are not those announced, WebPage or Compressed if they are no file; else as `follow`
 * and the file system do.
 */
export async function downloadFile(file: PlannedFile, options: FileOptions): Promise<void> {
  const part = await partFile(options.folder, file.path);
  await mkdir(dirname(part), { recursive: true });
  const there = (await bytesInFile(part)) ?? 0;
  if (there === 0 || there !== file.size) await fetchRest(file, part, there, options);
  options.onCheck();
  const wrong = await problemWith(file, part, options.url);
  if (wrong) {
    await drop(part, options);
    throw wrong;
  }
  await rename(part, await wholeFile(options.folder, file.path));
}

/** Why a part file with all bytes is not the file that was asked for. */
async function problemWith(file: PlannedFile, part: string, url: URL): Promise<Error | undefined> {
  const size = (await bytesInFile(part)) ?? 0;
  if (looksLikeWebPage(file.path, await headOf(part))) return new WebPage(url.host);
  if (file.checksum) {
    return (await matches(part, size, file.checksum)) ? undefined : new WrongContent(t("its checksum doesn't match."));
  }
  if (!file.path.endsWith('.json') || size > maxParsedBytes) return undefined;
  try {
    JSON.parse(await readFile(part, 'utf8'));
    return undefined;
  } catch {
    return new WrongContent(t('it is not valid JSON.'));
  }
}

async function fetchRest(file: PlannedFile, part: string, there: number, options: FileOptions): Promise<void> {
  const asked = there > (file.size ?? options.maxBytes) ? 0 : there;
  const answer = await ask(file, asked, options);
  const size = file.size ?? announcedSize(answer);
  try {
    requireFile(answer);
    const isFromThere = isRest(answer, file, asked);
    if (answer.status === 206 && !isFromThere) {
      // A piece out of the middle is of no use.
      await drop(part, options);
      throw new WrongContent(t("it isn't the requested part."));
    }
    const from = isFromThere ? asked : 0;
    const body = answer.body();
    // Before the part file is opened, which would empty it: it may be all there is once the right server answers again.
    const first = await body.next();
    if (from === 0 && first.value && looksLikeWebPage(file.path, first.value)) throw new WebPage(answer.url.host);
    if (size !== undefined && size > options.maxBytes) throw new WrongContent(tooLong(options.maxBytes));
    if (hasOtherContent(answer, file)) {
      await drop(part, options);
      throw new WrongContent(t('it has {0} bytes, not the {1} announced.', announcedSize(answer) ?? 0, file.size ?? 0));
    }
    if (from === 0) await noteTag(answer, file, options);
    const handle = await open(part, from === 0 ? 'w' : 'r+');
    try {
      await write(chain(first, body), handle, { from, size }, options);
      await handle.sync();
    } finally {
      await handle.close();
    }
  } finally {
    answer.discard();
  }
  const arrived = (await bytesInFile(part)) ?? 0;
  if (size !== undefined && arrived !== size) {
    throw new CutShort(t('{0} ended after {1} of {2} bytes', file.path, arrived, size));
  }
}

const tooLong = (maxBytes: number): string => t('it is longer than the {0} bytes expected.', maxBytes);

async function* chain(first: IteratorResult<Buffer, void>, rest: AsyncGenerator<Buffer, void>): AsyncGenerator<Buffer> {
  if (first.done) return;
  yield first.value;
  yield* rest;
}

async function noteTag({ headers }: HttpResponse, file: PlannedFile, { onTag }: FileOptions): Promise<void> {
  const tag = parseTag(headers.etag);
  if (tag === undefined) delete file.partTag;
  else file.partTag = tag;
  await onTag();
}

async function ask(file: PlannedFile, from: number, { url, connection }: FileOptions): Promise<HttpResponse> {
  try {
    return await followRedirects(url, { ...connection, method: 'GET', headers: rangeHeaders(file, from) });
  } catch (error) {
    const isPastEnd = error instanceof HttpStatusError && error.status === rangeNotSatisfiable && from > 0;
    if (!isPastEnd) throw error;
    return followRedirects(url, { ...connection, method: 'GET' });
  }
}

async function write(
  chunks: AsyncGenerator<Buffer>,
  handle: FileHandle,
  { from, size }: { readonly from: number; readonly size: number | undefined },
  { maxBytes, onBytes, requireRoom }: FileOptions,
): Promise<void> {
  let position = from;
  let askedAt = from;
  onBytes(position);
  for await (const chunk of chunks) {
    const end = position + chunk.length;
    if (end > (size ?? maxBytes)) {
      await handle.truncate(0);
      onBytes(0);
      throw new WrongContent(
        size === undefined ? tooLong(maxBytes) : t('it is longer than the {0} bytes announced.', size),
      );
    }
    if (end - askedAt >= roomEveryBytes) {
      await requireRoom();
      askedAt = position;
    }
    for (let rest = chunk; rest.length > 0;) {
      const { bytesWritten } = await handle.write(rest, 0, rest.length, position);
      position += bytesWritten;
      rest = rest.subarray(bytesWritten);
    }
    onBytes(position);
  }
}

/** Deletes the part file, so that the next try begins with the first byte. */
async function drop(part: string, { onBytes }: FileOptions): Promise<void> {
  await rm(part, { force: true });
  onBytes(0);
}
