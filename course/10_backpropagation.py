# %% [markdown]
# # 10 · Backpropagation
#
# A network with a hidden layer can do what one neuron cannot: unit 1 showed it with XOR. But who
# tells a *hidden* weight in which direction to move? Nobody knows the right output of a hidden
# neuron. The answer is the chain rule, applied in a clever order. It is called **backpropagation**,
# and every deep network of today is trained with it.
#
# **You will be able to**
#
# - draw a calculation as a graph and run it forward and backward, by hand and in code,
# - compute a whole network with one matrix product per layer, for one sample and for a batch,
# - derive the four equations of backpropagation and write them in NumPy,
# - check any gradient numerically, and read from the check *where* a mistake sits,
# - train a small network on handwritten digits with nothing but your own functions.
#
# **Time needed:** about 4 hours.
# **What to know before:** gradient descent (unit 3), cost functions and the sigmoid (unit 4),
# softmax with cross-entropy (unit 8), derivatives and the chain rule for functions of one variable.
#
# **How to work:** run the cells from top to bottom. In an exercise, write your answer between the
# two marked lines, in place of the line that raises `NotImplementedError`. Then run the test
# below. It prints ✓ for every check that passes, and says what is wrong if one does not. Before
# you write a matrix product, write down the shapes on paper: in this unit that is half of the
# work, and it saves the other half.

# %%
from itertools import pairwise

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.patches import Rectangle

from dlcourse.batches import MiniBatches
from dlcourse.data import load_digits, load_mnist
from dlcourse.gradcheck import compare_gradients
from dlcourse.pace import pace, progress
from dlcourse.plotting import plot_gradient_check, plot_learning_curves, plot_tiles
from dlcourse.preparation import flatten, one_hot
from dlcourse.widgets import explore, slider

# %% [markdown]
# ## 10.1 A calculation is a graph
#
# Take a function that you could differentiate in your head:
#
# $$a = (w \cdot x + b)^2.$$
#
# A computer works it out in three small steps, each with a name for its result:
#
# $$q = w \cdot x, \qquad z = q + b, \qquad a = z^2.$$
#
# The picture of these steps is a **computational graph**. Its *nodes* are operations (×, +,
# square), its *edges* carry numbers from one node to the next. Going through it from left to
# right is the **forward pass**.
#
# ### Exercise 1: forward through the graph
#
# Work out the three results. The numbers on the way, $q$ and $z$, are part of what you return: we
# will need them again on the way back.


# %% exercise="graph_forward"
def graph_forward(w, x, b):
    """Compute a = (w·x + b)² step by step.

    Parameters
    ----------
    w, x, b : int or float
        The three inputs.

    Returns
    -------
    tuple of three numbers (q, z, a)
        q = w·x, z = q + b, a = z².
    """
    ### START YOUR CODE ###
    q = w * x
    z = q + b
    return q, z, z**2
    ### END YOUR CODE ###


# %% tests="graph_forward" points=1
import numpy as np
from dlcourse.testing import check_close, check_true, rng

result = graph_forward(3.0, -2.0, 4.0)
check_true(np.shape(result) == (3,), "graph_forward: three numbers", "end with: return q, z, a")
slips = {
    "the order is q, z, a": 4.0,
    "q comes first, then z; and q is the product alone, without b": -2.0,
    "q is a product of w and x, not their sum": 1.0,
    "q = w·x comes first, and b is added to it, not to x": 2.0,
}
check_close(result[0], -6.0, "q for w = 3, x = −2, b = 4", mistakes=slips)
slips = {"the bias is missing": -6.0, "b is added, not subtracted": -10.0}
check_close(result[1], -2.0, "z for w = 3, x = −2, b = 4", mistakes=slips)
slips = {
    "the square of z, not of b alone": 10.0,
    "z is squared after b is added": 40.0,
    "the square of z, not twice z": -4.0,
    "z has to be squared": -2.0,
    "the square of z, not its size": 2.0,
    "the square of a sum is not the sum of the squares": 52.0,
}
check_close(result[2], 4.0, "a for w = 3, x = −2, b = 4", mistakes=slips)
### BEGIN HIDDEN TESTS
for w, x, b in [*rng("graph_forward").normal(scale=2, size=(4, 3)).tolist(), (2, 5, -3)]:
    q, z, a = graph_forward(w, x, b)
    check_close(q, w * x, "q", mistakes={"q comes before b is added": w * x + b})
    slips = {"z = q + b: the bias is missing": w * x, "b is added, not subtracted": w * x - b}
    check_close(z, w * x + b, "z", mistakes=slips)
    slips = {
        "a is the square of z, not twice z": 2 * (w * x + b),
        "the whole of z is squared, not b alone": w * x + b**2,
        "z is squared after b is added": (w * x) ** 2 + b,
        "a is z squared, not z": w * x + b,
        "use the b that is given": (w * x) ** 2,
    }
    check_close(a, (w * x + b) ** 2, "a", mistakes=slips)
### END HIDDEN TESTS

# %% [markdown]
# Here is the graph with your numbers on it, for $w = 3$, $x = -2$, $b = 4$.

# %% tags=["skip-execution"]
FORWARD, BACKWARD = "#0b5fa5", "#b3400e"
WIRES = {
    "x": ((0.3, 3.0), (2.6, 2.2)),
    "w": ((0.3, 1.2), (2.6, 2.0)),
    "q": ((3.4, 2.1), (5.9, 1.6)),
    "b": ((3.3, 0.2), (5.9, 1.3)),
    "z": ((6.7, 1.5), (9.2, 1.5)),
    "a": ((10.0, 1.5), (12.4, 1.5)),
}


def draw_graph(values, slopes=None):
    """Draw the graph of a = (w·x + b)²: values above its edges, derivatives of a below them."""
    figure, ax = plt.subplots(figsize=(11, 4.2))
    for name, (start, end) in WIRES.items():
        ax.annotate("", end, start, arrowprops={"arrowstyle": "-|>", "lw": 1.8, "color": "dimgray"})
        middle = np.add(start, end) / 2
        tilt = np.degrees(np.arctan2(end[1] - start[1], end[0] - start[0]))
        style = {"ha": "center", "rotation": tilt, "rotation_mode": "anchor", "fontsize": 12}
        shown = f"${name} = {values[name]:.4g}$"
        ax.text(middle[0], middle[1] + 0.12, shown, color=FORWARD, va="bottom", **style)
        if slopes is not None:
            shown = rf"$\partial a/\partial {name} = {slopes[name]:.4g}$"
            ax.text(middle[0], middle[1] - 0.14, shown, color=BACKWARD, va="top", **style)
    for place, sign in [((3.0, 2.1), "×"), ((6.3, 1.5), "+"), ((9.6, 1.5), "( )²")]:
        ax.add_patch(plt.Circle(place, 0.4, facecolor="#f3ead3", edgecolor="black", linewidth=1.8))
        ax.text(*place, sign, ha="center", va="center", fontsize=15)
    ax.text(12.4, 3.3, "forward: values →", color=FORWARD, ha="right", fontsize=12)
    if slopes is not None:
        ax.text(12.4, 2.9, "← backward: derivatives", color=BACKWARD, ha="right", fontsize=12)
    ax.set(
        xlim=(-0.1, 12.6), ylim=(-0.1, 3.6), aspect="equal", title="The graph of $a = (wx + b)^2$"
    )
    ax.axis("off")
    return figure


def graph_values(w, x, b):
    """Collect the numbers of the forward pass by name."""
    q, z, a = graph_forward(w, x, b)
    return {"w": w, "x": x, "b": b, "q": q, "z": z, "a": a}


draw_graph(graph_values(3.0, -2.0, 4.0))
plt.show()

# %% [markdown]
# ## 10.2 The chain rule runs backward
#
# How much does $a$ change when we move $w$, $x$ or $b$ a little? No node knows the whole function.
# But each node knows its own, and that is enough. We start at the right end, where
# $\partial a / \partial a = 1$, and walk to the left. At each node:
#
# $$\text{derivative at an input} \;=\; \text{derivative at the output} \;\times\;
# \text{slope of the node}.$$
#
# | node | forward | its slopes | so, going backward, it … |
# | :-: | :-: | :-: | --- |
# | square | $a = z^2$ | $2z$ | multiplies by $2z$ |
# | plus | $z = q + b$ | $1$ and $1$ | passes the number on to both inputs |
# | times | $q = w \cdot x$ | $x$ for $w$, $w$ for $x$ | multiplies by the *other* input |
#
# From right to left, with one factor for each node on the way:
#
# $$\frac{\partial a}{\partial b} = \frac{\partial a}{\partial z} \cdot
# \frac{\partial z}{\partial b}, \qquad
# \frac{\partial a}{\partial w} = \frac{\partial a}{\partial z} \cdot
# \frac{\partial z}{\partial q} \cdot \frac{\partial q}{\partial w}, \qquad
# \frac{\partial a}{\partial x} = \frac{\partial a}{\partial z} \cdot
# \frac{\partial z}{\partial q} \cdot \frac{\partial q}{\partial x}.$$
#
# Two things to notice. The product $\frac{\partial a}{\partial z} \frac{\partial z}{\partial q}$ is
# needed twice and computed once: that is why going backward is cheap. And the slopes contain $z$,
# $w$ and $x$, numbers of the forward pass. **What the forward pass computes, it must keep.**
#
# ### Exercise 2: backward through the graph
#
# Here $w$, $x$ and $z$ are given to you as the forward pass kept them.


# %% exercise="graph_backward"
def graph_backward(w, x, z):
    """Compute the derivatives of a = (w·x + b)² with the chain rule.

    Parameters
    ----------
    w, x : int or float
        Two of the inputs of the forward pass.
    z : int or float
        Its intermediate result z = w·x + b. Use it as it is given.

    Returns
    -------
    tuple of three numbers (da_dw, da_dx, da_db)
        The derivatives of a with respect to w, x and b, in this order.
    """
    ### START YOUR CODE ###
    da_dz = 2 * z
    da_dq = da_dz * 1
    return da_dq * x, da_dq * w, da_dz * 1
    ### END YOUR CODE ###


# %% tests="graph_backward" points=2
import numpy as np
from dlcourse.testing import check_close, check_true, rng

result = graph_backward(3.0, -2.0, -2.0)
order = "end with: return da_dw, da_dx, da_db (three numbers, in this order)"
check_true(np.shape(result) == (3,), "graph_backward: three numbers", order)
slips = {
    "this is the slope of the plus node alone; multiply by what comes from the right": 1.0,
    "the slope of a square has a factor 2": -2.0,
    "the slope of z² is 2z: neither the square itself nor −2z": 4.0,
    "the results come in the order w, x, b": -12.0,
    "the order is w, x, b; and the slope of the square is 2z, not 2z²": 8.0,
    "along a path the slopes are multiplied, not added": -3.0,
}
check_close(result[2], -4.0, "∂a/∂b for w = 3, x = −2, z = −2", mistakes=slips)
slips = {
    "the times node multiplies by the other input; and the order is w, x, b": -12.0,
    "this is the slope of the times node alone; multiply by what comes from the right": -2.0,
    "the slope of a square has a factor 2": 4.0,
    "the way to w goes on through the times node": -4.0,
}
check_close(result[0], 8.0, "∂a/∂w for w = 3, x = −2, z = −2", mistakes=slips)
### BEGIN HIDDEN TESTS
for w, x, z in [*rng("graph_backward").normal(scale=2, size=(4, 3)).tolist(), (2, 5, -3)]:
    da_dw, da_dx, da_db = graph_backward(w, x, z)
    swapped = "the times node multiplies by the other input; and the order is w, x, b"
    for name, came, own, other in [("w", da_dw, w, x), ("x", da_dx, x, w)]:
        slips = {
            swapped: 2 * z * own,
            "the slope of the square is 2z: the factor 2 is missing": z * other,
            "the slope of the times node alone: multiply by ∂a/∂z": other,
            "the slope of the square is 2z, not z²": z**2 * other,
            "∂a/∂z alone: multiply by the slope of the times node": 2 * z,
            "along a path the slopes are multiplied, not added": 2 * z + other,
            "multiply by the other input alone, not by both": 2 * z * w * x,
            "whole numbers only? leave out int": 2 * int(z) * other,
            "only the sign is wrong": -2 * z * other,
            "use the z that is given, it contains b": 2 * w * x * other,
        }
        check_close(came, 2 * z * other, f"∂a/∂{name}", mistakes=slips)
    slips = {
        "1 is the slope of the plus node alone: multiply by ∂a/∂z": 1,
        "the slope of the square is 2z: the factor 2 is missing": z,
        "the slope of the square is 2z, not z²": z**2,
        "the way to b does not go through the times node": 2 * z * w * x,
        "use the z that is given, it contains b": 2 * w * x,
    }
    check_close(da_db, 2 * z, "∂a/∂b", mistakes=slips)
### END HIDDEN TESTS

# %% [markdown]
# Now play with both passes. Above each edge stands the number that flows forward, below it the
# derivative that flows backward. Questions to try: for which settings are *all* derivatives at the
# inputs zero? What does $\partial a / \partial w$ do when $x = 0$, and why is that sensible?


# %% tags=["skip-execution"]
def draw_both_passes(w, x, b):
    """Draw the graph with values and derivatives."""
    values = graph_values(w, x, b)
    da_dw, da_dx, da_db = graph_backward(w, x, values["z"])
    # The plus node hands the same number to both of its inputs, and to z.
    slopes = {"w": da_dw, "x": da_dx, "b": da_db, "q": da_db, "z": da_db, "a": 1.0}
    return draw_graph(values, slopes)


explore(
    draw_both_passes,
    w=slider(-4, 4, 3, step=0.5, label="w"),
    x=slider(-4, 4, -2, step=0.5, label="x"),
    b=slider(-8, 8, 4, step=0.5, label="b"),
)

# %% [markdown]
# One rule is missing, because no number in this graph is used twice. If a value feeds *several*
# nodes, a small change of it reaches the result along several paths, and the contributions add up:
# **multiply along a path, add over the paths.** In a network each activation feeds all neurons of
# the next layer, so there will be a sum.

# %% [markdown]
# ## 10.3 A network is a graph of matrices
#
# One layer of a multilayer perceptron (MLP) takes the activations of the layer before,
# $\mathbf a^{[l-1]}$, and makes its own:
#
# $$\mathbf z^{[l]} = W^{[l]} \mathbf a^{[l-1]} + \mathbf b^{[l]}, \qquad
# \mathbf a^{[l]} = \sigma\big(\mathbf z^{[l]}\big), \qquad l = 1, \dots, L.$$
#
# The input is layer zero, $\mathbf a^{[0]} = \mathbf x$, and the prediction is the last layer,
# $\hat{\mathbf y} = \mathbf a^{[L]}$. Layer $l$ has $n_l$ neurons; row $j$ of $W^{[l]}$ holds the
# weights of its neuron $j$. In the hidden layers $\sigma$ is an activation function such as the
# sigmoid; the last layer may use another function, for instance softmax.
#
# ### Attention: samples now stand in columns
#
# In units 1 to 9 a data matrix had one sample in each **row**. In this unit and the next, one
# sample is one **column**, as in most texts on backpropagation: then the formula above holds for
# a whole batch of $m$ samples as it stands, with capital letters.
#
# | | units 1 to 9: samples in rows | this unit: samples in columns |
# | --- | :-: | :-: |
# | data | `x` of shape $(m, n)$ | $X = A^{[0]}$ of shape $(n_0, m)$ |
# | activations of layer $l$ | | $A^{[l]}$ of shape $(n_l, m)$ |
# | weights | `w` of shape $(n,)$ or $(n, k)$ | $W^{[l]}$ of shape $(n_l, n_{l-1})$ |
# | bias | a number, or shape $(k,)$ | $\mathbf b^{[l]}$ of shape $(n_l, 1)$, a column |
# | labels, one-hot | $(m, k)$ | $Y$ of shape $(n_L, m)$ |
#
# From one convention to the other it is one transposition: `X = x.T`. A single sample is a batch
# with $m = 1$, a matrix of one column. And mind that Python counts from 0: the list `weights` has
# $W^{[1]}$ at `weights[0]`, while `activations[0]` is $A^{[0]} = X$.
#
# $$Z^{[l]} = W^{[l]} A^{[l-1]} + \mathbf b^{[l]}, \qquad A^{[l]} = \sigma\big(Z^{[l]}\big)$$


# %% tags=["skip-execution"]
def draw_shapes(n, n_prev, m):
    """Draw Z = W A + b as rectangles whose sides are the lengths of the axes."""
    figure, ax = plt.subplots(figsize=(9, 3.6))
    blocks = [
        ("$Z^{[l]}$", n, m, "$(n_l,\\ m)$", "#cfe3f5", "="),
        ("$W^{[l]}$", n, n_prev, "$(n_l,\\ n_{l-1})$", "#f6d9b8", "·"),
        ("$A^{[l-1]}$", n_prev, m, "$(n_{l-1},\\ m)$", "#cfe3f5", "+"),
        ("$b^{[l]}$", n, 1, "$(n_l,\\ 1)$", "#f6d9b8", ""),
    ]
    left = 0.0
    for name, height, width, shape, color, sign in blocks:
        # White lines part the samples (columns of A and Z) and the neurons (rows of W and b).
        bottom, samples = -height / 2, width == m
        for k in range(width if samples else height):
            corner = (left + k, bottom) if samples else (left, bottom + k)
            size = (1, height) if samples else (width, 1)
            ax.add_patch(Rectangle(corner, *size, facecolor=color, edgecolor="white"))
        ax.add_patch(Rectangle((left, bottom), width, height, fill=False, linewidth=1.8))
        center = left + width / 2
        ax.text(center, height / 2 + 0.15, name, ha="center", va="bottom", fontsize=15)
        ax.text(center, -height / 2 - 0.35, shape, ha="center", va="top", fontsize=11)
        ax.text(left + width + 1, 0, sign, ha="center", va="center", fontsize=20)
        left += width + 2
    ax.set(xlim=(-0.5, left - 0.5), ylim=(-3.6, 3.9), aspect="equal")
    ax.set_title("One layer: a column of A and Z is a sample, a row of W and b is a neuron")
    ax.axis("off")
    return figure


draw_shapes(n=3, n_prev=5, m=6)
plt.show()

# %% [markdown]
# Inner lengths must agree ($n_{l-1}$ here), outer lengths remain ($n_l$ and $m$). The column
# $\mathbf b$ is added to each of the $m$ columns: that is NumPy's broadcasting.
#
# ### Exercise 3: one layer forward
#
# The activation function comes as an argument. A function is a value like any other: if
# `activation` is the parameter's name, `activation(Z)` calls it.


# %% exercise="dense_forward"
def dense_forward(A_prev, W, b, activation):
    """Compute one layer of a network for one sample or a batch, samples in columns.

    Parameters
    ----------
    A_prev : ndarray of float64, shape (n_prev, m)
        Activations of the layer before; m = 1 for a single sample. Stays as it is.
    W : ndarray of float64, shape (n, n_prev)
        Weights, a row for each neuron of this layer. Stays as it is.
    b : ndarray of float64, shape (n, 1)
        Biases. Stays as it is.
    activation : function
        Takes the matrix Z, returns the activations as a new matrix of the same shape.

    Returns
    -------
    tuple of two ndarrays (Z, A), both of shape (n, m)
        Z is the input of the activation function, A its output.
    """
    ### START YOUR CODE ###
    Z = W @ A_prev + b
    return Z, activation(Z)
    ### END YOUR CODE ###


# %% tests="dense_forward" points=2
import numpy as np
from dlcourse.testing import check_close, check_true, check_unchanged, rng

sample = np.array([[1.0], [0.0], [2.0]])
W, b = np.array([[1.0, 2.0, 0.0], [0.0, -1.0, 1.0]]), np.array([[0.5], [-1.0]])
result = dense_forward(sample, W, b, lambda Z: Z**2)
two = isinstance(result, (tuple, list)) and len(result) == 2
check_true(two, "dense_forward gives two things", "end with: return Z, A (in this order)")
slips = {
    "Z comes first, then A; and Z is not overwritten": np.array([[2.25], [1.0]]),
    "the bias is missing": np.array([[1.0], [2.0]]),
    "the bias is added, not subtracted": np.array([[0.5], [3.0]]),
    "each neuron has its own bias": np.array([[1.5], [2.5]]),
    "the products are added up, not averaged": np.array([[5 / 6], [-1 / 3]]),
    "a matrix product is wanted (@), not a product of entries (*)": np.array(
        [[1.5, 0.5, 0.5], [-1.0, -1.0, 1.0]]
    ),
}
check_close(result[0], np.array([[1.5], [1.0]]), "Z of one sample", mistakes=slips)
slips = {"the activation function has to be applied": np.array([[1.5], [1.0]])}
wanted = np.array([[2.25], [1.0]])
check_close(result[1], wanted, "A of one sample, for the activation Z²", mistakes=slips)
### BEGIN HIDDEN TESTS


def wrong_Z(A_prev, W, b):
    return {
        "Z comes first, then A": np.tanh(W @ A_prev + b),
        "the bias is missing": W @ A_prev,
        "each neuron, that is each row, has its own bias: do not flatten or transpose b": lambda: (
            W @ A_prev + b.T
        ),
        "row j of W holds the weights of neuron j: W is not transposed": lambda: W.T @ A_prev + b,
        "a matrix product is wanted (@), not a product of entries (*)": lambda: W * A_prev + b,
        "in this unit the samples stand in columns: W comes first": lambda: A_prev @ W + b,
        "the samples stand in columns: W @ A_prev, not A_prev @ W.T": lambda: A_prev @ W.T + b,
        "all neurons got the same bias, but each has its own": W @ A_prev + b[0],
        "only the first sample was used": W @ A_prev[:, :1] + b + 0 * (W @ A_prev),
    }


generator = rng("dense_forward")
for n, n_prev, m in [(4, 3, 6), (3, 3, 3), (1, 5, 4), (4, 2, 1)]:
    A_prev, W = generator.normal(size=(n_prev, m)), generator.normal(size=(n, n_prev))
    b = generator.normal(size=(n, 1))
    given = A_prev.copy(), W.copy(), b.copy()
    product = W @ A_prev
    Z, A = dense_forward(*given, lambda Z: np.tanh(Z))
    case = f"for {n_prev} inputs, {n} neurons, {m} sample{'s' if m > 1 else ''}"
    for name, after, before in zip(("A_prev", "W", "b"), given, (A_prev, W, b), strict=True):
        check_unchanged(after, before, f"{name} after dense_forward")
    slips = wrong_Z(A_prev, W, b)
    check_close(Z, product + b, f"Z {case}", mistakes=slips)
    slips = {
        "the activation function has to be applied": product + b,
        "use the activation function that is given": 1 / (1 + np.exp(-product - b)),
        "a ReLU, but use the activation function that is given": np.maximum(product + b, 0),
        "the bias is added before the activation function": np.tanh(product) + b,
        "A comes from Z with the bias": np.tanh(product),
        "the activation function is applied twice": np.tanh(np.tanh(product + b)),
    }
    check_close(A, np.tanh(product + b), f"A {case}", mistakes=slips)
given = A_prev.copy(), W.copy(), b.copy()
columns = dense_forward(*given, lambda Z: np.exp(Z) / np.exp(Z).sum(axis=0))[1]
wanted = np.exp(W @ A_prev + b) / np.exp(W @ A_prev + b).sum(axis=0)
hint = "hand the whole matrix Z to the function, once: it may need a column as a whole"
check_close(columns, wanted, "A with another activation function", hint=hint)
### END HIDDEN TESTS

# %% [markdown]
# These activation functions and the two costs are ready-made, since earlier units built them. Note
# the last line of `sigmoid_slope`'s docstring: the slope of the sigmoid needs only its *output*,
# so that on the way back the activations are all we have to keep.


# %% given="sigmoid"
def sigmoid(z):
    """Compute σ(z) = 1 / (1 + e^−z), written with tanh so that nothing overflows."""
    return 0.5 * (1 + np.tanh(0.5 * np.asarray(z)))


# %% given="sigmoid_slope"
def sigmoid_slope(a):
    """Compute the slope σ'(z) of the sigmoid from its output a = σ(z).

    Not from z: the formula is σ'(z) = σ(z) (1 − σ(z)) = a (1 − a).
    """
    return a * (1 - a)


# %% given="softmax"
def softmax(Z):
    """Turn each column of Z into probabilities that sum to 1."""
    powers = np.exp(Z - np.max(Z, axis=0))
    return powers / np.sum(powers, axis=0)


# %% given="average_loss"
def average_loss(Y_hat, Y, cost):
    """Compute the cost J: the loss of each column, averaged over the m columns.

    The loss of a sample is ½ Σ (ŷ − y)² for cost="mse", −Σ y log ŷ for cost="cross-entropy".
    """
    if cost == "mse":
        return float(np.mean(np.sum((Y_hat - Y) ** 2, axis=0) / 2))
    return float(np.mean(-np.sum(Y * np.log(np.maximum(Y_hat, 1e-300)), axis=0)))


# %% [markdown]
# ### Exercise 4: the forward pass
#
# Now all layers, one after the other. Keep the activations of *every* layer in a list, the input
# included: $A^{[0]}, A^{[1]}, \dots, A^{[L]}$. The hidden layers $1$ to $L - 1$ use one activation
# function, the output layer $L$ another.
#
# If your `dense_forward` passes its tests, use it. You need not: a wrong answer there costs nothing
# here.


# %% exercise="forward"
def forward(X, weights, biases, hidden, output):
    """Compute all layers of a network and keep their activations.

    Parameters
    ----------
    X : ndarray of float64, shape (n_0, m)
        The inputs, a sample in each column. All arguments stay as they are.
    weights : list of L ≥ 1 ndarrays of float64
        weights[l - 1] is W^[l], of shape (n_l, n_{l-1}).
    biases : list of L ndarrays of float64
        biases[l - 1] is b^[l], of shape (n_l, 1).
    hidden : function
        The activation function of the layers 1 to L − 1. Takes a matrix of any shape, returns a
        new one of the same shape.
    output : function
        The activation function of layer L, likewise.

    Returns
    -------
    list of L + 1 ndarrays
        The activations A^[0], …, A^[L]: entry l has the shape (n_l, m), entry 0 is X.
    """
    ### START YOUR CODE ###
    activations = [X]
    for W, b in zip(weights[:-1], biases[:-1], strict=True):
        activations.append(hidden(W @ activations[-1] + b))
    activations.append(output(weights[-1] @ activations[-1] + biases[-1]))
    return activations
    ### END YOUR CODE ###


# %% tests="forward" points=2
from itertools import pairwise
import numpy as np
from dlcourse.testing import check_close, check_true, check_unchanged, rng

# Two layers: the hidden function doubles, the output function squares.
X, weights = np.array([[1.0], [2.0]]), [np.array([[1.0, -1.0], [0.0, 1.0]]), np.array([[1.0, 1.0]])]
biases = [np.array([[1.0], [0.5]]), np.array([[-2.0]])]
result = forward(X.copy(), weights, biases, lambda Z: 2 * Z, lambda Z: Z**2)
three = isinstance(result, (tuple, list)) and len(result) == 3
check_true(three, "two layers give three activations", "return a list: X, then one matrix a layer")
slips = {
    "the list begins with X": np.array([[9.0]]),
    "the input layer has no activation function": np.array([[2.0], [4.0]]),
}
check_close(result[0], X, "A^[0]", mistakes=slips)
slips = {
    "A^[1] is what the function hidden makes of Z": np.array([[0.0], [2.5]]),
    "the hidden layer uses the function hidden, not output": np.array([[0.0], [6.25]]),
    "use the function hidden that is given, not the sigmoid": np.array([[0.5], [0.92414182]]),
    "row j of W holds the weights of neuron j: W is not transposed": np.array([[4.0], [3.0]]),
    "the bias is missing": np.array([[-2.0], [4.0]]),
}
check_close(result[1], np.array([[0.0], [5.0]]), "A^[1]", mistakes=slips)
slips = {
    "the output layer uses the function output, not hidden": np.array([[6.0]]),
    "the function output has to be applied to the last layer": np.array([[3.0]]),
    "the last layer uses output alone, not hidden and then output": np.array([[36.0]]),
    "the bias is missing": np.array([[25.0]]),
}
check_close(result[2], np.array([[9.0]]), "A^[2]", mistakes=slips)
### BEGIN HIDDEN TESTS


def run(X, weights, biases, hidden, output, slip=""):
    activations = [X]
    for layer, (W, b) in enumerate(zip(weights, biases, strict=True)):
        source = X if slip == "always X" else activations[-1]
        Z = W @ source + (0 if slip == "no bias" else b)
        last = layer == len(weights) - 1
        function = {"only hidden": hidden, "only output": output}.get(
            slip, output if last else hidden
        )
        if slip in ("first W", "first b", "turned W"):
            W = {"first W": weights[0], "turned W": W.T}.get(slip, W)
            Z = W @ source + (biases[0] if slip == "first b" else b)
        activations.append(Z if slip == "Z" or (slip == "Z last" and last) else function(Z))
    return activations


generator = rng("forward")
for sizes, m in [((4, 4, 4, 4), 5), ((3, 2), 4), ((2, 5, 3, 4, 2), 3), ((3, 4, 2), 1)]:
    weights = [generator.normal(size=(n, k)) for k, n in pairwise(sizes)]
    biases = [generator.normal(size=(n, 1)) for n in sizes[1:]]
    X, layers = generator.normal(size=(sizes[0], m)), len(sizes) - 1
    functions = lambda Z: np.tanh(Z), lambda Z: np.exp(Z) / np.exp(Z).sum(axis=0)
    given = X.copy(), [W.copy() for W in weights], [b.copy() for b in biases]
    came = forward(*given, *functions)
    case = f"a network of {layers} layer{'s' if layers > 1 else ''}"
    kept = len(given[1]) == len(given[2]) == layers
    check_true(kept, "the lists weights and biases", "leave the two lists as they are, e.g. no pop")
    for before, after in zip([X, *weights, *biases], [given[0], *given[1], *given[2]], strict=True):
        check_unchanged(after, before, f"the arrays given to forward, {case}")
    arguments = (X, weights, biases, *functions)
    wanted = run(*arguments)
    listed = isinstance(came, (tuple, list))
    check_true(listed, f"the result of {case}", "return the list of all activations")
    count = "one matrix for each layer, and X in front: do you loop over all layers?"
    check_true(len(came) == layers + 1, f"{case}: the number of activations", count)
    slips = {
        "the output layer has its own function, output": "only hidden",
        "the hidden layers use the function hidden, only the last one uses output": "only output",
        "the bias is missing": "no bias",
        "keep A, not Z: the activation function has to be applied": "Z",
        "the output function has to be applied to the last layer": "Z last",
        "each layer starts from the activations of the layer before, not from X": "always X",
        "each layer has weights of its own": "first W",
        "each layer has biases of its own": "first b",
        "row j of W holds the weights of neuron j: W is not transposed": "turned W",
    }
    answers = {}
    for words, slip in slips.items():
        try:
            answers[words] = run(*arguments, slip)
        except ValueError:
            pass
    for layer in range(layers + 1):
        mistakes = {words: answer[layer] for words, answer in answers.items()}
        mistakes["the list is in reverse order: X comes first"] = wanted[-1 - layer]
        check_close(came[layer], wanted[layer], f"A^[{layer}] of {case}", mistakes=mistakes)
### END HIDDEN TESTS

# %% [markdown]
# ## 10.4 What the cost says about the last layer
#
# The cost is an average over the samples, $J = \frac 1m \sum_i L^{(i)}$. Until section 10.6 we look
# at a single sample and its loss $L$.
#
# For each layer we want one thing above all: how does the loss react to $\mathbf z^{[l]}$, to what
# flows *into* the activation function? This quantity is called the **error** of the layer,
#
# $$\boldsymbol\delta^{[l]} = \frac{\partial L}{\partial \mathbf z^{[l]}},$$
#
# and in code we write `dz` for a sample and `dZ` for a batch, with a column for each sample. (All
# names follow this habit: `dW` is the derivative with respect to `W`, and **has the shape of**
# `W`.)
#
# The backward pass starts at the output. Two cases cover most of practice:
#
# - **Sigmoid outputs and squared error**, $L = \frac12 \sum_k (a_k - y_k)^2$. Here
#   $\partial L / \partial a_k = a_k - y_k$, and the way from $a_k$ back to $z_k$ adds the slope of
#   the sigmoid: $\delta_k = (a_k - y_k)\, \sigma'(z_k)$.
# - **Softmax outputs and cross-entropy**, $L = -\sum_k y_k \log a_k$. With a one-hot $\mathbf y$,
#   whose 1 is at class $c$, this is $L = -z_c + \log \sum_k e^{z_k}$, and differentiating leaves
#   the simplest formula one could wish for: $\delta_k = a_k - y_k$.
#
# In the second case the slope of the output function has cancelled. (The same happens for a sigmoid
# output with the binary cross-entropy of unit 4.) A neuron that is confident and *wrong* has a tiny
# $\sigma'$, so with the squared error it hardly learns, with cross-entropy it learns fast.
#
# ### Exercise 5: the error of the output layer
#
# Each column belongs to one sample and its own loss $L^{(i)}$: no sum and no average over samples
# here. `sigmoid_slope` from above is at your service.


# %% exercise="output_error"
def output_error(A, Y, cost):
    """Compute the error of the output layer, sample by sample.

    Parameters
    ----------
    A : ndarray of float64, shape (n, m)
        The outputs of the network, a sample in each column; from 0 to 1, both included.
    Y : ndarray of float64, shape (n, m)
        The wanted outputs. Both arrays stay as they are.
    cost : str
        "mse": sigmoid outputs, loss ½ Σ (a − y)². "cross-entropy": softmax outputs and one-hot
        columns in Y, loss −Σ y log a.

    Returns
    -------
    ndarray of float64, shape (n, m)
        Column i is the derivative of the loss of sample i with respect to its z of the output
        layer. There is no factor 1/m.
    """
    ### START YOUR CODE ###
    error = A - Y
    return error * sigmoid_slope(A) if cost == "mse" else error
    ### END YOUR CODE ###


# %% tests="output_error" points=1
import numpy as np
from dlcourse.testing import check_close, check_unchanged, rng

# Squared error with sigmoid outputs.
A, Y = np.array([[0.5, 0.8, 0.4]]), np.array([[1.0, 0.0, 0.4]])
wanted = np.array([[-0.125, 0.128, 0.0]])
slips = {
    "the slope of the sigmoid is missing: this is ∂L/∂a, wanted is ∂L/∂z": np.array(
        [[-0.5, 0.8, 0.0]]
    ),
    "the sign: for a > y the loss grows with z": -wanted,
    "the loss has a factor ½, which cancels the 2 of the square": 2 * wanted,
    "this is the loss; wanted is its derivative": np.array([[0.125, 0.32, 0.0]]),
    "0 everywhere: the slope comes from the output A, not from Y": np.array([[0.0, 0.0, 0.0]]),
    "put parentheses around A − Y": np.array([[0.25, 0.8, 0.304]]),
    "this is the slope of tanh; here the outputs are sigmoids": np.array([[-0.375, 0.288, 0.0]]),
}
check_close(output_error(A, Y, "mse"), wanted, "the error for the cost mse", mistakes=slips)
### BEGIN HIDDEN TESTS
generator = rng("output_error mse")
for n, m in [(3, 5), (4, 1), (1, 6)]:
    A, Y = generator.uniform(0.05, 0.95, size=(n, m)), generator.uniform(size=(n, m))
    given = A.copy(), Y.copy()
    slope = A * (1 - A)
    again = 1 / (1 + np.exp(-A))
    slips = {
        "the slope of the sigmoid is missing: this is ∂L/∂a, wanted is ∂L/∂z": A - Y,
        "the slope of the sigmoid comes from its output A itself: A is σ(z) already": (
            (A - Y) * again * (1 - again)
        ),
        "the loss has a factor ½: its 2 cancels": 2 * (A - Y) * slope,
        "the sign: the derivative of (a − y)² with respect to a is positive for a > y": (
            (Y - A) * slope
        ),
        "no 1/m here: every column belongs to one sample": (A - Y) * slope / m,
        "no average over the outputs: the loss of a sample is a sum": (A - Y) * slope / n,
        "the slope is a (1 − a): once a, once 1 − a": (A - Y) * (1 - A),
    }
    name = f"the error of {n} output{'s' if n > 1 else ''} for the cost mse"
    came = output_error(*given, "mse")
    check_unchanged(given[0], A, "A after output_error")
    check_unchanged(given[1], Y, "Y after output_error")
    check_close(came, (A - Y) * slope, name, mistakes=slips, batch_size=m)
### END HIDDEN TESTS

# %% tests="output_error" points=1
import numpy as np
from dlcourse.testing import check_close, check_unchanged, rng

# Cross-entropy with softmax outputs.
A, Y = np.array([[0.25, 0.5, 0.9], [0.75, 0.5, 0.1]]), np.array([[1.0, 0, 1], [0, 1, 0]])
wanted = np.array([[-0.75, 0.5, -0.1], [0.75, -0.5, 0.1]])
slips = {
    "the sign: for the right class it is negative": -wanted,
    "no slope of the sigmoid here: see the second case above": np.array(
        [[-0.140625, 0.125, -0.009], [0.140625, -0.125, 0.009]]
    ),
    "this is ∂L/∂a; wanted is ∂L/∂z": np.array([[-4.0, 0, -1 / 0.9], [0, -2, 0]]),
    "all classes take part, not only the right one": np.array([[-0.75, 0, -0.1], [0, -0.5, 0]]),
    "A is the softmax already: do not apply it again": np.array(
        [[-0.62245933, 0.5, -0.31002552], [0.62245933, -0.5, 0.31002552]]
    ),
    "use the probabilities, not the decisions": np.array([[-1.0, 1, 0], [1, 0, 0]]),
    "each output has its own error: no sum over the outputs": np.zeros((1, 3)),
}
came = output_error(A, Y, "cross-entropy")
check_close(came, wanted, "the error for the cost cross-entropy", mistakes=slips)
### BEGIN HIDDEN TESTS
generator = rng("output_error cross-entropy")
for n, m in [(3, 5), (4, 1), (10, 7)]:
    Z = generator.normal(size=(n, m))
    A = np.exp(Z) / np.exp(Z).sum(axis=0)
    Y = np.eye(n)[:, generator.integers(0, n, size=m)]
    given = A.copy(), Y.copy()
    slips = {
        "no slope here: it has cancelled against the derivative of the log": (A - Y) * A * (1 - A),
        "the sign: it is ŷ − y": Y - A,
        "no 1/m here: every column belongs to one sample": (A - Y) / m,
        "this is ∂L/∂a; wanted is ∂L/∂z": -Y / A,
        "this is the derivative of the binary cross-entropy with respect to a; wanted is ∂L/∂z": (
            (A - Y) / (A * (1 - A))
        ),
        "no average over the outputs: the loss of a sample is a sum": (A - Y) / n,
        "the loss alone is no derivative": -Y * np.log(A),
    }
    name = f"the error of {n} outputs for the cost cross-entropy"
    came = output_error(*given, "cross-entropy")
    check_unchanged(given[0], A, "A after output_error")
    check_unchanged(given[1], Y, "Y after output_error")
    check_close(came, A - Y, name, mistakes=slips, batch_size=m)
A, Y = np.array([[0.0, 1, 0], [1, 0, 0], [0, 0, 1]]), np.eye(3)
hint = "use the simple formula, which divides by nothing"
came = output_error(A.copy(), Y.copy(), "cross-entropy")
check_close(came, A - Y, "the error where outputs are exactly 0 and 1", hint=hint)
### END HIDDEN TESTS

# %% [markdown]
# ## 10.5 Four equations
#
# All layers have the same form. So it is enough to walk through *one* of them: given how the loss
# reacts to its output, $\partial L / \partial \mathbf a^{[l]}$, find how it reacts to everything
# else. We leave out the layer's number $[l]$ and write $a'_i = a^{[l-1]}_i$ for the layer's
# inputs:
#
# $$z_j = \sum_i W_{ji}\, a'_i + b_j, \qquad a_j = \sigma(z_j).$$
#
# **1. Through the activation function.** Neuron $j$ alone turns $z_j$ into $a_j$, so there is one
# path:
#
# $$\delta_j = \frac{\partial L}{\partial z_j} = \frac{\partial L}{\partial a_j}\, \sigma'(z_j).$$
#
# **2. To the weights.** $W_{ji}$ occurs in $z_j$ only, multiplied by $a'_i$. One path again:
#
# $$\frac{\partial L}{\partial W_{ji}} = \delta_j\, a'_i.$$
#
# **3. To the biases.** $b_j$ occurs in $z_j$ only, with the slope 1:
#
# $$\frac{\partial L}{\partial b_j} = \delta_j.$$
#
# **4. To the layer before.** $a'_i$ feeds *all* neurons $j$ of this layer: many paths, add them up:
#
# $$\frac{\partial L}{\partial a'_i} = \sum_j W_{ji}\, \delta_j.$$
#
# Now with matrices. $\odot$ multiplies entry by entry (`*` in NumPy); everything else is a matrix
# product (`@`). In the second line a column times a row is a whole matrix, in which each pair
# $(j, i)$ meets once. In the fourth the sum runs over the *first* index of $W$, hence the
# transpose.
#
# $$\boxed{\begin{aligned}
# \boldsymbol\delta^{[l]} &= \frac{\partial L}{\partial \mathbf a^{[l]}} \odot
# \sigma'\big(\mathbf z^{[l]}\big) \\[2pt]
# \frac{\partial L}{\partial W^{[l]}} &=
# \boldsymbol\delta^{[l]} \big(\mathbf a^{[l-1]}\big)^T \\[2pt]
# \frac{\partial L}{\partial \mathbf b^{[l]}} &= \boldsymbol\delta^{[l]} \\[2pt]
# \frac{\partial L}{\partial \mathbf a^{[l-1]}} &= \big(W^{[l]}\big)^T \boldsymbol\delta^{[l]}
# \end{aligned}}$$
#
# If you forget which factor is transposed, let the shapes decide: $(n_l, 1)$ and $(n_{l-1}, 1)$
# can make $(n_l, n_{l-1})$ in one way only.
#
# ### Exercise 6: one sample backward through a sigmoid layer


# %% exercise="sample_backward"
def sample_backward(da, a, a_prev, W):
    """Send the derivatives for one sample back through a sigmoid layer.

    Parameters
    ----------
    da : ndarray of float64, shape (n, 1)
        The derivative of the loss with respect to the layer's output a.
    a : ndarray of float64, shape (n, 1)
        The layer's output a = σ(z), kept from the forward pass.
    a_prev : ndarray of float64, shape (n_prev, 1)
        The layer's input, kept from the forward pass.
    W : ndarray of float64, shape (n, n_prev)
        The layer's weights.

    Returns
    -------
    tuple of four ndarrays (dz, dW, db, da_prev)
        The derivatives of the loss with respect to z (n, 1), W (n, n_prev), b (n, 1) and
        a_prev (n_prev, 1). The arguments stay as they are.
    """
    ### START YOUR CODE ###
    dz = da * sigmoid_slope(a)
    return dz, dz @ a_prev.T, dz, W.T @ dz
    ### END YOUR CODE ###


# %% tests="sample_backward" points=2
import numpy as np
from dlcourse.testing import check_close, check_true, check_unchanged, rng

da, a, a_prev = np.array([[1.0], [-2.0]]), np.array([[0.5], [0.8]]), np.array([[1.0], [0.0], [2.0]])
W = np.array([[1.0, 2.0, 0.0], [0.0, -1.0, 1.0]])
result = sample_backward(da, a, a_prev, W)
four = isinstance(result, (tuple, list)) and len(result) == 4
check_true(four, "sample_backward gives four things", "end with: return dz, dW, db, da_prev")
slips = {
    "the slope of the sigmoid is missing (equation 1)": da,
    "this is the slope of tanh; the layer is a sigmoid layer": np.array([[0.75], [-0.72]]),
    "the slope comes from the output a, not from da": np.array([[0.0], [-6.0]]),
    "dz comes first, then dW, db, da_prev": np.array([[0.25, 0.0, 0.5], [-0.32, 0.0, -0.64]]),
}
check_close(result[0], np.array([[0.25], [-0.32]]), "dz", mistakes=slips)
slips = {
    "the slope of the sigmoid is missing: use dz, not da (equation 2)": np.array(
        [[1.0, 0.0, 2.0], [-2.0, 0.0, -4.0]]
    ),
    "the input a_prev as it is, without a slope": np.array([[0, 0, -0.5], [0, 0, 0.64]]),
}
wanted = np.array([[0.25, 0.0, 0.5], [-0.32, 0.0, -0.64]])
check_close(result[1], wanted, "dW", mistakes=slips)
### BEGIN HIDDEN TESTS
generator = rng("sample_backward")
for n, n_prev in [(3, 3), (4, 2), (1, 5), (2, 1)]:
    da, a = generator.normal(size=(n, 1)), generator.uniform(0.1, 0.9, size=(n, 1))
    a_prev, W = generator.normal(size=(n_prev, 1)), generator.normal(size=(n, n_prev))
    given = [array.copy() for array in (da, a, a_prev, W)]
    case = f"for {n_prev} input{'s' if n_prev > 1 else ''} and {n} neuron{'s' if n > 1 else ''}"
    dz = da * a * (1 - a)
    twice = 1 / (1 + np.exp(-a))
    came = sample_backward(*given)
    arrays = zip(("da", "a", "a_prev", "W"), given, (da, a, a_prev, W), strict=True)
    for name, after, before in arrays:
        check_unchanged(after, before, f"{name} after sample_backward")
    slips = {
        "the slope of the sigmoid is missing (equation 1)": da,
        "a is σ(z) already: sigmoid_slope takes it as it is": da * twice * (1 - twice),
        "multiply da by the slope; the slope alone is not enough": a * (1 - a),
    }
    check_close(came[0], dz, f"dz {case}", mistakes=slips)
    slips = {
        "the slope of the sigmoid is missing: use dz, not da (equation 2)": da @ a_prev.T,
        "transposed: row j belongs to neuron j, so the column dz comes first": (dz @ a_prev.T).T,
        "a column times a row is wanted: a matrix product with a transpose": dz * a_prev.sum(),
        "the input of the layer is a_prev, not a": lambda dz=dz, a=a: dz @ a.T,
        "the derivative of z with respect to W is a_prev, not W": W * dz,
    }
    check_close(came[1], dz @ a_prev.T, f"dW {case}", mistakes=slips)
    slips = {
        "the slope of the sigmoid is missing: use dz, not da (equation 3)": da,
        "each neuron has its own bias: no sum over the neurons": dz.sum(keepdims=True),
        "the slope with respect to the bias is 1, but it is multiplied by dz": np.ones((n, 1)),
    }
    check_close(came[2], dz, f"db {case}", mistakes=slips)
    slips = {
        "the slope of the sigmoid is missing: use dz, not da (equation 4)": W.T @ da,
        "the sum runs over the neurons: W has to be transposed": lambda W=W, dz=dz: W @ dz,
        "this goes one step too far: the slope of the layer before is not part of it": (
            (W.T @ dz) * a_prev * (1 - a_prev)
        ),
        "the weights W lead back, not the input": a_prev * dz.sum(),
        "the weights W lead back, not their gradient": (dz @ a_prev.T).T @ dz,
        "the weights have to take part, each with its own dz": np.ones((n_prev, 1)) * dz.sum(),
    }
    check_close(came[3], W.T @ dz, f"da_prev {case}", mistakes=slips)
### END HIDDEN TESTS

# %% [markdown]
# ## 10.6 A batch, and where the 1/m goes
#
# For a batch, everything gets $m$ columns, $\delta Z^{[l]}$ (in code `dZ`) among them. Column $i$
# belongs to sample $i$ alone, so the equations 1 and 4 hold as they are, column by column.
#
# Weights and biases are different: there is one $W$ for *all* samples. The cost is
# $J = \frac 1m \sum_i L^{(i)}$, so its derivative is the average of the samples' derivatives:
#
# $$\frac{\partial J}{\partial W^{[l]}} = \frac 1m \sum_{i=1}^m
# \boldsymbol\delta^{[l](i)} \big(\mathbf a^{[l-1](i)}\big)^T.$$
#
# This sum of products is just what a matrix product does on the inside. And the average of the
# columns of $\delta Z$ can be written as a product with a column $\mathbf 1$ of $m$ ones:
#
# $$\boxed{\begin{aligned}
# \delta Z^{[l]} &= \delta A^{[l]} \odot \sigma'\big(Z^{[l]}\big) \\[2pt]
# \frac{\partial J}{\partial W^{[l]}} &= \frac 1m\, \delta Z^{[l]} \big(A^{[l-1]}\big)^T \\[2pt]
# \frac{\partial J}{\partial \mathbf b^{[l]}} &= \frac 1m\, \delta Z^{[l]}\, \mathbf 1 \\[2pt]
# \delta A^{[l-1]} &= \big(W^{[l]}\big)^T \delta Z^{[l]}
# \end{aligned}}$$
#
# **Our convention: the factor $1/m$ occurs in `dW` and `db`, and nowhere else.** `dZ` and `dA`
# hold the derivatives of the samples' own losses $L^{(i)}$. (The other convention has $1/m$ once at
# the output, and then no more. Either is right. Both together divide by $m$ twice.)
#
# ### Exercise 7: a batch backward through one layer
#
# Here `dZ` is given. Mind the shape of `db`: it must remain a column. In NumPy a sum or mean over
# an axis removes this axis, unless you say `keepdims=True`.


# %% exercise="dense_backward"
def dense_backward(dZ, A_prev, W):
    """Send the derivatives for a batch back through the linear part of a layer.

    Parameters
    ----------
    dZ : ndarray of float64, shape (n, m)
        Column i is the derivative of the loss of sample i with respect to its z.
    A_prev : ndarray of float64, shape (n_prev, m)
        The layer's input, kept from the forward pass.
    W : ndarray of float64, shape (n, n_prev)
        The layer's weights.

    Returns
    -------
    tuple of three ndarrays (dW, db, dA_prev)
        dW (n, n_prev) and db (n, 1) are the derivatives of the cost J, the average over the
        samples. Column i of dA_prev (n_prev, m) is the derivative of the loss of sample i, without
        1/m. The arguments stay as they are.
    """
    ### START YOUR CODE ###
    m = dZ.shape[1]
    dW = dZ @ A_prev.T / m
    db = np.mean(dZ, axis=1, keepdims=True)
    return dW, db, W.T @ dZ
    ### END YOUR CODE ###


# %% tests="dense_backward" points=2
import numpy as np
from dlcourse.testing import check_close, check_true, check_unchanged, rng

# The gradients for the parameters: dW and db.
dZ = np.array([[1.0, 3, 0, 4], [0, -2, 2, 4]])
A_prev = np.array([[1.0, 0, 2, 0], [2, 2, 0, 1], [0, -1, 4, 1]])
result = dense_backward(dZ, A_prev, np.ones((2, 3)))
three = isinstance(result, (tuple, list)) and len(result) == 3
check_true(three, "dense_backward gives three things", "end with: return dW, db, dA_prev")
wanted = np.array([[0.25, 3.0, 0.25], [1.0, 0.0, 3.5]])
samples = "divide by the number of samples (columns): not of neurons or inputs, nor by m − 1"
slips = {
    samples: 2 * wanted,
    f"{samples} ": 4 / 3 * wanted,
    f"{samples}  ": wanted / 2,
    "dW comes first, then db, dA_prev": np.array([[2.0], [1.0]]),
    "multiply sample by sample, then average": np.array([[1.5, 2.5, 2], [0.75, 1.25, 1]]),
}
check_close(result[0], wanted, "dW", batch_size=4, mistakes=slips)
slips = {samples: np.array([[4.0], [2.0]])}
column = "one entry for each neuron, as a column of shape (n, 1): keepdims=True"
wanted = np.array([[2.0], [1.0]])
check_close(result[1], wanted, "db", batch_size=4, mistakes=slips, hint=column)
### BEGIN HIDDEN TESTS
generator = rng("dense_backward")
for n, n_prev, m in [(4, 3, 6), (3, 3, 3), (5, 2, 1), (1, 4, 7), (3, 6, 4)]:
    dZ, A_prev = generator.normal(size=(n, m)), generator.normal(size=(n_prev, m))
    W = generator.normal(size=(n, n_prev))
    given = dZ.copy(), A_prev.copy(), W.copy()
    came = dense_backward(*given)
    case = f"for {n_prev} inputs, {n} neurons, {m} sample{'s' if m > 1 else ''}"
    for name, after, before in zip(("dZ", "A_prev", "W"), given, (dZ, A_prev, W), strict=True):
        check_unchanged(after, before, f"{name} after dense_backward")
    dW, db = dZ @ A_prev.T / m, dZ.sum(axis=1, keepdims=True) / m
    slips = {
        "the average over the batch is wanted, this is the sum: 1/m is missing": m * dW,
        "divide by the number of samples m (columns), not of neurons": m * dW / n,
        "divide by the number of samples m (columns), not of inputs": m * dW / n_prev,
        "divided by m twice": dW / m,
        "transposed: dW has the shape of W, so dZ comes first": dW.T,
        "A_prev has to be transposed: each column meets its own sample": (
            lambda dZ=dZ, A_prev=A_prev, m=m: dZ @ A_prev / m
        ),
        "the first sample alone; all samples take part": dZ[:, :1] @ A_prev[:, :1].T,
        "only the last sample took part; add up over the samples": dZ[:, -1:] @ A_prev[:, -1:].T,
    }
    check_close(came[0], dW, f"dW {case}", mistakes=slips, batch_size=m)
    slips = {
        "the average over the batch is wanted, this is the sum: 1/m is missing": m * db,
        "divide by the number of samples m (columns), not of neurons": m * db / n,
        "divided by m twice": db / m,
        "each neuron has its own bias: average over the samples only (axis 1)": np.full(
            (n, 1), dZ.mean()
        ),
        "average over the samples, not over the neurons: axis 1": (
            lambda dZ=dZ, n=n: dZ.mean(axis=0).reshape(n, 1)
        ),
        "add up over the samples, not over the neurons: axis 1, and divide by m": (
            lambda dZ=dZ, n=n: dZ.sum(axis=0).reshape(n, 1)
        ),
        "add up over the samples, not over the neurons: axis 1": (
            lambda dZ=dZ, n=n, m=m: dZ.sum(axis=0).reshape(n, 1) / m
        ),
    }
    check_close(came[1], db, f"db {case}", mistakes=slips, batch_size=m, hint=column)
### END HIDDEN TESTS

# %% tests="dense_backward" points=1
import numpy as np
from dlcourse.testing import check_close, check_true, check_unchanged, rng

# The way back to the layer before: dA_prev.
dZ, W = np.array([[1.0, 3, 0], [0, -2, 1]]), np.array([[1.0, 2.0, 0.0], [0.0, -1.0, 1.0]])
result = dense_backward(dZ, np.full((3, 3), 0.5), W)
three = isinstance(result, (tuple, list)) and len(result) == 3
check_true(three, "dense_backward gives three things", "end with: return dW, db, dA_prev")
wanted = np.array([[1.0, 3.0, 0.0], [2.0, 8.0, -1.0], [0.0, -2.0, 1.0]])
slips = {
    "one step too far: the slope of the layer before is not part of it": wanted / 4,
    "every sample has its own column: no average": np.array([[4.0], [9.0], [-1.0]]) / 3,
}
check_close(result[2], wanted, "dA_prev", batch_size=3, mistakes=slips)
### BEGIN HIDDEN TESTS
generator = rng("dense_backward, layer before")
for n, n_prev, m in [(4, 3, 6), (3, 3, 3), (5, 2, 1), (1, 4, 7)]:
    dZ, A_prev = generator.normal(size=(n, m)), generator.normal(size=(n_prev, m))
    W = generator.normal(size=(n, n_prev))
    given = dZ.copy(), A_prev.copy(), W.copy()
    came = dense_backward(*given)[2]
    for name, after, before in zip(("dZ", "A_prev", "W"), given, (dZ, A_prev, W), strict=True):
        check_unchanged(after, before, f"{name} after dense_backward")
    wanted = W.T @ dZ
    slips = {
        "no 1/m here: every column belongs to one sample": wanted / m,
        "the sum runs over the neurons: W has to be transposed": lambda W=W, dZ=dZ: W @ dZ,
        "this goes one step too far: the slope of the layer before is not part of it": (
            wanted * A_prev * (1 - A_prev)
        ),
        "every sample has its own column: no average over the samples": np.tile(
            wanted.mean(axis=1, keepdims=True), m
        ),
        "the weights lead back, not their gradient": dZ @ A_prev.T / m,
    }
    case = f"for {n_prev} inputs, {n} neurons, {m} sample{'s' if m > 1 else ''}"
    check_close(came, wanted, f"dA_prev {case}", mistakes=slips, batch_size=m)
### END HIDDEN TESTS

# %% [markdown]
# ## 10.7 The whole way back
#
# Put the layers in a row. The output layer gives $\delta Z^{[L]}$. Then, from the last layer to the
# first, do three things:
#
# 1. gradients of this layer's parameters, from $\delta Z^{[l]}$ and $A^{[l-1]}$,
# 2. if there is a hidden layer before, go back through the weights, $\delta A^{[l-1]}$,
# 3. and through its activation function: multiply by its slope to get $\delta Z^{[l-1]}$.
#
# The input layer has no activation function and no parameters: there the way ends.


# %% tags=["skip-execution"]
def draw_passes():
    """Draw a network of three layers with what flows forward and what flows backward."""
    figure, ax = plt.subplots(figsize=(11, 3.2))
    box = {"boxstyle": "round,pad=0.5", "facecolor": "#f3ead3", "edgecolor": "black"}
    for layer in range(1, 4):
        x = 3.2 * layer
        text = f"layer {layer}\n$W^{{[{layer}]}},\\ b^{{[{layer}]}}$"
        ax.text(x, 1, text, ha="center", va="center", fontsize=12, bbox=box)
        down = {"arrowstyle": "-|>", "lw": 1.8, "color": BACKWARD}
        ax.annotate("", (x, -0.5), (x, 0.35), arrowprops=down)
        gradients = f"$dW^{{[{layer}]}},\\ db^{{[{layer}]}}$"
        ax.text(x, -0.6, gradients, ha="center", va="top", fontsize=12, color=BACKWARD)
    for layer in range(4):
        left, right = 3.2 * layer + 0.85, 3.2 * layer + 2.35
        style = {"arrowstyle": "-|>", "lw": 1.8}
        ax.annotate("", (right, 1.3), (left, 1.3), arrowprops={**style, "color": FORWARD})
        name = "X = A^{[0]}" if layer == 0 else f"A^{{[{layer}]}}"
        ax.text((left + right) / 2, 1.42, f"${name}$", ha="center", color=FORWARD, fontsize=12)
        if layer:
            ax.annotate("", (left, 0.7), (right, 0.7), arrowprops={**style, "color": BACKWARD})
            name = f"dA^{{[{layer}]}}" if layer < 3 else "dZ^{[3]}"
            place = (left + right) / 2
            ax.text(place, 0.56, f"${name}$", ha="center", va="top", color=BACKWARD, fontsize=12)
    ax.text(12.8, 1, "cost $J$", ha="center", va="center", fontsize=12, bbox=box)
    ax.set(
        xlim=(0.5, 13.6), ylim=(-1.2, 2.1), title="Forward (blue, to the right), then back (red)"
    )
    ax.axis("off")
    return figure


draw_passes()
plt.show()

# %% [markdown]
# ### Exercise 8: the backward pass
#
# You get the error of the output layer and the activations that the forward pass kept. The slope of
# the hidden activation function comes as an argument: `slope(A)` takes *activations*, as
# `sigmoid_slope` does. Collect the gradients so that their order is that of `weights`, from layer 1
# to layer $L$, although you meet them the other way round.
#
# If your `dense_backward` passes its tests, it does most of the work. If not, write the formulas
# here: a wrong answer there costs nothing here.


# %% exercise="backward"
def backward(dZ, activations, weights, slope):
    """Compute the gradients of all weights and biases of a network.

    Parameters
    ----------
    dZ : ndarray of float64, shape (n_L, m)
        The error of the output layer L. Column i belongs to sample i, without 1/m.
    activations : list of L + 1 ndarrays
        A^[0], …, A^[L] of the forward pass; entry l has the shape (n_l, m).
    weights : list of L ≥ 1 ndarrays
        weights[l - 1] is W^[l], of shape (n_l, n_{l-1}).
    slope : function
        Takes the activations A^[l] of a hidden layer (a matrix), returns the slopes of its
        activation function in the same shape.

    Returns
    -------
    tuple of two lists (dWs, dbs) of L ndarrays each
        dWs[l - 1] has the shape of W^[l], dbs[l - 1] the shape (n_l, 1): the derivatives of the
        cost J, the average over the m samples. The arguments stay as they are.
    """
    ### START YOUR CODE ###
    m = dZ.shape[1]
    dWs, dbs = [], []
    for layer in range(len(weights), 0, -1):
        A_prev = activations[layer - 1]
        dWs.insert(0, dZ @ A_prev.T / m)
        dbs.insert(0, dZ.mean(axis=1, keepdims=True))
        if layer > 1:
            dZ = (weights[layer - 1].T @ dZ) * slope(A_prev)
    return dWs, dbs
    ### END YOUR CODE ###


# %% tests="backward" points=1
import numpy as np
from dlcourse.testing import check_close, check_true, check_unchanged, rng

# A single layer, and the last layer of two: no slope is needed for these.
dZ = np.array([[1.0, 3, 0, 4], [0, -2, 2, 4]])
X = np.array([[1.0, 0, 2, 0], [2, 2, 0, 1], [0, -1, 4, 1]])
result = backward(dZ, [X, dZ], [np.ones((2, 3))], lambda A: 1 - A**2)
two = isinstance(result, (tuple, list)) and len(result) == 2
check_true(two, "backward gives two lists", "end with: return dWs, dbs")
dWs, dbs = result
lists = all(isinstance(part, (tuple, list)) and len(part) == 1 for part in (dWs, dbs))
check_true(lists, "one layer gives lists of one gradient", "two lists, an entry for each layer")
slips = {
    "dW^[l] needs the input of the layer, A^[l−1]": np.array([[6.5, 2.5], [2.5, 6.0]]),
    "the order of the results is dWs, dbs": np.array([[2.0], [1.0]]),
}
wanted = np.array([[0.25, 3.0, 0.25], [1.0, 0.0, 3.5]])
check_close(dWs[0], wanted, "dW^[1]", batch_size=4, mistakes=slips)
check_close(dbs[0], np.array([[2.0], [1.0]]), "db^[1]", batch_size=4)
### BEGIN HIDDEN TESTS
generator = rng("backward, last layer")
X, A, Y = (generator.uniform(size=(n, 6)) for n in (4, 3, 2))
weights = [generator.normal(size=(3, 4)), generator.normal(size=(2, 3))]
dZ = generator.normal(size=(2, 6))
given = dZ.copy(), [X.copy(), A.copy(), Y.copy()], [W.copy() for W in weights]
dWs, dbs = backward(*given, lambda A: 1 - A**2)
for after, before in zip(given[1] + given[2], [X, A, Y, *weights], strict=True):
    check_unchanged(after, before, "the arrays given to backward")
lists = all(isinstance(part, (tuple, list)) and len(part) == 2 for part in (dWs, dbs))
check_true(lists, "two layers give lists of two gradients", "two lists, an entry for each layer")
ordered = "the lists go from layer 1 to layer L; you meet the layers the other way round"
for part, name in ((dWs, "dWs"), (dbs, "dbs")):
    rows = [np.shape(gradient)[0] if np.ndim(gradient) else 0 for gradient in part]
    check_true(rows != [2, 3], f"the order of {name}", ordered)
slips = {
    "the average over the batch is wanted, this is the sum: 1/m is missing": dZ @ A.T,
    "the output layer's dZ is given: its slope is part of it already": (dZ * (1 - Y**2)) @ A.T / 6,
    "divided by m twice": dZ @ A.T / 36,
}
check_close(dWs[1], dZ @ A.T / 6, "dW^[2] of two layers", mistakes=slips, batch_size=6)
check_close(dbs[1], dZ.mean(axis=1, keepdims=True), "db^[2] of two layers", batch_size=6)
### END HIDDEN TESTS

# %% tests="backward" points=2
import numpy as np
from dlcourse.testing import check_close, check_true, check_unchanged, rng

# All layers, against the automatic derivatives of PyTorch.
X, A, Y = np.array([[1.0, -1.0]]), np.array([[0.5, 0.25]]), np.array([[0.0, 0.0]])
weights = [np.ones((1, 1)), 2 * np.ones((1, 1))]
result = backward(np.array([[1.0, 2.0]]), [X, A, Y], weights, lambda A: np.exp(A))
two = isinstance(result, (tuple, list)) and len(result) == 2
check_true(two, "backward gives two lists", "end with: return dWs, dbs")
dWs, dbs = result
lists = all(isinstance(part, (tuple, list)) and len(part) == 2 for part in (dWs, dbs))
check_true(lists, "two layers give lists of two gradients", "two lists, an entry for each layer")
order = {"the lists go from layer 1 to layer L: the order is reversed": np.array([[4.216769]])}
check_close(dbs[1], np.array([[1.5]]), "db^[2] of a tiny network", mistakes=order, rtol=1e-4)
slips = {
    "the slope of the hidden activation function is missing": np.array([[3.0]]),
    "the average over the batch is wanted, this is the sum": np.array([[8.433538]]),
    "use the slope that is given, not the one of the sigmoid": np.array([[0.625]]),
    "1/m belongs into dW and db only; or the weights of another layer": np.array([[2.1083846]]),
    "multiply by the slope, do not add it": np.array([[4.46637335]]),
    "each sample has its own slope: do not average it": np.array([[4.39911999]]),
}
check_close(dbs[0], np.array([[4.216769]]), "db^[1] of a tiny network", mistakes=slips, rtol=1e-4)
check_close(dWs[0], np.array([[-0.9193295]]), "dW^[1] of a tiny network", rtol=1e-4)
### BEGIN HIDDEN TESTS
from itertools import pairwise
import torch


def walk(dZ, activations, weights, slip=""):
    m, gradients = dZ.shape[1], []
    for layer in range(len(weights), 0, -1):
        A_prev, W = activations[layer - 1], weights[layer - 1]
        W = weights[max(layer - 2, 0)] if slip == "other weights" else W
        factor = 1 if slip == "sum" else m
        total = dZ.sum(axis=1, keepdims=True)
        source = activations[layer] if slip == "output" else A_prev
        gradients.insert(0, (dZ @ source.T / factor, total / factor))
        slopes = {
            "no slope": np.ones_like(A_prev),
            "sigmoid": A_prev * (1 - A_prev),
            "other layer": 1 - activations[layer] ** 2,
        }.get(slip, 1 - A_prev**2)
        late = slip == "slope first"
        dZ = (W if slip == "not transposed" else W.T) @ (dZ * slopes if late else dZ)
        dZ = dZ if late else dZ * slopes
        dZ = dZ / m if slip == "m twice" else dZ
    return gradients


generator = rng("backward")
for sizes, m in [((4, 4, 4, 4), 5), ((3, 5, 2), 4), ((2, 5, 3, 4, 2), 3), ((3, 4, 2), 1)]:
    shapes = [(n, n_prev) for n_prev, n in pairwise(sizes)]
    tensors = [torch.tensor(generator.normal(size=s), requires_grad=True) for s in shapes]
    columns = [torch.zeros((n, 1), dtype=torch.float64, requires_grad=True) for n in sizes[1:]]
    kept = [torch.tensor(generator.normal(size=(sizes[0], m)))]
    Y = torch.tensor(np.eye(sizes[-1])[:, generator.integers(0, sizes[-1], size=m)])
    for W, b in zip(tensors, columns, strict=True):
        kept.append(torch.tanh(W @ kept[-1] + b))
    logits = W @ kept[-2] + b
    kept[-1] = torch.softmax(logits, dim=0)
    (-(Y * torch.log_softmax(logits, dim=0)).sum() / m).backward()
    activations, weights = [A.detach().numpy() for A in kept], [W.detach().numpy() for W in tensors]
    dZ = activations[-1] - Y.numpy()
    layers, case = len(weights), f"of {len(weights)} layers, {m} sample{'s' if m > 1 else ''}"
    given = dZ.copy(), [A.copy() for A in activations], [W.copy() for W in weights]
    dWs, dbs = backward(*given, lambda A: 1 - A**2)
    kept_lists = len(given[1]) == layers + 1 and len(given[2]) == layers
    check_true(kept_lists, "the given lists", "leave the list as it is, e.g. no pop and no append")
    after = [given[0], *given[1], *given[2]]
    for array, copy in zip(after, [dZ, *activations, *weights], strict=True):
        check_unchanged(array, copy, f"the arrays given to backward, {case}")
    full = len(dWs) == len(dbs) == layers
    check_true(
        full, f"the gradients {case}", "an entry for each layer: does the loop reach layer 1?"
    )
    slips = {
        "the slope of the hidden activation function is missing": "no slope",
        "use the slope that is given, also when it is not the sigmoid's": "sigmoid",
        "the slope belongs to the layer you go back to: take its activations": "other layer",
        "the way back goes through the weights of the layer itself, not of the one before": (
            "other weights"
        ),
        "W has to be transposed on the way back": "not transposed",
        "first back through the weights, then multiply by the slope": "slope first",
        "dW^[l] needs the input of the layer, A^[l−1], not its output": "output",
        "divided by m again at each layer: 1/m belongs into dW and db only": "m twice",
        "the average over the batch is wanted, this is the sum: 1/m is missing": "sum",
    }
    answers = {}
    for words, slip in slips.items():
        try:
            answers[words] = walk(dZ, activations, weights, slip)
        except ValueError:
            pass
    for layer in range(layers, 0, -1):
        for k, name, came, of in [(0, "dW", dWs, tensors), (1, "db", dbs, columns)]:
            wrong = {words: answer[layer - 1][k] for words, answer in answers.items()}
            wrong["the lists go from layer 1 to layer L: the order is reversed"] = of[-layer].grad
            name = f"{name}^[{layer}] {case}"
            check_close(came[layer - 1], of[layer - 1].grad, name, mistakes=wrong, batch_size=m)
### END HIDDEN TESTS

# %% [markdown]
# ## 10.8 Trust is good, a gradient check is better
#
# A wrong gradient seldom crashes. The network even learns a little, only worse than it should, and
# you search for days. But a derivative can be *measured*: move one weight a little to the right and
# a little to the left, and see how much the cost changes,
#
# $$\frac{\partial J}{\partial w} \approx
# \frac{J(w + \varepsilon) - J(w - \varepsilon)}{2\varepsilon}.$$
#
# This is the **central difference**. Why both sides? Taylor's formula shows it: the one-sided
# $\big(J(w + \varepsilon) - J(w)\big) / \varepsilon$ is off by about $\frac{\varepsilon}{2} J''$;
# in the central one these terms cancel, and $\frac{\varepsilon^2}{6} J'''$ remains. With
# $\varepsilon = 10^{-5}$ that is the step from $10^{-5}$ to $10^{-10}$.
#
# ### Exercise 9: measure a gradient
#
# Your function works for any `f` of one array `x` of any shape. Treat one entry after the other:
# only *this* entry is moved, the others keep their values. `np.ndindex(x.shape)` runs over all
# indices of an array of any shape; each is a tuple that you can use as `x[index]`.


# %% exercise="numerical_gradient"
def numerical_gradient(f, x, epsilon=1e-5):
    """Measure the gradient of a function by central differences.

    Parameters
    ----------
    f : function
        Takes an array like x, returns one number. It does not change its argument. It may be slow:
        two calls for each entry of x are enough, more than four are too many.
    x : ndarray of float64 with one or more axes, at least one entry
        Where to measure. After the call it holds the values that it held before (you may move its
        entries in between and put them back).
    epsilon : float
        How far an entry is moved to either side; positive.

    Returns
    -------
    ndarray of float64 with the shape of x
        The measured derivative of f with respect to each entry of x.
    """
    ### START YOUR CODE ###
    gradient = np.zeros(x.shape)
    for index in np.ndindex(x.shape):
        moved = x.copy()
        moved[index] = x[index] + epsilon
        right = f(moved)
        moved[index] = x[index] - epsilon
        gradient[index] = (right - f(moved)) / (2 * epsilon)
    return gradient
    ### END YOUR CODE ###


# %% tests="numerical_gradient" points=2
import numpy as np
from dlcourse.testing import check_close, rng

x = np.array([1.0, -2.0, 0.5])
came = numerical_gradient(lambda x: float(np.sum(x**2)), x)
wanted = np.array([2.0, -4.0, 1.0])
slips = {
    "the two points are 2ε apart": 2 * wanted,
    "nearly 0: a product below a fraction needs parentheses": 1e-10 * wanted,
    "only the first entry is measured: is the return inside the loop?": np.array([2.0, 0.0, 0.0]),
    "the sign: right minus left": -wanted,
}
check_close(came, wanted, "the gradient of a sum of squares", mistakes=slips)
### BEGIN HIDDEN TESTS


def measured(f, x, epsilon, slip=""):
    gradient, pushed = np.zeros(x.shape), x.copy()
    for index in np.ndindex(x.shape):
        move = np.zeros(x.shape)
        move[{"all": ..., "row": index[0]}.get(slip, index)] = epsilon
        if slip == "stays":
            pushed[index] += epsilon
            right = f(pushed)
            pushed[index] -= 2 * epsilon
            gradient[index] = (right - f(pushed)) / (2 * epsilon)
        elif slip == "right":
            gradient[index] = (f(x + move) - f(x)) / epsilon
        elif slip == "left":
            gradient[index] = (f(x) - f(x - move)) / epsilon
        else:
            gradient[index] = (f(x + move) - f(x - move)) / (2 * epsilon)
    return gradient


generator = rng("numerical_gradient")
for shape, epsilon in [((4,), 0.1), ((2, 3), 0.05), ((3, 1), 0.2), ((2, 2, 2), 0.1), ((1,), 0.3)]:
    x, factors = generator.normal(size=shape), generator.uniform(1, 2, size=shape)

    def f(x, factors=factors):
        return float(np.sum(factors * x**3) + np.prod(np.cos(x)))

    wanted = measured(f, x, epsilon)
    slips = {
        "a one-sided difference: move to both sides": measured(f, x, epsilon, "right"),
        "a one-sided difference, to the left: move to both sides": measured(f, x, epsilon, "left"),
        "the two points are 2ε apart, so divide by 2ε": 2 * wanted,
        "divide by 2ε: 2 * epsilon needs parentheses below a fraction": wanted * 4 * epsilon**2,
        "divide by 2ε; the 2 is there, ε is missing": wanted * epsilon,
        "divide by 2ε; the difference alone came": 2 * wanted * epsilon,
        "divided by 2 and multiplied by ε: 2 * epsilon needs parentheses": wanted * epsilon**2,
        "move only one entry at a time, not all of them": measured(f, x, epsilon, "all"),
        "move only one entry at a time, not a whole row": measured(f, x, epsilon, "row"),
        "put each entry back before you move the next one": measured(f, x, epsilon, "stays"),
        "use the epsilon that is given": measured(f, x, 1e-5),
        "move by ε to the left and by ε to the right": measured(f, x, epsilon / 2),
        "the sign: right minus left": -wanted,
    }
    name = f"a measured gradient of the shape {shape}, ε = {epsilon}"
    check_close(numerical_gradient(f, x.copy(), epsilon), wanted, name, mistakes=slips)
### END HIDDEN TESTS

# %% tests="numerical_gradient" points=1
import numpy as np
from dlcourse.testing import check_between, check_close, check_true, rng

# What is left behind: x as it was; and ε has a sensible default.
x = np.array([[1.0, 2.0], [3.0, 4.0]])
came = numerical_gradient(lambda x: float(x[0, 0] * x[1, 1]), x)
check_close(came, np.array([[4.0, 0.0], [0.0, 1.0]]), "the gradient of x₀₀ · x₁₁")
before = np.array([[1.0, 2.0], [3.0, 4.0]])
restore = "put each entry back after it was moved, or move a copy"
check_close(x, before, "x after the call", rtol=1e-9, hint=restore)
### BEGIN HIDDEN TESTS
seen = []


def product(x):
    seen.append(np.array(x))
    return float(np.prod(x) + x.flat[0] ** 2)


x = rng("numerical_gradient, x").uniform(0.5, 1.5, size=(2, 3))
before = x.copy()
wanted = np.prod(before) / before
wanted[0, 0] += 2 * before[0, 0]
came = numerical_gradient(product, x)
check_close(came, wanted, "the gradient of a product and a square")
check_close(x, before, "x after the call, to the last entry", rtol=1e-9, hint=restore)
moves = np.array([np.abs(point - before).max() for point in seen])
both = "by ε to the right and by ε to the left, whatever the entry is"
check_between(moves, 0, 1.001e-5, "how far entries are moved for ε = 1e-5", hint=both)
calls = "two for each entry of x: one to the right, one to the left"
check_true(12 <= len(seen) <= 24, "how often f is called for 6 entries", calls)
apart = np.array([np.count_nonzero(np.abs(point - before) > 1e-12) for point in seen])
check_between(apart, 0, 1, "how many entries are moved at once", hint="one entry at a time")
seen.clear()
came = numerical_gradient(product, x, 0.25)
check_close(came, wanted, "the gradient of a product and a square, with a large ε")
check_close(x, before, "x after a call with a large ε", rtol=1e-9, hint=restore)
moves = np.array([np.abs(point - before).max() for point in seen])
check_close(moves.max(initial=0), 0.25, "how far entries are moved for ε = 0.25")
### END HIDDEN TESTS

# %% [markdown]
# ### The toy network of the notes
#
# First a very small network: 3 inputs, 4 hidden neurons, 2 outputs, all sigmoid, with the squared
# error and the wanted output zero, so that the loss is $\frac12 \lVert\mathbf a^{[2]}\rVert^2$.
# Zahn's notes use such a toy and report differences of about $10^{-8}$ for a right
# implementation. What do you reach?
#
# The network lives in a dict that has its arrays by name. The helper below is plumbing: it lets
# your `forward`, `output_error` and `backward` compute the gradients, then your
# `numerical_gradient` measure them, and counts forward passes on the way.


# %%
def new_network(sizes, seed):
    """Draw random weights: W1, b1, W2, b2, … for layers of these sizes."""
    generator = np.random.default_rng(seed)
    network = {}
    for layer, (n_prev, n) in enumerate(pairwise(sizes), start=1):
        network[f"W{layer}"] = generator.normal(scale=1 / np.sqrt(n_prev), size=(n, n_prev))
        network[f"b{layer}"] = np.zeros((n, 1))
    return network


def run_network(network, X, cost):
    """Run the forward pass of a network with sigmoid hidden layers."""
    weights = [array for name, array in network.items() if name.startswith("W")]
    biases = [array for name, array in network.items() if name.startswith("b")]
    return forward(X, weights, biases, sigmoid, sigmoid if cost == "mse" else softmax)


def gradients(network, X, Y, cost, slope=sigmoid_slope):
    """Compute all gradients by backpropagation, by the names of their arrays."""
    weights = [array for name, array in network.items() if name.startswith("W")]
    activations = run_network(network, X, cost)
    error = output_error(activations[-1], Y, cost)
    found_lists = backward(error, activations, weights, slope)
    found = {}
    for layer, pair in enumerate(zip(*found_lists, strict=True), start=1):
        found[f"W{layer}"], found[f"b{layer}"] = pair
    return found


def measured_gradients(network, X, Y, cost, epsilon=1e-5):
    """Measure all gradients; return them and the number of forward passes that it took."""
    passes = 0

    def cost_with(name, array):
        nonlocal passes
        passes += 1
        return average_loss(run_network({**network, name: array}, X, cost)[-1], Y, cost)

    found = {
        name: numerical_gradient(lambda array, name=name: cost_with(name, array), start, epsilon)
        for name, start in network.items()
    }
    return found, passes


# %% tags=["skip-execution"]
toy = new_network([3, 4, 2], seed=5)
many = np.random.default_rng(6).normal(size=(3, 5))
for samples in (many[:, :1], many):
    wanted_zero = np.zeros((2, samples.shape[1]))
    analytic = gradients(toy, samples, wanted_zero, "mse")
    numeric, _ = measured_gradients(toy, samples, wanted_zero, "mse")
    print(f"batch of {samples.shape[1]}:")
    print(compare_gradients(analytic, numeric), end="\n\n")

print("epsilon   largest difference, batch of 5")
for exponent in range(-1, -12, -1):
    numeric, _ = measured_gradients(toy, samples, wanted_zero, "mse", 10.0**exponent)
    print(f"1e{exponent:<7} {compare_gradients(analytic, numeric).max_difference:.1e}")

# %% [markdown]
# With the default $\varepsilon = 10^{-5}$ a right gradient agrees much better than to $10^{-8}$.
# Two rows of the last table come near the number in the notes, and they lie far apart: one where
# $\varepsilon$ is rather large, one where it is rather small. Why does the agreement get worse on
# *both* sides?
#
# ### How small should ε be?
#
# The smaller the better, says calculus. The computer disagrees. It keeps about 16 digits, and the
# difference of two nearly equal costs consists of their last digits, which are rounded. Dividing
# by $2\varepsilon$ blows this rounding up. So there are two errors, and they pull in opposite
# directions:
#
# $$\text{truncation} \sim \varepsilon^2, \qquad
# \text{rounding} \sim \frac{10^{-16}}{\varepsilon}.$$
#
# Move the slider. On the left is the function of unit 3, $f(x) = e^{-x} + x^2$, at $x = -0.5$:
# your function measures the slope of the orange line through two points. On the right is how
# wrong it is.

# %% tags=["skip-execution"]
exact_slope = -np.exp(0.5) - 1.0  # f'(x) = −e^−x + 2x at x = −0.5
steps = 10.0 ** np.arange(0, -13.1, -0.25)


def slope_error(epsilon):
    """Compare the measured slope of e^−x + x² at −0.5 with the exact one."""
    place = np.array([-0.5])
    slope = numerical_gradient(lambda x: float(np.exp(-x[0]) + x[0] ** 2), place, epsilon)[0]
    return slope, abs(slope - exact_slope)


def draw_step(exponent):
    """Draw the two points that are 2ε apart, and the error of the slope against ε."""
    epsilon = 10.0**exponent
    slope, error = slope_error(epsilon)
    figure, (left, right) = plt.subplots(1, 2, figsize=(12, 4.5))
    x = np.linspace(-2, 1, 200)
    left.plot(x, np.exp(-x) + x**2, color=FORWARD, label="$f(x) = e^{-x} + x^2$")
    points = np.array([-0.5 - epsilon, -0.5 + epsilon])
    heights = np.exp(-points) + points**2
    left.plot(x, heights.mean() + slope * (x + 0.5), "--", color="#d9822b", label="measured slope")
    left.plot(points, heights, "o", color="#d9822b", markersize=8)
    left.set(xlabel="$x$", ylabel="$f(x)$", ylim=(0, 8))
    left.set_title(f"measured ${slope:.7f}$, exact ${exact_slope:.7f}$")
    left.legend(loc="upper center")
    errors = np.array([slope_error(step)[1] for step in steps])
    right.loglog(steps, np.maximum(errors, 1e-17), ".-", color=FORWARD, label="central difference")
    right.loglog(steps, steps**2, ":", color="gray", label=r"$\varepsilon^2$")
    right.loglog(steps, 1e-16 / steps, "--", color="gray", label=r"$10^{-16}/\varepsilon$")
    right.plot(epsilon, max(error, 1e-17), "o", color="#d9822b", markersize=12)
    right.set(xlabel=r"$\varepsilon$", ylabel="error of the slope", ylim=(1e-14, 10))
    right.set_title(f"ε = 1e{exponent:g}: error {error:.1e}")
    right.legend(loc="upper center")
    return figure


explore(draw_step, exponent=slider(-12, 0, -1, step=1, label="ε = 10^"))

# %% [markdown]
# The valley lies near $\varepsilon = 10^{-5}$, and this is the usual choice for central
# differences in double precision. In single precision (`float32`, 7 digits) the rounding error is
# about $10^{-7}/\varepsilon$, so that even the best $\varepsilon$ leaves an error near $10^{-5}$,
# in which mistakes can hide: **check gradients in float64.**

# %% [markdown]
# ## 10.9 Why not always measure?
#
# If measuring is so simple, why derive anything? Count. Measuring needs two forward passes for
# each *single* parameter. Backpropagation needs one forward pass and one backward pass for *all*
# of them. And a backward pass has two matrix products per layer (for $dW$ and for $dA$) where the
# forward pass has one: it is about twice as much work, whatever the number of parameters.


# %% tags=["skip-execution"]
def multiplications(sizes, m):
    """Count the multiplications in matrix products: (forward pass, backward pass)."""
    layers = [n * n_prev * m for n_prev, n in pairwise(sizes)]
    return sum(layers), 2 * sum(layers) - layers[0]  # no way back to the input


print("network       parameters   forward passes to measure   backprop, in forward passes")
for sizes in ([3, 4, 2], [8, 16, 4], [16, 16, 16, 10], [784, 200, 10]):
    network = new_network(sizes, seed=0)
    parameters = sum(array.size for array in network.values())
    if parameters < 1000:
        inputs = np.ones((sizes[0], 1))
        _, passes = measured_gradients(network, inputs, np.zeros((sizes[-1], 1)), "mse")
        counted = f"{passes:,} (counted)"
    else:
        counted = f"{2 * parameters:,} (2 each, by formula)"
    there, back = multiplications(sizes, m=1)
    name = "-".join(map(str, sizes))
    print(f"{name:<13} {parameters:>10,}   {counted:>25}   {1 + back / there:>20.2f}")

# %% [markdown]
# Both columns are counts, not seconds: they are the same on every machine. For a small MNIST
# network measuring takes hundreds of thousands of forward passes for one step of gradient
# descent. So we *measure* to check, on a small network and a small batch, and *derive* to train.

# %% [markdown]
# ## 10.10 Real digits
#
# Now the rhythm that professionals keep: **check the gradient, overfit a few samples, then
# train.** We begin with the digits of 8 × 8 pixels that come with scikit-learn, and a network of
# 64 inputs, 16 hidden neurons and 10 outputs with softmax and cross-entropy. Note the `.T`: from
# rows to columns.

# %% tags=["skip-execution"]
digits = load_digits()
digit_X = flatten(digits.train_images).T / 16
digit_Y = one_hot(digits.train_labels, 10).T
print("X:", digit_X.shape, " Y:", digit_Y.shape)
plot_tiles(digits.train_images[:20], captions=list(digits.train_labels[:20]), title="8 × 8 digits")
plt.show()

# %% [markdown]
# ### Step 1: check the gradient on a real mini-batch
#
# Twenty images, all parameters. In the picture each dot is one entry of the gradient: a right
# gradient lies on the diagonal. The table names the ten worst entries, whatever they are.

# %% tags=["skip-execution"]
check_X, check_Y = digit_X[:, :20], digit_Y[:, :20]
network = new_network([64, 16, 10], seed=1)
numeric, passes = measured_gradients(network, check_X, check_Y, "cross-entropy")
analytic = gradients(network, check_X, check_Y, "cross-entropy")
print(f"{passes:,} forward passes to measure {sum(g.size for g in numeric.values()):,} derivatives")
print(compare_gradients(analytic, numeric))
plot_gradient_check(analytic, numeric, title="Your gradient on 20 real digits")
plt.show()

# %% [markdown]
# ### Break it on purpose
#
# A smoke detector is tested with smoke. Two mistakes that nearly everybody makes once:
#
# - **the factor 1/m is forgotten**: then all gradients are $m = 20$ times too large,
# - **the slope σ′ is forgotten**: we hand your `backward` a slope that is 1 everywhere.
#
# Look at the largest difference of each array. The check tells you not only *that* something is
# wrong, but also *where* to look.

# %% tags=["skip-execution"]
broken = {
    "1/m forgotten": {name: 20 * gradient for name, gradient in analytic.items()},
    "σ′ forgotten": gradients(network, check_X, check_Y, "cross-entropy", slope=np.ones_like),
}
figure, axes = plt.subplots(1, 2, figsize=(12, 5.2))
for ax, (mistake, wrong) in zip(axes, broken.items(), strict=True):
    print(f"{mistake}, largest difference of each array:")
    for name in network:
        worst = compare_gradients({name: wrong[name]}, {name: numeric[name]}).max_difference
        print(f"    {name}: {worst:.1e}  {'ok' if worst < 1e-7 else '<-- wrong'}")
    plot_gradient_check(wrong, numeric, title=mistake, ax=ax)
plt.show()

# %% [markdown]
# With $1/m$ forgotten *all* arrays are wrong, and the dots lie on a straight line, only a steeper
# one: a constant factor. With σ′ forgotten, `W2` and `b2` are right, `W1` and `b1` are wrong: the
# mistake sits on the way from layer 2 to layer 1. With a small enough learning rate both networks
# would still learn something, since each step points more or less downhill. That is why such
# mistakes live long.
#
# ### Step 2: overfit twenty images
#
# A network with right gradients must be able to learn twenty images by heart: the cost goes to
# nearly zero. If it does not, something is broken, and no amount of data will mend it. A step of
# gradient descent is $W \leftarrow W - \alpha\, \partial J / \partial W$, for every array of the
# network.


# %%
def descend(network, X, Y, learning_rate):
    """Make one step of gradient descent; the arrays of the network change."""
    for name, gradient in gradients(network, X, Y, "cross-entropy").items():
        network[name] = network[name] - learning_rate * gradient


def errors_and_cost(network, X, Y):
    """Return the share of misclassified columns and the cost."""
    Y_hat = run_network(network, X, "cross-entropy")[-1]
    wrong = np.argmax(Y_hat, axis=0) != np.argmax(Y, axis=0)
    return float(np.mean(wrong)), average_loss(Y_hat, Y, "cross-entropy")


# %% tags=["skip-execution"]
costs = []
for _ in progress(range(pace(3000, quick=1000)), "overfitting"):
    descend(network, check_X, check_Y, learning_rate=1.0)
    costs.append(errors_and_cost(network, check_X, check_Y)[1])
share, cost = errors_and_cost(network, check_X, check_Y)
print(f"cost at the end: {cost:.5f}, misclassified: {share:.0%} of 20")
plot_learning_curves({"20 digits": costs}, xlabel="step", title="Overfitting 20 digits", log=True)
plt.show()

# %% [markdown]
# ### Step 3: train on MNIST
#
# All ten digits of 28 × 28 pixels, mini-batches of 64 images, a hidden layer of 50 neurons.
# Nothing computes gradients here but the few lines that you wrote. On the full data set this
# takes seconds or some minutes, depending on the computer.

# %% tags=["skip-execution"]
mnist = load_mnist()
x_train, x_test = flatten(mnist.train_images) / 255, flatten(mnist.test_images) / 255
y_train, y_test = one_hot(mnist.train_labels, 10), one_hot(mnist.test_labels, 10)

network = new_network([784, 50, 10], seed=2)
batches = MiniBatches(x_train, y_train, 64, seed=2)
history = {"training": [], "test": []}
for _ in progress(range(pace(10, quick=3)), "training"):
    for x_batch, y_batch in batches:
        descend(network, x_batch.T, y_batch.T, learning_rate=0.5)
    history["training"].append(100 * errors_and_cost(network, x_train.T, y_train.T)[0])
    history["test"].append(100 * errors_and_cost(network, x_test.T, y_test.T)[0])

epochs = np.arange(1, len(history["test"]) + 1)
plot_learning_curves(
    history, x=epochs, ylabel="misclassified (%)", title="MNIST, 784-50-10, your backpropagation"
)
plt.show()
wrong_share = history["test"][-1] / 100
print(f"test error after {len(epochs)} epochs: {wrong_share:.2%} of {len(y_test):,} images")

# %% [markdown]
# For comparison: ten neurons *without* a hidden layer (unit 8) reach 7.7 % in Zahn's notes.
# Unit 11 makes the network a class and searches for better settings; the notes report about 2 %
# there.
#
# Some of the misclassified test images, with the network's guess and the label:

# %% tags=["skip-execution"]
guesses = np.argmax(run_network(network, x_test.T, "cross-entropy")[-1], axis=0)
wrong = np.flatnonzero(guesses != mnist.test_labels)[:20]
captions = [f"{guesses[i]}, is {mnist.test_labels[i]}" for i in wrong]
plot_tiles(mnist.test_images[wrong], captions=captions, title="Misclassified: guess, label")
plt.show()

# %% [markdown]
# ## 10.11 Questions
#
# **Question 1.** Somebody mixes both conventions of section 10.6: `dZ` of the output is divided by
# $m$, and so are `dW` and `db`. What happens in training, with which setting could the mistake be
# hidden, and how would a gradient check show it?

# %% [markdown] question="twice-divided"
# All gradients are m times too small. Training goes in the right direction, only as slowly as
# with the learning rate α/m; a learning rate that is m times larger hides the mistake completely,
# until somebody changes the batch size. In the gradient check all entries of all arrays are 1/m
# of the measured ones: the dots lie on a line that is too flat. With a batch of one sample
# nothing shows, so check with m > 1.

# %% [markdown]
# **Question 2.** The forward pass could throw away the activations of a layer as soon as the next
# layer is computed. The backward pass cannot do without them. Where exactly does it need them, and
# how does the memory that training takes grow with the number of layers and the batch size?

# %% [markdown] question="memory"
# A^[l−1] occurs in dW^[l] = (1/m) dZ^[l] (A^[l−1])ᵀ and, for the sigmoid, in the slope a (1 − a)
# with which dZ^[l−1] is made. All activations together are m · (n_0 + n_1 + … + n_L) numbers:
# memory grows in proportion to the batch size and to the number of layers. Predicting needs only
# two layers at a time. One can trade memory for time and compute forgotten activations again
# ("checkpointing").

# %% [markdown]
# **Question 3.** The gradient check passes with a difference of $10^{-11}$, yet the network does
# not learn. Name three reasons that a gradient check cannot see.

# %% [markdown] question="not-seen"
# The check says only that backward fits forward and cost. It does not see a wrong forward pass or
# a wrong cost (both are used on both sides), labels that do not belong to their images, inputs
# that were not rescaled, a learning rate that is too small or too large, a plus in the update, a
# start at which all hidden neurons are equal and stay equal, or saturated sigmoids whose
# gradients are right and nearly zero.

# %% [markdown]
# **Question 4.** Suppose all weights of the network start at zero. What do the four equations say
# about the gradients of the first layer, in the first step and later?

# %% [markdown] question="zero-start"
# W^[2] = 0, so dA^[1] = (W^[2])ᵀ dZ^[2] = 0: the first layer gets no gradient in the first step.
# All hidden neurons put out the same value 1/2, so all columns of dW^[2] are equal, and from the
# second step on all hidden neurons get equal gradients. They remain copies of each other for
# ever: the layer acts like a single neuron. Random starting weights break this symmetry.

# %% [markdown]
# ## Summary
#
# - A computational graph runs forward for values and backward for derivatives: multiply along a
#   path, add over the paths. The backward pass uses what the forward pass kept.
# - With samples in columns a layer is $Z = WA + \mathbf b$, for one sample as for a batch.
# - The error $\delta Z^{[L]}$ of the output is $\hat Y - Y$ for softmax with cross-entropy, and
#   $(\hat Y - Y) \odot \sigma'$ for sigmoid outputs with the squared error.
# - Per layer: $dW = \frac 1m\, \delta Z A^T$, $d\mathbf b = \frac 1m\, \delta Z\, \mathbf 1$,
#   $\delta A = W^T \delta Z$, and a multiplication by $\sigma'$. The $1/m$ stands in $dW$ and
#   $d\mathbf b$ only, and every gradient has the shape of its array.
# - Measuring a gradient takes two forward passes per parameter, deriving it about three in all.
#   Measure to check (in float64, central differences, $\varepsilon \approx 10^{-5}$), derive to
#   train.
# - Check the gradient, overfit a few samples, then train.
#
# ## References
#
# - D. E. Rumelhart, G. E. Hinton and R. J. Williams, *Learning representations by back-propagating
#   errors*, Nature 323, 1986.
# - M. Nielsen, *Neural Networks and Deep Learning*, Determination Press, 2015, chapter 2.
# - K. Zahn, lecture notes *Deep Learning, part 1*, HSLU, 2024, sections 4.4 and 4.5.
# - M. Kretov, slides *Basic concepts for neural networks and BP algorithm*, MIPT, 2017.
# - R. Peharz, slides *Neural Networks II*, TU Graz, 2022.
# - M. Wolter, slides *Neural networks*, Foundations of Machine Learning in Python, 2022.
