import { folderOf, type IndexedFile } from './indexedFile.js';
import { Segment } from './segment.js';
import { tokenArray } from './tokenArray.js';

/** A file as it is stored; null for one that was dropped: its tokens are still there. */
type FileEntry = readonly [path: string, tokenCount: number, stamp: string] | null;

/** Everything about a segment except its arrays. */
export interface SegmentHeader {
  readonly files: readonly FileEntry[];
  readonly tokens: number;
  readonly order: number;
}

export const headerOf = ({ files, tokens, order }: Segment): SegmentHeader => ({
  files: files.map(({ isDropped, path, tokenCount, stamp }) => (isDropped ? null : [path, tokenCount, stamp])),
  tokens: tokens.length,
  order: order.length,
});

const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && (value as number) >= 0;

const isFileEntry = (value: unknown): boolean =>
  value === null ||
  (Array.isArray(value) && typeof value[0] === 'string' && isCount(value[1]) && typeof value[2] === 'string');

/** Whether a value from a file describes a segment. */
export function isSegmentHeader(value: unknown): value is SegmentHeader {
  const { files, tokens, order } = (value ?? {}) as Partial<Record<keyof SegmentHeader, unknown>>;
  return Array.isArray(files) && files.every(isFileEntry) && isCount(tokens) && isCount(order);
}

/** Size of the arrays that a header announces, before memory is allocated for them. */
export const announcedBytes = ({ files, tokens, order }: SegmentHeader, vocabSize: number): number =>
  tokens * tokenArray(0, vocabSize).BYTES_PER_ELEMENT + (files.length + 1 + order) * Int32Array.BYTES_PER_ELEMENT;

/** A segment's arrays in the order in which they are stored. */
export const arraysOf = ({ tokens, starts, order }: Segment): ArrayBufferView<ArrayBuffer>[] =>
  [tokens, starts, order] as ArrayBufferView<ArrayBuffer>[];

/** A segment with allocated arrays, which are still to be filled. */
export function emptySegment({ files, tokens, order }: SegmentHeader, vocabSize: number): Segment {
  const known = files.map((entry): IndexedFile => {
    const [path, tokenCount, stamp] = entry ?? ['', 0, ''];
    return { path, folder: folderOf(path), tokenCount, stamp, isEdited: false, isDropped: entry === null };
  });
  return new Segment(tokenArray(tokens, vocabSize), known, new Int32Array(files.length + 1), new Int32Array(order));
}
