"""python -m inkling_training corpus: snapshots → DIR/corpus, three splits and a report."""

import argparse
import multiprocessing
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from inkling_training.corpus.duplicates import near_duplicates
from inkling_training.corpus.gather import Candidate, Gathered, gather
from inkling_training.corpus.mix import choose
from inkling_training.corpus.options import CorpusOptions
from inkling_training.corpus.report import report_of, write_report, write_sources
from inkling_training.corpus.repositories import (
    Repository,
    read_repositories,
    reserved_repositories,
    write_repositories,
)
from inkling_training.corpus.snapshots import Snapshot, clone_snapshot, find_snapshot
from inkling_training.corpus.split import split
from inkling_training.documents import write_documents
from inkling_training.errors import KitError
from inkling_training.settings import Settings

_list = Path(__file__).parents[2] / "repositories.tsv"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's own arguments."""
    parser.add_argument("--snapshots", type=Path, required=True, help="git directories or clones, owner+name")
    parser.add_argument("--repositories", type=Path, default=_list, help="the list; default: the kit's own")
    parser.add_argument("--clone", action="store_true", help="fetch a missing snapshot at its commit")
    parser.add_argument("--host", default="https://github.com", help="where --clone fetches from")
    parser.add_argument("--against-reserved", action="store_true", help="drop copies of reserved files")
    parser.add_argument("--pin", action="store_true", help="write the newest commits and their licences to the list")
    parser.add_argument("--workers", type=int, default=2, help="processes that read and filter")


def run(arguments: argparse.Namespace, settings: Settings) -> None:
    """Writes DIR/corpus. Raises KitError for a reserved repository or a missing snapshot."""
    options = settings.read(CorpusOptions)
    listed = read_repositories(arguments.repositories)
    wanted = _wanted(listed, options)
    sources = [(repository, _snapshot(repository, arguments)) for repository in wanted]
    with multiprocessing.Pool(arguments.workers) as pool:
        gathered = []
        for one in pool.imap(partial(_gather, options=options), sources):
            gathered.append(one)
            print(f"{one.repository}: {len(one.candidates)} files, {one.licence or 'left out'}", flush=True)
    if arguments.pin:
        write_repositories(arguments.repositories, _pinned(listed, gathered))
    dropped: Counter[str] = sum((one.dropped for one in gathered), Counter())
    # Validation repositories come first: of two copies the earlier stays, and training must lose its own.
    gathered.sort(key=lambda one: one.repository not in options.valid_repositories)
    reserved = _reserved(arguments.snapshots, options) if arguments.against_reserved else []
    candidates = [candidate for one in gathered for candidate in one.candidates]
    candidates = _distinct(reserved, candidates, options, dropped)
    taken = choose(candidates, options)
    dropped["over the share of language or repository"] += taken.count(False)
    chosen = [candidate.document for candidate, take in zip(candidates, taken, strict=True) if take]
    splits = split(chosen, options)
    folder = arguments.dir / "corpus"
    for name, documents in splits.items():
        count = write_documents(folder / f"{name}.jsonl.gz", documents)
        print(f"{name}: {count} files")
    used = [Repository(one.repository, one.commit, one.licence) for one in gathered if one.licence]
    report = report_of(splits, dropped, {source.name: source.licence for source in used})
    write_report(folder, report)
    write_sources(folder / "sources.tsv", used, report)


def _wanted(listed: Sequence[Repository], options: CorpusOptions) -> list[Repository]:
    names = {repository.name for repository in listed}
    for name in (*options.only, *options.valid_repositories):
        if name not in names:
            raise KitError(f"[corpus] names {name}, which the list of repositories lacks; add it there")
    return [repository for repository in listed if not options.only or repository.name in options.only]


def _snapshot(repository: Repository, arguments: argparse.Namespace) -> Snapshot:
    commit = "" if arguments.pin else repository.commit
    found = find_snapshot(arguments.snapshots, repository.name, commit)
    if found is None and arguments.clone:
        return clone_snapshot(arguments.snapshots, repository.name, commit, arguments.host)
    if found is None:
        raise KitError(f"{repository.name} is not in {arguments.snapshots}: pass --clone, or put a clone there")
    return found


def _gather(source: tuple[Repository, Snapshot], options: CorpusOptions) -> Gathered:
    repository, snapshot = source
    return gather(repository.name, snapshot, options)


def _pinned(listed: Sequence[Repository], gathered: Sequence[Gathered]) -> list[Repository]:
    """A repository without a permissive licence leaves the list."""
    now = {one.repository: one for one in gathered}
    pinned = []
    for repository in listed:
        one = now.get(repository.name)
        if one is None:
            pinned.append(repository)
        elif one.licence:
            pinned.append(Repository(repository.name, one.commit, one.licence))
    return pinned


def _reserved(snapshots: Path, options: CorpusOptions) -> list[Candidate]:
    """Every file of those reserved repositories whose snapshots are there."""
    unlimited = replace(options, keep_tests=1.0, repository_megabytes=1e6, repository_share=1e6)
    candidates = []
    for name in sorted(reserved_repositories()):
        snapshot = find_snapshot(snapshots, name, "")
        if snapshot is not None:
            found = gather(name, snapshot, unlimited).candidates
            print(f"{name}, reserved: {len(found)} files to keep away from")
            candidates += found
    return candidates


def _distinct(
    reserved: Sequence[Candidate], candidates: Sequence[Candidate], options: CorpusOptions, dropped: Counter[str]
) -> list[Candidate]:
    """The candidates without exact and near duplicates of reserved or earlier ones; counts what it drops."""
    everything = [*reserved, *candidates]
    first = {candidate.key: candidate for candidate in reversed(everything)}
    distinct = [candidate for candidate in everything if first[candidate.key] is candidate]
    away = set(map(id, reserved))
    stay = sum(id(candidate) in away for candidate in distinct)
    near = near_duplicates([candidate.signature for candidate in distinct], options.near_duplicate, stay)
    dropped["exact duplicate"] += len(everything) - len(distinct)
    dropped["near duplicate"] += len(near)
    return [candidate for number, candidate in enumerate(distinct) if number >= stay and number not in near]
