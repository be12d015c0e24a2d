"""Reads a submission's bytes as a notebook of the unit that is graded."""

from nbformat import NotebookNode

from autograder.submissions import Broken
from dlcourse.notebooks import NotebookError, grade_id, read_notebook, unit_of
from dlcourse.outcomes import UNREADABLE


def parse(content: bytes, reference: NotebookNode) -> NotebookNode | Broken:
    """Read a submission's bytes as a notebook of the reference's unit.

    Parameters
    ----------
    content : bytes
        The handed-in file.
    reference : NotebookNode
        The unit's reference notebook.

    Returns
    -------
    NotebookNode or Broken
        The notebook, upgraded to format 4 if it was older, or why it cannot be graded.
    """
    unit = reference.metadata["dlcourse"]["unit"]
    try:
        notebook = read_notebook(content)
    except NotebookError as error:
        return Broken(UNREADABLE, str(error))
    came = unit_of(notebook)
    if came not in ("", unit):
        what = f"this is a notebook of the unit {came[:80]}, wanted is {unit}"
        return Broken(UNREADABLE, f"{what}: hand in {unit}.ipynb")
    if not _grade_ids(notebook) & _grade_ids(reference):
        return Broken(
            UNREADABLE,
            f"this notebook has no cell of the unit {unit}: copy your answers into a fresh copy "
            f"of {unit}.ipynb and hand that in",
        )
    return notebook


def _grade_ids(notebook: NotebookNode) -> set[str]:
    return {name for cell in notebook.cells if (name := grade_id(cell))}
