import pytest
import torch

from inkling_training.model import Model, ModelOptions
from inkling_training.optimizer import Muon, OptimizerOptions, make_optimizers, orthogonalize, set_scale


@pytest.mark.parametrize("shape", [(16, 16), (48, 16), (16, 48)])
def test_orthogonalize_brings_singular_values_near_1(shape):
    matrix = torch.randn(shape, generator=torch.Generator().manual_seed(1))
    values = torch.linalg.svdvals(orthogonalize(matrix))
    assert 0.85 < values.min() <= values.max() < 1.15


def test_orthogonalize_keeps_the_singular_vectors():
    matrix = torch.randn(12, 30, generator=torch.Generator().manual_seed(1))
    u, _, v = torch.linalg.svd(matrix, full_matrices=False)
    assert (orthogonalize(matrix) - u @ v).abs().max() < 0.1


def test_muon_moves_each_part_apart_and_tall_ones_further():
    weight = torch.nn.Parameter(torch.zeros(12, 4))
    muon = Muon([{"params": [weight], "parts": [8, 4], "dtype": torch.float32}], 0.1, 0.0, 0.0, 5)
    weight.grad = torch.randn(12, 4, generator=torch.Generator().manual_seed(1))
    muon.step()
    tall, square = weight.detach().split((8, 4))
    assert torch.linalg.svdvals(tall).tolist() == pytest.approx([0.1 * 2**0.5] * 4, rel=0.15)
    assert torch.linalg.svdvals(square).tolist() == pytest.approx([0.1] * 4, rel=0.15)


def test_muon_weight_decay_shrinks_by_rate_times_decay():
    weight = torch.nn.Parameter(torch.ones(4, 4))
    muon = Muon([{"params": [weight], "parts": [4], "dtype": torch.float32}], 0.5, 0.9, 0.1, 5)
    weight.grad = torch.zeros(4, 4)
    muon.step()
    torch.testing.assert_close(weight.detach(), torch.full((4, 4), 0.95))


def test_muon_moves_matrices_of_one_shape_as_it_moves_each_alone():
    generator = torch.Generator().manual_seed(1)
    gradients = [torch.randn(12, 4, generator=generator) for _ in range(3)]
    together, alone = ([torch.nn.Parameter(torch.ones(12, 4)) for _ in gradients] for _ in range(2))
    for weights in (together, *([weight] for weight in alone)):
        muon = Muon([{"params": weights, "parts": [8, 4], "dtype": torch.float32}], 0.1, 0.9, 0.1, 5)
        for weight, gradient in zip(weights, gradients if weights is together else [gradients.pop(0)], strict=True):
            weight.grad = gradient
        muon.step()
    for one, other in zip(together, alone, strict=True):
        torch.testing.assert_close(one, other)


def test_every_parameter_has_one_optimizer_and_scales_apply_to_full_rates():
    shape = ModelOptions(
        vocabulary=64, layers=2, hidden=32, heads=4, kv_heads=2, head_dim=8, intermediate=48, ngram_rows=10
    )
    model = Model(shape)
    muon, adam = make_optimizers(model, OptimizerOptions("muon", 0.02, 0.004, 0.95, 0.0), torch.float32)
    owned = [id(p) for one in (muon, adam) for group in one.param_groups for p in group["params"]]
    assert sorted(owned) == sorted(id(p) for p in model.parameters())
    moved = {id(p) for group in muon.param_groups for p in group["params"]}
    in_muon = {name for name, p in model.named_parameters() if id(p) in moved}
    matrices = ("attention.qkv", "attention.output", "feed_forward.gate_up", "feed_forward.down")
    assert in_muon == {f"blocks.{i}.{name}.weight" for i in (0, 1) for name in matrices} | {"ngrams.project.weight"}
    set_scale([muon, adam], 0.5)
    set_scale([muon, adam], 0.25)
    assert [muon.param_groups[0]["lr"], adam.param_groups[0]["lr"]] == [0.005, 0.001]


def test_adamw_alone_moves_everything_with_rates_of_their_own():
    shape = ModelOptions(vocabulary=64, layers=1, hidden=32, heads=4, kv_heads=2, head_dim=8, intermediate=48)
    model = Model(shape)
    (adam,) = make_optimizers(model, OptimizerOptions("adamw", 0.02, 0.004, 0.95, 0.1), torch.float32)
    owned = [id(p) for group in adam.param_groups for p in group["params"]]
    assert sorted(owned) == sorted(id(p) for p in model.parameters())
    assert [(group["rate"], group["weight_decay"]) for group in adam.param_groups] == [(0.004, 0.0), (0.02, 0.1)]
