"""Reads the training's model: the same weights under Hugging Face's names."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from inkling_training.checkpoint import load_model
from inkling_training.export.weights import Shape, Weights
from inkling_training.model import Model, ModelOptions

_IN_BLOCK = {
    "attention_norm.weight": "input_layernorm.weight",
    "attention.query_norm.weight": "self_attn.q_norm.weight",
    "attention.key_norm.weight": "self_attn.k_norm.weight",
    "attention.output.weight": "self_attn.o_proj.weight",
    "feed_forward_norm.weight": "post_attention_layernorm.weight",
    "feed_forward.up.weight": "mlp.up_proj.weight",
    "feed_forward.down.weight": "mlp.down_proj.weight",
}
_OUTSIDE = {"embedding.weight": "model.embed_tokens.weight", "norm.weight": "model.norm.weight"}


def newest_weights(run: Path) -> Path:
    """What a decay left, or where there is none the checkpoint."""
    final = run / "final.pt"
    return final if final.is_file() else run / "checkpoint.pt"


def read_checkpoint(path: Path, averaged: bool) -> tuple[Weights, Callable[[Sequence[int]], np.ndarray]]:
    """The weights of a checkpoint and the model itself, as a function ids → logits [tokens, vocabulary].

    Raises KitError where there is no such checkpoint.
    """
    model, _ = load_model(path, averaged)
    return weights_of(model.options, model.state_dict()), logits_of(model.eval())


def logits_of(model: Model) -> Callable[[Sequence[int]], np.ndarray]:
    """The model in float32, without a cache."""

    def compute(ids: Sequence[int]) -> np.ndarray:
        with torch.no_grad():
            return model(torch.tensor([list(ids)]))[0].numpy()

    return compute


def weights_of(options: ModelOptions, state: Mapping[str, Tensor]) -> Weights:
    """Converts a state dict of `inkling_training.model.Model`.

    Raises KeyError for a parameter that this export does not know, so that nothing is left out silently.
    """
    shape = Shape(
        vocabulary=options.vocabulary,
        hidden=options.hidden,
        feed_forward_width=options.intermediate,
        layers=options.layers,
        heads=options.heads,
        kv_heads=options.kv_heads,
        head_dim=options.head_dim,
        context=options.context,
        rope_theta=options.rope_theta,
        epsilon=options.norm_epsilon,
        feed_forward=options.feed_forward,
        qk_norm=options.qk_norm,
        ngram_rows=options.ngram_rows,
    )
    arrays: dict[str, np.ndarray] = {}
    for name, tensor in state.items():
        arrays |= _renamed(name, tensor.detach().float().cpu().numpy(), shape)
    return Weights(shape, arrays)


def _renamed(name: str, array: np.ndarray, shape: Shape) -> dict[str, np.ndarray]:
    if name.startswith("ngrams."):
        return {f"model.{name}": array}
    if not name.startswith("blocks."):
        return {_OUTSIDE[name]: array}
    _, layer, part = name.split(".", 2)
    prefix = f"model.layers.{layer}"
    if part == "attention.qkv.weight":
        ends = np.cumsum([shape.heads, shape.kv_heads]) * shape.head_dim
        return {f"{prefix}.self_attn.{p}_proj.weight": a for p, a in zip("qkv", np.split(array, ends), strict=True)}
    if part == "feed_forward.gate_up.weight":
        return {f"{prefix}.mlp.{p}_proj.weight": a for p, a in zip(("gate", "up"), np.split(array, 2), strict=True)}
    return {f"{prefix}.{_IN_BLOCK[part]}": array}
