"""Stock nbgrader works on the course: its own commands, run as a person would run them."""

import csv
import json
import shutil
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import nbformat
import pytest

from autograder.attempts import with_body
from autograder.build import build
from autograder.grade import Options, grade
from autograder.layout import Layout
from autograder.notebook import write_notebook
from autograder.source import read_unit, split_region
from dlcourse.notebooks import grade_id

pytestmark = pytest.mark.slow

UNIT = "00_mini"
ROOT = Path(__file__).parents[2]
SETTINGS = ROOT / "autograder" / "nbgrader_config.py"
WRONG = "return 1 / (1 + np.exp(z))"
WARNS = """
import sys, warnings
warnings.warn("mind the overflow")
print("an honest note", file=sys.stderr)
return 1 / (1 + np.exp(-z))
"""
MARKS = {"reference": 5.0, "stub": 0.0, "wrong": 3.0, "warns": 5.0, "deletes-tests": 3.0}


@dataclass(frozen=True)
class Course:
    """A course, its environment for Jupyter's commands, and what those said."""

    layout: Layout
    environment: dict[str, str]

    @property
    def root(self) -> Path:
        return self.layout.course.parent

    def nbgrader(self, *arguments: str) -> str:
        """Run the stock command in the course's top folder."""
        done = subprocess.run(
            [sys.executable, "-m", "nbgrader", *arguments],
            cwd=self.root,
            env=self.environment,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout + done.stderr

    def notebook(self, step: str, student: str) -> nbformat.NotebookNode:
        path = self.layout.workspace / step / student / UNIT / f"{UNIT}.ipynb"
        return nbformat.read(path, as_version=4)

    def feedback(self, student: str) -> str:
        path = self.layout.workspace / "feedback" / student / UNIT / f"{UNIT}.html"
        return path.read_text(encoding="utf-8")

    def exported_marks(self) -> dict[str, float]:
        self.nbgrader("export", "--to", "grades.csv")
        with (self.root / "grades.csv").open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        assert {float(row["max_score"]) for row in rows} == {5.0}
        return {row["student_id"]: float(row["score"]) for row in rows}


@pytest.fixture(scope="module")
def new_course(tmp_path_factory, write_mini_course, clean_environment) -> Course:
    """Build the unit; the settings are the course's own file."""
    top = tmp_path_factory.mktemp("stock")
    layout = write_mini_course(top / "a course (mini)")
    build(layout, UNIT, tell=lambda line: None)
    settings = layout.course.parent / "autograder"
    settings.mkdir()
    shutil.copy(SETTINGS, settings)
    return Course(layout, clean_environment(top / "home", settings))


@pytest.fixture(scope="module")
def course(new_course: Course) -> Course:
    """Let a class hand in, and grade it with nbgrader's three commands."""
    new_course.nbgrader("generate_assignment", UNIT, "--force")
    layout = new_course.layout
    bodies = {
        cell.name: split_region(cell.source)[1] for cell in read_unit(layout.source(UNIT)).exercises
    }
    hand_in(layout, "reference", bodies)
    hand_in(layout, "stub", {})
    hand_in(layout, "wrong", bodies | {"sigmoid": WRONG})
    hand_in(layout, "warns", bodies | {"sigmoid": WARNS})
    hand_in(layout, "deletes-tests", bodies | {"sigmoid": WRONG}, without="sigmoid_test_1")
    new_course.nbgrader("autograde", UNIT)
    new_course.nbgrader("generate_feedback", UNIT)
    return new_course


def hand_in(layout: Layout, student: str, bodies: dict[str, str], without: str = "") -> None:
    """Fill answers into a student notebook and put it where nbgrader collects."""
    exercises = {cell.name: cell for cell in read_unit(layout.source(UNIT)).exercises}
    notebook = nbformat.read(layout.released(UNIT), as_version=4)
    for cell in notebook.cells:
        if grade_id(cell) in bodies:
            cell.source = with_body(exercises[grade_id(cell)], bodies[grade_id(cell)])
    notebook.cells = [cell for cell in notebook.cells if grade_id(cell) != without or not without]
    write_notebook(layout.workspace / "submitted" / student / UNIT / f"{UNIT}.ipynb", notebook)


def test_generate_assignment_gives_the_student_notebook_that_build_gives(course):
    build(course.layout, UNIT)
    built = nbformat.read(course.layout.released(UNIT), as_version=4)
    course.nbgrader("generate_assignment", UNIT, "--force")
    assert nbformat.read(course.layout.released(UNIT), as_version=4) == built


def test_every_answer_gets_the_mark_it_deserves(course):
    assert course.exported_marks() == MARKS


def test_a_deleted_test_cell_is_put_back(course):
    handed_in = course.notebook("submitted", "deletes-tests")
    graded = course.notebook("autograded", "deletes-tests")
    assert "sigmoid_test_1" not in map(grade_id, handed_in.cells)
    assert "sigmoid_test_1" in map(grade_id, graded.cells)


def test_cells_tagged_skip_execution_are_not_run(course):
    cells = course.notebook("autograded", "reference").cells
    tagged = [cell for cell in cells if "skip-execution" in cell.metadata.get("tags", [])]
    assert [cell.outputs for cell in tagged] == [[]]


def test_feedback_names_the_mistake_and_keeps_hidden_tests(course):
    page = course.feedback("wrong")
    assert "the sign of the exponent" in page
    assert "HIDDEN TESTS" not in page
    assert "sigmoid of a matrix" in page
    assert "(4, 2)" not in page


@pytest.mark.parametrize(("student", "verdict"), [("warns", "Success!"), ("stub", "FAILED ON 3")])
def test_the_validate_button_fails_a_check_for_mistakes_and_not_for_warnings(
    course, student, verdict
):
    path = f"workspace/submitted/{student}/{UNIT}/{UNIT}.ipynb"
    student_settings = course.environment | {"JUPYTER_CONFIG_PATH": str(ROOT / "lib" / "jupyter")}
    assert verdict in replace(course, environment=student_settings).nbgrader("validate", path)


@pytest.fixture(scope="module")
def isolated(course: Course, tmp_path_factory, clean_environment) -> Course:
    """Grade the same class, and a broken file, with ``autograder grade``."""
    top = tmp_path_factory.mktemp("isolated")
    root = top / "a course (mini)"
    shutil.copytree(course.root, root)
    handed_in = (root / "workspace" / "submitted").rename(top / "handed in")
    shutil.rmtree(root / "workspace")
    broken = handed_in / "broken" / UNIT / f"{UNIT}.ipynb"
    broken.parent.mkdir(parents=True)
    broken.write_text('{"cells": [', encoding="utf-8")
    grade(Layout.at(root), UNIT, handed_in, Options())
    return Course(Layout.at(root), clean_environment(top / "home", root / "autograder"))


def test_isolated_grading_gives_the_same_marks(isolated):
    assert isolated.exported_marks() == MARKS | {"broken": 0.0}


def test_after_isolated_grading_nbgraders_feedback_still_keeps_hidden_tests(isolated):
    isolated.nbgrader("generate_feedback", UNIT, "--force")
    assert "the sign of the exponent" in isolated.feedback("wrong")
    assert "HIDDEN TESTS" not in isolated.feedback("wrong")


@dataclass(frozen=True)
class Formgrader:
    """Formgrader in a browser's place."""

    url: str
    token: str

    def get(self, page: str) -> str:
        """Get a page; anything but status 200 raises."""
        request = urllib.request.Request(
            f"{self.url}formgrader/{page}", headers={"Authorization": f"token {self.token}"}
        )
        with urllib.request.urlopen(request) as answer:
            assert answer.status == 200
            return answer.read().decode()

    def get_json(self, page: str) -> list[dict[str, object]]:
        """Get the data from which a page is drawn."""
        return json.loads(self.get(f"api/{page}"))


@pytest.fixture(scope="module", params=["course", "isolated"])
def formgrader(request, run_jupyter) -> Iterator[Formgrader]:
    """Run JupyterLab as ``make formgrader`` does, after both ways of grading."""
    graded: Course = request.getfixturevalue(request.param)
    with run_jupyter(graded.root, graded.environment) as server:
        yield Formgrader(server.url, server.token)


@pytest.mark.parametrize(
    "page",
    [
        "",
        "manage_assignments",
        f"manage_submissions/{UNIT}",
        "gradebook",
        f"gradebook/{UNIT}",
        f"gradebook/{UNIT}/{UNIT}",
        "manage_students",
        "manage_students/wrong",
        f"manage_students/wrong/{UNIT}",
    ],
)
def test_formgrader_serves_its_pages(formgrader, page):
    assert "nbgrader" in formgrader.get(page)


def test_formgrader_lists_the_unit_with_its_folders(formgrader):
    (unit,) = formgrader.get_json("assignments")
    assert unit["name"] == UNIT
    assert unit["max_score"] == 5
    assert unit["num_submissions"] >= len(MARKS)
    assert (unit["source_path"], unit["release_path"]) == (f"solutions/{UNIT}", f"release/{UNIT}")


def test_formgrader_lists_the_students_with_their_marks(formgrader):
    students = {one["id"]: one["score"] for one in formgrader.get_json("students")}
    assert MARKS.items() <= students.items()


def test_formgrader_asks_nobody_to_grade_a_file_that_is_no_notebook(formgrader):
    submissions = formgrader.get_json(f"submissions/{UNIT}")
    assert not any(one["needs_manual_grade"] for one in submissions if one["student"] == "broken")


def test_formgrader_shows_a_graded_notebook_for_manual_grading(formgrader):
    notebooks = formgrader.get_json(f"submitted_notebooks/{UNIT}/{UNIT}")
    (wrong,) = [one for one in notebooks if one["student"] == "wrong"]
    page = formgrader.get(f"submissions/{wrong['id']}/")
    assert "the sign of the exponent" in page
    assert "Full credit" in page
