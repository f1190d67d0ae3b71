"""Reads the weights back from a quantised graph: a released folder often holds nothing else.

Goes by the order of the operators, not by names, so any graph of this family can be read: the kit's own, and those that
other programs wrote node by node in the same form.
"""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import onnx
from onnx import numpy_helper

from inkling_training.errors import KitError
from inkling_training.export.quantisation import dequantise
from inkling_training.export.weights import Shape

GRAPHS = ("model_quantized.onnx", "model_q4.onnx")
_NORMS = ("SimplifiedLayerNormalization", "SkipSimplifiedLayerNormalization")


def read_graph(folder: Path, shape: Shape) -> dict[str, np.ndarray]:
    """float32 arrays under Hugging Face's names, as the graph computes with them.

    Raises KitError where there is no quantised graph, or one of another form.
    """
    path = next((folder / "onnx" / name for name in GRAPHS if (folder / "onnx" / name).is_file()), None)
    if path is None:
        raise KitError(f"{folder} has neither model.safetensors nor a quantised graph in onnx/ ({', '.join(GRAPHS)})")
    stored = _Stored(onnx.load(path))
    try:
        arrays = dict(_named(stored, shape))
    except (StopIteration, RuntimeError, ValueError, KeyError) as error:
        raise KitError(f"{path} is no graph of the model that config.json describes: {error!r}") from None
    if rest := stored.rest():
        raise KitError(f"{path} is no graph of the model that config.json describes: {rest} weights are left over")
    return arrays


class _Stored:
    """The weights of a graph, kind by kind in the order in which they are used."""

    def __init__(self, model: onnx.ModelProto) -> None:
        self._constants = {tensor.name: tensor for tensor in model.graph.initializer}
        by_kind = {kind: [n for n in model.graph.node if n.op_type in kind] for kind in (_NORMS, ("MatMulNBits",))}
        tables = [node for node in model.graph.node if node.op_type == "GatherBlockQuantized"]
        self._norms, self._matrices, self._tables = (iter(list(n)) for n in (*by_kind.values(), tables))

    def norm(self) -> np.ndarray:
        node = next(self._norms)
        return self._array(node.input[1 if node.op_type == _NORMS[0] else 2]).astype(np.float32)

    def matrix(self, *shape: int) -> np.ndarray:
        node = next(self._matrices)
        return self._dequantised(node.input[1], node.input[2], node, shape)

    def table(self, *shape: int) -> np.ndarray:
        node = next(self._tables)
        return self._dequantised(node.input[0], node.input[2], node, shape)

    def rest(self) -> int:
        """How many were not taken; the head is one of them, it is the embedding again."""
        return sum(1 for kind in (self._norms, self._matrices, self._tables) for _ in kind) - 1

    def _dequantised(self, packed: str, scales: str, node: onnx.NodeProto, shape: tuple[int, ...]) -> np.ndarray:
        attributes = {attribute.name: attribute.i for attribute in node.attribute}
        rows = len(self._array(packed)) if shape[0] == -1 else shape[0]
        array = dequantise(self._array(packed), self._array(scales), rows, attributes["bits"], attributes["block_size"])
        if shape[1] > array.shape[1]:
            raise ValueError(f"{packed} has {array.shape[1]} columns, {shape[1]} are expected")
        return array[:, : shape[1]] if shape[1] != -1 else array

    def _array(self, name: str) -> np.ndarray:
        return numpy_helper.to_array(self._constants[name])


def _named(stored: _Stored, shape: Shape) -> Iterator[tuple[str, np.ndarray]]:
    yield "model.embed_tokens.weight", stored.table(shape.vocabulary, shape.hidden)
    if shape.ngram_rows:
        tables = [stored.table(shape.ngram_rows, -1) for _ in range(2)]
        for name, table in zip(("two", "three"), tables, strict=True):
            yield f"model.ngrams.{name}.weight", table
        yield "model.ngrams.project.weight", stored.matrix(shape.hidden, sum(table.shape[1] for table in tables))
    gated = shape.feed_forward == "swiglu"
    wide = shape.feed_forward_width
    heads = [count * shape.head_dim for count in (shape.heads, shape.kv_heads, shape.kv_heads)]
    for layer in range(shape.layers):
        name = f"model.layers.{layer}"
        yield f"{name}.input_layernorm.weight", stored.norm()
        qkv = stored.matrix(sum(heads), shape.hidden)
        for part, array in zip("qkv", np.split(qkv, np.cumsum(heads)[:2]), strict=True):
            yield f"{name}.self_attn.{part}_proj.weight", array
        if shape.qk_norm:
            yield f"{name}.self_attn.q_norm.weight", stored.norm()
            yield f"{name}.self_attn.k_norm.weight", stored.norm()
        yield f"{name}.self_attn.o_proj.weight", stored.matrix(shape.hidden, heads[0])
        yield f"{name}.post_attention_layernorm.weight", stored.norm()
        first = stored.matrix(wide * (2 if gated else 1), shape.hidden)
        for part, array in zip(("gate", "up") if gated else ("up",), np.split(first, 2 if gated else 1), strict=True):
            yield f"{name}.mlp.{part}_proj.weight", array
        yield f"{name}.mlp.down_proj.weight", stored.matrix(shape.hidden, wide)
    yield "model.norm.weight", stored.norm()
