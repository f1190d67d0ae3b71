import { dataType, graphField, nodeField, tensorField } from './onnxFields.js';
import { bytesField, numberField, type Bytes } from './protobuf.js';

/** A field of a graph: a constant. */
export function constantField(
  name: string,
  values: Float32Array | Uint8Array | Int8Array,
  dims: readonly number[],
): Bytes {
  const type =
    values instanceof Float32Array ? dataType.float32 : values instanceof Int8Array ? dataType.int8 : dataType.uint8;
  return bytesField(graphField.initializer, [
    ...dims.map((dim) => numberField(tensorField.dims, dim)),
    numberField(tensorField.dataType, type),
    bytesField(tensorField.name, name),
    bytesField(tensorField.rawData, new Uint8Array(values.buffer, values.byteOffset, values.byteLength)),
  ]);
}

/** A field of a graph: an operation of ONNX's own, with one output. */
export const operationField = (
  opType: string,
  inputs: readonly string[],
  output: string,
  attributes: readonly Bytes[] = [],
): Bytes =>
  bytesField(graphField.node, [
    ...inputs.map((input) => bytesField(nodeField.input, input)),
    bytesField(nodeField.output, output),
    bytesField(nodeField.name, output),
    bytesField(nodeField.opType, opType),
    ...attributes,
  ]);
