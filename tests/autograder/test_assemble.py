"""The notebook that is graded: the student's answers, and the unit's own tests."""

import copy
import random
from collections import Counter
from collections.abc import Callable

import nbformat
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_output, new_raw_cell

from autograder.assemble import assemble, missing_exercises
from autograder.layout import Layout
from autograder.notebook import to_notebook
from autograder.release import student_notebook
from autograder.source import Cell, Unit, read_unit
from dlcourse.notebooks import exercises_of, grade_id

UNIT = "00_mini"
TESTS = {
    "sigmoid": ["sigmoid_test_1"],
    "mean_error": ["mean_error_test_1", "mean_error_test_2"],
}
GIVEN = Cell("given", "Base", "class Base(np.ndarray):\n    pass", 1)


def build(layout: Layout) -> tuple[NotebookNode, NotebookNode]:
    """Give the reference and the student notebook of the mini unit with a given cell."""
    unit = read_unit(layout.source(UNIT))
    cells = (*unit.cells[:4], GIVEN, *unit.cells[4:])
    reference = to_notebook(Unit(unit.name, unit.path, cells))
    return reference, nbformat.reads(student_notebook(UNIT, reference), as_version=4)


@pytest.fixture(scope="module")
def pair(write_mini_course, tmp_path_factory) -> tuple[NotebookNode, NotebookNode]:
    return build(write_mini_course(tmp_path_factory.mktemp("course") / "mini"))


@pytest.fixture
def reference(pair) -> NotebookNode:
    return copy.deepcopy(pair[0])


@pytest.fixture
def submitted(pair) -> NotebookNode:
    return copy.deepcopy(pair[1])


def cell_of(notebook: NotebookNode, name: str) -> NotebookNode:
    (cell,) = [cell for cell in notebook.cells if grade_id(cell) == name]
    return cell


def index_of(notebook: NotebookNode, name: str) -> int:
    return [grade_id(cell) for cell in notebook.cells].index(name)


def ids(notebook: NotebookNode) -> list[str]:
    return [name for cell in notebook.cells if (name := grade_id(cell))]


def without(notebook: NotebookNode, *names: str) -> NotebookNode:
    notebook.cells = [cell for cell in notebook.cells if grade_id(cell) not in names]
    return notebook


# What comes of an honest notebook


def test_answers_are_the_students_and_tests_are_the_units(submitted, reference):
    cell_of(submitted, "sigmoid").source = "def sigmoid(z):\n    return z"
    graded = assemble(submitted, reference)
    assert ids(graded) == ids(reference)
    assert cell_of(graded, "sigmoid").source == "def sigmoid(z):\n    return z"
    for tests in TESTS.values():
        for test in tests:
            assert cell_of(graded, test) == cell_of(reference, test)
            assert "### BEGIN HIDDEN TESTS" in cell_of(graded, test).source


def test_the_students_own_cells_stay_where_they_are(submitted, reference):
    own = [new_code_cell("a = 1"), new_markdown_cell("mine"), new_raw_cell("raw")]
    for number, cell in enumerate(own):
        submitted.cells.insert(3 * number + 1, cell)
    sources = [cell.source for cell in submitted.cells if cell.source in ("a = 1", "mine", "raw")]
    graded = assemble(submitted, reference)
    assert [c.source for c in graded.cells if c.source in sources] == sources
    assert graded.cells[1].source == "a = 1"


def test_a_written_answer_is_kept(submitted, reference):
    cell_of(submitted, "why_half").source = "Because."
    assert cell_of(assemble(submitted, reference), "why_half").source == "Because."


def test_outputs_and_counts_do_not_come_along(submitted, reference):
    for cell in submitted.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [new_output("stream", text="passed")], 7
    for cell in assemble(submitted, reference).cells:
        assert not cell.get("outputs")
        assert cell.get("execution_count") is None


def test_neither_notebook_is_changed(submitted, reference):
    before = copy.deepcopy((submitted, reference))
    assemble(submitted, reference)
    assert (submitted, reference) == before


def test_the_result_is_a_valid_notebook(submitted, reference):
    nbformat.validate(assemble(submitted, reference))


# What a student may do to the cells


def test_a_deleted_test_is_put_back_below_its_exercise(submitted, reference):
    graded = assemble(without(submitted, "mean_error_test_1"), reference)
    assert ids(graded) == ids(reference)


def test_a_deleted_exercise_is_named_and_its_tests_come_last(submitted, reference):
    without(submitted, "sigmoid")
    assert missing_exercises(submitted, reference) == {"sigmoid"}
    assert ids(assemble(submitted, reference))[-1] == "sigmoid_test_1"


def test_an_answer_without_its_cells_id_is_still_reached_by_the_tests(submitted, reference):
    """An answer that stands in a cell of the student's own is defined when the tests run."""
    cell_of(submitted, "sigmoid").metadata.clear()
    graded = assemble(submitted, reference)
    own = [cell.source.startswith("def sigmoid") for cell in graded.cells].index(True)
    assert own < index_of(graded, "sigmoid_test_1")


def test_of_a_doubled_answer_the_last_one_counts_and_the_others_are_plain_code(
    submitted, reference
):
    first, second = cell_of(submitted, "sigmoid"), copy.deepcopy(cell_of(submitted, "sigmoid"))
    first.source, second.source = "def sigmoid(z): return 1", "def sigmoid(z): return 2"
    submitted.cells.append(second)
    graded = assemble(submitted, reference)
    assert cell_of(graded, "sigmoid").source == second.source
    assert graded.cells[2].source == first.source
    assert "nbgrader" not in graded.cells[2].metadata
    assert index_of(graded, "sigmoid_test_1") == index_of(graded, "sigmoid") + 1


def test_a_doubled_test_is_there_once(submitted, reference):
    submitted.cells += [copy.deepcopy(cell_of(submitted, "sigmoid_test_1")) for _ in range(3)]
    assert ids(assemble(submitted, reference)) == ids(reference)


def test_exercises_in_another_order_take_their_tests_along(submitted, reference):
    submitted.cells.reverse()
    graded = assemble(submitted, reference)
    for exercise, tests in TESTS.items():
        place = index_of(graded, exercise)
        assert [grade_id(c) for c in graded.cells[place + 1 :]][: len(tests)] == tests


@pytest.mark.parametrize("new", [new_markdown_cell, new_raw_cell])
def test_an_exercise_that_became_text_is_run_as_code(submitted, reference, new):
    """Turning a cell to text is a slip of a key in JupyterLab."""
    old = cell_of(submitted, "sigmoid")
    submitted.cells[submitted.cells.index(old)] = new(old.source, metadata=old.metadata)
    graded = cell_of(assemble(submitted, reference), "sigmoid")
    assert (graded.cell_type, graded.source) == ("code", old.source)


def test_a_question_that_became_code_is_not_run(submitted, reference):
    old = cell_of(submitted, "why_half")
    made = new_code_cell("print('answer')", metadata=old.metadata)
    submitted.cells[submitted.cells.index(old)] = made
    assert cell_of(assemble(submitted, reference), "why_half").cell_type == "markdown"


def test_an_exercise_under_another_name_is_missing(submitted, reference):
    cell_of(submitted, "sigmoid").metadata["nbgrader"]["grade_id"] = "sigmoid2"
    assert missing_exercises(submitted, reference) == {"sigmoid"}
    assert Counter(ids(assemble(submitted, reference))) == Counter(
        set(ids(reference)) - {"sigmoid"}
    )


def test_an_answer_under_a_tests_name_does_not_replace_the_test(submitted, reference):
    cell = cell_of(submitted, "sigmoid_test_1")
    cell.source = "pass"
    cell.metadata["nbgrader"] |= {"solution": True, "grade": False, "locked": False}
    graded = assemble(submitted, reference)
    assert cell_of(graded, "sigmoid_test_1") == cell_of(reference, "sigmoid_test_1")


@pytest.mark.parametrize(
    "change",
    [
        {"points": 100},
        {"points": -1},
        {"grade": False},
        {"locked": False, "solution": True},
        {"schema_version": 99},
        {"checksum": "0"},
    ],
)
def test_changed_metadata_change_nothing(submitted, reference, change):
    for cell in submitted.cells:
        if "nbgrader" in cell.metadata:
            cell.metadata["nbgrader"] |= change
    graded = assemble(submitted, reference)
    for name in ids(reference):
        assert cell_of(graded, name).metadata == cell_of(reference, name).metadata


def test_the_notebooks_metadata_are_the_units(submitted, reference):
    submitted.metadata = nbformat.from_dict(
        {
            "dlcourse": {"unit": "x", "exercises": []},
            "kernelspec": {"name": "r", "display_name": ""},
        }
    )
    assert assemble(submitted, reference).metadata == reference.metadata


def test_a_students_tags_hold_for_their_own_cells_alone(submitted, reference):
    submitted.cells.append(new_code_cell("while True: pass"))
    for cell in submitted.cells:
        cell.metadata["tags"] = ["skip-execution"]
    graded = assemble(submitted, reference)
    assert graded.cells[-1].metadata["tags"] == ["skip-execution"]
    for name in ids(reference):
        assert "tags" not in cell_of(graded, name).metadata


def test_a_students_own_grading_metadata_and_attachments_are_dropped(submitted, reference):
    meta = {"nbgrader": {"grade_id": "bonus", "grade": True, "points": 9}, "collapsed": True}
    submitted.cells.append(new_markdown_cell("x", metadata=meta, attachments={"a": {"b/c": "d"}}))
    last = assemble(submitted, reference).cells[-1]
    assert dict(last.metadata) == {}
    assert "attachments" not in last


# Given cells


def test_a_changed_given_cell_is_the_units_again(submitted, reference):
    cell_of(submitted, "Base").source = "Base = None"
    assert cell_of(assemble(submitted, reference), "Base").source == GIVEN.source


def test_a_doubled_given_cell_is_there_once(submitted, reference):
    submitted.cells.append(copy.deepcopy(cell_of(submitted, "Base")))
    assert ids(assemble(submitted, reference)) == ids(reference)


def test_a_deleted_given_cell_is_put_back_where_the_unit_needs_it(submitted, reference):
    """Not at the top: it may use what the cells above it import."""
    graded = assemble(without(submitted, "Base"), reference)
    assert ids(graded) == ids(reference)
    assert index_of(graded, "Base") > 1


def test_a_given_cell_comes_back_though_all_below_it_is_gone(submitted, reference):
    graded = assemble(without(submitted, *ids(reference)[2:]), reference)
    assert ids(graded) == [name for name in ids(reference) if name != "mean_error"]


# Whatever is done to the cells


def change(notebook: NotebookNode, steps: list[tuple[str, int]]) -> None:
    """Delete, double, retype or move cells."""
    for step, seed in steps:
        if not notebook.cells:
            return
        place = seed % len(notebook.cells)
        if step == "delete":
            del notebook.cells[place]
        elif step == "double":
            notebook.cells.insert(seed % 13, copy.deepcopy(notebook.cells[place]))
        elif step == "retype":
            old = notebook.cells[place]
            new: Callable[..., NotebookNode] = [new_markdown_cell, new_code_cell, new_raw_cell][
                seed % 3
            ]
            notebook.cells[place] = new(old.source, metadata=old.metadata)
        elif step == "rename":
            notebook.cells[place].metadata["nbgrader"] = {"grade_id": f"own_{seed}"}
        else:
            random.Random(seed).shuffle(notebook.cells)


kinds = st.sampled_from(["delete", "double", "retype", "rename", "shuffle"])
steps = st.lists(st.tuples(kinds, st.integers(0, 1000)), max_size=12)


@settings(max_examples=150)
@given(steps)
def test_every_test_is_there_once_with_the_units_source_and_below_its_exercise(pair, steps):
    reference, submitted = pair[0], copy.deepcopy(pair[1])
    change(submitted, steps)
    graded = assemble(submitted, reference)
    missing = missing_exercises(submitted, reference)
    for exercise, tests in exercises_of(reference).items():
        answer = -1 if exercise in missing else index_of(graded, exercise)
        for test in tests:
            assert cell_of(graded, test) == cell_of(reference, test)
            assert index_of(graded, test) > answer
        places = [index_of(graded, test) for test in tests]
        assert places == list(range(places[0], places[0] + len(tests)))
    assert Counter(ids(graded)) == Counter(set(ids(reference)) - missing)
    assert len({cell.id for cell in graded.cells}) == len(graded.cells)
    nbformat.validate(graded)
