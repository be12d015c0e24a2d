"""Every stored submission earns what it deserves, and changes nothing for anybody else.

After each one an honest submission is graded by the same processes: its record must be what it
always is. No process and no file may be left.
"""

from collections.abc import Callable
from typing import Any

import pytest
from arena import earned, running, traces
from attacks import CODE
from more_attacks import MORE
from notebooks import NOTEBOOKS
from registry import Submission
from target import ALL, SOURCE
from third_attacks import THIRD

HandIn = Callable[[Submission], bytes]
Grade = Callable[[bytes], dict[str, Any]]

LOOK = """
import os
print(sorted(os.listdir("/tmp")), sorted(os.listdir("/dev/shm")), os.listdir("/proc")[-1])
"""
NEIGHBOR = Submission("the next one", first=LOOK)


@pytest.fixture(scope="session")
def neighbor(hand_in: HandIn, grade: Grade) -> tuple[bytes, dict[str, Any], int]:
    """Give an honest submission, its record, and how many processes the idle grader has."""
    content = hand_in(NEIGHBOR)
    record = grade(content)
    assert set(earned(record).values()) == {2.0}
    return content, record, running()


@pytest.mark.parametrize("submission", [*CODE, *NOTEBOOKS, *MORE, *THIRD], ids=lambda one: one.name)
def test_it_earns_what_it_deserves_and_harms_nobody(
    submission: Submission,
    hand_in: HandIn,
    grade: Grade,
    neighbor: tuple[bytes, dict[str, Any], int],
) -> None:
    honest, usual, idle = neighbor
    record = grade(hand_in(submission))
    points = earned(record)
    assert points == {name: 2.0 if name in submission.earns else 0.0 for name in ALL}, record
    if submission.verdict:
        verdicts = {t["verdict"] for t in record["tests"] if t["exercise"] not in submission.earns}
        assert verdicts == {submission.verdict}
    assert all(len(test["message"]) < 5_000 for test in record["tests"])
    assert running() == idle
    assert grade(honest) == usual
    assert not traces()


def test_the_names_are_different() -> None:
    names = [one.name for one in (*CODE, *NOTEBOOKS, *MORE, *THIRD)]
    assert len(names) == len(set(names))


def test_the_secret_is_in_hidden_tests_only() -> None:
    for part in SOURCE.split("### BEGIN HIDDEN TESTS")[1:]:
        hidden, rest = part.split("### END HIDDEN TESTS")
        assert "hidden_7391" in hidden
        assert "hidden_7391" not in rest
    assert "hidden_7391" not in SOURCE.split("### BEGIN HIDDEN TESTS")[0]
