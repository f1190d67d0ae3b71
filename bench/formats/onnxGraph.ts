import { protobufFields, textOf, type Field } from '../../src/engine/onnx/protobuf.js';

/** Field numbers of onnx.proto. */
const model = { graph: 7 };
const graph = { node: 1, initializer: 5 };
const node = { input: 1, output: 2, opType: 4, attribute: 5 };
const attribute = { name: 1, float: 2, int: 3 };
const tensor = { dims: 1, name: 8, rawData: 9 };

/** An operation of a graph. */
export interface Operation {
  readonly opType: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  /** Attributes that are a single number. */
  readonly attributes: ReadonlyMap<string, number>;
}

/** A constant of a graph. */
export interface Constant {
  readonly dims: readonly number[];
  readonly bytes: Uint8Array;
}

/** A graph that contains its weights. */
export interface Graph {
  readonly operations: readonly Operation[];
  readonly constants: ReadonlyMap<string, Constant>;
}

const textsOf = (fields: readonly Field[], wanted: number): string[] =>
  fields.filter(({ number }) => number === wanted).map(({ value }) => textOf(value as Uint8Array));

function attributeOf(message: Uint8Array): [string, number] | undefined {
  const fields = [...protobufFields(message)];
  const value = fields.find(({ number }) => number === attribute.float || number === attribute.int)?.value;
  if (value === undefined) return undefined;
  return [
    textsOf(fields, attribute.name)[0]!,
    typeof value === 'number' ? value : new DataView(value.buffer, value.byteOffset).getFloat32(0, true),
  ];
}

function operationOf(message: Uint8Array): Operation {
  const fields = [...protobufFields(message)];
  const attributes = fields
    .filter(({ number }) => number === node.attribute)
    .flatMap(({ value }) => [attributeOf(value as Uint8Array)].filter((attribute) => attribute !== undefined));
  return {
    opType: textsOf(fields, node.opType)[0]!,
    inputs: textsOf(fields, node.input),
    outputs: textsOf(fields, node.output),
    attributes: new Map(attributes),
  };
}

function constantOf(message: Uint8Array): [string, Constant] {
  const fields = [...protobufFields(message)];
  const raw = fields.find(({ number }) => number === tensor.rawData)?.value;
  const dims = fields.filter(({ number }) => number === tensor.dims).map(({ value }) => value as number);
  return [textsOf(fields, tensor.name)[0]!, { dims, bytes: raw instanceof Uint8Array ? raw : new Uint8Array(0) }];
}

/** Reads an .onnx file that contains its weights, without copying them. */
export function readGraph(file: Uint8Array): Graph {
  const operations: Operation[] = [];
  const constants = new Map<string, Constant>();
  for (const part of protobufFields(file)) {
    if (part.number !== model.graph || typeof part.value === 'number') continue;
    for (const { number, value } of protobufFields(part.value)) {
      if (typeof value === 'number') continue;
      if (number === graph.node) operations.push(operationOf(value));
      if (number === graph.initializer) constants.set(...constantOf(value));
    }
  }
  return { operations, constants };
}
