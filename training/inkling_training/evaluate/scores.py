"""Scores of completions."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from statistics import median

from inkling_training.evaluate.holes import Hole
from inkling_training.evaluate.pipeline import Answer

SHARES = (0.2, 0.3, 0.5)


@dataclass(frozen=True)
class Scored:
    """One hole's score; `similarity` 0 to 1."""

    exact: bool
    similarity: float
    confidence: float
    shown: bool
    milliseconds: float


def score(hole: Hole, answer: Answer) -> Scored:
    """Compares the text from the cursor to the end of its line as it would stand after accepting.

    Blanks at line ends do not count: the product trims them. The part of the line after a hole is taken off again
    before the similarity, so that it does not lift it.
    """
    after = hole.after.split("\n", 1)[0]
    expected, written = _trimmed(hole.target + after), _trimmed(answer.text + after[answer.replaces :])
    target, content = _trimmed(hole.target), written.removesuffix(_trimmed(after)) if after.strip() else written
    return Scored(
        written == expected and answer.text != "",
        similarity(target, content) if answer.text else 0.0,
        answer.confidence,
        answer.shown,
        answer.milliseconds,
    )


def similarity(one: str, other: str) -> float:
    """2 · M / T: M characters in matching blocks, T in both texts (Ratcliff and Obershelp 1988)."""
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def precision_at(scored: Sequence[Scored], share: float) -> float:
    """Exact matches among the most confident `share` of all."""
    count = max(1, round(share * len(scored)))
    best = sorted(scored, key=lambda one: -one.confidence)[:count]
    return sum(one.exact for one in best) / count


def summary(scored: Sequence[Scored]) -> dict[str, float]:
    """Means over holes; shares 0 to 1. `error` is the standard error of `exact`."""
    count = len(scored)
    exact = sum(one.exact for one in scored) / count
    shown = [one for one in scored if one.shown]
    return {
        "count": count,
        "exact": exact,
        "error": math.sqrt(exact * (1 - exact) / count),
        "similarity": sum(one.similarity for one in scored) / count,
        **{f"precision at {share:.0%}": precision_at(scored, share) for share in SHARES},
        "shown": len(shown) / count,
        "precision shown": sum(one.exact for one in shown) / max(1, len(shown)),
        "milliseconds": median(one.milliseconds for one in scored),
    }


def _trimmed(text: str) -> str:
    return re.sub(r"[ \t]+$", "", text, flags=re.MULTILINE).rstrip()
