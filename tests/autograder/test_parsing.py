"""A handed-in file becomes a notebook of the unit, or a verdict that says what to do."""

import json
from collections.abc import Callable
from typing import Any

import nbformat
import pytest
from hypothesis import given
from hypothesis import strategies as st
from nbformat import NotebookNode

from autograder.notebook import to_notebook
from autograder.parsing import parse
from autograder.release import student_notebook
from autograder.source import read_unit
from autograder.submissions import Broken
from dlcourse.notebooks import NotebookError, exercises_of, grade_id, read_notebook
from dlcourse.outcomes import UNREADABLE

UNIT = "00_mini"


@pytest.fixture
def reference(mini_course) -> NotebookNode:
    return to_notebook(read_unit(mini_course.source(UNIT)))


@pytest.fixture
def released(reference) -> dict[str, Any]:
    """The student notebook as plain JSON."""
    return json.loads(student_notebook(UNIT, reference))


def refusal(content: bytes, reference: NotebookNode) -> str:
    parsed = parse(content, reference)
    assert isinstance(parsed, Broken)
    assert parsed.verdict == UNREADABLE
    return parsed.message


def ids(notebook: NotebookNode) -> list[str]:
    return [name for cell in notebook.cells if (name := grade_id(cell))]


def test_the_student_notebook_is_read_as_it_is(released, reference):
    parsed = parse(json.dumps(released).encode(), reference)
    assert ids(parsed) == ids(reference)
    assert [c.source for c in parsed.cells] == ["".join(c["source"]) for c in released["cells"]]


# Older formats


def as_version_3(released: dict[str, Any]) -> dict[str, Any]:
    notebook = nbformat.from_dict(released)
    return nbformat.v3.convert.downgrade(notebook)


def as_version_4_0(released: dict[str, Any]) -> dict[str, Any]:
    for cell in released["cells"]:
        del cell["id"]
    return released | {"nbformat_minor": 0}


@pytest.mark.parametrize("convert", [as_version_3, as_version_4_0])
@pytest.mark.filterwarnings("ignore")
def test_an_older_format_is_upgraded(released, reference, convert):
    parsed = parse(json.dumps(convert(released)).encode(), reference)
    assert ids(parsed) == ids(reference)
    nbformat.validate(parsed)


# Files that are no notebooks

NO_NOTEBOOKS = {
    "nothing": (b"", "not a notebook"),
    "null bytes": (b"\0" * 100, "not a notebook"),
    "half a file": (b'{"cells": [', "not a notebook"),
    "a web page": (b"<!DOCTYPE html><html>", "not a notebook"),
    "Latin-1": ('{"cells": "é"}'.encode("latin-1"), "not text in UTF-8"),
    "UTF-16": ('{"cells": []}'.encode("utf-16"), "not text in UTF-8"),
    "a picture": (b"\x89PNG\r\n\x1a\n", "not text in UTF-8"),
    "deep brackets": (b"[" * 200_000, "not a notebook"),
    "deep objects": (b'{"cells":' * 100_000, "not a notebook"),
    "a number with very many digits": (b'{"cells": ' + b"9" * 10_000 + b"}", "not a notebook"),
    "a list": (b"[]", "has no cells"),
    "a text": (b'"cells"', "has no cells"),
    "no cells": (b"{}", "has no cells"),
    "cells that are a number": (b'{"cells": 3, "nbformat": 4, "metadata": {}}', "malformed"),
    "cells that are numbers": (
        b'{"cells": [1], "nbformat": 4, "nbformat_minor": 5, "metadata": {}}',
        "malformed",
    ),
    "a format from the future": (
        b'{"cells": [], "nbformat": 99, "nbformat_minor": 0, "metadata": {}}',
        "malformed",
    ),
    "a format that is a text": (
        b'{"cells": [], "nbformat": "four", "nbformat_minor": 0, "metadata": {}}',
        "malformed",
    ),
    "worksheets that are none": (b'{"worksheets": null, "nbformat": 3}', "malformed"),
}


@pytest.mark.parametrize("content, words", NO_NOTEBOOKS.values(), ids=NO_NOTEBOOKS)
def test_what_is_no_notebook_is_refused_and_says_what_to_do(reference, content, words):
    message = refusal(content, reference)
    assert words in message
    assert "open it in JupyterLab, save it and try again" in message
    assert len(message) < 400


@given(st.binary(max_size=200))
def test_no_bytes_bring_the_reader_down(content):
    with pytest.raises(NotebookError):
        read_notebook(content)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner),
    max_leaves=8,
)
parts = st.sampled_from(["cells", "metadata", "nbformat", "nbformat_minor", "worksheets"])


@given(st.dictionaries(parts, json_values), json_values)
def test_no_json_brings_the_reader_down(changes, cell):
    notebook = {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [cell]} | changes
    try:
        read = read_notebook(json.dumps(notebook).encode())
    except NotebookError:
        return
    assert all(isinstance(grade_id(cell), str) for cell in read.cells)
    assert exercises_of(read) == {}


def test_deep_nesting_inside_a_notebook_is_refused(released, reference):
    released["metadata"]["deep"] = "X"
    content = json.dumps(released).replace('"X"', "[" * 50_000 + "]" * 50_000).encode()
    assert "not a notebook" in refusal(content, reference)


def test_half_characters_are_replaced_so_that_the_notebook_can_be_written(released, reference):
    released["cells"][2]["source"] = ["x = 'half: \ud83d, whole: \ud83d\ude00'"]
    parsed = parse(json.dumps(released).encode(), reference)
    assert parsed.cells[2].source == "x = 'half: ?, whole: 😀'"
    nbformat.writes(parsed).encode()


# Notebooks that are not the unit's


def without_ids(released: dict[str, Any]) -> None:
    for cell in released["cells"]:
        cell["metadata"] = {}


def without_cells(released: dict[str, Any]) -> None:
    released["cells"] = []


def strange_ids(released: dict[str, Any]) -> None:
    for number, cell in enumerate(released["cells"]):
        cell["metadata"]["nbgrader"] = [None, "sigmoid", {"grade_id": 3}][number % 3]


@pytest.mark.parametrize("change", [without_ids, without_cells, strange_ids])
def test_a_notebook_without_a_cell_of_the_unit_is_refused(
    released, reference, change: Callable[[dict[str, Any]], None]
):
    change(released)
    message = refusal(json.dumps(released).encode(), reference)
    assert "has no cell of the unit 00_mini" in message
    assert "copy your answers into a fresh copy of 00_mini.ipynb" in message


def test_a_notebook_of_another_unit_is_refused_with_both_names(released, reference):
    released["metadata"]["dlcourse"]["unit"] = "01_other"
    message = refusal(json.dumps(released).encode(), reference)
    assert "of the unit 01_other, wanted is 00_mini: hand in 00_mini.ipynb" in message


def test_a_very_long_name_of_a_unit_makes_no_long_message(released, reference):
    released["metadata"]["dlcourse"]["unit"] = "x" * 100_000
    assert len(refusal(json.dumps(released).encode(), reference)) < 200


@pytest.mark.parametrize("metadata", [{}, {"dlcourse": 3}, {"dlcourse": {"unit": ["00_mini"]}}])
def test_a_notebook_that_lost_its_metadata_is_still_graded(released, reference, metadata):
    released["metadata"] = metadata
    parsed = parse(json.dumps(released).encode(), reference)
    assert ids(parsed) == ids(reference)


@pytest.mark.parametrize(
    "exercises", [None, 3, "x", {"sigmoid": []}, ["sigmoid"], [{"name": "a"}], [[1]], [None]]
)
def test_exercises_that_are_not_as_built_are_none(released, exercises):
    released["metadata"]["dlcourse"]["exercises"] = exercises
    assert exercises_of(read_notebook(json.dumps(released).encode())) == {}
