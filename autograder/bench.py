"""Measures the same class with stock nbgrader and with this grader, as a ratio in one run.

Both graders first grade a small class, which starts what they keep warm: those seconds are printed
and not in the ratio, which is one of throughput. A second line says what it is with them.

nbgrader is measured as its command works: one submission after another, on whatever cores its
kernel uses.
"""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from multiprocessing import get_context
from pathlib import Path

import nbformat

from autograder.assemble import assemble, missing_exercises
from autograder.attempts import Attempt, read_attempts
from autograder.build import load_unit
from autograder.grade import Options, grade
from autograder.layout import Layout
from autograder.memory import PeakMemory
from autograder.notebook import to_notebook, write_notebook
from autograder.records import Row
from autograder.register import inside_workspace, register
from autograder.samples import answer
from autograder.stock import autograde, read_rows, write_feedback
from autograder.task import close_judges
from autograder.timing import Seconds, in_words, mean_seconds

UNITS = ("04_generalized_perceptron", "22_cnn")
# In a notebook that does not end by itself this stands in place of an answer.
ENDLESS = "while True:\n    pass"


@dataclass(frozen=True)
class Measured:
    """One grader's run over a class.

    Attributes
    ----------
    seconds : float
    points : dict
        Of each student's test cells.
    steps : tuple of dict
        Where the time of each submission went; only this grader tells.
    """

    seconds: float = 0.0
    points: dict[tuple[str, str], float] = field(default_factory=dict)
    steps: tuple[Seconds, ...] = ()

    def __add__(self, other: "Measured") -> "Measured":
        seconds, steps = self.seconds + other.seconds, self.steps + other.steps
        return Measured(seconds, self.points | other.points, steps)


def bench(layout: Layout, students: int, jobs: int) -> int:
    """Grade one class twice and print seconds, ratio and whether the marks are equal.

    Parameters
    ----------
    layout : Layout
        Everything is written below its workspace, in ``bench/``.
    students : int
        Size of the class, over both units together.
    jobs : int
        Submissions at a time for this grader.

    Returns
    -------
    int
        0 if the marks are equal, else 1.
    """
    top = layout.workspace / "bench"
    shutil.rmtree(top, ignore_errors=True)
    ours, stock = (replace(layout, workspace=top / name) for name in ("ours", "stock"))
    per_unit = max(1, students // len(UNITS))
    for unit in UNITS:
        write_class(layout, unit, top / "class" / unit, per_unit)
    write_class(layout, UNITS[0], top / "small" / UNITS[0], 1)
    first = top / "small" / UNITS[0]
    mine = theirs = Measured()
    with PeakMemory() as memory:
        start = _measure_ours(replace(ours, workspace=top / "ours-start"), UNITS[0], first, jobs)
        print(f"this grader, start-up and one submission: {start.seconds:.1f} s", flush=True)
        for unit in UNITS:
            measured = _measure_ours(ours, unit, top / "class" / unit, jobs)
            _print_line(f"{unit}, this grader", measured, per_unit)
            mine += measured
    print(f"where it went, on average: {in_words(mean_seconds(mine.steps))}")
    print(f"most memory of all its processes together: {memory.peak / 2**20:,.0f} MiB")
    for unit in UNITS:
        seconds = _measure_again(ours, unit, top / "class" / unit)
        print(f"{unit}, the unchanged class again: {seconds:.2f} s")
    _print_endless(layout, top, jobs)
    close_judges()
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        cold = replace(stock, workspace=top / "stock-start")
        stock_start = _measure_stock(cold, UNITS[0], first, pool)
        print(
            f"stock nbgrader, start-up and one submission: {stock_start.seconds:.1f} s", flush=True
        )
        for unit in UNITS:
            measured = _measure_stock(stock, unit, top / "class" / unit, pool)
            _print_line(f"{unit}, stock nbgrader", measured, per_unit)
            theirs += measured
    whole = (theirs.seconds + stock_start.seconds) / (mine.seconds + start.seconds)
    print(f"with both start-ups nbgrader takes {whole:.1f} times as long")
    return _print_verdict(mine, theirs)


def write_class(layout: Layout, name: str, folder: Path, students: int) -> None:
    """Write a class of right, half-right, wrong and empty notebooks from the unit's attempts."""
    unit = load_unit(layout, name)
    attempts = read_attempts(layout.attempts(name), unit)
    released = nbformat.read(layout.released(name), as_version=4)
    for number in range(students):
        chosen = list(_choose(attempts, [c.name for c in unit.exercises], number))
        path = folder / f"student-{number:04}" / name / f"{name}.ipynb"
        notebook = answer(released, unit, chosen)
        # No two students hand in the same bytes.
        notebook.cells.append(nbformat.v4.new_markdown_cell(f"Student {number}", id="signature"))
        write_notebook(path, notebook)


def _choose(attempts: Sequence[Attempt], exercises: list[str], number: int) -> Iterator[Attempt]:
    """Pick one student's answers: every third all right, others with more and more mistakes."""
    for index, exercise in enumerate(exercises):
        right = number % 3 == 0 or (number + index) % 3 != 0
        mine = [a for a in attempts if a.exercise == exercise and a.right is right]
        mine = [a for a in mine if "while True" not in a.body]
        if mine and number % 10 != 9:
            yield mine[(number + index) % len(mine)]


def _measure_ours(layout: Layout, unit: str, folder: Path, jobs: int) -> Measured:
    start = time.perf_counter()
    graded = grade(layout, unit, folder, Options(jobs=jobs))
    seconds = time.perf_counter() - start
    return Measured(seconds, _points(graded.rows), tuple(graded.seconds.values()))


def _measure_stock(layout: Layout, unit: str, folder: Path, pool: Executor) -> Measured:
    """Let stock nbgrader do the same: autograde and feedback, in a process that stays warm."""
    os.environ["DLCOURSE_OFFLINE"] = "1"
    students = sorted(path.name for path in folder.iterdir())
    start = time.perf_counter()
    register(layout, unit)
    inner = inside_workspace(layout)
    rows = pool.map(
        _stock_one,
        [inner] * len(students),
        [unit] * len(students),
        [folder] * len(students),
        students,
    )
    points = _points([row for student in rows for row in student])
    return Measured(time.perf_counter() - start, points)


def _stock_one(layout: Layout, unit: str, folder: Path, student: str) -> list[Row]:
    reference = to_notebook(load_unit(layout, unit))
    submitted = nbformat.read(folder / student / unit / f"{unit}.ipynb", as_version=4)
    path = layout.workspace / "submitted" / student / unit / f"{unit}.ipynb"
    write_notebook(path, assemble(submitted, reference))
    for said in (autograde(layout, unit, student), write_feedback(layout, unit, student)):
        if said:
            raise RuntimeError(said)
    return read_rows(layout, unit, student, missing_exercises(submitted, reference))


def _points(rows: Sequence[Row]) -> dict[tuple[str, str], float]:
    return {(f"{row.unit}/{row.student}", row.test): row.points for row in rows}


def _print_line(name: str, measured: Measured, count: int) -> None:
    each = measured.seconds / count
    print(f"{name}: {count} submissions in {measured.seconds:.1f} s, {each:.2f} s each", flush=True)


def _measure_again(layout: Layout, unit: str, folder: Path) -> float:
    """Time the command on a class of which nothing has changed, from a fresh start."""
    root, workspace = str(layout.course.parent), str(layout.workspace)
    command = [sys.executable, "-m", "autograder.cli", "--root", root, "grade", unit]
    command += ["--submissions", str(folder), "--workspace", workspace]
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def _print_endless(layout: Layout, top: Path, jobs: int) -> None:
    """Grade, once and apart, notebooks that do not end by themselves."""
    name = UNITS[0]
    unit = load_unit(layout, name)
    attempts = read_attempts(layout.attempts(name), unit)
    released = nbformat.read(layout.released(name), as_version=4)
    folder = top / "endless"
    for number, cell in enumerate(unit.exercises[:2]):
        right = list(_choose(attempts, [c.name for c in unit.exercises], 0))
        answers = [a if a.exercise != cell.name else replace(a, body=ENDLESS) for a in right]
        path = folder / f"endless-{number}" / name / f"{name}.ipynb"
        write_notebook(path, answer(released, unit, answers))
    measured = _measure_ours(replace(layout, workspace=top / "endless-ours"), name, folder, jobs)
    _print_line(f"{name}, with an endless loop each (not in the ratio)", measured, 2)


def _print_verdict(ours: Measured, stock: Measured) -> int:
    different = sorted(
        key for key in ours.points | stock.points if ours.points.get(key) != stock.points.get(key)
    )
    for student, test in different[:20]:
        key = (student, test)
        print(f"differs: {student} {test}: {ours.points.get(key)} here, {stock.points.get(key)}")
    equal = "different" if different else "equal"
    print(f"ratio: {stock.seconds / ours.seconds:.1f}  marks: {equal}")
    return 1 if different else 0
