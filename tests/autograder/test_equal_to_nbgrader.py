"""Honest work gets the same points, test cell by test cell, from stock nbgrader and from ours."""

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from dataclasses import dataclass, replace
from multiprocessing import get_context
from pathlib import Path

import nbformat
import pytest

from autograder.attempts import Attempt, read_attempts
from autograder.build import load_unit
from autograder.grade import Options, grade
from autograder.layout import Layout
from autograder.notebook import write_notebook
from autograder.register import inside_workspace, register
from autograder.samples import answer
from autograder.source import Unit, split_region
from autograder.stock import autograde
from dlcourse.outcomes import TIMEOUT

pytestmark = pytest.mark.slow

COURSE = Layout.at(Path(__file__).parents[2])
Grades = dict[tuple[str, str], tuple[float | None, bool]]


@dataclass(frozen=True)
class Sample:
    """A unit's notebooks, by name: the attempts that each holds."""

    layout: Layout
    unit: Unit
    notebooks: dict[str, list[Attempt]]

    @property
    def folder(self) -> Path:
        return self.layout.workspace.parent / "handed in"

    def write(self, names: Sequence[str]) -> None:
        released = nbformat.read(self.layout.released(self.unit.name), as_version=4)
        for name in names:
            path = self.folder / name / self.unit.name / f"{self.unit.name}.ipynb"
            write_notebook(path, answer(released, self.unit, self.notebooks[name]))


def sample(unit_name: str, folder: Path, rounds: Sequence[int] | None) -> Sample:
    """Put one attempt at each exercise into a notebook: as many as it takes, or some of them.

    Also where one exercise calls another, whose attempt is wrong, the points have to be equal.
    """
    unit = load_unit(COURSE, unit_name)
    attempts = read_attempts(COURSE.attempts(unit_name), unit)
    mine = {c.name: [a for a in attempts if a.exercise == c.name] for c in unit.exercises}
    reference = [
        Attempt(cell.name, True, "", split_region(cell.source)[1], cell.line)
        for cell in unit.exercises
    ]
    notebooks: dict[str, list[Attempt]] = {"reference": reference, "stub": []}
    for number in rounds or range(max(map(len, mine.values()))):
        notebooks[f"mixed-{number:02}"] = [one[number % len(one)] for one in mine.values()]
    return Sample(replace(COURSE, workspace=folder / "workspace"), unit, notebooks)


def our_grades(one: Sample) -> tuple[Grades, list[str]]:
    """Grade with ours; leave out attempts that do not end by themselves, and name them."""
    left_out: list[str] = []
    one.write(list(one.notebooks))
    while True:
        rows = grade(one.layout, one.unit.name, one.folder, Options(jobs=os.cpu_count() or 1)).rows
        endless = {row.student: row.exercise for row in reversed(rows) if row.verdict == TIMEOUT}
        if not endless:
            return read_grades(one.layout, one.unit.name), left_out
        for name, exercise in endless.items():
            attempts = one.notebooks[name]
            (loops,) = [attempt for attempt in attempts if attempt.exercise == exercise]
            attempts.remove(loops)
            left_out.append(f"{one.unit.name}, line {loops.line} ({exercise}), in {name}")
        one.write(list(endless))


@pytest.fixture(scope="module")
def nbgraders() -> Iterator[Executor]:
    """Processes that nbgrader's autograde runs in; it imports for seconds."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DLCOURSE_OFFLINE", "1")
        with ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("spawn")) as pool:
            yield pool


def stock_grades(one: Sample, nbgraders: Executor) -> Grades:
    """Grade the very same files with nbgrader's own autograde."""
    layout = replace(one.layout, workspace=one.layout.workspace.with_name("stock"))
    register(layout, one.unit.name)
    inner = inside_workspace(layout)
    one.folder.rename(inner.workspace / "submitted")
    names = list(one.notebooks)
    count = len(names)
    said = list(nbgraders.map(autograde, [inner] * count, [one.unit.name] * count, names))
    assert not any(said), [
        f"{name}: {text}" for name, text in zip(names, said, strict=True) if text
    ]
    return read_grades(inner, one.unit.name)


def read_grades(layout: Layout, unit: str) -> Grades:
    """Read points, and whether a person is wanted, of every graded cell: questions too."""
    from nbgrader.api import Gradebook

    with Gradebook(f"sqlite:///{layout.workspace / 'gradebook.db'}", "dlcourse") as book:
        return {
            (submission.student.id, one.name): (one.auto_score, one.needs_manual_grade)
            for submission in book.assignment_submissions(unit)
            for notebook in submission.notebooks
            for one in notebook.grades
        }


def compare(one: Sample, nbgraders: Executor) -> int:
    """Compare every cell of every notebook; give how many there are."""
    ours, left_out = our_grades(one)
    for line in left_out:
        print(f"left out, it does not end: {line}")
    stock = stock_grades(one, nbgraders)
    different = [
        f"{notebook} {cell}: {grades} here, {stock.get((notebook, cell))} from nbgrader"
        for (notebook, cell), grades in ours.items()
        if stock.get((notebook, cell)) != grades
    ]
    assert different == []
    assert stock.keys() == ours.keys()
    return len(ours)


UNITS = COURSE.unit_names()


@pytest.mark.parametrize("unit", UNITS)
def test_reference_stub_and_a_mixed_notebook_get_nbgraders_points(unit, tmp_path, nbgraders):
    assert compare(sample(unit, tmp_path, [1]), nbgraders) > 0


@pytest.mark.extra
@pytest.mark.parametrize("unit", UNITS)
def test_every_attempt_gets_nbgraders_points(unit, tmp_path, nbgraders):
    one = sample(unit, tmp_path, None)
    cells = compare(one, nbgraders)
    print(f"{unit}: {len(one.notebooks)} notebooks, {cells} graded cells, equal")
