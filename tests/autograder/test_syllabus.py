"""What the syllabus says of each unit is what the unit is."""

import re
from pathlib import Path

import pytest

from autograder.layout import Layout
from autograder.source import read_unit

COURSE = Layout.at(Path(__file__).parents[2])
UNITS = COURSE.unit_names()
SYLLABUS = (COURSE.course / "README.md").read_text(encoding="utf-8")
ROW = re.compile(
    r"^\| \[(?P<number>\d\d) (?P<title>[^\]]+)\]\((?P<link>[^)]+)\) \| (?P<learned>[^|]+) "
    r"\| (?P<hours>\d) \| (?P<needs>[^|]*) ?\| (?P<exercises>\d+) \| (?P<points>\d+) \|$",
    re.MULTILINE,
)
ROWS = {match["number"]: match for match in ROW.finditer(SYLLABUS)}


def test_it_lists_all_units_in_order():
    assert list(ROWS) == [unit[:2] for unit in UNITS]


@pytest.mark.parametrize("name", UNITS)
def test_a_row_says_what_the_unit_is(name):
    unit, row = read_unit(COURSE.source(name)), ROWS[name[:2]]
    assert (COURSE.course / row["link"]).resolve() == COURSE.released(name)
    assert int(row["exercises"]) == len(unit.exercises)
    assert int(row["points"]) == sum(cell.points for cell in unit.cells if cell.role == "tests")


@pytest.mark.parametrize("name", UNITS)
def test_title_and_hours_are_those_of_the_unit(name):
    first, row = read_unit(COURSE.source(name)).cells[0].source, ROWS[name[:2]]
    assert f"# {int(row['number'])} · {row['title']}" in first
    hours = re.search(r"\*\*Time needed:\*\* about (\d) hours", first)
    assert hours is not None and hours[1] == row["hours"]


@pytest.mark.parametrize("name", UNITS)
def test_a_unit_needs_only_units_before_it(name):
    needed = re.findall(r"\b\d\d\b", ROWS[name[:2]]["needs"])
    assert all(number in ROWS and number < name[:2] for number in needed)


def test_the_picture_and_the_plan_have_every_unit():
    picture = (COURSE.course / "pictures" / "arc.svg").read_text(encoding="utf-8")
    plan = SYLLABUS.partition("## One semester")[2].partition("## By yourself")[0]
    for name in UNITS:
        assert f">{name[:2]}</text>" in picture
        assert re.search(rf"^\| \d+ \|.*\b{name[:2]}\b", plan, re.MULTILINE)
