from collections import Counter

import numpy as np
import pytest

from inkling_training.corpus.draw import draw
from inkling_training.corpus.gather import Candidate
from inkling_training.corpus.mix import choose, fair_cap
from inkling_training.corpus.options import CorpusOptions
from inkling_training.corpus.split import split
from inkling_training.documents import Document


def candidates(repository: str, language: str, count: int, size: int = 1000) -> list[Candidate]:
    documents = [Document(repository, f"{number}.x", language, f"{repository} {number}") for number in range(count)]
    return [Candidate(document, size, b"", np.zeros(0)) for document in documents]


def test_a_fair_cap_cuts_the_largest_only():
    assert fair_cap([10, 50, 90], 100) == 45
    assert fair_cap([10, 20], 100) == float("inf")
    assert fair_cap([], 100) == float("inf")


def test_the_mix_fills_each_language_share_from_all_repositories():
    options = CorpusOptions(seed=1, megabytes=0.1, mix={"typescript": 0.6, "python": 0.4})
    pool = [
        *candidates("a/large", "typescript", 200),
        *candidates("a/small", "typescript", 10),
        *candidates("b/b", "python", 25),
    ]
    taken = [candidate for candidate, take in zip(pool, choose(pool, options), strict=True) if take]
    assert Counter(candidate.document.repository for candidate in taken) == {"a/large": 50, "a/small": 10, "b/b": 25}


def test_splits_are_disjoint_and_stay_when_files_come_or_go():
    options = CorpusOptions(seed=1, megabytes=1, valid_repositories=("v/v",), valid_files_share=0.2)
    documents = [candidate.document for candidate in candidates("a/a", "go", 300) + candidates("v/v", "go", 5)]
    all_splits, fewer = split(documents, options), split(documents[:150], options)
    assert {name: len(part) for name, part in all_splits.items()} == {
        "train": 300 - len(all_splits["valid_files"]),
        "valid_files": len(all_splits["valid_files"]),
        "valid_repositories": 5,
    }
    assert 40 <= len(all_splits["valid_files"]) <= 80
    assert set(fewer["valid_files"]) == set(documents[:150]) & set(all_splits["valid_files"])


def test_held_out_files_are_at_most_so_many():
    options = CorpusOptions(seed=1, megabytes=1, valid_files_share=0.5, valid_files_most=7)
    documents = [candidate.document for candidate in candidates("a/a", "go", 100)]
    assert len(split(documents, options)["valid_files"]) == 7


def test_draws_are_even_and_depend_on_seed_and_purpose():
    numbers = [draw(1, "test", str(number)) for number in range(2000)]
    assert np.histogram(numbers, 4, (0, 1))[0] == pytest.approx([500] * 4, abs=80)
    assert draw(1, "test", "a") == draw(1, "test", "a")
    assert len({draw(1, "test", "a"), draw(2, "test", "a"), draw(1, "mix", "a")}) == 3


def test_options_that_cannot_be_meant_are_refused():
    with pytest.raises(ValueError, match="mix names cobol"):
        CorpusOptions(seed=1, megabytes=1, mix={"cobol": 1.0})
    with pytest.raises(ValueError, match=r"must sum to 1, not 0\.500"):
        CorpusOptions(seed=1, megabytes=1, mix={"go": 0.5})
