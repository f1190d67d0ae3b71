"""The sandbox, and what counts as solved."""

import gzip
import json

import numpy as np
import pytest

from inkling_training.errors import KitError
from inkling_training.evaluate import sandbox
from inkling_training.evaluate.infilling import judge, read_tasks
from inkling_training.evaluate.pipeline import Answer
from inkling_training.evaluate.sandbox import all_pass, passes

RECORD = {
    "task_id": "SingleLineInfilling/0",
    "entry_point": "double",
    "prompt": "from typing import List\n\ndef double(xs: List[int]):\n",
    "suffix": "    return ys\n",
    "canonical_solution": "    ys = [2 * x for x in xs]\n",
    "test": "def check(candidate):\n    assert candidate([1, 2]) == [2, 4]\n",
}


@pytest.fixture
def data(tmp_path):
    records = [RECORD | {"task_id": str(n)} for n in range(5)]
    with gzip.open(tmp_path / "HumanEval-SingleLineInfilling.jsonl.gz", "wt") as lines:
        lines.writelines(json.dumps(record) + "\n" for record in records)
    return tmp_path


def answer(text):
    return Answer(text, 0, 0.5, True, 1.0)


def test_exact_and_passed(data):
    tasks = read_tasks(data, "single-line", 99, np.random.default_rng(0))
    written = ["    ys = [2 * x for x in xs]", "    ys = [x + x for x in xs]", "    ys = xs", "    ys = (", ""]
    assert judge(tasks, [answer(text) for text in written], 2) == {"count": 5, "exact": 0.2, "passed": 0.4}


def test_a_subset_keeps_the_order(data):
    names = [task.name for task in read_tasks(data, "single-line", 3, np.random.default_rng(0))]
    assert len(names) == 3
    assert names == sorted(names)


def test_missing_data_is_named(tmp_path):
    with pytest.raises(KitError, match="human-eval-infilling"):
        read_tasks(tmp_path, "multi-line", 1, np.random.default_rng(0))


def test_programs_end_as_they_should(monkeypatch):
    monkeypatch.setattr(sandbox, "WALL_SECONDS", 2)
    programs = {
        "import math\nassert math.pi > 3": True,
        "assert False": False,
        "raise SystemExit(3)": False,
        "while True: pass": False,
        "x = bytearray(1 << 31)": False,
        "open('here', 'w').write('x')": True,
        "import os\nos.fork()": False,
    }
    assert all_pass(programs) == list(programs.values())


def test_there_is_no_network():
    listen = "import socket\ns = socket.socket()\ns.settimeout(1)\ns.connect(('192.0.2.1', 80))"
    assert not passes(listen)


def test_files_go_away(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    assert passes("open('left', 'w').write('x')")
    assert list(tmp_path.iterdir()) == []
