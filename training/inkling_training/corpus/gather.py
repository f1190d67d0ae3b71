"""One repository's files through the filters; a process of its own can do this."""

import posixpath
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass

import numpy as np

from inkling_training.corpus.contents import decode, refused_text, without_licence_header
from inkling_training.corpus.draw import draw, mix_rank
from inkling_training.corpus.duplicates import exact_key, signature
from inkling_training.corpus.languages import language_of
from inkling_training.corpus.licences import LICENCE_FILE, licence_of, licence_of_repository
from inkling_training.corpus.options import CorpusOptions
from inkling_training.corpus.paths import is_test, refused_path
from inkling_training.corpus.snapshots import Snapshot
from inkling_training.documents import Document


@dataclass(frozen=True)
class Candidate:
    """A document that passed the filters, with what finds its duplicates: `signature` is [PERMUTATIONS] uint32."""

    document: Document
    size: int
    key: bytes
    signature: np.ndarray


@dataclass(frozen=True)
class Gathered:
    """`licence` None: the repository was left out as a whole. `dropped` counts files by reason."""

    repository: str
    commit: str
    licence: str | None
    candidates: list[Candidate]
    dropped: Counter[str]


def gather(repository: str, snapshot: Snapshot, options: CorpusOptions) -> Gathered:
    """Reads, filters and signs the files of the languages that the mix names."""
    files = snapshot.files()
    licence, foreign = _licences(snapshot, files)
    dropped: Counter[str] = Counter()
    if licence is None:
        return Gathered(repository, snapshot.commit, None, [], Counter({"repository without a permissive licence": 1}))
    wanted: dict[str, list[str]] = defaultdict(list)
    for path in files:
        language = language_of(path)
        if language is None or options.mix.get(language, 0) == 0:
            continue
        reason = "folder of another licence" if path.startswith(foreign) else refused_path(path)
        if reason is None and is_test(path):
            drawn = draw(options.seed, "test", f"{repository}/{path}") < options.keep_tests
            reason = None if drawn else "test not drawn"
        if reason:
            dropped[reason] += 1
        else:
            wanted[language].append(path)
    candidates = []
    for language in sorted(wanted):
        documents = [(Document(repository, path, language, ""), files[path]) for path in wanted[language]]
        candidates += _candidates(snapshot, documents, options, dropped)
    return Gathered(repository, snapshot.commit, licence, candidates, dropped)


def _candidates(
    snapshot: Snapshot, documents: list[tuple[Document, str]], options: CorpusOptions, dropped: Counter[str]
) -> Iterator[Candidate]:
    """From documents of one language, still empty, and their blobs, in the order in which the mix takes them.

    Ends where the repository has given what it may: so most of the work is for files that the mix takes.
    """
    ordered = sorted(documents, key=lambda pair: mix_rank(pair[0], options.seed))
    room = options.most_bytes(ordered[0][0].language)
    with closing(snapshot.read([blob for _, blob in ordered])) as contents:
        for number, ((document, _), content) in enumerate(zip(ordered, contents, strict=True)):
            if room <= 0:
                dropped["over the share of a repository"] += len(ordered) - number
                break
            candidate = _candidate(document, content, options)
            if isinstance(candidate, str):
                dropped[candidate] += 1
                continue
            room -= candidate.size
            yield candidate


def _candidate(empty: Document, content: bytes | None, options: CorpusOptions) -> Candidate | str:
    """The candidate, or the reason why there is none."""
    if content is None:
        return "missing in the snapshot"
    if len(content) > 2 * options.max_bytes:
        return "too large"
    text = decode(content)
    if text is None:
        return "not UTF-8"
    reason = refused_text(text, empty.language, options)
    if reason:
        return reason
    if draw(options.seed, "licence header", f"{empty.repository}/{empty.path}") >= options.keep_licence_headers:
        text = without_licence_header(text)
    size = len(text.encode("utf-8"))
    if size < options.min_bytes:
        return "too small"
    document = Document(empty.repository, empty.path, empty.language, text)
    return Candidate(document, size, exact_key(text), signature(text))


def _licences(snapshot: Snapshot, files: Mapping[str, str]) -> tuple[str | None, tuple[str, ...]]:
    """The repository's licence, and the folders (with a slash at the end) whose own licence is not permissive."""
    paths = [path for path in files if _is_licence(path)]
    texts = _texts(snapshot, {path: files[path] for path in paths})
    root = {path: text for path, text in texts.items() if "/" not in path}
    links = {path: blob for path, blob in snapshot.links().items() if "/" not in path and _is_licence(path)}
    for path, target in _texts(snapshot, links).items():
        blob = files.get(posixpath.normpath(target.strip()), "")
        root |= _texts(snapshot, {path: blob})
    inner = [path for path, text in texts.items() if "/" in path and licence_of(text) is None and len(text) > 200]
    return licence_of_repository(root), tuple(path.rsplit("/", 1)[0] + "/" for path in inner)


def _is_licence(path: str) -> bool:
    return LICENCE_FILE.fullmatch(path.rsplit("/", 1)[-1]) is not None and language_of(path) in (None, "markdown")


def _texts(snapshot: Snapshot, blobs: Mapping[str, str]) -> dict[str, str]:
    contents = snapshot.read([blob for blob in blobs.values() if blob])
    return {path: content.decode("utf-8", "replace") for path, content in zip(blobs, contents, strict=False) if content}
