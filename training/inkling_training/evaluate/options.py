"""What the section [evaluate] of a config file says."""

from dataclasses import dataclass, field
from typing import ClassVar

from inkling_training.corpus.languages import LANGUAGES
from inkling_training.evaluate.holes import KINDS


def _default_holes() -> dict[str, dict[str, int]]:
    some = {"typescript": 100, "javascript": 50, "python": 100, "go": 40, "rust": 40, "java": 40}
    return {"rest of line": {language: 2 * count for language, count in some.items()}} | {
        kind: dict(some) for kind in KINDS if kind != "rest of line"
    }


@dataclass(frozen=True)
class EvaluateOptions:
    """`holes[kind][language]` are numbers of holes; `infilling_*` numbers of tasks at random (1,033 and 5,815 are all);
    `floor_*`: the n-gram model's order and the most tokens it counts."""

    section: ClassVar[str] = "evaluate"

    seed: int = 1
    holes: dict[str, dict[str, int]] = field(default_factory=_default_holes)
    bytes_per_language: int = 60_000
    infilling_single_line: int = 1_033
    infilling_multi_line: int = 500
    #: Programs tested at a time.
    workers: int = 2
    floor_order: int = 5
    floor_tokens: int = 40_000_000

    def __post_init__(self) -> None:
        for kind, counts in self.holes.items():
            if kind not in KINDS:
                raise ValueError(f"holes names {kind!r}; known are {', '.join(KINDS)}")
            unknown = set(counts) - LANGUAGES
            if unknown:
                raise ValueError(f"holes of {kind!r} names {', '.join(sorted(unknown))}, which is no language here")
        if not 1 <= self.floor_order <= 8:
            raise ValueError("floor_order must be 1 to 8")

    @property
    def languages(self) -> frozenset[str]:
        return frozenset(language for counts in self.holes.values() for language in counts)
