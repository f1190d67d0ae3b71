"""Cuts holes into files: what stood there is what the model should write."""

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from numpy.random import Generator

from inkling_training.documents import Document

SHORTEST_LINE, LONGEST_LINE = 6, 140
SHORTEST_BLOCK, LONGEST_BLOCK = 2, 6
_TRIES = 400

Span = tuple[int, int] | None


@dataclass(frozen=True)
class Hole:
    """`document.text[start:end]` is to be written."""

    kind: str
    document: Document
    start: int
    end: int

    @property
    def before(self) -> str:
        return self.document.text[: self.start]

    @property
    def target(self) -> str:
        return self.document.text[self.start : self.end]

    @property
    def after(self) -> str:
        return self.document.text[self.end :]


def rest_of_line(text: str, first: int, last: int, rng: Generator) -> Span:
    """From a random character inside the line's text [first, last) to its end."""
    return int(rng.integers(first, last)), last


def line(text: str, first: int, last: int, rng: Generator) -> Span:
    """From the indentation to the line's end."""
    return first, last


def brackets(text: str, first: int, last: int, rng: Generator) -> Span:
    """The whole content of a call's parentheses, 3 to 40 characters without parentheses; the line goes on after it."""
    calls = list(re.finditer(r"(?<=\w\()[^()\n]{3,40}(?=\))", text[first:last]))
    if not calls:
        return None
    call = calls[rng.integers(len(calls))]
    return first + call.start(), first + call.end()


def block(text: str, first: int, last: int, rng: Generator) -> Span:
    """The 2 to 6 lines that a line ending in `{` or `:` opens, from the first one's indentation."""
    if text[last - 1] not in "{:":
        return None
    depth = first - (text.rfind("\n", 0, first) + 1)
    at, start, end, count = last, 0, 0, 0
    while at < len(text):
        begin, at = at + 1, _line_end(text, at + 1)
        inner = begin + _indentation(text[begin:at])
        if inner == at:
            continue
        if inner - begin <= depth:
            break
        start = start or inner
        end = at
        count += 1
        if count > LONGEST_BLOCK:
            return None
    if count < SHORTEST_BLOCK or text.count("\n", start, end) >= LONGEST_BLOCK:
        return None
    return start, end


KINDS: Mapping[str, Callable[[str, int, int, Generator], Span]] = {
    "rest of line": rest_of_line,
    "line": line,
    "brackets": brackets,
    "block": block,
}


def cut_holes(documents: Sequence[Document], counts: Mapping[str, Mapping[str, int]], rng: Generator) -> list[Hole]:
    """Draws holes: for each kind and language (`counts[kind][language]`) from its repositories in turn, a random file,
    a random line. No line is used twice by a kind. Fewer where the files give no more.

    In a random order, so that two holes of one file seldom follow each other and find the cache warm.
    """
    holes: list[Hole] = []
    for kind, by_language in counts.items():
        for language, count in by_language.items():
            by_repository: dict[str, list[Document]] = defaultdict(list)
            for document in documents:
                if document.language == language:
                    by_repository[document.repository].append(document)
            holes += _draw(kind, list(by_repository.values()), count, rng)
    return [holes[i] for i in rng.permutation(len(holes))]


def _draw(kind: str, repositories: list[list[Document]], count: int, rng: Generator) -> list[Hole]:
    found: dict[tuple[str, str, int], Hole] = {}
    for tries in range(count * _TRIES):
        if len(found) == count or not repositories:
            break
        files = repositories[(len(found) + tries // _TRIES) % len(repositories)]
        document = files[rng.integers(len(files))]
        text = document.text
        begin = text.rfind("\n", 0, int(rng.integers(len(text)))) + 1
        end = _line_end(text, begin)
        first = begin + _indentation(text[begin:end])
        last = first + len(text[first:end].rstrip())
        key = (document.repository, document.path, begin)
        if not SHORTEST_LINE <= last - first <= LONGEST_LINE or key in found:
            continue
        span = KINDS[kind](text, first, last, rng)
        if span and text[span[0] : span[1]].strip():
            found[key] = Hole(kind, document, *span)
    return list(found.values())


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end


def _indentation(line: str) -> int:
    return len(line) - len(line.lstrip(" \t"))
