"""Handing in late: due dates, nbgrader's penalties, and where they show."""

import csv
import json
import os
import sqlite3
import subprocess
import sys
import zipfile
from datetime import datetime
from pathlib import Path

import pytest
from classes import MINI, RIGHT, gradebook, hand_in, points
from hypothesis import given
from hypothesis import strategies as st
from nbgrader.utils import parse_utc

from autograder import pool
from autograder.cli import main
from autograder.grade import Graded, Options, grade
from autograder.late import LateError, LatePolicy, read_due, read_time
from autograder.layout import Layout
from autograder.submissions import read_class

DUE = "2026-11-30 23:59 Europe/Zurich"
IN_TIME = "2026-11-30 22:58:59.000000 UTC"
HOUR_LATE = "2026-11-30 23:59:00.000000 UTC"
ZERO = "c = get_config()\nc.LateSubmissionPlugin.penalty_method = 'zero'\n"
OWN = "c = get_config()\nc.AssignLatePenalties.plugin_class = 'late_marks.PerHour'\n"
PLUGIN = """
from nbgrader.plugins import BasePlugin
from traitlets import Float


class PerHour(BasePlugin):
    points = Float(1.0).tag(config=True)

    def late_submission_penalty(self, student_id, score, total_seconds_late):
        return self.points * total_seconds_late / 3600
"""


def settings(course: Layout, text: str, plugin: str = "") -> None:
    """Write what an instructor writes into the course's top folder."""
    root = course.course.parent
    (root / "nbgrader_config.py").write_text(text, encoding="utf-8")
    if plugin:
        (root / "late_marks.py").write_text(plugin, encoding="utf-8")


@pytest.fixture(autouse=True)
def fresh_plugin(monkeypatch):
    """Let each test import the plugin that it has written."""
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    sys.modules.pop("late_marks", None)


# Times


@pytest.mark.parametrize(
    "text, utc",
    [
        (DUE, datetime(2026, 11, 30, 22, 59)),
        ("2026-07-01 12:00 Europe/Zurich", datetime(2026, 7, 1, 10)),
        ("2026-11-30 23:59", datetime(2026, 11, 30, 23, 59)),
        ("2026-11-30T23:59+01:00", datetime(2026, 11, 30, 22, 59)),
        ("2026-11-30 23:59 +0100", datetime(2026, 11, 30, 22, 59)),
        (
            "2015-02-02 15:58:23.948203 America/Los_Angeles",
            datetime(2015, 2, 2, 23, 58, 23, 948203),
        ),
        ("  2015-02-02\n15:58:23 UTC\n", datetime(2015, 2, 2, 15, 58, 23)),
    ],
)
def test_a_time_is_read_in_utc(text, utc):
    assert read_time(text) == utc


ZONES = st.sampled_from(
    ["", " UTC", " Europe/Zurich", " America/Los_Angeles", " CET", "Z", "+05:30"]
)


@given(st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1)), ZONES)
def test_a_time_is_what_nbgrader_reads(time, zone):
    assert read_time(f"{time}{zone}") == parse_utc(f"{time}{zone}")


@pytest.mark.parametrize("text", ["", "soon", "2026-13-01", "2026-11-30 23:59 Europe/Zürich"])
def test_a_due_date_that_is_none_is_refused_with_an_example(text):
    with pytest.raises(LateError, match="write it like"):
        read_due(text)


@pytest.mark.parametrize(
    "text",
    [
        "1h" + "1" * 150 + "Z",
        "2026-11-30 23:59 UTC+3:" + "9" * 40,
        "2026-11-30 23:59 /etc/passwd",
        "2026-11-30 23:59 :/dev/zero",
        "2026-11-30 23:59 Etc/../../../../etc/passwd",
        "2026-11-30 23:59 ZONE",
        "0001-01-01 00:00 Etc/GMT-14",
        "0001-01-01 00:00",
        "9999-12-31 23:59",
        "9" * 200,
        "\x00" * 50,
    ],
)
def test_a_strange_time_is_refused_and_no_file_is_read_for_it(text, tmp_path):
    # What says that it is a file of a time zone, and is cut short there.
    zone = tmp_path / "zone"
    zone.write_bytes(b"TZif2" + bytes(20))
    with pytest.raises(ValueError):
        read_time(text.replace("ZONE", str(zone)))


# Where times come from


def test_times_come_from_nbgraders_tree_and_from_a_zip_of_it(course, tmp_path):
    folder = tmp_path / "class"
    hand_in(course, folder, "ada", timestamp=IN_TIME)
    hand_in(course, folder, "bob")
    path = tmp_path / "class.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for file in folder.rglob("*.*"):
            archive.write(file, Path("a class") / file.relative_to(folder))
    for place in (folder, path):
        assert [one.timestamp for one in read_class(place, MINI)] == [IN_TIME, ""]


def test_in_the_zip_of_a_learning_system_a_students_own_file_is_no_time(tmp_path):
    path = tmp_path / "moodle.zip"
    with zipfile.ZipFile(path, "w") as archive:
        folder = "Ada Lovelace_101_assignsubmission_file_"
        archive.writestr(f"{folder}/{MINI}.ipynb", "{}")
        archive.writestr(f"{folder}/timestamp.txt", "1999-01-01")
    (ada,) = read_class(path, MINI)
    assert (ada.timestamp, ada.marked_late) == ("", False)


def test_canvas_marks_late_ones_without_saying_how_late(tmp_path):
    path = tmp_path / "canvas.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(f"lovelaceada_LATE_101_7002_{MINI}.ipynb", "{}")
        archive.writestr(f"noetheremmy_102_7003_{MINI}.ipynb", "{}")
    assert [one.marked_late for one in read_class(path, MINI)] == [True, False]


@pytest.mark.parametrize("kind", ["link", "folder", "pipe"])
def test_a_timestamp_that_is_no_file_is_not_opened(course, tmp_path, kind):
    path = hand_in(course, tmp_path / "class", "ada").with_name("timestamp.txt")
    if kind == "link":
        path.symlink_to("/etc/passwd")
    elif kind == "folder":
        path.mkdir()
    else:
        os.mkfifo(path)
    assert [one.timestamp for one in read_class(tmp_path / "class", MINI)] == [""]


# Penalties


@pytest.fixture
def submissions(course, tmp_path) -> Path:
    """Ada is in time, Bob an hour late, Eve without a time."""
    folder = tmp_path / "handed in"
    hand_in(course, folder, "ada", timestamp=IN_TIME, **RIGHT)
    hand_in(course, folder, "bob", timestamp=HOUR_LATE, **RIGHT)
    hand_in(course, folder, "eve", **RIGHT)
    return folder


def penalties(course: Layout) -> dict[str, float | None]:
    """Read what nbgrader's gradebook holds."""
    from nbgrader.api import Gradebook

    with Gradebook(f"sqlite:///{course.workspace / 'gradebook.db'}", "dlcourse") as book:
        return {
            s.student.id: s.notebooks[0].late_submission_penalty
            for s in book.assignment_submissions(MINI)
        }


def again(course: Layout, submissions: Path, monkeypatch, **options: str) -> Graded:
    """Grade once more; no notebook may be graded for it."""

    def refuse(*_):
        pytest.fail("graded again")

    with monkeypatch.context() as patch:
        patch.setattr(pool, "run_tasks", refuse)
        return grade(course, MINI, submissions, Options(**options))


def nbgrader(course: Layout, *arguments: str) -> None:
    """Run nbgrader's own command on the gradebook."""
    database = f"--db=sqlite:///{course.workspace / 'gradebook.db'}"
    subprocess.run(
        [sys.executable, "-m", "nbgrader", *arguments, database],
        cwd=course.course.parent,
        check=True,
        capture_output=True,
    )


@pytest.mark.slow
def test_a_penalty_shows_everywhere_and_the_rows_keep_their_points(
    course, submissions, tmp_path, capsys
):
    settings(course, ZERO)
    results = tmp_path / "results.json"
    arguments = ["grade", MINI, "--submissions", str(submissions), "--results", str(results)]
    assert main(["--root", str(course.course.parent), *arguments, "--due", DUE]) == 0
    assert penalties(course) == {"ada": None, "bob": 5.0, "eve": None}
    printed = capsys.readouterr().out
    assert "due: 2026-11-30 22:59:00 UTC" in printed
    (bob,) = [line.split() for line in printed.splitlines() if line.startswith("bob")]
    assert bob == ["bob", "2/2", "3/3", "−5", "0/5"]
    page = (course.workspace / "feedback" / "bob" / MINI / f"{MINI}.html").read_text("utf-8")
    assert "bob: <b>0 of 5</b>" in page
    assert "5 points, 5 less for handing in late." in page
    reports = course.workspace / "reports"
    report = (reports / f"{MINI}.html").read_text("utf-8")
    assert "<th>late</th>" in report
    assert "<td>−5</td><td><b>0/5</b></td>" in report
    assert "mean 67 % of 5 points" in report
    canvas = list(csv.reader((reports / f"{MINI}-canvas.csv").open(encoding="utf-8", newline="")))
    assert [line[-1] for line in canvas] == [MINI, "5", "5", "0", "5"]
    moodle = list(csv.reader((reports / f"{MINI}-moodle.csv").open(encoding="utf-8", newline="")))
    assert [line[2] for line in moodle] == ["Grade", "5", "0", "5"]
    rows = json.loads(results.read_text("utf-8"))
    assert {row["student"]: row["verdict"] for row in rows} == dict.fromkeys(
        ["ada", "bob", "eve"], "passed"
    )
    assert sum(row["points"] for row in rows if row["student"] == "bob") == 5.0
    # nbgrader's own command says the same.
    exported = tmp_path / "grades.csv"
    nbgrader(course, "export", "--to", str(exported))
    lines = {one["student_id"]: one for one in csv.DictReader(exported.open(encoding="utf-8"))}
    bob = lines["bob"]
    assert (bob["raw_score"], bob["late_submission_penalty"], bob["score"]) == ("5.0", "5.0", "0.0")
    assert bob["duedate"] == "2026-11-30 22:59:00"
    assert bob["timestamp"] == "2026-11-30 23:59:00"


@pytest.mark.slow
def test_what_changes_is_applied_without_grading_again(course, submissions, monkeypatch):
    settings(course, OWN, PLUGIN)
    first = grade(course, MINI, submissions, Options())
    assert penalties(course) == {"ada": None, "bob": None, "eve": None}
    assert not first.due

    # A due date; the gradebook keeps it.
    graded = again(course, submissions, monkeypatch, due=DUE)
    assert penalties(course) == {"ada": None, "bob": 1.0, "eve": None}
    assert graded.penalties == {"ada": 0.0, "bob": 1.0, "eve": 0.0}
    assert again(course, submissions, monkeypatch).penalties["bob"] == 1.0

    # Another one, also with nbgrader's own command.
    again(course, submissions, monkeypatch, due="2026-11-30 22:00 UTC")
    assert penalties(course)["bob"] == pytest.approx(119 / 60)
    name = "--DbAssignmentAddApp.course_id=dlcourse"
    nbgrader(course, "db", "assignment", "add", MINI, "--duedate=2026-11-30 23:29 UTC", name)
    assert again(course, submissions, monkeypatch).penalties["bob"] == 0.5

    # An extension, as nbgrader grants it.
    from nbgrader.api import Gradebook

    with Gradebook(f"sqlite:///{course.workspace / 'gradebook.db'}", "dlcourse") as book:
        book.grant_extension(MINI, "bob", minutes=15)
    assert again(course, submissions, monkeypatch).penalties["bob"] == 0.25
    with Gradebook(f"sqlite:///{course.workspace / 'gradebook.db'}", "dlcourse") as book:
        book.grant_extension(MINI, "bob")

    # Another time of a submission, and none any more.
    timestamp = submissions / "bob" / MINI / "timestamp.txt"
    timestamp.write_text("2026-12-01 00:29:00 UTC\n", encoding="utf-8")
    assert again(course, submissions, monkeypatch).penalties["bob"] == 1.0
    timestamp.unlink()
    assert again(course, submissions, monkeypatch).penalties["bob"] == 0.0
    assert penalties(course)["bob"] is None
    timestamp.write_text("2026-12-01 00:29:00 UTC\n", encoding="utf-8")

    # Other settings; a penalty stays between 0 and the score.
    for points_per_hour, penalty in (("2.5", 2.5), ("100.0", 5.0), ("-3.0", 0.0)):
        settings(course, OWN + f"c.PerHour.points = {points_per_hour}\n")
        assert again(course, submissions, monkeypatch).penalties["bob"] == penalty

    # A mark by hand: the penalty is for what counts.
    settings(course, ZERO)
    with sqlite3.connect(course.workspace / "gradebook.db") as book:
        book.execute(
            "update grade set manual_score = 0 where cell_id in"
            " (select id from base_cell where name = 'sigmoid_test_1')"
        )
    assert again(course, submissions, monkeypatch).penalties["bob"] == 3.0

    # Nothing changed: nothing is opened for writing, and nbgrader is not loaded.
    monkeypatch.setattr("autograder.recording.Recorder", lambda *_: pytest.fail("recorded"))
    assert again(course, submissions, monkeypatch, due="").penalties["bob"] == 3.0
    page = (course.workspace / "feedback" / "bob" / MINI / f"{MINI}.html").read_text("utf-8")
    assert "5 points, 3 less for handing in late." in page


@pytest.mark.slow
def test_a_dry_run_says_what_penalties_would_change(course, submissions, monkeypatch):
    settings(course, OWN, PLUGIN)
    grade(course, MINI, submissions, Options())
    with monkeypatch.context() as patch:
        patch.setattr(pool, "run_tasks", lambda *_: pytest.fail("graded again"))
        graded = grade(course, MINI, submissions, Options(due=DUE, dry_run=True))
    assert [str(change) for change in graded.changes] == ["bob  late penalty: 0 → 1"]
    assert penalties(course)["bob"] is None
    assert not grade(course, MINI, submissions, Options()).due


@pytest.mark.slow
@pytest.mark.parametrize("text", ["", "yesterday evening", "\x00" * 500, "2026-11-30 99:99 UTC"])
def test_a_malformed_time_is_a_note_and_no_penalty(course, submissions, capsys, text):
    settings(course, ZERO)
    (submissions / "eve" / MINI / "timestamp.txt").write_text(text, encoding="utf-8")
    for _ in range(2):
        graded = grade(course, MINI, submissions, Options(due=DUE))
        assert points(graded)["eve"] == 5.0
        assert graded.penalties == {"ada": 0.0, "bob": 5.0, "eve": 0.0}
        assert list(graded.notes) == ["eve"]
        assert "timestamp.txt is no time" in graded.notes["eve"]
        report = graded.report.read_text("utf-8").partition("need a person")[2]
        assert "eve" in report
        assert "no penalty was applied" in report


@pytest.mark.slow
def test_a_late_mark_of_canvas_is_a_note_and_no_penalty(course, submissions, tmp_path):
    settings(course, ZERO)
    path = tmp_path / "canvas.zip"
    notebook = submissions / "ada" / MINI / f"{MINI}.ipynb"
    with zipfile.ZipFile(path, "w") as archive:
        archive.write(notebook, f"lovelaceada_LATE_101_7002_{MINI}.ipynb")
    graded = grade(course, MINI, path, Options(due=DUE))
    assert graded.penalties == {"lovelaceada_101": 0.0}
    assert "marked late by Canvas" in graded.notes["lovelaceada_101"]


@pytest.mark.slow
@pytest.mark.parametrize(
    "fault", ["raise ZeroDivisionError('no')", "return 'much'", "return float('nan')"]
)
def test_a_plugin_that_fails_costs_nobody_anything_and_is_asked_again(
    course, submissions, monkeypatch, fault
):
    plugin, _, _ = PLUGIN.rpartition("        return")
    settings(course, OWN, f"{plugin}        {fault}\n")
    graded = grade(course, MINI, submissions, Options(due=DUE))
    assert gradebook(course)["bob"] == 5.0
    assert graded.penalties["bob"] == 0.0
    assert "the plugin for late penalties failed" in graded.notes["bob"]
    settings(course, OWN, PLUGIN)
    sys.modules.pop("late_marks")
    graded = again(course, submissions, monkeypatch)
    assert graded.penalties["bob"] == 1.0
    assert graded.notes == {}


@pytest.mark.parametrize(
    "text", ["c = get_config(\n", OWN, "c = get_config()\nc.AssignLatePenalties.plugin_class = 3\n"]
)
def test_settings_that_cannot_be_used_are_refused(course, text):
    settings(course, text)
    with pytest.raises(LateError, match=r"nbgrader_config\.py: the plugin .* cannot be loaded"):
        LatePolicy.load(course)


def test_wrong_due_dates_and_settings_end_before_any_grading(course, submissions, capsys):
    arguments = ["--root", str(course.course.parent), "grade", MINI]
    arguments += ["--submissions", str(submissions), "--due"]
    assert main([*arguments, "soon"]) == 2
    assert capsys.readouterr().err.startswith("autograder: --due: 'soon' is no date and time")
    settings(course, OWN)
    assert main([*arguments, DUE]) == 2
    assert "cannot be loaded" in capsys.readouterr().err
    assert not (course.workspace / "journal").exists()
