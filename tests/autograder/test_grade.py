"""Grading a class from the command line: marks, resuming, dry runs, several graders at once."""

import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import nbformat
import pytest

from autograder.attempts import read_attempts
from autograder.build import load_unit
from autograder.grade import Options, grade
from autograder.layout import Layout
from autograder.notebook import to_notebook, write_notebook
from autograder.records import write_results
from autograder.release import student_notebook
from autograder.samples import answer

pytestmark = pytest.mark.slow

MINI = "00_mini"


@pytest.fixture
def course(mini_course) -> Layout:
    """The mini course with its student notebook built."""
    notebook = to_notebook(load_unit(mini_course, MINI))
    mini_course.released(MINI).parent.mkdir(parents=True)
    mini_course.released(MINI).write_bytes(student_notebook(MINI, notebook))
    return mini_course


def hand_in(course: Layout, folder: Path, student: str, **bodies: str) -> Path:
    """Write a student's notebook with these bodies in its exercises; the others stay stubs."""
    unit = load_unit(course, MINI)
    attempts = read_attempts(course.attempts(MINI), unit)
    by_name = {a.exercise: a for a in attempts}
    released = nbformat.read(course.released(MINI), as_version=4)
    answers = [
        type(by_name[name])(name, True, "", body, by_name[name].line)
        for name, body in bodies.items()
    ]
    path = folder / student / MINI / f"{MINI}.ipynb"
    write_notebook(path, answer(released, unit, answers))
    return path


RIGHT = {
    "sigmoid": "return 1 / (1 + np.exp(-z))",
    "mean_error": "return np.abs(y_hat - y).mean()",
}


@pytest.fixture
def submissions(course, tmp_path) -> Path:
    folder = tmp_path / "handed in"
    hand_in(course, folder, "ada", **RIGHT)
    hand_in(course, folder, "bob", sigmoid="return 1 / (1 + np.exp(z))")
    hand_in(course, folder, "eve")
    (folder / "dan" / MINI).mkdir(parents=True)
    (folder / "dan" / MINI / f"{MINI}.ipynb").write_text("{", encoding="utf-8")
    return folder


def points(graded) -> dict[str, float]:
    marks: dict[str, float] = {}
    for row in graded.rows:
        marks[row.student] = marks.get(row.student, 0.0) + row.points
    return marks


def gradebook(course: Layout) -> dict[str, float]:
    """Read the marks that nbgrader's gradebook holds."""
    from nbgrader.api import Gradebook

    with Gradebook(f"sqlite:///{course.workspace / 'gradebook.db'}", "dlcourse") as book:
        return {s.student.id: s.score for s in book.assignment_submissions(MINI)}


def command(course: Layout, submissions: Path, *more: str) -> list[str]:
    root = str(course.course.parent)
    given = ["--root", root, "grade", MINI, "--submissions", str(submissions), *more]
    return [sys.executable, "-m", "autograder.cli", *given]


def test_a_class_gets_its_marks_pages_and_gradebook(course, submissions):
    graded = grade(course, MINI, submissions, Options())
    assert points(graded) == {"ada": 5.0, "bob": 0.0, "dan": 0.0, "eve": 0.0}
    verdicts = {row.student: row.verdict for row in graded.rows if row.exercise == "sigmoid"}
    assert verdicts == {
        "ada": "passed",
        "bob": "failed",
        "dan": "unreadable",
        "eve": "not attempted",
    }
    (bob,) = [r for r in graded.rows if r.student == "bob" and r.exercise == "sigmoid"]
    assert "sign of the exponent" in bob.message
    assert gradebook(course) == points(graded)
    for student in points(graded):
        page = graded.feedback / student / MINI / f"{MINI}.html"
        assert "hidden" not in page.read_text(encoding="utf-8").lower()
    assert graded.report.exists()


def test_nothing_handed_in_is_changed(course, submissions):
    before = {p: p.read_bytes() for p in submissions.rglob("*") if p.is_file()}
    grade(course, MINI, submissions, Options())
    assert {p: p.read_bytes() for p in submissions.rglob("*") if p.is_file()} == before


def test_an_unchanged_class_is_not_graded_again(course, submissions, monkeypatch):
    first = grade(course, MINI, submissions, Options())
    monkeypatch.setattr("autograder.pool.run_tasks", lambda *_: pytest.fail("graded again"))
    assert grade(course, MINI, submissions, Options()).rows == first.rows


def test_a_dry_run_says_what_would_change_and_changes_nothing(course, submissions):
    grade(course, MINI, submissions, Options())
    before = gradebook(course)
    hand_in(course, submissions, "bob", **RIGHT)
    hand_in(course, submissions, "ada", mean_error=RIGHT["mean_error"])
    graded = grade(course, MINI, submissions, Options(dry_run=True))
    found = {(c.row.student, c.row.test): (c.points_before, c.row.points) for c in graded.changes}
    assert found == {
        ("ada", "sigmoid_test_1"): (2.0, 0.0),
        ("bob", "sigmoid_test_1"): (0.0, 2.0),
        ("bob", "mean_error_test_1"): (0.0, 1.0),
        ("bob", "mean_error_test_2"): (0.0, 2.0),
    }
    assert gradebook(course) == before


def test_a_resubmission_never_inherits_a_score(course, submissions):
    grade(course, MINI, submissions, Options())
    hand_in(course, submissions, "ada")
    grade(course, MINI, submissions, Options())
    assert gradebook(course)["ada"] == 0.0


def test_a_manual_mark_for_an_old_submission_does_not_count_for_the_new_one(course, submissions):
    grade(course, MINI, submissions, Options())
    with sqlite3.connect(course.workspace / "gradebook.db") as book:
        book.execute("update grade set manual_score = 2 where auto_score = 0")
    hand_in(course, submissions, "bob", sigmoid="return z")
    grade(course, MINI, submissions, Options())
    assert gradebook(course)["bob"] == 0.0


def test_two_graders_in_one_workspace_both_end_well(course, submissions, tmp_path):
    files = [tmp_path / "one.json", tmp_path / "two.json"]
    graders = [
        subprocess.Popen(command(course, submissions, "--results", str(file))) for file in files
    ]
    assert [grader.wait(300) for grader in graders] == [0, 0]
    one, two = (json.loads(file.read_text(encoding="utf-8")) for file in files)
    assert one == two


@pytest.mark.parametrize("trial", range(3))
def test_a_killed_run_loses_nothing(course, submissions, tmp_path, trial):
    """SIGKILL at a random moment; the rerun ends as if nothing had happened."""
    for number in range(6):
        hand_in(course, submissions, f"more-{number}", sigmoid=f"return z + {number}")
    undisturbed = Layout.at(course.course.parent)
    expected = tmp_path / "expected.json"
    other = Layout(**(vars(undisturbed) | {"workspace": tmp_path / "other"}))
    write_results(expected, grade(other, MINI, submissions, Options()).rows)
    results = tmp_path / "results.json"
    moments = random.Random(trial)
    for _ in range(3):
        killed = subprocess.Popen(
            command(course, submissions, "--results", str(results)),
            stdout=subprocess.DEVNULL,
            start_new_session=True,
        )
        time.sleep(moments.uniform(0.5, 6.0))
        killed.kill()
        killed.wait()
    subprocess.run(command(course, submissions, "--results", str(results)), check=True)
    assert results.read_bytes() == expected.read_bytes()
    assert gradebook(course) == gradebook(other)
    pages = {p.name for p in (course.workspace / "feedback").rglob("*.html")}
    assert pages == {f"{MINI}.html"}


def test_ctrl_c_ends_at_once_and_the_next_run_goes_on(course, submissions):
    hand_in(course, submissions, "slow", sigmoid="import time\ntime.sleep(25)\nreturn z")
    running = subprocess.Popen(
        command(course, submissions), stdout=subprocess.PIPE, start_new_session=True
    )
    journal = course.workspace / "journal"
    until = time.monotonic() + 120
    while time.monotonic() < until and len(list(journal.glob("*/*.json"))) < 4:
        time.sleep(0.2)
    os.killpg(running.pid, signal.SIGINT)
    out, _ = running.communicate(timeout=60)
    assert running.returncode == 130
    assert b"Run the same command again" in out


def test_a_locked_gradebook_is_a_clear_error_and_can_be_resumed(course, submissions, monkeypatch):
    from autograder import gradebook as module

    monkeypatch.setattr(
        "sqlalchemy.orm.Session.commit",
        lambda *_: (_ for _ in ()).throw(
            module.OperationalError("commit", {}, sqlite3.OperationalError("database is locked"))
        ),
    )
    with pytest.raises(module.GradebookError, match=r"gradebook.*nothing graded is lost"):
        grade(course, MINI, submissions, Options())
    monkeypatch.undo()
    assert points(grade(course, MINI, submissions, Options()))["ada"] == 5.0
