"""Measured gradients: how exact they are, what they leave alone, and how they are reported."""

import doctest
import math

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from dlcourse import gradcheck
from dlcourse.gradcheck import compare_gradients, numerical_gradient, parameter_gradients
from dlcourse.testing import rng

ENTRIES = st.floats(-3, 3)
ARRAYS = hnp.arrays(np.float64, hnp.array_shapes(max_dims=3, max_side=3), elements=ENTRIES)


# ---------------------------------------------------------------- how exact


@given(ARRAYS)
def test_the_gradient_of_a_sum_of_squares_is_twice_the_argument(x):
    assert np.allclose(numerical_gradient(lambda v: (v**2).sum(), x), 2 * x, atol=1e-9)


@given(ARRAYS)
def test_the_gradient_has_the_shape_of_its_argument(x):
    gradient = numerical_gradient(lambda v: np.sin(v).sum(), x)
    assert gradient.shape == x.shape
    assert gradient.dtype == np.float64
    assert np.allclose(gradient, np.cos(x), atol=1e-9)


@given(ARRAYS, st.floats(-2, 2), st.floats(-2, 2))
def test_measuring_is_linear(x, a, b):
    def combined(v):
        return a * np.sin(v).sum() + b * (v**2).sum()

    parts = a * numerical_gradient(lambda v: np.sin(v).sum(), x)
    parts += b * numerical_gradient(lambda v: (v**2).sum(), x)
    assert np.allclose(numerical_gradient(combined, x), parts, atol=1e-8)


@given(st.floats(-2, 2))
def test_the_derivative_of_a_function_of_one_number_is_a_float(x):
    derivative = numerical_gradient(math.exp, x)
    assert type(derivative) is float
    assert derivative == pytest.approx(math.exp(x), abs=1e-8)


def test_a_published_value():
    """For f(x) = e^(-x) + x²: f'(-0.5) = -2.64872."""
    assert numerical_gradient(lambda x: math.exp(-x) + x**2, -0.5) == pytest.approx(-2.64872, 1e-6)
    assert numerical_gradient(lambda x: x**2, 3) == pytest.approx(6)


def test_the_default_step_is_near_the_best():
    """Truncation makes long steps inexact, rounding makes short ones inexact."""
    exact = math.cos(1)

    def error(epsilon):
        return abs(numerical_gradient(math.sin, 1.0, epsilon=epsilon) - exact)

    assert error(gradcheck.EPSILON) < 1e-9
    assert error(1e-2) > 1e-6
    assert error(1e-13) > 1e-6


def test_a_step_beside_a_large_number_is_taken_as_it_was_rounded():
    x = np.array([1e8])
    assert numerical_gradient(lambda v: 3 * (v.sum() - 1e8), x) == pytest.approx(3, rel=1e-12)


class SigmoidNetwork:
    """Two layers of sigmoids with a quadratic cost; samples in columns."""

    def __init__(self):
        random = rng("sigmoid network")
        self.x = random.normal(size=(4, 9))
        self.y = random.uniform(size=(2, 9))
        self.parameters = {
            "W1": random.normal(size=(5, 4)),
            "b1": random.normal(size=(5, 1)),
            "W2": random.normal(size=(2, 5)),
            "b2": random.normal(size=(2, 1)),
        }

    def forward(self):
        p = self.parameters
        self.a1 = 1 / (1 + np.exp(-(p["W1"] @ self.x + p["b1"])))
        self.a2 = 1 / (1 + np.exp(-(p["W2"] @ self.a1 + p["b2"])))
        return self.a2

    def cost(self):
        return ((self.forward() - self.y) ** 2).sum() / (2 * self.x.shape[1])

    def gradients(self):
        m = self.x.shape[1]
        self.forward()
        dz2 = (self.a2 - self.y) * self.a2 * (1 - self.a2) / m
        dz1 = (self.parameters["W2"].T @ dz2) * self.a1 * (1 - self.a1)
        return {
            "W1": dz1 @ self.x.T,
            "b1": dz1.sum(1, keepdims=True),
            "W2": dz2 @ self.a1.T,
            "b2": dz2.sum(1, keepdims=True),
        }


def test_backpropagation_and_measurement_agree_far_below_1e_8():
    network = SigmoidNetwork()
    numeric = parameter_gradients(network.cost, network.parameters)
    report = compare_gradients(network.gradients(), numeric)
    assert report.max_difference < 1e-9
    assert report.count == 20 + 5 + 10 + 2


def test_a_wrong_entry_is_found():
    network = SigmoidNetwork()
    numeric = parameter_gradients(network.cost, network.parameters)
    analytic = network.gradients()
    analytic["W1"][3, 2] += 0.25
    report = compare_gradients(analytic, numeric)
    name, index, came, measured, difference = report.worst[0]
    assert (name, index) == ("W1", (3, 2))
    assert difference == report.max_difference == pytest.approx(0.25)
    assert came - measured == pytest.approx(0.25)
    assert "W1[3, 2]" in str(report).splitlines()[1]


# ---------------------------------------------------------------- what is left alone


@given(ARRAYS)
def test_the_argument_is_put_back_to_the_last_bit(x):
    before = x.copy()
    numerical_gradient(lambda v: v.sum(), x)
    assert x.tobytes() == before.tobytes()


def test_the_argument_is_put_back_after_an_error():
    x = np.array([1.0, 2.0])

    def fails_on_the_way(v):
        if v[1] != 2.0:
            raise ArithmeticError
        return v.sum()

    with pytest.raises(ArithmeticError):
        numerical_gradient(fails_on_the_way, x)
    assert x.tolist() == [1.0, 2.0]


def test_parameters_are_moved_in_place_and_put_back():
    w, b = np.array([[1.0, -2.0]]), np.array(0.5)
    gradients = parameter_gradients(lambda: float((w**2).sum() + 3 * b), {"w": w, "b": b})
    assert gradients["w"] == pytest.approx(2 * w)
    assert gradients["b"].shape == ()
    assert gradients["b"] == pytest.approx(3)
    assert (w.tolist(), b.item()) == ([[1.0, -2.0]], 0.5)


def test_a_view_is_measured_like_any_array():
    base = np.arange(12.0).reshape(3, 4)
    part = base[:, ::2]
    assert numerical_gradient(lambda v: (v**2).sum(), part) == pytest.approx(2 * part)


@pytest.mark.parametrize(
    "number", [float, np.float32, np.asarray, torch.tensor, lambda v: torch.tensor(v).sum()]
)
def test_the_cost_may_come_as_any_kind_of_number(number):
    gradient = numerical_gradient(lambda v: number((v**2).sum()), np.array([3.0]), epsilon=0.1)
    assert gradient == pytest.approx(6, rel=1e-3)


# ---------------------------------------------------------------- errors say what to do


def total(x):
    return x.sum()


ERRORS = {
    "an integer array": (lambda: numerical_gradient(total, np.arange(3)), "x.astype(float)"),
    "bools": (lambda: numerical_gradient(total, np.ones(3, bool)), "whole numbers (bool)"),
    "single precision": (
        lambda: numerical_gradient(total, np.ones(3, np.float32)),
        "x has the dtype float32; small differences need float64",
    ),
    "a list": (lambda: numerical_gradient(sum, [1.0, 2.0]), "x is a list"),
    "a tensor": (lambda: numerical_gradient(total, torch.ones(2)), "x is a tensor of shape (2,)"),
    "nothing to measure": (lambda: numerical_gradient(total, np.empty((0, 3))), "x is empty"),
    "a read-only array": (
        lambda: numerical_gradient(total, np.broadcast_to(1.0, 3)),
        "x is read-only; use x.copy()",
    ),
    "a step of 0": (lambda: numerical_gradient(total, np.ones(1), epsilon=0), "epsilon is 0"),
    "a vector for a number": (
        lambda: numerical_gradient(lambda x: x, np.ones(3)),
        "one number, but an array of shape (3,) came: is a sum or a mean missing?",
    ),
    "no return": (lambda: numerical_gradient(lambda x: None, np.ones(3)), "returned None"),
    "a bool for a number": (lambda: numerical_gradient(lambda x: True, np.ones(3)), "bool"),
    "a function that changes x": (
        lambda: numerical_gradient(lambda x: (x.sort(), x.sum())[1], np.array([2.0, 1.0])),
        "changes its argument",
    ),
    "no parameters": (lambda: parameter_gradients(lambda: 0.0, {}), "parameters is empty"),
    "an integer parameter": (
        lambda: parameter_gradients(lambda: 0.0, {"W1": np.arange(3)}),
        "parameters['W1'] holds whole numbers",
    ),
    "other names": (
        lambda: compare_gradients({"W1": np.ones(1)}, {"w1": np.ones(1)}),
        "analytic has ['W1'], numeric has ['w1']",
    ),
    "other shapes": (
        lambda: compare_gradients({"W1": np.ones((2, 3))}, {"W1": np.ones((3, 2))}),
        "the shapes of 'W1' differ: analytic has (2, 3), numeric has (3, 2)",
    ),
    "no gradient": (
        lambda: compare_gradients({"W1": None}, {"W1": np.ones(2)}),
        "analytic['W1']: returned None",
    ),
    "nothing to compare": (lambda: compare_gradients({}, {}), "nothing to compare"),
}


@pytest.mark.parametrize(("wrong_use", "words"), ERRORS.values(), ids=ERRORS)
def test_a_wrong_use_is_explained(wrong_use, words):
    with pytest.raises((TypeError, ValueError)) as caught:
        wrong_use()
    assert words in str(caught.value)


def test_what_was_not_attempted_is_told_as_such():
    def stub(x):
        raise NotImplementedError("not attempted")

    with pytest.raises(NotImplementedError, match="not attempted"):
        numerical_gradient(stub, np.ones(2))


# ---------------------------------------------------------------- the report


@given(st.dictionaries(st.sampled_from(["W1", "b1", "W2"]), ARRAYS, min_size=1))
def test_equal_gradients_do_not_differ(gradients):
    report = compare_gradients(gradients, gradients)
    assert report.max_difference == 0
    assert report.count == sum(g.size for g in gradients.values())
    assert len(report.worst) == min(report.count, gradcheck.WORST)


@given(ARRAYS, st.data())
def test_the_worst_come_first(numeric, data):
    noise = data.draw(hnp.arrays(np.float64, numeric.shape, elements=ENTRIES))
    report = compare_gradients({"w": numeric + noise}, {"w": numeric})
    differences = [entry[-1] for entry in report.worst]
    assert differences == sorted(differences, reverse=True)
    assert report.max_difference == np.abs((numeric + noise) - numeric).max()


def test_an_entry_that_is_not_finite_is_the_worst():
    analytic = {"w": np.array([1.0, np.nan, 5.0])}
    report = compare_gradients(analytic, {"w": np.ones(3)})
    assert report.max_difference == np.inf
    assert report.worst[0][1] == (1,)


def test_tensors_and_numbers_are_compared_too():
    report = compare_gradients(
        {"w": torch.ones(2, requires_grad=True), "b": 0.5}, {"w": np.ones(2), "b": np.array(0.5)}
    )
    assert report.max_difference == 0


def test_the_table_is_compact_and_names_the_entries():
    analytic = {"W1": np.full((4, 8), 0.5), "b": 0.25}
    numeric = {"W1": np.full((4, 8), 0.5), "b": 0.25 + 1e-7}
    numeric["W1"][3, 7] = 0.75
    lines = str(compare_gradients(analytic, numeric)).splitlines()
    assert lines[0].split() == ["entry", "analytic", "numeric", "difference"]
    assert lines[1].split() == ["W1[3,", "7]", "0.5", "0.75", "0.25"]
    assert lines[2].split() == ["b", "0.25", "0.2500001", "1e-07"]
    assert lines[-1] == "largest difference of 33 entries: 0.25"
    assert len(lines) == gradcheck.WORST + 2


def test_the_examples_of_the_documentation_hold():
    assert doctest.testmod(gradcheck, extraglobs={"np": np}).failed == 0
