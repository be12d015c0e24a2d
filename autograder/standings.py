"""Reads from nbgrader's gradebook what it holds of a unit, without loading nbgrader."""

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from autograder.layout import Layout, database_seconds

# A score is what nbgrader's Grade.score is.
STANDINGS = """
select submitted_assignment.student_id,
       coalesce(submitted_assignment.timestamp, ''),
       coalesce(submitted_assignment.extension, ''),
       coalesce(submitted_notebook.late_submission_penalty, 0.0),
       coalesce(sum(grade.auto_score), 0.0),
       coalesce(sum(case when grade.manual_score is null and grade.auto_score is null then 0.0
                         else coalesce(grade.manual_score, grade.auto_score)
                              + coalesce(grade.extra_credit, 0.0) end), 0.0)
from submitted_assignment
join assignment on assignment.id = submitted_assignment.assignment_id
join submitted_notebook on submitted_notebook.assignment_id = submitted_assignment.id
left join grade on grade.notebook_id = submitted_notebook.id
where assignment.name = :unit {more}
group by submitted_assignment.id
"""
DUE = "select coalesce(duedate, '') from assignment where name = :unit"


class GradebookError(Exception):
    """Raised when the gradebook cannot be used; the text says what to do."""

    @classmethod
    def because(cls, layout: Layout, why: object) -> "GradebookError":
        """Say why, and the way out."""
        path = layout.workspace / "gradebook.db"
        if "locked" in str(why):
            way = "close the other programs that use it"
        elif "full" in str(why) or "No space" in str(why):
            way = "make room on its disk"
        elif "readonly" in str(why):
            way = "give yourself the right to write it, or name another folder with --workspace"
        else:
            way = "close other programs that use it, make room on its disk"
        return cls(
            f"the gradebook {path} cannot be written ({why}): {way}, and run the same command "
            "again; nothing graded is lost"
        )


@dataclass(frozen=True)
class Standing:
    """What the gradebook holds of one student's submission.

    Attributes
    ----------
    timestamp, extension : str
        As the database writes them; empty if there is none.
    penalty : float
        For being late.
    auto : float
        Sum of what the grader gave.
    score : float
        Sum of what counts: marks by hand stand above the grader's.
    """

    timestamp: str = ""
    extension: str = ""
    penalty: float = 0.0
    auto: float = 0.0
    score: float = 0.0


@dataclass(frozen=True)
class Standings:
    """A unit's due date, as the database writes it, and each student's standing."""

    due: str = ""
    students: dict[str, Standing] = field(default_factory=dict)


def read_standings(layout: Layout, unit: str) -> Standings:
    """Read what the gradebook holds of a unit; nothing if there is no gradebook.

    Raises
    ------
    GradebookError
        If another program keeps it locked.
    """
    path = layout.workspace / "gradebook.db"
    if not path.exists():
        return Standings()
    # Opened for writing: what a stopped program left half-written is rolled back by that.
    address = f"file:{quote(str(path))}?mode=rw"
    try:
        with closing(sqlite3.connect(address, database_seconds(), uri=True)) as book:
            due = book.execute(DUE, {"unit": unit}).fetchone()
            rows = book.execute(STANDINGS.format(more=""), {"unit": unit})
            return Standings(due[0] if due else "", by_student(rows))
    except sqlite3.OperationalError as error:
        if "no such table" in str(error):
            return Standings()
        raise GradebookError.because(layout, error) from error
    except sqlite3.DatabaseError as error:
        raise GradebookError(
            f"{path} is damaged ({error}): move it away and run the same command again; the "
            "grader's marks are written anew, marks given by hand are only in that file"
        ) from error


def by_student(rows: Iterable[Any]) -> dict[str, Standing]:
    """Turn the rows of :data:`STANDINGS` into standings."""
    return {str(student): Standing(*values) for student, *values in rows}
