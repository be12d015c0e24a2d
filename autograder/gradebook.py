"""Writes records into nbgrader's gradebook, through its own API, and its tree of notebooks."""

import warnings
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from nbgrader.api import Gradebook
from sqlalchemy.exc import OperationalError, SAWarning

from autograder.atomic import write_atomically
from autograder.layout import Layout, nbgrader_config
from autograder.records import Row


class GradebookError(Exception):
    """Raised when the gradebook cannot be written; the text says what to do."""


class GradebookWriter:
    """Records one unit's marks; formgrader, export and manual grading then work on them."""

    def __init__(self, layout: Layout, unit: str) -> None:
        self._layout = layout
        self._unit = unit
        self._book: Any = None

    def __enter__(self) -> Self:
        """Open the gradebook."""
        self._book = Gradebook(nbgrader_config(self._layout).CourseDirectory.db_url, "dlcourse")
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close it; what was recorded is kept."""
        self._book.close()

    def record(self, student: str, rows: list[Row], notebook: str, content: bytes | None) -> None:
        """Record one student's marks and notebooks.

        Parameters
        ----------
        student : str
        rows : list of Row
            One per test cell.
        notebook : str
            The graded notebook as JSON; empty if there is none.
        content : bytes or None
            What was handed in.
        """
        self._write_notebooks(student, notebook, content)
        self._book.update_or_create_student(student)
        with warnings.catch_warnings():
            # nbgrader fills its tables in an order that SQLAlchemy remarks on.
            warnings.simplefilter("ignore", SAWarning)
            submission = self._book.update_or_create_submission(self._unit, student)
        points = {row.test: row.points for row in rows}
        for graded in submission.notebooks:
            for grade in graded.grades:
                if grade.name in points:
                    grade.auto_score = points[grade.name]
                    # A mark given by hand was for what was handed in before.
                    grade.needs_manual_grade = grade.manual_score is not None
                    grade.manual_score = None
                else:
                    grade.needs_manual_grade = bool(notebook)
        try:
            self._book.db.commit()
        except OperationalError as error:
            raise GradebookError(
                f"the gradebook cannot be written ({error.orig}): close other programs that use "
                "it, make room on the disk, and run the same command again; nothing graded is lost"
            ) from error

    def _write_notebooks(self, student: str, notebook: str, content: bytes | None) -> None:
        for step, data in (("submitted", content), ("autograded", notebook)):
            path = self._path(step, student)
            if data:
                write_atomically(path, data)
            elif path.exists():
                path.unlink()

    def _path(self, step: str, student: str) -> Path:
        folder = self._layout.workspace / step / student / self._unit
        return folder / f"{self._unit}.ipynb"
