"""Which split a file belongs to."""

from collections.abc import Sequence

from inkling_training.corpus.draw import draw
from inkling_training.corpus.options import CorpusOptions
from inkling_training.documents import Document

SPLITS = ("train", "valid_files", "valid_repositories")


def split(documents: Sequence[Document], options: CorpusOptions) -> dict[str, list[Document]]:
    """By repository first, then by a hash of the content: a file stays where it is when others come or go."""
    splits: dict[str, list[Document]] = {name: [] for name in SPLITS}
    drawn: list[tuple[float, Document]] = []
    for document in documents:
        if document.repository in options.valid_repositories:
            splits["valid_repositories"].append(document)
        else:
            drawn.append((draw(options.seed, "split", document.text), document))
    most = min(options.valid_files_most, len(drawn))
    highest = sorted(number for number, _ in drawn)[most - 1] if most else -1.0
    limit = min(options.valid_files_share, highest)
    for number, document in drawn:
        splits["valid_files" if number <= limit else "train"].append(document)
    return splits
