import { closeSync, copyFileSync, mkdirSync, openSync, readFileSync, writeFileSync, writeSync } from 'node:fs';
import { basename, join } from 'node:path';
import { ggufDecoder, type TokenList } from '../formats/ggufDecoder.js';
import { onnxDecoder } from '../formats/onnxDecoder.js';
import type { Decoder, Precision } from './decoder.js';

/** Writes weights as a GGUF file, part by part: they need not fit into one buffer. */
export function writeGguf(path: string, decoder: Decoder, tokens: TokenList, precision?: Precision): void {
  const file = openSync(path, 'w');
  try {
    for (const part of ggufDecoder(decoder, tokens, precision)) writeSync(file, part);
  } finally {
    closeSync(file);
  }
}

/**
 * Writes a model folder with a plain Llama, which has no n-gram tables.
 *
 * @param from the model folder whose tokenizer and configuration it gets.
 */
export function writePlainFolder(folder: string, decoder: Decoder, from: string, precision?: Precision): void {
  mkdirSync(join(folder, 'onnx'), { recursive: true });
  for (const file of ['tokenizer.json', 'tokenizer_config.json']) copyFileSync(join(from, file), join(folder, file));
  const config = JSON.parse(readFileSync(join(from, 'config.json'), 'utf8')) as object;
  const changed = {
    ...config,
    ngram_rows: 0,
    _name_or_path: basename(folder),
    num_hidden_layers: decoder.shape.layers,
  };
  writeFileSync(join(folder, 'config.json'), JSON.stringify(changed));
  writeFileSync(join(folder, 'onnx', 'model_quantized.onnx'), onnxDecoder(decoder, precision));
}
