"""Pieces of other files of the same repository, to stand before the file: what the model learns to copy from."""

from numpy.random import Generator

from inkling_training.samples.holes import line_around
from inkling_training.samples.library import Library


def choose_snippets(
    library: Library, number: int, around: str, similar: float, generator: Generator
) -> list[tuple[str, str]]:
    """One to four (path, text) of 5 to 25 lines, for document `number`.

    `around` is the text near the cursor, without the hole: the editor cannot look for what is not yet written.
    `similar` is the share chosen by shared rare identifiers; the rest is drawn from the folder, or the repository where
    the folder holds no other file. Empty where the repository is this one file.
    """
    rare = library.rare.get(number)
    if rare is None:
        return []
    files, weights, names = rare.related(around, without=number)
    snippets = []
    for _ in range(int(generator.integers(1, 5))):
        if files and generator.random() < similar:
            total = sum(weights)
            pick = int(generator.choice(len(files), p=[weight / total for weight in weights]))
            file = files.pop(pick)
            weights.pop(pick)
            at = _place(library.documents[file].text, names, generator)
        else:
            members = library.folder[number]
            if len(members) == 1:
                members = library.repository[number]
            file = members[int(generator.integers(len(members)))]
            at = int(generator.integers(len(library.documents[file].text)))
        document = library.documents[file]
        if file != number and all(document.path != path for path, _ in snippets):
            snippets.append((document.path, lines_from(document.text, at, generator)))
    return snippets


def _place(text: str, names: list[str], generator: Generator) -> int:
    """Where one of the names stands first in `text`: its definition or its import, more often than not."""
    for pick in generator.permutation(len(names)).tolist():
        at = text.find(names[pick])
        if at >= 0:
            return at
    return int(generator.integers(len(text)))


def lines_from(text: str, at: int, generator: Generator) -> str:
    """5 to 25 whole lines around offset `at`, ending with a newline; `at` is in the first third of them."""
    count = int(generator.integers(5, 26))
    start = line_around(text, at)[0]
    for _ in range(int(generator.integers(0, count // 3 + 1))):
        if start > 0:
            start = line_around(text, start - 1)[0]
    end = start
    for _ in range(count):
        if end >= len(text):
            break
        end = min(len(text), line_around(text, end)[1] + 1)
    return text[start:end] if text.endswith("\n", start, end) else text[start:end] + "\n"
