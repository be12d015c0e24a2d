"""Makes a unit known to the workspace: its reference notebook, and its cells in the gradebook."""

from dataclasses import replace

import nbformat
from nbgrader.converters.base import NbGraderException

from autograder.build import load_unit
from autograder.gradebook import GradebookError
from autograder.layout import Layout
from autograder.notebook import to_notebook, write_notebook
from autograder.release import generate_assignment


def inside_workspace(layout: Layout) -> Layout:
    """Keep nbgrader's source and release steps of grading out of the course's own folders."""
    return replace(
        layout, solutions=layout.workspace / "source", release=layout.workspace / "release"
    )


def reference_json(layout: Layout, unit: str) -> str:
    """Give a unit's reference notebook, with hidden tests and without outputs, as JSON."""
    text: str = nbformat.writes(to_notebook(load_unit(layout, unit)))
    return text


def register(layout: Layout, unit: str) -> None:
    """Put a unit's cells into the gradebook, or bring them up to date."""
    inner = inside_workspace(layout)
    write_notebook(inner.solution(unit), to_notebook(load_unit(layout, unit)))
    try:
        generate_assignment(inner, unit, database=True)
    except NbGraderException as error:
        raise GradebookError(
            f"the gradebook {layout.workspace / 'gradebook.db'} cannot be written: close other "
            "programs that use it, make room on the disk, and run the same command again; "
            "nothing graded is lost"
        ) from error
