"""Reads files from git directories without a work tree."""

import os
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from inkling_training.errors import KitError

# A partial snapshot must answer "missing", not ask a server for the blob; nor may a repository's owner stop us.
_environment = {"GIT_NO_LAZY_FETCH": "1", "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}
_git = ("git", "-c", "safe.directory=*", "-c", "core.quotePath=false")


@dataclass(frozen=True)
class Snapshot:
    """One commit in a git directory."""

    git_dir: Path
    commit: str

    def files(self) -> dict[str, str]:
        """Blob ids by path; links and submodules are left out."""
        return self._entries("100")

    def links(self) -> dict[str, str]:
        """Blob ids by path of symbolic links; the blob holds the target."""
        return self._entries("120000")

    def _entries(self, mode: str) -> dict[str, str]:
        listing = _run(self.git_dir, "ls-tree", "-r", "-z", "--full-tree", self.commit).decode("utf-8", "replace")
        entries = {}
        for entry in listing.split("\0"):
            about, _, path = entry.partition("\t")
            if about.startswith(mode):
                entries[path] = about.split(" ")[2]
        return entries

    def read(self, blobs: list[str]) -> Iterator[bytes | None]:
        """The content of each blob in turn, None for one that a partial snapshot lacks."""
        with tempfile.TemporaryFile() as asked:
            asked.write("".join(f"{blob}\n" for blob in blobs).encode())
            asked.seek(0)
            command = (*_git, "--git-dir", str(self.git_dir), "cat-file", "--batch", "--buffer")
            with subprocess.Popen(
                command, stdin=asked, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=os.environ | _environment
            ) as process:
                assert process.stdout is not None
                try:
                    for _ in blobs:
                        header = process.stdout.readline().split()
                        if len(header) != 3:
                            yield None
                            continue
                        yield process.stdout.read(int(header[2]))
                        process.stdout.read(1)
                finally:
                    process.kill()


def find_snapshot(folder: Path, repository: str, commit: str) -> Snapshot | None:
    """A git directory or clone named owner+name or owner/name under `folder`, None where there is none.

    `commit` empty means the newest one. Raises KitError where the directory lacks the commit.
    """
    owner, name = repository.split("/")
    for place in (folder / f"{owner}+{name}", folder / owner / name):
        for git_dir in (place / ".git", place / "repo", place / "repo" / ".git", place):
            if (git_dir / "HEAD").is_file() and (git_dir / "objects").is_dir():
                return Snapshot(git_dir, _resolve(git_dir, repository, commit or "HEAD"))
    return None


def clone_snapshot(folder: Path, repository: str, commit: str, host: str) -> Snapshot:
    """Fetches one commit alone, without history, into `folder`/owner+name.

    Raises KitError where the host does not give it.
    """
    git_dir = folder / repository.replace("/", "+")
    git_dir.mkdir(parents=True, exist_ok=True)
    _run(git_dir, "init", "--quiet", "--bare")
    _run(git_dir, "fetch", "--quiet", "--depth", "1", "--no-tags", f"{host}/{repository}", commit or "HEAD")
    _run(git_dir, "update-ref", "--no-deref", "HEAD", "FETCH_HEAD")
    return Snapshot(git_dir, _resolve(git_dir, repository, "HEAD"))


def _resolve(git_dir: Path, repository: str, commit: str) -> str:
    try:
        return _run(git_dir, "rev-parse", "--verify", "--quiet", f"{commit}^{{commit}}").decode().strip()
    except KitError:
        raise KitError(
            f"{repository}: {git_dir} lacks commit {commit}; remove the directory and pass --clone, or pass --pin to "
            "write the commit that is there into the list"
        ) from None


def _run(git_dir: Path, *arguments: str) -> bytes:
    command = (*_git, "--git-dir", str(git_dir), *arguments)
    done = subprocess.run(command, capture_output=True, env=os.environ | _environment, check=False)
    if done.returncode != 0:
        raise KitError(f"git {arguments[0]} failed in {git_dir}: {done.stderr.decode('utf-8', 'replace').strip()}")
    return done.stdout
