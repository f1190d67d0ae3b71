"""The train command. Under torchrun it is the same: `torchrun --nproc-per-node 8 -m inkling_training train …`.

    train --minutes 150                 begins, or goes on from run/checkpoint.pt, at a constant rate
    train --minutes 60 --decay          from a copy of run/checkpoint.pt, the rate falls to zero: run/final.pt
    train --minutes 60 --init FOLDER    begins from released weights
    train --minutes 9 --decay 0.6 --fresh   all in one run, for a GPU that is there for minutes

A run that is stopped (SIGINT, SIGTERM) writes its checkpoint first. A decay that was stopped goes on from run/decay.pt.
"""

import argparse
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from tokenizers import Tokenizer

from inkling_training.checkpoint import load_checkpoint, load_released
from inkling_training.documents import read_documents
from inkling_training.errors import KitError
from inkling_training.model import Model, ModelOptions
from inkling_training.processes import Processes, processes
from inkling_training.run import Plan, Run, say
from inkling_training.samples.batches import encoder
from inkling_training.samples.library import Library
from inkling_training.samples.options import SamplesOptions
from inkling_training.samples.sample import SampleMaker
from inkling_training.schedule import ActiveTime, Length
from inkling_training.settings import Settings
from inkling_training.trainer import Trainer, TrainOptions
from inkling_training.validation import ValidationSet, bytes_of_tokens, validation_sets


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--minutes", type=float, help="length of this run in minutes of training")
    parser.add_argument("--tokens", type=float, help="or in tokens, such as 2e6")
    parser.add_argument(
        "--decay", type=float, nargs="?", const=1.0, default=0.0, metavar="SHARE",
        help="let the rate fall to zero over the last SHARE (1) of this run, and write run/final.pt",
    )  # fmt: skip
    parser.add_argument(
        "--fresh", action="store_true", help="with --decay: the one run, from its first step to its last"
    )
    parser.add_argument(
        "--init", type=Path, metavar="FOLDER", help="a model folder to begin from, without a checkpoint"
    )


def run(arguments: argparse.Namespace, settings: Settings) -> None:
    try:
        length = Length(arguments.minutes, None if arguments.tokens is None else int(arguments.tokens))
    except ValueError as error:
        raise KitError(str(error)) from None
    if arguments.fresh and not arguments.decay:
        raise KitError("--fresh is the one run whose rate falls at its end: give --decay SHARE, or leave --fresh out")
    plan = Plan(arguments.dir, length, arguments.decay, arguments.init, arguments.fresh)
    with processes() as group:
        shape, options = settings.read(ModelOptions), settings.read(TrainOptions)
        data = read_data(plan.folder, shape, options, group)
        train(plan, shape, settings.read(SamplesOptions), options, group, data)


@dataclass(frozen=True)
class Data:
    """What a run reads; only process 0 needs the validation sets."""

    tokenizer: Tokenizer
    library: Library
    sets: Sequence[ValidationSet]


def read_data(folder: Path, shape: ModelOptions, options: TrainOptions, group: Processes) -> Data:
    """Raises KitError where the corpus or the tokenizer is missing, or the vocabulary is not the model's."""
    start = time.monotonic()
    tokenizer = read_tokenizer(folder, shape)
    sets: Sequence[ValidationSet] = ()
    if group.rank == 0:
        rows = (options.valid_text_rows, options.valid_hole_rows)
        sets = validation_sets(folder / "corpus", tokenizer, shape.context, *rows)
    library = Library(read_documents(folder / "corpus" / "train.jsonl.gz"))
    spent = time.monotonic() - start
    say(group, f"{len(library.documents)} documents, {len(library)} stretches, ready in {spent:.0f} s")
    return Data(tokenizer, library, sets)


def train(
    plan: Plan, shape: ModelOptions, samples: SamplesOptions, options: TrainOptions, group: Processes, data: Data
) -> dict[str, float]:
    """Runs a plan and returns the last validation, by column of the curve."""
    maker = SampleMaker(data.library, encoder(data.tokenizer), samples, shape.context)
    model = Model(shape).initialize(torch.Generator().manual_seed(options.seed))
    try:
        trainer = Trainer(model, maker, options, group)
    except ValueError as error:
        raise KitError(str(error)) from None
    try:
        return _run(plan, trainer, data)
    finally:
        trainer.close()


def _run(plan: Plan, trainer: Trainer, data: Data) -> dict[str, float]:
    group, model = trainer.group, trainer.model
    clock, before = begin(plan, trainer)
    millions = sum(parameter.numel() for parameter in model.parameters()) / 1e6
    say(group, f"{millions:.2f} M parameters, products in {model.dtype}, from {trainer.tokens / 1e6:.2f} M tokens")
    figures = Run(plan, trainer, clock, before, data.sets, bytes_of_tokens(data.tokenizer)).go()
    return figures | {"millions": millions}


def read_tokenizer(folder: Path, shape: ModelOptions) -> Tokenizer:
    path = folder / "tokenizer" / "tokenizer.json"
    if not path.is_file():
        raise KitError(f"{path} is not there: run the tokenizer command first")
    tokenizer = Tokenizer.from_file(str(path))
    if tokenizer.get_vocab_size() > shape.vocabulary:
        raise KitError(f"{path} has {tokenizer.get_vocab_size()} entries, [model] vocabulary is {shape.vocabulary}")
    return tokenizer


def begin(plan: Plan, trainer: Trainer) -> tuple[ActiveTime, int]:
    """Restores the state to go on from. Returns the active time of this run so far, and the tokens before it."""
    source = plan.checkpoint if plan.fresh or plan.checkpoint.is_file() else plan.run / "checkpoint.pt"
    if plan.decay and not plan.fresh and not source.is_file():
        raise KitError(f"{source} is not there: run the train command without --decay first")
    if not source.is_file():
        if plan.init:
            load_released(plan.init, trainer.model)
        return ActiveTime(), 0
    state = load_checkpoint(source)
    if state["model_options"] != trainer.state_shape:
        raise KitError(f"{source} is of a model of another shape than the config's: use another --dir, or delete it")
    trainer.restore(state)
    if plan.decay and source == plan.checkpoint:
        return ActiveTime(state["run_seconds"]), state["tokens_before"]
    return ActiveTime(), trainer.tokens
