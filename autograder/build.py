"""Builds units: course → solutions → release, and says when the committed folders are stale."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from autograder.atomic import write_atomically
from autograder.execute import copy_outputs, execute, same_code, without_outputs
from autograder.layout import Layout
from autograder.notebook import to_notebook, write_notebook
from autograder.release import student_notebook
from autograder.rules import problems
from autograder.source import Problem, Unit, read_unit
from dlcourse.data.loading import STANDS_IN
from dlcourse.notebooks import NotebookError, read_notebook

MAX_BYTES = 1_000_000
_ON_STAND_IN = "its numbers come of a stand-in for a data set and are not those in the text"


class RefusedError(Exception):
    """Raised for a unit that breaks the rules; the text lists file, line and reason."""

    def __init__(self, found: list[Problem]) -> None:
        # The list alone: so the error survives the way from one process to another.
        super().__init__(found)
        self.problems = found

    def __str__(self) -> str:
        return "\n".join(str(problem) for problem in self.problems)


@dataclass(frozen=True)
class Built:
    """What a build did with one unit."""

    unit: str
    executed: bool
    size: int


def load_unit(layout: Layout, name: str) -> Unit:
    """Read a unit and hold it to the rules.

    Raises
    ------
    SourceError
        If the file cannot be read.
    RefusedError
        If the unit breaks a rule.
    """
    unit = read_unit(layout.source(name))
    found = problems(unit)
    if found:
        raise RefusedError(found)
    return unit


def build(
    layout: Layout, name: str, *, force_execution: bool = False, tell: Callable[[str], None] = print
) -> Built:
    """Build one unit.

    The reference notebook is executed when its code is not that of the existing one; otherwise
    the outputs are kept, since a run on the full data takes minutes.

    Parameters
    ----------
    layout : Layout
    name : str
        The unit, ``NN_topic``.
    force_execution : bool
        Run it in any case.
    tell : callable
        Gets a line before a long run.

    Returns
    -------
    Built

    Raises
    ------
    SourceError, RefusedError, ExecutionError
        If the source is unreadable, breaks a rule or fails when run. Nothing is written then.
    """
    unit = load_unit(layout, name)
    notebook = to_notebook(unit)
    previous = _read_if_there(layout.solution(name))
    good = _has_outputs(previous) and not _on_stand_in(previous)
    kept = good and not force_execution and same_code(previous, notebook)
    if kept:
        copy_outputs(previous, notebook)
    else:
        tell(f"{name}: running the reference notebook …")
        notebook = execute(notebook, layout.course)
        if _on_stand_in(notebook):
            tell(f"{name}: {_ON_STAND_IN}: name the folder with all data sets in DLCOURSE_DATA")
    released = student_notebook(name, notebook)
    size = len(nbformat.writes(notebook).encode())
    if size > MAX_BYTES:
        raise RefusedError(
            [
                Problem(
                    unit.path,
                    1,
                    f"the reference notebook has {size:,} bytes with its outputs, more than "
                    f"{MAX_BYTES:,}: draw fewer or smaller pictures",
                )
            ]
        )
    write_notebook(layout.solution(name), notebook)
    write_atomically(layout.released(name), released)
    return Built(name, not kept, size)


def stale(layout: Layout, name: str) -> list[str]:
    """Say in what the committed notebooks of a unit are not what its source gives.

    Returns
    -------
    list of str
        A sentence per stale file; empty when both are fresh.
    """
    notebook = to_notebook(load_unit(layout, name))
    found = []
    committed = _read_if_there(layout.solution(name))
    if not layout.solution(name).exists():
        found.append(f"{layout.solution(name)} is missing")
    elif committed is None:
        found.append(f"{layout.solution(name)} cannot be read as a notebook")
    elif nbformat.writes(without_outputs(committed)) != nbformat.writes(notebook):
        found.append(f"{layout.solution(name)} is not what {layout.source(name)} gives")
    elif not _has_outputs(committed):
        found.append(f"{layout.solution(name)} has no outputs")
    elif _on_stand_in(committed):
        found.append(f"{layout.solution(name)}: {_ON_STAND_IN}")
    if not layout.released(name).exists():
        found.append(f"{layout.released(name)} is missing")
    elif layout.released(name).read_bytes() != student_notebook(name, notebook):
        found.append(f"{layout.released(name)} is not what {layout.source(name)} gives")
    return found


def orphans(layout: Layout) -> list[str]:
    """Name the built folders whose unit has no source any more."""
    units = set(layout.unit_names())
    return [
        f"{folder} has no source in {layout.course}"
        for top in (layout.solutions, layout.release)
        for folder in sorted(top.glob("*/"))
        if folder.name not in units and not folder.name.startswith(".")
    ]


def _read_if_there(path: Path) -> NotebookNode | None:
    """Read a notebook; one that a person or a merge has broken counts as not there."""
    try:
        return read_notebook(path.read_bytes(), whole=True)
    except (FileNotFoundError, NotebookError):
        return None


def _has_outputs(notebook: NotebookNode | None) -> bool:
    return notebook is not None and any(cell.get("outputs") for cell in notebook.cells)


def _on_stand_in(notebook: NotebookNode | None) -> bool:
    """Whether a reference notebook was executed where a data set was missing."""
    return notebook is not None and any(
        STANDS_IN in output.get("text", "")
        for cell in notebook.cells
        for output in cell.get("outputs", [])
    )
