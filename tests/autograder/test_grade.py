"""Grading a class from the command line: marks, resuming, dry runs, several graders at once."""

import contextlib
import csv
import json
import os
import pkgutil
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from classes import MINI, RIGHT, command, gradebook, grades, hand_in, points

from autograder.cli import main
from autograder.grade import Options, grade
from autograder.layout import Layout
from autograder.records import write_results
from autograder.submissions import MAX_BYTES, read_class

pytestmark = pytest.mark.slow


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


def test_no_odd_submission_stops_the_class_or_changes_anothers_record(course, submissions):
    """What a student can choose of a class's folder: names of files, times, bytes."""
    name = f"{MINI}.ipynb"
    odd = ("\u202efdp.exe", "=2+5", "-rf", "a\nb", "x" * 200, "'; drop table grade; --", "\udcff")
    for student in odd:
        (submissions / student / MINI).mkdir(parents=True)
        (submissions / student / MINI / name).write_text("{", encoding="utf-8")
    times = (
        "1h" + "1" * 150 + "Z",
        "\x00",
        "0001-01-01 00:00 Etc/GMT-14",
        "2026-01-01 10:00 /etc/x",
    )
    for student, text in zip(odd, times, strict=False):
        (submissions / student / MINI / "timestamp.txt").write_text(text, encoding="utf-8")
    other = submissions / "grace" / MINI / "\udcff\x1b[2J\u202e<script>.ipynb"
    other.parent.mkdir(parents=True)
    other.write_text("{", encoding="utf-8")
    (grace,) = (one for one in read_class(submissions, MINI) if one.student == "grace")
    # A file that holds what is noted of a missing one must not share its record.
    (submissions / "bob" / MINI / name).write_bytes(repr(grace.content).encode())
    graded = grade(course, MINI, submissions, Options(due="2026-11-30 23:59"))
    verdicts = {row.student: row.verdict for row in graded.rows}
    assert len(verdicts) == 5 + len(odd)
    assert (verdicts["bob"], verdicts["grace"]) == ("unreadable", "missing")
    assert points(graded)["ada"] == 5.0
    assert gradebook(course) == points(graded)
    write_results(course.workspace / "results.json", graded.rows)
    for path in graded.report.parent.glob("*.csv"):
        cells = [cell for line in csv.reader(path.open(encoding="utf-8")) for cell in line]
        assert not any(cell.startswith(("=", "+", "-", "@")) for cell in cells)


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
        # The question's mark would stay: its answer is the same.
        tests = "select id from base_cell where name like '%_test_%'"
        book.execute(f"update grade set manual_score = 2 where cell_id in ({tests})")
    hand_in(course, submissions, "bob", sigmoid="return z")
    grade(course, MINI, submissions, Options())
    assert gradebook(course)["bob"] == 0.0


def test_two_graders_in_one_workspace_both_end_well(course, submissions, tmp_path):
    files = [tmp_path / "one.json", tmp_path / "two.json"]
    # As where the environment is not activated.
    elsewhere = os.environ | {"PATH": os.defpath}
    graders = [
        subprocess.Popen(
            command(course, submissions, "--results", str(file)),
            stdout=subprocess.PIPE,
            text=True,
            env=elsewhere,
        )
        for file in files
    ]
    said = [grader.communicate(timeout=300)[0] for grader in graders]
    assert [grader.returncode for grader in graders] == [0, 0]
    waiting = f"another grader is at work in {course.workspace}: waiting until it is done"
    assert sum(waiting in words for words in said) == 1
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


@contextlib.contextmanager
def another_program(database: Path, *statements: str) -> Iterator[None]:
    """Let another process hold the database, as a program that hangs does."""
    program = (
        "import sqlite3, sys; book = sqlite3.connect(sys.argv[1], isolation_level=None);"
        "[book.execute(one).fetchone() for one in sys.argv[2:]];"
        "print('locked', flush=True); sys.stdin.read()"
    )
    holder = subprocess.Popen(
        [sys.executable, "-c", program, str(database), *statements],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    try:
        assert holder.stdout and holder.stdout.readline() == b"locked\n"
        yield
    finally:
        holder.communicate()


def test_a_locked_gradebook_is_a_clear_error_and_can_be_resumed(
    course, submissions, monkeypatch, capsys
):
    monkeypatch.setattr("autograder.layout.DATABASE_SECONDS", 0.5)
    grade(course, MINI, submissions, Options())
    hand_in(course, submissions, "zoe", **RIGHT)
    before = grades(course)
    arguments = command(course, submissions)[3:]
    with another_program(course.workspace / "gradebook.db", "begin exclusive"):
        assert main(arguments) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("autograder: the gradebook ")
    assert "(database is locked): close the other programs that use it" in line
    assert "nothing graded is lost" in line
    assert grades(course) == before
    assert main(arguments) == 0
    assert gradebook(course)["zoe"] == 5.0


@pytest.mark.parametrize(
    "place, name, statements",
    [
        ("autograder.register", "generate_assignment", ["begin exclusive"]),
        ("autograder.gradebook.GradebookWriter", "apply", ["begin exclusive"]),
        # A program that only reads stands in the way of what is to be kept.
        ("autograder.gradebook.GradebookWriter", "commit", ["begin", "select * from student"]),
    ],
)
def test_a_gradebook_that_is_locked_later_is_the_same_error(
    course, submissions, monkeypatch, capsys, place, name, statements
):
    monkeypatch.setattr("autograder.layout.DATABASE_SECONDS", 0.3)
    original = pkgutil.resolve_name(f"{place}.{name}")

    def locked(*arguments, **keywords):
        with another_program(course.workspace / "gradebook.db", *statements):
            return original(*arguments, **keywords)

    monkeypatch.setattr(f"{place}.{name}", locked)
    assert main(command(course, submissions)[3:]) == 2
    assert "database is locked" in capsys.readouterr().err.splitlines()[-1]
    monkeypatch.undo()
    assert points(grade(course, MINI, submissions, Options()))["ada"] == 5.0


CHANGES = {
    "a harder test": ('"sigmoid of zeros")\n', '"sigmoid of zeros")\nassert False, "harder"\n'),
    "other points": ('tests="sigmoid" points=2', 'tests="sigmoid" points=1'),
    "a new test": (
        '# %% tests="mean_error" points=2\n',
        '# %% tests="mean_error" points=3\nimport numpy as np\n'
        "from dlcourse.testing import check_close\n\n"
        'check_close(mean_error(np.ones(2), np.ones(2)), 0.0, "no error")\n'
        "### BEGIN HIDDEN TESTS\n"
        'check_close(mean_error(np.ones(3), np.ones(3)), 0.0, "no error of three")\n'
        '### END HIDDEN TESTS\n\n# %% tests="mean_error" points=2\n',
    ),
}


@pytest.mark.parametrize("change", [*CHANGES, "a test less"])
def test_when_tests_change_a_dry_run_says_so_and_no_score_is_inherited(
    course, submissions, tmp_path, change
):
    grade(course, MINI, submissions, Options())
    before = grades(course)
    source = course.source(MINI)
    text = source.read_text(encoding="utf-8")
    if change in CHANGES:
        changed = text.replace(*CHANGES[change])
    else:
        first, _, rest = text.partition('# %% tests="mean_error" points=2')
        changed = first + "# %% tags" + rest.partition("# %% tags")[2]
    assert changed != text
    source.write_text(changed, encoding="utf-8")

    dry = grade(course, MINI, submissions, Options(dry_run=True))
    assert grades(course) == before
    applied = grade(course, MINI, submissions, Options())
    assert applied.rows == dry.rows
    said = [str(change) for change in dry.changes]
    assert any(line.startswith("ada ") for line in said)
    assert gradebook(course) == points(applied)
    fresh = Layout(**(vars(course) | {"workspace": tmp_path / "fresh"}))
    grade(fresh, MINI, submissions, Options())
    assert grades(course) == grades(fresh)
    assert not grade(course, MINI, submissions, Options(dry_run=True)).changes


def test_a_mark_by_hand_stays_for_the_same_file_and_is_to_be_looked_at(course, submissions):
    grade(course, MINI, submissions, Options())
    with sqlite3.connect(course.workspace / "gradebook.db") as book:
        book.execute("update grade set manual_score = 1.5, needs_manual_grade = 0")
    source = course.source(MINI)
    text = source.read_text(encoding="utf-8")
    source.write_text(text.replace(*CHANGES["a harder test"]), encoding="utf-8")
    grade(course, MINI, submissions, Options())
    with sqlite3.connect(course.workspace / "gradebook.db") as book:
        look = book.execute(
            "select s.student_id, c.name from grade g"
            " join base_cell c on c.id = g.cell_id"
            " join submitted_notebook n on n.id = g.notebook_id"
            " join submitted_assignment s on s.id = n.assignment_id"
            " where g.needs_manual_grade"
        ).fetchall()
        marks = book.execute("select distinct manual_score from grade").fetchall()
    assert look == [("ada", "sigmoid_test_1")]
    assert marks == [(1.5,)]


def test_a_mark_for_an_answer_stays_until_the_answer_changes(course, submissions):
    def answered(text: str, **bodies: str) -> None:
        path = hand_in(course, submissions, "ada", **bodies)
        notebook = path.read_text(encoding="utf-8").replace("YOUR ANSWER HERE", text)
        path.write_text(notebook, encoding="utf-8")

    def grade_of_question() -> tuple[object, ...]:
        with sqlite3.connect(course.workspace / "gradebook.db") as book:
            return book.execute(
                "select g.auto_score, g.manual_score, g.needs_manual_grade from grade g"
                " join base_cell c on c.id = g.cell_id"
                " join submitted_notebook n on n.id = g.notebook_id"
                " join submitted_assignment s on s.id = n.assignment_id"
                " where c.name = 'why_half' and c.type = 'GradeCell' and s.student_id = 'ada'"
            ).fetchone()

    grade(course, MINI, submissions, Options())
    assert grade_of_question() == (0.0, None, 0)
    answered("Symmetry.")
    grade(course, MINI, submissions, Options())
    assert grade_of_question() == (None, None, 1)
    with sqlite3.connect(course.workspace / "gradebook.db") as book:
        book.execute(
            "update grade set manual_score = 2, needs_manual_grade = 0 where auto_score is null"
        )
    answered("Symmetry.", **RIGHT)
    grade(course, MINI, submissions, Options())
    assert grade_of_question() == (None, 2.0, 0)
    answered("Chance.", **RIGHT)
    grade(course, MINI, submissions, Options())
    assert grade_of_question() == (None, None, 1)


@pytest.mark.parametrize("what", ["removed", "replaced by an older one"])
def test_a_gradebook_that_was_changed_from_outside_is_filled_again(
    course, submissions, tmp_path, what
):
    grade(course, MINI, submissions, Options())
    database = course.workspace / "gradebook.db"
    older = database.read_bytes()
    if what == "removed":
        database.unlink()
    hand_in(course, submissions, "eve", **RIGHT)
    grade(course, MINI, submissions, Options())
    if what != "removed":
        database.write_bytes(older)
        grade(course, MINI, submissions, Options())
    assert gradebook(course) == {"ada": 5.0, "bob": 0.0, "dan": 0.0, "eve": 5.0}


def test_the_folder_that_nbgrader_collects_into_can_be_graded_and_stays(course, submissions):
    course.workspace.mkdir()
    collected = submissions.rename(course.workspace / "submitted")
    (collected / "ada" / MINI / "timestamp.txt").write_text("nonsense", encoding="utf-8")
    too_large = collected / "dan" / MINI / f"{MINI}.ipynb"
    with too_large.open("r+b") as file:
        file.truncate(MAX_BYTES + 1)
    before = {p: (p.stat().st_mtime_ns, p.stat().st_size) for p in collected.rglob("*")}
    graded = grade(course, MINI, collected, Options(due="2026-11-30"))
    assert points(graded)["ada"] == 5.0
    assert {p: (p.stat().st_mtime_ns, p.stat().st_size) for p in collected.rglob("*")} == before


def test_an_unchanged_class_is_read_without_nbgrader(course, submissions):
    due = "2026-11-30 23:59 Europe/Zurich"
    (submissions / "ada" / MINI / "timestamp.txt").write_text("2026-12-01", encoding="utf-8")
    grade(course, MINI, submissions, Options(due=due))
    program = (
        "import sys; from autograder.cli import main; status = main(sys.argv[1:]);"
        "loaded = {'nbgrader', 'sqlalchemy', 'torch', 'matplotlib'} & set(sys.modules);"
        "sys.exit(status or f'{loaded} was loaded' if loaded else status)"
    )
    arguments = command(course, submissions)[3:]
    for more in ([], ["--due", due]):
        subprocess.run([sys.executable, "-c", program, *arguments, *more], check=True)
