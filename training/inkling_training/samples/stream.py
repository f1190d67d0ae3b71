"""An endless sequence of rows whose whole state is a handful of numbers."""

from dataclasses import dataclass

import numpy as np

from inkling_training.packing import Pool, Row
from inkling_training.samples.sample import Sample, SampleMaker


@dataclass(frozen=True)
class StreamState:
    """`made` samples were made so far, of which those numbered in `waiting` are still in the pool."""

    made: int = 0
    waiting: tuple[int, ...] = ()


class Stream:
    """Stream `index` of `count`: its nth sample is number n · count + index of all, and has a generator of its own,
    seeded by that number. So a sample can be made again from its number, and the state needs no samples."""

    def __init__(self, maker: SampleMaker, index: int, count: int, state: StreamState | None = None) -> None:
        self._maker, self._index, self._count = maker, index, count
        state = state or StreamState()
        self._made = state.made
        self._pool = Pool([(number, self._sample(number)) for number in state.waiting])

    def row(self) -> Row:
        """The next row of samples, best fit from the pool, filled up to the context's length."""
        while len(self._pool) < self._maker.options.pool:
            self._pool.add(self._made, self._sample(self._made))
            self._made += 1
        return self._pool.take(self._maker.context)

    @property
    def state(self) -> StreamState:
        return StreamState(self._made, tuple(self._pool.numbers))

    def _sample(self, number: int) -> Sample:
        seed = self._maker.options.seed
        place = number * self._count + self._index
        document, begin = self._maker.library.stretch(place, seed)
        return self._maker.make(document, begin, np.random.default_rng([seed, 1, place]))
