"""The check of an export: torch, ONNX in Python and transformers.js compute the same."""

import shutil
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from inkling_training.errors import KitError
from inkling_training.export.agreement import (
    Answer,
    OnnxGreedy,
    compare,
    make_prompts,
    torch_greedy,
    transformers_js,
)
from inkling_training.export.decoder import build_decoder
from inkling_training.export.huggingface import TOKENIZER_FILES
from inkling_training.export.precision import FULL
from inkling_training.export.weights import Weights


def check(
    weights: Weights,
    logits_of: Callable[[Sequence[int]], np.ndarray] | None,
    folder: Path,
    file: str,
    dtype: str,
    count: int,
) -> None:
    """Compares every way to compute the model and prints the figures.

    Args:
        logits_of: the model in torch, where there is one.
        file: the graph's name in onnx/ of the folder; `dtype` is what transformers.js calls its precision.

    Raises KitError where float32 answers differ by more than a rare choice between equals.
    """
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    prompts = make_prompts(tokenizer, count, weights.shape.context, np.random.default_rng(0))
    full_graph = build_decoder(weights, FULL).SerializeToString()
    full = [OnnxGreedy(full_graph)(prompt) for prompt in prompts]
    found = []
    if logits_of:
        answers = [torch_greedy(logits_of, p, a.ids) for p, a in zip(prompts, full, strict=True)]
        found.append(compare("torch and ONNX, float32", answers, full))
    found.append(compare("ONNX and transformers.js, float32", full, _full_in_node(full_graph, folder, prompts)))
    quantised = [OnnxGreedy(folder / "onnx" / file)(prompt) for prompt in prompts]
    exact = len(found)
    found.append(compare("ONNX and transformers.js, quantised", quantised, transformers_js(folder, dtype, prompts)))
    found.append(compare("float32 and quantised (for information)", full, quantised))
    print("\n".join(map(str, found)))
    wrong = [a for a in found[:exact] if a.same < 0.9 * count or a.difference > 1e-2]
    if wrong:
        raise KitError(f"the export does not compute what the model computes: {'; '.join(map(str, wrong))}")


def _full_in_node(graph: bytes, folder: Path, prompts: Sequence[Sequence[int]]) -> list[Answer]:
    with tempfile.TemporaryDirectory() as name:
        temporary = Path(name)
        for file in (*TOKENIZER_FILES, "config.json", "generation_config.json"):
            shutil.copyfile(folder / file, temporary / file)
        (temporary / "onnx").mkdir()
        (temporary / "onnx" / "model.onnx").write_bytes(graph)
        return transformers_js(temporary, "fp32", prompts)
