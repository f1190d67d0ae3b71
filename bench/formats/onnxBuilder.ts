import { initializer, microsoftOperation, operation } from '../../test/engine/support/onnxFile.js';
import { toFloats } from './blocks.js';
import { blockSize, type Matrix, type Precision } from '../weights/decoder.js';

type Attributes = Parameters<typeof operation>[3];

/** Builds an ONNX graph; methods return the name of the added output or constant. */
export class OnnxBuilder {
  readonly parts: Uint8Array[] = [];
  private count = 0;

  constructor(readonly precision: Precision = 'shipped') {}

  /** A standard operation with one output. */
  op(opType: string, inputs: readonly string[], attributes: Attributes = {}): string {
    const output = `${opType}_${this.count++}`;
    this.parts.push(operation(opType, inputs, [output], attributes));
    return output;
  }

  /** One of Microsoft's operations. */
  microsoft(opType: string, inputs: readonly string[], outputs: readonly string[], attributes: Attributes): void {
    this.parts.push(microsoftOperation(opType, inputs, outputs, attributes));
  }

  split(x: string, widths: readonly number[], outputs: readonly string[]): void {
    this.parts.push(operation('Split', [x, this.ints(...widths)], outputs, { axis: 2 }));
  }

  constant(name: string, values: Float32Array | Uint8Array | BigInt64Array, dims: readonly number[]): string {
    this.parts.push(initializer(name, values, dims));
    return name;
  }

  ints(...values: number[]): string {
    return this.constant(`ints_${this.count++}`, BigInt64Array.from(values, BigInt), [values.length]);
  }

  index(value: number): string {
    return this.constant(`index_${this.count++}`, BigInt64Array.of(BigInt(value)), []);
  }

  norm(name: string, weights: Float32Array): string {
    return this.constant(name, weights, [weights.length]);
  }

  /** Adds x · matrixᵀ with a new matrix. */
  times(x: string, name: string, matrix: Matrix): string {
    if (this.precision === 'exact') return this.timesFloats(x, name, matrix);
    const bytesPerBlock = (blockSize * matrix.bits) / 8;
    const packed = this.constant(`${name}.packed`, matrix.packed, [
      matrix.rows,
      matrix.columns / blockSize,
      bytesPerBlock,
    ]);
    const scales = this.constant(`${name}.scales`, matrix.scales, [matrix.scales.length]);
    this.timesNamed(x, [packed, scales], matrix, name);
    return name;
  }

  /** Adds x · matrixᵀ with weights that are in the graph already, and activations in 8 bits (accuracy level 4). */
  timesNamed(x: string, weights: readonly string[], { rows, columns, bits }: Matrix, output: string): void {
    const attributes = { N: rows, K: columns, bits, block_size: blockSize, accuracy_level: 4 };
    this.microsoft('MatMulNBits', [x, ...weights], [output], attributes);
  }

  /** Adds x · matrixᵀ in float32: MatMulNBits without 8-bit activations would unpack all weights at each step. */
  private timesFloats(x: string, name: string, matrix: Matrix): string {
    const weights = this.constant(`${name}.floats`, transposedFloats(matrix), [matrix.columns, matrix.rows]);
    this.parts.push(operation('MatMul', [x, weights], [name]));
    return name;
  }
}

/** The weights of a matrix, column by column. */
function transposedFloats(matrix: Matrix): Float32Array {
  const { rows, columns } = matrix;
  const floats = toFloats(matrix);
  return Float32Array.from({ length: rows * columns }, (_, i) => floats[(i % rows) * columns + Math.floor(i / rows)]!);
}
