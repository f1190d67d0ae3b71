"""What was kept and dropped, for people (report.md) and for programs (report.json); whose work it is (sources.tsv)."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from inkling_training.corpus.repositories import Repository
from inkling_training.documents import Document


@dataclass(frozen=True)
class Report:
    """Counts of files by reason, and of files and bytes by split, language, licence and repository."""

    dropped: Mapping[str, int]
    splits: Mapping[str, tuple[int, int]]
    languages: Mapping[str, tuple[int, int]]
    licences: Mapping[str, tuple[int, int]]
    repositories: Mapping[str, tuple[int, int]]


def report_of(
    splits: Mapping[str, Iterable[Document]], dropped: Mapping[str, int], licences: Mapping[str, str]
) -> Report:
    """`licences` by repository. Languages, licences and repositories count all splits together."""
    by: dict[str, dict[str, list[int]]] = {name: defaultdict(lambda: [0, 0]) for name in ("s", "l", "c", "r")}
    for name, documents in splits.items():
        for document in documents:
            size = len(document.text.encode("utf-8"))
            keys = (("s", name), ("l", document.language), ("c", licences[document.repository]))
            for kind, key in (*keys, ("r", document.repository)):
                by[kind][key][0] += 1
                by[kind][key][1] += size
    tables = {
        kind: {key: (files, size) for key, (files, size) in sorted(table.items(), key=lambda row: -row[1][1])}
        for kind, table in by.items()
    }
    ordered = dict(Counter(dropped).most_common())
    return Report(ordered, tables["s"], tables["l"], tables["c"], tables["r"])


def write_report(folder: Path, report: Report) -> None:
    """report.md and report.json."""
    tables = ("splits", "languages", "licences", "repositories")
    data = {"dropped": dict(report.dropped)} | {
        name: {key: {"files": files, "bytes": size} for key, (files, size) in getattr(report, name).items()}
        for name in tables
    }
    (folder / "report.json").write_text(json.dumps(data, indent=1) + "\n", "utf-8")
    text = ["# Corpus", ""]
    for name in tables:
        rows = getattr(report, name)
        total = sum(size for _, size in rows.values()) or 1
        text += [f"## {name.capitalize()}", "", "| | files | MB | % |", "|---|---|---|---|"]
        text += [
            f"| {key} | {files:,} | {size / 1e6:.2f} | {100 * size / total:.2f} |"
            for key, (files, size) in rows.items()
        ]
        text.append("")
    text += ["## Dropped", "", "| why | files |", "|---|---|"]
    text += [f"| {reason} | {files:,} |" for reason, files in report.dropped.items()]
    (folder / "report.md").write_text("\n".join(text) + "\n", "utf-8")


def write_sources(path: Path, sources: Iterable[Repository], report: Report) -> None:
    """Each repository that something was taken from, the largest first: what a model card has to name."""
    known = {source.name: source for source in sources}
    lines = ["repository\tcommit\tlicence\tfiles\tbytes"]
    lines += [
        f"{name}\t{known[name].commit}\t{known[name].licence}\t{files}\t{size}"
        for name, (files, size) in report.repositories.items()
    ]
    path.write_text("\n".join(lines) + "\n", "utf-8")
