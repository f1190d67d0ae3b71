"""The folder: config, safetensors, GGUF, and what the check says."""

import json

import numpy as np
import pytest
from gguf import GGUFReader, dequantize
from test_export import make_model, weights_from
from tokenizers import Tokenizer, models

from inkling_training.__main__ import main
from inkling_training.errors import KitError
from inkling_training.export.agreement import Answer, OnnxGreedy, compare, torch_greedy
from inkling_training.export.decoder import build_decoder
from inkling_training.export.gguf_file import interleaved, write_gguf
from inkling_training.export.huggingface import write_folder
from inkling_training.export.trained import logits_of
from inkling_training.export.weights import read_folder
from inkling_training.special import SPECIAL_TOKENS


@pytest.fixture
def tokenizer_folder(tmp_path):
    folder = tmp_path / "tokenizer"
    folder.mkdir()
    vocabulary = {token: i for i, token in enumerate([*SPECIAL_TOKENS, *map(chr, range(33, 33 + 90))])}
    Tokenizer(models.BPE(vocab=vocabulary, merges=[])).save(str(folder / "tokenizer.json"))
    (folder / "tokenizer_config.json").write_text("{}")
    return folder


@pytest.mark.parametrize("changes", [{}, {"feed_forward": "relu2", "qk_norm": True, "ngram_rows": 50}])
def test_a_written_folder_reads_back_the_same(changes, tokenizer_folder, tmp_path):
    weights = weights_from(make_model(**changes))
    write_folder(weights, tokenizer_folder, tmp_path / "out", "mine")
    assert json.loads((tmp_path / "out" / "config.json").read_text())["_name_or_path"] == "mine"
    again = read_folder(tmp_path / "out")
    assert again.shape == weights.shape
    assert again.arrays.keys() == weights.arrays.keys()
    for name, array in weights.arrays.items():
        np.testing.assert_allclose(again[name], array, atol=2e-3)


def test_a_missing_tokenizer_is_named(tmp_path):
    with pytest.raises(KitError, match=r"tokenizer\.json"):
        write_folder(weights_from(make_model()), tmp_path, tmp_path / "out")


@pytest.mark.parametrize(("kind", "tolerance"), [("f16", 1e-3), ("q8_0", 2e-2)])
def test_gguf_holds_the_weights(kind, tolerance, tokenizer_folder, tmp_path):
    weights = weights_from(make_model())
    write_gguf(weights, tokenizer_folder, tmp_path / "model.gguf", kind)
    reader = GGUFReader(tmp_path / "model.gguf")
    tensors = {tensor.name: dequantize(tensor.data, tensor.tensor_type) for tensor in reader.tensors}
    assert len(tensors) == len(weights.arrays)
    table = weights["model.embed_tokens.weight"]
    np.testing.assert_allclose(tensors["token_embd.weight"], table, atol=tolerance * np.abs(table).max())
    query = weights["model.layers.1.self_attn.q_proj.weight"]
    expected = interleaved(query, 2)
    np.testing.assert_allclose(tensors["blk.1.attn_q.weight"], expected, atol=tolerance * np.abs(query).max())


def test_gguf_refuses_what_llama_cpp_cannot_run(tokenizer_folder, tmp_path):
    with pytest.raises(KitError, match="gguf = false"):
        write_gguf(weights_from(make_model(qk_norm=True)), tokenizer_folder, tmp_path / "model.gguf", "f16")


def test_interleaving_pairs_the_halves_of_each_head():
    rows = np.arange(8)[:, None]
    assert interleaved(rows, heads=2)[:, 0].tolist() == [0, 2, 1, 3, 4, 6, 5, 7]


@pytest.mark.parametrize("changes", [{}, {"ngram_rows": 50}])
def test_greedy_decoding_agrees_with_torch(changes):
    model = make_model(**changes)
    greedy = OnnxGreedy(build_decoder(weights_from(model)).SerializeToString())
    prompts = [[4, 9, 10], [3, 77, 12, 13, 20, 8]]
    answers = [greedy(prompt) for prompt in prompts]
    expected = [torch_greedy(logits_of(model), p, a.ids) for p, a in zip(prompts, answers, strict=True)]
    agreement = compare("both", answers, expected)
    assert agreement.same == 2
    assert agreement.difference < 1e-3


def test_a_difference_is_seen():
    row = np.zeros(4, np.float32)
    agreement = compare("two", [Answer([1, 2], row, row)], [Answer([1, 3], row, row + 1)])
    assert (agreement.same, agreement.difference) == (0, 1.0)


def test_config_says_what_a_plain_llama_cannot(tokenizer_folder, tmp_path):
    write_folder(weights_from(make_model(qk_norm=True)), tokenizer_folder, tmp_path / "out")
    config = json.loads((tmp_path / "out" / "config.json").read_text())
    assert config["qk_norm"] is True
    assert config["num_hidden_layers"] == 2


def test_the_command_writes_a_whole_folder(tokenizer_folder, tmp_path, capsys):
    config = tmp_path / "config.toml"
    config.write_text("[export]\nbits = 4\n")
    write_folder(weights_from(make_model()), tokenizer_folder, tmp_path / "source")
    out = tmp_path / "out"
    (out / "onnx").mkdir(parents=True)
    (out / "onnx" / "model_quantized.onnx").touch()
    arguments = ["--config", config, "--dir", tmp_path, "--from", tmp_path / "source", "--out", out, "--no-check"]
    assert main(["export", *map(str, arguments)]) == 0
    assert "parameters" in capsys.readouterr().out
    assert {str(file.relative_to(out)) for file in out.rglob("*") if file.is_file()} == {
        "config.json",
        "generation_config.json",
        "model.safetensors",
        "model.gguf",
        "model-f16.gguf",
        "onnx/model_q4.onnx",
        "tokenizer.json",
        "tokenizer_config.json",
    }


def test_the_command_names_what_is_missing(tmp_path, capsys):
    config = tmp_path / "config.toml"
    config.write_text("[export]\n")
    assert main(["export", "--config", str(config), "--dir", str(tmp_path), "--from", str(tmp_path)]) == 1
    assert "config.json" in capsys.readouterr().err
