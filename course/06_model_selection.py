# %% [markdown]
# # 6 · Model selection
#
# A model that is right about everything it has seen may still be wrong about everything else. This
# unit takes the error of a model on new data apart, finds three causes in it, and shows how to
# choose a model so that their sum is small, using nothing but the data you have.
#
# **You will be able to**
#
# - fit polynomials of any degree with least squares, and keep rounding errors out of the way,
# - split the expected error into bias², variance and noise, measure each, and compare it with
#   theory,
# - tell underfitting from overfitting by looking at two curves,
# - say what training, validation and test sets are for, and which of them you may look at when,
# - write k-fold cross-validation and choose a hyperparameter with it,
# - read learning curves, and decide whether more data or another model would help.
#
# **Time needed:** about 4 hours, in two sittings: sections 6.1 to 6.5, then 6.6 to 6.11.
# **What to know before:** units 1 to 5; mean and variance of a random variable; the product of a
# matrix with a vector.
#
# **How to work:** run the cells from top to bottom (Shift+Enter). In an exercise write your answer
# between the two marker lines, in place of the line that raises `NotImplementedError`. Then run
# the test cells below it. Each check that passes prints ✓; the first that fails says what is
# wrong. Further checks that you do not see run when your work is graded.

# %%
import matplotlib.pyplot as plt
import numpy as np

from dlcourse.data import load_fashion_mnist
from dlcourse.pace import pace, progress
from dlcourse.plotting import plot_function, plot_learning_curves, plot_tiles
from dlcourse.widgets import explore, slider

plt.rcParams["figure.dpi"] = 80  # small pictures keep the notebook small

# Colors that color-blind readers can tell apart.
BLUE, ORANGE, GREEN, BLACK, GRAY = "#0072B2", "#D55E00", "#009E73", "#000000", "#999999"

# %% [markdown]
# ## 6.1 A world in which we know the truth
#
# In real work we never see the true relation between $x$ and $y$, only samples of it. So it helps
# to build a small world in which we *do* know it, and to watch there how learning goes wrong.
#
# The truth is a curve $f(x)$ for $-1 \le x \le 1$. A measurement adds noise to it:
#
# $$y^{(i)} = f(x^{(i)}) + \sigma\,\varepsilon^{(i)}, \qquad \varepsilon^{(i)} \sim N(0, 1),
# \qquad i = 1, \dots, m.$$
#
# As in the lecture notes we take $m = 30$ points and $\sigma = 0.1$. The notes show their curve
# only as a picture, so ours is another one: $f(x) = \frac12 e^{-x} \sin 5x$. Our points lie evenly
# spaced, and each new data set has **the same 30 places and new noise**.


# %%
SIGMA, POINTS = 0.1, 30


def truth(x):
    """The true curve, which a learner never sees."""
    return 0.5 * np.exp(-x) * np.sin(5 * x)


def sample(random, points=POINTS, noise=SIGMA):
    """Draw one data set: evenly spaced places x, and noisy values y of the true curve."""
    x = np.linspace(-1, 1, points)
    return x, truth(x) + noise * random.normal(size=points)


# %% tags=["skip-execution"]
x, y = sample(np.random.default_rng(6))
ax = plot_function({"truth f(x)": truth}, -1, 1, ylabel="y", title="Truth, and 30 measurements")
ax.plot(x, y, "o", color=ORANGE, label=f"data, σ = {SIGMA}")
ax.legend()
plt.show()

# %% [markdown]
# ## 6.2 A family of models: polynomials
#
# Our models are polynomials of degree $d$,
#
# $$h_\theta(x) = \theta_0 + \theta_1 x + \theta_2 x^2 + \dots + \theta_d x^d .$$
#
# The degree sets the **capacity** of the model: how many different shapes it can take. With
# $d = 1$ there are only straight lines. With $d = m - 1$ there is a polynomial through any $m$
# points.
#
# In $x$ the model is curved, but in the parameters $\theta$ it is linear. Put the powers of each
# $x^{(i)}$ into a row, and all $m$ outputs are one product, $\hat{\mathbf y} = X \theta$:
#
# $$X = \begin{pmatrix}
# 1 & x^{(1)} & \dots & (x^{(1)})^d\\
# \vdots & \vdots & & \vdots\\
# 1 & x^{(m)} & \dots & (x^{(m)})^d
# \end{pmatrix}$$
#
# This is the **design matrix**. It has $m$ rows and $d + 1$ columns, the first of them for the
# constant $\theta_0$, which you know as the bias $b$ of a neuron. (The word *bias* will get a
# second meaning soon. They have nothing to do with each other.)
#
# ### Exercise 1: the design matrix


# %% exercise="design_matrix"
def design_matrix(x, degree):
    """Compute the powers of every x, one row for each sample.

    Parameters
    ----------
    x : ndarray of ints or floats, shape (m,)
        The places. Stays as it is.
    degree : int, at least 0
        The degree d of the polynomial.

    Returns
    -------
    ndarray of numbers, shape (m, d + 1)
        Entry [i, j] is x[i] to the power j; so column 0 holds ones.
    """
    ### START YOUR CODE ###
    return x[:, np.newaxis] ** np.arange(degree + 1)
    ### END YOUR CODE ###


# %% tests="design_matrix" points=2
import numpy as np
from dlcourse.testing import check_close, check_unchanged, rng

check_close(
    design_matrix(np.array([2.0, -1.0, 0.5]), 3),
    np.array([[1.0, 2.0, 4.0, 8.0], [1.0, -1.0, 1.0, -1.0], [1.0, 0.5, 0.25, 0.125]]),
    "the powers of three numbers up to degree 3",
    mistakes={
        "the powers rise from left to right: column 0 holds ones": np.array(
            [[8.0, 4.0, 2.0, 1.0], [-1.0, 1.0, -1.0, 1.0], [0.125, 0.25, 0.5, 1.0]]
        ),
        "powers are wanted, not multiples": np.array(
            [[0.0, 2.0, 4.0, 6.0], [0.0, -1.0, -2.0, -3.0], [0.0, 0.5, 1.0, 1.5]]
        ),
        "the base is x and the exponent the column, not the other way round": np.array(
            [[0.0, 1.0, 4.0, 9.0], [np.inf, 1.0, 0.5, 1 / 3], [0.0, 1.0, 2**0.5, 3**0.5]]
        ),
        "column 0 is missing: start with the power 0": np.array(
            [[2.0, 4.0, 8.0, 16.0], [-1.0, 1.0, -1.0, 1.0], [0.5, 0.25, 0.125, 0.0625]]
        ),
    },
    hint="degree 3 has four columns: the powers 0, 1, 2 and 3",
)
### BEGIN HIDDEN TESTS
x = rng("design_matrix").uniform(-1, 1, size=6)
given = x.copy()
wanted = np.array([[value**power for power in range(5)] for value in x])
slips = {"the powers rise from left to right: column 0 holds ones": wanted[:, ::-1]}
check_close(design_matrix(given, 4), wanted, "the powers of six numbers", mistakes=slips)
check_unchanged(given, x, "the numbers given to design_matrix")
square = np.array([[value**power for power in range(6)] for value in x])
name, hint = "as many columns as rows", "one row for each sample"
check_close(design_matrix(x.copy(), 5), square, name, hint=hint)
check_close(design_matrix(x.copy(), 0), np.ones((6, 1)), "degree 0: the constant alone")
check_close(design_matrix(np.array([0.5]), 3), np.array([[1, 0.5, 0.25, 0.125]]), "one sample")
whole = design_matrix(np.array([0, 3, -2]), 2)
wanted, hint = np.array([[1, 0, 0], [1, 3, 9], [1, -2, 4]]), "0 to the power 0 is 1"
check_close(whole, wanted, "whole numbers, also 0", hint=hint)
### END HIDDEN TESTS

# %% [markdown]
# ## 6.3 Least squares
#
# Which $\theta$ fits best? The one with the smallest squared error on the data:
#
# $$J(\theta) = \frac1m \lVert X \theta - \mathbf y \rVert^2 .$$
#
# The slides of M. Kretov call this scheme **empirical risk minimization**. What we want to be small
# is the *risk*, the expected loss on new data. What we can compute is its average on the data we
# have, the *empirical* risk, and so we minimize that,
#
# $$\theta^{\mathrm{opt}} = \operatorname*{argmin}_\theta\;
# \frac1m \sum_{i=1}^m L\bigl(y^{(i)}, \hat y^{(i)}\bigr) + \lambda\, \Omega(\theta),$$
#
# where $\Omega$ penalizes certain parameters (unit 14; here $\lambda = 0$). The whole unit is about
# the gap between the two risks.
#
# Gradient descent would find the minimum, but slowly. As $J$ is a quadratic function of $\theta$,
# linear algebra goes there in one step. Setting the gradient $\frac2m X^\top (X\theta - \mathbf y)$
# to zero gives the **normal equations**
#
# $$X^\top X\, \theta = X^\top \mathbf y .$$
#
# ### Exercise 2: fit and predict
#
# Fit a polynomial of degree $d$ to the points $(x, y)$, then return its values at other places
# `x_new`. How you do that is up to you: any way that finds the least-squares fit is right. Look up
# `np.linalg.lstsq` for one. You may use your `design_matrix`, or leave it alone.
#
# The first test asks for low degrees, where every way works. The second goes up to degree 25. There
# some ways that are right on paper give wrong numbers, and the text below the tests says why.


# %% exercise="fit_predict"
def fit_predict(x, y, degree, x_new):
    """Fit a polynomial with least squares, and return its values at new places.

    Parameters
    ----------
    x : ndarray of floats, shape (m,)
        The places of the data, from −1 to 1; at least degree + 1 of them differ. Stays as it is.
    y : ndarray of floats, shape (m,)
        The values there. Stays as it is.
    degree : int, from 0 to 25
        The degree of the polynomial.
    x_new : ndarray of floats, shape (n,)
        Where the polynomial is wanted, from −1 to 1. Stays as it is.

    Returns
    -------
    ndarray of floats, shape (n,)
        The values ŷ of the fitted polynomial at x_new.
    """
    ### START YOUR CODE ###
    theta = np.linalg.lstsq(design_matrix(x, degree), y, rcond=None)[0]
    return design_matrix(x_new, degree) @ theta
    ### END YOUR CODE ###


# %% tests="fit_predict" points=2
import numpy as np
from dlcourse.testing import check_close, check_unchanged, rng

x, x_new = np.array([-1.0, -0.5, 0.0, 0.5, 1.0]), np.array([0.25, -0.75, 0.8])
check_close(
    fit_predict(x.copy(), 1 - 2 * x + 3 * x**2, 2, x_new.copy()),
    1 - 2 * x_new + 3 * x_new**2,
    "five points on a parabola, fitted with degree 2",
    mistakes={
        "return the values at x_new, not the parameters θ": np.array([1.0, -2.0, 3.0]),
        "return the values at x_new, not the parameters θ (highest power first)": np.array(
            [3.0, -2.0, 1.0]
        ),
        "the order of the powers: θ and the columns of X must match": 3 - 2 * x_new + x_new**2,
        "the degree is one too small: degree + 1 parameters are needed": 2.5 - 2 * x_new,
        "the constant is missing: X needs its column of ones": (3 + 2.5 / 2.125) * x_new**2
        - 2 * x_new,
    },
    hint="one value of the fitted polynomial for each place in x_new",
)
check_close(
    fit_predict(np.array([-1.0, 0.0, 1.0, 0.5]), np.array([0.0, 1.0, 5.0, 2.0]), 0, x_new.copy()),
    np.full(3, 2.0),
    "degree 0: the best constant is the mean",
    mistakes={
        "the constant is missing: X needs its column of ones": np.zeros(3),
        "the degree is one too large: this is a straight line": 2 + 16 / 7 * (x_new - 0.125),
    },
)
### BEGIN HIDDEN TESTS
random = rng("fit_predict")
x, y, x_new = random.uniform(-1, 1, 12), random.normal(size=12), random.uniform(-1, 1, 7)


def values(power, lowest=0, highest=3):
    columns = np.array([x**p for p in range(lowest, highest + 1)]).T
    theta = np.linalg.lstsq(columns, power, rcond=None)[0]
    return np.array([x_new**p for p in range(lowest, highest + 1)]).T @ theta


slips = {
    "the degree is one too large": values(y, 0, 4),
    "the degree is one too small, or always 2": values(y, 0, 2),
    "the constant is missing: X needs its column of ones": values(y, 1, 3),
}
given = x.copy(), y.copy(), x_new.copy()
came = fit_predict(given[0], given[1], 3, given[2])
check_close(came, values(y), "twelve noisy points, degree 3", mistakes=slips)
check_unchanged(given[0], x, "the places given to fit_predict")
check_unchanged(given[1], y, "the values given to fit_predict")
check_unchanged(given[2], x_new, "the new places given to fit_predict")
came = fit_predict(x.copy(), y.copy(), 3, x_new[:1].copy())
check_close(came, values(y)[:1], "a single new place", mistakes=slips)
came = fit_predict(x.copy(), y.copy(), 1, x_new.copy())
slope = np.sum((x - x.mean()) * (y - y.mean())) / np.sum((x - x.mean()) ** 2)
check_close(came, y.mean() + slope * (x_new - x.mean()), "a straight line through twelve points")
twice = fit_predict(np.array([0.0, 1.0, 0.0, 1.0]), np.array([0.0, 1.0, 2.0, 5.0]), 1, x_new.copy())
slips = {"every point counts, also when two have the same place": 2 + 3 * x_new}
check_close(twice, 1 + 2 * x_new, "places that occur twice", mistakes=slips)
x, y = np.array([0.9, -0.8, 0.1, -0.2]), np.array([1.0, 2.0, -1.0, 0.5])
hint = "a polynomial of degree 3 goes through any four points"
check_close(fit_predict(x.copy(), y.copy(), 3, x.copy()), y, "through four points", hint=hint)
### END HIDDEN TESTS

# %% tests="fit_predict" points=1
import numpy as np
from dlcourse.testing import check_close, rng

x, x_new = np.linspace(-1, 1, 40), np.linspace(-0.95, 0.95, 50)
check_close(
    fit_predict(x.copy(), np.cos(20 * np.arccos(x)), 20, x_new.copy()),
    np.cos(20 * np.arccos(x_new)),
    "forty points on a polynomial of degree 20",
    rtol=1e-4,
    atol=1e-4,
    hint="XᵀX squares the condition number, single precision has too few digits, and a large rcond "
    "leaves out what is needed here: np.linalg.lstsq works on X itself",
)
### BEGIN HIDDEN TESTS
y = np.cos(7 * x) + 0.1 * rng("fit_predict at high degrees").normal(size=40)
for degree in (22, 25):
    # Legendre polynomials are nearly orthogonal on these points: the safest way to fit.
    theta = np.polynomial.legendre.legfit(x, y, degree)
    wanted = np.polynomial.legendre.legval(x_new, theta)
    came = fit_predict(x.copy(), y.copy(), degree, x_new.copy())
    hint = "XᵀX squares the condition number, and a large rcond leaves out what is needed here"
    check_close(came, wanted, f"forty points, degree {degree}", rtol=1e-3, atol=1e-3, hint=hint)
### END HIDDEN TESTS

# %% [markdown]
# Your function at work, on one data set. Degree 1 cannot follow the curve. Degree 9 follows it.
# Degree 25 follows the noise.

# %% tags=["skip-execution"]
grid = np.linspace(-1, 1, 401)
x, y = sample(np.random.default_rng(6))
figure, axes = plt.subplots(1, 4, figsize=(11, 3), sharey=True, layout="constrained")
for ax, degree in zip(axes, (1, 4, 9, 25), strict=True):
    ax.plot(grid, truth(grid), color=BLACK, linestyle="--", label="truth")
    ax.plot(grid, fit_predict(x, y, degree, grid), color=BLUE, label="fit")
    ax.plot(x, y, "o", color=ORANGE, markersize=4, label="data")
    error = np.mean((fit_predict(x, y, degree, x) - y) ** 2)
    ax.set(title=f"degree {degree}\ntraining error {error:.4f}", xlabel="x", ylim=(-1.2, 2.2))
axes[0].set_ylabel("y")
axes[0].legend(loc="upper right")
figure.suptitle("One data set, four degrees")
plt.show()

# %% [markdown]
# ### Why high degrees are delicate
#
# On the whole interval the powers $x^{20}, x^{21}, x^{22}, \dots$ look nearly alike, so the columns
# of $X$ are nearly dependent. How nearly is measured by the **condition number** $\kappa(X)$, the
# largest singular value divided by the smallest. A solver in double precision knows about 16
# digits, and may lose up to $\log_{10} \kappa$ of them. Three things help:
#
# 1. **Bring $x$ to $[-1, 1]$.** On $[0, 1]$ all powers are positive and more alike. With both
#    signs, at least even and odd powers are easily told apart.
# 2. **Take another basis.** The Chebyshev polynomials $T_0, T_1, \dots, T_d$ span the same
#    polynomials, but each of them waves differently: nearly orthogonal columns, small $\kappa$.
#    Legendre polynomials do as well. The best fit is the *same* polynomial in every basis; only
#    the numbers $\theta$ that describe it differ.
# 3. **Do not form $X^\top X$.** Its condition number is $\kappa(X)^2$, so it loses twice as many
#    digits. Solvers that work on $X$ itself, with a QR decomposition or the singular values
#    (`np.linalg.lstsq`), get along with $\kappa(X)$.

# %% tags=["skip-execution"]
from numpy.polynomial import chebyshev

x = np.linspace(-1, 1, POINTS)
degrees = np.arange(2, 26)
bases = {
    "powers, x in [0, 1]": lambda d: design_matrix((x + 1) / 2, d),
    "powers, x in [−1, 1]": lambda d: design_matrix(x, d),
    "Chebyshev, x in [−1, 1]": lambda d: chebyshev.chebvander(x, d),
}
kappas = {name: [np.linalg.cond(basis(d)) for d in degrees] for name, basis in bases.items()}


def normal_equations(x, y, degree, x_new):
    """The way that is right on paper."""
    design = design_matrix(x, degree)
    theta = np.linalg.solve(design.T @ design, design.T @ y)
    return design_matrix(x_new, degree) @ theta


def legendre(x, y, degree, x_new):
    """A reference: least squares in a basis that is nearly orthogonal here."""
    theta = np.polynomial.legendre.legfit(x, y, degree)
    return np.polynomial.legendre.legval(x_new, theta)


y = truth(x) + SIGMA * np.random.default_rng(6).normal(size=POINTS)
ways = {"normal equations, powers": normal_equations, "your fit_predict": fit_predict}
off = {
    name: [np.abs(way(x, y, d, x) - legendre(x, y, d, x)).max() + 1e-17 for d in degrees]
    for name, way in ways.items()
}
figure, axes = plt.subplots(1, 2, figsize=(11, 3.6), layout="constrained")
settings = {"x": degrees, "xlabel": "degree d", "log": True}
plot_learning_curves(kappas, ylabel="condition number κ(X)", ax=axes[0], **settings)
plot_learning_curves(off, ylabel="largest rounding error of ŷ", ax=axes[1], **settings)
axes[0].set_title("How alike the columns of X are")
axes[1].set_title("Distance from a well-conditioned fit")
plt.show()
for name, values in kappas.items():
    print(f"κ at degree 25, {name}: {values[-1]:.1e}")

# %% [markdown]
# So rounding is under control, if one minds it. It is not the reason why the polynomial of degree
# 25 looked so bad. That one was computed correctly. It *is* the polynomial of degree 25 with the
# smallest squared error on these data.

# %% [markdown]
# ## 6.4 Bias and variance
#
# Suppose that you could repeat the whole experiment: take 30 new measurements, fit again, and
# again. You would get a different curve each time. The fit depends on the data set $D$, and so it
# is a random function $h_D$. The next picture shows 20 such repetitions for six degrees.


# %%
def many_fits(degree, x_new, trials, points=POINTS, noise=SIGMA, seed=0):
    """Fit that many new data sets; return the values at x_new, shape (trials, len(x_new))."""
    random = np.random.default_rng(seed)
    return np.array(
        [fit_predict(*sample(random, points, noise), degree, x_new) for _ in range(trials)]
    )


# %% tags=["skip-execution"]
figure, axes = plt.subplots(2, 3, figsize=(11, 5.6), sharex=True, sharey=True, layout="constrained")
for ax, degree in zip(axes.ravel(), (2, 4, 6, 9, 15, 25), strict=True):
    fits = many_fits(degree, grid, trials=20)
    ax.plot(grid, fits.T, color=BLUE, alpha=0.25, linewidth=1)
    ax.plot([], [], color=BLUE, alpha=0.5, label="20 fits")
    ax.plot(grid, fits.mean(axis=0), color=ORANGE, linewidth=2, label="their mean")
    ax.plot(grid, truth(grid), color=BLACK, linestyle="--", linewidth=1.5, label="truth")
    ax.set(title=f"degree {degree}", ylim=(-1.2, 2.2))
for ax in axes[1]:
    ax.set_xlabel("x")
for ax in axes[:, 0]:
    ax.set_ylabel("y")
axes[0, 0].legend(loc="upper right")
figure.suptitle("Twenty data sets, six degrees")
plt.show()

# %% [markdown]
# Two different things go wrong. At degree 2 the fits agree with each other, and miss the truth
# together. At degree 25 their mean is fine (in the middle of the interval), and no single one is.
#
# - The **bias** is how far the *mean* fit lies from the truth:
#   $\;\mathrm{bias}(x) = \mathbf E[h_D(x)] - f(x)$.
# - The **variance** is how much the fits scatter around their own mean:
#   $\;\mathrm{Var}(x) = \mathbf E\bigl[(h_D(x) - \mathbf E[h_D(x)])^2\bigr]$.
#
# The expectation $\mathbf E$ is over data sets, at a fixed place $x$. Write the distance from the
# truth as $h_D - f = (h_D - \mathbf E[h_D]) + (\mathbf E[h_D] - f)$ and square it. The mixed term
# vanishes, since $h_D - \mathbf E[h_D]$ is zero on average while the second bracket is a constant.
# What is left is
#
# $$\mathbf E\bigl[(h_D - f)^2\bigr] = \mathrm{bias}^2 + \mathrm{Var}.$$
#
# ### And the noise?
#
# This compares with the truth, which nobody can measure. A new measurement is $y = f + \sigma
# \varepsilon$, with noise of its own that has nothing to do with $D$. So
#
# $$\underbrace{\mathbf E\bigl[(h_D - y)^2\bigr]}_{\text{error on new data}}
# = \mathbf E\bigl[(h_D - f)^2\bigr] - 2\, \underbrace{\mathbf E\bigl[(h_D - f)\,
# \sigma \varepsilon\bigr]}_{0} + \sigma^2
# = \mathrm{bias}^2 + \mathrm{Var} + \sigma^2 .$$
#
# The last term is the **irreducible error**: no model, however good, predicts noise. (The notes
# define the MSE against $f$, and later add $\sigma^2$ "manually" to the same MSE. As you see, these
# are two different errors. The first has no $\sigma^2$; the second compares with new measurements,
# and there $\sigma^2$ comes by itself.)
#
# ### Exercise 3: take the error apart
#
# `predictions` holds one fit in each row, `truth` the true values at the same places. Compute the
# three quantities at every place, and average each over the places. Square the bias *before* you
# average it: a fit that is too high here and too low there is not unbiased.


# %% exercise="decompose"
def decompose(predictions, truth):
    """Split the mean squared distance from the truth into bias² and variance.

    Parameters
    ----------
    predictions : ndarray of floats, shape (t, n)
        The values at n places of the fits to t data sets, one fit in each row. Stays as it is.
    truth : ndarray of floats, shape (n,)
        The true values at these places. Stays as it is.

    Returns
    -------
    mse : float
        The mean of (h − f)², over all fits and places.
    bias_squared : float
        The square of (mean fit − f), averaged over the places.
    variance : float
        The mean of (h − mean fit)² over the t fits (divided by t, not by t − 1), averaged over
        the places.
    """
    ### START YOUR CODE ###
    mse = np.mean((predictions - truth) ** 2)
    bias_squared = np.mean((predictions.mean(axis=0) - truth) ** 2)
    variance = np.mean(predictions.var(axis=0))
    return mse, bias_squared, variance
    ### END YOUR CODE ###


# %% tests="decompose" points=2
import numpy as np
from dlcourse.testing import check_close, check_true, check_unchanged, rng

predictions = np.array([[0.0, 4.0], [3.0, 5.0], [6.0, 3.0]])
result = decompose(predictions.copy(), np.array([1.0, 6.0]))
three = isinstance(result, (tuple, list, np.ndarray)) and len(result) == 3
check_true(three, "three results", "end with `return mse, bias_squared, variance`")
check_close(
    result[0],
    44 / 6,
    "the mse of three fits at two places",
    mistakes={
        "average over all fits and places, do not add up": 44.0,
        "average over the places too": 44 / 3,
        "average over the fits too": 22.0,
        "divide by the number of fits t, not by t − 1": 9.0,
        "the fits first, then the mean: this is the bias²": 4.0,
        "no factor 1/2 here": 44 / 12,
        "no root: the mean of the squares itself": (44 / 6) ** 0.5,
        "square the distances, do not take their size": 14 / 6,
    },
)
check_close(
    result[1],
    4.0,
    "the bias² of three fits at two places",
    mistakes={
        "square the bias at each place, then average over the places": 0.0,
        "the square is missing: bias²": 2.0,
        "bias² and variance are swapped: mse, bias², variance is the order": 10 / 3,
        "average over the places, do not add up": 8.0,
        "the mean fit is a mean over the fits (axis 0), not over the places": 44.5 / 6,
        "the mean fit is a mean over the fits (axis 0), not over all numbers": 6.25,
    },
)
check_close(
    result[2],
    10 / 3,
    "the variance of three fits at two places",
    mistakes={
        "divide by the number of fits t, not by t − 1": 5.0,
        "the variance over the fits at each place (axis 0), not over all numbers": 21.5 / 6,
        "the variance is taken over the fits (axis 0), not over the places": 7.25 / 3,
        "the variance is the square of the standard deviation": (6**0.5 + (2 / 3) ** 0.5) / 2,
        "average over the places, do not add up": 20 / 3,
        "scatter around the mean fit, not around the truth": 44 / 6,
    },
)
### BEGIN HIDDEN TESTS
random = rng("decompose")
fits, f = random.normal(size=(9, 5)), random.normal(size=5)
centre = sum(fits[i] for i in range(9)) / 9
right = (
    ((fits - f) ** 2).sum() / 45,
    ((centre - f) ** 2).sum() / 5,
    ((fits - centre) ** 2).sum() / 45,
)
given = fits.copy(), f.copy()
came = decompose(*given)
names = ("mse", "bias²", "variance")
slips = (
    {"no factor 1/2 here": right[0] / 2},
    {
        "square the bias at each place, then average over the places": (centre - f).mean() ** 2,
        "bias² and variance are swapped: mse, bias², variance is the order": right[2],
    },
    {
        "divide by the number of fits t, not by t − 1": right[2] * 9 / 8,
        "bias² and variance are swapped: mse, bias², variance is the order": right[1],
    },
)
for value, wanted, name, slip in zip(came, right, names, slips, strict=True):
    check_close(value, wanted, f"{name} of nine fits at five places", mistakes=slip)
check_unchanged(given[0], fits, "the predictions given to decompose")
check_unchanged(given[1], f, "the truth given to decompose")
square = decompose(fits[:5].copy(), f.copy())
check_close(square[1], ((fits[:5].mean(axis=0) - f) ** 2).mean(), "bias², as many fits as places")
check_close(square[2], fits[:5].var(axis=0).mean(), "variance, as many fits as places")
single = decompose(fits[:, :1].copy(), f[:1].copy())
check_close(single[1], (fits[:, 0].mean() - f[0]) ** 2, "bias² at a single place")
check_close(single[2], fits[:, 0].var(), "variance at a single place")
### END HIDDEN TESTS

# %% [markdown]
# The second test asks for what the three mean, in cases where you know the answer beforehand.

# %% tests="decompose" points=1
import numpy as np
from dlcourse.testing import check_close, check_true, rng

random = rng("decompose, properties")
f = random.normal(size=6)
same = decompose(np.tile(f + 0.5, (4, 1)), f.copy())
three = isinstance(same, (tuple, list, np.ndarray)) and len(same) == 3
check_true(three, "three results", "end with `return mse, bias_squared, variance`")
check_close(same[0], 0.25, "mse of four equal fits, all 0.5 too high")
check_close(same[1], 0.25, "bias² of four equal fits, all 0.5 too high")
check_close(same[2], 0.0, "variance of four equal fits")
### BEGIN HIDDEN TESTS
away = random.normal(size=(5, 6))
pairs = decompose(np.vstack([f + away, f - away]) + 0.25, f.copy())
check_close(pairs[1], 0.0625, "bias² of fits around a curve that is 0.25 too high")
check_close(pairs[2], np.mean(away**2), "variance of fits around a curve that is 0.25 too high")
one = decompose((f + away[0])[np.newaxis].copy(), f.copy())
check_close(one[1], np.mean(away[0] ** 2), "bias² of a single fit")
check_close(one[2], 0.0, "variance of a single fit")
wave = np.array([1.0, -1.0, 1.0, -1.0, 1.0, -1.0])
check_close(decompose(np.tile(f + wave, (3, 1)), f.copy())[1], 1.0, "bias² that changes its sign")
fits = random.normal(size=(40, 6)) + 3
whole = decompose(fits.copy(), f.copy())
check_close(whole[0], ((fits - f) ** 2).mean(), "mse of forty fits")
hint = "this is an identity: it holds for any fits, up to rounding"
check_close(whole[1] + whole[2], ((fits - f) ** 2).mean(), "bias² + variance is the mse", hint=hint)
### END HIDDEN TESTS

# %% [markdown]
# ### Play with it
#
# Three knobs, one picture. It shows 30 fits, their mean, the truth, and in the title your three
# numbers, averaged over the whole interval (the picture is cut off above and below, the numbers are
# not).
#
# *Try:* At 30 points and σ = 0.1, which degree has the smallest mse? Now raise the noise to 0.5.
# Must the degree go up or down? Which of bias² and variance changes when you add points?


# %% tags=["skip-execution"]
def draw_fits(degree, noise, points):
    """Draw 30 fits to new data sets, and their mean."""
    x_new = np.linspace(-1, 1, 201)
    fits = many_fits(degree, x_new, 30, points, noise)
    mse, bias_squared, variance = decompose(fits, truth(x_new))
    figure, ax = plt.subplots(figsize=(7.4, 4), layout="constrained")
    ax.plot(x_new, fits.T, color=BLUE, alpha=0.2, linewidth=1)
    ax.plot([], [], color=BLUE, alpha=0.5, label="30 fits")
    ax.plot(x_new, fits.mean(axis=0), color=ORANGE, linewidth=2.5, label="their mean")
    ax.plot(x_new, truth(x_new), color=BLACK, linestyle="--", linewidth=1.5, label="truth")
    ax.set(xlabel="x", ylabel="y", ylim=(-1.4, 2.4))
    ax.set_title(f"bias² {bias_squared:.3g} + variance {variance:.3g} = mse {mse:.3g}")
    ax.legend(loc="upper right")
    return figure


explore(
    draw_fits,
    degree=slider(0, 25, 5, label="degree d"),
    noise=slider(0.0, 1.0, 0.1, step=0.05, label="noise σ"),
    points=slider(26, 200, 30, label="points m"),
)

# %% [markdown]
# ## 6.5 The trade-off, measured
#
# Now all degrees from 2 to 25, as in the notes, with many data sets each. We look at two kinds of
# places: at the 30 places of the data (left), and anywhere between −1 and 1 (right).
#
# At the 30 places, theory gives all curves in closed form. A least-squares fit is a projection of
# the vector $\mathbf y$ onto the $d + 1$ dimensions that the model can reach. Two facts follow:
#
# - The mean fit is the fit of the mean: fit the curve $f$ without noise, and you have
#   $\mathbf E[h_D]$. What this fit misses is the bias.
# - Of the squared noise a projection onto $d + 1$ of $m$ dimensions keeps the share $(d + 1)/m$ on
#   average, since the noise prefers no direction. Averaged over the places,
#
# $$\mathrm{Var} = \sigma^2\, \frac{d + 1}{m} .$$
#
# Each further parameter costs $\sigma^2 / m$, whether it is needed or not.

# %% tags=["skip-execution"]
trials = pace(1000, quick=60)
degrees = np.arange(2, 26)
x_data, x_fine = np.linspace(-1, 1, POINTS), np.linspace(-1, 1, 201)
fits_at_data, measured, anywhere = {}, [], []
for d in progress(degrees, "degrees"):
    fits = many_fits(d, np.concatenate([x_data, x_fine]), trials)
    fits_at_data[d] = fits[:, :POINTS]
    measured.append(decompose(fits_at_data[d], truth(x_data)))
    anywhere.append(decompose(fits[:, POINTS:], truth(x_fine)))
measured, anywhere = np.array(measured), np.array(anywhere)

bias_theory = np.array(
    [np.mean((legendre(x_data, truth(x_data), d, x_data) - truth(x_data)) ** 2) for d in degrees]
)
variance_theory = SIGMA**2 * (degrees + 1) / POINTS

figure, axes = plt.subplots(1, 2, figsize=(11, 4), layout="constrained")
for ax, table in zip(axes, (measured, anywhere), strict=True):
    curves = {"bias²": table[:, 1], "variance": table[:, 2], "mse": table[:, 0]}
    plot_learning_curves(
        curves, x=degrees, xlabel="degree d", ylabel="squared error", log=True, ax=ax
    )
axes[0].plot(degrees, variance_theory, color=GRAY, linewidth=6, alpha=0.4, label="σ²(d + 1)/m")
axes[0].set(title="At the 30 places of the data", ylim=(1e-6, 1))
axes[0].legend()
axes[1].set(title="Anywhere between −1 and 1", ylim=(1e-6, 1e6))
axes[1].legend(loc="upper left")
plt.show()
for title, table in (("at the places of the data", measured), ("anywhere", anywhere)):
    print(
        f"smallest mse {title}: {table[:, 0].min():.5f} at degree {degrees[table[:, 0].argmin()]}"
    )

# %% [markdown]
# Left: the bias falls in steps until the model is rich enough, and the variance climbs steadily
# along the gray line of theory. Their sum has a minimum in between. To its left a model
# **underfits**: bias dominates. To its right it **overfits**: variance dominates.
#
# (From some degree on the *measured* bias² does not fall any more. It is the square of a mean of
# finitely many noisy fits, and that mean keeps a share $1/t$ of the variance for $t$ data sets.)
#
# Right: between the data, and above all near the two ends, a polynomial of high degree swings far
# out. Around the best degree the picture is nearly the same as on the left. From degree 18 or so
# on it is a catastrophe, and not one of rounding.
#
# ### Does the sum hold?
#
# The theorem says: error on new measurements = bias² + variance + σ². We measure the left side on
# its own, with new noise at the same places, and compare it with the right side, once measured and
# once from theory.

# %% tags=["skip-execution"]
new = np.random.default_rng(1)
tested = np.array(
    [
        np.mean((fits - truth(x_data) - SIGMA * new.normal(size=fits.shape)) ** 2)
        for fits in fits_at_data.values()
    ]
)
print("degree   bias²    variance    σ²      sum      error on new data   theory")
for d in (2, 3, 5, 7, 9, 12, 15, 20, 25):
    i = d - 2
    _, bias_squared, variance = measured[i]
    total, theory = (
        bias_squared + variance + SIGMA**2,
        bias_theory[i] + variance_theory[i] + SIGMA**2,
    )
    print(
        f"{d:4}   {bias_squared:8.5f}  {variance:8.5f}  {SIGMA**2:.4f}  {total:8.5f}"
        f"  {tested[i]:12.5f}       {theory:10.5f}"
    )
gap = np.abs(tested / (measured[:, 1] + measured[:, 2] + SIGMA**2) - 1).max()
print(f"largest difference between the sum and the error on new data: {gap:.1%} (chance)")

# %% [markdown]
# ### Training error and test error
#
# On its own training data each fit looks better than it is. The projection has taken the share
# $(d + 1)/m$ of *this* noise into the fit, so only the rest of it is left as an error, while new
# noise comes on top:
#
# $$\text{training error} = \mathrm{bias}^2 + \sigma^2 \Bigl(1 - \frac{d + 1}{m}\Bigr), \qquad
# \text{test error} = \mathrm{bias}^2 + \sigma^2 \Bigl(1 + \frac{d + 1}{m}\Bigr).$$
#
# The gap between them is $2 \sigma^2 (d + 1)/m$. The training error falls with every degree, and at
# 30 parameters it would be zero. **It cannot tell you when to stop.**

# %% tags=["skip-execution"]
trained = []
for d in degrees:
    random = np.random.default_rng(0)  # the data sets that many_fits has drawn
    noisy = np.array([sample(random)[1] for _ in range(trials)])
    trained.append(np.mean((fits_at_data[d] - noisy) ** 2))
ax = plot_learning_curves(
    {"training error": trained, "test error": tested},
    x=degrees,
    xlabel="degree d",
    ylabel="mean squared error",
    log=True,
    title="Error on the training data and on new data",
)
for sign in (-1, 1):
    theory = bias_theory + SIGMA**2 + sign * variance_theory
    ax.plot(degrees, theory, color=GRAY, linewidth=6, alpha=0.4, zorder=0)
ax.plot([], [], color=GRAY, linewidth=6, alpha=0.4, label="theory")
ax.axhline(SIGMA**2, color=BLACK, linestyle=":", label="σ²")
ax.legend()
plt.show()
lowest = degrees[tested.argmin()]
print(f"smallest test error {tested.min():.5f} at degree {lowest}; σ² = {SIGMA**2:.2f}")
print(f"degree 25: training error {trained[-1]:.5f}, test error {tested[-1]:.5f}")

# %% [markdown]
# Three remarks on what the notes say here.
#
# - The theorem is an identity, not a law of exchange: it says that the two terms *add up*, not that
#   one has to rise when the other falls. More data lowers the variance and leaves the bias alone.
#   A pointless parameter raises the variance and buys nothing. The trade-off is what one usually
#   *sees* along a family of models of growing capacity.
# - The notes ask for a bias and a variance error of comparable size. But at a minimum of the sum it
#   is their *slopes* that cancel, not their sizes that agree. In the table the bias² at the minimum
#   is far below the variance.
# - The training error is not "the bias": by the formula above it also contains noise, and lacks
#   some.

# %% [markdown]
# ## 6.6 Without the truth: three sets
#
# So much for a world with 1,000 data sets and a known truth. In yours there is one data set. Its
# training error is no guide, so some of it must be kept out of training:
#
# | set | what for | small data | 10⁶ samples and more |
# | --- | --- | --- | --- |
# | **training set** | find the parameters, such as $\theta$ | 60 % | 98 % |
# | **validation set** | choose the hyperparameters, such as $d$ | 20 % | 1 % |
# | **test set** | measure the model that was finally chosen, **once** | 20 % | 1 % |
#
# A **hyperparameter** is whatever you have to decide before the training can find the parameters:
# the degree $d$, the learning rate $\alpha$, the number of epochs, later the number of layers and
# neurons, and the $\lambda$ of section 6.3. The training error cannot choose it. It would always
# take the largest degree, the most epochs, and $\lambda = 0$.
#
# Why is the validation set not enough? Because choosing is a kind of learning. Whoever tries a
# hundred models and takes the one with the smallest validation error takes, in part, the one that
# was lucky on these samples. Its validation error is then too optimistic. So the test set lies in a
# drawer until all choices are made.
#
# All three sets must come from the same source, in random order. And whatever is computed from data
# to prepare them (a mean, a minimum) comes from the training set alone, as in unit 2.
#
# ## 6.7 Cross-validation
#
# With 30 points, 20 % are 6. The error on 6 points is a bad measurement: choose 6 others, and it
# may double. Larger validation sets would measure better, but leave less for training.
#
# **k-fold cross-validation** gets around this. Shuffle the samples and cut them into $k$ parts of
# equal size, the *folds*. Then train $k$ times, each time without one of the folds, and validate on
# that one.

# %% tags=["skip-execution"]
figure, ax = plt.subplots(figsize=(7.4, 2.6), layout="constrained")
for row in range(5):
    for fold in range(5):
        held = row == fold
        box = plt.Rectangle(
            (fold, 4 - row), 0.94, 0.8, facecolor=ORANGE if held else "#cfe3f5", edgecolor=BLACK
        )
        ax.add_patch(box)
        ax.text(
            fold + 0.47,
            4.4 - row,
            "validate" if held else "train",
            ha="center",
            va="center",
            color="white" if held else "black",
        )
ax.set(xlim=(-0.05, 5), ylim=(-0.1, 5), title="Five folds: every sample is held out exactly once")
ax.set_yticks([4.4 - row for row in range(5)], [f"run {row + 1}" for row in range(5)])
ax.set_xticks([fold + 0.47 for fold in range(5)], [f"fold {fold + 1}" for fold in range(5)])
ax.tick_params(length=0)
ax.spines[:].set_visible(False)
plt.show()

# %% [markdown]
# In the end every sample was validated exactly once, by a model that had not seen it, and each
# model was trained on the share $(k - 1)/k$ of the data.
#
# ### Exercise 4: the folds
#
# Return indices, not samples: then the same folds serve for `x`, for `y`, and for every model that
# is compared. If $m$ is no multiple of $k$, some folds have one sample more than others. Shuffle
# first; data often come sorted by class or by date.
#
# *Hint:* `np.random.default_rng(seed).permutation(m)` and `np.array_split`.


# %% exercise="k_fold_indices"
def k_fold_indices(m, k, seed):
    """Split the indices of m samples into k folds, in random order.

    Parameters
    ----------
    m : int
        The number of samples.
    k : int, from 2 to m
        The number of folds.
    seed : int, at least 0
        The same seed gives the same folds, another seed gives others.

    Returns
    -------
    list of k pairs (train, validation)
        Two ndarrays of ints each, with one axis. The k arrays `validation` together hold every
        index from 0 to m − 1 exactly once, and their sizes differ by 1 at most. The array `train`
        holds all indices that are not in its `validation`. The order inside does not matter.
    """
    ### START YOUR CODE ###
    folds = np.array_split(np.random.default_rng(seed).permutation(m), k)
    return [(np.concatenate(folds[:i] + folds[i + 1 :]), folds[i]) for i in range(k)]
    ### END YOUR CODE ###


# %% tests="k_fold_indices" points=2
import numpy as np
from dlcourse.testing import check_close, check_equal, check_true


def check_folds(folds, m, k):
    name = f"{m} samples in {k} folds"
    check_true(isinstance(folds, (list, tuple)), f"{name}: a list", "return a list of k pairs")
    check_equal(len(folds), k, f"{name}: their number", hint="one pair for each of the k folds")
    pairs = all(
        isinstance(pair, (list, tuple))
        and len(pair) == 2
        and all(hasattr(part, "__len__") for part in pair)
        and not any(np.ndim(index) for part in pair for index in part)
        for pair in folds
    )
    check_true(pairs, f"{name}: pairs", "each entry is a pair of index arrays, (train, validation)")
    sizes = sorted(len(pair[1]) for pair in folds)
    wanted = sorted([m // k + 1] * (m % k) + [m // k] * (k - m % k))
    most = [m - size for size in wanted[::-1]]
    slips = {
        "train and validation are swapped: the smaller part validates": most,
        "the folds differ by 1 at most: the samples left over go to different folds": [m // k]
        * (k - 1)
        + [m // k + m % k],
        "no sample may be dropped when m is no multiple of k": [m // k] * k,
        "the folds differ by 1 at most: rounding m / k up leaves too little for the last": sorted(
            min(-(-m // k), max(0, m - fold * -(-m // k))) for fold in range(k)
        ),
    }
    hint = "the sizes differ by 1 at most, and no sample is left over"
    check_equal(sizes, wanted, f"{name}: the sizes of the folds", mistakes=slips, hint=hint)
    together = np.sort(np.concatenate([np.ravel(pair[1]) for pair in folds]))
    hint = "cut one shuffled list of all indices into k parts: every index validates exactly once"
    check_close(together, np.arange(m), f"{name}: all validations together", kind="int", hint=hint)
    for i, (train, validation) in enumerate(folds):
        rest = np.setdiff1d(np.arange(m), validation)
        slips = {
            "validation samples must not be among those for training": np.arange(m),
            "train is a part of the validation fold": np.sort(np.ravel(validation)),
        }
        came = np.sort(np.ravel(train))
        hint = "train holds all the other folds"
        where = f"{name}: training indices of fold {i}"
        check_close(came, rest, where, kind="int", mistakes=slips, hint=hint)


check_folds(k_fold_indices(12, 4, 0), 12, 4)
check_folds(k_fold_indices(10, 4, 1), 10, 4)
### BEGIN HIDDEN TESTS
check_folds(k_fold_indices(30, 5, 2), 30, 5)
check_folds(k_fold_indices(25, 6, 3), 25, 6)
check_folds(k_fold_indices(7, 2, 4), 7, 2)
check_folds(k_fold_indices(5, 5, 5), 5, 5)
### END HIDDEN TESTS

# %% [markdown]
# The second test looks at the shuffling.

# %% tests="k_fold_indices" points=1
import numpy as np
from dlcourse.testing import check_close, check_equal, check_true


def held_out(m, k, seed):
    return [sorted(np.ravel(pair[1]).tolist()) for pair in k_fold_indices(m, k, seed)]


first = held_out(40, 4, 1)
every = sorted(index for fold in first for index in fold)
check_equal(every, list(range(40)), "every index validates once")
neighbors = sum(int(np.sum(np.diff(fold) == 1)) for fold in first)
hint = "shuffle before you cut: the data may be sorted by class"
check_true(neighbors < 30, "a fold is no block of neighbors", hint)
check_true(held_out(40, 4, 2) != first, "another seed gives other folds", "use the argument seed")
hint = "let the generator start from the seed: np.random.default_rng(seed)"
check_equal(held_out(40, 4, 1), first, "the same seed gives the same folds", hint=hint)
### BEGIN HIDDEN TESTS
steps = {int(step) for fold in held_out(60, 4, 8) for step in np.diff(fold)}
check_true(len(steps) > 2, "no regular pattern", "every 4th sample is no random choice: shuffle")
several = [held_out(50, 5, seed) for seed in range(4)]
every = [sorted(index for fold in folds for index in fold) for folds in several]
check_equal(every, [list(range(50))] * 4, "every index validates once, for four seeds")
distinct = len({str(sorted(folds)) for folds in several})
hint = "the shuffling itself must depend on the seed, not the order of the folds alone"
check_equal(distinct, 4, "four seeds, four different cuts", hint=hint)
hint = "let the generator start from the seed: np.random.default_rng(seed)"
check_equal(held_out(50, 5, 3), several[3], "the same seed again", hint=hint)
### END HIDDEN TESTS

# %% [markdown]
# ### Exercise 5: the loop
#
# The loop does not care what is trained. It is handed a function `evaluate` that trains on the
# first two arrays it gets, and returns the error on the other two. It may return one number or an
# array of several errors. Collect them, one entry for each fold.


# %% exercise="cross_validate"
def cross_validate(x, y, folds, evaluate):
    """Evaluate a way of training once for each fold.

    Parameters
    ----------
    x : ndarray, shape (m, ...)
        The samples along axis 0. Stays as it is.
    y : ndarray, shape (m,)
        Their labels or values. Stays as it is.
    folds : list of k pairs (train, validation)
        Two arrays of indices each.
    evaluate : function
        ``evaluate(x_train, y_train, x_val, y_val)`` trains a fresh model on the first two arrays
        and returns its error on the last two: a float, or an ndarray of floats of some shape s,
        the same for all folds.

    Returns
    -------
    ndarray of floats, shape (k,) or (k, *s)
        What evaluate returned for each fold, in the order of the folds.
    """
    ### START YOUR CODE ###
    errors = [evaluate(x[train], y[train], x[val], y[val]) for train, val in folds]
    return np.array(errors)
    ### END YOUR CODE ###


# %% tests="cross_validate" points=2
import numpy as np
from dlcourse.testing import check_close, check_equal, check_unchanged, rng


def constant_model(x_train, y_train, x_val, y_val):
    return float(np.mean((np.mean(y_train) - y_val) ** 2))


def pairs(m, *parts):
    return [(np.setdiff1d(np.arange(m), part), np.array(part)) for part in parts]


x, y = np.arange(6.0), np.array([0.0, 1.0, 4.0, 2.0, 8.0, 3.0])
held = [[0, 3], [1, 4], [2, 5]]
rest = [[1, 2, 4, 5], [0, 2, 3, 5], [0, 1, 3, 4]]
wanted = np.array([np.mean((y[r].mean() - y[h]) ** 2) for r, h in zip(rest, held)])
slips = {
    "train on x[train], validate on x[validation]: they are swapped": np.array(
        [np.mean((y[h].mean() - y[r]) ** 2) for r, h in zip(rest, held)]
    ),
    "this is the training error: validate on the other part": np.array([y[r].var() for r in rest]),
    "validation samples must not be trained on: hand over x[train]": np.array(
        [np.mean((y.mean() - y[h]) ** 2) for h in held]
    ),
    "the order of the arguments: x_train, y_train, x_val, y_val": np.array(
        [np.mean((x[h].mean() - y[h]) ** 2) for h in held]
    ),
    "x and y are swapped: x_train, y_train, x_val, y_val": np.array(
        [np.mean((x[r].mean() - x[h]) ** 2) for r, h in zip(rest, held)]
    ),
    "one error for each fold is wanted; the mean is taken later": wanted.mean(),
    "only one fold was evaluated: is `return` inside the loop?": wanted[:1],
}
came = cross_validate(x.copy(), y.copy(), pairs(6, [0, 3], [1, 4], [2, 5]), constant_model)
check_close(came, wanted, "three folds, with the mean as the model", mistakes=slips)
### BEGIN HIDDEN TESTS
seen = []


def record(x_train, y_train, x_val, y_val):
    seen.append([np.array(part) for part in (x_train, y_train, x_val, y_val)])
    return np.array([float(np.sum(x_val)), float(np.sum(y_train)), float(len(seen))])


random = rng("cross_validate")
x, y = random.normal(size=(9, 4)), random.normal(size=9)
parts = [7, 2], [0, 8, 5], [4, 1], [6, 3]
given = x.copy(), y.copy()
came = cross_validate(*given, pairs(9, *parts), record)
check_equal(len(seen), 4, "evaluate is called once for each fold")
names = ("training samples", "training labels", "validation samples", "validation labels")
for i, part in enumerate(parts):
    rest = np.setdiff1d(np.arange(9), part)
    slips = {"train and validation are swapped": len(part)}
    check_equal(len(seen[i][0]), len(rest), f"fold {i}: how many train", mistakes=slips)
    order = (x[rest], y[rest], x[list(part)], y[list(part)])
    hint = "hand over the samples as they are: x[train], y[train], x[validation], y[validation]"
    for name, array, right in zip(names, seen[i], order):
        check_close(array, right, f"fold {i}: the {name}", hint=hint)
sums = [[x[list(p)].sum(), y.sum() - y[list(p)].sum(), i + 1] for i, p in enumerate(parts)]
hint = "collect what evaluate returns as it is, one row for each fold"
check_close(came, np.array(sums), "four folds with three errors each", hint=hint)
check_unchanged(given[0], x, "the samples given to cross_validate")
check_unchanged(given[1], y, "the labels given to cross_validate")
table = np.arange(12.0).reshape(3, 4)


def a_table(x_train, y_train, x_val, y_val):
    return table


came = cross_validate(x.copy(), y.copy(), pairs(9, *parts[:2]), a_table)
check_close(came, np.array([table, table]), "two folds with a table of errors each")
came = cross_validate(x[:3].copy(), y[:3].copy(), pairs(3, [0], [1], [2]), constant_model)
left = np.array([(y[[1, 2]].mean() - y[0]), (y[[0, 2]].mean() - y[1]), (y[[0, 1]].mean() - y[2])])
check_close(came, left**2, "three samples, each of them a fold")
### END HIDDEN TESTS

# %% [markdown]
# ## 6.8 Choosing
#
# Now one data set of 30 points, as in real life, and the question which degree it deserves. For
# each degree there are $k$ validation errors $e_1, \dots, e_k$. Their mean $\bar e$ estimates the
# error on new data. How reliable is this mean? Its **standard error** tells: the standard
# deviation of the $k$ values, divided by $\sqrt k$:
#
# $$\mathrm{SE} = \frac{s}{\sqrt k}, \qquad s^2 = \frac1{k - 1} \sum_{j=1}^k (e_j - \bar e)^2 .$$
#
# (Take it as a rule of thumb. The $k$ models share most of their training data, so the $e_j$ are
# not independent, and no formula gives the true spread without bias. Bengio and Grandvalet proved
# that in 2004.)
#
# The obvious choice is the candidate with the smallest mean. But if the difference to a simpler
# candidate is smaller than what we can measure, why take the complicated one? That is Occam's
# razor, and the **one-standard-error rule** of Breiman and others makes it precise: take the
# *simplest* candidate whose mean is not above
#
# $$\bar e_{\text{best}} + \mathrm{SE}_{\text{best}},$$
#
# where "best" is the candidate with the smallest mean.
#
# ### Exercise 6: the one-standard-error rule


# %% exercise="one_standard_error"
def one_standard_error(errors):
    """Choose the simplest candidate that is within one standard error of the best.

    Parameters
    ----------
    errors : ndarray of floats, shape (c, k)
        Row i has the k ≥ 2 validation errors of candidate i. The candidates are sorted, the
        simplest first. Stays as it is.

    Returns
    -------
    int
        The index of the first candidate whose mean error is at most the smallest mean plus the
        standard error of that best candidate: the standard deviation of its k errors (with k − 1,
        not k, in the variance), divided by the root of k.
    """
    ### START YOUR CODE ###
    means = errors.mean(axis=1)
    best = np.argmin(means)
    limit = means[best] + errors[best].std(ddof=1) / np.sqrt(errors.shape[1])
    return int(np.flatnonzero(means <= limit)[0])
    ### END YOUR CODE ###


# %% tests="one_standard_error" points=2
import numpy as np
from dlcourse.testing import check_equal, check_unchanged, rng

spread = np.array([0.0, 0.04, -0.04, 0.0])  # standard deviation 0.0327, standard error 0.0163
means = np.array([0.4, 0.225, 0.21, 0.207, 0.2, 0.212])
came = one_standard_error(means[:, np.newaxis] + spread)
check_equal(
    came,
    2,
    "six candidates with means 0.4, 0.225, 0.21, 0.207, 0.2, 0.212 and SE 0.0163",
    mistakes={
        "this is the best one; a simpler one is within one standard error": 4,
        "the standard error is s over the root of k, not s itself": 1,
        "the standard error is s over the root of k, not k; and the first index is 0": 3,
        "the simplest of those within the limit, not the most complex": 5,
        "this is the largest error": 0,
        "the index is wanted, not the mean": 0.21,
    },
)
### BEGIN HIDDEN TESTS
wide, narrow = 3 * spread, 0.001 * spread
errors = np.array([0.23 + narrow, 0.22 + wide, 0.2 + narrow, 0.3 + wide])
given = errors.copy()
slips = {
    "the limit takes the standard error of the best candidate, not of each one": 1,
    "the best candidate has the smallest mean, not the smallest single error": 0,
}
check_equal(one_standard_error(given), 2, "the best has a small spread", mistakes=slips)
check_unchanged(given, errors, "the errors given to one_standard_error")
errors = np.array([0.3 + narrow, 0.235 + narrow, 0.31 + narrow, 0.2 + wide, 0.21 + narrow])
slips = {"the simplest within the limit, also when a worse candidate stands between the two": 3}
check_equal(one_standard_error(errors.copy()), 1, "the best has a large spread", mistakes=slips)
two = np.array([[0.63, 0.62], [0.5, 0.7], [0.56, 0.58], [0.5, 0.61]])  # best: 0.555, SE 0.055
slips = {
    "divide by k − 1 in the variance: std(ddof=1)": 2,
    "the standard error is s over the root of k": 0,
    "this is the best one; a simpler one is within one standard error": 3,
}
check_equal(one_standard_error(two.copy()), 1, "four candidates, two folds", mistakes=slips)
ten = rng("one_standard_error").normal(scale=0.1, size=10)
ten = (ten - ten.mean()) / ten.std(ddof=1)  # standard deviation 1, standard error 0.316
rising = np.array([0.0, 0.29, 0.33, 0.6, 1.2])[:, np.newaxis] + 5 + ten
slips = {
    "the simplest of those within the limit, not the most complex": 1,
    "axis 1 holds the folds": 3,
}
check_equal(one_standard_error(rising.copy()), 0, "the simplest is the best", mistakes=slips)
slips = {
    "this is the best one; a simpler one is within one standard error": 4,
    "the standard error is s over the root of k, with k = 10 here": 1,
}
check_equal(
    one_standard_error(rising[::-1].copy()), 3, "ten folds, the last is the best", mistakes=slips
)
skewed = np.array([[0.125, 0.125, 0.125, 1.625], [0.2, 0.3, 0.3, 0.2], [0.375] * 4])
slips = {"the mean over the folds decides, not the median and not the smallest error": 0}
check_equal(one_standard_error(skewed.copy()), 1, "one bad fold of four", mistakes=slips)
same = np.array([[0.5] * 4, [0.25] * 4, [0.375] * 4])
check_equal(one_standard_error(same.copy()), 1, "no spread at all: the best one")
check_equal(one_standard_error(np.array([[0.3, 0.1]])), 0, "a single candidate")
### END HIDDEN TESTS

# %% [markdown]
# ### One data set
#
# The bars show one standard error up and down. The gray line is what we cannot know in real life,
# the true error on new data of the model that was trained on all 30 points.

# %% tags=["skip-execution"]
CANDIDATES = np.arange(2, 16)
places = np.linspace(-1, 1, 2001)


def squared_error(y_hat, y):
    """The mean squared error."""
    return np.mean((y_hat - y) ** 2)


def fold_errors(x, y, folds):
    """The validation errors of all candidate degrees, shape (degrees, k)."""
    return np.array(
        [
            cross_validate(
                x,
                y,
                folds,
                lambda x_train, y_train, x_val, y_val, d=d: squared_error(
                    fit_predict(x_train, y_train, d, x_val), y_val
                ),
            )
            for d in CANDIDATES
        ]
    )


def true_errors(x, y):
    """The errors on new data of all candidates, for x anywhere between −1 and 1."""
    fits = [fit_predict(x, y, d, places) for d in CANDIDATES]
    return np.array([squared_error(fit, truth(places)) for fit in fits]) + SIGMA**2


x, y = sample(np.random.default_rng(6))
errors = fold_errors(x, y, k_fold_indices(POINTS, 5, seed=0))
means, bars = errors.mean(axis=1), errors.std(axis=1, ddof=1) / np.sqrt(5)
best, chosen = means.argmin(), one_standard_error(errors)

figure, ax = plt.subplots(figsize=(8, 4), layout="constrained")
ax.plot(
    CANDIDATES, true_errors(x, y), color=GRAY, linewidth=5, alpha=0.5, label="error on new data"
)
low = np.minimum(bars, 0.9 * means)  # an error is never negative
ax.errorbar(
    CANDIDATES, means, yerr=[low, bars], color=BLUE, marker="o", capsize=3, label="5-fold mean ± SE"
)
ax.axhline(means[best] + bars[best], color=ORANGE, linestyle=":", label="smallest mean + SE")
ax.plot(
    CANDIDATES[chosen], means[chosen], "s", color=ORANGE, markersize=11, label="chosen", zorder=0
)
ax.set(xlabel="degree d", ylabel="mean squared error", yscale="log", xticks=CANDIDATES)
ax.set_title("Cross-validation on 30 points")
ax.legend()
plt.show()
print(f"smallest mean: degree {CANDIDATES[best]}")
print(f"one-standard-error rule: degree {CANDIDATES[chosen]}")
true = true_errors(x, y)
print(f"really the best for these data: degree {CANDIDATES[true.argmin()]}")

# %% [markdown]
# (Cross-validation is harder on the high degrees than they deserve: whoever trains without one of
# the two end points has to guess beyond the data. Bars that would reach below 0 are cut off.)
#
# **Which model do you keep?** The notes keep the best one of the $k$ models. That is not good
# advice. The $k$ models have the same hyperparameters and differ by their folds only, so the "best"
# of them is the one with the easiest validation fold. And it has not seen that fold. The sound way:
# use cross-validation to choose the hyperparameter, throw the $k$ models away, and **train once
# more on all of the training data**.
#
# ### Was it luck?
#
# Many data sets, one choice each. How often is which degree chosen, and how much worse than the
# best possible choice is it?

# %% tags=["skip-execution"]
random = np.random.default_rng(3)
rules = {
    "smallest training error": lambda x, y, errors: len(CANDIDATES) - 1,
    "smallest mean of 5 folds": lambda x, y, errors: errors.mean(axis=1).argmin(),
    "one-standard-error rule": lambda x, y, errors: one_standard_error(errors),
    "one split, 24 train and 6 validate": lambda x, y, errors: errors[:, 0].argmin(),
}
picked, excess = {name: [] for name in rules}, {name: [] for name in rules}
for run in progress(range(pace(200, quick=20)), "data sets"):
    x, y = sample(random)
    errors = fold_errors(x, y, k_fold_indices(POINTS, 5, seed=run))
    true = true_errors(x, y)
    for name, rule in rules.items():
        index = rule(x, y, errors)
        picked[name].append(CANDIDATES[index])
        excess[name].append(true[index] / true.min())
figure, ax = plt.subplots(figsize=(8, 3.6), layout="constrained")
for place, (name, color) in enumerate(zip(list(rules)[1:], (BLUE, ORANGE, GREEN), strict=True)):
    counts = [picked[name].count(d) for d in CANDIDATES]
    ax.bar(CANDIDATES + 0.28 * (place - 1), counts, width=0.26, color=color, label=name)
ax.set(xlabel="chosen degree", ylabel="number of data sets", xticks=CANDIDATES)
ax.set_title("What the rules choose")
ax.legend()
plt.show()
print("error of the chosen degree, as a multiple of the best possible one")
for name, factors in excess.items():
    usual, bad = np.percentile(factors, [50, 90])
    print(f"{name:35} median {usual:5.2f}, exceeded by every tenth data set {bad:5.2f}")

# %% [markdown]
# The training error always takes the largest degree, and pays for it. Five folds come close to the
# best possible choice, and rarely miss it by much. A single split of the same size scatters widely:
# six points measure badly.
#
# The one-standard-error rule takes lower degrees, as it should, but its choice is not the more
# accurate one. With five folds of six points the standard error is large, and now and then it
# excuses a model that is too simple. So take the rule for what it is: a way to get a *simple* model
# at a small price. Whoever wants the smallest error takes the smallest mean.

# %% [markdown]
# ## 6.9 Real images: how many epochs?
#
# The number of epochs is a hyperparameter too: the longer a model trains, the further it can get
# from its start, so in a sense its capacity grows. The notes show a generalized perceptron on
# Fashion-MNIST with the mean squared error and $\alpha = 0.5$: its validation error over the
# epochs, as the mean of $k = 5$ folds with error bars. They do not say which classes. We take two
# that are alike, but not hopelessly so: sandals ($y = 0$) and sneakers ($y = 1$).
#
# The 2,000 test images go into the drawer. (Without the full data set a smaller one stands in, and
# all numbers of this section come out different.)

# %% tags=["skip-execution"]
fashion = load_fashion_mnist()
NEGATIVE, POSITIVE = 5, 7  # sandal, sneaker


def take_pair(images, labels):
    """The images of the two classes as rows from 0 to 1, and y = 1 for the second class."""
    rows = np.isin(labels, (NEGATIVE, POSITIVE))
    x = images[rows].reshape(rows.sum(), -1).astype(np.float32) / 255
    return x, (labels[rows] == POSITIVE).astype(np.int64)


x_images, y_images = take_pair(fashion.train_images, fashion.train_labels)
x_drawer, y_drawer = take_pair(fashion.test_images, fashion.test_labels)
print(f"training and validation: {len(x_images):,} images; in the drawer: {len(x_drawer):,}")
plot_tiles(
    x_images[:10].reshape(-1, 28, 28),
    captions=[fashion.class_names[(NEGATIVE, POSITIVE)[label]] for label in y_images[:10]],
    title="Sandal or sneaker?",
)
plt.show()

# %% [markdown]
# The next cell trains a generalized perceptron as in unit 4, and stops at several epochs on the way
# to look at both error rates. So one training run serves for all candidates at once. The function
# `evaluate` then returns an array, which your `cross_validate` can take.
#
# We do it twice: with all 12,000 images, and with only 600 of them.


# %% tags=["skip-execution"]
ALPHA = 0.5
SHORT = pace([1, 2, 5, 10, 20, 50, 100, 200, 400], quick=[1, 2, 5, 10])
LONG = pace([1, 5, 20, 50, 100, 200, 500, 1000, 2000, 5000], quick=[1, 5, 20, 50])


def outputs(x, w, b):
    """The outputs ŷ of a generalized perceptron."""
    return 1 / (1 + np.exp(-np.clip(x @ w + b, -60, 60)))


def descend(x, y, epochs, learning_rate=ALPHA):
    """Descend the mean squared error from zero; yield w and b at each of the given epochs."""
    w, b = np.zeros(x.shape[1], dtype=x.dtype), x.dtype.type(0)
    for epoch in range(1, max(epochs) + 1):
        y_hat = outputs(x, w, b)
        delta = ((y_hat - y) * y_hat * (1 - y_hat)).astype(x.dtype)
        w = w - learning_rate * (delta @ x) / len(x)
        b = b - learning_rate * delta.mean()
        if epoch in epochs:
            yield w, b


def share_wrong(y_hat, y):
    """The error rate of the decisions ŷ ≥ 0.5."""
    return np.mean((y_hat >= 0.5) != y)


def validate_epochs(x, y, epochs):
    """Cross-validate: error rates in %, shape (5 folds, training and validation, epochs)."""

    def evaluate(x_train, y_train, x_val, y_val):
        states = list(descend(x_train, y_train, epochs))
        return np.array(
            [
                [100 * share_wrong(outputs(x_part, w, b), y_part) for w, b in states]
                for x_part, y_part in ((x_train, y_train), (x_val, y_val))
            ]
        )

    return cross_validate(x, y, k_fold_indices(len(y), 5, seed=0), evaluate)


few = np.random.default_rng(0).permutation(len(y_images))[:600]
tasks = {
    "12,000 images": (x_images, y_images, SHORT),
    "600 images": (x_images[few], y_images[few], LONG),
}
results = {name: validate_epochs(*tasks[name]) for name in progress(tasks, "cross-validations")}

# %% tags=["skip-execution"]
figure, axes = plt.subplots(1, 2, figsize=(11, 4), sharey=True, layout="constrained")
for ax, (name, errors) in zip(axes, results.items(), strict=True):
    epochs = np.array(tasks[name][2])
    for row, (part, color, style) in enumerate(
        (("training", BLUE, "--"), ("validation", ORANGE, "-"))
    ):
        ax.errorbar(
            epochs * (0.97, 1.03)[row],  # a little apart, so that both bars are seen
            errors[:, row].mean(axis=0),
            yerr=errors[:, row].std(axis=0, ddof=1),
            color=color,
            linestyle=style,
            marker="os"[row],
            markersize=5,
            capsize=4,
            label=f"{part}: mean ± standard deviation",
        )
    chosen = epochs[one_standard_error(errors[:, 1].T)]
    ax.axvline(chosen, color=GRAY, linestyle=":", label=f"chosen: {chosen:,} epochs")
    ax.set(xscale="log", xlabel="number of epochs", ylim=(0, 50), title=f"k = 5 folds of {name}")
    ax.legend()
axes[0].set_ylabel("error rate in %")
plt.show()
for name, errors in results.items():
    middle, spread = errors[:, 1].mean(axis=0), errors[:, 1].std(axis=0, ddof=1)
    for i in range(0, len(middle), 2):
        print(f"{name}, {tasks[name][2][i]:5,} epochs: {middle[i]:5.2f} % ± {spread[i]:.2f} %")

# %% [markdown]
# Left: with many images both errors fall together, and after 400 epochs they still do. The more
# epochs, the better, as far as we looked. Right: with few images the training error goes to zero,
# while the validation error has long come to rest. From there on the perceptron learns its 480
# training images by heart. The rule takes the smallest number of epochs that does as well as the
# best one, as far as one can tell.
#
# The choices are made, and only now the drawer is opened: train once more, on all the images of
# each task, with the chosen number of epochs. Then measure on the test images. Once.

# %% tags=["skip-execution"]
for name, (x, y, epochs) in tasks.items():
    errors = results[name][:, 1]
    index = one_standard_error(errors.T)
    ((w, b),) = descend(x, y, [epochs[index]])
    test_error = 100 * share_wrong(outputs(x_drawer, w, b), y_drawer)
    middle, spread = errors[:, index].mean(), errors[:, index].std(ddof=1)
    print(f"{name}, {epochs[index]:,} epochs: cross-validation {middle:.2f} % ± {spread:.2f} %")
    print(f"{'':{len(name)}}  test set, at last: {test_error:.2f} %")

# %% [markdown]
# Cross-validation and the test set agree, up to what 2,000 test images can tell. (With an error
# rate $p$ and $n$ test images the count of errors alone scatters by $\sqrt{p (1 - p) / n}$, which
# is 0.5 % here.) Note how the spread of the folds depends on their size: on the left 2,400 images
# validate in each of them, on the right 120.
#
# The notes call the error bars an estimator for the generalization error. To be precise, the *mean*
# over the folds is the estimator. The bars say how far it may be off.

# %% [markdown]
# ## 6.10 Learning curves: would more data help?
#
# One more picture answers the most expensive question in practice. Vary the amount of training
# data. Let the **split ratio** $r$ be the share of the samples that train; the rest
# validates. Then one expects:
#
# - The **training error** rises with $r$. Few points are easy to fit.
# - The **validation error** falls with $r$. More data show more of the truth. (Near $r = 1$ it
#   becomes wiggly, as few samples are left to validate on.)
#
# Both approach the same height from two sides. *How high* that is tells the bias. *How far apart*
# they still are tells the variance.
#
# ### Exercise 7: learning curves
#
# For each ratio $r$: the first $\mathrm{round}(r\,m)$ samples train, all the others validate. (The
# samples were shuffled before.) Both errors belong to the same fit. And the training error is that
# on the samples the model was trained on, no others.


# %% exercise="learning_curve"
def learning_curve(x, y, ratios, fit, error):
    """Measure training and validation error for several split ratios.

    Parameters
    ----------
    x : ndarray, shape (m, ...)
        The samples along axis 0, in random order. Stays as it is.
    y : ndarray, shape (m,)
        Their labels or values. Stays as it is.
    ratios : list of r floats between 0 and 1, in any order
        The first ``round(ratio * m)`` samples train, the others validate. At least one sample is
        in each part.
    fit : function
        ``fit(x_train, y_train, x_new)`` trains a fresh model on the first two arrays and returns
        its outputs for x_new: an ndarray of shape (len(x_new),).
    error : function
        ``error(y_hat, y)`` takes outputs and labels, in this order, and returns a float.

    Returns
    -------
    training_errors : list or ndarray of r floats
        For each ratio the error on the samples that train.
    validation_errors : list or ndarray of r floats
        For each ratio the error on the others.
    """
    ### START YOUR CODE ###
    training_errors, validation_errors = [], []
    for ratio in ratios:
        n = round(ratio * len(x))
        training_errors.append(error(fit(x[:n], y[:n], x[:n]), y[:n]))
        validation_errors.append(error(fit(x[:n], y[:n], x[n:]), y[n:]))
    return training_errors, validation_errors
    ### END YOUR CODE ###


# %% tests="learning_curve" points=2
import numpy as np
from dlcourse.testing import check_close, check_equal, check_true, check_unchanged, rng


def fit_mean(x_train, y_train, x_new):
    return np.full(len(x_new), np.mean(y_train))


def mse(y_hat, y):
    return float(np.mean((y_hat - y) ** 2))


x, y = np.arange(8.0), np.array([1.0, 3.0, 2.0, 6.0, 3.0, 0.0, 5.0, 4.0])
result = learning_curve(x.copy(), y.copy(), [0.25, 0.5, 0.75], fit_mean, mse)
two = isinstance(result, (tuple, list, np.ndarray)) and len(result) == 2
check_true(two, "two results", "end with `return training_errors, validation_errors`")
wanted = [1.0, 3.5, 43 / 12], [17 / 3, 3.5, 4.25]
slips = {
    "train on the first samples and validate on the others: they are swapped": wanted[1],
    "measure the training error on the samples that train, not on all": [4.5, 3.5, 3.75],
    "only one ratio: is `return` inside the loop?": [1.0],
    "the ratio is the share that trains": [43 / 12, 3.5, 1.0],
    "train on the first samples only, not on all": [2.0, 3.5, 23 / 6],
    "the first samples train, not the last": [0.25, 3.5, 35 / 9],
}
check_close(result[0], wanted[0], "training errors for three ratios", mistakes=slips)
slips = {
    "validate on the samples that did not train, not on all": [4.5, 3.5, 3.75],
    "train on the first samples only, not on all": [4.0, 3.5, 2.5],
    "this is the training error: validate on the others": wanted[0],
    "train on the first samples, not on those that validate": [35 / 9, 3.5, 0.25],
}
check_close(result[1], wanted[1], "validation errors for three ratios", mistakes=slips)
### BEGIN HIDDEN TESTS
calls = []


def fit_line(x_train, y_train, x_new):
    calls.append((len(x_train), len(y_train), len(x_new)))
    wide = np.column_stack([x_train, np.ones(len(x_train))])
    theta = np.linalg.lstsq(wide, y_train, rcond=None)[0]
    return x_new @ theta[:-1] + theta[-1]


def largest(y_hat, y):
    return float(np.max(y_hat - y))


random = rng("learning_curve")
x, y, ratios = random.normal(size=(100, 2)), random.normal(size=100), [0.9, 0.29, 0.55]
given = x.copy(), y.copy(), list(ratios)
training, validation = learning_curve(*given, fit_line, largest)
sizes = sorted({call[0] for call in calls})
slips = {"round, do not cut off: 0.29 · 100 is a little less than 29 on a computer": [28, 55, 90]}
slips["train on the first part only"] = [100]
check_equal(sizes, [29, 55, 90], "the numbers of training samples", mistakes=slips)
wanted, swapped = [[], []], [[], []]
for n in (90, 29, 55):
    wide = np.column_stack([x, np.ones(100)])
    theta = np.linalg.lstsq(wide[:n], y[:n], rcond=None)[0]
    off = wide @ theta - y
    for i, part in enumerate((off[:n], off[n:])):
        wanted[i].append(part.max())
        swapped[i].append(-part.min())
hint = "use the arguments fit and error, and keep the order of the ratios"
slips = {"error takes the outputs first, then the labels: error(y_hat, y)": swapped[0]}
check_close(training, wanted[0], "training errors of another kind", mistakes=slips, hint=hint)
slips = {"error takes the outputs first, then the labels: error(y_hat, y)": swapped[1]}
check_close(validation, wanted[1], "validation errors of another kind", mistakes=slips, hint=hint)
check_unchanged(given[0], x, "the samples given to learning_curve")
check_unchanged(given[1], y, "the values given to learning_curve")
training, validation = learning_curve(x[:10].copy(), y[:10].copy(), [0.1], fit_mean, mse)
check_close(training, [0.0], "a single sample trains: its error is 0")
check_close(
    list(validation), [np.mean((y[1:10] - y[0]) ** 2)], "a single sample trains: the others"
)
training, validation = learning_curve(x[:10].copy(), y[:10].copy(), [0.9], fit_mean, mse)
check_close(validation, [(y[:9].mean() - y[9]) ** 2], "a single sample validates")
### END HIDDEN TESTS

# %% [markdown]
# ### Underfit, overfit
#
# A polynomial of degree 2 and one of degree 15, on 200 points at random places. The thick lines are
# the median over many data sets, the thin ones are single data sets.

# %% tags=["skip-execution"]
RATIOS = [0.1, 0.12, 0.15, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98]


def draw_learning_curves(degree, ax):
    """Draw the learning curves of a degree, on 200 points at random places."""
    random = np.random.default_rng(0)
    curves = []
    for _ in range(pace(100, quick=10)):
        x = random.uniform(-1, 1, 200)
        y = truth(x) + SIGMA * random.normal(size=200)
        curves.append(
            learning_curve(
                x,
                y,
                RATIOS,
                lambda x_train, y_train, x_new: fit_predict(x_train, y_train, degree, x_new),
                squared_error,
            )
        )
    curves = np.array(curves)
    for row, (color, style) in enumerate(((BLUE, "--"), (ORANGE, "-"))):
        ax.plot(RATIOS, curves[:6, row].T, color=color, linestyle=style, linewidth=0.8, alpha=0.35)
        name = ("training", "validation")[row]
        middle = np.median(curves[:, row], axis=0)
        ax.plot(RATIOS, middle, color=color, linestyle=style, linewidth=2.5, label=name)
    ax.axhline(SIGMA**2, color=BLACK, linestyle=":", label="σ²")
    ax.set(xlabel="split ratio r", ylabel="mean squared error", yscale="log", ylim=(1e-3, 1e1))
    ax.legend()
    return np.median(curves, axis=0)


figure, axes = plt.subplots(1, 2, figsize=(11, 3.8), layout="constrained")
for ax, degree, what in zip(axes, (2, 15), ("underfits", "overfits"), strict=True):
    medians = draw_learning_curves(degree, ax)
    ax.set_title(f"Degree {degree} {what}")
    at_most = f"training {medians[0, -3]:.4f}, validation {medians[1, -3]:.4f}"
    print(f"degree {degree}: {at_most} at r = 0.9")
plt.show()

# %% [markdown]
# Left: the curves have met, far above σ². This is bias, and more data will not help. A richer model
# would. Right: a wide gap that closes as data come in. This is variance. More data helps, or a
# simpler model, or a penalty (unit 14).
#
# One thing to mind: a split ratio moves *two* things at once, the amount of training data and the
# number of samples that validate. That is why the thin orange lines get restless on the right.
# Where there is enough data, keep one fixed validation set instead, and vary only the training
# data.
#
# ### The same with images
#
# Two perceptrons look at the sandals and sneakers. One sees all 28×28 pixels. The other sees a
# blurred picture of 4×4 gray blocks, so it has 16 weights instead of 784. Predict first: which of
# them has the higher bias, which the higher variance?
#
# (The sum over the inputs is shorter with 16 of them, and so is the gradient. A learning rate ten
# times as large makes up for it.)

# %% tags=["skip-execution"]
IMAGE_RATIOS = [0.003, 0.006, 0.0125, 0.025, 0.05, 0.1, 0.2, 0.4, 0.8]


def perceptron(learning_rate):
    """A function that trains a perceptron on its first two arguments, and gives ŷ for the third."""

    def fit(x_train, y_train, x_new):
        ((w, b),) = descend(x_train, y_train, [pace(500, quick=20)], learning_rate)
        return outputs(x_new, w, b)

    return fit


order = np.random.default_rng(0).permutation(len(y_images))
fine, labels = x_images[order], y_images[order]
coarse = fine.reshape(-1, 4, 7, 4, 7).mean(axis=(2, 4)).reshape(-1, 16)
inputs = {"16 gray blocks": (coarse, perceptron(5.0)), "784 pixels": (fine, perceptron(0.5))}
figure, axes = plt.subplots(1, 2, figsize=(11, 3.8), sharey=True, layout="constrained")
for ax, (name, (x, fit)) in zip(axes, inputs.items(), strict=True):
    curves = np.multiply(learning_curve(x, labels, IMAGE_RATIOS, fit, share_wrong), 100)
    plot_learning_curves(
        {"training": curves[0], "validation": curves[1]},
        x=IMAGE_RATIOS,
        xlabel=f"split ratio r of {len(x):,} images",
        ylabel="error rate in %",
        title=f"Perceptron with {name}",
        ax=ax,
    )
    ax.set(xscale="log", ylim=(0, 30))
    print(f"{name}: training {curves[0, 0]:.1f} %, validation {curves[1, 0]:.1f} % at r = 0.003")
    print(f"{name}: training {curves[0, -1]:.1f} %, validation {curves[1, -1]:.1f} % at r = 0.8")
plt.show()

# %% [markdown]
# With 16 blocks the curves have met after a few hundred images, at an error of about 18 %. The
# other 9,000 images teach it nothing: high bias, low variance. With 784 pixels the first 36 images
# are learned by heart, and do not help much with new ones. But more images close the gap, and in
# the end this perceptron is more than three times as good. **With little data the small model is
# no worse; with much data the large one wins.**

# %% [markdown]
# ## 6.11 Questions
#
# Write a few sentences each. There are no points for them, but they are the ones an examiner would
# ask.
#
# **Question 1.** You may take ten times as many measurements. Which of bias², variance and σ²
# change, and how does the best degree move? Check with the formulas of section 6.5.

# %% [markdown] question="more-data"
# The variance σ²(d + 1)/m becomes ten times smaller. The bias² stays (nearly: it is averaged over
# other places), and so does σ², which belongs to the measurement. As a parameter now costs only a
# tenth, it pays to spend it on smaller gains in bias: the best degree goes up. The test error
# approaches σ² from above, and never gets below it.

# %% [markdown]
# **Question 2.** A colleague tries 500 models, and reports the test error of the one with the
# smallest test error. What is wrong? Would it help if all 500 were useless coin tosses with 1,000
# test images each?

# %% [markdown] question="drawer"
# The test set was used to choose, so it became a validation set, and its smallest error is
# optimistic. Coin tosses show it: each has an error rate of 50 % with a standard deviation of
# √(0.25 / 1000) = 1.6 %. The best of 500 lies about three standard deviations lower, at 45 %, and
# looks as if it had learned something. On fresh data it has 50 % again. The remedy is a validation
# set (or cross-validation) for the choice, and a test set that is used once.

# %% [markdown]
# **Question 3.** Someone z-normalizes all data, and then cross-validates. Someone else has ten
# photos of each of 50 persons, and shuffles all 500 photos into folds. In both cases the validation
# error comes out too good. Why? Which of the two mistakes is worse?

# %% [markdown] question="leak"
# In both cases something of the validation fold leaks into training. With the normalization it is
# only the mean and the standard deviation of the features, computed with the validation samples as
# well: a small leak, unless there are few samples. Cure: compute them inside `evaluate`, from
# x_train. With the photos the same person is in training and in validation, so a model that
# recognizes the person, not what it should learn, looks excellent. That is far worse: on new
# persons it fails. Cure: make the folds of persons, not of photos.

# %% [markdown]
# **Question 4.** Training error 18 %, validation error 19 %; you need 5 %. Another model: training
# error 1 %, validation error 19 %. For which of them do you buy more data, and what do you do about
# the other one?

# %% [markdown] question="what-to-do"
# The first has met already: it underfits, and more data would lower neither error. It needs a
# richer model, better features, or longer training. The second overfits: the gap of 18 points is
# variance, and more data closes it. Simpler models, penalties, dropout or early stopping (unit 14)
# may do so for less money. But first look at the labels: if people disagree about 15 % of them, the
# errors have a floor that no model gets below on new data.

# %% [markdown]
# **Question 5.** Modern networks have more parameters than samples, reach a training error of zero,
# and still do well on new data. Does that contradict the theorem bias² + variance + σ²?

# %% [markdown] question="double-descent"
# No. The theorem is an identity and holds for every way of training with squared errors. What it
# does not say is that the variance must grow with the number of parameters; that was a property of
# our least-squares fits, as long as d + 1 ≤ m. Beyond m parameters many solutions have a training
# error of zero, and it depends on which of them the training picks. Gradient descent from a small
# start picks one with small weights, which can be smooth and vary little. Along the number of
# parameters the test error may then fall a second time (Belkin and others call it double descent).
# The number of parameters alone is a poor measure of capacity.

# %% [markdown]
# ## Summary
#
# - Least squares fits a polynomial in one step. Use $x \in [-1, 1]$, a nearly orthogonal basis for
#   high degrees, and never $X^\top X$, whose condition number is $\kappa(X)^2$.
# - Error on new data = bias² + variance + σ². The bias is the error of the mean fit, the variance
#   the scatter of the fits, σ² the noise of the measurements.
# - For least squares with $d + 1$ parameters on $m$ fixed places the variance is
#   $\sigma^2 (d + 1)/m$. The training error is too small by as much as the test error is too large.
# - Parameters come from the training set, hyperparameters from the validation set, the final number
#   from the test set, which is used once.
# - k-fold cross-validation lets every sample validate once. It chooses a hyperparameter; the model
#   that you keep is trained on all training data.
# - The smallest mean promises the smallest error. Whoever wants a simple model takes the simplest
#   one within one standard error of it.
# - Learning curves that met too high: bias, take a richer model. Far apart: variance, take more
#   data or a simpler model.
#
# ## References
#
# - C. L. Mallows, *Some comments on $C_p$*, Technometrics 15, 1973 (training error and the number
#   of parameters).
# - M. Stone, *Cross-validatory choice and assessment of statistical predictions*, Journal of the
#   Royal Statistical Society B 36, 1974.
# - L. Breiman, J. Friedman, R. Olshen and C. Stone, *Classification and Regression Trees*,
#   Wadsworth, 1984 (the one-standard-error rule).
# - S. Geman, E. Bienenstock and R. Doursat, *Neural networks and the bias/variance dilemma*, Neural
#   Computation 4, 1992.
# - R. Kohavi, *A study of cross-validation and bootstrap for accuracy estimation and model
#   selection*, IJCAI, 1995.
# - Y. Bengio and Y. Grandvalet, *No unbiased estimator of the variance of k-fold cross-validation*,
#   Journal of Machine Learning Research 5, 2004.
# - M. Belkin, D. Hsu, S. Ma and S. Mandal, *Reconciling modern machine-learning practice and the
#   classical bias-variance trade-off*, PNAS 116, 2019.
# - L. N. Trefethen, *Approximation Theory and Approximation Practice*, SIAM, 2013 (Chebyshev
#   polynomials, and what happens at the ends).
# - I. Goodfellow, Y. Bengio and A. Courville, *Deep Learning*, MIT Press, 2016, chapter 5.
# - H. Xiao, K. Rasul and R. Vollgraf, *Fashion-MNIST*, arXiv:1708.07747, 2017.
# - K. Zahn, lecture notes *Deep Learning, part 1*, HSLU, 2024, section 3.6.
# - M. Kretov, slides *Basic concepts for neural networks and BP algorithm*, MIPT, 2017, section
#   A.2.
