import { bytesField, concatenated, numberField, protobufFields, textOf, type Bytes } from './protobuf.js';

/** Field numbers of onnx.proto. */
const model = { graph: 7 };
const graph = { node: 1, initializer: 5, output: 12 };
const node = { input: 1, output: 2, name: 3, opType: 4 };
const tensor = { dims: 1, dataType: 2, int64Data: 7, name: 8 };
const valueInfo = { name: 1, type: 2 };
const int64 = 7;

/** A graph output as its file declares it. */
interface Output {
  readonly name: string;
  /** The bytes of its TypeProto. */
  readonly type: Uint8Array;
}

/** The outputs of the graph in an .onnx file. */
export function outputsOf(file: Uint8Array): Output[] {
  const outputs: Output[] = [];
  for (const part of protobufFields(file)) {
    if (part.number !== model.graph || typeof part.value === 'number') continue;
    for (const { number, value } of protobufFields(part.value)) {
      if (number !== graph.output || typeof value === 'number') continue;
      const fields = [...protobufFields(value)];
      const bytes = (wanted: number): Uint8Array =>
        fields.find((field) => field.number === wanted)!.value as Uint8Array;
      outputs.push({ name: textOf(bytes(valueInfo.name)), type: bytes(valueInfo.type) });
    }
  }
  return outputs;
}

/** The name of the output that holds only the rows that a run added to `present.N.key|value`. */
export const newRowsOf = (present: string): string => present.replace(/^present/, 'new');

const constant = (name: string, value: number): Uint8Array =>
  bytesField(graph.initializer, [
    numberField(tensor.dims, 1),
    numberField(tensor.dataType, int64),
    bytesField(tensor.int64Data, Uint8Array.of(value)),
    bytesField(tensor.name, name),
  ]);

const operation = (opType: string, inputs: readonly string[], output: string): Uint8Array =>
  bytesField(graph.node, [
    ...inputs.map((input) => bytesField(node.input, input)),
    bytesField(node.output, output),
    bytesField(node.name, output),
    bytesField(node.opType, opType),
  ]);

const output = (name: string, type: Uint8Array): Uint8Array =>
  bytesField(graph.output, [bytesField(valueInfo.name, name), bytesField(valueInfo.type, elementTypeOnly(type))]);

/** The output's shape is another than that of `present`: name the type of the elements and let the runtime infer it. */
function elementTypeOnly(type: Uint8Array): Uint8Array {
  const tensorType = [...protobufFields(type)].find(({ number }) => number === 1)!.value as Uint8Array;
  const element = [...protobufFields(tensorType)].find(({ number }) => number === 1)!.value as number;
  return bytesField(1, [numberField(1, element)]);
}

/**
 * Adds to a graph, for each `present.N.key|value` of all rows, an output `new.N.key|value` of only those rows that the
 * run added. The runtime copies every fetched output, so fetching all rows costs milliseconds at each step.
 *
 * Nothing is parsed or rewritten: protocol buffers merge what is repeated, so the nodes are appended to the file.
 *
 * @param file the bytes of an .onnx file whose inputs include `input_ids` and `attention_mask`.
 */
export function withNewRows(file: Uint8Array): Bytes {
  const presents = outputsOf(file).filter(({ name }) => name.startsWith('present'));
  const own = (name: string): string => `inkling.${name}`;
  const secondDim = (input: string): Uint8Array[] => [
    operation('Shape', [input], own(`${input}.shape`)),
    operation('Slice', [own(`${input}.shape`), own('one'), own('two')], own(`${input}.length`)),
  ];
  const slices = presents.flatMap(({ name, type }) => [
    operation('Slice', [name, own('past'), own('attention_mask.length'), own('two')], newRowsOf(name)),
    output(newRowsOf(name), type),
  ]);
  const addition = bytesField(model.graph, [
    constant(own('one'), 1),
    constant(own('two'), 2),
    ...secondDim('input_ids'),
    ...secondDim('attention_mask'),
    operation('Sub', [own('attention_mask.length'), own('input_ids.length')], own('past')),
    ...slices,
  ]);
  return concatenated([file, addition]);
}
