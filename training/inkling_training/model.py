"""A Llama (Touvron et al. 2023), with a few options that are off in the model that ships.

Parameters, by name (matrices are [out, in]):

    embedding.weight                      [vocabulary, hidden]; also the head
    ngrams.{two,three}.weight             [ngram_rows, ngram_width]; only with ngram_rows > 0
    ngrams.project.weight                 [hidden, 2 · ngram_width]
    blocks.N.attention_norm.weight        [hidden]
    blocks.N.attention.qkv.weight         [(heads + 2 · kv_heads) · head_dim, hidden]: q, k, v one below the other
    blocks.N.attention.output.weight      [hidden, heads · head_dim]
    blocks.N.feed_forward_norm.weight     [hidden]
    blocks.N.feed_forward.gate_up.weight  [2 · intermediate, hidden]: gate, then up ("up" [intermediate, hidden], relu2)
    blocks.N.feed_forward.down.weight     [hidden, intermediate]
    norm.weight                           [hidden]
"""

from dataclasses import dataclass
from typing import ClassVar, Literal

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from inkling_training.attention import segment_attention
from inkling_training.head import head_loss
from inkling_training.ngrams import Ngrams


@dataclass(frozen=True)
class ModelOptions:
    """The shape of the model; sizes count parameters' rows and columns."""

    section: ClassVar[str] = "model"
    vocabulary: int
    layers: int
    hidden: int
    heads: int
    intermediate: int
    kv_heads: int = 2
    head_dim: int = 64
    context: int = 1024
    feed_forward: Literal["swiglu", "relu2"] = "swiglu"
    qk_norm: bool = False
    ngram_rows: int = 0
    ngram_width: int = 64
    rope_theta: float = 10000.0
    norm_epsilon: float = 1e-5

    def __post_init__(self) -> None:
        if self.heads % self.kv_heads:
            raise ValueError(f"heads ({self.heads}) must be a multiple of kv_heads ({self.kv_heads})")
        if min(self.vocabulary, self.layers, self.hidden, self.intermediate, self.context) < 1 or self.head_dim % 2:
            raise ValueError("sizes must be at least 1, and head_dim even")


class Linear(nn.Linear):
    """No bias; the product is taken in `dtype` (a class of its own keeps the weights in fp32)."""

    dtype = torch.float32

    def __init__(self, inputs: int, outputs: int) -> None:
        super().__init__(inputs, outputs, bias=False)

    def forward(self, x: Tensor) -> Tensor:
        return F.linear(x.to(self.dtype), self.weight.to(self.dtype))


class RMSNorm(nn.Module):
    """Zhang and Sennrich 2019; always in fp32."""

    def __init__(self, size: int, epsilon: float) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.ones(size))
        self.epsilon = epsilon

    def forward(self, x: Tensor) -> Tensor:
        x = x.float()
        return x * torch.rsqrt(x.square().mean(-1, keepdim=True) + self.epsilon) * self.weight


def rotate(x: Tensor, cos: Tensor, sin: Tensor) -> Tensor:
    """Rotary positions (Su et al. 2021), halves as in Hugging Face's Llama: x [tokens, heads, head_dim], cos and sin
    [tokens, 1, head_dim / 2]."""
    a, b = x.float().chunk(2, -1)
    return torch.cat((a * cos - b * sin, b * cos + a * sin), -1)


class Attention(nn.Module):
    def __init__(self, options: ModelOptions) -> None:
        super().__init__()
        self.heads, self.kv_heads, self.head_dim = options.heads, options.kv_heads, options.head_dim
        self.qkv = Linear(options.hidden, (self.heads + 2 * self.kv_heads) * self.head_dim)
        self.output = Linear(self.heads * self.head_dim, options.hidden)
        self.qk_norm = options.qk_norm
        if self.qk_norm:
            self.query_norm = RMSNorm(self.head_dim, options.norm_epsilon)
            self.key_norm = RMSNorm(self.head_dim, options.norm_epsilon)

    def forward(self, x: Tensor, cos: Tensor, sin: Tensor, bounds: Tensor, longest: int) -> Tensor:
        qkv = self.qkv(x).unflatten(-1, (-1, self.head_dim))
        q, k, v = qkv.split((self.heads, self.kv_heads, self.kv_heads), 1)
        if self.qk_norm:
            q, k = self.query_norm(q), self.key_norm(k)
        q, k = (rotate(part, cos, sin).to(qkv.dtype) for part in (q, k))
        return self.output(segment_attention(q, k, v, bounds, longest).flatten(1))


class FeedForward(nn.Module):
    """SwiGLU (Shazeer 2020) or squared ReLU (So et al. 2021)."""

    def __init__(self, options: ModelOptions) -> None:
        super().__init__()
        self.gated = options.feed_forward == "swiglu"
        if self.gated:
            self.gate_up = Linear(options.hidden, 2 * options.intermediate)
        else:
            self.up = Linear(options.hidden, options.intermediate)
        self.down = Linear(options.intermediate, options.hidden)

    def forward(self, x: Tensor) -> Tensor:
        if self.gated:
            gate, up = self.gate_up(x).chunk(2, -1)
            return self.down(F.silu(gate) * up)
        return self.down(F.relu(self.up(x)).square())


class Block(nn.Module):
    def __init__(self, options: ModelOptions) -> None:
        super().__init__()
        self.attention_norm = RMSNorm(options.hidden, options.norm_epsilon)
        self.attention = Attention(options)
        self.feed_forward_norm = RMSNorm(options.hidden, options.norm_epsilon)
        self.feed_forward = FeedForward(options)

    def forward(self, x: Tensor, cos: Tensor, sin: Tensor, bounds: Tensor, longest: int) -> Tensor:
        x = x + self.attention(self.attention_norm(x), cos, sin, bounds, longest)
        return x + self.feed_forward(self.feed_forward_norm(x))


class Model(nn.Module):
    def __init__(self, options: ModelOptions) -> None:
        super().__init__()
        self.options = options
        self.embedding = nn.Embedding(options.vocabulary, options.hidden)
        self.ngrams = Ngrams(options.ngram_rows, options.ngram_width, options.hidden) if options.ngram_rows else None
        self.blocks = nn.ModuleList(Block(options) for _ in range(options.layers))
        self.norm = RMSNorm(options.hidden, options.norm_epsilon)
        half = options.head_dim // 2
        angles = torch.outer(torch.arange(options.context), options.rope_theta ** -(torch.arange(half) / half))
        self.register_buffer("cos", angles.cos()[:, None], persistent=False)
        self.register_buffer("sin", angles.sin()[:, None], persistent=False)
        self.dtype = torch.float32
        self.compiled = False

    def initialize(self, generator: torch.Generator) -> "Model":
        """Matrices normal / √in, the projections into the residual stream zero (a block begins as the identity), the
        embedding .05, so that the first logits have a deviation near 1."""
        for name, parameter in self.named_parameters():
            if name.endswith("norm.weight"):
                nn.init.ones_(parameter)
            elif name.endswith(("output.weight", "down.weight", "project.weight")):
                nn.init.zeros_(parameter)
            else:
                deviation = 0.05 if parameter.shape[0] > 2 * parameter.shape[1] and "blocks" not in name else None
                nn.init.normal_(parameter, std=deviation or parameter.shape[1] ** -0.5, generator=generator)
        return self

    def prepare(self, dtype: torch.dtype, compiled: bool) -> "Model":
        """Sets the type of the products (weights stay fp32) and whether blocks and head are compiled."""
        self.dtype, self.compiled = dtype, compiled
        for module in self.modules():
            if isinstance(module, Linear):
                module.dtype = dtype
        if compiled:
            for block in self.blocks:
                block.compile(dynamic=False)
        return self

    def hidden(self, ids: Tensor, positions: Tensor, bounds: Tensor, longest: int) -> Tensor:
        """The normed output of the last block, [tokens, hidden], for a flat sequence of segments.

        ids and positions are int64 [tokens]; positions count from 0 within each segment; bounds as in
        `segment_attention`.
        """
        x = self.embedding(ids)
        if self.ngrams is not None:
            x = x + self.ngrams(ids, positions)
        cos, sin = self.cos[positions], self.sin[positions]
        if self.compiled:
            torch._dynamo.maybe_mark_dynamic(bounds, 0)  # the number of segments changes from batch to batch
        for block in self.blocks:
            x = block(x, cos, sin, bounds, longest)
        return self.norm(x)

    def forward(self, ids: Tensor) -> Tensor:
        """Logits [batch, length, vocabulary] for ids [batch, length], each row one segment."""
        batch, length = ids.shape
        positions = torch.arange(length, device=ids.device).repeat(batch)
        bounds = torch.arange(0, batch * length + 1, length, dtype=torch.int32, device=ids.device)
        hidden = self.hidden(ids.flatten(), positions, bounds, length)
        return F.linear(hidden.to(self.dtype), self.embedding.weight.to(self.dtype)).float().unflatten(0, ids.shape)

    def loss(
        self, ids: Tensor, targets: Tensor, weights: Tensor, positions: Tensor, bounds: Tensor, longest: int
    ) -> tuple[Tensor, Tensor]:
        """Σ weights · nll and nll [tokens], see `head_loss`; all of ids … positions are [tokens]."""
        hidden = self.hidden(ids, positions, bounds, longest)
        return head_loss(hidden, self.embedding.weight, targets, weights, self.dtype, self.compiled)
