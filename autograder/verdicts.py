"""What came of a submission's test cells, as plain data."""

from dataclasses import asdict
from typing import Any

import nbformat
from nbformat import NotebookNode

from autograder.submissions import Broken
from dlcourse.notebooks import exercises_of, grade_id
from dlcourse.outcomes import PASSED, Outcome


def broken_record(reference: str, broken: Broken) -> dict[str, Any]:
    """Give the record of a submission that cannot be graded: no points, and why."""
    notebook = nbformat.reads(reference, as_version=4)
    return {
        "tests": [
            test_result(exercise, cell, Outcome(broken.verdict, broken.message))
            for exercise, cell in test_cells(notebook)
        ],
        "notebook": "",
        "seconds": {},
    }


def test_cells(notebook: NotebookNode) -> list[tuple[str, NotebookNode]]:
    """List the unit's test cells, each with the exercise that it tests."""
    cells = {grade_id(cell): cell for cell in notebook.cells}
    return [
        (exercise, cells[test])
        for exercise, tests in exercises_of(notebook).items()
        for test in tests
    ]


def test_result(exercise: str, cell: NotebookNode, came: Outcome) -> dict[str, Any]:
    """Give the part of a record that tells what came of one test cell."""
    maximum = float(cell.metadata["nbgrader"]["points"])
    return {
        "exercise": exercise,
        "test": grade_id(cell),
        "points": maximum if came.verdict == PASSED else 0.0,
        "maximum": maximum,
        **asdict(came),
    }
