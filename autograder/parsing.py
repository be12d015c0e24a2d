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
    if came not in ("", unit) or not _grade_ids(notebook) & _grade_ids(reference):
        what = f"the unit {came}" if came else "no unit of this course"
        return Broken(
            UNREADABLE, f"this is a notebook of {what}, wanted is {unit}: hand in {unit}.ipynb"
        )
    return notebook


def _grade_ids(notebook: NotebookNode) -> set[str]:
    return {name for cell in notebook.cells if (name := grade_id(cell))}
