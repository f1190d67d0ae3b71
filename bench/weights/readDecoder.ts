import { readGraph, type Constant, type Graph, type Operation } from '../formats/onnxGraph.js';
import { blockSize, type Decoder, type Layer, type Matrix, type Shape } from './decoder.js';

/** A Llama's sizes in a config.json. */
export interface Config {
  readonly vocab_size: number;
  readonly hidden_size: number;
  readonly intermediate_size: number;
  readonly num_hidden_layers: number;
  readonly num_attention_heads: number;
  readonly num_key_value_heads?: number;
  readonly head_dim?: number;
  readonly max_position_embeddings: number;
  readonly rope_theta?: number;
  readonly rms_norm_eps?: number;
  /** Rows of each hashed n-gram table; absent without them. */
  readonly ngram_rows?: number;
}

/** The model is not a plain Llama in 4 or 8 bits: other engines cannot run it. */
export class NotALlama extends Error {
  override readonly name = 'NotALlama';
}

export const shapeOf = (config: Config): Shape => ({
  vocabulary: config.vocab_size,
  hidden: config.hidden_size,
  inner: config.intermediate_size,
  layers: config.num_hidden_layers,
  heads: config.num_attention_heads,
  kvHeads: config.num_key_value_heads ?? config.num_attention_heads,
  headDim: config.head_dim ?? config.hidden_size / config.num_attention_heads,
  context: config.max_position_embeddings,
  ropeTheta: config.rope_theta ?? 10_000,
  epsilon: config.rms_norm_eps ?? 1e-5,
});

/** The exact operations of a layer: a graph with more or other operations computes something else. */
const layerSteps = ['MatMulNBits', 'GroupQueryAttention', 'MatMulNBits', 'SkipSimplifiedLayerNormalization'].concat([
  'MatMulNBits',
  'Split',
  'Sigmoid',
  'Mul',
  'Mul',
  'MatMulNBits',
  'SkipSimplifiedLayerNormalization',
]);
const allSteps = (layers: number): string[] => [
  'GatherBlockQuantized',
  'SimplifiedLayerNormalization',
  ...Array.from({ length: layers }, () => layerSteps).flat(),
  'MatMulNBits',
];
/** Arithmetic on lengths and shapes, the same for every decoder. */
const bookkeeping = new Set(['ReduceSum', 'Sub', 'Cast', 'Shape', 'Gather', 'Neg', 'Reshape', 'Slice']);

/** The operations of n-gram tables are between the embedding and the first norm. */
function withoutTables(steps: readonly Operation[]): Operation[] {
  const embedding = steps.find(
    ({ opType, inputs }) => opType === 'GatherBlockQuantized' && inputs.includes('input_ids'),
  );
  const rest = steps.slice(steps.findIndex(({ opType }) => opType === 'SimplifiedLayerNormalization'));
  return embedding ? [embedding, ...rest] : rest;
}

const floatsOf = ({ bytes }: Constant): Float32Array => new Float32Array(Uint8Array.from(bytes).buffer);

class Reader {
  constructor(private readonly graph: Graph) {}

  norm({ inputs }: Operation): Float32Array {
    // The norm with a sum has an additional input before its weights.
    return floatsOf(this.constant(inputs.at(-1)!));
  }

  matrix({ attributes, inputs }: Operation, rows: number, columns: number): Matrix {
    const bits = attributes.get('bits') ?? 4;
    const isKnown =
      (bits === 4 || bits === 8) && attributes.get('block_size') === blockSize && columns % blockSize === 0;
    if (!isKnown) throw new NotALlama(`A matrix has ${bits} bits in blocks of ${attributes.get('block_size')}.`);
    const [packed, scales] = inputs.filter((name) => this.graph.constants.has(name)).map((name) => this.constant(name));
    const { buffer, byteOffset, length } = packed!.bytes;
    const bytes = new Uint8Array(buffer, byteOffset, length);
    const matrix = { rows, columns, bits, packed: bytes, scales: floatsOf(scales!) } as const;
    if (matrix.packed.length !== (rows * columns * bits) / 8 || matrix.scales.length !== (rows * columns) / blockSize) {
      throw new NotALlama(`A matrix is not [${rows}, ${columns}], as config.json says.`);
    }
    return matrix;
  }

  private constant(name: string): Constant {
    const constant = this.graph.constants.get(name);
    if (!constant) throw new NotALlama(`${name} is not a constant of the graph.`);
    return constant;
  }
}

/**
 * Reads the weights of a Llama from its ONNX graph, by the order of the operations, not by names, without n-gram tables.
 *
 * @throws NotALlama if the graph is not the plain architecture with its head tied to the embedding.
 */
export function readDecoder(file: Uint8Array, config: Config): Decoder {
  const shape = shapeOf(config);
  const graph = readGraph(file);
  const all = graph.operations.filter(({ opType }) => !bookkeeping.has(opType));
  const steps = config.ngram_rows ? withoutTables(all) : all;
  const operations = steps.map(({ opType }) => opType).join(' ');
  if (operations !== allSteps(shape.layers).join(' '))
    throw new NotALlama('The graph has other operations than a plain Llama.');
  if (steps.at(-1)!.inputs.some((name) => graph.constants.has(name))) {
    throw new NotALlama('The head has its own matrix.');
  }

  const reader = new Reader(graph);
  const { vocabulary, hidden, inner, heads, kvHeads, headDim } = shape;
  const layers = Array.from({ length: shape.layers }, (_, i): Layer => {
    const at = (step: number): Operation => steps[2 + i * layerSteps.length + step]!;
    return {
      // The norm before a layer is the last operation before it.
      attentionNorm: reader.norm(at(-1)),
      qkv: reader.matrix(at(0), (heads + 2 * kvHeads) * headDim, hidden),
      out: reader.matrix(at(2), hidden, heads * headDim),
      feedForwardNorm: reader.norm(at(3)),
      gateUp: reader.matrix(at(4), 2 * inner, hidden),
      down: reader.matrix(at(9), hidden, inner),
    };
  });
  return {
    shape,
    embedding: reader.matrix(steps[0]!, vocabulary, hidden),
    layers,
    norm: reader.norm(steps.at(-2)!),
  };
}
