"""python -m inkling_training tokenizer: byte-level BPE over the training split → DIR/tokenizer.

BPE: Sennrich, Haddow, Birch 2016, "Neural machine translation of rare words with subword units", on bytes as in GPT-2
(Radford et al. 2019, section 2.2).
"""

import argparse
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, Literal

from tokenizers import Regex, Tokenizer, decoders, models, pre_tokenizers, trainers

from inkling_training.corpus.draw import draw
from inkling_training.documents import Document, read_documents
from inkling_training.errors import KitError
from inkling_training.settings import Settings
from inkling_training.special import SPECIAL_TOKENS

# A newline is always alone, so "stop at the newline" compares one id; blanks at a line's beginning are a piece of their
# own. No `\s` and no look-around: JavaScript and Oniguruma, which run this same text, disagree there (U+FEFF, U+0085).
# `words`: words and signs carry at most one leading space. `joined`: a word may carry one sign before it, `.map`: 2.6 %
# fewer tokens at 8,192 entries, but every word has more spellings to learn; not compared by a trained model.
_others = r"| ?\p{N}| ?[^ \t\n\p{L}\p{M}\p{N}_]{1,8}|[ \t]+|\n"
SPLITS = {
    "words": r" ?[\p{L}\p{M}_]+" + _others,
    "joined": r"[^\t\n\p{L}\p{M}\p{N}_]?[\p{L}\p{M}_]+" + _others,
}
SPLIT = SPLITS["words"]

CONTEXT = 1024


@dataclass(frozen=True)
class TokenizerOptions:
    """`vocabulary` counts the special tokens and the 256 bytes too."""

    section: ClassVar[str] = "tokenizer"

    vocabulary: int
    sample_megabytes: float
    seed: int = 1
    split: Literal["words", "joined"] = "words"

    def __post_init__(self) -> None:
        if self.vocabulary < 256 + len(SPECIAL_TOKENS):
            raise ValueError(f"vocabulary must be at least {256 + len(SPECIAL_TOKENS)}: the bytes and special tokens")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The command's own arguments."""
    parser.add_argument("--corpus", type=Path, help="folder of the splits; default: corpus in --dir")
    parser.add_argument("--out", type=Path, help="folder to write; default: tokenizer in --dir")
    parser.add_argument("--vocabulary", type=int, help="entries, in place of the config's")
    parser.add_argument("--texts", type=int, default=0, help="write this many held-out texts with their ids as well")


def run(arguments: argparse.Namespace, settings: Settings) -> None:
    """Writes tokenizer.json, tokenizer_config.json and report.json (bytes per token by language)."""
    options = settings.read(TokenizerOptions)
    corpus = arguments.corpus or arguments.dir / "corpus"
    out = arguments.out or arguments.dir / "tokenizer"
    texts = sample(read_documents(corpus / "train.jsonl.gz"), options)
    tokenizer = train(texts, arguments.vocabulary or options.vocabulary, SPLITS[options.split])
    save(tokenizer, out)
    held_out = list(read_documents(corpus / "valid_files.jsonl.gz"))
    table = bytes_per_token(tokenizer, held_out)
    (out / "report.json").write_text(json.dumps(table, indent=1) + "\n", "utf-8")
    print(f"{tokenizer.get_vocab_size()} entries; bytes per token: {table}")
    if arguments.texts:
        write_texts(tokenizer, [document.text for document in held_out[: arguments.texts]], out / "texts.json")


def sample(documents: Iterable[Document], options: TokenizerOptions) -> Iterator[str]:
    """Texts of about `sample_megabytes`, drawn by a hash of the path."""
    everything = list(documents)
    size = sum(len(document.text) for document in everything)
    share = options.sample_megabytes * 1e6 / max(1, size)
    for document in everything:
        if draw(options.seed, "tokenizer", f"{document.repository}/{document.path}") < share:
            yield document.text


def empty_tokenizer(split: str = SPLIT) -> Tokenizer:
    """Untrained: one split, then bytes."""
    tokenizer = Tokenizer(models.BPE())
    bytes_only = pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence([pre_tokenizers.Split(Regex(split), "isolated"), bytes_only])
    tokenizer.decoder = decoders.ByteLevel()
    return tokenizer


def train(texts: Iterable[str], vocabulary: int, split: str = SPLIT) -> Tokenizer:
    """Raises KitError where the texts are too few for the vocabulary."""
    tokenizer = empty_tokenizer(split)
    trainer = trainers.BpeTrainer(
        vocab_size=vocabulary,
        special_tokens=list(SPECIAL_TOKENS),
        initial_alphabet=sorted(pre_tokenizers.ByteLevel.alphabet()),
        show_progress=False,
    )
    tokenizer.train_from_iterator(texts, trainer)
    if tokenizer.get_vocab_size() < vocabulary:
        raise KitError(
            f"the corpus gave {tokenizer.get_vocab_size()} entries, not {vocabulary}: lower [tokenizer] vocabulary or "
            "take more text"
        )
    return tokenizer


def save(tokenizer: Tokenizer, folder: Path) -> None:
    """The two files that transformers and transformers.js read."""
    folder.mkdir(parents=True, exist_ok=True)
    tokenizer.save(str(folder / "tokenizer.json"))
    config = {
        "tokenizer_class": "PreTrainedTokenizerFast",
        "model_max_length": CONTEXT,
        "eos_token": "<|endoftext|>",
        "pad_token": "<|pad|>",
        "clean_up_tokenization_spaces": False,
        "add_prefix_space": False,
    }
    (folder / "tokenizer_config.json").write_text(json.dumps(config, indent=2) + "\n", "utf-8")


def load_tokenizer(folder: Path) -> Tokenizer:
    """Raises KitError where the folder holds none."""
    path = folder / "tokenizer.json"
    if not path.is_file():
        raise KitError(f"{path} is not there: make it with the tokenizer command")
    return Tokenizer.from_file(str(path))


def bytes_per_token(tokenizer: Tokenizer, documents: Sequence[Document]) -> dict[str, float]:
    """By language, and `all`."""
    sizes: dict[str, list[int]] = {"all": [0, 0]}
    encodings = tokenizer.encode_batch_fast([document.text for document in documents])
    for document, encoding in zip(documents, encodings, strict=True):
        for key in ("all", document.language):
            size = sizes.setdefault(key, [0, 0])
            size[0] += len(document.text.encode("utf-8"))
            size[1] += len(encoding)
    return {key: round(size / max(1, tokens), 3) for key, (size, tokens) in sorted(sizes.items())}


def write_texts(tokenizer: Tokenizer, texts: Sequence[str], path: Path) -> None:
    """For scripts/tokenizer_agreement.mjs, which compares the ids with those of transformers.js."""
    rows = [{"text": text, "ids": tokenizer.encode(text).ids} for text in [*texts, *oddities()]]
    path.write_text(json.dumps(rows), "utf-8")


def oddities() -> list[str]:
    """Texts at which regular-expression libraries and byte tables have disagreed before."""
    blanks = ["\u00a0", "\u0085", "\ufeff", "\u2028", "\u2029", "\u3000", "\u200b", "\v", "\f", "\x1f", "\x7f"]
    return [
        *(f"a{blank}b {blank} c\n{blank}\n" for blank in blanks),
        "\t \t  x\n\n\n    \n  y",
        "e\u0301 \u0928\u092e\u0938\u094d\u0924\u0947 \u65e5\u672c\u8a9e \u0665\u0666 \u00b2\u00bd \u2167",
        "\U0001f600\U0001f468\u200d\U0001f469\u200d\U0001f467 \U0001d4b3 = \U00010400\U00020000",
        "____init____ snake_case camelCase SCREAMING_CASE x1y2 0xFFn 1_000.5e-10",
        "========================= ->=>::...???!!(((((((((({{{{{{{{{{[[[[]]]]}}}}))))",
        "'\"`\\\\\\n${a}#{b}%s\\u{1f600}@#$%^&*",
        "<|fim| <|end oftext|> < |file|>",
        "",
        " ",
        "\n",
    ]
