"""HumanEval-Infilling (Bavarian et al. 2022): a line, or several, of a solution is to be written; its tests decide."""

import gzip
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from numpy.random import Generator

from inkling_training.errors import KitError
from inkling_training.evaluate.pipeline import Answer, Pipeline, Request
from inkling_training.evaluate.sandbox import all_pass

Kind = Literal["single-line", "multi-line"]

_FILES = {
    "single-line": "HumanEval-SingleLineInfilling.jsonl.gz",
    "multi-line": "HumanEval-MultiLineInfilling.jsonl.gz",
}
_MAX_TOKENS = {"single-line": 96, "multi-line": 256}


@dataclass(frozen=True)
class Task:
    """`solution` is what stood between `before` and `after`; each ends with a newline."""

    name: str
    before: str
    after: str
    solution: str
    test: str
    entry_point: str

    def program(self, written: str) -> str:
        """The whole program with its tests; it fails where `written` is wrong."""
        return f"{self.before}{written}\n{self.after}\n{self.test}\ncheck({self.entry_point})\n"


def read_tasks(folder: Path, kind: Kind, count: int, rng: Generator) -> list[Task]:
    """`count` tasks at random in the file's order, or all.

    Raises KitError where the folder lacks the data.
    """
    path = folder / _FILES[kind]
    if not path.is_file():
        raise KitError(f"{path} is not there: get it from github.com/openai/human-eval-infilling, folder data")
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines]
    if count < len(records):
        records = [records[i] for i in sorted(rng.choice(len(records), count, replace=False))]
    return [
        Task(r["task_id"], r["prompt"], r["suffix"], r["canonical_solution"], r["test"], r["entry_point"])
        for r in records
    ]


def infill(pipeline: Pipeline, tasks: Sequence[Task], kind: Kind) -> list[Answer]:
    """Asks as an editor would: the cursor stands on an empty line between the two texts."""
    mode = "line" if kind == "single-line" else "free"
    requests = [Request("solution.py", task.before, f"\n{task.after}", mode) for task in tasks]
    return pipeline.complete(requests, _MAX_TOKENS[kind])


def judge(tasks: Sequence[Task], answers: Sequence[Answer], workers: int) -> dict[str, float]:
    """Shares of tasks, 0 to 1: `exact` as the solution (blanks at the end aside), `passed` the tests (pass@1)."""
    written = [answer.text for answer in answers]
    exact = [text.rstrip() == task.solution.rstrip() for task, text in zip(tasks, written, strict=True)]
    passed = all_pass((task.program(text) for task, text in zip(tasks, written, strict=True)), workers)
    count = len(tasks)
    return {"count": count, "exact": sum(exact) / count, "passed": sum(passed) / count}
