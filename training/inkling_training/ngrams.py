"""Hashed 2- and 3-gram embeddings: parameters that cost no arithmetic (Huang et al. 2025, Over-Tokenized Transformer).

They are added to the input embedding only; the output vocabulary stays small.
"""

import torch
from torch import Tensor, nn

MULTIPLIERS = (36_313, 27_191, 51_749)
"""For the token, the one before it, and the one before that."""
PRIME = 1_000_003
"""Mixes the sum before it is folded to the rows. Every step stays below 2^53, exact in a JavaScript number."""


def ngram_rows(ids: Tensor, positions: Tensor, rows: int) -> tuple[Tensor, Tensor]:
    """Row of the 2-gram and of the 3-gram that end at each token; all tensors are int64 [tokens].

    Before a segment's first token (position 0) stands token 0, `<|endoftext|>`.
    """
    before = ids.roll(1).where(positions >= 1, 0)
    earlier = ids.roll(2).where(positions >= 2, 0)
    two = ids * MULTIPLIERS[0] + before * MULTIPLIERS[1]
    return two % PRIME % rows, (two + earlier * MULTIPLIERS[2]) % PRIME % rows


class Ngrams(nn.Module):
    """Two tables of `rows` × `width` and a projection of both to `hidden`."""

    def __init__(self, rows: int, width: int, hidden: int) -> None:
        super().__init__()
        self.rows = rows
        self.two = nn.Embedding(rows, width)
        self.three = nn.Embedding(rows, width)
        self.project = nn.Linear(2 * width, hidden, bias=False)

    def forward(self, ids: Tensor, positions: Tensor) -> Tensor:
        two, three = ngram_rows(ids, positions, self.rows)
        return self.project(torch.cat((self.two(two), self.three(three)), -1))
