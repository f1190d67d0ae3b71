"""How many bits each weight of an exported graph gets."""

from collections.abc import Mapping
from dataclasses import dataclass, field

FLOAT = 32


@dataclass(frozen=True)
class Precision:
    """`bits` for the matrices of the blocks, `embedding_bits` for the table that embedding and head share.

    `bits_of` overrides single tensors by a part of their name (`{"down": 8, "layers.0.": 8}`), the first that fits.
    """

    bits: int = 8
    embedding_bits: int = 8
    block_size: int = 32
    embedding_block_size: int = 32
    bits_of: Mapping[str, int] = field(default_factory=dict)
    #: Values in use around zero by the 8-bit matrices of the blocks: 64 for "6 bits in 8", which the runtime's kernels
    #: can run and an archive packs smaller. None is all 256.
    levels: int | None = None

    def of(self, name: str) -> int:
        """The bits of the block matrix `name`."""
        return self._override(name, self.bits)

    def of_table(self, name: str) -> int:
        """The bits of a table that rows are taken from: the embedding, or the n-grams'."""
        return self._override(name, self.embedding_bits)

    def _override(self, name: str, otherwise: int) -> int:
        return next((bits for part, bits in self.bits_of.items() if part in name), otherwise)


FULL = Precision(bits=FLOAT, embedding_bits=FLOAT)
