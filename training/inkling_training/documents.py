"""A document is one file of one repository; a split is a gzip file of JSON lines, one document each."""

import gzip
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from inkling_training.errors import KitError


@dataclass(frozen=True, slots=True)
class Document:
    """`path` is relative to the repository's root; `text` has only `\\n` as line end and spells no special token."""

    repository: str
    path: str
    language: str
    text: str


def write_documents(path: Path, documents: Iterable[Document]) -> int:
    """Writes a split and returns the number of documents. Equal documents give equal bytes: no time in the header."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(path.name + ".part")
    count = 0
    with part.open("wb") as raw, gzip.GzipFile("", "wb", compresslevel=5, fileobj=raw, mtime=0) as packed:
        for document in documents:
            line = {
                "repository": document.repository,
                "path": document.path,
                "language": document.language,
                "text": document.text,
            }
            packed.write(json.dumps(line, ensure_ascii=False).encode("utf-8") + b"\n")
            count += 1
    part.replace(path)
    return count


def read_documents(path: Path) -> Iterator[Document]:
    """Yields the documents of a split in the order of the file.

    Raises KitError where there is no such file.
    """
    if not path.is_file():
        raise KitError(f"{path} is not there: make it with the corpus command, or point --dir at the folder it made")
    with gzip.open(path, "rb") as lines:
        for line in lines:
            yield Document(**json.loads(line))
