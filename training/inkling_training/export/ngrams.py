"""Hashed n-gram embeddings in the graph (see `inkling_training.ngrams` for the hash).

A forward may feed a single token, but its hash needs the two before it. They come through one more cache entry,
`past_key_values.L.key` [batch, 1, past, 1] with the token ids as floats (exact up to 2^24) and L the number of layers:
whoever keeps keys and values keeps the ids in the same way, and needs to know nothing of n-grams.
"""

from onnx import TensorProto

from inkling_training.export.graph import GraphBuilder
from inkling_training.export.matrices import Matrices
from inkling_training.export.weights import Weights
from inkling_training.ngrams import MULTIPLIERS, PRIME


def add_ngram_embeddings(
    graph: GraphBuilder, matrices: Matrices, weights: Weights, ids: str, mask: str, embedded: str
) -> str:
    """embedded + project · [two; three], each [batch, sequence, hidden]."""
    before, earlier = _tokens_before(graph, ids, mask, weights.shape.layers)
    two = graph.op("Add", _times(graph, ids, MULTIPLIERS[0]), _times(graph, before, MULTIPLIERS[1]))
    three = graph.op("Add", two, _times(graph, earlier, MULTIPLIERS[2]))
    found = []
    for name, mixed in (("two", two), ("three", three)):
        folded = graph.op("Mod", mixed, graph.integer(PRIME))
        row = graph.op("Mod", folded, graph.integer(weights.shape.ngram_rows))
        found.append(matrices.gather(f"ngrams.{name}", weights[f"model.ngrams.{name}.weight"], row))
    both = graph.op("Concat", *found, axis=-1)
    projected = matrices.linear(both, "model.ngrams.project", weights["model.ngrams.project.weight"])
    return graph.op("Add", embedded, projected)


def _times(graph: GraphBuilder, ids: str, factor: int) -> str:
    return graph.op("Mul", ids, graph.integer(factor))


def _tokens_before(graph: GraphBuilder, ids: str, mask: str, entry: int) -> tuple[str, str]:
    """The ids one and two places before each fed token, int64 [batch, sequence]; 0 before the first."""
    past_ids = graph.input(f"past_key_values.{entry}.key", ["batch_size", 1, "past_sequence_length", 1])
    total = _second_dimension(graph, mask)
    past = graph.op("Sub", total, _second_dimension(graph, ids))
    # The entry may be longer than what it holds, as the keys and values may.
    kept = graph.op("Slice", past_ids, graph.integers(0), past, graph.integers(2))
    new = graph.op("Unsqueeze", graph.op("Cast", ids, to=TensorProto.FLOAT), graph.integers(1, 3))
    graph.node("Concat", [kept, new], [f"present.{entry}.key"], axis=2)
    graph.output(f"present.{entry}.key", ["batch_size", 1, "total_sequence_length", 1])
    known = graph.op("Squeeze", f"present.{entry}.key", graph.integers(1, 3))
    padded = graph.op("Pad", graph.op("Cast", known, to=TensorProto.INT64), graph.integers(0, 2, 0, 0))
    one, axis = graph.integers(1), graph.integers(1)
    before = graph.op("Slice", padded, graph.op("Add", past, one), graph.op("Add", total, one), axis)
    return before, graph.op("Slice", padded, past, total, axis)


def _second_dimension(graph: GraphBuilder, value: str) -> str:
    return graph.op("Slice", graph.op("Shape", value), graph.integers(1), graph.integers(2))
