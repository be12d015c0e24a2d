"""``dlcourse check``: students see before they hand in what the grader would see."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from autograder.attempts import with_body
from autograder.notebook import to_notebook
from autograder.release import student_notebook
from autograder.source import read_unit, split_region
from dlcourse import check
from dlcourse.check import Preflight, check_notebook, print_preflight
from dlcourse.cli import main
from dlcourse.notebooks import NotebookError
from dlcourse.outcomes import FAILED, NOT_ATTEMPTED, PASSED, Outcome

UNIT = "00_mini"
Notebook = dict[str, Any]


@pytest.fixture
def released(mini_course) -> Notebook:
    """The student notebook as plain JSON."""
    reference = to_notebook(read_unit(mini_course.source(UNIT)))
    return json.loads(student_notebook(UNIT, reference))


def save(folder: Path, notebook: object) -> Path:
    path = folder / "my notebook.ipynb"
    path.write_text(json.dumps(notebook), encoding="utf-8")
    return path


def cell_of(notebook: Notebook, name: str) -> dict[str, Any]:
    (cell,) = [
        cell
        for cell in notebook["cells"]
        if cell["metadata"].get("nbgrader", {}).get("grade_id") == name
    ]
    return cell


# Remarks on the cells


@pytest.fixture
def remarks(tmp_path, monkeypatch) -> Callable[[Notebook], list[str]]:
    """Give ``remarks(notebook)``: what is said without running it."""
    monkeypatch.setattr(check, "_run", lambda notebook, folder: {})
    return lambda notebook: check_notebook(save(tmp_path, notebook)).remarks


def test_a_notebook_as_it_was_released_gets_no_remark(released, remarks):
    assert remarks(released) == []


def test_an_answered_notebook_with_cells_of_ones_own_gets_no_remark(released, remarks):
    cell_of(released, "sigmoid")["source"] = "def sigmoid(z):\n    return z"
    cell_of(released, "why_half")["source"] = "Because."
    own = {"cell_type": "code", "metadata": {}, "source": "1", "outputs": [], "id": "own"}
    released["cells"].insert(3, own | {"execution_count": None})
    assert remarks(released) == []


@pytest.mark.parametrize(
    "name, words",
    [
        ("sigmoid", "The cell of the exercise sigmoid is missing: copy your answers"),
        ("mean_error_test_2", "The check cell mean_error_test_2 is missing: the grader puts it"),
    ],
)
def test_a_missing_cell_is_named(released, remarks, name, words):
    released["cells"].remove(cell_of(released, name))
    (remark,) = remarks(released)
    assert remark.startswith(words)


def test_a_doubled_cell_is_named_with_its_number(released, remarks):
    cell = cell_of(released, "sigmoid")
    released["cells"].append(cell | {"id": "second"})
    assert remarks(released) == [
        "The cell sigmoid is there 2 times: the last one counts, delete the others."
    ]


@pytest.mark.parametrize(
    "change",
    [
        lambda cell: cell.update(source="pass"),
        lambda cell: cell["metadata"]["nbgrader"].update(points=9),
        lambda cell: cell["metadata"]["nbgrader"].update(points=None),
        lambda cell: cell["metadata"]["nbgrader"].pop("points"),
        lambda cell: cell["metadata"]["nbgrader"].pop("checksum"),
    ],
    ids=["source", "points", "no number as points", "no points", "no checksum"],
)
def test_a_changed_check_cell_is_named(released, remarks, change):
    change(cell_of(released, "sigmoid_test_1"))
    assert remarks(released) == [
        "The locked cell sigmoid_test_1 was changed: the grader uses the original."
    ]


def test_an_exercise_that_became_text_is_named(released, remarks):
    cell = cell_of(released, "sigmoid")
    cell["cell_type"] = "markdown"
    del cell["outputs"], cell["execution_count"]
    (remark,) = remarks(released)
    assert remark.startswith("The cell sigmoid has become markdown: turn it back to code")


# Files that are no notebook of a unit


def test_other_files_are_refused_with_what_to_do(tmp_path, released):
    unit_script = tmp_path / "unit.py"
    unit_script.write_text("x = 1")
    picture = tmp_path / "picture.ipynb"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n")
    foreign = save(tmp_path, released | {"metadata": {}})
    for path, words in (
        (tmp_path / "none.ipynb", "none.ipynb cannot be read: No such file"),
        (tmp_path, "is a folder: name the notebook in it"),
        (unit_script, "unit.py: the file is not a notebook"),
        (picture, "picture.ipynb: the file is not text in UTF-8"),
        (foreign, "does not say which unit it belongs to: copy your answers into a fresh copy"),
    ):
        with pytest.raises(NotebookError, match=words):
            check_notebook(path)


@pytest.mark.parametrize("exercises", [None, [], {"sigmoid": []}])
def test_a_notebook_whose_list_of_exercises_is_lost_is_refused(tmp_path, released, exercises):
    released["metadata"]["dlcourse"]["exercises"] = exercises
    with pytest.raises(NotebookError, match="does not say which unit"):
        check_notebook(save(tmp_path, released))


# What is printed


def test_a_good_notebook_is_told_so(capsys):
    print_preflight(Path("a/b.ipynb"), Preflight("01_unit", [], {"sigmoid": Outcome(PASSED)}))
    text = capsys.readouterr().out
    assert "b.ipynb, a notebook of the unit 01_unit" in text
    assert "All exercises and check cells are there, each once." in text
    assert "sigmoid  ✓ visible checks pass" in text
    assert "1 of 1 exercises pass" in text
    assert "Hand it in as it is" in text


def test_what_costs_points_is_told(capsys):
    outcomes = {
        "a": Outcome(FAILED, "a: the sign of the exponent"),
        "longer": Outcome(NOT_ATTEMPTED, "longer: not attempted yet"),
    }
    print_preflight(Path("b.ipynb"), Preflight("01_unit", ["The cell x is missing."], outcomes))
    text = capsys.readouterr().out
    assert "! The cell x is missing." in text
    assert "a       ✗ a: the sign of the exponent" in text
    assert "longer  · not attempted yet" in text
    assert "0 of 2 exercises pass" in text
    assert "the lines above cost points" in text


@pytest.mark.parametrize(
    "remark, verdict, status", [([], PASSED, 0), (["x"], PASSED, 1), ([], FAILED, 1)]
)
def test_the_exit_status_says_whether_all_is_good(monkeypatch, capsys, remark, verdict, status):
    found = Preflight("01_unit", remark, {"a": Outcome(verdict, "why")})
    monkeypatch.setattr(check, "check_notebook", lambda path: found)
    assert main(["check", "b.ipynb"]) == status


def test_a_file_that_is_no_notebook_exits_with_1_and_one_line(tmp_path, capsys):
    assert main(["check", str(tmp_path / "none.ipynb")]) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith("dlcourse: ")
    assert len(printed.err.splitlines()) == 1


# With a kernel


def answered(mini_course, released: Notebook, **bodies: str) -> Notebook:
    """Fill the unit's own answers in, or other ones."""
    for cell in read_unit(mini_course.source(UNIT)).exercises:
        body = bodies.get(cell.name, split_region(cell.source)[1])
        cell_of(released, cell.name)["source"] = with_body(cell, body)
    return released


@pytest.mark.slow
def test_a_right_notebook_is_all_good_and_stays_as_it_is(mini_course, released, tmp_path):
    path = save(tmp_path, answered(mini_course, released))
    before = path.read_bytes()
    found = check_notebook(path)
    assert found.outcomes == {"sigmoid": Outcome(PASSED), "mean_error": Outcome(PASSED)}
    assert found.all_good
    assert path.read_bytes() == before


@pytest.mark.slow
def test_the_released_notebook_is_not_attempted(released, tmp_path):
    found = check_notebook(save(tmp_path, released))
    assert {one.verdict for one in found.outcomes.values()} == {NOT_ATTEMPTED}
    assert not found.all_good


@pytest.mark.slow
def test_mistakes_errors_and_changed_cells_are_told(mini_course, released, tmp_path):
    wrong = "return float(np.sum(np.abs(y_hat - y)))"
    notebook = answered(mini_course, released, sigmoid="return exp(z)", mean_error=wrong)
    cell_of(notebook, "mean_error_test_1")["source"] = "pass"
    found = check_notebook(save(tmp_path, notebook))
    assert found.outcomes["sigmoid"].message == (
        "sigmoid: your code raised NameError: name 'exp' is not defined"
    )
    assert "two errors" in found.outcomes["mean_error"].message
    assert len(found.remarks) == 1


@pytest.mark.slow
def test_checks_that_were_not_run_do_not_pass(mini_course, released, tmp_path):
    """Neither by being deleted, nor tagged, nor by an output from an earlier run."""
    notebook = answered(mini_course, released, sigmoid="return z", mean_error="return 7.0")
    notebook["cells"].remove(cell_of(notebook, "sigmoid_test_1"))
    for test in ("mean_error_test_1", "mean_error_test_2"):
        cell = cell_of(notebook, test)
        cell["metadata"]["tags"] = ["skip-execution"]
        cell["execution_count"] = 3
    found = check_notebook(save(tmp_path, notebook))
    assert found.outcomes["sigmoid"].message == "sigmoid: no check of it was run"
    assert found.outcomes["mean_error"].message == "mean_error: no check of it was run"
    assert not found.all_good


@pytest.mark.slow
def test_a_notebook_that_ends_its_kernel_is_told_so(mini_course, released, tmp_path):
    notebook = answered(mini_course, released, sigmoid="import os\nos._exit(1)")
    with pytest.raises(NotebookError, match="ended its own kernel"):
        check_notebook(save(tmp_path, notebook))


@pytest.mark.slow
def test_a_loop_without_an_end_is_stopped(mini_course, released, tmp_path, monkeypatch):
    monkeypatch.setattr(check, "CELL_SECONDS", 10)
    notebook = answered(mini_course, released, sigmoid="while True:\n    pass")
    found = check_notebook(save(tmp_path, notebook))
    assert "did not end in time" in found.outcomes["sigmoid"].message
    assert found.outcomes["mean_error"] == Outcome(PASSED)
