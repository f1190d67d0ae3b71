"""Asks the shipped pipeline for completions: the terminal's command, `--batch`."""

import json
import os
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from inkling_training.errors import KitError

REPOSITORY = Path(__file__).resolve().parents[3]

Mode = Literal["line", "block", "free"]


@dataclass(frozen=True)
class Request:
    """Texts around a cursor. `max_tokens` is one for a whole run of the command."""

    path: str
    before: str
    after: str
    mode: Mode


@dataclass(frozen=True)
class Answer:
    """What the editor would insert, replacing `replaces` characters after the cursor; '' for nothing.

    `confidence` is the product's own, 0 to 1; `shown`: whether it would appear unasked.
    """

    text: str
    replaces: int
    confidence: float
    shown: bool
    milliseconds: float


class Pipeline:
    """The command for one model folder.

    Args:
        command: `dist/complete.js` of a built repository.
    """

    def __init__(self, model: Path, command: Path = REPOSITORY / "dist" / "complete.js") -> None:
        if not command.is_file():
            raise KitError(f"{command} is not there: run `npm install` and `npm run build` in the repository's root")
        self._command = ("node", str(command), "--batch", "--model", str(model.resolve()))

    def complete(self, requests: Sequence[Request], max_tokens: int) -> list[Answer]:
        """Answers in the order of the requests. Raises KitError with the command's own message where it fails."""
        with tempfile.TemporaryFile("w+", encoding="utf-8") as lines:
            for number, request in enumerate(requests):
                asked = {"path": request.path, "prefix": request.before, "suffix": request.after, "mode": request.mode}
                lines.write(json.dumps({"id": number, **asked}) + "\n")
            lines.seek(0)
            # Native code reads the environment that the process began with.
            quiet = {"ORT_DISABLE_TELEMETRY": "1", "ORT_TELEMETRY_DISABLED": "1"}
            command = (*self._command, "--max-tokens", str(max_tokens))
            done = subprocess.run(
                command,
                stdin=lines,
                capture_output=True,
                text=True,
                encoding="utf-8",
                env=os.environ | quiet,
                check=False,
            )
        if done.returncode != 0:
            raise KitError(f"`{' '.join(command)}` failed:\n{done.stderr.strip()[-2000:]}")
        answers = [json.loads(line) for line in done.stdout.splitlines()]
        if [answer.get("id") for answer in answers] != list(range(len(requests))):
            raise KitError(f"the command gave {len(answers)} answers to {len(requests)} requests")
        return [Answer(a["text"], a["replaces"], a["confidence"], a["shown"], a["timings"]["totalMs"]) for a in answers]
