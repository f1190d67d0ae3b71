"""Bits per byte counts each token once, with whatever windows."""

import math

import numpy as np
import pytest
from tokenizers import Tokenizer, models, pre_tokenizers

from inkling_training.documents import Document
from inkling_training.evaluate.bits import bits_per_byte, draw_excerpts
from inkling_training.evaluate.floor import token_bytes
from inkling_training.special import SPECIAL_TOKENS


@pytest.fixture(scope="module")
def tokenizer():
    alphabet = sorted(pre_tokenizers.ByteLevel.alphabet())
    made = Tokenizer(models.BPE(vocab={t: i for i, t in enumerate([*SPECIAL_TOKENS, *alphabet])}, merges=[]))
    made.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)
    return made


@pytest.mark.parametrize("context", [16, 33, 1000])
def test_a_uniform_model_needs_as_many_bits_as_its_choices(tokenizer, context):
    windows = []

    def nll(ids, count):
        windows.append(len(ids))
        assert count < len(ids)
        return np.full(count, math.log(64))

    excerpts = [Document("a/b", "f.py", "python", "x = 'ä'\n" * 12), Document("a/b", "g.ts", "typescript", "let y\n")]
    found = bits_per_byte(excerpts, tokenizer, nll, context)
    assert found == {"python": pytest.approx(6), "typescript": pytest.approx(6)}
    assert max(windows) <= context


def test_excerpts_are_whole_lines_of_each_language():
    texts = [Document("a/b", f"{n}.py", "python", f"line {n}\n" * 2000) for n in range(9)]
    texts.append(Document("a/b", "a.go", "go", "// Copyright of all.\n\npackage a\n"))
    excerpts = draw_excerpts(texts, 20_000, np.random.default_rng(0))
    assert sum(e.language == "python" for e in excerpts) == 3
    assert [e.text for e in excerpts if e.language == "go"] == ["package a\n"]
    assert all(e.text.endswith("\n") and len(e.text) <= 8000 for e in excerpts)


def test_token_bytes_spell_the_text(tokenizer):
    spelled = token_bytes(tokenizer)
    text = "a = 'ä€' \t\n"
    assert b"".join(spelled[i] for i in tokenizer.encode(text).ids).decode() == text
    assert spelled[:6] == [b""] * 6
