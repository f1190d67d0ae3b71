import numpy as np

from inkling_training.packing import UNUSED, Pool, collate
from inkling_training.samples.sample import PREFIX, SUFFIX, Sample
from inkling_training.special import PAD


def sample(*ids: int, kind: int = PREFIX) -> Sample:
    return Sample(np.array(ids, dtype=np.uint16), np.full(len(ids), kind, dtype=np.uint8))


def test_the_oldest_first_then_the_longest_that_fits():
    lengths = [5, 9, 3, 4, 2]
    pool = Pool((number, sample(*range(length))) for number, length in enumerate(lengths))
    assert [len(one) for one in pool.take(8)] == [5, 4, 2]
    assert pool.numbers == [1, 2]
    assert [len(one) for one in pool.take(8)] == [9]


def test_collate_shifts_targets_and_restarts_positions():
    batch = collate([[sample(10, 11, 12), sample(20, 21)], [sample(30, 31, 32, 33, 34)]], 4)
    assert batch.ids.tolist() == [10, 11, 20, PAD, 30, 31, 32, 33]
    assert batch.targets.tolist() == [11, 12, 21, PAD, 31, 32, 33, 34]
    assert batch.positions.tolist() == [0, 1, 0, 0, 0, 1, 2, 3]
    assert batch.bounds.tolist() == [0, 2, 3, 4, 8]
    assert batch.kinds.tolist() == [PREFIX, PREFIX, PREFIX, UNUSED, PREFIX, PREFIX, PREFIX, PREFIX]


def test_weights():
    batch = collate([[sample(1, 2, 3, kind=SUFFIX), sample(1, 2)]], 4)
    assert batch.weights(4, suffix_weight=0.5).tolist() == [0.125, 0.125, 0.25, 0]
