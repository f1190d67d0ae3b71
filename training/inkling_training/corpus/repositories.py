"""The list of repositories: a table of repository, commit and licence, tab between, one a line, header first."""

from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from inkling_training.errors import KitError

_header = "repository\tcommit\tlicence"


@dataclass(frozen=True)
class Repository:
    """`name` is owner/name; `commit` and `licence` are empty until the list is pinned."""

    name: str
    commit: str
    licence: str


def reserved_repositories() -> frozenset[str]:
    """Names, owner/name, that evaluation keeps for itself."""
    lines = resources.files(__package__).joinpath("reserved.txt").read_text("utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


def read_repositories(path: Path) -> list[Repository]:
    """Raises KitError for a missing file, a malformed line, a repeated or a reserved repository."""
    if not path.is_file():
        raise KitError(f"{path} is not there: pass --repositories, or take the repositories.tsv of this kit")
    lines = path.read_text("utf-8").splitlines()
    if not lines or lines[0] != _header:
        raise KitError(f"{path}: the first line must be `{_header}`, with tabs")
    reserved = {name.lower() for name in reserved_repositories()}
    seen: set[str] = set()
    repositories = []
    for number, line in enumerate(lines[1:], 2):
        cells = line.split("\t")
        if len(cells) != 3 or cells[0].count("/") != 1:
            raise KitError(f"{path}:{number}: three cells with tabs between are needed, the first of them owner/name")
        name = cells[0]
        if name.lower() in reserved:
            raise KitError(f"{path}:{number}: {name} is reserved for evaluation; take it out of the list")
        if name.lower() in seen:
            raise KitError(f"{path}:{number}: {name} is in the list twice; take one out")
        seen.add(name.lower())
        repositories.append(Repository(*cells))
    return repositories


def write_repositories(path: Path, repositories: list[Repository]) -> None:
    """In the order of the names."""
    ordered = sorted(repositories, key=lambda repository: repository.name.lower())
    rows = [f"{repository.name}\t{repository.commit}\t{repository.licence}" for repository in ordered]
    path.write_text("\n".join([_header, *rows]) + "\n", "utf-8")
