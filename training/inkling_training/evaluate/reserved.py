"""The documents that holes are cut from: pinned commits of repositories that no corpus may contain."""

import hashlib
import re
from importlib import resources
from pathlib import Path

from inkling_training.corpus.contents import decode
from inkling_training.corpus.languages import language_of
from inkling_training.corpus.paths import refused_path
from inkling_training.corpus.snapshots import find_snapshot
from inkling_training.documents import Document, read_documents
from inkling_training.errors import KitError
from inkling_training.special import spells_special

SMALLEST, LARGEST = 800, 60_000
"""Bytes of a file: below there is no context, above it is a table or generated."""

#: Example programs that differ in a line from each other.
_NEAR_COPIES = ("docs_src/",)


def pinned_repositories() -> list[tuple[str, str]]:
    """Repository and commit of each line of repositories.tsv."""
    lines = resources.files(__package__).joinpath("repositories.tsv").read_text("utf-8").splitlines()
    return [tuple(line.split("\t")) for line in lines[1:]]


def read_material(source: Path, languages: frozenset[str]) -> tuple[list[Document], list[list[str]]]:
    """The documents of a folder of snapshots (`read_reserved`) or of a split (corpus/valid_repositories.jsonl.gz),
    and what they are: repository and commit, or file name and digest.
    """
    if not source.is_file():
        return read_reserved(source, languages), [list(pinned) for pinned in pinned_repositories()]
    documents = [
        document
        for document in read_documents(source)
        if document.language in languages and SMALLEST <= len(document.text.encode()) <= LARGEST
    ]
    return documents, [[source.name, hashlib.sha256(source.read_bytes()).hexdigest()[:40]]]


def read_reserved(folder: Path, languages: frozenset[str]) -> list[Document]:
    """All fitting files of the pinned repositories in `languages`, in a fixed order.

    Raises KitError naming the repositories of which `folder` has no snapshot, or not the commit.
    """
    documents: list[Document] = []
    missing = []
    for repository, commit in pinned_repositories():
        snapshot = find_snapshot(folder, repository, commit)
        if snapshot is None:
            missing.append(repository)
            continue
        files = {path: blob for path, blob in snapshot.files().items() if _wanted(path, languages)}
        for path, content in zip(files, snapshot.read(list(files.values())), strict=True):
            text = decode(content) if content is not None else None
            if text is not None and SMALLEST <= len(content) <= LARGEST and not _refused(text):
                documents.append(Document(repository, path, language_of(path) or "", text))
    if missing:
        raise KitError(
            f"{folder} lacks {', '.join(missing)}: clone each into {folder}/owner+name "
            "and check out nothing; the commits are in evaluate/repositories.tsv"
        )
    return documents


def _refused(text: str) -> bool:
    return spells_special(text) or re.search(r"@generated|do not edit", text[:1500], re.IGNORECASE) is not None


def _wanted(path: str, languages: frozenset[str]) -> bool:
    return (
        language_of(path) in languages
        and not path.endswith((".d.ts", ".pyi"))
        and not path.startswith(_NEAR_COPIES)
        and refused_path(path) is None
    )
