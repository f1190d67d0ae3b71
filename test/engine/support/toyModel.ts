import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { shape, toyGraph, type ToyOptions } from './toyGraph.js';
import { toyTokenizer } from './toyTokenizer.js';

/** An empty folder that goes when the test ends. */
export function folderOfTest(): string {
  const folder = mkdtempSync(join(tmpdir(), 'inkling-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Special tokens of a vocabulary that fills in the middle, and of one that does not. */
export const fimTokens = ['<|endoftext|>', '<|fim_prefix|>', '<|fim_suffix|>', '<|fim_middle|>'] as const;
export const plainTokens = ['<|endoftext|>'] as const;

/** Writes a small model that differs from its siblings only in `options`; returns its folder, gone after the test. */
export function toyModel(options: ToyOptions, special: readonly string[] = fimTokens): string {
  const folder = folderOfTest();
  const toy = toyTokenizer(special);
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
  return folder;
}
