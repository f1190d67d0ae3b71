import { copyRows } from './headRows.js';
import { ort } from './runtime.js';

/** Shape and element type of one layer's keys, or values: [1, heads, length, dim]. */
export interface CacheEntry {
  /** Its name among the session's inputs, `past_key_values.N.key|value`. */
  readonly input: string;
  /** Its name among the outputs, `present.N.key|value`. */
  readonly output: string;
  readonly type: 'float32' | 'float16';
  readonly heads: number;
  readonly dim: number;
}

/** Keys or values as the runtime takes them; half floats as their bits. */
export type RowValues = Float32Array | Uint16Array;

/** Room for `rows` rows of each head. */
export const allocate = ({ type, heads, dim }: CacheEntry, rows: number): RowValues =>
  type === 'float32' ? new Float32Array(heads * rows * dim) : new Uint16Array(heads * rows * dim);

/** A tensor of [1, heads, length, dim] that looks at `values` and copies nothing. */
export const tensorOf = ({ type, heads, dim }: CacheEntry, values: RowValues, length: number): ort.Tensor =>
  new ort.Tensor(type, values, [1, heads, length, dim]);

/** The values of a tensor; half floats as their bits, which is how the runtime takes them back. */
export function valuesOf(tensor: ort.Tensor): RowValues {
  const data = tensor.data as Float32Array;
  return tensor.type === 'float16' ? new Uint16Array(data.buffer, data.byteOffset, data.length) : data;
}

/** The kernel clears and copies by capacity, not by length: so the capacity follows the length in steps. */
const step = 256;

/**
 * Keys and values of all layers in buffers of our own that are longer than what they hold. Only for graphs with
 * GroupQueryAttention, which reads the valid length from the attention mask. Truncating is forgetting a number.
 */
export class RowCache {
  private capacity = 0;
  private readonly buffers: RowValues[];
  private tensors: ort.Tensor[] = [];

  constructor(private readonly entries: readonly CacheEntry[]) {
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
    this.tensors = this.entries.map((entry, i) => tensorOf(entry, this.buffers[i]!, capacity));
  }

  /** The cache as inputs of a run. */
  feeds(): Record<string, ort.Tensor> {
    return Object.fromEntries(this.entries.map(({ input }, i) => [input, this.tensors[i]!]));
  }

  /** Writes the `count` rows that a run added after the first `length`. */
  append(length: number, count: number, rows: (entry: CacheEntry) => ort.Tensor): void {
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

  /** Puts `count` saved rows behind the first `length`. */
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
