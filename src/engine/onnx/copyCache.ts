import type { ort } from './runtime.js';
import { tensorOf, valuesOf, type CacheEntry } from './rowCache.js';

/**
 * Keys and values as the graph gives them back: all rows, at each run. For graphs that concatenate past and new rows
 * and so need a past of exactly the right length; truncating copies.
 */
export class CopyCache {
  private tensors: ort.Tensor[];

  constructor(private readonly entries: readonly CacheEntry[]) {
    this.tensors = entries.map((entry) => empty(entry));
  }

  /** The cache as inputs of a run. */
  feeds(): Record<string, ort.Tensor> {
    return Object.fromEntries(this.entries.map(({ input }, i) => [input, this.tensors[i]!]));
  }

  /** Takes what a run returned for all rows. */
  replace(rows: (entry: CacheEntry) => ort.Tensor): void {
    this.tensors = this.entries.map((entry) => tensorOf(entry, valuesOf(rows(entry)), rows(entry).dims[2]!));
  }

  /** Keeps the first `length` rows. */
  truncate(length: number): void {
    this.tensors = this.entries.map((entry, i) => {
      const { heads, dim } = entry;
      const old = this.tensors[i]!;
      const oldLength = old.dims[2]!;
      if (length >= oldLength) return old;
      const values = valuesOf(old);
      const kept = values.slice(0, heads * length * dim);
      for (let head = 0; head < heads; head++) {
        const from = head * oldLength * dim;
        kept.set(values.subarray(from, from + length * dim), head * length * dim);
      }
      return tensorOf(entry, kept, length);
    });
  }
}

function empty(entry: CacheEntry): ort.Tensor {
  return tensorOf(entry, entry.type === 'float32' ? new Float32Array(0) : new Uint16Array(0), 0);
}
