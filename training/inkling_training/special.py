"""The special tokens. Their order is their id, in every vocabulary of the kit."""

import re

SPECIAL_TOKENS = (
    "<|endoftext|>",
    "<|fim_prefix|>",
    "<|fim_suffix|>",
    "<|fim_middle|>",
    "<|file|>",
    "<|pad|>",
)

END_OF_TEXT, FIM_PREFIX, FIM_SUFFIX, FIM_MIDDLE, FILE, PAD = range(len(SPECIAL_TOKENS))

_spelled = re.compile("|".join(map(re.escape, SPECIAL_TOKENS)))


def spells_special(text: str) -> bool:
    """Whether `text` contains a special token's spelling: every tokenizer library would read it as that token."""
    return "<|" in text and _spelled.search(text) is not None
