"""Shows the whole way once: builds a unit, makes a small sample class and grades it."""

import os
import shutil
from dataclasses import replace
from pathlib import Path

import nbformat

from autograder.attempts import Attempt, read_attempts
from autograder.build import build, load_unit
from autograder.engine.sandbox import NoIsolationError
from autograder.grade import Graded, Options, grade, print_class
from autograder.layout import Layout
from autograder.notebook import write_notebook
from autograder.records import write_results
from autograder.samples import answer

UNIT = "04_generalized_perceptron"


def demo(layout: Layout) -> int:
    """Build a unit in the workspace, grade six sample students, print marks and paths.

    Parameters
    ----------
    layout : Layout
        Everything is written below its workspace, in ``demo/``.

    Returns
    -------
    int
        0.
    """
    # The experiments run on real digits, but shortly.
    os.environ.setdefault("DLCOURSE_QUICK", "1")
    top = layout.workspace / "demo"
    shutil.rmtree(top, ignore_errors=True)
    inner = replace(
        layout, solutions=top / "solutions", release=top / "release", workspace=top / "workspace"
    )
    print(f"1. build {UNIT}: course → solutions → release")
    built = build(inner, UNIT, force_execution=True)
    print(f"   {inner.solution(UNIT)} ({built.size / 1000:.0f} kB)\n   {inner.released(UNIT)}")
    print("2. a sample class: one right, one empty, one broken file, three with mistakes")
    submissions = make_class(inner, UNIT, top / "submissions")
    print(f"   {submissions}")
    print("3. grade it")
    graded = _grade_somehow(inner, submissions)
    results = top / "results.json"
    write_results(results, graded.rows)
    print_class(graded, results)
    return 0


def _grade_somehow(layout: Layout, submissions: Path) -> Graded:
    """Grade the sample class, without walls where there can be none: its code is the course's."""
    try:
        return grade(layout, UNIT, submissions, Options())
    except NoIsolationError as error:
        print(f"   {error}\n   the sample class is the course's own: graded without walls")
        return grade(layout, UNIT, submissions, Options(isolated=False))


def make_class(layout: Layout, name: str, folder: Path) -> Path:
    """Write six students' notebooks, made from the unit's own right and wrong attempts.

    Returns
    -------
    Path
        The folder, laid out as ``STUDENT/UNIT/UNIT.ipynb``.
    """
    unit = load_unit(layout, name)
    attempts = read_attempts(layout.attempts(name), unit)
    released = nbformat.read(layout.released(name), as_version=4)
    right = [_pick(attempts, cell.name, right=True, number=0) for cell in unit.exercises]
    students = {
        "student-1-right": right,
        "student-2-one-mistake": [
            _pick(attempts, right[0].exercise, right=False, number=1),
            *right[1:],
        ],
        "student-3-half": right[: len(right) // 2],
        "student-4-mistakes": [
            _pick(attempts, cell.name, right=False, number=i)
            for i, cell in enumerate(unit.exercises)
        ],
        "student-5-empty": [],
    }
    for student, answers in students.items():
        path = folder / student / name / f"{name}.ipynb"
        write_notebook(path, answer(released, unit, answers))
    broken = folder / "student-6-broken" / name / f"{name}.ipynb"
    broken.parent.mkdir(parents=True)
    broken.write_text('{"cells": [', encoding="utf-8")
    return folder


def _pick(attempts: list[Attempt], exercise: str, *, right: bool, number: int) -> Attempt:
    mine = [a for a in attempts if a.exercise == exercise and a.right is right]
    return mine[number % len(mine)]
