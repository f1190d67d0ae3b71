"""Which files of a repository share rare identifiers: the cheapest retrieval that finds where a name is defined."""

import re
import zlib
from collections.abc import Sequence

import numpy as np

from inkling_training.documents import Document

_identifier = re.compile(r"[A-Za-z_]\w{3,}", re.ASCII)

MOST_FILES = 16
"""An identifier in more files of its repository says nothing about which of them matters."""


def identifiers(text: str) -> set[str]:
    """The names of four or more characters in a text."""
    return set(_identifier.findall(text))


def _hash(name: str) -> int:
    return zlib.crc32(name.encode())


class RareIdentifiers:
    """For one repository, the identifiers that 2 to 16 of its files share: 8 bytes for each pair of name and file."""

    def __init__(self, members: Sequence[int], documents: Sequence[Document]) -> None:
        names, files = [], []
        for number in members:
            found = np.fromiter(map(_hash, identifiers(documents[number].text)), dtype=np.uint32)
            names.append(found)
            files.append(np.full(len(found), number, dtype=np.int32))
        name, file = np.concatenate(names), np.concatenate(files)
        order = np.argsort(name, kind="stable")
        name, file = name[order], file[order]
        counts = np.unique(name, return_counts=True)[1]
        kept = np.repeat((counts >= 2) & (counts <= MOST_FILES), counts)
        self._name, self._file = name[kept], file[kept]

    def related(self, text: str, without: int) -> tuple[list[int], list[float], list[str]]:
        """Files that share rare identifiers with `text`, a weight for each (Σ 1 / files that have the identifier), and
        the identifiers in question."""
        weights: dict[int, float] = {}
        shared: list[str] = []
        names = sorted(identifiers(text))
        hashes = np.fromiter(map(_hash, names), dtype=np.uint32, count=len(names))
        begins = np.searchsorted(self._name, hashes, "left").tolist()
        ends = np.searchsorted(self._name, hashes, "right").tolist()
        for name, begin, end in zip(names, begins, ends, strict=True):
            if begin < end:
                shared.append(name)
                for file in self._file[begin:end].tolist():
                    if file != without:
                        weights[file] = weights.get(file, 0.0) + 1 / (end - begin)
        return list(weights), list(weights.values()), shared
