"""Reads a student's notebook file, whatever state it is in."""

import json
from typing import Any

import nbformat
import nbformat.reader
from nbformat import NotebookNode

_AGAIN = "open it in JupyterLab, save it and try again"


class NotebookError(Exception):
    """Raised when a file is not a usable notebook; the text says why and what to do."""


def read_notebook(content: bytes, *, whole: bool = False) -> NotebookNode:
    """Read a notebook of any format version.

    Parameters
    ----------
    content : bytes
        The file.
    whole : bool
        Whether to keep outputs and what it says of its kernel: nobody who grades looks at that,
        and some programs write it malformed.

    Returns
    -------
    NotebookNode
        In format 4; an older notebook is upgraded.

    Raises
    ------
    NotebookError
        If the bytes are not UTF-8, not JSON, or not a valid notebook.
    """
    try:
        # Some editors of Windows write a byte order mark, which says nothing.
        raw = json.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise NotebookError(f"the file is not text in UTF-8: {_AGAIN}") from error
    except (ValueError, RecursionError) as error:
        raise NotebookError(f"the file is not a notebook ({_short(error)}): {_AGAIN}") from error
    if not isinstance(raw, dict) or not ({"cells", "worksheets"} & set(raw)):
        raise NotebookError(f"the file is JSON but has no cells: {_AGAIN}")
    if not whole:
        _drop_unused(raw)
    try:
        # Half of a character, which JSON can spell, cannot be written as text again.
        text = json.dumps(raw, ensure_ascii=False).encode(errors="replace").decode()
        # nbformat.reads would validate it once more.
        notebook = nbformat.convert(nbformat.reader.reads(text), 4)
        nbformat.validate(notebook, relax_add_props=True)
    except Exception as error:  # nbformat raises many kinds for malformed notebooks
        raise NotebookError(f"the notebook is malformed ({_short(error)}): {_AGAIN}") from error
    return notebook


def _drop_unused(raw: dict[str, Any]) -> None:
    if isinstance(raw.get("metadata"), dict):
        for name in ("kernelspec", "language_info"):
            raw["metadata"].pop(name, None)
    for cell in raw["cells"] if isinstance(raw.get("cells"), list) else ():
        if isinstance(cell, dict) and cell.get("cell_type") == "code":
            cell |= {"outputs": [], "execution_count": None}


def _short(error: Exception) -> str:
    return str(error).splitlines()[0][:200] if str(error) else type(error).__name__


def unit_of(notebook: NotebookNode) -> str:
    """Give the unit that a notebook says it belongs to; empty when it says none."""
    own = notebook.metadata.get("dlcourse", {})
    unit = own.get("unit", "") if isinstance(own, dict) else ""
    return unit if isinstance(unit, str) else ""


def exercises_of(notebook: NotebookNode) -> dict[str, list[str]]:
    """Give a unit's exercises in order, each with the ids of its tests.

    A list in the notebook's metadata says it: nbformat sorts the keys of a dict. Where that is
    not as it was built, there are none.
    """
    try:
        listed = notebook.metadata["dlcourse"]["exercises"]
        return {str(one["name"]): [str(test) for test in one["tests"]] for one in listed}
    except (KeyError, TypeError):
        return {}


def grade_id(cell: NotebookNode) -> str:
    """Give a cell's nbgrader id; empty when it has none."""
    nbgrader = cell.metadata.get("nbgrader", {})
    name = nbgrader.get("grade_id", "") if isinstance(nbgrader, dict) else ""
    return name if isinstance(name, str) else ""
