import { blockSize, type Matrix } from '../weights/decoder.js';
import { toHalfBits } from './halfFloat.js';

/** Blocks of llama.cpp (ggml-common.h): a half float for the scale, then the weights. */

/** Bytes of a block including its scale. */
const q80Bytes = 2 + blockSize;
const q40Bytes = 2 + blockSize / 2;

/**
 * Q8_0: signed bytes. The weights are exactly those of the matrix; the scales are rounded to half floats, which is off by
 * at most 2^-11 of each.
 */
function toQ80({ packed, scales }: Matrix): Buffer {
  const blocks = Buffer.allocUnsafe(scales.length * q80Bytes);
  for (let block = 0; block < scales.length; block++) {
    const start = block * q80Bytes;
    blocks.writeUInt16LE(toHalfBits(scales[block]!), start);
    for (let i = 0; i < blockSize; i++) blocks[start + 2 + i] = packed[block * blockSize + i]! ^ 0x80;
  }
  return blocks;
}

/** Q4_0: the same zero point, but the first half of the block in the lower halves of the bytes. */
function toQ40({ packed, scales }: Matrix): Buffer {
  const blocks = Buffer.allocUnsafe(scales.length * q40Bytes);
  const half = blockSize / 2;
  const weight = (block: number, i: number): number => {
    const byte = packed[block * half + (i >> 1)]!;
    return i % 2 === 0 ? byte & 0xf : byte >> 4;
  };
  for (let block = 0; block < scales.length; block++) {
    const start = block * q40Bytes;
    blocks.writeUInt16LE(toHalfBits(scales[block]!), start);
    for (let i = 0; i < half; i++) blocks[start + 2 + i] = weight(block, i) | (weight(block, half + i) << 4);
  }
  return blocks;
}

/** Converts a matrix to blocks, row by row, in the format with the same number of bits. */
export const toBlocks = (matrix: Matrix): Buffer => (matrix.bits === 8 ? toQ80(matrix) : toQ40(matrix));

/** Converts a matrix to float32 values, row by row, for a computation that rounds nothing else either. */
export function toFloats({ packed, scales, bits }: Matrix): Float32Array {
  const zero = bits === 8 ? 128 : 8;
  return Float32Array.from({ length: scales.length * blockSize }, (_, i) => {
    const weight = bits === 8 ? packed[i]! : (packed[i >> 1]! >> (4 * (i % 2))) & 0xf;
    return scales[Math.floor(i / blockSize)]! * (weight - zero);
  });
}
