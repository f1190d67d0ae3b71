"""python -m inkling_training export: the checkpoint becomes a model folder, and is checked."""

import argparse
from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar

import numpy as np
import onnx
from tokenizers import Tokenizer

from inkling_training.documents import read_documents
from inkling_training.evaluate.bits import draw_excerpts
from inkling_training.export.check import check
from inkling_training.export.decoder import build_decoder
from inkling_training.export.huggingface import write_folder
from inkling_training.export.precision import Precision
from inkling_training.export.variants import compare_variants
from inkling_training.export.weights import read_folder
from inkling_training.settings import Settings

#: Name of the graph's file and of the precision in transformers.js, by the bits of the blocks.
_NAMES = {8: ("model_quantized.onnx", "q8"), 4: ("model_q4.onnx", "q4"), 32: ("model.onnx", "fp32")}


@dataclass(frozen=True)
class ExportOptions:
    """Bits per weight in the graph: 8 or 4 (or 32: not quantised); sizes of blocks count weights."""

    section: ClassVar[str] = "export"
    #: What people see of the model.
    name: str = "inkling"
    bits: int = 8
    embedding_bits: int = 8
    block_size: int = 32
    embedding_block_size: int = 32
    bits_of: dict[str, int] = field(default_factory=dict)
    #: Take the running average of the weights, where the checkpoint has one.
    averaged: bool = True
    gguf: bool = True
    check_prompts: int = 50

    def __post_init__(self) -> None:
        for bits in (self.bits, self.embedding_bits, *self.bits_of.values()):
            if bits not in (4, 8, 32):
                raise ValueError(f"bits must be 4, 8 or 32, not {bits}: the runtime's CPU kernels know no others")
        for size in (self.block_size, self.embedding_block_size):
            if size < 16 or size & (size - 1):
                raise ValueError(f"a block must be a power of two of at least 16 weights, not {size}")

    @property
    def precision(self) -> Precision:
        return Precision(self.bits, self.embedding_bits, self.block_size, self.embedding_block_size, self.bits_of)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--from", dest="source", type=Path, help="a model folder, instead of a checkpoint")
    parser.add_argument("--checkpoint", type=Path, help="default: run/final.pt in --dir, else run/checkpoint.pt")
    parser.add_argument("--variants", type=Path, metavar="SPLIT", help="also compare precisions, on such a .jsonl.gz")
    parser.add_argument("--out", type=Path, help="the folder to write (default: export/ in --dir)")
    parser.add_argument(
        "--no-check", action="store_true", help="leave out the comparison with torch and transformers.js"
    )


def run(arguments: argparse.Namespace, settings: Settings) -> None:
    """Writes the folder. Raises KitError where an input is missing or the check fails."""
    options = settings.read(ExportOptions)
    out = arguments.out or arguments.dir / "export"
    logits_of = None
    if arguments.source:
        weights, tokenizer = read_folder(arguments.source), arguments.source
    else:
        from inkling_training.export.trained import newest_weights, read_checkpoint

        checkpoint = arguments.checkpoint or newest_weights(arguments.dir / "run")
        weights, logits_of = read_checkpoint(checkpoint, options.averaged)
        tokenizer = arguments.dir / "tokenizer"
    write_folder(weights, tokenizer, out, options.name)
    _write_graph(build_decoder(weights, options.precision), out / "onnx" / _NAMES[options.bits][0])
    if options.gguf:
        from inkling_training.export.gguf_file import write_gguf

        write_gguf(weights, tokenizer, out / "model.gguf", "q8_0")
        write_gguf(weights, tokenizer, out / "model-f16.gguf", "f16")
    print(f"{weights.parameters:,} parameters; {out}:")
    for file in sorted(file for file in out.rglob("*") if file.is_file()):
        print(f"  {file.relative_to(out)!s:28} {file.stat().st_size / 1e6:8.2f} MB")
    if arguments.variants:
        excerpts = draw_excerpts(list(read_documents(arguments.variants)), 60_000, np.random.default_rng(0))
        for line in compare_variants(weights, Tokenizer.from_file(str(out / "tokenizer.json")), excerpts):
            print(line, flush=True)
    if not arguments.no_check:
        check(weights, logits_of, out, *_NAMES[options.bits], options.check_prompts)


def _write_graph(graph: onnx.ModelProto, path: Path) -> None:
    """An older graph of another precision goes: the engine would prefer one of them by its name."""
    path.parent.mkdir(exist_ok=True)
    for other in path.parent.glob("model*.onnx"):
        other.unlink()
    onnx.save(graph, path)
