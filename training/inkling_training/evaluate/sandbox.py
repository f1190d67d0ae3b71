"""Runs Python programs that a model wrote part of: limited, without network, in a folder that goes away.

It keeps accidents in, not attackers: what a small model writes into a function is at worst an endless loop, a large
list or a stray file.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path

CPU_SECONDS = 5
MEMORY_BYTES = 1 << 30
FILE_BYTES = 1 << 20
WALL_SECONDS = 30

#: Sets its own limits before anything of the program runs. As the superuser it becomes nobody first, who perhaps cannot
#: read the library any more: so what solutions import is imported before.
_GUARD = f"""
import bisect, collections, copy, datetime, fractions, functools, hashlib, heapq, itertools, math, operator, random, re
import statistics, string, typing
import os, resource, sys
program = sys.stdin.read()
for what, most in (
    (resource.RLIMIT_CPU, {CPU_SECONDS}),
    (resource.RLIMIT_AS, {MEMORY_BYTES}),
    (resource.RLIMIT_FSIZE, {FILE_BYTES}),
    (resource.RLIMIT_CORE, 0),
    (resource.RLIMIT_NOFILE, 64),
):
    resource.setrlimit(what, (most, most))
if os.getuid() == 0:
    os.setgroups([]); os.setgid(65534); os.setuid(65534)
resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))
sys.stdin = open(os.devnull)
exec(compile(program, "program.py", "exec"), {{"__name__": "__main__"}})
"""


def passes(program: str) -> bool:
    """Whether the program ends by itself without an error, within the limits."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o777)
        command = [*_without_network(), sys.executable, "-I", "-c", _GUARD]
        environment = {"PATH": os.defpath, "HOME": folder, "TMPDIR": folder, "LANG": "C.UTF-8"}
        try:
            done = subprocess.run(
                command,
                input=program.encode("utf-8", "replace"),
                cwd=folder,
                env=environment,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                timeout=WALL_SECONDS,
                start_new_session=True,
                check=False,
            )
        except subprocess.TimeoutExpired:
            return False
        return done.returncode == 0


def all_pass(programs: Iterable[str], workers: int = 2) -> list[bool]:
    """`passes` for each program, some at a time."""
    with ThreadPoolExecutor(workers) as pool:
        return list(pool.map(passes, programs))


@cache
def _without_network() -> tuple[str, ...]:
    """A prefix that runs a command in a network of its own, with nothing in it; empty where the system has none."""
    unshare = shutil.which("unshare")
    for options in (("--net",), ("--map-root-user", "--net")):
        if unshare and subprocess.run([unshare, *options, "true"], capture_output=True, check=False).returncode == 0:
            return (unshare, *options)
    return ()
