"""Graders that are killed, or run out of disk, lose nothing: the next run ends as any other."""

import contextlib
import ctypes
import json
import os
import random
import shutil
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import psutil
import pytest
from classes import MINI, RIGHT, command, grades, hand_in

from autograder.layout import Layout

pytestmark = pytest.mark.slow

STUDENTS = 60
KILLS = 20
PATIENCE = 60  # seconds: a slow computer is no failure


@pytest.fixture
def orphans() -> Iterator[psutil.Process]:
    """Let what a killed grader leaves become a child of this process, and so be seen."""
    become_subreaper = 36
    libc = ctypes.CDLL(None)
    libc.prctl(become_subreaper, 1, 0, 0, 0)
    yield psutil.Process()
    libc.prctl(become_subreaper, 0, 0, 0, 0)


def assert_all_end(process: psutil.Process, before: set[int]) -> None:
    """Wait until every descendant has ended by itself."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        left = [one for one in process.children(recursive=True) if one.pid not in before]
        for one in left:
            # The dead are taken away, as init does it.
            with contextlib.suppress(ChildProcessError):
                os.waitpid(one.pid, os.WNOHANG)
        if not left:
            return
        time.sleep(0.05)
    pytest.fail(f"these processes stay: {left}")


@dataclass(frozen=True)
class Class:
    """A class of many students, and where it is graded."""

    course: Layout
    submissions: Path
    results: Path

    def command(self) -> list[str]:
        more = ["--workspace", str(self.course.workspace), "--results", str(self.results)]
        return command(self.course, self.submissions, *more, "--due", "2026-12-01 12:00 UTC")

    def start(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen(self.command(), stdout=subprocess.DEVNULL)

    def grade(self) -> None:
        assert self.start().wait() == 0

    def outcome(self) -> tuple[object, ...]:
        """Give all that a run leads to."""
        workspace = self.course.workspace
        pages = {
            path.relative_to(workspace): path.read_bytes()
            for folder in ("feedback", "submitted", "autograded")
            for path in (workspace / folder).rglob("*")
            if path.is_file()
        }
        tables = [path.read_bytes() for path in sorted((workspace / "reports").glob("*.csv"))]
        return grades(self.course), pages, tables, json.loads(self.results.read_bytes())

    def elsewhere(self, folder: Path) -> "Class":
        """Give the same class with a fresh workspace."""
        course = replace(self.course, workspace=folder / "workspace")
        return replace(self, course=course, results=folder / "results.json")


def sign(path: Path) -> None:
    """Make a notebook unlike all others, so that it is graded for itself."""
    notebook = json.loads(path.read_bytes())
    signature = {"cell_type": "markdown", "id": "signature", "metadata": {}, "source": str(path)}
    path.write_text(json.dumps(notebook | {"cells": [*notebook["cells"], signature]}))


@pytest.fixture
def sixty(course, tmp_path) -> Class:
    submissions = tmp_path / "handed in"
    for number in range(STUDENTS):
        bodies = dict(list(RIGHT.items())[number % 3 :])
        if number % 5 == 0:
            bodies["sigmoid"] = f"return z + {number}"
        time = f"2026-12-01 {number % 24:02}:00 UTC" if number % 4 else None
        sign(hand_in(course, submissions, f"student-{number:02}", timestamp=time, **bodies))
    broken = submissions / "broken" / MINI / f"{MINI}.ipynb"
    broken.parent.mkdir(parents=True)
    broken.write_text("{", encoding="utf-8")
    settings = course.course.parent / "nbgrader_config.py"
    settings.write_text("c = get_config()\nc.LateSubmissionPlugin.penalty_method = 'zero'\n")
    return Class(course, submissions, tmp_path / "unused.json")


@pytest.mark.extra
def test_a_grader_killed_at_any_moment_loses_nothing(sixty, tmp_path, orphans):
    """Kill moments are spread over the whole course of a run, and one class is killed on and on.

    Every second moment is a time, the others a number of students graded: times alone would all
    lie in the start of a run when the computer gets busy with something else.
    """
    before = {one.pid for one in orphans.children(recursive=True)}
    undisturbed = sixty.elsewhere(tmp_path / "undisturbed")
    start = time.monotonic()
    undisturbed.grade()
    whole = time.monotonic() - start
    wanted = undisturbed.outcome()
    moments = random.Random(2)
    again_and_again = sixty.elsewhere(tmp_path / "again and again")
    for number in range(KILLS):
        share = (number + moments.random()) / KILLS
        killed = sixty.elsewhere(tmp_path / f"killed-{number}")
        if number % 2:
            moment = _kill(killed, share * whole)
        else:
            moment = _kill(killed, moments.uniform(0, 0.3), graded=int(share * (STUDENTS + 2)))
        print(moment)
        assert_all_end(orphans, before)
        _kill(again_and_again, moments.uniform(0, whole / 3))
        assert_all_end(orphans, before)
        killed.grade()
        assert killed.outcome() == wanted, moment
        assert not list(killed.course.workspace.rglob("*.part"))
        shutil.rmtree(tmp_path / f"killed-{number}")
    again_and_again.grade()
    assert again_and_again.outcome() == wanted
    assert_all_end(orphans, before)


def _kill(one: Class, seconds: float, graded: int = 0) -> str:
    """Kill a grader so many seconds after it has graded so many; say how far it was."""
    workspace = one.course.workspace
    start = time.monotonic()
    grader = one.start()
    while grader.poll() is None and len(list(workspace.glob("journal/*/*.json"))) < graded:
        time.sleep(0.02)
    time.sleep(seconds)
    grader.kill()
    grader.wait()
    journal = len(list(workspace.glob("journal/*/*.json")))
    marks = len(list(workspace.glob(f"recorded/{MINI}/[a-z]*")))
    report = (workspace / "reports" / f"{MINI}.html").exists()
    return (
        f"killed after {time.monotonic() - start:.1f} s: {journal} graded, {marks} recorded, "
        f"{'with' if report else 'no'} report, status {grader.returncode}"
    )


# Disks

# The grader's own walls are built inside of this one.
NAMESPACE = ["bwrap", "--bind", "/", "/", "--dev-bind", "/dev", "/dev"]
DISK = 64_000_000


def in_namespace(options: list[str], script: str, *arguments: str) -> list[str]:
    """Run a shell script where the file system looks otherwise; give what it wrote to stderr."""
    wrapped = [*NAMESPACE, *options, "sh", "-c", script, "sh", *arguments]
    done = subprocess.run(wrapped, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stderr.splitlines()


@pytest.fixture
def ten(course, tmp_path) -> Class:
    if not shutil.which("bwrap"):
        pytest.skip("bubblewrap is not installed")
    submissions = tmp_path / "handed in"
    for number in range(10):
        sign(hand_in(course, submissions, f"student-{number:02}", **RIGHT))
    return Class(course, submissions, tmp_path / "unused.json")


# The workspace is a disk that leaves so many bytes free; then there is room; then it is copied.
FULL = """
workspace=$1; free=$2; copy=$3; shift 3
head -c $((DISK - free)) /dev/zero > "$workspace/other files"
"$@"; echo "status $?" >&2
rm "$workspace/other files"
"$@" 2>/dev/null || exit 1
cp -r "$workspace" "$copy"
""".replace("DISK", str(DISK))


@pytest.mark.parametrize(
    "share", [0.3, *(pytest.param(share, marks=pytest.mark.extra) for share in (0.05, 0.6, 0.9))]
)
def test_a_full_disk_is_one_clear_line_and_the_next_run_goes_on(share, ten, tmp_path):
    undisturbed = ten.elsewhere(tmp_path / "undisturbed")
    undisturbed.grade()
    wanted = undisturbed.outcome()
    files = [p for p in undisturbed.course.workspace.rglob("*") if p.is_file()]
    used = sum(path.stat().st_blocks * 512 for path in files)
    line, outcome = _on_full_disk(ten, tmp_path / "full", int(used * share))
    print(line)
    workspace = tmp_path / "full" / "workspace"
    assert line.startswith("autograder: ")
    assert str(workspace) in line
    assert "make room on its disk" in line or f"the disk {workspace} is full" in line
    assert "run the same command again" in line
    assert outcome == wanted


def _on_full_disk(ten: Class, folder: Path, free: int) -> tuple[str, tuple[object, ...]]:
    """Grade where so many bytes are free; give what was said, and what came of the next run."""
    copy = ten.elsewhere(folder / "copy")
    copy.results.parent.mkdir(parents=True)
    workspace = folder / "workspace"
    workspace.mkdir()
    there = replace(ten.course, workspace=workspace)
    command = replace(ten, course=there, results=copy.results).command()
    disk = ["--size", str(DISK), "--tmpfs", str(workspace)]
    arguments = [str(workspace), str(free), str(copy.course.workspace)]
    said = in_namespace(disk, FULL, *arguments, *command)
    *_, line, status = said
    assert status == "status 2", "\n".join(said)
    assert "Traceback" not in "".join(said)
    return line, copy.outcome()


def test_a_workspace_that_cannot_be_written_is_one_clear_line(ten, tmp_path):
    ten.course.workspace.mkdir()
    workspace = str(ten.course.workspace)
    said = in_namespace(
        ["--ro-bind", workspace, workspace], '"$@"; echo "status $?" >&2', *ten.command()
    )
    (line, status) = said
    assert status == "status 2"
    assert line.startswith(f"autograder: {workspace}/.lock cannot be used (Read-only file system)")
    assert "--workspace" in line
