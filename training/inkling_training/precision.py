"""The number type of the matrix products."""

import time
from math import inf
from typing import Literal

import torch
import torch.nn.functional as F


def product_dtype(precision: Literal["auto", "float32", "bfloat16"], device: torch.device) -> torch.dtype:
    """With "auto", bf16 on a GPU; on a CPU whichever is faster in a short trial, fp32 unless bf16 gains a fifth.

    A CPU's bf16 may be twice as fast as its fp32 (tile units, some AVX-512 parts) or half as fast (others).
    """
    if precision != "auto":
        return torch.float32 if precision == "float32" else torch.bfloat16
    if device.type != "cpu":
        return torch.bfloat16
    seconds = {torch.float32: inf, torch.bfloat16: inf}
    for _ in range(30):  # in turn, and the least of many: other programs' load must not decide
        for dtype in seconds:
            seconds[dtype] = min(seconds[dtype], _seconds(dtype))
    return torch.bfloat16 if seconds[torch.bfloat16] * 1.2 < seconds[torch.float32] else torch.float32


def _seconds(dtype: torch.dtype) -> float:
    x, weight = torch.ones(1024, 256, dtype=dtype), torch.ones(1024, 256, dtype=dtype)
    start = time.perf_counter()
    F.linear(x, weight)
    return time.perf_counter() - start
