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

type Values = Float32Array | Uint16Array;

const allocate = (type: CacheEntry['type'], length: number): Values =>
  type === 'float32' ? new Float32Array(length) : new Uint16Array(length);

/** A tensor of [1, heads, length, dim] that looks at `values` and copies nothing. */
export const tensorOf = ({ type, heads, dim }: CacheEntry, values: Values, length: number): ort.Tensor =>
  new ort.Tensor(type, values, [1, heads, length, dim]);

/** The values of a tensor; half floats as their bits, which is how the runtime takes them back. */
export function valuesOf(tensor: ort.Tensor): Values {
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
  private readonly buffers: Values[];
  private tensors: ort.Tensor[] = [];

  constructor(private readonly entries: readonly CacheEntry[]) {
    this.buffers = entries.map(({ type }) => allocate(type, 0));
    this.reserve(1);
  }

  /** Makes room for `length` tokens; what is there is kept. */
  reserve(length: number): void {
    if (length <= this.capacity) return;
    const capacity = Math.ceil(length / step) * step;
    this.entries.forEach(({ type, heads, dim }, i) => {
      const old = this.buffers[i]!;
      const grown = allocate(type, heads * capacity * dim);
      for (let head = 0; head < heads; head++) {
        const from = head * this.capacity * dim;
        grown.set(old.subarray(from, from + this.capacity * dim), head * capacity * dim);
      }
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
    this.entries.forEach((entry, i) => {
      const { heads, dim } = entry;
      const added = valuesOf(rows(entry));
      for (let head = 0; head < heads; head++) {
        const part = added.subarray(head * count * dim, (head + 1) * count * dim);
        this.buffers[i]!.set(part, (head * this.capacity + length) * dim);
      }
    });
  }
}
