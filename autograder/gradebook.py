"""Writes marks into nbgrader's gradebook, many students in one transaction."""

import contextlib
import logging
import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from types import TracebackType
from typing import Any, Self

import nbgrader.api
from alembic.script import ScriptDirectory
from nbgrader.api import (
    Comment,
    Grade,
    Gradebook,
    InvalidEntry,
    Student,
    SubmittedAssignment,
    SubmittedNotebook,
    new_uuid,
)
from nbgrader.dbutil import ALEMBIC_DIR
from sqlalchemy import bindparam, insert, select, text, update
from sqlalchemy.exc import DBAPIError

from autograder.late import LateError, LatePolicy, seconds_late
from autograder.layout import Layout, nbgrader_config
from autograder.standings import DUE, STANDINGS, GradebookError, Standing, by_student

COURSE = "dlcourse"


@dataclass(frozen=True)
class Marks:
    """What is to be recorded of one student.

    Attributes
    ----------
    student : str
    points : dict or None
        Of each test cell; None leaves the marks as they are.
    handed_in_anew : bool
        Whether marks given by hand were given for something else.
    answers : dict
        nbgrader's checksum of the answer to each question; empty if there is no notebook.
    answers_before : dict
        Those that marks by hand were given for.
    timestamp : datetime or None
        When it was handed in, in UTC.
    """

    student: str
    points: dict[str, float] | None
    handed_in_anew: bool
    answers: dict[str, str]
    answers_before: dict[str, str]
    timestamp: datetime | None


def make_gradebook(layout: Layout) -> None:
    """Make a gradebook where there is none: all of it or nothing."""
    path = layout.workspace / "gradebook.db"
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(".new-gradebook.db")
    for leftover in (new, new.with_name(f"{new.name}-journal")):
        leftover.unlink(missing_ok=True)
    with readable_errors(layout), _schema_found_here():
        Gradebook(f"sqlite:///{new}", COURSE).close()
    os.replace(new, path)


@contextlib.contextmanager
def _schema_found_here() -> Iterator[None]:
    """Let the version of nbgrader's schema be found in this process.

    nbgrader starts a program for it, which imports for a second and may not be on the path.
    """
    original = nbgrader.api.get_alembic_version
    nbgrader.api.get_alembic_version = ScriptDirectory(ALEMBIC_DIR).get_current_head
    try:
        yield
    finally:
        nbgrader.api.get_alembic_version = original


@contextlib.contextmanager
def readable_errors(layout: Layout) -> Iterator[None]:
    """Turn what a database says into what a person can do."""
    # nbgrader logs a traceback and then raises the same.
    log = logging.getLogger("tornado.application")
    disabled, log.disabled = log.disabled, True
    try:
        yield
    except (DBAPIError, InvalidEntry) as error:
        why = error.orig if isinstance(error, DBAPIError) else error
        text = re.sub(r"^\(\S+Error\) ", "", str(why))
        raise GradebookError.because(layout, text) from error
    finally:
        log.disabled = disabled


class GradebookWriter:
    """Records one unit's marks; formgrader, export and manual grading then work on them."""

    def __init__(self, layout: Layout, unit: str) -> None:
        self._layout = layout
        self._unit = unit
        self._policy: LatePolicy | None = None
        self._book: Any = None

    def __enter__(self) -> Self:
        """Open the gradebook."""
        with readable_errors(self._layout):
            url = nbgrader_config(self._layout).CourseDirectory.db_url
            self._book = Gradebook(url, COURSE)
            self._load_unit()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close it; what was committed is kept."""
        self._book.close()

    def _load_unit(self) -> None:
        assignment = self._book.find_assignment(self._unit)
        notebook = self._book.find_notebook(self._unit, self._unit)
        self._assignment, self._notebook = assignment.id, notebook.id
        self._graded = {c.id: c.name for c in (*notebook.grade_cells, *notebook.task_cells)}
        self._released = {cell.name: cell.checksum for cell in notebook.source_cells}
        self._commented = [c.id for c in (*notebook.solution_cells, *notebook.task_cells)]
        self._book.db.commit()

    @property
    def due(self) -> str:
        """The unit's due date, as the database writes it; empty if there is none."""
        return str(self._execute(text(DUE), {"unit": self._unit}).scalar_one())

    def set_due(self, due: datetime) -> None:
        """Set the unit's due date."""
        with readable_errors(self._layout):
            self._book.find_assignment(self._unit).duedate = due
            self._book.db.commit()

    def apply(self, marks: Sequence[Marks]) -> tuple[dict[str, Standing], dict[str, str]]:
        """Record students; nothing is kept before :meth:`commit`.

        Returns
        -------
        tuple of (dict, dict)
            Each student's standing then, and the notes on those whose penalty is not known.
        """
        with readable_errors(self._layout):
            submissions = self._submissions([one.student for one in marks])
            self._write_points(marks, submissions)
            self._execute(
                update(SubmittedAssignment.__table__)
                .where(SubmittedAssignment.__table__.c.id == bindparam("which"))
                .values(timestamp=bindparam("handed_in")),
                [
                    {"which": submissions[one.student][0], "handed_in": one.timestamp}
                    for one in marks
                ],
            )
            return self._penalize(marks, submissions)

    def commit(self) -> None:
        """Keep what was applied."""
        with readable_errors(self._layout):
            self._book.db.commit()

    def _execute(self, statement: Any, values: Any = None) -> Any:
        return self._book.db.execute(statement, values)

    def _submissions(self, students: list[str]) -> dict[str, tuple[str, str]]:
        """Give each student's submission and its notebook; make what is missing."""
        found = {student: (one, notebook) for student, one, notebook in self._find(students)}
        new = [student for student in students if student not in found]
        if new:
            self._make_students(new)
            found |= self._make_submissions(new)
        return found

    def _find(self, students: list[str]) -> Any:
        one, notebook = SubmittedAssignment.__table__, SubmittedNotebook.__table__
        return self._execute(
            select(one.c.student_id, one.c.id, notebook.c.id)
            .join(notebook, notebook.c.assignment_id == one.c.id)
            .where(one.c.assignment_id == self._assignment, one.c.student_id.in_(students))
        )

    def _make_students(self, students: list[str]) -> None:
        table = Student.__table__
        known = set(self._execute(select(table.c.id).where(table.c.id.in_(students))).scalars())
        if new := [{"id": student} for student in students if student not in known]:
            self._execute(insert(table), new)

    def _make_submissions(self, students: list[str]) -> dict[str, tuple[str, str]]:
        made = {student: (new_uuid(), new_uuid()) for student in students}
        self._execute(
            insert(SubmittedAssignment.__table__),
            [
                {"id": one, "assignment_id": self._assignment, "student_id": student}
                for student, (one, _) in made.items()
            ],
        )
        self._execute(
            insert(SubmittedNotebook.__table__),
            [
                {"id": notebook, "assignment_id": one, "notebook_id": self._notebook}
                for one, notebook in made.values()
            ],
        )
        for table, cells in ((Grade, self._graded), (Comment, self._commented)):
            rows = [
                {"id": new_uuid(), "notebook_id": notebook, "cell_id": cell}
                for _, notebook in made.values()
                for cell in cells
            ]
            if rows:
                self._execute(insert(table.__table__), rows)
        return made

    def _write_points(
        self, marks: Sequence[Marks], submissions: dict[str, tuple[str, str]]
    ) -> None:
        by_notebook = {submissions[one.student][1]: one for one in marks if one.points is not None}
        table = Grade.__table__
        grades = self._execute(
            select(
                table.c.id,
                table.c.notebook_id,
                table.c.cell_id,
                table.c.auto_score,
                table.c.manual_score,
            ).where(table.c.notebook_id.in_(by_notebook))
        )
        values = [
            {"which": which, **self._grade(by_notebook[notebook], self._graded[cell], auto, manual)}
            for which, notebook, cell, auto, manual in grades
        ]
        if values:
            self._execute(
                update(table)
                .where(table.c.id == bindparam("which"))
                .values(
                    auto_score=bindparam("auto"),
                    manual_score=bindparam("manual"),
                    needs_manual_grade=bindparam("needs"),
                ),
                values,
            )

    def _grade(
        self, marks: Marks, cell: str, auto: float | None, manual: float | None
    ) -> dict[str, object]:
        """Give a cell's new grade from its old one."""
        assert marks.points is not None
        if cell not in marks.points:
            return self._question(marks, cell, manual)
        points = marks.points[cell]
        kept = None if marks.handed_in_anew else manual
        # A mark by hand stays where the same file is graded by other tests, to be looked at.
        needs = manual is not None and (marks.handed_in_anew or auto != points)
        return {"auto": points, "manual": kept, "needs": needs}

    def _question(self, marks: Marks, cell: str, manual: float | None) -> dict[str, object]:
        """Give a question's new grade: a person grades it, if it was answered and is not graded."""
        answer = marks.answers.get(cell)
        answered = answer is not None and answer != self._released.get(cell)
        same = answer is not None and marks.answers_before.get(cell) == answer
        kept = manual if same or not marks.handed_in_anew else None
        return {
            "auto": None if answered else 0.0,
            "manual": kept,
            "needs": answered and kept is None,
        }

    def _penalize(
        self, marks: Sequence[Marks], submissions: dict[str, tuple[str, str]]
    ) -> tuple[dict[str, Standing], dict[str, str]]:
        """Let the plugin set each student's penalty."""
        due, notes, values = self.due, {}, []
        standings = self._standings([one.student for one in marks])
        for one in marks:
            before = standings[one.student]
            seconds = seconds_late(one.timestamp, due, before.extension)
            try:
                penalty = self._penalty(one.student, before.score, seconds)
            except LateError as error:
                penalty, notes[one.student] = 0.0, str(error)
            standings[one.student] = replace(before, penalty=penalty)
            values.append({"which": submissions[one.student][1], "penalty": penalty or None})
        self._execute(
            update(SubmittedNotebook.__table__)
            .where(SubmittedNotebook.__table__.c.id == bindparam("which"))
            .values(late_submission_penalty=bindparam("penalty")),
            values,
        )
        return standings, notes

    def _penalty(self, student: str, score: float, seconds: float) -> float:
        if seconds <= 0:
            return 0.0
        if self._policy is None:
            self._policy = LatePolicy.load(self._layout)
        return self._policy.penalty(student, score, seconds)

    def _standings(self, students: list[str]) -> dict[str, Standing]:
        these = "and submitted_assignment.student_id in :students"
        query = text(STANDINGS.format(more=these))
        query = query.bindparams(bindparam("students", expanding=True))
        return by_student(self._execute(query, {"unit": self._unit, "students": students}))
