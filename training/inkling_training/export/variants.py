"""What each way to quantise a model loses and saves: a table to choose [export] by."""

import zlib
from collections.abc import Iterator, Sequence

from tokenizers import Tokenizer

from inkling_training.documents import Document
from inkling_training.errors import KitError
from inkling_training.evaluate.bits import bits_per_byte, onnx_nll
from inkling_training.export.decoder import build_decoder
from inkling_training.export.precision import FULL, Precision
from inkling_training.export.weights import Weights

_ATTENTION = ("qkv", "o_proj")

VARIANTS = {
    "float32": FULL,
    "8 bits, blocks of 32": Precision(),
    "8 bits, blocks of 64": Precision(block_size=64, embedding_block_size=64),
    "8 bits, blocks of 128": Precision(block_size=128, embedding_block_size=128),
    "7 bits in 8": Precision(levels=128),
    "6 bits in 8": Precision(levels=64),
    "5 bits in 8": Precision(levels=32),
    "4 bits, embedding 8": Precision(bits=4),
    "4 bits in blocks of 16, embedding 8": Precision(bits=4, block_size=16),
    "4 bits, embedding and down 8": Precision(bits=4, bits_of={"down": 8}),
    "4 bits, embedding and attention 8": Precision(bits=4, bits_of=dict.fromkeys(_ATTENTION, 8)),
    "8 bits, embedding 4": Precision(embedding_bits=4),
    "4 bits": Precision(bits=4, embedding_bits=4),
}


def compare_variants(weights: Weights, tokenizer: Tokenizer, excerpts: Sequence[Document]) -> Iterator[str]:
    """Yields the lines of a Markdown table: size of the graph, of its deflated form (as an extension's archive holds
    it), and bits per byte over all excerpts. A precision that the weights' shapes do not allow is named as such.
    """
    yield "| | MB | MB, deflated | bits per byte | against float32 |"
    yield "|---|---|---|---|---|"
    sizes: dict[str, int] = {}
    for excerpt in excerpts:
        sizes[excerpt.language] = sizes.get(excerpt.language, 0) + len(excerpt.text.encode())
    first = None
    for name, precision in VARIANTS.items():
        try:
            graph = build_decoder(weights, precision).SerializeToString()
        except KitError as error:
            yield f"| {name} | | | | {error} |"
            continue
        nll = onnx_nll(graph)
        by_language = bits_per_byte(excerpts, tokenizer, nll, weights.shape.context)
        bits = sum(by_language[language] * size for language, size in sizes.items()) / sum(sizes.values())
        first = first or bits
        packed = len(zlib.compress(graph, 6))
        change = "" if precision is FULL else f"{100 * (bits / first - 1):+.2f} %"
        yield f"| {name} | {len(graph) / 1e6:.2f} | {packed / 1e6:.2f} | {bits:.4f} | {change} |"
