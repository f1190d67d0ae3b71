import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onnxDecoder } from '../formats/onnxDecoder.js';
import { cacheFolder, embeddedFolder } from '../paths.js';
import { firstLayers, type Decoder, type Shape } from './decoder.js';
import { randomDecoder } from './randomDecoder.js';
import { readDecoder, type Config } from './readDecoder.js';
import { emptyTokenizer, tokenListOf } from './tokenLists.js';
import { writeGguf, writePlainFolder } from './writeModel.js';

/** One model in the formats of the engines. */
export interface WeightFiles {
  /** A model folder with an ONNX graph. */
  readonly folder: string;
  /** The same weights as GGUF; absent where llama.cpp cannot run them. */
  readonly gguf?: string;
}

const readJson = (...path: string[]): unknown => JSON.parse(readFileSync(join(...path), 'utf8'));

/** The weights of the embedded model. @throws NotALlama if llama.cpp cannot run them. */
export function embeddedDecoder(): Decoder {
  const graph = readFileSync(join(embeddedFolder, 'onnx', 'model_quantized.onnx'));
  return readDecoder(graph, readJson(embeddedFolder, 'config.json') as Config);
}

/** Whether the embedded model has n-gram tables, which llama.cpp does not support: then all engines run it without them. */
export const hasTables = (): boolean => Boolean((readJson(embeddedFolder, 'config.json') as Config).ngram_rows);

/**
 * The embedded model, and its weights converted for llama.cpp; both without n-gram tables.
 *
 * @param decoder absent where conversion is not possible.
 */
export function embeddedFiles(decoder: Decoder | undefined): WeightFiles {
  if (!decoder) return { folder: embeddedFolder };
  mkdirSync(cacheFolder, { recursive: true });
  const gguf = join(cacheFolder, 'embedded.gguf');
  const tokens = tokenListOf(readJson(embeddedFolder, 'tokenizer.json'), decoder.shape.vocabulary);
  writeGguf(gguf, decoder, tokens);
  return { folder: hasTables() ? plainFolder('without-tables', decoder) : embeddedFolder, gguf };
}

/** A model folder with the first layers of the embedded model and its tokenizer: a draft model, for lack of a trained one. */
export const drafterFolder = (decoder: Decoder, layers: number): string =>
  plainFolder(`first-${layers}-layers`, firstLayers(decoder, layers));

/** A model folder in the cache with the embedded model's tokenizer, and a plain Llama of its weights. */
function plainFolder(name: string, decoder: Decoder): string {
  const folder = join(cacheFolder, name);
  writePlainFolder(folder, decoder, embeddedFolder);
  return folder;
}

const configOf = (shape: Shape): Config & Record<string, unknown> => ({
  architectures: ['LlamaForCausalLM'],
  model_type: 'llama',
  vocab_size: shape.vocabulary,
  hidden_size: shape.hidden,
  intermediate_size: shape.inner,
  num_hidden_layers: shape.layers,
  num_attention_heads: shape.heads,
  num_key_value_heads: shape.kvHeads,
  head_dim: shape.headDim,
  max_position_embeddings: shape.context,
  rope_theta: shape.ropeTheta,
  rms_norm_eps: shape.epsilon,
  eos_token_id: 0,
});

/** Random weights in both formats, cached on disk. */
export function randomFiles(name: string, shape: Shape, bits: 4 | 8): WeightFiles {
  const folder = join(cacheFolder, name);
  const gguf = join(folder, 'model.gguf');
  const done = join(folder, 'done.json');
  const wanted = JSON.stringify({ shape, bits });
  if (existsSync(done) && readFileSync(done, 'utf8') === wanted) return { folder, gguf };
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(join(folder, 'onnx'), { recursive: true });
  const decoder = randomDecoder(shape, bits, 1);
  const { tokenizer, config } = emptyTokenizer(shape.vocabulary);
  const files = { 'config.json': configOf(shape), 'tokenizer.json': tokenizer, 'tokenizer_config.json': config };
  for (const [file, value] of Object.entries(files)) writeFileSync(join(folder, file), JSON.stringify(value));
  writeFileSync(join(folder, 'onnx', bits === 8 ? 'model_quantized.onnx' : 'model_q4.onnx'), onnxDecoder(decoder));
  writeGguf(gguf, decoder, tokenListOf(tokenizer, shape.vocabulary));
  writeFileSync(done, wanted);
  return { folder, gguf };
}
