"""Checkpoints, written so that a run that is killed at any time leaves a whole one."""

import os
import pickle
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from inkling_training.errors import KitError
from inkling_training.export.weights import read_weights
from inkling_training.growth import add_ngrams, deepen
from inkling_training.model import Model, ModelOptions


def save_checkpoint(path: Path, state: Mapping[str, Any]) -> None:
    """Writes to a file beside `path`, then renames."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(path.name + ".part")
    with part.open("wb") as file:
        torch.save(dict(state), file)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)


def load_checkpoint(path: Path) -> dict[str, Any]:
    """Raises KitError where the file is missing or no checkpoint."""
    if not path.is_file():
        raise KitError(f"{path} is not there: run the train command first")
    try:
        return torch.load(path, map_location="cpu", weights_only=True)
    except (RuntimeError, EOFError, pickle.UnpicklingError):
        raise KitError(f"{path} is no checkpoint; delete it to start afresh") from None


def save_weights(path: Path, options: ModelOptions, weights: Mapping[str, Tensor], tokens: int) -> None:
    """The end of a run: `model` (a state dict of Model), `model_options` (fields of ModelOptions) and `tokens` seen."""
    save_checkpoint(path, {"model": dict(weights), "model_options": asdict(options), "tokens": tokens})


def load_model(path: Path, averaged: bool = False) -> tuple[Model, dict[str, Any]]:
    """The model of a checkpoint (its running average with `averaged`, if it has one), and the checkpoint itself."""
    state = load_checkpoint(path)
    model = Model(ModelOptions(**state["model_options"]))
    model.load_state_dict(state["average"] if averaged and state.get("average") else state["model"])
    return model, state


def load_released(folder: Path, model: Model) -> None:
    """Reads the weights of a model folder into `model`: model.safetensors (Hugging Face's Llama names), or where there
    is none the quantised graph that ships.

    Where the model has more layers, or n-gram tables, and the folder's has not, it is grown: see `deepen` and
    `add_ngrams`. Raises KitError where the folder's model has another shape.
    """
    weights = {name: torch.from_numpy(array) for name, array in read_weights(folder).arrays.items()}
    try:
        grown = deepen(from_llama(weights), model.options.layers)
        model.load_state_dict(add_ngrams(grown, model.state_dict()))
    except (RuntimeError, KeyError, ValueError) as error:
        raise KitError(f"{folder} does not fit [model] of the config: {error}") from None


_IN_BLOCK = {
    "attention_norm.weight": ("input_layernorm.weight",),
    "attention.qkv.weight": ("self_attn.q_proj.weight", "self_attn.k_proj.weight", "self_attn.v_proj.weight"),
    "attention.query_norm.weight": ("self_attn.q_norm.weight",),
    "attention.key_norm.weight": ("self_attn.k_norm.weight",),
    "attention.output.weight": ("self_attn.o_proj.weight",),
    "feed_forward_norm.weight": ("post_attention_layernorm.weight",),
    "feed_forward.gate_up.weight": ("mlp.gate_proj.weight", "mlp.up_proj.weight"),
    "feed_forward.up.weight": ("mlp.up_proj.weight",),
    "feed_forward.down.weight": ("mlp.down_proj.weight",),
}


def from_llama(weights: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """A state dict of Model, fp32, from one with Hugging Face's names (n-gram tables: `model.ngrams.…`)."""
    state = {
        "embedding.weight": weights["model.embed_tokens.weight"].float(),
        "norm.weight": weights["model.norm.weight"].float(),
    }
    state |= {name[6:]: tensor.float() for name, tensor in weights.items() if name.startswith("model.ngrams.")}
    layer = 0
    while (prefix := f"model.layers.{layer}.") + "input_layernorm.weight" in weights:
        gated = prefix + "mlp.gate_proj.weight" in weights
        for name, sources in _IN_BLOCK.items():
            if gated and name == "feed_forward.up.weight":
                continue
            if all(prefix + source in weights for source in sources):
                state[f"blocks.{layer}.{name}"] = torch.cat([weights[prefix + source].float() for source in sources])
        layer += 1
    return state
