# %% [markdown]
# # 11 · The multilayer perceptron
#
# All parts are there: layers (unit 9), softmax (unit 8), backpropagation (unit 10), mini-batches
# (unit 7). In this unit you assemble them into a network that you can configure in one line, with
# as many layers as you like, and then you do what practitioners do with most of their time: you
# turn its knobs and watch what happens.
#
# **You will be able to**
#
# - write a dense layer that runs forward and backward, and build a network of any depth from it,
# - train a network to remove noise from a signal,
# - train a network with a softmax output on MNIST, in mini-batches,
# - say what learning rate, batch size, width and start weights do, and show it with curves,
# - explain why a network that starts at zero cannot learn,
# - report a result so that others can repeat it: with seeds, mean and spread.
#
# **Time needed:** about 4 hours, in two sittings: sections 11.1 to 11.5, then 11.6 to 11.10.
# **What to know before:** units 7, 8 and 10: mini-batches, softmax with cross-entropy, and the
# four equations of backpropagation. And a little Python: a class, a method, `self`.
#
# **How to work:** run the cells from top to bottom. In an exercise write your answer between the
# two marker lines, in place of the line that raises `NotImplementedError`, and then run the test
# cells below it. Each check that passes prints ✓; the first that fails says what is wrong.

# %%
from itertools import pairwise

import matplotlib.pyplot as plt
import numpy as np

from dlcourse.batches import MiniBatches
from dlcourse.data import load_mnist
from dlcourse.gradcheck import compare_gradients, parameter_gradients
from dlcourse.pace import pace, progress
from dlcourse.plotting import (
    plot_decision_regions,
    plot_histograms,
    plot_learning_curves,
    plot_tiles,
    plot_weights,
)
from dlcourse.widgets import choice, explore, slider

plt.rcParams["figure.dpi"] = 66  # small pictures keep the notebook small

# %% [markdown]
# ## 11.1 A layer is an object
#
# This is what we build: every neuron of a layer is connected with every neuron of the layer before
# it. (Such a layer is called *dense*, or fully connected.) Layer $l$ puts out $A^{[l]}$, and
# $A^{[0]} = X$ is the input.


# %% tags=["skip-execution"]
def draw_network(sizes):
    """Draw the neurons of each layer and their connections."""
    figure, ax = plt.subplots(figsize=(8, 3.2))
    places = [np.arange(n) - (n - 1) / 2 for n in sizes]
    for number, (left, right) in enumerate(pairwise(places)):
        for start in left:
            for end in right:
                ax.plot([number, number + 1], [start, end], color="0.75", linewidth=0.8, zorder=1)
        ax.text(number + 0.5, 2.75, f"$W^{{[{number + 1}]}}, b^{{[{number + 1}]}}$", ha="center")
    for number, place in enumerate(places):
        shade = "#56B4E9" if number == 0 else "#E69F00"
        ax.scatter([number] * len(place), place, s=260, color=shade, edgecolor="black", zorder=2)
        names = {0: "input $A^{[0]} = X$", len(sizes) - 1: f"output $A^{{[{number}]}}$"}
        label = names.get(number, f"hidden layer $A^{{[{number}]}}$")
        ax.text(number, -3.1, label, ha="center")
    ax.set(xlim=(-0.5, len(sizes) - 0.5), ylim=(-3.4, 3.3))
    ax.set_title("A multilayer perceptron with two hidden layers")
    ax.axis("off")
    return figure


draw_network([4, 5, 4, 3])
plt.show()

# %% [markdown]
# In unit 10 a network was a list of weights, a list of biases and a few functions. That works, but
# what belongs together lies in different places. A *class* puts it in one: a layer has its weights
# $W$, its biases $\mathbf b$ and its activation function, and it can do two things, run forward
# and run backward.
#
# As in unit 10, **a sample is a column**: $A$ has the shape $(n, m)$ for $n$ neurons and $m$
# samples. Here is the layer's memory, ready-made. `layer.activation(Z)` computes $\sigma(Z)$, and
# `layer.slope(A)` gives $\sigma'(Z)$ from the *activations* $A = \sigma(Z)$, for instance
# $a(1-a)$ for the sigmoid. "identity" means no activation function: $\sigma(z) = z$, slope 1.


# %% given="sigmoid"
def sigmoid(z):
    """Compute 1 / (1 + e^−z), written with tanh so that nothing overflows."""
    return 0.5 * (1 + np.tanh(0.5 * z))


ACTIVATIONS = {  # name: (activation function of Z, its slope computed from A)
    "sigmoid": (sigmoid, lambda A: A * (1 - A)),
    "tanh": (np.tanh, lambda A: 1 - A**2),
    "relu": (lambda Z: np.maximum(Z, 0), lambda A: (A > 0).astype(A.dtype)),
    "identity": (lambda Z: Z, np.ones_like),
}


class Layer:
    """What a layer remembers: weights W (n, n_prev), biases b (n, 1), an activation function."""

    def __init__(self, W, b, activation):
        self.W, self.b = np.array(W), np.array(b)
        self.activation, self.slope = ACTIVATIONS[activation]


# %% [markdown]
# ### Exercise 1: forward
#
# $$Z = W A_{\text{prev}} + \mathbf b, \qquad A = \sigma(Z)$$
#
# `class ForwardLayer(Layer)` means: a `ForwardLayer` is a `Layer`, with all that it has, and the
# method below in addition. Inside a method the layer's own things are called `self.W`, `self.b`,
# `self.activation`.


# %% exercise="layer_forward"
class ForwardLayer(Layer):
    """A layer that runs forward."""

    def forward(self, A_prev):
        """Compute the activations of this layer for one sample or a batch.

        Parameters
        ----------
        A_prev : ndarray of floats, shape (n_prev, m)
            The activations of the layer before, a sample in each column. Stays as it is.

        Returns
        -------
        ndarray of floats, shape (n, m)
            The activations A = σ(W A_prev + b). The layer's own arrays stay as they are.
        """
        ### START YOUR CODE ###
        return self.activation(self.W @ A_prev + self.b)
        ### END YOUR CODE ###


# %% tests="layer_forward" points=2
import numpy as np
from dlcourse.testing import check_close, check_unchanged, rng


def check_forward(W, b, A_prev, case):
    """Check a layer with tanh, and one without an activation function."""
    before, Z, given = A_prev.copy(), W @ A_prev + b, A_prev.copy()
    layer = ForwardLayer(W, b, "identity")
    slips = {
        "the bias is missing": Z - b,
        "the bias is added, not subtracted": Z - 2 * b,
        "use the layer's own activation function, not always the sigmoid": 1 / (1 + np.exp(-Z)),
        "each neuron, that is each row, has its own bias: leave b a column": (
            lambda: W @ A_prev + b.T
        ),
        "row j of W belongs to neuron j: W is not transposed": lambda: W.T @ A_prev + b,
        "a sample is a column: W @ A_prev": lambda: A_prev @ W + b,
    }
    check_close(layer.forward(given), Z, f"{case}, no activation function", mistakes=slips)
    check_unchanged(given, before, "A_prev after forward")
    hint = "forward reads self.W and self.b, and changes neither"
    check_close(layer.W, W, "the layer's W after forward", hint=hint)
    check_close(layer.b, b, "the layer's b after forward", hint=hint)
    came = ForwardLayer(W, b, "tanh").forward(A_prev.copy())
    slips = {
        "the activation function has to be applied": Z,
        "the activation function comes last, after the bias": np.tanh(Z - b) + b,
        "the activation function comes last, after the product": W @ np.tanh(A_prev) + b,
    }
    check_close(came, np.tanh(Z), f"{case}, tanh", mistakes=slips)
    return layer


W, b = np.array([[1.0, 2.0, 0.0], [0.0, -1.0, 1.0]]), np.array([[0.5], [-1.0]])
layer = check_forward(W, b, np.array([[1.0, 0], [0, 1], [3, 1]]), "two samples")
### BEGIN HIDDEN TESTS
random = rng("layer forward")
for n, n_prev, m in [(4, 3, 6), (3, 3, 3), (1, 5, 4), (4, 2, 1)]:
    W, b = random.normal(size=(n, n_prev)), random.normal(size=(n, 1))
    case = f"{n_prev} inputs, {n} neuron{'s' * (n > 1)}, {m} sample{'s' * (m > 1)}"
    layer = check_forward(W, b, random.normal(size=(n_prev, m)), case)
again = random.normal(size=(2, 1))
name, hint = "the same layer, with other inputs", "every call has to compute A anew"
check_close(layer.forward(again.copy()), W @ again + b, name, hint=hint)
### END HIDDEN TESTS

# %% [markdown]
# ### Exercise 2: backward
#
# Backward, a layer is told how the loss of each sample changes with its output, $\delta A$ (in
# code `dA`, a column for each sample). From that it works out three things: how to change its
# weights, how to change its biases, and what to tell the layer before it. These are the four
# equations of unit 10, with $dW$ short for $\partial J / \partial W$:
#
# $$\delta Z = \delta A \odot \sigma'(Z), \qquad
# dW = \frac1m\, \delta Z\, A_{\text{prev}}^T, \qquad
# d\mathbf b = \frac1m\, \delta Z\, \mathbf 1, \qquad
# \delta A_{\text{prev}} = W^T \delta Z.$$
#
# The factor $1/m$, the average over the batch, stands in $dW$ and $d\mathbf b$ only. The layer
# does not change its weights here; that is the business of the training loop.
#
# (Two slips to know when you read further: Wolter's slides write $dW$ a second time as
# $[\dots]^T \mathbf x$, and Kretov's slides as $a^{l-1} \delta^l$. With columns it has to be
# $\delta\, (\mathbf a^{l-1})^T$. The shapes tell: only this product has the shape of $W$.)


# %% exercise="layer_backward"
class DenseLayer(ForwardLayer):
    """A layer that runs forward and backward."""

    def backward(self, dA, A_prev, A):
        """Send the derivatives of the loss back through this layer.

        Parameters
        ----------
        dA : ndarray of floats, shape (n, m)
            Column i holds the derivatives of the loss of sample i by this layer's activations.
        A_prev : ndarray of floats, shape (n_prev, m)
            What came in when the layer ran forward.
        A : ndarray of floats, shape (n, m)
            What came out then. `self.slope(A)` gives σ′ in the same shape.

        Returns
        -------
        tuple of three ndarrays (dW, db, dA_prev)
            dW (n, n_prev) and db (n, 1) are derivatives of the cost, averages over the m samples.
            Column i of dA_prev (n_prev, m) belongs to sample i alone, without 1/m. All arguments
            and the layer's W and b stay as they are.
        """
        ### START YOUR CODE ###
        dZ = dA * self.slope(A)
        dW = dZ @ A_prev.T / dZ.shape[1]
        db = dZ.mean(axis=1, keepdims=True)
        return dW, db, self.W.T @ dZ
        ### END YOUR CODE ###


# %% tests="layer_backward" points=3
import numpy as np
import torch
from dlcourse.testing import check_close, check_true, check_unchanged, rng

FUNCTIONS = {
    "sigmoid": (torch.sigmoid, lambda A: A * (1 - A)),
    "tanh": (torch.tanh, lambda A: 1 - A**2),
    "identity": (lambda Z: 1.0 * Z, np.ones_like),
    "relu": (torch.relu, lambda A: (A > 0) * 1.0),
}


def check_backward(kind, n, n_prev, m, random):
    """Compare with automatic derivatives; random numbers come rounded to one decimal."""
    shapes = ((n, n_prev), (n, 1), (n_prev, m), (n, m))
    W, b, A_prev, dA = (random.normal(size=shape).round(1) for shape in shapes)
    tensors = [torch.tensor(array, requires_grad=True) for array in (W, b, A_prev)]
    function, slope = FUNCTIONS[kind]
    out = function(tensors[0] @ tensors[2] + tensors[1])
    found = torch.autograd.grad((out * torch.tensor(dA)).sum(), tensors)
    (dW, db, dA_prev), A = (gradient.numpy() for gradient in found), out.detach().numpy()
    layer = DenseLayer(W, b, kind)
    for _ in range(2):  # a second call must not remember the first
        given = dA.copy(), A_prev.copy(), A.copy()
        result = layer.backward(*given)
    three = isinstance(result, (tuple, list)) and len(result) == 3
    check_true(three, "backward gives three things", "end with: return dW, db, dA_prev")
    hint = "backward computes the gradients, and leaves the step to the training loop"
    check_close(layer.W, W, "the layer's W after backward", hint=hint)
    check_close(layer.b, b, "the layer's b after backward", hint=hint)
    case = f"{kind}, {n_prev} inputs, {n} neurons, {m} sample{'s' * (m > 1)}"
    dZ = dA * slope(A)
    slips = {
        "the order of the results is dW, db, dA_prev": db / m,
        "the slope σ′ is missing: dZ = dA · slope(A)": dA @ A_prev.T / m,
        "use the layer's own slope, not always that of the sigmoid": (
            (dA * A * (1 - A)) @ A_prev.T / m
        ),
        "slope takes the activations A, not dA": (dA * slope(dA)) @ A_prev.T / m,
        "slope takes the activations A, not Z": (dA * slope(W @ A_prev + b)) @ A_prev.T / m,
        "the second factor is what came in, A_prev, not what went out": dZ @ A.T / m,
        "the average over the batch is wanted: divide by m": dW,
        "divide by the number of samples m, not of neurons": dW / n,
        "divide by the number of samples m, not of inputs": dW / n_prev,
        "dW has the shape of W: dZ comes first, then A_prev transposed": dW.T / m,
    }
    check_close(result[0], dW / m, f"dW for {case}", batch_size=m, mistakes=slips)
    slips = {
        "the slope σ′ is missing in db": dA.mean(axis=1, keepdims=True),
        "one entry for each neuron, as a column of shape (n, 1): keepdims=True": db.ravel() / m,
        "average over the samples, that is over each row: axis=1": dZ.mean(axis=0)[:, None],
    }
    check_close(result[1], db / m, f"db for {case}", batch_size=m, mistakes=slips)
    slips = {
        "no 1/m here: column i belongs to sample i alone": dA_prev / m,
        "go back from dZ, not from dA: the slope is missing": W.T @ dA,
        "the way back goes through W transposed": lambda: W @ dZ,
        "the slope of the layer before is that layer's business": dA_prev * slope(A_prev),
    }
    check_close(result[2], dA_prev, f"dA_prev for {case}", mistakes=slips)
    for name, after, before in zip(("dA", "A_prev", "A"), given, (dA, A_prev, A), strict=True):
        check_unchanged(after, before, f"{name} after backward")


random = rng("layer backward")
check_backward("identity", 2, 3, 1, random)
check_backward("tanh", 2, 3, 5, random)
### BEGIN HIDDEN TESTS
for kind, n, n_prev, m in [("sigmoid", 3, 4, 5), ("tanh", 4, 4, 4), ("relu", 2, 5, 3)]:
    check_backward(kind, n, n_prev, m, random)
check_backward("sigmoid", 3, 4, 5, random)
check_backward("tanh", 5, 2, 1, random)
### END HIDDEN TESTS

# %% [markdown]
# ## 11.2 Two layers remove noise
#
# Before we build a class for whole networks, let two layers do something by hand. A noisy signal
# comes in, $n$ numbers, and the clean signal shall come out, $n$ numbers again. Wolter's slides
# use a cosine and this network:
#
# $$\mathbf h = \sigma(W \mathbf x + \mathbf b), \qquad \hat{\mathbf y} = W_y \mathbf h.$$
#
# $W$ has the shape (neurons, $n$) and $W_y$ the shape ($n$, neurons). The last layer has no
# activation function, since a cosine takes values from −1 to 1 and not from 0 to 1. The loss is
# $\frac12 \lVert \hat{\mathbf y} - \mathbf y \rVert^2$; its derivative by the output is
# $\hat{\mathbf y} - \mathbf y$, and that is the `dA` with which the backward pass begins.
#
# The weights start at random between −0.1 and 0.1, and there are 500 steps, both as in the slides.
# They do not say how many neurons, how much noise and which step size; we take 20 neurons, noise
# with standard deviation 0.5 and $\alpha = 0.05$. Every step gets *new* noise: otherwise the
# network could learn one particular noise by heart.
#
# (The slides' update rule has a plus, $W_{\tau+1} = W_\tau + \varepsilon\, \delta W_\tau$. With
# their $\delta W$, which is the gradient, this climbs. It has to be a minus. They also print
# $\bar{\mathbf h} = f(\bar{\mathbf h})$ for $\mathbf h = f(\bar{\mathbf h})$.)

# %%
TIMES = np.linspace(0, 4 * np.pi, 100).reshape(-1, 1)
CLEAN = np.cos(TIMES)  # a batch of one sample: one column


def train_denoiser(steps, *, noise=0.5, learning_rate=0.05, neurons=20, seed=0):
    """Train two layers to remove noise; return them and the cost before each step."""
    random = np.random.default_rng(seed)
    n = len(CLEAN)
    hidden = DenseLayer(random.uniform(-0.1, 0.1, (neurons, n)), np.zeros((neurons, 1)), "sigmoid")
    output = DenseLayer(random.uniform(-0.1, 0.1, (n, neurons)), np.zeros((n, 1)), "identity")
    costs = []
    for _ in range(steps):
        x = CLEAN + noise * random.normal(size=CLEAN.shape)
        h = hidden.forward(x)
        y_hat = output.forward(h)
        costs.append(float(np.sum((y_hat - CLEAN) ** 2) / 2))
        d_output, _, dh = output.backward(y_hat - CLEAN, h, y_hat)
        d_hidden, db, _ = hidden.backward(dh, x, h)
        output.W -= learning_rate * d_output  # the slides' output layer has no bias: it stays 0
        hidden.W -= learning_rate * d_hidden
        hidden.b -= learning_rate * db
    return hidden, output, costs


# %% tags=["skip-execution"]
def draw_denoised(ax, hidden, output, noise, phase=0.0, seed=99):
    """Draw a clean, a noisy and a denoised signal with noise that was never trained on."""
    signal = np.cos(TIMES + phase)
    noisy = signal + noise * np.random.default_rng(seed).normal(size=signal.shape)
    denoised = output.forward(hidden.forward(noisy))
    ax.plot(TIMES, noisy, color="#E69F00", linewidth=1, label="noisy input")
    ax.plot(TIMES, signal, color="#56B4E9", linewidth=7, alpha=0.7, label="cosine")
    ax.plot(TIMES, denoised, "--", color="#00563F", linewidth=2, label="network's output")
    ax.set(xlabel="time", ylabel="signal")
    ax.legend(loc="lower center", ncols=3, fontsize=8)
    ax.set_ylim(-3.2, 2.6)
    size = np.sqrt(np.mean((denoised - signal) ** 2)), np.sqrt(np.mean((noisy - signal) ** 2))
    return f"error {size[0]:.2g} (input: {size[1]:.2g})"


hidden, output, costs = train_denoiser(500)
figure, axes = plt.subplots(1, 2, figsize=(12, 3.8), layout="constrained")
plot_learning_curves({"cost": costs}, xlabel="step", log=True, ax=axes[0])
axes[0].set_title("Two layers learn to remove noise")
axes[1].set_title(f"After 500 steps: {draw_denoised(axes[1], hidden, output, 0.5)}")
plt.show()

# %% [markdown]
# The output (dashed) lies on the cosine (broad line), with a small part of the noise that came
# in. ("Error" is the root of the mean squared deviation from the cosine.) Now play with it, and ask
# what the network has really learned.
#
# *Try:* few steps; a large learning rate; much more noise. Then move the **phase**: the network is
# shown a cosine that is shifted by up to half a period, with the weights as they were trained.


# %% tags=["skip-execution"]
def draw_denoiser(steps, learning_rate, noise, phase):
    """Train a denoiser and show it a shifted cosine."""
    hidden, output, _ = train_denoiser(steps, noise=noise, learning_rate=learning_rate)
    figure, ax = plt.subplots(figsize=(8, 3.8))
    title = draw_denoised(ax, hidden, output, noise, phase)
    ax.set_title(f"{steps} steps, phase {phase:.2f}: {title}")
    return figure


explore(
    draw_denoiser,
    steps=slider(0, 500, 500, step=20),
    learning_rate=slider(0.005, 0.5, 0.05, label="learning rate α", log=True),
    noise=slider(0.1, 2.0, 0.5, step=0.1),
    phase=slider(0.0, 3.1, 0.0, step=0.1),
)

# %% [markdown]
# The phase shows it: **the output is always the cosine that was trained**, at most a smaller one.
# Nothing in it follows the shift. The network was shown a single clean signal, and the cheapest way
# to get that right is to print it from the last layer's weights, nearly whatever comes in. It has
# learned the answer, not to listen. To *denoise* it would have to be trained with cosines of all
# phases; Question 1 comes back to that. A low cost tells you that the task you posed is solved. It
# does not tell you that you posed the right one.
#
# (With a large learning rate *and* much noise the steps overshoot, and the weights explode.)

# %% [markdown]
# ## 11.3 The softmax output
#
# For digits the last layer shall give ten probabilities. As in unit 8, softmax turns the logits
# of a sample into numbers that are positive and sum to 1:
#
# $$\hat y_k = \frac{e^{z_k}}{\sum_j e^{z_j}}
# = \frac{e^{z_k - c}}{\sum_j e^{z_j - c}} \quad\text{for every number } c.$$
#
# The second form is the one to compute. With $c = \max_j z_j$ *of the same sample* the largest
# exponent is 0, so nothing overflows, and the sum is at least 1, so nothing is divided by 0.
#
# ### Exercise 3: softmax, samples in columns
#
# In unit 8 a sample was a row. Now it is a column: maximum and sum run **down** the columns.


# %% exercise="softmax"
def softmax(Z):
    """Turn the logits of each sample into probabilities.

    Parameters
    ----------
    Z : ndarray of numbers, shape (k, m)
        The logits, a sample in each column; also very large and very small ones, such as ±1000,
        and in one sample other sizes than in the next. Stays as it is.

    Returns
    -------
    ndarray of floats, shape (k, m)
        Every column is positive or zero and sums to 1.
    """
    ### START YOUR CODE ###
    powers = np.exp(Z - Z.max(axis=0))
    return powers / powers.sum(axis=0)
    ### END YOUR CODE ###


# %% tests="softmax" points=2
import numpy as np
import torch
from dlcourse.testing import check_close, check_unchanged, rng


def check_softmax(Z, case):
    """Compare with torch's softmax."""
    given, powers = Z.copy(), np.exp(Z)
    slips = {
        "a sample is a column: the sum runs down each column (axis=0)": (
            powers / powers.sum(axis=1, keepdims=True)
        ),
        "this is a softmin: leave the sign of Z": 1 / powers / (1 / powers).sum(axis=0),
        "this is the sigmoid: divide by the sum over all classes": powers / (1 + powers),
        "the exponentials are missing": Z / Z.sum(axis=0),
    }
    wanted = torch.softmax(torch.tensor(Z), dim=0)
    check_close(softmax(given), wanted, f"softmax, {case}", mistakes=slips)
    check_unchanged(given, Z, "the logits given to softmax")


check_softmax(np.array([[1.0, 0.0], [2.0, 0.0], [0.0, 3.0]]), "two samples")
large = np.array([[1000.0, 0.0], [1000.0, -1000.0]])
hint = "subtract the largest logit of each column first"
check_close(softmax(large), np.array([[0.5, 1.0], [0.5, 0.0]]), "large logits", hint=hint)
### BEGIN HIDDEN TESTS
random = rng("softmax in columns")
for k, m in [(10, 4), (3, 3), (4, 1), (1, 3), (10, 4)]:
    case = f"{k} class{'es' * (k > 1)}, {m} sample{'s' * (m > 1)}"
    check_softmax(random.normal(scale=3, size=(k, m)), case)
far, q = np.array([[1000, -1000, 3, -1000], [1001, -1001, 3, 1000]]), 1 / (1 + np.e)
hint = "subtract the largest logit of the same sample, not of the whole batch; return floats"
wanted = np.array([[q, 1 - q, 0.5, 0.0], [1 - q, q, 0.5, 1.0]])
check_close(softmax(far), wanted, "samples of very different sizes, whole numbers", hint=hint)
### END HIDDEN TESTS

# %% [markdown]
# The cost is the cross-entropy: the negative log of the probability that went to the true class,
# averaged over the samples. The labels are class numbers here, $y^{(i)} \in \{0, \dots, 9\}$, so
# no one-hot matrix is needed: from column $i$ we pick row $y^{(i)}$. NumPy picks one entry from
# each column at once when it is given two lists of indices:

# %%
probabilities = np.array([[0.7, 0.1, 0.3], [0.2, 0.8, 0.3], [0.1, 0.1, 0.4]])
print(probabilities[[0, 1, 1], [0, 1, 2]], "= rows 0, 1, 1 of the columns 0, 1, 2")


# %% given="cross_entropy"
def cross_entropy(Y_hat, y):
    """Average −ln of the probability of the true class; Y_hat (k, m), class numbers y (m,)."""
    chosen = Y_hat[y, np.arange(len(y))]
    return float(-np.mean(np.log(np.maximum(chosen, 1e-30))))  # never the log of 0


# %% [markdown]
# And the derivative by the logits, from unit 8, is as simple as can be:
# $\delta Z^{[L]} = \hat Y - Y$. In words: the probabilities, with 1 subtracted at the true class.
# (Wolter's slides show the cross-entropy of *sigmoid* outputs instead, and print it once without
# the brackets: the minus in front belongs to both terms, $y \ln \hat y$ and
# $(1-y) \ln(1-\hat y)$.)
#
# ## 11.4 The network
#
# Here is the frame of the network, ready-made. `sizes` says it all: `[784, 200, 10]` means 784
# inputs, one hidden layer with 200 neurons and 10 outputs; `[784, 100, 50, 10]` has two hidden
# layers.
#
# - The weights start at random, normally distributed with the standard deviation `scale`. The
#   biases start at 0.
# - `network.parameters` is a dict of the layers' own arrays: `"W1"`, `"b1"`, `"W2"`, … (Thanks to
#   `@property` it is read without parentheses.) If you change one of these arrays *in place*, as
#   in `array -= …`, you change the network.
# - The last layer has the activation "identity": it gives logits, and softmax follows after it. So
#   the backward pass can start at the logits with $\hat Y - Y$.


# %% given="snapshot"
class Network:
    """Dense layers in a row: sizes[0] inputs, then sizes[1], …, sizes[L] neurons."""

    def __init__(self, sizes, *, activation="sigmoid", scale=0.05, seed=0, dtype=np.float64):
        random = np.random.default_rng(seed)
        self.layers = []
        for number, (n_prev, n) in enumerate(pairwise(sizes), start=1):  # neighbours in sizes
            kind = activation if number < len(sizes) - 1 else "identity"
            W = scale * random.normal(size=(n, n_prev))
            self.layers.append(DenseLayer(W.astype(dtype), np.zeros((n, 1), dtype), kind))

    @property
    def parameters(self):
        """The layers' arrays by name: W1, b1, W2, b2, …"""
        named = {}
        for number, layer in enumerate(self.layers, start=1):
            named[f"W{number}"], named[f"b{number}"] = layer.W, layer.b
        return named

    def cost(self, x, y):
        """Cross-entropy of samples in rows x (m, n_0) with class numbers y (m,)."""
        return cross_entropy(self.propagate(x)[-1], y)

    def predict(self, x):
        """The most probable class of each sample, shape (m,)."""
        return np.argmax(self.propagate(x)[-1], axis=0)

    def error_rate(self, x, y):
        """The share of misclassified samples, from 0 to 1."""
        return float(np.mean(self.predict(x) != y))


def snapshot(network):
    """Copies of all parameters, by name."""
    return {name: array.copy() for name, array in network.parameters.items()}


def count_parameters(network):
    """The number of weights and biases."""
    return sum(array.size for array in network.parameters.values())


# %% [markdown]
# ### Exercise 4: propagate
#
# Run all layers, one after the other, and **keep** what each of them puts out: the backward pass
# will need it. Data sets come with a sample in each *row*, and layers want it in a *column*, so
# begin with a transposition. At the end, turn the last layer's logits into probabilities.
#
# Use your `forward` and `softmax`. (If one of them does not pass yet, write the formula here, with
# `layer.W`, `layer.b` and `layer.activation`: a wrong answer there need not cost you this one. The
# same holds for `backward` in Exercise 5.)


# %% exercise="propagate"
class ForwardNetwork(Network):
    """A network that runs forward."""

    def propagate(self, x):
        """Compute the activations of all layers.

        Parameters
        ----------
        x : ndarray of floats, shape (m, n_0)
            One sample in each ROW. Stays as it is.

        Returns
        -------
        list of L + 1 ndarrays
            A^[0], A^[1], …, A^[L], a sample in each COLUMN: entry l has the shape (n_l, m). The
            first is the transposed input, the last holds the softmax of the last layer's logits.
        """
        ### START YOUR CODE ###
        activations = [x.T]
        for layer in self.layers:
            activations.append(layer.forward(activations[-1]))
        activations[-1] = softmax(activations[-1])
        return activations
        ### END YOUR CODE ###


# %% tests="propagate" points=2
import numpy as np
from dlcourse.testing import check_close, check_true, check_unchanged, rng

FUNCTIONS = {
    "sigmoid": lambda Z: 1 / (1 + np.exp(-Z)),
    "tanh": np.tanh,
    "relu": lambda Z: np.maximum(Z, 0),
}


def spread(Z, axis=0):
    """Softmax along an axis."""
    powers = np.exp(Z - Z.max(axis=axis, keepdims=True))
    return powers / powers.sum(axis=axis, keepdims=True)


def check_propagate(kind, sizes, m, random):
    """Check all activations of a network with random biases."""
    net, x = (
        ForwardNetwork(sizes, activation=kind, scale=0.9, seed=m),
        random.normal(size=(m, sizes[0])),
    )
    for layer in net.layers:
        layer.b = random.normal(size=(len(layer.W), 1))
    before, given, wanted = snapshot(net), x.copy(), [x.T]
    for number in range(1, len(sizes)):
        Z = before[f"W{number}"] @ wanted[-1] + before[f"b{number}"]
        wanted.append(FUNCTIONS[kind](Z))
    wanted[-1] = spread(Z)
    case = f"{'-'.join(map(str, sizes))}, {kind}, m = {m}"
    came = net.propagate(given)
    fine = isinstance(came, (tuple, list)) and len(came) == len(sizes)
    hint = f"L + 1 = {len(sizes)} entries: the input belongs to the list, the logits do not"
    check_true(fine, f"{case}: a list of A[0] to A[{len(sizes) - 1}]", hint)
    hints = ["the input, a sample in each column: x.T"] + ["layer.forward of the entry before"] * 9
    for number, (one, right) in enumerate(zip(came[:-1], wanted, strict=False)):
        check_close(one, right, f"{case}: A[{number}]", hint=hints[number])
    slips = {
        "softmax is missing: these are the logits": Z,
        "the last layer has no activation function but softmax": spread(FUNCTIONS[kind](Z)),
        "softmax runs down the columns, a sample in each": spread(Z, axis=1),
        "softmax comes once, after the last layer": spread(wanted[-1]),
    }
    check_close(came[-1], wanted[-1], f"{case}: the probabilities", mistakes=slips)
    check_unchanged(given, x, "the samples given to propagate")
    after = net.parameters
    hint = "propagate leaves the network as it is"
    for name in before:
        check_close(after[name], before[name], f"{name} after propagate", hint=hint)


random = rng("propagate")
check_propagate("tanh", [2, 3, 2], 4, random)
### BEGIN HIDDEN TESTS
cases = [("sigmoid", [3, 3, 3], 3), ("relu", [4, 5, 3, 2], 6), ("sigmoid", [2, 4], 5)]
for kind, sizes, m in [*cases, ("tanh", [3, 4, 4, 4, 3], 1), ("relu", [4, 5, 3, 2], 6)]:
    check_propagate(kind, sizes, m, random)
### END HIDDEN TESTS

# %% [markdown]
# ### Exercise 5: back-propagate
#
# Now all the way back. Start with $\delta A = \hat Y - Y$ at the logits of the last layer. Then,
# from the last layer to the first, let each layer work out its gradients and the $\delta A$ for
# the layer before it. (In the last layer $\delta A = \delta Z$, as the slope of the identity is 1.)
#
# Mind the difference between `error = activations[-1]`, which is the same array under a second
# name, and `activations[-1].copy()`. What you are given has to stay as it is.


# %% exercise="back_propagate"
class MLP(ForwardNetwork):
    """A multilayer perceptron: runs forward and backward."""

    def back_propagate(self, activations, y):
        """Compute the gradients of the cross-entropy by all weights and biases.

        Parameters
        ----------
        activations : list of L + 1 ndarrays
            What `propagate` returned: entry l has the shape (n_l, m). Stays as it is.
        y : ndarray of ints, shape (m,)
            The class numbers, from 0 to n_L − 1.

        Returns
        -------
        dict of str and ndarray
            The derivatives of the cost, the average over the m samples, under the names and in
            the shapes of `parameters`: "W1", "b1", …. The network stays as it is.
        """
        ### START YOUR CODE ###
        dA = activations[-1].copy()
        dA[y, np.arange(len(y))] -= 1
        gradients = {}
        for number in range(len(self.layers), 0, -1):
            A_prev, A = activations[number - 1], activations[number]
            dW, db, dA = self.layers[number - 1].backward(dA, A_prev, A)
            gradients[f"W{number}"], gradients[f"b{number}"] = dW, db
        return gradients
        ### END YOUR CODE ###


# %% tests="back_propagate" points=3
import numpy as np
import torch
from dlcourse.testing import check_close, check_equal, check_true, check_unchanged, rng

FUNCTIONS = {"sigmoid": torch.sigmoid, "tanh": torch.tanh, "relu": torch.relu}


def check_back_propagate(kind, sizes, m, random):
    """Compare a network's gradients with automatic derivatives."""
    net, layers = MLP(sizes, activation=kind, scale=0.9, seed=m), len(sizes) - 1
    for layer in net.layers:
        layer.b = random.normal(size=(len(layer.W), 1))
    x, y = random.normal(size=(m, sizes[0])), random.integers(sizes[-1], size=m)
    before = snapshot(net)
    tensors = {name: torch.tensor(array, requires_grad=True) for name, array in before.items()}
    kept = [torch.tensor(x.T)]
    for number in range(1, layers + 1):
        Z = tensors[f"W{number}"] @ kept[-1] + tensors[f"b{number}"]
        kept.append(FUNCTIONS[kind](Z))
    kept[-1] = torch.softmax(Z, dim=0)
    cost = -torch.log_softmax(Z, dim=0)[y, torch.arange(m)].mean()
    slopes = torch.autograd.grad(cost, list(tensors.values()))
    wanted = {name: slope.numpy() for name, slope in zip(tensors, slopes, strict=True)}
    activations = [A.detach().numpy() for A in kept]
    given = [A.copy() for A in activations]
    came, case = net.back_propagate(given, y.copy()), f"{'-'.join(map(str, sizes))}, m = {m}"
    check_true(isinstance(came, dict), f"{case}: a dict", "return the dict, after the loop")
    hint = "a W and a b for every layer, numbered from 1; `return` comes after the loop"
    check_equal(sorted(came), sorted(wanted), f"{case}: the names of the gradients", hint=hint)
    P, A = activations[-1], activations[-2]
    one_hot = np.eye(sizes[-1])[y].T
    rows = np.isin(np.arange(sizes[-1]), y)[:, None]
    last = {
        "the labels are missing: start with Ŷ − Y": P @ A.T / m,
        "the sign: Ŷ − Y, not Y − Ŷ": (one_hot - P) @ A.T / m,
        "subtract 1 at the true class of each sample only: dA[y, np.arange(m)]": (P - rows)
        @ A.T
        / m,
        "softmax and its slope are one piece: no factor Ŷ(1 − Ŷ)": (
            ((P - one_hot) * P * (1 - P)) @ A.T / m
        ),
        "y holds class numbers: subtract 1 at the true class, not y": (P - y) @ A.T / m,
        "divided by m twice: the layers do it already": wanted[f"W{layers}"] / m,
    }
    for name in sorted(wanted, key=lambda name: (-int(name[1:]), name)):
        number = int(name[1:])
        slips = last if name == f"W{layers}" else {}
        hint = (
            ""
            if number == layers
            else f"layer {number} gets the dA that layer {number + 1} returned"
        )
        label = f"{case}: {name}"
        check_close(came[name], wanted[name], label, batch_size=m, mistakes=slips, hint=hint)
    check_equal(len(given), len(sizes), f"{case}: the given list keeps its length")
    for number, (after, right) in enumerate(zip(given, activations, strict=True)):
        check_unchanged(after, right, f"{case}: the given A[{number}]")
    after, hint = net.parameters, "back_propagate computes the gradients, and makes no step"
    for name in before:
        label = f"{case}: the network's {name} stays as it is"
        check_close(after[name], before[name], label, hint=hint)


random = rng("back_propagate")
check_back_propagate("tanh", [2, 4, 3], 4, random)
### BEGIN HIDDEN TESTS
cases = [("sigmoid", [3, 5, 4], 6), ("tanh", [4, 4, 4, 4], 4), ("relu", [3, 6, 5, 4, 2], 5)]
for kind, sizes, m in [*cases, ("sigmoid", [3, 4], 7), ("tanh", [2, 3, 2], 1), cases[0]]:
    check_back_propagate(kind, sizes, m, random)
### END HIDDEN TESTS

# %% [markdown]
# Trust, but check: your gradient against measured differences, on a network with three layers.

# %% tags=["skip-execution"]
random = np.random.default_rng(1)
net, x, y = MLP([5, 6, 4, 3], scale=0.7), random.normal(size=(8, 5)), random.integers(3, size=8)
derived = net.back_propagate(net.propagate(x), y)
measured = parameter_gradients(lambda: net.cost(x, y), net.parameters)
print(compare_gradients(derived, measured))

# %% [markdown]
# ## 11.5 Training
#
# ### Exercise 6: one step
#
# A step on one batch: forward, backward, and then every parameter moves against its gradient,
#
# $$W^{[l]} \leftarrow W^{[l]} - \alpha\, dW^{[l]}, \qquad
# \mathbf b^{[l]} \leftarrow \mathbf b^{[l]} - \alpha\, d\mathbf b^{[l]}.$$
#
# The trap is in the arrow. `parameters` is a dict of the layers' own arrays. With
# `parameters[name] = parameters[name] - …` the dict gets a *new* array, and the layer keeps the
# old one: the network learns nothing, and nobody complains. `parameters[name] -= …` changes the
# array itself.


# %% exercise="step"
def step(network, x, y, learning_rate):
    """Make one step of gradient descent on one batch.

    Parameters
    ----------
    network : Network with the methods propagate(x) and back_propagate(activations, y)
        Its parameters change.
    x : ndarray of floats, shape (m, n_0)
        The samples of the batch, in rows.
    y : ndarray of ints, shape (m,)
        Their class numbers.
    learning_rate : float
        The step size α.

    Returns
    -------
    float
        The cost of the batch, as `cross_entropy` computes it, BEFORE the step.
    """
    ### START YOUR CODE ###
    activations = network.propagate(x)
    gradients = network.back_propagate(activations, y)
    for name, array in network.parameters.items():
        array -= learning_rate * gradients[name]
    return cross_entropy(activations[-1], y)
    ### END YOUR CODE ###


# %% [markdown]
# To test your step alone, the tests give a plain `Network` two methods of their own: a `propagate`
# that is right, and a `back_propagate` that answers with gradients which they know.

# %% tests="step" points=2
import numpy as np
from dlcourse.testing import check_close, check_true, rng


def prepared(sizes, name):
    """Give a network, its gradients, the cost as a function, and a list for what is handed on."""
    net, random, handed = Network(sizes, seed=3, scale=0.5), rng(name), []
    gradients = {key: random.normal(size=a.shape) for key, a in net.parameters.items()}

    def propagate(x):
        kept, parameters, layers = [x.T], net.parameters, len(sizes) - 1
        for number in range(1, layers + 1):
            Z = parameters[f"W{number}"] @ kept[-1] + parameters[f"b{number}"]
            kept.append(np.tanh(Z))
        powers = np.exp(Z)
        kept[-1] = powers / powers.sum(axis=0)
        return kept

    def back_propagate(activations, y):
        handed.append((activations, y))
        return {key: g.copy() for key, g in gradients.items()}

    net.propagate, net.back_propagate = propagate, back_propagate

    def cost(x, y):
        return -np.log(propagate(x)[-1][y, np.arange(len(y))]).mean()

    return net, gradients, cost, handed


def the_same(activations, kept):
    """Whether activations are the list that `propagate` returned."""
    fine = isinstance(activations, list | tuple) and len(activations) == len(kept)
    pairs = zip(activations, kept, strict=True) if fine else ()
    return fine and all(np.shape(a) == b.shape and np.allclose(a, b, 1e-3) for a, b in pairs)


def check_step(parts, x, y, rate, case):
    """Make a step and check what is handed on, parameters and cost."""
    net, gradients, cost, handed = parts
    before, wanted, kept = snapshot(net), cost(x, y), net.propagate(x)
    handed.clear()
    came = step(net, x.copy(), y.copy(), rate)
    fine = all(the_same(one, kept) and np.array_equal(labels, y) for one, labels in handed)
    hint = "all that propagate returned before the step, and the labels y"
    check_true(fine, f"{case}: what back_propagate is given", hint)
    after, wrong = net.parameters, np.argmax(kept[-1], axis=0) != y
    slips = {"this is the cost after the step": cost(x, y), "this is the error rate": wrong.mean()}
    still = (
        "nothing changed: `parameters[name] = …` puts a new array into the dict only; "
        "change the layer's own array with −="
    )
    for name, g in gradients.items():
        mistakes = {
            still: before[name],
            "step against the gradient: subtract it": before[name] + rate * g,
            "use the argument learning_rate": before[name] - g,
            "the gradient is an average already: do not divide by m": (
                before[name] - rate * g / len(y)
            ),
            "two steps were made where one is wanted": before[name] - 2 * rate * g,
        }
        check_close(after[name], before[name] - rate * g, f"{case}: {name}", mistakes=mistakes)
        still = "this array did not move: weights and biases of every layer take the step"
    check_close(came, wanted, f"{case}: the cost before it", batch_size=len(y), mistakes=slips)


x, y = np.array([[1.0, -1.0], [0.5, 2.0], [0.0, 1.0]]), np.array([0, 1, 1])
check_step(prepared([2, 3, 2], "step, visible"), x, y, 0.25, "one step")
### BEGIN HIDDEN TESTS
parts, random = prepared([4, 3, 5, 3], "step, hidden"), rng("steps")
for number, (m, rate) in enumerate([(5, 0.1), (1, 0.5), (5, 0.1), (8, 2.0)], start=1):
    x, y = random.normal(size=(m, 4)), random.integers(3, size=m)
    check_step(parts, x, y, rate, f"step {number} of four")
### END HIDDEN TESTS

# %% [markdown]
# ### Exercise 7: the training loop
#
# In each epoch go once through the data in mini-batches and make a step on each. To watch the
# training, call `measure(network)` before the first step and after every epoch, and collect what
# it returns: `epochs + 1` entries. What is measured is the caller's choice: an error rate, a cost,
# or several numbers.
#
# **Everything random has a seed.** Here it is the order of the samples. Make *one* `MiniBatches`
# object (unit 7) with the seed that is given: each pass over it has a new order, and the same seed
# gives the same orders again.


# %% exercise="train"
def train(network, x, y, measure, *, epochs, batch_size, learning_rate, seed=0):
    """Train a network with mini-batch gradient descent.

    Parameters
    ----------
    network : Network with the methods propagate(x) and back_propagate(activations, y)
        Its parameters change.
    x : ndarray of floats, shape (m, n_0)
        The training samples, in rows. Stays as it is.
    y : ndarray of ints, shape (m,)
        Their class numbers. Stays as it is.
    measure : function
        Takes the network, returns anything.
    epochs : int, at least 1
        How many times all samples are used.
    batch_size : int
        The number of samples in a batch; the last batch of an epoch may be smaller.
    learning_rate : float
        The step size α.
    seed : int
        For `MiniBatches`: it shuffles the samples anew in each epoch.

    Returns
    -------
    list of length epochs + 1
        What `measure` returned before the first step and after each epoch.
    """
    ### START YOUR CODE ###
    batches = MiniBatches(x, y, batch_size, seed=seed)
    history = [measure(network)]
    for _ in range(epochs):
        for x_batch, y_batch in batches:
            step(network, x_batch, y_batch, learning_rate)
        history.append(measure(network))
    return history
    ### END YOUR CODE ###


# %% tests="train" points=3
import numpy as np
from dlcourse.testing import check_close, check_equal, check_true, check_unchanged


def check_train(m, case, **settings):
    """Train a network whose gradients are all 1, and note each batch."""
    net, seen = Network([2, 2], seed=0), []

    def propagate(x):
        return [x.T, np.full((2, len(x)), 0.5)]

    def back_propagate(activations, y):
        seen.append((activations[0][0].astype(int).tolist(), list(y)))
        return {"W1": np.ones((2, 2)), "b1": np.ones((2, 1))}

    net.propagate, net.back_propagate = propagate, back_propagate
    x, y = np.column_stack([np.arange(m), np.ones(m)]), np.arange(m) % 2
    given = x.copy(), y.copy()

    def measure(network):
        return [float(network.parameters["b1"][0, 0])]

    came = train(net, *given, measure, **settings)
    epochs, size, rate = settings["epochs"], settings["batch_size"], settings["learning_rate"]
    count = -(-m // size)
    list_there = isinstance(came, (list, tuple))
    check_true(list_there, f"{case}: a list", "return the list, after both loops")
    wanted = -rate * count * np.arange(epochs + 1.0).reshape(-1, 1)
    slips = {
        "measure before the first step, too": wanted[1:],
        "measure after each epoch, not after each batch": (
            -rate * np.arange(epochs * count + 1.0).reshape(-1, 1)
        ),
        "only one epoch is made: is `return` inside the loop?": wanted[:2],
        "measure after each epoch, also after the last": wanted[:-1],
        "append what measure returns, as one entry": wanted.ravel(),
        "a new start in each epoch? The network goes on": np.sign(wanted) * rate * count,
        "use the argument learning_rate": wanted / rate,
        "one step for each batch, not for each epoch": wanted / count,
        "the last batch of an epoch counts, also if it is smaller": wanted / count * (m // size),
        "the network never changes: call step, and see that it passes its tests": 0 * wanted,
    }
    hint = f"in every epoch a step on each of the {count} batches, then `measure`"
    label = f"{case}: what was measured"
    check_close(list(came), wanted.tolist(), label, mistakes=slips, hint=hint)
    label, end = f"{case}: the network at the end", np.full((2, 1), wanted[-1])
    slips = {
        "train the network itself, not a copy": 0 * end,
        "an epoch too many": end / epochs * (epochs + 1),
    }
    check_close(net.parameters["b1"], end, label, mistakes=slips)
    check_unchanged(given[0], x, f"{case}: the given x")
    check_unchanged(given[1], y, f"{case}: the given y")
    rounds = [seen[k * count : (k + 1) * count] for k in range(epochs)]
    sizes = [len(numbers) for numbers, _ in rounds[0]]
    hint = "each batch holds batch_size samples; the last of an epoch holds what is left over"
    check_equal(
        sorted(sizes),
        sorted([size] * (m // size) + [m % size] * (m % size > 0)),
        f"{case}: batch sizes",
        hint=hint,
    )
    orders = [[number for numbers, _ in one for number in numbers] for one in rounds]
    complete = all(sorted(order) == list(range(m)) for order in orders)
    check_true(complete, f"{case}: every sample once in each epoch", "use all batches, each once")
    together = all(k % 2 == label for a, b in seen for k, label in zip(a, b, strict=True))
    check_true(together, f"{case}: labels stay with their samples", "shuffle x and y together")
    return orders


settings = {"epochs": 2, "batch_size": 4, "learning_rate": 0.5}
orders = check_train(10, "ten samples", **settings, seed=1)
### BEGIN HIDDEN TESTS
settings = {"epochs": 3, "batch_size": 16, "learning_rate": 0.125}
orders = check_train(50, "fifty samples", **settings, seed=5)
hint = "a new order in each epoch: shuffle, and make MiniBatches once, before the loop"
check_true(orders[0] != orders[1] != orders[2], "each epoch has an order of its own", hint)
check_true(orders[0] != list(range(50)), "the first epoch is shuffled, too", hint)
again = check_train(50, "fifty samples again", **settings, seed=5)
check_true(again == orders, "the same seed, the same orders", "hand the seed to MiniBatches")
other = check_train(50, "fifty samples, another seed", **settings, seed=6)
check_true(other != orders, "another seed, other orders", "hand the seed to MiniBatches")
for m, size, rate in [(6, 6, 2.0), (3, 1, 0.25)]:
    settings = {"epochs": 2, "batch_size": size, "learning_rate": rate}
    check_train(m, f"{m} samples in batches of {size}", **settings)
### END HIDDEN TESTS

# %% [markdown]
# ### A network that you can see through
#
# Two inputs only, so that the whole decision fits into a picture: two half-moons that no straight
# line separates.
#
# *Try:* **one** hidden neuron, then three, five, and twenty. Three can bend the boundary as needed,
# but from this start descent does not get there in 300 epochs: what a network can represent and
# what it learns are two things. Then choose twenty neurons with **sigmoid**, and set the standard
# deviation σ of the start weights to **0**. What does the boundary look like now? And with tanh?
# (Section 11.8 answers.)


# %% tags=["skip-execution"]
def half_moons(m=200, seed=3):
    """Two half-moons of points, labels 0 and 1."""
    random = np.random.default_rng(seed)
    y, angle = np.arange(m) % 2, np.pi * random.random(m)
    x = np.column_stack([np.cos(angle), np.sin(angle)])
    x[y == 1] = np.array([1.0, 0.6]) - x[y == 1]
    return x + random.normal(scale=0.1, size=x.shape), y


moon_x, moon_y = half_moons()


def draw_moons(neurons, scale, activation):
    """Train on the half-moons and draw the decision."""
    net = MLP([2, neurons, 2], activation=activation, scale=scale, seed=0)
    settings = {"epochs": pace(300, quick=100), "batch_size": 20, "learning_rate": 0.5}
    train(net, moon_x, moon_y, lambda network: None, **settings)
    error = net.error_rate(moon_x, moon_y)
    plural = "neuron" if neurons == 1 else "neurons"
    title = f"{neurons} hidden {plural}, σ = {scale:g}: {error:.1%} misclassified"
    figure, ax = plt.subplots(figsize=(6.4, 4.4))
    plot_decision_regions(net.predict, moon_x, moon_y, title=title, ax=ax)
    return figure


explore(
    draw_moons,
    neurons=slider(1, 30, 20, label="hidden neurons"),
    scale=slider(0.0, 2.0, 1.0, step=0.25, label="σ of the start"),
    activation=choice(["sigmoid", "tanh", "relu"], "tanh"),
)

# %% [markdown]
# ## 11.6 The digits: learning rate, batch size, width
#
# Now MNIST, all ten digits. The gray values are rescaled to $[0, 1]$ and kept in *single
# precision* (float32): half the memory and about half the time. The notes of Zahn (section 4.6)
# train one hidden layer with sigmoid, 100 epochs for each curve. We draw the same curves with
# fewer epochs, so that the whole notebook trains for a few minutes on one processor core, and
# measure after every epoch, on the 10,000 test images and on the first 10,000 training images.
#
# (Strictly, settings must not be compared on the *test* images: unit 6 explained why. We do it
# here to draw the notes' figures. Section 11.9 does it properly. All numbers in the text belong to
# the full data set; without it a smaller one stands in, and the errors come out larger.)

# %% tags=["skip-execution"]
mnist = load_mnist()
x_all, y_all = mnist.train_images.reshape(len(mnist.train_images), -1), mnist.train_labels
x_all = x_all.astype(np.float32) / 255
x_test = mnist.test_images.reshape(len(mnist.test_images), -1).astype(np.float32) / 255
y_test = mnist.test_labels
print(f"{x_all.shape[0]:,} training and {x_test.shape[0]:,} test images, {x_all.dtype}")

WATCHED = ("training cost", "test cost", "training error", "test error")


def watch(network):
    """Costs, and error rates in %, on the first 10,000 training images and on the test images."""
    numbers = {}
    for part, x, y in (("training", x_all[:10_000], y_all[:10_000]), ("test", x_test, y_test)):
        Y_hat = network.propagate(x)[-1]
        numbers[f"{part} cost"] = cross_entropy(Y_hat, y)
        numbers[f"{part} error"] = 100 * np.mean(np.argmax(Y_hat, axis=0) != y)
    return [numbers[name] for name in WATCHED]


def run(width=50, *, epochs, batch_size=16, learning_rate=0.1, scale=0.05, seed=0):
    """Train a network with one hidden layer; return it and what was watched, by name."""
    net = MLP([x_all.shape[1], width, 10], scale=scale, seed=seed, dtype=np.float32)
    settings = {"epochs": epochs, "batch_size": batch_size, "learning_rate": learning_rate}
    history = train(net, x_all, y_all, watch, **settings, seed=seed)
    return net, dict(zip(WATCHED, np.array(history).T, strict=True))


def draw_runs(runs, title, ceiling=10):
    """Draw cost and error rate of several runs, for training and test images."""
    figure, axes = plt.subplots(1, 3, figsize=(15, 4), layout="constrained")
    panels = {"training cost": "cost", "test cost": "cost", "test error": "error rate in %"}
    for ax, (name, ylabel) in zip(axes, panels.items(), strict=True):
        curves = {label: log[name] for label, log in runs.items()}
        epochs = range(len(next(iter(curves.values()))))
        cost = ylabel == "cost"
        plot_learning_curves(curves, x=epochs, ylabel=ylabel, title=name, log=cost, ax=ax)
        if not cost:
            ax.set_ylim(0, ceiling)
        if ax is not axes[0]:
            ax.get_legend().remove()  # the first panel's legend holds for all
    figure.suptitle(title)
    for label, log in runs.items():
        print(f"{label:>10}: test error {log['test error'][-1]:.2f} %")
    return figure


# %% [markdown]
# ### The learning rate
#
# 50 hidden neurons, batches of 16, four learning rates. Epoch 0 is the start.

# %% tags=["skip-execution"]
few = pace(10, quick=1)
rates = {}
for rate in progress((0.01, 0.1, 0.5, 2.0), "learning rates"):
    rates[f"α = {rate:g}"] = run(epochs=few, learning_rate=rate)[1]
draw_runs(rates, "Four learning rates (784-50-10, batches of 16)")
plt.show()

# %% [markdown]
# With 0.01 nothing is wrong, only slow. 0.1 falls steadily. 0.5 is ahead after ten epochs (2.6 %
# against 3.2 %), but its curves begin to jump. 2 is too long: after epoch 5 the test cost *rises*.
#
# The notes call values around 0.1 a good choice and report "bad convergence" at 0.5. They do not
# say with which batch size or width. The two belong together: the smaller the batch, the noisier
# its gradient, and the shorter the step that is still safe.
#
# (Two slips in the notes' list of findings: "a learning rate of 16 leads to the fastest
# convergence (Figure 118)" is about the *batch size* in Figure 119. And the caption of Figure 123
# calls it an extension of itself; it extends Figure 120.)
#
# ### The batch size

# %% tags=["skip-execution"]
sizes = {}
for size in progress((4, 64, 256), "batch sizes"):
    sizes[f"b = {size}"] = run(epochs=few, batch_size=size)[1]
sizes = {"b = 4": sizes["b = 4"], "b = 16": rates["α = 0.1"], **sizes}
draw_runs(sizes, "Four batch sizes (784-50-10, α = 0.1)", ceiling=20)
plt.show()

# %% [markdown]
# The smaller the batch, the faster the fall: as in the notes, 16 beats the larger ones. But read
# the axis: it counts *epochs*. In one epoch $b = 4$ makes 15,000 steps and $b = 256$ only 235,
# each with the same $\alpha$. And on the clock $b = 4$ is slower: without the measuring, an epoch
# took one processor core about 1.0 s with $b = 4$, 0.4 s with $b = 16$, and 0.2 s with $b = 256$.
# Question 3 asks for a fairer comparison.
#
# ## 11.7 How wide?
#
# More neurons can represent more (unit 9). The notes take more and more of them, to see where it
# stops helping. To save time the batches have 64 images now, and the learning rate is four times
# as large, as there are four times fewer steps.

# %% tags=["skip-execution"]
tried = pace((5, 10, 20, 50, 100, 200, 400, 800), quick=(5, 20, 80))
widths, counts = {}, []
for width in progress(tried, "widths"):
    net, log = run(width, epochs=pace(10, quick=1), batch_size=64, learning_rate=0.4)
    widths[f"{width} neurons"] = log
    counts.append(f"{width} neurons: {count_parameters(net):,}")
print("parameters:", ", ".join(counts))
chosen = {
    label: log
    for label, log in widths.items()
    if int(label.split()[0]) in (5, 20, 50, 80, 200, 800)
}
draw_runs(chosen, "Widths (b = 64, α = 0.4)", ceiling=20)
plt.show()

figure, ax = plt.subplots(figsize=(7.5, 4.2), layout="constrained")
for part, shade, sign in (("training", "#0072B2", "s--"), ("test", "#D55E00", "o-")):
    ends = [log[f"{part} error"][-1] for log in widths.values()]
    ax.plot(tried, ends, sign, color=shade, label=f"{part} images")
for width, rate in zip(tried, ends, strict=True):
    ax.annotate(f"{rate:.1f}", (width, rate), (3, 5), textcoords="offset points")
ax.set(xscale="log", ylim=(0, 1.15 * max(ends)), xlabel="hidden neurons", ylabel="error rate in %")
ax.set_xticks(tried, [str(width) for width in tried])
ax.minorticks_off()
ax.set_title("Error rate at the end against the width")
ax.legend()
plt.show()

# %% [markdown]
# From 5 to 50 neurons the error falls steeply, from 13 % to 3.2 %. From 100 on it stays between
# 2.8 and 2.9 %, while the number of parameters grows eightfold. The notes see the same: from about
# 9 % down to 2 %, with a plateau that begins near 200 neurons.
#
# But be careful with the reason. After ten epochs the training error of the wide networks is
# still near 2 %. They have not yet learned what they *could* represent; they have made equally
# many steps. A plateau after a fixed number of epochs says something about training, too, not only
# about capacity. What happens with more epochs?
#
# ### The network of the notes
#
# 200 neurons, batches of 16, $\alpha = 0.1$, 100 epochs: **the notes report an error rate of
# about 2.0 %.** Yours trains 40 epochs here.

# %% tags=["skip-execution"]
net, known = run(200, epochs=pace(40, quick=2))
figure, axes = plt.subplots(1, 2, figsize=(12, 4), layout="constrained")
epochs = range(len(known["test cost"]))
for ax, what, ylabel in zip(axes, ("cost", "error"), ("cost", "error rate in %"), strict=True):
    curves = {part: known[f"{part} {what}"] for part in ("training", "test")}
    plot_learning_curves(curves, x=epochs, ylabel=ylabel, ax=ax)
axes[0].set(title="Cost (784-200-10, b = 16, α = 0.1)", ylim=(0, 0.4))
axes[1].set(title="Misclassified images", ylim=(0, 10))
plt.show()
lowest = int(np.argmin(known["test cost"]))
print(
    f"after {len(epochs) - 1} epochs: test error {known['test error'][-1]:.2f} %, "
    f"training error {known['training error'][-1]:.2f} %"
)
print(
    f"lowest test cost: {known['test cost'][lowest]:.4f} after epoch {lowest}; "
    f"at the end: {known['test cost'][-1]:.4f}"
)

# %% [markdown]
# About 2 %, as in the notes. For the record, the same run was continued once outside this notebook
# (seed 0, float32, 100 epochs, about two and a half minutes on one core): it ended with **1.80 %**,
# which is 180 of 10,000 images. Over the last 40 epochs the error moved between 1.78 and 1.91 %,
# and from epoch 63 on hardly one of the first 10,000 training images was misclassified.
#
# The gap between the two curves is *overfitting*, which the notes see in all their runs. Look
# closely at what it does. In the recorded run the test cost was lowest after epoch 39 (0.059) and
# rose to 0.064 at the end. The test *error* went on falling a little. The network gets more and
# more sure, about its mistakes too, and being sure and wrong is what cross-entropy charges for.
# Unit 14 works against that.
#
# Would more layers help? The notes say that they do not for MNIST, since one hidden layer captures
# what there is between the pixels. That goes too far. With plain descent and sigmoid, deeper
# networks are *harder to train*, and unit 12 shows why. With better training, one hidden layer of
# 800 neurons reached 1.6 %, and 0.7 % with distorted copies of the images (Simard et al., 2003).
# Five hidden layers, also with distorted copies, reached 0.35 % (Cireşan et al., 2010). (The notes
# name their own result once as 2.0 % and once as 2.4 %.)

# %% [markdown]
# ## 11.8 The start: why not zero?
#
# In unit 4 a single neuron started at zero and learned well. Now try four standard deviations of
# the start weights: 0, 0.01, 0.05 and 0.1. (The notes call this number σ, too. With an argument,
# as in $\sigma(z)$, the letter still means the activation function.)

# %% tags=["skip-execution"]
starts, nets = {}, {}
for scale in progress((0.0, 0.01, 0.05, 0.1), "σ of the start"):
    nets[scale], starts[f"σ = {scale:g}"] = run(epochs=few, scale=scale)
draw_runs(starts, "Four start distributions (784-50-10, b = 16, α = 0.1)", ceiling=100)
plt.show()

for name, layer in (("W1", "hidden layer"), ("W2", "output layer")):
    shown = {f"start with σ = {scale:g}": nets[scale].parameters[name] for scale in (0.0, 0.05)}
    plot_histograms(shown, xlabel="weight", title=f"{name} after training: {layer}")
    plt.show()

for scale, net in nets.items():
    W1 = net.parameters["W1"]
    apart = np.abs(W1 - W1[0]).max()
    print(
        f"σ = {scale:<4g}: largest weight of W1 {np.abs(W1).max():.3f}, "
        f"largest difference between two hidden neurons {apart:.2g}"
    )

# %% [markdown]
# With 0.01, 0.05 and 0.1 the curves lie on top of each other. With 0 the network hardly learns:
# after ten epochs it still misclassifies six images of ten. The notes explain that weights which
# start at zero remain at zero or near it. Your histograms show more:
#
# - The weights do *not* stay at zero. Those of `W1` reach 0.24. (The high bar at 0 belongs to
#   pixels at the border: they are black in nearly all images, so their weights hardly change.)
# - `W2` has 500 weights, but only ten different values, each of them 50 times. (A bar of 100 holds
#   two values.) **All 50 hidden neurons are the same neuron**: the last table says that they
#   differ by exactly 0.
#
# Follow the gradients. At the start every hidden neuron puts out $\sigma(0) = \frac12$, and so all
# columns of $dW^{[2]} = \frac1m\, \delta Z^{[2]} (A^{[1]})^T$ are equal. After the step the columns
# of $W^{[2]}$ are equal and no longer zero. From now on
# $\delta A^{[1]} = (W^{[2]})^T \delta Z^{[2]}$ has equal *rows*, so all hidden neurons get the same
# gradient, and remain equal forever. The network has 50 hidden neurons and works like one with a
# single neuron. (Try `run(1, epochs=3)`: about two thirds of the images are misclassified.) On the
# half-moons such a network draws one straight line, however many neurons it has. With tanh or ReLU
# it is worse still: $\sigma(0) = 0$, so $dW^{[2]}$ is zero as well, and no weight ever moves.
#
# So zero is not bad because it is small. It is bad because it is *the same for all*. A random
# start breaks this **symmetry**, and here any σ from 0.01 to 0.1 does. In deeper networks the
# size matters as well: that is unit 12. (The notes draw the biases at random too. With random
# weights that is not needed.)

# %% [markdown]
# ## 11.9 Five seeds
#
# You now have many numbers. How much are they worth? Wolter's slides put the lesson in three
# sentences: the result depends on the initialization; the initialization depends on the seed;
# **so seeds must be recorded.** They show five runs of a network with three layers. And they split
# the 70,000 images as one should: 59,000 for training, 1,000 for *validation* (to watch, and to
# choose settings by), and 10,000 for testing, which are looked at once, at the end.
#
# Here are our five runs, with two hidden layers of 100 and 50 ReLU neurons. The seed $s$ decides
# both the start weights and the order of the samples.

# %% tags=["skip-execution"]
SEEDS = (1, 2, 3, 4, 5)
order = np.random.default_rng(0).permutation(len(x_all))  # the split is random, so it has a seed
x_validation, y_validation = x_all[order[:1_000]], y_all[order[:1_000]]
x_train, y_train = x_all[order[1_000:]], y_all[order[1_000:]]
print(f"{len(x_train):,} + {len(x_validation):,} + {len(x_test):,} images")

validation, tested, networks = {}, {}, {}
for seed in progress(SEEDS, "seeds"):
    net = MLP([784, 100, 50, 10], activation="relu", scale=0.05, seed=seed, dtype=np.float32)
    validation[f"seed {seed}"] = train(
        net,
        x_train,
        y_train,
        lambda network: 100 * network.error_rate(x_validation, y_validation),
        epochs=pace(10, quick=2),
        batch_size=32,
        learning_rate=0.1,
        seed=seed,
    )
    tested[seed], networks[seed] = 100 * net.error_rate(x_test, y_test), net

figure, ax = plt.subplots(figsize=(7.5, 4.2), layout="constrained")
curves = np.array(list(validation.values()))
epochs = np.arange(curves.shape[1])
mean, spread = curves.mean(axis=0), curves.std(axis=0, ddof=1)
ax.fill_between(epochs, mean - spread, mean + spread, color="0.85", label="mean ± std. deviation")
plot_learning_curves(validation, x=epochs, ylabel="validation error in %", ax=ax)
ax.plot(epochs, mean, color="black", linewidth=3, label="mean")
ax.set(ylim=(0, 8), title="The same network five times, five seeds")
ax.legend(fontsize=8)
plt.show()

results = np.array(list(tested.values()))
print("seed, test error:", ", ".join(f"{seed}: {rate:.2f} %" for seed, rate in tested.items()))
print(f"mean {results.mean():.2f} %, standard deviation {results.std(ddof=1):.2f} %")

# %% [markdown]
# The same data, the same settings, and test errors from 2.18 to 2.55 %. The mean is 2.33 %, the
# standard deviation 0.15 %. What does that tell?
#
# - **One run is one draw.** Whoever reports seed 2 has a better network than whoever reports
#   seed 5, and neither did anything better. Report the mean and the spread, and say which seeds.
# - **The test set is a draw, too.** If a network is wrong on a share $p$ of all digits in the
#   world, its error on $m$ of them scatters with the standard deviation $\sqrt{p(1-p)/m}$: for
#   $p = 2.3\,\%$ and $m = 10{,}000$ that is 0.15 %. On the 1,000 validation images it is 0.47 %.
#   (All five runs share the test set, so their spread does not contain this part.)
# - So 2.18 % against 2.34 % is no difference worth a claim, and the differences between 100 and
#   800 neurons in section 11.7 are none either.
#
# With its seed a run can be repeated to the last digit, at least on the same computer with the
# same versions of the libraries. Elsewhere sums may be rounded in another order, and after
# thousands of steps that shows in the last digits.
#
# ### What it gets wrong, and what it looks at

# %% tags=["skip-execution"]
net = networks[SEEDS[0]]
guess = net.predict(x_test)
wrong = np.flatnonzero(guess != y_test)
plot_tiles(
    mnist.test_images[wrong[:20]],
    captions=[f"{guess[i]}, is {y_test[i]}" for i in wrong[:20]],
    title="Misclassified test images: the network's guess, and the label",
)
plt.show()
plot_weights(
    nets[0.05].parameters["W1"][:10], (28, 28), title="Weights of 10 hidden neurons (784-50-10)"
)
plt.show()

# %% [markdown]
# Some of these you might get wrong yourself. Others a human reads without a doubt.
#
# The second picture shows what ten hidden neurons of the first network look for: red pixels
# excite them, blue ones calm them down. Most have found a stroke or an edge at a certain place.
# At the border the noise of the random start is still there: hardly an image has ink there, so
# there was nothing to learn from. And every stroke must be learned at every place anew; unit 20
# starts from this weakness.

# %% [markdown]
# ## 11.10 Questions
#
# Write a few sentences each. There are no points for them, but they are the ones an examiner would
# ask.
#
# **Question 1.** The denoiser of section 11.2 answers every input with the one cosine that it
# knows. How would you have to train it so that it really removes noise from cosines of any phase?
# What could the network do with 20 hidden neurons that it could not do with a single one?

# %% [markdown] question="denoiser"
# Draw a new phase for every step, make the clean signal with it, and add noise: then no single
# answer fits, and the network has to find out from the input which cosine it is. All cosines of
# one frequency are sums a cos t + b sin t, so two numbers describe them. The network has to carry
# these two through the hidden layer, and a single hidden neuron passes only one number on. Two
# neurons could pass them on in principle, but it takes more to make up for the bends of the sigmoid
# and to find such weights in a few steps. Measured with noise of 0.5 and 500 steps at α = 0.05, the
# remaining error is 0.62 with one neuron, 0.47 with two, 0.21 with three and 0.08 with twenty.

# %% [markdown]
# **Question 2.** All weights start at zero, but the *biases* of the hidden layer start at random.
# Do the hidden neurons still stay copies of each other? Follow the first two steps.

# %% [markdown] question="random-biases"
# No. With W1 = 0 neuron j puts out σ(b_j), the same for every image, but different from neuron to
# neuron. In the first step W2 = 0, so the hidden layer gets no gradient; but the columns of dW2
# are δZ times these different outputs, so they differ, and so do the columns of W2 after the step.
# In the second step δA = W2ᵀ δZ differs from neuron to neuron, and so do the gradients of W1. The
# symmetry is broken. What is needed is *some* difference between the neurons, in weights or in
# biases; what does harm is not the zero but the equality.

# %% [markdown]
# **Question 3.** In the comparison of batch sizes every run had the same number of epochs and the
# same learning rate. In what sense is that unfair to large batches? Propose two other comparisons.

# %% [markdown] question="fair-batches"
# An epoch with b = 256 makes 16 times fewer steps than with b = 16, and each step is equally long,
# so the network simply does not get as far. One can compare after the same number of steps (then
# large batches see many more images), or after the same time on the clock (large batches are
# faster, as one large matrix product is faster than 16 small ones), or give each batch size its
# own best learning rate: a gradient averaged over more samples is less noisy, so a longer step is
# safe, up to a limit. A common rule of thumb is α proportional to b.

# %% [markdown]
# **Question 4.** Somebody trains eight widths, picks the one with the lowest test error and
# reports this error. What is wrong, and is the reported number too low or too high?

# %% [markdown] question="picked"
# The test images took part in the choice, so they no longer stand for unseen images. The smallest
# of eight noisy numbers lies below what this width would reach on new images: too low. Right is:
# choose by the validation images, then look at the test images once. The more settings are tried
# and the smaller the set is, the larger the bias. (That the widths differ by less than the seeds
# do makes it worse: then the choice is mostly a choice of luck.)

# %% [markdown]
# **Question 5.** How many parameters has a network 784-200-10? Where are most of them, and what
# share of the training time goes to the first layer, roughly?

# %% [markdown] question="parameters"
# (784 + 1) · 200 + (200 + 1) · 10 = 157,000 + 2,010 = 159,010. Nearly 99 % belong to the first
# layer. Forward, a layer costs n · n_prev · m multiplications, backward once more for dW and once
# for dA_prev, so the time is in proportion to the weights: nearly all of it goes to the first
# layer. (One product could be saved: nobody needs the dA_prev of the first layer, as it belongs to
# the pixels.) A convolutional layer (unit 20 and later) has far fewer weights for the same image.

# %% [markdown]
# ## Summary
#
# - A dense layer is an object with $W$, $\mathbf b$ and an activation function. Forward it
#   computes $A = \sigma(W A_{\text{prev}} + \mathbf b)$; backward it turns $\delta A$ into $dW$,
#   $d\mathbf b$ and $\delta A_{\text{prev}}$.
# - A network is a list of layers. With softmax and cross-entropy at the end the backward pass
#   starts with $\hat Y - Y$, and the same three lines serve any depth.
# - An update has to change the layers' own arrays: `array -= …`.
# - Learning rate and batch size belong together. Small batches make many steps in an epoch.
# - More hidden neurons help up to a point; then the error stays, while the time grows.
# - A start with equal neurons keeps them equal forever. Random start weights break the symmetry.
# - A network learns what it was shown. A low cost says nothing about a task it never saw.
# - Record the seeds. Report the mean and the spread of several runs, and keep the test images for
#   the end.
#
# ## References
#
# - D. E. Rumelhart, G. E. Hinton and R. J. Williams, *Learning representations by back-propagating
#   errors*, Nature 323, 1986.
# - G. Cybenko, *Approximation by superpositions of a sigmoidal function*, Mathematics of Control,
#   Signals and Systems 2, 1989.
# - Y. LeCun, L. Bottou, G. Orr and K.-R. Müller, *Efficient BackProp*, in: Neural Networks: Tricks
#   of the Trade, Springer, 1998.
# - P. Y. Simard, D. Steinkraus and J. C. Platt, *Best practices for convolutional neural networks
#   applied to visual document analysis*, ICDAR, 2003.
# - D. C. Cireşan, U. Meier, L. M. Gambardella and J. Schmidhuber, *Deep, big, simple neural nets
#   for handwritten digit recognition*, Neural Computation 22, 2010.
# - M. A. Nielsen, *Neural Networks and Deep Learning*, Determination Press, 2015, chapters 1 to 3.
# - K. Zahn, lecture notes *Deep Learning, part 1*, HSLU, 2024, sections 4.5 and 4.6.
# - M. Wolter, slides *Neural networks*, Foundations of Machine Learning in Python, 2022.
# - R. Peharz, slides *Neural Networks II*, TU Graz, 2022.
# - M. Kretov, slides *Basic concepts for neural networks and BP algorithm*, MIPT, 2017.
