"""Attempts: right and wrong answers to a unit's exercises, in a file of their own."""

from pathlib import Path

import pytest

from autograder.attempts import Attempt, AttemptsError, read_attempts, with_body
from autograder.layout import Layout
from autograder.source import Cell, SourceError, Unit, read_unit

UNIT = "00_mini"


@pytest.fixture
def unit(mini_course) -> Unit:
    return read_unit(mini_course.source(UNIT))


def rewrite(layout: Layout, old: str, new: str) -> Path:
    path = layout.attempts(UNIT)
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return path


def test_attempts_are_read_with_their_lines(mini_course, unit):
    attempts = read_attempts(mini_course.attempts(UNIT), unit)
    assert attempts[0] == Attempt("sigmoid", True, "", "return 0.5 * (1 + np.tanh(z / 2))", 1)
    assert attempts[2] == Attempt(
        "sigmoid", False, "the sign of the exponent", "return 1 / (1 + np.exp(z))", 8
    )
    counts = {e.name: [a.right for a in attempts if a.exercise == e.name] for e in unit.exercises}
    assert {name: (sum(one), len(one)) for name, one in counts.items()} == {
        "sigmoid": (2, 7),
        "mean_error": (2, 7),
    }


def test_text_between_attempts_is_allowed(mini_course, unit):
    path = rewrite(mini_course, "# %% exercise", "# %% [markdown]\n# Text.\n\n# %% exercise")
    assert read_attempts(path, unit)[0].line == 4


@pytest.mark.parametrize(
    "old, new, line, words",
    [
        ('exercise="sigmoid"', 'exercise="sigmoit"', 1, "no exercise of 00_mini is called"),
        ('# %% exercise="sigmoid" verdict="wrong"', '# %% verdict="wrong"', 8, "is called None"),
        ('verdict="right"', 'verdict="Right"', 1, "the verdict is right or wrong, not 'Right'"),
        (' verdict="right"', "", 1, "the verdict is right or wrong, not None"),
        ('"right"\n', '"right" says="words"\n', 1, "a wrong attempt, and only that, has says="),
        (' says="the sign of the exponent"', "", 8, "a wrong attempt, and only that, has says="),
        ('says="the sign of the exponent"', 'says=""', 8, "a wrong attempt, and only that"),
    ],
)
def test_a_wrong_header_is_refused_with_its_line(mini_course, unit, old, new, line, words):
    path = rewrite(mini_course, old, new)
    with pytest.raises(AttemptsError) as caught:
        read_attempts(path, unit)
    assert str(caught.value).startswith(f"{path}:{line}: ")
    assert words in str(caught.value)


def test_a_file_that_is_no_percent_file_is_refused(mini_course, unit):
    path = rewrite(mini_course, "# %% exercise", "x = 1\n# %% exercise")
    with pytest.raises(SourceError, match="begin with a cell header"):
        read_attempts(path, unit)


@pytest.mark.parametrize(
    "verdict, words",
    [("right", "sigmoid has 1 right and 5 wrong"), ("wrong", "sigmoid has 2 right and 4 wrong")],
)
def test_too_few_attempts_are_refused(mini_course, unit, verdict, words):
    path = mini_course.attempts(UNIT)
    cells = path.read_text(encoding="utf-8").split("# %% ")[1:]
    mine = [c for c in cells if c.startswith(f'exercise="sigmoid" verdict="{verdict}"')]
    cells.remove(mine[-1])
    path.write_text("".join(f"# %% {cell}" for cell in cells), encoding="utf-8")
    with pytest.raises(AttemptsError, match=f"{words} attempts; at least 2 and 5 are wanted"):
        read_attempts(path, unit)


def test_an_exercise_without_any_attempt_is_refused(mini_course, unit):
    path = mini_course.attempts(UNIT)
    path.write_text(path.read_text(encoding="utf-8").replace("mean_error", "sigmoid"))
    with pytest.raises(AttemptsError, match="mean_error has 0 right and 0 wrong"):
        read_attempts(path, unit)


def test_a_unit_without_attempts_is_refused(mini_course, unit):
    mini_course.attempts(UNIT).unlink()
    with pytest.raises(AttemptsError, match=r"00_mini\.py is missing: every unit needs attempts"):
        read_attempts(mini_course.attempts(UNIT), unit)


REGION = """\
class A:
    def f(self):
        ### START YOUR CODE ###
        return 1
        ### END YOUR CODE ###

    def g(self):
        return 2
"""


@pytest.mark.parametrize(
    "body",
    [
        "if True:\n    return 3\nreturn 4",
        "\n\nif True:\n    return 3\nreturn 4\n\n",
        "    if True:\n        return 3\n    return 4\n",
    ],
    ids=["as it is", "with blank lines", "indented"],
)
def test_a_body_takes_the_place_and_the_indentation_of_the_region(body):
    assert with_body(Cell("exercise", "f", REGION, 1), body) == REGION.replace(
        "        return 1\n",
        "        if True:\n            return 3\n        return 4\n",
    )


def test_every_unit_of_the_course_has_its_attempts():
    course = Layout.at(Path(__file__).parents[2])
    names = course.unit_names()
    assert names
    for name in names:
        assert read_attempts(course.attempts(name), read_unit(course.source(name)))
