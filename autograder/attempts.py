"""Reads ``tests/attempts/NN_topic.py``: right and wrong answers that test a unit's tests."""

import textwrap
from dataclasses import dataclass
from pathlib import Path

from autograder.markers import START
from autograder.source import Cell, Unit, read_percent, split_region

MIN_RIGHT = 2
MIN_WRONG = 5


class AttemptsError(Exception):
    """Raised for a file of attempts that cannot be used; the text says where and why."""


@dataclass(frozen=True)
class Attempt:
    """One answer to one exercise.

    Attributes
    ----------
    exercise : str
        The exercise's id.
    right : bool
        Whether it deserves full marks.
    says : str
        For a wrong one, words that the failure message must contain.
    body : str
        What stands in the exercise's region, without indentation.
    line : int
        Where in the file.
    """

    exercise: str
    right: bool
    says: str
    body: str
    line: int


def read_attempts(path: Path, unit: Unit) -> list[Attempt]:
    """Read a unit's attempts.

    Raises
    ------
    AttemptsError
        If a header is wrong or an exercise has too few attempts.
    """
    if not path.exists():
        raise AttemptsError(f"{path} is missing: every unit needs attempts that test its tests")
    names = {cell.name for cell in unit.exercises}
    attempts = []
    for line, kind, metadata, body in read_percent(path):
        if kind == "markdown":
            continue
        exercise, verdict = metadata.get("exercise"), metadata.get("verdict")
        says = str(metadata.get("says", ""))
        if exercise not in names:
            raise AttemptsError(f"{path}:{line}: no exercise of {unit.name} is called {exercise!r}")
        if verdict not in ("right", "wrong"):
            raise AttemptsError(f"{path}:{line}: the verdict is right or wrong, not {verdict!r}")
        if (verdict == "wrong") != bool(says):
            raise AttemptsError(f"{path}:{line}: a wrong attempt, and only that, has says=...")
        attempts.append(Attempt(str(exercise), verdict == "right", says, body, line))
    _require_enough(path, unit, attempts)
    return attempts


def _require_enough(path: Path, unit: Unit, attempts: list[Attempt]) -> None:
    for cell in unit.exercises:
        mine = [attempt for attempt in attempts if attempt.exercise == cell.name]
        right = sum(attempt.right for attempt in mine)
        if right < MIN_RIGHT or len(mine) - right < MIN_WRONG:
            raise AttemptsError(
                f"{path}: {cell.name} has {right} right and {len(mine) - right} wrong attempts; "
                f"at least {MIN_RIGHT} and {MIN_WRONG} are wanted"
            )


def with_body(exercise: Cell, body: str) -> str:
    """Give an exercise's source with ``body`` in its region."""
    before, _, after = split_region(exercise.source)
    marker = next(line for line in before.splitlines() if line.strip() == START)
    indent = marker[: len(marker) - len(marker.lstrip())]
    return before + textwrap.indent(textwrap.dedent(body).strip("\n") + "\n", indent) + after
