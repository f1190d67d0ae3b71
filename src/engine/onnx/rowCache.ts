import { allocate, copyRows, tensorOf, valuesOf, type CacheEntry, type RowValues } from './cacheRows.js';
import type { Tensor, TensorConstructor } from 'onnxruntime-common';

/** The kernel clears and copies by capacity, not by length: so the capacity follows the length in steps. */
const step = 256;

/**
 * Keys and values of all layers in our own buffers, which are longer than their content. Only for graphs with
 * GroupQueryAttention, which reads the valid length from the attention mask. Truncating changes only a number.
 */
export class RowCache {
  private capacity = 0;
  private readonly buffers: RowValues[];
  private tensors: Tensor[] = [];

  constructor(
    private readonly entries: readonly CacheEntry[],
    private readonly Tensor: TensorConstructor,
  ) {
    this.buffers = entries.map((entry) => allocate(entry, 0));
    this.reserve(1);
  }

  /** Makes room for `length` tokens; what is there is kept. */
  reserve(length: number): void {
    if (length <= this.capacity) return;
    const capacity = Math.ceil(length / step) * step;
    this.entries.forEach((entry, i) => {
      const grown = allocate(entry, capacity);
      copyRows(entry, this.at(i, 0), { values: grown, capacity, from: 0 }, this.capacity);
      this.buffers[i] = grown;
    });
    this.capacity = capacity;
    this.tensors = this.entries.map((entry, i) => tensorOf(this.Tensor, entry, this.buffers[i]!, capacity));
  }

  /** The cache as inputs of a run. */
  feeds(): Record<string, Tensor> {
    return Object.fromEntries(this.entries.map(({ input }, i) => [input, this.tensors[i]!]));
  }

  /** Writes the `count` rows that a run added after the first `length`. */
  append(length: number, count: number, rows: (entry: CacheEntry) => Tensor): void {
    const added = this.entries.map((entry) => valuesOf(rows(entry)));
    this.restore(length, count, added);
  }

  /** Copies of the rows `from` to `to` (excluded), entry by entry. */
  save(from: number, to: number): RowValues[] {
    return this.entries.map((entry, i) => {
      const values = allocate(entry, to - from);
      copyRows(entry, this.at(i, from), { values, capacity: to - from, from: 0 }, to - from);
      return values;
    });
  }

  /** Writes `count` saved rows after the first `length`. */
  restore(length: number, count: number, saved: readonly RowValues[]): void {
    this.reserve(length + count);
    this.entries.forEach((entry, i) => {
      copyRows(entry, { values: saved[i]!, capacity: count, from: 0 }, this.at(i, length), count);
    });
  }

  private at(i: number, from: number) {
    return { values: this.buffers[i]!, capacity: this.capacity, from };
  }
}
