import { graphInput, graphOutput, onnxFile } from '../../test/engine/support/onnxFile.js';
import { blockSize, type Decoder, type Layer, type Precision, type Shape } from '../weights/decoder.js';
import { OnnxBuilder } from './onnxBuilder.js';

/** cos and sin of every position, each [context, headDim / 2] (Su et al. 2021, RoFormer, §3.2.2). */
function rotaryTables({ context, headDim, ropeTheta }: Shape): [Float32Array, Float32Array] {
  const half = headDim / 2;
  const angle = (i: number): number => Math.floor(i / half) * ropeTheta ** (-(2 * (i % half)) / headDim);
  const table = (of: (angle: number) => number): Float32Array =>
    Float32Array.from({ length: context * half }, (_, i) => of(angle(i)));
  return [table(Math.cos), table(Math.sin)];
}

/** Inputs of all layers: the last valid position, the total length, and the rotary tables. */
function addPositions(g: OnnxBuilder, shape: Shape): string[] {
  const last = g.op('Sub', [g.op('ReduceSum', ['attention_mask', g.ints(1)], { keepdims: 0 }), g.index(1)]);
  const total = g.op('Gather', [g.op('Shape', ['attention_mask']), g.index(1)]);
  const lengths = [last, total].map((name) => g.op('Cast', [name], { to: 6 }));
  const [cos, sin] = rotaryTables(shape);
  const dims = [shape.context, shape.headDim / 2];
  return [...lengths, g.constant('cos', cos, dims), g.constant('sin', sin, dims)];
}

/** A graph to which layers are added. */
interface LayerGraph {
  readonly g: OnnxBuilder;
  readonly shape: Shape;
  /** The outputs of `addPositions`. */
  readonly positions: readonly string[];
}

/** The normalized sum, and the sum itself. */
function addAndNorm({ g, shape: { epsilon } }: LayerGraph, residual: string, added: string, weights: string) {
  const outputs = { normed: `${weights}.normed`, residual: `${weights}.sum` };
  const outputNames = [outputs.normed, '', '', outputs.residual];
  g.microsoft('SkipSimplifiedLayerNormalization', [residual, added, weights], outputNames, {
    epsilon: { float: epsilon },
  });
  return outputs;
}

function addAttention({ g, shape, positions }: LayerGraph, x: string, i: number, { qkv, out }: Layer): string {
  const name = `layers.${i}`;
  const cached = (kind: string): string[] => ['key', 'value'].map((part) => `${kind}.${i}.${part}`);
  const projected = g.times(x, `${name}.qkv`, qkv);
  const inputs = [projected, '', '', ...cached('past_key_values'), ...positions];
  g.microsoft('GroupQueryAttention', inputs, [`${name}.attended`, ...cached('present')], {
    num_heads: shape.heads,
    kv_num_heads: shape.kvHeads,
    do_rotary: 1,
    rotary_interleaved: 0,
    scale: { float: shape.headDim ** -0.5 },
  });
  return g.times(`${name}.attended`, `${name}.out`, out);
}

/** down · (silu(gate) ⊙ up) (Shazeer 2020, SwiGLU). */
function addFeedForward({ g, shape: { inner } }: LayerGraph, x: string, i: number, { gateUp, down }: Layer): string {
  const [gate, up] = [`layers.${i}.gate`, `layers.${i}.up`];
  g.split(g.times(x, `layers.${i}.gate_up`, gateUp), [inner, inner], [gate, up]);
  const gated = g.op('Mul', [g.op('Mul', [gate, g.op('Sigmoid', [gate])]), up]);
  return g.times(gated, `layers.${i}.down`, down);
}

/** Logits of the last `num_logits_to_keep` positions, by the embedding's own weights. */
function addHead(g: OnnxBuilder, x: string, { embedding }: Decoder): void {
  const from = g.op('Reshape', [g.op('Neg', ['num_logits_to_keep']), g.ints(1)]);
  const kept = g.op('Slice', [x, from, g.ints(Number.MAX_SAFE_INTEGER), g.ints(1)]);
  if (g.precision === 'exact') return void g.times(kept, 'logits', embedding);
  const bytesPerBlock = (blockSize * embedding.bits) / 8;
  const byBlock = g.ints(embedding.rows, embedding.columns / blockSize, bytesPerBlock);
  const weights = [
    g.op('Reshape', ['embedding.packed', byBlock]),
    g.op('Reshape', ['embedding.scales', g.ints(embedding.scales.length)]),
  ];
  g.timesNamed(kept, weights, embedding, 'logits');
}

function declareEnds(g: OnnxBuilder, { vocabulary, layers, kvHeads, headDim }: Shape): void {
  const rows = (length: string) => ['batch_size', kvHeads, length, headDim];
  g.parts.push(
    graphInput('input_ids', 'int64', ['batch_size', 'sequence_length']),
    graphInput('attention_mask', 'int64', ['batch_size', 'total_sequence_length']),
    graphInput('num_logits_to_keep', 'int64', []),
    graphOutput('logits', 'float32', ['batch_size', 'num_logits', vocabulary]),
  );
  for (let i = 0; i < layers; i++) {
    for (const part of ['key', 'value']) {
      g.parts.push(graphInput(`past_key_values.${i}.${part}`, 'float32', rows('past_sequence_length')));
      g.parts.push(graphOutput(`present.${i}.${part}`, 'float32', rows('total_sequence_length')));
    }
  }
}

/** Writes a decoder as an .onnx file that contains all weights, in the form of the embedded model. */
export function onnxDecoder(decoder: Decoder, precision?: Precision): Uint8Array {
  const { shape, embedding } = decoder;
  const g = new OnnxBuilder(precision);
  const graph = { g, shape, positions: addPositions(g, shape) };
  const table = g.constant('embedding.packed', embedding.packed, [
    embedding.rows,
    (embedding.columns * embedding.bits) / 8,
  ]);
  const scales = g.constant('embedding.scales', embedding.scales, [embedding.rows, embedding.columns / blockSize]);
  g.microsoft('GatherBlockQuantized', [table, 'input_ids', scales], ['embedded'], {
    bits: embedding.bits,
    block_size: blockSize,
    gather_axis: 0,
    quantize_axis: 1,
  });
  const first = g.norm('norm_before', decoder.layers[0]!.attentionNorm);
  const epsilon = { axis: 2, epsilon: { float: shape.epsilon }, stash_type: 1 };
  let at = { normed: g.op('SimplifiedLayerNormalization', ['embedded', first], epsilon), residual: 'embedded' };
  decoder.layers.forEach((layer, i) => {
    const attended = addAttention(graph, at.normed, i, layer);
    at = addAndNorm(graph, at.residual, attended, g.norm(`layers.${i}.norm_2`, layer.feedForwardNorm));
    const fed = addFeedForward(graph, at.normed, i, layer);
    const following = decoder.layers[i + 1]?.attentionNorm ?? decoder.norm;
    at = addAndNorm(graph, at.residual, fed, g.norm(`layers.${i}.norm_after`, following));
  });
  addHead(g, at.normed, decoder);
  declareEnds(g, shape);
  return onnxFile(g.parts);
}
