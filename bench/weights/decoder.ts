/** Sizes of a Llama decoder. */
export interface Shape {
  readonly vocabulary: number;
  readonly hidden: number;
  /** Width of the gated feed-forward. */
  readonly inner: number;
  readonly layers: number;
  readonly heads: number;
  readonly kvHeads: number;
  readonly headDim: number;
  readonly context: number;
  readonly ropeTheta: number;
  readonly epsilon: number;
}

/** Whether engines round activations to 8 bits, as they ship, or nothing, so that two of them give the same logits. */
export type Precision = 'shipped' | 'exact';

/** Number of neighboring weights of a row that share a scale. */
export const blockSize = 32;

/**
 * A quantized matrix [rows, columns] as ONNX Runtime's MatMulNBits keeps it: w = scale · (q − zero), with the zero point
 * 8 of 4 bits or 128 of 8. With 4 bits a byte holds two neighbors, the first in its lower half.
 */
export interface Matrix {
  readonly rows: number;
  /** A multiple of `blockSize`. */
  readonly columns: number;
  readonly bits: 4 | 8;
  /** rows × columns weights, row by row. */
  readonly packed: Uint8Array;
  /** One for each block, row by row. */
  readonly scales: Float32Array;
}

/** The weights of one layer; norms are `hidden` wide. */
export interface Layer {
  readonly attentionNorm: Float32Array;
  /** Queries, keys and values stacked: [(heads + 2 · kvHeads) · headDim, hidden]. */
  readonly qkv: Matrix;
  readonly out: Matrix;
  readonly feedForwardNorm: Float32Array;
  /** Gate and up stacked: [2 · inner, hidden]. */
  readonly gateUp: Matrix;
  readonly down: Matrix;
}

/** A Llama decoder with tied embedding and output head. */
export interface Decoder {
  readonly shape: Shape;
  readonly embedding: Matrix;
  readonly layers: readonly Layer[];
  readonly norm: Float32Array;
}

/** The rows `from` to `to` (excluded) of a matrix; a view. */
export function rowsOf({ rows, columns, bits, packed, scales }: Matrix, from: number, to: number): Matrix {
  const bytesPerRow = (columns * bits) / 8;
  const scalesPerRow = columns / blockSize;
  if (to > rows) throw new RangeError(`The matrix has ${rows} rows, not ${to}.`);
  return {
    rows: to - from,
    columns,
    bits,
    packed: packed.subarray(from * bytesPerRow, to * bytesPerRow),
    scales: scales.subarray(from * scalesPerRow, to * scalesPerRow),
  };
}

/** Reorders the rows of a matrix. @param order the old index of each new row. */
export function reorderRows(matrix: Matrix, order: readonly number[]): Matrix {
  const parts = order.map((row) => rowsOf(matrix, row, row + 1));
  const packed = new Uint8Array(matrix.packed.length);
  const scales = new Float32Array(matrix.scales.length);
  parts.forEach((part, i) => {
    packed.set(part.packed, i * part.packed.length);
    scales.set(part.scales, i * part.scales.length);
  });
  return { ...matrix, rows: order.length, packed, scales };
}

/** The first layers of a decoder with the same embedding, norm and head: a fast and poor model with the same vocabulary. */
export function firstLayers(decoder: Decoder, layers: number): Decoder {
  return { ...decoder, shape: { ...decoder.shape, layers }, layers: decoder.layers.slice(0, layers) };
}

/** Counts the weights of a decoder; the shared table counts once. */
export function parametersOf({ shape }: Decoder): number {
  const { vocabulary, hidden, inner, layers, heads, kvHeads, headDim } = shape;
  const attention = hidden * headDim * (2 * heads + 2 * kvHeads);
  return vocabulary * hidden + layers * (attention + 3 * hidden * inner + 2 * hidden) + hidden;
}
