import { reorderRows, rowsOf, type Decoder, type Matrix, type Precision } from '../weights/decoder.js';
import { toBlocks, toFloats } from './blocks.js';
import {
  bool,
  float32,
  ggufFile,
  int32s,
  string,
  ggufStrings,
  uint32,
  type GgufEntry,
  type Tensor,
} from './ggufFile.js';

/** llama.cpp's names for the tokens of a fill-in-the-middle prompt. */
export type MarkName = 'fim_pre' | 'fim_suf' | 'fim_mid' | 'fim_sep';

/** The vocabulary of a GGUF file; with token ids as input only its size matters. */
export interface TokenList {
  /** In the order of their ids. */
  readonly tokens: readonly string[];
  readonly control: ReadonlySet<number>;
  readonly endOfText: number;
  /** Pairs of tokens, joined by a space, in the order in which they are merged; empty for a tokenizer without any. */
  readonly merges: readonly string[];
  /** Ids of the fill-in-the-middle tokens that the model has. */
  readonly marks: Readonly<Partial<Record<MarkName, number>>>;
}

const tokenTypes = { normal: 1, control: 3 };

function metadataOf({ shape }: Decoder, { tokens, control, endOfText, merges, marks }: TokenList): GgufEntry[] {
  const size = (key: string, value: number): GgufEntry => uint32(`llama.${key}`, value);
  return [
    string('general.architecture', 'llama'),
    string('general.name', 'bench'),
    size('vocab_size', shape.vocabulary),
    size('context_length', shape.context),
    size('embedding_length', shape.hidden),
    size('feed_forward_length', shape.inner),
    size('block_count', shape.layers),
    size('attention.head_count', shape.heads),
    size('attention.head_count_kv', shape.kvHeads),
    size('attention.key_length', shape.headDim),
    size('attention.value_length', shape.headDim),
    size('rope.dimension_count', shape.headDim),
    float32('llama.rope.freq_base', shape.ropeTheta),
    float32('llama.attention.layer_norm_rms_epsilon', shape.epsilon),
    string('tokenizer.ggml.model', 'gpt2'),
    string('tokenizer.ggml.pre', 'gpt-2'),
    ggufStrings('tokenizer.ggml.tokens', tokens),
    int32s(
      'tokenizer.ggml.token_type',
      tokens.map((_, id) => (control.has(id) ? tokenTypes.control : tokenTypes.normal)),
    ),
    // Without any, llama.cpp refuses the file.
    ggufStrings('tokenizer.ggml.merges', merges.length > 0 ? merges : [`${tokens.at(-2)} ${tokens.at(-1)}`]),
    ...Object.entries(marks).map(([name, id]) => uint32(`tokenizer.ggml.${name}_token_id`, id)),
    uint32('tokenizer.ggml.bos_token_id', endOfText),
    uint32('tokenizer.ggml.eos_token_id', endOfText),
    bool('tokenizer.ggml.add_bos_token', false),
  ];
}

/**
 * The old index of each row of a projection to heads: llama.cpp's Llama rotates neighboring pairs, where the ONNX graph
 * rotates the first half of a head against the second (Su et al. 2021, §3.2.2; the pairing is free).
 */
export const interleaved = (heads: number, headDim: number): number[] =>
  Array.from({ length: heads * headDim }, (_, row) => {
    const head = Math.floor(row / headDim);
    const within = row % headDim;
    return head * headDim + (within >> 1) + (within % 2) * (headDim / 2);
  });

const matrixTensor = (name: string, matrix: Matrix, precision: Precision): Tensor => ({
  name: `${name}.weight`,
  type: precision === 'exact' ? 'f32' : matrix.bits === 8 ? 'q8_0' : 'q4_0',
  dims: [matrix.columns, matrix.rows],
  data: precision === 'exact' ? new Uint8Array(toFloats(matrix).buffer) : toBlocks(matrix),
});

const normTensor = (name: string, weights: Float32Array): Tensor => ({
  name: `${name}.weight`,
  type: 'f32',
  dims: [weights.length],
  data: new Uint8Array(weights.buffer, weights.byteOffset, weights.byteLength),
});

/**
 * Writes a decoder as a GGUF file for llama.cpp's `llama` architecture, without rounding its weights again.
 *
 * @param precision float32 matrices are exact: with blocks llama.cpp rounds activations as well.
 */
export function ggufDecoder(decoder: Decoder, tokenList: TokenList, precision: Precision = 'shipped'): Uint8Array[] {
  const matrix = (name: string, weights: Matrix): Tensor => matrixTensor(name, weights, precision);
  const { heads, kvHeads, headDim, inner } = decoder.shape;
  const tensors = decoder.layers.flatMap((layer, i) => {
    const name = (part: string): string => `blk.${i}.${part}`;
    const [keys, values] = [heads * headDim, (heads + kvHeads) * headDim];
    const projections = rowsOf(layer.qkv, 0, values + kvHeads * headDim);
    return [
      normTensor(name('attn_norm'), layer.attentionNorm),
      matrix(name('attn_q'), reorderRows(rowsOf(projections, 0, keys), interleaved(heads, headDim))),
      matrix(name('attn_k'), reorderRows(rowsOf(projections, keys, values), interleaved(kvHeads, headDim))),
      matrix(name('attn_v'), rowsOf(projections, values, projections.rows)),
      matrix(name('attn_output'), layer.out),
      normTensor(name('ffn_norm'), layer.feedForwardNorm),
      matrix(name('ffn_gate'), rowsOf(layer.gateUp, 0, inner)),
      matrix(name('ffn_up'), rowsOf(layer.gateUp, inner, 2 * inner)),
      matrix(name('ffn_down'), layer.down),
    ];
  });
  // Without an output matrix llama.cpp uses the embedding.
  const shared = [matrix('token_embd', decoder.embedding), normTensor('output_norm', decoder.norm)];
  return ggufFile(metadataOf(decoder, tokenList), [...shared, ...tensors]);
}
