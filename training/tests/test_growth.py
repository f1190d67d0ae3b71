import torch

from inkling_training.growth import deepen, layers_of
from inkling_training.model import Model, ModelOptions

SHAPE = {"vocabulary": 30, "hidden": 16, "heads": 2, "intermediate": 24, "kv_heads": 1, "head_dim": 8, "context": 12}


def model_of(layers: int) -> Model:
    return Model(ModelOptions(layers=layers, **SHAPE)).initialize(torch.Generator().manual_seed(3))


def test_a_deeper_model_computes_the_same():
    shallow, deep = model_of(3), model_of(5)
    with torch.no_grad():
        for parameter in shallow.parameters():
            parameter.add_(torch.randn(parameter.shape, generator=torch.Generator().manual_seed(4)) * 0.1)
    deep.load_state_dict(deepen(shallow.state_dict(), 5))
    ids = torch.arange(10)[None]
    assert torch.equal(shallow(ids), deep(ids))


def test_new_blocks_stand_evenly_among_the_old_ones():
    state = {f"blocks.{layer}.attention.qkv.weight": torch.full((1, 1), float(layer)) for layer in range(5)}
    grown = deepen(state, 8)
    order = [int(grown[f"blocks.{layer}.attention.qkv.weight"].item()) for layer in range(8)]
    assert order == [0, 1, 1, 2, 2, 3, 4, 4]
    assert layers_of(grown) == 8


def test_the_same_depth_changes_nothing():
    state = model_of(2).state_dict()
    assert all(torch.equal(tensor, deepen(state, 2)[name]) for name, tensor in state.items())
