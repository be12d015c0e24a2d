"""A student's feedback page: their code, their marks, what to look at; never a hidden test."""

import copy
from dataclasses import replace
from pathlib import Path

import nbformat
import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_output
from pages import HOSTILE, Page

from autograder.assemble import assemble
from autograder.feedback import write_feedback
from autograder.notebook import to_notebook
from autograder.records import Row
from autograder.source import read_unit
from dlcourse.notebooks import grade_id

UNIT = "00_mini"
ROWS = [
    Row("ada", UNIT, "sigmoid", "sigmoid_test_1", 0, 2, "failed", "the sign of the exponent"),
    Row("ada", UNIT, "mean_error", "mean_error_test_1", 1, 1, "passed", ""),
    Row("ada", UNIT, "mean_error", "mean_error_test_2", 0, 2, "not attempted", "not yet"),
]


@pytest.fixture
def graded(mini_course) -> NotebookNode:
    """An assembled notebook, as grading leaves it: with the unit's hidden tests."""
    reference = to_notebook(read_unit(mini_course.source(UNIT)))
    return assemble(copy.deepcopy(reference), reference)


def source_of(page: Page) -> str:
    """Give a page's HTML, in which colors are elements."""
    return page.path.read_text(encoding="utf-8")


def feedback(folder: Path, notebook: NotebookNode | None, rows: list[Row] | None = None) -> Page:
    path = folder / "feedback.html"
    write_feedback(path, rows or ROWS, nbformat.writes(notebook) if notebook else "")
    return Page(path)


def test_the_page_shows_marks_code_and_messages(graded, tmp_path):
    text = feedback(tmp_path, graded).text
    assert "ada: 1 of 5" in text
    assert "return 1 / (1 + np.exp(-z))" in text
    assert "sigmoid_test_1: 0 of 2the sign of the exponent" in text
    assert "mean_error_test_1: 1 of 1All checks passed." in text
    assert "mean_error_test_2: 0 of 2not yet" in text


def test_each_result_stands_below_the_code_that_it_is_about(graded, tmp_path):
    text = feedback(tmp_path, graded).text.partition("Your notebook")[2]
    places = ["def sigmoid", "sigmoid_test_1:", "def mean_error", "mean_error_test_1:"]
    assert [text.index(place) for place in places] == sorted(text.index(p) for p in places)


def test_every_check_of_the_overview_leads_to_its_result(graded, tmp_path):
    page = feedback(tmp_path, graded)
    links = [a["href"] for tag, a in page.tags if tag == "a"]
    anchors = [a["id"] for tag, a in page.tags if "id" in a]
    assert links == [f"#{one.test}" for one in ROWS]
    assert sorted(anchors) == sorted(one.test for one in ROWS)


def test_outputs_and_errors_of_the_students_cells_are_shown(graded, tmp_path):
    error = new_output("error", ename="NameError", evalue="no np", traceback=["a line of ours"])
    graded.cells[1].outputs = [new_output("stream", text="42 apples\n"), error]
    text = feedback(tmp_path, graded).text
    assert "42 apples" in text
    assert "NameError: no np" in text
    assert "a line of ours" not in text


def test_nothing_of_a_test_cell_is_shown(graded, tmp_path):
    for cell in graded.cells:
        if "_test_" in grade_id(cell):
            cell.outputs = [
                new_output("stream", text="wanted: 0.7310585"),
                new_output("error", ename="CheckFailed", evalue="a secret", traceback=["secret"]),
            ]
    page = feedback(tmp_path, graded)
    everything = page.path.read_text(encoding="utf-8")
    for secret in ("HIDDEN", "(4, 2)", "check_close", "0.7310585", "secret", "seven errors"):
        assert secret not in everything


def test_a_written_answer_is_shown(graded, tmp_path):
    next(cell for cell in graded.cells if grade_id(cell) == "why_half").source = "Symmetry."
    assert "Symmetry." in feedback(tmp_path, graded).text


def test_a_file_that_was_no_notebook_gets_a_page_that_says_why(tmp_path):
    rows = [replace(one, points=0, verdict="unreadable", message="half a file") for one in ROWS]
    page = feedback(tmp_path, None, rows)
    assert page.text.count("half a file") == 1
    assert "0 of 5" in page.text
    assert page.dangers() == []


def test_the_page_needs_nothing_from_elsewhere_and_forbids_it(graded, tmp_path):
    page = feedback(tmp_path, graded)
    assert page.dangers() == []
    policies = [a["content"] or "" for tag, a in page.tags if a.get("http-equiv")]
    assert len(policies) == 1
    assert policies[0].startswith("default-src 'none'")
    assert "script" not in policies[0]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_are_shown_and_do_nothing(graded, tmp_path, text):
    named = [replace(ROWS[0], student=text, message=text), *ROWS[1:]]
    graded.cells[1].source = f"x = {text!r}\n{text}"
    graded.cells[1].outputs = [
        new_output("stream", text=text),
        new_output("error", ename=text, evalue=text, traceback=[]),
        new_output("display_data", data={"text/html": text, "image/svg+xml": text}),
    ]
    graded.cells[2].source = text
    next(cell for cell in graded.cells if grade_id(cell) == "why_half").source = text
    graded.cells += [new_code_cell(f"%%html\n{text}"), new_markdown_cell(text)]
    page = feedback(tmp_path, graded, named)
    assert page.dangers() == []
    assert page.text.count(text) >= 6


@pytest.mark.parametrize("part", ["source", "output"])
def test_very_long_cells_make_no_very_long_page(graded, tmp_path, part):
    long = "x = 1\n" * 200_000
    if part == "source":
        graded.cells[1].source = long
    else:
        graded.cells[1].outputs = [new_output("stream", text=long)]
    assert feedback(tmp_path, graded).path.stat().st_size < 1_000_000


@pytest.mark.parametrize("text", [" \n", "\n ", "'\\N{", "\\N{", "f'{", "'" * 3])
def test_code_that_takes_long_to_color_is_drawn_without_colors(tmp_path, graded, text):
    source = f"one_name = 1{text * (10_000 // len(text))}"
    graded.cells.append(new_code_cell(source, id="slow"))
    assert "one_name = 1" in source_of(feedback(tmp_path, graded))


def test_long_code_of_usual_lines_is_colored(tmp_path, graded):
    graded.cells.append(new_code_cell("one_name = 1\n" * 1_000, id="usual"))
    page = source_of(feedback(tmp_path, graded))
    assert "one_name = 1" not in page
    assert page.count(">one_name</span>") == 1_000


def test_a_page_of_endless_code_is_drawn_without_colors(tmp_path, graded):
    lines = "one_name = 1\n" * 1_500
    graded.cells += [new_code_cell(lines, id=f"long-{number}") for number in range(40)]
    page = source_of(feedback(tmp_path, graded))
    assert page.count("one_name = 1\n" * 1_499) >= 25
    assert page.count(">one_name</span>") >= 5 * 1_500
