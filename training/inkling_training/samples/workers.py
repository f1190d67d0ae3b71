"""The same rows as `Rows`, made ahead by other processes: a GPU uses them faster than one process makes them."""

import multiprocessing
from collections.abc import Mapping

from inkling_training.packing import Row
from inkling_training.samples.batches import Rows
from inkling_training.samples.sample import SampleMaker

AHEAD = 32
"""Rows that wait in a worker's queue."""


class WorkerRows:
    """`workers` processes share the streams of this process; each makes its rows in turn and stops while its queue is
    full. `state` is that of the rows taken, not of those made, so a checkpoint knows nothing of the queues.

    Workers are forked, so that they share the library's memory; they never use torch.
    """

    def __init__(
        self, maker: SampleMaker, workers: int, rank: int = 0, world: int = 1, state: Mapping[int, tuple] | None = None
    ) -> None:
        fork = multiprocessing.get_context("fork")
        self._streams = list(range(rank, maker.options.streams, world))
        self.state: dict[int, tuple] = dict(state) if state else dict.fromkeys(self._streams, (0, ()))
        self._queues, self._processes = [], []
        for number in range(workers):
            streams = self._streams[number::workers]
            queue = fork.Queue(AHEAD)
            begin = {stream: self.state[stream] for stream in streams}
            process = fork.Process(target=_work, args=(maker, streams, begin, queue), daemon=True)
            process.start()
            self._queues.append(queue)
            self._processes.append(process)

    def take(self, count: int) -> list[Row]:
        """`count` rows, which must be a multiple of this process's streams."""
        rows = []
        for _ in range(count // len(self._streams)):
            for place in range(len(self._streams)):
                stream, row, self.state[self._streams[place]] = self._queues[place % len(self._queues)].get()
                assert stream == self._streams[place]
                rows.append(row)
        return rows

    def close(self) -> None:
        """Ends the workers."""
        for process in self._processes:
            process.terminate()
            process.join()


def _work(maker: SampleMaker, streams: list[int], begin: Mapping[int, tuple], queue: multiprocessing.Queue) -> None:
    each = {stream: Rows(maker, stream, maker.options.streams, {stream: begin[stream]}) for stream in streams}
    while True:
        for stream, rows in each.items():
            row = rows.take(1)[0]
            queue.put((stream, row, rows.state[stream]))
