"""Tests the tests: the reference, the stub and every attempt of a unit, graded."""

from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from multiprocessing import get_context
from typing import Any

from autograder.attempts import Attempt, read_attempts, with_body
from autograder.build import load_unit
from autograder.forked import Shell, in_fork, warm_up
from autograder.layout import Layout
from autograder.markers import STUB_LINE
from autograder.source import Cell, Unit
from dlcourse.outcomes import NOT_ATTEMPTED, PASSED, Outcome, RaisedError, outcome

TIMEOUT_SECONDS = 6.0
_UNIT_SECONDS = 1800.0


@dataclass(frozen=True)
class Judged:
    """What the tests made of one attempt: whether that was right, and the message."""

    exercise: str
    right: bool
    line: int
    good: bool
    complaint: str
    message: str


@dataclass(frozen=True)
class Report:
    """What came of one unit."""

    unit: str
    judged: list[Judged] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def count(self, *, right: bool) -> tuple[int, int]:
        """Count (as it should be, all) among the right or the wrong attempts."""
        mine = [judged for judged in self.judged if judged.right is right]
        return sum(judged.good for judged in mine), len(mine)


def verify(layout: Layout, name: str) -> Report:
    """Grade the reference, the stub and every attempt of a unit.

    Parameters
    ----------
    layout : Layout
    name : str
        The unit.

    Returns
    -------
    Report

    Raises
    ------
    RefusedError, SourceError, AttemptsError
        If the unit or its attempts are not sound.
    """
    unit = load_unit(layout, name)
    attempts = read_attempts(layout.attempts(name), unit)
    warm_up()
    found = in_fork(lambda: _run_unit(unit, attempts), _UNIT_SECONDS)
    if found is None:
        return Report(name, complaints=["the unit's cells did not end"])
    return Report(name, [Judged(**one) for one in found["judged"]], found["complaints"])


def verify_all(layout: Layout, names: Sequence[str], jobs: int) -> list[Report]:
    """Verify several units, ``jobs`` at a time, each in a fresh process."""
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        return list(pool.map(verify, [layout] * len(names), names))


def _run_unit(unit: Unit, attempts: Sequence[Attempt]) -> dict[str, Any]:
    """Walk through the reference notebook, and try the attempts where their exercise stands."""
    shell = Shell()
    judged: list[dict[str, Any]] = []
    complaints: list[str] = []
    for cell in unit.cells:
        if cell.is_markdown or cell.role == "tests":
            continue
        if cell.role == "exercise":
            mine = [attempt for attempt in attempts if attempt.exercise == cell.name]
            judged += _try_attempts(shell, unit, cell, mine)
            complaints += _check_stub(shell, unit, cell)
        if "skip-execution" not in cell.tags:
            error = shell.run(cell.source)
            if error is not None:
                complaints.append(f"line {cell.line}: the reference raises {error}")
        if cell.role == "exercise":
            complaints += _check_reference(shell, unit, cell)
    return {"judged": judged, "complaints": complaints}


def _tests_of(unit: Unit, exercise: Cell) -> list[Cell]:
    return [c for c in unit.cells if c.role == "tests" and c.name == exercise.name]


def _run_tests(
    shell: Shell, unit: Unit, exercise: Cell, before: RaisedError | None
) -> list[Outcome]:
    return [
        outcome(shell.run(test.source), exercise.name, before) for test in _tests_of(unit, exercise)
    ]


def _grade(shell: Shell, unit: Unit, exercise: Cell, source: str) -> list[Outcome] | None:
    """Run an answer and its exercise's tests in a fork; None when they do not end."""

    def work() -> list[list[str]]:
        before = shell.run(source)
        return [[o.verdict, o.message] for o in _run_tests(shell, unit, exercise, before)]

    found = in_fork(work, TIMEOUT_SECONDS)
    return None if found is None else [Outcome(*one) for one in found]


def _try_attempts(
    shell: Shell, unit: Unit, exercise: Cell, attempts: Sequence[Attempt]
) -> list[dict[str, Any]]:
    return [
        _judge(attempt, _grade(shell, unit, exercise, with_body(exercise, attempt.body)))
        for attempt in attempts
    ]


def _judge(attempt: Attempt, outcomes: list[Outcome] | None) -> dict[str, Any]:
    if outcomes is None:
        outcomes = [Outcome("timeout", "the check did not end in time")]
    message = "\n".join(one.message for one in outcomes if one.message)
    passed = all(one.verdict == PASSED for one in outcomes)
    complaint = ""
    if attempt.right and not passed:
        complaint = f"a right answer is refused: {message}"
    elif not attempt.right and passed:
        complaint = "a wrong answer is accepted"
    elif not attempt.right and attempt.says.lower() not in message.lower():
        complaint = f"the message does not say {attempt.says!r}: {message}"
    return {
        "exercise": attempt.exercise,
        "right": attempt.right,
        "line": attempt.line,
        "good": not complaint,
        "complaint": complaint,
        "message": message,
    }


def _check_stub(shell: Shell, unit: Unit, exercise: Cell) -> list[str]:
    outcomes = _grade(shell, unit, exercise, with_body(exercise, STUB_LINE))
    verdicts = [one.verdict for one in outcomes or []]
    if verdicts and all(verdict == NOT_ATTEMPTED for verdict in verdicts):
        return []
    return [f"line {exercise.line}: the stub of {exercise.name} is reported as {verdicts}"]


def _check_reference(shell: Shell, unit: Unit, exercise: Cell) -> list[str]:
    return [
        f"line {exercise.line}: the reference of {exercise.name} fails: {one.message}"
        for one in _run_tests(shell, unit, exercise, None)
        if one.verdict != PASSED
    ]


def print_report(reports: Sequence[Report], *, messages: bool) -> int:
    """Print the table; give the exit status, 0 only if every attempt was judged rightly."""
    print(f"{'unit':32} {'wrong caught':>14} {'right accepted':>16}  reference and stub")
    for report in reports:
        wrong, right = report.count(right=False), report.count(right=True)
        rest = "good" if not report.complaints else "NOT GOOD"
        print(
            f"{report.unit:32} {_share(*wrong):>14} {_share(*right):>16}  {rest}",
        )
    for report in reports:
        for complaint in report.complaints:
            print(f"{report.unit}: {complaint}")
        for one in report.judged:
            if one.complaint:
                print(
                    f"{report.unit}: attempt of line {one.line} ({one.exercise}): {one.complaint}"
                )
            elif messages and one.message:
                print(f"{report.unit}: line {one.line} ({one.exercise}): {one.message}")
    wrong = _total(reports, right=False)
    right = _total(reports, right=True)
    print(f"wrong caught: {_share(*wrong)}  right accepted: {_share(*right)}")
    complete = all(one.good for report in reports for one in report.judged)
    return 0 if complete and not any(report.complaints for report in reports) else 1


def _share(good: int, of: int) -> str:
    return f"{good}/{of}"


def _total(reports: Sequence[Report], *, right: bool) -> tuple[int, int]:
    counts = [report.count(right=right) for report in reports]
    return sum(good for good, _ in counts), sum(of for _, of in counts)
