"""Each kind of hole, shown as the text with the hole in ‹…›."""

import numpy as np
import pytest

from inkling_training.samples import holes

TEXT = """\
def first(a, b):
    value = call(a, [b, 1])
    if value:
        print("yes")

        done()
    return value
"""


def seen(kind: str, at: str, seeds: int = 60, text: str = TEXT) -> set[str | None]:
    """What the kind makes of the place where `at` stands, over many seeds."""
    place = text.index(at)
    found = set()
    for seed in range(seeds):
        hole = holes.KINDS[kind](text, place, np.random.default_rng(seed))
        found.add(text[hole[0] : hole[1]] if hole else None)
    return found


def test_rest_of_line_begins_at_any_character_of_the_line():
    line = "return value"
    assert seen("rest_of_line", "return", seeds=300) == {line[i:] for i in range(len(line))}


def test_line_is_all_after_the_indentation():
    assert seen("line", "call(") == {"value = call(a, [b, 1])"}
    assert holes.line(TEXT, TEXT.index("\n        done"), np.random.default_rng(0)) is None


def test_lines_begin_at_the_indentation_inside_or_at_the_line_before():
    found = seen("lines", "print", seeds=300)
    assert 'print("yes")' in found
    assert '\n        print("yes")' in found
    assert 'print("yes")\n\n        done()' in found
    assert 'int("yes")' in found


def test_brackets_hold_the_inside_or_its_end():
    assert "a, [b, 1]" in seen("brackets", "(a, [b")
    assert "b, 1" in seen("brackets", "[b")
    assert seen("brackets", '"yes"') <= {"yes", "es", "s"}
    assert all("a, [b, 1]".endswith(one) for one in seen("brackets", "(a, [b"))


def test_block_is_what_is_indented_deeper():
    inner = 'print("yes")\n\n        done()'
    assert seen("block", "if value") == {inner, f"\n        {inner}"}
    assert seen("block", "return value") == {None}


def test_span_is_any_stretch():
    assert all(TEXT[TEXT.index("value") :].startswith(one) for one in seen("span", "value"))


@pytest.mark.parametrize("text", ["x", "\n", "\n\n\n", "a\nb", "   ", "(", "é = '…'\n"])
def test_choose_finds_a_hole_in_any_text(text):
    weights = dict.fromkeys(holes.KINDS, 1.0)
    for seed in range(50):
        generator = np.random.default_rng(seed)
        start, end = holes.choose(text, int(generator.integers(len(text))), weights, generator)
        assert 0 <= start <= end <= len(text)
