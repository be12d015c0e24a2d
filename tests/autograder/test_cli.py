"""The ``autograder`` command: what it answers and with which exit status."""

import json
import signal
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from autograder import build as building
from autograder import grade as grading
from autograder.cli import main
from autograder.grade import Graded, Options
from autograder.layout import Layout
from autograder.records import Row
from dlcourse import cli as dlcourse

UNIT = "00_mini"
COMMANDS = ["build", "verify", "grade", "bench", "demo"]


@pytest.fixture
def layout(mini_course, monkeypatch) -> Layout:
    """The mini course; notebooks get an output without being run."""

    def run(notebook: nbformat.NotebookNode, folder: Path) -> nbformat.NotebookNode:
        notebook.cells[1].outputs = [nbformat.v4.new_output("stream", text="ran")]
        return notebook

    monkeypatch.setattr(building, "execute", run)
    return mini_course


def autograder(layout: Layout, *arguments: str) -> int:
    return main(["--root", str(layout.course.parent), *arguments])


def error_of(capsys: pytest.CaptureFixture[str]) -> str:
    """Give the one line on standard error."""
    printed = capsys.readouterr()
    (line,) = printed.err.splitlines()
    assert line.startswith("autograder: ")
    return line


# Help and wrong use


def test_help_lists_the_commands(capsys):
    with pytest.raises(SystemExit) as ended:
        main(["--help"])
    assert ended.value.code == 0
    text = capsys.readouterr().out
    assert [command for command in COMMANDS if f"    {command} " not in text] == []


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(capsys, command):
    with pytest.raises(SystemExit) as ended:
        main([command, "--help"])
    assert ended.value.code == 0
    assert f"autograder {command}" in capsys.readouterr().out


@pytest.mark.parametrize(
    "arguments, words",
    [
        ([], "COMMAND"),
        (["bild"], "invalid choice: 'bild'"),
        (["grade", UNIT], "--submissions"),
        (["grade", "--submissions", "x"], "UNIT"),
        (["verify", "--jobs", "0"], "a whole number from 1 is wanted, not '0'"),
        (["grade", UNIT, "--submissions", "x", "--jobs", "two"], "not 'two'"),
        (["bench", "--students", "-3"], "not '-3'"),
    ],
)
def test_wrong_use_exits_with_2_and_says_what_is_wrong(capsys, arguments, words):
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2
    assert words in capsys.readouterr().err


@pytest.mark.parametrize("command", [["build"], ["build", "--check"], ["verify"]])
def test_a_folder_that_is_no_course_is_refused(tmp_path, capsys, command):
    assert main(["--root", str(tmp_path), *command]) == 2
    line = error_of(capsys)
    assert f"{tmp_path / 'course'} is not a folder" in line
    assert "--root" in line


@pytest.mark.parametrize("command", [["build"], ["build", "--check"], ["verify"], ["grade"]])
def test_an_unknown_unit_is_refused_with_the_known_ones(layout, capsys, command):
    more = ["--submissions", "x"] if command == ["grade"] else []
    assert autograder(layout, *command, "01_other", *more) == 2
    assert "no unit is called '01_other'; the units are: 00_mini" in error_of(capsys)


def test_the_course_is_found_from_inside_it(layout, capsys, monkeypatch):
    (layout.course.parent / "lib" / "dlcourse").mkdir(parents=True)
    monkeypatch.chdir(layout.course)
    assert main(["build"]) == 0
    assert layout.released(UNIT).exists()


def test_ctrl_c_exits_with_130_and_says_how_to_go_on(layout, capsys, monkeypatch):
    def stop(*_arguments: object, **_keywords: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(building, "build", stop)
    assert autograder(layout, "build") == 130
    assert "Run the same command again to go on" in capsys.readouterr().out


def test_the_command_works_as_a_program(layout):
    done = subprocess.run(
        [sys.executable, "-m", "autograder.cli", "build", "01_other"],
        cwd=layout.course.parent,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 2
    assert done.stderr == "autograder: no unit is called '01_other'; the units are: 00_mini\n"


# build


def test_build_says_what_it_did(layout, capsys):
    assert autograder(layout, "build") == 0
    assert "00_mini: built, executed, " in capsys.readouterr().out
    assert autograder(layout, "build", UNIT) == 0
    assert "00_mini: built, outputs kept, " in capsys.readouterr().out
    assert autograder(layout, "build", "--execute") == 0
    assert "00_mini: built, executed, " in capsys.readouterr().out


def test_check_says_whether_all_is_up_to_date(layout, capsys):
    assert autograder(layout, "build", "--check") == 1
    assert capsys.readouterr().out.splitlines() == [
        f"{layout.solution(UNIT)} is missing",
        f"{layout.released(UNIT)} is missing",
        "stale: run `autograder build`",
    ]
    autograder(layout, "build")
    capsys.readouterr()
    assert autograder(layout, "build", "--check") == 0
    assert capsys.readouterr().out == "1 units are up to date\n"


def test_check_names_folders_without_a_source_only_when_all_units_are_asked_for(layout, capsys):
    autograder(layout, "build")
    (layout.release / "09_gone").mkdir()
    assert autograder(layout, "build", "--check") == 1
    assert "09_gone has no source in" in capsys.readouterr().out
    assert autograder(layout, "build", "--check", UNIT) == 0


def test_a_refused_unit_exits_with_2_and_names_file_line_and_reason(layout, capsys):
    source = layout.source(UNIT)
    text = source.read_text(encoding="utf-8")
    source.write_text(text.replace('"sigmoid" points=2', '"sigmoid" points=7'), encoding="utf-8")
    line = 1 + text.partition('# %% tests="sigmoid"')[0].count("\n")
    for arguments in (["build"], ["build", "--check"]):
        assert autograder(layout, *arguments) == 2
        assert error_of(capsys).endswith(f"00_mini.py:{line}: points must be 1, 2 or 3, not 7")


def test_an_unreadable_source_exits_with_2(layout, capsys):
    layout.source(UNIT).write_text("import os\n", encoding="utf-8")
    assert autograder(layout, "build") == 2
    assert "begin with a cell header" in error_of(capsys)


# grade


def test_a_missing_class_is_refused(layout, tmp_path, capsys):
    assert autograder(layout, "grade", UNIT, "--submissions", str(tmp_path / "class")) == 2
    assert error_of(capsys).endswith("class does not exist")


def test_a_file_that_is_no_zip_is_refused(layout, tmp_path, capsys):
    path = tmp_path / "class.zip"
    path.write_text("hello")
    assert autograder(layout, "grade", UNIT, "--submissions", str(path)) == 2
    assert "is neither a folder nor a zip file" in error_of(capsys)


def test_an_empty_class_is_refused(layout, tmp_path, capsys):
    (tmp_path / "class").mkdir()
    assert autograder(layout, "grade", UNIT, "--submissions", str(tmp_path / "class")) == 2
    assert "looked for STUDENT/00_mini/00_mini.ipynb" in error_of(capsys)


ROW = Row("ada", UNIT, "sigmoid", "sigmoid_test_1", 2.0, 2.0, "passed", "")


def test_grade_prints_the_marks_and_writes_the_results(layout, tmp_path, capsys, monkeypatch):
    asked: list[tuple[Layout, str, Path, Options]] = []

    def grade(*arguments: object) -> Graded:
        asked.append(arguments)
        return Graded([ROW], tmp_path / "feedback", tmp_path / "report.html", {})

    monkeypatch.setattr(grading, "grade", grade)
    results = tmp_path / "out" / "results.json"
    options = ["--results", str(results), "--jobs", "3", "--workspace", str(tmp_path / "space")]
    status = autograder(layout, "grade", UNIT, "--submissions", str(tmp_path), *options)
    assert status == 0
    ((where, unit, submissions, how),) = asked
    assert (unit, submissions, how.jobs, how.dry_run) == (UNIT, tmp_path, 3, False)
    assert where.workspace == (tmp_path / "space").resolve()
    printed = capsys.readouterr().out
    for words in ("ada", "2/2", str(tmp_path / "feedback"), str(results)):
        assert words in printed
    (result,) = json.loads(results.read_text(encoding="utf-8"))
    assert result["verdict"] == "passed"


def test_it_is_silent_when_nobody_reads_on(layout):
    command = [sys.executable, "-m", "autograder.cli", "--root", str(layout.course.parent)]
    with subprocess.Popen(
        [*command, "build", "--check"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 128 + signal.SIGPIPE


# dlcourse


def test_dlcourse_help_lists_its_commands(capsys):
    with pytest.raises(SystemExit) as ended:
        dlcourse.main(["--help"])
    assert ended.value.code == 0
    text = capsys.readouterr().out
    assert "check" in text
    assert "data" in text


@pytest.mark.parametrize("arguments", [[], ["check"], ["chekc", "x.ipynb"]])
def test_wrong_use_of_dlcourse_exits_with_2(capsys, arguments):
    with pytest.raises(SystemExit) as ended:
        dlcourse.main(arguments)
    assert ended.value.code == 2
    assert "usage: dlcourse" in capsys.readouterr().err
