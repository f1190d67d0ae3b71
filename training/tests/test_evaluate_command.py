"""The evaluate command from end to end, with a stand-in for the built pipeline."""

import json

import numpy as np
import onnx
from test_evaluate_table import FAKE_COMMAND, TEXT, make_tokenizer
from test_export import make_model, weights_from

from inkling_training.__main__ import main
from inkling_training.documents import Document, write_documents
from inkling_training.export.decoder import build_decoder
from inkling_training.export.huggingface import write_folder
from inkling_training.export.precision import Precision

CONFIG = """
[evaluate]
bytes_per_language = 2000
floor_order = 3
[evaluate.holes]
line = { python = 4 }
block = { python = 1 }
"""


def test_two_runs_make_one_table(tmp_path, capsys):
    tokenizer, folder = tmp_path / "tokenizer", tmp_path / "export"
    tokenizer.mkdir()
    make_tokenizer().save(str(tokenizer / "tokenizer.json"))
    (tokenizer / "tokenizer_config.json").write_text("{}")
    weights = weights_from(make_model(vocabulary=330))
    write_folder(weights, tokenizer, folder)
    (folder / "onnx").mkdir()
    onnx.save(build_decoder(weights, Precision()), folder / "onnx" / "model_quantized.onnx")
    (tmp_path / "config.toml").write_text(CONFIG)
    (tmp_path / "complete.cjs").write_text(FAKE_COMMAND)
    write_documents(tmp_path / "split.jsonl.gz", [Document("a/b", f"{n}.py", "python", TEXT * 12) for n in range(3)])
    write_documents(tmp_path / "corpus" / "train.jsonl.gz", [Document("c/d", "m.py", "python", TEXT * 9)])
    common = ["evaluate", "--config", "config.toml", "--dir", "", "--holes-from", "split.jsonl.gz"]
    common = [str(tmp_path / word) if "." in word or not word else word for word in common]

    floor = ["--floor", "--out", tmp_path / "floor"]
    assert main([*common, *map(str, floor)]) == 0
    model = ["--model", f"ours={folder}", "--command", tmp_path / "complete.cjs", "--with", tmp_path / "floor.json"]
    assert main([*common, *map(str, model)]) == 0
    assert "| | 3-grams | ours |" in capsys.readouterr().out

    found = json.loads((tmp_path / "evaluation.json").read_text())["models"]
    assert found["3-grams"]["holes"]["line"]["all"]["exact"] > 0.5
    assert found["ours"]["holes"]["line"]["all"]["exact"] == 0
    # Random weights predict no better than equal chances, about log2(330) bits a token.
    assert found["ours"]["bits per byte"]["python"] > np.log2(330) / 4
    answers = (tmp_path / "evaluation-answers.jsonl").read_text().splitlines()
    assert len(answers) == 5
    assert json.loads(answers[0])["answers"].keys() == {"ours"}


def test_a_folder_that_is_no_model_is_named(tmp_path, capsys):
    (tmp_path / "config.toml").write_text(CONFIG)
    arguments = ["--config", tmp_path / "config.toml", "--dir", tmp_path, "--holes-from", tmp_path]
    assert main(["evaluate", *map(str, arguments), "--model", str(tmp_path)]) == 1
    assert "config.json" in capsys.readouterr().err
