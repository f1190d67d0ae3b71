import type { HttpResponse } from './http.js';

/** The part of a file that an answer has (RFC 9110, 14.4), in bytes; `end` is the first byte that it has no more. */
export interface ContentRange {
  /** Undefined, as `end`, where the answer has no part at all. */
  readonly start?: number;
  readonly end?: number;
  readonly total?: number;
}

/** A length in a header; undefined for anything that cannot be the size of a file. */
export function contentLength(text: string | undefined): number | undefined {
  if (text === undefined || !/^\d+$/.test(text)) return undefined;
  return Number.isSafeInteger(Number(text)) ? Number(text) : undefined;
}

/** @returns undefined if there is none, or one that contradicts itself. */
export function contentRangeOf(headers: HttpResponse['headers']): ContentRange | undefined {
  const parts = /^bytes (?:(\d+)-(\d+)|\*)\/(\d+|\*)$/.exec(headers['content-range'] ?? '');
  if (!parts) return undefined;
  const [start, last, total] = parts.slice(1).map(contentLength);
  const known = total === undefined ? {} : { total };
  if (start === undefined || last === undefined) return parts[1] === undefined ? known : undefined;
  if (last < start || last >= (total ?? Infinity)) return undefined;
  return { start, end: last + 1, ...known };
}
