import { mkdir, open, rename, rm, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { t } from '@vscode/l10n';
import { matches } from './checksum.js';
import type { PlannedFile } from './downloadState.js';
import { CutShort, WrongContent } from './faults.js';
import type { HttpOptions, HttpResponse } from './http.js';
import { partFile, sizeOfFile, wholeFile } from './parts.js';
import { follow, HttpStatusError } from './redirects.js';

/** What one file's download works with. */
export interface FileOptions {
  /** The download's folder. */
  readonly folder: string;
  readonly url: URL;
  readonly http: Omit<HttpOptions, 'method' | 'headers'>;
  /** Told how many bytes of the file are there, after each chunk. */
  readonly onBytes: (there: number) => void;
  /** The part file begins with another answer's bytes from now on. */
  readonly onTag: () => Promise<void>;
  readonly onCheck: () => void;
}

const rangeNotSatisfiable = 416;

/** Whether a tag says that bytes are the same, and not only that they mean the same. */
const isStrong = (tag: string | undefined): tag is string => tag?.startsWith('"') ?? false;

/** Asks for what is missing, or for all if it cannot be told whether what is there still fits. */
function rangeHeaders(file: PlannedFile, there: number): Record<string, string> {
  const { partTag, checksum } = file;
  if (there === 0 || !(isStrong(partTag) || checksum)) return {};
  const range = `bytes=${there}-`;
  return isStrong(partTag) ? { range, 'if-range': partTag } : { range };
}

/** Whether an answer goes on exactly where the part file ends, with the same content. */
function goesOn({ status, headers }: HttpResponse, { partTag }: PlannedFile, there: number): boolean {
  if (status !== 206) return false;
  const from = /^bytes (\d+)-/.exec(headers['content-range'] ?? '')?.[1];
  const isOther = isStrong(partTag) && isStrong(headers.etag) && headers.etag !== partTag;
  return Number(from) === there && !isOther;
}

/**
 * Downloads a file from where its part file ends, checks it and gives it its name. Once it returns, the whole file is
 * there and is what the server announced. What fails leaves a part file that the next call goes on with, or none.
 *
 * @throws WrongContent if the bytes are not those announced; else as `follow` and the file system do.
 */
export async function downloadFile(file: PlannedFile, options: FileOptions): Promise<void> {
  const part = await partFile(options.folder, file.path);
  await mkdir(dirname(part), { recursive: true });
  const there = (await sizeOfFile(part)) ?? 0;
  if (there === 0 || there !== file.size) await fetchRest(file, part, there, options);
  const size = (await sizeOfFile(part)) ?? 0;
  options.onCheck();
  if (file.checksum && !(await matches(part, size, file.checksum))) {
    await rm(part, { force: true });
    options.onBytes(0);
    throw new WrongContent(t('its checksum is another one.'));
  }
  await rename(part, await wholeFile(options.folder, file.path));
}

async function fetchRest(file: PlannedFile, part: string, there: number, options: FileOptions): Promise<void> {
  const tooMuch = file.size !== undefined && there > file.size;
  let from = tooMuch ? 0 : there;
  const answer = await ask(file, from, options);
  try {
    if (!goesOn(answer, file, from)) {
      // A piece out of the middle is of no use.
      if (answer.status === 206) throw await dropped(part, options, t('it is another piece than the one asked for.'));
      from = 0;
      const { etag } = answer.headers;
      if (etag === undefined) delete file.partTag;
      else file.partTag = etag;
      await options.onTag();
    }
    const handle = await open(part, from === 0 ? 'w' : 'r+');
    try {
      await write(answer, handle, from, file, options);
      await handle.sync();
    } finally {
      await handle.close();
    }
  } finally {
    answer.discard();
  }
  const size = await sizeOfFile(part);
  if (file.size !== undefined && size !== file.size) {
    throw new CutShort(t('{0} ended after {1} of {2} bytes', file.path, size ?? 0, file.size));
  }
}

async function ask(file: PlannedFile, from: number, { url, http }: FileOptions): Promise<HttpResponse> {
  try {
    return await follow(url, { ...http, method: 'GET', headers: rangeHeaders(file, from) });
  } catch (error) {
    const isPastEnd = error instanceof HttpStatusError && error.status === rangeNotSatisfiable && from > 0;
    if (!isPastEnd) throw error;
    return follow(url, { ...http, method: 'GET' });
  }
}

async function write(
  answer: HttpResponse,
  handle: FileHandle,
  from: number,
  { size }: PlannedFile,
  { onBytes }: FileOptions,
): Promise<void> {
  let position = from;
  onBytes(position);
  for await (const chunk of answer.body()) {
    if (size !== undefined && position + chunk.length > size) {
      await handle.truncate(0);
      onBytes(0);
      throw new WrongContent(t('it is longer than the {0} bytes announced.', size));
    }
    for (let rest = chunk; rest.length > 0;) {
      const { bytesWritten } = await handle.write(rest, 0, rest.length, position);
      position += bytesWritten;
      rest = rest.subarray(bytesWritten);
    }
    onBytes(position);
  }
}

/** The part file goes, for the next try to begin anew. */
async function dropped(part: string, { onBytes }: FileOptions, why: string): Promise<WrongContent> {
  await rm(part, { force: true });
  onBytes(0);
  return new WrongContent(why);
}
