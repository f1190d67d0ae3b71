"""The fast path (flat segments, fused head) against the plain one."""

import pytest
import torch
import torch.nn.functional as F

from inkling_training.model import Model, ModelOptions, rotate
from inkling_training.ngrams import ngram_rows

LENGTHS = (20, 1, 11)


def make(**differences) -> Model:
    shape = {"vocabulary": 96, "layers": 2, "hidden": 32, "heads": 4, "kv_heads": 2, "head_dim": 8, "intermediate": 48}
    model = Model(ModelOptions(**(shape | {"context": 32} | differences)))
    model.initialize(torch.Generator().manual_seed(1))
    for parameter in model.parameters():
        if not parameter.any():
            torch.nn.init.normal_(parameter, std=0.2, generator=torch.Generator().manual_seed(2))
    return model


def flat_inputs():
    generator = torch.Generator().manual_seed(3)
    total = sum(LENGTHS)
    ids, targets = (torch.randint(0, 96, (total,), generator=generator) for _ in range(2))
    positions = torch.cat([torch.arange(length) for length in LENGTHS])
    bounds = torch.tensor([0, 20, 21, 32], dtype=torch.int32)
    return ids, targets, torch.rand(total, generator=generator), positions, bounds


def gradients(model: Model, loss: torch.Tensor) -> dict[str, torch.Tensor]:
    model.zero_grad()
    loss.backward()
    return {name: parameter.grad.clone() for name, parameter in model.named_parameters()}


@pytest.mark.parametrize(
    "differences",
    [{}, {"kv_heads": 1}, {"feed_forward": "relu2"}, {"qk_norm": True}, {"ngram_rows": 53, "ngram_width": 8}],
    ids=str,
)
def test_packed_segments_give_the_loss_and_gradients_of_each_alone(differences):
    model = make(**differences)
    ids, targets, weights, positions, bounds = flat_inputs()
    loss, nll = model.loss(ids, targets, weights, positions, bounds, 32)
    fast = gradients(model, loss)

    logits = torch.cat([model(part[None])[0] for part in ids.split(LENGTHS)])
    plain_nll = F.cross_entropy(logits, targets, reduction="none")
    plain = gradients(model, (plain_nll * weights).sum())

    torch.testing.assert_close(nll, plain_nll.detach())
    for name, gradient in plain.items():
        torch.testing.assert_close(fast[name], gradient, msg=lambda text, name=name: f"{name}: {text}")


def test_attention_is_softmax_attention():
    """One block against the textbook's formula, written out with a mask."""
    model = make(layers=1)
    ids = torch.arange(12)
    block, x = model.blocks[0], model.embedding(ids)
    cos, sin = model.cos[ids], model.sin[ids]
    normed = x / (x.square().mean(-1, keepdim=True) + 1e-5).sqrt()
    q, k, v = (normed @ block.attention.qkv.weight.T).view(12, 8, 8).split((4, 2, 2), 1)
    q, k = rotate(q, cos, sin), rotate(k, cos, sin)
    out = torch.empty(12, 4, 8)
    for head in range(4):
        scores = q[:, head] @ k[:, head // 2].T / 8**0.5
        scores = scores.masked_fill(torch.ones(12, 12).triu(1).bool(), float("-inf"))
        out[:, head] = scores.softmax(-1) @ v[:, head // 2]
    expected = out.flatten(1) @ block.attention.output.weight.T
    bounds = torch.tensor([0, 12], dtype=torch.int32)
    torch.testing.assert_close(block.attention(block.attention_norm(x), cos, sin, bounds, 12), expected)


def test_a_token_sees_nothing_after_it():
    model = make(ngram_rows=53, ngram_width=8)
    ids = torch.arange(20)[None]
    changed = ids.clone()
    changed[0, 12:] = 7
    torch.testing.assert_close(model(ids)[0, :12], model(changed)[0, :12])
    assert not torch.equal(model(ids)[0, 12], model(changed)[0, 12])


def test_without_gradient_the_head_gives_the_same_loss():
    model = make()
    loss, nll = model.loss(*flat_inputs(), 32)
    with torch.no_grad():
        again, nll_again = model.loss(*flat_inputs(), 32)
    torch.testing.assert_close((again, nll_again), (loss.detach(), nll))


def test_a_fresh_model_passes_the_embedding_through():
    model = Model(make().options).initialize(torch.Generator().manual_seed(1))
    ids = torch.arange(10)
    x = model.embedding(ids)
    bounds = torch.tensor([0, 10], dtype=torch.int32)
    torch.testing.assert_close(model.hidden(ids, ids, bounds, 10), model.norm(x))


def test_ngram_rows_before_a_segment_stands_token_0():
    ids, positions = torch.tensor([5, 6, 7, 5]), torch.tensor([0, 1, 2, 0])
    two, three = ngram_rows(ids, positions, 1000)
    assert two[0] == two[3] == 5 * 36_313 % 1_000_003 % 1000
    assert three[2] == (7 * 36_313 + 6 * 27_191 + 5 * 51_749) % 1_000_003 % 1000


def test_bf16_products_stay_close():
    model = make()
    exact = model.loss(*flat_inputs(), 32)[0].item()
    model.prepare(torch.bfloat16, compiled=False)
    loss, _ = model.loss(*flat_inputs(), 32)
    loss.backward()
    assert loss.item() == pytest.approx(exact, rel=0.02)
    assert all(parameter.grad.dtype == torch.float32 for parameter in model.parameters())
