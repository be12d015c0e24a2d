"""Makes a unit known to the workspace: its reference notebook, and its cells in the gradebook."""

import contextlib
import io
from dataclasses import replace
from functools import lru_cache

import nbformat
from nbformat import NotebookNode
from nbgrader.converters.base import NbGraderException

from autograder.build import load_unit
from autograder.gradebook import make_gradebook
from autograder.layout import Layout
from autograder.notebook import to_notebook, write_notebook
from autograder.release import generate_assignment
from autograder.standings import GradebookError


def inside_workspace(layout: Layout) -> Layout:
    """Keep nbgrader's source and release steps of grading out of the course's own folders."""
    return replace(
        layout, solutions=layout.workspace / "source", release=layout.workspace / "release"
    )


def reference_json(layout: Layout, unit: str) -> str:
    """Give a unit's reference notebook, with hidden tests and without outputs, as JSON."""
    text: str = nbformat.writes(_reference(layout, unit, layout.source(unit).read_bytes()))
    return text


@lru_cache(maxsize=1)
def _reference(layout: Layout, unit: str, source: bytes) -> NotebookNode:
    """Read a unit's source, once while it stays as it is."""
    return to_notebook(load_unit(layout, unit))


def register(layout: Layout, unit: str) -> None:
    """Put a unit's cells into the gradebook, or bring them up to date.

    Raises
    ------
    GradebookError
        If the gradebook cannot be written.
    """
    make_gradebook(layout)
    inner = inside_workspace(layout)
    write_notebook(inner.solution(unit), _reference(layout, unit, layout.source(unit).read_bytes()))
    said = io.StringIO()
    try:
        # What went wrong nbgrader only logs, at length; its exception points there.
        with contextlib.redirect_stderr(said):
            generate_assignment(inner, unit, database=True)
    except NbGraderException as error:
        raise GradebookError.because(layout, _reason(error, said.getvalue())) from error


def _reason(error: BaseException, said: str) -> str:
    """Find the error that nbgrader wrapped."""
    while error.__cause__ or error.__context__:
        error = error.__cause__ or error.__context__  # type: ignore[assignment]
    lines = [line for line in said.splitlines() if line.strip()]
    return str(error).splitlines()[0] or (lines[-1] if lines else type(error).__name__)
