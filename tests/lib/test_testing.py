"""The checks of the test cells: what they accept, what they refuse, and what they say."""

import linecache
import pickle
import subprocess
import sys
import warnings
from collections import OrderedDict, namedtuple
from collections.abc import Callable

import nbformat
import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from nbclient import NotebookClient

from dlcourse.testing import (
    CheckFailed,
    check_between,
    check_close,
    check_equal,
    check_gradient,
    check_raises,
    check_shape,
    check_true,
    check_unchanged,
    rng,
)

A = rng("matrix").normal(size=(4, 3))
COLUMN = rng("column").normal(size=(4, 1))
FLAT = rng("flat").normal(size=6)
SQUARE = rng("square").normal(size=(3, 3))
POSITIVE = rng("positive").uniform(0.1, 0.9, size=(4, 3))
SCORES = rng("scores").normal(size=(4, 3))
SOFTMAX = np.exp(SCORES) / np.exp(SCORES).sum(axis=1, keepdims=True)
BATCH = 7


def failure(check: Callable, *args, **options) -> CheckFailed:
    """Run a check that must fail."""
    with pytest.raises(CheckFailed) as caught:
        check(*args, **options)
    return caught.value


class Liar:
    """Claims to be equal to everything."""

    def __eq__(self, other):
        return True

    __hash__ = None

    def __float__(self):
        return 0.5

    def __array__(self, *args, **kwargs):
        return np.asarray(0.5)


class LyingFloat(float):
    def __eq__(self, other):
        return True

    __hash__ = float.__hash__

    def __float__(self):
        return 0.5

    def __abs__(self):
        return 0.0


class LyingArray(np.ndarray):
    def __eq__(self, other):
        return np.True_

    def __sub__(self, other):
        return np.zeros(3)

    def __array__(self, *args, **kwargs):
        return np.arange(3.0)

    def __array_ufunc__(self, *args, **kwargs):
        return np.zeros(3)


class LyingTensor(torch.Tensor):
    @classmethod
    def __torch_function__(cls, function, types, args=(), kwargs=None):
        return torch.arange(3.0)


class LyingList(list):
    def __iter__(self):
        return iter([1, 2, 3])

    def __len__(self):
        return 3

    def __eq__(self, other):
        return True

    __hash__ = None


# ---------------------------------------------------------------- check_close: what is right

RIGHT = {
    "an int for a float": (2, 2.0),
    "a float": (0.5, 0.5),
    "a numpy float": (np.float64(0.5), 0.5),
    "a numpy float32": (np.float32(0.1), 0.1),
    "a float16": (np.float16(0.1), 0.1),
    "an array without axes": (np.array(0.5), 0.5),
    "a tensor without axes": (torch.tensor(0.5), 0.5),
    "a tensor with a gradient": (torch.tensor(0.5, requires_grad=True), 0.5),
    "a parameter": (torch.nn.Parameter(torch.tensor([0.5])), np.array([0.5])),
    "a bfloat16 tensor": (torch.tensor([0.1, 100.0]).bfloat16(), np.array([0.1, 100.0])),
    "a sparse tensor": (torch.eye(3).to_sparse(), np.eye(3)),
    "a tensor for a tensor": (torch.from_numpy(A), torch.from_numpy(A.copy())),
    "an array for a tensor": (A, torch.from_numpy(A).requires_grad_()),
    "single precision": (A.astype(np.float32), A),
    "a tensor in single precision": (torch.from_numpy(A).float(), A),
    "a float32 sum that cancels": (np.float32([1e4, 3e-3]), np.array([1e4, 0.0])),
    "another memory order": (np.asfortranarray(A), A),
    "a strided view": (np.repeat(A, 2, axis=0)[::2], A),
    "a masked array": (np.ma.masked_array(A, mask=A > 0), A),
    "rounding of the last digits": (A * (1 + 1e-9), A),
    "nan where nan is wanted": (np.array([np.nan, 1.0]), np.array([np.nan, 1.0])),
    "inf where inf is wanted": (np.array([-np.inf, 1.0]), np.array([-np.inf, 1.0])),
    "bools for bools": (A > 0, A > 0),
    "a list where a list is wanted": ([1.0, np.float64(2.0), torch.tensor(3.0)], [1.0, 2.0, 3.0]),
    "an array where a list is wanted": (np.array([1.0, 2.0]), [1.0, 2.0]),
    "an empty array": (np.empty((0, 3)), np.empty((0, 3))),
    "ints for ints": (np.arange(3), np.arange(3)),
    "floats for ints": (np.arange(3.0), np.arange(3)),
    "unsigned ints": (np.arange(3, dtype=np.uint8), np.arange(3)),
    "a huge int": (10**30, 1e30),
}


@pytest.mark.parametrize(("actual", "expected"), RIGHT.values(), ids=RIGHT)
def test_a_right_value_passes_and_says_so(actual, expected, capfd):
    check_close(actual, expected, "the name")
    out, err = capfd.readouterr()
    assert (out, err) == ("✓ the name\n", "")


# ---------------------------------------------------------------- check_close: what is refused

NO_RESULT = {
    "None": (None, 0.5, "returned None. Likely cause: is a `return` missing?"),
    "NotImplemented": (NotImplemented, 0.5, "returned NotImplemented"),
    "the placeholder": (..., 0.5, "placeholder"),
    "a function": (np.linalg.norm, 0.5, "instead of its result"),
    "a lambda": (lambda: 0.5, 0.5, "parentheses"),
    "a method": ([].append, 0.5, "parentheses"),
    "a ufunc": (np.exp, 0.5, "the function exp instead of its result"),
    "a class": (float, 0.5, "the class float instead of its result"),
    "an exception": (ValueError("x"), 0.5, "`return` where `raise`"),
    "a text": ("0.5", 0.5, "a text is no number"),
    "a list": ([[1.0, 2.0]], np.ones((1, 2)), "np.array(...)"),
    "a list for a number": ([0.5], 0.5, "came a list of one entry, wanted a number"),
    "a tuple of two arrays": ((A, A), A, "came a tuple of 2 entries, wanted an array"),
    "a dict": ({"w": A}, A, "came a dict"),
    "a generator": ((x for x in A), A, "np.array(list(...))"),
    "a range": (range(3), np.arange(3), "np.array(list(...))"),
    "a set": ({1, 2}, np.arange(2), "came a set"),
    "a matrix": (SQUARE.view(np.matrix), SQUARE, "np.matrix"),
    "a complex number": (1j, 0.5, "complex"),
    "any object": (object(), 0.5, "came an object of the class object, wanted a number"),
    "a ragged list": ([[1.0], [1.0, 2.0]], [[1.0, 2.0], [3.0, 4.0]], "different lengths"),
    "a list with a text": ([1.0, "2"], [1.0, 2.0], "in the list came a text"),
    "far too many entries": (
        np.broadcast_to(0.0, (10_000, 10_000)),
        A,
        "100,000,000 entries",
    ),
    "a huge tensor": (torch.zeros(1).expand(20_000_000), A, "20,000,000 entries"),
    "a tensor without data": (torch.empty(2, device="meta"), np.ones(2), "no readable numbers"),
}

SHAPES = {
    "transposed": (A.T, A, "came the shape (3, 4), wanted (4, 3). Likely cause: transposed"),
    "an array for a number": (A, 0.5, "is a sum or a mean missing?"),
    "a wrapped number": (np.array([0.5]), 0.5, "one number wrapped in an array"),
    "a wrapped number in two axes": (np.array([[0.5]]), 0.5, ".item()"),
    "a number for an array": (0.5, A, "came a number, wanted an array of shape (4, 3)"),
    "keepdims missing": (COLUMN.ravel(), COLUMN, "keepdims=True"),
    "keepdims too many": (COLUMN, COLUMN.ravel(), "an axis of length 1 too many"),
    "a row for a column": (COLUMN.T, COLUMN, "a row where a column is wanted"),
    "broadcast into a table": (np.ones((4, 4)), np.ones(4), "broadcasting made a table"),
    "a table for a column": (np.ones((4, 4)), np.ones((4, 1)), "broadcasting made a table"),
    "an axis summed away": (A.sum(0), A, "axis 0 is missing"),
    "an axis left over": (A, A.sum(0), "axis 0 is left over"),
    "one entry too many": (np.ones(5), np.ones(4), "one entry too many along axis 0"),
    "one entry too few": (np.ones((3, 5)), np.ones((4, 6)), "too few along axis 0 and axis 1"),
    "flattened": (np.ones(12), np.ones((3, 4)), "flattened"),
    "not flattened": (np.ones((3, 4)), np.ones(12), "reshape(-1)"),
    "rearranged": (np.ones((6, 2)), np.ones((3, 4)), "reshape"),
    "axes in another order": (np.ones((2, 4, 3)), np.ones((2, 3, 4)), "another order"),
    "nothing": (np.empty((0, 3)), A, "nothing is left along an axis"),
    "another shape": (np.ones((9, 7)), np.ones((3, 4)), "came the shape (9, 7), wanted (3, 4)"),
}

KINDS_OF_NUMBERS = {
    "bools for numbers": (A > 0, A, {}, "came True or False, wanted numbers"),
    "one bool for a number": (True, 1, {}, "came True or False, wanted numbers"),
    "numbers for bools": (A, A > 0, {}, "wanted True or False"),
    "complex numbers": (A + 0j, A, {}, "complex"),
    "objects": (np.array([None, 1]), np.ones(2), {}, "dtype object"),
    "texts": (np.array(["1", "2"]), np.ones(2), {}, "came texts"),
    "dates": (np.array(["2020-01-01"], dtype="M8[D]"), np.ones(1), {}, "datetime64"),
    "ints where floats are asked for": (np.arange(3), np.arange(3.0), {"kind": "float"}, "floats"),
    "an int where a float is": (1, 1.0, {"kind": "float"}, "wanted floats"),
    "floats where ints are": (np.arange(3.0), np.arange(3), {"kind": "int"}, "whole numbers"),
    "a bool where an int is": (True, 1, {"kind": "int"}, "True or False"),
}

NOT_FINITE = {
    "nan": (np.array([1.0, np.nan]), np.ones(2), "1 of 2 entries is not finite"),
    "0/0": (np.array([1.0, np.nan]), np.ones(2), "0/0"),
    "the log of 0": (np.array([-np.inf, 1.0]), np.ones(2), "log of 0"),
    "an overflow": (np.inf, 1.0, "overflow of exp"),
    "an endless int": (10**400, 1.0, "not finite"),
}

OTHER_KINDS = {**NO_RESULT, **SHAPES, **NOT_FINITE}


@pytest.mark.parametrize(("actual", "expected", "words"), OTHER_KINDS.values(), ids=OTHER_KINDS)
def test_what_is_no_comparable_result_is_named(actual, expected, words):
    error = failure(check_close, actual, expected, "f(x)")
    assert words in str(error)
    assert str(error).startswith("f(x): ")


@pytest.mark.parametrize(
    ("actual", "expected", "options", "words"), KINDS_OF_NUMBERS.values(), ids=KINDS_OF_NUMBERS
)
def test_the_kind_of_numbers_is_named(actual, expected, options, words):
    assert words in str(failure(check_close, actual, expected, "f(x)", **options))


@pytest.mark.parametrize(
    ("actual", "expected", "kind"),
    [(np.float32(1.5), 1.5, "float"), (3, 3, "int"), (np.uint8([1]), np.array([1]), "int")],
)
def test_the_kind_that_is_asked_for_passes(actual, expected, kind):
    check_close(actual, expected, "f(x)", kind=kind)


# ---------------------------------------------------------------- check_close: likely causes

CAUSES = {
    "nothing computed": (0 * A, A, "every entry is 0"),
    "the sign": (-A, A, "the sign is wrong"),
    "a sum for an average": (BATCH * A, A, "average over the batch"),
    "divided twice": (A / BATCH, A, "divided by the number of samples once too often"),
    "the sign and a sum": (-BATCH * A, A, "the sign, and the average over the batch"),
    "n - 1 for n": (BATCH / (BATCH - 1) * A, A, "divided by n − 1 instead of n"),
    "n for n - 1": ((BATCH - 1) / BATCH * A, A, "divided by n instead of n − 1"),
    "n + 1 for n": (BATCH / (BATCH + 1) * A, A, "divided by n + 1 instead of n"),
    "twice a sum": (2 * BATCH * A, A, "a factor 1/2 and the average over the batch"),
    "a factor 2": (2 * A, A, "2 times what is wanted"),
    "a factor 1/2": (A / 2, A, "1/2 of what is wanted: a factor 2 is missing"),
    "one number twice too large": (5.0, 2.5, "the value is 2 times what is wanted"),
    "ln for log2": (np.log(POSITIVE), np.log2(POSITIVE), "natural log where log2"),
    "log2 for ln": (np.log2(POSITIVE), np.log(POSITIVE), "log2 where the natural log"),
    "log10 for ln": (np.log10(POSITIVE), np.log(POSITIVE), "log10 where the natural log"),
    "ln for log10": (np.log(POSITIVE), np.log10(POSITIVE), "natural log where log10"),
    "percent": (97.8, 0.978, "percent where a fraction is wanted"),
    "a fraction": (0.978, 97.8, "a fraction where percent is wanted"),
    "gray values": (255 * POSITIVE, POSITIVE, "not rescaled"),
    "a factor 10": (10 * A, A, "10 times what is wanted"),
    "any factor": (0.37 * A, A, "every entry is 0.37 times what is wanted"),
    "the length of an axis": (3 * A, A, "3 times what is wanted, the length of axis 1"),
    "swapped classes": (1 - POSITIVE, POSITIVE, "1 minus what is wanted"),
    "swapped labels": (np.array([0, 1, 1]), np.array([1, 0, 0]), "1 minus what is wanted"),
    "swapped truth values": (A <= 0, A > 0, "True and False are swapped"),
    "transposed": (SQUARE.T, SQUARE, "transposed"),
    "axes swapped": (
        np.arange(8.0).reshape(2, 2, 2).transpose(0, 2, 1),
        np.arange(8.0).reshape(2, 2, 2),
        "the axes come in the order (0, 2, 1)",
    ),
    "reversed": (FLAT[::-1], FLAT, "reversed along axis 0"),
    "a flipped kernel": (SQUARE[::-1, ::-1], SQUARE, "reversed along all axes"),
    "an offset": (A + 0.3, A, "off by the same amount"),
    "off by one": (np.arange(5) + 1, np.arange(5), "every entry is off by one"),
    "one count off by one": (11, 10, "the value is off by one"),
    "a bias missing": (A, A + np.array([0.1, 0.2, 0.5]), "is the bias missing"),
    "the wrong axis scaled": (A * np.array([[2], [3], [5], [7]]), A, "factor of its own"),
    "the wrong axis normalized": (
        np.exp(SCORES) / np.exp(SCORES).sum(axis=0),
        SOFTMAX,
        "the columns sum to 1 where the rows must",
    ),
    "no axis normalized": (np.exp(SCORES) / np.exp(SCORES).sum(), SOFTMAX, "axis is missing"),
    "not normalized": (np.exp(SCORES), SOFTMAX, "division by their sum is missing"),
    "the softmax missing": (SCORES, SOFTMAX, "the softmax over axis 1 is missing"),
    "the log of the softmax missing": (SCORES, np.log(SOFTMAX), "log of the softmax is missing"),
    "a running sum": (np.cumsum(FLAT), FLAT, "added up along axis 0"),
    "no running sum": (FLAT, np.cumsum(FLAT), "not added up along axis 0"),
    "late by one": (np.append(0.0, FLAT[:-1]), FLAT, "one place too late"),
    "early by one": (np.append(FLAT[1:], 0.0), FLAT, "one place too early"),
    "squared": (A**2, A, "the square of what is wanted"),
    "a root missing": (2.25, 1.5, "the square of what is wanted"),
    "a root too many": (np.sqrt(POSITIVE), POSITIVE, "the square root of what is wanted"),
    "exp too many": (np.exp(A), A, "the exponential of what is wanted"),
    "exp missing": (A, np.exp(A), "the log of what is wanted"),
    "upside down": (1 / A, A, "one over what is wanted"),
    "the sigmoid missing": (A, 1 / (1 + np.exp(-A)), "the sigmoid is missing"),
    "the sigmoid twice": (1 / (1 + np.exp(-A)), A, "the sigmoid is applied once too often"),
    "the tanh missing": (A, np.tanh(A), "the tanh is missing"),
    "the tanh twice": (np.tanh(A), A, "applied once too often"),
    "the sign lost": (np.abs(A), A, "the sign is lost"),
    "a ReLU too many": (np.maximum(A, 0), A, "negative entries became 0"),
    "a ReLU missing": (A, np.maximum(A, 0), "negative entries are left"),
    "some signs": (A * np.array([1, -1, 1]), A, "the sign is wrong in some"),
    "cut off": (np.trunc(5 * A), 5 * A, "cut down to a whole number"),
    "rounded": (np.round(A, 2), A, "rounded to 2 decimals"),
    "clipped": (np.clip(2 * A, 0, 1), 2 * A, "clipped to the range from 0 to 1"),
    "all the same": (np.full_like(A, 0.7), A, "every entry is the same"),
    "the mean for all": (np.full_like(A, A.mean()), A, "every entry is the mean"),
    "all rows the same": (np.tile(A[2], (4, 1)), A, "all rows are the same"),
    "rows in another order": (A[[2, 0, 3, 1]], A, "the rows come in another order"),
    "columns in another order": (A[:, [1, 2, 0]], A, "the columns come in another order"),
    "reshaped for transposed": (
        A.ravel("F").reshape(A.shape),
        A,
        "a reshape put them in the wrong order",
    ),
    "shuffled": (FLAT[[3, 0, 5, 1, 4, 2]], FLAT, "the right values in another order"),
    "only the first row": (np.vstack([A[:1], A[:3] + A[1:]]), A, "only the first row is right"),
    "only the last entry": (np.append(FLAT[:-1] ** 3, FLAT[-1]), FLAT, "only the last entry"),
    "the last entry wrong": (np.append(FLAT[:-1], 9.0), FLAT, "does the loop end one step early?"),
    "the first entry wrong": (np.append(9.0, FLAT[1:]), FLAT, "start one step late?"),
    "a needless constant": (POSITIVE + 1e-4 * POSITIVE**2, POSITIVE, "nearly right"),
}


@pytest.mark.parametrize(("actual", "expected", "words"), CAUSES.values(), ids=CAUSES)
def test_the_likely_mistake_is_named(actual, expected, words):
    error = failure(check_close, actual, expected, "f(x)", batch_size=BATCH)
    assert words in error.cause
    assert f"Likely cause: {error.cause}" in str(error)


@pytest.mark.parametrize(
    ("actual", "expected"),
    [(0.0, 1.0), (1, 0), (A**3 + 1 / A, A), (np.array([3, 8, 1, 5]), np.array([3, 0, 7, 9]))],
)
def test_no_cause_is_guessed(actual, expected):
    assert failure(check_close, actual, expected, "f(x)").cause == ""


def test_a_relu_is_missed_only_where_something_is_negative():
    nearly = failure(check_close, np.array([1e-6, 1.0, 2.0, 3.0]), np.arange(4.0), "f(x)")
    assert "ReLU" not in nearly.cause


@given(
    hnp.arrays(np.float64, hnp.array_shapes(max_dims=3, max_side=4), elements=st.floats(-9, 9)),
    st.floats(0.01, 1.0),
)
def test_a_claim_about_a_factor_is_true(wanted, factor):
    try:
        check_close(factor * wanted, wanted, "f(x)")
    except CheckFailed as error:
        if "times what is wanted: a constant factor" in error.cause:
            told = float(error.cause.split()[3])
            assert told == pytest.approx(factor, rel=1e-3)


@given(
    hnp.arrays(
        st.sampled_from([np.float64, np.float32, np.int64, np.bool_]),
        hnp.array_shapes(min_dims=0, max_dims=3, max_side=4),
    )
)
def test_every_value_is_close_to_itself(value):
    check_close(value.copy(), value, "f(x)")
    check_unchanged(value.copy(), value, "x")


@given(
    hnp.arrays(np.float64, hnp.array_shapes(max_side=4)),
    hnp.arrays(np.float64, hnp.array_shapes(max_side=4)),
)
def test_any_two_arrays_pass_or_fail_with_a_message(actual, expected):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            check_close(actual, expected, "f(x)", batch_size=4)
        except CheckFailed as error:
            assert str(error).startswith("f(x): ")
            assert "\n" not in str(error)


@pytest.mark.parametrize("dtype", [np.int64, np.int32, np.uint8])
def test_counts_are_compared_exactly(dtype):
    check_close(dtype(100), 100, "count")
    failure(check_close, dtype(101), 100, "count")
    failure(check_close, 138_357_545, 138_357_544, "parameters")
    failure(check_close, 138_357_545.0, 138_357_544, "parameters")
    failure(check_close, 2**53 + 1, 2**53, "count")
    check_close(1010, 1000, "about a thousand", rtol=0.05)


def test_the_message_counts_and_shows_the_first_difference():
    actual = A.copy()
    actual[1, 2] = 5
    actual[3, 0] += 1
    error = failure(check_close, actual, A, "f(x)")
    assert error.summary == "2 of 12 entries are wrong"
    assert error.detail == f"First at [1, 2]: came 5, wanted {A[1, 2]:.6g}"


def test_values_that_look_alike_are_shown_in_full():
    error = failure(check_close, 1.000001, 1.0000012, "f(x)", rtol=1e-12, atol=0)
    assert error.detail == "Came 1.000001, wanted 1.0000012"


def test_a_coarse_tolerance_holds_in_single_and_half_precision():
    failure(check_close, A * (1 + 5e-5), A, "double")
    check_close((A * (1 + 5e-5)).astype(np.float32), A, "single")
    failure(check_close, (A * (1 + 5e-3)).astype(np.float32), A, "single")
    check_close((A * (1 + 3e-3)).astype(np.float16), A, "half")
    failure(check_close, (A * (1 + 1e-2)).astype(np.float16), A, "half")
    check_close((A / 1000).astype(np.float16), A / 1000, "small, in half precision")
    failure(check_close, np.zeros(A.shape, np.float16), A / 1000, "zeros in half precision")


# ---------------------------------------------------------------- mistakes and hints


def test_a_mistake_of_the_test_comes_before_general_causes():
    mistakes = {"the bias is missing": 3.0, "the step is too long": lambda: 4.0}
    assert failure(check_close, 3.0, 2.0, "f", mistakes=mistakes).cause == "the bias is missing"
    assert failure(check_close, 4.0, 2.0, "f", mistakes=mistakes).cause == "the step is too long"
    assert failure(check_close, 1.0, 2.0, "f", mistakes=mistakes).cause == "the value is off by one"


def test_a_mistake_that_is_right_by_chance_is_passed_over():
    mistakes = {"ignores b": 2.0, "twice": 4.0}
    assert failure(check_close, 4.0, 2.0, "f", mistakes=mistakes).cause == "twice"
    check_close(2.0, 2.0, "f", mistakes=mistakes)


def test_a_mistake_may_have_another_shape_or_not_be_finite():
    mistakes = {"keepdims is missing here": A.sum(1), "log of 0": np.array([np.nan, 0.0])}
    wanted = A.sum(1, keepdims=True)
    assert failure(check_close, A.sum(1), wanted, "f", mistakes=mistakes).cause.endswith("here")
    came = np.array([np.nan, 0.0])
    assert failure(check_close, came, np.ones(2), "f", mistakes=mistakes).cause == "log of 0"


def test_a_mistake_that_cannot_be_computed_explains_nothing():
    mistakes = {"never": lambda: 1 / 0, "nor this": "text", "this": [2.5]}
    assert failure(check_close, [2.5], [1.5], "f", mistakes=mistakes).cause == "this"


def test_a_hint_is_shown():
    error = failure(check_close, 2.5, 1.0, "f", hint="look at formula 3")
    assert error.hint == "look at formula 3"
    assert "Hint: look at formula 3." in str(error)


def test_a_hint_about_the_values_is_left_out_when_nothing_was_returned():
    error = failure(check_close, None, 1.0, "f", hint="look at formula 3")
    assert error.hint == ""
    assert "Hint" not in str(error)


# ---------------------------------------------------------------- nothing student-made decides


@pytest.mark.parametrize(
    ("actual", "expected"),
    [
        (Liar(), 0.5),
        (LyingFloat(3.0), 0.5),
        (np.ones(3).view(LyingArray), np.arange(3.0)),
        (torch.ones(3).as_subclass(LyingTensor), np.arange(3.0)),
        (LyingList([4.0]), [1.0, 2.0, 3.0]),
    ],
    ids=["object", "float", "array", "tensor", "list"],
)
def test_a_value_with_methods_of_its_own_has_no_say_in_check_close(actual, expected):
    failure(check_close, actual, expected, "f(x)")


@pytest.mark.parametrize(
    ("actual", "expected"),
    [(Liar(), 1), (LyingFloat(3.0), 0.5), (LyingList([4]), [1, 2, 3]), ([Liar()], [1])],
    ids=["object", "float", "list", "inside a list"],
)
def test_a_value_with_methods_of_its_own_has_no_say_in_check_equal(actual, expected):
    failure(check_equal, actual, expected, "f(x)")


def test_subclasses_count_as_what_they_hold():
    check_close(np.arange(3.0).view(LyingArray), np.arange(3.0), "array")
    check_close(torch.ones(3).as_subclass(LyingTensor), np.ones(3), "tensor")
    check_close(LyingFloat(0.5), 0.5, "float")
    check_shape(np.ones(3).view(LyingArray), (3,), "array")


def test_a_list_that_contains_itself_is_refused():
    endless: list = [1]
    endless.append(endless)
    assert "deep" in str(failure(check_close, endless, [1.0, 2.0], "f"))
    assert "deep" in str(failure(check_equal, endless, [1, 2], "f"))


def test_the_handle_of_an_object_in_another_process_is_only_described():
    class Remote:
        is_remote = True

        def __init__(self, kind):
            object.__setattr__(self, "kind", kind)

        def __repr__(self):
            return f"<{object.__getattribute__(self, 'kind')}>"

        def __getattribute__(self, name):
            raise AssertionError(f"asked for {name}")

    function, network = Remote("the function sigmoid"), Remote("an object of the class Net")
    for check, wanted in ((check_close, 0.5), (check_equal, 1), (check_equal, [1])):
        assert "came the function sigmoid instead" in str(failure(check, function, wanted, "f"))
        assert "came an object of the class Net" in str(failure(check, network, wanted, "f"))


# ---------------------------------------------------------------- check_equal

Point = namedtuple("Point", "x y")

EQUAL = {
    "an int": (3, 3),
    "a numpy int": (np.int64(3), 3),
    "a numpy int that is wanted": (3, np.int64(3)),
    "an array without axes": (np.array(3), 3),
    "a tensor without axes": (torch.tensor(3), 3),
    "a bool": (np.True_, True),
    "a text": (np.str_("relu"), "relu"),
    "None": (None, None),
    "a float": (0.1 + 0.2, 0.3),
    "nan": (float("nan"), float("nan")),
    "an int for a float": (2, 2.0),
    "a tuple": ((1, np.int32(2)), (1, 2)),
    "a named tuple": (Point(1, 2), (1, 2)),
    "a torch size": (torch.ones(2, 3).shape, (2, 3)),
    "a list of tuples": ([(1, "a")], [(1, "a")]),
    "a dict": (OrderedDict(b=[1], a=2), {"a": 2, "b": [1]}),
    "an empty list": ([], []),
}

UNEQUAL = {
    "None": (None, 3, "is a `return` missing?"),
    "a function": (len, 3, "the function len instead of its result"),
    "True for 1": (True, 1, "came True or False, wanted a whole number"),
    "1 for True": (1, True, "came a whole number, wanted True or False"),
    "a tensor of bool for 1": (torch.tensor(True), 1, "came True or False"),
    "a float for an int": (3.0, 3, "divide with //"),
    "a text for an int": ("3", 3, "a text is no number"),
    "a list for a tuple": ([1, 2], (1, 2), "came a list, wanted a tuple"),
    "a tuple for a list": ((1, 2), [1, 2], "came a tuple, wanted a list"),
    "an array for a list": (np.arange(2), [0, 1], ".tolist()"),
    "an array for a number": (np.arange(2), 1, "came an array of shape (2,), wanted a whole"),
    "a set": ({1}, [1], "came a set, wanted a list"),
    "any object": (object(), 1, "came an object of the class object"),
    "a complex number": (1j, 1, "came a complex number"),
    "off by one": (4, 3, "off by one"),
    "the sign": (-3, 3, "the sign is wrong"),
    "a huge int": (10**5000, 3, "Came a whole number, wanted 3"),
    "False": (False, True, "True and False are swapped"),
    "upper case": ("ReLU", "relu", "upper and lower case"),
    "a space": ("re lu", "relu", "the spaces differ"),
    "another text": ("tanh", "relu", "Came 'tanh', wanted 'relu'"),
    "an entry too many": ([1, 2, 3], [1, 2], "came 3 entries, wanted 2"),
    "reversed": ((3, 4), (4, 3), "reverse order"),
    "shuffled": ([2, 3, 1], [1, 2, 3], "the right entries in another order"),
    "an entry": ([1, (2, 5)], [1, (2, 9)], "At [1][1] came 5, wanted 9"),
    "the type of an entry": ([1, True], [1, 1], "in an entry came True or False"),
    "None in a list": ([1, None], [1, 2], "an entry was never set"),
    "a key missing": ({"a": 1}, {"a": 1, "b": 2}, "1 of the keys missing"),
    "a key too many": ({"a": 1, "b": 2}, {"a": 1}, "1 of the keys not wanted"),
    "a value": ({"a": 1}, {"a": 7}, "At ['a'] came 1, wanted 7"),
}


@pytest.mark.parametrize(("actual", "expected"), EQUAL.values(), ids=EQUAL)
def test_equal_data_pass(actual, expected, capfd):
    check_equal(actual, expected, "the name")
    assert capfd.readouterr() == ("✓ the name\n", "")


@pytest.mark.parametrize(("actual", "expected", "words"), UNEQUAL.values(), ids=UNEQUAL)
def test_unequal_data_are_told_apart(actual, expected, words):
    assert words in str(failure(check_equal, actual, expected, "f(x)"))


PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=3),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.tuples(inner, inner)
        | st.dictionaries(st.text(max_size=2), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(PLAIN)
def test_plain_data_equal_a_copy_of_themselves(value):
    check_equal(pickle.loads(pickle.dumps(value)), value, "data")
    check_unchanged(pickle.loads(pickle.dumps(value)), value, "data")


@given(PLAIN)
def test_plain_data_differ_from_a_list_of_themselves(value):
    failure(check_equal, [value], value, "data")


def test_check_equal_knows_the_mistakes_of_a_test():
    mistakes = {"the bias is not counted": lambda: 20, "right by chance": 25}
    assert failure(check_equal, 20, 25, "count", mistakes=mistakes).cause == (
        "the bias is not counted"
    )


# ---------------------------------------------------------------- the other checks


def test_check_shape():
    check_shape(A, (4, 3), "matrix")
    check_shape(torch.ones(5), 5, "vector")
    check_shape(0.5, (), "number")
    check_shape(np.ones((2, 2)), torch.ones(2, 2).shape, "square")
    assert "transposed" in str(failure(check_shape, A.T, (4, 3), "matrix"))
    assert "is a `return` missing?" in str(failure(check_shape, None, (4, 3), "matrix"))
    assert "np.array(...)" in str(failure(check_shape, [1, 2], (2,), "vector"))


def test_check_true_takes_only_the_truth():
    for condition in (True, np.True_, np.array(True), torch.tensor(True)):
        check_true(condition, "sorted", "use sort")
    error = failure(check_true, np.False_, "sorted", "use sort")
    assert str(error) == "sorted: this does not hold. Hint: use sort."
    for condition in (1, "yes", [True], np.array([True, True]), Liar()):
        failure(check_true, condition, "sorted", "use sort")
    assert "return" in str(failure(check_true, None, "sorted", "use sort"))


def test_check_between():
    check_between(0.5, 0, 1, "p")
    check_between(POSITIVE, 0, 1, "p")
    check_between(torch.tensor([0.0, 1.0]), 0, 1, "both ends belong to it")
    check_between(1e9, 0, np.inf, "an open end")
    assert "the value is too large. Came 3, wanted 0 to 1" in str(
        failure(check_between, 3, 0, 1, "p")
    )
    assert "1 of 2 entries is too small" in str(
        failure(check_between, np.array([0.5, -1]), 0, 1, "p")
    )
    assert "outside the range" in str(failure(check_between, np.array([2, -1]), 0, 1, "p"))
    assert "nan" in str(failure(check_between, np.array([0.5, np.nan]), 0, 1, "p"))
    assert "empty" in str(failure(check_between, np.array([]), 0, 1, "p"))
    for value in (True, None, "0.5", [0.5], 1j):
        failure(check_between, value, 0, 1, "p")


def raising(error: BaseException) -> Callable[[], None]:
    def function():
        raise error

    return function


def test_check_raises():
    check_raises(raising(ValueError("no")), ValueError, "refuses")
    check_raises(raising(UnicodeError("no")), ValueError, "a class derived from it")
    assert "nothing was raised, wanted ValueError" in str(
        failure(check_raises, lambda: 3, ValueError, "refuses")
    )
    message = str(failure(check_raises, raising(KeyError("w")), ValueError, "refuses"))
    assert "came KeyError, wanted ValueError" in message
    assert "'w'" in message


def test_an_exercise_that_was_not_attempted_is_no_failure_of_a_check():
    stub = raising(NotImplementedError("not attempted"))
    for wanted in (ValueError, RuntimeError, Exception):
        with pytest.raises(NotImplementedError, match="not attempted"):
            check_raises(stub, wanted, "refuses")
    check_raises(stub, NotImplementedError, "is abstract")
    with pytest.raises(NotImplementedError, match="not attempted"):
        check_gradient(A, lambda w: stub(), A, "gradient")


def test_check_raises_lets_an_interruption_through():
    with pytest.raises(KeyboardInterrupt):
        check_raises(raising(KeyboardInterrupt()), ValueError, "refuses")


def test_check_unchanged():
    for value in (A, torch.from_numpy(A), [A, 3], {"w": A, "b": (1.5, "x")}, np.array([np.nan])):
        check_unchanged(pickle.loads(pickle.dumps(value)), value, "x")
    message = str(failure(check_unchanged, A + 1, A, "x"))
    assert "in place" in message
    assert "at [0, 0]" in message
    for after, before in (
        (A[:2], A),
        (A.astype(np.float32), A),
        ({"w": A + 1}, {"w": A}),
        ({"v": A}, {"w": A}),
        ([1, 2, 3], [1, 2]),
        (None, A),
        ([A, 4], [A, 3]),
    ):
        failure(check_unchanged, after, before, "x")


# ---------------------------------------------------------------- check_gradient


def cost(w):
    return (np.sin(w) ** 2).sum() / 2


def gradient(w):
    return np.sin(w) * np.cos(w)


def test_a_right_gradient_passes(capfd):
    check_gradient(gradient(A), cost, A, "gradient")
    check_gradient(gradient(A).astype(np.float32), cost, A, "in single precision")
    check_gradient(4.0, lambda w: w**2, 2, "of one number")
    check_gradient(torch.from_numpy(gradient(A)), lambda w: cost(w.numpy()), torch.tensor(A), "t")
    check_gradient(1e6 * gradient(A), lambda w: 1e6 * cost(w) + 1e7, A, "of a large cost")
    check_gradient(
        gradient(A), lambda w: np.float32(cost(w.astype(np.float32))), A, "of a float32 cost"
    )
    assert capfd.readouterr().err == ""


def test_a_wrong_gradient_is_explained():
    assert "sign" in failure(check_gradient, -gradient(A), cost, A, "g").cause
    assert "average over the batch" in str(
        failure(check_gradient, 8 * gradient(A), cost, A, "g", batch_size=8)
    )
    assert "transposed" in str(failure(check_gradient, gradient(A).T, cost, A, "g"))
    assert "`return`" in str(failure(check_gradient, None, cost, A, "g"))
    mistakes = {"the cosine is missing": np.sin(A)}
    error = failure(check_gradient, np.sin(A), cost, A, "g", mistakes=mistakes)
    assert error.cause == "the cosine is missing"


def test_a_cost_that_changes_its_argument_disturbs_nothing():
    def careless(w):
        value = cost(w)
        w *= 0
        return value

    at = A.copy()
    check_gradient(gradient(A), careless, at, "gradient")
    check_unchanged(at, A, "at")


@pytest.mark.parametrize(
    ("wrong_cost", "words"),
    [
        (lambda w: None, "the cost: returned None"),
        (lambda w: w**2, "is a sum or a mean missing?"),
        (lambda w: np.nan, "the cost is not finite"),
        (lambda w: True, "wanted float64"),
    ],
)
def test_a_cost_that_is_no_number_is_named(wrong_cost, words):
    assert words in str(failure(check_gradient, A, wrong_cost, A, "g"))


# ---------------------------------------------------------------- mistakes of a test's author


@pytest.mark.parametrize(
    "wrong_use",
    [
        lambda: check_close(1.0, "1", "f"),
        lambda: check_close(1.0, None, "f"),
        lambda: check_close(1.0, 1j, "f"),
        lambda: check_close(1.0, [[1], [1, 2]], "f"),
        lambda: check_close(1.0, 1.0, "f", kind="double"),
        lambda: check_equal(1, np.arange(3), "f"),
        lambda: check_equal(1, {1, 2}, "f"),
        lambda: check_gradient(1.0, cost, "here", "f"),
    ],
)
def test_a_wrong_use_is_no_failed_check(wrong_use):
    with pytest.raises((TypeError, ValueError)) as caught:
        wrong_use()
    assert not isinstance(caught.value, CheckFailed)


# ---------------------------------------------------------------- the exception, the output


def test_the_exception_has_its_parts_and_survives_a_pickle():
    error = failure(check_close, 2 * A, A, "f(x)", hint="halve it")
    assert isinstance(error, AssertionError)
    copy = pickle.loads(pickle.dumps(error))
    for part in ("name", "summary", "cause", "hint", "detail", "hidden"):
        assert getattr(copy, part) == getattr(error, part)
    assert (
        str(copy)
        == str(error)
        == (
            f"{error.name}: {error.summary}. Likely cause: {error.cause}. Hint: halve it. "
            f"{error.detail}."
        )
    )


def test_warnings_of_student_code_stay_inside_a_check(capfd):
    def warns():
        warnings.warn("careful", stacklevel=1)
        np.log(np.zeros(1))
        raise ValueError

    check_raises(warns, ValueError, "refuses")
    check_gradient(np.ones(3), lambda w: (np.log(np.zeros(1)), w.sum())[1], np.ones(3), "g")
    assert capfd.readouterr().err == ""


def test_the_same_name_gives_the_same_numbers():
    assert rng("a").integers(10**9) == rng("a").integers(10**9)
    assert rng("a").integers(10**9) != rng("b").integers(10**9)
    assert rng("a").integers(1000) == 309


def test_importing_the_checks_does_not_import_torch():
    code = "import sys, dlcourse.testing, dlcourse.gradcheck; assert 'torch' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True)


# ---------------------------------------------------------------- the hidden part of a test cell

BEGIN, END = "### BEGIN " + "HIDDEN TESTS", "### END " + "HIDDEN TESTS"
CELL = f"""
from dlcourse.testing import check_close, check_equal
visible = lambda: check_close(0.375, 0.8125, "visible")
{BEGIN}
hidden = lambda: check_close(
    0.375,
    0.8125,
    "hidden", mistakes={{"the mistake": 0.375}},
)
def entries(): check_equal([0, 16807], [0, 48271], "entries")
{END}
below = lambda: check_close(0.375, 0.8125, "below")
"""


@pytest.fixture
def cell():
    """Run a test cell as the grader does: compiled under a name that linecache knows."""
    name = "<test cell>"
    linecache.cache[name] = (len(CELL), None, CELL.splitlines(True), name)
    namespace: dict = {}
    exec(compile(CELL, name, "exec"), namespace)
    yield namespace
    del linecache.cache[name]


@pytest.mark.parametrize("where", ["visible", "below"])
def test_a_visible_check_shows_the_values_and_its_line(cell, where):
    error = failure(cell[where])
    assert not error.hidden
    assert "came 0.375, wanted 0.8125" in str(error).lower()
    shown = "\n".join(error._render_traceback_())
    assert f'{where} = lambda: check_close(0.375, 0.8125, "{where}")' in shown


@pytest.mark.parametrize("where", ["hidden", "entries"])
def test_a_hidden_check_keeps_the_values_to_itself(cell, where):
    error = failure(cell[where])
    assert error.hidden
    assert error.detail == ""
    shown = str(error) + "\n".join(error._render_traceback_()) + repr(error)
    for secret in ("0.375", "0.8125", "16807", "48271", "[1]", "lambda"):
        assert secret not in shown
    assert "the mistake" in shown or where == "entries"


def test_a_check_that_a_hidden_test_calls_through_a_function_is_hidden(cell):
    def visible_helper(check):
        check()

    assert failure(visible_helper, cell["hidden"]).hidden


def test_markers_in_a_text_are_no_markers():
    source = f"text = '''\\n {BEGIN}'''\nrun = lambda: check_close(1.0, 2.0, 'f')\n"
    name = "<no test cell>"
    linecache.cache[name] = (len(source), None, source.splitlines(True), name)
    namespace = {"check_close": check_close}
    exec(compile(source, name, "exec"), namespace)
    assert not failure(namespace["run"]).hidden


@pytest.fixture(scope="module")
def executed():
    """Execute test cells in a real kernel, as JupyterLab does."""
    imports = "from dlcourse.testing import check_close\n"
    cells = [
        imports + "check_close(0.5, 0.5, 'passed')",
        imports + "check_close(0.375, 0.8125, 'visible')",
        f"{imports}{BEGIN}\ncheck_close(0.375, 0.8125, 'hidden')\n{END}",
    ]
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(c) for c in cells])
    NotebookClient(notebook, allow_errors=True, timeout=120, kernel_name="python3").execute()
    return [cell.outputs for cell in notebook.cells]


def test_a_passed_check_prints_its_name_in_a_notebook(executed):
    (output,) = executed[0]
    assert (output.name, output.text) == ("stdout", "✓ passed\n")


def test_a_failed_check_is_a_few_lines_in_a_notebook(executed):
    (output,) = executed[1]
    assert output.ename == "CheckFailed"
    assert output.evalue == "visible: the value is wrong. Came 0.375, wanted 0.8125."
    assert output.traceback == [
        "✗ visible: the value is wrong.",
        "Came 0.375, wanted 0.8125.",
        "In line 2 of the test: check_close(0.375, 0.8125, 'visible')",
    ]


def test_a_hidden_check_shows_no_values_in_a_notebook(executed):
    (output,) = executed[2]
    assert output.evalue == "hidden: the value is wrong."
    assert output.traceback == [
        "✗ hidden: the value is wrong.",
        "This check stands in the hidden part of the test cell.",
    ]
