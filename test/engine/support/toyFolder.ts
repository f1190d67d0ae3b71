import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { shape, toyGraph, type ToyOptions } from './toyGraph.js';
import { toyTokenizer, type ToyTokenizer } from './toyTokenizer.js';

/** Special tokens of a vocabulary that fills in the middle, and of one that does not. */
export const fimTokens = ['<|endoftext|>', '<|fim_prefix|>', '<|fim_suffix|>', '<|fim_middle|>'] as const;
export const plainTokens = ['<|endoftext|>'] as const;

/** Writes a small model with random weights into an empty folder, laid out as the hub does. */
export function writeToyModel(folder: string, options: ToyOptions, toy: ToyTokenizer = toyTokenizer(fimTokens)): void {
  const config = {
    architectures: ['LlamaForCausalLM'],
    model_type: 'llama',
    vocab_size: toy.vocabSize,
    hidden_size: shape.hidden,
    num_hidden_layers: shape.layers,
    num_attention_heads: shape.heads,
    num_key_value_heads: shape.kvHeads,
    head_dim: shape.headDim,
    max_position_embeddings: shape.context,
    eos_token_id: 0,
  };
  const json = { 'config.json': config, 'tokenizer.json': toy.tokenizer, 'tokenizer_config.json': toy.config };
  for (const [file, value] of Object.entries(json)) writeFileSync(join(folder, file), JSON.stringify(value));
  mkdirSync(join(folder, 'onnx'));
  const files = toyGraph('model.onnx', options, toy);
  for (const [file, bytes] of Object.entries(files)) writeFileSync(join(folder, 'onnx', file), bytes);
}
