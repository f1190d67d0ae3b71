import { readColumn, type BlockWeights } from './blockWeights.js';
import { constantField, operationField } from './graphParts.js';
import type { Multiplication } from './rewriteMatrices.js';

/** [depth, columns], as MatMul takes it. */
function transposed(weights: BlockWeights): Float32Array<ArrayBuffer> {
  const { columns, depth } = weights;
  const matrix = new Float32Array(depth * columns);
  const values = new Float32Array(depth);
  for (let column = 0; column < columns; column++) {
    readColumn(weights, column, values);
    for (let k = 0; k < depth; k++) matrix[k * columns + column] = values[k]!;
  }
  return matrix;
}

/** A multiplication with float32 weights: the numbers of the file, unrounded. */
export function floatMatrix({ weights, input, output, bias }: Multiplication): readonly Uint8Array[] {
  const matrix = `${output}.matrix`;
  const product = bias === undefined ? output : `${output}.product`;
  return [
    constantField(matrix, transposed(weights), [weights.depth, weights.columns]),
    operationField('MatMul', [input, matrix], product),
    ...(bias === undefined ? [] : [operationField('Add', [product, bias], output)]),
  ];
}
