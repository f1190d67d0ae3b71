"""The decoder's graph, in the form that the engine runs in place: see `src/engine/onnx`.

Inputs `input_ids`, `attention_mask`, `num_logits_to_keep` and `past_key_values.N.key|value`; outputs `logits` and
`present.N.key|value`. GroupQueryAttention reads the valid length from the mask, so the past may be a longer buffer.
"""

import numpy as np
import onnx
from onnx import TensorProto

from inkling_training.export.graph import MICROSOFT, GraphBuilder
from inkling_training.export.matrices import Matrices
from inkling_training.export.ngrams import add_ngram_embeddings
from inkling_training.export.precision import FULL, Precision
from inkling_training.export.weights import Shape, Weights

INT64_MAX = 2**63 - 1


def build_decoder(weights: Weights, precision: Precision = FULL) -> onnx.ModelProto:
    """Builds the graph; with `FULL` precision it computes in float32 throughout."""
    return _Decoder(weights, precision).build()


def rotary_tables(shape: Shape) -> tuple[np.ndarray, np.ndarray]:
    """cos and sin, each float32 [context, head_dim / 2] (Su et al. 2021, RoFormer, section 3.4.2)."""
    frequencies = shape.rope_theta ** -(np.arange(0, shape.head_dim, 2, dtype=np.float64) / shape.head_dim)
    angles = np.outer(np.arange(shape.context), frequencies)
    return np.cos(angles).astype(np.float32), np.sin(angles).astype(np.float32)


class _Decoder:
    def __init__(self, weights: Weights, precision: Precision) -> None:
        self.weights = weights
        self.shape = weights.shape
        self.graph = GraphBuilder()
        self.matrices = Matrices(self.graph, precision)

    def build(self) -> onnx.ModelProto:
        graph, shape = self.graph, self.shape
        ids = graph.input("input_ids", ["batch_size", "sequence_length"], TensorProto.INT64)
        mask = graph.input("attention_mask", ["batch_size", "total_sequence_length"], TensorProto.INT64)
        keep = graph.input("num_logits_to_keep", [], TensorProto.INT64)
        self.lengths = self._lengths(mask)
        self.rotary = tuple(graph.constant(n, t) for n, t in zip(("cos", "sin"), rotary_tables(shape), strict=True))

        residual = self.matrices.gather("embedding", self.weights["model.embed_tokens.weight"], ids)
        if shape.ngram_rows:
            residual = add_ngram_embeddings(graph, self.matrices, self.weights, ids, mask, residual)
        normed = self._norm(residual, "model.layers.0.input_layernorm.weight")
        for layer in range(shape.layers):
            name = f"model.layers.{layer}"
            attended = self._attention(normed, layer)
            normed, residual = self._add_and_norm(residual, attended, f"{name}.post_attention_layernorm.weight")
            fed = self._feed_forward(normed, f"{name}.mlp")
            is_last = layer + 1 == shape.layers
            following = "model.norm.weight" if is_last else f"model.layers.{layer + 1}.input_layernorm.weight"
            normed, residual = self._add_and_norm(residual, fed, following)
        self._head(normed, keep)
        return graph.model()

    def _lengths(self, mask: str) -> tuple[str, str]:
        """seqlens_k int32 [batch] (the last valid position) and the total length, int32 scalar."""
        graph = self.graph
        valid = graph.op("ReduceSum", mask, graph.integers(1), keepdims=0)
        last = graph.op("Cast", graph.op("Sub", valid, graph.integers(1)), to=TensorProto.INT32)
        total = graph.op("Gather", graph.op("Shape", mask), graph.integer(1))
        return last, graph.op("Cast", total, to=TensorProto.INT32)

    def _head(self, normed: str, keep: str) -> None:
        """Logits of the last `keep` positions; 0 is every position, since a slice from −0 begins at the start."""
        graph, shape = self.graph, self.shape
        start = graph.op("Reshape", graph.op("Neg", keep), graph.integers(1))
        kept = graph.op("Slice", normed, start, graph.integers(INT64_MAX), graph.integers(1))
        table_shape = (shape.vocabulary, shape.hidden)
        self.matrices.tied_head(kept, "embedding", table_shape, "logits")
        graph.output("logits", ["batch_size", "num_logits", shape.vocabulary])

    def _norm(self, x: str, name: str) -> str:
        weight = self.graph.constant(name, self.weights[name])
        attributes = {"axis": -1, "epsilon": self.shape.epsilon, "stash_type": 1}
        return self.graph.op("SimplifiedLayerNormalization", x, weight, **attributes)

    def _add_and_norm(self, residual: str, added: str, name: str) -> tuple[str, str]:
        """norm(residual + added) and the sum itself."""
        weight = self.graph.constant(name, self.weights[name])
        outputs = [f"{name}.normed", f"{name}.residual"]
        self.graph.node(
            "SkipSimplifiedLayerNormalization",
            [residual, added, weight],
            [outputs[0], "", "", outputs[1]],
            MICROSOFT,
            epsilon=self.shape.epsilon,
        )
        return outputs[0], outputs[1]

    def _attention(self, x: str, layer: int) -> str:
        graph, shape, name = self.graph, self.shape, f"model.layers.{layer}.self_attn"
        parts = [self.weights[f"{name}.{part}_proj.weight"] for part in "qkv"]
        qkv = self.matrices.linear(x, f"{name}.qkv", np.concatenate(parts))
        heads = [qkv, "", ""] if not shape.qk_norm else self._normed_heads(qkv, name, [len(part) for part in parts])
        cache_shape = ["batch_size", shape.kv_heads, "past_sequence_length", shape.head_dim]
        past = [graph.input(f"past_key_values.{layer}.{kind}", cache_shape) for kind in ("key", "value")]
        present = [f"present.{layer}.{kind}" for kind in ("key", "value")]
        graph.node(
            "GroupQueryAttention",
            [*heads, *past, *self.lengths, *self.rotary],
            [f"{name}.attended", *present],
            MICROSOFT,
            num_heads=shape.heads,
            kv_num_heads=shape.kv_heads,
            do_rotary=1,
            rotary_interleaved=0,
            scale=shape.head_dim**-0.5,
        )
        for output in present:
            graph.output(output, ["batch_size", shape.kv_heads, "total_sequence_length", shape.head_dim])
        return self.matrices.linear(f"{name}.attended", f"{name}.o_proj", self.weights[f"{name}.o_proj.weight"])

    def _normed_heads(self, qkv: str, name: str, widths: list[int]) -> list[str]:
        """q and k normalised head by head before the rotation (Henry et al. 2020), v as it is."""
        graph, shape = self.graph, self.shape
        outputs = [f"{name}.{part}" for part in "qkv"]
        graph.node("Split", [qkv, graph.integers(*widths)], outputs, axis=-1)
        normed = []
        for part, value in zip("qk", outputs[:2], strict=True):
            by_head = graph.op("Reshape", value, graph.integers(0, 0, -1, shape.head_dim))
            scaled = self._norm(by_head, f"{name}.{part}_norm.weight")
            normed.append(graph.op("Reshape", scaled, graph.integers(0, 0, -1)))
        return [*normed, outputs[2]]

    def _feed_forward(self, x: str, name: str) -> str:
        graph = self.graph
        if self.shape.feed_forward == "relu2":
            raised = graph.op("Relu", self.matrices.linear(x, f"{name}.up", self.weights[f"{name}.up_proj.weight"]))
            inner = graph.op("Mul", raised, raised)
        else:
            parts = [self.weights[f"{name}.{part}_proj.weight"] for part in ("gate", "up")]
            both = self.matrices.linear(x, f"{name}.gate_up", np.concatenate(parts))
            gate, up = f"{name}.gate", f"{name}.up"
            width = self.shape.feed_forward_width
            graph.node("Split", [both, graph.integers(width, width)], [gate, up], axis=-1)
            inner = graph.op("Mul", graph.op("Mul", gate, graph.op("Sigmoid", gate)), up)
        return self.matrices.linear(inner, f"{name}.down", self.weights[f"{name}.down_proj.weight"])
