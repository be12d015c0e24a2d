"""The words for what came of a test cell, and how an error becomes one."""

from dataclasses import dataclass

PASSED = "passed"
FAILED = "failed"
NOT_ATTEMPTED = "not attempted"
ERROR = "error"
TIMEOUT = "timeout"
MISSING = "missing"
UNREADABLE = "unreadable"


@dataclass(frozen=True)
class Outcome:
    """What came of one test cell: a verdict and, unless it passed, a message for the student."""

    verdict: str
    message: str = ""


@dataclass(frozen=True)
class RaisedError:
    """An error that a cell ended with: the class's name and the text."""

    name: str
    text: str


def outcome(
    error: RaisedError | None, exercise: str, exercise_error: RaisedError | None
) -> Outcome:
    """Turn what a test cell raised into a verdict and a message.

    Parameters
    ----------
    error : RaisedError or None
        What the test cell raised; None when it ended by itself.
    exercise : str
        The exercise's id, for the message.
    exercise_error : RaisedError or None
        What the exercise's own cell raised before.

    Returns
    -------
    Outcome
    """
    if error is None:
        return Outcome(PASSED)
    if error.name == "NotImplementedError":
        return Outcome(NOT_ATTEMPTED, f"{exercise}: not attempted yet")
    if error.name in ("CellTimeoutError", "TimeoutError"):
        return Outcome(
            TIMEOUT, f"{exercise}: the check did not end in time: is there a loop without an end?"
        )
    if error.name == "NameError" and exercise_error is not None:
        return Outcome(
            ERROR,
            f"{exercise}: the exercise's own cell does not run: "
            f"{exercise_error.name}: {exercise_error.text}",
        )
    if error.name in ("CheckFailed", "AssertionError"):
        return Outcome(FAILED, error.text or f"{exercise}: a check failed")
    return Outcome(ERROR, f"{exercise}: your code raised {error.name}: {error.text}")
