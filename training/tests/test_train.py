import os
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
import torch
from tiny_data import write_tiny_folder

from inkling_training.__main__ import main
from inkling_training.checkpoint import load_checkpoint
from inkling_training.curves import read_rows
from inkling_training.errors import KitError
from inkling_training.model import ModelOptions
from inkling_training.processes import Processes
from inkling_training.run import Plan
from inkling_training.samples.options import SamplesOptions
from inkling_training.schedule import Length
from inkling_training.train import read_data, train
from inkling_training.trainer import Trainer, TrainOptions

SHAPE = ModelOptions(
    vocabulary=400, layers=2, hidden=32, heads=2, kv_heads=1, head_dim=16, intermediate=64, context=128
)
SAMPLES = SamplesOptions(streams=4, pool=8)
OPTIONS = TrainOptions(
    rows=4, micro_rows=2, precision="float32", compile=False, warmup_tokens=2048,
    valid_tokens=2560, valid_text_rows=2, valid_hole_rows=2,
)  # fmt: skip
ALONE = Processes(0, 1, torch.device("cpu"))
STEP = 4 * 128


def steps(folder: Path, count: int, options: TrainOptions = OPTIONS, **plan) -> dict[str, float]:
    data = read_data(folder, SHAPE, options, ALONE)
    return train(Plan(folder, Length(tokens=count * STEP), **plan), SHAPE, SAMPLES, options, ALONE, data)


@pytest.fixture
def losses(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The loss of every step that is taken."""
    seen: list[float] = []
    take_step = Trainer.take_step

    def watched(self: Trainer, scale: float) -> float:
        seen.append(take_step(self, scale))
        return seen[-1]

    monkeypatch.setattr(Trainer, "take_step", watched)
    return seen


def same_weights(a: Path, b: Path, key: str = "model") -> bool:
    first, second = load_checkpoint(a)[key], load_checkpoint(b)[key]
    return all(torch.equal(first[name], second[name]) for name in first)


def test_20_steps_are_10_steps_and_10_more(tmp_path: Path, losses: list[float]):
    options = replace(OPTIONS, average=0.9)
    steps(write_tiny_folder(tmp_path / "a"), 20, options)
    whole = losses.copy()
    losses.clear()
    folder = write_tiny_folder(tmp_path / "b")
    steps(folder, 10, options)
    steps(folder, 10, options)
    assert losses == whole
    assert whole[-1] < whole[0] - 0.5
    pair = (tmp_path / "a/run/checkpoint.pt", tmp_path / "b/run/checkpoint.pt")
    assert same_weights(*pair)
    assert same_weights(*pair, key="average")


def test_a_decay_leaves_the_constant_run_as_it_was(tmp_path: Path, losses: list[float]):
    folder = write_tiny_folder(tmp_path)
    steps(folder, 10)
    before = (folder / "run/checkpoint.pt").read_bytes()
    steps(folder, 5, decay=1.0)
    assert (folder / "run/checkpoint.pt").read_bytes() == before
    assert load_checkpoint(folder / "run/final.pt")["step"] == 15
    assert not (folder / "run/decay.pt").exists()
    assert read_rows(folder / "run/curve.tsv")["tokens"][-1] == 10 * STEP
    assert read_rows(folder / "run/final.tsv")["tokens"][-1] == 15 * STEP


def test_a_stopped_decay_goes_on_where_it_was(tmp_path: Path, losses: list[float], monkeypatch: pytest.MonkeyPatch):
    for name in ("a", "b"):
        steps(write_tiny_folder(tmp_path / name), 4)
    losses.clear()
    steps(tmp_path / "a", 10, decay=1.0)
    whole = losses.copy()
    losses.clear()
    take_step = Trainer.take_step

    def stopped_after_6(self: Trainer, scale: float) -> float:
        if len(losses) == 5:
            os.kill(os.getpid(), signal.SIGTERM)
        return take_step(self, scale)

    with monkeypatch.context() as patch:
        patch.setattr(Trainer, "take_step", stopped_after_6)
        steps(tmp_path / "b", 10, decay=1.0)
    assert losses == whole[:6]
    steps(tmp_path / "b", 10, decay=1.0)
    assert losses == whole
    assert same_weights(tmp_path / "a/run/final.pt", tmp_path / "b/run/final.pt")


def test_a_fresh_decay_is_a_whole_run(tmp_path: Path, losses: list[float]):
    write_tiny_folder(tmp_path)
    steps(tmp_path, 4, decay=0.5, fresh=True)
    assert len(losses) == 4
    assert sorted(path.name for path in (tmp_path / "run").glob("*.pt")) == ["final.pt"]


def test_a_fresh_decay_has_a_curve_of_its_own(tmp_path: Path):
    write_tiny_folder(tmp_path)
    steps(tmp_path, 3)
    steps(tmp_path, 4, decay=0.5, fresh=True)
    assert read_rows(tmp_path / "run/final.tsv")["tokens"] == [4 * STEP]


def test_fresh_wants_a_decay(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    config = Path(__file__).parent.parent / "configs" / "tiny.toml"
    where = ["--config", str(config), "--dir", str(tmp_path)]
    assert main(["train", *where, "--tokens", "5", "--fresh"]) == 1
    assert "give --decay SHARE" in capsys.readouterr().err


def test_a_decay_needs_a_run(tmp_path: Path):
    with pytest.raises(KitError, match="run the train command without --decay first"):
        steps(write_tiny_folder(tmp_path), 5, decay=1.0)


def test_another_shape_is_refused(tmp_path: Path):
    folder = write_tiny_folder(tmp_path)
    steps(folder, 1)
    wider = replace(SHAPE, intermediate=96)
    data = read_data(folder, wider, OPTIONS, ALONE)
    with pytest.raises(KitError, match="another shape"):
        train(Plan(folder, Length(tokens=STEP)), wider, SAMPLES, OPTIONS, ALONE, data)


def test_validation_is_written_and_drawn(tmp_path: Path):
    folder = write_tiny_folder(tmp_path)
    figures = steps(folder, 10, replace(OPTIONS, average=0.9))
    columns = read_rows(folder / "run/curve.tsv")
    names = [f"valid_{split}_{part}" for split in ("files", "repositories") for part in ("text", "holes")]
    for name in [*names, *(f"average_{name}" for name in names)]:
        assert columns[f"{name}_bpb"][-1] == pytest.approx(figures[f"{name}_bpb"], rel=1e-5)
    assert columns["tokens"] == [5 * STEP, 10 * STEP]
    assert (folder / "run/curve.svg").read_text().startswith("<svg")


CONFIG = """
[model]
vocabulary = 400
layers = 2
hidden = 32
heads = 2
kv_heads = 1
head_dim = 16
intermediate = 64
context = 128
[samples]
streams = 4
pool = 8
[train]
rows = 4
micro_rows = 1
precision = "float32"
compile = false
valid_tokens = 1024
valid_text_rows = 2
valid_hole_rows = 2
warmup_tokens = 1024
"""


def test_two_processes_are_one(tmp_path: Path):
    """The same rows in two processes over gloo: equal up to rounding."""
    (tmp_path / "config.toml").write_text(CONFIG)
    root = Path(__file__).parents[1]
    for name, launcher in {
        "one": [sys.executable],
        "two": [sys.executable, "-m", "torch.distributed.run", "--standalone", "--nproc-per-node", "2"],
    }.items():
        folder = write_tiny_folder(tmp_path / name)
        command = ["-m", "inkling_training", "train", "--config", str(tmp_path / "config.toml"), "--dir", str(folder)]
        environment = os.environ | {"OMP_NUM_THREADS": "1", "PYTHONPATH": str(root)}
        subprocess.run(
            [*launcher, *command, "--tokens", str(10 * STEP)], cwd=root, env=environment, check=True, timeout=300
        )
    one, two = (read_rows(tmp_path / name / "run/curve.tsv") for name in ("one", "two"))
    assert one["tokens"] == two["tokens"]
    for name in ("valid_files_text_nats", "valid_repositories_holes_nats"):
        assert two[name] == pytest.approx(one[name], rel=1e-3)
    first, second = (load_checkpoint(tmp_path / name / "run/checkpoint.pt") for name in ("one", "two"))
    assert first["samples"] == second["samples"]
    for name, weight in first["model"].items():
        torch.testing.assert_close(second["model"][name], weight, rtol=0.05, atol=2e-3)
