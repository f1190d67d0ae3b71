"""A folder with a corpus and a tokenizer, small enough for a test."""

from pathlib import Path

import numpy as np
from tokenizers import Regex, Tokenizer, decoders, models, pre_tokenizers, trainers

from inkling_training.documents import Document, write_documents
from inkling_training.special import SPECIAL_TOKENS

_split = Regex(r" ?[\p{L}\p{M}_]+| ?\p{N}| ?[^ \t\n\p{L}\p{M}\p{N}_]{1,8}|[ \t]+|\n")


def tiny_documents(count: int, seed: int = 0) -> list[Document]:
    """Files of three repositories; the names of a repository's functions appear in its other files."""
    generator = np.random.default_rng(seed)
    documents = []
    for number in range(count):
        project = number % 3
        functions = []
        for _ in range(int(generator.integers(3, 9))):
            a, b, c = generator.integers(0, 12, 3)
            functions.append(
                f"def compute_{project}_{a}(value, other):\n"
                f"    if value > {b}:\n"
                f"        return helper_{project}_{c}(value) + [other, {a}]\n"
                f"    return 'nothing {b}'\n"
            )
        text = f"import module_{project}\n\n\n" + "\n\n".join(functions)
        documents.append(Document(f"owner/project{project}", f"source/file{number}.py", "Python", text))
    return documents


def tiny_tokenizer(documents: list[Document], vocabulary: int = 400) -> Tokenizer:
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [pre_tokenizers.Split(_split, "isolated"), pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)]
    )
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=vocabulary,
        special_tokens=list(SPECIAL_TOKENS),
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    tokenizer.train_from_iterator((document.text for document in documents), trainer)
    return tokenizer


def write_tiny_folder(folder: Path) -> Path:
    documents = tiny_documents(60)
    write_documents(folder / "corpus" / "train.jsonl.gz", documents)
    write_documents(folder / "corpus" / "valid_files.jsonl.gz", tiny_documents(6, seed=1))
    write_documents(folder / "corpus" / "valid_repositories.jsonl.gz", tiny_documents(6, seed=2))
    (folder / "tokenizer").mkdir(parents=True)
    tiny_tokenizer(documents).save(str(folder / "tokenizer" / "tokenizer.json"))
    return folder
