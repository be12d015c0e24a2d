"""The demo shows the whole way, also on a system that cannot isolate."""

import pytest

from autograder import demo as module
from autograder.build import build
from autograder.demo import demo
from autograder.engine.sandbox import NoIsolationError
from autograder.grade import Options, grade

MINI = "00_mini"


@pytest.fixture
def sample(mini_course, monkeypatch):
    monkeypatch.setattr(module, "UNIT", MINI)
    return mini_course


@pytest.mark.slow
def test_it_builds_grades_and_says_where_the_pages_lie(sample, capsys):
    assert demo(sample) == 0
    said = capsys.readouterr().out
    marks = {line.split()[0]: line.split()[-1] for line in said.splitlines() if "/" in line}
    assert marks["student-1-right"] == "5/5"
    assert marks["student-5-empty"] == marks["student-6-broken"] == "0/5"
    assert "feedback:" in said and "report:" in said
    assert (sample.workspace / "demo" / "results.json").exists()


@pytest.mark.slow
def test_where_nothing_can_be_isolated_it_says_so_and_goes_on(sample, monkeypatch, capsys):
    def only_open(layout, unit, submissions, options: Options):
        if options.isolated:
            raise NoIsolationError("bubblewrap is not installed")
        return grade(layout, unit, submissions, options)

    monkeypatch.setattr(module, "grade", only_open)
    build(sample, MINI)
    submissions = module.make_class(sample, MINI, sample.workspace / "class")
    assert len(module._grade_somehow(sample, submissions).rows) == 18
    said = capsys.readouterr().out
    assert "bubblewrap is not installed" in said and "graded without walls" in said
