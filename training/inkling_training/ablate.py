"""Runs variants of a config one after another and writes a table:

    python -m inkling_training.ablate --config FILE --dir DIR --variants FILE --tokens 1e6

The variants' file is TOML: a table a variant, with sections and options that differ from the config (`[wide]
model.hidden = 512`), and `dir` where another corpus or tokenizer is meant. Each variant has a folder
DIR/ablations/NAME, its rate falls to zero over the last 30 %, and one that is already in the table is left out.
"""

import argparse
import sys
import tomllib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import torch

from inkling_training.curves import append_row
from inkling_training.errors import KitError
from inkling_training.model import ModelOptions
from inkling_training.processes import processes
from inkling_training.run import Plan
from inkling_training.samples.options import SamplesOptions
from inkling_training.schedule import Length
from inkling_training.settings import Settings, read_settings
from inkling_training.train import Data, read_data, train
from inkling_training.trainer import TrainOptions

DECAY = 0.3


@dataclass(frozen=True)
class Variant:
    """`sections` are differences to a config."""

    name: str
    sections: dict[str, dict[str, Any]]
    folder: Path

    def settings(self, base: Settings) -> Settings:
        merged = {name: dict(section) for name, section in base.sections.items()}
        for name, section in self.sections.items():
            merged[name] = merged.get(name, {}) | section
        return replace(base, sections=merged)


def read_variants(path: Path, folder: Path) -> list[Variant]:
    """Raises KitError for a section that a config does not have."""
    variants = []
    for name, sections in tomllib.loads(path.read_text("utf-8")).items():
        place = Path(sections.pop("dir", folder))
        if unknown := set(sections) - {"model", "samples", "train"}:
            raise KitError(f"{path}: [{name}] differs in {', '.join(unknown)}; only model, samples and train can")
        variants.append(Variant(name, sections, place))
    return variants


def ablate(base: Settings, variants: list[Variant], table: Path, length: Length) -> None:
    """Appends a line for each variant to `table` (tab-separated)."""
    done = {line.split("\t")[0] for line in table.read_text("utf-8").splitlines()} if table.is_file() else set()
    data: dict[tuple[Path, int], Data] = {}
    with processes() as group:
        for variant in variants:
            if variant.name in done:
                continue
            settings = variant.settings(base)
            shape, options = settings.read(ModelOptions), settings.read(TrainOptions)
            place = (variant.folder, shape.context)
            if place not in data:
                data = {place: read_data(variant.folder, shape, options, group)}
            torch.compiler.reset()
            plan = Plan(table.parent / variant.name, length, decay=DECAY, fresh=True)
            samples = settings.read(SamplesOptions)
            print(f"--- {variant.name}", flush=True)
            figures = train(plan, shape, samples, options, group, data[place])
            if not (plan.run / "final.pt").is_file():
                return  # a signal stopped it; the same command goes on
            if group.rank == 0 and "tokens" in figures:
                row = {"variant": variant.name, "million_parameters": figures.pop("millions")}
                append_row(table, row | of_average(figures))


def of_average(figures: dict[str, float]) -> dict[str, float]:
    """Where a variant keeps a running average of its weights, it is that which counts."""
    plain = {name: value for name, value in figures.items() if not name.startswith("average_")}
    return {name: figures.get(f"average_{name}", value) for name, value in plain.items()}


def main() -> int:
    parser = argparse.ArgumentParser(prog="inkling_training.ablate", description="compares variants of a config")
    parser.add_argument("--config", type=Path, required=True)
    parser.add_argument("--dir", type=Path, required=True)
    parser.add_argument("--variants", type=Path, required=True)
    parser.add_argument("--tokens", type=float)
    parser.add_argument("--minutes", type=float)
    arguments = parser.parse_args()
    try:
        length = Length(arguments.minutes, None if arguments.tokens is None else int(arguments.tokens))
        variants = read_variants(arguments.variants, arguments.dir)
        ablate(read_settings(arguments.config), variants, arguments.dir / "ablations" / "table.tsv", length)
    except (KitError, ValueError) as error:
        print(f"inkling_training.ablate: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
