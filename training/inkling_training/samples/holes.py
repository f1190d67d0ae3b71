"""The kinds of holes: which characters a sample asks for.

Each kind is a function of the text, a character offset near which the hole shall be, and a generator; it gives the hole
as (start, end), or None where the place allows no such hole.
"""

from collections.abc import Callable

from numpy.random import Generator

Hole = tuple[int, int] | None

MAX_CHARACTERS = 800
"""About 250 tokens: a longer completion is never asked for."""

_CLOSING = {"(": ")", "[": "]", "{": "}"}


def line_around(text: str, at: int) -> tuple[int, int]:
    """The line that holds offset `at`, without its newline."""
    end = text.find("\n", at)
    return text.rfind("\n", 0, at) + 1, len(text) if end < 0 else end


def indentation(text: str, start: int, end: int) -> int:
    """The offset of the first character that is no blank, or `end`."""
    while start < end and text[start] in " \t":
        start += 1
    return start


def rest_of_line(text: str, at: int, generator: Generator) -> Hole:
    """From a uniformly random character of the line to its end."""
    start, end = line_around(text, at)
    start = indentation(text, start, end)
    return (int(generator.integers(start, end)), end) if start < end else None


def line(text: str, at: int, generator: Generator) -> Hole:
    """From the indentation to the line's end."""
    start, end = line_around(text, at)
    start = indentation(text, start, end)
    return (start, end) if start < end else None


def lines(text: str, at: int, generator: Generator) -> Hole:
    """Up to eight lines: from the indentation, from inside the first line, or from the end of the line before."""
    first, end = line_around(text, at)
    for _ in range(min(7, int(generator.geometric(0.35)))):
        if end >= len(text):
            break
        end = line_around(text, end + 1)[1]
    end = first + len(text[first:end].rstrip())
    start = indentation(text, first, end)
    if start >= end:
        return None
    place = generator.random()
    if place < 0.3:
        start = int(generator.integers(start, min(end, line_around(text, start)[1] + 1)))
    elif place < 0.5 and first > 0:
        start = first - 1
    return start, end


def brackets(text: str, at: int, generator: Generator) -> Hole:
    """What stands between a bracket or quote and its partner, or its end from a random character on."""
    reach = min(len(text), at + 300)
    opening = next((i for i in range(at, reach) if text[i] in "([{\"'`"), None)
    if opening is None:
        return None
    closing = _partner(text, opening)
    if closing is None or closing == opening + 1:
        return None
    start = opening + 1
    if generator.random() < 0.4:
        start = int(generator.integers(start, closing))
    return start, closing


def _partner(text: str, opening: int) -> int | None:
    """The offset of the bracket that closes the one at `opening`; a quote must close on its line. Strings inside are
    not understood: such brackets are rarely wrong, and a wrong one is still a hole."""
    mark = text[opening]
    if mark not in _CLOSING:
        closing = text.find(mark, opening + 1, line_around(text, opening)[1])
        return closing if closing > 0 else None
    depth = 0
    for i in range(opening, min(len(text), opening + 400)):
        if text[i] == mark:
            depth += 1
        elif text[i] == _CLOSING[mark]:
            depth -= 1
            if depth == 0:
                return i
    return None


def block(text: str, at: int, generator: Generator) -> Hole:
    """The inside of a block: the lines indented deeper than the one before them, 24 at most."""
    start, end = line_around(text, at)
    depth = indentation(text, start, end) - start
    last = None
    following = end
    for count in range(25):
        if following >= len(text):
            break
        first, following = line_around(text, following + 1)
        inner = indentation(text, first, following)
        if inner < following:
            if inner - first <= depth:
                break
            if count == 24:
                return None
            last = following
    if last is None or depth == end - start:
        return None
    if generator.random() < 0.5:
        return end, last
    inner = end + 1
    while text[inner] == "\n":
        inner += 1
    return indentation(text, inner, last), last


def span(text: str, at: int, generator: Generator) -> Hole:
    """Any stretch, its length log-uniform from 1 to 300 characters."""
    end = min(len(text), at + int(300 ** generator.random()))
    return (at, end) if at < end else None


KINDS: dict[str, Callable[[str, int, Generator], Hole]] = {
    "rest_of_line": rest_of_line,
    "line": line,
    "lines": lines,
    "brackets": brackets,
    "block": block,
    "span": span,
}


def choose(text: str, at: int, weights: dict[str, float], generator: Generator) -> tuple[int, int]:
    """A hole near `at`, of a kind drawn by weight; a kind that finds no hole there is drawn again, span at last."""
    names = list(weights)
    shares = [weights[name] for name in names]
    total = sum(shares)
    for _ in range(4):
        name = names[int(generator.choice(len(names), p=[share / total for share in shares]))]
        hole = KINDS[name](text, at, generator)
        if hole and hole[1] - hole[0] <= MAX_CHARACTERS:
            return hole
    return span(text, min(at, len(text) - 1), generator) or (0, min(1, len(text)))
