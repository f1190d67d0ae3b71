"""Muon for the matrices of the blocks, AdamW for embeddings and norms; or AdamW for all, to compare."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

import torch
from torch import Tensor

from inkling_training.model import Model

POLAR_EXPRESS = (
    (8.28721201814563, -23.595886519098837, 17.300387312530933),
    (4.107059111542203, -2.9478499167379106, 0.5448431082926601),
    (3.9486908534822946, -2.908902115962949, 0.5518191394370137),
    (3.3184196573706015, -2.488488024314874, 0.51004894012372),
    (2.300652019954817, -1.6689039845747493, 0.4188073119525673),
)
"""The best odd quintics for the polar factor, step by step, for singular values in [.001, 1] (Amsel et al. 2025, "The
Polar Express", algorithm 1)."""

SAFETY = 1.01
"""Keeps the spectrum inside the interval for which the coefficients were made, in spite of rounding."""


Matrices = Literal["muon", "adamw"]
"""What moves the matrices of the blocks."""


@dataclass(frozen=True)
class OptimizerOptions:
    """`muon_rate` is the one of the matrices, whichever moves them."""

    matrices: Matrices
    muon_rate: float
    adam_rate: float
    momentum: float
    weight_decay: float
    steps: int = 5


def orthogonalize(matrices: Tensor, steps: int = 5) -> Tensor:
    """The nearest orthogonal matrix of each, about: singular values all become near 1. [..., rows, columns]."""
    tall = matrices.shape[-2] > matrices.shape[-1]
    x = matrices.mT if tall else matrices
    x = x / (torch.linalg.matrix_norm(x, keepdim=True) * SAFETY + 1e-7)
    for a, b, c in POLAR_EXPRESS[:steps]:
        square = x @ x.mT
        polynomial = (b / SAFETY**3) * square + (c / SAFETY**5) * (square @ square)
        x = (a / SAFETY) * x + polynomial @ x
    return x.mT if tall else x


class Muon(torch.optim.Optimizer):
    """Momentum, then orthogonalisation (Jordan et al. 2024), with decoupled weight decay (Liu et al. 2025).

    `parts` of a group are the row counts of matrices that lie one below the other in each parameter (q, k and v): each
    is orthogonalised apart, and moves at rate · √max(1, out / in). `dtype` is that of the products.
    """

    def __init__(self, groups: Iterable[dict], rate: float, momentum: float, weight_decay: float, steps: int) -> None:
        super().__init__(groups, {"lr": rate, "momentum": momentum, "weight_decay": weight_decay, "steps": steps})

    @torch.no_grad()
    def step(self) -> None:
        for group in self.param_groups:
            same: dict[torch.Size, list[Tensor]] = {}
            for parameter in group["params"]:
                same.setdefault(parameter.shape, []).append(parameter)
            for parameters in same.values():
                self._move(parameters, group)

    def _move(self, parameters: list[Tensor], group: dict) -> None:
        """Matrices of one shape together: apart, a GPU would wait for each small product's launch."""
        directions = torch.stack([self._direction(parameter, group["momentum"]) for parameter in parameters])
        parts = zip(directions.split(group["parts"], 1), *(p.split(group["parts"]) for p in parameters), strict=True)
        for direction, *rows in parts:
            scale = max(1, direction.shape[1] / direction.shape[2]) ** 0.5
            moves = orthogonalize(direction.to(group["dtype"]), group["steps"]).to(directions.dtype)
            torch._foreach_mul_(rows, 1 - group["lr"] * group["weight_decay"])
            torch._foreach_add_(rows, list(moves.unbind()), alpha=-group["lr"] * scale)

    def _direction(self, parameter: Tensor, factor: float) -> Tensor:
        """Nesterov's momentum."""
        state = self.state[parameter]
        if not state:
            state["momentum"] = torch.zeros_like(parameter)
        momentum = state["momentum"].lerp_(parameter.grad, 1 - factor)
        return parameter.grad.lerp(momentum, factor)


def make_optimizers(model: Model, options: OptimizerOptions, dtype: torch.dtype) -> list[torch.optim.Optimizer]:
    """One Muon and one AdamW; every parameter belongs to one of them. With `matrices = "adamw"` only the latter. Each
    group keeps its own full rate as `rate`."""
    shape = model.options
    head, key = shape.heads * shape.head_dim, shape.kv_heads * shape.head_dim
    matrices: dict[tuple[int, ...], list[Tensor]] = {}
    others = []
    for name, parameter in model.named_parameters():
        if parameter.ndim != 2 or "embedding" in name or name.startswith(("ngrams.two", "ngrams.three")):
            others.append(parameter)
            continue
        parts: Sequence[int] = (len(parameter),)
        if name.endswith("qkv.weight"):
            parts = (head, key, key)
        elif name.endswith("gate_up.weight"):
            parts = (shape.intermediate, shape.intermediate)
        matrices.setdefault(tuple(parts), []).append(parameter)
    # No decay: an embedding's row that is rarely seen would fade between two uses.
    adam_groups: list[dict] = [{"params": others, "lr": options.adam_rate, "weight_decay": 0.0}]
    optimizers: list[torch.optim.Optimizer] = []
    if options.matrices == "muon":
        groups = [{"params": params, "parts": list(parts), "dtype": dtype} for parts, params in matrices.items()]
        optimizers.append(Muon(groups, options.muon_rate, options.momentum, options.weight_decay, options.steps))
    else:
        params = [parameter for group in matrices.values() for parameter in group]
        adam_groups.append({"params": params, "lr": options.muon_rate, "weight_decay": options.weight_decay})
    optimizers.append(torch.optim.AdamW(adam_groups, betas=(0.9, 0.95), eps=1e-10, fused=True))
    for optimizer in optimizers:
        for group in optimizer.param_groups:
            group["rate"] = group["lr"]
    return optimizers


def set_scale(optimizers: Iterable[torch.optim.Optimizer], scale: float) -> None:
    """Sets every rate to its full value times `scale`."""
    for optimizer in optimizers:
        for group in optimizer.param_groups:
            group["lr"] = group["rate"] * scale
