"""Grading one submission as a pure task: notebook bytes and unit in, record out."""

import signal
from dataclasses import asdict, dataclass
from typing import Any

import nbformat
from nbformat import NotebookNode

from autograder.assemble import assemble, missing_exercises
from autograder.engine.judge import Cell, CellResult, TemplateProcess, judge
from autograder.engine.limits import TimeLimits
from autograder.parsing import parse
from autograder.submissions import Broken
from dlcourse.notebooks import exercises_of, grade_id
from dlcourse.outcomes import ERROR, MISSING, PASSED, Outcome, RaisedError, outcome

# A judge that hangs all the same is ended by the system's alarm this long after its limit.
GRACE_SECONDS = 60

_template: TemplateProcess | None = None


@dataclass(frozen=True)
class Task:
    """What a worker needs to grade one submission.

    Attributes
    ----------
    reference : str
        The unit's reference notebook as JSON, with hidden tests and without outputs.
    content : bytes
        The handed-in file.
    limits : TimeLimits
        Seconds per cell and in all.
    """

    reference: str
    content: bytes
    limits: TimeLimits


def grade_submission(task: Task) -> dict[str, Any]:
    """Grade one submission in this process.

    Returns
    -------
    dict
        A record of plain data: ``tests`` has exercise, test, points, maximum, verdict and
        message of each test cell; ``cells`` what the student's cells printed and raised;
        ``notebook`` the assembled notebook as JSON, empty if the file was no notebook.

    Raises
    ------
    NoIsolationError
        If student code cannot be isolated here.
    """
    reference = nbformat.reads(task.reference, as_version=4)
    parsed = parse(task.content, reference)
    if isinstance(parsed, Broken):
        return broken_record(task.reference, parsed)
    notebook = assemble(parsed, reference)
    signal.alarm(int(task.limits.submission) + GRACE_SECONDS)
    try:
        results = judge(_warm_template(), _cells(notebook), task.limits)
    finally:
        signal.alarm(0)
    _keep_outputs(notebook, results)
    missing = missing_exercises(parsed, reference)
    return {
        "tests": _tests(notebook, results, missing),
        "notebook": nbformat.writes(notebook),
    }


def broken_record(reference: str, broken: Broken) -> dict[str, Any]:
    """Give the record of a submission that cannot be graded: no points, and why."""
    notebook = nbformat.reads(reference, as_version=4)
    return {
        "tests": [
            _test(exercise, cell, Outcome(broken.verdict, broken.message))
            for exercise, cell in _test_cells(notebook)
        ],
        "notebook": "",
    }


def _warm_template() -> TemplateProcess:
    """Give this process's template; the first submission starts it."""
    global _template
    if _template is None or not _template.alive():
        _template = TemplateProcess()
    return _template


def close_template() -> None:
    """End this process's template, if it has one."""
    global _template
    if _template is not None:
        _template.close()
        _template = None


def _cells(notebook: NotebookNode) -> list[Cell]:
    """List the code cells that grading runs, each for its side."""
    cells = []
    for index, cell in enumerate(notebook.cells):
        if cell.cell_type != "code" or "skip-execution" in cell.metadata.get("tags", []):
            continue
        is_test = bool(cell.metadata.get("nbgrader", {}).get("grade"))
        cells.append(Cell("test" if is_test else "student", str(index), cell.source))
    return cells


def _keep_outputs(notebook: NotebookNode, results: list[CellResult]) -> None:
    """Write what came of the cells into the notebook, for feedback and formgrader."""
    for result in results:
        cell = notebook.cells[int(result.name)]
        if result.output:
            cell.outputs.append(nbformat.v4.new_output("stream", text=result.output))
        if result.error:
            text = f"{result.error.name}: {result.error.text}"
            cell.outputs.append(
                nbformat.v4.new_output(
                    "error", ename=result.error.name, evalue=result.error.text, traceback=[text]
                )
            )


def _tests(
    notebook: NotebookNode, results: list[CellResult], missing: set[str]
) -> list[dict[str, Any]]:
    errors: dict[str, RaisedError | None] = {
        grade_id(notebook.cells[int(result.name)]): result.error for result in results
    }
    return [
        _test(exercise, cell, _outcome(errors, exercise, grade_id(cell), missing))
        for exercise, cell in _test_cells(notebook)
    ]


def _outcome(
    errors: dict[str, RaisedError | None], exercise: str, test: str, missing: set[str]
) -> Outcome:
    came = outcome(errors[test], exercise, errors.get(exercise))
    if exercise in missing and came.verdict == ERROR:
        return Outcome(
            MISSING,
            f"{exercise}: its cell is not in the notebook that was handed in: "
            "copy your answer into a fresh copy of the unit's notebook",
        )
    return came


def _test_cells(notebook: NotebookNode) -> list[tuple[str, NotebookNode]]:
    cells = {grade_id(cell): cell for cell in notebook.cells}
    return [
        (exercise, cells[test])
        for exercise, tests in exercises_of(notebook).items()
        for test in tests
    ]


def _test(exercise: str, cell: NotebookNode, came: Outcome) -> dict[str, Any]:
    maximum = float(cell.metadata["nbgrader"]["points"])
    return {
        "exercise": exercise,
        "test": grade_id(cell),
        "points": maximum if came.verdict == PASSED else 0.0,
        "maximum": maximum,
        **asdict(came),
    }
