import random

import numpy as np

from inkling_training.corpus.duplicates import exact_key, near_duplicates, shingles, signature


def program(seed: int, lines: int = 80) -> list[str]:
    names = random.Random(seed)
    return [f"value_{names.randrange(10**6)} = compute_{names.randrange(10**6)}(argument)" for _ in range(lines)]


def jaccard(one: str, other: str) -> float:
    return len(np.intersect1d(shingles(one), shingles(other))) / len(np.union1d(shingles(one), shingles(other)))


def test_blanks_do_not_tell_texts_apart():
    assert exact_key("a  b\n\tc") == exact_key("a b c\n")
    assert exact_key("a b c") != exact_key("ab c")


def test_signatures_estimate_the_jaccard_similarity():
    lines = program(1)
    for changed in (4, 16, 40):
        one, other = "\n".join(lines), "\n".join(lines[:-changed] + program(2, changed))
        estimate = np.mean(signature(one) == signature(other))
        assert abs(estimate - jaccard(one, other)) < 0.15


def test_of_near_duplicates_the_first_stays():
    lines = program(1)
    texts = ["\n".join(lines), "\n".join(program(2)), "\n".join([*lines[:-3], "other()"]), "\n".join(program(3))]
    signatures = [signature(text) for text in texts]
    assert near_duplicates(signatures, 0.75) == {2}
    assert near_duplicates(signatures, 0.75, stay=3) == set()


def test_a_text_of_few_tokens_has_a_signature():
    assert near_duplicates([signature("a b"), signature("a b"), signature("c d")], 0.75) == {1}
