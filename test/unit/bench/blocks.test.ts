import { expect, test } from 'vitest';
import { toBlocks } from '../../../bench/formats/blocks.js';
import { fromHalfBits } from '../../../bench/formats/halfFloat.js';
import { reorderRows, rowsOf, type Matrix } from '../../../bench/weights/decoder.js';
import { randomMatrix } from '../../../bench/weights/randomDecoder.js';
import { seededRng } from '../../../src/core/sampling/rng.js';

/** The weights as MatMulNBits computes with them (onnxruntime, ContribOperators.md). */
function weightsOf({ bits, packed, scales }: Matrix): number[] {
  const quantised =
    bits === 8 ? [...packed].map((q) => q - 128) : [...packed].flatMap((byte) => [(byte & 0xf) - 8, (byte >> 4) - 8]);
  return quantised.map((q, i) => q * scales[Math.floor(i / 32)]!);
}

/** The weights as llama.cpp computes with them (ggml-quants.c, dequantize_row_q8_0 and _q4_0). */
function weightsOfBlocks(blocks: Buffer, bits: 4 | 8): number[] {
  const size = bits === 8 ? 34 : 18;
  return Array.from({ length: blocks.length / size }, (_, i) => blocks.subarray(i * size, (i + 1) * size)).flatMap(
    (block) => {
      const scale = fromHalfBits(block.readUInt16LE());
      const bytes = block.subarray(2);
      const q8 = [...new Int8Array(bytes)];
      const q4 = [...bytes].map((byte) => (byte & 0xf) - 8).concat([...bytes].map((byte) => (byte >> 4) - 8));
      return (bits === 8 ? q8 : q4).map((q) => q * scale);
    },
  );
}

test.each([4, 8] as const)('blocks of %i bits keep the weights, except for the rounding of the scale', (bits) => {
  const matrix = randomMatrix(6, 64, bits, seededRng(7));
  const weights = weightsOf(matrix);
  const blocks = weightsOfBlocks(toBlocks(matrix), bits);
  expect(blocks).toHaveLength(weights.length);
  blocks.forEach((weight, i) =>
    expect(Math.abs(weight - weights[i]!)).toBeLessThanOrEqual(Math.abs(weights[i]!) / 2048),
  );
});

test('blocks keep scales that are half floats exactly', () => {
  const packed = Uint8Array.from({ length: 32 }, (_, i) => 8 * i);
  const matrix: Matrix = { rows: 1, columns: 32, bits: 8, packed, scales: Float32Array.of(0.375) };
  expect(weightsOfBlocks(toBlocks(matrix), 8)).toEqual(weightsOf(matrix));
});

test('rows of a matrix can be sliced and reordered', () => {
  const packed = Uint8Array.from({ length: 4 * 32 }, (_, i) => Math.floor(i / 32));
  const matrix: Matrix = { rows: 4, columns: 32, bits: 8, packed, scales: Float32Array.of(10, 11, 12, 13) };
  const middle = rowsOf(matrix, 1, 3);
  expect([middle.rows, middle.packed[0], middle.packed[32], ...middle.scales]).toEqual([2, 1, 2, 11, 12]);
  const turned = reorderRows(matrix, [3, 0, 2, 1]);
  expect([0, 32, 64, 96].map((at) => turned.packed[at])).toEqual([3, 0, 2, 1]);
  expect([...turned.scales]).toEqual([13, 10, 12, 11]);
});
