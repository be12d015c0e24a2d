"""Turns one handed-in file into its record. Runs in a judge's process, forked for it alone."""

import base64
import json
import time
from typing import Any

import nbformat
from nbformat import NotebookNode

from autograder.assemble import assemble, missing_exercises
from autograder.engine.errors import cleaned
from autograder.engine.judge import Cell, CellResult, judge
from autograder.engine.limits import TimeLimits
from autograder.engine.process import TemplateProcess
from autograder.parsing import parse
from autograder.submissions import Broken
from autograder.verdicts import broken_record, test_cells, test_result
from dlcourse.notebooks import grade_id, read_notebook
from dlcourse.outcomes import ERROR, MISSING, UNREADABLE, Outcome, RaisedError, outcome

MAX_CELLS = 2_000


def mark(request: dict[str, Any], template: TemplateProcess) -> dict[str, Any]:
    """Grade one submission.

    Parameters
    ----------
    request : dict
        ``reference``, the unit's notebook as JSON; ``content``, the handed-in bytes in base64;
        ``limits``, the seconds for a cell and for all.
    template : TemplateProcess
        Where runners come from.

    Returns
    -------
    dict
        ``tests`` has exercise, test, points, maximum, verdict and message of each test cell;
        ``notebook`` is the assembled notebook as JSON, empty if the file was no notebook;
        ``seconds`` tells where the time went.
    """
    start = time.monotonic()
    # The unit's own notebook needs no validation, nor does what is made of it.
    reference = nbformat.v4.reads(request["reference"])
    parsed = parse(base64.b64decode(request["content"]), reference)
    if not isinstance(parsed, Broken) and len(parsed.cells) > MAX_CELLS:
        many = f"the notebook has {len(parsed.cells):,} cells, at most {MAX_CELLS:,} are run"
        parsed = Broken(UNREADABLE, many)
    if isinstance(parsed, Broken):
        return broken_record(request["reference"], parsed)
    notebook = assemble(parsed, reference)
    results, seconds = judge(template, _cells(notebook), TimeLimits(*request["limits"]))
    _keep_outputs(notebook, results)
    missing = missing_exercises(parsed, reference)
    return {
        "tests": _tests(notebook, results, missing),
        # In one line: nbformat's own layout takes ten times as long to write.
        "notebook": cleaned(json.dumps(notebook, ensure_ascii=False, sort_keys=True)),
        "seconds": {**seconds, "reading": time.monotonic() - start - sum(seconds.values())},
    }


def warm_up() -> None:
    """Let nbformat prepare what it needs for the first notebook that it checks."""
    empty = nbformat.writes(nbformat.v4.new_notebook())
    read_notebook(empty.encode())


def _cells(notebook: NotebookNode) -> list[Cell]:
    """List the code cells that grading runs, each for its side."""
    cells = []
    for index, cell in enumerate(notebook.cells):
        if cell.cell_type != "code" or "skip-execution" in cell.metadata.get("tags", []):
            continue
        is_test = bool(cell.metadata.get("nbgrader", {}).get("grade"))
        source = cell.source if is_test else cleaned(cell.source)
        cells.append(Cell("test" if is_test else "student", str(index), source))
    return cells


def _keep_outputs(notebook: NotebookNode, results: list[CellResult]) -> None:
    """Write what came of the cells into the notebook, for feedback and formgrader."""
    for result in results:
        cell = notebook.cells[int(result.name)]
        if result.output:
            cell.outputs.append(nbformat.v4.new_output("stream", text=result.output))
        if result.error:
            text = f"{result.error.name}: {result.error.text}"
            cell.outputs.append(
                nbformat.v4.new_output(
                    "error", ename=result.error.name, evalue=result.error.text, traceback=[text]
                )
            )


def _tests(
    notebook: NotebookNode, results: list[CellResult], missing: set[str]
) -> list[dict[str, Any]]:
    errors: dict[str, RaisedError | None] = {
        grade_id(notebook.cells[int(result.name)]): result.error for result in results
    }
    return [
        test_result(exercise, cell, _outcome(errors, exercise, grade_id(cell), missing))
        for exercise, cell in test_cells(notebook)
    ]


def _outcome(
    errors: dict[str, RaisedError | None], exercise: str, test: str, missing: set[str]
) -> Outcome:
    came = outcome(errors[test], exercise, errors.get(exercise))
    if exercise in missing and came.verdict == ERROR:
        return Outcome(
            MISSING,
            f"{exercise}: its cell is not in the notebook that was handed in: "
            "copy your answer into a fresh copy of the unit's notebook",
        )
    return came
