import type { CacheEntry, RowValues } from './rowCache.js';

/** Rows of a buffer of [heads, capacity, dim]: the same stretch of each head. */
export interface HeadRows {
  readonly values: RowValues;
  /** Rows that the buffer has for each head. */
  readonly capacity: number;
  /** The first row of the stretch. */
  readonly from: number;
}

/** Copies `count` rows of each head from one buffer to another. */
export function copyRows({ heads, dim }: CacheEntry, source: HeadRows, target: HeadRows, count: number): void {
  for (let head = 0; head < heads; head++) {
    const start = (head * source.capacity + source.from) * dim;
    const part = source.values.subarray(start, start + count * dim);
    target.values.set(part, (head * target.capacity + target.from) * dim);
  }
}
