"""Chance by hash: the same seed and file always draw the same number, whatever else is in the corpus."""

import hashlib


def draw(seed: int, purpose: str, text: str) -> float:
    """From 0 to below 1, evenly; draws for different purposes are independent."""
    digest = hashlib.blake2b(f"{seed}\0{purpose}\0{text}".encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big") / 2**64
