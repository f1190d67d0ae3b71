"""The batches of one process: its share of the streams, merged row by row."""

import os
from collections.abc import Mapping

from tokenizers import Tokenizer

from inkling_training.packing import Row
from inkling_training.samples.sample import Encode, SampleMaker
from inkling_training.samples.stream import Stream, StreamState


def encoder(tokenizer: Tokenizer) -> Encode:
    """Texts to ids, no special tokens added, in one thread: the others are at work on the matrices."""
    os.environ["TOKENIZERS_PARALLELISM"] = "false"
    return lambda texts: [one.ids for one in tokenizer.encode_batch_fast(texts, add_special_tokens=False)]


class Rows:
    """The streams whose number is `rank` modulo `world`; each in turn gives a row."""

    def __init__(
        self, maker: SampleMaker, rank: int = 0, world: int = 1, state: Mapping[int, tuple] | None = None
    ) -> None:
        count = maker.options.streams
        self._streams = {
            index: Stream(maker, index, count, StreamState(*state[index]) if state else None)
            for index in range(rank, count, world)
        }

    def take(self, count: int) -> list[Row]:
        """`count` rows, which must be a multiple of this process's streams."""
        return [stream.row() for _ in range(count // len(self._streams)) for stream in self._streams.values()]

    def close(self) -> None:
        """Nothing to end: the rows are made in this process."""

    @property
    def state(self) -> dict[int, tuple]:
        """By stream, the fields of its StreamState."""
        return {index: (stream.state.made, stream.state.waiting) for index, stream in self._streams.items()}
