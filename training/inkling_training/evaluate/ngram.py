"""An n-gram model over the tokenizer's tokens: the floor that a neural model of the same files has to beat.

Interpolated Kneser-Ney with one discount per order (Chen and Goodman 1999, section 4.1.6):

    p_n(w | h) = max(c(h w) − D, 0) / c(h) + λ(h) · p_{n−1}(w | h without its first token)

where c is the count in the highest order and the number of different tokens before (h w) in all lower ones, and λ(h)
is what the first term leaves, so that each distribution sums to 1 exactly, also after rare n-grams are dropped. The
lowest order falls back to equal chances.

Each order is a trie level: a sorted array of keys (index of the n-gram without its last token) · 2^16 + last token. The
children of an n-gram are neighbours, keys are exact, nothing is hashed; memory is bounded by the tokens taken.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

TOKEN_BITS = 16
#: n-grams of three and more tokens that occur less often are dropped; what they held goes to λ.
FEWEST = 2


@dataclass(frozen=True)
class Order:
    """All n-grams (h w) of one length. `keys` int64 sorted; `shares` float32 max(c − D, 0) / c(h) per key; `left`
    float32 λ(h) for each h, an n-gram of the next lower length; 1 where nothing follows it."""

    keys: np.ndarray
    shares: np.ndarray
    left: np.ndarray


class NgramModel:
    """`orders[n − 1]` holds the n-grams of n tokens. Tokens must be below 2^16."""

    def __init__(self, orders: Sequence[Order], vocabulary: int) -> None:
        self.orders = orders
        self.vocabulary = vocabulary

    def distribution(self, context: Sequence[int]) -> np.ndarray:
        """p(w | context) for every token, float64 [vocabulary]; only the last order − 1 tokens count."""
        p = np.full(self.vocabulary, 1 / self.vocabulary)
        for length, order in enumerate(self.orders):
            history = list(context[len(context) - length :]) if length else []
            if len(history) < length:
                break
            node = self._find(history)
            if node is None:
                break
            first, last = np.searchsorted(order.keys, [node << TOKEN_BITS, (node + 1) << TOKEN_BITS])
            p *= order.left[node]
            p[order.keys[first:last] & ((1 << TOKEN_BITS) - 1)] += order.shares[first:last]
        return p

    def nll(self, ids: Sequence[int]) -> np.ndarray:
        """−ln p of each of ids[1:] given those before it, float64 [length − 1]."""
        tokens = np.asarray(ids, np.int64)
        targets = np.arange(1, len(tokens))
        p = np.full(len(targets), 1 / self.vocabulary)
        for length, order in enumerate(self.orders):
            nodes = self._nodes(tokens, targets, length)
            known = np.flatnonzero(nodes >= 0)
            found = _index(order.keys, (nodes[known] << TOKEN_BITS) + tokens[targets[known]])
            share = np.where(found >= 0, order.shares[found], 0)
            p[known] = share + order.left[nodes[known]] * p[known]
        return -np.log(p)

    def _find(self, tokens: Sequence[int]) -> int | None:
        """The index of an n-gram among those of its length."""
        node = 0
        for order, token in zip(self.orders, tokens, strict=False):
            at = int(_index(order.keys, np.array([(node << TOKEN_BITS) + token]))[0])
            if at < 0:
                return None
            node = at
        return node

    def _nodes(self, tokens: np.ndarray, targets: np.ndarray, length: int) -> np.ndarray:
        """The index of the `length` tokens before each target, −1 where they are unknown or reach before the start."""
        nodes = np.zeros(len(targets), np.int64)
        for back in range(length, 0, -1):
            at = targets - back
            keys = (nodes << TOKEN_BITS) + tokens[np.maximum(at, 0)]
            found = _index(self.orders[length - back].keys, keys)
            nodes = np.where((nodes < 0) | (at < 0), -1, found)
        return nodes


def train_ngrams(tokens: np.ndarray, vocabulary: int, order: int) -> NgramModel:
    """Counts the n-grams of 1 to `order` tokens in one sequence, int [tokens].

    Takes about 80 bytes a token at its peak.
    """
    levels = _count_levels(tokens, order)
    orders: list[tuple[_Level, np.ndarray]] = []
    for length, level in enumerate(levels, 1):
        counts = level.counts if length == order else _different_before(levels[length])
        parents = 1 if length == 1 else len(levels[length - 2].keys)
        orders.append((level, _discounted_shares(level.keys, counts, parents)))
    return NgramModel(_without_rare(orders), vocabulary)


@dataclass(frozen=True)
class _Level:
    """Before dropping: keys as in `Order`, how often each occurs, and the index of each key's n-gram without its
    *first* token among the next shorter ones."""

    keys: np.ndarray
    counts: np.ndarray
    suffix: np.ndarray


def _count_levels(tokens: np.ndarray, order: int) -> list[_Level]:
    levels: list[_Level] = []
    tokens = tokens.astype(np.int64)
    ranks = np.zeros(len(tokens) + 1, np.int64)  # of the n-gram that ends before each position
    for length in range(1, order + 1):
        keys = (ranks[:-1] << TOKEN_BITS) + tokens[length - 1 :]
        unique, first, inverse, counts = np.unique(keys, return_index=True, return_inverse=True, return_counts=True)
        shorter = np.zeros(len(unique), np.int64) if length == 1 else ranks[1:][first]
        levels.append(_Level(unique, counts.astype(np.int32), shorter.astype(np.int32)))
        ranks = inverse
    return levels


def _different_before(longer: _Level) -> np.ndarray:
    """For each n-gram, the number of different tokens that stand before it: the keys of the next longer length that end
    in it."""
    return np.bincount(longer.suffix)


def _discounted_shares(keys: np.ndarray, counts: np.ndarray, parents: int) -> np.ndarray:
    """max(c − D, 0) / c(h) with D = n1 / (n1 + 2 n2) (Ney, Essen and Kneser 1994)."""
    counts = np.pad(counts, (0, len(keys) - len(counts)))
    ones, twos = int((counts == 1).sum()), int((counts == 2).sum())
    # Within bounds that no large text reaches: each history must keep something, and leave something.
    discount = min(0.9, max(0.1, ones / max(1, ones + 2 * twos)))
    total = np.bincount(keys >> TOKEN_BITS, weights=counts, minlength=parents)
    total[total == 0] = 1
    return (np.maximum(counts - discount, 0) / total[keys >> TOKEN_BITS]).astype(np.float32)


def _without_rare(orders: list[tuple[_Level, np.ndarray]]) -> list[Order]:
    """Drops rare n-grams and renumbers: a kept n-gram's beginning occurs at least as often, and is kept as well."""
    kept_orders: list[Order] = []
    numbers, kept_parents = np.zeros(1, np.int64), np.ones(1, bool)
    for length, (level, shares) in enumerate(orders, 1):
        kept = level.counts >= (FEWEST if length > 2 else 1)
        parents = level.keys[kept] >> TOKEN_BITS
        keys = (numbers[parents] << TOKEN_BITS) + (level.keys[kept] & ((1 << TOKEN_BITS) - 1))
        taken = np.bincount(numbers[parents], weights=shares[kept], minlength=int(kept_parents.sum()))
        kept_orders.append(Order(keys, shares[kept], (1 - taken).astype(np.float32)))
        numbers, kept_parents = np.cumsum(kept) - 1, kept
    return kept_orders


def _index(keys: np.ndarray, wanted: np.ndarray) -> np.ndarray:
    """The place of each wanted key, −1 where there is none."""
    if len(keys) == 0:
        return np.full(len(wanted), -1)
    at = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
    return np.where(keys[at] == wanted, at, -1)
