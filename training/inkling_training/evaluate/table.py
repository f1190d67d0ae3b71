"""The table: a measurement a row, a model a column; as JSON all of it, as Markdown what one reads."""

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from inkling_training.errors import KitError
from inkling_training.evaluate.holes import KINDS
from inkling_training.evaluate.scores import SHARES

Columns = Mapping[str, Mapping[str, Any]]


def write_results(out: Path, protocol: Mapping[str, Any], columns: Columns) -> str:
    """Writes out.json and out.md; returns the Markdown."""
    out.parent.mkdir(parents=True, exist_ok=True)
    text = markdown(protocol, columns)
    results = {"protocol": protocol, "models": columns}
    out.with_suffix(".json").write_text(json.dumps(results, indent=1, ensure_ascii=False) + "\n", "utf-8")
    out.with_suffix(".md").write_text(text, "utf-8")
    return text


def read_columns(path: Path, protocol: Mapping[str, Any]) -> Columns:
    """The columns of an earlier evaluation.

    Raises KitError where it was measured on other material: such figures are not comparable.
    """
    try:
        results = json.loads(path.read_text("utf-8"))
        columns, other = results["models"], results["protocol"]
    except (OSError, ValueError, KeyError) as error:
        raise KitError(f"{path} is no result of this command: {error}") from None
    different = [name for name in protocol if protocol[name] != other.get(name)]
    if different:
        raise KitError(f"{path} was measured on other material ({', '.join(different)}): measure that model again")
    return columns


def markdown(protocol: Mapping[str, Any], columns: Columns) -> str:
    """The table and the lines that say how to read it."""
    models = list(columns.values())
    rows: list[tuple[str, list[str]]] = []

    def add(label: str, cell: Callable[[Mapping[str, Any]], str]) -> None:
        cells = [_or_nothing(cell, model) for model in models]
        if any(cells):
            rows.append((label, cells))

    add("MB", lambda m: f"{m['megabytes']:.1f}")
    for language in _languages(models):
        add(f"bits/byte, {language}", lambda m, at=language: f"{m['bits per byte'][at]:.3f}")
    for kind in (kind for kind in KINDS if kind in models[0]["holes"]):
        _add_kind(add, kind, models)
    for kind in ("single-line", "multi-line"):
        add(f"infilling, {kind}: exact", lambda m, at=kind: _percent(m[f"infilling {at}"]["exact"]))
        add(f"infilling, {kind}: pass@1", lambda m, at=kind: _percent(m[f"infilling {at}"]["passed"]))
    lines = [f"| | {' | '.join(columns)} |", f"|---|{'---|' * len(columns)}"]
    lines += [f"| {label} | {' | '.join(cells)} |" for label, cells in rows]
    return "\n".join(lines) + "\n\n" + _legend(protocol, models)


def _add_kind(add: Callable, kind: str, models: Sequence[Mapping[str, Any]]) -> None:
    for language in models[0]["holes"][kind]:
        of = lambda m, at=language: m["holes"][kind][at]  # noqa: E731
        label = kind if language == "all" else f"{kind}, {language}"
        count = models[0]["holes"][kind][language]["count"]
        add(
            f"{label} ({count}): exact, similarity",
            lambda m, of=of: f"{_percent(of(m)['exact'])} ± {100 * of(m)['error']:.1f}, {of(m)['similarity']:.3f}",
        )
    everything = lambda m: m["holes"][kind]["all"]  # noqa: E731
    shares = ", ".join(f"{share:.0%}" for share in SHARES)
    precisions = lambda m: ", ".join(_percent(everything(m)[f"precision at {share:.0%}"]) for share in SHARES)  # noqa: E731
    add(f"{kind}: exact among the surest {shares}", precisions)
    add(
        f"{kind}: shown unasked, exact of these",
        lambda m: f"{_percent(everything(m)['shown'])}, {_percent(everything(m)['precision shown'])}",
    )
    add(f"{kind}: ms, median", lambda m: f"{everything(m)['milliseconds']:.0f}")


def _legend(protocol: Mapping[str, Any], models: Sequence[Mapping[str, Any]]) -> str:
    origin = ", ".join(f"{name} ({commit[:7]})" for name, commit in protocol["origin"])
    counts = {name[10:]: m[name]["count"] for m in models for name in m if name.startswith("infilling")}
    tasks = ", ".join(f"{count} {kind}" for kind, count in counts.items())
    return (
        f"Holes and excerpts (seed {protocol['seed']}) from {origin}. ± is the standard error. "
        "Exact: as it stood, blanks at line ends aside. Similarity: 2·M/T over characters. Surest: by the product's "
        "own confidence. Bits per byte: beginnings of whole files, at most 8,000 characters, after their paths."
        + (f" Infilling: HumanEval, {tasks} tasks, greedy, one try." if tasks else "")
        + " Milliseconds are those of the machine at that time, with a cold cache.\n"
    )


def _languages(models: Sequence[Mapping[str, Any]]) -> list[str]:
    return sorted({language for model in models for language in model["bits per byte"]})


def _percent(share: float) -> str:
    return f"{100 * share:.1f} %"


def _or_nothing(cell: Callable[[Mapping[str, Any]], str], model: Mapping[str, Any]) -> str:
    """'' where a model was not measured so."""
    try:
        return cell(model)
    except KeyError:
        return ""
