"""Loss and gradient of the tied head, made together for a slice of tokens at a time.

The table of logits [tokens, vocabulary] never exists: at 8,192 × 8,192 it would take 256 MB and be walked over five
times. Compiled, a slice is one pass over the logits between three products.
"""

import torch
import torch.nn.functional as F
from torch import Tensor

SLICE = {"cpu": 1024, "cuda": 16_384}
"""Tokens at a time. On a CPU 32 MB of logits at 8,192 entries, which stays in a server's last cache; on a GPU as many
as make few launches."""


def _slice(hidden: Tensor, table: Tensor, targets: Tensor, weights: Tensor) -> tuple[Tensor, Tensor]:
    """Negative log-likelihood in nats [tokens] and the gradient of Σ weights · nll with respect to the logits."""
    logits = (hidden @ table.T).float()
    shifted = logits - logits.amax(-1, keepdim=True)
    total = shifted.exp().sum(-1, keepdim=True)
    nll = total.squeeze(-1).log() - shifted.gather(-1, targets[:, None]).squeeze(-1)
    entries = torch.arange(table.shape[0], device=table.device)
    gradient = (shifted.exp() / total - (entries == targets[:, None]).float()) * weights[:, None]
    return nll, gradient.to(hidden.dtype)


_compiled = torch.compile(_slice, dynamic=False)


class _Head(torch.autograd.Function):
    @staticmethod
    def forward(context, hidden, table, targets, weights, dtype, compiled):
        one = _compiled if compiled else _slice
        narrow = table.to(dtype)
        nll = torch.empty(len(hidden), device=hidden.device)
        of_hidden = torch.empty_like(hidden)
        of_table = torch.zeros_like(table)
        size = SLICE[hidden.device.type]
        for start in range(0, len(hidden), size):
            span = slice(start, start + size)
            part = hidden[span].to(dtype)
            nll[span], gradient = one(part, narrow, targets[span], weights[span])
            of_hidden[span] = gradient @ narrow
            if dtype == table.dtype:
                of_table.addmm_(gradient.T, part)
            else:
                of_table += gradient.T @ part
        context.save_for_backward(of_hidden, of_table)
        return (nll * weights).sum(), nll

    @staticmethod
    def backward(context, grad, _):
        of_hidden, of_table = context.saved_tensors
        return of_hidden * grad, of_table * grad, None, None, None, None


def head_loss(
    hidden: Tensor, table: Tensor, targets: Tensor, weights: Tensor, dtype: torch.dtype, compiled: bool = False
) -> tuple[Tensor, Tensor]:
    """Σ weights · nll and nll [tokens] in nats; only the sum carries a gradient.

    hidden is [tokens, hidden], table [vocabulary, hidden], targets int64 [tokens], weights float32 [tokens] (0 leaves a
    token out, and they sum to 1 for a mean). dtype is the one of the products.
    """
    if not torch.is_grad_enabled():
        size = SLICE[hidden.device.type]
        parts = zip(hidden.to(dtype).split(size), targets.split(size), strict=True)
        table = table.to(dtype)
        nll = torch.cat([F.cross_entropy((x @ table.T).float(), y, reduction="none") for x, y in parts])
        return (nll * weights).sum(), nll
    loss, nll = _Head.apply(hidden, table, targets, weights, dtype, compiled)
    return loss, nll.detach()
