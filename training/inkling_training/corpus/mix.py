"""Chooses what fits the language shares."""

from collections import defaultdict
from collections.abc import Sequence

from inkling_training.corpus.draw import mix_rank
from inkling_training.corpus.gather import Candidate
from inkling_training.corpus.options import CorpusOptions


def fair_cap(sizes: Sequence[int], budget: int) -> float:
    """The cap at which the sizes, each cut to it, sum to the budget (max-min fairness); infinite if all fits.

    So a budget is met by cutting the largest repositories, and small ones stay whole.
    """
    left = budget
    ordered = sorted(sizes)
    for number, size in enumerate(ordered):
        share = left / (len(ordered) - number)
        if size > share:
            return share
        left -= size
    return float("inf")


def choose(candidates: Sequence[Candidate], options: CorpusOptions) -> list[bool]:
    """Whether each candidate is taken: each repository up to one cap for its part of each language."""
    order = sorted(range(len(candidates)), key=lambda at: mix_rank(candidates[at].document, options.seed))
    taken = [False] * len(candidates)
    for language, budget in options.budgets().items():
        inside = [at for at in order if candidates[at].document.language == language]
        sizes: dict[str, int] = defaultdict(int)
        for at in inside:
            sizes[candidates[at].document.repository] += candidates[at].size
        cap = fair_cap(list(sizes.values()), budget)
        used: dict[str, int] = defaultdict(int)
        for at in inside:
            used[candidates[at].document.repository] += candidates[at].size
            taken[at] = used[candidates[at].document.repository] <= cap
    return taken
