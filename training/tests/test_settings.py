from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, Literal

import pytest

from inkling_training.__main__ import main
from inkling_training.corpus.options import CorpusOptions
from inkling_training.errors import KitError
from inkling_training.settings import read_settings
from inkling_training.tokenizer import TokenizerOptions

CONFIGS = sorted((Path(__file__).parents[1] / "configs").glob("*.toml"))


@dataclass(frozen=True)
class Inner:
    rate: float = 0.5


@dataclass(frozen=True)
class ModelOptions:
    section: ClassVar[str] = "model"
    layers: int
    shape: Literal["swiglu", "relu2"] = "swiglu"
    widths: tuple[int, ...] = ()
    shares: dict[str, float] | None = None
    inner: Inner = Inner()

    def __post_init__(self) -> None:
        if self.layers < 1:
            raise ValueError("layers must be at least 1")


def read(tmp_path: Path, text: str) -> ModelOptions:
    (tmp_path / "c.toml").write_text(text)
    return read_settings(tmp_path / "c.toml").read(ModelOptions)


def test_a_section_becomes_its_dataclass(tmp_path):
    text = '[model]\nlayers = 2\nshape = "relu2"\nwidths = [1, 2]\nshares = {go = 1}\n[model.inner]\nrate = 1\n'
    assert read(tmp_path, text) == ModelOptions(2, "relu2", (1, 2), {"go": 1.0}, Inner(1.0))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[model]\n", "`layers` is missing"),
        ("[model]\nlayers = 2\nlayer = 3\n", "nothing reads `layer`"),
        ('[model]\nlayers = "2"\n', "layers: int is needed, not '2'"),
        ("[model]\nlayers = true\n", "int is needed, not True"),
        ('[model]\nlayers = 2\nshape = "gelu"\n', "one of 'swiglu', 'relu2' is needed"),
        ("[model]\nlayers = 0\n", "layers must be at least 1"),
        ("[modle]\nlayers = 0\n", r"nothing reads \[modle\]"),
        ("[train]\n", r"there is no section \[model\]"),
        ("[model\n", "is no TOML"),
    ],
)
def test_a_wrong_config_says_where_and_what(tmp_path, text, message):
    with pytest.raises(KitError, match=message):
        read(tmp_path, text)


def test_a_missing_config_names_the_next_step(tmp_path):
    with pytest.raises(KitError, match="pass --config"):
        read_settings(tmp_path / "none.toml")


@pytest.mark.parametrize("path", CONFIGS, ids=lambda path: path.stem)
def test_the_configs_of_the_kit_are_valid(path):
    settings = read_settings(path)
    assert settings.read(CorpusOptions).megabytes > 0
    assert settings.read(TokenizerOptions).vocabulary % 1024 == 0


def test_the_command_line_prints_an_error_without_a_stack(tmp_path, capsys):
    status = main(["corpus", "--config", str(tmp_path / "none.toml"), "--dir", str(tmp_path), "--snapshots", "x"])
    assert status == 1
    assert capsys.readouterr().err == (
        f"inkling_training corpus: {tmp_path}/none.toml is not there: pass --config with one of the files in configs/\n"
    )


def test_an_unknown_command_lists_the_known_ones(capsys):
    assert main(["korpus"]) == 2
    assert "corpus" in capsys.readouterr().out
