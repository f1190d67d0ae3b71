"""Chance by hash: the same seed and file always draw the same number, whatever else is in the corpus."""

import hashlib

from inkling_training.documents import Document


def draw(seed: int, purpose: str, text: str) -> float:
    """From 0 to below 1, evenly; draws for different purposes are independent."""
    digest = hashlib.blake2b(f"{seed}\0{purpose}\0{text}".encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big") / 2**64


def mix_rank(document: Document, seed: int) -> float:
    """Where a budget is too small for all of a repository's files, those of a low rank are taken."""
    return draw(seed, "mix", f"{document.repository}/{document.path}")
