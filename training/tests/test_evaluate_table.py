"""The command line's pipeline, one column, and the table; and the floor's decoding."""

import json

import numpy as np
import pytest
from tokenizers import Regex, Tokenizer, models, pre_tokenizers, trainers

from inkling_training.documents import Document, write_documents
from inkling_training.errors import KitError
from inkling_training.evaluate.column import Material, answer_holes, graph_of, measure_floor
from inkling_training.evaluate.floor import Floor, train_floor
from inkling_training.evaluate.holes import Hole
from inkling_training.evaluate.options import EvaluateOptions
from inkling_training.evaluate.pipeline import Pipeline, Request
from inkling_training.evaluate.reserved import pinned_repositories, read_material
from inkling_training.evaluate.table import markdown, read_columns, write_results
from inkling_training.special import SPECIAL_TOKENS

SPLIT = r" ?[\p{L}\p{M}_]+| ?\p{N}| ?[^ \t\n\p{L}\p{M}\p{N}_]{1,8}|[ \t]+|\n"
TEXT = "def main(argument):\n    for name in argument.names:\n        print(name)\n    return argument\n\n"
PROTOCOL = {"seed": 1, "origin": [["a/b", "c"]], "holes": "x", "excerpts": "y"}

#: Stands in for the built command: writes the mode and what stood before the cursor, reversed.
FAKE_COMMAND = """
const lines = require('node:fs').readFileSync(0, 'utf8').split('\\n').filter(Boolean).map((line) => JSON.parse(line));
if (lines.some(({ prefix }) => prefix === 'fail')) { console.error('broken'); process.exit(3); }
const limit = process.argv[process.argv.indexOf('--max-tokens') + 1];
for (const { id, prefix, mode } of lines) {
  const text = mode + limit + [...prefix].reverse().join('');
  console.log(JSON.stringify({ id, text, replaces: 0, confidence: 0.5, shown: true, timings: { totalMs: 7 } }));
}
"""


@pytest.fixture
def pipeline(tmp_path):
    command = tmp_path / "complete.cjs"
    command.write_text(FAKE_COMMAND)
    return Pipeline(tmp_path, command)


def make_tokenizer():
    made = Tokenizer(models.BPE())
    split = pre_tokenizers.Split(Regex(SPLIT), "isolated")
    level = pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)
    made.pre_tokenizer = pre_tokenizers.Sequence([split, level])
    alphabet = pre_tokenizers.ByteLevel.alphabet()
    trainer = trainers.BpeTrainer(
        vocab_size=330, special_tokens=list(SPECIAL_TOKENS), initial_alphabet=alphabet, show_progress=False
    )
    made.train_from_iterator([TEXT] * 4, trainer)
    return made


@pytest.fixture(scope="module")
def tokenizer():
    return make_tokenizer()


@pytest.fixture(scope="module")
def floor(tokenizer):
    documents = [Document("a/b", "main.py", "python", TEXT * 3)]
    return train_floor(lambda: documents, tokenizer, 5, 10_000, np.random.default_rng(0))


def hole(kind, before, target, after="\n"):
    document = Document("a/b", "main.py", "python", before + target + after)
    return Hole(kind, document, len(before), len(before) + len(target))


def test_answers_come_in_the_order_of_the_requests(pipeline):
    requests = [Request("a.py", text, "", "line") for text in ("ab", "cd")]
    assert [answer.text for answer in pipeline.complete(requests, 9)] == ["line9ba", "line9dc"]


def test_the_commands_own_message_is_passed_on(pipeline):
    with pytest.raises(KitError, match="broken"):
        pipeline.complete([Request("a.py", "fail", "", "line")], 9)


def test_a_missing_build_is_named(tmp_path):
    with pytest.raises(KitError, match="npm run build"):
        Pipeline(tmp_path, tmp_path / "nothing.js")


def test_blocks_are_asked_for_as_blocks(pipeline):
    holes = [hole("block", "a", "b"), hole("line", "c", "d"), hole("block", "e", "f")]
    assert [answer.text for answer in answer_holes(pipeline, holes)] == ["block192a", "line48c", "block192e"]


def test_the_graph_that_the_engine_prefers(tmp_path):
    (tmp_path / "onnx").mkdir()
    for name in ("model.onnx", "model_q4.onnx", "model_quantized.onnx"):
        (tmp_path / "onnx" / name).touch()
    assert graph_of(tmp_path).name == "model_quantized.onnx"
    with pytest.raises(KitError, match="onnx/model"):
        graph_of(tmp_path / "onnx")


@pytest.mark.parametrize(
    ("kind", "before", "target"),
    [
        ("rest of line", "def main(argument):\n    for na", "me in argument.names:"),
        ("rest of line", "def main(argument):\n    for name in arg", "ument.names:"),
        ("line", "def main(argument):\n    for name in argument.names:\n        ", "print(name)"),
        ("brackets", "def main(argument):\n    for name in argument.names:\n        print(", "name"),
        ("block", "def main(argument):\n    ", "for name in argument.names:\n        print(name)\n    return argument"),
    ],
)
def test_the_floor_repeats_what_it_has_seen(floor, tokenizer, kind, before, target):
    answer = Floor(floor, tokenizer).complete(hole(kind, before, target, ")\n" if kind == "brackets" else "\n\n"))
    assert answer.text.rstrip() == target
    assert answer.confidence > 0.5


def test_one_table_of_two_models(floor, tokenizer, tmp_path):
    holes = [
        hole("line", "def main(argument):\n    ", "for name in argument.names:"),
        hole("line", "x = ", "y + z + 1"),
    ]
    excerpts = [Document("a/b", "c.py", "python", TEXT)]
    column = measure_floor(floor, tokenizer, Material(excerpts, holes, {}, 1), lambda _: None)
    assert column.values["holes"]["line"]["all"]["exact"] == 0.5
    assert column.values["bits per byte"]["python"] < 1
    other = column.values | {"infilling single-line": {"count": 3, "exact": 1 / 3, "passed": 2 / 3}}
    text = write_results(tmp_path / "out", PROTOCOL, {"first": column.values, "other": other})
    assert "| line, python (2): exact, similarity | 50.0 % ± 35.4" in text
    assert "| infilling, single-line: pass@1 |  | 66.7 % |" in text
    assert read_columns(tmp_path / "out.json", PROTOCOL).keys() == {"first", "other"}
    assert markdown(PROTOCOL, {"other": other}).startswith("| | other |")
    with pytest.raises(KitError, match="holes"):
        read_columns(tmp_path / "out.json", PROTOCOL | {"holes": "z"})
    assert json.loads((tmp_path / "out.json").read_text())["protocol"] == PROTOCOL


def test_options_refuse_what_is_not_there():
    with pytest.raises(ValueError, match="page"):
        EvaluateOptions(holes={"page": {"python": 1}})
    with pytest.raises(ValueError, match="cobol"):
        EvaluateOptions(holes={"line": {"cobol": 1}})


def test_a_split_can_be_the_material(tmp_path):
    texts = [("python", TEXT * 20), ("python", TEXT), ("go", TEXT * 20)]
    write_documents(tmp_path / "split.jsonl.gz", [Document("a/b", f"{n}", *text) for n, text in enumerate(texts)])
    documents, origin = read_material(tmp_path / "split.jsonl.gz", frozenset({"python"}))
    assert [document.path for document in documents] == ["0"]
    assert origin[0][0] == "split.jsonl.gz"


def test_missing_snapshots_are_named(tmp_path):
    with pytest.raises(KitError, match="honojs/hono"):
        read_material(tmp_path, frozenset({"python"}))


def test_commits_are_whole():
    assert all(repository.count("/") == 1 and len(commit) == 40 for repository, commit in pinned_repositories())
    assert np.unique([repository for repository, _ in pinned_repositories()]).size == len(pinned_repositories())
