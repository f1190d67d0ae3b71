import { dataType, type GraphNode, type GraphTensor } from './onnxFields.js';

/** The weights of a MatMulNBits: `columns` outputs of `depth` inputs each, quantised in blocks along the inputs. */
export interface BlockWeights {
  readonly columns: number;
  readonly depth: number;
  readonly blockSize: number;
  readonly bits: 4 | 8;
  /** [columns, blocks, blockSize]; of two weights in a byte the lower half is the first. */
  readonly packed: Uint8Array;
  /** [columns, blocks]. */
  readonly scales: Float32Array;
  /** [columns, blocks], each row filled up to whole bytes; absent where all are half of the range. */
  readonly zeroPoints: Uint8Array | undefined;
}

/** The inputs of MatMulNBits (onnxruntime, ContribOperators.md). */
export const inputOf = { activations: 0, packed: 1, scales: 2, zeroPoints: 3, groups: 4, bias: 5 } as const;

/** A view, or a copy where the bytes are not aligned for one. */
function floatsOf({ rawData }: GraphTensor): Float32Array {
  const bytes = rawData!;
  return bytes.byteOffset % 4 === 0
    ? new Float32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4)
    : new Float32Array(bytes.slice().buffer);
}

/**
 * The weights of a MatMulNBits.
 *
 * @param constant finds the constant of an input.
 * @returns undefined if they have another form than 4 or 8 bits with float32 scales, inside the graph.
 */
export function blockWeightsOf(
  node: GraphNode,
  constant: (name: string) => GraphTensor | undefined,
): BlockWeights | undefined {
  const input = (index: number): string => node.inputs[index] ?? '';
  if (node.opType !== 'MatMulNBits' || input(inputOf.groups) !== '') return undefined;
  const { integers } = node;
  const [columns, depth, blockSize] = [integers.get('N'), integers.get('K'), integers.get('block_size')];
  const bits = integers.get('bits') ?? 4;
  if (columns === undefined || depth === undefined || blockSize === undefined) return undefined;
  if (bits !== 4 && bits !== 8) return undefined;
  const blocks = Math.ceil(depth / blockSize);
  const packed = constant(input(inputOf.packed));
  const scales = constant(input(inputOf.scales));
  if (!isFilled(packed, dataType.uint8, columns * blocks * blockSize * (bits / 8))) return undefined;
  if (!isFilled(scales, dataType.float32, columns * blocks * 4)) return undefined;
  let zeroPoints: Uint8Array | undefined;
  if (input(inputOf.zeroPoints) !== '') {
    const given = constant(input(inputOf.zeroPoints));
    if (!isFilled(given, dataType.uint8, columns * Math.ceil((blocks * bits) / 8))) return undefined;
    zeroPoints = given.rawData;
  }
  return { columns, depth, blockSize, bits, packed: packed.rawData, scales: floatsOf(scales), zeroPoints };
}

type FilledTensor = GraphTensor & { readonly rawData: Uint8Array };

const isFilled = (tensor: GraphTensor | undefined, type: number, sizeBytes: number): tensor is FilledTensor =>
  tensor?.dataType === type && tensor.rawData?.length === sizeBytes;

/** Sixteen floats of a row share a cache line: their columns are written one after the other, block by block. */
const tileColumns = 16;

/** The weights as floats, [depth, columns]. */
export function transposedFloats(weights: BlockWeights): Float32Array<ArrayBuffer> {
  const { columns, depth, blockSize } = weights;
  const blocks = Math.ceil(depth / blockSize);
  const matrix = new Float32Array(depth * columns);
  for (let first = 0; first < columns; first += tileColumns) {
    const end = Math.min(columns, first + tileColumns);
    for (let block = 0; block < blocks; block++) {
      for (let column = first; column < end; column++) writeBlock(weights, column, block, matrix);
    }
  }
  return matrix;
}

/** Writes a block of one column: consecutive rows of the matrix. */
function writeBlock(weights: BlockWeights, column: number, block: number, matrix: Float32Array): void {
  const { columns, depth, blockSize, bits, packed, scales } = weights;
  const index = column * Math.ceil(depth / blockSize) + block;
  const scale = scales[index]!;
  const zeroPoint = zeroPointOf(weights, column, block);
  const start = index * blockSize;
  const row = block * blockSize;
  const count = Math.min(blockSize, depth - row);
  let at = row * columns + column;
  for (let k = start; k < start + count; k++) {
    const value = bits === 8 ? packed[k]! : nibble(packed, k);
    matrix[at] = (value - zeroPoint) * scale;
    at += columns;
  }
}

const nibble = (bytes: Uint8Array, index: number): number => (bytes[index >> 1]! >> ((index & 1) * 4)) & 0xf;

function zeroPointOf({ depth, blockSize, bits, zeroPoints }: BlockWeights, column: number, block: number): number {
  if (!zeroPoints) return 2 ** (bits - 1);
  const blocks = Math.ceil(depth / blockSize);
  if (bits === 8) return zeroPoints[column * blocks + block]!;
  return nibble(zeroPoints, column * 2 * Math.ceil(blocks / 2) + block);
}
