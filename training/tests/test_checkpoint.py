import json
from dataclasses import replace
from pathlib import Path

import onnx
import pytest
import torch
from safetensors.torch import save_file

from inkling_training.checkpoint import (
    from_llama,
    load_checkpoint,
    load_model,
    load_released,
    save_checkpoint,
    save_weights,
)
from inkling_training.errors import KitError
from inkling_training.export.decoder import build_decoder
from inkling_training.export.huggingface import config_of
from inkling_training.export.precision import Precision
from inkling_training.export.trained import weights_of
from inkling_training.model import Model, ModelOptions

SHAPE = ModelOptions(vocabulary=64, layers=2, hidden=32, heads=4, kv_heads=2, head_dim=8, intermediate=48)


def model(seed: int = 1) -> Model:
    return Model(SHAPE).initialize(torch.Generator().manual_seed(seed))


def test_a_save_that_fails_leaves_the_old_checkpoint(tmp_path: Path):
    path = tmp_path / "run" / "checkpoint.pt"
    save_checkpoint(path, {"step": 1})
    with pytest.raises(Exception, match="pickle"):
        save_checkpoint(path, {"step": 2, "bad": lambda: None})
    assert load_checkpoint(path) == {"step": 1}


def test_missing_and_broken_files_name_the_next_step(tmp_path: Path):
    with pytest.raises(KitError, match="run the train command first"):
        load_checkpoint(tmp_path / "none.pt")
    (tmp_path / "broken.pt").write_bytes(b"no checkpoint")
    with pytest.raises(KitError, match="delete it to start afresh"):
        load_checkpoint(tmp_path / "broken.pt")


def test_weights_come_back_as_a_model(tmp_path: Path):
    original = model()
    save_weights(tmp_path / "final.pt", SHAPE, original.state_dict(), tokens=7)
    again, state = load_model(tmp_path / "final.pt")
    assert state["tokens"] == 7
    assert torch.equal(again(torch.arange(9)[None]), original(torch.arange(9)[None]))


def to_llama(state: dict[str, torch.Tensor]) -> dict[str, torch.Tensor]:
    """Hugging Face's names, written out by hand."""
    weights = {"model.embed_tokens.weight": state["embedding.weight"], "model.norm.weight": state["norm.weight"]}
    for i in range(SHAPE.layers):
        ours, theirs = f"blocks.{i}.", f"model.layers.{i}."
        q, k, v = state[ours + "attention.qkv.weight"].split((32, 16, 16))
        gate, up = state[ours + "feed_forward.gate_up.weight"].chunk(2)
        for name, tensor in {
            "input_layernorm": state[ours + "attention_norm.weight"],
            "self_attn.q_proj": q,
            "self_attn.k_proj": k,
            "self_attn.v_proj": v,
            "self_attn.o_proj": state[ours + "attention.output.weight"],
            "post_attention_layernorm": state[ours + "feed_forward_norm.weight"],
            "mlp.gate_proj": gate,
            "mlp.up_proj": up,
            "mlp.down_proj": state[ours + "feed_forward.down.weight"],
        }.items():
            weights[f"{theirs}{name}.weight"] = tensor.contiguous()
    return weights


def write_released(folder: Path, released: Model) -> None:
    save_file(to_llama(released.state_dict()), folder / "model.safetensors")
    shape = weights_of(released.options, released.state_dict()).shape
    (folder / "config.json").write_text(json.dumps(config_of(shape)))


def write_as_shipped(folder: Path, released: Model, bits: int, name: str) -> None:
    """Only what an extension's package holds: the quantised graph and config.json."""
    weights = weights_of(released.options, released.state_dict())
    (folder / "config.json").write_text(json.dumps(config_of(weights.shape)))
    (folder / "onnx").mkdir()
    onnx.save(build_decoder(weights, Precision(bits, bits, 16, 16)), folder / "onnx" / name)


def test_released_weights_become_ours(tmp_path: Path):
    original, other = model(1), model(2)
    write_released(tmp_path, original)
    load_released(tmp_path, other)
    assert all(torch.equal(a, b) for a, b in zip(original.parameters(), other.parameters(), strict=True))


def test_released_weights_of_another_shape_are_refused(tmp_path: Path):
    write_released(tmp_path, model())
    wider = Model(ModelOptions(vocabulary=64, layers=2, hidden=32, heads=4, kv_heads=2, head_dim=8, intermediate=96))
    with pytest.raises(KitError, match="does not fit"):
        load_released(tmp_path, wider)


def test_half_precision_weights_become_fp32():
    weights = {name: tensor.half() for name, tensor in to_llama(model().state_dict()).items()}
    assert {tensor.dtype for tensor in from_llama(weights).values()} == {torch.float32}


def randomized(options: ModelOptions) -> Model:
    """Every parameter differs from zero and one, so that a swapped pair is seen."""
    made = Model(options)
    generator = torch.Generator().manual_seed(3)
    for parameter in made.parameters():
        torch.nn.init.normal_(parameter, 0.5, 0.2, generator=generator)
    return made


@pytest.mark.parametrize(
    "changes", [{}, {"feed_forward": "relu2", "qk_norm": True, "ngram_rows": 53, "ngram_width": 16}]
)
@pytest.mark.parametrize(("bits", "name", "step"), [(8, "model_quantized.onnx", 0.006), (4, "model_q4.onnx", 0.25)])
def test_a_model_as_it_ships_becomes_ours(tmp_path: Path, changes: dict, bits: int, name: str, step: float):
    options = replace(SHAPE, **changes)
    original, other = randomized(options), Model(options)
    write_as_shipped(tmp_path, original, bits, name)
    load_released(tmp_path, other)
    for (label, a), b in zip(original.named_parameters(), other.parameters(), strict=True):
        assert torch.allclose(a, b, atol=step), label


def test_a_graph_of_another_model_is_refused(tmp_path: Path):
    write_as_shipped(tmp_path, randomized(SHAPE), 8, "model_quantized.onnx")
    config = json.loads((tmp_path / "config.json").read_text())
    (tmp_path / "config.json").write_text(json.dumps(config | {"num_hidden_layers": 1}))
    with pytest.raises(KitError, match="left over"):
        load_released(tmp_path, Model(replace(SHAPE, layers=1)))
    (tmp_path / "config.json").write_text(json.dumps(config | {"num_hidden_layers": 3}))
    with pytest.raises(KitError, match="no graph of the model"):
        load_released(tmp_path, Model(replace(SHAPE, layers=3)))


def test_released_weights_get_ngram_tables_that_change_nothing_at_first(tmp_path: Path):
    original = randomized(SHAPE)
    write_released(tmp_path, original)
    grown = Model(replace(SHAPE, layers=3, ngram_rows=53, ngram_width=8)).initialize(torch.Generator().manual_seed(2))
    load_released(tmp_path, grown)
    ids = torch.arange(12)[None]
    assert torch.equal(grown(ids), original(ids))
    assert grown.ngrams.two.weight.std() > 0
