"""scripts/tiny.py: every command after the other, on this repository's own sources."""

import json
import subprocess
import sys
from pathlib import Path

from inkling_training.curves import read_rows

TRAINING = Path(__file__).parents[1]


def test_the_whole_chain_runs(tmp_path: Path):
    command = [sys.executable, "scripts/tiny.py", str(tmp_path), "--tokens", "150000"]
    done = subprocess.run(command, cwd=TRAINING, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    curve = read_rows(tmp_path / "run" / "final.tsv")
    assert curve["valid_repositories_text_nats"][-1] < 5.8, "chance is ln 1,024 = 6.9"
    assert (tmp_path / "export" / "onnx" / "model_quantized.onnx").stat().st_size > 150_000
    assert "10 of 10 the same" in done.stdout
    models = json.loads((tmp_path / "evaluation.json").read_text())["models"]
    assert models.keys() == {"4-grams", "tiny"}
    assert models["tiny"]["bits per byte"]["typescript"] < 4.5
    assert "rest of line" in models["tiny"]["holes"]
