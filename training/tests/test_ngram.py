"""The floor's probabilities are probabilities, and equal those of the textbook."""

import itertools

import numpy as np
import pytest

from inkling_training.evaluate.ngram import train_ngrams

VOCABULARY = 12


@pytest.fixture(scope="module")
def tokens():
    rng = np.random.default_rng(4)
    phrases = [rng.integers(0, 10, rng.integers(2, 7)) for _ in range(12)]
    return np.concatenate([phrases[i] for i in rng.integers(0, 12, 150)])


@pytest.fixture(scope="module")
def model(tokens):
    return train_ngrams(tokens, VOCABULARY, 4)


def test_every_distribution_sums_to_one(model, tokens):
    contexts = [
        [],
        [11],
        [3],
        [11, 11, 11],
        *(tokens[i : i + n].tolist() for n in range(1, 5) for i in range(0, 300, 7)),
    ]
    for context in contexts:
        p = model.distribution(context)
        assert p.min() > 0
        assert p.sum() == pytest.approx(1, abs=1e-5)


def test_nll_is_the_distributions(model, tokens):
    ids = [*tokens[40:70].tolist(), 11, 2, 10, 10, 5, *tokens[:8].tolist()]
    expected = [-np.log(model.distribution(ids[:i])[ids[i]]) for i in range(1, len(ids))]
    np.testing.assert_allclose(model.nll(ids), expected, rtol=1e-5)


def test_bigrams_equal_the_formula():
    tokens = [0, 1, 0, 2, 0, 1, 3, 1]
    model = train_ngrams(np.array(tokens), 4, 2)
    pairs = list(itertools.pairwise(tokens))
    counts = {pair: pairs.count(pair) for pair in pairs}
    n1, n2 = (sum(c == n for c in counts.values()) for n in (1, 2))
    discount = n1 / (n1 + 2 * n2)
    before = {w: len({a for a, b in pairs if b == w}) for w in range(4)}
    m1, m2 = (sum(b == n for b in before.values()) for n in (1, 2))
    low = m1 / (m1 + 2 * m2)
    unigram = {
        w: max(b - low, 0) / sum(before.values())
        + (sum(min(low, x) for x in before.values()) / sum(before.values())) / 4
        for w, b in before.items()
    }
    of_zero = sum(c for (a, _), c in counts.items() if a == 0)
    follow = [w for a, w in counts if a == 0]
    for w in range(4):
        seen = max(counts.get((0, w), 0) - discount, 0) / of_zero
        expected = seen + discount * len(follow) / of_zero * unigram[w]
        assert model.distribution([0])[w] == pytest.approx(expected, rel=1e-5)


def test_a_repeated_text_is_predicted():
    model = train_ngrams(np.array([1, 2, 3, 4, 5] * 20), 6, 5)
    assert [int(model.distribution(context).argmax()) for context in ([1], [2, 3], [1, 2, 3, 4], [5])] == [2, 4, 5, 1]
    assert model.nll([1, 2, 3, 4, 5, 1, 2])[3:].max() < 0.01


def test_rare_long_ngrams_are_dropped():
    rng = np.random.default_rng(5)
    model = train_ngrams(rng.integers(0, 1000, 500), 1000, 4)
    assert len(model.orders[3].keys) == 0
    assert len(model.orders[1].keys) > 400
    assert model.distribution([1, 2, 3]).sum() == pytest.approx(1, abs=1e-5)
