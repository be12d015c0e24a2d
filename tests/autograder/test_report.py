"""The report of a class: one page that needs nothing else, whatever the students wrote."""

import base64
from pathlib import Path

import pytest
from pages import HOSTILE, Page

from autograder.records import Row
from autograder.report import discrimination, write_report


def row(student: str, test: str, verdict: str = "passed", message: str = "") -> Row:
    points = 2.0 if verdict == "passed" else 0.0
    return Row(student, "01_unit", test.partition("_test")[0], test, points, 2.0, verdict, message)


SECONDS = {
    "ada": {"reading": 0.02, "fork": 0.01, "isolation": 0.01, "cells": 0.2, "judging": 0.1},
    "kurt": {"reading": 0.02, "fork": 0.03, "isolation": 0.01, "cells": 9.0, "judging": 0.1},
    "emmy": {"reading": 0.02, "fork": 0.01, "isolation": 0.01, "cells": 0.4, "judging": 0.1},
    "zoe": {},
}


def report(folder: Path, rows: list[Row]) -> Page:
    path = folder / "report.html"
    write_report(path, "01_unit", rows, SECONDS)
    return Page(path)


CLASS = [
    row("ada", "sigmoid_test_1"),
    row("ada", "mean_test_1"),
    row("kurt", "sigmoid_test_1", "failed", "the sign of the exponent"),
    row("kurt", "mean_test_1", "not attempted", "mean: not attempted yet"),
    row("emmy", "sigmoid_test_1", "failed", "the sign of the exponent"),
    row("emmy", "mean_test_1"),
    row("zoe", "sigmoid_test_1", "unreadable", "the file is not a notebook"),
    row("zoe", "mean_test_1", "unreadable", "the file is not a notebook"),
]


def test_the_page_says_how_the_class_did(tmp_path):
    text = report(tmp_path, CLASS).text
    assert "4 submissions, mean 38 % of 4 points" in text
    for student in ("ada", "kurt", "emmy", "zoe"):
        assert student in text


def test_the_most_frequent_mistake_comes_first_with_its_number_of_students(tmp_path):
    rows = [*CLASS, row("leo", "mean_test_1", "failed", "a rare mistake")]
    text = report(tmp_path, rows).text
    assert "2sigmoidfailedthe sign of the exponent" in text
    assert text.index("the sign of the exponent") < text.index("a rare mistake")


def test_a_student_counts_once_for_a_mistake_that_two_checks_find(tmp_path):
    rows = [row("ada", f"a_test_{n}", "failed", "the sign") for n in (1, 2)]
    assert "1afailedthe sign" in report(tmp_path, rows).text


def test_submissions_that_need_a_person_are_listed(tmp_path):
    text = report(tmp_path, CLASS).text.partition("Submissions that need a person")[2]
    assert "zoe: unreadable: the file is not a notebook" in text
    assert "kurt" not in text


@pytest.mark.parametrize(
    "rows",
    [CLASS, CLASS[:2], CLASS[-2:], [row("ada", "a_test_1")]],
    ids=["a class", "all right", "all unreadable", "one check"],
)
def test_the_page_needs_nothing_from_elsewhere(tmp_path, rows):
    page = report(tmp_path, rows)
    assert page.dangers() == []
    pictures = [attributes for tag, attributes in page.tags if tag == "img"]
    assert pictures
    for picture in pictures:
        assert picture["alt"]
        png = base64.b64decode((picture["src"] or "").partition(",")[2])
        assert png.startswith(b"\x89PNG")


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_are_shown_and_do_nothing(tmp_path, text):
    verdicts = ["failed", "unreadable", "timeout", text]
    page = report(tmp_path, [row(text, f"a_test_{v}", v, text) for v in verdicts])
    assert page.dangers() == []
    assert page.text.count(text) >= 6


@pytest.mark.parametrize(
    "points, rest, wanted",
    [
        ([2, 2, 0, 0], [9, 8, 2, 1], 0.98),
        ([0, 0, 2, 2], [9, 8, 2, 1], -0.98),
        ([2, 2], [9, 1], None),
        ([2, 0], [9, 9], None),
        ([2], [9], None),
    ],
)
def test_discrimination_tells_strong_from_weak(points, rest, wanted):
    found = discrimination(points, rest)
    assert found == (None if wanted is None else pytest.approx(wanted, abs=0.01))


def test_it_says_where_the_time_went_and_who_took_longest(tmp_path):
    text = report(tmp_path, CLASS).text
    assert "running the student's cells3.200" in text.replace(" 3.200", "3.200")
    assert "Longest: kurt 9.2 s, emmy 0.5 s, ada 0.3 s" in text
