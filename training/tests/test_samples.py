import numpy as np
import pytest
from tiny_data import tiny_documents, tiny_tokenizer

from inkling_training.documents import Document
from inkling_training.samples.batches import Rows, encoder
from inkling_training.samples.identifiers import RareIdentifiers
from inkling_training.samples.library import STRETCH, Library
from inkling_training.samples.options import SamplesOptions
from inkling_training.samples.sample import MIDDLE, PREFIX, SUFFIX, TEXT, SampleMaker
from inkling_training.samples.snippets import choose_snippets, lines_from
from inkling_training.samples.workers import WorkerRows
from inkling_training.special import END_OF_TEXT, FILE, FIM_MIDDLE, FIM_PREFIX, FIM_SUFFIX

DOCUMENTS = tiny_documents(60)
TOKENIZER = tiny_tokenizer(DOCUMENTS)
LIBRARY = Library(DOCUMENTS)


def maker(context: int = 128, has_hole: bool | None = None, **options) -> SampleMaker:
    return SampleMaker(LIBRARY, encoder(TOKENIZER), SamplesOptions(streams=4, **options), context, has_hole)


def decode(ids) -> str:
    return TOKENIZER.decode(list(map(int, ids)), skip_special_tokens=False)


def samples(count: int = 200, **options):
    make = maker(**options).make
    return [(n % 60, make(n % 60, 0, np.random.default_rng(n))) for n in range(count)]


def test_suffix_first_restores_the_document():
    options = {"suffix_first": 1.0, "repository_context": 0.0, "without_path": 0.0}
    for number, sample in samples(context=256, full_length=1.0, has_hole=True, **options):
        parts = {kind: decode(sample.ids[sample.kinds == kind]) for kind in (PREFIX, SUFFIX, MIDDLE)}
        assert parts[MIDDLE].endswith("<|endoftext|>")
        together = parts[PREFIX] + parts[MIDDLE].removesuffix("<|endoftext|>") + parts[SUFFIX]
        assert together in LIBRARY.documents[number].text
        marks = [i for i in sample.ids.tolist() if i in (FILE, FIM_PREFIX, FIM_SUFFIX, FIM_MIDDLE, END_OF_TEXT)]
        assert marks == [FILE, FIM_PREFIX, FIM_SUFFIX, FIM_MIDDLE, END_OF_TEXT]
        assert decode(sample.ids).startswith(f"<|file|>{LIBRARY.documents[number].path}\n<|fim_prefix|><|fim_suffix|>")


def test_prefix_first_order():
    for _, sample in samples(20, has_hole=True, suffix_first=0.0, repository_context=0.0, without_path=1.0):
        marks = [i for i in sample.ids.tolist() if i < 6]
        assert marks == [FIM_PREFIX, FIM_SUFFIX, FIM_MIDDLE, END_OF_TEXT]


def test_text_ends_with_the_end_mark_only_where_the_document_ends():
    for number, sample in samples(has_hole=False, repository_context=0.0):
        text = decode(sample.ids[sample.kinds == TEXT])
        document = LIBRARY.documents[number].text
        ended = text.removesuffix("<|endoftext|>")
        assert ended in document
        assert (ended != text) <= document.endswith(ended)


def test_no_sample_is_longer_than_the_context_and_a_target():
    lengths = [len(sample) for _, sample in samples(400, context=64)]
    assert 3 <= min(lengths) <= max(lengths) <= 65


def test_a_hole_is_whole_unless_it_fills_half_of_the_room():
    kinds = [sample.kinds for _, sample in samples(has_hole=True)]
    assert all((kind == MIDDLE).sum() <= 128 // 2 + 2 for kind in kinds)


def test_snippets_stand_before_the_file_and_come_from_its_repository():
    found = 0
    for number, sample in samples(100, context=512, repository_context=1.0, without_path=0.0, full_length=1.0):
        *others, own = decode(sample.ids).split("<|file|>")[1:]
        paths = {d.path for d in LIBRARY.documents if d.repository == LIBRARY.documents[number].repository}
        assert own.startswith(f"{LIBRARY.documents[number].path}\n")
        assert all(other.split("\n")[0] in paths - {LIBRARY.documents[number].path} for other in others)
        assert all(other.endswith("\n") for other in others)
        found += len(others)
    assert found > 100


def test_rare_identifiers_find_the_file_that_defines_a_name():
    texts = ["def peculiar_name(): pass\ncommon_name", "common_name", "other_thing\ncommon_name", "x = peculiar_name()"]
    documents = [Document("o/r", f"{i}.py", "Python", text) for i, text in enumerate(texts)]
    files, weights, names = RareIdentifiers(range(4), documents).related("y = peculiar_name(2)", without=3)
    assert (files, weights, names) == ([0], [0.5], ["peculiar_name"])


def test_a_repository_of_one_file_has_no_snippets():
    library = Library([Document("o/r", "a.py", "Python", "x = 1\n")])
    assert choose_snippets(library, 0, "x", 0.5, np.random.default_rng(0)) == []


def test_lines_from_gives_whole_lines():
    text = "".join(f"line {i}\n" for i in range(100))
    for seed in range(50):
        part = lines_from(text, text.index("line 50"), np.random.default_rng(seed))
        assert part in text
        assert part.startswith("line ")
        assert part.endswith("\n")
        assert "line 50\n" in part
        assert 5 <= part.count("\n") <= 25


def test_stretches_cover_every_document_once_a_pass():
    library = Library([Document("o/r", f"{i}", "Python", "x" * (STRETCH * i + 1)) for i in range(4)])
    for epoch in (0, 1):
        seen = [library.stretch(epoch * len(library) + i, seed=1) for i in range(len(library))]
        assert sorted(seen) == [(i, STRETCH * j) for i in range(4) for j in range(i + 1)]


def test_rows_go_on_from_their_state():
    rows = Rows(maker())
    rows.take(12)
    state = rows.state
    after = rows.take(8)
    again = Rows(maker(), state=state).take(8)
    assert [[s.ids.tolist() for s in row] for row in after] == [[s.ids.tolist() for s in row] for row in again]


@pytest.mark.parametrize("world", [2, 4])
def test_processes_share_the_rows_of_one(world):
    alone = Rows(maker()).take(8)
    shared = [Rows(maker(), rank, world).take(8 // world) for rank in range(world)]
    merged = [shared[i % world][i // world] for i in range(8)]
    assert [[s.ids.tolist() for s in row] for row in alone] == [[s.ids.tolist() for s in row] for row in merged]


@pytest.mark.parametrize("workers", [1, 3])
def test_workers_give_the_same_rows_and_states(workers):
    rows = Rows(maker())
    ahead = WorkerRows(maker(), workers)
    try:
        for _ in range(3):
            pair = [[[s.ids.tolist() for s in row] for row in one.take(8)] for one in (rows, ahead)]
            assert pair[0] == pair[1]
            assert ahead.state == rows.state
    finally:
        ahead.close()
    again = WorkerRows(maker(), workers, state=rows.state)
    try:
        assert again.take(4)[0][0].ids.tolist() == rows.take(4)[0][0].ids.tolist()
    finally:
        again.close()
