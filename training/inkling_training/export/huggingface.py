"""The files beside the graph, as the hub lays a model out."""

import json
import shutil
from pathlib import Path

import numpy as np
from safetensors.numpy import save_file

from inkling_training.errors import KitError
from inkling_training.export.weights import Shape, Weights
from inkling_training.special import END_OF_TEXT, PAD

TOKENIZER_FILES = ("tokenizer.json", "tokenizer_config.json")


def config_of(shape: Shape, name: str = "inkling") -> dict[str, object]:
    """config.json; `name` is what people see of the model. Where it is no plain Llama, further fields say so;
    `model_type` stays, since the loaders of transformers.js go by it and only run the graph."""
    config: dict[str, object] = {
        "_name_or_path": name,
        "architectures": ["LlamaForCausalLM"],
        "model_type": "llama",
        "vocab_size": shape.vocabulary,
        "hidden_size": shape.hidden,
        "intermediate_size": shape.feed_forward_width,
        "num_hidden_layers": shape.layers,
        "num_attention_heads": shape.heads,
        "num_key_value_heads": shape.kv_heads,
        "head_dim": shape.head_dim,
        "hidden_act": "silu" if shape.feed_forward == "swiglu" else "relu2",
        "rms_norm_eps": shape.epsilon,
        "rope_theta": shape.rope_theta,
        "max_position_embeddings": shape.context,
        "tie_word_embeddings": True,
        "attention_bias": False,
        "mlp_bias": False,
        "bos_token_id": None,
        "eos_token_id": END_OF_TEXT,
        "pad_token_id": PAD,
        "torch_dtype": "float16",
    }
    if not shape.is_plain_llama:
        config["architectures"] = ["InklingForCausalLM"]
        config |= {"feed_forward": shape.feed_forward, "qk_norm": shape.qk_norm, "ngram_rows": shape.ngram_rows}
    return config


def write_folder(weights: Weights, tokenizer: Path, folder: Path, name: str = "inkling") -> None:
    """Writes model.safetensors (float16), config.json, generation_config.json and the tokenizer's files.

    Raises KitError where `tokenizer` lacks a file.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for file in TOKENIZER_FILES:
        if not (tokenizer / file).is_file():
            raise KitError(f"{tokenizer} has no {file}: run the tokenizer command first")
        if (tokenizer / file).resolve() != (folder / file).resolve():
            shutil.copyfile(tokenizer / file, folder / file)
    halves = {name: np.ascontiguousarray(array.astype(np.float16)) for name, array in weights.arrays.items()}
    save_file(halves, folder / "model.safetensors", metadata={"format": "pt"})
    _write_json(folder / "config.json", config_of(weights.shape, name))
    generation = {"eos_token_id": END_OF_TEXT, "pad_token_id": PAD, "do_sample": False}
    _write_json(folder / "generation_config.json", generation)


def _write_json(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, indent=2) + "\n", "utf-8")
