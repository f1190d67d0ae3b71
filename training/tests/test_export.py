"""The exported graph computes what the model computes, for every option, with and without a cache."""

import itertools

import numpy as np
import onnxruntime as ort
import pytest
import torch

from inkling_training.checkpoint import from_llama
from inkling_training.errors import KitError
from inkling_training.export.decoder import build_decoder
from inkling_training.export.precision import FULL, Precision
from inkling_training.export.quantisation import quantise
from inkling_training.export.trained import weights_of
from inkling_training.model import Model, ModelOptions

VARIANTS = {
    "plain": {},
    "relu2": {"feed_forward": "relu2"},
    "qk_norm": {"qk_norm": True},
    "ngrams": {"ngram_rows": 97, "ngram_width": 32},
    "one kv head, all options": {"kv_heads": 1, "feed_forward": "relu2", "qk_norm": True, "ngram_rows": 64},
}


def make_model(**changes):
    options = ModelOptions(
        **{"vocabulary": 96, "layers": 2, "hidden": 64, "heads": 2, "intermediate": 96, "context": 48, **changes}
    )
    model = Model(options)
    generator = torch.Generator().manual_seed(1)
    for parameter in model.parameters():
        torch.nn.init.normal_(parameter, std=parameter.shape[-1] ** -0.5, generator=generator)
    return model.eval()


def weights_from(model):
    return weights_of(model.options, model.state_dict())


def session_of(weights, precision=FULL):
    return ort.InferenceSession(build_decoder(weights, precision).SerializeToString())


def run(session, ids, past=None, keep=0):
    """Logits [tokens, vocabulary] and the cache as the graph returns it."""
    length = next(iter(past.values())).shape[2] if past else 0
    feeds = {
        "input_ids": np.array([ids]),
        "attention_mask": np.ones((1, length + len(ids)), np.int64),
        "num_logits_to_keep": np.array(keep),
    }
    for value in session.get_inputs():
        if value.name.startswith("past_key_values."):
            empty = np.zeros((1, value.shape[1], 0, value.shape[3]), np.float32)
            feeds[value.name] = past[value.name] if past else empty
    names = [output.name for output in session.get_outputs()]
    outputs = dict(zip(names, session.run(names, feeds), strict=True))
    cache = {n.replace("present", "past_key_values"): v for n, v in outputs.items() if n.startswith("present")}
    return outputs["logits"][0], cache


def tokens(count, vocabulary=96):
    return np.random.default_rng(2).integers(0, vocabulary, count).tolist()


@pytest.mark.parametrize("changes", VARIANTS.values(), ids=VARIANTS)
def test_graph_equals_torch(changes):
    model = make_model(**changes)
    ids = tokens(20)
    with torch.no_grad():
        expected = model(torch.tensor([ids]))[0].numpy()
    logits, _ = run(session_of(weights_from(model)), ids)
    np.testing.assert_allclose(logits, expected, atol=2e-4)


@pytest.mark.parametrize("changes", VARIANTS.values(), ids=VARIANTS)
def test_any_chunking_gives_the_same_logits(changes):
    session = session_of(weights_from(make_model(**changes)))
    ids = tokens(20)
    whole, _ = run(session, ids)
    parts, past = [], None
    for start, end in itertools.pairwise([0, 1, 2, 9, 10, 20]):
        logits, past = run(session, ids[start:end], past)
        parts.append(logits)
    np.testing.assert_allclose(np.concatenate(parts), whole, atol=2e-4)


@pytest.mark.parametrize("changes", VARIANTS.values(), ids=VARIANTS)
def test_a_past_longer_than_what_it_holds(changes):
    """The engine's cache: buffers with room to spare, of which only the mask tells how much counts."""
    session = session_of(weights_from(make_model(**changes)))
    ids = tokens(20)
    whole, _ = run(session, ids)
    _, cache = run(session, ids[:13])
    longer = {n: np.concatenate([c, np.full_like(c, 7)[:, :, :10]], axis=2) for n, c in cache.items()}
    feeds = {
        "input_ids": np.array([ids[13:]]),
        "attention_mask": np.ones((1, 20), np.int64),
        "num_logits_to_keep": np.array(0),
    }
    logits = session.run(["logits"], feeds | longer)[0][0]
    np.testing.assert_allclose(logits, whole[13:], atol=2e-4)


@pytest.mark.parametrize("changes", VARIANTS.values(), ids=VARIANTS)
def test_names_are_those_that_training_reads_back(changes):
    model = make_model(**changes)
    state = from_llama({name: torch.from_numpy(array) for name, array in weights_from(model).arrays.items()})
    assert state.keys() == model.state_dict().keys()
    assert all(torch.equal(state[name], tensor) for name, tensor in model.state_dict().items())


def test_num_logits_to_keep():
    session = session_of(weights_from(make_model()))
    ids = tokens(9)
    whole, _ = run(session, ids)
    assert whole.shape == (9, 96)
    np.testing.assert_allclose(run(session, ids, keep=2)[0], whole[-2:], atol=1e-6)


@pytest.mark.parametrize("bits", [4, 8])
@pytest.mark.parametrize("changes", VARIANTS.values(), ids=VARIANTS)
def test_quantised_graph_computes_with_the_dequantised_weights(bits, changes):
    weights = weights_from(make_model(**changes))
    precision = Precision(bits=bits, embedding_bits=bits)
    rounded = {
        name: quantise(array, bits).dequantised() if array.ndim == 2 else array
        for name, array in weights.arrays.items()
    }
    ids = tokens(12)
    logits, _ = run(session_of(weights, precision), ids)
    expected, _ = run(session_of(type(weights)(weights.shape, rounded)), ids)
    # What is left is the rounding of activations to int8.
    assert np.sqrt(np.mean((logits - expected) ** 2)) < 0.03 * np.sqrt(np.mean(expected**2))


def test_blocks_that_do_not_fill_a_row():
    weights = weights_from(make_model(hidden=96, heads=1, kv_heads=1, intermediate=80))
    full, _ = run(session_of(weights), tokens(9))
    eight, _ = run(session_of(weights, Precision(block_size=64)), tokens(9))
    np.testing.assert_allclose(eight, full, atol=0.05 * np.abs(full).max())
    with pytest.raises(KitError, match="embedding_block_size"):
        build_decoder(weights, Precision(embedding_block_size=64))


def test_quantisation_error_is_small_and_scales_fit():
    weight = np.random.default_rng(3).normal(size=(40, 100)).astype(np.float32)
    eight, four = quantise(weight, 8), quantise(weight, 4)
    assert np.sqrt(np.mean((eight.dequantised() - weight) ** 2)) < 0.01
    assert np.sqrt(np.mean((four.dequantised() - weight) ** 2)) < 0.09
    assert four.packed().shape == (40, 4, 16)
    assert eight.packed().shape == (40, 4, 32)


def test_zero_blocks_stay_zero():
    assert not quantise(np.zeros((2, 64), np.float32), 4).dequantised().any()


def test_bits_of_single_tensors():
    precision = Precision(bits=4, bits_of={"down": 8, "ngrams.two": 4})
    assert precision.of("model.layers.0.mlp.down") == 8
    assert precision.of("model.layers.0.mlp.gate_up") == 4
    assert precision.of_table("ngrams.two") == 4
    assert precision.of_table("embedding") == 8
