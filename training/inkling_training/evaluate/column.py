"""All measurements of one model: a column of the table."""

import json
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tokenizers import Tokenizer

from inkling_training.documents import Document
from inkling_training.errors import KitError
from inkling_training.evaluate.bits import bits_per_byte, onnx_nll
from inkling_training.evaluate.floor import Floor
from inkling_training.evaluate.holes import Hole
from inkling_training.evaluate.infilling import Kind, Task, infill, judge
from inkling_training.evaluate.ngram import NgramModel
from inkling_training.evaluate.pipeline import Answer, Pipeline, Request
from inkling_training.evaluate.scores import score, summary
from inkling_training.evaluate.window import after_cursor, before_cursor

#: Graphs in the order in which the engine prefers them.
_GRAPHS = ("_quantized", "_q4", "_int8", "_q4f16", "_bnb4", "_fp16", "")
MAX_TOKENS_OF_LINE = 48
MAX_TOKENS_OF_BLOCK = 192


@dataclass(frozen=True)
class Material:
    """What every model is measured on."""

    excerpts: Sequence[Document]
    holes: Sequence[Hole]
    tasks: Mapping[Kind, Sequence[Task]]
    workers: int


@dataclass(frozen=True)
class Column:
    """`values` is what the table shows; `answers` one for each hole, in the order of the holes."""

    name: str
    values: dict[str, Any]
    answers: Sequence[Answer]


def measure_model(
    name: str, folder: Path, pipeline: Pipeline, material: Material, say: Callable[[str], None]
) -> Column:
    """Measures a model folder through the shipped pipeline; bits per byte straight from its graph."""
    graph = graph_of(folder)
    context = int(json.loads((folder / "config.json").read_text("utf-8"))["max_position_embeddings"])
    values: dict[str, Any] = {"megabytes": graph.stat().st_size / 1e6}
    say(f"{name}: bits per byte")
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    values["bits per byte"] = bits_per_byte(material.excerpts, tokenizer, onnx_nll(graph), context)
    say(f"{name}: {len(material.holes)} holes")
    answers = answer_holes(pipeline, material.holes)
    values["holes"] = _by_kind(material.holes, answers)
    for kind, tasks in material.tasks.items():
        say(f"{name}: infilling, {kind}, {len(tasks)} tasks")
        written = infill(pipeline, tasks, kind)
        say(f"{name}: running their tests")
        values[f"infilling {kind}"] = judge(tasks, written, material.workers)
    return Column(name, values, answers)


def measure_floor(model: NgramModel, tokenizer: Tokenizer, material: Material, say: Callable[[str], None]) -> Column:
    """The same for the n-gram model, without infilling: it does not see what stands after the cursor."""
    order = len(model.orders)
    name = f"{order}-grams"
    say(f"{name}: bits per byte")
    size = sum(o.keys.nbytes + o.shares.nbytes + o.left.nbytes for o in model.orders)
    values: dict[str, Any] = {"megabytes": size / 1e6}
    last_nll = lambda ids, count: model.nll(ids)[-count:]  # noqa: E731
    values["bits per byte"] = bits_per_byte(material.excerpts, tokenizer, last_nll, 1 << 20)
    say(f"{name}: {len(material.holes)} holes")
    floor = Floor(model, tokenizer)
    answers = [floor.complete(hole) for hole in material.holes]
    values["holes"] = _by_kind(material.holes, answers)
    return Column(name, values, answers)


def graph_of(folder: Path) -> Path:
    """The graph that the engine would load. Raises KitError where there is none."""
    for suffix in _GRAPHS:
        path = folder / "onnx" / f"model{suffix}.onnx"
        if path.is_file():
            return path
    raise KitError(f"{folder} has no onnx/model*.onnx: run the export command, or name another folder")


def answer_holes(pipeline: Pipeline, holes: Sequence[Hole]) -> list[Answer]:
    """One completion a hole; blocks in the mode for blocks, with more tokens."""
    answers: dict[int, Answer] = {}
    for is_block, max_tokens in ((False, MAX_TOKENS_OF_LINE), (True, MAX_TOKENS_OF_BLOCK)):
        numbers = [number for number, hole in enumerate(holes) if (hole.kind == "block") == is_block]
        requests = [_request(holes[number]) for number in numbers]
        answers |= zip(numbers, pipeline.complete(requests, max_tokens) if requests else [], strict=True)
    return [answers[number] for number in range(len(holes))]


def _request(hole: Hole) -> Request:
    mode = "block" if hole.kind == "block" else "line"
    return Request(hole.document.path, before_cursor(hole.before), after_cursor(hole.after), mode)


def _by_kind(holes: Sequence[Hole], answers: Sequence[Answer]) -> dict[str, dict[str, dict[str, float]]]:
    groups: dict[str, dict[str, list]] = defaultdict(lambda: defaultdict(list))
    for hole, answer in zip(holes, answers, strict=True):
        scored = score(hole, answer)
        groups[hole.kind]["all"].append(scored)
        groups[hole.kind][hole.document.language].append(scored)
    return {
        kind: {language: summary(scored) for language, scored in sorted(by_language.items())}
        for kind, by_language in groups.items()
    }
