"""Classes of students who hand in the mini course's unit, and what came of grading them."""

import sqlite3
import sys
from pathlib import Path

import nbformat

from autograder.attempts import Attempt
from autograder.build import load_unit
from autograder.grade import Graded
from autograder.layout import Layout
from autograder.notebook import write_notebook
from autograder.samples import answer

MINI = "00_mini"
RIGHT = {
    "sigmoid": "return 1 / (1 + np.exp(-z))",
    "mean_error": "return np.abs(y_hat - y).mean()",
}


def hand_in(
    course: Layout, folder: Path, student: str, *, timestamp: str | None = None, **bodies: str
) -> Path:
    """Write a student's notebook with these bodies in its exercises; the others stay stubs."""
    released = nbformat.read(course.released(MINI), as_version=4)
    answers = [Attempt(name, True, "", body, 0) for name, body in bodies.items()]
    path = folder / student / MINI / f"{MINI}.ipynb"
    write_notebook(path, answer(released, load_unit(course, MINI), answers))
    if timestamp is not None:
        path.with_name("timestamp.txt").write_text(timestamp, encoding="utf-8")
    return path


def points(graded: Graded) -> dict[str, float]:
    """Sum each student's points."""
    marks: dict[str, float] = {}
    for row in graded.rows:
        marks[row.student] = marks.get(row.student, 0.0) + row.points
    return marks


def gradebook(course: Layout) -> dict[str, float]:
    """Read the marks that nbgrader's gradebook holds."""
    from nbgrader.api import Gradebook

    with Gradebook(f"sqlite:///{course.workspace / 'gradebook.db'}", "dlcourse") as book:
        return {s.student.id: s.score for s in book.assignment_submissions(MINI)}


def grades(course: Layout) -> list[tuple[object, ...]]:
    """Read everything that the gradebook holds of submissions, but the random ids."""
    with sqlite3.connect(course.workspace / "gradebook.db") as book:
        return sorted(
            book.execute(
                "select a.name, a.duedate, s.student_id, s.timestamp, s.extension,"
                " n.late_submission_penalty, n.flagged, c.name, c.type, g.auto_score,"
                " g.manual_score, g.extra_credit, g.needs_manual_grade, m.manual_comment"
                " from submitted_assignment s"
                " join assignment a on a.id = s.assignment_id"
                " join submitted_notebook n on n.assignment_id = s.id"
                " join base_cell c on c.notebook_id = n.notebook_id"
                " left join grade g on g.cell_id = c.id and g.notebook_id = n.id"
                " left join comment m on m.cell_id = c.id and m.notebook_id = n.id"
            ),
            key=repr,
        )


def command(course: Layout, submissions: Path, *more: str) -> list[str]:
    """Give the command line that grades a class."""
    root = str(course.course.parent)
    given = ["--root", root, "grade", MINI, "--submissions", str(submissions), *more]
    return [sys.executable, "-m", "autograder.cli", *given]
