"""Writes weights into a graph at their precision, with the operators that use them."""

import numpy as np

from inkling_training.errors import KitError
from inkling_training.export.graph import MICROSOFT, GraphBuilder
from inkling_training.export.precision import FLOAT, Precision
from inkling_training.export.quantisation import quantise


class Matrices:
    """Products and look-ups; below 32 bits by MatMulNBits and GatherBlockQuantized."""

    def __init__(self, graph: GraphBuilder, precision: Precision) -> None:
        self._graph = graph
        self._precision = precision

    def linear(self, x: str, name: str, weight: np.ndarray) -> str:
        """x · weightᵀ for a weight [out, in]."""
        bits, block_size = self._precision.of(name), self._precision.block_size
        if bits == FLOAT:
            return self._graph.op("MatMul", x, self._graph.constant(name, weight.T))
        quantised = quantise(weight, bits, block_size, self._precision.levels if bits == 8 else None)
        packed = self._graph.constant(f"{name}.packed", quantised.packed())
        scales = self._graph.constant(f"{name}.scales", quantised.scales.reshape(-1))
        result = f"{name}.result"
        self._matmul_bits(x, packed, scales, result, weight.shape, bits, block_size)
        return result

    def gather(self, name: str, table: np.ndarray, ids: str) -> str:
        """Rows of a table [rows, width]. Raises KitError where blocks do not fill its rows."""
        graph, bits, block_size = self._graph, self._precision.of_table(name), self._precision.embedding_block_size
        if bits == FLOAT:
            return graph.op("Gather", graph.constant(name, table), ids)
        if table.shape[1] % block_size:
            raise KitError(f"embedding_block_size = {block_size} must divide the width of {name}, {table.shape[1]}")
        quantised = quantise(table, bits, block_size)
        packed = graph.constant(f"{name}.packed", quantised.packed().reshape(len(table), -1))
        scales = graph.constant(f"{name}.scales", quantised.scales)
        attributes = {"bits": bits, "block_size": block_size, "gather_axis": 0, "quantize_axis": 1}
        return graph.op("GatherBlockQuantized", packed, ids, scales, domain=MICROSOFT, **attributes)

    def tied_head(self, x: str, name: str, shape: tuple[int, int], result: str) -> None:
        """x · tableᵀ with the very table [rows, hidden] that `gather` stored: one copy in the file."""
        graph, bits, block_size = self._graph, self._precision.of_table(name), self._precision.embedding_block_size
        if bits == FLOAT:
            graph.node("MatMul", [x, graph.op("Transpose", name, perm=[1, 0])], [result])
            return
        rows, hidden = shape
        by_block = graph.integers(rows, -(-hidden // block_size), block_size * bits // 8)
        table = graph.op("Reshape", f"{name}.packed", by_block)
        scales = graph.op("Reshape", f"{name}.scales", graph.integers(-1))
        self._matmul_bits(x, table, scales, result, shape, bits, block_size)

    def _matmul_bits(
        self, x: str, packed: str, scales: str, result: str, shape: tuple[int, ...], bits: int, block_size: int
    ) -> None:
        # accuracy_level 4: the kernel makes the activations int8 as well, and is several times as fast.
        attributes = {"N": shape[0], "K": shape[1], "bits": bits, "block_size": block_size, "accuracy_level": 4}
        self._graph.node("MatMulNBits", [x, packed, scales], [result], MICROSOFT, **attributes)
