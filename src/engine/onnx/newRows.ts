import { operationField } from './graphParts.js';
import { dataType, graphField, modelField, tensorField, valueInfoField } from './onnxFields.js';
import { bytesField, concatenated, numberField, protobufFields, textOf, type Bytes } from './protobuf.js';

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
    if (part.number !== modelField.graph || typeof part.value === 'number') continue;
    for (const { number, value } of protobufFields(part.value)) {
      if (number !== graphField.output || typeof value === 'number') continue;
      const fields = [...protobufFields(value)];
      const bytes = (wanted: number): Uint8Array =>
        fields.find((field) => field.number === wanted)!.value as Uint8Array;
      outputs.push({ name: textOf(bytes(valueInfoField.name)), type: bytes(valueInfoField.type) });
    }
  }
  return outputs;
}

/** The name of the output that holds only the rows that a run added to `present.N.key|value`. */
export const newRowsOf = (present: string): string => present.replace(/^present/, 'new');

const constant = (name: string, value: number): Uint8Array =>
  bytesField(graphField.initializer, [
    numberField(tensorField.dims, 1),
    numberField(tensorField.dataType, dataType.int64),
    bytesField(tensorField.int64Data, Uint8Array.of(value)),
    bytesField(tensorField.name, name),
  ]);

const output = (name: string, type: Uint8Array): Uint8Array =>
  bytesField(graphField.output, [
    bytesField(valueInfoField.name, name),
    bytesField(valueInfoField.type, elementTypeOnly(type)),
  ]);

/** The output's shape is another than that of `present`: name the type of the elements and let the runtime infer it. */
function elementTypeOnly(type: Uint8Array): Uint8Array {
  const tensorType = [...protobufFields(type)].find(({ number }) => number === 1)!.value as Uint8Array;
  const element = [...protobufFields(tensorType)].find(({ number }) => number === 1)!.value as number;
  return bytesField(1, [numberField(1, element)]);
}

/**
 * The addition to a graph that gives it, for each `present.N.key|value` of all rows, an output `new.N.key|value` of only those rows
 * that the run added. The runtime copies every fetched output, so fetching all rows costs milliseconds at each step.
 *
 * Nothing is parsed or rewritten: protocol buffers merge what is repeated, so the addition comes after the file.
 *
 * @param file the bytes of an .onnx file whose inputs include `input_ids` and `attention_mask`.
 */
export function newRowsAddition(file: Uint8Array): Bytes {
  const presents = outputsOf(file).filter(({ name }) => name.startsWith('present'));
  const own = (name: string): string => `inkling.${name}`;
  const secondDim = (input: string): Uint8Array[] => [
    operationField('Shape', [input], own(`${input}.shape`)),
    operationField('Slice', [own(`${input}.shape`), own('one'), own('two')], own(`${input}.length`)),
  ];
  const slices = presents.flatMap(({ name, type }) => [
    operationField('Slice', [name, own('past'), own('attention_mask.length'), own('two')], newRowsOf(name)),
    output(newRowsOf(name), type),
  ]);
  return bytesField(modelField.graph, [
    constant(own('one'), 1),
    constant(own('two'), 2),
    ...secondDim('input_ids'),
    ...secondDim('attention_mask'),
    operationField('Sub', [own('attention_mask.length'), own('input_ids.length')], own('past')),
    ...slices,
  ]);
}

/** The bytes of an .onnx file with the outputs of `newRowsAddition`. */
export const withNewRows = (file: Uint8Array): Bytes => concatenated([file, newRowsAddition(file)]);
