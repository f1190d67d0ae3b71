import { contentRangeOf, contentLength } from './contentRange.js';
import type { PlannedFile } from './downloadState.js';
import { isStrongTag, parseTag } from './entityTag.js';
import type { HttpResponse } from './http.js';

/**
 * Headers that ask for what is missing of a file, or for all if it cannot be told whether what is there still fits.
 *
 * @param there bytes that are there.
 */
export function rangeHeaders({ partTag, checksum }: PlannedFile, there: number): Record<string, string> {
  if (there === 0 || !(isStrongTag(partTag) || checksum)) return {};
  const range = `bytes=${there}-`;
  return isStrongTag(partTag) ? { range, 'if-range': partTag } : { range };
}

/** Whether an answer begins exactly where the part file ends, with the same content. */
export function isRest({ status, headers }: HttpResponse, { partTag }: PlannedFile, there: number): boolean {
  if (status !== 206) return false;
  const tag = parseTag(headers.etag);
  const isOther = isStrongTag(partTag) && isStrongTag(tag) && tag !== partTag;
  return contentRangeOf(headers)?.start === there && !isOther;
}

/** The size of the whole file by the headers of an answer with a part of it, or all. */
export const announcedSize = ({ status, headers }: HttpResponse): number | undefined =>
  status === 206 ? contentRangeOf(headers)?.total : contentLength(headers['content-length']);

/** Whether an answer announces another size than the file has by what was announced before it. */
export function hasOtherContent(answer: HttpResponse, { size }: PlannedFile): boolean {
  const announced = announcedSize(answer);
  return size !== undefined && announced !== undefined && announced !== size;
}
