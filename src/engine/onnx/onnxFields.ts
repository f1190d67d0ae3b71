import { protobufFields, textOf } from './protobuf.js';

/** Field numbers of onnx.proto, as far as Inkling reads or writes them. */
export const modelField = { graph: 7, opsetImport: 8 } as const;
export const opsetField = { domain: 1, version: 2 } as const;
export const graphField = { node: 1, initializer: 5, output: 12 } as const;
export const nodeField = { input: 1, output: 2, name: 3, opType: 4, attribute: 5, domain: 7 } as const;
export const attributeField = { name: 1, int: 3, graph: 6, type: 20, graphs: 11, ints: 8 } as const;
export const tensorField = { dims: 1, dataType: 2, int64Data: 7, name: 8, rawData: 9 } as const;
export const valueInfoField = { name: 1, type: 2 } as const;

/** TensorProto.DataType. */
export const dataType = { float32: 1, uint8: 2, int8: 3, int64: 7 } as const;

/** An operation of a graph. */
export interface GraphNode {
  readonly opType: string;
  readonly name: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  /** Attributes that are a whole number. */
  readonly integers: ReadonlyMap<string, number>;
  /** Whether an attribute is a graph, whose nodes may use names of the outer one. */
  readonly hasSubgraph: boolean;
}

/** A constant of a graph. */
export interface GraphTensor {
  readonly name: string;
  readonly dims: readonly number[];
  readonly dataType: number;
  /** Little-endian; absent where the values are in another field, or in a file beside the graph. */
  readonly rawData: Uint8Array | undefined;
}

/** Reads a NodeProto. */
export function readNode(message: Uint8Array): GraphNode {
  const texts = new Map<number, string[]>();
  const integers = new Map<string, number>();
  let hasSubgraph = false;
  for (const { number, value } of protobufFields(message)) {
    if (typeof value === 'number') continue;
    if (number === nodeField.attribute) {
      const attribute = readAttribute(value);
      hasSubgraph ||= attribute.isGraph;
      if (attribute.integer !== undefined) integers.set(attribute.name, attribute.integer);
    } else texts.set(number, [...(texts.get(number) ?? []), textOf(value)]);
  }
  const all = (field: number): string[] => texts.get(field) ?? [];
  const { opType, name, input, output } = nodeField;
  const first = (field: number): string => all(field)[0] ?? '';
  return { opType: first(opType), name: first(name), inputs: all(input), outputs: all(output), integers, hasSubgraph };
}

function readAttribute(message: Uint8Array): { name: string; integer: number | undefined; isGraph: boolean } {
  let name = '';
  let integer: number | undefined;
  let isGraph = false;
  for (const { number, value } of protobufFields(message)) {
    if (number === attributeField.name && typeof value !== 'number') name = textOf(value);
    if (number === attributeField.int && typeof value === 'number') integer = value;
    isGraph ||= number === attributeField.graph || number === attributeField.graphs;
  }
  return { name, integer, isGraph };
}

/** Reads a TensorProto; its values are not copied. */
export function readTensor(message: Uint8Array): GraphTensor {
  const dims: number[] = [];
  let name = '';
  let type = 0;
  let rawData: Uint8Array | undefined;
  for (const { number, value } of protobufFields(message)) {
    if (typeof value === 'number') {
      if (number === tensorField.dims) dims.push(value);
      if (number === tensorField.dataType) type = value;
      continue;
    }
    // Repeated numbers may be packed into one field.
    if (number === tensorField.dims) dims.push(...packedNumbers(value));
    if (number === tensorField.name) name = textOf(value);
    if (number === tensorField.rawData) rawData = value;
  }
  return { name, dims, dataType: type, rawData };
}

function packedNumbers(bytes: Uint8Array): number[] {
  const numbers: number[] = [];
  let value = 0;
  let scale = 1;
  for (const byte of bytes) {
    value += (byte & 0x7f) * scale;
    scale *= 128;
    if (byte >= 0x80) continue;
    numbers.push(value);
    value = 0;
    scale = 1;
  }
  return numbers;
}
