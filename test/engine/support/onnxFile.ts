import { bytesField, concatenated, numberField } from '../../../src/engine/onnx/protobuf.js';

/** Writes ONNX files field by field, with the names of onnx.proto; as much of it as toy models and the bench take. */

const dataTypes = { float32: 1, uint8: 2, int64: 7 };

type DataType = keyof typeof dataTypes;

/** A fixed size, or the name of one that may vary. */
export type Dim = number | string;

/** Where an initializer's bytes lie when they are not in the graph. */
export interface External {
  readonly file: string;
  readonly offset: number;
}

function valueInfo(name: string, type: DataType, shape: readonly Dim[]): Uint8Array[] {
  const dims = shape.map((dim) => bytesField(1, [typeof dim === 'number' ? numberField(1, dim) : bytesField(2, dim)]));
  return [bytesField(1, name), bytesField(2, [bytesField(1, [numberField(1, dataTypes[type]), bytesField(2, dims)])])];
}

export const graphInput = (name: string, type: DataType, shape: readonly Dim[]): Uint8Array =>
  bytesField(11, valueInfo(name, type, shape));

export const graphOutput = (name: string, type: DataType, shape: readonly Dim[]): Uint8Array =>
  bytesField(12, valueInfo(name, type, shape));

/** An initializer; its bytes are part of it, or lie in a file beside the graph. */
export function initializer(
  name: string,
  values: Float32Array | Uint8Array | BigInt64Array,
  shape: readonly number[],
  external?: External,
): Uint8Array {
  const bytes = new Uint8Array(values.buffer as ArrayBuffer, values.byteOffset, values.byteLength);
  const entry = (key: string, value: string): Uint8Array => bytesField(13, [bytesField(1, key), bytesField(2, value)]);
  const data = external
    ? [
        entry('location', external.file),
        entry('offset', String(external.offset)),
        entry('length', String(bytes.length)),
        numberField(14, 1),
      ]
    : [bytesField(9, bytes)];
  const type = values instanceof Float32Array ? 'float32' : values instanceof Uint8Array ? 'uint8' : 'int64';
  return bytesField(5, [
    ...shape.map((dim) => numberField(1, dim)),
    numberField(2, dataTypes[type]),
    bytesField(8, name),
    ...data,
  ]);
}

/** A node's attribute: a whole number or a list of them, none negative; or a number with a fraction. */
type Attribute = number | readonly number[] | { readonly float: number };

/** A field of wire type 5: a single float. */
function floatField(field: number, value: number): Uint8Array {
  const bytes = new Uint8Array(5).fill((field << 3) | 5);
  new DataView(bytes.buffer).setFloat32(1, value, true);
  return bytes;
}

function attribute(name: string, value: Attribute): Uint8Array {
  return bytesField(5, [bytesField(1, name), ...contentOf(value)]);
}

function contentOf(value: Attribute): Uint8Array[] {
  if (typeof value === 'number') return [numberField(3, value), numberField(20, 2)];
  if ('float' in value) return [floatField(2, value.float), numberField(20, 1)];
  return [...value.map((item) => numberField(8, item)), numberField(20, 7)];
}

/** A node of ONNX's own operators, named after its first output. */
export const operation = (
  opType: string,
  inputs: readonly string[],
  outputs: readonly string[],
  attributes: Readonly<Record<string, Attribute>> = {},
): Uint8Array => node({ opType, domain: '', inputs, outputs, attributes });

/** The same for Microsoft's operators. */
export const microsoftOperation = (
  opType: string,
  inputs: readonly string[],
  outputs: readonly string[],
  attributes: Readonly<Record<string, Attribute>> = {},
): Uint8Array => node({ opType, domain: 'com.microsoft', inputs, outputs, attributes });

interface Node {
  readonly opType: string;
  readonly domain: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: Readonly<Record<string, Attribute>>;
}

function node({ opType, domain, inputs, outputs, attributes }: Node): Uint8Array {
  return bytesField(1, [
    ...inputs.map((input) => bytesField(1, input)),
    ...outputs.map((output) => bytesField(2, output)),
    bytesField(3, outputs[0]!),
    bytesField(4, opType),
    ...Object.entries(attributes).map(([name, value]) => attribute(name, value)),
    bytesField(7, domain),
  ]);
}

/** A whole .onnx file: opset 17 and Microsoft's own operators. */
export function onnxFile(parts: readonly Uint8Array[]): Uint8Array {
  const opset = (domain: string, version: number): Uint8Array =>
    bytesField(8, [bytesField(1, domain), numberField(2, version)]);
  return concatenated([
    numberField(1, 9),
    bytesField(7, [bytesField(2, 'toy'), ...parts]),
    opset('', 17),
    opset('com.microsoft', 1),
  ]);
}
