"""python -m inkling_training evaluate: measures model folders and the n-gram floor on the same material."""

import argparse
import hashlib
import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from tokenizers import Tokenizer

from inkling_training.documents import read_documents
from inkling_training.errors import KitError
from inkling_training.evaluate.bits import draw_excerpts
from inkling_training.evaluate.column import Column, Material, measure_floor, measure_model
from inkling_training.evaluate.floor import train_floor
from inkling_training.evaluate.holes import cut_holes
from inkling_training.evaluate.infilling import read_tasks
from inkling_training.evaluate.options import EvaluateOptions
from inkling_training.evaluate.pipeline import REPOSITORY, Pipeline
from inkling_training.evaluate.reserved import read_material
from inkling_training.evaluate.table import read_columns, write_results
from inkling_training.settings import Settings


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--model",
        nargs="+",
        default=[],
        metavar="[NAME=]FOLDER",
        help="model folders (default: export/ in --dir, unless --floor)",
    )
    parser.add_argument(
        "--holes-from", type=Path, required=True, help="folder of the reserved repositories' snapshots, or a split"
    )
    parser.add_argument("--infilling", type=Path, help="folder of HumanEval-Infilling's data (default: not measured)")
    parser.add_argument("--floor", action="store_true", help="also the n-gram model of corpus/train.jsonl.gz in --dir")
    parser.add_argument("--with", dest="earlier", type=Path, help="a result whose columns are taken over")
    parser.add_argument("--out", type=Path, help="the result, without ending (default: evaluation in --dir)")
    parser.add_argument(
        "--command", type=Path, default=REPOSITORY / "dist" / "complete.js", help="the built command (default: dist/)"
    )


def run(arguments: argparse.Namespace, settings: Settings) -> None:
    """Writes OUT.md, OUT.json and OUT-answers.jsonl, and prints the table."""
    options = settings.read(EvaluateOptions)
    out = arguments.out or arguments.dir / "evaluation"
    models = _named(arguments.model or ([] if arguments.floor else [str(arguments.dir / "export")]))
    material, protocol = _gather(arguments, options)
    columns: dict[str, Any] = dict(read_columns(arguments.earlier, protocol)) if arguments.earlier else {}
    measured: list[Column] = []
    for measure in _measurements(arguments, options, models, material):
        measured.append(measure())
        columns[measured[-1].name] = measured[-1].values
        # After each model: a long evaluation that is stopped keeps what it has.
        table = write_results(out, protocol, columns)
        _write_answers(out.with_name(f"{out.name}-answers.jsonl"), material, measured)
    print(table)


def _measurements(
    arguments: argparse.Namespace, options: EvaluateOptions, models: Mapping[str, Path], material: Material
) -> Iterator[Callable[[], Column]]:
    if arguments.floor:
        yield partial(_floor, arguments.dir, models, options, material)
    for name, model in models.items():
        yield partial(measure_model, name, model, Pipeline(model, arguments.command), material, _say)


def _gather(arguments: argparse.Namespace, options: EvaluateOptions) -> tuple[Material, dict[str, Any]]:
    """The material, and what makes figures comparable."""
    documents, origin = read_material(arguments.holes_from, options.languages)
    # A generator for each part: more holes must not change the excerpts, nor the tasks.
    of_holes, of_excerpts = (np.random.default_rng([options.seed, part]) for part in range(2))
    holes = cut_holes(documents, options.holes, of_holes)
    excerpts = draw_excerpts(documents, options.bytes_per_language, of_excerpts)
    tasks = {}
    if arguments.infilling:
        counts = {"single-line": options.infilling_single_line, "multi-line": options.infilling_multi_line}
        rng = partial(np.random.default_rng, [options.seed, 2])
        tasks = {kind: read_tasks(arguments.infilling, kind, n, rng()) for kind, n in counts.items() if n > 0}
    protocol = {
        "seed": options.seed,
        "origin": origin,
        "holes": _digest([[h.kind, h.document.repository, h.document.path, h.start, h.end] for h in holes]),
        "excerpts": _digest([[e.repository, e.path, len(e.text)] for e in excerpts]),
    }
    return Material(excerpts, holes, tasks, options.workers), protocol


def _floor(folder: Path, models: Mapping[str, Path], options: EvaluateOptions, material: Material) -> Column:
    """Over the tokens of the tokenizer in --dir, or of the first model."""
    places = [folder / "tokenizer", *models.values()]
    file = next((place / "tokenizer.json" for place in places if (place / "tokenizer.json").is_file()), None)
    if file is None:
        raise KitError(f"{places[0]} has no tokenizer.json: run the tokenizer command, or name a model folder")
    tokenizer = Tokenizer.from_file(str(file))
    _say(f"n-grams: counting at most {options.floor_tokens:,} tokens")
    read = partial(read_documents, folder / "corpus" / "train.jsonl.gz")
    rng = np.random.default_rng([options.seed, 3])
    ngrams = train_floor(read, tokenizer, options.floor_order, options.floor_tokens, rng)
    return measure_floor(ngrams, tokenizer, material, _say)


def _named(models: Sequence[str]) -> Mapping[str, Path]:
    named: dict[str, Path] = {}
    for model in models:
        name, _, path = model.rpartition("=")
        folder = Path(path)
        name = name or folder.resolve().name
        if name in named:
            raise KitError(f"two models are called {name}: name one, --model other={folder}")
        if not (folder / "config.json").is_file():
            raise KitError(f"{folder} is no model folder: it has no config.json")
        named[name] = folder
    return named


def _write_answers(path: Path, material: Material, columns: Sequence[Column]) -> None:
    with path.open("w", encoding="utf-8") as lines:
        for number, hole in enumerate(material.holes):
            place = {"kind": hole.kind, "repository": hole.document.repository, "path": hole.document.path}
            answers = {column.name: asdict(column.answers[number]) for column in columns}
            lines.write(json.dumps(place | {"at": hole.start, "target": hole.target, "answers": answers}) + "\n")


def _digest(value: object) -> str:
    return hashlib.sha256(json.dumps(value).encode()).hexdigest()[:16]


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)
