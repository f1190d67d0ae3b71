import { seededRng, type Rng } from '../../src/core/sampling/rng.js';
import { blockSize, type Decoder, type Layer, type Matrix, type Shape } from './decoder.js';

/** Standard deviation of uniform integers of `bits` bits. */
const deviation = (bits: number): number => Math.sqrt((4 ** bits - 1) / 12);

function fillRandomly(bytes: Uint8Array, rng: Rng): void {
  const words = new Uint32Array(bytes.buffer, 0, bytes.length >> 2);
  // Hundreds of megabytes: xorshift (Marsaglia 2003) is fast, and random enough here.
  let state = Math.floor(rng() * 0xffffffff) | 1;
  for (let i = 0; i < words.length; i++) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    words[i] = state;
  }
}

/** Of 16 values around zero one has no counterpart: zero replaces it, or all sums would be biased. */
const balanced = Uint8Array.from({ length: 256 }, (_, byte) => (byte & 0xf || 8) | ((byte >> 4 || 8) << 4));

/** Weights with a standard deviation of about 1 / √columns, so that activations keep their magnitude. */
export function randomMatrix(rows: number, columns: number, bits: 4 | 8, rng: Rng): Matrix {
  const packed = new Uint8Array((rows * columns * bits) / 8);
  fillRandomly(packed, rng);
  if (bits === 4) for (let i = 0; i < packed.length; i++) packed[i] = balanced[packed[i]!]!;
  const size = 1 / (deviation(bits) * Math.sqrt(columns));
  const scales = new Float32Array((rows * columns) / blockSize).map(() => size * (0.75 + 0.5 * rng()));
  return { rows, columns, bits, packed, scales };
}

/**
 * A decoder with random weights, which costs as much as a trained one of its shape.
 *
 * @param bits of the matrices inside the layers; the table has 8, as published files have it.
 */
export function randomDecoder(shape: Shape, bits: 4 | 8, seed: number): Decoder {
  const rng = seededRng(seed);
  const { vocabulary, hidden, inner, heads, kvHeads, headDim } = shape;
  const ones = new Float32Array(hidden).fill(1);
  const layer = (): Layer => ({
    attentionNorm: ones,
    qkv: randomMatrix((heads + 2 * kvHeads) * headDim, hidden, bits, rng),
    out: randomMatrix(hidden, heads * headDim, bits, rng),
    feedForwardNorm: ones,
    gateUp: randomMatrix(2 * inner, hidden, bits, rng),
    down: randomMatrix(hidden, inner, bits, rng),
  });
  return {
    shape,
    embedding: randomMatrix(vocabulary, hidden, 8, rng),
    layers: Array.from({ length: shape.layers }, layer),
    norm: ones,
  };
}
