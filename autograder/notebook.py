"""Turns a unit into its notebook: cell ids, nbgrader's metadata, the same bytes every time."""

import hashlib
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode

from autograder.atomic import write_atomically
from autograder.source import Cell, Unit

_KERNELSPEC = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}


def to_notebook(unit: Unit) -> NotebookNode:
    """Build the reference notebook of a unit, not yet executed.

    Parameters
    ----------
    unit : Unit
        A unit without problems.

    Returns
    -------
    NotebookNode
        The notebook; its metadata name the unit, its exercises and their tests.
    """
    notebook = nbformat.v4.new_notebook()
    notebook.metadata = nbformat.from_dict(
        {
            "dlcourse": {
                "unit": unit.name,
                "exercises": [{"name": n, "tests": t} for n, t in unit.test_names().items()],
            },
            "kernelspec": _KERNELSPEC,
            "language_info": {"name": "python"},
        }
    )
    tests_seen: dict[str, int] = {}
    used: set[str] = set()
    for cell in unit.cells:
        if cell.role == "tests":
            tests_seen[cell.name] = tests_seen.get(cell.name, 0) + 1
        name = f"{cell.name}_test_{tests_seen[cell.name]}" if cell.role == "tests" else cell.name
        notebook.cells.append(_notebook_cell(cell, name, used))
    return notebook


def _notebook_cell(cell: Cell, name: str, used: set[str]) -> NotebookNode:
    new = nbformat.v4.new_markdown_cell if cell.is_markdown else nbformat.v4.new_code_cell
    made = new(source=cell.source)
    made.id = _cell_id(cell, name, used)
    if cell.tags:
        made.metadata["tags"] = list(cell.tags)
    grading = _grading_metadata(cell, name)
    if grading:
        made.metadata["nbgrader"] = grading
    return made


def _cell_id(cell: Cell, name: str, used: set[str]) -> str:
    """Name a cell by its id, or by its content, so that an id survives cells put in elsewhere."""
    stem = name or hashlib.sha256(f"{cell.role}\n{cell.source}".encode()).hexdigest()[:10]
    candidate, count = stem[:60], 1
    while candidate in used:
        count += 1
        candidate = f"{stem[:60]}-{count}"
    used.add(candidate)
    return candidate


def _grading_metadata(cell: Cell, name: str) -> dict[str, Any]:
    common = {"grade_id": name, "schema_version": 3, "task": False}
    if cell.role == "exercise":
        return common | {"grade": False, "locked": False, "solution": True}
    if cell.role == "tests":
        return common | {"grade": True, "locked": True, "points": cell.points, "solution": False}
    if cell.role == "given":
        return common | {"grade": False, "locked": True, "solution": False}
    if cell.role == "question":
        # nbgrader takes a written answer only as a manually graded cell: it is worth nothing.
        return common | {"grade": True, "locked": False, "points": 0, "solution": True}
    return {}


def write_notebook(path: Path, notebook: NotebookNode) -> None:
    """Validate a notebook and write it atomically, ending in one newline."""
    nbformat.validate(notebook)
    write_atomically(path, nbformat.writes(notebook, version=4).rstrip("\n") + "\n")
