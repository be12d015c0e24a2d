import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from dlcourse.gradcheck import parameter_gradients
from dlcourse.mlp import MLP


def _samples(network, m, seed=0):
    random = np.random.default_rng(seed)
    x = random.normal(size=(m, network.sizes[0]))
    return x, random.integers(0, network.sizes[-1], m)


@settings(deadline=None, max_examples=20)
@given(
    sizes=st.lists(st.integers(1, 5), min_size=2, max_size=4),
    activation=st.sampled_from(["sigmoid", "tanh", "relu"]),
    m=st.integers(1, 6),
)
def test_gradients_are_those_of_torch(sizes, activation, m):
    network = MLP(sizes, activation=activation, scale=0.7, seed=3)
    x, y = _samples(network, m)
    tensors = {k: torch.tensor(v, requires_grad=True) for k, v in network.parameters.items()}
    a = torch.from_numpy(x.T)
    for layer in range(1, len(sizes)):
        a = tensors[f"W{layer}"] @ a + tensors[f"b{layer}"]
        if layer < len(sizes) - 1:
            a = getattr(torch, activation)(a)
    cost = torch.nn.functional.cross_entropy(a.T, torch.from_numpy(y))
    cost.backward()
    assert network.cost(x, y) == pytest.approx(cost.item())
    gradients = network.back_propagate(network.propagate(x), y)
    assert gradients.keys() == network.parameters.keys()
    for name, tensor in tensors.items():
        np.testing.assert_allclose(gradients[name], tensor.grad, atol=1e-12)


def test_masks_count_in_both_directions():
    network = MLP([4, 6, 5, 3], activation="tanh", seed=1)
    x, y = _samples(network, 7)
    random = np.random.default_rng(5)
    masks = {layer: (random.random((n, 7)) < 0.6) / 0.6 for layer, n in ((0, 4), (1, 6), (2, 5))}

    def cost():
        right = network.propagate(x, masks)[-1][y, np.arange(7)]
        return float(-np.log(right).mean())

    gradients = network.back_propagate(network.propagate(x, masks), y, masks)
    for name, measured in parameter_gradients(cost, network.parameters).items():
        np.testing.assert_allclose(gradients[name], measured, atol=1e-8)


def test_probabilities_stay_finite_for_huge_inputs():
    network = MLP([2, 3], scale=1.0)
    x = np.array([[1e4, -1e4], [0.0, 0.0]])
    probabilities = network.propagate(x)[-1]
    np.testing.assert_allclose(probabilities.sum(axis=0), 1)
    assert np.isfinite(network.cost(x, np.array([0, 1])))


@pytest.mark.parametrize(
    ("scale", "wanted"), [("xavier", (2 / 700) ** 0.5), ("he", 0.1), (0.3, 0.3)]
)
def test_weights_have_the_deviation_that_was_asked_for(scale, wanted):
    network = MLP([200, 500], scale=scale)
    assert network.parameters["W1"].std() == pytest.approx(wanted, rel=0.02)
    assert not network.parameters["b1"].any()


def test_single_precision_stays_single_precision():
    network = MLP([3, 4, 2], dtype=np.float32)
    x, y = _samples(network, 5)
    activations = network.propagate(x.astype(np.float32))
    gradients = network.back_propagate(activations, y)
    assert {a.dtype for a in [*activations, *gradients.values()]} == {np.dtype(np.float32)}


def test_it_learns_a_few_samples_by_heart():
    network = MLP([5, 20, 3], activation="relu", scale="he", seed=2)
    x, y = _samples(network, 20)
    for _ in range(500):
        for name, gradient in network.back_propagate(network.propagate(x), y).items():
            network.parameters[name] -= 0.5 * gradient
    assert network.error_rate(x, y) == 0.0


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"sizes": [4]}, "an input and an output"),
        ({"sizes": [4, 0]}, "1 neuron or more"),
        ({"sizes": [4, 2], "activation": "elu"}, "sigmoid, tanh, relu"),
        ({"sizes": [4, 2], "scale": "small"}, "xavier, he, or a number"),
        ({"sizes": [4, 2], "scale": -1.0}, "at least 0"),
    ],
)
def test_what_cannot_be_built_is_refused(arguments, words):
    with pytest.raises(ValueError, match=words):
        MLP(**arguments)
