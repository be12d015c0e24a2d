"""A course with one tiny unit, for the tests of the autograder."""

from collections.abc import Callable
from pathlib import Path

import pytest
from classes import RIGHT, hand_in

from autograder.build import load_unit
from autograder.layout import Layout
from autograder.notebook import to_notebook
from autograder.release import student_notebook

MINI = "00_mini"

UNIT = '''\
# %% [markdown]
# # 0 · Mini
#
# A unit with one of everything: two exercises, three test cells, an experiment, a question.

# %%
import matplotlib.pyplot as plt
import numpy as np

# %% exercise="sigmoid"
def sigmoid(z):
    """Squash numbers into (0, 1).

    Parameters
    ----------
    z : ndarray of any shape

    Returns
    -------
    ndarray of float64, the shape of z
    """
    ### START YOUR CODE ###
    return 1 / (1 + np.exp(-z))
    ### END YOUR CODE ###

# %% tests="sigmoid" points=2
import numpy as np
from dlcourse.testing import check_close, rng

check_close(sigmoid(np.zeros(3)), np.full(3, 0.5), "sigmoid of zeros")
### BEGIN HIDDEN TESTS
z = rng("sigmoid").normal(scale=3, size=(4, 2))
check_close(
    sigmoid(z.copy()),
    1 / (1 + np.exp(-z)),
    "sigmoid of a matrix",
    mistakes={"the sign of the exponent": 1 / (1 + np.exp(z))},
)
### END HIDDEN TESTS

# %% exercise="mean_error"
def mean_error(y_hat, y):
    """Average the absolute errors.

    Parameters
    ----------
    y_hat, y : ndarray of shape (m,)

    Returns
    -------
    float, at least 0
    """
    ### START YOUR CODE ###
    return float(np.mean(np.abs(y_hat - y)))
    ### END YOUR CODE ###

# %% tests="mean_error" points=1
import numpy as np
from dlcourse.testing import check_close

check_close(mean_error(np.ones(1), np.zeros(1)), 1.0, "one error of 1")
### BEGIN HIDDEN TESTS
check_close(mean_error(np.zeros(1), np.full(1, 3.0)), 3.0, "one error below")
### END HIDDEN TESTS

# %% tests="mean_error" points=2
import numpy as np
from dlcourse.testing import check_close, rng

y_hat, y = np.array([1.0, 2.0]), np.array([0.0, 0.0])
check_close(mean_error(y_hat, y), 1.5, "two errors", batch_size=2)
### BEGIN HIDDEN TESTS
y_hat, y = rng("y_hat").normal(size=7), rng("y").normal(size=7)
right = np.abs(y_hat - y).mean()
check_close(mean_error(y_hat.copy(), y.copy()), right, "seven errors", batch_size=7)
### END HIDDEN TESTS

# %% tags=["skip-execution"]
z_axis = np.linspace(-5, 5)
plt.plot(z_axis, sigmoid(z_axis))
plt.show()

# %% [markdown]
# Why is sigmoid(0) one half?

# %% [markdown] question="why_half"
# Because exp(0) is 1, the reference says.
'''

ATTEMPTS = """\
# %% exercise="sigmoid" verdict="right"
return 0.5 * (1 + np.tanh(z / 2))

# %% exercise="sigmoid" verdict="right"
e = np.exp(-np.abs(z))
return np.where(z >= 0, 1, e) / (1 + e)

# %% exercise="sigmoid" verdict="wrong" says="the sign of the exponent"
return 1 / (1 + np.exp(z))

# %% exercise="sigmoid" verdict="wrong" says="sigmoid of zeros"
return 1 / np.exp(-z)

# %% exercise="sigmoid" verdict="wrong" says="return"
1 / (1 + np.exp(-z))

# %% exercise="sigmoid" verdict="wrong" says="sigmoid of a matrix"
return np.full(z.shape, 0.5)

# %% exercise="sigmoid" verdict="wrong" says="NameError"
return 1 / (1 + exp(-z))

# %% exercise="mean_error" verdict="right"
return sum(abs(a - b) for a, b in zip(y_hat, y)) / len(y)

# %% exercise="mean_error" verdict="right"
return np.linalg.norm(y_hat - y, 1) / y.size

# %% exercise="mean_error" verdict="wrong" says="two errors"
return np.sum(np.abs(y_hat - y))

# %% exercise="mean_error" verdict="wrong" says="one error below"
return np.mean(y_hat - y)

# %% exercise="mean_error" verdict="wrong" says="one error below"
return np.mean((y_hat - y) ** 2)

# %% exercise="mean_error" verdict="wrong" says="two errors"
return np.max(np.abs(y_hat - y))

# %% exercise="mean_error" verdict="wrong" says="shape"
return np.abs(y_hat - y)
"""


@pytest.fixture(scope="session")
def write_mini_course() -> Callable[[Path], Layout]:
    """Give ``write_mini_course(root)``: it writes the course of ``mini_course`` anywhere."""
    return _write


def _write(root: Path) -> Layout:
    layout = Layout.at(root)
    for path, text in ((layout.source(MINI), UNIT), (layout.attempts(MINI), ATTEMPTS)):
        path.parent.mkdir(parents=True)
        path.write_text(text, encoding="utf-8")
    return layout


@pytest.fixture
def mini_course(tmp_path: Path) -> Layout:
    """Write a course whose only unit, ``00_mini``, has its attempts too; nothing is built yet.

    The unit has the exercises ``sigmoid`` (one test cell, 2 points) and ``mean_error`` (two test
    cells, 1 and 2 points), a cell tagged ``skip-execution`` and the question ``why_half``.
    """
    # What a folder's name may hold, and what breaks careless code.
    return _write(tmp_path / "a course (mini)")


@pytest.fixture
def course(mini_course) -> Layout:
    """The mini course with its student notebook built."""
    notebook = to_notebook(load_unit(mini_course, MINI))
    mini_course.released(MINI).parent.mkdir(parents=True)
    mini_course.released(MINI).write_bytes(student_notebook(MINI, notebook))
    return mini_course


@pytest.fixture
def submissions(course: Layout, tmp_path: Path) -> Path:
    """Four students of the mini course: right, wrong, a file that is no notebook, stubs."""
    folder = tmp_path / "handed in"
    hand_in(course, folder, "ada", **RIGHT)
    hand_in(course, folder, "bob", sigmoid="return 1 / (1 + np.exp(z))")
    hand_in(course, folder, "eve")
    (folder / "dan" / MINI).mkdir(parents=True)
    (folder / "dan" / MINI / f"{MINI}.ipynb").write_text("{", encoding="utf-8")
    return folder
