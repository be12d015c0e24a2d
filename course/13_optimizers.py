# %% [markdown]
# # 13 · Optimizers and learning rates
#
# Gradient descent looks at the slope under its feet and forgets everything that it saw before. In
# this unit you give it a memory: of the directions in which it went, and of how steep each
# direction used to be. From these two memories the five optimizers are made that every
# deep-learning library offers.
#
# **You will be able to**
#
# - say which landscapes plain gradient descent cannot cope with, and why,
# - write momentum, Nesterov's momentum, AdaGrad, RMSProp and Adam, each in two to five lines,
# - say how long their steps are and what limits them, with a formula,
# - let them race on a saddle and in an elongated bowl, and explain who gets stuck and who swings,
# - lower the learning rate during training by four kinds of schedules,
# - compare optimizers on MNIST fairly: each at its best rate.
#
# **Time needed:** about 4 hours, in two sittings: sections 13.1 to 13.5, then 13.6 to 13.9.
# **What to know before:** gradient descent (unit 3), mini-batches (unit 7), the multilayer
# perceptron (unit 11).
#
# **How to work:** run the cells from top to bottom (Shift+Enter). In an exercise write your answer
# between the two marker lines, in place of the line that raises `NotImplementedError`. Then run
# the test cells below it. Each check that passes prints ✓; the first that fails says what is
# wrong. Further checks that you do not see run when your work is graded.

# %%
from collections.abc import Callable
from functools import partial
from typing import NamedTuple

import matplotlib.pyplot as plt
import numpy as np
import torch

from dlcourse.batches import MiniBatches
from dlcourse.data import load_mnist
from dlcourse.mlp import MLP
from dlcourse.pace import pace, progress
from dlcourse.plotting import plot_learning_curves
from dlcourse.widgets import choice, explore, slider

plt.rcParams["figure.dpi"] = 66  # small pictures keep the notebook small

# %% [markdown]
# ## 13.1 Two landscapes that are hard to descend
#
# Write all weights and biases of a network in one long vector $\boldsymbol\theta$. Training walks
# down the cost $J(\boldsymbol\theta)$, step after step:
#
# $$\boldsymbol\theta \leftarrow \boldsymbol\theta - \alpha\, \nabla J(\boldsymbol\theta)$$
#
# Nobody can look at a landscape over a million parameters. But two shapes occur there all the time,
# and both can be drawn with two parameters.
#
# **The elongated bowl.** The cost is steep in one direction and flat in another:
#
# $$J(\theta_1, \theta_2) = \tfrac12 \left( \theta_1^2 + 40\, \theta_2^2 \right)$$
#
# The steep direction allows no rate above $2/40$ (unit 3), and with such a rate the flat direction
# takes a hundred steps and more.
#
# **The saddle.** The slope is zero, but it is no minimum: uphill in one direction, downhill in
# another. Ours has the saddle at $(0, 0)$ and two minima at $(0, \pm 1)$:
#
# $$J(\theta_1, \theta_2) = 5\, \theta_1^2 + \tfrac14 \left( \theta_2^2 - 1 \right)^2$$
#
# Along $\theta_1$ it curves upward on both sides, with the curvature 10: the steep axis. Along
# $\theta_2$ it curves downward, with $-1$: the flat axis, and the way out. So the line
# $\theta_2 = 0$ is the crest of a ridge, and the saddle is its lowest point.
#
# In a network, saddles are the rule. A minimum needs *all* directions to go uphill, and of a
# million directions some nearly always go downhill, unless the cost is low already. (The notes say
# that batch and stochastic descent "can help to escape from local minima". It is noise that helps:
# that of single samples and of *mini*-batches. The gradient over all samples has none.)


# %%
class Surface(NamedTuple):
    """A landscape for a race: its cost, its gradient, where to start, and what to draw."""

    cost: Callable
    gradient: Callable
    start: tuple
    corners: tuple  # ((left, bottom), (right, top)) of the map
    minima: tuple


def bowl_cost(theta):
    """Half of θ₁² + 40 θ₂²."""
    return (theta[0] ** 2 + 40 * theta[1] ** 2) / 2


def bowl_gradient(theta):
    """The gradient of bowl_cost: θ₁ and 40 θ₂."""
    return np.array([theta[0], 40 * theta[1]])


def saddle_cost(theta):
    """A ridge between two minima: 5 θ₁² + (θ₂² − 1)² / 4."""
    return 5 * theta[0] ** 2 + (theta[1] ** 2 - 1) ** 2 / 4


def saddle_gradient(theta):
    """The gradient of saddle_cost."""
    return np.array([10 * theta[0], theta[1] * (theta[1] ** 2 - 1)])


ROTATION = np.array([[1.0, -1.0], [1.0, 1.0]]) / np.sqrt(2)  # turns by 45 degrees

SURFACES = {
    "saddle, start on the steep axis": Surface(
        saddle_cost, saddle_gradient, (0.9, 0.0001), ((-1.1, -1.6), (1.1, 1.6)), ((0, -1), (0, 1))
    ),
    "saddle, start on the flat axis": Surface(
        saddle_cost, saddle_gradient, (0.02, 0.02), ((-0.6, -0.3), (0.6, 1.7)), ((0, 1),)
    ),
    "elongated bowl": Surface(
        bowl_cost, bowl_gradient, (-8.0, 1.2), ((-9.5, -2.2), (5, 2.2)), ((0, 0),)
    ),
    "elongated bowl, turned by 45°": Surface(
        lambda theta: bowl_cost(np.tensordot(ROTATION.T, theta, 1)),
        lambda theta: ROTATION @ bowl_gradient(ROTATION.T @ theta),
        tuple(ROTATION @ (-8.0, 1.2)),
        ((-9, -8), (4.5, 4)),
        ((0, 0),),
    ),
}

# The color and the line style of each optimizer, the same in all pictures.
STYLES = {
    "gradient descent": ("#000000", "-"),
    "momentum": ("#0072B2", "-"),
    "Nesterov": ("#56B4E9", "--"),
    "AdaGrad": ("#009E73", "-"),
    "RMSProp": ("#E69F00", "--"),
    "Adam": ("#D55E00", "-"),
}


# %% [markdown]
# The next cell draws a race; you need not read it. The map shows the ways, from the black square
# toward the crosses, which are the minima. Beside it stands how far each runner still is from the
# nearest minimum.


# %%
def walk(name, surface, learning_rate, steps):
    """Let one optimizer walk over a surface; return its places, shape (steps + 1, 2)."""
    step, theta = optimizer(name), np.array(surface.start, dtype=float)
    path = [theta]
    for _ in range(steps):
        if np.abs(theta).max() < 1e6:  # who has run away so far does not come back
            theta = step(theta, surface.gradient, learning_rate)
        path.append(theta)
    return np.array(path)


def draw_map(surface, ax):
    """Draw the lines of equal cost; they lie closer where the cost is low."""
    (left, bottom), (right, top) = surface.corners
    grid = np.meshgrid(np.linspace(left, right, 120), np.linspace(bottom, top, 120))
    cost = surface.cost(np.array(grid))
    levels = cost.min() + np.ptp(cost) * np.linspace(0, 1, 10)[1:] ** 2
    ax.contour(*grid, cost, levels=levels, colors="0.8", linewidths=0.8)
    ax.plot(*np.array(surface.minima).T, "kx", markersize=9, markeredgewidth=2.5, label="minima")
    ax.plot(*surface.start, "ks", markersize=8, label="start")
    ax.set(xlim=(left, right), ylim=(bottom, top), xlabel="θ₁", ylabel="θ₂")
    ax.locator_params(nbins=6)


def draw_race(where, rates, steps):
    """Let optimizers race over a surface; rates is a dict from name to learning rate."""
    surface = SURFACES[where]
    figure, axes = plt.subplots(1, 2, figsize=(9, 3.5), layout="constrained")
    draw_map(surface, axes[0])
    for name, rate in rates.items():
        color, line = STYLES[name]
        path = walk(name, surface, rate, steps)
        ways = [np.linalg.norm(path - np.array(minimum), axis=1) for minimum in surface.minima]
        way = {"color": color, "linestyle": line, "marker": "o", "markevery": [-1]}
        axes[0].plot(*path.T, markeredgecolor="white", markersize=8, label=name, **way)
        label = f"{name}, α = {rate:.3g}"
        axes[1].plot(np.min(ways, axis=0), color=color, linestyle=line, label=label)
    axes[0].set_title(where)
    axes[1].set(yscale="log", ylim=(1e-3, 30), xlabel="step", ylabel="distance to a minimum")
    axes[1].set_title(f"{steps} steps")
    axes[1].grid(color="0.9")
    figure.legend(handles=axes[1].lines, loc="outside lower center", ncols=3)
    return figure


# %% [markdown]
# Each optimizer keeps something in mind from step to step, and the cell below keeps it for them:
# `optimizer(name)` gives a function `step(theta, gradient_at, learning_rate)` that returns the
# next place. It calls the functions that you will write; until you have written one, only those
# before it work. Mind that it is handed the gradient as a *function* of the place, `gradient_at`:
# most optimizers call it at $\boldsymbol\theta$, one of them somewhere else.


# %%
def optimizer(name):
    """Make the step function of an optimizer, with an empty memory."""
    memory = {}

    def step(theta, gradient_at, learning_rate):
        for what in ("velocity", "squares"):
            memory.setdefault(what, np.zeros_like(theta))
        v, s, rate = memory["velocity"], memory["squares"], {"learning_rate": learning_rate}
        memory["t"] = t = memory.get("t", 0) + 1
        if name == "Nesterov":
            theta, v = nesterov_step(theta, v, gradient_at, **rate)
        elif name == "gradient descent":
            theta = theta - learning_rate * gradient_at(theta)
        elif name == "momentum":
            theta, v = momentum_step(theta, v, gradient_at(theta), **rate)
        elif name == "AdaGrad":
            theta, s = adagrad_step(theta, s, gradient_at(theta), **rate)
        elif name == "RMSProp":
            theta, s = rmsprop_step(theta, s, gradient_at(theta), **rate)
        else:
            theta, v, s = adam_step(theta, v, s, t, gradient_at(theta), **rate)
        memory.update(velocity=v, squares=s)
        return theta

    return step


# %% [markdown]
# Here is what plain gradient descent makes of the two. In the bowl the steep direction is dealt
# with in a few steps, and then it creeps along the bottom. On the saddle it starts on the ridge,
# one ten-thousandth beside its crest. It runs down the ridge to the saddle and stays there, as if
# that were the goal.

# %% tags=["skip-execution"]
figure, axes = plt.subplots(1, 2, figsize=(9, 3.3), layout="constrained")
courses = {"elongated bowl": 0.02, "saddle, start on the steep axis": 0.04}
for ax, (where, rate) in zip(axes, courses.items(), strict=True):
    draw_map(SURFACES[where], ax)
    path = walk("gradient descent", SURFACES[where], rate, 100)
    ax.plot(*path.T, "k.-", linewidth=1, label="gradient descent")
    ax.set_title(f"{where.split(',')[0]}: 100 steps, α = {rate}")
plt.show()

# %% [markdown]
# ## 13.2 Momentum
#
# The first memory you know from unit 3: the ball that rolls down a slope and gathers speed. Its
# **velocity** $\mathbf v$ starts at zero. In each step a share $\beta$ of it is kept and the newest
# step of gradient descent is added:
#
# $$\mathbf v \leftarrow \beta\, \mathbf v + \alpha\, \nabla J(\boldsymbol\theta), \qquad
# \boldsymbol\theta \leftarrow \boldsymbol\theta - \mathbf v$$
#
# Usual is $\beta = 0.9$. (The notes refer to Keras for it. It is no default there, nor in PyTorch:
# the momentum of `SGD` is 0 until you set it. And they call the velocity $\mathbf m$; we keep $m$
# for the number of samples.)
#
# ### Exercise 1: a step with momentum
#
# You wrote these two lines in unit 3; here they set the form for all optimizers of this unit. The
# parameters and the memory go in, the new parameters and the new memory come out, and what went in
# stays as it is.


# %% exercise="momentum_step"
def momentum_step(theta, velocity, gradient, *, learning_rate, beta=0.9):
    """Take one step of gradient descent with momentum.

    Parameters
    ----------
    theta, velocity, gradient : ndarrays of floats, all of the same shape, whatever it is
        The parameters, the velocity, and the gradient at theta, before the step. They stay as
        they are.
    learning_rate : float, greater than 0
        The factor α.
    beta : float, from 0 to 1, 1 not included
        The share of the velocity that is kept.

    Returns
    -------
    theta, velocity : ndarrays of floats
        Both after the step.
    """
    ### START YOUR CODE ###
    velocity = beta * velocity + learning_rate * gradient
    return theta - velocity, velocity
    ### END YOUR CODE ###


# %% tests="momentum_step" points=2
import numpy as np
from dlcourse.testing import check_close, check_true, check_unchanged, rng

given = np.array([2.0, -1.0]), np.array([1.0, 0.0]), np.array([4.0, -2.0])
result = momentum_step(*given, learning_rate=0.25, beta=0.5)
two = isinstance(result, (tuple, list)) and len(result) == 2
check_true(two, "two results", "end with `return theta, velocity`")
slips = {
    "the gradient gets the factor α": np.array([4.5, -2.0]),
    "the gradient gets the factor α, not 1 − β": np.array([2.5, -1.0]),
    "the gradient gets the factor α alone, without 1 − β": np.array([1.0, -0.25]),
    "α and β are swapped": np.array([2.25, -1.0]),
    "only the share β of the old velocity is kept": np.array([2.0, -0.5]),
    "the gradient is added to v here; it is v that is subtracted from θ": np.array([-0.5, 0.5]),
    "the old velocity is missing": np.array([1.0, -0.5]),
    "α multiplies the gradient only, not the old velocity": np.array([1.125, -0.5]),
    "return theta first, then the velocity": np.array([0.5, -0.5]),
}
check_close(result[1], np.array([1.5, -0.5]), "the velocity after a step", mistakes=slips)
slips = {
    "step against the velocity: subtract it": np.array([3.5, -1.5]),
    "take the step with the new velocity, not with the old one": np.array([1.0, -1.0]),
    "the step is v itself: α is in it already": np.array([1.625, -0.875]),
    "the step is the velocity, not α times the gradient": np.array([1.0, -0.5]),
    "the step is the new v as it is: α∇J and β are in it already": np.array([0.25, -0.25]),
}
check_close(result[0], np.array([0.5, -0.5]), "theta after a step", mistakes=slips)
### BEGIN HIDDEN TESTS
random = rng("momentum_step")
for shape in ((6,), (3, 4), (1,)):
    theta, velocity, gradient = random.normal(size=(3, *shape))
    given = theta.copy(), velocity.copy(), gradient.copy()
    came = momentum_step(*given, learning_rate=0.3, beta=0.75)
    wanted = velocity - 0.25 * velocity + 0.3 * gradient
    slips = {"use the beta that is handed in": 0.9 * velocity + 0.3 * gradient}
    check_close(came[1], wanted, f"the velocity, shape {shape}", mistakes=slips)
    check_close(came[0], theta - wanted, f"theta, shape {shape}")
    check_unchanged(given, (theta, velocity, gradient), f"what momentum_step got, shape {shape}")
came = momentum_step(*np.ones((3, 2)), learning_rate=0.1)
check_close(came[1], np.ones(2), "the velocity with the default β = 0.9")
### END HIDDEN TESTS

# %% [markdown]
# **How fast does the ball get?** Under a gradient that stays the same, after $n$ steps (unit 3),
#
# $$\mathbf v_n = \alpha\, \frac{1 - \beta^n}{1 - \beta}\, \nabla J
# \;\longrightarrow\; \frac{1}{1 - \beta} \cdot \alpha\, \nabla J,$$
#
# and so the velocity tends to $\frac{1}{1 - \beta}$ **times the step of gradient descent**: ten
# times for $\beta = 0.9$. Your own function confirms it, for three $\beta$ (the dotted lines are
# the limits). The larger $\beta$, the higher the limit, and the longer it takes: about
# $\frac{1}{1 - \beta}$ steps, again, for the first 63 %.

# %% tags=["skip-execution"]
alpha, slope = 0.01, np.array([2.0])
ratios = {}
for beta in (0.5, 0.9, 0.98):
    theta, velocity = np.zeros(1), np.zeros(1)
    ratio = []
    for _ in range(300):
        theta, velocity = momentum_step(theta, velocity, slope, learning_rate=alpha, beta=beta)
        ratio.append((velocity / (alpha * slope))[0])
    ratios[f"β = {beta}: limit {1 / (1 - beta):.0f}"] = ratio
    print(f"β = {beta}: after 300 steps v is {ratio[-1]:.3f} times α∇J")
ax = plot_learning_curves(
    ratios, xlabel="step", ylabel="v / (α∇J)", title="The velocity under a constant gradient"
)
for beta in (0.5, 0.9, 0.98):
    ax.axhline(1 / (1 - beta), color="black", linestyle=":", linewidth=1.3, zorder=3)
plt.show()

# %% [markdown]
# In the bowl that is ten times the speed along the flat bottom. The price: the ball swings.

# %% tags=["skip-execution"]
draw_race("elongated bowl", {"gradient descent": 0.02, "momentum": 0.02}, 100)
plt.show()

# %% [markdown]
# ## 13.3 Nesterov: look before you step
#
# With momentum the larger part of the next step is known before the gradient is: it is
# $-\beta \mathbf v$, whatever comes. So why ask for the slope *here*? Yurii Nesterov asks for it
# where the momentum leads, at the **look-ahead point** $\boldsymbol\theta - \beta \mathbf v$:
#
# $$\mathbf v \leftarrow \beta\, \mathbf v
# + \alpha\, \nabla J(\boldsymbol\theta - \beta \mathbf v), \qquad
# \boldsymbol\theta \leftarrow \boldsymbol\theta - \mathbf v$$
#
# If the momentum is about to carry the ball up the opposite slope, the look-ahead point lies on
# that slope already, and the gradient there brakes in time.
#
# How much does it brake? Take a single direction with the curvature $k$, so that the gradient at
# $\theta$ is $k\theta$. Then the gradient at the look-ahead point is $k\theta - k\beta v$, and
#
# $$v \leftarrow \beta\,(1 - \alpha k)\, v + \alpha k\, \theta.$$
#
# It is momentum with a $\beta$ that is smaller where it is steep. Flat directions keep their
# speed, and steep ones get more friction.
#
# ### Exercise 2: a step with Nesterov's momentum
#
# This function is handed the gradient as a function. Call it once, at the right place: each
# gradient of a network costs a pass forward and a pass back.


# %% exercise="nesterov_step"
def nesterov_step(theta, velocity, gradient_at, *, learning_rate, beta=0.9):
    """Take one step of gradient descent with Nesterov's momentum.

    Parameters
    ----------
    theta, velocity : ndarrays of floats of the same shape, whatever it is
        The parameters and the velocity before the step. They stay as they are.
    gradient_at : function
        Takes an ndarray in the shape of theta and returns the gradient there, in the same shape.
        It is called exactly once.
    learning_rate, beta : float
        The factor α, above 0, and the share of the velocity that is kept, from 0 to below 1.

    Returns
    -------
    theta, velocity : ndarrays of floats
        Both after the step.
    """
    ### START YOUR CODE ###
    ahead = theta - beta * velocity
    velocity = beta * velocity + learning_rate * gradient_at(ahead)
    return theta - velocity, velocity
    ### END YOUR CODE ###


# %% tests="nesterov_step" points=3
import numpy as np
from dlcourse.testing import check_close, check_true, check_unchanged, rng

calls = []


def slope(place):
    calls.append("one more")
    return np.array([1.0, 4.0]) * place


given = np.array([4.0, -1.0]), np.array([1.0, -2.0])
result = nesterov_step(*given, slope, learning_rate=0.25, beta=0.5)
two = isinstance(result, (tuple, list)) and len(result) == 2
check_true(two, "two results", "end with `return theta, velocity`")
slips = {
    "this is plain momentum: ask for the gradient at the look-ahead point": np.array([1.5, -2.0]),
    "look ahead by β·v, not by all of v": np.array([1.25, 0.0]),
    "look ahead by β·v, not by α·v": np.array([1.4375, -1.5]),
    "look ahead to θ − βv, not to where a plain step would lead": np.array([1.25, -1.0]),
    "look ahead to where the ball goes: θ − βv, not θ + βv": np.array([1.625, -3.0]),
    "the old velocity is missing": np.array([0.875, 0.0]),
    "the gradient gets the factor α": np.array([4.0, -1.0]),
    "the gradient gets the factor α, not 1 − β": np.array([2.25, -1.0]),
    "the gradient is added to v here; it is v that is subtracted from θ": np.array([-0.625, 1.0]),
    "return theta first, then the velocity": np.array([2.625, 0.0]),
}
check_close(result[1], np.array([1.375, -1.0]), "the velocity after a step", mistakes=slips)
slips = {
    "step from θ, not from the look-ahead point: βv is in v already": np.array([2.125, 1.0]),
    "step against the velocity: subtract it": np.array([5.375, -2.0]),
    "take the step with the new velocity, not with the old one": np.array([3.0, 1.0]),
}
check_close(result[0], np.array([2.625, 0.0]), "theta after a step", mistakes=slips)
hint = "each call costs a pass forward and a pass back: keep the gradient in a variable"
check_true(len(calls) == 1, "gradient_at is called exactly once", hint)
### BEGIN HIDDEN TESTS
random = rng("nesterov_step")
for shape in ((5,), (2, 3), (1,)):
    theta, velocity = random.normal(size=(2, *shape))
    given = theta.copy(), velocity.copy()
    came = nesterov_step(*given, lambda place: np.sin(3 * place), learning_rate=0.2, beta=0.7)
    wanted = 0.7 * velocity + 0.2 * np.sin(3 * theta - 2.1 * velocity)
    slips = {
        "look ahead with the beta that is handed in": 0.7 * velocity
        + 0.2 * np.sin(3 * theta - 2.7 * velocity),
    }
    check_close(came[1], wanted, f"the velocity, shape {shape}", mistakes=slips)
    check_close(came[0], theta - wanted, f"theta, shape {shape}")
    check_unchanged(given, (theta, velocity), f"what nesterov_step got, shape {shape}")
### END HIDDEN TESTS

# %% [markdown]
# The picture of Nesterov's idea, with your two functions: both start at the square with the same
# velocity. Gray is the share $\beta \mathbf v$ that both keep. Momentum adds the step that suits
# the *square* and is carried up the far side. Nesterov adds the step that suits the *tip of the
# gray arrow*, which points back.


# %% tags=["skip-execution"]
def draw_look_ahead(velocity_2, learning_rate):
    """Draw one step with momentum and one with Nesterov's momentum, in a bowl."""
    theta, v, steepness = np.array([-2.0, 0.3]), np.array([-0.6, velocity_2]), np.array([1.0, 10])
    rate = {"learning_rate": learning_rate, "beta": 0.9}
    plain, _ = momentum_step(theta, v, steepness * theta, **rate)
    nesterov, _ = nesterov_step(theta, v, lambda place: steepness * place, **rate)
    ahead = theta - 0.9 * v
    arrows = {
        "−βv, the momentum of both": (theta, ahead, "0.45"),
        "−α∇J at the start: momentum": (ahead, plain, STYLES["momentum"][0]),
        "−α∇J at the look-ahead point: Nesterov": (ahead, nesterov, STYLES["Adam"][0]),
    }
    figure, ax = plt.subplots(figsize=(7.5, 3.9), layout="constrained")
    grid = np.meshgrid(np.linspace(-2.4, 0.2, 100), np.linspace(-0.9, 0.6, 100))
    ax.contour(*grid, (grid[0] ** 2 + 10 * grid[1] ** 2) / 2, 14, colors="0.8", linewidths=0.8)
    for label, (start, end, color) in arrows.items():
        ax.annotate("", end, start, arrowprops={"arrowstyle": "-|>", "color": color, "lw": 2.2})
        ax.plot(*end, "o", color=color, markersize=9, label=label)
    ax.plot(*theta, "ks", markersize=9)
    ax.axhline(0, color="0.6", linestyle=":", linewidth=1)
    ax.set(xlabel="θ₁", ylabel="θ₂", title="One step across the valley (dotted: its bottom)")
    ax.legend(loc="upper right")
    return figure


explore(
    draw_look_ahead,
    velocity_2=slider(-0.4, 0.7, 0.6, step=0.05, label="velocity across the valley"),
    learning_rate=slider(0.01, 0.12, 0.05, step=0.01, label="learning rate α"),
)

# %% [markdown]
# *Try:* a velocity of $-0.4$ across the valley, up the slope on the near side. Which of the two
# goes further up?

# %% [markdown]
# ## 13.4 AdaGrad: each direction its own rate
#
# The second memory asks another question: how *steep* was each direction so far? If the partial
# derivative by one parameter is a hundred times larger than by another, then one rate cannot suit
# both. **AdaGrad** adds up the squares of all past derivatives, for each parameter by itself, and
# divides the step by the root:
#
# $$\mathbf s \leftarrow \mathbf s + \nabla J \odot \nabla J, \qquad
# \boldsymbol\theta \leftarrow \boldsymbol\theta
# - \frac{\alpha}{\sqrt{\mathbf s} + \epsilon} \odot \nabla J$$
#
# Everything here works entry by entry ($\odot$), the root and the division too. $\mathbf s$ starts
# at zero, and the tiny $\epsilon$, such as $10^{-8}$, keeps us from dividing by zero. (The notes
# put $\epsilon$ under the root, for AdaGrad and RMSProp, and beside it for Adam. Libraries differ
# as well. It matters only where a derivative is about as small as $\epsilon$ or its root; in this
# unit it stands beside the root, and an answer with the other passes.)
#
# **The units cancel.** Multiply one parameter's derivatives by 1,000: the root grows by 1,000 too,
# and the path stays the same. So a flat direction is walked as fast as a steep one.
#
# **How long are the steps?** The first has $s = g^2$, so it is $\alpha\, g / |g|$: every parameter
# moves by exactly $\alpha$. If the gradient stays the same, step $t$ has the length
# $\alpha / \sqrt t$. The rate decays by itself.
#
# ### Exercise 3: a step with AdaGrad


# %% exercise="adagrad_step"
def adagrad_step(theta, s, gradient, *, learning_rate, epsilon=1e-8):
    """Take one step with AdaGrad.

    Parameters
    ----------
    theta, s, gradient : ndarrays of floats, all of the same shape, whatever it is
        The parameters, the sum of the squared derivatives of all steps before, and the gradient at
        theta. Entries of s and gradient may be 0. They stay as they are.
    learning_rate : float, greater than 0
        The factor α.
    epsilon : float
        A tiny number against 0/0: where derivative and s are 0, the parameter does not move.

    Returns
    -------
    theta, s : ndarrays of floats
        Both after the step, which uses the new s.
    """
    ### START YOUR CODE ###
    s = s + gradient**2
    return theta - learning_rate * gradient / (np.sqrt(s) + epsilon), s
    ### END YOUR CODE ###


# %% tests="adagrad_step" points=3
import numpy as np
from dlcourse.testing import check_close, check_true, check_unchanged, rng

given = np.array([1.0, 0.5, -2.0]), np.array([0.0, 0.0, 16.0]), np.array([3.0, 0.0, -3.0])
result = adagrad_step(*given, learning_rate=0.5)
two = isinstance(result, (tuple, list)) and len(result) == 2
check_true(two, "two results", "end with `return theta, s`")
slips = {
    "s is a sum of squares: square the gradient": np.array([3.0, 0.0, 13.0]),
    "s is a sum of squares, not of absolute values": np.array([3.0, 0.0, 19.0]),
    "square the gradient alone, then add": np.array([9.0, 0.0, 169.0]),
    "s stays a sum of squares: the root is for the step only": np.array([3.0, 0.0, 5.0]),
    "the old sum is missing: all past squares count": np.array([9.0, 0.0, 9.0]),
    "s is added up entry by entry: no norm, no sum over the entries": np.array([18, 18, 34]),
    "α comes in the step only: square the gradient as it is": np.array([2.25, 0.0, 18.25]),
    "return theta first, then s": np.array([0.5, 0.5, -1.7]),
}
check_close(result[1], np.array([9.0, 0.0, 25.0]), "s after a step", mistakes=slips)
slips = {
    "divide by the root of s, not by s": np.array([0.83333333, 0.5, -1.94]),
    "divide by the root of the new s, not of the old": np.array([-149999999, 0.5, -1.625]),
    "divide by the root of s: the old squares count too": np.array([0.5, 0.5, -1.5]),
    "each entry is divided by the root of its own s": np.array([0.74275214, 0.5, -1.74275214]),
    "step downhill: subtract": np.array([1.5, 0.5, -2.3]),
    "the gradient is still a factor of the step": np.array([0.83333333, 0.5, -1.9]),
    "the division by the root of s is missing": np.array([-0.5, 0.5, -0.5]),
}
hint = "the new s counts, and epsilon avoids 0/0"
check_close(result[0], np.array([0.5, 0.5, -1.7]), "theta after a step", mistakes=slips, hint=hint)
### BEGIN HIDDEN TESTS
random = rng("adagrad_step")
for shape in ((6,), (3, 4), (1,)):
    theta, gradient = random.normal(size=(2, *shape)) * 3
    s = random.uniform(1, 5, size=shape)
    given = theta.copy(), s.copy(), gradient.copy()
    came = adagrad_step(*given, learning_rate=0.3)
    check_close(came[1], s + gradient * gradient, f"s, shape {shape}")
    wanted = theta - 0.3 * gradient / np.hypot(np.sqrt(s), gradient)
    check_close(came[0], wanted, f"theta, shape {shape}")
    check_unchanged(given, (theta, s, gradient), f"what adagrad_step got, shape {shape}")
still = adagrad_step(theta.copy(), np.zeros(1), np.zeros(1), learning_rate=0.3)
check_close(still[0], theta, "a derivative that was always zero moves nothing")
gradients = random.normal(size=(12, 4))
wanted = -0.2 * (gradients / np.sqrt(np.cumsum(gradients**2, axis=0))).sum(axis=0)
theta = s = np.zeros(4)
for gradient in gradients * np.array([1.0, 10.0, 300.0, 5000.0]):
    came = adagrad_step(theta.copy(), s.copy(), gradient, learning_rate=0.2)
    theta, s = np.asarray(came[0]), np.asarray(came[1])
check_close(theta, wanted, "twelve steps, with each parameter in other units")
### END HIDDEN TESTS

# %% [markdown]
# In the elongated bowl, gradient descent first takes the steep way down and then turns. AdaGrad
# treats both directions alike and heads for the goal from its first step.
#
# The notes say that in a bowl AdaGrad "almost goes unstable", like momentum, because of "the high
# initial velocity". It has no velocity, and a large gradient cannot throw it off. Look at its first
# places, printed below: the first step moves both parameters by $\alpha = 1.6$, whatever the slope,
# and that leads over the bottom to the other side. It is the rate that is large.
#
# In this bowl the gradients fade, and $\mathbf s$ stops growing. Mini-batches are noisy: there
# $\mathbf s$ grows as long as training lasts, and the steps get ever shorter.

# %% tags=["skip-execution"]
draw_race("elongated bowl", {"gradient descent": 0.02, "AdaGrad": 1.6}, 100)
plt.show()
first = walk("AdaGrad", SURFACES["elongated bowl"], 1.6, 3)
print("AdaGrad's first places:", *[f"({a:.2f}, {b:.2f})" for a, b in first])

# %% [markdown]
# ## 13.5 RMSProp: forget what is long past
#
# AdaGrad remembers the steep cliff at the start of training forever. **RMSProp** (Geoffrey Hinton,
# in a lecture of 2012) replaces the sum by an *exponentially decaying average*, which forgets:
#
# $$\mathbf s \leftarrow \beta\, \mathbf s + (1 - \beta)\, \nabla J \odot \nabla J, \qquad
# \boldsymbol\theta \leftarrow \boldsymbol\theta
# - \frac{\alpha}{\sqrt{\mathbf s} + \epsilon} \odot \nabla J$$
#
# With $\beta = 0.9$ about the last ten squares count. The name says what $\sqrt{\mathbf s}$ is: a
# *root mean square*. (The default is 0.9 in Keras, and 0.99 in PyTorch.)
#
# Under a constant gradient $g$ the average is $s_t = (1 - \beta^t)\, g^2$, so that step $t$ has
# the length $\alpha / \sqrt{1 - \beta^t}$. It tends to $\alpha$ and never to zero: RMSProp does not
# tire. Keep two consequences in mind. Near a minimum it does not settle but jumps to and fro by
# about $\alpha$. And the *first* step is longer than the others, by
# $1 / \sqrt{1 - \beta} \approx 3.2$.
#
# ### Exercise 4: a step with RMSProp


# %% exercise="rmsprop_step"
def rmsprop_step(theta, s, gradient, *, learning_rate, beta=0.9, epsilon=1e-8):
    """Take one step with RMSProp.

    Parameters
    ----------
    theta, s, gradient : ndarrays of floats, all of the same shape, whatever it is
        The parameters, the decaying average of the squared derivatives so far, and the gradient
        at theta. Entries of s and gradient may be 0. They stay as they are.
    learning_rate, beta : float
        The factor α, above 0, and the share of the average that is kept, from 0 to below 1.
    epsilon : float
        A tiny number against 0/0: where derivative and s are 0, the parameter does not move.

    Returns
    -------
    theta, s : ndarrays of floats
        Both after the step, which uses the new s.
    """
    ### START YOUR CODE ###
    s = beta * s + (1 - beta) * gradient**2
    return theta - learning_rate * gradient / (np.sqrt(s) + epsilon), s
    ### END YOUR CODE ###


# %% tests="rmsprop_step" points=3
import numpy as np
from dlcourse.testing import check_close, check_true, check_unchanged, rng

given = np.array([1.0, 0.5, -2.0]), np.array([20.0, 1.0, 0.0]), np.array([2.0, 0.0, -4.0])
result = rmsprop_step(*given, learning_rate=0.5, beta=0.75)
two = isinstance(result, (tuple, list)) and len(result) == 2
check_true(two, "two results", "end with `return theta, s`")
slips = {
    "this is AdaGrad's sum: the average gets β, the new square 1 − β": np.array([24.0, 1, 16]),
    "the factor 1 − β of the new square is missing": np.array([19.0, 0.75, 16.0]),
    "β and 1 − β are swapped": np.array([8.0, 0.25, 12.0]),
    "average the squares of the gradient, not the gradient": np.array([15.5, 0.75, -1.0]),
    "square the gradient, then take 1 − β of it": np.array([15.25, 0.75, 1.0]),
    "each entry has its own s: no mean over the entries": np.array([50, 7.25, 5]) / 3,
    "return theta first, then s": np.array([0.75, 0.5, -1.0]),
}
check_close(result[1], np.array([16.0, 0.75, 4.0]), "s after a step", mistakes=slips)
slips = {
    "divide by the root of s, not by s": np.array([0.9375, 0.5, -1.5]),
    "divide by the root of s as it is, and not of s/(1 − β)": np.array([0.875, 0.5, -1.5]),
    "divide by the root of the new s, not of the old": np.array([0.7763932, 0.5, 199999998]),
    "step downhill: subtract": np.array([1.25, 0.5, -3.0]),
    "the gradient is still a factor of the step": np.array([0.875, -0.07735027, -2.25]),
}
hint = "the new s counts, and epsilon avoids 0/0"
check_close(result[0], np.array([0.75, 0.5, -1.0]), "theta after a step", mistakes=slips, hint=hint)
### BEGIN HIDDEN TESTS
random = rng("rmsprop_step")
for shape in ((6,), (3, 4), (1,)):
    theta, gradient = random.normal(size=(2, *shape)) * 3
    s = random.uniform(1, 5, size=shape)
    given = theta.copy(), s.copy(), gradient.copy()
    came = rmsprop_step(*given, learning_rate=0.3, beta=0.6)
    average = s + 0.4 * (gradient * gradient - s)
    slips = {"use the beta that is handed in": s + 0.1 * (gradient * gradient - s)}
    check_close(came[1], average, f"s, shape {shape}", mistakes=slips)
    wanted = theta - 0.3 * gradient / np.sqrt(average)
    check_close(came[0], wanted, f"theta, shape {shape}")
    check_unchanged(given, (theta, s, gradient), f"what rmsprop_step got, shape {shape}")
still = rmsprop_step(theta.copy(), np.zeros(1), np.zeros(1), learning_rate=0.3)
check_close(still[0], theta, "a derivative that was always zero moves nothing")
first = rmsprop_step(np.zeros(2), np.zeros(2), np.array([2.0, -50.0]), learning_rate=0.2)
wanted = np.array([-1, 1]) * 0.2 / 0.1**0.5
check_close(first[0], wanted, "the first step, with the default β = 0.9")
### END HIDDEN TESTS

# %% [markdown]
# AdaGrad and RMSProp after a cliff: the gradient is 100 for five steps and then 1. The picture
# shows the length of each step of a walk with your functions, in units of $\alpha$. RMSProp has
# recovered after some ninety steps. AdaGrad never does. (The notes say that it "ends up stopping
# entirely". Not quite: $1/\sqrt t$ adds up to infinity. But after a steep start its steps are so
# short that nobody will wait for the rest.)


# %% tags=["skip-execution"]
def step_lengths(name, gradients):
    """The length of each step for one parameter and given gradients, with α = 1."""
    step, path = optimizer(name), [np.zeros(1)]
    for gradient in gradients:
        path.append(step(path[-1], lambda place, g=gradient: np.full(1, g), 1.0))
    return np.abs(np.diff(np.ravel(path)))


cliff = [100.0] * 5 + [1.0] * 195
plot_learning_curves(
    {name: step_lengths(name, cliff) for name in ("AdaGrad", "RMSProp")},
    xlabel="step",
    ylabel="length of the step / α",
    title="Steps after a cliff: gradient 100 until step 5, then 1",
    log=True,
)
plt.show()

# %% [markdown]
# ## 13.6 Adam: both memories
#
# **Adam** (Diederik Kingma and Jimmy Ba, 2015) has a velocity *and* an average of squares:
#
# $$\mathbf v \leftarrow \beta_1 \mathbf v + (1 - \beta_1)\, \nabla J, \qquad
# \mathbf s \leftarrow \beta_2\, \mathbf s + (1 - \beta_2)\, \nabla J \odot \nabla J$$
#
# with $\beta_1 = 0.9$ and $\beta_2 = 0.999$. Here the velocity is an average as well, with the
# factor $1 - \beta_1$; the length of the step comes in later, with $\alpha$. (The paper calls them
# $m$ and $v$, the notes $\mathbf m$ and $\mathbf s$.)
#
# Both start at zero, and so they are too small at first. Under a constant gradient $g$, after $t$
# steps,
#
# $$v_t = (1 - \beta_1^t)\, g, \qquad s_t = (1 - \beta_2^t)\, g^2,$$
#
# where $\beta^t$ is $\beta$ *to the power of* $t$. So we know by how much they are too small, and
# divide it out, as in the smoothing of unit 7. That is the **bias correction**:
#
# $$\hat{\mathbf v} = \frac{\mathbf v}{1 - \beta_1^t}, \qquad
# \hat{\mathbf s} = \frac{\mathbf s}{1 - \beta_2^t}, \qquad
# \boldsymbol\theta \leftarrow \boldsymbol\theta
# - \frac{\alpha}{\sqrt{\hat{\mathbf s}} + \epsilon} \odot \hat{\mathbf v}$$
#
# Here $t = 1$ in the first step. The corrected values serve for this step only: what is kept until
# the next are $\mathbf v$ and $\mathbf s$ as they are.
#
# **A slip in the notes.** They print the correction without $t$, as $1 - \beta_1$ and
# $1 - \beta_2$. That is right in the first step and in no other: the "correction" never ends. In
# the long run it multiplies all steps by
# $\sqrt{1 - \beta_2} / (1 - \beta_1) = \sqrt{0.001} / 0.1 \approx 0.32$. And the notes say that it
# boosts $\mathbf v$ and $\mathbf s$ at the beginning, which is true, but think of what that does to
# the *step*: as $\mathbf s$ is the smaller one by far and stands below the line, the steps would be
# too **long** without it, not too short.
#
# ### Exercise 5: a step with Adam


# %% exercise="adam_step"
def adam_step(theta, v, s, t, gradient, *, learning_rate, beta_1=0.9, beta_2=0.999, epsilon=1e-8):
    """Take one step with Adam.

    Parameters
    ----------
    theta, v, s : ndarrays of floats, all of the same shape, whatever it is
        The parameters, and the averages of gradients and of their squares as the step before
        returned them. They stay as they are.
    t : int, at least 1
        The number of this step; 1 for the first one.
    gradient : ndarray of floats, the shape of theta; entries may be 0
        The gradient at theta. Stays as it is.
    learning_rate, beta_1, beta_2 : float
        The factor α, above 0, and the shares of v and of s that are kept, from 0 to below 1.
    epsilon : float
        A tiny number against 0/0: where all three are 0, the parameter does not move.

    Returns
    -------
    theta, v, s : ndarrays of floats
        All after the step; v and s not corrected.
    """
    ### START YOUR CODE ###
    v = beta_1 * v + (1 - beta_1) * gradient
    s = beta_2 * s + (1 - beta_2) * gradient**2
    v_hat = v / (1 - beta_1**t)
    s_hat = s / (1 - beta_2**t)
    return theta - learning_rate * v_hat / (np.sqrt(s_hat) + epsilon), v, s
    ### END YOUR CODE ###


# %% tests="adam_step" points=2
import numpy as np
from dlcourse.testing import check_close, check_true, check_unchanged, rng

# The second step, with v and s as the first one left them.
given = [np.array(row) for row in ([1.0, 0.5, -2.0], [0.5, 0.0, 0.0], [1.0, 0.0, 4.0])]
settings = {"learning_rate": 0.5, "beta_1": 0.75, "beta_2": 0.75}
result = adam_step(*given, 2, np.array([2.0, 0.0, -4.0]), **settings)
three = isinstance(result, (tuple, list)) and len(result) == 3
check_true(three, "three results", "end with `return theta, v, s`")
slips = {
    "return v as it is, not the corrected one": np.array([2.0, 0.0, -2.28571429]),
    "Adam takes an average: the gradient gets 1 − β₁": np.array([2.375, 0.0, -4.0]),
    "α comes in the last line only; the gradient gets 1 − β₁": np.array([1.375, 0.0, -2.0]),
    "β₁ and 1 − β₁ are swapped": np.array([1.625, 0.0, -3.0]),
    "return v before s": np.array([1.75, 0.0, 7.0]),
}
check_close(result[1], np.array([0.875, 0.0, -1.0]), "v after the second step", mistakes=slips)
slips = {
    "return s as it is, not the corrected one": np.array([4.0, 0.0, 16.0]),
    "the new square gets the factor 1 − β₂": np.array([4.75, 0.0, 19.0]),
    "β₂ and 1 − β₂ are swapped": np.array([3.25, 0.0, 13.0]),
    "average the squares of the gradient, not the gradient": np.array([1.25, 0.0, 2.0]),
    "average the squares of the gradient, not of v": np.array([0.94140625, 0.0, 3.25]),
}
check_close(result[2], np.array([1.75, 0.0, 7.0]), "s after the second step", mistakes=slips)
power = "the correction needs β to the power of t; this is the first step's"
slips = {
    power: np.array([0.33856217, 0.5, -1.62203553]),
    "the bias correction is missing": np.array([0.66928109, 0.5, -1.81101776]),
    "the first step has t = 1: the power is t itself": np.array([0.56504092, 0.5, -1.75145204]),
    "s has to be corrected too": np.array([0.24407105, 0.5, -1.56804062]),
    "v has to be divided by its correction too": np.array([0.78125, 0.5, -1.875]),
    "the correction is 1 − βᵗ, not (1 − β)ᵗ": np.array([-0.32287566, 0.5, -1.24407105]),
    "step downhill: subtract": np.array([1.5, 0.5, -2.28571429]),
    "divide by the root of s, not by s": np.array([0.75, 0.5, -1.92857143]),
    "the step goes along v, not along the gradient alone": np.array([0.5, 0.5, -1.5]),
}
wanted = np.array([0.5, 0.5, -1.71428571])
check_close(result[0], wanted, "theta after the second step", mistakes=slips)
### BEGIN HIDDEN TESTS
random = rng("adam_step")
settings = {"learning_rate": 0.3, "beta_1": 0.6, "beta_2": 0.8}
for t, shape in ((5, (6,)), (7, (3, 4)), (1, (1,))):
    theta, v, gradient = random.normal(size=(3, *shape)) * 3
    s = random.uniform(1, 5, size=shape)
    given = theta.copy(), v.copy(), s.copy(), gradient.copy()
    came = adam_step(*given[:3], t, given[3], **settings)
    new_v, new_s = v + 0.4 * (gradient - v), s + 0.2 * (gradient * gradient - s)
    hint = "use beta_1 and beta_2 as they are handed in"
    check_close(came[1], new_v, f"v, shape {shape}", hint=hint)
    check_close(came[2], new_s, f"s, shape {shape}", hint=hint)
    products = new_v / (1 - 0.6 * t) / np.sqrt(np.abs(new_s / (1 - 0.8 * t)))
    only_one = new_v / np.sqrt(new_s * (1 - 0.6**t))
    slips = {
        "β to the power of t, not β times t": theta - 0.3 * products,
        "s is corrected with beta_2, v with beta_1": theta - 0.3 * only_one,
    }
    wanted = theta - 0.3 * np.sqrt(1 - 0.8**t) / (1 - 0.6**t) * new_v / np.sqrt(new_s)
    check_close(came[0], wanted, f"theta, shape {shape}", mistakes=slips)
    check_unchanged(given, (theta, v, s, gradient), f"what adam_step got, shape {shape}")
still = adam_step(theta.copy(), *np.zeros((2, 1)), 1, np.zeros(1), learning_rate=0.3)
check_close(still[0], theta, "a derivative that was always zero moves nothing")
### END HIDDEN TESTS

# %% [markdown]
# What the correction is for: under a constant gradient *every* step has the length $\alpha$, from
# the first on, and however large the gradient is.

# %% tests="adam_step" points=2
import numpy as np
from dlcourse.testing import check_close, rng


def walk_along(gradients, **settings):
    theta, v, s = (np.zeros_like(gradients[0]) for _ in range(3))
    for t, gradient in enumerate(gradients, start=1):
        came = adam_step(theta.copy(), v.copy(), s.copy(), t, gradient.copy(), **settings)
        theta, v, s = (np.asarray(one) for one in came)
    return theta


constant = np.tile([2.0, -300.0], (5, 1))
came = walk_along(constant[:1], learning_rate=0.1)
hint = "in the first step v̂ is the gradient, and ŝ its square"
check_close(came, np.array([-0.1, 0.1]), "the first step", hint=hint)
came, hint = walk_along(constant, learning_rate=0.1), "every step has the length α"
check_close(came, np.array([-0.5, 0.5]), "five steps under a constant gradient", hint=hint)
### BEGIN HIDDEN TESTS
gradients = rng("adam, averages").normal(size=(12, 4)) * 5
wanted = np.zeros(4)
for t in range(1, 13):
    ages = np.tile(np.arange(t)[::-1, None], 4)  # how many steps ago each gradient came
    mean = np.average(gradients[:t], axis=0, weights=0.9**ages)
    wanted -= 0.2 * mean / np.sqrt(np.average(gradients[:t] ** 2, axis=0, weights=0.999**ages))
check_close(walk_along(gradients, learning_rate=0.2), wanted, "twelve steps")
came = walk_along(gradients * np.array([1.0, 10.0, 300.0, 5000.0]), learning_rate=0.2)
check_close(came, wanted, "twelve steps, with each parameter in other units")
### END HIDDEN TESTS

# %% [markdown]
# Now compare: the paper's correction, the one that the notes print, and none. The picture shows
# the length of the steps under a constant gradient. Your function plays all three parts: with
# $t = 1$ in every step it is the notes' formula, and with a huge $t$ the correction does nothing.


# %% tags=["skip-execution"]
def adam_lengths(number, steps):
    """The lengths of Adam's steps for a constant gradient, if step t is given the number(t)."""
    theta = v = s = np.zeros(1)
    path = [theta]
    for t in range(1, steps + 1):
        theta, v, s = adam_step(theta, v, s, number(t), np.ones(1), learning_rate=1.0)
        path.append(theta)
    return np.abs(np.diff(np.ravel(path)))


corrections = {
    "with the power t, as in the paper": lambda t: t,
    "without t, as printed in the notes": lambda t: 1,
    "no correction": lambda t: 10**6,
}
lengths = {name: adam_lengths(number, 6000) for name, number in corrections.items()}
ax = plot_learning_curves(
    lengths,
    xlabel="step t",
    ylabel="length of the step / α",
    title="What the bias correction does (constant gradient)",
)
ax.set(xscale="log", ylim=(0, 7))
plt.show()
for name, values in lengths.items():
    print(f"{name}: first {values[0]:.2f}, longest {max(values):.2f}, last {values[-1]:.2f}")

# %% [markdown]
# Without a correction the twelfth step or so is more than six times as long as it should be: a wild
# start, at a place where one knows the landscape least. The formula without $t$ begins well,
# gets twice too long, and is three times too short in the end.
#
# Last, does your Adam do what a library's does? PyTorch is a library that you will meet in unit
# 15. Here it walks beside you for a hundred steps.

# %% tags=["skip-execution"]
surface = SURFACES["elongated bowl"]
mine = walk("Adam", surface, 0.3, 100)
place = torch.tensor(surface.start, dtype=torch.float64)
library = torch.optim.Adam([place], lr=0.3)
theirs = [place.numpy().copy()]
for _ in range(100):
    place.grad = torch.from_numpy(surface.gradient(place.numpy()))
    library.step()
    theirs.append(place.numpy().copy())
print(f"largest difference on 100 steps: {np.abs(mine - np.array(theirs)).max():.1e}")

# %% [markdown]
# ## 13.7 The race
#
# All six, on the three courses of the lecture notes. In every race you choose the rates, so a race
# shows *how* they walk; who is fastest is another question, and section 13.9 asks it fairly. For
# gradient descent and the two with a velocity, $\alpha$ multiplies the gradient. For the other
# three it is the length of a step, so it is another number.
#
# ### The saddle, along its steep axis

# %% tags=["skip-execution"]
RATES = {"gradient descent": 0.04, "momentum": 0.04, "Nesterov": 0.04}
RATES |= {"AdaGrad": 0.3, "RMSProp": 0.03, "Adam": 0.1}
draw_race("saddle, start on the steep axis", RATES, 120)
plt.show()

# %% [markdown]
# Gradient descent is stuck on the ridge. Momentum and Nesterov swing along the ridge first. They
# too leave it, when the tiny slope beside the crest has been added up long enough. AdaGrad,
# RMSProp and Adam leave in the first step, since to them the derivative by $\theta_2$ is not tiny:
# divided by its own root mean square, it is as large as any other.
#
# "Stuck" is a matter of patience. Beside the crest gradient descent multiplies $\theta_2$ by about
# $1 + \alpha$ in every step. From $10^{-4}$ to $0.5$ that takes $\ln 5000 / \ln 1.04 \approx 217$
# steps, or a few more, as the slope gets less on the way. And *on* the crest, at $\theta_2 = 0$
# exactly, nobody gets away: zero divided by anything is zero. Your functions confirm both:


# %% tags=["skip-execution"]
def steps_to_leave(name, rate, start, *, patience=1000):
    """Count the steps until |θ₂| exceeds 0.5."""
    ridge = SURFACES["saddle, start on the steep axis"]._replace(start=start)
    away = np.abs(walk(name, ridge, rate, patience)[:, 1]) > 0.5
    return str(np.argmax(away)) if away.any() else "never"


print(f"{'':18}{'beside the crest':>18}{'on the crest':>15}")
for name, rate in RATES.items():
    beside, on = (steps_to_leave(name, rate, (0.9, offset)) for offset in (1e-4, 0.0))
    print(f"{name:18}{beside:>18}{on:>15}")

# %% [markdown]
# ### The elongated bowl

# %% tags=["skip-execution"]
BOWL_RATES = {"gradient descent": 0.02, "momentum": 0.02, "Nesterov": 0.02}
BOWL_RATES |= {"AdaGrad": 1.6, "RMSProp": 0.15, "Adam": 0.3}
draw_race("elongated bowl", BOWL_RATES, 100)
plt.show()

# %% [markdown]
# Gradient descent, momentum and AdaGrad walk as you saw them before. Nesterov is braked where
# momentum shoots over to the other side, again and again. RMSProp walks straight, arrives, and then
# trembles, as its steps do not get shorter. Adam does have a velocity, and it shows.
#
# ### The saddle, along its flat axis

# %% tags=["skip-execution"]
draw_race("saddle, start on the flat axis", RATES, 120)
plt.show()

# %% [markdown]
# Where it is flat, gradient descent takes a long time to get going. Momentum and Nesterov gather
# so much speed that they run past the minimum and up the other side before they come back. The
# other three go at their own pace from the start, as if it were not flat at all. (The kink is
# AdaGrad's first step, by 0.3 in both directions.)
#
# ### Your turn
#
# One rate for all this time, or only for the optimizer that you choose.
#
# *Try:* in the bowl, what is the largest rate at which gradient descent does not run away? Which
# of the others run away at all? Then take the bowl that is **turned by 45°**. It is the same bowl,
# and for gradient descent, momentum and Nesterov nothing else changes. What about the others? (The
# cell after the next says it in numbers.)


# %% tags=["skip-execution"]
def draw_one_rate(where, who, learning_rate):
    """Let one optimizer, or all of them, walk 100 steps with the same learning rate."""
    names = list(STYLES) if who == "all" else [who]
    return draw_race(where, dict.fromkeys(names, learning_rate), 100)


explore(
    draw_one_rate,
    where=choice(list(SURFACES), "elongated bowl, turned by 45°", label="surface"),
    who=choice(["all", *STYLES], "Adam", label="optimizer"),
    learning_rate=slider(0.001, 2.0, 0.3, label="learning rate α", log=True),
)

# %% tags=["skip-execution"]
print(f"{'distance after 100 steps':26}{'bowl':>8}{'turned bowl':>14}")
for name, rate in BOWL_RATES.items():
    bowls = ("elongated bowl", "elongated bowl, turned by 45°")
    far = [np.linalg.norm(walk(name, SURFACES[bowl], rate, 100)[-1]) for bowl in bowls]
    print(f"{name:26}{far[0]:8.3f}{far[1]:14.3f}")

# %% [markdown]
# The squares are kept for each *parameter*. In the straight bowl the steep direction is a
# parameter, $\theta_2$, and gets its own rate. In the turned bowl both parameters are equally
# steep, and there is nothing to balance: AdaGrad's lead is gone, and Adam gets slower too. (RMSProp
# trembles by so much in both that its distance says little.) These three cure different *scales of
# the parameters*, such as weights whose inputs are large or rare. They do not cure every elongated
# valley.
#
# ## 13.8 Learning-rate schedules
#
# A large rate is fast and stays noisy. A small one settles, if you live to see it. The remedy is
# old (unit 7): begin large and let the rate fall. The notes name four ways.
#
# ### Piecewise constant
#
# A table: for example 0.1 in the epochs 1 to 100, 0.01 from 101 to 200, and 0.001 from 201.
#
# ### Exercise 6: a table of rates


# %% exercise="piecewise_rate"
def piecewise_rate(epoch, ends, rates):
    """Look up the learning rate of an epoch in a table.

    Parameters
    ----------
    epoch : int, at least 1
        The number of the epoch, counted from 1.
    ends : list of int, ascending, length k; may be empty
        The last epoch of each part but the final one, which has no end: [100, 200] stands for the
        parts 1 to 100, 101 to 200, and from 201. Stays as it is.
    rates : list of float, length k + 1
        The learning rate of each part. Stays as it is.

    Returns
    -------
    float
        The learning rate of this epoch.
    """
    ### START YOUR CODE ###
    for end, rate in zip(ends, rates):
        if epoch <= end:
            return rate
    return rates[-1]
    ### END YOUR CODE ###


# %% tests="piecewise_rate" points=1
from dlcourse.testing import check_close, check_unchanged

ends, rates = [100, 200], [0.1, 0.01, 0.001]
for epoch, wanted, where in [
    (1, 0.1, "the first epoch"),
    (100, 0.1, "epoch 100: an end belongs to its part"),
    (101, 0.01, "epoch 101: the second part"),
    (200, 0.01, "epoch 200: an end belongs to its part"),
    (201, 0.001, "epoch 201: the final part"),
]:
    check_close(piecewise_rate(epoch, list(ends), list(rates)), wanted, where)
check_close(piecewise_rate(7, [], [0.3]), 0.3, "no ends: one part only")
### BEGIN HIDDEN TESTS
check_close(piecewise_rate(10**6, list(ends), list(rates)), 0.001, "a very late epoch")
hint = "take the ends and the rates that are handed in; rates may also rise"
table = [(1, 0.5), (2, 0.25), (3, 0.25), (4, 2.0), (7, 2.0), (8, 0.125), (9, 0.0625)]
for epoch, wanted in table:
    came = piecewise_rate(epoch, [1, 3, 7, 8], [0.5, 0.25, 2.0, 0.125, 0.0625])
    check_close(came, wanted, f"another table, epoch {epoch}", hint=hint)
given = [2], [0.2, 0.4]
check_close(piecewise_rate(3, *given), 0.4, "a table of two parts")
check_unchanged(given, ([2], [0.2, 0.4]), "the lists given to piecewise_rate")
### END HIDDEN TESTS

# %% [markdown]
# ### Exponential and power
#
# Two formulas with the number $t$ of the update and a time $T$:
#
# $$\text{exponential:} \quad \alpha(t) = \alpha_0 \cdot 10^{-t/T} \qquad\qquad
# \text{power:} \quad \alpha(t) = \alpha_0 \cdot \left( 1 + \frac tT \right)^{-c}$$
#
# The first loses a factor of ten every $T$ updates, forever. The second with its usual $c = 1$ has
# fallen to one half after $T$ updates, to one third after $2T$, and to a tenth after $9T$.
#
# The difference is more than one of speed. Add up all rates: that is how far the descent can get
# at most, per unit of gradient. The exponential ones add up to about
# $\alpha_0 T / \ln 10 \approx 0.43\, \alpha_0 T$ if $T$ is large: who has not arrived by then never
# will. The power rates with $c \le 1$ add up to infinity, and with $\frac12 < c \le 1$ their
# squares do not: the conditions of Robbins and Monro (unit 7).
#
# ### Exercise 7: two rates that fall smoothly
#
# One function for both. Its last argument decides: without $c$ the rate falls exponentially.
# *Hint:* ask `c is None`. The number 0 is not None.


# %% exercise="decayed_rate"
def decayed_rate(t, alpha_0, T, c=None):
    """Give the learning rate of the exponential or of the power schedule.

    Parameters
    ----------
    t : int, or ndarray of ints or floats of any shape; at least 0
        The number of updates made before, or such numbers. Stays as it is.
    alpha_0 : float
        The learning rate for t = 0.
    T : int or float, greater than 0
        The time scale, in updates.
    c : float, at least 0, or None
        The power; None stands for the exponential schedule.

    Returns
    -------
    float, or ndarray of floats with the shape of t
        α₀ · 10^(−t/T) if c is None, else α₀ · (1 + t/T)^(−c).
    """
    ### START YOUR CODE ###
    if c is None:
        return alpha_0 * 10.0 ** (-t / T)
    return alpha_0 * (1 + t / T) ** (-c)
    ### END YOUR CODE ###


# %% tests="decayed_rate" points=2
import numpy as np
from dlcourse.testing import check_close, check_unchanged, rng

slips = {
    "a factor of 10, not of e, in the time T": 0.30326533,
    "the rate falls: the exponent is negative": 1.58113883,
    "the exponent is t/T, not T/t": 0.005,
    "t/T is no whole number: divide with /": 0.5,
    "t/T is no whole number: divide with /, not with //": 0.05,
    "a factor of 10, not of 2, in the time T": 0.35355339,
    "t counts the updates made before: take t, not t + 1": 0.15451477,
    "without c the rate is exponential, not a power": 1 / 3,
}
check_close(decayed_rate(50, 0.5, 100), 0.15811388, "exponential, after T/2", mistakes=slips)
slips = {
    "the rate falls: the exponent is −c": 7.8125,
    "the 1 of 1 + t/T is missing": 0.5 / 3.375,
    "c is the exponent, and not a factor": 0.5 / 7.5,
    "c is the exponent, and not a factor of t/T": 0.5 / 5.5,
    "with c the rate is a power, not exponential": 0.015811388,
    "use the c that is handed in": 0.2,
    "t/T is no whole number: divide with /, not with //": 0.0625,
    "the power belongs to 1 + t/T only, not to α₀": 0.512,
}
check_close(decayed_rate(150, 0.5, 100, c=3), 0.032, "power, after 1.5 T, c = 3", mistakes=slips)
### BEGIN HIDDEN TESTS
t, given = np.arange(0, 2000, 130), np.arange(0, 2000, 130)
wanted = 0.3 * np.exp(-t * np.log(10) / 400)
check_close(decayed_rate(given, 0.3, 400), wanted, "the exponential rates")
check_close(decayed_rate(t.copy(), 0.8, 70.5, 1), 56.4 / (70.5 + t), "the power rates, c = 1")
check_unchanged(given, t, "the times given to decayed_rate")
times = rng("decayed_rate").uniform(0, 50, size=(2, 3))
wanted, given, hint = 0.2 / np.sqrt(1 + times / 8), times.copy(), "t may hold fractions, in rows"
check_close(decayed_rate(given, 0.2, 8, 0.5), wanted, "the power rates, c = 1/2", hint=hint)
check_unchanged(given, times, "the fractional times given to decayed_rate")
check_close(decayed_rate(0, 0.7, 9), 0.7, "the first exponential rate")
check_close(decayed_rate(0, 0.6, 9, c=3), 0.6, "the first power rate")
hint = "0 is a number: ask `c is None`"
check_close(decayed_rate(30, 0.9, 10, c=0), 0.9, "c = 0 is a constant rate", hint=hint)
### END HIDDEN TESTS

# %% [markdown]
# ### Performance
#
# The three before are fixed in advance. The fourth watches the training: measure the validation
# error from time to time, and **when it stops falling, lower the rate**. The notes say no more
# than that. A noisy error goes up and down, so it takes two decisions to make a rule of it:
#
# - *Stops falling* means: a number of measurements in a row, the **patience**, brought no new best
#   value.
# - *Lower* means: multiply by a **factor** below 1, then start to count anew. The best value
#   stays.
#
# For example, let $\alpha_0 = 0.8$, the factor $\frac12$ and the patience 2:
#
# | measurement | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 |
# | --- | --- | --- | --- | --- | --- | --- | --- | --- |
# | validation error in % | **5** | **4** | 4.5 | **3** | 3.5 | 3 | 3.2 | 3.1 |
# | in a row without a new best | 0 | 0 | 1 | 0 | 1 | 2 | 1 | 2 |
# | rate from now on | 0.8 | 0.8 | 0.8 | 0.8 | 0.8 | 0.4 | 0.4 | 0.2 |
#
# ### Exercise 8: a rate that watches
#
# The function is handed all errors so far and says the rate that holds from now on.


# %% exercise="performance_rate"
def performance_rate(errors, alpha_0, *, factor, patience):
    """Give the learning rate that follows from the validation errors measured so far.

    Parameters
    ----------
    errors : list of float, may be empty
        The validation errors in the order in which they were measured. Stays as it is.
    alpha_0 : float
        The rate to start with.
    factor : float between 0 and 1
        What the rate is multiplied by when it is lowered.
    patience : int, at least 1
        The rate is lowered after so many measurements in a row of which none is smaller than the
        best (smallest) one before it. Then the counting starts anew.

    Returns
    -------
    float
        The rate after the last measurement.
    """
    ### START YOUR CODE ###
    rate, best, waited = alpha_0, np.inf, 0
    for error in errors:
        waited += 1
        if error < best:
            best, waited = error, 0
        if waited == patience:
            rate, waited = rate * factor, 0
    return rate
    ### END YOUR CODE ###


# %% tests="performance_rate" points=2
from dlcourse.testing import check_close, check_unchanged


def rates_of(errors, alpha_0=0.8, **settings):
    """The rate after each measurement."""
    parts = [errors[: n + 1] for n in range(len(errors))]
    return [performance_rate(part, alpha_0, **settings) for part in parts]


check_close(performance_rate([], 0.3, factor=0.5, patience=3), 0.3, "nothing measured yet")
check_close(
    rates_of([5.0, 4.0, 4.5, 3.0, 3.5, 3.0, 3.2, 3.1], factor=0.5, patience=2),
    [0.8, 0.8, 0.8, 0.8, 0.8, 0.4, 0.4, 0.2],
    "the rates of the table above",
    mistakes={
        "wait for `patience` measurements, do not lower it at each": [0.8] * 2
        + [0.4] * 2
        + [0.2, 0.1, 0.05, 0.025],
        "compare with the best error so far, not with the one before": [0.8] * 8,
        "a new best starts the counting anew": [0.8] * 4 + [0.4, 0.4, 0.2, 0.2],
        "an error that only equals the best is no progress": [0.8] * 7 + [0.4],
        "lower it when the patience is reached, not one later": [0.8] * 6 + [0.4, 0.4],
        "lowering is multiplying by the factor": [0.8] * 5 + [1.6, 1.6, 3.2],
        "multiply by the factor, do not subtract it": [0.8] * 5 + [0.3, 0.3, -0.2],
        "the first error is a new best: start with infinity, not with 0": [0.8]
        + [0.4] * 2
        + [0.2] * 2
        + [0.1] * 2
        + [0.05],
        "start the counting anew after lowering": [0.8] * 5 + [0.4, 0.2, 0.1],
        "after lowering count anew, and lower again; the best error stays": [0.8] * 5 + [0.4] * 3,
    },
)
### BEGIN HIDDEN TESTS
given = [900.0, 80.0, 7.0, 6.9999]
came = performance_rate(given, 0.3, factor=0.5, patience=1)
slips = {"each error below the best is a new best: a large first one, and a small gain": 0.15}
check_close(came, 0.3, "errors that only fall", mistakes=slips)
check_unchanged(given, [900.0, 80.0, 7.0, 6.9999], "the errors given to performance_rate")
check_close(
    rates_of([1.0] * 8, factor=0.5, patience=3),
    [0.8] * 3 + [0.4] * 3 + [0.2] * 2,
    "errors that stay the same, patience 3",
    mistakes={
        "start the counting anew after lowering": [0.8] * 3 + [0.4, 0.2, 0.1, 0.05, 0.025],
        "start the counting anew after lowering, and lower again": [0.8] * 3 + [0.4] * 5,
        "an error that only equals the best is no progress": [0.8] * 8,
    },
)
check_close(
    rates_of([2.0, 3.0, 3.0, 2.5, 2.4, 2.3, 1.9, 2.0], factor=0.25, patience=2),
    [0.8, 0.8, 0.2, 0.2, 0.05, 0.05, 0.05, 0.05],
    "after lowering, the best error stays: falling, but above the best",
    mistakes={
        "the best error stays when the counting starts anew": [0.8] * 2 + [0.2] * 6,
        "a new best does not raise the rate again": [0.8, 0.8, 0.2, 0.2, 0.05, 0.05, 0.8, 0.8],
    },
    hint="progress is what beats the best error ever",
)
check_close(
    rates_of([4.0, 5.0, 3.0, 4.0], 10.0, factor=0.1, patience=1),
    [10.0, 1.0, 1.0, 0.1],
    "patience 1",
)
### END HIDDEN TESTS

# %% [markdown]
# All four from the start 0.2 over twenty epochs. The performance schedule needs errors to look at;
# here they are made up, in a curve that falls and flattens with some noise.

# %% tags=["skip-execution"]
epochs_shown = np.arange(1, 21)
noise = np.random.default_rng(2).normal(size=20)
made_up = list(2 + 8 * np.exp(-epochs_shown / 1.5) + 0.15 * noise)
watching = [performance_rate(made_up[:n], 0.2, factor=0.3, patience=2) for n in range(20)]
schedules = {
    "piecewise": [piecewise_rate(int(e), [6, 12], [0.2, 0.05, 0.0125]) for e in epochs_shown],
    "performance": watching,
    "exponential, T = 10": decayed_rate(epochs_shown - 1, 0.2, 10),
    "power, T = 2": decayed_rate(epochs_shown - 1, 0.2, 2, c=1),
}
figure, axes = plt.subplots(1, 2, figsize=(9.5, 3.4), layout="constrained")
for ax, log in zip(axes, (False, True), strict=True):
    plot_learning_curves(schedules, ylabel="learning rate α", log=log, ax=ax)
    ax.set_xticks(range(1, 21, 3))
axes[0].set_title("Four schedules")
axes[1].set_title("The same on a logarithmic scale")
plt.show()
print(f"exponential: all rates together add up to at most {0.2 / (1 - 10 ** (-1 / 10)):.2f}")

# %% [markdown]
# On the logarithmic scale the exponential schedule is a straight line, and the power schedule
# bends away from it.
#
# ## 13.9 Handwritten digits
#
# Now a real cost, over 79,510 parameters: a network with 100 hidden neurons on MNIST, the
# multilayer perceptron of unit 11 from `dlcourse.mlp`, here with ReLU and He's initial weights
# (unit 12). Of the 60,000 training images we keep 10,000 for validation.
#
# The optimizers want one vector $\boldsymbol\theta$; the network has a dict of arrays. Two small
# functions lead from one to the other, and `gradient_on` puts such a vector into the network and
# runs it forward and back. (So Nesterov can ask for the gradient wherever it likes. Libraries,
# which only know the gradient where the network stands, keep the look-ahead point in place of
# $\boldsymbol\theta$ and rewrite the formulas for it.)


# %%
class Digits(NamedTuple):
    """Images in rows, with gray values from 0 to 1, and their labels."""

    x: np.ndarray
    y: np.ndarray


def as_vector(arrays):
    """Write the arrays of a dict one after the other into one vector."""
    return np.concatenate([array.ravel() for array in arrays.values()])


def put_into(network, theta):
    """Write a vector back into the parameters of a network."""
    ends = np.cumsum([array.size for array in network.parameters.values()])
    for array, part in zip(network.parameters.values(), np.split(theta, ends[:-1]), strict=True):
        array[...] = part.reshape(array.shape)


def gradient_on(network, x, y, theta):
    """The gradient of the cost of a batch at theta, as a vector."""
    put_into(network, theta)
    return as_vector(network.back_propagate(network.propagate(x), y))


def train(data, validation, name, rate, *, epochs, batch_size=128, seed=0, looks=1):
    """Train a network; rate(t, epoch, errors) is asked for the learning rate of each update.

    Returns the network and what was measured: `looks` times in each epoch the cost on the first
    10,000 training images, the validation error in percent, and the rate.
    """
    network = MLP((784, 100, 10), activation="relu", scale="he", seed=seed, dtype=np.float32)
    step, theta = optimizer(name), as_vector(network.parameters)
    batches = MiniBatches(*data, batch_size, seed=seed)
    pause = max(1, len(batches) // looks)
    log, t = {"cost": [], "error": [], "rate": []}, 0
    for epoch in range(1, epochs + 1):
        for number, (x, y) in enumerate(batches, start=1):
            alpha = rate(t, epoch, log["error"])
            with np.errstate(all="ignore"):  # a rate that is far too large may end in nan
                theta = step(theta, partial(gradient_on, network, x, y), alpha)
            t += 1
            if number % pause == 0 and number // pause <= looks:
                put_into(network, theta)
                log["cost"].append(network.cost(data.x[:10000], data.y[:10000]))
                log["error"].append(100 * network.error_rate(*validation))
                log["rate"].append(alpha)
    return network, log


# %% tags=["skip-execution"]
mnist = load_mnist()
images = mnist.train_images.reshape(len(mnist.train_images), -1) / np.float32(255)
cut = len(images) * 5 // 6
digits = Digits(images[:cut], mnist.train_labels[:cut])
validation = Digits(images[cut:], mnist.train_labels[cut:])
test_images = mnist.test_images.reshape(len(mnist.test_images), -1) / np.float32(255)
test = Digits(test_images, mnist.test_labels)
sizes = [f"{len(part.y):,}" for part in (digits, validation, test)]
print("images to train, to validate, to test:", *sizes)

# %% [markdown]
# ### A fair comparison: everybody at the best rate
#
# Who compares optimizers at one rate for all, or a tuned one with one that is not, can prove
# anything. So every optimizer runs with seven rates, four epochs each, and the validation error
# says which rate is best. This takes two or three minutes.

# %% tags=["skip-execution"]
rates = (10.0 ** np.arange(-3, 0.1, pace(0.5, quick=1.5))).tolist()
part, epochs = pace((digits, 4), quick=(Digits(digits.x[:3000], digits.y[:3000]), 1))
runs = {}
for name, rate in progress([(name, rate) for name in STYLES for rate in rates], "runs"):
    network, log = train(part, validation, name, lambda *_, r=rate: r, epochs=epochs, looks=4)
    runs[name, rate] = log | {"test": 100 * network.error_rate(*test)}
last = {name: [runs[name, rate]["error"][-1] for rate in rates] for name in STYLES}
best = {name: rates[int(np.argmin(errors))] for name, errors in last.items()}

figure, ax = plt.subplots(figsize=(7.5, 3.7), layout="constrained")
for name, errors in last.items():
    color, line = STYLES[name]
    ax.plot(rates, errors, color=color, linestyle=line, marker="o", label=name)
ax.set(xscale="log", yscale="log", xlabel="learning rate α", ylabel="validation error in %")
ax.set_yticks([2, 3, 5, 10, 20, 50, 100], ["2", "3", "5", "10", "20", "50", "100"])
ax.set_title(f"How much does the rate matter? After {epochs} epochs")
ax.grid(color="0.9")
ax.legend()
plt.show()

# %% [markdown]
# Look at the left, where the rates are small. Momentum and Nesterov have the curve of gradient
# descent, shifted to the left by a factor of ten: the $\frac{1}{1 - \beta}$ of section 13.2, on a
# real network. On the right they also run away earlier. RMSProp and Adam have their best rates near
# 0.003. AdaGrad, with its shrinking steps, wants ten times as much. And where gradient descent is
# at its best, at 0.3, Adam learns nothing: a comparison at one rate would have said nonsense.
#
# And the loss curves, each at its best rate:

# %% tags=["skip-execution"]
figure, axes = plt.subplots(1, 2, figsize=(9.5, 3.6), layout="constrained")
for name, rate in best.items():
    (color, line), log = STYLES[name], runs[name, rate]
    for ax, what in zip(axes, ("cost", "error"), strict=True):
        place = np.arange(1, len(log[what]) + 1) / 4
        ax.plot(place, log[what], color=color, linestyle=line, label=f"{name}, α = {rate:.2g}")
    print(
        f"{name:16} α = {rate:<7.2g} training cost {log['cost'][-1]:.4f}, "
        f"error in validation {log['error'][-1]:.2f} %, in the test {log['test']:.2f} %"
    )
axes[0].set(yscale="log", xlabel="epoch", ylabel="cost", title="Training cost on MNIST")
axes[1].set(xlabel="epoch", ylabel="error in %", title="Validation error on MNIST")
axes[1].set_ylim(pace((2, 8), quick=(0, 100)))
for ax in axes:
    ax.grid(color="0.9")
axes[1].legend()
plt.show()

# %% [markdown]
# In training cost and in the test, gradient descent comes last, and AdaGrad is behind as well. The
# other four are close together, and their order means little: at 2.7 % of 10,000 images the
# standard deviation is 0.16 %, and a network's seed adds to it. So there is no magic in an
# optimizer: momentum keeps up with Adam, once its rate is right. What makes Adam popular is that
# one rarely has to search. Its usual rate of 0.001 is not far from the best on many tasks; look at
# its curve above.
#
# ### Schedules
#
# Momentum again, ten epochs, from a rate that is too large in the long run, 0.3. It can stay there,
# or fall by one of your four schedules. For comparison there is the constant rate that won above,
# 0.1.

# %% tags=["skip-execution"]
epochs = pace(10, quick=1)
updates = epochs * len(MiniBatches(*part, 128))
high = 0.3
plans = {
    "constant": lambda t, epoch, errors: high,
    "constant, 0.1": lambda t, epoch, errors: 0.1,
    "piecewise": lambda t, epoch, errors: piecewise_rate(
        epoch, [4, 7], [high, high / 10, high / 100]
    ),
    "performance": lambda t, epoch, errors: performance_rate(errors, high, factor=0.3, patience=2),
    "exponential": lambda t, epoch, errors: decayed_rate(t, high, updates / 2),
    "power": lambda t, epoch, errors: decayed_rate(t, high, updates / 20, c=1),
}
outcomes = {}
for plan, rate in progress(list(plans.items()), "schedules"):
    network, log = train(part, validation, "momentum", rate, epochs=epochs, looks=2)
    outcomes[plan] = log | {"test": 100 * network.error_rate(*test)}

figure, axes = plt.subplots(1, 3, figsize=(9.5, 3.4), layout="constrained")
words = {"rate": "learning rate", "cost": "training cost", "error": "validation error in %"}
for ax, (what, label) in zip(axes, words.items(), strict=True):
    curves = {plan: log[what] for plan, log in outcomes.items()}
    place = np.arange(1, len(log[what]) + 1) / 2
    plot_learning_curves(curves, x=place, ylabel=label, log=what != "error", ax=ax)
    ax.set_title(label.capitalize())
    ax.get_legend().remove()
axes[2].set_ylim(pace((1.5, 5), quick=(0, 100)))
figure.legend(handles=axes[0].lines, loc="outside lower center", ncols=6)
plt.show()
for plan, log in outcomes.items():
    print(f"{plan:12} training cost {log['cost'][-1]:.5f}, test error {log['test']:.2f} %")

# %% [markdown]
# The constant rate of 0.3 hovers around 3 % and above. Each of the four schedules goes down well
# below, and where the rate falls, the curves become quiet. Performance scheduling is the only one
# that needed no plan for its times. The differences between the four are no larger than chance.
#
# But look at the constant 0.1: it does as well as the schedules. A schedule is no substitute for a
# good first rate. It makes up for one that is too large in the end, and it can do harm: a rate that
# falls too early leaves the descent standing before it has arrived. *Try:* start all of them from
# 0.03 instead (`high`).
#
# ## 13.10 Questions
#
# Write a few sentences each. There are no points for them, but they are the ones an examiner would
# ask.
#
# **Question 1.** Your colleague has tuned the rate of gradient descent to 0.1 and switches to
# momentum with $\beta = 0.99$, at the same rate. What will happen, and what rate would you try?

# %% [markdown] question="switch"
# Under a gradient that stays the same the steps grow to 1/(1 − 0.99) = 100 times the old ones, so
# training will probably run away or swing wildly. A rate of 0.1/100 = 0.001 has the same speed in
# the long run. It takes a few hundred steps to get there.

# %% [markdown]
# **Question 2.** The cost is multiplied by 100, since somebody sums where they used to average.
# Which of the six optimizers walk as before at the same $\alpha$?

# %% [markdown] question="scale-of-the-cost"
# AdaGrad, RMSProp and Adam: the gradient and the root of s both grow by 100, and the quotient stays
# (only the tiny ε counts a hundred times less). For gradient descent, momentum and Nesterov the
# steps are 100 times as long: the rate has to be divided by 100.

# %% [markdown]
# **Question 3.** Under a constant gradient all steps of Adam have the length $\alpha$. Can a
# step of Adam be much shorter? What does it tell about the gradients if it is?

# %% [markdown] question="short-steps"
# Yes: v averages the gradients with their signs, s their squares. If the derivative by a parameter
# changes its sign again and again, v is near zero and s is not, and the step is short. So the
# length of a step, over α, is a kind of ratio of signal to noise: it gets small near a minimum, and
# where the mini-batches disagree. It is rarely much longer than α, such as when large gradients
# come after a long quiet time.

# %% [markdown]
# **Question 4.** "Adam adapts the learning rate by itself, so it needs no schedule." Is that so?

# %% [markdown] question="adam-schedule"
# No. Adam balances the rates of the parameters against each other; the common factor α stays. With
# noisy mini-batches the steps near the minimum keep a length that is proportional to α, so the
# cost hovers at a level that a smaller α would lower. A falling α helps Adam too. AdaGrad is the
# only one here whose steps shrink by themselves, as 1/√t.

# %% [markdown]
# ## Summary
#
# - **Momentum** adds up past steps, and tends to $\frac{1}{1 - \beta}$ times the plain step
#   $\alpha \nabla J$. It is fast along valleys and out of saddles, and it swings.
# - **Nesterov** asks for the gradient at $\boldsymbol\theta - \beta \mathbf v$, which brakes in
#   steep directions.
# - **AdaGrad** divides by the root of the sum of squares: no matter the units, the first step is
#   $\alpha$, and under a constant gradient step $t$ is $\alpha / \sqrt t$. It may tire too early.
# - **RMSProp** averages the squares and forgets; its steps do not shrink.
# - **Adam** averages the gradients too, and corrects both averages by $1 - \beta^t$, with the power
#   $t$. Under a constant gradient every step is $\alpha$.
# - Dividing by $\sqrt{\mathbf s}$ balances *parameters*. It does not straighten a valley that lies
#   askew.
# - **Schedules** lower the rate: piecewise, by performance, exponentially, by a power.
# - Compare optimizers at the best rate of each.
#
# ## References
#
# - B. T. Polyak, *Some methods of speeding up the convergence of iteration methods*, USSR
#   Computational Mathematics and Mathematical Physics 4, 1964 (momentum).
# - Y. Nesterov, *A method of solving a convex programming problem with convergence rate O(1/k²)*,
#   Soviet Mathematics Doklady 27, 1983.
# - I. Sutskever, J. Martens, G. Dahl and G. Hinton, *On the importance of initialization and
#   momentum in deep learning*, ICML 2013 (Nesterov's momentum in the form used here).
# - J. Duchi, E. Hazan and Y. Singer, *Adaptive subgradient methods for online learning and
#   stochastic optimization*, Journal of Machine Learning Research 12, 2011 (AdaGrad).
# - T. Tieleman and G. Hinton, *Lecture 6.5: RMSProp*, Neural Networks for Machine Learning,
#   Coursera, 2012.
# - D. P. Kingma and J. Ba, *Adam: a method for stochastic optimization*, ICLR 2015.
# - Y. Dauphin and others, *Identifying and attacking the saddle point problem in high-dimensional
#   non-convex optimization*, NeurIPS 2014.
# - A. C. Wilson and others, *The marginal value of adaptive gradient methods in machine learning*,
#   NeurIPS 2017.
# - K. Zahn, lecture notes *Deep Learning, part 1*, HSLU, 2024, section 5.2.
