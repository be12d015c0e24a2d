"""The student's pre-flight: tells before handing in what the grader would see."""

import copy
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from nbformat import NotebookNode

from dlcourse.notebooks import NotebookError, exercises_of, grade_id, read_notebook, unit_of
from dlcourse.outcomes import MISSING, NOT_ATTEMPTED, PASSED, Outcome, RaisedError, outcome

CELL_SECONDS = 60


@dataclass(frozen=True)
class Preflight:
    """What a notebook looks like to the grader.

    Attributes
    ----------
    unit : str
        The unit's name.
    remarks : list of str
        What is wrong with the cells; empty when nothing is.
    outcomes : dict of str to Outcome
        For each exercise what its visible checks say: the first one that does not pass.
    """

    unit: str
    remarks: list[str]
    outcomes: dict[str, Outcome]

    @property
    def all_good(self) -> bool:
        """Whether there is nothing to mend."""
        passed = all(one.verdict == PASSED for one in self.outcomes.values())
        return passed and not self.remarks


def check_notebook(path: Path) -> Preflight:
    """Look at a notebook as the grader would and run it in a fresh kernel.

    Parameters
    ----------
    path : Path
        The student's notebook; only read.

    Returns
    -------
    Preflight

    Raises
    ------
    NotebookError
        If there is no notebook of a unit at ``path``; the text says what to do.
    """
    notebook = _read(path)
    return Preflight(unit_of(notebook), _remarks(notebook), _run(notebook, path.parent))


def _read(path: Path) -> NotebookNode:
    if path.is_dir():
        raise NotebookError(f"{path} is a folder: name the notebook in it, a file *.ipynb")
    try:
        content = path.read_bytes()
    except OSError as error:
        raise NotebookError(f"{path} cannot be read: {error.strerror}") from error
    try:
        notebook = read_notebook(content)
    except NotebookError as error:
        raise NotebookError(f"{path}: {error}") from error
    if not unit_of(notebook) or not exercises_of(notebook):
        raise NotebookError(
            f"{path} does not say which unit it belongs to: copy your answers into a fresh copy "
            "of the unit's notebook from release/"
        )
    return notebook


def _remarks(notebook: NotebookNode) -> list[str]:
    """Say which graded cells are missing, doubled or changed."""
    counts = Counter(grade_id(cell) for cell in notebook.cells if grade_id(cell))
    remarks = []
    for exercise, tests in exercises_of(notebook).items():
        if not counts[exercise]:
            remarks.append(
                f"The cell of the exercise {exercise} is missing: copy your answers into a fresh "
                "copy of the notebook, or undo the deletion (Edit → Undo Cell Operation)."
            )
        remarks += [
            f"The check cell {test} is missing: the grader puts it back, you just cannot see it."
            for test in tests
            if not counts[test]
        ]
    remarks += [
        f"The cell {name} is there {count} times: the last one counts, delete the others."
        for name, count in counts.items()
        if count > 1
    ]
    for cell in notebook.cells:
        name = grade_id(cell)
        kind = cell.metadata["nbgrader"].get("cell_type", cell.cell_type) if name else ""
        if name and kind != cell.cell_type:
            remarks.append(
                f"The cell {name} has become {cell.cell_type}: turn it back to {kind} with the "
                "menu above the notebook."
            )
        elif name and _is_locked_and_changed(cell):
            remarks.append(f"The locked cell {name} was changed: the grader uses the original.")
    return remarks


def _is_locked_and_changed(cell: NotebookNode) -> bool:
    from nbgrader.utils import compute_checksum, is_locked

    if not is_locked(cell):
        return False
    try:
        return bool(cell.metadata["nbgrader"]["checksum"] != compute_checksum(cell))
    except (KeyError, TypeError, ValueError):  # the metadata, too, were changed
        return True


def _run(notebook: NotebookNode, folder: Path) -> dict[str, Outcome]:
    """Run the notebook from top to bottom; long experiments are skipped, as in grading."""
    from nbclient import NotebookClient
    from nbclient.exceptions import DeadKernelError

    ran = copy.deepcopy(notebook)
    for cell in ran.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    client = NotebookClient(
        ran,
        timeout=CELL_SECONDS,
        interrupt_on_timeout=True,
        error_on_timeout={"ename": "CellTimeoutError", "evalue": "", "traceback": []},
        kernel_name="python3",
        allow_errors=True,
        resources={"metadata": {"path": str(folder.resolve())}},
        extra_arguments=["--IPKernelApp.log_level=ERROR"],
    )
    try:
        client.execute()
    except DeadKernelError as error:
        raise NotebookError(
            "the notebook ended its own kernel while it ran: look for exit(), for a recursion "
            "without an end, or for arrays that do not fit into memory"
        ) from error
    cells = {grade_id(cell): cell for cell in ran.cells}
    return {
        exercise: _first_trouble(exercise, tests, cells)
        for exercise, tests in exercises_of(notebook).items()
    }


def _first_trouble(exercise: str, tests: list[str], cells: dict[str, NotebookNode]) -> Outcome:
    own = _error(cells[exercise]) if exercise in cells else None
    ran = [cells[test] for test in tests if test in cells and cells[test].get("execution_count")]
    for cell in ran:
        came = outcome(_error(cell), exercise, own)
        if came.verdict != PASSED:
            return came
    return Outcome(PASSED) if ran else Outcome(MISSING, f"{exercise}: no check of it was run")


def _error(cell: NotebookNode) -> RaisedError | None:
    for output in cell.get("outputs", []):
        if output.output_type == "error" and output.ename == "KeyboardInterrupt":
            # It is how a kernel is stopped whose cell takes too long.
            return RaisedError("CellTimeoutError", "")
        if output.output_type == "error":
            return RaisedError(output.ename, output.evalue)
    return None


def print_preflight(path: Path, found: Preflight) -> None:
    """Print what was found in plain sentences."""
    print(f"{path.name}, a notebook of the unit {found.unit}\n")
    for remark in found.remarks:
        print(f"! {remark}")
    if not found.remarks:
        print("All exercises and check cells are there, each once.")
    print("\nRun from top to bottom in a fresh kernel, without the long experiments:\n")
    width = max((len(name) for name in found.outcomes), default=0)
    for exercise, came in found.outcomes.items():
        print(f"  {exercise:{width}}  {_line(came)}")
    passed = sum(one.verdict == PASSED for one in found.outcomes.values())
    print(f"\n{passed} of {len(found.outcomes)} exercises pass their visible checks.")
    if found.all_good:
        print("Hand it in as it is; hidden checks look at further cases when it is graded.")
    else:
        print("You can hand it in as it is, but the lines above cost points.")


def _line(came: Outcome) -> str:
    if came.verdict == PASSED:
        return "✓ visible checks pass"
    if came.verdict == NOT_ATTEMPTED:
        return "· not attempted yet"
    return f"✗ {came.message}"
