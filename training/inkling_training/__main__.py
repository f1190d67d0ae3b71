"""python -m inkling_training COMMAND --config configs/base.toml --dir DIR

A command is a module with `add_arguments(parser)` and `run(arguments, settings)`; only the asked one is imported, so
that `corpus` needs no torch.
"""

import argparse
import importlib
import os
import sys
from pathlib import Path

from inkling_training.errors import KitError
from inkling_training.settings import read_settings

COMMANDS = {
    "corpus": ("inkling_training.corpus.command", "reads repositories and writes the splits"),
    "tokenizer": ("inkling_training.tokenizer", "trains the vocabulary on the corpus"),
    "train": ("inkling_training.train", "trains the model, or goes on from its checkpoint"),
    "export": ("inkling_training.export.command", "writes the model folder: ONNX, safetensors, GGUF"),
    "evaluate": ("inkling_training.evaluate.command", "measures a model folder and prints the table"),
}


# Threads that wait for each other must sleep, not spin: beside one other busy program the default is several times
# slower on two cores. OpenMP reads this when torch is loaded.
os.environ.setdefault("GOMP_SPINCOUNT", "0")
os.environ.setdefault("OMP_WAIT_POLICY", "passive")


def main(argv: list[str] | None = None) -> int:
    """Returns the exit status: 1 for an error that the person can mend."""
    argv = sys.argv[1:] if argv is None else argv
    usage = "\n".join(f"  {name:10} {text}" for name, (_, text) in COMMANDS.items())
    if not argv or argv[0] not in COMMANDS:
        print(f"python -m inkling_training COMMAND --config FILE --dir DIR\n\n{usage}\n\nCOMMAND --help says more.")
        return 0 if argv and argv[0] in ("-h", "--help") else 2
    module, text = COMMANDS[argv[0]]
    command = importlib.import_module(module)
    parser = argparse.ArgumentParser(prog=f"inkling_training {argv[0]}", description=text)
    parser.add_argument("--config", type=Path, required=True, help="one of configs/*.toml")
    parser.add_argument("--dir", type=Path, required=True, help="folder of the corpus, tokenizer, run and export")
    command.add_arguments(parser)
    arguments = parser.parse_args(argv[1:])
    try:
        command.run(arguments, read_settings(arguments.config))
    except KitError as error:
        print(f"inkling_training {argv[0]}: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
