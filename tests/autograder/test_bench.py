"""Both graders grade one class, and what is printed is what was measured."""

import re

import pytest

from autograder import bench as module
from autograder.bench import Measured, bench
from autograder.build import build

MINI = "00_mini"


@pytest.mark.slow
def test_the_last_line_is_the_ratio_and_whether_the_marks_are_equal(
    mini_course, monkeypatch, capsys
):
    build(mini_course, MINI)
    monkeypatch.setattr(module, "UNITS", (MINI,))
    monkeypatch.setattr(module, "ENDLESS", "raise ValueError")
    assert bench(mini_course, students=3, jobs=2) == 0
    said = capsys.readouterr().out
    assert re.fullmatch(r"ratio: \d+\.\d  marks: equal", said.splitlines()[-1])
    assert re.search(r"most memory .*: [1-9][\d,]* MiB", said)
    assert "3 submissions" in said and "recording" in said


def test_different_marks_are_named(capsys):
    ours = Measured(2.0, {("unit/ada", "a_test_1"): 1.0, ("unit/kurt", "a_test_1"): 1.0})
    stock = Measured(9.0, {("unit/ada", "a_test_1"): 1.0, ("unit/kurt", "a_test_1"): 0.0})
    assert module._print_verdict(ours, stock) == 1
    said = capsys.readouterr().out
    assert "differs: unit/kurt a_test_1: 1.0 here, 0.0" in said
    assert said.splitlines()[-1] == "ratio: 4.5  marks: different"
