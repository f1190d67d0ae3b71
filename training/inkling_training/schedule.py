"""How long a run is, and the learning rate over it.

Runs add up: the rate is constant over any number of runs, after one warm-up, and falls to zero once, at the end of the
last (Hägele et al. 2024, "Scaling laws and compute-optimal training beyond fixed training durations").
"""

from collections import deque
from dataclasses import dataclass, field
from statistics import median


@dataclass(frozen=True)
class Length:
    """A run's length: active minutes or tokens, whichever is given."""

    minutes: float | None = None
    tokens: int | None = None

    def __post_init__(self) -> None:
        if (self.minutes is None) == (self.tokens is None):
            raise ValueError("a run's length is --minutes or --tokens, one of the two")

    def progress(self, seconds: float, tokens: int) -> float:
        """Share of the run that is over, for its active seconds and its tokens so far."""
        if self.tokens is not None:
            return tokens / self.tokens
        return seconds / (60 * self.minutes)


def rate_scale(warm_tokens: int, warmup: int, progress: float, decay_share: float) -> float:
    """The factor of the learning rate, 0 to 1.

    warm_tokens counts from the last fresh start of the optimizer; the rate rises over `warmup` tokens. With a
    decay_share above 0 it falls linearly to zero over the last `decay_share` of the run.
    """
    warm = min(1.0, (warm_tokens + 1) / (warmup + 1))
    if decay_share <= 0:
        return warm
    return min(warm, max(0.0, (1 - progress) / decay_share))


@dataclass
class ActiveTime:
    """Adds up step times, but no step counts for more than four times the median of the last 31: a process that was
    stopped (SIGSTOP, a laptop's lid) was not training."""

    seconds: float = 0.0
    _recent: deque[float] = field(default_factory=lambda: deque(maxlen=31))

    def add(self, step_seconds: float) -> None:
        if len(self._recent) >= 3:
            step_seconds = min(step_seconds, 4 * median(self._recent))
        self._recent.append(step_seconds)
        self.seconds += step_seconds
