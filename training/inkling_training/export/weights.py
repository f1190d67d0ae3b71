"""A trained model as plain arrays under Hugging Face's Llama names, whatever it was read from."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np
from safetensors.numpy import load_file

from inkling_training.errors import KitError


@dataclass(frozen=True)
class Shape:
    """What the graph must know of a model besides its weights."""

    vocabulary: int
    hidden: int
    feed_forward_width: int
    layers: int
    heads: int
    kv_heads: int
    head_dim: int
    context: int
    rope_theta: float = 10000.0
    epsilon: float = 1e-5
    feed_forward: Literal["swiglu", "relu2"] = "swiglu"
    qk_norm: bool = False
    ngram_rows: int = 0

    @property
    def is_plain_llama(self) -> bool:
        """Whether programs that know only Llama can run it."""
        return self.feed_forward == "swiglu" and not self.qk_norm and self.ngram_rows == 0


@dataclass(frozen=True)
class Weights:
    """`arrays` float32: matrices [out, in], norms [width], tables [rows, hidden]."""

    shape: Shape
    arrays: Mapping[str, np.ndarray]

    def __getitem__(self, name: str) -> np.ndarray:
        return self.arrays[name]

    @property
    def parameters(self) -> int:
        return sum(array.size for array in self.arrays.values())


def shape_of_config(config: Mapping[str, object]) -> Shape:
    """Reads a config.json; the fields that only this kit knows may be absent."""
    heads = int(config["num_attention_heads"])
    return Shape(
        vocabulary=int(config["vocab_size"]),
        hidden=int(config["hidden_size"]),
        feed_forward_width=int(config["intermediate_size"]),
        layers=int(config["num_hidden_layers"]),
        heads=heads,
        kv_heads=int(config.get("num_key_value_heads", heads)),
        head_dim=int(config.get("head_dim", int(config["hidden_size"]) // heads)),
        context=int(config["max_position_embeddings"]),
        rope_theta=float(config.get("rope_theta", 10000.0)),
        epsilon=float(config.get("rms_norm_eps", 1e-5)),
        feed_forward=config.get("feed_forward", "swiglu"),
        qk_norm=bool(config.get("qk_norm", False)),
        ngram_rows=int(config.get("ngram_rows", 0)),
    )


def read_folder(folder: Path) -> Weights:
    """A model folder: config.json, the tokenizer's files, and model.safetensors or a quantised graph.

    Raises KitError naming the file that is missing.
    """
    for name in ("config.json", "tokenizer.json", "tokenizer_config.json"):
        if not (folder / name).is_file():
            raise KitError(f"{folder} has no {name}: name a model folder")
    return read_weights(folder)


def read_weights(folder: Path) -> Weights:
    """The same, where no tokenizer is needed. The safetensors are finer, and read where they are there."""
    if not (folder / "config.json").is_file():
        raise KitError(f"{folder} has no config.json: name a model folder")
    shape = shape_of_config(json.loads((folder / "config.json").read_text("utf-8")))
    if (folder / "model.safetensors").is_file():
        stored = load_file(folder / "model.safetensors")
        return Weights(shape, {name: array.astype(np.float32) for name, array in stored.items()})
    from inkling_training.export.stored import read_graph  # here, so that training needs onnx only for this

    return Weights(shape, read_graph(folder, shape))
