"""Block-wise quantisation of weights, in the layout of onnxruntime's MatMulNBits and GatherBlockQuantized.

A block is `block_size` neighbouring weights of one row with one scale: w ≈ scale · (q − zero), q unsigned, zero = 8
for 4 bits and 128 for 8 bits (the operators' implied zero point).
"""

from dataclasses import dataclass

import numpy as np

#: Relative scales tried per block: below 1 the extreme weight is clipped and all others are finer.
CANDIDATES_4_BITS = tuple(np.linspace(0.72, 1.08, 14))


@dataclass(frozen=True)
class Quantised:
    """`values` uint8 [rows, blocks, block_size], unpacked; `scales` float32 [rows, blocks]; `columns` unpadded."""

    values: np.ndarray
    scales: np.ndarray
    columns: int
    bits: int

    @property
    def block_size(self) -> int:
        return self.values.shape[2]

    def packed(self) -> np.ndarray:
        """uint8 [rows, blocks, block_size · bits / 8]; with 4 bits the first of two weights is the low half."""
        if self.bits == 8:
            return self.values
        return self.values[:, :, 0::2] | (self.values[:, :, 1::2] << 4)

    def dequantised(self) -> np.ndarray:
        """float32 [rows, columns], what the operators compute with."""
        centred = self.values.astype(np.float32) - float(1 << (self.bits - 1))
        rows = centred * self.scales[:, :, None]
        return rows.reshape(len(rows), -1)[:, : self.columns]


def quantise(weight: np.ndarray, bits: int, block_size: int = 32, levels: int | None = None) -> Quantised:
    """Quantises a matrix [rows, columns] along its rows; a last block that is not full is padded with zeros.

    With 8 bits the scale is the one that just reaches the block's extreme. With 4 bits each block takes the scale with
    the least squared error of 28: 14 sizes, each with both signs, because the range −8 … 7 has one value more on one
    side.

    Args:
        levels: use only so many values around zero (64 for "6 bits in 8"): the file gets no smaller, its compressed
            form does.
    """
    if bits not in (4, 8):
        raise ValueError("bits must be 4 or 8: the CPU kernels know no others")
    rows, columns = weight.shape
    blocks = -(-columns // block_size)
    padded = np.zeros((rows, blocks * block_size), np.float32)
    padded[:, :columns] = weight
    grouped = padded.reshape(rows, blocks, block_size)
    half = (levels or 1 << bits) // 2
    scales = np.abs(grouped).max(axis=2) / (half - 1) if half > 32 else _least_error_scales(grouped, half)
    safe = np.where(scales == 0, 1, scales)
    signed = np.clip(np.rint(grouped / safe[:, :, None]), -half, half - 1)
    return Quantised((signed + (1 << (bits - 1))).astype(np.uint8), scales.astype(np.float32), columns, bits)


def dequantise(packed: np.ndarray, scales: np.ndarray, rows: int, bits: int, block_size: int) -> np.ndarray:
    """float32 [rows, blocks · block_size]: the reverse of `Quantised.packed`, whatever the two arrays' shapes are."""
    if bits not in (4, 8):
        raise ValueError(f"{bits} bits are unknown")
    values = packed.reshape(rows, -1)
    if bits == 4:
        values = np.stack((values & 15, values >> 4), -1)
    values = values.reshape(rows, -1, block_size)
    return Quantised(
        values, scales.reshape(rows, -1).astype(np.float32), values.shape[1] * block_size, bits
    ).dequantised()


def _least_error_scales(grouped: np.ndarray, half: int) -> np.ndarray:
    extreme = np.abs(grouped).max(axis=2)
    best_error = np.full(extreme.shape, np.inf, np.float32)
    best = extreme / half
    for relative in CANDIDATES_4_BITS:
        for sign in (1, -1):
            scales = sign * extreme * np.float32(relative) / half
            safe = np.where(scales == 0, 1, scales)[:, :, None]
            restored = np.clip(np.rint(grouped / safe), -half, half - 1) * safe
            error = np.square(restored - grouped).sum(axis=2)
            best = np.where(error < best_error, scales, best)
            best_error = np.minimum(error, best_error)
    return best
