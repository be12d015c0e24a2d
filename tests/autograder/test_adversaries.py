"""Disguised answers lie as they should, and patient checks see it."""

import numpy as np
import pytest
import torch

from autograder.adversaries import (
    HONEST,
    Disguise,
    content,
    fill,
    kinds,
    shapes,
    spoils,
    words,
    zeroed,
)
from autograder.patient import Checked, patient_checks
from dlcourse import testing


def double(x, factor=2):
    return factor * x


class Doubler:
    def __init__(self, factor):
        self.factor = factor

    def of(self, x):
        return self.factor * x


def disguised(kind):
    disguise = Disguise(kind)
    return disguise, disguise.put_on(double)


@pytest.mark.parametrize("kind, number", [("zeros", 0.0), ("ones", 1.0)])
def test_a_spoiler_changes_what_it_is_given_and_is_right_for_that(kind, number):
    _, function = disguised(kind)
    x = np.array([3.0, 4.0])
    assert function(x).tolist() == [2 * number] * 2
    assert x.tolist() == [number] * 2


def test_a_spoiler_of_one_argument_leaves_the_others():
    _, function = disguised("zeros 2")
    x, factor = np.array([3.0, 4.0]), np.array([2.0, 2.0])
    assert function(x, factor).tolist() == [0.0, 0.0]
    assert (x.tolist(), factor.tolist()) == ([3.0, 4.0], [0.0, 0.0])
    assert function(x).tolist() == [6.0, 8.0]


def test_the_adversaries_of_two_arguments_spoil_each_alone():
    assert kinds(2) == [*kinds(1), "zeros 1", "zeros 2"]
    assert [kind for kind in kinds(2) if spoils(kind)] == ["zeros", "ones", "zeros 1", "zeros 2"]
    assert words("zeros 2").startswith("fills its argument number 2 with zeros and returns")


def test_what_is_kept_is_told_again_for_the_same_shapes():
    _, function = disguised("kept")
    assert function(np.array([3.0])).tolist() == [6.0]
    assert function(np.array([5.0])).tolist() == [6.0]
    assert function(np.array([5.0, 1.0])).tolist() == [10.0, 2.0]


def test_what_is_visible_is_right_and_all_else_is_zero():
    disguise, function = disguised("visible")
    disguise.looking = True
    function(np.array([3.0]))
    disguise.looking = False
    assert function(np.array([3.0])).tolist() == [6.0]
    assert function(np.array([5.0])).tolist() == [0.0]
    assert function(np.array([3.0]), factor=3).tolist() == [0.0]


def test_results_tell_lies_from_the_truth():
    told = {}
    for kind in (HONEST, *kinds(1)):
        disguise, function = disguised(kind)
        for x in (np.array([3.0]), np.array([4.0])):
            function(x)
        told[kind] = disguise.results
    assert [told[kind] == told[HONEST] for kind in kinds(1)] == [False] * 4
    assert told["kept"][0] == told[HONEST][0]


def test_the_methods_of_a_class_are_disguised():
    class Mine(Doubler):
        def of(self, x):
            return super().of(x)

    disguise = Disguise("zeros")
    mine = disguise.put_on(Mine)(2)
    assert mine.of(np.array([3.0])).tolist() == [0.0]
    assert mine.factor == 2


def test_filling_reaches_what_lies_deep():
    tensor = torch.ones(2, requires_grad=True)
    fixed = np.ones(2)
    fixed.flags.writeable = False
    value = [np.ones(2), (tensor, [1, 2.5, "a"]), {"b": np.ones(1), "c": 3}, fixed, 7]
    fill(value, 0)
    assert value[0].tolist() == [0.0, 0.0]
    assert tensor.tolist() == [0.0, 0.0]
    assert value[1][1] == [0, 0.0, "a"]
    assert (value[2]["b"].tolist(), value[2]["c"]) == ([0.0], 0)
    assert fixed.tolist() == [1.0, 1.0]


def test_zeros_have_the_form_of_what_they_replace():
    value = (np.ones(2), [torch.ones(1), 3], {"a": True}, "text", None)
    zeros = zeroed(value)
    assert shapes(zeros) == shapes(value)
    assert zeros[0].tolist() == [0.0, 0.0]
    assert zeros[1][1] == 0
    assert zeros[2:] == ({"a": False}, "text", None)


@pytest.mark.parametrize(
    "one, other, same",
    [
        (1, 1.0, True),
        (1.0, 1.0 - 1e-12, True),
        (1.0, 1.0 - 1e-6, False),
        (np.array([0.0]), np.array([-0.0]), True),
        (np.array([1, 2]), torch.tensor([1.0, 2.0]), True),
        ([1], (1,), True),
        (np.array([1.0]), np.array([[1.0]]), False),
        ({"a": 1}, {"a": 2}, False),
        ("a", "b", False),
        (np.sin, len, False),
    ],
)
def test_equal_contents_have_equal_descriptions(one, other, same):
    assert (content(one) == content(other)) is same


def test_patient_checks_raise_nothing_and_list_everything():
    original = testing.check_close
    with patient_checks() as seen:
        exec(
            compile(
                "from dlcourse.testing import check_close, check_true\n"
                "check_close(2.0, 1.0, 'two')\ncheck_true(True, name='true', hint='why')\n",
                "<test a>",
                "exec",
            ),
            {},
        )
    assert seen == [
        Checked("<test a>", "two", content(2.0), False),
        Checked("<test a>", "true", None, True),
    ]
    assert testing.check_close is original
