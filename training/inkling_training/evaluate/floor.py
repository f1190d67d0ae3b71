"""Completions by the n-gram model: greedy, with the typed piece as constraint, as the product decodes."""

import math
import re
import time
from collections.abc import Callable, Iterable

import numpy as np
from numpy.random import Generator
from tokenizers import Tokenizer

from inkling_training.documents import Document
from inkling_training.evaluate.holes import Hole
from inkling_training.evaluate.ngram import NgramModel, train_ngrams
from inkling_training.evaluate.pipeline import Answer
from inkling_training.special import END_OF_TEXT, FILE, SPECIAL_TOKENS

#: As in `src/core/decode/healing.ts`, but that combining marks are no part of a word.
_LAST_PIECE = re.compile(r" ?\w+\Z| ?[^\s\w]+\Z|(?<=\S)[ \t]+\Z")
_LONGEST_PIECE = 64
_MAX_TOKENS = {"block": 192}
_MAX_TOKENS_OF_LINE = 48
#: Of code in a small vocabulary; a little low, so that the part at random reaches the last file only seldom.
_BYTES_PER_TOKEN = 3
#: From `src/core/suggest/confidence.ts`.
_MINIMUM_CONFIDENCE = 0.6


def train_floor(
    read: Callable[[], Iterable[Document]], tokenizer: Tokenizer, order: int, most_tokens: int, rng: Generator
) -> NgramModel:
    """Counts over whole files, each after its path: all of them, or where they have more than `most_tokens` a part at
    random.

    Args:
        read: gives the documents; called twice, so that they need not be held.
    """
    share = most_tokens * _BYTES_PER_TOKEN / max(1, sum(len(document.text) for document in read()))
    parts: list[np.ndarray] = []
    size = 0
    for document in read():
        if rng.random() >= share:
            continue
        ids = tokenizer.encode(f"{document.path}\n{document.text}", add_special_tokens=False).ids
        parts.append(np.array([FILE, *ids, END_OF_TEXT], np.int32))
        size += len(parts[-1])
        if size >= most_tokens:
            break
    return train_ngrams(np.concatenate(parts), tokenizer.get_vocab_size(), order)


class Floor:
    """Answers holes with an n-gram model, which sees nothing of what stands after the cursor."""

    def __init__(self, model: NgramModel, tokenizer: Tokenizer) -> None:
        self._model = model
        self._tokenizer = tokenizer
        self._bytes = token_bytes(tokenizer)

    def complete(self, hole: Hole) -> Answer:
        """One completion, ended as the product ends it: at the newline, or where a block's indentation ends."""
        start = time.perf_counter()
        context, piece = self._heal(hole)
        wanted, skip = piece, len(piece)
        written, logprobs = b"", []
        for _ in range(_MAX_TOKENS.get(hole.kind, _MAX_TOKENS_OF_LINE)):
            p = self._model.distribution(context)
            if wanted:
                p = np.where(self._spells(wanted), p, 0)
            token = int(p.argmax())
            spelled = self._bytes[token]
            if not spelled or p[token] == 0:
                break
            wanted = wanted[len(spelled) :]
            context.append(token)
            written += spelled
            if len(written) > skip:
                logprobs.append(math.log(p[token] / p.sum()))
            if _is_over(hole, written[skip:].decode("utf-8", "replace")):
                break
        text = _cut(hole, written[skip:].decode("utf-8", "replace"))
        confidence = math.exp(sum(logprobs) / len(logprobs)) if logprobs and text else 0.0
        milliseconds = (time.perf_counter() - start) * 1000
        return Answer(text, 0, confidence, confidence >= _MINIMUM_CONFIDENCE, milliseconds)

    def _heal(self, hole: Hole) -> tuple[list[int], bytes]:
        """The last tokens before the cursor, and the bytes of the typed piece, which were taken off."""
        before = hole.before[-400:]
        ids = self._tokenizer.encode(before, add_special_tokens=False).ids
        if len(before) == len(hole.before):
            ids = [FILE, *self._tokenizer.encode(f"{hole.document.path}\n", add_special_tokens=False).ids, *ids]
        match = _LAST_PIECE.search(before[-_LONGEST_PIECE - 1 :])
        piece = b""
        length = len(match[0].encode()) if match and len(match[0]) <= _LONGEST_PIECE else 0
        while len(piece) < length:
            piece = self._bytes[ids.pop()] + piece
        return ids, piece

    def _spells(self, wanted: bytes) -> np.ndarray:
        """Which tokens lie within what is wanted, or begin with it."""
        return np.array([bool(b) and (b.startswith(wanted) or wanted.startswith(b)) for b in self._bytes])


def token_bytes(tokenizer: Tokenizer) -> list[bytes]:
    """What each token of a byte-level vocabulary spells; nothing for special tokens."""
    printable = [*range(0x21, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x100)]
    others = [byte for byte in range(256) if byte not in printable]
    alphabet = {chr(byte): byte for byte in printable} | {chr(256 + i): byte for i, byte in enumerate(others)}
    entries = sorted(tokenizer.get_vocab().items(), key=lambda entry: entry[1])
    return [b"" if token in SPECIAL_TOKENS else bytes(alphabet[c] for c in token) for token, _ in entries]


def _is_over(hole: Hole, text: str) -> bool:
    return "\n" in text if hole.kind != "block" else _cut(hole, text) != text


def _cut(hole: Hole, text: str) -> str:
    """The text up to where it ends by its kind: a closed bracket, the line, or a line left of the block."""
    if hole.kind == "brackets":
        return _inside_brackets(text)
    if hole.kind != "block":
        return text.split("\n", 1)[0]
    depth = hole.start - (hole.before.rfind("\n") + 1)
    lines = text.split("\n")
    for number, line in enumerate(lines):
        indentation = len(line) - len(line.lstrip(" \t"))
        if number > 0 and line.strip() and indentation < depth:
            return "\n".join(lines[:number])
    return text


def _inside_brackets(text: str) -> str:
    depth = 0
    for at, character in enumerate(text):
        depth += {"(": 1, ")": -1}.get(character, 0)
        if depth < 0 or character == "\n":
            return text[:at]
    return text
