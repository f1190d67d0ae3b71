"""Holes, the editor's window and the scores, as a person would check them."""

import re

import numpy as np
import pytest

from inkling_training.documents import Document
from inkling_training.evaluate.holes import KINDS, Hole, cut_holes
from inkling_training.evaluate.pipeline import Answer
from inkling_training.evaluate.scores import precision_at, score, similarity, summary
from inkling_training.evaluate.window import AFTER, BEFORE, STEP, after_cursor, before_cursor

SOURCE = """\
export function add(first: number, second: number): number {
    const sum = combine(first, second);
    report(sum, "added");

    return sum;
}

export const twice = (value: number) => {
    return add(value, value);
};
"""


def document(number=0, text=SOURCE):
    return Document(f"owner/name{number % 2}", f"src/file{number}.ts", "typescript", text)


def hole(kind, marked):
    """A hole from a text with ‹ and › around it."""
    before, target, after = re.split("[‹›]", marked)
    return Hole(kind, document(text=before + target + after), len(before), len(before) + len(target))


def answer(text, replaces=0, confidence=0.5, shown=False):
    return Answer(text, replaces, confidence, shown, 10.0)


def test_holes_are_counted_spread_and_repeatable():
    counts = {"rest of line": {"typescript": 12}, "line": {"typescript": 8}}
    documents = [document(n) for n in range(6)]
    holes = cut_holes(documents, counts, np.random.default_rng(1))
    assert holes == cut_holes(documents, counts, np.random.default_rng(1))
    assert sum(h.kind == "line" for h in holes) == 8
    assert len(holes) == 20
    assert abs(sum(h.document.repository == "owner/name0" for h in holes) - 10) <= 1
    for h in holes:
        assert h.before + h.target + h.after == SOURCE
        assert h.after.startswith("\n")
        assert "\n" not in h.target


def test_a_line_is_cut_from_its_indentation():
    holes = cut_holes([document()], {"line": {"typescript": 5}}, np.random.default_rng(2))
    assert all(h.before.rsplit("\n", 1)[-1].strip() == "" for h in holes)
    assert len({h.start for h in holes}) == 5


def test_brackets_are_the_whole_content_of_a_call():
    holes = cut_holes([document()], {"brackets": {"typescript": 2}}, np.random.default_rng(3))
    found = {h.before[-9:] + "‹" + h.target + "›" + h.after[:1] for h in holes}
    possible = {
        " combine(‹first, second›)",
        '  report(‹sum, "added"›)',
        "turn add(‹value, value›)",
        "tion add(‹first: number, second: number›)",
    }
    assert found <= possible


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("if a:\n    b()\n    c()\nd()\n", "b()\n    c()"),
        ("f() {\n  a();\n\n  if (b) {\n    c();\n  }\n}\n", "a();\n\n  if (b) {\n    c();\n  }"),
        ("if a:\n    b()\nd()\n", None),
        ("if a:\n" + "    b()\n" * 7 + "d()\n", None),
        ("a = 1\nb = 2\n", None),
    ],
)
def test_blocks_by_indentation(text, expected):
    span = KINDS["block"](text, 0, text.index("\n"), np.random.default_rng(0))
    assert (text[slice(*span)] if span else None) == expected


@pytest.mark.parametrize(
    ("marked", "given", "exact"),
    [
        ("let a = ‹b;›\n", answer("b; "), True),
        ("let a = ‹b;›\n", answer("b"), False),
        ("let a = ‹b;›\n", answer(""), False),
        ("f(‹a, b›);\n", answer("a, b);", replaces=2), True),
        ("f(‹a, b›);\n", answer("a, b"), True),
        ("f(‹a, b›).g();\n", answer("a, b).h();", replaces=0), False),
        ("{\n  ‹a\n  b›\n}", answer("a  \n  b"), True),
    ],
)
def test_exact(marked, given, exact):
    assert score(hole("any", marked), given).exact is exact


def test_similarity_is_twice_the_matches_over_both_lengths():
    assert similarity("abcd", "bcde") == pytest.approx(2 * 3 / 8)
    assert score(hole("brackets", "f(‹abcd›);\n"), answer("bcde")).similarity == pytest.approx(0.75)
    assert score(hole("brackets", "f(‹abcd›);\n"), answer("bcde);", replaces=2)).similarity == pytest.approx(0.75)
    assert score(hole("line", "‹abcd›\n"), answer("")).similarity == 0


def test_precision_takes_the_surest():
    one = hole("line", "‹abc›\n")
    scored = [score(one, answer("abc" if c > 0.5 else "no", confidence=c)) for c in (0.9, 0.1, 0.8, 0.2, 0.3)]
    assert precision_at(scored, 0.4) == 1
    assert precision_at(scored, 0.6) == pytest.approx(2 / 3)
    assert summary(scored)["exact"] == pytest.approx(0.4)


def test_the_window_moves_in_steps():
    text = "".join(f"line {n}\n" for n in range(5000))
    starts = [len(text[:cursor]) - len(before_cursor(text[:cursor])) for cursor in range(20_400, 20_800, 7)]
    assert len(set(starts)) == 1
    assert BEFORE < 20_400 - starts[0] <= BEFORE + STEP
    assert before_cursor(text[:9000]) == text[:9000]
    assert before_cursor(text[:30_000]).startswith("line ")
    assert len(after_cursor("rest\n" + text)) == 4 + AFTER
    assert after_cursor("all that is left") == "all that is left"
