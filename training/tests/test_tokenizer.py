import json
import random
import shutil
import subprocess
from pathlib import Path

import pytest

from inkling_training.__main__ import main
from inkling_training.documents import Document, write_documents
from inkling_training.errors import KitError
from inkling_training.special import SPECIAL_TOKENS
from inkling_training.tokenizer import SPLITS, empty_tokenizer, load_tokenizer, oddities, train

ROOT = Path(__file__).parents[1]
NAMES = ["index", "value", "result", "options", "callback", "response", "element", "children", "buffer", "length"]


def program(seed: int) -> str:
    chance = random.Random(seed)
    lines = []
    for _ in range(30):
        one, two, three = (chance.choice(NAMES) for _ in range(3))
        lines += [f"export function {one}({two}: number) {{", f"    if ({two} === {three}.{one}) {{", "    }", "}", ""]
    return "\n".join(lines)


TEXTS = [program(seed) for seed in range(20)]
TOKENIZERS = {name: train(TEXTS, 330, split) for name, split in SPLITS.items()}
TOKENIZER = TOKENIZERS["words"]

every_split = pytest.mark.parametrize("tokenizer", TOKENIZERS.values(), ids=TOKENIZERS)


def pieces(text: str, split: str) -> list[str]:
    spans = empty_tokenizer(SPLITS[split]).pre_tokenizer.pre_tokenize_str(text)
    return [text[start:end] for _, (start, end) in spans]


def test_special_tokens_come_first():
    assert [TOKENIZER.token_to_id(token) for token in SPECIAL_TOKENS] == [0, 1, 2, 3, 4, 5]
    assert TOKENIZER.get_vocab_size() == 330


@every_split
@pytest.mark.parametrize("text", [*oddities(), *TEXTS[:3]])
def test_ids_spell_the_text_again(text, tokenizer):
    assert tokenizer.decode(tokenizer.encode(text).ids, skip_special_tokens=False) == text


@every_split
def test_random_text_is_spelled_again(tokenizer):
    chance = random.Random(1)
    for _ in range(200):
        points = [chance.choice((chance.randrange(128), chance.randrange(0x3000), 0x1F600)) for _ in range(60)]
        text = "".join(map(chr, points))
        assert tokenizer.decode(tokenizer.encode(text).ids, skip_special_tokens=False) == text


@every_split
def test_a_newline_is_one_token_that_holds_nothing_else(tokenizer):
    assert [entry for entry in tokenizer.get_vocab() if "Ċ" in entry] == ["Ċ"]
    newline = tokenizer.token_to_id("Ċ")
    assert tokenizer.encode("{\n\n\n  }\n").ids.count(newline) == 4


@every_split
def test_lines_one_by_one_give_the_same_ids(tokenizer):
    text = TEXTS[0] + "\n\n\n   x  \n"
    by_line = [line_id for line in text.splitlines(keepends=True) for line_id in tokenizer.encode(line).ids]
    assert by_line == tokenizer.encode(text).ids


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("    return x", ["    ", "return", " x"]),
        ("\n\tif", ["\n", "\t", "if"]),
        ("a  b", ["a", "  ", "b"]),
    ],
)
@pytest.mark.parametrize("split", SPLITS)
def test_indentation_is_a_piece_of_its_own(text, expected, split):
    assert pieces(text, split) == expected


def test_a_joined_word_carries_one_sign():
    text = "  list.map((item) => this._item)"
    assert pieces(text, "words") == ["  ", "list", ".", "map", "((", "item", ")", " =>", " this", ".", "_item", ")"]
    assert pieces(text, "joined") == ["  ", "list", ".map", "((", "item", ")", " =>", " this", "._item", ")"]


def test_a_corpus_too_small_for_the_vocabulary_is_told():
    with pytest.raises(KitError, match=r"lower \[tokenizer\] vocabulary"):
        train(["ab"], 400)


@pytest.fixture(params=SPLITS)
def written(tmp_path, request):
    documents = [Document("a/b", f"{number}.ts", "typescript", text) for number, text in enumerate(TEXTS)]
    write_documents(tmp_path / "corpus" / "train.jsonl.gz", documents[:15])
    write_documents(tmp_path / "corpus" / "valid_files.jsonl.gz", documents[15:])
    config = f'[tokenizer]\nvocabulary = 330\nsample_megabytes = 1\nsplit = "{request.param}"\n'
    (tmp_path / "c.toml").write_text(config)
    where = ["--config", str(tmp_path / "c.toml"), "--dir", str(tmp_path)]
    assert main(["tokenizer", *where, "--texts", "5"]) == 0
    return tmp_path / "tokenizer"


def test_the_command_writes_a_tokenizer_and_its_report(written, request):
    same = train(TEXTS[:15], 330, SPLITS[request.node.callspec.params["written"]])
    assert load_tokenizer(written).encode(TEXTS[0]).ids == same.encode(TEXTS[0]).ids
    assert json.loads((written / "report.json").read_text())["typescript"] > 2
    assert json.loads((written / "tokenizer_config.json").read_text())["clean_up_tokenization_spaces"] is False


def test_a_missing_tokenizer_names_the_next_step(tmp_path):
    with pytest.raises(KitError, match="make it with the tokenizer command"):
        load_tokenizer(tmp_path)


@pytest.mark.skipif(
    shutil.which("node") is None or not (ROOT.parent / "node_modules/@huggingface/transformers").is_dir(),
    reason="needs node and the extension's npm packages",
)
def test_transformers_js_gives_the_same_ids(written):
    script = ROOT / "scripts" / "tokenizer_agreement.mjs"
    done = subprocess.run(["node", str(script), str(written)], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
