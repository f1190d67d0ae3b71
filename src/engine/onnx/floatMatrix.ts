import { transposedFloats } from './blockWeights.js';
import { newRowsAddition } from './newRows.js';
import { concatenated, type Bytes } from './protobuf.js';
import { constantField, operationField } from './graphParts.js';
import { rewriteMatrices, type Multiplication } from './rewriteMatrices.js';

/** A multiplication with float32 weights: the numbers of the file, unrounded. */
export function floatMatrix({ weights, input, output, bias }: Multiplication): readonly Uint8Array[] {
  const matrix = `${output}.matrix`;
  const product = bias === undefined ? output : `${output}.product`;
  return [
    constantField(matrix, transposedFloats(weights), [weights.depth, weights.columns]),
    operationField('MatMul', [input, matrix], product),
    ...(bias === undefined ? [] : [operationField('Add', [product, bias], output)]),
  ];
}

/** A graph with float32 matrices, whose outputs are those of `withNewRows`. @param file the bytes of an .onnx file. */
export const floatGraph = (file: Bytes): Bytes =>
  concatenated([...rewriteMatrices(file, floatMatrix), newRowsAddition(file)]);
