"""The training documents in memory, and the order in which they are read."""

from collections.abc import Iterable

import numpy as np

from inkling_training.documents import Document
from inkling_training.samples.identifiers import RareIdentifiers

STRETCH = 2000
"""Characters of a document that one sample stands for: about 600 tokens."""


class Library:
    """Documents with the neighbours of each: the other files of its repository and of its folder."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self.documents = [document for document in documents if document.text]
        by_repository: dict[str, list[int]] = {}
        by_folder: dict[tuple[str, str], list[int]] = {}
        for number, document in enumerate(self.documents):
            by_repository.setdefault(document.repository, []).append(number)
            by_folder.setdefault((document.repository, document.path.rpartition("/")[0]), []).append(number)
        self.folder = {number: members for members in by_folder.values() for number in members}
        self.repository = {number: members for members in by_repository.values() for number in members}
        self.rare: dict[int, RareIdentifiers] = {}
        for members in by_repository.values():
            if len(members) > 1:
                rare = RareIdentifiers(members, self.documents)
                self.rare.update(dict.fromkeys(members, rare))
        stretches = [-(-len(document.text) // STRETCH) for document in self.documents]
        self._document = np.repeat(np.arange(len(stretches), dtype=np.int32), stretches)
        self._stretch = np.concatenate([np.arange(count, dtype=np.int32) for count in stretches])
        self._orders: dict[int, np.ndarray] = {}

    def __len__(self) -> int:
        """Stretches in one pass over the documents."""
        return len(self._document)

    def stretch(self, number: int, seed: int) -> tuple[int, int]:
        """The document and the first character of the `number`th stretch, counted from 0 without end: each pass over
        all stretches is in a random order of its own."""
        epoch, within = divmod(number, len(self))
        if epoch not in self._orders:
            # Streams cross from one pass to the next at slightly different times, so the last order is kept too.
            self._orders = {at: order for at, order in self._orders.items() if at == epoch - 1}
            self._orders[epoch] = np.random.default_rng([seed, epoch]).permutation(len(self))
        place = self._orders[epoch][within]
        return int(self._document[place]), int(self._stretch[place]) * STRETCH
