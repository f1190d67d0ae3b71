"""The whole chain on this repository's own sources, without network: corpus → tokenizer → train → export → evaluate.

    python scripts/tiny.py DIR [--tokens 600000]

Prints each command before it runs it. The evaluation asks the extension's own pipeline: `npm run build` makes it.
"""

import argparse
import os
import shutil
import subprocess
import sys
from pathlib import Path

TRAINING = Path(__file__).resolve().parents[1]
ROOT = TRAINING.parent
#: Folders of this repository, by the name under which each stands in for a repository of its own.
SOURCES = {"inkling/extension": ("src", "scripts"), "inkling/training": ("training",), "inkling/tests": ("test",)}


def main(argv: list[str] | None = None) -> int:
    """Returns the exit status of the first command that fails, else 0."""
    parser = argparse.ArgumentParser(prog="tiny.py", description="runs the whole chain on this repository's sources")
    parser.add_argument("dir", type=Path)
    parser.add_argument("--tokens", type=int, default=600_000, help="to train on, a third of them while the rate falls")
    arguments = parser.parse_args(argv)
    folder = arguments.dir.resolve()
    names = write_snapshots(folder / "snapshots")
    listed = folder / "repositories.tsv"
    listed.write_text("repository\tcommit\tlicence\n" + "".join(f"{name}\t\t\n" for name in names))
    held_out = folder / "corpus" / "valid_repositories.jsonl.gz"
    decay = arguments.tokens // 3
    for command in (
        ["corpus", "--snapshots", folder / "snapshots", "--repositories", listed],
        ["tokenizer"],
        ["train", "--tokens", arguments.tokens - decay],
        ["train", "--tokens", decay, "--decay"],
        ["export"],
        ["evaluate", "--floor", "--model", f"tiny={folder / 'export'}", "--holes-from", held_out],
    ):
        name, *rest = map(str, command)
        words = [name, "--config", str(TRAINING / "configs" / "tiny.toml"), "--dir", str(folder), *rest]
        print(f"\n$ python -m inkling_training {' '.join(words)}", flush=True)
        status = subprocess.run(
            [sys.executable, "-m", "inkling_training", *words], cwd=TRAINING, check=False
        ).returncode
        if status:
            return status
    return 0


def write_snapshots(folder: Path) -> list[str]:
    """A git repository of one commit for each of SOURCES; returns their names."""
    shutil.rmtree(folder, ignore_errors=True)
    for name, sources in SOURCES.items():
        place = folder / name.replace("/", "+")
        for source in sources:
            skip = shutil.ignore_patterns(".*", "__pycache__", "fixtures")
            shutil.copytree(ROOT / source, place / source, ignore=skip)
        shutil.copyfile(ROOT / "LICENSE", place / "LICENSE")
        _git(place, "init", "--quiet")
        _git(place, "add", "--all", "--force")
        _git(place, "commit", "--quiet", "--message", "All")
    return list(SOURCES)


def _git(folder: Path, *arguments: str) -> None:
    """Whatever a person's own settings are: no hooks, no signature, no name needed."""
    who = {f"GIT_{role}_{what}": "tiny@localhost" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    own = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    subprocess.run(("git", "-C", str(folder), *arguments), check=True, env=os.environ | who | own)


if __name__ == "__main__":
    sys.exit(main())
