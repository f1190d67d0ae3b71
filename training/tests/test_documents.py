import pytest

from inkling_training.documents import Document, read_documents, write_documents
from inkling_training.errors import KitError
from inkling_training.special import SPECIAL_TOKENS, spells_special

DOCUMENTS = [
    Document("a/b", "src/x.ts", "typescript", "const x = 'ä\u2028 \U0001f600';\n\tx\n"),
    Document("a/b", "y.py", "python", ""),
]


def test_documents_come_back_as_they_were(tmp_path):
    assert write_documents(tmp_path / "deep" / "s.jsonl.gz", DOCUMENTS) == 2
    assert list(read_documents(tmp_path / "deep" / "s.jsonl.gz")) == DOCUMENTS


def test_equal_documents_give_equal_bytes(tmp_path):
    write_documents(tmp_path / "1.jsonl.gz", DOCUMENTS)
    write_documents(tmp_path / "2.jsonl.gz", DOCUMENTS)
    assert (tmp_path / "1.jsonl.gz").read_bytes() == (tmp_path / "2.jsonl.gz").read_bytes()


def test_a_missing_split_names_the_next_step(tmp_path):
    with pytest.raises(KitError, match="make it with the corpus command"):
        next(read_documents(tmp_path / "none.jsonl.gz"))


@pytest.mark.parametrize("token", SPECIAL_TOKENS)
def test_a_special_token_is_seen_in_text(token):
    assert spells_special(f"x = '{token}'")
    assert not spells_special(f"x = '{token[:-1]}'")
