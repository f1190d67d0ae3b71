"""One sample: a file or a part of it, with or without a hole, with or without snippets of other files before it.

    [<|file|>other/path\\n lines]… <|file|>path\\n text [<|endoftext|>]
    [<|file|>other/path\\n lines]… <|file|>path\\n <|fim_prefix|><|fim_suffix|>S<|fim_middle|>P M<|endoftext|>

(Bavarian et al. 2022, "SPM", so that a keystroke only appends tokens; the rest prefix first.) P and M are tokenized
apart, as the editor does; a hole inside a word leaves a piece of a word at the end of P.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.random import Generator

from inkling_training.samples import holes
from inkling_training.samples.library import STRETCH, Library
from inkling_training.samples.options import SamplesOptions
from inkling_training.samples.snippets import choose_snippets
from inkling_training.special import END_OF_TEXT, FILE, FIM_MIDDLE, FIM_PREFIX, FIM_SUFFIX

CONTEXT, TEXT, PREFIX, SUFFIX, MIDDLE = range(5)
"""Of what a token is part: other files and marks; a text without a hole; the three parts of one with a hole."""

CHARACTERS = 3.5
"""Taken for each token of room: a little more than a token holds on average, the rest is cut off."""

Encode = Callable[[list[str]], list[list[int]]]
"""Texts to token ids, no special tokens added."""


@dataclass(frozen=True, slots=True)
class Sample:
    """`ids` uint16 and `kinds` uint8, both [tokens]; at most context + 1, since the last token is only a target."""

    ids: np.ndarray
    kinds: np.ndarray

    def __len__(self) -> int:
        return len(self.ids)


class _Parts:
    def __init__(self) -> None:
        self.ids: list[int] = []
        self.kinds: list[int] = []

    def add(self, kind: int, *ids: int) -> None:
        self.ids += ids
        self.kinds += [kind] * len(ids)


class SampleMaker:
    """Makes samples of at most `context` + 1 tokens. `has_hole` overrides the share of holes (for validation)."""

    def __init__(
        self, library: Library, encode: Encode, options: SamplesOptions, context: int, has_hole: bool | None = None
    ) -> None:
        self.library, self.encode, self.options, self.context, self.has_hole = (
            library,
            encode,
            options,
            context,
            has_hole,
        )

    def make(self, number: int, begin: int, generator: Generator) -> Sample:
        """A sample for the stretch of document `number` that begins at character `begin`."""
        options, document = self.options, self.library.documents[number]
        text = document.text
        with_hole = generator.random() < options.fim if self.has_hole is None else self.has_hole
        with_snippets = generator.random() < options.repository_context
        with_path = generator.random() >= options.without_path
        room = self.context + 1
        if generator.random() >= options.full_length:
            room = int(room * generator.uniform(0.4 if with_snippets else 0.1, 0.8))
        at = int(generator.integers(begin, min(len(text), begin + STRETCH)))
        start, end = (
            holes.choose(text, at, options.holes, generator) if with_hole else (holes.line_around(text, at)[0],) * 2
        )
        snippets: list[tuple[str, str]] = []
        if with_snippets:
            around = text[max(0, start - 1200) : start] + "\n" + text[end : end + (400 if with_hole else 800)]
            snippets = choose_snippets(self.library, number, around, options.similar_snippets, generator)
        parts = _Parts()
        self._head(parts, document.path if with_path else None, snippets, room)
        if with_hole:
            self._hole(parts, text, start, end, room, generator)
        else:
            self._plain(parts, text, start, room)
        return Sample(np.array(parts.ids[:room], dtype=np.uint16), np.array(parts.kinds[:room], dtype=np.uint8))

    def _head(self, parts: _Parts, path: str | None, snippets: list[tuple[str, str]], room: int) -> None:
        """Snippets in 45 % of the room at most, then the path in a quarter of it at most."""
        texts = [f"{other}\n{lines}" for other, lines in snippets] + ([f"{path}\n"] if path else [])
        encoded = self.encode(texts) if texts else []
        for ids in encoded[: len(snippets)]:
            if len(parts.ids) + len(ids) < 0.45 * room:
                parts.add(CONTEXT, FILE, *ids)
        if path and len(encoded[-1]) < room / 4:
            parts.add(CONTEXT, FILE, *encoded[-1])

    def _plain(self, parts: _Parts, text: str, start: int, room: int) -> None:
        room -= len(parts.ids)
        end = start + int(room * CHARACTERS * 1.2)
        ids = self.encode([text[start:end]])[0]
        parts.add(TEXT, *ids)
        if end >= len(text):
            parts.add(TEXT, END_OF_TEXT)

    def _hole(self, parts: _Parts, text: str, start: int, end: int, room: int, generator: Generator) -> None:
        room -= len(parts.ids) + 4
        most_after = self._suffix_room(room, generator)
        begin = max(0, start - int(room * CHARACTERS))
        if begin > 0:
            line_end = text.find("\n", begin, start)
            begin = line_end + 1 if line_end >= 0 else begin
        after = text[end : end + int(most_after * CHARACTERS * 1.2)]
        if most_after <= 60:
            after = "\n".join(after.split("\n")[: int(generator.integers(0, 11)) + 1])
        prefix, middle, suffix = self.encode([text[begin:start], text[start:end], after])
        middle = middle[: room // 2]
        suffix = suffix[: min(most_after, (room - len(middle)) // 2)]
        prefix = prefix[max(0, len(prefix) - (room - len(middle) - len(suffix))) :]
        if generator.random() < self.options.suffix_first:
            parts.add(CONTEXT, FIM_PREFIX, FIM_SUFFIX)
            parts.add(SUFFIX, *suffix)
            parts.add(CONTEXT, FIM_MIDDLE)
            parts.add(PREFIX, *prefix)
        else:
            parts.add(CONTEXT, FIM_PREFIX)
            parts.add(PREFIX, *prefix)
            parts.add(CONTEXT, FIM_SUFFIX)
            parts.add(SUFFIX, *suffix)
            parts.add(CONTEXT, FIM_MIDDLE)
        parts.add(MIDDLE, *middle, END_OF_TEXT)

    @staticmethod
    def _suffix_room(room: int, generator: Generator) -> int:
        """Tokens of suffix: an editor's are short in half of the cases, up to 22 % of the prompt, or absent."""
        draw = generator.random()
        if draw < 0.12:
            return 0
        if draw < 0.6:
            return int(generator.integers(0, 61))
        return int(room * generator.uniform(0.05, 0.25))
