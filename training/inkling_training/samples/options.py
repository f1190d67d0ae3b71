"""Options of the samples."""

from dataclasses import dataclass, field
from typing import ClassVar


@dataclass(frozen=True)
class SamplesOptions:
    """Shares are of samples, 0 to 1. `holes` are relative weights of the kinds in `holes.KINDS`."""

    section: ClassVar[str] = "samples"
    seed: int = 1
    streams: int = 8
    """Independent sequences of samples. Row r of a batch comes from stream r mod streams, whichever process makes it,
    so the samples do not depend on the number of processes (which must divide this one)."""
    pool: int = 128
    """Samples among which the ones that fill a row best are found: 24 leave 6 % of the rows empty, 128 leave 1 %."""
    workers: int = 0
    """Processes that make samples ahead, for each process that trains; 0 makes them in between (1 % on a CPU)."""
    fim: float = 0.7
    suffix_first: float = 0.8
    without_path: float = 0.08
    full_length: float = 0.2
    """Samples as long as the context allows; the others have a uniformly random length, 10 to 80 % of it."""
    repository_context: float = 0.35
    similar_snippets: float = 0.75
    """Snippets chosen by shared rare identifiers; the others come from the same folder, at random."""
    suffix_weight: float = 1.0
    """Weight of the loss on suffix tokens in suffix-first samples."""
    holes: dict[str, float] = field(
        default_factory=lambda: {
            "rest_of_line": 0.48,
            "line": 0.12,
            "lines": 0.12,
            "brackets": 0.12,
            "block": 0.08,
            "span": 0.08,
        }
    )

    def __post_init__(self) -> None:
        shares = (self.fim, self.suffix_first, self.without_path, self.full_length, self.repository_context)
        if not all(0 <= share <= 1 for share in (*shares, self.similar_snippets)):
            raise ValueError("shares must lie between 0 and 1")
        if self.streams < 1 or self.pool < 1:
            raise ValueError("streams and pool must be at least 1")
