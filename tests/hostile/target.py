"""The unit that the hostile submissions attack: four exercises, each with hidden tests.

``SECRET`` occurs in the hidden tests only: code that earns points only if it has found it tells
that it was in reach.
"""

UNIT = "00_target"
SECRET = "hidden_7391"

SOURCE = '''\
# %% [markdown]
# # 0 · A target

# %%
import numpy as np
import torch
from torch import nn

# %% exercise="scale"
def scale(x):
    """Double every entry.

    Parameters
    ----------
    x : ndarray of any shape

    Returns
    -------
    ndarray of the shape of x
    """
    ### START YOUR CODE ###
    return 2 * x
    ### END YOUR CODE ###

# %% tests="scale" points=2
import numpy as np
from dlcourse.testing import check_close, rng

check_close(scale(np.ones(2)), np.full(2, 2.0), "scale of ones")
### BEGIN HIDDEN TESTS
hidden_7391 = rng("scale").normal(size=(3, 4))
wanted_1862 = 2 * hidden_7391
check_close(scale(hidden_7391), wanted_1862, "scale of a matrix")
assert np.allclose(scale(np.arange(3.0)), [0.0, 2.0, 4.0]), "scale of a range"
assert scale(np.ones(1))[0] == 2.0
### END HIDDEN TESTS

# %% exercise="linear"
class Linear(nn.Module):
    """A layer without bias.

    Parameters
    ----------
    weights : tensor of shape (n, k)
    """

    def __init__(self, weights):
        super().__init__()
        self.weights = nn.Parameter(weights)

    def forward(self, x):
        """Multiply.

        Parameters
        ----------
        x : tensor of shape (m, n)

        Returns
        -------
        tensor of shape (m, k)
        """
        ### START YOUR CODE ###
        return x @ self.weights
        ### END YOUR CODE ###

# %% tests="linear" points=2
import torch
from dlcourse.testing import check_close

layer = Linear(torch.ones(2, 1))
check_close(layer(torch.ones(3, 2)), torch.full((3, 1), 2.0), "the layer")
### BEGIN HIDDEN TESTS
torch.manual_seed(3)
hidden_7391 = torch.randn(4, 2)
weights = torch.randn(2, 5)
wanted_1862 = hidden_7391 @ weights
assert torch.allclose(Linear(weights)(hidden_7391), wanted_1862)
check_close(Linear(weights).forward(hidden_7391), wanted_1862, "the layer with other weights")
### END HIDDEN TESTS

# %% exercise="descend"
def descend(gradient, x, steps):
    """Take steps of 0.1 downhill.

    Parameters
    ----------
    gradient : function of a float
    x : float
    steps : int

    Returns
    -------
    float
    """
    ### START YOUR CODE ###
    for _ in range(steps):
        x = x - 0.1 * gradient(x)
    return x
    ### END YOUR CODE ###

# %% tests="descend" points=2
from dlcourse.testing import check_close

check_close(descend(lambda x: 2 * x, 1.0, 1), 0.8, "one step")
### BEGIN HIDDEN TESTS
hidden_7391 = []
check_close(descend(lambda x: hidden_7391.append(x) or 2 * x, 1.0, 20), 0.8**20, "twenty steps")
check_close(len(hidden_7391), 20, "as many gradients")
### END HIDDEN TESTS

# %% exercise="mean_error"
def mean_error(y_hat, y):
    """Average the absolute errors.

    Parameters
    ----------
    y_hat, y : ndarray of shape (m,)

    Returns
    -------
    float
    """
    ### START YOUR CODE ###
    return float(np.mean(np.abs(y_hat - y)))
    ### END YOUR CODE ###

# %% tests="mean_error" points=1
import numpy as np
from dlcourse.testing import check_close

check_close(mean_error(np.ones(2), np.zeros(2)), 1.0, "errors of 1")
### BEGIN HIDDEN TESTS
hidden_7391 = np.full(1, 3.0)
check_close(mean_error(np.zeros(1), hidden_7391), 3.0, "one error below")
### END HIDDEN TESTS

# %% tests="mean_error" points=1
import numpy as np
from dlcourse.testing import check_close, check_true, rng

y_hat, y = np.array([1.0, 2.0]), np.array([0.0, 0.0])
check_close(mean_error(y_hat, y), 1.5, "two errors")
### BEGIN HIDDEN TESTS
hidden_7391, y = rng("y_hat").normal(size=7), rng("y").normal(size=7)
wanted_1862 = np.abs(hidden_7391 - y).mean()
check_true(abs(mean_error(hidden_7391, y) - wanted_1862) < 1e-9, "seven errors", "average them")
### END HIDDEN TESTS

# %% [markdown]
# Why?

# %% [markdown] question="why"
# Because.
'''

SCALE, LINEAR, DESCEND, MEAN = "scale", "linear", "descend", "mean_error"
ALL = {SCALE, LINEAR, DESCEND, MEAN}
REST = ALL - {SCALE}

RIGHT = {
    SCALE: "def scale(x):\n    return x + x",
    LINEAR: (
        "class Linear(nn.Module):\n    def __init__(self, weights):\n        super().__init__()\n"
        "        self.weights = nn.Parameter(weights)\n\n"
        "    def forward(self, x):\n        return torch.einsum('mn,nk->mk', x, self.weights)"
    ),
    DESCEND: (
        "def descend(gradient, x, steps):\n    for _ in range(steps):\n"
        "        x -= gradient(x) / 10\n    return x"
    ),
    MEAN: "def mean_error(y_hat, y):\n    return np.linalg.norm(y_hat - y, 1) / y.size",
}
WRONG = "def scale(x):\n    return 3 * x"
