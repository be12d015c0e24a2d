# %% [markdown]
# # 1 · The perceptron
#
# In 1943 a neuron became a formula. In 1958 the formula learned. This unit follows these two steps,
# and ends at the wall that stopped the field for years, with two doors in it.
#
# **You will be able to**
#
# - say how a formal neuron imitates a biological one, and build logic gates from it by hand,
# - read the weights and the bias of a perceptron as a line in the plane,
# - write the perceptron learning rule and train it until it makes no mistake,
# - show what one perceptron cannot learn, and get around it in two ways,
# - train your own perceptron on handwritten digits and look at what it has learned.
#
# **Time needed:** about 3 hours.
#
# **What to know before:** functions, loops and `if` in Python, NumPy arrays, the dot product.
#
# **How to work:** run the cells from top to bottom (Shift+Enter). An exercise is a function with
# two marker lines, one that says START and one that says END. Write your answer between them, in
# place of the line that raises `NotImplementedError`. Run the cell, then the test below it. A test
# that passes prints ✓, one that fails says what is wrong. Further tests, which you do not see, run
# when your work is graded.

# %%
import matplotlib.pyplot as plt
import numpy as np

from dlcourse.data import load_mnist
from dlcourse.pace import pace, progress
from dlcourse.plotting import (
    plot_decision_regions,
    plot_function,
    plot_learning_curves,
    plot_line,
    plot_points,
    plot_tiles,
    plot_weights,
)
from dlcourse.preparation import prepare_pair
from dlcourse.widgets import explore, slider

# %% [markdown]
# ## 1.1 From a nerve cell to a formula
#
# A nerve cell collects signals through its *dendrites*. Some signals excite it, some inhibit it.
# When enough of them have added up, the cell *fires*: it sends a pulse along its *axon*, which
# passes it on to other cells through *synapses*. Otherwise it stays silent.
#
# The formal neuron keeps just this. Its inputs are numbers $x_1, \dots, x_n$, the strengths of the
# synapses are *weights* $w_1, \dots, w_n$, and the cell body adds up and decides:
#
# $$y = H(z), \qquad z = w_1 x_1 + \dots + w_n x_n + b.$$
#
# The *bias* $b$ says how ready the neuron is to fire before any signal arrives. The decision $H$ is
# the **Heaviside function**, a step from 0 to 1:
#
# $$H(z) = \begin{cases} 1 & \text{for } z \ge 0,\\ 0 & \text{for } z < 0.\end{cases}$$

# %% tags=["skip-execution"]
figure, ax = plt.subplots(figsize=(8, 3.2))
for k, height in enumerate([2, 1, 0], start=1):
    ax.annotate(
        "", (3.55, 1 + 0.2 * (height - 1)), (1.2, height), arrowprops={"arrowstyle": "-|>", "lw": 2}
    )
    ax.text(1.0, height, f"$x_{k}$", fontsize=16, ha="right", va="center")
    ax.text(2.1, 1.12 + 0.68 * (height - 1), f"$w_{k}$", fontsize=14, ha="center", va="bottom")
ax.add_patch(plt.Circle((4.2, 1), 0.65, facecolor="#cfe3f5", edgecolor="black", linewidth=2))
ax.text(4.2, 1, "$\\Sigma\\;|\\;H$", fontsize=18, ha="center", va="center")
ax.annotate("", (4.2, 1.65), (4.2, 2.3), arrowprops={"arrowstyle": "-|>", "lw": 2})
ax.text(4.2, 2.35, "$b$", fontsize=16, ha="center", va="bottom")
ax.annotate("", (7.2, 1), (4.85, 1), arrowprops={"arrowstyle": "-|>", "lw": 2})
ax.text(7.35, 1, "$y$", fontsize=16, ha="left", va="center")
for x, word in [(0.9, "inputs\n(dendrites)"), (2.3, "weights\n(synapses)"), (4.2, "cell body")]:
    ax.text(x, -0.45, word, ha="center", va="top", color="dimgray")
ax.text(6.0, -0.45, "output\n(axon)", ha="center", va="top", color="dimgray")
ax.set(xlim=(0, 8), ylim=(-1.2, 2.9), aspect="equal", title="A formal neuron")
ax.axis("off")
plt.show()

# %% [markdown]
# ### Exercise 1: the Heaviside function
#
# It will be used for one number and for whole arrays. Mind the case $z = 0$: some texts leave it
# open, but in this course **a neuron that just reaches zero fires**, $H(0) = 1$.


# %% exercise="heaviside"
def heaviside(z):
    """Fire where z has reached zero, rest below.

    Parameters
    ----------
    z : int, float, or ndarray of any shape
        Stays as it is.

    Returns
    -------
    number, or ndarray of numbers with the shape of z
        1 where z ≥ 0, else 0. Ints (0, 1) and floats (0.0, 1.0) are both fine; True and False
        are not.
    """
    ### START YOUR CODE ###
    return np.where(np.asarray(z) >= 0, 1, 0)
    ### END YOUR CODE ###


# %% tests="heaviside" points=2
import numpy as np
from dlcourse.testing import check_close, check_unchanged, rng

slips = {
    "the wrong way round: positive values give 1": 0,
    "positive values give 1, not z itself": 2.5,
    "H is a step, not a smooth curve": 1 / (1 + np.exp(-2.5)),
}
check_close(heaviside(2.5), 1, "heaviside(2.5)", mistakes=slips)
check_close(heaviside(-0.25), 0, "heaviside(-0.25)", mistakes={"negative values give 0": -1})
check_close(heaviside(0), 1, "heaviside(0)", hint="a neuron that just reaches zero fires")
check_close(heaviside(np.array([-2.0, 0.0, 0.5])), np.array([0, 1, 1]), "heaviside of a vector")
### BEGIN HIDDEN TESTS
z = rng("heaviside").normal(scale=0.8, size=(4, 5))
z[1, 2] = z[3, 0] = 0.0
before = z.copy()
slips = {
    "H(0) is 1: compare with >= and not with >": np.where(z > 0, 1, 0),
    "negative values give 0, not −1": np.sign(z),
    "the step lies at 0, not at 0.5": np.where(z > 0.5, 1, 0),
    "positive values give 1, not z itself": np.maximum(z, 0),
}
check_close(heaviside(z), np.where(before >= 0, 1, 0), "heaviside of a matrix", mistakes=slips)
check_unchanged(z, before, "the matrix given to heaviside")
whole = np.array([[[-3, 0], [7, -1]]])
check_close(heaviside(whole), np.array([[[0, 1], [1, 0]]]), "heaviside of whole numbers")
check_close(heaviside(np.array([-1e-9, 1e-9])), np.array([0, 1]), "heaviside very near 0")
check_close(heaviside(-1000), 0, "heaviside of a large negative number")
### END HIDDEN TESTS

# %% [markdown]
# A look at your function. The jump at $z = 0$ is the whole decision. (Later units replace the step
# by smooth curves, because a step has the slope 0 everywhere else, and slopes will be what we learn
# from.)

# %% tags=["skip-execution"]
plot_function(heaviside, -3, 3, xlabel="z", ylabel="H(z)", title="The Heaviside function")
plt.show()

# %% [markdown]
# ## 1.2 McCulloch and Pitts: thinking as logic
#
# Warren McCulloch and Walter Pitts asked what such neurons can compute. In their model signals are
# *on* or *off*, and all synapses are equally strong:
#
# $$x_k \in \{0, 1\}, \qquad w_k \in \{+1, -1\}.$$
#
# A weight $+1$ excites, a weight $-1$ inhibits. (In the paper of 1943 an active inhibitory input
# silences the neuron altogether; the weight $-1$ is today's gentler version.) The neuron fires when
# the sum reaches the **threshold** $\theta$, that is when
#
# $$w_1 x_1 + w_2 x_2 \ge \theta, \qquad \text{or} \qquad y = H(w_1 x_1 + w_2 x_2 - \theta).$$
#
# So a threshold is a bias with the other sign: $b = -\theta$.
#
# **An example.** Take $w_1 = +1$, $w_2 = -1$ and $\theta = 1$:
#
# | $x_1$ | $x_2$ | sum $x_1 - x_2$ | sum $-\ \theta$ | $y$ |
# | :-: | :-: | :-: | :-: | :-: |
# | 0 | 0 | 0 | −1 | 0 |
# | 0 | 1 | −1 | −2 | 0 |
# | 1 | 0 | 1 | 0 | **1** |
# | 1 | 1 | 0 | −1 | 0 |
#
# This neuron fires for "$x_1$ **and not** $x_2$". The table shows all it does, and proves it.
#
# ### Exercise 2: three logic gates
#
# | $x_1$ | $x_2$ | AND | OR | NAND |
# | :-: | :-: | :-: | :-: | :-: |
# | 0 | 0 | 0 | 0 | 1 |
# | 0 | 1 | 0 | 1 | 1 |
# | 1 | 0 | 0 | 1 | 1 |
# | 1 | 1 | 1 | 1 | 0 |
#
# Find weights and a threshold for each gate. First write down the four sums, as in the example.
# Then look for a threshold between the sums that shall fire and those that shall not. There is more
# than one right threshold; each is accepted.


# %% exercise="gate_neuron"
def gate_neuron(name):
    """Give the McCulloch–Pitts neuron that computes a logic gate of two inputs.

    Parameters
    ----------
    name : str
        "AND", "OR" or "NAND".

    Returns
    -------
    tuple of three numbers (w1, w2, theta)
        Weights w1 and w2, each +1 or −1, and the threshold theta, any number: the neuron fires
        when w1·x1 + w2·x2 ≥ theta.
    """
    ### START YOUR CODE ###
    neurons = {"AND": (1, 1, 2), "OR": (1, 1, 1), "NAND": (-1, -1, -1)}
    return neurons[name]
    ### END YOUR CODE ###


# %% tests="gate_neuron" points=1
from dlcourse.testing import check_equal, check_true

neuron = gate_neuron("AND")
three = hasattr(neuron, "__len__") and len(neuron) == 3
check_true(three, 'gate_neuron("AND")', "three numbers are wanted: return w1, w2, theta")
w1, w2, theta = neuron
table = "".join("01"[int(w1 * x1 + w2 * x2 >= theta)] for x1 in (0, 1) for x2 in (0, 1))
slips = {
    "this neuron never fires: the threshold is too high": "0000",
    "this neuron always fires: too low a threshold (is it a bias, b = −theta?)": "1111",
    "this is OR: one input alone must not reach the threshold": "0111",
}
sums = "write down the four sums, and compare each of them with theta"
check_equal(table, "0001", "AND of the inputs 00, 01, 10, 11", mistakes=slips, hint=sums)
### BEGIN HIDDEN TESTS
weights = "a McCulloch–Pitts neuron has weights +1 or −1 only"
check_true(bool(w1 in (1, -1) and w2 in (1, -1)), "AND: the weights", weights)
### END HIDDEN TESTS

# %% tests="gate_neuron" points=1
from dlcourse.testing import check_equal, check_true

neuron = gate_neuron("OR")
three = hasattr(neuron, "__len__") and len(neuron) == 3
check_true(three, 'gate_neuron("OR")', "three numbers are wanted: return w1, w2, theta")
w1, w2, theta = neuron
table = "".join("01"[int(w1 * x1 + w2 * x2 >= theta)] for x1 in (0, 1) for x2 in (0, 1))
slips = {
    "this neuron never fires: the threshold is too high": "0000",
    "this neuron always fires: too low a threshold (is it a bias, b = −theta?)": "1111",
    "this is AND: one input alone must reach the threshold": "0001",
}
sums = "write down the four sums, and compare each of them with theta"
check_equal(table, "0111", "OR of the inputs 00, 01, 10, 11", mistakes=slips, hint=sums)
### BEGIN HIDDEN TESTS
weights = "a McCulloch–Pitts neuron has weights +1 or −1 only"
check_true(bool(w1 in (1, -1) and w2 in (1, -1)), "OR: the weights", weights)
### END HIDDEN TESTS

# %% tests="gate_neuron" points=1
from dlcourse.testing import check_equal, check_true

neuron = gate_neuron("NAND")
three = hasattr(neuron, "__len__") and len(neuron) == 3
check_true(three, 'gate_neuron("NAND")', "three numbers are wanted: return w1, w2, theta")
w1, w2, theta = neuron
table = "".join("01"[int(w1 * x1 + w2 * x2 >= theta)] for x1 in (0, 1) for x2 in (0, 1))
slips = {
    "this neuron never fires: the threshold is too high": "0000",
    "this neuron always fires: too low a threshold (is it a bias, b = −theta?)": "1111",
    "this is AND, the opposite: both inputs have to inhibit": "0001",
    "this is NOR: one active input must not silence the neuron": "1000",
}
sums = "write down the four sums, and compare each of them with theta"
check_equal(table, "1110", "NAND of the inputs 00, 01, 10, 11", mistakes=slips, hint=sums)
### BEGIN HIDDEN TESTS
weights = "a McCulloch–Pitts neuron has weights +1 or −1 only"
check_true(bool(w1 in (1, -1) and w2 in (1, -1)), "NAND: the weights", weights)
### END HIDDEN TESTS

# %% [markdown]
# Three gates may not look like much, but **NAND alone is enough for every logical function**: both
# inputs of a NAND joined give NOT, a NOT behind a NAND gives AND, and OR is NAND of the two negated
# inputs. Whatever can be written with AND, OR and NOT can be wired from NAND neurons.
#
# What they did not have is a way to *find* the weights. A person has to think them up. Donald
# Hebb's idea of 1949, "cells that fire together wire together", was a first guess at how a brain
# might do it, but taken as a rule for artificial neurons it lets the weights only grow: it is not
# stable.

# %% [markdown]
# ## 1.3 Rosenblatt's perceptron: a line in the plane
#
# Frank Rosenblatt's perceptron (1958) has the same form, but inputs, weights and bias may be **any
# real numbers**:
#
# $$\hat y = H(\mathbf w \cdot \mathbf x + b), \qquad
# \mathbf w, \mathbf x \in \mathbb R^n,\; b \in \mathbb R.$$
#
# Where does it change its mind? Where $z = \mathbf w \cdot \mathbf x + b$ passes through zero. In
# the plane the points with
#
# $$\mathbf w \cdot \mathbf x + b = 0$$
#
# form a straight line, in space a plane, in $n$ dimensions a *hyperplane*. It is called the
# **decision boundary**. Its geometry can be read off from $\mathbf w$ and $b$:
#
# - $\mathbf w$ stands at a right angle on the boundary, and points to the side where $\hat y = 1$.
# - The boundary has the distance $|b| / \lVert\mathbf w\rVert$ from the origin.
# - $z / \lVert\mathbf w\rVert$ is the distance of the point $\mathbf x$ from the boundary, with a
#   sign: positive on the side that $\mathbf w$ points to.
#
# Zahn's lecture notes print $b / \lVert\mathbf w\rVert$ for the distance of the boundary from the
# origin. That is the *signed* distance of the origin (put $\mathbf x = 0$ into the last line):
# negative here, because the origin lies on the side of class 0. A distance itself is never
# negative.

# %% tags=["skip-execution"]
w, b = np.array([0.5, 1.0]), -0.3
x = np.array([-0.5, -0.5])
length = np.linalg.norm(w)
print(f"w·x + b                            = {np.dot(w, x) + b:.2f}")
print(f"signed distance of x from the line = {(np.dot(w, x) + b) / length:.3f}")
print(f"distance of the line from origin   = {abs(b) / length:.3f}")

foot = -b * w / length**2  # the point of the line that is nearest to the origin
figure, ax = plt.subplots(figsize=(5, 5))
ax.set(xlim=(-1, 1), ylim=(-1, 1), aspect="equal", xlabel="$x_1$", ylabel="$x_2$")
plot_line(w, b, ax=ax, label="w·x + b = 0, with the arrow w")
ax.plot([0, foot[0]], [0, foot[1]], "k:", linewidth=2, label="distance |b| / ‖w‖")
ax.plot(0, 0, "k+", markersize=12)
ax.plot(*x, "o", markersize=9)
ax.annotate("x", x, (8, -4), textcoords="offset points", fontsize=13)
ax.text(0.4, 0.75, "class 1:  w·x + b > 0", ha="center")
ax.text(-0.5, -0.2, "class 0:  w·x + b < 0", ha="center")
ax.set_title("The boundary of w = (0.5, 1), b = −0.3")
ax.legend(loc="lower right")
plt.show()

# %% [markdown]
# ### Exercise 3: let the perceptron decide
#
# Your function gets either one sample, a vector of $n$ numbers, or a matrix with one sample in each
# row. The shapes tell how to write it: $m$ samples $(m, n)$ times weights $(n,)$ is $(m,)$. In
# NumPy `@` multiplies a matrix with a vector, and also a vector with a vector.
#
# If your `heaviside` passes its tests, use it. You need not: a wrong answer up there costs nothing
# here.


# %% exercise="predict"
def predict(x, w, b):
    """Decide for class 0 or class 1.

    Parameters
    ----------
    x : ndarray of shape (n,) or (m, n)
        One sample, or m samples in rows. Stays as it is.
    w : ndarray of float64, shape (n,)
        Weights.
    b : float
        Bias.

    Returns
    -------
    number for one sample, ndarray of shape (m,) for m samples
        1 where w·x + b ≥ 0, else 0 (ints or floats, not True and False). A matrix with a single
        row gives an array of shape (1,).
    """
    ### START YOUR CODE ###
    return np.where(x @ w + b >= 0, 1, 0)
    ### END YOUR CODE ###


# %% tests="predict" points=2
import numpy as np
from dlcourse.testing import check_close, check_unchanged, rng

w, b = np.array([0.5, 1.0]), -0.3
slips = {
    "H is missing: return 0 or 1, not w·x + b": -1.05,
    "the classes are 0 and 1, not −1 and 1": -1,
    "the wrong way round: 1 stands for w·x + b ≥ 0": 1,
}
check_close(predict(np.array([-0.5, -0.5]), w, b), 0, "w·x + b = −1.05", mistakes=slips)
check_close(predict(np.array([1.0, 1.0]), w, b), 1, "w·x + b = 1.2")
three = np.array([[-0.5, -0.5], [1.0, 1.0], [0.0, 0.25]])
slips = {"the bias b is missing": np.array([0, 1, 1])}
check_close(predict(three, w, b), np.array([0, 1, 0]), "three samples in rows", mistakes=slips)
### BEGIN HIDDEN TESTS
generator = rng("predict")
x, w = generator.normal(size=(6, 6)), generator.normal(size=6)
b = 1.5
z = (x * w).sum(axis=1)
slips = {
    "the bias b is missing": np.where(z >= 0, 1, 0),
    "the bias is added, not subtracted": np.where(z - b >= 0, 1, 0),
    "the weights are multiplied with the columns of x, not with its rows": np.where(
        w @ x + b >= 0, 1, 0
    ),
    "H is missing: return 0 or 1": z + b,
}
given = x.copy(), w.copy()
check_close(predict(x, w, b), np.where(z + b >= 0, 1, 0), "six samples", mistakes=slips)
check_unchanged(x, given[0], "x after predict")
check_unchanged(w, given[1], "w after predict")
whole, v = np.array([[1, 0, 2], [0, 3, 1], [2, 2, 2], [1, 1, 0]]), np.array([1.0, -0.5, -1.0])
tie = "a sample on the boundary, w·x + b = 0, belongs to class 1"
wanted = np.array([1, 0, 1, 1])
slips = {tie: np.array([0, 0, 0, 1])}
check_close(predict(whole, v, 1.0), wanted, "four samples of whole numbers", mistakes=slips)
check_close(predict(whole[0], v, 1.0), 1, "one sample on the boundary", hint=tie)
check_close(predict(whole[1], v, 1.0), 0, "one sample of three numbers")
check_close(predict(whole[1:2], v, 1.0), np.array([0]), "a matrix with a single row")
check_close(predict(np.array([[0.5], [-2.0]]), np.array([2.0]), 0.5), np.array([1, 0]), "n = 1")
### END HIDDEN TESTS

# %% [markdown]
# Eight points in two classes will go with us for a while. Move the sliders until no point is
# ringed. Watch the arrow $\mathbf w$: what turns the line, and what only shifts it? What happens to
# the line when you change the sign of all three numbers, and what happens to the decisions?

# %% tags=["skip-execution"]
upper = [[0.6, 0.6], [1.0, -0.2], [0.2, 0.9], [-0.3, 0.8]]
lower = [[-1.0, -0.4], [-0.7, 0.1], [-0.5, -0.9], [0.0, -0.5]]
points, labels = np.array(upper + lower), np.array([1, 1, 1, 1, 0, 0, 0, 0])


def draw_boundary(w1, w2, b):
    """Draw the points, the line w·x + b = 0, and a ring around each misclassified point."""
    w = np.array([w1, w2])
    wrong = predict(points, w, b) != labels
    figure, ax = plt.subplots(figsize=(5, 5))
    plot_points(points, labels, ax=ax)
    ax.set(xlim=(-1.6, 1.6), ylim=(-1.6, 1.6), aspect="equal")
    ax.scatter(*points[wrong].T, s=260, facecolors="none", edgecolors="black", linewidths=2)
    if w.any():
        plot_line(w, b, ax=ax)
    ax.set_title(f"misclassified: {wrong.sum()} of {len(labels)}")
    return figure


explore(
    draw_boundary,
    w1=slider(-2, 2, 1.0, label="w₁"),
    w2=slider(-2, 2, 0.5, label="w₂"),
    b=slider(-2, 2, 0.5, label="b"),
)

# %% [markdown]
# ## 1.4 Learning from mistakes
#
# Rosenblatt's great step: the machine finds $\mathbf w$ and $b$ by itself, from examples. We have
# samples $\mathbf x^{(i)}$ with labels $y^{(i)} \in \{0, 1\}$. Show the perceptron one sample, let
# it decide, $\hat y^{(i)} = H(\mathbf w \cdot \mathbf x^{(i)} + b)$, and correct it:
#
# $$\mathbf w \leftarrow \mathbf w - \alpha\, (\hat y^{(i)} - y^{(i)})\, \mathbf x^{(i)}, \qquad
# b \leftarrow b - \alpha\, (\hat y^{(i)} - y^{(i)}).$$
#
# The **learning rate** $\alpha > 0$ says how strong a correction is. The error $\hat y - y$ can
# only be (in Zahn's notes the brace covers $\alpha$ too, but these are the values of the error
# alone)
#
# - $0$: the decision was right, and nothing changes,
# - $+1$: the neuron fired and should not; $\mathbf w$ moves away from $\mathbf x$, and $b$ sinks,
# - $-1$: the neuron should have fired; $\mathbf w$ moves towards $\mathbf x$, and $b$ rises.
#
# Does an update help? For the sample that it was made for, $z$ changes by
# $-\alpha\,(\hat y - y)\,(\lVert\mathbf x\rVert^2 + 1)$: always in the right direction. It need not
# be far enough, so the same sample may be wrong again, and another one may have become wrong. That
# is why we go on.
#
# In other texts the labels are $\pm 1$, and a misclassified sample adds $\alpha\, y\, \mathbf x$:
# the same rule in other clothes. Kretov's slides write it so, with one slip: they put class 0 on
# the side where $z > 0$, where their own step function gives 1.
#
# ### Exercise 4: one update
#
# Both updates use the same error, computed with the *old* weights and bias.


# %% exercise="perceptron_step"
def perceptron_step(x, y, w, b, learning_rate):
    """Show the perceptron one sample and correct its weights and bias.

    Parameters
    ----------
    x : ndarray of float64, shape (n,)
        The sample.
    y : int
        Its label, 0 or 1.
    w : ndarray of float64, shape (n,)
        Weights before the update. This array stays as it is.
    b : float
        Bias before the update.
    learning_rate : float
        α > 0.

    Returns
    -------
    w : ndarray of float64, shape (n,)
        Weights after the update.
    b : float
        Bias after the update.
    """
    ### START YOUR CODE ###
    y_hat = 1 if w @ x + b >= 0 else 0
    error = y_hat - y
    return w - learning_rate * error * x, b - learning_rate * error
    ### END YOUR CODE ###


# %% tests="perceptron_step" points=3
import numpy as np
from dlcourse.testing import check_close, check_true, check_unchanged, rng

x, w = np.array([0.0, -0.5]), np.array([1.0, 0.5])
result = perceptron_step(x, 0, w, 0.5, 0.5)
two = isinstance(result, (tuple, list)) and len(result) == 2
check_true(two, "perceptron_step gives two things", "end with: return w, b (in this order)")
slips = {
    "the sign: away from x after ŷ = 1, y = 0": np.array([1.0, 0.25]),
    "the learning rate is missing": np.array([1.0, 1.0]),
    "w is unchanged, but ŷ is 1 here: is b in z?": np.array([1.0, 0.5]),
    "the error is ŷ − y, not z − y: apply H to z": np.array([1.0, 0.5625]),
    "w stands first: return w, b (in this order)": 0.0,
}
check_close(result[0], np.array([1.0, 0.75]), "w after the update", mistakes=slips)
slips = {
    "b has to be updated too": 0.5,
    "b moves by the error alone, without x": 0.75,
    "the sign of the correction of b": 1.0,
    "the learning rate is missing in the correction of b": -0.5,
}
check_close(result[1], 0.0, "b after the update", mistakes=slips)
check_unchanged(w, np.array([1.0, 0.5]), "the array w that was given")
### BEGIN HIDDEN TESTS
generator = rng("perceptron_step")
x, w = generator.integers(-6, 7, size=5) / 4, generator.integers(-6, 7, size=5) / 4
z = float(x @ w)
for y, rate in [(0, 0.375), (1, 0.375), (0, 2.0), (1, 2.0)]:
    error = 1 - 2 * y
    b = 1.5 * error - z
    given = x.copy(), w.copy()
    new_w, new_b = perceptron_step(given[0], y, given[1], b, rate)
    slips = {
        "the sign: away from x if it fired wrongly, else towards x": w + rate * error * x,
        "the learning rate is missing": w - error * x,
        "use the learning rate that is given": w - 0.5 * error * x,
        "the error is ŷ − y, not z − y: apply H to z": w - rate * (z + b - y) * x,
        "nothing was updated, although ŷ was wrong": w,
        "this is the correction alone: add it to the old weights": -rate * error * x,
    }
    case = "fired wrongly" if y == 0 else "rested wrongly"
    once = "one sample, one update, with the error of the old w and b"
    check_close(new_w, w - rate * error * x, f"w after it {case}", mistakes=slips, hint=once)
    slips = {
        "the sign of the correction of b": b + rate * error,
        "the learning rate is missing in the correction of b": b - error,
        "the error is ŷ − y, not z − y: apply H to z": b - rate * (z + b - y),
        "b has to be updated too, and with the error of the old w": b,
    }
    check_close(new_b, b - rate * error, f"b after it {case}", mistakes=slips)
    check_unchanged(given[1], w, "the array w that was given")
    check_unchanged(given[0], x, "the array x that was given")
right = "the decision was right, so nothing changes"
for y, b in [(1, 2.0 - z), (0, -2.0 - z)]:
    new_w, new_b = perceptron_step(x.copy(), y, w.copy(), b, rate)
    check_close(new_w, w, f"w after a right decision, y = {y}", hint=right)
    check_close(new_b, b, f"b after a right decision, y = {y}", hint=right)
new_w, new_b = perceptron_step(x.copy(), 1, w.copy(), -z, 2.0)
check_close(new_w, w, "w for y = 1 on the boundary", hint="H(0) = 1: a sample with z = 0 fires")
new_w, new_b = perceptron_step(x.copy(), 0, w.copy(), -z, 2.0)
check_close(new_w, w - 2 * x, "w for y = 0 on the boundary", hint="H(0) = 1: z = 0 fires")
check_close(new_b, -z - 2.0, "b for y = 0 on the boundary", hint="H(0) = 1: z = 0 fires")
### END HIDDEN TESTS

# %% [markdown]
# Your step at work, as in the lecture notes of Zahn: from $\mathbf w = (1, 0.5)$, $b = 0.5$ and
# with $\alpha = 0.5$ the sample $\mathbf x = (0, -0.5)$ of class 0 leads to
# $\mathbf w = (1, 0.75)$, $b = 0$. The new weights tilt the line, the new bias shifts it, and the
# ringed point changes sides.

# %% tags=["skip-execution"]
w, b = np.array([1.0, 0.5]), 0.5
new_w, new_b = perceptron_step(points[7], labels[7], w, b, 0.5)
figure, axes = plt.subplots(1, 2, figsize=(10, 5), sharey=True)
for ax, word, weights, bias in [(axes[0], "before", w, b), (axes[1], "after", new_w, new_b)]:
    plot_points(points, labels, ax=ax)
    ax.set(xlim=(-1.5, 1.5), ylim=(-1.5, 1.5), aspect="equal")
    plot_line(weights, bias, ax=ax)
    ax.scatter(*points[7], s=260, facecolors="none", edgecolors="black", linewidths=2)
    ax.set_title(f"{word}: w = ({weights[0]:g}, {weights[1]:g}), b = {bias:g}")
plt.show()

# %% [markdown]
# ### Exercise 5: the training loop
#
# One pass through all samples is an **epoch**. Go through the samples in their order, update after
# *each* sample, and count the mistakes: decisions that were wrong at the moment when the sample was
# shown, before its update. An epoch without a mistake means that all samples are right; from then
# on nothing would change, so **stop there**. Give up after `max_epochs` epochs.
#
# If your `predict` and `perceptron_step` pass their tests, use them here. You may also write
# everything anew.


# %% exercise="train_perceptron"
def train_perceptron(x, y, w, b, learning_rate, max_epochs):
    """Train a perceptron until an epoch passes without a mistake.

    Parameters
    ----------
    x : ndarray of float64, shape (m, n)
        Samples in rows. They are shown in this order in every epoch.
    y : ndarray of int64, shape (m,)
        Their labels, 0 or 1.
    w : ndarray of float64, shape (n,)
        Weights to start from. This array stays as it is.
    b : float
        Bias to start from.
    learning_rate : float
        α > 0.
    max_epochs : int
        At least 1. After this many epochs training ends in any case.

    Returns
    -------
    w : ndarray of float64, shape (n,)
        Weights at the end: the last ones, not the best ones on the way.
    b : float
        Bias at the end.
    mistakes : list of int
        The number of mistakes in each epoch that was run; the last entry is 0 if training ended
        because an epoch passed without a mistake.
    """
    ### START YOUR CODE ###
    mistakes = []
    for _ in range(max_epochs):
        wrong = 0
        for x_i, y_i in zip(x, y):
            error = int(w @ x_i + b >= 0) - int(y_i)
            w, b = w - learning_rate * error * x_i, b - learning_rate * error
            wrong += abs(error)
        mistakes.append(wrong)
        if wrong == 0:
            break
    return w, b, mistakes
    ### END YOUR CODE ###


# %% tests="train_perceptron" points=2
import numpy as np
from dlcourse.testing import check_close, check_true, check_unchanged, rng

# Weights and bias. Here the neuron learns AND, which you have built by hand.
x, y = np.array([[0.0, 0], [0, 1], [1, 0], [1, 1]]), np.array([0, 0, 0, 1])
result = train_perceptron(x, y, np.zeros(2), 0.0, 1.0, 50)
three = isinstance(result, (tuple, list)) and len(result) == 3
check_true(three, "train_perceptron gives three things", "end with: return w, b, mistakes")
slips = {
    "training ended after the first epoch: a return or break too early?": np.array([1.0, 1.0]),
    "nothing was learned: is w, and b too, corrected after each sample?": np.zeros(2),
    "the sign of the corrections: away from x after ŷ = 1, y = 0": np.array([50.0, 50.0]),
}
order = "show the samples in their order, and update after each one"
check_close(result[0], np.array([2.0, 1.0]), "w after learning AND", mistakes=slips, hint=order)
tie = {"H(0) = 1: a sample with z = 0 counts as class 1": -2.0}
check_close(result[1], -3.0, "b after learning AND", mistakes=tie)
### BEGIN HIDDEN TESTS
x = rng("train_perceptron").integers(-3, 4, size=(60, 3)).astype(float)
y = (x @ np.array([1.0, -2.0, 0.5]) + 1.25 > 0).astype(int)
start = np.array([-1.0, 2.0, 0.5])


def learn(slip="", w=start, b=2.0, rate=0.5, epochs=100):
    for _ in range(epochs):
        old, wrong = (w, b), 0
        for x_i, y_i in zip(x, y):
            u, c = old if slip == "batch" else (w, b)
            error = int(u @ x_i + c > 0 if slip == "tie" else u @ x_i + c >= 0) - y_i
            w, b = w - rate * error * x_i, b - (slip != "bias") * rate * error
            wrong += abs(error)
            if slip == "sample" or (slip == "leave" and error):
                break
        if slip in ("sample", "epoch") or wrong == 0:
            break
    return w, b


variants = {
    "only one epoch was run: is the return inside a loop?": learn("epoch"),
    "only one sample was shown: is the return inside the loops?": learn("sample"),
    "start from the w and b that are given, not from zero": learn(w=0 * start, b=0.0),
    "use the learning rate that is given": learn(rate=1.0),
    "the bias has to be updated too": learn("bias"),
    "update after each sample, and let the new weights decide on the next one": learn("batch"),
    "H(0) = 1: a sample with z = 0 counts as class 1": learn("tie"),
    "an epoch goes through all samples; do not leave it after a mistake": learn("leave"),
    "give up after max_epochs epochs, not one more": learn(epochs=4),
    "give up after max_epochs epochs, not one less": learn(epochs=2),
}
for epochs, case in [(100, "learning a plane"), (3, "three epochs, max_epochs = 3")]:
    given = x.copy(), start.copy()
    w, b, _ = train_perceptron(given[0], y.copy(), given[1], 2.0, 0.5, epochs)
    wanted = learn(epochs=epochs)
    slips = {words: answer[0] for words, answer in variants.items()}
    check_close(w, wanted[0], f"w after {case}", mistakes=slips, hint=order)
    slips = {words: answer[1] for words, answer in variants.items()}
    check_close(b, wanted[1], f"b after {case}", mistakes=slips, hint=order)
    check_unchanged(given[1], start, "the array w that training started from")
    check_unchanged(given[0], x, "the samples x")
x, y = np.array([[0.0, 0], [0, 1], [1, 0], [1, 1]]), np.array([0, 0, 0, 1])
came = train_perceptron(x, y, np.zeros(2), 0.0, 1.0, 4)[0]
slips = {"the last weights are wanted, not those with the fewest mistakes": np.ones(2)}
check_close(came, np.array([2.0, 2.0]), "w after four epochs of AND", mistakes=slips, hint=order)
### END HIDDEN TESTS

# %% tests="train_perceptron" points=2
import numpy as np
from dlcourse.testing import check_close, check_true, rng

# The number of mistakes in each epoch, and when to stop.
x, y = np.array([[0.0, 0], [0, 1], [1, 0], [1, 1]]), np.array([0, 0, 0, 1])
result = train_perceptron(x, y, np.zeros(2), 0.0, 1.0, 50)
three = isinstance(result, (tuple, list)) and len(result) == 3
check_true(three, "train_perceptron gives three things", "end with: return w, b, mistakes")
slips = {
    "training ended after the first epoch: a return or break too early?": [2],
    "the last epoch, with 0 mistakes, belongs into the list": [2, 3, 3, 2, 1],
    "count from 0 again in each epoch": [2, 5, 8, 10, 11, 11],
    "count with the weights of the moment, not those at the end": [3, 2, 1, 2, 0],
    "count with the weights of the moment, not those at the start": [3, 3, 2, 1, 2, 0],
    "count a mistake when a sample is shown, before its update": [0],
    "stop after the first epoch without a mistake": [2, 3, 3, 2, 1] + [0] * 45,
    "H(0) = 1: a sample with z = 0 counts as class 1": [1, 3, 3, 2, 1, 0],
    "a list with an entry for each epoch is wanted, not the number of all mistakes": 11,
    "a list with an entry for each epoch is wanted, not the number of epochs": 6,
}
wanted = [2, 3, 3, 2, 1, 0]
check_close(result[2], wanted, "mistakes per epoch while learning AND", mistakes=slips)
### BEGIN HIDDEN TESTS
x = rng("mistakes of a perceptron").integers(-4, 5, size=(40, 2)) / 2
clear = x, (x @ np.array([1.0, 1.5]) - 1.125 > 0).astype(int)
corners = np.array([[0.0, 0], [0, 1], [1, 0], [1, 1]])
xor = corners, np.array([0, 1, 1, 0])


def count(x, y, w, b, rate, epochs, slip=""):
    mistakes = []
    for _ in range(epochs):
        first = sum(int(w @ x_i + b >= 0) != y_i for x_i, y_i in zip(x, y))
        counts = []
        for x_i, y_i in zip(x, y):
            error = int(w @ x_i + b >= 0) - y_i
            w, b = w - rate * error * x_i, b - rate * error
            counts.append(int(int(w @ x_i + b >= 0) != y_i) if slip == "after" else abs(error))
        last = sum(int(w @ x_i + b >= 0) != y_i for x_i, y_i in zip(x, y))
        mistakes.append({"first": first, "last": last}.get(slip, sum(counts)))
        if mistakes[-1] == 0 and slip != "on":
            break
    return mistakes


def slips_of(arguments):
    right, (x, y, w, _, rate, epochs) = count(*arguments), arguments
    return {
        "start from the w and b that are given": count(x, y, 0 * w, 0.0, rate, epochs),
        "count a mistake when a sample is shown, before its update": count(*arguments, "after"),
        "count with the weights of the moment, not those at the end": count(*arguments, "last"),
        "count with the weights of the moment, not those at the start": count(*arguments, "first"),
        "stop after the first epoch without a mistake": count(*arguments, "on"),
        "count from 0 again in each epoch": np.cumsum(right),
        "count all mistakes, not whether there was one": [min(n, 1) for n in right],
        "the last epoch, with 0 mistakes, belongs into the list": right[
            : -1 if right[-1] == 0 else None
        ],
        "a number of mistakes, not a share of the samples": np.array(right) / len(y),
        "a number of mistakes, not of right decisions": len(y) - np.array(right),
    }


for case, arguments in {
    "separable samples": (*clear, np.zeros(2), 0.0, 0.5, 60),
    "samples that are right from the start": (corners, [0, 0, 0, 1], np.ones(2), -1.5, 1.0, 9),
    "XOR with max_epochs = 7": (*xor, np.zeros(2), 0.0, 1.0, 7),
    "XOR with max_epochs = 1": (*xor, np.zeros(2), 0.0, 1.0, 1),
}.items():
    slips, wanted = slips_of(arguments), count(*arguments)
    samples, targets, w, *rest = arguments
    came = train_perceptron(samples.copy(), np.array(targets), w.copy(), *rest)[2]
    end = "stop after an epoch without a mistake, and give up after exactly max_epochs"
    check_close(came, wanted, f"mistakes per epoch, {case}", mistakes=slips, hint=end)
### END HIDDEN TESTS

# %% [markdown]
# Watch it learn. Two clouds of points, weights and bias zero at the start: the slider goes through
# all corrections of one training. The ring marks the sample that has just been corrected.

# %% tags=["skip-execution"]
generator = np.random.default_rng(3)
centers = [[0.5, 0.3], [1.6, 1.4]]
cloud = np.concatenate([generator.normal(center, 0.3, size=(15, 2)) for center in centers])
classes = np.repeat([0, 1], 15)


def watch(x, y, shown, learning_rate=1.0):
    """Show the samples in turn, `shown` in all; note (sample, w, b, mistake) after each."""
    w, b, notes = np.zeros(x.shape[1]), 0.0, []
    for i in np.arange(shown) % len(x):
        w, b, (mistake,) = train_perceptron(x[[i]], y[[i]], w, b, learning_rate, 1)
        notes.append((i, w, b, mistake))
    return notes


order = np.random.default_rng(9).permutation(30)
corrections = [note for note in watch(cloud[order], classes[order], 300) if note[3]]


def draw_correction(k):
    """Draw the line after the k-th correction."""
    i, w, b, _ = corrections[k - 1]
    figure, ax = plt.subplots(figsize=(5, 4.6))
    plot_points(cloud, classes, ax=ax)
    ax.set(xlim=(-0.8, 3), ylim=(-0.8, 2.6))
    if np.any(w):
        plot_line(w, b, ax=ax)
    ax.scatter(*cloud[order[i]], s=260, facecolors="none", edgecolors="black", linewidths=2)
    wrong = int(np.sum(predict(cloud, w, b) != classes))
    ax.set_title(f"after correction {k} of {len(corrections)}: {wrong} misclassified")
    return figure


last = len(corrections)
explore(draw_correction, k=slider(1, last, last, step=1, label="correction"))

# %% [markdown]
# ### Does it always end?
#
# Two classes are **linearly separable** when some hyperplane has all samples of class 1 on one side
# and all of class 0 on the other. Then the **perceptron convergence theorem** holds: after finitely
# many corrections the perceptron makes no mistake any more.
#
# The proof fits on a napkin. Append a 1 to each sample, $\tilde{\mathbf x} = (\mathbf x, 1)$, and
# the bias to the weights, $\tilde{\mathbf w} = (\mathbf w, b)$, so that
# $z = \tilde{\mathbf w} \cdot \tilde{\mathbf x}$. Let $s = \pm 1$ say the class, $R$ be the length
# of the longest sample, and $\tilde{\mathbf u}$ be a separating direction of length 1 with margin
# $\gamma > 0$: $s\, \tilde{\mathbf u} \cdot \tilde{\mathbf x} \ge \gamma$ for all samples. Start
# from zero; each correction adds $\alpha s \tilde{\mathbf x}$ to $\tilde{\mathbf w}$. After $k$
# corrections
#
# - $\tilde{\mathbf u} \cdot \tilde{\mathbf w} \ge k \alpha \gamma$, because each correction adds at
#   least $\alpha \gamma$, and
# - $\lVert\tilde{\mathbf w}\rVert^2 \le k \alpha^2 R^2$, because a correction adds
#   $2 \alpha s\, \tilde{\mathbf w} \cdot \tilde{\mathbf x}$, which is not positive for a
#   misclassified sample, and $\alpha^2 \lVert\tilde{\mathbf x}\rVert^2$, which is at most
#   $\alpha^2 R^2$.
#
# A projection is never longer than the vector, so $k \alpha \gamma \le \sqrt{k}\, \alpha R$, and
# therefore
#
# $$k \le (R / \gamma)^2.$$
#
# The learning rate has dropped out, and the number of samples plays no part at all. What counts is
# how wide the corridor between the classes is.
#
# ### Which line?
#
# *A* separating line is found, not *the* line: the theorem does not say which. We train on the same
# two clouds in eight different orders and draw each result. The dashed line is the one in the
# middle of the widest corridor, found by another method, the *linear support vector machine*. Every
# separating direction $\tilde{\mathbf u}$ gives a valid bound; the last line prints the one of the
# dashed line.

# %% tags=["skip-execution"]
from sklearn.svm import SVC

svm = SVC(kernel="linear", C=1e6).fit(cloud, classes)
widest_w, widest_b = svm.coef_[0], svm.intercept_[0]

figure, ax = plt.subplots(figsize=(6, 5))
plot_points(cloud, classes, ax=ax)
ax.set(xlim=(-0.4, 2.6), ylim=(-0.7, 2.6))
most = 0
for seed in range(8):
    order = np.random.default_rng(seed).permutation(30)
    w, b, mistakes = train_perceptron(cloud[order], classes[order], np.zeros(2), 0.0, 1.0, 1000)
    plot_line(w, b, ax=ax, arrow=False)
    ax.lines[-1].set(color="0.55", linewidth=1.3)
    most = max(most, sum(mistakes))
plot_line(widest_w, widest_b, ax=ax, arrow=False, label="widest corridor")
ax.lines[-1].set(linestyle="--", linewidth=2.5)
ax.set_title("Eight orders of the same samples, eight boundaries")
ax.legend(loc="upper right")
plt.show()

with_one = np.column_stack([cloud, np.ones(30)])
u = np.append(widest_w, widest_b) / np.linalg.norm(np.append(widest_w, widest_b))
margin = np.min((2 * classes - 1) * (with_one @ u))
bound = (np.max(np.linalg.norm(with_one, axis=1)) / margin) ** 2
print(f"corrections needed: at most {most}; the theorem promises at most {bound:.0f}")

# %% [markdown]
# ## 1.5 The wall: XOR
#
# A logic gate of two inputs is a column of four bits, so there are $2^4 = 16$ of them. Let your
# perceptron try all sixteen. The title of each picture is the gate's output for the inputs 00, 01,
# 10, 11; the line is what was learned. (A triangle *on* the line counts as class 1: $H(0) = 1$.)

# %% tags=["skip-execution"]
corners = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
figure, axes = plt.subplots(2, 8, figsize=(13, 4.3), layout="constrained")
for number, ax in enumerate(axes.flat):
    table = np.array([number >> shift & 1 for shift in (3, 2, 1, 0)])
    w, b, mistakes = train_perceptron(corners, table, np.zeros(2), 0.0, 1.0, 100)
    plot_points(corners, table, ax=ax).get_legend().remove()
    ax.set(xlim=(-0.6, 1.6), ylim=(-0.6, 1.6), xticks=[0, 1], yticks=[0, 1], xlabel="", ylabel="")
    if mistakes[-1] == 0 and np.any(w):
        plot_line(w, b, ax=ax, arrow=False)
    found = "learned" if mistakes[-1] == 0 else "NOT LEARNED"
    ax.set_title(f"{number:04b}\n{found}", fontsize=11)
figure.suptitle("All sixteen gates of two inputs (triangle: 1, circle: 0)")
plt.show()

# %% [markdown]
# Fourteen are learned. Two are not: 0110 and 1001, that is **XOR** ("one of the two, but not both")
# and its opposite. No luck or patience helps. Suppose some $\mathbf w$, $b$ computed XOR. Then
#
# $$b < 0, \qquad w_1 + b \ge 0, \qquad w_2 + b \ge 0, \qquad w_1 + w_2 + b < 0.$$
#
# The sum of the second and third says $w_1 + w_2 + 2b \ge 0$; the sum of the first and fourth says
# $w_1 + w_2 + 2b < 0$. Both cannot be.
#
# What does the learning rule do then? It cannot stop, because each epoch contains a mistake. Here
# is the third epoch of a training on XOR, sample by sample; the ring marks the sample just shown.

# %% tags=["skip-execution"]
xor = np.array([0, 1, 1, 0])
notes = watch(corners, xor, 32)
figure, axes = plt.subplots(1, 4, figsize=(13, 3.6), layout="constrained")
for ax, (i, w, b, mistake) in zip(axes, notes[8:12]):
    plot_points(corners, xor, ax=ax).get_legend().remove()
    ax.set(xlim=(-1.4, 2.2), ylim=(-1.4, 2.2), xticks=[0, 1], yticks=[0, 1])
    plot_line(w, b, ax=ax)
    ax.scatter(*corners[i], s=260, facecolors="none", edgecolors="black", linewidths=2)
    word = "wrong" if mistake else "right"
    ax.set_title(f"it was {word}; now\nw = ({w[0]:g}, {w[1]:g}), b = {b:g}", fontsize=11)
plt.show()
for epoch, (_, w, b, _) in enumerate(notes[3::4], start=1):
    print(f"after epoch {epoch}: w = ({w[0]:g}, {w[1]:g}), b = {b:g}")

# %% [markdown]
# Each correction repairs its corner, and the next corner is wrong again. The same numbers come back
# at the end of the epoch, and with them everything that follows: a cycle. In 1969 Marvin Minsky and
# Seymour Papert published a book on such limits of the perceptron. It is often named among the
# reasons why interest and money went elsewhere for years.
#
# The wall has two doors, though: *more neurons* or *other inputs*.

# %% [markdown]
# ## 1.6 The first door: a hidden layer
#
# You can say XOR with the gates you already have: it fires when **OR fires and NAND fires**. So let
# two neurons look at the inputs, and a third neuron look at those two. Neurons side by side that
# look at the same inputs form a *layer*; the two in the middle are a **hidden layer**, neither
# input nor output. In formulas, with a row of the matrix $W$ for each of $k$ hidden neurons,
#
# $$\mathbf h = H(W \mathbf x + \mathbf b), \qquad \hat y = H(\mathbf v \cdot \mathbf h + c).$$
#
# ### Exercise 6: a network for XOR
#
# Choose the weights and biases. Any network of this form that computes XOR is right, with as many
# hidden neurons as you like and with any real numbers. Remember that a bias is *minus* the
# threshold.


# %% exercise="xor_network"
def xor_network():
    """Give a network with one hidden layer that computes XOR.

    Returns
    -------
    W : ndarray of shape (k, 2)
        Row j holds the two weights of hidden neuron j; k is your choice.
    b : ndarray of shape (k,)
        The biases of the hidden neurons.
    v : ndarray of shape (k,)
        The weights of the output neuron, one for each hidden neuron.
    c : number
        The bias of the output neuron.
    """
    ### START YOUR CODE ###
    W = np.array([[1, 1], [-1, -1]])
    b = np.array([-0.5, 1.5])
    v = np.array([1, 1])
    return W, b, v, -1.5
    ### END YOUR CODE ###


# %% tests="xor_network" points=2
import numpy as np
from dlcourse.testing import check_equal, check_shape, check_true

result = xor_network()
four = isinstance(result, (tuple, list)) and len(result) == 4
check_true(four, "xor_network gives four things", "end with: return W, b, v, c")
W, b, v, c = (np.asarray(part, dtype=float) for part in result)
k = max(b.size, v.size)
check_shape(W, (k, 2), "W", hint="one row of two weights for each hidden neuron")
check_shape(b, (k,), "b", hint="one bias for each hidden neuron, that is for each row of W")
check_shape(v, (k,), "v", hint="one weight for each hidden neuron, that is for each row of W")
check_shape(c, (), "c", hint="the output neuron has one bias: a single number")
for x1, x2, wanted in [(0, 0, False), (0, 1, True)]:
    h = [float(w1 * x1 + w2 * x2 >= -bias) for (w1, w2), bias in zip(W, b)]
    fires = bool(sum(weight * signal for weight, signal in zip(v, h)) >= -c)
    seen = f"it {'fires' if fires else 'rests'} there; the hidden neurons give {h}"
    check_true(fires == wanted, f"the network for the inputs {x1} and {x2}", seen)
### BEGIN HIDDEN TESTS
inputs = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
signals = (inputs @ W.T + b >= 0).astype(float)
fires = [bool(total >= 0) for total in signals @ v + c]
table = "".join("01"[on] for on in fires)
slips = {
    "it never fires: is the bias c too low?": "0000",
    "it always fires: is a bias too high? A bias is minus the threshold": "1111",
    "this is OR: it must not fire for (1, 1)": "0111",
    "this is NAND: it must not fire for (0, 0)": "1110",
    "it fires for (0, 1) only, and has to fire for (1, 0) too": "0100",
    "it fires for (1, 0) only, and has to fire for (0, 1) too": "0010",
}
see = "the cell below prints the table of your network"
check_equal(table, "0110", "the table of the network", mistakes=slips, hint=see)
### END HIDDEN TESTS

# %% [markdown]
# Your network on the four corners, and on the whole plane. On the left the boundaries of its hidden
# neurons; the output neuron puts the half planes together. On the right the same four inputs as the
# output neuron sees them, through the eyes of the first two hidden neurons: there one line is
# enough. (If class 1 is a mere line on the left, your thresholds sit exactly on the sums. That is
# right for inputs 0 and 1, but leaves no room for noise; thresholds halfway between the sums do.)

# %% tags=["skip-execution"]
W, b, v, c = (np.asarray(part, dtype=float) for part in xor_network())


def hidden(x):
    """Give the outputs of the hidden neurons, shape (m, k)."""
    return np.column_stack([predict(x, W[j], b[j]) for j in range(len(W))])


print("x1 x2 | hidden | output")
for corner, h, y_hat in zip(corners, hidden(corners), predict(hidden(corners), v, c)):
    print(f" {corner[0]:.0f}  {corner[1]:.0f} |", *h.astype(int), f"   | {y_hat:.0f}")

figure, axes = plt.subplots(1, 2, figsize=(11, 5))
axes[0].set(xlim=(-1, 2), ylim=(-1, 2))
plot_decision_regions(
    lambda x: predict(hidden(x), v, c), corners, xor, ax=axes[0], title="the network in the plane"
)
for j in range(len(W)):
    if W[j].any():
        plot_line(W[j], b[j], ax=axes[0], arrow=False)
seen = hidden(corners)[:, :2]
if seen.shape[1] == 2:
    plot_points(seen, xor, ax=axes[1], title="what the output neuron sees")
    axes[1].set(xlim=(-0.5, 1.8), ylim=(-0.5, 1.8))
    for place in np.unique(seen, axis=0):
        here = [f"{x1:.0f}{x2:.0f}" for x1, x2 in corners[(seen == place).all(axis=1)]]
        axes[1].annotate(" and ".join(here), place, (8, 8), textcoords="offset points", fontsize=12)
    if len(v) == 2 and v.any():
        plot_line(v, c, ax=axes[1], arrow=False)
    axes[1].set(xlabel="first hidden neuron", ylabel="second hidden neuron")
plt.show()

# %% [markdown]
# One thing is missing: a way to *learn* the weights of the hidden layer. The rule of section 1.4
# needs the right answer of each neuron, and for hidden neurons nobody knows it. The way out,
# backpropagation, is what units 4 to 10 lead to.

# %% [markdown]
# ## 1.7 The second door: other inputs
#
# Or leave the perceptron as it is, and show it something better than the raw inputs. A **feature
# map** turns each sample $\mathbf x$ into a vector of features $\boldsymbol\varphi(\mathbf x)$, and
# the perceptron decides on these: $\hat y = H(\mathbf w \cdot \boldsymbol\varphi(\mathbf x) + b)$.
# A line in the space of features is, seen from the plane of the inputs, a curve.
#
# ### Exercise 7: features for XOR
#
# Find features of $(x_1, x_2)$ with which XOR becomes linearly separable. Adding up $x_1$ and $x_2$
# with weights, or adding constants, is what the perceptron does anyway: something *nonlinear* is
# needed, such as a number that stands out when both inputs are on. You may keep $x_1$ and $x_2$ as
# features besides. The tests use the four corners; the picture below them also tries your features
# on the points in between.


# %% exercise="xor_features"
def xor_features(x):
    """Turn inputs into features with which one perceptron can compute XOR.

    Parameters
    ----------
    x : ndarray of float64, shape (m, 2)
        m ≥ 1 samples in rows; all entries are 0 or 1. Stays as it is.

    Returns
    -------
    ndarray of numbers, shape (m, d)
        Row i holds the features of sample i, computed from this sample alone. The number d of
        features is your choice, at least 1.
    """
    ### START YOUR CODE ###
    return np.column_stack([x, x[:, 0] * x[:, 1]])
    ### END YOUR CODE ###


# %% tests="xor_features" points=2
import numpy as np
from dlcourse.testing import check_true, check_unchanged


def to_point(p, a, b):
    """Give the distance from the point p to the segment from a to b."""
    place = (p - a) @ (b - a) / max((b - a) @ (b - a), 1e-300)
    return np.linalg.norm(a + min(max(place, 0), 1) * (b - a) - p)


def gap(a, b, c, d):
    """Give the distance between the segments a–b and c–d: zero where they meet."""
    found = [to_point(a, c, d), to_point(b, c, d), to_point(c, a, b), to_point(d, a, b)]
    s, t = np.linalg.lstsq(np.column_stack([b - a, c - d]), c - a, rcond=None)[0]
    if 0 <= s <= 1 and 0 <= t <= 1:
        found.append(np.linalg.norm(a + s * (b - a) - c - t * (d - c)))
    return min(found)


inputs = np.array([[0.0, 0], [0, 1], [1, 0], [1, 1]])
features = xor_features(inputs.copy())
check_true(features is not None, "xor_features", "it returned None: is a `return` missing?")
rows = np.asarray(features, dtype=float)
check_true(
    rows.ndim == 2 and len(rows) == 4,
    "the shape of the features of 4 samples",
    "a matrix with one row for each sample; np.column_stack makes one from columns, "
    "and reshape(-1, 1) from a single column",
)
check_true(bool(np.isfinite(rows).all()), "finite features", "a division by 0 or a log of 0?")
# A plane separates two samples from two others just when the segments that join them do not meet.
scaled = rows - rows.mean(axis=0)
scaled = scaled / np.maximum(abs(scaled).max(axis=0), 1e-300)
check_true(
    bool(gap(scaled[1], scaled[2], scaled[0], scaled[3]) > 1e-6),
    "XOR in your features",
    "no plane separates the two classes: is there nothing nonlinear among the features, "
    "or are x1 and x2 missing beside it?",
)
### BEGIN HIDDEN TESTS
alone = "each row of features depends on its own sample only, for any number of samples"
for case in ([3], [2, 0], [1, 1, 3, 0, 2, 3, 0]):
    given = inputs[case]
    came = np.asarray(xor_features(given), dtype=float)
    check_unchanged(given, inputs[case], "x after xor_features")
    same = came.shape == rows[case].shape and np.allclose(came, rows[case], rtol=1e-4, atol=1e-6)
    check_true(bool(same), f"features of the corners {case}", alone)
### END HIDDEN TESTS

# %% [markdown]
# The perceptron that danced in circles now learns XOR, from your features, with the rule unchanged:

# %% tags=["skip-execution"]
features = np.asarray(xor_features(corners), dtype=float)
w, b, mistakes = train_perceptron(features, xor, np.zeros(features.shape[1]), 0.0, 1.0, 1000)
print("mistakes per epoch:", *mistakes)
print("decisions:", predict(features, w, b), " wanted:", xor)
_, ax = plt.subplots(figsize=(5, 5))
ax.set(xlim=(-1, 2), ylim=(-1, 2), title="One perceptron on your features")
plot_decision_regions(
    lambda x: predict(np.asarray(xor_features(x), dtype=float), w, b), corners, xor, ax=ax
)
plt.show()

# %% [markdown]
# For a long time this was the way: people thought up features, a simple machine decided. Deep
# learning takes the first door, and in doing so also opens the second: **a hidden layer is a
# feature map that is learned.**

# %% [markdown]
# ## 1.8 Real digits
#
# An image of 28 × 28 gray values is a point in a space of 784 dimensions. We give your perceptron
# pairs of handwritten digits from MNIST: 0 and 1, which hardly anyone confuses, 1 and 7, and 3 and
# 5. One in five images is kept aside for the test. An epoch shows every training image once.

# %% tags=["skip-execution"]
mnist = load_mnist()
pairs = [(0, 1), (1, 7), (3, 5)]
learned = {}
for zero_class, one_class in progress(pairs, "training"):
    data = prepare_pair(mnist, zero_class, one_class, seed=1)
    start = np.zeros(data.x_train.shape[1])
    result = train_perceptron(data.x_train, data.y_train, start, 0.0, 0.1, pace(100, quick=20))
    learned[f"{zero_class} or {one_class}"] = (data, *result)

for name, (data, w, b, mistakes) in learned.items():
    wrong = int(np.sum(predict(data.x_test, w, b) != data.y_test))
    ending = f"{mistakes[-1]} mistakes in the last one"
    print(
        f"{name}: {len(data.y_train)} samples, {len(mistakes)} epochs, {ending}; "
        f"test errors {wrong} of {len(data.y_test)} ({wrong / len(data.y_test):.2%})"
    )

# %% tags=["skip-execution"]
curves = {name: mistakes for name, (_, _, _, mistakes) in learned.items()}
plot_learning_curves(curves, ylabel="mistakes in the epoch", title="Learning pairs of digits")
plt.yscale("symlog", linthresh=1)
plt.ylim(bottom=0)
plt.show()

# %% [markdown]
# A curve that reaches 0 means that a hyperplane separates the training images: the weights are the
# proof. A curve that does not reach 0 proves nothing; there may be no such hyperplane, or we were
# not patient enough. Note how the curves zigzag. The rule corrects one sample at a time and knows
# nothing of the others.
#
# The weights have one entry for each pixel, so they are an image themselves. Ink on a pixel with a
# positive weight speaks for the second digit of the pair, on one with a negative weight for the
# first. (Each image is divided by its largest weight, so that all three can be seen.)

# %% tags=["skip-execution"]
images = np.array([w / np.max(np.abs(w)) for _, w, _, _ in learned.values()])
plot_weights(images, (28, 28), captions=list(learned), title="What the perceptron looks for")
plt.show()

# %% [markdown]
# Which test images are misclassified? Would you have got them all right?

# %% tags=["skip-execution"]
for name in ("1 or 7", "3 or 5"):
    data, w, b, _ = learned[name]
    first, second = name.split(" or ")
    decided = predict(data.x_test, w, b)
    wrong = np.flatnonzero(decided != data.y_test)[:20]
    captions = [f"taken for {second if decided[i] == 1 else first}" for i in wrong]
    plot_tiles(data.x_test[wrong].reshape(-1, 28, 28), captions=captions, title=f"{name}: errors")
    plt.show()

# %% [markdown]
# ## 1.9 Questions
#
# **Question 1.** Train from $\mathbf w = 0$, $b = 0$ on the same samples in the same order, once
# with $\alpha = 0.1$ and once with $\alpha = 10$. How do the weights, the mistakes per epoch and
# the final decisions differ? Does your answer still hold for a start with random weights?

# %% [markdown] question="learning-rate"
# From a zero start all corrections carry the factor α, so w and b are α times the ones for α = 1.
# The sign of z does not change when all three numbers are multiplied by a positive factor: the
# mistakes, the epochs and the decisions are the same, only the weights are 100 times larger. With a
# nonzero start α matters: it says how fast the corrections outweigh the start.

# %% [markdown]
# **Question 2.** On 3 and 5 the training was ended by `max_epochs`, in the middle of the zigzag. Do
# most of its test errors go the same way? How would you choose the weights to hand out, if you
# could look at more than the last ones?

# %% [markdown] question="not-separable"
# The last corrections have pushed the boundary towards one class, so most errors are of one kind;
# an epoch later it may be the other. Keep the best weights seen so far, judged by the mistakes on
# all training samples (better: on a validation set); this is Gallant's pocket algorithm. Or average
# the weights over all steps, which smooths the zigzag. Or replace "mistake or no mistake" by a
# smooth cost that can be minimized even if it cannot become zero, which is what the next units do.

# %% [markdown]
# **Question 3.** The perceptron for 1 and 7 can classify all its training images and still
# misclassify some test images. Why is that no contradiction, and what has the picture of the eight
# boundaries to do with it?

# %% [markdown] question="test-errors"
# Zero training mistakes only says that all training points lie on their sides of the hyperplane,
# some perhaps very near to it. Of the many separating hyperplanes the rule takes the first it
# meets, not one in the middle of the corridor, so a new image near the boundary may lie on the
# wrong side. A wider margin makes that less likely.

# %% [markdown]
# **Question 4.** Why can the network of exercise 6 not be trained by asking "which small change of
# a hidden weight makes the output a little better"?

# %% [markdown] question="hidden-layer"
# Because of the step H: a small change of a hidden weight changes nothing at all, for nearly every
# sample, or flips the output at once. The slope is 0 where it exists, so it gives no direction.
# Replacing H by a smooth activation function gives slopes, and the chain rule carries them to the
# hidden weights.

# %% [markdown]
# ## Summary
#
# - A formal neuron adds weighted inputs and a bias, and fires when the sum reaches zero.
# - With weights ±1 and a chosen threshold it computes AND, OR and NAND; NAND neurons are enough for
#   every logical function.
# - A perceptron with real weights cuts its space in two along the hyperplane
#   $\mathbf w \cdot \mathbf x + b = 0$; $\mathbf w$ is the normal, $|b| / \lVert\mathbf w\rVert$
#   the distance from the origin.
# - The learning rule moves $\mathbf w$ and $b$ only after a mistake. On linearly separable samples
#   it ends after at most $(R/\gamma)^2$ corrections, at one of many separating hyperplanes.
# - XOR is not separable: one perceptron runs in circles. A hidden layer or a nonlinear feature map
#   solves it, but so far with weights or features thought up by hand.
#
# ## References
#
# - W. S. McCulloch and W. Pitts, *A logical calculus of the ideas immanent in nervous activity*,
#   Bulletin of Mathematical Biophysics 5, 1943.
# - D. O. Hebb, *The Organization of Behavior*, Wiley, 1949.
# - F. Rosenblatt, *The perceptron: a probabilistic model for information storage and organization
#   in the brain*, Psychological Review 65, 1958.
# - A. B. J. Novikoff, *On convergence proofs on perceptrons*, Symposium on the Mathematical Theory
#   of Automata, 1962.
# - M. Minsky and S. Papert, *Perceptrons*, MIT Press, 1969.
# - S. I. Gallant, *Perceptron-based learning algorithms*, IEEE Transactions on Neural Networks 1,
#   1990.
# - K. Zahn, lecture notes *Deep Learning, part 1*, HSLU, 2024, sections 2.1 to 2.3.
# - M. Kretov, slides *Basic concepts for neural networks and BP algorithm*, MIPT, 2017.
# - M. Wolter, slides *Neural networks*, Foundations of Machine Learning in Python, 2022.
