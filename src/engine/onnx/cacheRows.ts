import type { Tensor, TensorConstructor } from 'onnxruntime-common';

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
export const tensorOf = (
  Tensor: TensorConstructor,
  { type, heads, dim }: CacheEntry,
  values: RowValues,
  length: number,
): Tensor => new Tensor(type, values, [1, heads, length, dim]);

/** The values of a tensor; half floats as their bits, which is how the runtime takes them back. */
export function valuesOf(tensor: Tensor): RowValues {
  const data = tensor.data as Float32Array;
  return tensor.type === 'float16' ? new Uint16Array(data.buffer, data.byteOffset, data.length) : data;
}

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
