"""A class of 1,000: complete, and what it costs per submission."""

import json
import subprocess
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

import nbformat
import psutil
import pytest
from classes import MINI, RIGHT, command, gradebook, hand_in

from autograder.layout import Layout

pytestmark = [pytest.mark.slow, pytest.mark.extra]


@dataclass
class Watch:
    """Samples the memory of a process and all its descendants."""

    process: psutil.Process
    peak: int = 0
    cpu: float = 0.0
    _end: threading.Event = field(default_factory=threading.Event)

    def run(self) -> None:
        while not self._end.wait(0.5):
            # The main process alone: what recording costs is spent there.
            try:
                times = self.process.cpu_times()
                family = [self.process, *self.process.children(recursive=True)]
            except psutil.NoSuchProcess:
                return
            self.cpu = times.user + times.system
            self.peak = max(self.peak, sum(map(_memory, family)))

    def end(self) -> None:
        self._end.set()


def _memory(process: psutil.Process) -> int:
    """Give a process's share of the memory: what many have in common counts once."""
    try:
        return process.memory_full_info().pss
    except (psutil.NoSuchProcess, psutil.AccessDenied):
        return 0


def write_class(course: Layout, folder: Path, students: int) -> None:
    """Let students hand in small notebooks, no two alike, some with mistakes."""
    models = []
    for number, bodies in enumerate([RIGHT, {}, {"sigmoid": "return 1 / (1 + np.exp(z))"}]):
        models.append(nbformat.read(hand_in(course, folder, f"model-{number}", **bodies), 4))
        (folder / f"model-{number}").rename(folder.parent / f"model-{folder.name}-{number}")
    for number in range(students):
        notebook = models[number % len(models)]
        signed = nbformat.v4.new_markdown_cell(f"Student {number}", id="signature")
        cells = [*notebook.cells, signed]
        path = folder / f"student-{number:04}" / MINI / f"{MINI}.ipynb"
        path.parent.mkdir(parents=True)
        path.write_text(json.dumps(dict(notebook) | {"cells": cells}), encoding="utf-8")


def grade_watched(course: Layout, folder: Path, results: Path) -> tuple[float, Watch]:
    """Run the real command; give its seconds and what the watch saw."""
    start = time.perf_counter()
    more = ["--workspace", str(folder.parent / f"{folder.name} graded"), "--results", str(results)]
    grader = subprocess.Popen(command(course, folder, *more), stdout=subprocess.DEVNULL)
    watch = Watch(psutil.Process(grader.pid))
    thread = threading.Thread(target=watch.run, daemon=True)
    thread.start()
    status = grader.wait()
    watch.end()
    thread.join()
    assert status == 0
    return time.perf_counter() - start, watch


def test_a_class_of_1000_is_complete(course, tmp_path):
    seconds, cpu = {}, {}
    for students in (20, 100, 1000):
        folder = tmp_path / str(students)
        write_class(course, folder, students)
        results = tmp_path / f"{students}.json"
        seconds[students], watch = grade_watched(course, folder, results)
        cpu[students] = watch.cpu
        again, _ = grade_watched(course, folder, results)
        print(
            f"{students} submissions: {seconds[students]:.1f} s, {watch.cpu:.1f} s CPU of the main "
            f"process, at most {watch.peak / 2**20:.0f} MiB together; again: {again:.2f} s"
        )
        rows = json.loads(results.read_text(encoding="utf-8"))
        wanted = [f"student-{number:04}" for number in range(students)]
        assert list(dict.fromkeys(row["student"] for row in rows)) == wanted
        assert len(rows) == 3 * students
        assert len({(row["student"], row["test"]) for row in rows}) == len(rows)
        graded = Layout(**(vars(course) | {"workspace": tmp_path / f"{students} graded"}))
        book = gradebook(graded)
        assert sorted(book) == wanted
        assert sum(book.values()) == sum(row["points"] for row in rows)
        assert sum(book.values()) == 5.0 * len(range(0, students, 3))
        pages = graded.workspace.glob(f"feedback/*/{MINI}/{MINI}.html")
        assert len(list(pages)) == students
    for fewer, more in ((20, 100), (100, 1000)):
        each = (seconds[more] - seconds[fewer]) / (more - fewer)
        own = (cpu[more] - cpu[fewer]) / (more - fewer)
        print(
            f"from {fewer} to {more}: {1000 * each:.0f} ms for each more, "
            f"{1000 * own:.1f} ms CPU of the main process"
        )
