from pathlib import Path

import pytest

from inkling_training.ablate import of_average, read_variants
from inkling_training.errors import KitError
from inkling_training.model import ModelOptions
from inkling_training.settings import read_settings

TINY = Path(__file__).parents[1] / "configs" / "tiny.toml"


def test_a_variant_differs_in_what_it_names_and_in_nothing_else(tmp_path):
    file = tmp_path / "variants.toml"
    file.write_text('[stock]\n[wide]\ndir = "other"\nmodel.hidden = 128\n')
    stock, wide = read_variants(file, tmp_path)
    base = read_settings(TINY)
    assert stock.settings(base).read(ModelOptions) == base.read(ModelOptions)
    assert wide.settings(base).read(ModelOptions).hidden == 128
    assert wide.settings(base).read(ModelOptions).layers == base.read(ModelOptions).layers
    assert (stock.folder, wide.folder) == (tmp_path, Path("other"))


def test_a_section_that_cannot_differ_is_refused(tmp_path):
    file = tmp_path / "variants.toml"
    file.write_text("[other]\ncorpus.seed = 2\n")
    with pytest.raises(KitError, match="differs in corpus"):
        read_variants(file, tmp_path)


def test_an_average_takes_the_place_of_the_weights():
    figures = {"tokens": 5.0, "valid_bpb": 2.0, "average_valid_bpb": 1.5}
    assert of_average(figures) == {"tokens": 5.0, "valid_bpb": 1.5}
    assert of_average({"tokens": 5.0, "valid_bpb": 2.0}) == {"tokens": 5.0, "valid_bpb": 2.0}
