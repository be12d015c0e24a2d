"""What students get holds no answer, no hidden test and no model answer, in any corner."""

import copy
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
import pytest

from autograder.layout import Layout
from autograder.markers import END, HIDDEN_END, HIDDEN_START, START
from autograder.notebook import to_notebook
from autograder.release import student_notebook
from autograder.source import Cell, Unit, read_unit, split_region
from dlcourse.notebooks import exercises_of

COURSE = Layout.at(Path(__file__).parents[2])
RELEASED = [name for name in COURSE.unit_names() if COURSE.released(name).exists()]
MAX_BYTES = 1_000_000
TRIVIAL = 12  # characters: a shorter line, such as `return x`, may stand anywhere
STUB = [START, 'raise NotImplementedError("Not attempted yet: write your code here.")', END]


@dataclass(frozen=True)
class Released:
    """A unit and its student notebook, as plain JSON."""

    unit: Unit
    notebook: dict[str, Any]


@pytest.fixture
def mini(mini_course) -> Released:
    unit = read_unit(mini_course.source("00_mini"))
    return Released(unit, json.loads(student_notebook(unit.name, to_notebook(unit))))


@pytest.fixture(params=["mini", *RELEASED])
def released(request) -> Released:
    if request.param == "mini":
        return request.getfixturevalue("mini")
    unit = read_unit(COURSE.source(request.param))
    return Released(unit, json.loads(COURSE.released(request.param).read_bytes()))


def split(cell: Cell) -> tuple[str, str]:
    """Split a cell into what students may see and what is secret."""
    if cell.role == "question":
        return "", cell.source
    if cell.role == "exercise":
        before, answer, after = split_region(cell.source)
        return before + after, answer
    lines = cell.source.splitlines(keepends=True)
    stripped = [line.strip() for line in lines]
    if HIDDEN_START not in stripped:
        return cell.source, ""
    start, end = stripped.index(HIDDEN_START), stripped.index(HIDDEN_END)
    return "".join(lines[:start] + lines[end + 1 :]), "".join(lines[start : end + 1])


def secrets(unit: Unit) -> Iterator[tuple[Cell, list[str]]]:
    """Yield each cell that hides something, with its secret lines.

    A line that also stands in what every student sees, such as a call that a visible check makes
    too, is no secret.
    """
    open_text = "\n".join(split(cell)[0] for cell in unit.cells)
    for cell in unit.cells:
        lines = [line.strip() for line in split(cell)[1].splitlines()]
        if lines:
            yield cell, [x for x in lines if len(x) >= TRIVIAL and x not in open_text]


def texts(value: object) -> Iterator[str]:
    """Yield every text in a JSON value, keys too, and lines joined to one text."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        if value and all(isinstance(one, str) for one in value):
            yield "".join(value)
        for one in value:
            yield from texts(one)
    elif isinstance(value, dict):
        for key, one in value.items():
            yield key
            yield from texts(one)


def leaks(released: Released) -> list[str]:
    """List the secret lines that are found anywhere in a student notebook."""
    everything = "\n".join(texts(released.notebook))
    return [
        f"{released.unit.path}:{cell.line}: {line}"
        for cell, lines in secrets(released.unit)
        for line in lines
        if line in everything
    ]


def test_there_are_units_to_look_at():
    assert RELEASED


def test_no_secret_line_is_anywhere_in_the_notebook(released):
    assert leaks(released) == []


def test_every_answer_and_every_hidden_part_has_something_to_hide(released):
    """So that the search above searches for something, and no answer stands in the text."""
    idle = [f"{cell.line}: {cell.name}" for cell, lines in secrets(released.unit) if not lines]
    assert idle == []


def test_each_cell_is_that_of_the_source_without_its_secret(released):
    for cell, came in zip(released.unit.cells, released.notebook["cells"], strict=True):
        wanted = split(cell)[0]
        if cell.role == "exercise":
            indent = next(x for x in wanted.splitlines() if x.strip() == START).partition("#")[0]
            wanted = wanted.replace(
                f"{indent}{START}\n{indent}{END}", "\n".join(indent + line for line in STUB)
            )
        elif cell.role == "question":
            wanted = "YOUR ANSWER HERE"
        assert "".join(came["source"]).rstrip("\n") == wanted.rstrip("\n"), f"line {cell.line}"


def test_there_are_no_outputs(released):
    for cell in released.notebook["cells"]:
        assert not cell.get("outputs")
        assert cell.get("execution_count") is None
        assert "attachments" not in cell


def test_metadata_hold_nothing_but_what_grading_needs(released):
    notebook = released.notebook
    assert set(notebook["metadata"]) == {"dlcourse", "kernelspec", "language_info"}
    for cell in notebook["cells"]:
        assert set(cell["metadata"]) <= {"nbgrader", "tags", "deletable", "editable"}
        assert set(cell["metadata"].get("nbgrader", {})) <= {
            *("cell_type", "checksum", "grade", "grade_id", "locked"),
            *("points", "schema_version", "solution", "task"),
        }


def test_every_exercise_and_every_test_is_there_once(released):
    unit = released.unit
    wanted = [
        *unit.test_names(),
        *(test for tests in unit.test_names().values() for test in tests),
        *(cell.name for cell in unit.cells if cell.role in ("given", "question")),
    ]
    cells = released.notebook["cells"]
    ids = [c["metadata"]["nbgrader"]["grade_id"] for c in cells if "nbgrader" in c["metadata"]]
    assert sorted(ids) == sorted(wanted)
    assert exercises_of(nbformat.from_dict(released.notebook)) == unit.test_names()


@pytest.mark.parametrize("name", RELEASED)
def test_both_notebooks_are_smaller_than_a_megabyte(name):
    assert COURSE.released(name).stat().st_size < MAX_BYTES
    assert COURSE.solution(name).stat().st_size < MAX_BYTES


# The search finds what it should: a notebook with a leak in any corner is caught.

ANSWER = "    return 1 / (1 + np.exp(-z))"
HIDDEN = "z = rng('sigmoid').normal(scale=3, size=(4, 2))".replace("'", '"')
MODEL = "Because exp(0) is 1, the reference says."


def in_prose(notebook: dict[str, Any], secret: str) -> None:
    notebook["cells"][0]["source"].append(f"\n\nHint: `{secret.strip()}`")


def in_a_docstring(notebook: dict[str, Any], secret: str) -> None:
    notebook["cells"][2]["source"].insert(2, secret + "\n")


def below_the_stub(notebook: dict[str, Any], secret: str) -> None:
    notebook["cells"][2]["source"].insert(-1, secret + "\n")


def in_an_output(notebook: dict[str, Any], secret: str) -> None:
    stream = {"output_type": "stream", "name": "stdout", "text": [secret]}
    notebook["cells"][1]["outputs"].append(stream)


def in_a_cells_metadata(notebook: dict[str, Any], secret: str) -> None:
    notebook["cells"][3]["metadata"]["original"] = {"source": [secret]}


def in_a_key(notebook: dict[str, Any], secret: str) -> None:
    notebook["cells"][3]["metadata"][secret] = True


def in_the_notebooks_metadata(notebook: dict[str, Any], secret: str) -> None:
    notebook["metadata"]["dlcourse"]["answers"] = secret


def cut_in_pieces(notebook: dict[str, Any], secret: str) -> None:
    notebook["cells"][0]["source"] += [secret[:9], secret[9:]]


PLACES = [
    in_prose,
    in_a_docstring,
    below_the_stub,
    in_an_output,
    in_a_cells_metadata,
    in_a_key,
    in_the_notebooks_metadata,
    cut_in_pieces,
]


@pytest.mark.parametrize("secret", [ANSWER, HIDDEN, MODEL])
@pytest.mark.parametrize("put", PLACES)
def test_a_leak_is_found(mini, put: Callable[[dict[str, Any], str], None], secret):
    doctored = copy.deepcopy(mini.notebook)
    put(doctored, secret)
    (found,) = leaks(Released(mini.unit, doctored))
    assert found.endswith(secret.strip())


def test_an_answer_that_the_text_gives_away_is_found(mini):
    prose, *rest = mini.unit.cells
    told = Cell("text", "", f"{prose.source}\n\n`{ANSWER.strip()}`", 1)
    assert [cell.name for cell, lines in secrets(mini.unit) if not lines] == []
    unit = Unit(mini.unit.name, mini.unit.path, (told, *rest))
    assert [cell.name for cell, lines in secrets(unit) if not lines] == ["sigmoid"]
