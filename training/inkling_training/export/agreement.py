"""Whether torch, ONNX in Python and transformers.js compute the same: greedy tokens and logits for 50 prompts."""

import json
import os
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from inkling_training.errors import KitError
from inkling_training.export.session import open_session
from inkling_training.special import FILE, FIM_MIDDLE, FIM_PREFIX, FIM_SUFFIX

NEW_TOKENS = 24
LONGEST_PROMPT = 200


@dataclass(frozen=True)
class Answer:
    """Greedy tokens after a prompt, and the logits [vocabulary] before the first and before the last of them."""

    ids: list[int]
    first: np.ndarray
    last: np.ndarray


@dataclass(frozen=True)
class Agreement:
    """How far two ways to compute a model agree. `difference` is the largest of any logit, where tokens are equal."""

    name: str
    prompts: int
    same: int
    difference: float

    def __str__(self) -> str:
        return f"{self.name}: {self.same} of {self.prompts} the same, largest logit difference {self.difference:.2g}"


def make_prompts(tokenizer: Tokenizer, count: int, context: int, rng: np.random.Generator) -> list[list[int]]:
    """Prompts for the middle of this package's own source files, suffix first, cut at random characters.

    They leave room for the answer in a context of `context` tokens.
    """
    longest = min(LONGEST_PROMPT, context - NEW_TOKENS)
    package = Path(__file__).parent.parent
    texts = [(file, file.read_text("utf-8")) for file in sorted(package.rglob("*.py")) if file.stat().st_size > 1000]
    encode = lambda text: tokenizer.encode(text, add_special_tokens=False).ids  # noqa: E731
    prompts = []
    for _ in range(count):
        file, text = texts[rng.integers(len(texts))]
        cut = int(rng.integers(100, len(text) - 100))
        path = encode(f"{file.relative_to(package)}\n")[: longest // 4]
        after, before = encode(text[cut : cut + 200])[: longest // 4], encode(text[max(0, cut - 600) : cut])
        marks = [FILE, *path, FIM_PREFIX, FIM_SUFFIX, *after, FIM_MIDDLE]
        prompts.append([*marks, *before[len(marks) - longest :]])
    return prompts


class OnnxGreedy:
    """Greedy decoding with the cache as the graph returns it."""

    def __init__(self, graph: bytes | Path) -> None:
        self._session = open_session(graph)
        inputs = self._session.get_inputs()
        self._empty = {
            i.name: np.zeros((1, i.shape[1], 0, i.shape[3]), np.float32) for i in inputs if len(i.shape) == 4
        }
        self._presents = [name.replace("past_key_values", "present") for name in self._empty]

    def __call__(self, prompt: Sequence[int]) -> Answer:
        ids: list[int] = []
        rows: list[np.ndarray] = []
        fed, cache = list(prompt), self._empty
        while len(ids) < NEW_TOKENS:
            feeds = {
                "input_ids": np.array([fed], np.int64),
                "attention_mask": np.ones((1, len(prompt) + len(ids)), np.int64),
                "num_logits_to_keep": np.array(1, np.int64),
            }
            logits, *presents = self._session.run(["logits", *self._presents], feeds | cache)
            cache = dict(zip(self._empty, presents, strict=True))
            rows.append(logits[0, -1])
            fed = [int(rows[-1].argmax())]
            ids += fed
        return Answer(ids, rows[0], rows[-1])


def torch_greedy(logits_of: Callable[[Sequence[int]], np.ndarray], prompt: Sequence[int], ids: Sequence[int]) -> Answer:
    """The answer of a function ids → logits [tokens, vocabulary] without a cache.

    All of `ids`, another's answer, is fed at once: if each is also the choice here, then so is the whole.
    """
    rows = logits_of([*prompt, *ids[:-1]])[len(prompt) - 1 :]
    return Answer(rows.argmax(axis=1).tolist(), rows[0], rows[-1])


def transformers_js(folder: Path, dtype: str, prompts: Sequence[Sequence[int]]) -> list[Answer]:
    """Answers of transformers.js from this repository's node_modules.

    Raises KitError where Node fails; `npm install` in the repository's root is what it needs.
    """
    # Native code reads the environment that the process began with: set here, before Node starts.
    environment = os.environ | {"ORT_DISABLE_TELEMETRY": "1", "ORT_TELEMETRY_DISABLED": "1"}
    command = ["node", str(Path(__file__).with_name("greedy.mjs")), str(folder.resolve()), dtype, str(NEW_TOKENS)]
    asked = json.dumps([list(map(int, prompt)) for prompt in prompts])
    try:
        done = subprocess.run(command, input=asked, capture_output=True, text=True, env=environment, check=False)
    except FileNotFoundError:
        raise KitError("node is not there: install Node 20, or pass --no-check") from None
    if done.returncode != 0:
        raise KitError(
            f"transformers.js failed; is `npm install` done? The end of what it said:\n{done.stderr[-1500:]}"
        )
    answers = json.loads(done.stdout)
    return [Answer(a["ids"], np.array(a["first"], np.float32), np.array(a["last"], np.float32)) for a in answers]


def compare(name: str, ones: Sequence[Answer], others: Sequence[Answer]) -> Agreement:
    """Counts equal answers; logits before the last token are compared only where the tokens before it are equal."""
    same, difference = 0, 0.0
    for one, other in zip(ones, others, strict=True):
        same += one.ids == other.ids
        difference = max(difference, float(np.abs(one.first - other.first).max()))
        if one.ids[:-1] == other.ids[:-1]:
            difference = max(difference, float(np.abs(one.last - other.last).max()))
    return Agreement(name, len(ones), same, difference)
