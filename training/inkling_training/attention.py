"""Causal attention within the segments of one flat sequence, so that packed samples never see each other.

A mask would cost the whole square of a row; going segment by segment costs only the squares of the samples, which on a
CPU halves the time of attention at a mean sample length of half a context.
"""

from inspect import signature
from itertools import pairwise

import torch
from torch import Tensor
from torch.nn.attention.varlen import varlen_attn

_forward = torch.ops.aten._scaled_dot_product_flash_attention_for_cpu
_backward = torch.ops.aten._scaled_dot_product_flash_attention_for_cpu_backward
# Before torch 2.12 the CUDA kernel shared keys among queries without being told.
_grouped = {"enable_gqa": True} if "enable_gqa" in signature(varlen_attn).parameters else {}


def segment_attention(query: Tensor, key: Tensor, value: Tensor, bounds: Tensor, longest: int) -> Tensor:
    """Softmax attention, scaled by 1/√head_dim.

    query is [tokens, heads, head_dim]; key and value [tokens, kv_heads, head_dim], each shared by heads / kv_heads
    queries (Ainslie et al. 2023, grouped-query attention). bounds is int32 [segments + 1]: 0, the end of each segment,
    … tokens; on the CPU for CPU tensors. longest is a segment's greatest length (only CUDA kernels use it).
    """
    if query.is_cuda:
        return varlen_attn(query, key, value, bounds, bounds, longest, longest, window_size=(-1, 0), **_grouped)
    return _attend(query, key, value, bounds)[0]


def _heads_first(x: Tensor, kv_heads: int) -> Tensor:
    """[length, heads, head_dim] as a view [kv_heads, heads / kv_heads, length, head_dim]."""
    return x.unflatten(1, (kv_heads, -1)).permute(1, 2, 0, 3)


@torch.library.custom_op("inkling::attend", mutates_args=())
def _attend(query: Tensor, key: Tensor, value: Tensor, bounds: Tensor) -> tuple[Tensor, Tensor]:
    kv_heads = key.shape[1]
    out = torch.empty_like(query, memory_format=torch.contiguous_format)
    logsumexp = query.new_empty(query.shape[:2], dtype=torch.float32)
    q, k, v = (_heads_first(x, kv_heads) for x in (query, key, value))
    k, v = k.expand_as(q), v.expand_as(q)
    ends = bounds.tolist()
    for start, end in pairwise(ends):
        part, total = _forward(q[:, :, start:end], k[:, :, start:end], v[:, :, start:end], is_causal=True)
        out[start:end] = part.permute(2, 0, 1, 3).flatten(1, 2)
        logsumexp[start:end] = total.permute(2, 0, 1).flatten(1, 2)
    return out, logsumexp


@_attend.register_fake
def _(query: Tensor, key: Tensor, value: Tensor, bounds: Tensor) -> tuple[Tensor, Tensor]:
    out = torch.empty_like(query, memory_format=torch.contiguous_format)
    return out, query.new_empty(query.shape[:2], dtype=torch.float32)


@torch.library.custom_op("inkling::attend_backward", mutates_args=())
def _attend_backward(
    grad: Tensor, query: Tensor, key: Tensor, value: Tensor, out: Tensor, logsumexp: Tensor, bounds: Tensor
) -> tuple[Tensor, Tensor, Tensor]:
    kv_heads = key.shape[1]
    grads = tuple(torch.empty_like(x, memory_format=torch.contiguous_format) for x in (query, key, value))
    g, q, k, v, o = (_heads_first(x, kv_heads) for x in (grad, query, key, value, out))
    k, v = k.expand_as(q), v.expand_as(q)
    total = logsumexp.unflatten(1, (kv_heads, -1)).permute(1, 2, 0)
    ends = bounds.tolist()
    for start, end in pairwise(ends):
        parts = (x[:, :, start:end] for x in (g, q, k, v, o, total))
        of_query, of_key, of_value = _backward(*parts, 0.0, True)
        grads[0][start:end] = of_query.permute(2, 0, 1, 3).flatten(1, 2)
        grads[1][start:end] = of_key.sum(1).transpose(0, 1)
        grads[2][start:end] = of_value.sum(1).transpose(0, 1)
    return grads


@_attend_backward.register_fake
def _(
    grad: Tensor, query: Tensor, key: Tensor, value: Tensor, out: Tensor, logsumexp: Tensor, bounds: Tensor
) -> tuple[Tensor, Tensor, Tensor]:
    return tuple(torch.empty_like(x, memory_format=torch.contiguous_format) for x in (query, key, value))


def _save(ctx, inputs, output) -> None:
    query, key, value, bounds = inputs
    ctx.save_for_backward(query, key, value, *output, bounds)


def _differentiate(ctx, grad: Tensor, _: Tensor) -> tuple[Tensor, Tensor, Tensor, None]:
    return *_attend_backward(grad, *ctx.saved_tensors), None


_attend.register_autograd(_differentiate, setup_context=_save)
