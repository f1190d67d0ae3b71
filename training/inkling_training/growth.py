"""A larger model from a smaller one that computes the same at first.

Chen et al. 2016 (Net2Net, §2.3) and Gong et al. 2019 (stacking).
"""

import re
from collections.abc import Mapping

import torch
from torch import Tensor

_BLOCK = re.compile(r"blocks\.(\d+)\.(.+)")
_OUTPUTS = ("attention.output.weight", "feed_forward.down.weight")


def layers_of(state: Mapping[str, Tensor]) -> int:
    """The number of blocks in a state dict of Model."""
    return 1 + max(int(match[1]) for name in state if (match := _BLOCK.fullmatch(name)))


def deepen(state: Mapping[str, Tensor], layers: int) -> dict[str, Tensor]:
    """A state dict of Model with `layers` blocks, from one with fewer.

    The new blocks stand evenly among the old ones. Each is a copy of the block before it, so that it begins with
    features that mean something, but what it adds to the residual stream is zero: the logits stay the same until it is
    trained.
    """
    old = layers_of(state)
    added = layers - old
    if added < 0:
        raise ValueError(f"{layers} layers are fewer than the {old} that there are")
    after = [round((i + 1) * old / added) - 1 for i in range(added)]
    order = sorted([(layer, False) for layer in range(old)] + [(layer, True) for layer in after])
    grown = {name: tensor for name, tensor in state.items() if not _BLOCK.fullmatch(name)}
    for place, (source, is_new) in enumerate(order):
        for name, tensor in state.items():
            match = _BLOCK.fullmatch(name)
            if match and int(match[1]) == source:
                silent = is_new and match[2] in _OUTPUTS
                grown[f"blocks.{place}.{match[2]}"] = torch.zeros_like(tensor) if silent else tensor.clone()
    return grown


def add_ngrams(state: Mapping[str, Tensor], fresh: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """A state dict with the n-gram tables of `fresh`, a new model's state dict, if it has some and `state` has none.

    Their projection begins at zero, so the logits stay the same until it is trained.
    """
    tables = {name: tensor for name, tensor in fresh.items() if name.startswith("ngrams.")}
    if tables and not any(name in state for name in tables):
        tables["ngrams.project.weight"] = torch.zeros_like(tables["ngrams.project.weight"])
        return {**state, **tables}
    return dict(state)
