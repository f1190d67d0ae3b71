import { blockWeightsOf, inputOf, type BlockWeights } from './blockWeights.js';
import { graphField, modelField, readNode, readTensor, type GraphNode, type GraphTensor } from './onnxFields.js';
import { fieldParts, numberField, protobufFields, type Field } from './protobuf.js';

/** A multiplication with a matrix that takes the place of a MatMulNBits. */
export interface Multiplication {
  readonly weights: BlockWeights;
  readonly input: string;
  readonly output: string;
  /** The name of a vector that is added; absent where there is none. */
  readonly bias: string | undefined;
}

/** The operations and constants of a multiplication, as fields of a graph. */
export type MatrixForm = (multiplication: Multiplication) => readonly Uint8Array[];

/** The parts of a graph that its nodes refer to. */
interface GraphIndex {
  readonly constants: ReadonlyMap<string, GraphTensor>;
  /** The input of a Reshape by its output: weights that two operations share have one shape for each. */
  readonly reshaped: ReadonlyMap<string, string>;
  readonly hasSubgraphs: boolean;
}

function indexOf(fields: readonly Field[]): GraphIndex {
  const constants = new Map<string, GraphTensor>();
  const reshaped = new Map<string, string>();
  let hasSubgraphs = false;
  for (const { number, value } of fields) {
    if (typeof value === 'number') continue;
    if (number === graphField.initializer) {
      const tensor = readTensor(value);
      constants.set(tensor.name, tensor);
    }
    if (number !== graphField.node) continue;
    const node = readNode(value);
    hasSubgraphs ||= node.hasSubgraph;
    if (node.opType === 'Reshape') reshaped.set(node.outputs[0]!, node.inputs[0]!);
  }
  return { constants, reshaped, hasSubgraphs };
}

/** The names that are used by none of a graph's other nodes once some are replaced. */
function unusedAfter(nodes: readonly GraphNode[], replaced: ReadonlySet<GraphNode>): ReadonlySet<string> {
  const unused = new Set([...replaced].flatMap(({ inputs }) => inputs));
  for (const node of nodes) {
    if (!replaced.has(node)) for (const input of node.inputs) unused.delete(input);
  }
  return unused;
}

/**
 * Writes every MatMulNBits of a graph in another form, where its weights are readable; the rest stays as it is. Constants
 * that nothing else uses are left out.
 *
 * @param file the bytes of an .onnx file.
 * @returns parts that, one after the other, are the new file.
 */
export function rewriteMatrices(file: Uint8Array, form: MatrixForm): readonly Uint8Array[] {
  const model = [...protobufFields(file)];
  const isGraph = ({ number, value }: Field): boolean => number === modelField.graph && typeof value !== 'number';
  const fields = model.filter(isGraph).flatMap(({ value }) => [...protobufFields(value as Uint8Array)]);
  return [
    ...model.filter((field) => !isGraph(field)).flatMap(unchanged),
    ...fieldParts(modelField.graph, rewrittenGraph(fields, form)),
  ];
}

const unchanged = ({ number, value }: Field): readonly Uint8Array[] =>
  typeof value === 'number' ? [numberField(number, value)] : fieldParts(number, [value]);

function rewrittenGraph(fields: readonly Field[], form: MatrixForm): readonly Uint8Array[] {
  const { constants, reshaped, hasSubgraphs } = indexOf(fields);
  const constant = (name: string): GraphTensor | undefined => constants.get(reshaped.get(name) ?? name);
  const nodes = new Map<Field, GraphNode>();
  const replacements = new Map<GraphNode, readonly Uint8Array[]>();
  for (const field of fields) {
    if (field.number !== graphField.node || typeof field.value === 'number') continue;
    const node = readNode(field.value);
    nodes.set(field, node);
    const weights = blockWeightsOf(node, constant);
    if (weights) replacements.set(node, form(multiplicationOf(node, weights)));
  }
  const dropped = hasSubgraphs ? new Set<string>() : droppedNames([...nodes.values()], new Set(replacements.keys()));
  return fields.flatMap((field) => {
    const node = nodes.get(field);
    if (node) return node.outputs.some((name) => dropped.has(name)) ? [] : (replacements.get(node) ?? unchanged(field));
    const isDropped =
      field.number === graphField.initializer && dropped.has(readTensor(field.value as Uint8Array).name);
    return isDropped ? [] : unchanged(field);
  });
}

/** Names of constants, and of reshaped ones, that only replaced nodes used. */
function droppedNames(nodes: readonly GraphNode[], replaced: ReadonlySet<GraphNode>): ReadonlySet<string> {
  const direct = unusedAfter(nodes, replaced);
  const reshapes = nodes.filter(({ opType, outputs }) => opType === 'Reshape' && direct.has(outputs[0]!));
  const all = unusedAfter(nodes, new Set([...replaced, ...reshapes]));
  const activations = new Set([...replaced].map(({ inputs }) => inputs[inputOf.activations]!));
  const biases = new Set([...replaced].map(({ inputs }) => inputs[inputOf.bias] ?? ''));
  return new Set([...all].filter((name) => name !== '' && !activations.has(name) && !biases.has(name)));
}

function multiplicationOf({ inputs, outputs }: GraphNode, weights: BlockWeights): Multiplication {
  const bias = inputs[inputOf.bias];
  return {
    weights,
    input: inputs[inputOf.activations]!,
    output: outputs[0]!,
    bias: bias === undefined || bias === '' ? undefined : bias,
  };
}
