"""Makes students' notebooks out of a unit's own right and wrong attempts."""

import copy
from collections.abc import Sequence

from nbformat import NotebookNode

from autograder.attempts import Attempt, with_body
from autograder.source import Unit
from dlcourse.notebooks import grade_id


def answer(released: NotebookNode, unit: Unit, answers: Sequence[Attempt]) -> NotebookNode:
    """Fill attempts into a copy of a student notebook.

    Parameters
    ----------
    released : NotebookNode
        The unit's student notebook.
    unit : Unit
    answers : sequence of Attempt
        At most one per exercise; the others stay stubs.

    Returns
    -------
    NotebookNode
    """
    bodies = {attempt.exercise: attempt.body for attempt in answers}
    cells = {cell.name: cell for cell in unit.exercises}
    notebook = copy.deepcopy(released)
    for cell in notebook.cells:
        name = grade_id(cell)
        if name in bodies and name in cells:
            cell.source = with_body(cells[name], bodies[name]).rstrip("\n")
    return notebook
