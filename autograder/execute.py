"""Runs reference notebooks and keeps what is worth keeping of their outputs."""

import copy
from pathlib import Path

from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError
from nbformat import NotebookNode

from autograder.layout import QUIET_KERNEL

_WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"


class ExecutionError(Exception):
    """Raised when a reference notebook fails; the text names the cell and the error."""


def execute(notebook: NotebookNode, folder: Path) -> NotebookNode:
    """Run every cell, also those that grading skips, in a fresh kernel.

    Parameters
    ----------
    notebook : NotebookNode
        Stays as it is.
    folder : Path
        The kernel's working folder.

    Returns
    -------
    NotebookNode
        A copy with outputs: streams merged, pictures with their text alternative, and widgets
        as the picture of their default setting (a live widget needs a kernel).

    Raises
    ------
    ExecutionError
        If a cell raises.
    """
    executed = copy.deepcopy(notebook)
    client = NotebookClient(
        executed,
        timeout=None,
        kernel_name="python3",
        resources={"metadata": {"path": str(folder)}},
        skip_cells_with_tag="",
        store_widget_state=False,
        coalesce_streams=True,
        record_timing=False,
        extra_arguments=list(QUIET_KERNEL),
    )
    try:
        client.execute()
    except CellExecutionError as error:
        raise ExecutionError(str(error)) from error
    executed.metadata["language_info"] = {"name": "python"}
    executed.metadata.pop("widgets", None)
    for cell in executed.cells:
        for output in cell.get("outputs", []):
            _tidy(output)
    return executed


def _tidy(output: NotebookNode) -> None:
    data = output.get("data", {})
    if "image/png" in data:
        data.pop(_WIDGET_VIEW, None)
        text = data.get("text/plain", "")
        if not text.startswith("<"):
            output.metadata["image/png"] = output.metadata.get("image/png", {}) | {"alt": text}


def same_code(one: NotebookNode, other: NotebookNode) -> bool:
    """Whether two notebooks would run the same: equal code cells with equal tags."""
    return _code(one) == _code(other)


def copy_outputs(source: NotebookNode, target: NotebookNode) -> None:
    """Give the code cells of ``target`` the outputs that those of ``source`` have."""
    pairs = zip(_code_cells(source), _code_cells(target), strict=True)
    for old, new in pairs:
        new.outputs = old.outputs
        new.execution_count = old.execution_count


def without_outputs(notebook: NotebookNode) -> NotebookNode:
    """Copy a notebook without its outputs and execution counts."""
    bare = copy.deepcopy(notebook)
    for cell in _code_cells(bare):
        cell.outputs = []
        cell.execution_count = None
    return bare


def _code_cells(notebook: NotebookNode) -> list[NotebookNode]:
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def _code(notebook: NotebookNode) -> list[tuple[str, list[str]]]:
    return [(cell.source, cell.metadata.get("tags", [])) for cell in _code_cells(notebook)]
