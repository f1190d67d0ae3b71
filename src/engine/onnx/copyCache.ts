import { allocate, copyRows, tensorOf, valuesOf, type CacheEntry, type RowValues } from './cacheRows.js';
import type { Tensor, TensorConstructor } from 'onnxruntime-common';

/**
 * Keys and values as the graph gives them back: all rows, at each run. For graphs that concatenate past and new rows
 * and so need a past of exactly the right length; truncating copies.
 */
export class CopyCache {
  private tensors: Tensor[];

  constructor(
    private readonly entries: readonly CacheEntry[],
    private readonly Tensor: TensorConstructor,
  ) {
    this.tensors = entries.map((entry) => tensorOf(Tensor, entry, allocate(entry, 0), 0));
  }

  /** The cache as inputs of a run. */
  feeds(): Record<string, Tensor> {
    return Object.fromEntries(this.entries.map(({ input }, i) => [input, this.tensors[i]!]));
  }

  /** Takes what a run returned for all rows. */
  replace(rows: (entry: CacheEntry) => Tensor): void {
    this.tensors = this.entries.map((entry) =>
      tensorOf(this.Tensor, entry, valuesOf(rows(entry)), rows(entry).dims[2]!),
    );
  }

  /** Keeps the first `length` rows. */
  truncate(length: number): void {
    this.rebuild(Math.min(length, this.length), 0, []);
  }

  /** Copies of the rows `from` to `to` (excluded), entry by entry. */
  save(from: number, to: number): RowValues[] {
    return this.entries.map((entry, i) => {
      const values = allocate(entry, to - from);
      copyRows(entry, this.at(i, from), { values, capacity: to - from, from: 0 }, to - from);
      return values;
    });
  }

  /** Appends `count` saved rows to the first `length`, which are all. */
  restore(length: number, count: number, saved: readonly RowValues[]): void {
    this.rebuild(length, count, saved);
  }

  private get length(): number {
    return this.tensors[0]?.dims[2] ?? 0;
  }

  private rebuild(kept: number, added: number, saved: readonly RowValues[]): void {
    if (kept === this.length && added === 0) return;
    this.tensors = this.entries.map((entry, i) => {
      const capacity = kept + added;
      const values = allocate(entry, capacity);
      copyRows(entry, this.at(i, 0), { values, capacity, from: 0 }, kept);
      if (added > 0)
        copyRows(entry, { values: saved[i]!, capacity: added, from: 0 }, { values, capacity, from: kept }, added);
      return tensorOf(this.Tensor, entry, values, capacity);
    });
  }

  private at(i: number, from: number) {
    return { values: valuesOf(this.tensors[i]!), capacity: this.length, from };
  }
}
