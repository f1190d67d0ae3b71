import { describe, expect, it } from 'vitest';
import { floatMatrix } from '../../../src/engine/onnx/floatMatrix.js';
import { graphField, modelField, readNode, readTensor } from '../../../src/engine/onnx/onnxFields.js';
import { concatenated, protobufFields } from '../../../src/engine/onnx/protobuf.js';
import { rewriteMatrices } from '../../../src/engine/onnx/rewriteMatrices.js';
import { initializer, microsoftOperation, onnxFile, operation } from '../../engine/support/onnxFile.js';

/** Nodes as `opType inputs -> outputs`, and the constants by name. */
function contentOf(file: Uint8Array) {
  const nodes: string[] = [];
  const constants = new Map<string, readonly number[]>();
  for (const { number, value } of protobufFields(file)) {
    if (number !== modelField.graph) continue;
    for (const field of protobufFields(value as Uint8Array)) {
      if (field.number === graphField.node) {
        const { opType, inputs, outputs } = readNode(field.value as Uint8Array);
        nodes.push(`${opType} ${inputs.join(',')} -> ${outputs.join(',')}`);
      }
      if (field.number !== graphField.initializer) continue;
      const { name, rawData } = readTensor(field.value as Uint8Array);
      constants.set(name, [...new Float32Array(rawData!.slice().buffer)]);
    }
  }
  return { nodes, constants };
}

const rewritten = (parts: readonly Uint8Array[]) =>
  contentOf(concatenated(rewriteMatrices(onnxFile(parts), floatMatrix)));

/** Two columns of four inputs, in blocks of two. */
const shape = { N: 2, K: 4, block_size: 2 };
const scales = initializer('scales', Float32Array.of(1, 10, 100, 1000), [4]);
const multiply = (inputs: readonly string[], attributes: Readonly<Record<string, number>>): Uint8Array =>
  microsoftOperation('MatMulNBits', inputs, ['y'], attributes);

describe('rewriteMatrices', () => {
  it('multiplies by the transposed floats when the weights have 8 bits', () => {
    const packed = initializer('packed', Uint8Array.of(129, 130, 131, 132, 127, 126, 125, 124), [2, 2, 2]);
    const node = multiply(['x', 'packed', 'scales'], { ...shape, bits: 8 });
    const { nodes, constants } = rewritten([packed, scales, node]);
    expect(nodes).toEqual(['MatMul x,y.matrix -> y']);
    expect(constants).toEqual(new Map([['y.matrix', [1, -100, 2, -200, 30, -3000, 40, -4000]]]));
  });

  it('takes the lower half of a byte first when the weights have 4 bits', () => {
    const packed = initializer('packed', Uint8Array.of(0xa9, 0xcb, 0x67, 0x45), [2, 2, 1]);
    const node = multiply(['x', 'packed', 'scales'], { ...shape, bits: 4 });
    expect(rewritten([packed, scales, node]).constants.get('y.matrix')).toEqual([
      1, -100, 2, -200, 30, -3000, 40, -4000,
    ]);
  });

  it('subtracts the zero points when there are some', () => {
    const packed = initializer('packed', Uint8Array.of(0x21, 0x43, 0x65, 0x87), [2, 2, 1]);
    // One byte for each column: block 0 in its lower half.
    const zeros = initializer('zeros', Uint8Array.of(0x21, 0x43), [2, 1]);
    const node = multiply(['x', 'packed', 'scales', 'zeros'], { ...shape, bits: 4 });
    expect(rewritten([packed, scales, zeros, node]).constants).toEqual(
      new Map([['y.matrix', [0, 200, 1, 300, 10, 3000, 20, 4000]]]),
    );
  });

  it('adds the bias when there is one, and keeps it', () => {
    const packed = initializer('packed', Uint8Array.of(129, 130, 131, 132, 127, 126, 125, 124), [2, 2, 2]);
    const bias = initializer('bias', Float32Array.of(5, 6), [2]);
    const node = multiply(['x', 'packed', 'scales', '', '', 'bias'], { ...shape, bits: 8 });
    const { nodes, constants } = rewritten([packed, scales, bias, node]);
    expect(nodes).toEqual(['MatMul x,y.matrix -> y.product', 'Add y.product,bias -> y']);
    expect([...constants.keys()]).toEqual(['bias', 'y.matrix']);
  });

  it('keeps weights that another operation uses, and finds those that are reshaped', () => {
    const packed = initializer('packed', Uint8Array.of(129, 130, 131, 132, 127, 126, 125, 124), [2, 4]);
    const dims = initializer('dims', BigInt64Array.of(2n, 2n, 2n), [3]);
    const gather = operation('Gather', ['packed', 'ids'], ['rows']);
    const node = multiply(['x', 'blocks', 'scales'], { ...shape, bits: 8 });
    const parts = [packed, dims, scales, gather, operation('Reshape', ['packed', 'dims'], ['blocks']), node];
    const { nodes, constants } = rewritten(parts);
    expect(nodes).toEqual(['Gather packed,ids -> rows', 'MatMul x,y.matrix -> y']);
    expect([...constants.keys()]).toEqual(['packed', 'y.matrix']);
  });

  it.each([
    ['2 bits', { ...shape, bits: 2 }, ['x', 'packed', 'scales']],
    ['groups of inputs in another order', { ...shape, bits: 8 }, ['x', 'packed', 'scales', '', 'groups']],
    ['weights of another size', { ...shape, K: 8, bits: 8 }, ['x', 'packed', 'scales']],
    ['weights that are computed', { ...shape, bits: 8 }, ['x', 'other', 'scales']],
  ])('leaves an operation as it is when it has %s', (_, attributes, inputs) => {
    const packed = initializer('packed', new Uint8Array(8), [2, 2, 2]);
    const parts = [packed, scales, multiply(inputs, attributes)];
    expect(rewritten(parts)).toEqual(contentOf(onnxFile(parts)));
  });
});
