"""Whole samples in rows of the context's length, and rows in a batch."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from inkling_training.samples.sample import SUFFIX, Sample
from inkling_training.special import PAD

Row = list[Sample]

UNUSED = 255
"""The kind of a target that only fills a row."""


class Pool:
    """Samples that wait for a row, each with its number."""

    def __init__(self, samples: Iterable[tuple[int, Sample]] = ()) -> None:
        self._samples = list(samples)

    def __len__(self) -> int:
        return len(self._samples)

    @property
    def numbers(self) -> list[int]:
        return [number for number, _ in self._samples]

    def add(self, number: int, sample: Sample) -> None:
        self._samples.append((number, sample))

    def take(self, room: int) -> Row:
        """The oldest sample, then again and again the longest that still fits. A sample of n tokens takes n - 1 places,
        and at most `room`."""
        row: Row = []
        choice = 0
        while choice is not None:
            row.append(self._samples.pop(choice)[1])
            room -= len(row[-1]) - 1
            fitting = [i for i, (_, sample) in enumerate(self._samples) if len(sample) - 1 <= room]
            choice = max(fitting, key=lambda i: len(self._samples[i][1]), default=None)
        return row


@dataclass(frozen=True)
class Batch:
    """A flat sequence of segments, one a sample: all but `bounds` are [tokens]; see `Model.loss`.

    `kinds` are those of the targets (see samples.sample). A row's end that no sample fills is one more segment, whose
    targets have weight 0 and the kind UNUSED.
    """

    ids: Tensor
    targets: Tensor
    kinds: Tensor
    positions: Tensor
    bounds: Tensor

    def weights(self, total: int, suffix_weight: float = 1.0) -> Tensor:
        """The weight of each target, float32; 1 / `total` for most."""
        of_kind = torch.ones(256)
        of_kind[SUFFIX], of_kind[UNUSED] = suffix_weight, 0.0
        return of_kind[self.kinds.long()] / total

    def inputs(self, weights: Tensor, device: torch.device) -> tuple[Tensor, ...]:
        """The arguments of `Model.loss`, all but the last, on a device."""
        parts = (self.ids, self.targets, weights, self.positions, self.bounds)
        return tuple(part.to(device, non_blocking=True) for part in parts)


def collate(rows: Sequence[Row], context: int) -> Batch:
    """Rows one after the other, `context` tokens each."""
    size = len(rows) * context
    ids, targets = np.full(size, PAD, dtype=np.int64), np.full(size, PAD, dtype=np.int64)
    kinds, positions = np.full(size, UNUSED, dtype=np.uint8), np.zeros(size, dtype=np.int64)
    bounds = [0]
    for number, row in enumerate(rows):
        for sample in row:
            start, end = bounds[-1], bounds[-1] + len(sample) - 1
            ids[start:end], targets[start:end] = sample.ids[:-1], sample.ids[1:]
            kinds[start:end] = sample.kinds[1:]
            positions[start:end] = np.arange(end - start)
            bounds.append(end)
        end = (number + 1) * context
        if bounds[-1] < end:
            positions[bounds[-1] : end] = np.arange(end - bounds[-1])
            bounds.append(end)
    tensors = (torch.from_numpy(part) for part in (ids, targets, kinds, positions))
    return Batch(*tensors, torch.tensor(bounds, dtype=torch.int32))
