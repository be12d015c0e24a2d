"""Tests the tests: the reference, the stub, every attempt and adversaries of a unit, graded."""

import ast
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from multiprocessing import get_context
from typing import Literal

import torch

from autograder.adversaries import HONEST, kinds, spoils, words
from autograder.attempts import Attempt, read_attempts, with_body
from autograder.build import load_unit
from autograder.engine.branch import Trunk
from autograder.engine.judge import Cell, Session, TemplateProcess, judge
from autograder.engine.limits import TimeLimits
from autograder.layout import Layout
from autograder.markers import STUB_LINE
from autograder.names import parse
from autograder.patient import Checked, patient_checks
from autograder.source import Cell as SourceCell
from autograder.source import Unit, visible_part
from dlcourse.outcomes import NOT_ATTEMPTED, PASSED, Outcome, outcome

LIMITS = TimeLimits(cell=20.0, submission=120.0)
# Every submission of a class costs so much: a quarter of a second is good. What is longer is told,
# and fails nothing: the machine may be slow.
_MANY_SECONDS = 0.6
_UNIT_SECONDS = 3600.0


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
class Attack:
    """An adversary that has told a test cell something wrong.

    Attributes
    ----------
    caught : bool
        Whether a check of the cell failed.
    fooled : tuple of str
        The names of checks that passed on values that are not the reference's.
    """

    exercise: str
    kind: str
    line: int
    caught: bool
    fooled: tuple[str, ...] = ()

    @property
    def good(self) -> bool:
        """Whether the tests stood firm."""
        return self.caught and not self.fooled

    def __str__(self) -> str:
        checks = f" (these checks pass: {', '.join(self.fooled)})" if self.fooled else ""
        return (
            f"the tests of {self.exercise} in line {self.line} are fooled by an answer that "
            f"{words(self.kind)}{checks}"
        )


@dataclass(frozen=True)
class Report:
    """What came of one unit.

    Attributes
    ----------
    judged : list of Judged
        What the tests made of each attempt.
    complaints : list of str
        What is wrong with the reference and the stubs.
    attacks : list of Attack
        Where an adversary has lied.
    unattacked : list of str
        Exercises to whose tests no adversary can lie, since they take nothing.
    seconds : float
        The processor time that grading the reference takes.
    """

    unit: str
    judged: list[Judged] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    attacks: list[Attack] = field(default_factory=list)
    unattacked: list[str] = field(default_factory=list)
    seconds: float = 0.0

    def count(self, *, right: bool) -> tuple[int, int]:
        """Count (as it should be, all) among the right or the wrong attempts."""
        mine = [judged for judged in self.judged if judged.right is right]
        return sum(judged.good for judged in mine), len(mine)


def verify(layout: Layout, name: str) -> Report:
    """Grade the reference, the stub, every attempt and the adversaries of a unit.

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
    torch.set_num_threads(1)  # as where a class is graded
    template = TemplateProcess(isolated=False)
    trunk = Trunk(Session(template, LIMITS, time.monotonic() + _UNIT_SECONDS))
    report = Report(name)
    try:
        for part in _parts(unit):
            _try_exercise(trunk, part, attempts, report)
        report = replace(report, seconds=_seconds(template, unit))
    finally:
        template.close()
    return report


def verify_all(layout: Layout, names: Sequence[str], jobs: int) -> list[Report]:
    """Verify several units, ``jobs`` at a time, each in a fresh process."""
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        return list(pool.map(verify, [layout] * len(names), names))


def _seconds(template: TemplateProcess, unit: Unit) -> float:
    """Measure the processor time that grading the reference takes, the better of two times."""
    cells = [
        Cell("test" if cell.role == "tests" else "student", cell.name, cell.source)
        for cell in _graded(unit)
    ]
    # The student's side is a process of its own, which began with grading.
    cells.append(Cell("student", "", "import time\nprint(time.process_time())"))
    taken = []
    for _ in range(2):
        start = time.process_time()
        (*_, last), _ = judge(template, cells, LIMITS)
        taken.append(time.process_time() - start + float(last.output or "inf"))
    return min(taken)


def _graded(unit: Unit) -> Iterator[SourceCell]:
    """Give the cells that grading runs."""
    for cell in unit.cells:
        if not cell.is_markdown and "skip-execution" not in cell.tags:
            yield cell


@dataclass(frozen=True)
class _Part:
    """The code cells down to an exercise, the exercise (None at the end) and its tests."""

    before: list[SourceCell]
    exercise: SourceCell | None
    tests: list[SourceCell]


def _parts(unit: Unit) -> Iterator[_Part]:
    """Cut a unit's code cells, as grading runs them, at its exercises."""
    before: list[SourceCell] = []
    for cell in _graded(unit):
        if cell.role == "tests":
            continue
        if cell.role == "exercise":
            tests = [c for c in unit.cells if c.role == "tests" and c.name == cell.name]
            yield _Part(before, cell, tests)
            before = []
        else:
            before.append(cell)
    yield _Part(before, None, [])


def _try_exercise(trunk: Trunk, part: _Part, attempts: Sequence[Attempt], report: Report) -> None:
    """Grade every answer to one exercise; what stands above it is the reference's."""
    report.complaints.extend(_complaints(trunk, part.before, "student"))
    own = part.exercise
    if own is None:
        return
    for attempt in attempts:
        if attempt.exercise == own.name:
            answer = with_body(own, attempt.body)
            report.judged.append(assess(attempt, _outcomes(trunk, part, answer)))
    verdicts = [o.verdict for o in _outcomes(trunk, part, with_body(own, STUB_LINE))]
    if not all(verdict == NOT_ATTEMPTED for verdict in verdicts):
        report.complaints.append(
            f"line {own.line}: the stub of {own.name} is reported as {verdicts}"
        )
    attacks = list(_attacks(trunk, part))
    report.attacks.extend(attacks)
    if not attacks:
        report.unattacked.append(own.name)
    report.complaints.extend(_complaints(trunk, [own], "student"))
    report.complaints.extend(_complaints(trunk, part.tests, "test"))


def _outcomes(trunk: Trunk, part: _Part, answer: str) -> list[Outcome]:
    """Grade one answer in a branch."""
    assert part.exercise is not None
    name = part.exercise.name
    cells = [Cell("student", name, answer)]
    cells += [Cell("test", f"{name}_test", test.source) for test in part.tests]
    own, *results = trunk.try_cells(cells)
    return [outcome(result.error, name, own.error) for result in results]


@dataclass(frozen=True)
class _Played:
    """What came of one test cell: its checks, whether all passed, what the answer returned."""

    checks: list[Checked]
    passed: bool
    told: list[str]


def _attacks(trunk: Trunk, part: _Part) -> Iterator[Attack]:
    """Attack the tests of an exercise, and yield where an adversary did not tell the truth."""
    assert part.exercise is not None
    honest = _play(trunk, part, HONEST)
    for kind in kinds(_arguments(_definition(part.exercise))):
        for test, truth, played in zip(part.tests, honest, _play(trunk, part, kind), strict=True):
            # A test that ends early has heard the beginning only.
            if played.told != truth.told[: len(played.told)]:
                checks = zip(truth.checks, played.checks, strict=False)
                fooled = [b.name for a, b in checks if b.passed and a.value != b.value]
                yield Attack(
                    part.exercise.name,
                    kind,
                    test.line,
                    caught=not played.passed,
                    fooled=tuple(fooled if spoils(kind) else ()),
                )


def _play(trunk: Trunk, part: _Part, kind: str) -> list[_Played]:
    """Grade a disguised reference; no check ends a test cell."""
    assert part.exercise is not None
    source, name = part.exercise.source, part.exercise.name
    defined = _definition(part.exercise).name
    put_on = (
        f"from autograder.adversaries import Disguise\n_disguise = Disguise({kind!r})\n"
        f"{defined} = _disguise.put_on({defined})"
    )
    tell = "print(*_disguise.results)\n_disguise.results.clear()"
    cells = [Cell("student", name, f"{source}\n\n{put_on}\n_disguise.looking = True")]
    if kind == "visible":
        cells += [Cell("test", f"{name}_visible", visible_part(test.source)) for test in part.tests]
    cells.append(Cell("student", name, "_disguise.looking = False\n_disguise.results.clear()"))
    names = [f"{name}_test_{number}" for number, _ in enumerate(part.tests, start=1)]
    for test_name, test in zip(names, part.tests, strict=True):
        cells += [Cell("test", test_name, test.source), Cell("student", name, tell)]
    with patient_checks() as seen:
        results = trunk.try_cells(cells)[-2 * len(part.tests) :]
    played = []
    for test_name, result, told in zip(names, results[::2], results[1::2], strict=True):
        checks = [one for one in seen if one.place == f"<test {test_name}>"]
        passed = result.error is None and all(one.passed for one in checks)
        played.append(_Played(checks, passed, told.output.split()))
    return played


def _definition(exercise: SourceCell) -> ast.FunctionDef | ast.ClassDef:
    """Find the function or class that an exercise asks for."""
    kinds_of_it = ast.FunctionDef | ast.ClassDef
    return next(node for node in parse(exercise.source).body if isinstance(node, kinds_of_it))


def _arguments(definition: ast.FunctionDef | ast.ClassDef) -> int:
    """Count the arguments of a function, or the most that a method of a class takes."""
    if isinstance(definition, ast.ClassDef):
        methods = [node for node in definition.body if isinstance(node, ast.FunctionDef)]
        return max((_arguments(method) - 1 for method in methods), default=0)
    return len(definition.args.posonlyargs + definition.args.args + definition.args.kwonlyargs)


def _complaints(
    trunk: Trunk, cells: Sequence[SourceCell], role: Literal["student", "test"]
) -> Iterator[str]:
    """Run the reference's cells, and name those that raise."""
    for cell in cells:
        (result,) = trunk.grow([Cell(role, cell.name, cell.source)])
        if result.error:
            yield (
                f"line {cell.line}: the reference raises {result.error.name}: {result.error.text}"
            )


def assess(attempt: Attempt, outcomes: Sequence[Outcome]) -> Judged:
    """Say whether what came of the test cells is what the attempt deserves."""
    message = "\n".join(one.message for one in outcomes if one.message)
    passed = all(one.verdict == PASSED for one in outcomes)
    complaint = ""
    if attempt.right and not passed:
        complaint = f"a right answer is refused: {message}"
    elif not attempt.right and passed:
        complaint = "a wrong answer is accepted"
    elif not attempt.right and attempt.says.lower() not in message.lower():
        complaint = f"the message does not say {attempt.says!r}: {message}"
    return Judged(attempt.exercise, attempt.right, attempt.line, not complaint, complaint, message)


def print_report(reports: Sequence[Report], *, messages: bool) -> int:
    """Print the table; give the exit status, 0 only if every attempt was judged rightly."""
    print(
        f"{'unit':32} {'wrong caught':>14} {'right accepted':>16} {'adversaries caught':>20} "
        f"{'seconds':>9}  reference and stub"
    )
    for report in reports:
        wrong, right = report.count(right=False), report.count(right=True)
        rest = "good" if not report.complaints else "NOT GOOD"
        print(
            f"{report.unit:32} {_share(*wrong):>14} {_share(*right):>16} "
            f"{_share(*_caught([report])):>20} "
            f"{report.seconds:>9.2f}  {rest}",
        )
    for report in reports:
        if report.seconds > _MANY_SECONDS:
            print(
                f"{report.unit}: {report.seconds:.1f} s of processor time for each submission is "
                "long: tag cells that train or draw skip-execution, let tests use smaller arrays"
            )
        for complaint in report.complaints:
            print(f"{report.unit}: {complaint}")
        if report.unattacked:
            names = ", ".join(report.unattacked)
            print(f"{report.unit}: no adversary has anything to lie about in {names}")
        for attack in report.attacks:
            if not attack.good:
                print(f"{report.unit}: {attack}")
        for one in report.judged:
            if one.complaint:
                print(
                    f"{report.unit}: attempt of line {one.line} ({one.exercise}): {one.complaint}"
                )
            elif messages and one.message:
                print(f"{report.unit}: line {one.line} ({one.exercise}): {one.message}")
    wrong = _total(reports, right=False)
    right = _total(reports, right=True)
    caught = _caught(reports)
    print(
        f"wrong caught: {_share(*wrong)}  right accepted: {_share(*right)}  "
        f"adversaries caught: {_share(*caught)}"
    )
    complete = all(one.good for report in reports for one in report.judged)
    complete = complete and caught[0] == caught[1]
    return 0 if complete and not any(report.complaints for report in reports) else 1


def _share(good: int, of: int) -> str:
    return f"{good}/{of}"


def _caught(reports: Sequence[Report]) -> tuple[int, int]:
    attacks = [attack for report in reports for attack in report.attacks]
    return sum(attack.good for attack in attacks), len(attacks)


def _total(reports: Sequence[Report], *, right: bool) -> tuple[int, int]:
    counts = [report.count(right=right) for report in reports]
    return sum(good for good, _ in counts), sum(of for _, of in counts)
