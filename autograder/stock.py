"""Grades with stock nbgrader: its gradebook, its autograde, its feedback."""

import contextlib
import io
import logging
import re

import nbformat
from nbconvert.preprocessors import Preprocessor
from nbformat import NotebookNode
from nbgrader.api import Gradebook
from nbgrader.converters import Autograde, GenerateFeedback
from nbgrader.converters.base import BaseConverter
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import NbGraderPreprocessor
from nbgrader.utils import is_grade

from autograder.layout import Layout, nbgrader_config
from autograder.markers import HIDDEN_END, HIDDEN_START
from autograder.records import Row
from dlcourse.notebooks import exercises_of, grade_id
from dlcourse.outcomes import MISSING, Outcome, RaisedError, outcome

CELL_SECONDS = 60


class SafeFeedback(NbGraderPreprocessor):  # type: ignore[misc]
    """Takes hidden tests, and tracebacks of them, out of a feedback page."""

    _hidden = re.compile(rf"(?ms)^{HIDDEN_START}.*?^{HIDDEN_END}[^\n]*\n?")

    def preprocess_cell(
        self, cell: NotebookNode, resources: dict[str, object], index: int
    ) -> tuple[NotebookNode, dict[str, object]]:
        """Clean one cell."""
        if cell.cell_type == "code" and is_grade(cell):
            cell.source = self._hidden.sub("", cell.source)
            for output in cell.outputs:
                if output.output_type == "error":
                    output.traceback = [f"{output.ename}: {output.evalue}"]
        return cell, resources


class NoScript(Preprocessor):  # type: ignore[misc]
    """Takes what could run out of text: a page may lie where the instructor is logged in.

    nbconvert's own cleaning does not reach formgrader's template.
    """

    _tag = re.compile(r"<(?=[a-z/!?])", re.IGNORECASE)
    _entity = re.compile(r"&(?=[#\w]+;)")
    _scheme = re.compile(r"script[\s\\]*:", re.IGNORECASE)

    def preprocess_cell(
        self, cell: NotebookNode, resources: dict[str, object], index: int
    ) -> tuple[NotebookNode, dict[str, object]]:
        """Clean one cell: a blank makes a tag, an entity and a scheme plain text."""
        if cell.cell_type in ("markdown", "raw"):
            text = self._entity.sub("& ", self._tag.sub("< ", cell.source))
            cell.source = self._scheme.sub("script :", text)
            cell.pop("attachments", None)
        return cell, resources


def autograde(layout: Layout, unit: str, student: str) -> str:
    """Run nbgrader's autograde for one student's assembled notebook.

    Returns
    -------
    str
        Empty, or what nbgrader said when it could not.
    """
    config = nbgrader_config(layout)
    config.Execute.timeout = CELL_SECONDS
    return _run(Autograde, layout, config, unit, student)


def write_feedback(layout: Layout, unit: str, student: str) -> str:
    """Run nbgrader's generate_feedback for one student, hidden tests left out."""
    return _run(GenerateFeedback, layout, nbgrader_config(layout), unit, student)


def _run(
    converter: type[BaseConverter], layout: Layout, config: object, unit: str, student: str
) -> str:
    config.CourseDirectory.assignment_id = unit  # type: ignore[attr-defined]
    config.CourseDirectory.student_id = student  # type: ignore[attr-defined]
    getattr(config, converter.__name__).force = True
    said = io.StringIO()
    with contextlib.redirect_stderr(said):
        run = converter(coursedir=CourseDirectory(config=config), config=config)
        run.log.setLevel(logging.ERROR)
        try:
            run.start()
        except Exception as error:  # whatever nbgrader raises belongs to this one submission
            return f"{type(error).__name__}: {error}"
    return ""


def read_rows(layout: Layout, unit: str, student: str, missing: set[str]) -> list[Row]:
    """Read what came of one student's test cells.

    Parameters
    ----------
    layout : Layout
    unit, student : str
    missing : set of str
        Exercises whose cell was not handed in.

    Returns
    -------
    list of Row
        Points are those of the gradebook; verdict and message come from the executed notebook.
    """
    path = layout.workspace / "autograded" / student / unit / f"{unit}.ipynb"
    notebook = nbformat.read(path, as_version=4)
    cells = {grade_id(cell): cell for cell in notebook.cells if grade_id(cell)}
    rows = []
    with Gradebook(nbgrader_config(layout).CourseDirectory.db_url, "dlcourse") as gradebook:
        for exercise, tests in exercises_of(notebook).items():
            own_error = _error(cells[exercise]) if exercise in cells else None
            for test in tests:
                grade = gradebook.find_grade(test, unit, unit, student)
                came = outcome(_error(cells[test]), exercise, own_error)
                if exercise in missing and came.verdict == "error":
                    came = _missing(exercise)
                rows.append(
                    Row(
                        student,
                        unit,
                        exercise,
                        test,
                        float(grade.auto_score or 0.0),
                        float(grade.max_score),
                        came.verdict,
                        came.message,
                    )
                )
    return rows


def _missing(exercise: str) -> Outcome:
    return Outcome(
        MISSING,
        f"{exercise}: its cell is not in the notebook that was handed in: "
        "copy your answer into a fresh copy of the unit's notebook",
    )


def _error(cell: NotebookNode) -> RaisedError | None:
    for output in cell.outputs:
        if output.output_type == "error":
            return RaisedError(output.ename, output.evalue)
    return None
