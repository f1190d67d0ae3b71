import { seededRng, type Rng } from '../../../src/core/sampling/rng.js';
import type { ToyTokenizer } from './toyTokenizer.js';
import {
  graphInput,
  graphOutput,
  initializer,
  onnxFile,
  microsoftOperation,
  operation,
  type External,
} from './onnxFile.js';

/** The layout of the cache, and the optional inputs of the graph. */
export interface ToyOptions {
  /**
   * `gqa`: Microsoft's GroupQueryAttention, which reads the valid length from the mask.
   * `concat`: plain operators that append new rows to past ones, as Optimum exports them; a mask of another length
   * than past and new rows together fails. `blindConcat`: the same, but the mask is not looked at, so nothing fails.
   */
  readonly attention: 'gqa' | 'concat' | 'blindConcat';
  readonly numLogitsToKeep?: boolean;
  readonly positionIds?: boolean;
  /** Into how many files beside the graph the weights go; 0 keeps them in it. */
  readonly externalFiles?: number;
  /** Another seed gives other weights. */
  readonly seed?: number;
  /** The bias of every token that the toy may choose; 0 if absent. */
  readonly bias?: number;
}

/** Sizes of the toy: two layers, two heads that share one head of keys and values. */
export const shape = { layers: 2, heads: 2, kvHeads: 1, headDim: 16, hidden: 32, inner: 64, context: 512 } as const;

/** A graph with its weights: the files of the `onnx` folder by name. */
export type GraphFiles = Readonly<Record<string, Uint8Array>>;

/** Collects the parts of a graph; `op` and `weight` return the name of the part that they add. */
class GraphBuilder {
  readonly parts: Uint8Array[] = [];
  private readonly random: Rng;
  private readonly external: Uint8Array[][];
  private count = 0;

  constructor(
    private readonly fileName: string,
    { externalFiles = 0, seed = 20 }: ToyOptions,
  ) {
    this.random = seededRng(seed);
    this.external = Array.from({ length: externalFiles }, () => []);
  }

  op(opType: string, inputs: readonly string[], attributes: Readonly<Record<string, number | number[]>> = {}): string {
    const output = `${opType}_${this.count++}`;
    this.parts.push(operation(opType, inputs, [output], attributes));
    return output;
  }

  ints(...values: number[]): string {
    const name = `ints_${this.count++}`;
    this.parts.push(initializer(name, BigInt64Array.from(values, BigInt), [values.length]));
    return name;
  }

  scalar(value: number): string {
    const name = `scalar_${this.count++}`;
    this.parts.push(initializer(name, BigInt64Array.of(BigInt(value)), []));
    return name;
  }

  floats(values: Float32Array, dims: readonly number[]): string {
    const name = `floats_${this.count++}`;
    this.parts.push(initializer(name, values, dims, this.placeOutside(values)));
    return name;
  }

  /** Uniform in ±size; the same sequence for every variant, so that variants have the same weights. */
  weight(dims: readonly number[], size: number): string {
    const length = dims.reduce((product, dim) => product * dim, 1);
    return this.floats(
      Float32Array.from({ length }, () => (2 * this.random() - 1) * size),
      dims,
    );
  }

  files(): GraphFiles {
    const data = this.external.map((parts, i) => [this.externalName(i), Buffer.concat(parts)] as const);
    return { [this.fileName]: onnxFile(this.parts), ...Object.fromEntries(data) };
  }

  private externalName(i: number): string {
    return `${this.fileName}_data${i === 0 ? '' : `_${i}`}`;
  }

  /** Weights go to the files in turn; a single number stays where it is. */
  private placeOutside(values: Float32Array): External | undefined {
    if (this.external.length === 0 || values.length === 1) return undefined;
    const i = this.count % this.external.length;
    const offset = this.external[i]!.reduce((sum, { length }) => sum + length, 0);
    this.external[i]!.push(Buffer.from(values.buffer));
    return { file: this.externalName(i), offset };
  }
}

/** Names that every layer needs: how many rows there were, and how many there are. */
interface Lengths {
  /** Scalars. */
  readonly past: string;
  readonly total: string;
  /** [sequence]: the positions of the new rows. */
  readonly positions: string;
}

function lengthsOf(g: GraphBuilder, attention: ToyOptions['attention']): Lengths {
  const dim = (input: string, axis: number): string => g.op('Gather', [g.op('Shape', [input]), g.scalar(axis)]);
  const added = dim('input_ids', 1);
  const total =
    attention === 'blindConcat' ? g.op('Add', [dim('past_key_values.0.key', 2), added]) : dim('attention_mask', 1);
  const past = g.op('Sub', [total, added]);
  return { past, total, positions: g.op('Range', [past, total, g.scalar(1)]) };
}

type Projections = Readonly<Record<'q' | 'k' | 'v', string>>;

function groupQueryAttention(g: GraphBuilder, { q, k, v }: Projections, { total }: Lengths, layer: number): string {
  const lastValid = g.op('Sub', [g.op('ReduceSum', ['attention_mask', g.ints(1)], { keepdims: 0 }), g.scalar(1)]);
  const [lengths, totalLength] = [lastValid, total].map((name) => g.op('Cast', [name], { to: 6 }));
  const past = ['key', 'value'].map((name) => `past_key_values.${layer}.${name}`);
  const outputs = [`attention_${layer}`, `present.${layer}.key`, `present.${layer}.value`];
  const inputs = [q, k, v, ...past, lengths!, totalLength!];
  const attributes = { num_heads: shape.heads, kv_num_heads: shape.kvHeads, do_rotary: 0 };
  g.parts.push(microsoftOperation('GroupQueryAttention', inputs, outputs, attributes));
  return outputs[0]!;
}

function plainAttention(g: GraphBuilder, { q, k, v }: Projections, lengths: Lengths, layer: number): string {
  const byHead = (name: string, heads: number): string =>
    g.op('Transpose', [g.op('Reshape', [name, g.ints(0, 0, heads, shape.headDim)])], { perm: [0, 2, 1, 3] });
  const appended = (name: 'key' | 'value', rows: string): string => {
    const present = `present.${layer}.${name}`;
    const inputs = [`past_key_values.${layer}.${name}`, byHead(rows, shape.kvHeads)];
    g.parts.push(operation('Concat', inputs, [present], { axis: 2 }));
    return present;
  };
  const keys = g.op('Transpose', [appended('key', k)], { perm: [0, 1, 3, 2] });
  const values = appended('value', v);
  const columns = g.op('Range', [g.scalar(0), lengths.total, g.scalar(1)]);
  const isPast = g.op('LessOrEqual', [columns, g.op('Unsqueeze', [lengths.positions, g.ints(1)])]);
  const one = (value: number): string => g.floats(Float32Array.of(value), [1]);
  const mask = g.op('Where', [isPast, one(0), one(-1e9)]);
  const scores = g.op('Mul', [g.op('MatMul', [byHead(q, shape.heads), keys]), one(1 / Math.sqrt(shape.headDim))]);
  const weights = g.op('Softmax', [g.op('Add', [scores, mask])], { axis: 3 });
  const mixed = g.op('Transpose', [g.op('MatMul', [weights, values])], { perm: [0, 2, 1, 3] });
  return g.op('Reshape', [mixed, g.ints(0, 0, shape.hidden)]);
}

function declareInputs(g: GraphBuilder, { numLogitsToKeep, positionIds }: ToyOptions, vocabSize: number): void {
  const rows = (length: string) => ['batch_size', shape.kvHeads, length, shape.headDim];
  g.parts.push(graphInput('input_ids', 'int64', ['batch_size', 'sequence_length']));
  g.parts.push(graphInput('attention_mask', 'int64', ['batch_size', 'total_sequence_length']));
  if (positionIds) g.parts.push(graphInput('position_ids', 'int64', ['batch_size', 'sequence_length']));
  if (numLogitsToKeep) g.parts.push(graphInput('num_logits_to_keep', 'int64', []));
  g.parts.push(graphOutput('logits', 'float32', ['batch_size', 'rows', vocabSize]));
  for (let layer = 0; layer < shape.layers; layer++) {
    for (const name of ['key', 'value']) {
      g.parts.push(graphInput(`past_key_values.${layer}.${name}`, 'float32', rows('past_sequence_length')));
      g.parts.push(graphOutput(`present.${layer}.${name}`, 'float32', rows('total_sequence_length')));
    }
  }
}

/**
 * A transformer decoder with learned positions and random weights, as an .onnx file: all variants compute the same.
 *
 * @param fileName the graph's, such as `model.onnx`.
 */
export function toyGraph(fileName: string, options: ToyOptions, { vocabSize, unspoken }: ToyTokenizer): GraphFiles {
  const { layers, hidden, inner, kvHeads, headDim, context } = shape;
  const g = new GraphBuilder(fileName, options);
  const lengths = lengthsOf(g, options.attention);
  const attention = options.attention === 'gqa' ? groupQueryAttention : plainAttention;
  const ones = g.floats(new Float32Array(hidden).fill(1), [hidden]);
  const normed = (x: string): string => g.op('LayerNormalization', [x, ones], { axis: 2 });
  const times = (x: string, from: number, to: number): string =>
    g.op('MatMul', [x, g.weight([from, to], 1.5 / Math.sqrt(from))]);

  const positions = options.positionIds ? 'position_ids' : lengths.positions;
  const tokens = g.op('Gather', [g.weight([vocabSize, hidden], 1), 'input_ids']);
  let x = g.op('Add', [tokens, g.op('Gather', [g.weight([context, hidden], 1), positions])]);
  for (let layer = 0; layer < layers; layer++) {
    const n = normed(x);
    const projections = {
      q: times(n, hidden, hidden),
      k: times(n, hidden, kvHeads * headDim),
      v: times(n, hidden, kvHeads * headDim),
    };
    x = g.op('Add', [x, times(attention(g, projections, lengths, layer), hidden, hidden)]);
    x = g.op('Add', [x, times(g.op('Relu', [times(normed(x), hidden, inner)]), inner, hidden)]);
  }
  if (options.numLogitsToKeep) {
    const from = g.op('Neg', [g.op('Reshape', ['num_logits_to_keep', g.ints(1)])]);
    x = g.op('Slice', [x, from, g.ints(Number.MAX_SAFE_INTEGER), g.ints(1)]);
  }
  const bias = new Float32Array(vocabSize).fill(options.bias ?? 0);
  for (const id of unspoken) bias[id] = -100;
  const logits = g.op('MatMul', [normed(x), g.weight([hidden, vocabSize], 1)]);
  g.parts.push(operation('Add', [logits, g.floats(bias, [vocabSize])], ['logits']));
  declareInputs(g, options, vocabSize);
  return g.files();
}
