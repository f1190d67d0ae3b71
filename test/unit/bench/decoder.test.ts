import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { onnxDecoder } from '../../../bench/formats/onnxDecoder.js';
import { firstLayers, type Shape } from '../../../bench/weights/decoder.js';
import { randomDecoder } from '../../../bench/weights/randomDecoder.js';
import { NotALlama, readDecoder, type Config } from '../../../bench/weights/readDecoder.js';

const shape: Shape = {
  vocabulary: 48,
  hidden: 64,
  inner: 96,
  layers: 2,
  heads: 4,
  kvHeads: 2,
  headDim: 16,
  context: 20,
  ropeTheta: 10_000,
  epsilon: 1e-5,
};
const config: Config = {
  vocab_size: 48,
  hidden_size: 64,
  intermediate_size: 96,
  num_hidden_layers: 2,
  num_attention_heads: 4,
  num_key_value_heads: 2,
  head_dim: 16,
  max_position_embeddings: 20,
};

/** Weights are too many to look at. */
const digest = (weights: unknown): string => createHash('sha256').update(JSON.stringify(weights)).digest('hex');

describe('readDecoder', () => {
  test.each([4, 8] as const)('reads weights of %i bits', (bits) => {
    const decoder = randomDecoder(shape, bits, 3);
    expect(digest(readDecoder(onnxDecoder(decoder), config))).toBe(digest(decoder));
  });

  test('reads the embedded model without its n-gram tables', () => {
    const read = readDecoder(
      readFileSync('model/onnx/model_quantized.onnx'),
      JSON.parse(readFileSync('model/config.json', 'utf8')) as Config,
    );
    expect(read.layers.length).toBe(read.shape.layers);
    expect([read.embedding.rows, read.embedding.columns]).toEqual([read.shape.vocabulary, read.shape.hidden]);
  });

  test('firstLayers keeps the first layers, and the last norm', () => {
    const decoder = randomDecoder(shape, 8, 3);
    const read = readDecoder(onnxDecoder(firstLayers(decoder, 1)), { ...config, num_hidden_layers: 1 });
    expect(digest(read.layers)).toBe(digest(decoder.layers.slice(0, 1)));
    expect(digest(read.norm)).toBe(digest(decoder.norm));
  });

  test('rejects a graph with other operations, and matrices of other sizes', () => {
    const file = onnxDecoder(randomDecoder(shape, 8, 3));
    expect(() => readDecoder(file, { ...config, num_hidden_layers: 3 })).toThrow(NotALlama);
    expect(() => readDecoder(file, { ...config, intermediate_size: 64 })).toThrow(NotALlama);
  });
});

test('randomDecoder is deterministic for a seed', () => {
  const text = (seed: number): string => digest(randomDecoder(shape, 8, seed).layers[0]!.qkv.packed);
  expect(text(1)).toBe(text(1));
  expect(text(1)).not.toBe(text(2));
});
