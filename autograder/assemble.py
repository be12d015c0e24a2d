"""Puts the student's answers and the unit's own test cells together into the notebook to grade."""

import copy

from nbformat import NotebookNode

from dlcourse.notebooks import exercises_of, grade_id


def assemble(submitted: NotebookNode, reference: NotebookNode) -> NotebookNode:
    """Build the notebook that is graded.

    Parameters
    ----------
    submitted : NotebookNode
        The student's notebook; stays as it is.
    reference : NotebookNode
        The unit's reference notebook: its locked cells, with hidden tests, and its metadata
        replace whatever the student's notebook says, so that nothing a student edits counts.

    Returns
    -------
    NotebookNode
        The student's cells in their order without outputs; each exercise followed by its tests;
        missing given cells where the unit first needs them; the tests of a missing exercise at
        the end, where any definition can reach them.
    """
    own = {grade_id(cell): cell for cell in reference.cells if grade_id(cell)}
    last = {grade_id(cell): index for index, cell in enumerate(submitted.cells)}
    cells: list[NotebookNode] = []
    placed: set[str] = set()
    for index, cell in enumerate(submitted.cells):
        name = grade_id(cell)
        if name not in own:
            cells.append(_plain(cell))
        elif _is_answer(own[name]):
            # Of a doubled answer the last one counts, as it does when a notebook is run.
            final = last[name] == index
            cells.append(_answer(cell, own[name]) if final else _plain(cell))
            if final:
                placed.add(name)
                cells += _place_tests(name, reference, own, placed)
        elif not _is_test(own[name]) and name not in placed:
            cells.append(_locked(own[name]))
            placed.add(name)
    _put_back_given(cells, own)
    tail = [_locked(c) for n, c in own.items() if n not in placed and _is_test(c)]
    tail += [_empty(c) for n, c in own.items() if n not in placed and _is_question(c)]
    notebook = NotebookNode(reference)
    notebook.cells = _unique_ids(cells + tail)
    return notebook


def missing_exercises(submitted: NotebookNode, reference: NotebookNode) -> set[str]:
    """Name the exercises whose cell is not in the submitted notebook."""
    there = {grade_id(cell) for cell in submitted.cells}
    return set(exercises_of(reference)) - there


def _flags(cell: NotebookNode) -> tuple[bool, bool]:
    meta = cell.metadata["nbgrader"]
    return bool(meta["grade"]), bool(meta["solution"])


def _is_answer(cell: NotebookNode) -> bool:
    return _flags(cell)[1]


def _is_test(cell: NotebookNode) -> bool:
    return _flags(cell) == (True, False)


def _is_given(cell: NotebookNode) -> bool:
    return _flags(cell) == (False, False)


def _is_question(cell: NotebookNode) -> bool:
    return _flags(cell) == (True, True)


def _place_tests(
    exercise: str, reference: NotebookNode, own: dict[str, NotebookNode], placed: set[str]
) -> list[NotebookNode]:
    names = exercises_of(reference).get(exercise, [])
    placed.update(names)
    return [_locked(own[name]) for name in names]


def _put_back_given(cells: list[NotebookNode], own: dict[str, NotebookNode]) -> None:
    """Insert missing given cells, each before the first cell that the unit has below it."""
    names = list(own)
    there = [grade_id(cell) for cell in cells]
    for place, name in enumerate(names):
        if _is_given(own[name]) and name not in there:
            below = [index for index, one in enumerate(there) if one in names[place + 1 :]]
            index = min(below, default=len(cells))
            cells.insert(index, _locked(own[name]))
            there.insert(index, name)


def _locked(cell: NotebookNode) -> NotebookNode:
    made = copy.deepcopy(cell)
    if made.cell_type == "code":
        made.outputs, made.execution_count = [], None
    return made


def _empty(cell: NotebookNode) -> NotebookNode:
    made = copy.deepcopy(cell)
    made.source = ""
    return made


def _answer(cell: NotebookNode, own: NotebookNode) -> NotebookNode:
    made = _locked(own)
    made.source = cell.source
    return made


def _plain(cell: NotebookNode) -> NotebookNode:
    """Copy a student's own cell without outputs and grading metadata; tags stay."""
    made = copy.deepcopy(cell)
    tags = cell.metadata.get("tags", [])
    made.metadata = NotebookNode(tags=tags) if tags else NotebookNode()
    made.pop("attachments", None)
    if made.cell_type == "code":
        made.outputs, made.execution_count = [], None
    return made


def _unique_ids(cells: list[NotebookNode]) -> list[NotebookNode]:
    for number, cell in enumerate(cells):
        # No grade id begins with an underscore.
        cell.id = grade_id(cell) or f"_cell-{number}"
    return cells
