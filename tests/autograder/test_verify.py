"""The tests of a unit are tested: weak ones are found out."""

from pathlib import Path

import pytest

from autograder.attempts import Attempt
from autograder.cli import main
from autograder.layout import Layout
from autograder.verify import Attack, Judged, Report, assess, print_report
from dlcourse.outcomes import ERROR, FAILED, PASSED, Outcome

UNIT = "00_mini"


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def verify(layout: Layout, capfd: pytest.CaptureFixture[str]) -> tuple[int, list[str]]:
    status = main(["--root", str(layout.course.parent), "verify", "--jobs", "1"])
    return status, capfd.readouterr().out.splitlines()


# What is made of an attempt


def judged(attempt: Attempt, *outcomes: Outcome) -> str:
    found = assess(attempt, outcomes)
    assert found.good == (not found.complaint)
    return found.complaint


RIGHT = Attempt("sigmoid", True, "", "return 1", 3)
WRONG = Attempt("sigmoid", False, "The sign", "return 2", 5)
PASS = Outcome(PASSED)
SIGN = Outcome(FAILED, "sigmoid: look at the sign of the exponent")


def test_a_right_answer_has_to_pass_every_check():
    assert judged(RIGHT, PASS, PASS) == ""
    assert judged(RIGHT, PASS, SIGN).startswith("a right answer is refused: sigmoid: look at")


def test_a_wrong_answer_has_to_fail_one_check_with_the_words_it_says():
    assert judged(WRONG, PASS, SIGN) == ""
    assert judged(WRONG, PASS, PASS) == "a wrong answer is accepted"
    assert "does not say 'The sign'" in judged(WRONG, PASS, Outcome(ERROR, "NameError"))


# What is printed


NO_ATTACKS = "adversaries caught: 0/0"


def printed(capsys: pytest.CaptureFixture[str], *good: tuple[bool, bool], complaint: str = ""):
    each = [Judged("a", right, 7, fine, "" if fine else "why", "said") for right, fine in good]
    status = print_report([Report("01_unit", each, [complaint] * bool(complaint))], messages=False)
    return status, capsys.readouterr().out


def test_a_complete_unit_exits_with_0_and_the_last_line_counts(capsys):
    status, text = printed(capsys, *[(False, True)] * 5, *[(True, True)] * 2)
    assert status == 0
    assert text.splitlines()[-1] == f"wrong caught: 5/5  right accepted: 2/2  {NO_ATTACKS}"


@pytest.mark.parametrize(
    "right, line",
    [
        (False, "wrong caught: 1/2  right accepted: 0/0"),
        (True, "wrong caught: 0/0  right accepted: 1/2"),
    ],
)
def test_an_attempt_that_is_judged_wrongly_is_named_and_the_status_is_1(capsys, right, line):
    status, text = printed(capsys, (right, True), (right, False))
    assert status == 1
    assert "01_unit: attempt of line 7 (a): why" in text
    assert text.splitlines()[-1] == f"{line}  {NO_ATTACKS}"


def attacked(capsys: pytest.CaptureFixture[str], *attacks: Attack) -> tuple[int, list[str]]:
    status = print_report([Report("01_unit", attacks=list(attacks))], messages=False)
    return status, capsys.readouterr().out.splitlines()


def test_an_exercise_without_adversaries_is_named(capsys):
    assert print_report([Report("01_unit", unattacked=["a", "b"])], messages=False) == 0
    assert "01_unit: no adversary has anything to lie about in a, b" in capsys.readouterr().out


def test_adversaries_that_are_caught_are_counted(capsys):
    status, lines = attacked(capsys, Attack("a", "zeros", 7, True), Attack("a", "kept", 7, True))
    assert status == 0
    assert lines[-1].endswith("  adversaries caught: 2/2")


@pytest.mark.parametrize(
    "attack, words",
    [
        (Attack("a", "kept", 7, False), "returned the first time"),
        (Attack("a", "ones", 7, True, ("b", "c")), "right for these (these checks pass: b, c)"),
    ],
)
def test_an_adversary_that_gets_through_is_named_and_the_status_is_1(capsys, attack, words):
    status, lines = attacked(capsys, Attack("a", "zeros", 7, True), attack)
    assert status == 1
    (line,) = (line for line in lines if "fooled" in line)
    assert line.startswith("01_unit: the tests of a in line 7 are fooled by an answer that ")
    assert line.endswith(words)
    assert lines[-1].endswith("  adversaries caught: 1/2")


def test_a_complaint_about_the_reference_makes_the_status_1(capsys):
    status, text = printed(capsys, (True, True), complaint="line 3: the reference raises")
    assert status == 1
    assert "NOT GOOD" in text
    assert "01_unit: line 3: the reference raises" in text


# The whole command


@pytest.mark.slow
def test_a_complete_unit_passes(mini_course, capfd):
    status, lines = verify(mini_course, capfd)
    assert lines[-1] == "wrong caught: 10/10  right accepted: 4/4  adversaries caught: 14/14"
    assert status == 0


@pytest.mark.slow
def test_weak_tests_are_found_out(mini_course, capfd):
    """Without its hidden check, one value for all inputs passes as a sigmoid."""
    source = mini_course.source(UNIT)
    start = '    sigmoid(z.copy()),\n    1 / (1 + np.exp(-z)),\n    "sigmoid of a matrix",'
    edit(source, start, start.replace("sigmoid(z.copy())", "1 / (1 + np.exp(-z))"))
    status, lines = verify(mini_course, capfd)
    assert status == 1
    assert lines[-1].startswith("wrong caught: 8/10  right accepted: 4/4  ")
    complaints = [line for line in lines if "a wrong answer is accepted" in line]
    assert [line.split(" (")[1].split(")")[0] for line in complaints] == ["sigmoid", "sigmoid"]


def fooled(lines: list[str]) -> list[str]:
    """Give what the complaints about fooled tests say after the exercise's name."""
    return [line.split(" are fooled by an answer that ")[1] for line in lines if "fooled" in line]


@pytest.mark.slow
def test_a_check_against_what_the_answer_may_have_changed_is_found_out(mini_course, capfd):
    """The function runs first: what is wanted is then computed from what it left behind."""
    edit(mini_course.source(UNIT), "sigmoid(z.copy())", "sigmoid(z)")
    status, lines = verify(mini_course, capfd)
    assert status == 1
    assert fooled(lines) == [
        f"fills its arguments with {number} and returns what is right for these "
        "(these checks pass: sigmoid of a matrix)"
        for number in ("zeros", "ones")
    ]


@pytest.mark.slow
def test_a_hidden_part_that_looks_at_no_result_is_found_out(mini_course, capfd):
    edit(
        mini_course.source(UNIT),
        'check_close(mean_error(y_hat.copy(), y.copy()), right, "seven errors", batch_size=7)',
        'mean_error(y_hat.copy(), y.copy())\ncheck_close(right, right, "seven errors")',
    )
    status, lines = verify(mini_course, capfd)
    assert status == 1
    assert any(one.startswith("is right for the calls in the visible") for one in fooled(lines))


@pytest.mark.slow
def test_an_answer_that_repeats_itself_is_found_out(mini_course, capfd):
    """Both calls get arrays of one entry, and the second result does not matter."""
    edit(
        mini_course.source(UNIT),
        'check_close(mean_error(np.zeros(1), np.full(1, 3.0)), 3.0, "one error below")',
        'mean_error(np.zeros(1), np.full(1, 3.0))\ncheck_close(1.0, 1.0, "one")',
    )
    status, lines = verify(mini_course, capfd)
    assert status == 1
    assert fooled(lines)[0].startswith("returns for arguments of the same shapes what it returned")


@pytest.mark.slow
def test_tests_that_ask_too_much_are_found_out(mini_course, capfd):
    edit(mini_course.source(UNIT), "return 1 / (1 + np.exp(-z))\n", "return 0.5 + 0 * z\n")
    edit(mini_course.source(UNIT), "    1 / (1 + np.exp(-z)),\n", "    0.5 + 0 * z,\n")
    status, lines = verify(mini_course, capfd)
    assert status == 1
    assert "right accepted: 2/4" in lines[-1]


@pytest.mark.slow
def test_a_reference_that_fails_its_own_tests_is_found_out(mini_course, capfd):
    edit(mini_course.source(UNIT), "float(np.mean(np.abs(", "float(np.sum(np.abs(")
    status, lines = verify(mini_course, capfd)
    assert status == 1
    assert any("the reference raises CheckFailed" in line for line in lines)


@pytest.mark.slow
def test_a_unit_that_is_dear_to_grade_is_told_and_fails_nothing(mini_course, capfd):
    busy = "import time\nwhile time.process_time() < 0.7:\n    pass\n"
    edit(mini_course.source(UNIT), "import matplotlib.pyplot as plt\n", busy)
    status, lines = verify(mini_course, capfd)
    assert status == 0
    assert any("tag cells that train or draw skip-execution" in line for line in lines)


@pytest.mark.slow
def test_a_stub_that_does_not_say_not_attempted_is_found_out(mini_course, capfd):
    edit(
        mini_course.source(UNIT),
        'check_close(mean_error(np.ones(1), np.zeros(1)), 1.0, "one error of 1")',
        "try:\n    check_close(mean_error(np.ones(1), np.zeros(1)), 1.0, 'one error of 1')\n"
        "except NotImplementedError:\n    pass",
    )
    edit(
        mini_course.source(UNIT),
        'check_close(mean_error(np.zeros(1), np.full(1, 3.0)), 3.0, "one error below")',
        "try:\n    check_close(mean_error(np.zeros(1), np.full(1, 3.0)), 3.0, 'one error below')\n"
        "except NotImplementedError:\n    pass",
    )
    status, lines = verify(mini_course, capfd)
    assert status == 1
    assert any("the stub of mean_error is reported as ['passed'" in line for line in lines)


@pytest.mark.slow
def test_a_unit_that_breaks_the_rules_is_refused(mini_course, capfd):
    edit(mini_course.source(UNIT), '"sigmoid" points=2', '"sigmoid"')
    status = main(["--root", str(mini_course.course.parent), "verify"])
    assert status == 2
    assert "the tests of 'sigmoid' need points" in capfd.readouterr().err
