"""Rows of a graded class: the results file and the table of marks."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.recorded import Change
from autograder.records import Row, by_exercise, mark_table, totals, write_results


def row(student: str, test: str, points: float, maximum: float, message: str = "") -> Row:
    exercise = test.partition("_test_")[0]
    verdict = "failed" if message else "passed"
    return Row(student, "01_unit", exercise, test, points, maximum, verdict, message)


ROWS = [
    row("ada", "sigmoid_test_1", 2, 2),
    row("ada", "mean_test_1", 0, 1, "sigmoid: a matrix is wrong"),
    row("ada", "mean_test_2", 1.5, 2),
    row("kurt", "sigmoid_test_1", 0, 2, "not attempted"),
    row("kurt", "mean_test_1", 1, 1),
    row("kurt", "mean_test_2", 2, 2),
]


def test_the_results_are_a_list_with_a_row_per_student_and_test(tmp_path):
    path = tmp_path / "results.json"
    write_results(path, ROWS)
    results = json.loads(path.read_text(encoding="utf-8"))
    assert [(one["student"], one["test"]) for one in results] == [
        (one.student, one.test) for one in ROWS
    ]
    assert results[1] == {
        "student": "ada",
        "unit": "01_unit",
        "exercise": "mean",
        "test": "mean_test_1",
        "points": 0,
        "maximum": 1,
        "verdict": "failed",
        "message": "sigmoid: a matrix is wrong",
    }


def test_an_empty_class_is_an_empty_list(tmp_path):
    write_results(tmp_path / "results.json", [])
    assert json.loads((tmp_path / "results.json").read_text(encoding="utf-8")) == []


words = st.text(st.characters(exclude_categories=["Cs"]))


@given(words, words)
def test_results_keep_every_text(tmp_path_factory, student, message):
    path = tmp_path_factory.mktemp("results") / "results.json"
    write_results(path, [row(student, "a_test_1", 0, 1, message)])
    (result,) = json.loads(path.read_text(encoding="utf-8"))
    assert (result["student"], result["message"]) == (student, message)


def test_totals_are_sums_per_student_in_the_rows_order():
    assert totals(ROWS) == {"ada": (3.5, 5.0), "kurt": (3.0, 5.0)}
    assert list(totals(ROWS[::-1])) == ["kurt", "ada"]


def test_a_penalty_comes_off_the_total_and_never_below_zero():
    assert totals(ROWS, {"ada": 1.0, "kurt": 9.0, "zoe": 1.0}) == {
        "ada": (2.5, 5.0),
        "kurt": (0.0, 5.0),
    }


def test_the_table_shows_penalties_where_there_are_some():
    assert mark_table(ROWS, {"ada": 1.0, "kurt": 0.0}).splitlines() == [
        "student  sigmoid   mean    late        total",
        "ada          2/2  1.5/3      −1        2.5/5",
        "kurt         0/2    3/3                  3/5",
    ]
    assert mark_table(ROWS, {"ada": 0.0}) == mark_table(ROWS)


def test_exercises_sum_their_tests():
    assert by_exercise(ROWS) == {
        "ada": {"sigmoid": (2.0, 2.0), "mean": (1.5, 3.0)},
        "kurt": {"sigmoid": (0.0, 2.0), "mean": (3.0, 3.0)},
    }


def test_the_table_has_a_line_per_student_and_a_column_per_exercise():
    assert mark_table(ROWS).splitlines() == [
        "student  sigmoid   mean        total",
        "ada          2/2  1.5/3        3.5/5",
        "kurt         0/2    3/3          3/5",
    ]


@pytest.mark.parametrize("name", ["a", "a-student-with-a-very-long-id@example.org"])
def test_the_columns_stand_below_each_other_whatever_the_names(name):
    rows = [row(name, f"{exercise}_test_1", 1, 1) for exercise in ("a", "very_long_exercise")]
    head, line = mark_table(rows).splitlines()
    assert len(head) == len(line)
    assert line.startswith(name)


def test_an_exercise_that_a_student_has_no_row_for_counts_nothing():
    head, *_, last = mark_table([*ROWS, row("zoe", "mean_test_1", 1, 1)]).splitlines()
    assert last.split() == ["zoe", "0/0", "1/1", "1/1"]
    assert head.split() == ["student", "sigmoid", "mean", "total"]


@pytest.mark.parametrize(
    "before, message, line",
    [
        (None, "", "ada  a_test_1: new → 1"),
        (2.0, "the sign\nand more", "ada  a_test_1: 2 → 1  the sign"),
        (0.0, "\x1b]0;title\x07 red", "ada  a_test_1: 0 → 1  ·]0;title· red"),
    ],
)
def test_a_change_is_one_line_that_does_nothing_to_the_terminal(before, message, line):
    assert str(Change(row("ada", "a_test_1", 1, 2, message), before)) == line
