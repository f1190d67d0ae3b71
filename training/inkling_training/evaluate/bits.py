"""Bits per byte: how well a model predicts whole files, comparable between vocabularies."""

import math
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.random import Generator
from tokenizers import Tokenizer

from inkling_training.corpus.contents import without_licence_header
from inkling_training.documents import Document
from inkling_training.export.session import open_session
from inkling_training.special import FILE

EXCERPT = 8_000
"""Characters of a file that count: its beginning, so that long files do not weigh more than many short ones."""

#: (ids, count) → negative log-likelihood in nats of each of the last `count` of at most a context of ids, [count].
NegativeLogLikelihood = Callable[[Sequence[int], int], np.ndarray]


def draw_excerpts(documents: Sequence[Document], bytes_per_language: int, rng: Generator) -> list[Document]:
    """Beginnings of files at random, whole lines, until each language has enough. Licence headers go first: known by
    heart to any model, they would be half of a short file."""
    sizes: dict[str, int] = defaultdict(int)
    excerpts = []
    for i in rng.permutation(len(documents)):
        document = documents[i]
        if sizes[document.language] >= bytes_per_language:
            continue
        text = without_licence_header(document.text)
        if len(text) > EXCERPT:
            text = text[: text.rfind("\n", 0, EXCERPT) + 1] or text[:EXCERPT]
        sizes[document.language] += len(text.encode())
        excerpts.append(Document(document.repository, document.path, document.language, text))
    return excerpts


def bits_per_byte(
    excerpts: Sequence[Document], tokenizer: Tokenizer, nll: NegativeLogLikelihood, context: int
) -> Mapping[str, float]:
    """By language: bits of the text's tokens over its bytes. The path before a text is given, not counted.

    A text longer than the context is read in windows that overlap by half; each token is counted once, with the longest
    past that it has.
    """
    nats: dict[str, float] = defaultdict(float)
    sizes: dict[str, int] = defaultdict(int)
    for document in excerpts:
        header = [FILE, *_ids(tokenizer, f"{document.path}\n")]
        text = _ids(tokenizer, document.text)
        nats[document.language] += _sum_by_windows(header, text, nll, context)
        sizes[document.language] += len(document.text.encode())
    return {language: nats[language] / math.log(2) / sizes[language] for language in sorted(nats)}


def onnx_nll(graph: bytes | Path) -> NegativeLogLikelihood:
    """The likelihood by an exported graph, without a cache."""
    session = open_session(graph)
    shapes = {value.name: value.shape for value in session.get_inputs()}
    empty = {n: np.zeros((1, s[1], 0, s[3]), np.float32) for n, s in shapes.items() if n.startswith("past_key_values")}

    def compute(ids: Sequence[int], count: int) -> np.ndarray:
        feeds = {"input_ids": np.array([ids], np.int64), "attention_mask": np.ones((1, len(ids)), np.int64)}
        if "num_logits_to_keep" in shapes:
            feeds["num_logits_to_keep"] = np.array(count + 1, np.int64)
        logits = session.run(["logits"], feeds | empty)[0][0, -count - 1 : -1]
        largest = logits.max(axis=1, keepdims=True)
        total = np.log(np.exp(logits - largest).sum(axis=1)) + largest[:, 0]
        return total - logits[np.arange(count), ids[-count:]]

    return compute


def _ids(tokenizer: Tokenizer, text: str) -> list[int]:
    return tokenizer.encode(text, add_special_tokens=False).ids


def _sum_by_windows(header: list[int], text: list[int], nll: NegativeLogLikelihood, context: int) -> float:
    header = header[: context // 4]
    room = context - len(header)
    total, counted = 0.0, 0
    while counted < len(text):
        start = max(0, counted - room // 2)
        window = [*header, *text[start : start + room]]
        new = start + room - counted if start + room < len(text) else len(text) - counted
        total += float(nll(window, new).sum())
        counted += new
    return total
