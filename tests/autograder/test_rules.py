"""Which units the builder refuses, where and why; and which it must not refuse."""

from pathlib import Path

import pytest

from autograder.markers import END, HIDDEN_END, HIDDEN_START, START
from autograder.rules import problems
from autograder.source import SourceError, read_unit

EXERCISE = '''\
# %% exercise="double"
def double(x):
    """Double a number."""
    ### START YOUR CODE ###
    return 2 * x
    ### END YOUR CODE ###
'''
TESTS = """\
# %% tests="double" points=2
from dlcourse.testing import check_equal
check_equal(double(1), 2, "one")
### BEGIN HIDDEN TESTS
check_equal(double(3), 6, "three")
### END HIDDEN TESTS
"""
SOUND = EXERCISE + TESTS
TEST_LINE = 1 + EXERCISE.count("\n")
NEXT_LINE = 1 + SOUND.count("\n")


def refusals(folder: Path, source: str) -> list[tuple[int, str]]:
    path = folder / "01_unit.py"
    path.write_text(source, encoding="utf-8")
    return [(problem.line, problem.reason) for problem in problems(read_unit(path))]


def exercise(old: str, new: str) -> str:
    """Change the exercise of the sound unit."""
    assert old in EXERCISE
    return EXERCISE.replace(old, new) + TESTS


def in_tests(old: str, new: str) -> str:
    """Change the test cell of the sound unit."""
    assert old in TESTS
    return EXERCISE + TESTS.replace(old, new)


def parts(visible: str, hidden: str, below: str = "") -> str:
    """Give the sound unit's test cell other lines around and in its hidden part."""
    head = '# %% tests="double" points=2\nfrom dlcourse.testing import check_equal\n'
    return f"{EXERCISE}{head}{visible}\n{HIDDEN_START}\n{hidden}\n{HIDDEN_END}\n{below}"


def body(lines: int) -> str:
    """Give the exercise a region of so many lines."""
    return exercise("    return 2 * x\n", "    x = x + 0\n" * (lines - 1) + "    return 2 * x\n")


def visible(line: str) -> str:
    """Put a line into the visible part of the test cell."""
    return in_tests('check_equal(double(1), 2, "one")', f'{line}\ncheck_equal(double(1), 2, "one")')


def below(cell: str) -> str:
    """Put a code cell below the test cell, which binds ``z``."""
    return visible("z = 3") + "# %%\n" + cell


REFUSED = {
    # tests
    "with a comparison of types": (
        visible("fine = type(double(1)) in (int, float)"),
        TEST_LINE + 2,
        "use isinstance",
    ),
    # exercises
    "without markers": (
        exercise(f"    {START}\n    return 2 * x\n    {END}\n", "    return 2 * x\n"),
        1,
        "needs the lines '### START YOUR CODE ###' and '### END YOUR CODE ###', each once",
    ),
    "without the end marker": (exercise(f"    {END}\n", ""), 1, "each once"),
    "with a doubled marker": (
        exercise("    return", f"    {START}\n    return"),
        1,
        "each once",
    ),
    "with reversed markers": (
        exercise(f"    {START}\n    return 2 * x\n    {END}", f"    {END}\n    {START}"),
        4,
        "the end marker comes first",
    ),
    "with a marker beside code": (
        exercise("return 2 * x", f"return 2 * x  {START}"),
        5,
        "'START YOUR CODE' must stand alone on its line",
    ),
    "with an empty region": (exercise("    return 2 * x\n", ""), 4, "asks for 0 lines"),
    "with nothing but a comment in the region": (
        exercise("return 2 * x", "# return 2 * x"),
        4,
        "asks for 0 lines",
    ),
    "with 13 lines in the region": (body(13), 4, "asks for 13 lines of code; 1 to 12"),
    "with a region beside its function": (
        exercise(f"    {START}\n    return 2 * x\n    {END}", f"    pass\n{START}\nx = 1\n{END}"),
        5,
        "must stand in a function",
    ),
    "with a region that cannot be replaced": (
        exercise(
            f"    {START}\n    return 2 * x\n    {END}", f"    return (\n{START}\nx\n{END}\n)"
        ),
        5,
        "with the stub in its region the cell is not Python",
    ),
    "with two functions": (
        exercise("def double", "def single(x):\n    return x\n\ndef double"),
        1,
        "exactly one function or class",
    ),
    "with no function": (
        "# %% exercise='double'\n### START YOUR CODE ###\nx = 1\n### END YOUR CODE ###\n" + TESTS,
        1,
        "exactly one function or class",
    ),
    "without a docstring": (exercise('    """Double a number."""\n', ""), 2, "needs a docstring"),
    "without tests": (EXERCISE, 1, "the exercise 'double' has no tests"),
    "with tests only of another one": (
        SOUND + EXERCISE.replace("double", "triple"),
        NEXT_LINE,
        "the exercise 'triple' has no tests",
    ),
    "with hidden tests inside": (
        exercise("    return", f"    {HIDDEN_START}\n    return"),
        5,
        "'BEGIN HIDDEN TESTS' stands in a cell with the role 'exercise'",
    ),
    "that grading would skip": (
        exercise('"double"\n', '"double" tags=["skip-execution"]\n'),
        1,
        "cannot have the tag 'skip-execution'",
    ),
    # where tests stand
    "tests without an exercise": (TESTS, 1, "there is no exercise 'double'"),
    "tests of a misspelled exercise": (
        in_tests('tests="double"', 'tests="duoble"'),
        TEST_LINE,
        "there is no exercise 'duoble'",
    ),
    "tests before their exercise": (
        TESTS + EXERCISE,
        1,
        "must stand right below the exercise 'double'",
    ),
    "tests below a cell of code": (
        EXERCISE + "# %%\nprint(1)\n" + TESTS,
        TEST_LINE + 2,
        "must stand right below the exercise 'double'",
    ),
    "tests below another exercise": (
        EXERCISE + SOUND.replace("double", "triple") + TESTS,
        TEST_LINE + NEXT_LINE - 1,
        "must stand right below the exercise 'double'",
    ),
    # points
    "no points": (in_tests(" points=2", ""), TEST_LINE, "need points, such as points=2"),
    "points 0": (in_tests("points=2", "points=0"), TEST_LINE, "1, 2 or 3, not 0"),
    "points 4": (in_tests("points=2", "points=4"), TEST_LINE, "1, 2 or 3, not 4"),
    "half points": (in_tests("points=2", "points=1.5"), TEST_LINE, "1, 2 or 3, not 1.5"),
    "points in quotes": (in_tests("points=2", 'points="2"'), TEST_LINE, "1, 2 or 3, not '2'"),
    "points true": (in_tests("points=2", "points=true"), TEST_LINE, "1, 2 or 3, not True"),
    # the two parts of a test cell
    "no hidden part": (
        EXERCISE + TESTS.replace(f"{HIDDEN_START}\n", "").replace(f"{HIDDEN_END}\n", ""),
        TEST_LINE,
        "need one hidden part",
    ),
    "a hidden part that does not end": (
        in_tests(f"{HIDDEN_END}\n", ""),
        TEST_LINE,
        "need one hidden part",
    ),
    "two hidden parts": (
        parts("check_equal(1, 1, 'a')", f"check_equal(1, 1, 'b')\n{HIDDEN_END}\n{HIDDEN_START}"),
        TEST_LINE,
        "need one hidden part",
    ),
    "a hidden part that ends before it begins": (
        EXERCISE + TESTS.replace("BEGIN", "?").replace("END", "BEGIN").replace("?", "END"),
        TEST_LINE + 3,
        "the end of the hidden part comes first",
    ),
    "a hidden marker beside code": (
        in_tests('"three")', '"three")  ### END HIDDEN TESTS'),
        TEST_LINE + 4,
        "'END HIDDEN TESTS' must stand alone on its line",
    ),
    "a hidden part that checks nothing": (
        in_tests('check_equal(double(3), 6, "three")', "y = double(3)"),
        TEST_LINE + 3,
        "the hidden part of the tests of 'double' checks nothing",
    ),
    "a hidden check that is a comment": (
        in_tests('check_equal(double(3), 6, "three")', "y = 3  # check_equal(double(3), 6)"),
        TEST_LINE + 3,
        "checks nothing",
    ),
    "no visible check but the import of one": (
        in_tests('check_equal(double(1), 2, "one")\n', ""),
        TEST_LINE,
        "need a visible part with a check",
    ),
    "a visible part that needs the hidden one": (
        parts("check_equal(1, 1, 'a')", "z = 4\ncheck_equal(1, 1, 'b')", "print(z)\n"),
        TEST_LINE + 3,
        "the visible part uses 'z', which only the hidden part defines",
    ),
    "a visible part that is not Python by itself": (
        parts("check_equal(1, 1, 'a')\nfor i in range(3):", "    check_equal(i, i, 'b')"),
        TEST_LINE + 4,
        "without its hidden part the test cell is not Python",
    ),
    "an answer's markers in a test cell": (
        visible(START),
        TEST_LINE + 2,
        "'START YOUR CODE' stands in a cell with the role 'tests'",
    ),
    # markers elsewhere
    "a marker in prose": (
        SOUND + "# %% [markdown]\n# Write below `### START YOUR CODE ###`.\n",
        NEXT_LINE + 1,
        "the marker 'START YOUR CODE' stands in prose",
    ),
    "a marker in a model answer": (
        SOUND + '# %% [markdown] question="why"\n# Look at END HIDDEN TESTS.\n',
        NEXT_LINE + 1,
        "the marker 'END HIDDEN TESTS' stands in prose",
    ),
    "a marker in an ordinary cell": (
        SOUND + "# %%\nx = 1\n### BEGIN HIDDEN TESTS\n",
        NEXT_LINE + 2,
        "the marker 'BEGIN HIDDEN TESTS' stands in a cell with the role 'code'",
    ),
    "a marker in a given cell": (
        SOUND + '# %% given="one"\ndef one():\n    ### END YOUR CODE ###\n    return 1\n',
        NEXT_LINE + 2,
        "stands in a cell with the role 'given'",
    ),
    # ids
    "the same id twice": (SOUND + SOUND, 1, "the id 'double' is used 2 times"),
    "an exercise and a question with one id": (
        SOUND + '# %% [markdown] question="double"\n# Because.\n',
        NEXT_LINE,
        "the id 'double' is used 2 times",
    ),
    "an id that a test cell gets": (
        SOUND + '# %% [markdown] question="double_test_1"\n# Because.\n',
        NEXT_LINE,
        "the id 'double_test_1' is also the id of a test cell",
    ),
    "an id in upper case": (SOUND.replace('"double"', '"Double"'), 1, "the id 'Double' must be"),
    "an id with a space": (SOUND.replace('"double"', '"dou ble"'), 1, "the id 'dou ble' must be"),
    "an empty id": (
        SOUND + '# %% [markdown] question=""\n# Because.\n',
        NEXT_LINE,
        "the id '' must be",
    ),
    "an id too long for Jupyter": (SOUND.replace('"double"', f'"{"d" * 51}"'), 1, "at most 50"),
    # names in test cells
    "a test's free name": (
        in_tests("double(3), 6", "double(three), 6"),
        TEST_LINE,
        "the test cell uses 'three', which it neither imports nor finds",
    ),
    "a name that an ordinary cell binds": (
        "# %%\nimport numpy as np\n" + in_tests("double(3)", "double(np.int64(3))"),
        TEST_LINE + 2,
        "the test cell uses 'np'",
    ),
    "a function that an ordinary cell defines": (
        "# %%\ndef four():\n    return 4\n" + in_tests("double(3), 6", "double(four()), 8"),
        TEST_LINE + 3,
        "the test cell uses 'four'",
    ),
    "a function that only a later exercise defines": (
        in_tests("double(3), 6", "double(triple(1)), 6") + SOUND.replace("double", "triple"),
        TEST_LINE,
        "the test cell uses 'triple'",
    ),
    "a name that only a nested function uses": (
        visible("def f(x):\n    return [y + offset for y in x]"),
        TEST_LINE,
        "the test cell uses 'offset'",
    ),
    "what Jupyter alone puts among the builtins": (
        visible("display(1)"),
        TEST_LINE,
        "the test cell uses 'display'",
    ),
    "a test's name that a later cell uses": (
        below("print(z)\n"),
        NEXT_LINE + 1,
        f"uses 'z', which the test cell of line {TEST_LINE} defines",
    ),
    "a test's name that a later function uses": (
        below("def f():\n    return z\n"),
        NEXT_LINE + 1,
        "uses 'z'",
    ),
    "a test's name that a later test uses": (
        visible("z = 3") + TESTS.replace("double(3)", "double(z)"),
        NEXT_LINE + 1,
        "uses 'z'",
    ),
    "a test's import that a later cell uses": (
        SOUND + '# %%\ncheck_equal(double(4), 8, "four")\n',
        NEXT_LINE,
        "uses 'check_equal'",
    ),
    "a test's import in the place of a cell's own": (
        "# %%\nrng = 7\n" + visible("from dlcourse.testing import rng") + "# %%\nprint(rng)\n",
        NEXT_LINE + 3,
        "uses 'rng'",
    ),
    # what nbgrader would misread
    "a number at the end": (
        in_tests(f"{HIDDEN_END}\n", f"{HIDDEN_END}\ndouble(1)\n"),
        TEST_LINE + 6,
        "must not end in a bare expression",
    ),
    "a name at the end": (
        in_tests(f"{HIDDEN_END}\n", f"{HIDDEN_END}\ndouble\n"),
        TEST_LINE + 6,
        "must not end in a bare expression",
    ),
    "words on stderr": (
        visible("import sys\nprint('hello', file=sys.stderr)"),
        TEST_LINE + 3,
        "must not write to stderr",
    ),
    "a warning": (
        visible("import warnings\nwarnings.warn('look')"),
        TEST_LINE + 3,
        "must not write to stderr",
    ),
    # what every submission would pay for
    "a picture that grading would draw": (
        "# %%\nfigure, ax = plt.subplots()\nplt.show()\n" + SOUND,
        2,
        "grading would run subplots, which decides no mark: give the cell tags=",
    ),
    "a plot of the library that grading would draw": (
        "# %%\nif True:\n    plot_line(w, b, ax=ax)\n" + SOUND,
        3,
        "grading would run plot_line",
    ),
    "a widget that grading would show": (
        "# %%\ndef draw(w):\n    return plt.subplots()\n\n\nexplore(draw, w=1)\n" + SOUND,
        6,
        "grading would run explore",
    ),
    "a training that grading would do": (
        "# %%\nfor _ in progress(range(9)):\n    pass\n" + SOUND,
        2,
        "grading would run progress",
    ),
    # what is not Python
    "a syntax error in a cell": (
        SOUND + "# %%\n\nx = 1\ny = = 2\n",
        NEXT_LINE + 3,
        "is not Python: invalid syntax",
    ),
    "a syntax error in an exercise": (exercise("return 2 * x", "return 2 *"), 5, "is not Python"),
    "a syntax error in tests": (
        in_tests("double(3), 6", "double(3 6"),
        TEST_LINE + 4,
        "not Python",
    ),
    "a syntax error below a magic": (
        SOUND + "# %%\n%matplotlib inline\nx = = 1\n",
        NEXT_LINE + 2,
        "is not Python",
    ),
    "a return outside a function": (
        SOUND + "# %%\nx = 1\nreturn x\n",
        NEXT_LINE + 2,
        "is not Python: 'return' outside function",
    ),
    "a nonlocal outside a function": (
        SOUND + "# %%\nnonlocal x\n",
        NEXT_LINE + 1,
        "is not Python: nonlocal declaration",
    ),
    "a null byte": (SOUND + "# %%\nx = '\0'\n", NEXT_LINE, "null bytes"),
    # given cells
    "a given cell that does not define its name": (
        SOUND + '# %% given="one"\ndef uno():\n    return 1\n',
        NEXT_LINE,
        "the given cell 'one' does not define one",
    ),
    "a given cell that binds its name to a number": (
        SOUND + '# %% given="one"\none = 1\n',
        NEXT_LINE,
        "the given cell 'one' does not define one",
    ),
}


@pytest.mark.parametrize("source, line, words", REFUSED.values(), ids=REFUSED)
def test_the_builder_refuses(tmp_path, source, line, words):
    found = refusals(tmp_path, source)
    assert [one for one in found if one[0] == line and words in one[1]], found


def test_a_problem_names_file_line_and_reason(tmp_path):
    path = tmp_path / "01_unit.py"
    path.write_text(EXERCISE, encoding="utf-8")
    (problem,) = problems(read_unit(path))
    assert str(problem) == f"{path}:1: the exercise 'double' has no tests"


def test_all_problems_are_named_in_the_order_of_lines(tmp_path):
    found = refusals(tmp_path, exercise("    return 2 * x\n", "").replace(" points=2", ""))
    assert [line for line, _ in found] == [4, TEST_LINE - 1]


UNREADABLE = {
    "an empty file": ("", 1, "begin with a cell header"),
    "code above the first header": ("import os\n# %%\nx = 1\n", 1, "begin with a cell header"),
    "a header of two roles": (
        '# %%\nx = 1\n# %% exercise="a" tests="a"\n',
        3,
        "a cell has one role, this header gives ['exercise', 'tests']",
    ),
    "an exercise in markdown": (
        '# %% [markdown] exercise="a"\n# text\n',
        1,
        "a cell with the role 'exercise' cannot be markdown",
    ),
    "a question in code": ('# %% question="a"\nx = 1\n', 1, "'question' cannot be code"),
    "a raw cell": ("# %% [raw]\n# text\n", 1, "a cell is code or [markdown], not [raw]"),
    "an id without quotes": ("# %%\n# %% exercise=double\n", 2, "ids stand in double quotes"),
    "tags that are no list": ('# %%\n# %% tags="skip"\n', 2, "tags must be a list"),
    "tags that are no words": ("# %% tags=[1]\n", 1, "tags must be a list such as"),
}


@pytest.mark.parametrize("source, line, words", UNREADABLE.values(), ids=UNREADABLE)
def test_the_reader_refuses(tmp_path, source, line, words):
    path = tmp_path / "01_unit.py"
    path.write_text(source, encoding="utf-8")
    with pytest.raises(SourceError) as caught:
        read_unit(path)
    assert str(caught.value).startswith(f"{path}:{line}: ")
    assert words in str(caught.value)


def test_the_reader_says_when_there_is_no_file(tmp_path):
    with pytest.raises(SourceError, match=r"01_unit\.py: cannot be read: .*No such file"):
        read_unit(tmp_path / "01_unit.py")


def test_the_reader_says_when_a_file_is_not_utf8(tmp_path):
    path = tmp_path / "01_unit.py"
    path.write_bytes("# %%\nx = 'é'\n".encode("latin-1"))
    with pytest.raises(SourceError, match=r"cannot be read: .*utf-8"):
        read_unit(path)


SOUND_UNITS = {
    "a plain unit": SOUND,
    "a picture that grading skips": '# %% tags=["skip-execution"]\nplt.show()\n' + SOUND,
    "a function that draws": "# %%\ndef draw(w):\n    return plt.subplots()\n" + SOUND,
    "a region of 12 lines": body(12),
    "a region with comments and blank lines beside 12 lines": body(12).replace(
        "    return 2 * x\n", "    # so:\n\n    return 2 * x\n"
    ),
    "a class with a region in a method": """\
# %% exercise="doubler"
class Doubler:
    \"\"\"Doubles.\"\"\"

    factor = 2

    @staticmethod
    def of(x):
        \"\"\"Double a number.\"\"\"
        for _ in range(1):
            ### START YOUR CODE ###
            return 2 * x
            ### END YOUR CODE ###
# %% tests="doubler" points=1
from dlcourse.testing import check_equal
check_equal(Doubler().of(1), 2, "one")
### BEGIN HIDDEN TESTS
check_equal(Doubler.of(3), 6, "three")
### END HIDDEN TESTS
""",
    "an import and a constant beside the function": exercise(
        "def double", "import math\nFACTOR = 2\n\ndef double"
    ),
    "a decorated function": exercise(
        "def double", "import functools\n\n@functools.cache\ndef double"
    ),
    "text between an exercise and its tests": EXERCISE + "# %% [markdown]\n# Now:\n" + TESTS,
    "three test cells": SOUND + TESTS + TESTS,
    "a given function that tests use": '# %% given="one"\ndef one():\n    return 1\n'
    + in_tests("double(3), 6", "double(one()), 2"),
    "an earlier exercise that tests use": SOUND
    + SOUND.replace("double", "triple").replace("triple(3)", "double(triple(3))"),
    "comprehensions in tests": visible("a = [i + j for i in range(3) for j in {k for k in [1]}]"),
    "nested functions in tests": visible(
        "def f(x):\n    def g(y):\n        return x + y + double(1)\n    return g(1)"
    ),
    "lambdas in tests": visible("f = lambda x, *y, key=1, **rest: (x, y, key, rest)"),
    "classes in tests": visible(
        "class A:\n    one = 1\n    two = one + 1\n    def f(self):\n        return A.two"
    ),
    "decorators in tests": visible(
        "import functools\n@functools.cache\ndef f(x: int = 3) -> int:\n    return x"
    ),
    "f-strings in tests": visible("n = 3\ntext = f'{n:>{n}} {double(n)!r} {n=}'"),
    "names bound by with": visible("import io\nwith io.StringIO() as f:\n    f.write('a')"),
    "names bound by for": visible("for i, (a, *b) in enumerate([(1, 2)]):\n    print(i, a, b)"),
    "names bound by except": visible("try:\n    double(1)\nexcept ValueError as e:\n    print(e)"),
    "names bound by match": visible("match [1, 2]:\n    case [a, *b]:\n        print(a, b)"),
    "names bound by imports": visible("import os.path\nimport numpy as np\nprint(os, np.pi)"),
    "names bound by a walrus": visible("if (n := 3) > 2:\n    print(n)"),
    "names bound by a walrus in a comprehension": visible("print([n := i for i in [1]], n)"),
    "names declared global": visible("def f():\n    global n\n    n = 1\nf()\nprint(n)"),
    "names with annotations": visible("n: int = 3\nprint(n)"),
    "builtins": visible("print(sorted(map(str, range(3))), __name__, ValueError)"),
    "a check through its module": in_tests(
        "from dlcourse.testing import check_equal", "from dlcourse import testing"
    ).replace("check_equal(", "testing.check_equal("),
    "a check through a function of the test cell": parts(
        "def look(x):\n    check_equal(double(x), 2 * x, 'x')\nlook(1)", "look(3)\nn = 1"
    ),
    "checks in a loop": parts(
        "check_equal(double(1), 2, 'one')",
        "for i in range(3):\n    check_equal(double(i), 2 * i, 'i')",
    ),
    "a check in front of the hidden part's end": in_tests('"three")', '"three")\nn = 1'),
    "a print at the end": in_tests("END HIDDEN TESTS\n", "END HIDDEN TESTS\nprint('done')\n"),
    "the same import in tests and in cells": "# %%\nimport numpy as np\n"
    + visible("import numpy as np")
    + "# %%\nprint(np.pi)\n",
    "a test's name that a later cell binds anew": below("z = 4\nprint(z)\n"),
    "a test's name that a cell between binds anew": below("z = 4\n# %%\nprint(z)\n"),
    "a test's name as a later function's argument": below("def f(z):\n    return z\n"),
    "a test's name as an attribute or keyword": below("print(dict(z=1), print.__doc__.zfill)\n"),
    "line magics": SOUND + "# %%\n%matplotlib inline\n!ls\nx = %time 1\nfiles = !ls\nprint?\n",
    "line magics in a comment, as jupytext writes them": SOUND + "# %%\n# %matplotlib inline\n",
    "a cell magic over Python": SOUND + "# %%\n%%time\nx = 1\n",
    "a cell magic over another language": SOUND + "# %%\n%%html\n<b>not Python</b>\n",
    "a remainder at the beginning of a line": SOUND + "# %%\nx = (7\n    % 4\n    != 2)\n",
    "a string that looks like a magic": SOUND + '# %%\nx = """\n%d of !\n"""\n',
    "an await": SOUND + "# %%\nimport asyncio\nawait asyncio.sleep(0)\n",
    "the words of a marker, a little differently": SOUND
    + "# %% [markdown]\n# Your code starts below the start marker; hidden tests look at more.\n",
    "an id of 50 characters": SOUND.replace('"double"', f'"{"d" * 50}"'),
    "a title in a header": SOUND + "# %% A title\nx = 1\n",
}


@pytest.mark.parametrize("source", SOUND_UNITS.values(), ids=SOUND_UNITS)
def test_the_builder_accepts(tmp_path, source):
    assert refusals(tmp_path, source) == []


def test_the_line_is_right_below_blank_lines_and_text(tmp_path):
    source = SOUND + "# %% [markdown]\n# Text\n#\n# more\n\n\n# %%\n\n\nx = (\n"
    assert [line for line, _ in refusals(tmp_path, source)] == [NEXT_LINE + 9]


def test_every_unit_of_the_course_keeps_the_rules():
    course = Path(__file__).parents[2] / "course"
    units = [read_unit(path) for path in sorted(course.glob("[0-9][0-9]_*.py"))]
    assert units
    assert [str(problem) for unit in units for problem in problems(unit)] == []
