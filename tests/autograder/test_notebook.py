"""The reference notebook: what the builder makes of a unit's cells."""

import copy
import errno
import os
from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest
from hypothesis import given
from hypothesis import strategies as st
from nbformat import NotebookNode

from autograder.atomic import write_atomically
from autograder.notebook import to_notebook, write_notebook
from autograder.source import Cell, Unit, read_unit
from dlcourse.notebooks import grade_id


@pytest.fixture
def mini(mini_course) -> Unit:
    return read_unit(mini_course.source("00_mini"))


def cell_of(notebook: NotebookNode, name: str) -> NotebookNode:
    (cell,) = [cell for cell in notebook.cells if grade_id(cell) == name]
    return cell


# Metadata


def test_the_notebook_says_which_unit_it_is_and_which_tests_each_exercise_has(mini):
    assert to_notebook(mini).metadata["dlcourse"] == {
        "unit": "00_mini",
        "exercises": [
            {"name": "sigmoid", "tests": ["sigmoid_test_1"]},
            {"name": "mean_error", "tests": ["mean_error_test_1", "mean_error_test_2"]},
        ],
    }


def test_the_notebook_names_the_kernel_that_every_computer_has(mini):
    assert to_notebook(mini).metadata["kernelspec"]["name"] == "python3"


COMMON = {"schema_version": 3, "task": False}


@pytest.mark.parametrize(
    "name, kind, wanted",
    [
        ("sigmoid", "code", {"grade": False, "locked": False, "solution": True}),
        ("sigmoid_test_1", "code", {"grade": True, "locked": True, "solution": False, "points": 2}),
        (
            "mean_error_test_1",
            "code",
            {"grade": True, "locked": True, "solution": False, "points": 1},
        ),
        ("why_half", "markdown", {"grade": True, "locked": False, "solution": True, "points": 0}),
    ],
)
def test_a_cells_role_becomes_nbgraders_metadata(mini, name, kind, wanted):
    cell = cell_of(to_notebook(mini), name)
    assert cell.cell_type == kind
    assert cell.metadata["nbgrader"] == wanted | COMMON | {"grade_id": name}


def test_a_given_cell_is_locked_and_not_graded(tmp_path):
    source = Cell("given", "helper", "def helper():\n    pass", 1)
    (cell,) = to_notebook(Unit("01_unit", tmp_path, (source,))).cells
    wanted = {"grade": False, "locked": True, "solution": False}
    assert cell.metadata["nbgrader"] == wanted | COMMON | {"grade_id": "helper"}


def test_text_and_ordinary_code_have_no_grading_metadata(mini):
    notebook = to_notebook(mini)
    plain = [notebook.cells[n] for n, c in enumerate(mini.cells) if c.role in ("text", "code")]
    assert [dict(cell.metadata) for cell in plain] == [
        {},
        {},
        {"tags": ["skip-execution"]},
        {},
    ]


def test_cells_keep_their_text_and_their_order(mini):
    assert [cell.source for cell in to_notebook(mini).cells] == [c.source for c in mini.cells]


def test_the_notebook_is_valid(mini):
    nbformat.validate(to_notebook(mini))


# The same every time


def test_the_same_source_gives_the_same_bytes(mini_course):
    path = mini_course.source("00_mini")
    first, second = (nbformat.writes(to_notebook(read_unit(path))) for _ in range(2))
    assert first == second


def test_writing_what_was_written_gives_the_same_bytes(mini, tmp_path):
    path = tmp_path / "unit.ipynb"
    write_notebook(path, to_notebook(mini))
    written = path.read_bytes()
    write_notebook(path, nbformat.read(path, as_version=4))
    assert path.read_bytes() == written
    assert written.endswith(b"}\n")


@pytest.mark.parametrize("place", range(12))
def test_ids_survive_a_cell_put_in_anywhere(mini, place):
    def ids(unit: Unit) -> list[str]:
        return [cell.id for cell in to_notebook(unit).cells]

    cells = list(mini.cells)
    assert len(cells) == 10
    cells.insert(place, Cell("text", "", "A new paragraph.", 1))
    changed = ids(Unit(mini.name, mini.path, tuple(cells)))
    del changed[min(place, 10)]
    assert changed == ids(mini)


def test_an_exercise_keeps_its_id_when_its_text_changes(mini):
    changed = Unit(
        mini.name,
        mini.path,
        tuple(Cell(c.role, c.name, c.source + "\n#", c.line, c.points, c.tags) for c in mini.cells),
    )
    named = [cell.id for cell in to_notebook(changed).cells if grade_id(cell)]
    assert named == [cell.id for cell in to_notebook(mini).cells if grade_id(cell)]
    assert named == [grade_id(cell) for cell in to_notebook(mini).cells if grade_id(cell)]


cells = st.builds(
    Cell,
    st.sampled_from(["text", "question", "code", "given", "exercise", "tests"]),
    st.sampled_from(["", "a", "a-2", "a_test_1", "b" * 50, "b" * 49 + "c"]),
    st.sampled_from(["", "x = 1", "Text."]),
    st.just(1),
    st.just(1),
)


@given(st.lists(cells, max_size=30))
def test_ids_are_unique_and_valid_whatever_the_cells_are(cells):
    notebook = to_notebook(Unit("01_unit", Path("01_unit.py"), tuple(cells)))
    ids = [cell.id for cell in notebook.cells]
    assert len(set(ids)) == len(ids) == len(cells)
    nbformat.validate(notebook)


# Files


def test_an_invalid_notebook_is_not_written(mini, tmp_path):
    notebook = copy.deepcopy(to_notebook(mini))
    notebook.cells[0].cell_type = "poem"
    with pytest.raises(nbformat.ValidationError):
        write_notebook(tmp_path / "unit.ipynb", notebook)
    assert list(tmp_path.glob("*.ipynb")) == []


def raises(kind: type[BaseException], *arguments: object) -> Callable[..., object]:
    def function(*_arguments: object, **_keywords: object) -> object:
        raise kind(*arguments)

    return function


NO_SPACE = raises(OSError, errno.ENOSPC, "No space left on device")


@pytest.mark.parametrize("step", ["fsync", "chmod", "replace"])
@pytest.mark.parametrize("failure", [NO_SPACE, raises(KeyboardInterrupt)])
def test_a_write_that_fails_leaves_the_old_file_and_nothing_else(
    tmp_path, monkeypatch, step, failure
):
    path = tmp_path / "file"
    write_atomically(path, "old")
    monkeypatch.setattr(os, step, failure)
    with pytest.raises((OSError, KeyboardInterrupt)):
        write_atomically(path, "new")
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_text_that_is_no_unicode_leaves_the_old_file(tmp_path):
    path = tmp_path / "file"
    write_atomically(path, "old")
    with pytest.raises(UnicodeEncodeError):
        write_atomically(path, "\ud800")
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


@given(st.binary() | st.text(st.characters(exclude_categories=["Cs"])))
def test_what_is_written_is_what_was_given(tmp_path_factory, content):
    path = tmp_path_factory.mktemp("files") / "new folder" / "file"
    write_atomically(path, content)
    assert path.read_bytes() == (content if isinstance(content, bytes) else content.encode())
    assert path.stat().st_mode & 0o777 == 0o644
