# %% [markdown]
# # 14 · Regularization
#
# A network with 235,000 weights can learn a few thousand images by heart. It then makes hardly a
# mistake on them, and nothing is gained: what counts are the images that it has never seen. This
# unit gathers the remedies. They are called **regularization**: whatever lowers the error on new
# data, even if the error on the training data grows.
#
# **You will be able to**
#
# - recognize overfitting in learning curves, and say why the cost shows it before the error rate,
# - add an L2 or an L1 penalty to any cost, and explain why L1 makes weights exactly zero,
# - write dropout, forward and backward, in its two forms,
# - stop the training early and return the best weights, not the last ones,
# - make new training images out of old ones by shifts and flips,
# - compare all of these on the same network, and use the test set only once.
#
# **Time needed:** about 4 hours, in two sittings: sections 14.1 to 14.3, then 14.4 to 14.8.
# **What to know before:** mini-batches (unit 7), softmax and cross-entropy (unit 8),
# backpropagation (unit 10) and the multilayer perceptron (unit 11). Training, validation and test
# sets are those of unit 6.
#
# **How to work:** run the cells from top to bottom (Shift+Enter). In an exercise write your answer
# between the two marker lines, in place of the line that raises `NotImplementedError`. Then run
# the test cells below it. Each check that passes prints ✓; the first that fails says what is
# wrong. Further checks that you do not see run when your work is graded.

# %%
from collections import defaultdict
from types import SimpleNamespace

import matplotlib.pyplot as plt
import numpy as np

from dlcourse.batches import MiniBatches
from dlcourse.data import load_fashion_mnist
from dlcourse.mlp import MLP
from dlcourse.pace import pace, progress
from dlcourse.plotting import plot_histograms, plot_learning_curves, plot_tiles
from dlcourse.preparation import train_validation_test_split
from dlcourse.widgets import explore, slider

plt.rcParams["figure.dpi"] = 61  # small pictures keep the notebook small

# %% [markdown]
# ## 14.1 A network that learns by heart
#
# The data are the 70,000 images of Fashion-MNIST, split as in the slides of R. Peharz: 50,000 for
# training, 10,000 for validation, 10,000 for testing. The gray values are divided by 255, and the
# mean of all training pixels is subtracted, so that the inputs lie around zero. For most of the
# unit we train on only **5,000** of the 50,000: the fewer the images, the easier they are to learn
# by heart, and the sooner you see the result.

# %% tags=["skip-execution"]
fashion = load_fashion_mnist()
rows = fashion.images.reshape(-1, 784).astype(np.float32) / 255
x_large, x_validation, x_test, y_large, y_validation, y_test = train_validation_test_split(
    rows, fashion.labels, validation_fraction=1 / 7, test_fraction=1 / 7, seed=14
)
MEAN = x_large.mean()
for x in (x_large, x_validation, x_test):
    x -= MEAN
x_train, y_train = x_large[:5000], y_large[:5000]
print(f"{len(y_large):,} training images, of which we use {len(y_train):,} for now")
print(f"{len(y_validation):,} images for validation, {len(y_test):,} for testing")

# %% [markdown]
# ### The network, ready-made
#
# You wrote a multilayer perceptron in unit 11; here it comes from `dlcourse.mlp`. A network with
# two hidden layers of 250 and 150 ReLU neurons is `MLP([784, 250, 150, 10], activation="relu")`.
# Three things to know about it:
#
# - `network.parameters` is a dict with the weights `"W1"`, `"W2"`, `"W3"` and the biases `"b1"`,
#   `"b2"`, `"b3"`. An update changes these arrays **in place**.
# - `propagate(x)` gives the list of activations $A^{[0]}, \dots, A^{[L]}$, a sample in each
#   **column**, and `back_propagate(activations, y)` the gradients, under the names of the
#   parameters.
# - Both take `masks`, a dict of arrays by layer number, which section 14.4 needs.
#
# The next cell holds all the plumbing of this unit: a function that trains for one epoch with any
# of our remedies, and one that keeps the learning curves. Read it once; the remedies themselves
# are yours to write.


# %%
ALPHA = 0.06  # the learning rate


def trainer(
    network, x, y, *, learning_rate=ALPHA, batch_size=100, penalty=None, after_step=None,
    rates=None, augment=None, seed=0,
):  # fmt: skip
    """Return a function without arguments that trains a network for one epoch.

    The remedies are optional: a penalty (its gradients are added), something to do after each step
    (after_step), dropout rates by layer, and a function that changes each batch of images.
    """
    batches = MiniBatches(x, y, batch_size, seed=seed)
    generator = np.random.default_rng(seed)
    parameters = network.parameters

    def train_epoch():
        for x_batch, y_batch in batches:
            if augment:
                x_batch = augment(x_batch, generator)
            masks = draw_masks(parameters, rates or {}, len(y_batch), generator)
            activations = network.propagate(x_batch, masks)
            gradients = network.back_propagate(activations, y_batch, masks)
            extra = penalty(parameters)[1] if penalty else {}
            for name, gradient in gradients.items():
                parameters[name] -= learning_rate * (gradient + extra.get(name, 0))
            if after_step:
                after_step(parameters)

    return train_epoch


def draw_masks(parameters, rates, m, generator):
    """Draw a dropout mask for each layer that has a rate, for a batch of m samples."""
    masks = {}
    for layer, rate in rates.items():
        neurons = parameters[f"W{layer + 1}"].shape[1]
        noise = generator.random((neurons, m), dtype=np.float32)
        masks[layer] = np.asarray(dropout_mask(noise, rate), dtype=np.float32)
    return masks


def validation_cost(network):
    """The cost on the first 5,000 validation images, which is precise enough."""
    return network.cost(x_validation[:5000], y_validation[:5000])


def measure(network, x, y):
    """The cost of each sample, and whether it is misclassified."""
    probabilities = network.propagate(x)[-1]
    right = np.maximum(probabilities[y, np.arange(len(y))], 1e-30)
    return -np.log(right), probabilities.argmax(axis=0) != y


def watch(network, train_epoch, epochs, label):
    """Train, and return the learning curves: what was measured after each epoch."""
    log = defaultdict(list)
    for _ in progress(range(epochs), label):
        train_epoch()
        for part, x, y in (
            ("training", x_train, y_train),
            ("validation", x_validation[:5000], y_validation[:5000]),
        ):
            costs, wrong = measure(network, x, y)
            log[f"{part} cost"].append(float(np.mean(costs)))
            log[f"{part} error"].append(100 * float(np.mean(wrong)))
        log["wrongly classified"].append(float(np.mean(costs[wrong])))
        log["rightly classified"].append(float(np.mean(costs[~wrong])))
    return log


def new_network(seed=1):
    """The network of this unit: 784 pixels, 250 and 150 hidden neurons, 10 classes."""
    return MLP([784, 250, 150, 10], activation="relu", scale="he", seed=seed, dtype=np.float32)


def draw_curves(log, title, reference=None):
    """Draw cost and error rate of a training beside each other; reference is a second one."""
    figure, axes = plt.subplots(1, 2, figsize=(9, 3.0), layout="constrained")
    for ax, what, unit in zip(axes, ("cost", "error"), ("", " rate in %"), strict=True):
        curves = {part: log[f"{part} {what}"] for part in ("training", "validation")}
        if reference:
            curves["validation, no remedy"] = reference[f"validation {what}"]
        plot_learning_curves(curves, ylabel=what + unit, ax=ax)
        ax.set_ylim(bottom=0)
    axes[0].set_title(title)
    best = int(np.argmin(log["validation cost"]))
    axes[0].plot(best + 1, log["validation cost"][best], "k*", markersize=12)
    axes[1].set_title("the same, misclassified")
    return figure


# %% [markdown]
# First without any remedy. The star marks the epoch with the lowest validation cost.

# %% tags=["skip-execution"]
EPOCHS = pace(80, quick=3)

plain = new_network()
logs = {"none": watch(plain, trainer(plain, x_train, y_train), EPOCHS, "no remedy")}
draw_curves(logs["none"], "250 + 150 neurons, no remedy")
plt.show()
best = int(np.argmin(logs["none"]["validation cost"]))
for word, epoch in (("best", best), ("last", EPOCHS - 1)):
    costs = {name: values[epoch] for name, values in logs["none"].items()}
    print(f"{word} epoch ({epoch + 1}):", ", ".join(f"{k} {v:.3f}" for k, v in costs.items()))

# %% [markdown]
# Zahn's lecture notes show these two pictures for a network of the same size, and its cost overfits
# "after epoch ~30". The exact epoch depends on the number of images and the learning rate, which
# the notes do not print; ours are chosen so that it comes out about there.
#
# **Why does the cost rise, while the error rate does not?** The notes leave that as an exercise.
# The error rate asks only which class is first. The cost asks how much probability the true class
# got, and it has no upper limit: a network that is wrong and sure of it pays a lot. As long as
# training goes on, the weights grow, and the network becomes ever surer, also where it is wrong.
# The next cell separates the validation images that are classified rightly from the others.

# %% tags=["skip-execution"]
plot_learning_curves(
    {name: logs["none"][name] for name in ("wrongly classified", "rightly classified")},
    ylabel="mean cost",
    title="Mean cost of the validation images",
)
plt.show()

# %% [markdown]
# The number of wrong images hardly changes, but they become ever more expensive. Overfitting shows
# first in the confidence, and only later, if at all, in the decisions.
#
# ## 14.2 Charge for weights
#
# A network with large weights can be a steep function: a small change of the input changes the
# output a lot. So we charge for weights, and the network uses them only where they pay:
#
# $$J = J_0 + \lambda\, \Omega(W), \qquad
# \Omega_2(W) = \frac12 \sum_{l,j,k} \bigl(W^{[l]}_{jk}\bigr)^2, \qquad
# \Omega_1(W) = \sum_{l,j,k} \bigl|W^{[l]}_{jk}\bigr|$$
#
# $J_0$ is the cost as before, and $\lambda \ge 0$ says how expensive weights are. **L2** charges
# for the squares, **L1** for the sizes. Each weight is charged by itself, so the gradients are
# simple:
#
# $$\nabla\, \lambda \Omega_2 = \lambda\, W^{[l]}, \qquad
# \nabla\, \lambda \Omega_1 = \lambda\, \mathrm{sign}\bigl(W^{[l]}\bigr)$$
#
# At $w = 0$ the function $|w|$ has a corner and no derivative; we take $\mathrm{sign}(0) = 0$, as
# NumPy does.
#
# **The biases go free.** A bias shifts the threshold of a neuron, but does not make the function
# steeper, and there are few of them.
#
# ### Exercise 1: the penalty and its gradient
#
# One function for both: `power` is the exponent, 2 or 1.


# %% exercise="weight_penalty"
def weight_penalty(parameters, strength, power):
    """Compute the L2 or the L1 penalty of a network, and its gradient.

    Parameters
    ----------
    parameters : dict of str and ndarray of floats
        Weights under the names "W1", "W2", … and biases under "b1", "b2", …, as in an MLP of any
        depth. The arrays stay as they are.
    strength : float
        λ ≥ 0.
    power : int
        2 for L2: λ/2 · Σ W². 1 for L1: λ · Σ |W|.

    Returns
    -------
    cost : float
        The penalty of all weights of all layers together; biases do not count.
    gradients : dict of str and ndarray of floats
        For each weight matrix, under its name, the derivatives of the penalty, in the shape of the
        matrix (with L1: 0 where a weight is 0). There are no entries for biases.
    """
    ### START YOUR CODE ###
    weights = {name: W for name, W in parameters.items() if name.startswith("W")}
    if power == 2:
        cost = strength / 2 * sum(np.sum(W**2) for W in weights.values())
        return cost, {name: strength * W for name, W in weights.items()}
    cost = strength * sum(np.sum(np.abs(W)) for W in weights.values())
    return cost, {name: strength * np.sign(W) for name, W in weights.items()}
    ### END YOUR CODE ###


# %% tests="weight_penalty" points=3
import numpy as np
from dlcourse.testing import check_close, check_equal, check_true, check_unchanged, rng


def check_penalty(parameters, strength, power, name):
    """Compare penalty and gradients with the formulas."""
    given = {key: values.copy() for key, values in parameters.items()}
    result = weight_penalty(given, strength, power)
    pair = isinstance(result, (tuple, list)) and len(result) == 2 and isinstance(result[1], dict)
    hint = "end with `return cost, gradients`: a number and a dict"
    check_true(pair, f"{name}: two results", hint)
    charges = {key: np.sum(np.abs(v) ** power) * strength / power for key, v in parameters.items()}
    weights = {key: values for key, values in parameters.items() if key[0] == "W"}
    wanted = sum(charges[key] for key in weights)
    root = sum(np.linalg.norm(W, power) for W in weights.values())
    slips = {
        "the factor ½ is missing": wanted * 2 if power == 2 else wanted,
        "no factor ½ here: it belongs to the squares of L2": wanted / 2 if power == 1 else wanted,
        "the strength λ is missing": wanted / strength,
        "biases are not penalized": sum(charges.values()),
        "the sum runs over all layers, not only the first": charges["W1"],
        "the sum runs over all layers, not only the last": charges[max(weights)],
        "the sum runs over all layers, however many": charges["W1"] + charges.get("W2", 0),
        "a sum is wanted, not a mean": sum(charges[key] / W.size for key, W in weights.items()),
        "take the size of each weight first": [
            strength * sum(abs(np.sum(W)) * k for W in weights.values()) for k in (1, -1)] + [
            strength * sum(map(np.sum, weights.values()))],
        "no root: the squares are added as they are":
            strength / 2 * np.sqrt(2 * wanted / strength) if power == 2 else wanted,
        "np.linalg.norm of a matrix is another norm: square, or take sizes, and add": [
            strength * root / power, strength * sum(map(np.linalg.norm, weights.values())) / power],
        "`power` decides: 2 squares the weights, 1 takes their sizes": strength / (3 - power)
        * sum(np.sum(np.abs(W) ** (3 - power)) for W in weights.values()),
    }  # fmt: skip
    check_close(result[0], wanted, f"{name}: the penalty", mistakes=each(slips))
    hint = "one entry for each weight matrix, under its name, and none for biases"
    check_equal(sorted(result[1]), sorted(weights), f"{name}: names of the gradients", hint=hint)
    for key, W in weights.items():
        right, other = (W, np.sign(W)) if power == 2 else (np.sign(W), W)
        slips = {
            "the derivative of ½ w² is w": [2 * strength * W, strength / 2 * W],
            "the strength λ is missing": right,
            "λ·W belongs to L2, λ·sign(W) to L1": strength * other,
            "each weight keeps its sign": strength * np.abs(right),
            "a weight that is 0 has the gradient 0": [
                strength * np.where(W >= 0, 1, -1), strength * np.where(W > 0, 1, -1)],
            "the gradient alone, not the weights after a step": W - strength * right,
        }  # fmt: skip
        check_close(
            result[1][key], strength * right, f"{name}: gradient of {key}", mistakes=each(slips)
        )
    check_unchanged(given, parameters, f"{name}: the parameters")


def each(slips):
    """Give every one of several wrong values the same words."""
    pairs = [(words, v if isinstance(v, list) else [v]) for words, v in slips.items()]
    return {words + " " * k: value for words, values in pairs for k, value in enumerate(values)}


small = {
    "W1": np.array([[1.0, -2.0], [0.0, 3.0]]),
    "b1": np.array([[10.0], [20.0]]),
    "W2": np.array([[-2.0, 0.5]]),
    "b2": np.array([[5.0]]),
}
check_penalty(small, 0.1, 2, "L2, two layers")
check_penalty(small, 0.1, 1, "L1, two layers")
### BEGIN HIDDEN TESTS
random = rng("weight penalty")
deep = {}
for layer, shape in enumerate([(4, 3), (5, 4), (2, 5)], start=1):
    deep[f"W{layer}"] = random.normal(size=shape)
    deep[f"b{layer}"] = random.normal(size=(shape[0], 1))
deep["W2"][1] = 0
for power in (2, 1):
    check_penalty(deep, 0.03, power, f"L{power}, three layers")
    check_penalty(
        {"W1": np.array([[-2.0]]), "b1": np.ones((1, 1))}, 3.0, power, f"L{power}, 1 weight"
    )
    cost, gradients = weight_penalty({k: v.copy() for k, v in deep.items()}, 0.0, power)
    check_close(cost, 0.0, f"L{power}, no penalty with λ = 0")
    check_close(gradients["W1"], np.zeros((4, 3)), f"L{power}, no gradient with λ = 0")
### END HIDDEN TESTS

# %% [markdown]
# ### What L2 does
#
# Put its gradient into the update and sort the terms:
#
# $$W \leftarrow W - \alpha\, (\nabla J_0 + \lambda W)
# = (1 - \alpha \lambda)\, W - \alpha\, \nabla J_0$$
#
# Each step first shrinks all weights by the same factor. Hence the second name, **weight decay**.
#
# (Two cautions. In the slides of Peharz the penalty has no ½; then the factor is
# $1 - 2\alpha\lambda$, and the same effect needs half the $\lambda$. And the two names mean the
# same only for plain gradient descent: Adam divides each gradient by its recent size, that of the
# penalty too, so with Adam an L2 penalty shrinks different weights by different factors.)
#
# The same network, the same start, the same batches, now with $\lambda = 0.005$. All curves of this
# unit show $J_0$, without the penalty, so that they can be compared.

# %% tags=["skip-execution"]
decayed = new_network()
train_decayed = trainer(decayed, x_train, y_train, penalty=lambda p: weight_penalty(p, 0.005, 2))
logs["L2"] = watch(decayed, train_decayed, EPOCHS, "L2")
draw_curves(logs["L2"], "L2 penalty, λ = 0.005", logs["none"])
plt.show()

# %% [markdown]
# The validation cost no longer rises. The training cost stays above zero: that is the price, and
# it is worth it. Where have the weights gone?


# %% tags=["skip-execution"]
def weights_and_biases(network, label):
    """The weights and the biases of the two hidden layers, with a label, for the histograms."""
    names = ("W1", "b1", "W2", "b2")
    return {f"{name}, {label}": network.parameters[name] for name in names}


for network, label in ((plain, "no penalty"), (decayed, "L2")):
    plot_histograms(weights_and_biases(network, label), title=f"The hidden layers, {label}")
    plt.show()

# %% [markdown]
# With the penalty the weights are about two and a half times smaller. The biases have grown:
# no penalty pulls at them, and they take over a part of the work.
#
# ## 14.3 How L1 makes weights zero
#
# The pull of L2 weakens as a weight shrinks, $\lambda w$, so it hardly ever arrives at zero. The
# pull of L1 stays at full strength, $\pm\lambda$, all the way.
#
# ### One weight is enough to see it
#
# Let the cost without penalty be a parabola with its minimum at $v$ and the curvature $c > 0$:
#
# $$J(w) = \frac c2 (w - v)^2 + \lambda\, |w|$$
#
# For $w > 0$ the derivative is $c\,(w - v) + \lambda$, which is zero at $w = v - \lambda / c$. That
# lies in the region $w > 0$ only if $v > \lambda / c$. For $w < 0$ it is the mirror image. And if
# $|v| \le \lambda / c$, there is no such point on either side: the cost falls towards $w = 0$ from
# left and right, and the minimum sits in the corner, **exactly at zero**. So the minimum is $v$,
# moved towards zero by $\lambda / c$, but never across it. This is called *soft thresholding*.
#
# ### Exercise 2: the minimum with L1


# %% exercise="l1_minimum"
def l1_minimum(v, curvature, strength):
    """Find the w that minimizes c/2 · (w − v)² + λ |w|, for each entry of v by itself.

    Parameters
    ----------
    v : ndarray of floats of any shape, or a single float
        Where the minimum would be without the penalty. Stays as it is.
    curvature : float
        c > 0.
    strength : float
        λ ≥ 0.

    Returns
    -------
    ndarray of floats in the shape of v (or a float for a single number)
        The minimum. It is exactly 0 where |v| ≤ λ/c.
    """
    ### START YOUR CODE ###
    return np.sign(v) * np.maximum(np.abs(v) - strength / curvature, 0)
    ### END YOUR CODE ###


# %% tests="l1_minimum" points=2
import numpy as np
from dlcourse.testing import check_close, check_equal, check_unchanged, rng


def check_minimum(v, c, strength, name):
    """Compare with the closed form, and count the exact zeros."""
    size, t = np.abs(v), strength / c
    wanted = np.where(size > t, v - t * np.sign(v), 0.0)
    slips = {
        "never across zero: where |v| ≤ λ/c the minimum is 0": np.sign(v) * (size - t),
        "move v by λ/c: the curvature is missing": np.sign(v) * np.maximum(size - strength, 0),
        "move v by λ/c, not by λ·c": np.sign(v) * np.maximum(size - strength * c, 0),
        "move v by λ/c: there is no factor 2": np.sign(v) * np.maximum(size - t / 2, 0),
        "this shrinks by a factor, as L2 does: L1 moves v by λ/c": c * v / (c + strength),
        "move v by λ/c, not by c/λ": np.sign(v) * np.maximum(size - c / (strength or 1), 0),
        "the sign of v is lost: negative v stay negative": np.maximum(size - t, 0),
        "negative v are moved towards zero too, and do not become 0": np.maximum(v - t, 0),
        "large |v| are moved by λ/c as well": np.where(size > t, v, 0.0),
        "towards zero, not away from it": v + t * np.sign(v),
        "negative v are moved up, towards zero": np.where(size > t, v - t, 0.0),
        "this is the part by which v is moved": np.clip(v, -t, t),
        "the w of the minimum is wanted, not the cost there":
            c / 2 * (wanted - v) ** 2 + strength * np.abs(wanted),
    }  # fmt: skip
    given = v.copy()
    came = l1_minimum(given, c, strength)
    check_close(came, wanted, name, mistakes=slips)
    check_unchanged(given, v, f"{name}: the array v")
    zeros = int(np.sum(np.asarray(came) == 0))
    hint = "exactly 0 is wanted, not a small number"
    check_equal(zeros, int(np.sum(wanted == 0)), f"{name}: number of exact zeros", hint=hint)


check_minimum(np.array([-3.0, -0.4, 0.0, 0.4, 3.0]), 4.0, 2.4, "c = 4, λ = 2.4")
check_close(l1_minimum(-2.0, 4.0, 2.0), -1.5, "a single number")
### BEGIN HIDDEN TESTS
v = rng("l1 minimum").normal(size=(6, 5))
check_minimum(v, 1.5, 0.9, "a matrix of 30 values")
check_minimum(v[0], 0.25, 0.2, "a small curvature")
check_minimum(v, 2.0, 0.0, "no penalty: v itself")
check_minimum(np.array([-0.5, 0.5, 0.25]), 1.0, 0.5, "|v| = λ/c")
check_close(l1_minimum(0.3, 2.0, 1.0), 0.0, "a single number that becomes zero")
line = np.linspace(-3, 3, 60001)
for start in (-1.7, 0.2, 1.1):
    costs = 0.6 * (line - start) ** 2 + 0.8 * np.abs(line)
    came, hint = l1_minimum(start, 1.2, 0.8), "the minimum, found by trying out 60,001 values"
    check_close(came, line[np.argmin(costs)], f"v = {start}, by trial", atol=2e-4, hint=hint)
### END HIDDEN TESTS

# %% [markdown]
# The corner of L1 catches the minimum as soon as $\lambda \ge c\,|v|$ (here $c = 1$). The parabola
# of L2 only pulls it closer: its minimum is $\frac{c}{c + \lambda}\, v$, which is never zero.
#
# *Try* the sliders: at $v = 1$, which $\lambda$ makes the weight zero with L1? And with L2?


# %% tags=["skip-execution"]
def draw_penalties(v, strength):
    """Draw one cost with L1 and with L2, and the minima of both."""
    w = np.linspace(-2, 2, 401)
    cost = 0.5 * (w - v) ** 2
    minima = {"L1": float(l1_minimum(v, 1.0, strength)), "L2": v / (1 + strength)}
    penalties = {"L1": lambda w: strength * np.abs(w), "L2": lambda w: strength / 2 * w**2}
    figure, axes = plt.subplots(1, 2, figsize=(10, 3.6), sharey=True, layout="constrained")
    for ax, (name, penalty) in zip(axes, penalties.items(), strict=True):
        ax.plot(w, cost, color="0.6", linestyle="--", label="cost J₀")
        ax.plot(w, penalty(w), color="tab:orange", linestyle=":", label=f"penalty {name}")
        ax.plot(w, cost + penalty(w), color="tab:blue", linewidth=2, label="sum J")
        best = minima[name]
        ax.plot(best, 0.5 * (best - v) ** 2 + penalty(best), "ko", label="its minimum")
        ax.set(xlabel="weight w", ylim=(0, 4), title=f"{name}: minimum at w = {best:.2f}")
    axes[0].set_ylabel("cost")
    axes[0].legend(loc="upper center", fontsize=8)
    return figure


explore(
    draw_penalties,
    v=slider(-1.5, 1.5, 1.0, step=0.1, label="minimum v without penalty"),
    strength=slider(0.0, 2.0, 0.6, step=0.1, label="strength λ"),
)

# %% [markdown]
# With two weights the same happens, and another picture is often drawn. The ellipses are the
# contours of $J_0$; the minima for growing $\lambda$ form a path from $\mathbf v$ to the origin.
# Each point of the path is where an ellipse touches a contour of the penalty: a circle for L2, a
# diamond for L1 (drawn for $\lambda = 0.9$). A diamond is touched most easily at a corner, where
# one weight is zero. From there on the path follows the axis.
#
# The path of L1 comes from your `l1_minimum`: with one weight held fixed the cost is a parabola in
# the other, so we minimize in turns.

# %% tags=["skip-execution"]
H, center = np.array([[1.0, 0.5], [0.5, 1.6]]), np.array([0.5, 1.3])


def two_minima(strength):
    """The minima of the cost ½ (w − v)ᵀ H (w − v) with L1 and with L2."""
    w = center.copy()
    for _ in range(100):
        for k, other in ((0, 1), (1, 0)):
            v = center[k] - H[k, other] * (w[other] - center[other]) / H[k, k]
            w[k] = l1_minimum(v, H[k, k], strength)
    return w, np.linalg.solve(H + strength * np.eye(2), H @ center)


def cost_at(w):
    """The cost without penalty, for one or many points w."""
    return 0.5 * np.einsum("...i,ij,...j", w - center, H, w - center)


grid = np.stack(np.meshgrid(np.linspace(-0.7, 1.5, 120), np.linspace(-0.7, 2.1, 120)), axis=-1)
paths = np.array([two_minima(strength) for strength in np.linspace(0, 4, 81)])
figure, axes = plt.subplots(1, 2, figsize=(8.5, 4.2), layout="constrained")
for place, (ax, power) in enumerate(zip(axes, (1, 2), strict=True)):
    w = two_minima(0.9)[place]
    levels = [0.05, 0.15, 0.6, 1.0, 1.6, 2.4]
    ax.contour(*grid.T, cost_at(grid).T, levels=levels, colors="0.75", linewidths=0.8)
    ax.contour(*grid.T, cost_at(grid).T, levels=[cost_at(w)], colors="tab:blue")
    size = np.sum(np.abs(grid) ** power, axis=-1)
    ax.contour(*grid.T, size.T, levels=[np.sum(np.abs(w) ** power)], colors="tab:orange")
    ax.plot(*paths[:, place].T, color="tab:red", linewidth=2.5, label="minima for growing λ")
    ax.plot(*center, "b^", markersize=9, label="without penalty")
    ax.plot(*w, "ko", markersize=8, label=f"λ = 0.9: ({w[0]:.2f}, {w[1]:.2f})")
    ax.axhline(0, color="k", linewidth=0.8)
    ax.axvline(0, color="k", linewidth=0.8)
    ax.set(xlabel="weight w₁", ylabel="weight w₂", aspect="equal", title=f"The path with L{power}")
    ax.legend(loc="lower right", fontsize=8)
plt.show()

# %% [markdown]
# ### A step that lands on zero
#
# Does an L1 penalty then make a network sparse, with many weights exactly zero, as the slides say?
# Not with plain gradient descent. Close to zero the pull $\pm\lambda$ makes a weight jump back and
# forth across zero, by about $\alpha\lambda$, and hitting it exactly would be chance. The zeros
# belong to the *minimum*, and one has to aim at it.
#
# Your `l1_minimum` does. Make the ordinary step without penalty, to $v = w - \alpha \nabla J_0$,
# and then take the minimum of $\frac{1}{2\alpha}(w - v)^2 + \lambda |w|$: stay close to $v$, but
# pay for the size. That is your function with the curvature $c = 1/\alpha$, and it moves every
# weight by $\alpha\lambda$ towards zero, but never across it. The step is called *proximal*.


# %% tags=["skip-execution"]
L1 = 0.0004


def land_on_zero(parameters):
    """Move all weights towards zero by α·λ, and stop at zero."""
    for name, W in parameters.items():
        if name.startswith("W"):
            W[...] = l1_minimum(W, 1 / ALPHA, L1)


sparse, nearly = new_network(), new_network()
train_sparse = trainer(sparse, x_train, y_train, after_step=land_on_zero)
logs["L1"] = watch(sparse, train_sparse, EPOCHS, "L1, landing")
train_nearly = trainer(nearly, x_train, y_train, penalty=lambda p: weight_penalty(p, L1, 1))
watch(nearly, train_nearly, EPOCHS, "L1, plain descent")
draw_curves(logs["L1"], f"L1 penalty, λ = {L1}", logs["none"])
plt.show()
figure = plot_histograms(weights_and_biases(sparse, "L1"), title="The hidden layers, L1")
for ax in figure.axes:
    ax.set(yscale="log", ylabel="count (log)")
plt.show()

# %% [markdown]
# The tall bar at zero is what the notes show. How many of these weights are exactly zero, and how
# many are merely small? The picture gives, for every limit, the share of weights whose size is no
# larger than it. Its left end is the share of (practically) exact zeros.


# %% tags=["skip-execution"]
def share(network, name, limit=0.0):
    """The share of a matrix's weights whose size is at most the limit, in percent."""
    return 100 * float(np.mean(np.abs(network.parameters[name]) <= limit))


compared = {"no penalty": plain, "L2": decayed, "L1, plain descent": nearly, "L1, landing": sparse}
limits = np.logspace(-6, -0.5, 45)
ax = plot_learning_curves(
    {label: [share(one, "W1", limit) for limit in limits] for label, one in compared.items()},
    x=limits,
    xlabel="limit",
    ylabel="share of weights in %",
    title="First layer: how many weights are no larger than the limit?",
)
ax.set_xscale("log")
plt.show()
print("exact zeros in %        W1     W2     W3")
for label, one in compared.items():
    print(f"{label:18s}", *(f"{share(one, name):6.1f}" for name in ("W1", "W2", "W3")))

# %% [markdown]
# Only the step that lands makes exact zeros. Plain descent leaves nearly as many weights *near*
# zero, but none on it: on the scale of $\alpha\lambda$ they jump back and forth.
#
# The penalty has selected features. What is zero can be cut out (*pruned*) without any change of
# the outputs, and what is left is stored and multiplied cheaply. *Try* $\lambda = 0.001$: four of
# five weights of the first layer become zero, and 143 of its 250 neurons have no input left, but
# the validation cost ends near 0.49. Sparsity has its price too.
#
# ## 14.4 Dropout: train a crowd of networks
#
# In every training step, and for every image anew, switch off each neuron with probability $p$, the
# **dropout rate**. A neuron can no longer rely on one certain partner, so it has to be useful with
# many. Usual are $p = 0.5$ for hidden neurons and $0.2$ for the inputs; output neurons always stay.
#
# Move the slider: a network of 5, 6, 5 and 3 neurons, and what is left of it in one step. With $N$
# neurons that may be dropped there are $2^N$ such sub-networks.


# %% tags=["skip-execution"]
def draw_dropout(rate, draw):
    """Draw a network with the neurons that one draw of dropout leaves."""
    generator = np.random.default_rng(draw)
    sizes = [5, 6, 5, 3]
    alive = [generator.random(size) >= rate for size in sizes[:-1]] + [np.ones(3, dtype=bool)]
    figure, ax = plt.subplots(figsize=(6, 3.2), layout="constrained")
    heights = [np.arange(size) - (size - 1) / 2 for size in sizes]
    for layer in range(3):
        for i, here in enumerate(heights[layer]):
            for j, there in enumerate(heights[layer + 1]):
                if alive[layer][i] and alive[layer + 1][j]:
                    ax.plot([layer, layer + 1], [here, there], color="tab:blue", linewidth=1.2)
    for layer, (height, on) in enumerate(zip(heights, alive, strict=True)):
        ax.scatter(np.full(on.sum(), layer), height[on], s=180, color="tab:blue", zorder=3)
        ax.scatter(
            np.full((~on).sum(), layer), height[~on], s=180, marker="X", color="0.75", zorder=3
        )
    ax.set(yticks=[], xticks=range(4), xlim=(-0.3, 3.3))
    ax.set_xticklabels(["inputs", "hidden 1", "hidden 2", "outputs"])
    ax.set_xlabel("layer")
    kept = sum(int(one.sum()) for one in alive[:-1])
    ax.set_title(f"p = {rate:.2f}: {kept} of {sum(sizes[:-1])} neurons are left")
    return figure


explore(
    draw_dropout,
    rate=slider(0.0, 0.9, 0.4, step=0.05, label="dropout rate p"),
    draw=slider(1, 20, 1, step=1, label="draw number"),
)

# %% [markdown]
# ### The scale
#
# When we use the trained network, all neurons take part. The next layer then receives more than
# it ever did in training: a sum over all neurons, not over a share $1 - p$ of them. This number
# $1 - p$ is called the **keep probability**. There are two ways to make up for it.
#
# **Inverted dropout** multiplies the neurons that stay by $\frac{1}{1 - p}$, in training. The mean
# over all draws is then $(1 - p) \cdot \frac{1}{1 - p}\, a = a$, and nothing has to be changed when
# the network is used. It is what all libraries do, and you begin with it:
#
# $$\text{mask} = \begin{cases} 0 & \text{with probability } p\\
# \frac{1}{1-p} & \text{otherwise} \end{cases} \qquad \tilde A = A \odot \text{mask}$$
#
# ($\odot$ multiplies entry by entry.) The random numbers come from outside, so that a draw can be
# repeated: `noise` holds numbers that are uniform in $[0, 1)$. Such a number lies below $p$ with
# probability $p$.
#
# ### Exercise 3: the mask of inverted dropout


# %% exercise="dropout_mask"
def dropout_mask(noise, rate):
    """Make a mask for inverted dropout from uniform random numbers.

    Parameters
    ----------
    noise : ndarray of floats of any shape
        Numbers from 0 to 1 (1 not included), one for each entry of the mask. Stays as it is.
    rate : float, 0 ≤ p < 1
        The dropout rate. An entry is dropped where its noise is below the rate.

    Returns
    -------
    ndarray of floats in the shape of noise
        0 for what is dropped, 1/(1 − p) for what is kept.
    """
    ### START YOUR CODE ###
    return (noise >= rate) / (1 - rate)
    ### END YOUR CODE ###


# %% tests="dropout_mask" points=2
import numpy as np
from dlcourse.testing import check_close, check_unchanged, rng


def check_mask(noise, p, name):
    """Compare with the definition."""
    kept = np.where(noise < p, 0.0, 1.0)
    slips = {
        "the neurons that stay are scaled by 1/(1 − p)": kept,
        "divide by the keep probability 1 − p, not by p": kept / p if p else kept,
        "divide by 1 − p, not multiply": kept * (1 - p),
        "kept and dropped are swapped": (1 - kept) / (1 - p),
        "kept and dropped are swapped, and the scale is missing": 1 - kept,
        "kept and dropped are swapped, and the scale is 1/p": (1 - kept) / p if p else kept,
        "dropped is what lies below the rate, not what equals it": (noise > p) / (1 - p),
        "p is the share that is dropped, not the share that is kept": (noise >= 1 - p) / (1 - p),
        "divide by 1 − p, not by the share that happens to be kept": kept / kept.mean(),
        "the scale 1/(1 − p) depends on p: it is 2 only for p = 0.5": kept * 2,
    }
    given = noise.copy()
    hint = "0 where the given noise is below the rate, else 1/(1 − p)"
    came = dropout_mask(given, p)
    check_close(came, kept / (1 - p), name, kind="float", mistakes=slips, hint=hint)
    check_unchanged(given, noise, f"{name}: the noise")


noise = np.array([[0.1, 0.6, 0.25, 0.9], [0.3, 0.0, 0.8, 0.24]])
check_mask(noise, 0.25, "eight neurons, p = 0.25")
### BEGIN HIDDEN TESTS
noise = rng("dropout mask").random((30, 7))
check_mask(noise, 0.5, "30 neurons, 7 samples, p = 0.5")
check_mask(noise, 0.8, "30 neurons, 7 samples, p = 0.8")
check_mask(noise, 0.0, "p = 0: all stay as they are")
check_mask(noise[0], 0.2, "one axis")
check_mask(noise[:4, :1], 0.3, "a batch of one")
check_mask(noise[:8].reshape(2, 4, 7), 0.3, "three axes")
check_mask(np.array([[0.5]]), 0.5, "noise equal to the rate is kept")
### END HIDDEN TESTS

# %% [markdown]
# ### Backward
#
# Dropout is one more factor in the chain. From $\tilde A = A \odot \text{mask}$ follows
#
# $$\frac{\partial J}{\partial A} = \frac{\partial J}{\partial \tilde A} \odot
# \frac{\partial \tilde A}{\partial A}$$
#
# with the derivative entry by entry. Which is it? A neuron that was dropped had no influence on the
# cost, and one that was kept had more than usual. The mask must be the one of the forward pass, so
# it has to be kept until then.
#
# ### Exercise 4: the backward pass


# %% exercise="dropout_backward"
def dropout_backward(grad_dropped, mask):
    """Lead the gradient back through dropout.

    Parameters
    ----------
    grad_dropped : ndarray of floats, shape (n, m)
        The derivatives of the cost with respect to the activations after dropout. Stays as it is.
    mask : ndarray of floats, shape (n, m)
        The mask of the forward pass, with its scale: 0 or 1/(1 − p). Stays as it is.

    Returns
    -------
    ndarray of floats, shape (n, m)
        The derivatives with respect to the activations before dropout.
    """
    ### START YOUR CODE ###
    return grad_dropped * mask
    ### END YOUR CODE ###


# %% tests="dropout_backward" points=1
import numpy as np
from dlcourse.testing import check_close, check_gradient, check_unchanged, rng


def check_backward(grad, mask, name):
    """Compare with the product, name the usual mistakes."""
    on = np.where(mask > 0, 1.0, 0.0)
    slips = {
        "the gradient passes only through neurons that were kept": grad,
        "the scale 1/(1 − p) is part of the mask: it counts backward too": grad * on,
        "multiply by the mask once: its scale counts once, not squared": grad * mask**2,
        "multiply by the scale, do not divide by it": np.where(on, grad / mask.max(), 0),
        "the sum over the neurons belongs to no step here": np.sum(grad * mask),
        "this is the mask: the gradient that comes from above is missing": mask,
        "dropped and kept are swapped": grad * (1 - on),
    }
    given = grad.copy(), mask.copy()
    check_close(dropout_backward(*given), grad * mask, name, mistakes=slips)
    check_unchanged(given[0], grad, f"{name}: the gradient that was given")
    check_unchanged(given[1], mask, f"{name}: the mask")


mask = np.array([[2.0, 0.0, 2.0], [0.0, 2.0, 2.0]])
check_backward(np.array([[1.0, 5.0, -3.0], [4.0, 0.5, 0.0]]), mask, "two neurons, three samples")
### BEGIN HIDDEN TESTS
random = rng("dropout backward")
a, target = random.normal(size=(5, 4)), random.normal(size=(5, 4))
mask = np.where(random.random((5, 4)) < 0.3, 0.0, 1 / 0.7)
check_backward(target, mask, "five neurons, four samples")
check_backward(target[:, :1], mask[:, :1], "a batch of one")
grad = dropout_backward(a * mask - target, mask.copy())
check_gradient(
    grad, lambda values: 0.5 * np.sum((values * mask - target) ** 2), a, "measured on a cost"
)
### END HIDDEN TESTS

# %% [markdown]
# Now train with dropout: $p = 0.2$ for the inputs (layer 0) and $0.5$ for both hidden layers. (A
# dropped pixel becomes 0, which is the mean gray here, not black.) The network multiplies your
# masks onto its activations, forward, and onto the gradients, backward. The curves are measured
# *without* masks, as the network will be used. (Many programs show the training cost with masks.
# It is higher, and then the validation curve seems to be better than the training curve.)

# %% tags=["skip-execution"]
RATES = {0: 0.2, 1: 0.5, 2: 0.5}

dropped = new_network()
logs["dropout"] = watch(dropped, trainer(dropped, x_train, y_train, rates=RATES), EPOCHS, "dropout")
draw_curves(logs["dropout"], "dropout: 0.2, 0.5, 0.5", logs["none"])
plt.show()
plot_histograms(weights_and_biases(dropped, "dropout"), title="The hidden layers, dropout")
plt.show()

# %% [markdown]
# The validation cost falls nearly to the end, and more smoothly than before. The weights are hardly
# smaller than without a remedy: that is not how dropout works.
#
# ### The keep-probability form
#
# In the original paper the mask holds only 0 and 1, nothing is scaled in training, and the trained
# network is corrected: the outputs of a layer with dropout, or, which is the same, the weights that
# receive them, are multiplied by the keep probability $1 - p$. (The slides of Peharz say "scaled by
# dropout probability". That would be $p$. In their example $p = 0.5$, where both are equal; in
# general it is wrong.)
#
# Which weights receive the outputs of layer $l$? Those of the next layer, $W^{[l+1]}$. Their bias
# is not multiplied by a neuron, so it stays as it is. And the original arrays must stay as they
# are: training may go on.
#
# ### Exercise 5: the network for use


# %% exercise="scale_for_use"
def scale_for_use(parameters, rates):
    """Correct a network that was trained with masks of 0 and 1.

    Parameters
    ----------
    parameters : dict of str and ndarray of floats
        Weights "W1", "W2", … and biases "b1", "b2", … of a trained network. W1 receives the inputs
        (layer 0), W2 the outputs of layer 1, and so on. The arrays stay as they are.
    rates : dict of int and float
        The dropout rate, 0 ≤ p < 1, of each layer that had dropout, in any order; 0 is the input
        layer. A layer that is not in it had none.

    Returns
    -------
    dict of str and ndarray of floats
        All weights and biases, under the same names: new arrays where something was multiplied.
    """
    ### START YOUR CODE ###
    scaled = dict(parameters)
    for layer, rate in rates.items():
        scaled[f"W{layer + 1}"] = scaled[f"W{layer + 1}"] * (1 - rate)
    return scaled
    ### END YOUR CODE ###


# %% tests="scale_for_use" points=2
import numpy as np
from dlcourse.testing import check_close, check_equal, check_true, check_unchanged, rng


def check_scaled(parameters, rates, name):
    """Compare every array with the definition."""
    given = {key: values.copy() for key, values in parameters.items()}
    came = scale_for_use(given, dict(rates))
    check_true(isinstance(came, dict), f"{name}: a dict", "return a dict with the same names")
    hint = "weights and biases of all layers, also of those without dropout"
    check_equal(sorted(came), sorted(parameters), f"{name}: the names", hint=hint)
    for key, values in parameters.items():
        layer = int(key[1:])
        here, before = rates.get(layer, 0.0), rates.get(layer - 1, 0.0)
        slips = {
            "nothing is scaled here: multiply by 1 − p": values,
            "layer l's outputs go into W of the next layer, l + 1": values * (1 - here),
            "multiply by the keep probability 1 − p, not by p": values * before,
            "multiply by 1 − p; dividing belongs to inverted dropout": values / (1 - before),
            "a layer that is not in rates had no dropout": values * 0.5,
        }
        hint, wanted = "multiply W of layer l + 1 by 1 − rates[l]", values * (1 - before)
        if key[0] == "b":
            hint, wanted, slips = "the biases stay as they are", values, {}
        check_close(came[key], wanted, f"{name}: {key}", mistakes=slips, hint=hint)
    check_unchanged(given, parameters, f"{name}: the parameters that were given")


small = {
    "W1": np.array([[1.0, -2.0], [0.5, 3.0]]),
    "b1": np.array([[10.0], [20.0]]),
    "W2": np.array([[-1.0, 0.5]]),
    "b2": np.array([[5.0]]),
}
check_scaled(small, {0: 0.2, 1: 0.4}, "inputs 0.2, hidden layer 0.4")
### BEGIN HIDDEN TESTS
random = rng("scale for use")
deep = {}
for layer, shape in enumerate([(4, 3), (5, 4), (2, 5)], start=1):
    deep[f"W{layer}"], deep[f"b{layer}"] = (
        random.normal(size=shape),
        random.normal(size=(shape[0], 1)),
    )
check_scaled(deep, {2: 0.3}, "three layers, only layer 2")
check_scaled(deep, {1: 0.1, 0: 0.7, 2: 0.6}, "three layers, three rates")
check_scaled(deep, {}, "no dropout: nothing is scaled")
eleven = {f"{kind}{layer}": np.ones((1, 1)) for layer in range(1, 12) for kind in "Wb"}
slips = {"the number of a layer can have two digits: take all of name[1:]": np.ones((1, 1))}
came = scale_for_use(eleven, {10: 0.25})
check_close(came["W11"], np.array([[0.75]]), "eleven layers: W11", mistakes=slips)
# All 2^3 masks of three inputs, each with its probability: the mean output of the first layer.
mean = np.zeros((4, 1))
for bits in range(8):
    mask = np.array([[bits >> k & 1] for k in range(3)], dtype=float)
    mean += np.prod(np.where(mask > 0, 0.75, 0.25)) * (deep["W1"] @ mask + deep["b1"])
came = scale_for_use({key: values.copy() for key, values in deep.items()}, {0: 0.25})
logits = came["W1"] @ np.ones((3, 1)) + came["b1"]
check_close(logits, mean, "the mean over all masks of three inputs")
### END HIDDEN TESTS

# %% [markdown]
# How much does the correction matter? The next cell turns the network above into one that was
# trained with masks of 0 and 1: dividing $W^{[l+1]}$ by $1 - p$ makes up for the missing scale of
# the masks, so that it computes the same in training. Then it is used, with and without correction.

# %% tags=["skip-execution"]
original = new_network()
for name, values in dropped.parameters.items():
    keep = 1 - RATES[int(name[1:]) - 1] if name.startswith("W") else 1
    original.parameters[name][...] = values / keep
corrected = new_network()
corrected.parameters.update(scale_for_use(original.parameters, RATES))
for label, one in {
    "inverted dropout": dropped,
    "masks of 0 and 1, corrected": corrected,
    "masks of 0 and 1, not corrected": original,
}.items():
    print(f"{label:32s} validation cost {one.cost(x_validation, y_validation):.3f}")

# %% [markdown]
# ### Is it an average over many networks?
#
# For a single linear layer, scaling gives exactly the mean over all masks. Through several layers
# it is only an approximation. How good is it? We let many random sub-networks of the network above
# vote, by the mean of their probabilities, and compare with the one network without masks.
#
# (Take the "average" as a picture: the sub-networks share their weights, nearly all of the $2^N$
# are never drawn, and each image of a batch draws its own.)

# %% tags=["skip-execution"]
vote_x, vote_y = x_validation[:2000], y_validation[:2000]
generator = np.random.default_rng(0)
votes, voted = 0, []
for _ in progress(range(pace(100, quick=5)), "sub-networks"):
    masks = draw_masks(dropped.parameters, RATES, len(vote_y), generator)
    votes = votes + dropped.propagate(vote_x, masks)[-1]
    voted.append(100 * float(np.mean(votes.argmax(axis=0) != vote_y)))
ax = plot_learning_curves(
    {"vote of sub-networks": voted},
    xlabel="number of sub-networks",
    ylabel="error rate in %",
    title="Many sub-networks against the whole network",
)
whole = 100 * dropped.error_rate(vote_x, vote_y)
ax.axhline(whole, color="black", linestyle=":", label="whole network, no masks")
ax.legend()
plt.show()

# %% [markdown]
# A single sub-network is worse, a vote of many is about as good as the whole network, which costs
# one forward pass only.
#
# ## 14.5 Early stopping: keep the best
#
# The validation cost of the network without remedies fell at first. Why not go back to that point?
# **Early stopping** needs no change of the cost or of the network:
#
# - after each epoch measure the cost on the **validation** set,
# - whenever it is lower than ever before, store a copy of all parameters,
# - stop when it has not improved for a number of epochs, the **patience**, or when the largest
#   number of epochs is reached,
# - put the best parameters back into the network.
#
# (Some texts say "validation or test error". The test set must not be used: who chooses the
# epoch by it has trained on it, and its error is no longer a fair estimate for new data.)
#
# There is a trap in the second point. `best = network.parameters` stores no copy, but a second name
# for the same arrays, and the next update changes them under both names. Copy each array.
#
# The tests use a network that only pretends: it plays back a given list of validation costs, and
# all its parameters are equal to the number of epochs so far.


# %% given="rehearsal"
def rehearsal(costs):
    """Give a network that only plays training: its costs are given, its parameters count epochs."""
    shapes = {"W1": (2, 3), "b1": (2, 1), "W2": (1, 2), "b2": (1, 1)}
    parameters = {name: np.zeros(shape) for name, shape in shapes.items()}
    play = SimpleNamespace(epochs=0, measured=0, parameters=parameters)

    def train_epoch():
        play.epochs += 1
        for values in play.parameters.values():
            values += 1  # in place, as in a real network

    def validation_cost():
        play.measured += 1
        return costs[int(play.parameters["W1"][0, 0]) - 1]

    play.train_epoch, play.validation_cost = train_epoch, validation_cost
    return play


# %% [markdown]
# ### Exercise 6: early stopping
#
# Example with patience 2: the costs 0.9, 0.5, 0.6, 0.7 end the training after the fourth epoch,
# since the last two brought no improvement. The parameters of the second epoch come back. An equal
# cost is no improvement.


# %% exercise="train_until_best"
def train_until_best(network, train_epoch, validation_cost, *, patience, max_epochs):
    """Train with early stopping, and leave the network with its best parameters.

    Parameters
    ----------
    network : object
        Its attribute `parameters` is a dict of ndarrays, which training changes in place. At the
        end it holds the parameters of the epoch with the lowest validation cost (of equal costs
        the first).
    train_epoch : function
        Without arguments; trains the network for one epoch.
    validation_cost : function
        Without arguments; returns the validation cost of the network as it is, a finite float.
        Call it once after each epoch.
    patience : int, at least 1
        Stop after this many epochs in a row without a cost that is lower than all before.
    max_epochs : int, at least 1
        Stop after this many epochs in any case.

    Returns
    -------
    list of float
        The validation cost after each epoch that was trained, also of the last ones.
    """
    ### START YOUR CODE ###
    costs, best, best_epoch = [], {}, 0
    for epoch in range(max_epochs):
        train_epoch()
        costs.append(validation_cost())
        if epoch == 0 or costs[-1] < costs[best_epoch]:
            best_epoch = epoch
            best = {name: values.copy() for name, values in network.parameters.items()}
        elif epoch - best_epoch >= patience:
            break
    for name, values in best.items():
        network.parameters[name][...] = values
    return costs
    ### END YOUR CODE ###


# %% tests="train_until_best" points=2
import numpy as np
from dlcourse.testing import check_close, check_equal


def check_stopping(costs, patience, max_epochs, wanted, name):
    """Look at how many epochs were trained, and at the costs that come back."""
    play = rehearsal([*costs, *[9.0] * 9])
    came = train_until_best(
        play, play.train_epoch, play.validation_cost, patience=patience, max_epochs=max_epochs
    )
    slips = {
        "stop one epoch earlier: after `patience` epochs without improvement": wanted + 1,
        "too early: wait for `patience` bad epochs or for max_epochs, not less": wanted - 1,
        "training went on up to max_epochs": max_epochs,
    }
    hint = "wait for `patience` epochs in a row without a new lowest cost, however little lower"
    check_equal(play.epochs, wanted, f"{name}: trained epochs", mistakes=slips, hint=hint)
    hint = (
        "train, then measure: one cost for each epoch, also after the best; "
        "the best parameters are put back only in the end"
    )
    check_close(came, costs[:wanted], f"{name}: the costs", hint=hint)
    hint = "call validation_cost() once after each epoch and keep its result: it takes time"
    check_equal(play.measured, wanted, f"{name}: measured costs", hint=hint)


check_stopping([0.9, 0.5, 0.6, 0.7, 0.8], 2, 9, 4, "patience 2")
### BEGIN HIDDEN TESTS
check_stopping([0.9, 0.8, 0.85, 0.7, 0.75, 0.6, 0.65, 0.66, 0.67], 3, 12, 9, "ups and downs")
check_stopping([0.9, 0.8, 0.85, 0.83, 0.82, 0.81, 0.3], 4, 9, 6, "it falls, but not below the best")
check_stopping([0.5, 0.5, 0.5, 0.5], 2, 9, 3, "equal costs are no improvement")
check_stopping([0.5, 0.4999, 0.4998, 0.4997], 1, 4, 4, "a little better each time, max_epochs 4")
check_stopping([0.3, 0.4], 1, 9, 2, "patience 1")
check_stopping([0.3], 5, 1, 1, "one epoch only")
check_stopping([-0.1, -0.3, -0.2, -0.25], 2, 8, 4, "costs below zero")
check_stopping([3e200, 2e200, 2.5e200], 1, 8, 3, "large costs: begin with the first")
### END HIDDEN TESTS

# %% tests="train_until_best" points=2
import numpy as np
from dlcourse.testing import check_close


def check_best(costs, patience, max_epochs, best, name):
    """Look at the parameters in the end: each of them is the number of an epoch."""
    play = rehearsal([*costs, *[9.0] * 9])
    came = train_until_best(
        play, play.train_epoch, play.validation_cost, patience=patience, max_epochs=max_epochs
    )
    check_close(came, costs, f"{name}: the costs")
    epochs = {
        "the last parameters: copy each array when it is best, put it back in the end": len(costs),
        "the parameters of the start: put back the best ones": 0,
        "these are from before the best epoch: store them after training": best - 1,
        "these are from the epoch after the best": best + 1,
    }
    for key, values in play.parameters.items():
        ones = np.ones({"W1": (2, 3), "b1": (2, 1), "W2": (1, 2), "b2": (1, 1)}[key])
        slips = {words: ones * epoch for words, epoch in epochs.items()}
        check_close(values, ones * best, f"{name}: {key} in the end", mistakes=slips)


check_best([0.9, 0.5, 0.6, 0.7], 2, 5, 2, "best in epoch 2 of 4")
### BEGIN HIDDEN TESTS
check_best([0.9, 0.8, 0.85, 0.7, 0.75, 0.6, 0.65, 0.66, 0.67], 3, 9, 6, "best in epoch 6 of 9")
check_best([0.9, 0.8, 0.7, 0.75], 5, 4, 3, "max_epochs comes before the patience ends")
check_best([0.5, 0.5, 0.5], 2, 9, 1, "equal costs: the first epoch is kept")
check_best([0.9, 0.8, 0.7], 2, 3, 3, "always better: the last epoch is the best")
check_best([0.3, 0.4, 0.5, 0.6], 3, 9, 1, "the first epoch is the best")
check_best([3e200, 2e200, 2.5e200], 1, 9, 2, "large costs, the best in epoch 2")
### END HIDDEN TESTS

# %% [markdown]
# Now your function on the real network, with a patience of 10 epochs.

# %% tags=["skip-execution"]
stopped = new_network()
train_epoch = trainer(stopped, x_train, y_train)
costs = train_until_best(
    stopped, train_epoch, lambda: validation_cost(stopped), patience=10, max_epochs=EPOCHS
)
best = int(np.argmin(costs))
ax = plot_learning_curves(
    {
        "training, without stopping": logs["none"]["training cost"],
        "validation, without stopping": logs["none"]["validation cost"],
        "validation, until it was stopped": costs,
    },
    title="Early stopping",
)
ax.axvline(best + 1, color="black", linestyle=":", label=f"best: epoch {best + 1}")
ax.axvline(len(costs), color="gray", linestyle="--", label=f"stopped: epoch {len(costs)}")
ax.set_ylim(0, 1)
ax.legend(loc="upper right")
plt.show()
print(f"kept: validation cost {validation_cost(stopped):.4f}; best of the curve {min(costs):.4f}")

# %% [markdown]
# ### What has stopping to do with small weights?
#
# The weights start small and need many steps to grow: stopping leaves them small. In one case this
# can be computed. Let the cost be a parabola with the curvature $h$ in some direction, its minimum
# at $w^*$, and start at zero. Then, as in unit 3, after $T$ steps and with L2 the weight has come
# this far:
#
# $$\text{stopped: } \frac{w_T}{w^*} = 1 - (1 - \alpha h)^T \qquad
# \text{L2: } \frac{w}{w^*} = \frac{h}{h + \lambda}$$
#
# Both let directions with large curvature pass and hold those with small curvature back. With
# $\lambda = \frac{1}{\alpha T}$ they are alike, as the picture shows. They are not the same: the
# notes call the two "in fact equivalent" for a linear model, which is too strong.

# %% tags=["skip-execution"]
h, rate, steps = np.logspace(-4, 1, 200), 0.1, 100
ways = {
    "stopped after T steps": 1 - (1 - rate * h) ** steps,
    "L2 with λ = 1/(αT)": h / (h + 1 / (rate * steps)),
}
ax = plot_learning_curves(
    ways,
    x=h,
    xlabel="curvature h",
    ylabel="w / w*",
    title="How far a weight has come (α = 0.1, T = 100)",
)
ax.set_xscale("log")
plt.show()

# %% [markdown]
# ## 14.6 Data augmentation: more images out of the old ones
#
# The best remedy against overfitting is more data. A pullover moved by two pixels is still a
# pullover, and so is its mirror image. So each epoch shows the network a slightly different version
# of each image. What may be changed depends on the task: the class must stay the same.
#
# A shift moves pixels out of the image on one side, and they are lost. On the other side rows or
# columns become free, and are filled with 0, the background. (`np.roll` would push the lost pixels
# in again on the other side: the sole of a boot above its shaft.)
#
# ### Exercise 7: shift and flip
#
# Each image has a shift and a flip of its own. Flip first, then shift. A loop over the images is
# fine. *Hint:* `np.pad` puts rows and columns of zeros around images; a shift is then a question
# of where you cut out the new one.


# %% exercise="augment"
def augment(images, down, right, flip):
    """Mirror and shift images, each in its own way.

    Parameters
    ----------
    images : ndarray of floats, shape (m, height, width)
        Gray values. Stays as it is.
    down, right : ndarrays of int, shape (m,)
        By how many pixels each image is shifted down (its row numbers grow) and to the right (its
        column numbers grow); negative numbers shift up and to the left. |down| < height and
        |right| < width.
    flip : ndarray of bool, shape (m,)
        Whether the image is mirrored, left to right, before it is shifted.

    Returns
    -------
    ndarray of floats, shape (m, height, width)
        The new images; 0 where nothing was shifted in.
    """
    ### START YOUR CODE ###
    m, height, width = images.shape
    result = np.zeros_like(images)
    mirrored = np.where(flip[:, None, None], images[:, :, ::-1], images)
    padded = np.pad(mirrored, ((0, 0), (height, height), (width, width)))
    for i in range(m):
        top, left = height - down[i], width - right[i]
        result[i] = padded[i, top : top + height, left : left + width]
    return result
    ### END YOUR CODE ###


# %% tests="augment" points=2
import numpy as np
from dlcourse.testing import check_close, check_unchanged, rng


def moved(images, down, right, flip, slip=""):
    """Cut the new image out of a padded one, with a mistake if one is named."""
    result, (h, w) = np.zeros(images.shape), images.shape[1:]
    for i, image in enumerate(images):
        k = 0 if slip == "first" else i
        dy, dx = (right[k], down[k]) if slip == "swapped" else (down[k], right[k])
        dy, dx = (-dy, -dx) if slip == "sign" else (dy, dx)
        dy, dx = np.clip(dy, -h, h), np.clip(dx, -w, w)
        turn = {"upside down": np.flipud, "turned": np.flip}.get(slip, np.fliplr)
        if any(flip) if slip == "any" else flip[k] and slip not in ("no flip", "late"):
            image = turn(image)
        mode = {"edge": "edge", "roll": "wrap"}.get(slip, "constant")
        wide = np.pad(image, ((h, h), (w, w)), mode=mode)
        image = wide[h - dy : 2 * h - dy, w - dx : 2 * w - dx]
        result[i] = np.fliplr(image) if flip[k] and slip == "late" else image
    return result


def check_augment(images, down, right, flip, name):
    """Compare with the pixel-by-pixel version and name the usual mistakes."""
    words = {
        "np.roll brings the lost pixels in again: fill with 0": "roll",
        "fill with 0, not with the pixels at the edge": "edge",
        "down and right are positive: the image moves there, not the other way": "sign",
        "down moves rows, right moves columns: they are swapped": "swapped",
        "mirror left to right: turn around the columns, not the rows": "upside down",
        "mirror left to right only: the rows keep their order": "turned",
        "mirror only the images whose own flip is True": "any",
        "flip first, then shift": "late",
        "the flip is missing": "no flip",
        "each image has its own shift and flip": "first",
    }
    setting = np.array(down), np.array(right), np.array(flip)
    slips = {text: moved(images, *setting, slip) for text, slip in words.items()}
    slips["the images are as before"] = images
    given = images.copy()
    came = augment(given, *(values.copy() for values in setting))
    hint = "mirror an image if its own flip is True, then shift it; free places are 0"
    check_close(came, moved(images, *setting), name, mistakes=slips, hint=hint)
    check_unchanged(given, images, f"{name}: the images that were given")


digit = np.array([[[1.0, 2.0, 3.0], [4.0, 5.0, 6.0], [7.0, 8.0, 9.0]]])
check_augment(digit, [1], [0], [False], "one pixel down")
check_augment(digit, [0], [-1], [False], "one pixel to the left")
check_augment(digit, [0], [0], [True], "mirrored")
### BEGIN HIDDEN TESTS
images = rng("augment").uniform(0.5, 3, size=(4, 5, 6))
check_augment(images, [2, -1, 0, 1], [-3, 2, 1, 0], [True, False, True, False], "four images")
check_augment(images, [0, 0, 0, 0], [0, 0, 0, 0], [False] * 4, "no shift, no flip")
check_augment(images, [-4, 4, 1, -2], [5, -5, 2, 2], [False, True, True, True], "far shifts")
check_augment(images[:1], [-1], [2], [True], "a batch of one")
### END HIDDEN TESTS

# %% [markdown]
# The next cell draws the shifts, up to one pixel, and the flips. It adds the mean before it calls
# your function, so that the background is 0, and subtracts it again. Look before you train:


# %% tags=["skip-execution"]
def shake(x_batch, generator):
    """Shift by up to one pixel in each direction, and mirror half of the images."""
    m = len(x_batch)
    down, right = generator.integers(-1, 2, size=(2, m))
    changed = augment((x_batch + MEAN).reshape(m, 28, 28), down, right, generator.random(m) < 0.5)
    return np.asarray(changed, dtype=np.float32).reshape(m, 784) - MEAN


versions = shake(np.repeat(x_train[:2], 5, axis=0), np.random.default_rng(0))
versions[::5] = x_train[:2]
plot_tiles(
    (versions + MEAN).reshape(-1, 28, 28),
    columns=5,
    captions=["original" if k % 5 == 0 else "" for k in range(10)],
    title="Two images, and four versions of each",
)
plt.show()

# %% tags=["skip-execution"]
shaken = new_network()
logs["augmentation"] = watch(
    shaken, trainer(shaken, x_train, y_train, augment=shake), EPOCHS, "augmentation"
)
draw_curves(logs["augmentation"], "shifts and flips", logs["none"])
plt.show()

# %% [markdown]
# Eighteen versions of each image (nine positions, mirrored or not) are much harder to learn by
# heart than one. Learning is slower, too: this curve needs some 30 epochs to get below the other.
#
# ## 14.7 All remedies side by side
#
# All networks began with the same weights. The table compares them by their **validation** cost.
# Only after we have chosen one does the test set come out, once.

# %% tags=["skip-execution"]
ax = plot_learning_curves(
    {name: log["validation cost"] for name, log in logs.items()},
    ylabel="validation cost",
    title="The same network with different remedies",
)
ax.set_ylim(0.3, 1.0)
plt.show()
for name, log in logs.items():
    costs = log["validation cost"]
    print(f"{name:13s} lowest cost {min(costs):.3f} in epoch {np.argmin(costs) + 1}")

finished = {"none": plain, "early stopping": stopped, "L2": decayed, "L1": sparse}
finished |= {"dropout": dropped, "augmentation": shaken}
costs = {name: one.cost(x_validation, y_validation) for name, one in finished.items()}
print("\nin the end:     training cost   validation cost   validation error")
for name, one in finished.items():
    wrong = 100 * one.error_rate(x_validation, y_validation)
    print(f"{name:15s}{one.cost(x_train, y_train):14.3f}{costs[name]:18.3f}{wrong:17.2f} %")
chosen = min(costs, key=costs.get)
wrong = 100 * finished[chosen].error_rate(x_test, y_test)
print(f"chosen by validation cost: {chosen}; on the test set {wrong:.2f} % are misclassified")

# %% [markdown]
# Dropout and augmentation end at a validation cost of about 0.40, the network without a remedy at
# 0.55 (with the full Fashion-MNIST). Two words of caution. The single epochs jump, because the
# learning rate is constant: compare whole curves. And with 10,000 images an error rate of 15 % has
# itself a standard deviation of $\sqrt{0.15 \cdot 0.85 / 10{,}000} \approx 0.36\,\%$, so some
# tenths of a percent say nothing.
#
# The remedies can be combined, and usually are: early stopping comes with any of them for free.
#
# ## 14.8 The full data, with dropout at the inputs
#
# The slides of Peharz show a run on the whole split 50,000 / 10,000 / 10,000, with dropout at the
# inputs at $p = 0.5$: half of all pixels are switched off in every step. Their network, a "3-layer
# MLP with 1000 hidden units each", ran for 50 epochs at $\alpha = 0.1$. That takes long on one
# core, so ours has three layers of 150 neurons and runs for 16 epochs at $\alpha = 0.15$.

# %% tags=["skip-execution"]
LARGE_EPOCHS = pace(16, quick=1)

large_logs = {}
for label, rates in (("no dropout", None), ("input dropout 0.5", {0: 0.5})):
    network = MLP([784, 150, 150, 150, 10], activation="relu", scale="he", seed=2, dtype=np.float32)
    train_epoch = trainer(network, x_large, y_large, learning_rate=0.15, rates=rates)
    log = watch(network, train_epoch, LARGE_EPOCHS, label)
    draw_curves(log, f"{len(y_large):,} images, {label}", large_logs.get("no dropout"))
    plt.show()
    large_logs[label] = log
    print(f"{label}: validation cost {network.cost(x_validation, y_validation):.3f}, "
          f"error {100 * network.error_rate(x_validation, y_validation):.2f} %")  # fmt: skip

# %% [markdown]
# Without dropout the two curves part: after 16 epochs the training cost is 0.15, the validation
# cost 0.31. With dropout they stay together much longer, 0.26 and 0.30: the overfitting is less.
# But look at the error rate: 10.6 % without dropout and 11.4 % with it. With ten times as many
# images there is less to cure, and the network that sees only half of the pixels learns more
# slowly. The notes say it too: with very large data sets regularization gains little.
#
# ## 14.9 Questions
#
# Write a few sentences each. There are no points for them, but they are the ones an examiner would
# ask.
#
# **Question 1.** A network with L2 trains with $\lambda = 10$ and $\alpha = 0.1$. What happens to
# its weights in the first step? And what does it do if $\lambda$ is merely a bit too large?

# %% [markdown] question="too-strong"
# The factor is 1 − αλ = 0, so the first step wipes out all weights: only −α∇J₀ remains, and with
# α λ > 2 the weights would even change sign and grow from step to step. With a λ that is merely
# too large the network underfits: the weights cannot grow to where they are needed, and training
# and validation cost are both high. λ is a hyperparameter; it is chosen on the validation set.

# %% [markdown]
# **Question 2.** Your colleague trains with inverted dropout and also uses `scale_for_use`
# afterwards. What goes wrong? And what if masks are drawn when the network is used?

# %% [markdown] question="scaled-twice"
# The scale is applied twice: each layer then receives only (1 − p) times what it got on average in
# training. Through several layers this multiplies, the logits become small, and the probabilities
# move toward equal ones; the classes may change too, since the biases are not scaled. Drawing
# masks in use gives a random answer, another one each time, and on average more errors, as the
# first point of the voting curve shows.

# %% [markdown]
# **Question 3.** Would you flip handwritten digits? Shift them? Name a change that is harmless for
# one data set and harmful for another.

# %% [markdown] question="which-changes"
# Shifts are fine for digits, since a digit stays the same wherever it is written. Mirrored digits
# are no digits (a mirrored 2 is none, a 3 looks like an E), so the network would learn shapes that
# never come. A rotation by 180° is harmless for cells under a microscope, but turns a 6 into a 9.
# A change is allowed if the class stays the same and if the result could have been in the data.

# %% [markdown]
# **Question 4.** The notes count the training time among the hyperparameters. Why must the
# validation images be different from the test images, even if we choose nothing but the number of
# epochs?

# %% [markdown] question="which-set"
# Of many epochs we pick the one where this very set comes out best. A part of that is luck with
# these images, so the lowest cost is too optimistic as an estimate for new images. With only some
# dozens of epochs the effect is small, but the same set also chooses λ, p, the network and so on.
# An estimate that can be trusted needs images that have decided nothing.

# %% [markdown]
# ## Summary
#
# - Overfitting shows in the cost before it shows in the error rate: the network becomes too sure.
# - L2: penalty $\frac{\lambda}{2} \sum W^2$, gradient $\lambda W$. With plain gradient descent all
#   weights shrink by the factor $1 - \alpha\lambda$ in each step. Biases go free.
# - L1: penalty $\lambda \sum |W|$, gradient $\lambda\, \mathrm{sign}(W)$. Its minimum has exact
#   zeros; plain gradient descent only comes close, the proximal step lands on them.
# - Dropout: a new random mask in every training step. Inverted: scale by $\frac{1}{1-p}$ in
#   training. Original: multiply by $1 - p$ in use. The gradient takes the same mask.
# - Early stopping: keep a *copy* of the best parameters, by the validation set, and go back to it.
# - Augmentation: change images so that their class stays the same.
# - The test set chooses nothing.
#
# ## References
#
# - R. Tibshirani, *Regression shrinkage and selection via the lasso*, Journal of the Royal
#   Statistical Society B 58, 1996.
# - A. Krogh and J. A. Hertz, *A simple weight decay can improve generalization*, NIPS 4, 1991.
# - L. Prechelt, *Early stopping – but when?*, in Neural Networks: Tricks of the Trade, Springer,
#   1998.
# - P. Y. Simard, D. Steinkraus and J. C. Platt, *Best practices for convolutional neural networks
#   applied to visual document analysis*, ICDAR, 2003 (augmentation).
# - G. E. Hinton et al., *Improving neural networks by preventing co-adaptation of feature
#   detectors*, arXiv:1207.0580, 2012.
# - N. Srivastava et al., *Dropout: a simple way to prevent neural networks from overfitting*,
#   Journal of Machine Learning Research 15, 2014.
# - N. Parikh and S. Boyd, *Proximal algorithms*, Foundations and Trends in Optimization 1, 2014.
# - I. Loshchilov and F. Hutter, *Decoupled weight decay regularization*, ICLR, 2019.
# - I. Goodfellow, Y. Bengio and A. Courville, *Deep Learning*, MIT Press, 2016, chapter 7.
# - K. Zahn, lecture notes *Deep Learning, part 1*, HSLU, 2024, section 5.3.
# - R. Peharz, slides *Neural Networks II*, TU Graz, 2022.
