# %% [markdown]
# # 3 · Gradient descent
#
# You stand on a mountain in thick fog and want to reach the valley. You see nothing, but you feel
# with your feet which way the ground slopes. So you take a step downhill, feel again, and take the
# next. That is the whole method by which neural networks learn.
#
# **You will be able to**
#
# - measure the slope of any function, and say how precise the measurement is,
# - write gradient descent, in one dimension and in many, with a rule that stops it,
# - predict when a learning rate is too small, good or too large,
# - fit a line to points, and to images,
# - write five losses with their gradients: squared and absolute error, hinge, binary and
#   categorical cross-entropy, and say when to use which,
# - give the descent momentum, and say how much faster that makes it.
#
# **Time needed:** about 4 hours, in two sittings: sections 3.1 to 3.5, then 3.6 to 3.9.
#
# **What to know before:** units 1 and 2; the derivatives of $x^2$, $e^x$ and $\ln x$, and the chain
# rule.
#
# **How to work:** run the cells from top to bottom (Shift+Enter). In an exercise write your answer
# between the two marker lines, in place of the line that raises `NotImplementedError`. Then run
# the test cells below it. Each check that passes prints ✓; the first that fails says what is
# wrong. Further checks that you do not see run when your work is graded.

# %%
import matplotlib.pyplot as plt
import numpy as np

from dlcourse.data import load_fashion_mnist, load_mnist
from dlcourse.pace import pace, progress
from dlcourse.plotting import plot_function, plot_learning_curves, plot_tiles, plot_weights
from dlcourse.preparation import flatten, prepare_pair, train_test_split
from dlcourse.widgets import choice, explore, slider

plt.rcParams["figure.dpi"] = 72  # small pictures keep the notebook small
BLUE, ORANGE, GREEN = "#0072B2", "#D55E00", "#009E73"

# %% [markdown]
# ## 3.1 The slope under your feet
#
# Our first mountain is a function of one variable,
#
# $$f(x) = e^{-x} + x^2.$$
#
# At a point $x$ the curve has a *slope*, the slope of its tangent. It is the **derivative**
# $f'(x)$. It says how fast $f$ changes when $x$ changes a little:
#
# $$f(x + h) \approx f(x) + f'(x)\, h \qquad \text{for small } h.$$
#
# Here $f'(x) = -e^{-x} + 2x$, so $f(-0.5) = 1.8987$ and $f'(-0.5) = -2.64872$. The slope is
# negative: to the right it goes down.


# %%
def f(x):
    """The mountain."""
    return np.exp(-x) + x**2


def f_slope(x):
    """Its derivative."""
    return -np.exp(-x) + 2 * x


# %% tags=["skip-execution"]
ax = plot_function(f, -1.2, 1.6, ylabel="f(x)", title="f(x) = e^(−x) + x², and two tangents")
for x in (-0.5, 1.0):
    reach = np.array([x - 0.45, x + 0.45])
    ax.plot(reach, f(x) + f_slope(x) * (reach - x), color=ORANGE, linewidth=2)
    ax.plot(x, f(x), "o", color=ORANGE, markersize=8)
    side, shift = ("left", 10) if x < 0 else ("right", -10)
    ax.annotate(
        f"slope {f_slope(x):.2f}", (x, f(x)), (shift, 8), textcoords="offset points", ha=side
    )
plt.show()
print(f"f(−0.5) = {f(-0.5):.4f},  f′(−0.5) = {f_slope(-0.5):.5f}")

# %% [markdown]
# ### Measuring it
#
# What if we have a function but no formula for its derivative? Then we measure: move $x$ a little
# and see how much $f$ changes. One could divide $f(x + h) - f(x)$ by $h$. It is much better to look
# at **both sides**:
#
# $$f'(x) \approx \frac{f(x + h) - f(x - h)}{2h}.$$
#
# This is the *central difference*. Why is it better? The one-sided quotient has an error of about
# $\frac{h}{2} f''(x)$. In the central one the contributions of $f''$ cancel, and an error of about
# $\frac{h^2}{6} f'''(x)$ is left. For our $f$ and $h = 0.001$ that is the difference between three
# correct digits and seven.
#
# ### Exercise 1: the derivative as a difference
#
# `f` is a function. You call it as you would call any other: `f(x + h)`.


# %% exercise="derivative"
def derivative(f, x, h=1e-5):
    """Measure the slope of a function with the central difference.

    Parameters
    ----------
    f : function
        Takes a float and returns a float.
    x : float
        Where the slope is wanted.
    h : float, greater than 0
        How far to go to either side.

    Returns
    -------
    float
        (f(x + h) − f(x − h)) / (2h).
    """
    ### START YOUR CODE ###
    return (f(x + h) - f(x - h)) / (2 * h)
    ### END YOUR CODE ###


# %% tests="derivative" points=2
import numpy as np
from dlcourse.testing import check_close

check_close(
    derivative(lambda x: x**3, 1.5, 0.25),
    6.8125,
    "the slope of x³ at 1.5, measured with h = 0.25",
    mistakes={
        "look at both sides: f(x + h) and f(x − h)": 7.9375,
        "look at both sides: f(x − h) and f(x + h)": 5.6875,
        "the two points lie 2h apart: divide by 2h, not by h": 13.625,
        "divide the difference by 2h": 3.40625,
        "brackets: / (2 * h), since / 2 * h multiplies by h": 0.42578125,
        "divide by 2h, do not multiply by it": 1.703125,
        "use the h that is handed in": 6.75,
        "go h to either side, not h/2": 6.765625,
        "the sign: f(x + h) comes first": -6.8125,
    },
)
### BEGIN HIDDEN TESTS
slips = {
    "look at both sides: f(x + h) and f(x − h)": (np.sin(2.1) - np.sin(2.0)) / 0.1,
    "use the h that is handed in": np.cos(2.0),
    "call the function that is handed in": 4.0,
    "the two points lie 2h apart: divide by 2h, not by h": (np.sin(2.1) - np.sin(1.9)) / 0.1,
}
wanted = (np.sin(2.1) - np.sin(1.9)) / 0.2
came = derivative(lambda x: float(np.sin(x)), 2.0, 0.1)
check_close(came, wanted, "the slope of the sine at 2, measured with h = 0.1", mistakes=slips)
came = derivative(lambda x: float(np.exp(-x) + x**2), -0.5)
check_close(came, -2.6487212707, "the slope of e^(−x) + x² at −0.5")
both = "at a kink the slopes of both sides cancel"
check_close(derivative(abs, 0.0, 0.5), 0.0, "the slope of |x| at 0", hint=both)
check_close(derivative(lambda x: 5 - 3 * x, 40.0, 2.0), -3.0, "the slope of a line")
### END HIDDEN TESTS

# %% [markdown]
# So make $h$ as small as possible? Look at the picture. On the right $h$ is large, and the error of
# the formula counts: it falls with $h$, and for two sides with $h^2$. On the left $h$ is so small
# that $f(x + h)$ and $f(x - h)$ agree in nearly all of the 16 digits that a computer keeps. Their
# difference is mostly rounding, and dividing by a tiny $h$ blows it up. The default $10^{-5}$ sits
# at the bottom.

# %% tags=["skip-execution"]
widths = 10.0 ** np.arange(-13, 0.1, 0.25)
one_sided = [abs((f(-0.5 + h) - f(-0.5)) / h - f_slope(-0.5)) for h in widths]
central = [abs(derivative(f, -0.5, h) - f_slope(-0.5)) for h in widths]
figure, ax = plt.subplots(figsize=(7, 3.8), layout="constrained")
ax.loglog(widths, one_sided, "--", color=ORANGE, linewidth=2, label="one side")
ax.loglog(widths, central, color=BLUE, linewidth=2, label="both sides (yours)")
ax.axvline(1e-5, color="gray", linestyle=":")
ax.set(xlabel="distance h", ylabel="error of the slope", title="How precise is a difference?")
ax.grid(color="0.9")
ax.legend()
plt.show()

# %% [markdown]
# Kretov's slides show the one-sided quotient and call the method naive for another reason: a
# network with a million weights needs a million measurements for one step. True, and so we will
# use formulas for derivatives wherever we have them. Measured slopes are for *checking* the
# formulas. The tests of this course do just that.

# %% [markdown]
# ## 3.2 Walking downhill
#
# We look for the $x$ at which $f$ is smallest. The slope tells the direction:
#
# - where the slope is negative, go right: make $x$ larger,
# - where it is positive, go left: make $x$ smaller.
#
# Here is a walk from $-0.5$ with steps of a quarter, as in Pilehvar's slides.

# %% tags=["skip-execution"]
print("     x      f(x)      f′(x)")
for x in np.arange(-0.5, 0.51, 0.25):
    advice = "go right" if f_slope(x) < 0 else "go left"
    print(f"{x:6.2f}  {f(x):.6f}  {f_slope(x):9.6f}   {advice}")

# %% [markdown]
# The slope changes its sign between 0.25 and 0.5, so the valley is there. But with steps of a
# quarter we jump to and fro over it forever. We want long steps on the steep slope and short ones
# near the bottom. The slope itself has that property: it is large where it is steep and fades to
# zero at the bottom. So let the step be proportional to it:
#
# $$x \leftarrow x - \alpha\, f'(x).$$
#
# This is **gradient descent**. The minus makes it go down. The factor $\alpha > 0$ is called the
# **learning rate** (the slides write $\eta$).
#
# ### Exercise 2: gradient descent in one dimension
#
# Keep a list of all places that you visit. It begins with the start and gets one more entry with
# every step, so after `steps` steps it has `steps + 1` entries.


# %% exercise="gradient_descent"
def gradient_descent(slope, x, *, learning_rate, steps):
    """Walk downhill on a function of one variable.

    Parameters
    ----------
    slope : function
        ``slope(x)`` is the derivative of the function at x, a float.
    x : float
        The start.
    learning_rate : float, greater than 0
        The factor α.
    steps : int, at least 0
        The number of steps. All of them are made.

    Returns
    -------
    list of floats (or an ndarray), length steps + 1
        The places that were visited, from the start to the end.
    """
    ### START YOUR CODE ###
    path = [x]
    for _ in range(steps):
        x = x - learning_rate * slope(x)
        path.append(x)
    return path
    ### END YOUR CODE ###


# %% tests="gradient_descent" points=2
from dlcourse.testing import check_close

check_close(
    gradient_descent(lambda x: 2 * x, 8.0, learning_rate=0.25, steps=3),
    [8.0, 4.0, 2.0, 1.0],
    "three steps on x² from 8",
    mistakes={
        "step against the slope: subtract it": [8.0, 12.0, 18.0, 27.0],
        "the path begins with the start": [4.0, 2.0, 1.0],
        "the place after the last step is missing": [8.0, 4.0, 2.0],
        "one step too many": [8.0, 4.0, 2.0, 1.0, 0.5],
        "return the whole path, not only its end": 1.0,
        "only one step was made: is `return` inside the loop?": [8.0, 4.0],
        "use the learning rate": [8.0, -8.0, 8.0, -8.0],
        "x is never updated": [8.0, 8.0, 8.0, 8.0],
        "measure the slope anew at each place, not only at the start": [8.0, 4.0, 0.0, -4.0],
        "the step is α times the slope, not just its sign": [8.0, 7.75, 7.5, 7.25],
        "record the places x, not the slopes": [16.0, 8.0, 4.0, 2.0],
    },
)
### BEGIN HIDDEN TESTS
x, wanted, frozen = -0.5, [-0.5], [-0.5]
for _ in range(6):
    x = x - 0.1 * (2 * x + 3 * x**2 - 1)
    wanted.append(x)
    frozen.append(frozen[-1] + 0.1 * 1.25)
came = gradient_descent(lambda x: 2 * x + 3 * x**2 - 1, -0.5, learning_rate=0.1, steps=6)
slips = {
    "measure the slope anew at each place, not only at the start": frozen,
    "a path of whole numbers cuts fractions off: make it an array of floats": [0.0] * 7,
}
hint = "make all the steps, also when the slope grows or it goes up"
check_close(came, wanted, "six steps on another function", mistakes=slips, hint=hint)
wild = gradient_descent(lambda x: 2 * x, 1.0, learning_rate=1.25, steps=5)
check_close(wild, [(-1.5) ** k for k in range(6)], "a learning rate that is too large", hint=hint)
still = gradient_descent(lambda x: x - 3, 3.0, learning_rate=0.5, steps=2)
check_close(still, [3.0, 3.0, 3.0], "a start at the bottom", hint="make all the steps there too")
none = gradient_descent(lambda x: 2 * x, 5.0, learning_rate=0.1, steps=0)
check_close(none, [5.0], "no step at all")
### END HIDDEN TESTS

# %% [markdown]
# Your descent on the mountain, with $\alpha = 0.1$. The dots crowd together toward the bottom:
# nobody told them to slow down, the slope did.


# %% tags=["skip-execution"]
def draw_walk(function, path, low, high, ax, title):
    """Draw a path on the graph of a function, until it leaves the picture."""
    plot_function(function, low, high, ylabel="height", ax=ax, title=title)
    path = np.asarray(path, dtype=float)
    outside = np.flatnonzero((path < low) | (path > high))
    seen = path[: outside[0]] if len(outside) else path
    ax.plot(seen, function(seen), "o-", color=ORANGE, markersize=5, linewidth=1.2)
    ax.plot(seen[0], function(seen[0]), "s", color="black", markersize=8, label="start")
    ax.legend(loc="upper center")


path = gradient_descent(f_slope, -0.5, learning_rate=0.1, steps=25)
figure, axes = plt.subplots(1, 2, figsize=(11, 3.8), layout="constrained")
quarters = [-0.5, -0.25, 0.0, 0.25, 0.5, 0.25, 0.5]
draw_walk(f, quarters, -0.8, 1.2, axes[0], "Steps of a quarter: to and fro")
draw_walk(f, path, -0.8, 1.2, axes[1], "Gradient descent, α = 0.1")
plt.show()
for step in (0, 1, 2, 5, 10, 25):
    x = path[step]
    print(f"step {step:2}: x = {x:8.5f}   f(x) = {f(x):.6f}   f′(x) = {f_slope(x):9.6f}")

# %% [markdown]
# It is settling at $x^* = 0.35173$, where $2x = e^{-x}$ and the slope is zero.
#
# A warning about words. The slides say that the gradient "points away from the minimum". In one
# dimension and near one valley that is so. In general it only says where it goes *up most steeply
# right here*, and its opposite need not point at any minimum. You will see that in section 3.4.

# %% [markdown]
# ## 3.3 How long a step?
#
# Everything now hangs on the learning rate. Three attempts with 15 steps each:

# %% tags=["skip-execution"]
figure, axes = plt.subplots(1, 3, figsize=(11, 3.6), layout="constrained")
for ax, rate, word in zip(axes, (0.01, 0.3, 0.75), ("too small", "good", "too large"), strict=True):
    path = gradient_descent(f_slope, -0.5, learning_rate=rate, steps=15)
    draw_walk(f, path, -1.4, 2.4, ax, f"α = {rate}: {word}")
    print(f"α = {rate}: the last two places are x = {path[-2]:.4f} and {path[-1]:.4f}")
plt.show()

# %% [markdown]
# Too small, and after 15 steps we are still far up. Too large, and we jump over the valley to the
# opposite slope, back again, and each time higher.
#
# Where is the border? Close to a minimum $x^*$ every smooth curve looks like a parabola with the
# curvature $c = f''(x^*)$, and its slope is about $c\,(x - x^*)$. A step then does this to the
# distance from the minimum:
#
# $$x - x^* \;\leftarrow\; (x - x^*) - \alpha c\,(x - x^*) = (1 - \alpha c)\,(x - x^*).$$
#
# Each step *multiplies* the distance by $1 - \alpha c$. Everything follows from this number:
#
# | learning rate | factor $1 - \alpha c$ | what happens |
# | --- | --- | --- |
# | $0 < \alpha < 1/c$ | between 0 and 1 | it comes closer, always from the same side |
# | $\alpha = 1/c$ | 0 | one step is enough (on an exact parabola) |
# | $1/c < \alpha < 2/c$ | between −1 and 0 | it zigzags, but comes closer |
# | $\alpha > 2/c$ | below −1 | it zigzags away from the minimum |
#
# Two sentences of the lecture notes need a comment here. They say that with a rate that is too
# large the descent "may oscillate around the minimum and never converge". Oscillating alone is no
# harm, as the third row shows; the harm begins at $2/c$. And they expect the cost to fall in
# *every* step, because each step looks for a downhill direction. The direction is downhill indeed,
# but the cost falls only if the step is short enough.
#
# Our mountain has $c = f''(x^*) = e^{-x^*} + 2 = 2.70$. So the border is $2/c = 0.74$, and $1/c =
# 0.37$ is the fastest. All this holds *near* the minimum. Far out to the left the wall is steeper,
# and so a walk that starts there can run away somewhat below the border. (On mountains whose walls
# become flatter, a walk beyond the border can also be caught in a cycle between two points.)
#
# **Predict first:** on this mountain, from $-0.5$, what will you see at $\alpha = 0.37$, at $0.6$,
# at $0.73$, at $0.8$? And at $0.7$ from $-2$? Then choose the second mountain, $g(x) = x^4 - 3x^2 +
# x$, and move the start.


# %% tags=["skip-execution"]
def g(x):
    """A mountain with two valleys."""
    return x**4 - 3 * x**2 + x


def g_slope(x):
    """Its derivative."""
    return 4 * x**3 - 6 * x + 1


MOUNTAINS = {"one valley": (f, f_slope, -2.0, 2.5), "two valleys": (g, g_slope, -2.2, 2.0)}


def stay_finite(slope):
    """Stop a walk that has left the picture by far, before it overflows."""
    return lambda x: slope(x) if abs(x) < 50 else 0.0


def draw_descent(mountain, learning_rate, start):
    """Walk 30 steps; draw the walk, and the height after each step."""
    function, slope, low, high = MOUNTAINS[mountain]
    path = gradient_descent(stay_finite(slope), start, learning_rate=learning_rate, steps=30)
    figure, axes = plt.subplots(1, 2, figsize=(11, 3.6), layout="constrained")
    draw_walk(function, path, low, high, axes[0], f"α = {learning_rate:.3g}, start at {start:g}")
    heights = np.clip(function(np.clip(path, -5, 5)), -10, 100)
    plot_learning_curves(
        {"height": heights}, x=range(31), xlabel="step", ylabel="height", ax=axes[1]
    )
    gone = abs(path[-1]) > 20
    axes[1].set_title("it has run away" if gone else f"after 30 steps: x = {path[-1]:.4f}")
    return figure


explore(
    draw_descent,
    mountain=choice(list(MOUNTAINS)),
    learning_rate=slider(0.01, 1.0, 0.1, step=0.01, label="learning rate α"),
    start=slider(-2.0, 2.0, -0.5, step=0.05, label="start"),
)

# %% [markdown]
# ### Two starts, two minima
#
# The second mountain has a deep valley at $-1.30$ and a shallower one at $1.13$. Both are **local
# minima**: lower than everything near them. Only the deep one is the **global** minimum. Between
# them, at $0.17$, lies the hilltop, where the slope is zero as well. Two starts a small step apart:

# %% tags=["skip-execution"]
figure, axes = plt.subplots(1, 2, figsize=(11, 3.6), layout="constrained")
for ax, start in zip(axes, (0.1, 0.25), strict=True):
    path = gradient_descent(g_slope, start, learning_rate=0.05, steps=40)
    draw_walk(g, path, -2.1, 1.9, ax, f"start at {start}: down to g = {g(path[-1]):.3f}")
plt.show()

# %% [markdown]
# Gradient descent is *local*. It feels the ground at one point and knows nothing of a deeper valley
# behind the hill. Where it ends depends on where it starts, and near a hilltop very sensitively.

# %% [markdown]
# ## 3.4 Many directions: the gradient
#
# A network has not one parameter but many. Put them into a vector
# $\boldsymbol\theta = (\theta_1, \dots, \theta_n)$, and call the height $J(\boldsymbol\theta)$, the
# *cost*. Now there is a slope in each direction: the **partial derivative**
# $\partial J / \partial \theta_k$ moves only $\theta_k$ and holds the others still. All of them
# together form the **gradient**
#
# $$\nabla J(\boldsymbol\theta) = \left( \frac{\partial J}{\partial \theta_1}, \dots,
# \frac{\partial J}{\partial \theta_n} \right).$$
#
# The gradient is a vector. It points where $J$ rises most steeply, and its length says how steeply.
# So downhill is $-\nabla J$, and the formula of gradient descent stays what it was:
#
# $$\boldsymbol\theta \leftarrow \boldsymbol\theta - \alpha\, \nabla J(\boldsymbol\theta).$$
#
# Such a mountain is drawn as on a hiking map: darker means deeper, and along the edge of a band the
# height stays the same (a *contour line*). The arrows show $-\nabla J$. They cross the contour
# lines at right angles. And look at this long valley: most arrows do **not** point at the minimum
# (the cross), they point across the valley.


# %%
def long_valley(theta):
    """A bowl that is 25 times as curved in one direction as in the other."""
    return 0.5 * (theta[0] ** 2 + 25 * theta[1] ** 2)


def long_valley_gradient(theta):
    """Its gradient."""
    return np.array([theta[0], 25 * theta[1]])


# %% tags=["skip-execution"]
def draw_map(cost, low, high, ax, title, names=("θ₁", "θ₂"), count=11):
    """Draw contour lines of a function of two variables; low and high are opposite corners."""
    grid = np.meshgrid(*(np.linspace(a, b, 161) for a, b in zip(low, high, strict=True)))
    heights = cost(np.array(grid))
    levels = heights.min() + np.linspace(0.0, 1.0, count) ** 2 * np.ptp(heights)
    shades = plt.cm.Blues(np.linspace(0.6, 0.05, count - 1))  # the deeper, the darker
    ax.contourf(*grid, heights, levels=levels, colors=shades, antialiased=False)
    ax.set(xlabel=names[0], ylabel=names[1], title=title, xlim=(low[0], high[0]))
    ax.set_ylim(low[1], high[1])


figure, ax = plt.subplots(figsize=(8, 3.8), layout="constrained")
draw_map(long_valley, (-10, -2), (10, 2), ax, "Which way is down?")
for place in [(-8, 0.8), (-5, -1.2), (-2, 1.0), (2, -0.7), (5, 0.4), (8, -1.3), (7, 1.4)]:
    step = -0.03 * long_valley_gradient(np.array(place))
    arrow = {"arrowstyle": "-|>", "color": ORANGE, "lw": 2}
    ax.annotate("", place + step, place, arrowprops=arrow)
ax.plot(0, 0, "kx", markersize=10, markeredgewidth=3)
plt.show()

# %% [markdown]
# (The axes have different scales here, so the right angles look squeezed.)
#
# ### When to stop?
#
# At a minimum the gradient is zero. So the natural rule is: **stop when the gradient is short**,
# $\lVert \nabla J \rVert \le \varepsilon$, where
# $\lVert \mathbf g \rVert = \sqrt{g_1^2 + \dots + g_n^2}$ is the length of a vector
# (`np.linalg.norm`). As this may never happen, there is also a largest number of steps.
#
# The lecture notes stop when the *change of the parameters* is small. That change is
# $\alpha\, \lVert \nabla J \rVert$, so it is small as well when only $\alpha$ is small: with a tiny
# learning rate this rule stops at once, on any slope. The length of the gradient does not depend
# on $\alpha$.
#
# ### Exercise 3: gradient descent in many dimensions
#
# Before each step look at the gradient. If its length is at most `tolerance`, you are done, also if
# that is so at the start. Else take the step. The path has one row for each place.
#
# A trap: `theta -= ...` changes an array *in place*. Then all entries of your path are the same
# array, and the caller's array changes too. `theta = theta - ...` makes a new one each time.


# %% exercise="minimize"
def minimize(gradient, theta, *, learning_rate, tolerance, max_steps):
    """Walk downhill on a function of n variables until the ground is flat.

    Parameters
    ----------
    gradient : function
        ``gradient(theta)`` is the gradient at theta, an ndarray of floats of shape (n,).
    theta : ndarray of floats, shape (n,)
        The start. Stays as it is.
    learning_rate : float, greater than 0
        The factor α.
    tolerance : float, at least 0
        Stop, without a further step, as soon as the length of the gradient (the root of the sum
        of its squares) is at most this.
    max_steps : int, at least 0
        Make no more steps than these.

    Returns
    -------
    ndarray of floats, shape (k + 1, n), or a list of its rows
        The places visited in k steps; the first row is the start.
    """
    ### START YOUR CODE ###
    path = [theta]
    for _ in range(max_steps):
        grad = gradient(theta)
        if np.linalg.norm(grad) <= tolerance:
            break
        theta = theta - learning_rate * grad
        path.append(theta)
    return np.array(path)
    ### END YOUR CODE ###


# %% tests="minimize" points=2
import numpy as np
from dlcourse.testing import check_close, check_unchanged

start = np.array([3.0, 4.0])
came = minimize(lambda t: t * 1.0, start, learning_rate=0.1, tolerance=0.42, max_steps=50)
check_unchanged(start, np.array([3.0, 4.0]), "the start given to minimize")
rows = [[3.0 * 0.9**k, 4.0 * 0.9**k] for k in range(51)]
check_close(
    came,
    rows[:25],
    "the path on a round bowl, until the gradient is shorter than 0.42",
    mistakes={
        "stop by the length of the gradient, not by its largest entry": rows[:23],
        "stop by the length of the gradient, not by the length of the step": rows[:3],
        "the root is missing: the length is the root of the sum of squares": rows[:21],
        "root of the sum of squares, not of their mean": rows[:22],
        "root of the sum of squares: not the sum of the entries": rows[:28],
        "stop before a further step is taken": rows[:26],
        "the path begins with the start": rows[1:25],
        "the place where the walk stops belongs to the path": rows[:24],
        "return the whole path, not only its end": rows[24],
        "step against the gradient: subtract it": [[3 * 1.1**k, 4 * 1.1**k] for k in range(51)],
        "compute the gradient anew at each place": [[3 - 0.3 * k, 4 - 0.4 * k] for k in range(51)],
        "only one step was made: is `return` inside the loop?": rows[:2],
        "no step was made: does the stop rule compare the wrong way round?": rows[:1],
        "all rows are the same array: make a new one in each step": [rows[24]] * 25,
        "the stop rule is missing": rows,
    },
)
### BEGIN HIDDEN TESTS
came = minimize(lambda t: t * 1.0, start.copy(), learning_rate=0.5, tolerance=0.3, max_steps=50)
rows = [[3.0 / 2**k, 4.0 / 2**k] for k in range(8)]
slips = {
    "the length of a vector is the root of the sum of squares": rows[:5],
    "stop before a further step is taken": rows[:7],
}
check_close(came, rows[:6], "the path until the gradient is shorter than 0.3", mistakes=slips)
negative = np.array([-3.0, -4.0])
came = minimize(lambda t: t * 1.0, negative, learning_rate=0.5, tolerance=1.1, max_steps=50)
hint = "a gradient with negative entries is not short"
check_close(
    came, [[-a, -b] for a, b in rows[:4]], "a start where the slopes are negative", hint=hint
)
curvatures, theta = np.array([1.0, 4.0, 0.5]), np.array([2.0, -1.0, 8.0])
wanted = [theta * (1 - 0.3 * curvatures) ** k for k in range(8)]
given = theta.copy()
came = minimize(lambda t: curvatures * t, given, learning_rate=0.3, tolerance=0.0, max_steps=7)
slips = {
    "use the learning rate that is handed in": [
        theta * (1 - 0.5 * curvatures) ** k for k in range(8)
    ],
    "step against the gradient: subtract it": [
        theta * (1 + 0.3 * curvatures) ** k for k in range(8)
    ],
    "make no more than max_steps steps": [theta * (1 - 0.3 * curvatures) ** k for k in range(9)],
    "max_steps steps, not one less": wanted[:7],
}
name = "seven steps in three dimensions"
check_close(came, wanted, name, mistakes=slips, hint="make no more than max_steps steps")
check_unchanged(given, theta, "the start given to minimize")
### END HIDDEN TESTS

# %% tests="minimize" points=1
import numpy as np
from dlcourse.testing import check_close

# When the walk ends.
flat = minimize(lambda t: t - 2, np.full(3, 2.0), learning_rate=0.1, tolerance=0.0, max_steps=9)
slips = {
    "a gradient of length 0 is short enough for the tolerance 0: <=, not <": [[2.0, 2.0, 2.0]] * 10
}
hint = "no step is needed there"
check_close(flat, [[2.0, 2.0, 2.0]], "a start at the bottom", mistakes=slips, hint=hint)
away = minimize(lambda t: 1 * t, np.ones(1), learning_rate=2.5, tolerance=1e-3, max_steps=4)
hint = "make max_steps steps when the gradient does not get short"
check_close(away, [[(-1.5) ** k] for k in range(5)], "a walk that runs away", hint=hint)
### BEGIN HIDDEN TESTS
start = np.array([6.0, -8.0])
still = minimize(lambda t: 1 * t, start.copy(), learning_rate=0.5, tolerance=0.1, max_steps=0)
check_close(still, [[6.0, -8.0]], "max_steps = 0", hint="no step, and the start is the path")
# The steps are short from the beginning, the gradient is not.
slow = minimize(lambda t: 1 * t, start.copy(), learning_rate=0.001, tolerance=0.5, max_steps=20)
hint = "the length of the gradient decides, and not the length of the step"
check_close(slow, [start * 0.999**k for k in range(21)], "a tiny learning rate", hint=hint)
# Here the steps are long and the gradient is short.
wide = minimize(lambda t: 0.01 * t, start.copy(), learning_rate=80.0, tolerance=0.03, max_steps=20)
check_close(wide, [start * 0.2**k for k in range(2)], "a large learning rate", hint=hint)
level = minimize(lambda t: np.sign(t), start.copy(), learning_rate=1.0, tolerance=1.3, max_steps=3)
hint = "root of the sum of squares: √2 for the gradient (1, −1)"
check_close(level, [start - k * np.sign(start) for k in range(4)], "a roof of slope √2", hint=hint)
### END HIDDEN TESTS

# %% [markdown]
# Your descent on a map with two valleys. Between them lies a **saddle**: a valley in one direction
# and a hilltop in the other. The middle walk starts exactly on the line that leads there, and stops
# there, because the gradient is zero. The rule cannot tell a saddle from a minimum.


# %% tags=["skip-execution"]
def two_valleys(theta):
    """Two valleys at (−1, 0) and (1, 0), with a saddle between them at (0, 0)."""
    return (theta[0] ** 2 - 1) ** 2 + theta[1] ** 2


def two_valleys_gradient(theta):
    """Its gradient."""
    return np.array([4 * theta[0] * (theta[0] ** 2 - 1), 2 * theta[1]])


figure, ax = plt.subplots(figsize=(7.5, 4.6), layout="constrained")
draw_map(two_valleys, (-1.7, -1.5), (1.7, 1.5), ax, "Three starts, three ends")
settings = {"learning_rate": 0.05, "tolerance": 1e-4, "max_steps": 500}
starts = [(-0.1, 1.3), (0.0, 1.3), (0.1, 1.3)]
for start, color, marker in zip(starts, (BLUE, "black", ORANGE), "os^", strict=True):
    path = minimize(two_valleys_gradient, np.array(start), **settings)
    ax.plot(*path.T, marker + "-", color=color, markersize=4, label=f"start at {start}")
    end = ", ".join(f"{value + 0.0:.3f}" for value in path[-1].round(3))
    print(f"start at {start}: {len(path) - 1:3} steps, end at ({end})")
ax.annotate("saddle", (0, 0), (10, -14), textcoords="offset points", fontsize=11)
ax.legend(loc="lower center")
plt.show()

# %% [markdown]
# A start beside the line, however near, leaves the saddle after a while. In practice the start is
# random and such a line is never hit exactly, but walks that pass near a saddle become slow there.

# %% [markdown]
# ## 3.5 Fitting a line
#
# Now let the mountain come from data. We have $m$ samples $(\mathbf x^{(i)}, y^{(i)})$ where
# $y^{(i)}$ is a number, such as a price or a temperature, and we want to predict it by
#
# $$\hat y = \mathbf w \cdot \mathbf x + b.$$
#
# This is **linear regression**. How bad are given $\mathbf w$ and $b$? Take the difference between
# prediction and truth, square it, and average, with a factor ½ that makes the derivative simpler:
#
# $$J(\mathbf w, b) = \frac{1}{2m} \sum_{i=1}^m \bigl(\hat y^{(i)} - y^{(i)}\bigr)^2.$$
#
# The landscape belongs to the **parameters** $\mathbf w$ and $b$; the data are fixed. The chain
# rule gives its gradient. The derivative of $\frac12 (\hat y - y)^2$ by $\hat y$ is the error
# $\hat y - y$, and $\hat y$ changes with $w_k$ by $x_k$, with $b$ by 1:
#
# $$\nabla_{\mathbf w} J = \frac1m \sum_{i=1}^m \bigl(\hat y^{(i)} - y^{(i)}\bigr)\,
# \mathbf x^{(i)}, \qquad
# \frac{\partial J}{\partial b} = \frac1m \sum_{i=1}^m \bigl(\hat y^{(i)} - y^{(i)}\bigr).$$
#
# The second one can be read aloud: if we predict too much on average, lower $b$.
#
# (Pilehvar's slides use the *sum* of the squares, without $\frac{1}{2m}$. It has its minimum at the
# same place, but its gradient is $2m$ times as long. A learning rate that is good for 100 samples
# is then far too large for 10,000. With the average it need not change.)
#
# ### Exercise 4: the cost and its gradient
#
# Return three results: the cost $J$, then `grad_w`, then `grad_b`. Such a function, which tells the
# height and the slope at once, is called an **objective** in this course. For the sum over the
# samples use a matrix product: `x.T` has the shape $(n, m)$, so `x.T @ error` has the shape
# $(n,)$.


# %% exercise="mse_objective"
def mse_objective(x, y, w, b):
    """Compute J = 1/(2m) · Σ (ŷ − y)² for ŷ = w·x + b, and its gradient.

    Parameters
    ----------
    x : ndarray of floats, shape (m, n)
        One sample in each row. Stays as it is.
    y : ndarray of floats, shape (m,)
        What is to be predicted. Stays as it is.
    w : ndarray of floats, shape (n,)
        The weights. Stays as it is.
    b : float
        The bias.

    Returns
    -------
    cost : float
        J at (w, b).
    grad_w : ndarray of floats, shape (n,)
        The derivatives of J with respect to the weights.
    grad_b : float
        The derivative of J with respect to the bias.
    """
    ### START YOUR CODE ###
    error = x @ w + b - y
    return np.mean(error**2) / 2, x.T @ error / len(y), np.mean(error)
    ### END YOUR CODE ###


# %% tests="mse_objective" points=2
import numpy as np
from dlcourse.testing import check_close, check_true, check_unchanged, rng

x, y = np.array([[1.0, 2.0], [3.0, 0.0], [-1.0, 1.0]]), np.array([1.0, 2.0, 1.0])
result = mse_objective(x, y, np.array([1.0, -1.0]), 1.0)
three = isinstance(result, (tuple, list)) and len(result) == 3
check_true(three, "three results", "end with `return cost, grad_w, grad_b`")
check_close(
    result[0],
    1.5,
    "the cost of three samples (their errors are −1, 2, −2)",
    batch_size=3,
    mistakes={
        "the factor 1/2 is missing": 3.0,
        "average over the samples": 4.5,
        "average over the samples, with the factor 1/2": 9.0,
        "square each error first, then take the mean": 1 / 18,
        "no root of the mean square: half of it": np.sqrt(3),
        "each ŷ met each y: one of them has the shape (m, 1) in place of (m,)": 2.5,
        "the bias b is missing": (4 + 1 + 9) / 6,
    },
)
check_close(
    result[1],
    np.array([7.0, -4.0]) / 3,
    "grad_w of three samples",
    batch_size=3,
    mistakes={
        "average over the samples": np.array([7.0, -4.0]),
        "divide by m, the number of samples, not by n": np.array([7.0, -4.0]) / 2,
        "the 2 of the square and the 1/2 of the cost cancel": np.array([14.0, -8.0]) / 3,
        "divide by m, not by 2m: the 1/2 is cancelled already": np.array([7.0, -4.0]) / 6,
        "the sign: the error is ŷ − y": np.array([-7.0, 4.0]) / 3,
    },
)
check_close(
    result[2],
    -1 / 3,
    "grad_b of three samples",
    batch_size=3,
    mistakes={
        "average over the samples, for the bias too": -1.0,
        "the sign: the error is ŷ − y, for the bias too": 1 / 3,
        "the bias has no input: leave out x": 1.0,
    },
)
### BEGIN HIDDEN TESTS
random = rng("mse_objective")
x, y, w, b = random.normal(size=(7, 4)), random.normal(size=7), random.normal(size=4), 0.75
error = (x * w).sum(axis=1) + b - y
for rows, case in ((7, "seven samples"), (4, "as many samples as features"), (1, "one sample")):
    given = x[:rows].copy(), y[:rows].copy(), w.copy()
    cost, grad_w, grad_b = mse_objective(*given, b)
    part = error[:rows]
    slips = {"the bias b is missing": ((part - b) ** 2).mean() / 2}
    wanted = (part**2).mean() / 2
    check_close(cost, wanted, f"the cost of {case}", mistakes=slips, batch_size=rows)
    wanted = (part[:, None] * x[:rows]).mean(axis=0)
    hint = "the samples are the rows of x; divide by m, their number"
    check_close(grad_w, wanted, f"grad_w of {case}", batch_size=rows, hint=hint)
    check_close(grad_b, part.mean(), f"grad_b of {case}", batch_size=rows)
    for after, before, name in zip(given, (x[:rows], y[:rows], w), "xyw"):
        check_unchanged(after, before, f"the array {name} given to mse_objective")
### END HIDDEN TESTS

# %% [markdown]
# The second test asks your formulas whether they fit together: it measures the slopes of the cost
# with central differences, as in exercise 1, and compares.

# %% tests="mse_objective" points=1
import numpy as np
from dlcourse.testing import check_close, check_gradient, check_true, rng

random = rng("mse_objective, measured")
x, y, w, b = random.normal(size=(5, 2)), random.normal(size=5), random.normal(size=2), -0.5


def cost_of(w, b):
    return ((x[:, 0] * w[0] + x[:, 1] * w[1] + b - y) ** 2).sum() / 10


result = mse_objective(x.copy(), y.copy(), w.copy(), b)
three = isinstance(result, (tuple, list)) and len(result) == 3
check_true(three, "three results", "end with `return cost, grad_w, grad_b`")
check_close(result[0], cost_of(w, b), "the cost", batch_size=5)
check_gradient(result[1], lambda v: cost_of(v, b), w, "grad_w, measured", batch_size=5)
check_gradient(result[2], lambda v: cost_of(w, v), b, "grad_b, measured", batch_size=5)
### BEGIN HIDDEN TESTS
bottom = np.linalg.lstsq(np.column_stack([x, np.ones(5)]), y, rcond=None)[0]
beside = bottom[:2] + np.array([1.0, 0.0])
cost, grad_w, grad_b = mse_objective(x.copy(), y.copy(), beside.copy(), float(bottom[2]))
check_close(grad_w, x.T @ x[:, 0] / 5, "grad_w beside the minimum", batch_size=5)
check_close(grad_b, x[:, 0].mean(), "grad_b beside the minimum", batch_size=5)
check_close(cost, cost_of(beside, bottom[2]), "the cost beside the minimum", batch_size=5)
perfect = mse_objective(x.copy(), x @ w + b, w.copy(), b)
check_close(perfect[0], 0.0, "the cost of perfect predictions")
wide = rng("more features than samples").normal(size=(2, 6))
_, grad_w, grad_b = mse_objective(wide.copy(), np.array([1.0, -1.0]), np.zeros(6), 0.0)
check_close(grad_w, (wide[1] - wide[0]) / 2, "grad_w, more features than samples", batch_size=2)
check_close(grad_b, 0.0, "grad_b, more features than samples")
### END HIDDEN TESTS

# %% [markdown]
# Watch a line learn. On the left the data and the line after some of the steps. On the right the
# same descent on the map of $J(w, b)$: every point of this map *is* a line. The cross is the
# minimum that a formula gives (`np.linalg.lstsq` solves for gradient zero; for linear regression
# that is possible, for networks it is not).


# %% tags=["skip-execution"]
def pack(objective, x, y):
    """The gradient as a function of one vector theta: the weights, and the bias behind them."""

    def gradient(theta):
        _, grad_w, grad_b = objective(x, y, theta[:-1], theta[-1])
        return np.append(grad_w, grad_b)

    return gradient


generator = np.random.default_rng(5)
x_points = generator.uniform(0, 4, size=(30, 1))
y_points = 1.2 * x_points[:, 0] - 1 + generator.normal(scale=0.5, size=30)
settings = {"learning_rate": 0.1, "tolerance": 1e-3, "max_steps": 1000}
path = minimize(pack(mse_objective, x_points, y_points), np.array([-1.0, 3.0]), **settings)
best = np.linalg.lstsq(np.column_stack([x_points, np.ones(30)]), y_points, rcond=None)[0]

figure, axes = plt.subplots(1, 2, figsize=(11, 4.2), layout="constrained")
axes[0].plot(x_points, y_points, "o", color="0.35", label="samples")
ends = np.array([0.0, 4.0])
shown = [0, 1, 2, 5, 20, len(path) - 1]
for k, step in enumerate(shown):
    shade = plt.cm.plasma(0.85 * (1 - k / 5))
    axes[0].plot(ends, path[step, 0] * ends + path[step, 1], color=shade, label=f"step {step}")
    axes[1].plot(*path[step], "o", color=shade, zorder=3)
axes[0].set(xlabel="x", ylabel="y", ylim=(-1.8, 6.6), title="The line moves")
axes[0].legend(loc="upper left", ncols=3)
xs, ys = x_points, y_points[:, None]
draw_map(
    lambda t: ((t[0].ravel() * xs + t[1].ravel() - ys) ** 2).mean(axis=0).reshape(t[0].shape) / 2,
    (-1.5, -2),
    (2.5, 4),
    axes[1],
    "The same descent on the map",
    names=("weight w", "bias b"),
)
axes[1].plot(*path.T, "-", color="black", linewidth=1)
axes[1].plot(*best, "kx", markersize=10, markeredgewidth=3, label="minimum")
axes[1].legend(loc="upper right")
plt.show()
print(f"after {len(path) - 1} steps: w = {path[-1, 0]:.3f}, b = {path[-1, 1]:.3f}")
print(f"by the formula:  w = {best[0]:.3f}, b = {best[1]:.3f}")

# %% [markdown]
# A few steps bring it to the bottom of a long valley, and then it takes many to creep along. Why
# the valley is long: all $x$ are positive, so a larger $w$ and a smaller $b$ nearly make up for
# each other. Section 3.7 is about such valleys.

# %% [markdown]
# ## 3.6 Which loss?
#
# The squared error is only one way to say how bad a prediction is. A **loss** is a price for one
# sample; the **cost** $J$ is its average over the samples. What learning needs of a loss is its
# derivative by the prediction. From there the chain rule does the rest, always in the same way:
#
# $$\nabla_{\mathbf w} J = \sum_{i=1}^m \frac{\partial J}{\partial \hat y^{(i)}}\,
# \frac{\partial \hat y^{(i)}}{\partial \mathbf w}.$$
#
# So in each of the next four exercises you return **two results: the cost, and its derivatives by
# the predictions**, an array of the same shape as the predictions. Both contain the $\frac1m$ of
# the average. For the squared error it would be
#
# $$J = \frac{1}{2m} \sum_i (\hat y^{(i)} - y^{(i)})^2, \qquad
# \frac{\partial J}{\partial \hat y^{(i)}} = \frac1m (\hat y^{(i)} - y^{(i)}).$$
#
# ### Exercise 5: the absolute error
#
# $$J = \frac1m \sum_{i=1}^m \bigl|\hat y^{(i)} - y^{(i)}\bigr|, \qquad
# \frac{\partial J}{\partial \hat y^{(i)}} = \frac1m\, \mathrm{sign}(\hat y^{(i)} - y^{(i)}).$$
#
# This is the *mean absolute error* (MAE). The slides' code for it returns the sum, although they
# call it a mean; here it is the mean. Where a prediction is exactly right the curve $|e|$ has a
# kink and no slope. We agree on 0 there, as PyTorch does (`np.sign(0)` is 0).


# %% exercise="mae_loss"
def mae_loss(y_hat, y):
    """Compute the mean absolute error and its derivatives by the predictions.

    Parameters
    ----------
    y_hat : ndarray of floats, shape (m,)
        The predictions. Stays as it is.
    y : ndarray of floats, shape (m,)
        The truth. Stays as it is.

    Returns
    -------
    cost : float
        J = 1/m · Σ |ŷ − y|.
    grad : ndarray of floats, shape (m,)
        The derivative of J by each prediction; 0 where ŷ = y.
    """
    ### START YOUR CODE ###
    error = y_hat - y
    return np.mean(np.abs(error)), np.sign(error) / len(y)
    ### END YOUR CODE ###


# %% tests="mae_loss" points=2
import numpy as np
from dlcourse.testing import check_close, check_gradient, check_true, check_unchanged, rng

result = mae_loss(np.array([2.0, 0.5, 3.0]), np.array([1.0, 1.0, 3.0]))
two = isinstance(result, (tuple, list)) and len(result) == 2
check_true(two, "two results", "end with `return cost, grad`")
check_close(
    result[0],
    0.5,
    "the mean absolute error of three predictions",
    batch_size=3,
    mistakes={
        "average over the samples": 1.5,
        "take the absolute value of each error before the mean": 0.5 / 3,
        "the absolute value, not the square": 1.25 / 3,
        "no factor 1/2 here": 0.25,
    },
)
check_close(
    result[1],
    np.array([1.0, -1.0, 0.0]) / 3,
    "its derivatives by the three predictions",
    batch_size=3,
    mistakes={
        "the cost is an average: divide by m here too": np.array([1.0, -1.0, 0.0]),
        "the sign: too large a prediction has a positive derivative": np.array([-1.0, 1.0, 0.0])
        / 3,
        "where ŷ = y the derivative counts as 0": np.array([1.0, -1.0, 1.0]) / 3,
        "where ŷ = y the derivative counts as 0, not −1/m": np.array([1.0, -1.0, -1.0]) / 3,
        "the slope of |e| is the sign of e, not e itself": np.array([1.0, -0.5, 0.0]) / 3,
        "the slope of |e| is the sign of e, and not |e|": np.array([1.0, 0.5, 0.0]) / 3,
    },
)
### BEGIN HIDDEN TESTS
random = rng("mae_loss")
y = random.normal(size=8)
error = np.array([0.7, -1.5, 2.0, -0.25, 0.5, -3.0, 1.25, 0.1])
y_hat = y + error
given = y_hat.copy(), y.copy()
cost, grad = mae_loss(*given)
check_close(cost, 9.3 / 8, "the mean absolute error of eight predictions", batch_size=8)
slips = {"the cost is an average: divide by m here too": np.sign(error)}
check_gradient(
    grad, lambda v: np.abs(v - y).sum() / 8, y_hat, "its slopes, measured", mistakes=slips
)
check_unchanged(given[0], y_hat, "the predictions given to mae_loss")
check_unchanged(given[1], y, "the truth given to mae_loss")
cost, grad = mae_loss(np.array([-2.0]), np.array([1.0]))
check_close(cost, 3.0, "the error of one prediction")
check_close(grad, np.array([-1.0]), "the derivative of one prediction")
cost, grad = mae_loss(y.copy(), y.copy())
check_close(cost, 0.0, "the error of perfect predictions")
check_close(grad, np.zeros(8), "the derivatives of perfect predictions")
### END HIDDEN TESTS

# %% [markdown]
# The difference between the two losses shows when something is wrong with the data. Below, one of
# the thirty points has been mistyped. Its squared error is enormous, so it pulls the whole line.
# The absolute error pulls with the same strength for every point, near or far: it hardly notices.
#
# But there is a price, on the right. The slope of $|e|$ is always ±1, it does not fade near the
# bottom. With a fixed learning rate the steps stay long and the descent never quite settles.


# %% tags=["skip-execution"]
def mae_objective(x, y, w, b):
    """The mean absolute error of a linear prediction: the chain rule behind your loss."""
    cost, grad = mae_loss(x @ w + b, y)
    return cost, x.T @ grad, np.sum(grad)


y_spoiled = y_points.copy()
y_spoiled[np.argmax(x_points)] = -12.0
settings = {"learning_rate": 0.1, "tolerance": 1e-6, "max_steps": 2000}
figure, axes = plt.subplots(1, 2, figsize=(11, 3.9), layout="constrained")
axes[0].plot(x_points, y_spoiled, "o", color="0.35", label="samples, one mistyped")
axes[0].plot(ends, best[0] * ends + best[1], ":", color="black", label="without the mistake")
for objective, color, style, name in (
    (mse_objective, BLUE, "-", "squared error"),
    (mae_objective, ORANGE, "--", "absolute error"),
):
    path = minimize(pack(objective, x_points, y_spoiled), np.array([0.0, 0.0]), **settings)
    axes[0].plot(ends, path[-1, 0] * ends + path[-1, 1], style, color=color, lw=2.2, label=name)
    axes[1].plot(path[:120, 0], style, color=color, lw=1.8, label=name)
axes[0].set(xlabel="x", ylabel="y", title="One wrong point")
axes[0].legend(loc="lower left", fontsize=9)
axes[1].set(xlabel="step", ylabel="weight w", title="The way there")
axes[1].legend()
axes[1].grid(color="0.9")
plt.show()

# %% [markdown]
# ### Losses for a decision
#
# Often the answer is not a number but a class. Let the truth be $y = +1$ or $y = -1$, and let a
# linear function give a *score* $z = \mathbf w \cdot \mathbf x + b$, any real number. We decide for
# $+1$ where $z \ge 0$. So the product $y z$ is positive when the decision is right. It is called
# the **margin**.
#
# The **hinge loss** asks for more than being right: for a margin of at least 1.
#
# $$J = \frac1m \sum_{i=1}^m \max\bigl(0,\, 1 - y^{(i)} z^{(i)}\bigr), \qquad
# \frac{\partial J}{\partial z^{(i)}} = \begin{cases} -\frac1m\, y^{(i)} & \text{where }
# y^{(i)} z^{(i)} < 1\\ 0 & \text{else} \end{cases}$$
#
# Samples with a wide margin cost nothing and pull no more. All others pull equally. (It is the loss
# behind the *support vector machine* of unit 1.)
#
# ### Exercise 6: the hinge loss
#
# Pilehvar's slides write it as `np.max(0, 1 - yHat * y)`. Three things to know before you copy
# that: `np.max` takes the maximum *within one array* (its second argument is an axis); what
# compares with 0 entry by entry is `np.maximum`. The average is missing. And their `yHat` must be
# the score $z$, not a probability, with labels $\pm 1$, not 0 and 1.


# %% exercise="hinge_loss"
def hinge_loss(z, y):
    """Compute the mean hinge loss and its derivatives by the scores.

    Parameters
    ----------
    z : ndarray of floats, shape (m,)
        The scores, any real numbers. Stays as it is.
    y : ndarray of ints or floats, shape (m,)
        The labels, −1 or +1. Stays as it is.

    Returns
    -------
    cost : float
        J = 1/m · Σ max(0, 1 − y·z).
    grad : ndarray of floats, shape (m,)
        The derivative of J by each score; 0 where y·z is exactly 1.
    """
    ### START YOUR CODE ###
    missing = np.maximum(0, 1 - y * z)
    return np.mean(missing), np.where(missing > 0, -y, 0) / len(y)
    ### END YOUR CODE ###


# %% tests="hinge_loss" points=2
import numpy as np
from dlcourse.testing import check_close, check_gradient, check_true, check_unchanged, rng

result = hinge_loss(np.array([2.0, 0.5, -1.0, 0.25]), np.array([1, 1, 1, -1]))
two = isinstance(result, (tuple, list)) and len(result) == 2
check_true(two, "two results", "end with `return cost, grad`")
check_close(
    result[0],
    0.9375,
    "the hinge loss of four scores (their losses are 0, 0.5, 2, 1.25)",
    batch_size=4,
    mistakes={
        "average over the samples": 3.75,
        "a margin above 1 costs nothing: cut each loss off at 0, not their average": 0.6875,
        "the average is over all samples, also those that cost nothing": 1.25,
        "the labels are −1 and +1 already": 1.0625,
        "the score z counts, not only the decision": 1.0,
        "a margin of 1 is asked for: 1 − y·z, not −y·z": 0.3125,
        "the sign: 1 − y·z, not 1 + y·z": (3 + 1.5 + 0 + 0.75) / 4,
        "the largest loss is not the average": 2.0,
    },
)
check_close(
    result[1],
    np.array([0.0, -1.0, -1.0, 1.0]) / 4,
    "its derivatives by the four scores",
    batch_size=4,
    mistakes={
        "the cost is an average: divide by m here too": np.array([0.0, -1.0, -1.0, 1.0]),
        "the sign: a larger score is good where y = +1": np.array([0.0, 1.0, 1.0, -1.0]) / 4,
        "a sample with a margin above 1 does not pull": np.array([-1.0, -1.0, -1.0, 1.0]) / 4,
        "samples that are right but with a margin below 1 pull too": np.array([0, 0, -1.0, 1.0])
        / 4,
        "the label belongs to the slope: −y, not −1": np.array([0.0, -1.0, -1.0, -1.0]) / 4,
        "the slope is −y, not the loss itself": np.array([0.0, 0.5, 2.0, 1.25]) / 4,
        "nothing is set, or cut off: zeros_like(y) makes whole numbers here": np.zeros(4),
        "the derivative is by z, so z drops out": np.array([0.0, -0.5, 1.0, 0.25]) / 4,
    },
)
### BEGIN HIDDEN TESTS
random = rng("hinge_loss")
y = np.array([1.0, -1.0, -1.0, 1.0, 1.0, -1.0, 1.0])
margin = np.array([0.2, 1.7, -0.6, 3.0, 0.9, 0.4, -2.5])
z = margin * y
given = z.copy(), y.copy()
cost, grad = hinge_loss(*given)
losses = np.clip(1 - margin, 0, None)
check_close(cost, losses.sum() / 7, "the hinge loss of seven scores", batch_size=7)
slips = {
    "samples that are right but with a margin below 1 pull too": np.where(margin < 0, -y, 0) / 7,
    "a sample with a margin above 1 does not pull": -y / 7,
    "the cost is an average: divide by m here too": np.where(margin < 1, -y, 0),
}
check_gradient(
    grad,
    lambda v: np.clip(1 - v * y, 0, None).sum() / 7,
    z,
    "its slopes, measured",
    mistakes=slips,
    batch_size=7,
)
check_unchanged(given[0], z, "the scores given to hinge_loss")
check_unchanged(given[1], y, "the labels given to hinge_loss")
cost, grad = hinge_loss(np.array([1.0, -1.0, 0.0]), np.array([1, -1, 1]))
check_close(cost, 1 / 3, "two margins of exactly 1, and one of 0", batch_size=3)
slips = {"where the margin is exactly 1 the derivative counts as 0": np.array([-1.0, 1, -1]) / 3}
check_close(
    grad, np.array([0.0, 0, -1]) / 3, "derivatives at margins of 1, 1 and 0", mistakes=slips
)
cost, grad = hinge_loss(np.array([-4.0]), np.array([1]))
check_close(cost, 5.0, "the loss of one score")
check_close(grad, np.array([-1.0]), "the derivative of one score")
cost, grad = hinge_loss(np.array([1e6, -1e6]), np.array([1, -1]))
check_close(cost, 0.0, "the loss of very wide margins")
check_close(grad, np.zeros(2), "the derivatives of very wide margins")
### END HIDDEN TESTS

# %% [markdown]
# ### Losses for probabilities
#
# A neuron of unit 4 will answer with a probability: $\hat y$ is its belief that the class is 1, and
# $1 - \hat y$ that it is 0. Here the labels are $y = 0$ and $y = 1$. A good price for a belief is
# the negative logarithm of the probability that was given to what really came: $-\ln 1 = 0$ for
# certainty, $-\ln 0.5 = 0.69$ for a coin toss, and more and more for being wrong. For both classes
# in one formula, averaged, this is the **binary cross-entropy**:
#
# $$J = -\frac1m \sum_{i=1}^m \Bigl[ y^{(i)} \ln \hat y^{(i)} + (1 - y^{(i)}) \ln (1 - \hat y^{(i)})
# \Bigr].$$
#
# Differentiate both terms by $\hat y$ and bring them over a common denominator:
#
# $$\frac{\partial J}{\partial \hat y^{(i)}} = \frac1m \left( -\frac{y^{(i)}}{\hat y^{(i)}} +
# \frac{1 - y^{(i)}}{1 - \hat y^{(i)}} \right)
# = \frac1m\, \frac{\hat y^{(i)} - y^{(i)}}{\hat y^{(i)} (1 - \hat y^{(i)})}.$$
#
# ### Exercise 7: the binary cross-entropy
#
# The probabilities lie strictly between 0 and 1 here. (What to do at exactly 0 and 1, where the
# logarithm fails, is a matter for unit 4, and so is where this loss comes from.)


# %% exercise="binary_cross_entropy"
def binary_cross_entropy(y_hat, y):
    """Compute the binary cross-entropy and its derivatives by the probabilities.

    Parameters
    ----------
    y_hat : ndarray of floats, shape (m,)
        The probabilities of class 1, greater than 0 and smaller than 1. Stays as it is.
    y : ndarray of ints or floats, shape (m,)
        The labels, 0 or 1. Stays as it is.

    Returns
    -------
    cost : float
        J = −1/m · Σ [y ln ŷ + (1 − y) ln(1 − ŷ)].
    grad : ndarray of floats, shape (m,)
        The derivative of J by each probability.
    """
    ### START YOUR CODE ###
    cost = -np.mean(y * np.log(y_hat) + (1 - y) * np.log(1 - y_hat))
    return cost, (y_hat - y) / (y_hat * (1 - y_hat)) / len(y)
    ### END YOUR CODE ###


# %% tests="binary_cross_entropy" points=2
import numpy as np
from dlcourse.testing import check_close, check_gradient, check_true, check_unchanged, rng

result = binary_cross_entropy(np.array([0.8, 0.4, 0.5]), np.array([1, 0, 0]))
two = isinstance(result, (tuple, list)) and len(result) == 2
check_true(two, "two results", "end with `return cost, grad`")
logs = np.log([0.8, 0.6, 0.5])
check_close(
    result[0],
    -logs.sum() / 3,
    "the cross-entropy of three probabilities",
    batch_size=3,
    mistakes={
        "average over the samples": -logs.sum(),
        "the sign: a minus belongs in front of the sum": logs.sum() / 3,
        "the minus belongs to both terms": (logs[1:].sum() - logs[0]) / 3,
        "the samples with y = 0 are missing": -logs[0] / 3,
        "the samples with y = 1 are missing": -logs[1:].sum() / 3,
        "the labels are swapped: y goes with ln ŷ": -np.log([0.2, 0.4, 0.5]).sum() / 3,
        "take the natural logarithm, np.log": -logs.sum() / 3 / np.log(2),
        "the natural logarithm, np.log and not np.log10": -logs.sum() / 3 / np.log(10),
    },
)
right = np.array([-1.25, 5 / 3, 2.0]) / 3
check_close(
    result[1],
    right,
    "its derivatives by the three probabilities",
    batch_size=3,
    mistakes={
        "the cost is an average: divide by m here too": right * 3,
        "the sign: where y = 1 a larger ŷ lowers the cost": -right,
        "the denominator ŷ(1 − ŷ) is missing": np.array([-0.2, 0.4, 0.5]) / 3,
        "multiplied by ŷ(1 − ŷ) instead of divided": np.array([-0.032, 0.096, 0.125]) / 3,
        "the samples with y = 0 are missing": np.array([-1.25, 0.0, 0.0]) / 3,
        "the inner derivative of 1 − ŷ is −1": np.array([-1.25, -5 / 3, -2.0]) / 3,
        "brackets: divide by ŷ and by 1 − ŷ": np.array([-0.05, 0.6, 0.5]) / 3,
        "nothing is set, or cut off: zeros_like(y) makes whole numbers here": np.zeros(3),
    },
)
### BEGIN HIDDEN TESTS
random = rng("binary_cross_entropy")
y_hat, y = random.uniform(0.05, 0.95, size=9), np.array([0, 1, 1, 0, 1, 0, 0, 1, 1])
given = y_hat.copy(), y.copy()
cost, grad = binary_cross_entropy(*given)


def cost_of(p):
    return -np.log(np.where(y == 1, p, 1 - p)).sum() / 9


slips = {
    "the sign: a minus belongs in front of the sum": -cost_of(y_hat),
    "the samples with y = 0 are missing": -np.log(y_hat[y == 1]).sum() / 9,
    "take the natural logarithm, np.log": cost_of(y_hat) / np.log(2),
}
name = "the cross-entropy of nine probabilities"
check_close(cost, cost_of(y_hat), name, mistakes=slips, batch_size=9)
slips = {"the denominator ŷ(1 − ŷ) is missing": (y_hat - y) / 9}
name = "its slopes, measured"
check_gradient(grad, cost_of, y_hat, name, mistakes=slips, batch_size=9)
check_unchanged(given[0], y_hat, "the probabilities given to binary_cross_entropy")
check_unchanged(given[1], y, "the labels given to binary_cross_entropy")
for label, price, pull in ((1, -np.log(0.2), -5.0), (0, -np.log(0.8), 1.25)):
    cost, grad = binary_cross_entropy(np.array([0.2]), np.array([float(label)]))
    check_close(cost, price, f"one probability 0.2 with y = {label}")
    check_close(grad, np.array([pull]), f"the derivative at 0.2 with y = {label}")
cost, grad = binary_cross_entropy(np.array([0.002, 0.998]), np.array([1, 0]))
hint = "every probability between 0 and 1 counts as it is"
check_close(cost, -np.log(0.002), "two probabilities that are nearly sure, and wrong", hint=hint)
check_close(grad, np.array([-250.0, 250.0]), "the derivatives of these two", hint=hint)
### END HIDDEN TESTS

# %% [markdown]
# ### Exercise 8: the categorical cross-entropy
#
# With $K$ classes the prediction for a sample is a row of $K$ probabilities that add up to 1, and
# the truth is a *one-hot* row, as in unit 2: a single 1 at the right class. The price is the same
# as before, the negative logarithm of the probability of the right class:
#
# $$J = -\frac1m \sum_{i=1}^m \sum_{k=1}^K y_k^{(i)} \ln \hat y_k^{(i)}, \qquad
# \frac{\partial J}{\partial \hat y_k^{(i)}} = -\frac1m\, \frac{y_k^{(i)}}{\hat y_k^{(i)}}.$$
#
# In each row of the sum only one term survives, and in each row of the gradient only one entry is
# not zero. The average is over the $m$ **samples**, not over all $m \cdot K$ entries.


# %% exercise="categorical_cross_entropy"
def categorical_cross_entropy(y_hat, y):
    """Compute the categorical cross-entropy and its derivatives by the probabilities.

    Parameters
    ----------
    y_hat : ndarray of floats, shape (m, K)
        The probabilities of the K classes, greater than 0 and smaller than 1, one sample in each
        row. Each row adds up to 1. Stays as it is.
    y : ndarray of ints or floats, shape (m, K)
        The labels, one-hot: a single 1 in each row, else 0. Stays as it is.

    Returns
    -------
    cost : float
        J = −1/m · Σ y ln ŷ, summed over all samples and classes.
    grad : ndarray of floats, shape (m, K)
        The derivative of J by each probability, as if it could be moved alone.
    """
    ### START YOUR CODE ###
    return -np.sum(y * np.log(y_hat)) / len(y), -y / y_hat / len(y)
    ### END YOUR CODE ###


# %% tests="categorical_cross_entropy" points=2
import numpy as np
from dlcourse.testing import check_close, check_gradient, check_true, check_unchanged, rng

p = np.array([[0.2, 0.7, 0.1], [0.25, 0.25, 0.5]])
y = np.array([[1, 0, 0], [0, 0, 1]])
result = categorical_cross_entropy(p.copy(), y.copy())
two = isinstance(result, (tuple, list)) and len(result) == 2
check_true(two, "two results", "end with `return cost, grad`")
price = -np.log(0.2) - np.log(0.5)
others = -np.log(0.3 * 0.9) - np.log(0.75 * 0.75)
check_close(
    result[0],
    price / 2,
    "the cross-entropy of two samples",
    batch_size=2,
    mistakes={
        "average over the samples": price,
        "the average is over the m samples, not over all entries": price / 6,
        "divide by the number of samples, not of classes": price / 3,
        "the sign: a minus belongs in front of the sum": -price / 2,
        "only the right class counts, not the (1 − y) of the others": (price + others) / 2,
        "take the natural logarithm, np.log": price / 2 / np.log(2),
        "return one number, not one for each sample": -np.log([0.2, 0.5]),
        "the probability of the right class counts, not the largest one": -np.log(0.35) / 2,
    },
)
right = np.array([[-5.0, 0.0, 0.0], [0.0, 0.0, -2.0]]) / 2
check_close(
    result[1],
    right,
    "its derivatives by the probabilities",
    batch_size=2,
    mistakes={
        "the cost is an average: divide by m here too": right * 2,
        "divide by the m samples, not by all entries": right / 3,
        "only the right class pulls: 0 for the others": -1 / p / 2,
        "the sign: a larger probability of the right class lowers the cost": -right,
        "the derivative of ln ŷ is 1/ŷ: divide by ŷ": -y / 2,
        "the derivative by ŷ is −y/ŷ; ŷ − y belongs to another formula": (p - y) / 2,
        "only the right class counts, not the (1 − y) of the others": (p - y) / (p * (1 - p)) / 2,
    },
)
### BEGIN HIDDEN TESTS
random = rng("categorical_cross_entropy")
p = random.uniform(0.2, 1, size=(6, 4))
p = p / p.sum(axis=1, keepdims=True)
labels = np.array([2, 0, 3, 3, 1, 2])
y = (np.arange(4) == labels[:, None]).astype(float)
given = p.copy(), y.copy()
cost, grad = categorical_cross_entropy(*given)
name = "the cross-entropy of six samples"
check_close(cost, -np.log(p[np.arange(6), labels]).sum() / 6, name, batch_size=6)
slips = {
    "the derivative by ŷ is −y/ŷ; ŷ − y belongs to another formula": (p - y) / 6,
    "the cost is an average: divide by m here too": -y / p,
    "divide by the m samples, not by the classes": -y / p / 4,
    "divide by the m samples, not by all entries": -y / p / 24,
}
name = "its slopes, measured"
check_gradient(grad, lambda v: -(np.log(v) * y).sum() / 6, p, name, mistakes=slips, batch_size=6)
check_unchanged(given[0], p, "the probabilities given to categorical_cross_entropy")
check_unchanged(given[1], y, "the labels given to categorical_cross_entropy")
cost, grad = categorical_cross_entropy(p[:1].copy(), y[:1].astype(int))
check_close(cost, -np.log(p[0, 2]), "the cross-entropy of one sample")
check_close(grad, np.array([[0, 0, -1 / p[0, 2], 0]]), "the derivatives of one sample")
cost, grad = categorical_cross_entropy(p[1:5].copy(), y[1:5].copy())
check_close(cost, -np.log(p[np.arange(1, 5), labels[1:5]]).mean(), "as many samples as classes")
check_close(grad, -y[1:5] / p[1:5] / 4, "derivatives, as many samples as classes", batch_size=4)
cost, grad = categorical_cross_entropy(np.array([[0.002, 0.998]]), np.array([[1, 0]]))
hint = "every probability between 0 and 1 counts as it is"
check_close(cost, -np.log(0.002), "two classes, nearly sure and wrong", hint=hint)
check_close(grad, np.array([[-500.0, 0.0]]), "derivatives with two classes", hint=hint)
### END HIDDEN TESTS

# %% [markdown]
# All losses side by side. On the left the price of a number against its error. On the right the
# price of a decision against its margin $yz$: the dotted step is what we really mind, one for each
# wrong decision. It has the slope 0 everywhere, so nothing can descend it. The others are its
# stand-ins. (For the cross-entropy the score is turned into a probability by the sigmoid of unit 4,
# $\hat y = 1/(1 + e^{-z})$.)


# %%
def sigmoid(z):
    """Turn a score into a probability (the subject of unit 4)."""
    return 0.5 * (1 + np.tanh(z / 2))


# %% tags=["skip-execution"]
one, plus = np.zeros(1), np.ones(1)
figure, axes = plt.subplots(1, 2, figsize=(11, 4.2), layout="constrained")
plot_function(
    {
        "squared error ½e²": lambda e: e**2 / 2,
        "absolute error |e|": np.vectorize(lambda e: mae_loss(one + e, one)[0]),
    },
    -3,
    3,
    xlabel="error e = ŷ − y",
    ylabel="loss",
    title="Losses for a number",
    ax=axes[0],
)
plot_function(
    {
        "hinge": np.vectorize(lambda z: hinge_loss(one + z, plus)[0]),
        "cross-entropy": np.vectorize(lambda z: binary_cross_entropy(sigmoid(one + z), plus)[0]),
        "squared error ½(1 − yz)²": lambda z: (1 - z) ** 2 / 2,
        "wrong decision": lambda z: np.where(z < 0, 1.0, 0.0),
    },
    -3,
    3.5,
    xlabel="margin yz",
    ylabel="loss",
    title="Losses for a decision",
    ax=axes[1],
)
axes[1].set_ylim(-0.1, 5)
plt.show()

# %% [markdown]
# Follow the squared error on the right to large margins: it rises again. It punishes a decision for
# being *too* right, because a score of 3 is not the number 1 that it wants. Hinge and cross-entropy
# do not. In section 3.8 the three compete.
#
# | loss | for | it pulls with | mind |
# | --- | --- | --- | --- |
# | squared error | numbers | the error | one gross mistake in the data spoils much |
# | absolute error | numbers with outliers | always 1 | does not settle with a fixed rate |
# | hinge | yes or no, scores | 1 while the margin is below 1 | gives no probabilities |
# | binary cross-entropy | yes or no, probabilities | $1/\hat y$ or $1/(1-\hat y)$ | log of 0 |
# | categorical cross-entropy | one of $K$ classes | $1/\hat y_k$ | log of 0 |

# %% [markdown]
# ## 3.7 Momentum
#
# Back to the long valley of section 3.4. Across the valley the curvature is 25, along it 1. The
# rate must stay below $2/25 = 0.08$, or the descent runs away across. But along the valley a step
# of $\alpha = 0.04$ shortens the distance by a factor of 0.96 only. The steep direction dictates
# the rate, and the flat one pays for it.
#
# A heavy ball would do better. It gathers speed in the direction that stays the same and averages
# out what changes its sign. Give the descent a **velocity** $\mathbf v$, which starts at zero:
#
# $$\mathbf v \leftarrow \beta\, \mathbf v + \alpha\, \nabla J(\boldsymbol\theta), \qquad
# \boldsymbol\theta \leftarrow \boldsymbol\theta - \mathbf v.$$
#
# In each step a share $\beta$ of the old velocity is kept, and the rest is lost to friction. With
# $\beta = 0$ this is plain gradient descent; $\beta = 0.9$ is usual. (The lecture notes call the
# velocity $\mathbf m$. We keep $m$ for the number of samples.)
#
# **How fast does it get?** Let the gradient stay the same. After $n$ steps
#
# $$\mathbf v = \alpha\, (1 + \beta + \beta^2 + \dots + \beta^{n-1})\, \nabla J
# = \alpha\, \frac{1 - \beta^n}{1 - \beta}\, \nabla J
# \;\longrightarrow\; \frac{\alpha}{1 - \beta}\, \nabla J.$$
#
# So with $\beta = 0.9$ a step becomes up to **ten times** as long as the plain step
# $\alpha \nabla J$. (In the notes the factor $\alpha$ is lost in the last expressions: they print
# $\frac{1}{1-\beta} \nabla J$, and say ten times the gradient. It is ten times the *step*.)
#
# ### Exercise 9: one step with momentum
#
# First the velocity, then the parameters, with the **new** velocity. Make new arrays, as in
# exercise 3.


# %% exercise="momentum_step"
def momentum_step(theta, velocity, gradient, *, learning_rate, beta):
    """Take one step of gradient descent with momentum.

    Parameters
    ----------
    theta : ndarray of floats, any shape
        The parameters before the step. Stays as it is.
    velocity : ndarray of floats, the shape of theta
        The velocity v before the step. Stays as it is.
    gradient : ndarray of floats, the shape of theta
        The gradient at theta. Stays as it is.
    learning_rate : float, greater than 0
        The factor α.
    beta : float, from 0 to 1, 1 not included
        The share β of the velocity that is kept.

    Returns
    -------
    theta : ndarray of floats
        The parameters after the step, θ − v with the new v.
    velocity : ndarray of floats
        The new velocity, v = β·(old v) + α·(gradient).
    """
    ### START YOUR CODE ###
    velocity = beta * velocity + learning_rate * gradient
    return theta - velocity, velocity
    ### END YOUR CODE ###


# %% tests="momentum_step" points=2
import numpy as np
from dlcourse.testing import check_close, check_true, check_unchanged, rng

given = np.array([1.0, -2.0]), np.array([0.5, 0.0]), np.array([2.0, -4.0])
result = momentum_step(*given, learning_rate=0.25, beta=0.5)
two = isinstance(result, (tuple, list)) and len(result) == 2
check_true(two, "two results", "end with `return theta, velocity`")
check_close(
    result[1],
    np.array([0.75, -1.0]),
    "the velocity after a step",
    mistakes={
        "the learning rate belongs to the gradient: α times it": np.array([2.25, -4.0]),
        "the gradient gets the factor α, not 1 − β": np.array([1.25, -2.0]),
        "the gradient gets the factor α alone, without β or 1 − β": np.array([0.5, -0.5]),
        "only the share β of the old velocity is kept": np.array([1.0, -1.0]),
        "the old velocity is missing": np.array([0.5, -1.0]),
        "here the gradient is added to v, and v is subtracted from θ": np.array([-0.25, 1.0]),
        "the new velocity is wanted, not the old one": np.array([0.5, 0.0]),
        "return theta first, then the velocity": np.array([0.25, -1.0]),
        "α and β are swapped": np.array([1.125, -2.0]),
    },
)
check_close(
    result[0],
    np.array([0.25, -1.0]),
    "theta after a step",
    mistakes={
        "step against the velocity: subtract it": np.array([1.75, -3.0]),
        "take the step with the new velocity, not with the old one": np.array([0.5, -2.0]),
        "the step is v itself: α is in it already": np.array([0.8125, -1.75]),
        "the step is the velocity, not α times the gradient": np.array([0.5, -1.0]),
        "theta is not updated": np.array([1.0, -2.0]),
        "take off v itself, not β·v + α·gradient once more": np.array([0.125, -0.5]),
    },
)
check_unchanged(given[0], np.array([1.0, -2.0]), "the parameters given to momentum_step")
check_unchanged(given[1], np.array([0.5, 0.0]), "the velocity given to momentum_step")
check_unchanged(given[2], np.array([2.0, -4.0]), "the gradient given to momentum_step")
### BEGIN HIDDEN TESTS
random = rng("momentum_step")
for shape in ((6,), (3, 4), (1,)):
    theta, velocity, gradient = random.normal(size=(3, *shape))
    given = theta.copy(), velocity.copy(), gradient.copy()
    came, speed = momentum_step(*given, learning_rate=0.3, beta=0.9)
    wanted = velocity - 0.1 * velocity + gradient * 0.3
    slips = {"use the beta that is handed in": 0.5 * velocity + 0.3 * gradient}
    check_close(speed, wanted, f"the velocity, shape {shape}", mistakes=slips)
    check_close(came, theta - wanted, f"theta, shape {shape}")
    for after, before, name in zip(given, (theta, velocity, gradient), ("θ", "v", "∇J")):
        check_unchanged(after, before, f"{name} given to momentum_step, shape {shape}")
### END HIDDEN TESTS

# %% tests="momentum_step" points=1
import numpy as np
from dlcourse.testing import check_close, check_true

# Several steps in a row. Without momentum it is plain gradient descent; with momentum, and a
# gradient that stays the same, the velocity grows as the formula says.
result = momentum_step(np.array([3.0]), np.zeros(1), np.ones(1), learning_rate=0.5, beta=0.0)
check_true(isinstance(result, (tuple, list)) and len(result) == 2, "two results", "theta, velocity")
check_close(result[0], np.array([2.5]), "a step with β = 0")
theta, velocity = np.zeros(2), np.zeros(2)
for _ in range(4):
    theta, velocity = momentum_step(
        np.asarray(theta), np.asarray(velocity), np.array([1.0, -2.0]), learning_rate=0.5, beta=0.5
    )
check_close(velocity, np.array([0.9375, -1.875]), "the velocity after four steps, β = 0.5")
check_close(theta, np.array([-3.0625, 6.125]), "theta after four steps, β = 0.5")
### BEGIN HIDDEN TESTS
theta, velocity = np.zeros(2), np.zeros(2)
for _ in range(40):
    theta, velocity = momentum_step(
        np.asarray(theta), np.asarray(velocity), np.array([3.0, 1.0]), learning_rate=0.2, beta=0.5
    )
hint = "it tends to α/(1 − β) times the gradient"
check_close(velocity, np.array([1.2, 0.4]), "the velocity after many steps", hint=hint)
theta, velocity = np.array([4.0, -1.0]), np.zeros(2)
place, speed = theta.copy(), velocity.copy()
curvatures = np.array([1.0, 25.0])
for _ in range(12):
    given = np.asarray(theta), np.asarray(velocity), curvatures * np.asarray(theta)
    theta, velocity = momentum_step(*given, learning_rate=0.04, beta=0.8)
    speed = 0.8 * speed + 0.04 * curvatures * place
    place = place - speed
check_close(theta, place, "theta after twelve steps in the long valley")
check_close(velocity, speed, "the velocity after twelve steps in the long valley")
### END HIDDEN TESTS

# %% [markdown]
# Thirty steps in the long valley, both with $\alpha = 0.04$. On the left the steep direction is
# dealt with at once and the rest is creeping. On the right the ball swings across the valley at
# first, as a ball does, but it has gathered speed and covers the way.


# %% tags=["skip-execution"]
def roll(gradient, start, *, learning_rate, beta, steps):
    """Walk with momentum; return the path."""
    theta, velocity = np.array(start, dtype=float), np.zeros(len(start))
    path = [theta]
    for _ in range(steps):
        theta, velocity = momentum_step(
            theta, velocity, gradient(theta), learning_rate=learning_rate, beta=beta
        )
        path.append(theta)
    return np.array(path)


def draw_rolling(learning_rate, beta):
    """Draw thirty steps in the long valley, without and with momentum."""
    figure, axes = plt.subplots(1, 2, figsize=(11, 3.9), layout="constrained", sharey=True)
    for ax, kept in zip(axes, (0.0, beta), strict=True):
        path = roll(
            long_valley_gradient, (-9, 1.5), learning_rate=learning_rate, beta=kept, steps=30
        )
        distance = np.linalg.norm(path[-1])
        far = f"{distance:.2f}" if distance < 1e3 else "very far"
        title = f"α = {learning_rate:.3g}, β = {kept:g}: distance {far} after 30 steps"
        draw_map(long_valley, (-10, -2), (10, 2), ax, title)
        ax.plot(*path.T, "o-", color=ORANGE, markersize=4, linewidth=1.2)
        ax.plot(*path[0], "ks", markersize=8)
        ax.plot(0, 0, "kx", markersize=10, markeredgewidth=3)
        ax.title.set_fontsize(11)
    return figure


explore(
    draw_rolling,
    learning_rate=slider(0.005, 0.16, 0.04, step=0.005, label="learning rate α"),
    beta=slider(0.0, 0.98, 0.8, step=0.02, label="momentum β"),
)

# %% [markdown]
# *Try:* which $\beta$ is best for $\alpha = 0.04$? What does $\beta = 0.95$ do? At which $\alpha$
# does the plain descent run away, and does the ball run away at the same?

# %% [markdown]
# ### Does the ball find the deepest valley?
#
# The slides promise that a ball with enough momentum does not get stuck and ends in the *global*
# minimum. Sometimes it does. Here are two starts on the mountain with two valleys, both with
# $\alpha = 0.01$ and $\beta = 0.9$, and where plain descent would end from the same start.

# %% tags=["skip-execution"]
figure, axes = plt.subplots(1, 2, figsize=(11, 3.8), layout="constrained")
for ax, start in zip(axes, (1.9, -2.3), strict=True):
    plain = gradient_descent(g_slope, start, learning_rate=0.01, steps=300)[-1]
    path = roll(g_slope, [start], learning_rate=0.01, beta=0.9, steps=300)[:, 0]
    draw_walk(g, path, -2.5, 2.1, ax, f"start at {start}: the ball ends at x = {path[-1]:.2f}")
    ax.plot(plain, g(plain), "D", color=GREEN, markersize=9, label="plain descent")
    ax.legend(loc="upper center")
plt.show()

# %% [markdown]
# On the left the ball rolls through the shallow valley, over the hill, and stays in the deep one.
# On the right, from the other side, the same speed carries it out of the deep valley into the
# shallow one. Momentum carries over hills. It does not know which side is better.

# %% [markdown]
# ## 3.8 Real images
#
# ### Which way does it lean?
#
# A regression with pixels: we take pictures of trousers from Fashion-MNIST, turn each by a random
# angle between −40° and 40°, and ask a *linear* function of the 784 pixels for the angle.

# %% tags=["skip-execution"]
from scipy.ndimage import rotate

fashion = load_fashion_mnist()
trousers = fashion.images[fashion.labels == 1][: pace(3000, quick=500)] / 255
generator = np.random.default_rng(0)
angles = generator.uniform(-40, 40, size=len(trousers))
turned = np.array(
    [rotate(image, angle, reshape=False, order=1) for image, angle in zip(trousers, angles)]
)
x_train, x_test, y_train, y_test = train_test_split(
    flatten(turned), angles, test_fraction=0.2, seed=0
)
print(f"{len(x_train):,} images for training, {len(x_test)} for testing")
plot_tiles(
    x_test[:10].reshape(-1, 28, 28),
    captions=[f"{angle:+.0f}°" for angle in y_test[:10]],
    title="Trousers, turned; the angle is to be predicted",
)
plt.show()

# %% [markdown]
# Which learning rate? With 785 parameters there is a curvature in each direction, and section 3.3
# holds in each. The steepest direction sets the border $2/c_{\max}$. For linear regression the
# curvatures are known: they are the *eigenvalues* of the matrix
# $\frac1m \tilde X^\top \tilde X$, where $\tilde X$ is the matrix of the samples with a column of
# ones for the bias. (If you have not met them: `np.linalg.eigvalsh` computes them, smallest first.)
# So we can *compute* the border, and try one rate just below and one just above.


# %% tags=["skip-execution"]
def largest_curvature(x):
    """The largest curvature of the squared error of a linear prediction."""
    wide = np.column_stack([x, np.ones(len(x))])
    return np.linalg.eigvalsh(wide.T @ wide / len(x))[-1]


def train_linear(objective, x, y, *, learning_rate, steps, beta=0.0, label=""):
    """Descend from zero with your momentum step; return w, b and the cost before each step."""
    theta, velocity, costs = np.zeros(x.shape[1] + 1), np.zeros(x.shape[1] + 1), []
    for _ in progress(range(steps), label) if label else range(steps):
        cost, grad_w, grad_b = objective(x, y, theta[:-1], theta[-1])
        costs.append(cost)
        theta, velocity = momentum_step(
            theta, velocity, np.append(grad_w, grad_b), learning_rate=learning_rate, beta=beta
        )
    return theta[:-1], theta[-1], costs


border = 2 / largest_curvature(x_train)
print(f"largest curvature {largest_curvature(x_train):.1f}, border for α: {border:.4f}")
curves = {
    f"{share} of the border": train_linear(
        mse_objective, x_train, y_train, learning_rate=share * border, steps=80
    )[2]
    for share in (0.1, 0.95, 1.05)
}
ax = plot_learning_curves(
    curves, x=range(80), xlabel="step", ylabel="cost J", title="The border is real", log=True
)
plt.show()

# %% [markdown]
# Five percent above the border the cost first falls, because 784 directions are fine. But in the
# steepest one the distance grows with every step, and in the end it drowns everything else.
#
# ### Making the valley rounder
#
# All gray values are positive, so all images have much in common, and the steepest direction is the
# common one, as with the points of section 3.5. Subtract from each pixel its mean over the training
# images, and it is gone: the border moves up. Then add momentum.

# %% tags=["skip-execution"]
mean_image = x_train.mean(axis=0)
x_centered, x_test_centered = x_train - mean_image, x_test - mean_image
new_border = 2 / largest_curvature(x_centered)
print(f"border for α: {border:.4f} as the pixels are, {new_border:.4f} when centered")

steps = pace(300, quick=100)
runs = {
    "as they are": (x_train, 0.5 * border, 0.0),
    "centered": (x_centered, 0.5 * new_border, 0.0),
    "centered, with momentum 0.9": (x_centered, 0.5 * new_border, 0.9),
}
results = {
    name: train_linear(mse_objective, x, y_train, learning_rate=rate, beta=beta, steps=steps)
    for name, (x, rate, beta) in runs.items()
}
plot_learning_curves(
    {name: costs for name, (_, _, costs) in results.items()},
    x=range(steps),
    xlabel="step",
    ylabel="cost J (train)",
    title="Half of the border, three times",
    log=True,
)
plt.show()

# %% [markdown]
# The ball swings at first, as it did in the long valley, and then leaves both others behind.
#
# And what has it learned? There is a weight for each pixel, so the weights are an image: ink on red
# speaks for a positive angle, ink on blue for a negative one. After 20 steps the picture is plain.
# Compare it with the tiles above: which way does the waist go, and which way the legs? Later come
# the fine details, which help with these training images, but not all of them with others.

# %% tags=["skip-execution"]
w, b, _ = results["centered, with momentum 0.9"]
early, _, _ = train_linear(
    mse_objective, x_centered, y_train, learning_rate=0.5 * new_border, steps=20
)
predicted = x_test_centered @ w + b
figure, axes = plt.subplots(1, 2, figsize=(11, 4), layout="constrained", width_ratios=[1, 1.5])
axes[0].plot(y_test, predicted, "o", color=BLUE, markersize=3, alpha=0.6)
axes[0].plot([-40, 40], [-40, 40], "k:", label="perfect")
axes[0].set(xlabel="true angle in degrees", ylabel="predicted angle", title="Test images")
axes[0].legend()
images = np.array([weights / np.max(np.abs(weights)) for weights in (early, w)])
captions = ["after 20 steps", f"after {steps}, with momentum"]
plot_weights(images, (28, 28), captions=captions, title="The weights, rescaled", ax=axes[1])
plt.show()
print(f"mean absolute error on the test images: {np.mean(np.abs(predicted - y_test)):.2f}°")
print(f"always saying the mean angle:           {np.mean(np.abs(y_train.mean() - y_test)):.2f}°")

# %% [markdown]
# Now spoil the data: in one of five training images somebody noted the angle with the wrong sign.
# The test angles stay correct. Compare the two losses of section 3.6. (The border of above belongs
# to the squared error. For the absolute error, whose gradient does not grow with the error, five
# times as much turned out well; try others.)

# %% tags=["skip-execution"]
wrong_sign = generator.uniform(size=len(y_train)) < 0.2
y_noted = np.where(wrong_sign, -y_train, y_train)
trials = {
    "squared error": (mse_objective, 0.5 * new_border),
    "absolute error": (mae_objective, 5 * new_border),
}
for name, (objective, rate) in trials.items():
    w, b, _ = train_linear(
        objective, x_centered, y_noted, learning_rate=rate, beta=0.9, steps=steps
    )
    error = np.mean(np.abs(x_test_centered @ w + b - y_test))
    print(f"{name}: mean absolute error {error:.2f}° on the test images")

# %% [markdown]
# ### Three losses for a decision
#
# The last experiment takes the digits 3 and 5, a hard pair, and a linear score. Same start, same
# rate, same momentum, and three losses. The objectives are one line of chain rule each, behind your
# losses.


# %% tags=["skip-execution"]
def squared_score(x, y, w, b):
    """The squared distance of the score from the label ±1: regression used as a classifier."""
    return mse_objective(x, y, w, b)


def hinge_score(x, y, w, b):
    """Your hinge loss of the scores."""
    cost, grad = hinge_loss(x @ w + b, y)
    return cost, x.T @ grad, np.sum(grad)


def cross_entropy_score(x, y, w, b):
    """Your cross-entropy; y = ±1 becomes 1 or 0, and the score a probability."""
    y_hat = np.clip(sigmoid(x @ w + b), 1e-7, 1 - 1e-7)
    cost, grad = binary_cross_entropy(y_hat, (y + 1) / 2)
    grad_z = grad * y_hat * (1 - y_hat)
    return cost, x.T @ grad_z, np.sum(grad_z)


digits = prepare_pair(load_mnist(), 3, 5, seed=0)
# Labels −1 and +1, and everything in single precision, which takes half of the time.
y_signs, y_test_signs = ((2 * y - 1).astype(np.float32) for y in (digits.y_train, digits.y_test))
x_digits, x_test_digits = (x.astype(np.float32) for x in (digits.x_train, digits.x_test))
border = 2 / largest_curvature(x_digits.astype(float))
print(f"{len(x_digits):,} images; border for the squared error: α = {border:.4f}")

objectives = {
    "squared error": squared_score,
    "hinge": hinge_score,
    "cross-entropy": cross_entropy_score,
}
every, rounds = 20, pace(20, quick=3)
curves = {}
for name, objective in objectives.items():
    theta = np.zeros(x_digits.shape[1] + 1, dtype=np.float32)
    velocity, curves[name] = np.zeros_like(theta), []
    for step in progress(range(every * rounds + 1), name):
        w, b = theta[:-1], theta[-1]
        if step % every == 0:
            wrong = np.where(x_test_digits @ w + b >= 0, 1, -1) != y_test_signs
            curves[name].append(100 * np.mean(wrong))
        _, grad_w, grad_b = objective(x_digits, y_signs, w, b)
        gradient = np.append(grad_w, grad_b).astype(np.float32)
        theta, velocity = momentum_step(
            theta, velocity, gradient, learning_rate=np.float32(0.5 * border), beta=np.float32(0.9)
        )

ax = plot_learning_curves(
    {name: curve[1:] for name, curve in curves.items()},
    x=range(every, every * rounds + 1, every),
    xlabel="step",
    ylabel="misclassified test images in %",
    title="3 against 5: three losses, one rate",
)
ax.set_ylim(bottom=0)
plt.show()
for name, curve in curves.items():
    print(f"{name}: {curve[-1]:.2f} % of the test images are misclassified")

# %% [markdown]
# At first the squared error is the fastest. (The same $\alpha$ is worth more for it: it has the
# largest curvature, and for cross-entropy this rate is rather small.) But soon it is as good as it
# gets, and the hinge passes it. That fits the picture of section 3.6: the squared error spends its
# effort on digits that are right already and "too far" on the right side.
#
# Do not read too much into it. With the full data the test set has 2,691 digits, so one percent is
# 27 of them, and another split would shift each curve by some tenths. And none of the three losses
# can do more than a linear score can.

# %% [markdown]
# ## 3.9 Questions
#
# Write a few sentences each. There are no points for them, but they are the ones an examiner would
# ask.
#
# **Question 1.** A friend's descent stops after the first step, although the cost is still high.
# His rule is "stop when the parameters change by less than 0.001", his learning rate 0.00001. What
# is wrong, and would a smaller threshold repair it?

# %% [markdown] question="stop-rule"
# The change of the parameters is α times the length of the gradient. With α = 0.00001 it is below
# 0.001 as long as the gradient is shorter than 100, so the rule says nothing about flat ground. A
# smaller threshold works for this α only and has to be chosen anew with each α. The length of the
# gradient itself (or the fall of the cost over many steps) does not have this flaw. And even a zero
# gradient does not prove a minimum: it may be a saddle or a hilltop.

# %% [markdown]
# **Question 2.** You measure all heights $x$ in millimeters instead of meters, in a linear
# regression with $n = 1$. What happens to the best $w$, to the gradient, to the curvature, and to
# the learning rates that are allowed?

# %% [markdown] question="units"
# x becomes 1,000 times as large, so the best w becomes 1,000 times smaller. The derivative by w
# contains x once: for the same errors it is 1,000 times larger. The curvature in the direction of w
# contains x twice: a million times larger, so the border 2/c falls to a millionth (once this
# direction is the steepest). The curvature for b stays as it is, so the valley becomes extremely
# long. Hence one rescales the data before learning.

# %% [markdown]
# **Question 3.** Why does the descent of the absolute error not settle with a fixed learning rate,
# and that of the squared error does? Name two cures.

# %% [markdown] question="absolute-error"
# The slope of the squared error fades to zero at the minimum, so the steps become shorter by
# themselves. The slope of |e| stays ±1: near the minimum a step of fixed length jumps across, the
# next one jumps back. Cures: let the learning rate fall with time; or round off the kink, with a
# parabola for small errors and a straight line for large ones (the Huber loss), which keeps the
# robustness; or average the last places of the path.

# %% [markdown]
# **Question 4.** With momentum 0.9 your descent swings wildly. A friend says: "Momentum makes the
# steps ten times as long, so divide the learning rate by ten, then it is the same as without
# momentum." Where is he right, where not?

# %% [markdown] question="momentum"
# In a direction where the gradient keeps its sign, the step tends to α/(1 − β) times the gradient,
# so with α/10 and β = 0.9 it is as long as a plain step with α: there he is right, once the ball
# has gathered speed. In a direction where the gradient changes its sign, the contributions cancel,
# and the ball is calmer than the plain descent with α. So the two are not the same: at the same
# speed along a valley, momentum allows a smaller α, which is gentler across it.

# %% [markdown]
# ## Summary
#
# - The derivative is the slope. The central difference
#   $\frac{f(x+h) - f(x-h)}{2h}$ measures it, with an error that falls with $h^2$ until rounding
#   takes over.
# - Gradient descent steps against the slope: $\boldsymbol\theta \leftarrow \boldsymbol\theta -
#   \alpha \nabla J(\boldsymbol\theta)$. It finds a local minimum that depends on the start, and
#   stops at any place with zero gradient.
# - Near a minimum with curvature $c$ each step multiplies the distance by $1 - \alpha c$: it
#   converges for $\alpha < 2/c$. The steepest direction sets the border, the flattest the patience.
# - Stop when the gradient is short, not when the step is.
# - Linear regression: $\nabla_{\mathbf w} J = \frac1m \sum (\hat y - y)\, \mathbf x$. Centered
#   inputs make the valley rounder.
# - A loss needs a price and its derivative: squared error (smooth, sensitive to outliers), absolute
#   error (robust, does not settle), hinge (asks for a margin), cross-entropies (for probabilities).
# - Momentum keeps a share $\beta$ of the velocity; with a constant gradient the step grows to
#   $\frac{\alpha}{1 - \beta} \nabla J$.
#
# ## References
#
# - A. Cauchy, *Méthode générale pour la résolution des systèmes d'équations simultanées*, Comptes
#   rendus 25, 1847 (the first description of gradient descent).
# - B. T. Polyak, *Some methods of speeding up the convergence of iteration methods*, USSR
#   Computational Mathematics and Mathematical Physics 4, 1964 (momentum).
# - P. J. Huber, *Robust estimation of a location parameter*, Annals of Mathematical Statistics 35,
#   1964.
# - C. Cortes and V. Vapnik, *Support-vector networks*, Machine Learning 20, 1995 (hinge loss).
# - H. Xiao, K. Rasul and R. Vollgraf, *Fashion-MNIST*, arXiv:1708.07747, 2017.
# - G. Goh, *Why momentum really works*, Distill, 2017.
# - M. T. Pilehvar, slides *Neural Networks*, TeIAS ML01.
# - K. Zahn, lecture notes *Deep Learning, part 1*, HSLU, 2024, sections 3.4 and 5.2.
# - M. Kretov, slides *Basic concepts for neural networks and BP algorithm*, MIPT, 2017, sections
#   B.4 and C.1.
