"""The corpus command on git repositories made here."""

import json
import os
import subprocess
from pathlib import Path

import pytest

from inkling_training.__main__ import main
from inkling_training.corpus.repositories import read_repositories, reserved_repositories
from inkling_training.corpus.snapshots import clone_snapshot, find_snapshot
from inkling_training.documents import read_documents
from inkling_training.errors import KitError

MIT = "MIT License\n\nPermission is hereby granted, free of charge, to any person obtaining a copy\n"
IDENTITY = {f"GIT_{who}_{what}": "tester@localhost" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}

CONFIG = """
[corpus]
seed = 1
megabytes = 1
mix = {typescript = 0.5, python = 0.5}
valid_repositories = ["held/out"]
valid_files_share = 0.2
keep_tests = 0.0
"""


def source(name: str, count: int = 6) -> str:
    return "".join(
        f"export function {name}{n}(left: number): number {{\n  return left + {n};\n}}\n" for n in range(count)
    )


def git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(
        ("git", "-C", str(folder), *arguments), check=True, capture_output=True, text=True, env=os.environ | IDENTITY
    )
    return done.stdout.strip()


def make_repository(folder: Path, files: dict[str, str | bytes]) -> str:
    """A clone with a work tree; returns its commit."""
    folder.mkdir(parents=True)
    git(folder, "init", "--quiet", "--initial-branch", "main")
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content.encode() if isinstance(content, str) else content)
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "All")
    return git(folder, "rev-parse", "HEAD")


@pytest.fixture
def snapshots(tmp_path):
    """Three repositories: one of them held out, one copyleft."""
    folder = tmp_path / "snapshots"
    files = {f"src/file{number}.ts": source(f"name{number}x") for number in range(20)}
    files |= {
        "LICENSE": MIT,
        "src/crlf.ts": source("crlf").replace("\n", "\r\n"),
        "src/copy.ts": source("name3x") + "\n\n",
        "src/held.ts": source("shared", 40),
        "src/file.test.ts": source("test"),
        "src/latin.py": b"# \xe4\n" * 100,
        "dist/index.ts": source("built"),
        "other/LICENSE": "GNU GENERAL PUBLIC LICENSE\n" + "You may not. " * 30,
        "other/x.ts": source("foreign"),
    }
    make_repository(folder / "a+one", files)
    make_repository(folder / "held" / "out", {"LICENSE.md": MIT, "a.ts": source("shared", 40), "b.ts": source("b")})
    make_repository(folder / "c+left", {"COPYING": "GNU GENERAL PUBLIC LICENSE\n", "a.ts": source("left")})
    return folder


def write_list(path: Path, *rows: str) -> Path:
    path.write_text("repository\tcommit\tlicence\n" + "".join(f"{row}\n" for row in rows))
    return path


def run(tmp_path: Path, snapshots: Path, *rows: str, more: tuple[str, ...] = ()) -> int:
    (tmp_path / "c.toml").write_text(CONFIG)
    listed = write_list(tmp_path / "list.tsv", *rows)
    where = ["--config", str(tmp_path / "c.toml"), "--dir", str(tmp_path / "out"), "--snapshots", str(snapshots)]
    return main(["corpus", *where, "--repositories", str(listed), *more])


def test_the_command_writes_splits_and_a_report(tmp_path, snapshots):
    rows = ("a/one\t\t", "held/out\t\t", "c/left\t\t")
    assert run(tmp_path, snapshots, *rows, more=("--pin",)) == 0
    parts = {
        name: list(read_documents(tmp_path / "out" / "corpus" / f"{name}.jsonl.gz"))
        for name in ("train", "valid_files", "valid_repositories")
    }
    by_path = {document.path: document for name in ("train", "valid_files") for document in parts[name]}
    # Of the two copies of the held-out file only the one in the held-out repository is left; of two equal files one.
    assert len(set(by_path) & {"src/file3.ts", "src/copy.ts"}) == 1
    assert set(by_path) | {"src/file3.ts", "src/copy.ts"} == {
        *(f"src/file{number}.ts" for number in range(20)),
        "src/copy.ts",
        "src/crlf.ts",
    }
    assert by_path["src/crlf.ts"].text == source("crlf")
    assert {document.path for document in parts["valid_repositories"]} == {"a.ts", "b.ts"}
    assert len(parts["valid_files"]) > 0

    report = json.loads((tmp_path / "out" / "corpus" / "report.json").read_text())
    assert report["dropped"] == {
        "exact duplicate": 2,
        "test not drawn": 1,
        "not UTF-8": 1,
        "build output": 1,
        "folder of another licence": 1,
        "repository without a permissive licence": 1,
        "near duplicate": 0,
        "over the share of language or repository": 0,
    }
    assert report["licences"]["MIT"]["files"] == 23
    assert "| a/one |" in (tmp_path / "out" / "corpus" / "report.md").read_text()
    names, *sources = (tmp_path / "out" / "corpus" / "sources.tsv").read_text().splitlines()
    assert names.split("\t") == ["repository", "commit", "licence", "files", "bytes"]
    assert {source.split("\t")[0]: source.split("\t")[2:4] for source in sources} == {
        name: ["MIT", str(count["files"])] for name, count in report["repositories"].items()
    }

    pinned = read_repositories(tmp_path / "list.tsv")
    assert [(one.name, one.licence) for one in pinned] == [("a/one", "MIT"), ("held/out", "MIT")]
    assert pinned[0].commit == git(snapshots / "a+one", "rev-parse", "HEAD")


def test_what_resembles_a_reserved_file_is_dropped_where_asked(tmp_path, snapshots):
    make_repository(snapshots / "psf" / "black", {"LICENSE": MIT, "x.ts": source("name5x") + "\n\n"})
    assert run(tmp_path, snapshots, "a/one\t\t", "held/out\t\t", more=("--against-reserved",)) == 0
    splits = tmp_path / "out" / "corpus"
    kept = [*read_documents(splits / "train.jsonl.gz"), *read_documents(splits / "valid_files.jsonl.gz")]
    assert {"src/file4.ts", "src/file5.ts"} & {document.path for document in kept} == {"src/file4.ts"}
    assert {document.repository for document in kept} == {"a/one"}


def test_the_same_seed_gives_the_same_bytes(tmp_path, snapshots):
    written = []
    for name in ("x", "y"):
        (tmp_path / name).mkdir()
        assert run(tmp_path / name, snapshots, "a/one\t\t", "held/out\t\t") == 0
        written.append((tmp_path / name / "out" / "corpus" / "train.jsonl.gz").read_bytes())
    assert written[0] == written[1]


def test_reserved_repositories_are_refused_by_name(tmp_path, snapshots, capsys):
    assert "honojs/hono" in reserved_repositories()
    assert run(tmp_path, snapshots, "a/one\t\t", "HonoJS/hono\t\t") == 1
    assert "list.tsv:3: HonoJS/hono is reserved for evaluation; take it out of the list" in capsys.readouterr().err


def test_a_missing_snapshot_names_the_next_step(tmp_path, snapshots, capsys):
    assert run(tmp_path, snapshots, "held/out\t\t", "no/where\t\t") == 1
    assert "no/where is not in" in capsys.readouterr().err


def test_the_pinned_commit_is_read_and_not_the_newest(tmp_path):
    first = make_repository(tmp_path / "a+b", {"old.ts": "x"})
    git(tmp_path / "a+b", "mv", "old.ts", "new.ts")
    git(tmp_path / "a+b", "commit", "--quiet", "--message", "Move")
    assert list(find_snapshot(tmp_path, "a/b", first).files()) == ["old.ts"]
    assert list(find_snapshot(tmp_path, "a/b", "").files()) == ["new.ts"]
    with pytest.raises(KitError, match="lacks commit"):
        find_snapshot(tmp_path, "a/b", "0" * 40)


def test_a_missing_snapshot_is_cloned_at_its_commit(tmp_path, snapshots):
    commit = git(snapshots / "held" / "out", "rev-parse", "HEAD")
    clone = clone_snapshot(tmp_path / "clones", "held/out", commit, f"file://{snapshots}")
    assert clone.commit == commit
    assert find_snapshot(tmp_path / "clones", "held/out", commit).files() == clone.files()
    assert [content is not None for content in clone.read(list(clone.files().values()))] == [True, True, True]
    with pytest.raises(KitError, match="git fetch failed"):
        clone_snapshot(tmp_path / "clones", "no/where", "", f"file://{snapshots}")


def test_a_blob_that_a_snapshot_lacks_is_none_and_links_are_no_files(tmp_path):
    make_repository(tmp_path / "a+b", {"a.ts": "one"})
    (tmp_path / "a+b" / "LICENSE").symlink_to("a.ts")
    git(tmp_path / "a+b", "add", "--all")
    git(tmp_path / "a+b", "commit", "--quiet", "--message", "Link")
    snapshot = find_snapshot(tmp_path, "a/b", "")
    blob = snapshot.files()["a.ts"]
    assert list(snapshot.read([blob, "0" * 40, blob])) == [b"one", None, b"one"]
    assert (list(snapshot.files()), list(snapshot.links())) == (["a.ts"], ["LICENSE"])
