import type { Segment } from '../../core/workspace/segment.js';
import { isSegmentHeader, type SegmentHeader } from '../../core/workspace/snapshot.js';
import type { LoadOutcome } from './protocol.js';

/** A saved index, or the reason why it cannot be used. */
export type SavedIndex =
  | { readonly outcome: 'loaded'; readonly segments: readonly Segment[] }
  | { readonly outcome: Exclude<LoadOutcome, 'loaded'> };

/** The first part of a saved index. */
export interface IndexHeader {
  readonly fingerprint: string;
  readonly segments: readonly SegmentHeader[];
}

/** The bytes are no index, or not all of one. */
export class DamagedIndex extends Error {
  override readonly name = 'DamagedIndex';
}

/** @throws DamagedIndex if the text is no header. */
export function headerIn(text: string): IndexHeader {
  let header: unknown;
  try {
    header = JSON.parse(text);
  } catch {
    throw new DamagedIndex();
  }
  const { fingerprint, segments } = (header ?? {}) as Partial<Record<keyof IndexHeader, unknown>>;
  if (typeof fingerprint !== 'string' || !Array.isArray(segments) || !segments.every(isSegmentHeader))
    throw new DamagedIndex();
  return { fingerprint, segments };
}
