"""Fixed sets of held-out samples, and the model's loss on them."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import log
from pathlib import Path

import torch
from tokenizers import Tokenizer

from inkling_training.documents import read_documents
from inkling_training.model import Model
from inkling_training.packing import Row, collate
from inkling_training.samples.batches import Rows, encoder
from inkling_training.samples.library import Library
from inkling_training.samples.options import SamplesOptions
from inkling_training.samples.sample import MIDDLE, TEXT, SampleMaker
from inkling_training.special import SPECIAL_TOKENS

SPLITS = ("valid_files", "valid_repositories")


@dataclass(frozen=True)
class ValidationSet:
    """Only targets of `kind` count: the text itself, or what fills the hole with the end mark after it."""

    name: str
    kind: int
    rows: Sequence[Row]


def bytes_of_tokens(tokenizer: Tokenizer) -> torch.Tensor:
    """UTF-8 bytes of each token of a byte-level vocabulary, in which a character is a byte; 0 for special ones."""
    sizes = torch.zeros(tokenizer.get_vocab_size())
    for token, number in tokenizer.get_vocab().items():
        sizes[number] = 0 if token in SPECIAL_TOKENS else len(token)
    return sizes


def validation_sets(
    corpus: Path, tokenizer: Tokenizer, context: int, text_rows: int, hole_rows: int
) -> list[ValidationSet]:
    """Text and holes apart, of held-out files and of held-out repositories. The same for every config of the same
    corpus, tokenizer and context."""
    sets = []
    options = SamplesOptions(seed=77, streams=1)
    for split in SPLITS:
        library = Library(read_documents(corpus / f"{split}.jsonl.gz"))
        for name, kind, rows in (("text", TEXT, text_rows), ("holes", MIDDLE, hole_rows)):
            maker = SampleMaker(library, encoder(tokenizer), options, context, has_hole=kind == MIDDLE)
            sets.append(ValidationSet(f"{split}_{name}", kind, Rows(maker).take(rows)))
    return sets


@torch.no_grad()
def evaluate(model: Model, sets: Sequence[ValidationSet], sizes: torch.Tensor, micro_rows: int) -> dict[str, float]:
    """For each set `NAME_nats` (mean per token) and `NAME_bpb` (bits per byte)."""
    result = {}
    device = model.norm.weight.device
    for one in sets:
        nats = bytes_ = tokens = 0.0
        for start in range(0, len(one.rows), micro_rows):
            batch = collate(one.rows[start : start + micro_rows], model.options.context)
            nll = model.loss(*batch.inputs(batch.weights(1), device), model.options.context)[1].cpu()
            counted = batch.kinds == one.kind
            nats += nll[counted].double().sum().item()
            bytes_ += sizes[batch.targets[counted]].sum().item()
            tokens += counted.sum().item()
        result[f"{one.name}_nats"] = nats / max(1.0, tokens)
        result[f"{one.name}_bpb"] = nats / log(2) / max(1.0, bytes_)
    return result
