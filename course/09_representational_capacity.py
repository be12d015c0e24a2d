# %% [markdown]
# # 9 · What can a network represent?
#
# Before we teach a network anything, a question: could it know the answer at all? Is there any
# choice of weights with which it draws a triangle, fires on a handwritten 3, follows a curve? In
# this unit nothing is learned by descent. You set the weights by hand, and see how far that goes.
#
# **You will be able to**
#
# - write ten activation functions and their derivatives, and say what each is good for,
# - explain, and show on real images, why a network without a bend is no more than one layer,
# - build a network of step neurons for any polygon, and for any union of polygons,
# - read position and width of a sigmoid step from $w$ and $b$, and make peaks and staircases,
# - state the universal approximation theorem, with what it needs and what it does not say,
# - explain the curse of dimensionality with numbers, and why images can be classified nevertheless.
#
# **Time needed:** about 4 hours, in two sittings: sections 9.1 to 9.3, then 9.4 to 9.8.
#
# **What to know before:** units 1 and 4 (the step neuron, decision boundaries, the sigmoid); the
# derivatives of $e^x$, $\ln x$ and of a quotient; matrices times vectors.
#
# **How to work:** run the cells from top to bottom (Shift+Enter). In an exercise write your answer
# between the two marker lines, in place of the line that raises `NotImplementedError`. Then run
# the test cells below it. Each check that passes prints ✓; the first that fails says what is
# wrong. Further checks that you do not see run when your work is graded.
#
# **Notation:** as always a row of the matrix `x` is one sample, so `x` has the shape $(m, n)$. A
# layer with $k$ neurons has weights $W^{[l]}$ of the shape $(k, n)$, one **row** a neuron, and a
# bias vector $\mathbf b^{[l]}$ with $k$ entries. In code it is `x @ W.T + b`.

# %%
import matplotlib.pyplot as plt
import numpy as np

from dlcourse.data import load_mnist
from dlcourse.pace import pace, progress
from dlcourse.plotting import plot_function, plot_learning_curves, plot_line, plot_tiles
from dlcourse.widgets import explore, slider

plt.rcParams["figure.dpi"] = 80  # small pictures keep the notebook small
BLUE, ORANGE, GREEN, CYAN = "#0072B2", "#D55E00", "#009E73", "#56B4E9"

# %% [markdown]
# ## 9.1 Why there must be a bend
#
# A layer computes $\mathbf a = f(W \mathbf x + \mathbf b)$. What comes before $f$ is *affine*:
# stretching, turning, shifting. Suppose $f$ is the identity, $f(z) = z$, and put one layer on top
# of another:
#
# $$W^{[2]} \bigl(W^{[1]} \mathbf x + \mathbf b^{[1]}\bigr) + \mathbf b^{[2]}
# = \underbrace{W^{[2]} W^{[1]}}_{W} \mathbf x
# + \underbrace{W^{[2]} \mathbf b^{[1]} + \mathbf b^{[2]}}_{\mathbf b}.$$
#
# That is one affine layer again. A hundred such layers are one such layer: a straight line stays a
# straight line. All that a deep network can do more than a perceptron comes from the bend in $f$.
#
# Which bend? We go through ten functions that are in use or were, in three families. For each we
# need the value, and the **slope**, since learning multiplies slopes (unit 10 shows how).
#
# ## 9.2 Ten activation functions
#
# ### The first family: a step, and three smooth ones
#
# | name | $f(z)$ | values | slope $f'(z)$ |
# | :-- | :-: | :-: | :-: |
# | step | $1$ for $z \ge 0$, else $0$ | 0 and 1 | $0$ |
# | logistic | $\dfrac{1}{1 + e^{-z}}$ | 0 to 1 | |
# | tanh | $\dfrac{e^z - e^{-z}}{e^z + e^{-z}}$ | −1 to 1 | |
# | arctan | $\arctan z$ | $-\frac{\pi}{2}$ to $\frac{\pi}{2}$ | |
#
# The **step** is Heaviside's. Its slope is 0 left and right of the jump, and at the jump there is
# none: gradient descent learns nothing from it. The **logistic function** is the sigmoid of unit 4.
# **tanh** is the same curve, stretched and shifted: $\tanh z = 2 \sigma(2z) - 1$. Its outputs are
# centered around 0, which makes learning easier for the next layer. **arctan** looks similar but
# comes to its limits much more slowly.
#
# The empty places are yours. For the logistic function and for tanh try to write the slope with the
# *value* $y = f(z)$ alone. (Hint: $\frac{d}{dz} \frac{u}{v} = \frac{u' v - u v'}{v^2}$.) That is
# more than elegant: on its way back a network still has $y$ at hand.
#
# All three smooth steps are flat far away from 0, where the slope is nearly 0. They *saturate*: a
# neuron out there hardly learns. The largest slope is $\frac14$ for the logistic function, and 1
# for tanh and arctan.
#
# ### Exercise 1: steps
#
# Values and slopes must be right for large $|z|$ too. There $e^{z}$ or $e^{-z}$ is too large for a
# number (`inf`), and $\infty / \infty$ is `nan`. NumPy's `np.tanh` and `np.arctan` are safe. For
# the logistic function you solved this in unit 4, by never letting the exponent be positive, or you
# may use the relation to tanh above.


# %% exercise="step_like"
def step_like(name, z):
    """Compute one of four step-like activation functions, and its slope.

    Parameters
    ----------
    name : str
        "step", "logistic", "tanh" or "arctan".
    z : ndarray of float64, any shape
        Finite logits, also large ones such as ±1000. Stays as it is.

    Returns
    -------
    values, slopes : two ndarrays of floats with the shape of z
        f(z) and f'(z) for each entry. The step has the value 1 at z = 0; its slope counts as 0
        everywhere (at the jump, where it has none, any number is accepted).
    """
    ### START YOUR CODE ###
    if name == "step":
        return np.where(z >= 0, 1.0, 0.0), np.zeros_like(z)
    if name == "arctan":
        return np.arctan(z), 1 / (1 + z**2)
    if name == "tanh":
        return np.tanh(z), 1 - np.tanh(z) ** 2
    small = np.exp(-np.abs(z))
    values = np.where(z >= 0, 1.0, small) / (1 + small)
    return values, values * (1 - values)
    ### END YOUR CODE ###


# %% tests="step_like" points=1
import numpy as np
from dlcourse.testing import check_close, check_true, check_unchanged, rng

z = np.array([-2.0, -0.5, 0.5, 2.0])
for name in ("step", "arctan"):
    result = step_like(name, z.copy())
    two = hasattr(result, "__len__") and len(result) == 2
    check_true(two, f'step_like("{name}", z) gives two things', "end with: return values, slopes")
    if name == "step":
        slips = {
            "the wrong way round: positive z give 1": np.array([1.0, 1, 0, 0]),
            "negative z give 0, not −1": np.sign(z),
            "these are the slopes: the values stand first": np.zeros(4),
        }
        check_close(result[0], np.array([0.0, 0, 1, 1]), "step: values", mistakes=slips)
        slips = {"these are the values: the step is flat left and right": np.array([0.0, 0, 1, 1])}
        check_close(result[1], np.zeros(4), "step: slopes", mistakes=slips)
    else:
        slips = {
            "the arc tangent undoes tan: np.arctan": np.tan(z),
            "not tanh": np.tanh(z),
            "these are the slopes: the values stand first": 1 / (1 + z**2),
        }
        check_close(result[0], np.arctan(z), "arctan: values", mistakes=slips)
        slips = {
            "square z, then add 1": 1 / (1 + z) ** 2,
            "1 + z² is under the line: 1/(1 + z²)": 1 + z**2,
            "the slope of arctan does not contain arctan": 1 - np.arctan(z) ** 2,
            "the sign: 1 + z², not 1 − z²": 1 / (1 - z**2),
            "no root: that is the slope of arcsin": 1 / np.sqrt(1 + z**2),
        }
        check_close(result[1], 1 / (1 + z**2), "arctan: slopes", mistakes=slips)
### BEGIN HIDDEN TESTS
z = rng("step_like").normal(scale=2, size=(4, 5))
for name, values, slopes in [
    ("step", (z > 0) * 1.0, np.zeros((4, 5))),
    ("arctan", np.arctan(z), 1 / (1 + z**2)),
]:
    given = z.copy()
    result = step_like(name, given)
    check_close(result[0], values, f"{name}: values of a matrix")
    check_close(result[1], slopes, f"{name}: slopes of a matrix")
    check_unchanged(given, z, f"the array given for {name}")
corner = "the step at z = 0 is 1: compare with >="
zero = np.array([[0.0], [-1e-9], [1e-9]])
came = step_like("step", zero.copy())[0]
check_close(came, np.array([[1.0], [0.0], [1.0]]), "step: values at and near 0", hint=corner)
### END HIDDEN TESTS

# %% tests="step_like" points=2
import numpy as np
from dlcourse.testing import check_close, check_true, check_unchanged, rng

z = np.array([-2.0, 0.0, 0.5])
y, t = 1 / (1 + np.exp(-z)), np.tanh(z)
result = step_like("logistic", z.copy())
two = hasattr(result, "__len__") and len(result) == 2
check_true(two, 'step_like("logistic", z) gives two things', "end with: return values, slopes")
slips = {
    "the sign of z: for negative z the value is below 0.5": 1 - y,
    "that is tanh: the logistic function runs from 0 to 1": t,
    "brackets around 1 + e^(−z)": 1 + np.exp(-z),
    "these are the slopes: the values stand first": y * (1 - y),
}
check_close(result[0], y, "logistic: values", mistakes=slips)
slips = {
    "the slope is y (1 − y) with y = f(z), not z (1 − z)": z * (1 - z),
    "y (1 − y), not 1 − y²: that belongs to tanh": 1 - y**2,
    "put y into y (1 − y), not f(y)": np.exp(-y) / (1 + np.exp(-y)) ** 2,
    "this is the value again, not the slope": y,
}
check_close(result[1], y * (1 - y), "logistic: slopes", mistakes=slips)
result = step_like("tanh", z.copy())
two = hasattr(result, "__len__") and len(result) == 2
check_true(two, 'step_like("tanh", z) gives two things', "end with: return values, slopes")
slips = {
    "that is the logistic function: tanh runs from −1 to 1": y,
    "tanh z = 2 σ(2z) − 1: z is doubled": 2 * y - 1,
    "these are the slopes: the values stand first": 1 - t**2,
}
check_close(result[0], t, "tanh: values", mistakes=slips)
slips = {
    "1 − y² with y = f(z), not 1 − z²": 1 - z**2,
    "1 − y², not y (1 − y): that belongs to the logistic function": t * (1 - t),
    "the sign: 1 − y²": 1 + t**2,
    "square the value: 1 − y²": 1 - t,
    "square the value, do not double it: 1 − y²": 1 - 2 * t,
    "this is the value again, not the slope": t,
}
check_close(result[1], 1 - t**2, "tanh: slopes", mistakes=slips)
### BEGIN HIDDEN TESTS
z = rng("smooth steps").normal(scale=1.5, size=(3, 4, 2))
y, t = 1 / (1 + np.exp(-z)), np.tanh(z)
for name, values, slopes in [("logistic", y, y * (1 - y)), ("tanh", t, 1 - t**2)]:
    given = z.copy()
    result = step_like(name, given)
    check_close(result[0], values, f"{name}: values of an array with three axes")
    check_close(result[1], slopes, f"{name}: slopes of an array with three axes")
    check_unchanged(given, z, f"the array given for {name}")
    one = step_like(name, z[0, 0, :1].copy())
    check_close(one[0], values[0, 0, :1], f"{name}: value of an array of one")
    check_close(one[1], slopes[0, 0, :1], f"{name}: slope of an array of one")
### END HIDDEN TESTS

# %% tests="step_like" points=1
import numpy as np
from dlcourse.testing import check_close

z = np.array([-1000.0, -800.0, 800.0, 1000.0])
safe = "let no exponent be large and positive, and do not cut z off at a small limit"
result = step_like("logistic", z.copy())
check_close(result[0], np.array([0.0, 0, 1, 1]), "logistic: values far out", hint=safe)
check_close(result[1], np.zeros(4), "logistic: slopes far out", hint=safe)
### BEGIN HIDDEN TESTS
far = np.array([[-1000.0, -12.0], [12.0, 1000.0]])
result = step_like("tanh", far.copy())
check_close(result[0], np.tanh(far), "tanh: values far out", hint=safe)
check_close(result[1], np.zeros((2, 2)), "tanh: slopes far out", atol=1e-6, hint=safe)
result = step_like("arctan", far.copy())
check_close(result[0], np.arctan(far), "arctan: values far out")
check_close(result[1], 1 / (1 + far**2), "arctan: slopes far out")
result = step_like("logistic", far.copy())
tail = 1 / (1 + np.exp(12.0))
wanted = np.array([[0.0, tail], [1 - tail, 1.0]])
check_close(result[0], wanted, "logistic: values far out, four logits", hint=safe)
wanted = np.array([[0.0, tail * (1 - tail)], [tail * (1 - tail), 0.0]])
check_close(result[1], wanted, "logistic: slopes far out, four logits", hint=safe)
### END HIDDEN TESTS

# %% [markdown]
# ### The second family: one hinge, four functions
#
# Saturation was the plague of deep networks with smooth steps, and the cure was simple: do not
# flatten the positive side at all. Take a straight line and bend it at 0:
#
# $$f(z) = \begin{cases} z & \text{for } z \ge 0,\\ \alpha z & \text{for } z < 0. \end{cases}$$
#
# One number $\alpha$, and four of our ten functions:
#
# - $\alpha = 1$: the **identity**, no bend. It is the right output for predicting a number.
# - $\alpha = 0$: **ReLU**, the *rectified linear unit*, $\max(0, z)$. Cheap, and today's default.
#   Its weak point: a neuron whose logit is negative for every sample has the slope 0 everywhere,
#   and no gradient ever wakes it up. It is *dead*.
# - $\alpha = 0.01$: **leaky ReLU**. The small slope lets a dead neuron come back.
# - $\alpha$ learned like a weight: **PReLU**, the *parametric* ReLU. Learning it takes one more
#   derivative, $\partial f / \partial \alpha$: how does the output change when $\alpha$ does?
#
# Leaky ReLU is often written $\max(\alpha z, z)$. That is right as long as $\alpha \le 1$. A
# learned $\alpha$ keeps to no such bound, and for $\alpha > 1$ the maximum picks the wrong branch
# on *both* sides. Choose by the sign of $z$.
#
# At $z = 0$ the curve has a corner, and a corner has no slope. For ReLU Pilehvar's slides print 1
# there, Peharz's slides 0, as PyTorch does: both have picked a number from 0 to 1. It does not
# matter, since a logit that is exactly 0 is rare.
#
# ### Exercise 2: the hinge


# %% exercise="hinge"
def hinge(z, alpha):
    """Compute the hinge z ↦ z (z ≥ 0), α z (z < 0), and its two partial derivatives.

    Parameters
    ----------
    z : ndarray of float64, any shape
        Finite logits. Stays as it is.
    alpha : float
        The slope on the negative side: any number, also above 1 or negative.

    Returns
    -------
    values, slopes, alpha_slopes : three ndarrays of floats with the shape of z
        f, ∂f/∂z and ∂f/∂α for each entry. At z = 0, where there is a corner, any ∂f/∂z is
        accepted.
    """
    ### START YOUR CODE ###
    values = np.where(z >= 0, z, alpha * z)
    slopes = np.where(z >= 0, 1.0, alpha)
    return values, slopes, np.where(z >= 0, 0.0, z)
    ### END YOUR CODE ###


# %% tests="hinge" points=2
import numpy as np
from dlcourse.testing import check_close, check_true, check_unchanged, rng

z = np.array([-3.0, -0.5, 0.5, 2.0])
result = hinge(z.copy(), 0.25)
three = hasattr(result, "__len__") and len(result) == 3
check_true(three, "hinge gives three things", "end with: return values, slopes, alpha_slopes")
slips = {
    "the sides are swapped: α belongs to negative z": np.array([-3.0, -0.5, 0.125, 0.5]),
    "that is ReLU: negative z give α z, not 0": np.array([0.0, 0.0, 0.5, 2.0]),
    "negative z give α z, not α": np.array([0.25, 0.25, 0.5, 2.0]),
    "negative z stay negative: α z, not α |z|": np.array([0.75, 0.125, 0.5, 2.0]),
    "use the α that is given": np.array([-0.03, -0.005, 0.5, 2.0]),
    "these are the slopes: the values stand first": np.array([0.25, 0.25, 1.0, 1.0]),
}
check_close(result[0], np.array([-0.75, -0.125, 0.5, 2.0]), "values, α = 0.25", mistakes=slips)
slips = {
    "the sides are swapped: the slope is α for negative z": np.array([1.0, 1.0, 0.25, 0.25]),
    "for negative z the slope is α, not 0 (an integer array?)": np.array([0.0, 0.0, 1.0, 1.0]),
    "the slope of α z is α, without z": np.array([-0.75, -0.125, 1.0, 1.0]),
    "the slope of z is 1": np.array([0.25, 0.25, 0.5, 2.0]),
    "that is ∂f/∂α, which stands last": np.array([-3.0, -0.5, 0.0, 0.0]),
}
check_close(result[1], np.array([0.25, 0.25, 1.0, 1.0]), "slopes, α = 0.25", mistakes=slips)
### BEGIN HIDDEN TESTS
z = rng("hinge").normal(scale=2, size=(4, 3))
for alpha, case in [(0.0, "ReLU"), (1.0, "the identity"), (1.5, "α = 1.5"), (-0.5, "α = −0.5")]:
    given = z.copy()
    result = hinge(given, alpha)
    below, above = np.minimum(z, 0), np.maximum(z, 0)
    slips = {
        "max(α z, z) is wrong for α > 1: choose by the sign of z": np.maximum(alpha * z, z),
        "max(0, α z) is no hinge": np.maximum(0, alpha * z),
        "the sides are swapped: α belongs to negative z": below + alpha * above,
    }
    check_close(result[0], above + alpha * below, f"values of {case}", mistakes=slips)
    slopes = (z > 0) + alpha * (z < 0)
    slips = {
        "choose by the sign of z, also for α > 1": np.where(alpha * z > z, alpha, 1.0),
        "the sides are swapped: the slope is α for negative z": (z < 0) + alpha * (z > 0),
        "α may be negative: its size is not wanted": (z > 0) + abs(alpha) * (z < 0),
    }
    check_close(result[1], slopes, f"slopes of {case}", mistakes=slips)
    check_unchanged(given, z, f"the array given for {case}")
whole = np.array([0.0, -2.0])
came = hinge(whole.copy(), 0.01)[0]
name = "values of the leaky ReLU at 0 and −2"
check_close(came, np.array([0.0, -0.02]), name, hint="f(0) = 0, whatever α is")
### END HIDDEN TESTS

# %% tests="hinge" points=1
import numpy as np
from dlcourse.testing import check_close, check_true, rng

z = np.array([-3.0, -0.5, 0.5, 2.0])
result = hinge(z.copy(), 0.25)
three = hasattr(result, "__len__") and len(result) == 3
check_true(three, "hinge gives three things", "end with: return values, slopes, alpha_slopes")
slips = {
    "for positive z the output does not contain α: ∂f/∂α = 0": z,
    "∂f/∂α of α z is z, not 1": np.array([1.0, 1.0, 0.0, 0.0]),
    "∂f/∂α of α z is z, not α": np.array([0.25, 0.25, 0.0, 0.0]),
    "∂f/∂α of α z is z, not α z": np.array([-0.75, -0.125, 0.0, 0.0]),
    "z is negative here, and so is ∂f/∂α": np.array([3.0, 0.5, 0.0, 0.0]),
    "that is ∂f/∂z": np.array([0.25, 0.25, 1.0, 1.0]),
    "the sides are swapped: α acts on negative z": np.array([0.0, 0.0, 0.5, 2.0]),
}
wanted = np.array([-3.0, -0.5, 0.0, 0.0])
check_close(result[2], wanted, "the derivative with respect to α", mistakes=slips)
### BEGIN HIDDEN TESTS
random = rng("alpha of a hinge")
for alpha in (0.0, 2.0, -1.0):
    z = random.normal(size=(2, 3, 2))
    came = hinge(z.copy(), alpha)[2]
    slips = {
        "∂f/∂α does not depend on α": alpha * np.minimum(z, 0),
        "for positive z the output does not contain α: ∂f/∂α = 0": z,
        "choose by the sign of z, also for α > 1": np.where(alpha * z > z, z, 0.0),
    }
    check_close(came, np.minimum(z, 0), f"∂f/∂α at α = {alpha:g}", mistakes=slips)
### END HIDDEN TESTS

# %% [markdown]
# ### The third family: rounded hinges
#
# Two functions keep the open positive side and round the corner off.
#
# - **ELU**, the *exponential linear unit*: $z$ for $z \ge 0$, and $\alpha (e^z - 1)$ for $z < 0$.
#   It saturates on the left, at $-\alpha$. Slope: $1$ on the right, and on the left...
# - **Softplus**: $\ln(1 + e^z)$, a smooth ReLU. Its slope is an old friend. Derive it, and see.
#
# Just left of 0 the slope of ELU is nearly $\alpha$, so only $\alpha = 1$, the usual choice, leaves
# no corner; the slope vanishes only for *very* negative logits. (Zahn's notes say "at small
# negative values", and the table in Pilehvar's slides has the slope 1 at 0 for every $\alpha$.)
#
# ### Exercise 3: rounded hinges
#
# Again for logits as large as ±1000. As it stands, $\ln(1 + e^z)$ is infinite at $z = 1000$, where
# it should be 1000. Pull the large part out,
#
# $$\ln(1 + e^z) = \max(z, 0) + \ln\bigl(1 + e^{-|z|}\bigr),$$
#
# or look up `np.logaddexp`. If your `step_like` passes its tests, you may call it here; you need
# not.


# %% exercise="soft_hinge"
def soft_hinge(name, z, alpha):
    """Compute ELU or softplus, and its slope.

    Parameters
    ----------
    name : str
        "elu" or "softplus".
    z : ndarray of float64, any shape
        Finite logits, also large ones such as ±1000. Stays as it is.
    alpha : float
        α > 0 of the ELU; softplus takes no notice of it.

    Returns
    -------
    values, slopes : two ndarrays of floats with the shape of z
        f(z) and f'(z) for each entry. At z = 0 any slope of the ELU is accepted.
    """
    ### START YOUR CODE ###
    if name == "softplus":
        return np.logaddexp(0, z), 0.5 * (1 + np.tanh(z / 2))
    power = alpha * np.exp(np.minimum(z, 0))
    return np.where(z >= 0, z, power - alpha), np.where(z >= 0, 1.0, power)
    ### END YOUR CODE ###


# %% tests="soft_hinge" points=1
import numpy as np
from dlcourse.testing import check_close, check_true, check_unchanged, rng

z = np.array([-2.0, -0.5, 0.5, 3.0])
result = soft_hinge("elu", z.copy(), 0.5)
two = hasattr(result, "__len__") and len(result) == 2
check_true(two, 'soft_hinge("elu", z, α) gives two things', "end with: return values, slopes")
e, positive = np.exp(z), z > 0
slips = {
    "α is missing": np.where(positive, z, e - 1),
    "α multiplies the whole bracket: α (e^z − 1)": np.where(positive, z, 0.5 * e - 1),
    "the 1 is missing: α (e^z − 1) ends at 0": np.where(positive, z, 0.5 * e),
    "the sides are swapped": np.where(positive, 0.5 * (e - 1), z),
    "for positive z the value is z": np.where(positive, 0.5 * z, 0.5 * (e - 1)),
    "α stands in front of the bracket, not in the exponent": np.where(positive, z, e**0.5 - 1),
    "the exponent is z, not −z: far left the value is −α": np.where(positive, z, 0.5 * (1 / e - 1)),
    'that is softplus: the name is in small letters, "elu"': np.log1p(e),
    "these are the slopes: the values stand first": np.where(positive, 1, 0.5 * e),
}
check_close(result[0], np.where(positive, z, 0.5 * (e - 1)), "ELU: values", mistakes=slips)
slips = {
    "α is missing in the slope": np.where(positive, 1, e),
    "the 1 falls away: the slope of α (e^z − 1) is α e^z": np.where(positive, 1, 0.5 * (e - 1)),
    "for positive z the slope is 1": np.where(positive, z, 0.5 * e),
    "α belongs to negative z alone": np.where(positive, 0.5, 0.5 * e),
    "that is a leaky ReLU": np.where(positive, 1, 0.5),
    "the slope of e^z is e^z, without z in front": np.where(positive, 1, 0.5 * z * e),
}
check_close(result[1], np.where(positive, 1, 0.5 * e), "ELU: slopes", mistakes=slips)
### BEGIN HIDDEN TESTS
z = rng("elu").normal(scale=2, size=(5, 3))
far = np.array([-1000.0, -30.0, 30.0, 1000.0])
for alpha in (1.0, 2.5):
    for logits, case in [(z, "a matrix"), (far, "far out"), (z[0, :1], "an array of one")]:
        given = logits.copy()
        result = soft_hinge("elu", given, alpha)
        check_unchanged(given, logits, "the array given for ELU")
        left, right = alpha * np.exp(np.minimum(logits, 0)), logits > 0
        wanted = np.where(right, logits, left - alpha)
        slips = {"α is missing": np.where(right, logits, left / alpha - 1)}
        check_close(result[0], wanted, f"ELU: values of {case}, α = {alpha:g}", mistakes=slips)
        wanted = np.where(right, 1.0, left)
        slips = {"α is missing in the slope": np.where(right, 1.0, left / alpha)}
        check_close(result[1], wanted, f"ELU: slopes of {case}, α = {alpha:g}", mistakes=slips)
### END HIDDEN TESTS

# %% tests="soft_hinge" points=2
import numpy as np
from dlcourse.testing import check_close, check_true, check_unchanged, rng

z = np.array([-2.0, 0.0, 0.5, 3.0])
result = soft_hinge("softplus", z.copy(), 1.0)
two = hasattr(result, "__len__") and len(result) == 2
check_true(two, 'soft_hinge("softplus", z, α) gives two things', "end with: return values, slopes")
e = np.exp(z)
slips = {
    "the natural logarithm is wanted: np.log": np.log2(1 + e),
    "the natural logarithm is wanted, not that to the base 10": np.log10(1 + e),
    "ln(1 + e^z), not ln(1 + z)": lambda: np.log1p(z),
    "the sign of z: softplus rises": np.log(1 + np.exp(-z)),
    "the part ln(1 + e^(−|z|)) is missing: that is ReLU": np.maximum(z, 0),
    "the part max(z, 0) is missing": np.log1p(np.exp(-np.abs(z))),
    "the exponent is −|z|, not −z": np.maximum(z, 0) + np.log1p(1 / e),
    "these are the slopes: the values stand first": e / (1 + e),
}
check_close(result[0], np.log(1 + e), "softplus: values", mistakes=slips)
slips = {
    "the chain rule: times the slope e^z of what stands in the logarithm": 1 / (1 + e),
    "only e^z: the slope of the logarithm is 1 over what stands in it": e,
    "that is the slope of ReLU": (z > 0) * 1.0,
    "that is the slope of the slope": e / (1 + e) ** 2,
    "y (1 − y) belongs to the logistic function": np.log1p(e) * (1 - np.log1p(e)),
}
check_close(result[1], e / (1 + e), "softplus: slopes", mistakes=slips)
### BEGIN HIDDEN TESTS
z = rng("softplus").normal(scale=2, size=(2, 4))
far = np.array([-1000.0, -30.0, 30.0, 1000.0])
safe = "no exponent may be large and positive: for z = 1000 the value is 1000 and the slope 1"
for logits, alpha, case in [(z, 1.0, "a matrix"), (far, 0.5, "far out"), (z[:1, 0], 2, "one")]:
    given = logits.copy()
    result = soft_hinge("softplus", given, alpha)
    check_unchanged(given, logits, "the array given for softplus")
    wanted = np.maximum(logits, 0) + np.log1p(np.exp(-np.abs(logits)))
    slips = {"softplus has no α": alpha * wanted}
    check_close(result[0], wanted, f"softplus: values, {case}", mistakes=slips, hint=safe)
    wanted = 0.5 * (1 + np.tanh(logits / 2))
    slips = {"softplus has no α": alpha * wanted}
    check_close(result[1], wanted, f"softplus: slopes, {case}", mistakes=slips, hint=safe)
### END HIDDEN TESTS

# %% [markdown]
# All ten, from your three functions: values in blue, slopes in orange. Which of them have a slope
# that dies out on both sides? On one side? On none?

# %% tags=["skip-execution"]
ACTIVATIONS = {
    "identity": lambda z: hinge(z, 1.0)[:2],
    "step": lambda z: step_like("step", z),
    "logistic": lambda z: step_like("logistic", z),
    "tanh": lambda z: step_like("tanh", z),
    "arctan": lambda z: step_like("arctan", z),
    "ReLU": lambda z: hinge(z, 0.0)[:2],
    "leaky ReLU": lambda z: hinge(z, 0.01)[:2],
    "PReLU": lambda z: hinge(z, 0.25)[:2],
    "ELU": lambda z: soft_hinge("elu", z, 1.0),
    "softplus": lambda z: soft_hinge("softplus", z, 1.0),
}
notes = {"leaky ReLU": " (α = 0.01)", "PReLU": " (here α = 0.25)", "ELU": " (α = 1)"}

z = np.linspace(-4, 4, 800)  # an even number: no point at the corner
figure, axes = plt.subplots(2, 5, figsize=(11, 4.6), sharex=True, sharey=True, layout="constrained")
for ax, (name, activation) in zip(axes.flat, ACTIVATIONS.items(), strict=True):
    values, slopes = activation(z)
    # A curve does not climb up a jump: it is left out there.
    jump = np.append(np.abs(np.diff(values)) > 0.5, False)
    ax.plot(z, np.where(jump, np.nan, values), color=BLUE, linewidth=2.2, label="f(z)")
    jump = np.append(np.abs(np.diff(slopes)) > 0.5, False)
    ax.plot(z, np.where(jump, np.nan, slopes), "--", color=ORANGE, linewidth=2, label="f'(z)")
    ax.set(ylim=(-2, 3), xticks=[-4, -2, 0, 2, 4], title=name + notes.get(name, ""))
    ax.grid(True, color="0.9")
for ax in axes[1]:
    ax.set_xlabel("z")
axes[0, 0].legend(loc="upper left")
figure.suptitle("Ten activation functions and their slopes")
plt.show()

# %% [markdown]
# Is a slope that you derived on paper the slope of your curve? It can be measured. Your formula
# should agree with $\bigl(f(z + \varepsilon) - f(z - \varepsilon)\bigr) / 2 \varepsilon$ to at
# least nine digits.

# %% tags=["skip-execution"]
epsilon = 1e-5
for name, activation in ACTIVATIONS.items():
    z = np.linspace(-3.9, 3.9, 400)
    measured = (activation(z + epsilon)[0] - activation(z - epsilon)[0]) / (2 * epsilon)
    worst = np.max(np.abs(measured - activation(z)[1]))
    print(f"{name:10}  largest difference {worst:.1e}")

# %% [markdown]
# ### Does the bend matter on real images?
#
# Here is a network for MNIST that needs no descent at all. The weights of its hidden layer are
# **random** and stay so. Only the output layer is fitted, by solving a system of linear equations
# for the least squares. Everything the hidden layer adds is: random directions, and a bend.
#
# We try all ten activations, with the same 500 random neurons. What will the identity reach, in
# comparison with no hidden layer at all?

# %% tags=["skip-execution"]
mnist = load_mnist()
count = pace(20_000, quick=2_000)
x_train = mnist.train_images[:count].reshape(-1, 28 * 28).astype(np.float32) / 255
x_test = mnist.test_images.reshape(-1, 28 * 28).astype(np.float32) / 255
mean = x_train.mean(axis=0)
spread = np.sqrt(np.sum(x_train.var(axis=0)))  # typical distance of an image from the mean image
x_train, x_test = (x_train - mean) / spread, (x_test - mean) / spread
one_hot = np.eye(10, dtype=np.float32)[mnist.train_labels[:count]]

random = np.random.default_rng(9)
W_random = random.normal(size=(1000, x_train.shape[1])).astype(np.float32)
b_random = random.normal(size=1000).astype(np.float32)
z_train, z_test = x_train @ W_random.T + b_random, x_test @ W_random.T + b_random


def fit_output(hidden_train, hidden_test):
    """Fit an output layer by least squares; return the share of misclassified test images."""
    with_one = np.column_stack([hidden_train, np.ones(len(hidden_train), np.float32)])
    with_one = with_one.astype(np.float32)
    # A tiny multiple of the identity keeps the equations solvable.
    left = with_one.T @ with_one + 1e-2 * np.eye(with_one.shape[1], dtype=np.float32)
    v = np.linalg.solve(left.astype(float), (with_one.T @ one_hot).astype(float))
    decided = np.argmax(hidden_test @ v[:-1] + v[-1], axis=1)
    return float(np.mean(decided != mnist.test_labels))


rates = {"no hidden layer": 100 * fit_output(x_train, x_test)}
for name, activation in progress(ACTIVATIONS.items(), "ten activations"):
    hidden = [np.float32(activation(z[:, :500])[0]) for z in (z_train, z_test)]
    rates[name] = 100 * fit_output(*hidden)

figure, ax = plt.subplots(figsize=(8, 4), layout="constrained")
bars = ax.barh(list(rates), list(rates.values()), color=["0.6"] * 2 + [BLUE] * 9)
ax.bar_label(bars, fmt="%.1f %%", padding=3)
ax.invert_yaxis()
ax.set(xlabel="misclassified test images in %", xlim=(0, 1.15 * max(rates.values())))
ax.set_title("500 random hidden neurons on MNIST, by activation function")
plt.show()

# %% [markdown]
# With the full MNIST (20,000 images to fit, 10,000 to test) 14.7 % of the test images are
# misclassified without a hidden layer, and just as many with the identity: two affine layers are
# one affine layer. Every bend gains, the step least (11.4 %), the eight others nearly the same
# (about 9 %). Which bend it is matters more when hidden weights are *learned*, since then the
# slopes count; and the step cannot be trained at all.
#
# And with fewer neurons, or more?

# %% tags=["skip-execution"]
sizes = [10, 30, 100, 300, 1000]
chosen = ("identity", "step", "tanh", "ReLU")
curves = {name: [] for name in chosen}
for name in progress(chosen, "four activations"):
    hidden = [np.float32(ACTIVATIONS[name](z)[0]) for z in (z_train, z_test)]
    for size in sizes:
        curves[name].append(100 * fit_output(*(h[:, :size] for h in hidden)))
ax = plot_learning_curves(
    curves,
    x=sizes,
    xlabel="random hidden neurons",
    ylabel="misclassified test images in %",
    title="A wider hidden layer helps, if it has a bend",
)
ax.set_xscale("log")
ax.set_ylim(bottom=0)
plt.show()

# %% [markdown]
# With few neurons a bend even costs something: it throws away a part of the little that they tell
# about an image. But the identity comes to its floor and stays there, whatever the width. The
# others go on: 1,000 random ReLUs misclassify 6.3 %.

# %% [markdown]
# ## 9.3 Boundaries: half planes, polygons, anything
#
# What can a network *decide*? To see it clearly we go back to step neurons, in the plane. Each
# neuron of the first hidden layer draws one line $\mathbf w \cdot \mathbf x + b = 0$ and fires on
# one side of it, on a **half plane**. The next neuron sees only who has fired. It can fire if *all*
# of them do, which is an AND. Where do all of three half planes overlap?


# %%
def fire(x, W, b):
    """Compute a layer of step neurons: inputs (m, n) to outputs (m, k), each 0 or 1."""
    return np.where(x @ W.T + b >= 0, 1.0, 0.0)


# %% tags=["skip-execution"]
W1 = np.array([[-1.0, 4.0], [-1.0, -1.0], [4.0, -1.0]])
b1 = np.array([2.0, 2.0, 7.0])
WINDOW = (-4, 4, -3, 5)
x1, x2 = np.meshgrid(np.linspace(*WINDOW[:2], 240), np.linspace(*WINDOW[2:], 240))
grid = np.column_stack([x1.ravel(), x2.ravel()])


def shade(ax, fires, color, window=WINDOW, alpha=0.28):
    """Tint the part of the plane where a neuron fires."""
    side = int(np.sqrt(fires.size))
    rgba = np.zeros((side, side, 4))
    rgba[..., :3] = plt.matplotlib.colors.to_rgb(color)
    rgba[..., 3] = alpha * fires.reshape(side, side)
    ax.imshow(rgba, extent=window, origin="lower", interpolation="nearest", aspect="equal")


figure, axes = plt.subplots(1, 4, figsize=(11, 3.1), layout="constrained")
h = fire(grid, W1, b1)
for j, (ax, color) in enumerate(zip(axes, (ORANGE, GREEN, BLUE))):
    shade(ax, h[:, j], color)
    shade(axes[3], h[:, j], color, alpha=0.22)
    ax.set_title(f"hidden neuron {j + 1} fires here", fontsize=11)
    for panel in (ax, axes[3]):
        panel.set(xlim=WINDOW[:2], ylim=WINDOW[2:], xlabel="$x_1$", ylabel="$x_2$")
        plot_line(W1[j], b1[j], arrow=panel is ax, ax=panel)
        panel.lines[-1].set_color(color)
axes[3].set_title("how many fire", fontsize=11)
for place in [(-0.4, 0.4), (0, -2.2), (2.6, 3.2), (-3.3, 1.2), (-1.15, 4.4), (3.4, -0.6), (-3, -2)]:
    total = int(fire(np.array([place]), W1, b1).sum())
    axes[3].text(*place, total, ha="center", va="center", fontsize=13, weight="bold")
plt.show()

# %% [markdown]
# Only inside the triangle do all three fire. An output neuron with the weights $(1, 1, 1)$ gets
# their number as its sum. With the bias $-3$, as in Zahn's notes, its logit reaches 0 exactly for
# the sum 3, and $H(0) = 1$. A bias of $-2.5$ does the same and does not stand on the edge: half a
# neuron of room on either side.
#
# ### Move a boundary
#
# Four hidden neurons, and an output that fires where all four do. Three boundaries are fixed. Move
# the fourth until no point is ringed: the angle turns its normal vector
# $\mathbf w = (\cos \varphi, \sin \varphi)$, the bias $b$ shifts it. As $\mathbf w$ has length 1,
# $|b|$ is the distance from the origin to the line. Which points has the triangle wrong, and from
# which side must the fourth line come?

# %% tags=["skip-execution"]
angles = np.radians([80, 200, 320])
fixed_W, fixed_b = np.column_stack([np.cos(angles), np.sin(angles)]), np.array([1.6, 1.5, 1.7])
target = np.radians(255)
points = np.random.default_rng(4).uniform(-3.6, 3.6, size=(160, 2))
margins = np.column_stack(
    [points @ fixed_W.T + fixed_b, points @ [np.cos(target), np.sin(target)] + 1.0]
)
smallest = margins.min(axis=1)  # positive inside all four half planes
clear = np.abs(smallest) > 0.3  # none too near to a boundary
points, labels = points[clear], (smallest[clear] > 0).astype(int)


def draw_four(angle, bias):
    """Draw four half planes, the region where all overlap, and the points it gets wrong."""
    phi = np.radians(angle)
    W = np.vstack([fixed_W, [np.cos(phi), np.sin(phi)]])
    b = np.append(fixed_b, bias)
    window = (-4, 4, -4, 4)
    u, v = np.meshgrid(np.linspace(-4, 4, 200), np.linspace(-4, 4, 200))
    h = fire(np.column_stack([u.ravel(), v.ravel()]), W, b)
    wrong = fire(points, W, b).all(axis=1) != labels
    figure, ax = plt.subplots(figsize=(6, 5), layout="tight")
    ax.set(xlim=(-4, 4), ylim=(-4, 4), xlabel="$x_1$", ylabel="$x_2$")
    for j, color in enumerate((ORANGE, GREEN, BLUE, CYAN)):
        shade(ax, h[:, j], color, window, alpha=0.2)
        plot_line(W[j], b[j], arrow=j == 3, ax=ax)
        ax.lines[-1].set(color=color, linewidth=2.5)
    ax.contour(u, v, h.all(axis=1).reshape(u.shape), levels=[0.5], colors="k", linewidths=1.2)
    for label, marker, color in [(1, "^", "black"), (0, "o", "white")]:
        chosen = points[labels == label]
        ax.scatter(*chosen.T, marker=marker, c=color, edgecolors="black", s=34, label=str(label))
    ax.scatter(*points[wrong].T, s=190, facecolors="none", edgecolors="black", linewidths=1.8)
    ax.legend(title="class", loc="upper left", bbox_to_anchor=(1.01, 1))
    ax.set_title(f"misclassified: {wrong.sum()} of {len(labels)}")
    return figure


explore(
    draw_four,
    angle=slider(0, 360, 60, step=5, label="angle φ of the fourth"),
    bias=slider(-3.0, 3.0, 2.5, step=0.1, label="its bias b"),
)

# %% [markdown]
# ### Exercise 4: a network for a polygon
#
# Now without trying. Given are the corners $\mathbf p_1, \dots, \mathbf p_k$ of a triangle or of
# any other *convex* polygon (one without dents), **counterclockwise**. You want one hidden neuron
# for each edge, that fires on the inner side, and the output neuron.
#
# Walk along the edge from $\mathbf p$ to $\mathbf q$, in the direction
# $\mathbf d = \mathbf q - \mathbf p$. Counterclockwise means that the inside is always on your
# **left**. Turn $\mathbf d$ by 90° to the left and you have a normal vector that points inside:
#
# $$\mathbf w = (-d_2, d_1).$$
#
# The line has to pass through $\mathbf p$, that is $\mathbf w \cdot \mathbf p + b = 0$, which gives
# $b$. For the triangle in the picture the first edge leads from $(-2, -1)$ to $(2, 0)$. So
# $\mathbf d = (4, 1)$, $\mathbf w = (-1, 4)$ and
# $b = -\mathbf w \cdot \mathbf p = -(2 - 4) = 2$. Do the other two on paper first: they lead to the
# numbers of `W1` and `b1` above.
#
# The last edge leads from the last corner back to the first; `np.roll` helps, or `% k` for an
# index.


# %% exercise="polygon_network"
def polygon_network(corners):
    """Give a network of step neurons, with one hidden layer, that fires inside a polygon.

    Parameters
    ----------
    corners : ndarray of float64, shape (k, 2)
        The k ≥ 3 corners of a convex polygon, one in each row, counterclockwise. Stays as it is.

    Returns
    -------
    W1 : ndarray of numbers, shape (k, 2)
        Row j holds the weights of the hidden neuron for one of the edges, in any order.
    b1 : ndarray of numbers, shape (k,)
        The biases of the hidden neurons.
    w2 : ndarray of numbers, shape (k,)
        The weights of the output neuron.
    b2 : number
        Its bias. The output H(w2·h + b2), with h = H(W1 x + b1), is 1 for x inside the polygon and
        0 outside. (What happens exactly on an edge is left open.)
    """
    ### START YOUR CODE ###
    d = np.roll(corners, -1, axis=0) - corners
    W1 = np.column_stack([-d[:, 1], d[:, 0]])
    b1 = -np.sum(W1 * corners, axis=1)
    return W1, b1, np.ones(len(corners)), 0.5 - len(corners)
    ### END YOUR CODE ###


# %% tests="polygon_network" points=2
import numpy as np
from dlcourse.testing import check_close, check_shape, check_true, check_unchanged, rng


def decide(network, x):
    W1, b1, w2, b2 = network
    return ((x @ W1.T + b1 >= 0) @ w2 + b2 >= 0).astype(int)


def advice(W, b, corners):
    """Say why the lines W x + b = 0 are not those of the edges."""
    edges = np.roll(corners, -1, axis=0) - corners
    if not W.any(axis=1).all():
        return "a row of W1 is 0: each edge leads to the next corner, the last one to the first"
    turned = {
        "b = −w·p": W,
        "w = (−d₂, d₁): that is a turn, but (d₂, d₁) is a mirror image": W * [-1, 1],
        "w stands at a right angle to the edge: (−d₂, d₁), not d": W[:, ::-1] * [-1, 1],
    }
    off = {words: np.abs(np.sum(w * edges, axis=1)).max() for words, w in turned.items()}
    words = min(off, key=off.get)
    if off[words] > 1e-4 * np.abs(W).max():
        return "w = (−d₂, d₁) for the edge d = q − p, and b = −w·p"
    if words != "b = −w·p":
        return words
    if not b.any():
        return "b1 is missing: each line has to pass through its corners, b = −w·p"
    if touching(W, -b, corners):
        return "the sign of b1: w·p + b = 0 gives b = −w·p"
    return "b1 is wrong: use one of the two corners of the same edge in b = −w·p"


def touching(W, b, corners):
    """Say whether each line passes through two corners."""
    distance = np.abs(corners @ W.T + b) / np.maximum(np.hypot(*W.T), 1e-300)
    return bool(((distance < 1e-3).sum(axis=0) == 2).all())


def slips_of(p, x):
    """Give the decisions of networks with one mistake each."""
    k, d = len(p), np.roll(p, -1, axis=0) - p
    W, one = np.column_stack([-d[:, 1], d[:, 0]]), np.ones(k)
    b = -np.sum(W * p, axis=1)
    networks = {
        "it fires nowhere: turn the edges to the left, or is b2 too low?": (-W, -b, one, 0.5 - k),
        "one hidden neuron, or none, is enough for your output: it must need all": (W, b, one, 0.0),
        "all hidden neurons but one are enough for your output": (W, b, one, 1.5 - k),
        "it fires outside, not inside": (W, b, -one, k - 0.5),
    }
    return {words: decide(network, x) for words, network in networks.items()}


corners = np.array([[-2.0, -1.0], [2.0, 0.0], [-1.0, 3.0]])
result = polygon_network(corners.copy())
four = hasattr(result, "__len__") and len(result) == 4
check_true(four, "polygon_network gives four things", "end with: return W1, b1, w2, b2")
network = tuple(np.asarray(part, dtype=float) for part in result)
row = "a row for each edge, also for that from the last corner to the first"
check_shape(network[0], (3, 2), "W1 for a triangle", hint=row)
check_shape(network[1], (3,), "b1 for a triangle", hint="one bias for each hidden neuron")
check_shape(network[2], (3,), "w2 for a triangle", hint="one weight for each hidden neuron")
check_shape(network[3], (), "b2 for a triangle", hint="the output neuron has one bias")
words = advice(*network[:2], corners)
check_true(touching(*network[:2], corners), "each line passes through two corners", words)
x = np.array([[-0.3, 0.6], [-1, 0], [1, 0], [-1, 2.5], [0, -1], [1.5, 1.5], [-2, 1], [-3, -2]])
inside = np.array([1, 1, 1, 1, 0, 0, 0, 0])
name = "four points inside the triangle, four outside"
check_close(decide(network, x), inside, name, mistakes=slips_of(corners, x))
### BEGIN HIDDEN TESTS
random = rng("polygon_network")
for scale, shift in [(1.0, [0, 0]), (20.0, [-30, 15]), (0.05, [0.7, -0.4])]:
    turns = (np.arange(3) + random.uniform(-0.25, 0.25, 3)) * 2 * np.pi / 3
    corners = shift + scale * np.column_stack([np.cos(turns), np.sin(turns)])
    x = shift + scale * random.uniform(-1.2, 1.2, size=(200, 2))
    d = np.roll(corners, -1, axis=0) - corners
    away = x[:, None] - corners
    distance = (d[:, 0] * away[..., 1] - d[:, 1] * away[..., 0]) / np.hypot(*d.T)
    x, distance = (v[np.abs(distance).min(axis=1) > 0.01 * scale] for v in (x, distance))
    given = corners.copy()
    network = tuple(np.asarray(part, dtype=float) for part in polygon_network(given))
    check_unchanged(given, corners, "the corners given to polygon_network")
    inside = (distance > 0).all(axis=1).astype(int)
    name = f"points in and around a triangle of the size {scale:g}"
    any_place = "corners lie anywhere in the plane, and are no whole numbers"
    check_close(decide(network, x), inside, name, mistakes=slips_of(corners, x), hint=any_place)
### END HIDDEN TESTS

# %% tests="polygon_network" points=1
import numpy as np
from dlcourse.testing import check_close, check_shape, check_true, rng


def decide(network, x):
    W1, b1, w2, b2 = network
    return ((x @ W1.T + b1 >= 0) @ w2 + b2 >= 0).astype(int)


square = np.array([[1.0, 1.0], [3.0, 1.0], [3.0, 2.0], [1.0, 2.0]])
result = polygon_network(square.copy())
four = hasattr(result, "__len__") and len(result) == 4
check_true(four, "polygon_network gives four things", "end with: return W1, b1, w2, b2")
network = tuple(np.asarray(part, dtype=float) for part in result)
check_shape(network[0], (4, 2), "W1 for a rectangle", hint="a row for each of the four edges")
check_shape(network[1], (4,), "b1 for a rectangle", hint="one bias for each hidden neuron")
x = np.array([[2, 1.5], [1.1, 1.1], [2.9, 1.9], [0, 1.5], [2, 0], [3.5, 1.5], [2, 3]])
more = "the number k of corners decides which edge is the last, and how low b2 must be"
slips = {
    "with three of four edges it fires already": np.ones(7, dtype=int),
    "it never fires: is b2 too low, or does an edge look outward?": np.zeros(7, dtype=int),
}
inside = np.array([1, 1, 1, 0, 0, 0, 0])
check_close(decide(network, x), inside, "a rectangle", mistakes=slips, hint=more)
### BEGIN HIDDEN TESTS
random = rng("polygons")
for k in (4, 5, 8):
    turns = (np.arange(k) + random.uniform(-0.25, 0.25, k)) * 2 * np.pi / k
    corners = [2, -1] + 3 * np.column_stack([np.cos(turns), np.sin(turns)])
    x = [2, -1] + 3 * random.uniform(-1.2, 1.2, size=(200, 2))
    d = np.roll(corners, -1, axis=0) - corners
    away = x[:, None] - corners
    distance = (d[:, 0] * away[..., 1] - d[:, 1] * away[..., 0]) / np.hypot(*d.T)
    x, distance = (v[np.abs(distance).min(axis=1) > 0.03] for v in (x, distance))
    network = tuple(np.asarray(part, dtype=float) for part in polygon_network(corners.copy()))
    inside = (distance > 0).all(axis=1).astype(int)
    slips = {"b2 fits a triangle only": ((distance > 0).sum(axis=1) >= 3).astype(int)}
    check_close(decide(network, x), inside, f"{k} corners", mistakes=slips, hint=more)
### END HIDDEN TESTS

# %% [markdown]
# With enough edges even a disc, nearly. Zahn's notes say that one hidden layer can surround "any
# arbitrary convex region". For step neurons that is exact for straight edges only: a round boundary
# can be approached as closely as we like, and never reached.

# %% tags=["skip-execution"]
figure, axes = plt.subplots(1, 4, figsize=(11, 3.1), layout="constrained")
shapes = {"the triangle": np.array([[-2.0, -1.0], [2.0, 0.0], [-1.0, 3.0]])}
for k in (4, 6, 24):
    turns = 2 * np.pi * np.arange(k) / k
    shapes[f"{k} hidden neurons"] = [0, 1] + 3 * np.column_stack([np.cos(turns), np.sin(turns)])
for ax, (title, corners) in zip(axes, shapes.items()):
    W, b, w, c = polygon_network(corners)
    shade(ax, np.where(fire(grid, W, b) @ w + c >= 0, 1, 0), BLUE, alpha=0.5)
    for j in range(len(W)):
        ax.axline(corners[j], corners[(j + 1) % len(corners)], color="0.4", linewidth=0.8)
    ax.set(xlim=WINDOW[:2], ylim=WINDOW[2:], xlabel="$x_1$", ylabel="$x_2$", title=title)
plt.show()

# %% [markdown]
# ### Two regions: one more layer
#
# Two islands are no polygon, and what fires on both cannot be a single AND. Take two layers: the
# first draws all the lines, the second has one AND for each island, and the output fires if
# **at least one** of them does, which is an OR:
#
# $$\mathbf h^{[1]} = H(W^{[1]} \mathbf x + \mathbf b^{[1]}), \qquad
# \mathbf h^{[2]} = H(W^{[2]} \mathbf h^{[1]} + \mathbf b^{[2]}), \qquad
# \hat y = H(\mathbf w^{[3]} \cdot \mathbf h^{[2]} + b^{[3]}).$$
#
# An AND must look at *its own* lines only. So $W^{[2]}$ has a row for each island, with ones where
# its lines stand and zeros elsewhere. For a triangle and a square, with three and four lines,
#
# $$W^{[2]} = \begin{pmatrix} 1 & 1 & 1 & 0 & 0 & 0 & 0\\ 0 & 0 & 0 & 1 & 1 & 1 & 1 \end{pmatrix}.$$
#
# Since dented shapes can be cut into pieces without dents, unions of convex polygons are *all*
# polygons, with holes if you like. That is what the notes mean by "any arbitrary region"; as
# before, curved ones only approximately.
#
# ### Exercise 5: a network for a union
#
# The lines of all regions, one below the other, are stacked for you. What remains is the logic: the
# second layer and the output.


# %% exercise="union_network"
def union_network(regions):
    """Give a network of step neurons with two hidden layers that fires on a union of regions.

    Parameters
    ----------
    regions : list of r ≥ 1 pairs (W, b)
        A region is where all its half planes overlap: the points x with W x + b ≥ 0 in every row.
        W is an ndarray of float64 of shape (k_j, 2), b one of shape (k_j,); the numbers k_j of half
        planes may differ from region to region. Regions may overlap. All stays as it is.

    Returns
    -------
    W1, b1 : ndarrays, shapes (k, 2) and (k,)
        The first layer: all half planes, k = k_1 + … + k_r of them, in their order.
    W2, b2 : ndarrays of numbers, shapes (r, k) and (r,)
        The second layer: one neuron for each region.
    w3, b3 : ndarray of numbers of shape (r,), and a number
        The output neuron. It gives 1 where at least one region lies, else 0.
    """
    W1 = np.concatenate([W for W, _ in regions])
    b1 = np.concatenate([b for _, b in regions])
    ### START YOUR CODE ###
    W2, b2 = np.zeros((len(regions), len(b1))), np.zeros(len(regions))
    first = 0
    for j, (_, b) in enumerate(regions):
        W2[j, first : first + len(b)] = 1
        b2[j] = 0.5 - len(b)
        first += len(b)
    return W1, b1, W2, b2, np.ones(len(regions)), -0.5
    ### END YOUR CODE ###


# %% tests="union_network" points=2
import numpy as np
from dlcourse.testing import check_close, check_shape, check_true


def decide(network, x):
    W1, b1, W2, b2, w3, b3 = network
    second = (x @ W1.T + b1 >= 0) @ W2.T + b2 >= 0
    return (second @ w3 + b3 >= 0).astype(int)


triangle = np.array([[-1.0, 4.0], [-1.0, -1.0], [4.0, -1.0]]), np.array([2.0, 2.0, 7.0])
square = np.array([[1.0, 0], [-1.0, 0], [0, 1.0], [0, -1.0]]), np.array([-3.0, 5.0, -1.0, 3.0])
result = union_network([(W.copy(), b.copy()) for W, b in (triangle, square)])
six = hasattr(result, "__len__") and len(result) == 6
check_true(six, "union_network gives six things", "end with: return W1, b1, W2, b2, w3, b3")
network = tuple(np.asarray(part, dtype=float) for part in result)
check_shape(network[0], (7, 2), "W1", hint="it is stacked for you: return it as it is")
check_shape(network[1], (7,), "b1", hint="it is stacked for you: return it as it is")
check_shape(network[2], (2, 7), "W2", hint="a row for each region, a column for each half plane")
check_shape(network[3], (2,), "b2", hint="one bias for each region")
check_shape(network[4], (2,), "w3", hint="one weight for each region")
check_shape(network[5], (), "b3", hint="the output neuron has one bias")
x = np.array(
    [[-0.3, 0.6], [1, 0], [4, 2], [3.1, 1.1], [0, -1], [1.5, 1.5], [-2, 1], [4, 0], [6, 2]]
)
own = "row j of W2 has ones for the half planes of region j only"
one, two = (x @ W.T + b >= 0 for W, b in (triangle, square))
everywhere = "it fires everywhere: is b2 or b3 too high? Mind H(0) = 1"
slips = {
    "it never fires: at least one is enough, or is a bias too low?": np.zeros(9, dtype=int),
    everywhere: np.ones(9, dtype=int),
    "the triangle is missing": two.all(axis=1).astype(int),
    "the square is missing": one.all(axis=1).astype(int),
    "three of four half planes are enough for your square": (
        one.all(axis=1) | (two.sum(axis=1) >= 3)
    ).astype(int),
    own: (one.sum(axis=1) + two.sum(axis=1) >= 3).astype(int),
}
wanted = np.array([1, 1, 1, 1, 0, 0, 0, 0, 0])
check_close(decide(network, x), wanted, "a triangle and a square", mistakes=slips, hint=own)
### BEGIN HIDDEN TESTS
u, v = np.meshgrid(np.arange(-3.85, 7, 0.3), np.arange(-3.27, 5, 0.3))
x = np.column_stack([u.ravel(), v.ravel()])
fires = [x @ W.T + b > 0 for W, b in (triangle, square)]
islands = np.column_stack([one.all(axis=1) for one in fires])
count = np.hstack(fires).sum(axis=1)
slips = {
    "only where both regions lie: an AND in place of the OR": islands.all(axis=1).astype(int),
    "one half plane is enough for your regions: an OR, not an AND": (count >= 1).astype(int),
    own: (count >= 3).astype(int),
    "all half planes of all regions are counted together: " + own: (count >= 4).astype(int),
    "a region is missing": islands[:, 0].astype(int),
    "a region is missing, the first one": islands[:, 1].astype(int),
    "it fires outside, not inside": 1 - islands.any(axis=1),
}
wanted = islands.any(axis=1).astype(int)
check_close(decide(network, x), wanted, "the whole plane", mistakes=slips, hint=own)
### END HIDDEN TESTS

# %% tests="union_network" points=1
import numpy as np
from dlcourse.testing import check_close, check_shape, check_true, check_unchanged, rng


def decide(network, x):
    W1, b1, W2, b2, w3, b3 = network
    second = (x @ W1.T + b1 >= 0) @ W2.T + b2 >= 0
    return (second @ w3 + b3 >= 0).astype(int)


triangle = np.array([[-1.0, 4.0], [-1.0, -1.0], [4.0, -1.0]]), np.array([2.0, 2.0, 7.0])
result = union_network([tuple(part.copy() for part in triangle)])
six = hasattr(result, "__len__") and len(result) == 6
check_true(six, "union_network gives six things", "end with: return W1, b1, W2, b2, w3, b3")
network = tuple(np.asarray(part, dtype=float) for part in result)
check_shape(network[2], (1, 3), "W2 for a single region", hint="a matrix with one row")
x = np.array([[-0.3, 0.6], [0, -1], [1.5, 1.5], [-2, 1], [-1, 0]])
slips = {"it fires everywhere: mind H(0) = 1": np.ones(5), "it never fires": np.zeros(5)}
check_close(decide(network, x), np.array([1, 0, 0, 0, 1]), "a single region", mistakes=slips)
### BEGIN HIDDEN TESTS
random = rng("union_network")
for numbers in ([3, 1, 5], [2, 2], [4, 3, 3, 1, 2]):
    regions = []
    for k in numbers:
        W = random.normal(size=(k, 2))
        middle = random.uniform(-2, 2, size=2)
        regions.append((W, -(W @ middle) + random.uniform(0.3, 1.0, size=k)))
    x = random.uniform(-4, 4, size=(300, 2))
    logits = [x @ W.T + b for W, b in regions]
    x = x[np.abs(np.hstack(logits)).min(axis=1) > 1e-3]
    islands = np.column_stack([(x @ W.T + b > 0).all(axis=1) for W, b in regions])
    given = [(W.copy(), b.copy()) for W, b in regions]
    network = tuple(np.asarray(part, dtype=float) for part in union_network(given))
    check_unchanged(given, regions, "the regions that were given")
    off = islands[:, 0] & ~islands[:, 1:].any(axis=1)
    slips = {
        "no region may switch off another: has w3 a negative weight?": off.astype(int),
        "at least one region is enough": islands.all(axis=1).astype(int),
        "only the first two regions count": islands[:, :2].any(axis=1).astype(int),
    }
    wanted = islands.any(axis=1).astype(int)
    name = f"regions of {', '.join(map(str, numbers))} half planes"
    each = "a region of k half planes fires when all its k do, and k differs from region to region"
    check_close(decide(network, x), wanted, name, mistakes=slips, hint=each)
### END HIDDEN TESTS

# %% [markdown]
# Your network on two islands, a triangle and a square. On the right the same construction driven to
# its end, on a **real image**: the ink of a handwritten digit is cut into horizontal bars of
# pixels, each bar is a rectangle and so a polygon, and your network is the union of them all.

# %% tags=["skip-execution"]
islands = [
    np.array([[-2.0, -1.0], [2.0, 0.0], [-1.0, 3.0]]),
    np.array([[1.5, 2.0], [3.5, 2.0], [3.5, 4.0], [1.5, 4.0]]),
]


def bars_of(image):
    """Cut the ink of an image into bars; give the corners of each, counterclockwise."""
    found = []
    for row, ink in enumerate(np.pad(image > 127, ((0, 0), (1, 1))).astype(int)):
        starts, ends = np.flatnonzero(np.diff(ink) == 1), np.flatnonzero(np.diff(ink) == -1)
        low, high = 28 - row - 1, 28 - row
        found += [
            np.array([[s, low], [e, low], [e, high], [s, high]], dtype=float)
            for s, e in zip(starts, ends)
        ]
    return found


def network_for(shapes):
    """Build the network that fires on a union of polygons; return its decisions, and its size."""
    W1, b1, W2, b2, w3, b3 = union_network([polygon_network(corners)[:2] for corners in shapes])

    def decisions(x):
        return fire(fire(fire(x, W1, b1), W2, b2), w3[None, :], b3)[:, 0]

    return decisions, len(b1), len(b2)


figure, axes = plt.subplots(1, 4, figsize=(11, 3.1), layout="constrained")
decisions, lines, ands = network_for(islands)
shade(axes[0], decisions(grid), BLUE, alpha=0.5)
axes[0].set(xlabel="$x_1$", ylabel="$x_2$")
axes[0].set_title(f"two islands:\n{lines} + {ands} hidden neurons", fontsize=11)
u, v = np.meshgrid(np.linspace(0, 28, 280), np.linspace(0, 28, 280))
places = np.column_stack([u.ravel(), v.ravel()])
for ax, digit in zip(axes[1:], (3, 4, 8)):
    image = mnist.train_images[np.flatnonzero(mnist.train_labels == digit)[1]]
    decisions, lines, ands = network_for(bars_of(image))
    shade(ax, decisions(places), BLUE, (0, 28, 0, 28), alpha=0.8)
    ax.set(xlabel="$x_1$", ylabel="$x_2$")
    ax.set_title(f"a {digit}:\n{lines} + {ands} hidden neurons", fontsize=11)
plt.show()

# %% [markdown]
# So a network can "know" a digit down to its pixels, without having learned anything. That
# deserves a pause. The construction needs the answer beforehand, and it spends well over a hundred
# neurons on a single drawing. That an answer *can be represented* says nothing about whether it can
# be *found*, or about how many neurons a clever solution would need.
#
# One more correction of a common impression. "One hidden layer: convex regions, two hidden layers:
# everything" is a statement about this construction, not about networks. Make the output neuron an
# OR, and one hidden layer already fires on the union of two half planes, which is not convex. With
# suitable output weights a single hidden layer can approximate any region: the next section leads
# there.

# %% [markdown]
# ## 9.4 Curves: steps, peaks, staircases
#
# A network that predicts a number ends in a *linear* output. With one input $x$ and one hidden
# layer of $n$ sigmoid neurons it computes
#
# $$\hat y = \sum_{k=1}^{n} w^{[2]}_k\, \sigma\bigl(w^{[1]}_k x + b^{[1]}_k\bigr) + b^{[2]}.$$
#
# Which functions of $x$ can that be? Look at a single neuron first. Written as
#
# $$\sigma(w x + b) = \sigma\bigl(w\,(x - s)\bigr), \qquad s = -\frac{b}{w},$$
#
# it shows its handles: $s$ is the **position** of the step, and $w$ says how steep it is. How wide
# is it? A sigmoid never quite starts and never quite ends, so a width needs a convention. Ours is
# the one of electrical engineers for the rise of a pulse: from where the output is 10 % to where it
# is 90 %. (The notes say that $1/w$ "corresponds to the width". It is proportional to it, for
# positive $w$. The factor is yours to find, and a width must not be negative.)
#
# ### Exercise 6: position and width
#
# The output is 0.9 where $\sigma(z) = 0.9$. Solve for $z$ first: $\sigma(z) = p$ means
# $z = \ln \frac{p}{1 - p}$. Then translate $z$ into $x$.


# %% exercise="step_shape"
def step_shape(w, b):
    """Give position and width of the step that each of n sigmoid neurons makes.

    Parameters
    ----------
    w : ndarray of float64, shape (n,)
        One weight a neuron, positive or negative, never 0. Stays as it is.
    b : ndarray of float64, shape (n,)
        One bias a neuron. Stays as it is.

    Returns
    -------
    positions : ndarray of floats, shape (n,)
        The x where σ(w x + b) = 0.5.
    widths : ndarray of floats, shape (n,)
        The distance between the x where σ(w x + b) = 0.1 and the x where it is 0.9; positive, also
        for a step that falls.
    """
    ### START YOUR CODE ###
    return -b / w, 2 * np.log(9) / np.abs(w)
    ### END YOUR CODE ###


# %% tests="step_shape" points=2
import numpy as np
from dlcourse.testing import check_close, check_true, check_unchanged, rng

w, b = np.array([4.0, 0.5, -10.0]), np.array([-8.0, 1.5, 5.0])
result = step_shape(w.copy(), b.copy())
two = hasattr(result, "__len__") and len(result) == 2
check_true(two, "step_shape gives two things", "end with: return positions, widths")
slips = {
    "the sign: w x + b = 0 gives x = −b/w": b / w,
    "solve w x + b = 0 for x: b is divided by w": -w / b,
    "divide by w": -b,
    "keep the sign of w: a falling step has a position on either side too": -b / np.abs(w),
    "the position is where the output is 0.5, not 0.9": (np.log(9) - b) / w,
    "these are the widths: the positions stand first": 2 * np.log(9) / np.abs(w),
}
check_close(result[0], -b / w, "positions of three steps", mistakes=slips)
width = 2 * np.log(9) / np.abs(w)
slips = {
    "a width is positive, also where w is negative": 2 * np.log(9) / w,
    "that is half of it, from the middle to 90 %": width / 2,
    "1/|w| is only proportional to the width": 1 / np.abs(w),
    "the natural logarithm: np.log": 2 * np.log10(9) / np.abs(w),
    "σ(z) = 0.9 gives z = ln(0.9/0.1), not ln 0.9": 2 * np.abs(np.log(0.9) / w),
    "the larger |w| is, the narrower the step": 2 * np.log(9) * np.abs(w),
    "that is the width of the tangent in the middle, 4/|w|": 4 / np.abs(w),
    "from 10 % to 90 %, not from 5 % to 95 %": 2 * np.log(19) / np.abs(w),
    "that is the width in z: translate it into x": 2 * np.log(9) * np.ones(3),
}
check_close(result[1], width, "widths of three steps", mistakes=slips)
### BEGIN HIDDEN TESTS
random = rng("step_shape")
w = random.uniform(0.2, 30, size=8) * random.choice([-1, 1], size=8)
b = random.normal(scale=10, size=8)
given = w.copy(), b.copy()
positions, widths = step_shape(*given)
check_close(positions, -b / w, "positions of eight steps")
width = 2 * np.log(9) / np.abs(w)
slips = {"a width is positive, also where w is negative": 2 * np.log(9) / w}
check_close(widths, width, "widths of eight steps", mistakes=slips)
check_unchanged(given[0], w, "the weights given to step_shape")
check_unchanged(given[1], b, "the biases given to step_shape")
positions, widths = step_shape(np.array([-0.25]), np.array([0.0]))
check_close(positions, np.array([0.0]), "position of a single step at 0")
check_close(widths, np.array([8 * np.log(9)]), "width of a single wide step")
### END HIDDEN TESTS

# %% [markdown]
# Two sliders, one neuron. The shaded band is the width from your function. *Try:* $w = 50$ and the
# step at $x = 0.4$. By how much does $b$ have to move when you double $w$ and want the step to stay
# where it is?


# %% tags=["skip-execution"]
def draw_step(w, b):
    """Draw the output of a sigmoid neuron, with the position and the width of its step."""
    ax = plot_function(
        lambda x: step_like("logistic", w * x + b)[0], -2, 2, ylabel="output σ(wx + b)"
    )
    (s,), (width,) = step_shape(np.array([w]), np.array([b]))
    ax.axvspan(s - width / 2, s + width / 2, color=BLUE, alpha=0.15, label="width, 10 % to 90 %")
    ax.axvline(s, color=ORANGE, linestyle="--", label="position s")
    ax.set(xlim=(-2, 2), ylim=(-0.05, 1.05))
    ax.set_title(f"w = {w:g}, b = {b:g}: step at {s:.2f}, width {width:.2f}")
    ax.legend(loc="upper left")
    return ax.figure


explore(
    draw_step,
    w=slider(0.5, 100.0, 5.0, log=True, label="weight w"),
    b=slider(-40.0, 40.0, -2.0, step=0.5, label="bias b"),
)

# %% [markdown]
# ### Two steps make a peak
#
# Let one neuron step up at $s - \frac{\Delta}{2}$, another at $s + \frac{\Delta}{2}$, and subtract:
#
# $$a \cdot \Bigl[ \sigma\bigl(w\,(x - s + \tfrac{\Delta}{2})\bigr)
# - \sigma\bigl(w\,(x - s - \tfrac{\Delta}{2})\bigr) \Bigr].$$
#
# Between the two steps only the first has risen: a peak around $s$ of the width $\Delta$ and, if
# the steps are steep, of the height $a$.
#
# ### Exercise 7: a peak
#
# The formula is clear; what a network needs is its *weights*. Multiply out: which $w^{[1]}_k$ and
# $b^{[1]}_k$ belong to the two neurons, and which output weights $w^{[2]}_k$? (The output has no
# bias here.)


# %% exercise="peak_network"
def peak_network(s, delta, a, w):
    """Give the weights of two sigmoid neurons whose weighted sum is a peak.

    Parameters
    ----------
    s : float
        Where the middle of the peak lies.
    delta : float
        Δ > 0, the distance between the two steps.
    a : float
        The factor in front of the bracket: about the height; a negative one makes a dent.
    w : float
        w > 0, the weight that makes the steps steep.

    Returns
    -------
    w1, b1 : two ndarrays of floats, shape (2,)
        Weights and biases of the two hidden neurons.
    w2 : ndarray of floats, shape (2,)
        Their output weights: the peak is w2[0]·σ(w1[0]·x + b1[0]) + w2[1]·σ(w1[1]·x + b1[1]).
    """
    ### START YOUR CODE ###
    w1 = np.array([w, w])
    b1 = -w * np.array([s - delta / 2, s + delta / 2])
    return w1, b1, np.array([a, -a])
    ### END YOUR CODE ###


# %% tests="peak_network" points=2
import numpy as np
from dlcourse.testing import check_close, check_shape, check_true, rng


def sigma(z):
    return 0.5 * (1 + np.tanh(z / 2))


def output(network, x):
    w1, b1, w2 = network
    return sigma(np.outer(x, w1) + b1) @ w2


def peak(x, s, delta, a, w):
    return a * (sigma(w * (x - s + delta / 2)) - sigma(w * (x - s - delta / 2)))


def slips_of(x, s, delta, a, w):
    return {
        "upside down: up by a first, then down (a may be negative)": -peak(x, s, delta, a, w),
        "the output weights are a and −a": a
        * (sigma(w * (x - s + delta / 2)) + sigma(w * (x - s - delta / 2))),
        "the sign of the biases: w (x − s) gives b = −w s": peak(x, -s, delta, a, w),
        "multiply out: b contains w, b = −w (s ∓ Δ/2)": a
        * (sigma(w * x - s + delta / 2) - sigma(w * x - s - delta / 2)),
        "the steps stand at s ± Δ/2: half of Δ on either side": peak(x, s, 2 * delta, a, w),
        "the peak begins at s: it must have its middle there": peak(x, s + delta / 2, delta, a, w),
        "the factor a is missing": peak(x, s, delta, 1.0, w),
        "the two weights must have the same sign, or the output a bias": a
        * (sigma(w * (x - s + delta / 2)) + sigma(-w * (x - s - delta / 2))),
        "use the weight w that is given": peak(x, s, delta, a, 100.0),
        "the peak must not move with Δ: both steps count from s": peak(x, delta / 2, s, a, w),
        "a is the factor in front of the bracket, not the exact height": peak(x, s, delta, a, w)
        / np.tanh(w * delta / 4),
        "the order: return w1, b1, w2": sigma(np.outer(x, [w, w]) + np.array([a, -a]))
        @ [-w * (s - delta / 2), -w * (s + delta / 2)],
    }


result = peak_network(2.0, 1.0, 3.0, 20.0)
three = hasattr(result, "__len__") and len(result) == 3
check_true(three, "peak_network gives three things", "end with: return w1, b1, w2")
network = tuple(np.asarray(part, dtype=float) for part in result)
for part, name in zip(network, ("w1", "b1", "w2")):
    check_shape(part, (2,), name, hint="one number for each of the two neurons")
x = np.array([1.9, -2.1, 1.4, 1.5, 2.0, 4.0, 2.3, 2.55])
args = x, 2.0, 1.0, 3.0, 20.0
slips = slips_of(*args)
check_close(output(network, x), peak(*args), "a peak at 2", atol=1e-3, mistakes=slips)
### BEGIN HIDDEN TESTS
random = rng("peak_network")
for s, delta, a, w in [(-1.5, 0.8, -2.0, 12.0), (0.3, 2.5, 0.7, 3.0), (4.0, 0.25, 5.0, 60.0)]:
    network = tuple(np.asarray(part, dtype=float) for part in peak_network(s, delta, a, w))
    x = np.append(s + delta * random.uniform(-1.5, 1.5, size=60), [0.0, -s, s])
    args = x, s, delta, a, w
    name = f"s = {s:g}, Δ = {delta:g}, a = {a:g}, w = {w:g}"
    check_close(output(network, x), peak(*args), name, atol=1e-3, mistakes=slips_of(*args))
### END HIDDEN TESTS

# %% [markdown]
# How high is your peak really? In the middle, at $x = s$, both sigmoids are equally far from their
# steps, and the bracket is $\sigma(w \Delta / 2) - \sigma(-w \Delta / 2) = \tanh(w \Delta / 4)$. So
# the height is
#
# $$a \tanh \frac{w \Delta}{4} < a.$$
#
# With $a = 3$ the peak is 3 high only if the steps are narrow in comparison with $\Delta$: at
# $w \Delta = 4$ a quarter of the height is missing.


# %% tags=["skip-execution"]
def network_1d(x, w1, b1, w2, b2=0.0):
    """Compute a network with one input, one sigmoid layer and a linear output, at all x."""
    return step_like("logistic", np.outer(x, w1) + b1)[0] @ w2 + b2


x = np.linspace(-1, 5, 800)
figure, axes = plt.subplots(1, 2, figsize=(11, 3.4), layout="constrained")
w1, b1, w2 = peak_network(2.0, 1.0, 3.0, 20.0)
for k, color in enumerate((ORANGE, GREEN)):
    part = w2[k] * step_like("logistic", w1[k] * x + b1[k])[0]
    axes[0].plot(x, part, "--", color=color, label=f"neuron {k + 1} times {w2[k]:g}")
axes[0].plot(x, network_1d(x, w1, b1, w2), color=BLUE, linewidth=2.5, label="sum")
axes[0].set(xlabel="x", ylabel="output", title="A peak: s = 2, Δ = 1, a = 3, w = 20")
for w, color, style in [(50, BLUE, "-"), (10, GREEN, "--"), (4, ORANGE, "-.")]:
    y = network_1d(x, *peak_network(2.0, 1.0, 3.0, w))
    label = f"w = {w}: height {y.max():.2f}, 3 tanh(w/4) = {3 * np.tanh(w / 4):.2f}"
    axes[1].plot(x, y, style, color=color, linewidth=2.2, label=label)
axes[1].set(xlabel="x", ylabel="output", title="The same peak, less and less steep")
axes[1].set_ylim(top=4.6)
for ax in axes:
    ax.legend(loc="best")
    ax.grid(True, color="0.9")
plt.show()

# %% [markdown]
# ### A staircase follows any curve
#
# Put such peaks side by side, each as high as the function there, and you have a **staircase** that
# follows the function. With $n$ stairs that takes $2n$ neurons. Half of them will do: where one
# peak ends, the next begins, so both neurons there step at the same $x$ and can be merged. What
# remains is a single step at each edge between two stairs, as high as the *difference* of the two
# stairs. Both ways are welcome.
#
# ### Exercise 8: a staircase
#
# Cut $[\ell, r]$ into $n$ stairs of equal width. Each is as high as the function in the *middle* of
# the stair.


# %% exercise="staircase_network"
def staircase_network(f, left, right, n, w):
    """Give a network with one layer of sigmoid neurons that is a staircase along f.

    Parameters
    ----------
    f : callable
        The function to follow. It takes an ndarray of x of any length and gives the values there.
    left, right : float
        The ends of the interval, left < right.
    n : int
        The number of stairs, at least 2.
    w : float
        w > 0, the weight of every step; so large that the steps are narrow compared with a stair.

    Returns
    -------
    w1, b1 : two ndarrays of floats, shape (k,)
        Weights and biases of the hidden neurons. Their number k is your choice (n − 1 are enough).
    w2 : ndarray of floats, shape (k,)
        The output weights.
    b2 : float
        The output bias. Σ w2·σ(w1·x + b1) + b2 is about f(middle) on each of the n stairs, and
        changes from one to the next with the steepness w. (At both ends, and outside of
        [left, right], the network may do anything.)
    """
    ### START YOUR CODE ###
    edges = np.linspace(left, right, n + 1)
    heights = f((edges[:-1] + edges[1:]) / 2)
    b1 = -w * edges[1:-1]
    return np.full(n - 1, w), b1, np.diff(heights), heights[0]
    ### END YOUR CODE ###


# %% tests="staircase_network" points=2
import numpy as np
from dlcourse.testing import check_close, check_shape, check_true


def output(network, x):
    w1, b1, w2, b2 = network
    return 0.5 * (1 + np.tanh((np.outer(x, w1) + b1) / 2)) @ w2 + b2


def slips_of(f, left, right, n):
    """Give the heights of stairs with one mistake each."""
    edges = np.linspace(left, right, n + 1)
    heights = f((edges[:-1] + edges[1:]) / 2)
    jumps = np.diff(heights)
    rising = np.append(0, np.cumsum(jumps))
    return {
        "the height belongs to the middle of a stair, not to its left end": f(edges[:-1]),
        "the height belongs to the middle of a stair, not to its right end": f(edges[1:]),
        "the steps add up: a step is as high as the difference of two stairs": np.cumsum(heights),
        "the first stair has its height from b2": rising,
        "the first stair is counted twice": heights + heights[0],
        "b2 is f in the middle of the first stair, not f(left)": rising + f(edges[:1]),
        "the biases: w (x − edge) gives b = −w · edge": heights[0]
        + np.array([jumps[-edges[1:-1] < m].sum() for m in (edges[:-1] + edges[1:]) / 2]),
        "the differences have the wrong sign": heights[0] - rising,
        "a step down needs a negative output weight": heights[0]
        + np.append(0, np.cumsum(np.abs(jumps))),
        "f in the middle, not the mean of f at both ends": (f(edges[:-1]) + f(edges[1:])) / 2,
        "the last stair is missing, or the stairs do not begin at left": np.append(
            heights[:-1], heights[-2]
        ),
        "the steps stand at the edges between two stairs, not in the middles": np.append(
            heights[0], (heights[:-1] + heights[1:]) / 2
        ),
        "the stairs are out of place: what is the first edge, what the last?": np.append(
            heights[0], heights[:-1]
        ),
    }


result = staircase_network(np.square, 1.0, 5.0, 4, 400.0)
four = hasattr(result, "__len__") and len(result) == 4
check_true(four, "staircase_network gives four things", "end with: return w1, b1, w2, b2")
network = tuple(np.asarray(part, dtype=float) for part in result)
k = network[1].size
check_shape(network[0], (k,), "w1", hint="one weight for each hidden neuron, as many as biases")
check_shape(network[1], (k,), "b1", hint="one bias for each hidden neuron")
check_shape(network[2], (k,), "w2", hint="one output weight for each hidden neuron")
check_shape(network[3], (), "b2", hint="the output has one bias, a single number")
came = output(network, np.array([1.5, 2.5, 3.5, 4.5]))
heights = np.array([2.25, 6.25, 12.25, 20.25])
slips, name = slips_of(np.square, 1.0, 5.0, 4), "x² from 1 to 5: the four stairs"
all_n = "n stairs, from left to right, equally wide"
check_close(came, heights, name, atol=1e-3, mistakes=slips, hint=all_n)
### BEGIN HIDDEN TESTS
for f, left, right, n, words in [
    (np.cos, -2.0, 3.0, 9, "cos on [−2, 3]"),
    (lambda x: 2 * x - 7, 0.0, 1.0, 2, "2x − 7 with two stairs"),
    (lambda x: np.exp(-x) + 1, -1.0, 0.5, 25, "e^(−x) + 1 with 25 stairs"),
]:
    size = (right - left) / n
    result = staircase_network(f, left, right, n, 400 / size)
    network = tuple(np.asarray(part, dtype=float) for part in result)
    middles = left + size * (np.arange(n) + 0.5)
    for part, side in [(0.0, "in the middle"), (-0.3, "left of it"), (0.3, "right of it")]:
        came, slips = output(network, middles + part * size), slips_of(f, left, right, n)
        name = f"{words}: the stairs, {side}"
        check_close(came, f(middles), name, rtol=1e-4, atol=1e-3, mistakes=slips, hint=all_n)
### END HIDDEN TESTS

# %% tests="staircase_network" points=1
import numpy as np
from dlcourse.testing import check_close, check_true


def sigma(z):
    return 0.5 * (1 + np.tanh(z / 2))


def output(network, x):
    w1, b1, w2, b2 = network
    return sigma(np.outer(x, w1) + b1) @ w2 + b2


# Where one stair changes into the next: half way at the edge, and as steep as w says.
result = staircase_network(np.square, 1.0, 5.0, 4, 40.0)
four = hasattr(result, "__len__") and len(result) == 4
check_true(four, "staircase_network gives four things", "end with: return w1, b1, w2, b2")
network = tuple(np.asarray(part, dtype=float) for part in result)
x = np.array([1.97, 2.0, 2.05, 3.0, 3.95])
came = output(network, x)
steep = {"the steps are too steep: use the weight w that is given": [2.25, 4.25, 6.25, 9.25, 12.25]}
wanted = 2.25 + sigma(40 * np.subtract.outer(x, [2.0, 3.0, 4.0])) @ np.array([4.0, 6.0, 8.0])
edge = "the steps stand at the inner edges of the stairs, with w as their weight"
check_close(came, wanted, "x² at its edges", rtol=1e-3, atol=1e-3, mistakes=steep, hint=edge)
### BEGIN HIDDEN TESTS
for f, left, right, n, words in [(np.sin, -3.0, 3.0, 8, "sin"), (np.exp, 0.0, 2.0, 5, "exp")]:
    edges, size = np.linspace(left, right, n + 1), (right - left) / n
    for steepness in (30.0, 60.0):
        result = staircase_network(f, left, right, n, steepness / size)
        network = tuple(np.asarray(part, dtype=float) for part in result)
        heights = f((edges[:-1] + edges[1:]) / 2)
        x = (edges[1:-1] + size * np.array([[-0.06], [-0.02], [0.0], [0.03]])).ravel()
        logits = steepness / size * np.subtract.outer(x, edges[1:-1])
        wanted = heights[0] + sigma(logits) @ np.diff(heights)
        name = f"{words} at its edges, w = {steepness:g} divided by the width of a stair"
        check_close(output(network, x), wanted, name, rtol=1e-3, atol=1e-3, hint=edge)
### END HIDDEN TESTS

# %% [markdown]
# Your staircase along a wavy curve. Add stairs; then make the steps softer. Is there a setting in
# which the network is *nearer* to the curve with less steep steps?


# %% tags=["skip-execution"]
def wavy(x):
    """A curve to follow, on [−4, 4]."""
    return np.exp(-(x**2) / 6) * np.cos(3 * x) + 0.15 * x


def draw_staircase(n, steepness):
    """Draw the curve, the staircase network with n stairs, and the largest distance."""
    x = np.linspace(-4, 4, 2000)
    network = staircase_network(wavy, -4.0, 4.0, n, steepness / (8 / n))
    y = network_1d(x, *network)
    figure, ax = plt.subplots(figsize=(8, 4), layout="tight")
    ax.plot(x, wavy(x), color=ORANGE, linestyle="--", linewidth=2, label="the curve f")
    ax.plot(x, y, color=BLUE, linewidth=1.8, label=f"network, {len(network[1])} hidden neurons")
    ax.set(xlabel="x", ylabel="output", ylim=(-1.6, 1.6))
    ax.set_title(f"{n} stairs: largest distance {np.max(np.abs(y - wavy(x))):.3f}")
    ax.grid(True, color="0.9")
    ax.legend(loc="upper left")
    return figure


explore(
    draw_staircase,
    n=slider(2, 80, 20, label="stairs n"),
    steepness=slider(2.0, 400.0, 100.0, log=True, label="steepness w · (width of a stair)"),
)

# %% [markdown]
# ### How many neurons does it take?
#
# If $f$ changes by at most $L$ per unit of $x$, then on a stair of the width $\frac{r - \ell}{n}$
# the function differs from the value in the middle by at most
#
# $$\frac{L\,(r - \ell)}{2 n}.$$
#
# So half the error costs twice the neurons. Other neurons do better. A sum of **hinges**, your
# ReLU, can follow the curve with straight pieces from point to point: one neuron for each change of
# the slope. Its error shrinks with $1/n^2$.


# %% tags=["skip-execution"]
def hinge_network(f, left, right, n):
    """Follow f with n straight pieces; return the network as a function of x."""
    places = np.linspace(left, right, n + 1)
    slopes = np.diff(f(places)) / np.diff(places)
    changes = np.diff(slopes, prepend=0.0)

    def network(x):
        return hinge(x[:, None] - places[:-1], 0.0)[0] @ changes + f(places[:1])[0]

    return network


x = np.linspace(-4, 4, 8001)
steepest = np.max(np.abs(np.gradient(wavy(x), x)))
counts = [4, 8, 16, 32, 64, 128, 256, 512]
errors = {"staircase of sigmoids": [], "straight pieces of ReLUs": []}
for n in counts:
    steps = staircase_network(wavy, -4.0, 4.0, n, 400 / (8 / n))
    errors["staircase of sigmoids"].append(np.max(np.abs(network_1d(x, *steps) - wavy(x))))
    pieces = hinge_network(wavy, -4.0, 4.0, n)
    errors["straight pieces of ReLUs"].append(np.max(np.abs(pieces(x) - wavy(x))))
errors["bound L (r − ℓ) / 2n"] = [steepest * 8 / (2 * n) for n in counts]
ax = plot_learning_curves(
    errors,
    x=counts,
    xlabel="stairs or pieces n (about as many hidden neurons)",
    ylabel="largest distance from the curve",
    title="More neurons, smaller error",
    log=True,
)
ax.set_xscale("log", base=2)
plt.show()
for name, values in errors.items():
    print(f"{name:26} n = 64: {values[4]:.4f}   n = 128: {values[5]:.4f}")

# %% [markdown]
# ## 9.5 The universal approximation theorem
#
# What you have just built is the heart of a proof. The theorem, in the form of Leshno and others
# (1993):
#
# > Let $g$ be continuous on a closed and bounded set $S \subset \mathbb R^n$, and
# > $\varepsilon > 0$. If the activation $f$ is continuous and **not a polynomial**, there is a
# > number $K$ and a network with $K$ hidden neurons,
# > $$\hat y(\mathbf x) = \sum_{k=1}^{K} c_k\, f(\mathbf w_k \cdot \mathbf x + b_k) + c_0,$$
# > with $|\hat y(\mathbf x) - g(\mathbf x)| < \varepsilon$ for all $\mathbf x \in S$.
#
# Two remarks on the way it is told elsewhere.
#
# - "A non-linear activation function" (Zahn's notes) is not enough. Take $f(z) = z^2$. With however
#   many neurons, the sum is a polynomial of degree 2, and never comes near $\sin x$ on
#   $[-10, 10]$. A fixed degree stays a fixed degree: that is just what polynomials do.
# - "Non-constant, bounded and monotonically increasing" (Kretov's slides, after Funahashi's theorem
#   of 1989, which asks for continuity too) is enough, but not necessary: ReLU is not bounded.
#
# The theorem speaks of *existence*. It does not say how large $K$ is, how the weights are found, or
# what the network does between the points and outside of the set on which we know $g$. And $g$ is
# known nowhere in practice: we have samples. A staircase with one stair for each sample fits all of
# them and has learned nothing (unit 6 calls that overfitting).
#
# ### Peaks in the plane
#
# With two inputs, a peak along a direction is a *ridge*, since the network does not see what
# happens at right angles to it. But ridges in several directions add up where they cross. With many
# directions a round bump stands out over a low background, and one more layer with a threshold can
# cut the background off.

# %% tags=["skip-execution"]
u, v = np.meshgrid(np.linspace(-3, 3, 90), np.linspace(-3, 3, 90))
plane = np.column_stack([u.ravel(), v.ravel()])
figure, axes = plt.subplots(1, 4, figsize=(10.5, 3), layout="constrained")
for ax, directions in zip(axes, (1, 2, 4, 16)):
    total = np.zeros(len(plane))
    for phi in np.pi * np.arange(directions) / directions:
        along = plane @ [np.cos(phi), np.sin(phi)]
        total += network_1d(along, *peak_network(0.0, 1.2, 1 / directions, 12.0))
    drawn = ax.imshow(
        total.reshape(u.shape),
        extent=(-3, 3, -3, 3),
        origin="lower",
        interpolation="nearest",
        cmap="cividis",
        vmin=0,
        vmax=1,
    )
    ax.set(xlabel="$x_1$", ylabel="$x_2$" if directions == 1 else "")
    name = "1 ridge" if directions == 1 else f"{directions} ridges"
    ax.set_title(f"{name}: {2 * directions} neurons", fontsize=11)
figure.colorbar(drawn, ax=axes, label="output", shrink=0.75)
plt.show()

# %% [markdown]
# That settles the question of the title for any number of inputs. And it shows the price. Ten
# stairs for one input; a bump on each of $10 \cdot 10$ squares for two; $10^{784}$ bumps for the
# pixels of a digit. The next section is about that number.

# %% [markdown]
# ## 9.6 The curse of dimensionality
#
# Learning from examples rests on a quiet assumption: *near* an example the answer is about the
# same. So we need examples near every place that matters. Richard Bellman noticed in 1957 what goes
# wrong when there are many inputs, and gave it the name in the title.
#
# **Too many places.** Two examples along each axis of the unit cube $[0, 1]^d$ are $2^d$ examples.
# For the $d = 784$ pixels of a digit that is $2^{784} \approx 10^{236}$; the universe has about
# $10^{80}$ atoms. There are $256^{784} \approx 10^{1888}$ different images of $28 \times 28$ bytes.
#
# **All volume is at the border.** Take off a rind of half a percent of the edge length on every
# side of the cube. What remains has the edge $0.99$ and the volume $0.99^d$: nearly everything for
# $d = 3$, and $0.99^{784} \approx 0.0004$ for a digit. A random image is in the rind.
#
# **All points are equally far apart.** Two independent random points of the cube have in each
# coordinate the mean squared difference $\int_0^1 \int_0^1 (x - y)^2\, dx\, dy = \frac16$, so
#
# $$\text{mean of distance}^2 = \frac{d}{6}, \qquad
# \text{mean distance} \approx \sqrt{\frac{d}{6}}.$$
#
# The first is exact. The second is exact for no $d$: the mean of a root is smaller than the root of
# the mean. For $d = 1$ the mean distance is $\frac13$, not $\sqrt{1/6} \approx 0.41$. But as the
# dimension grows, the squared distance becomes a sum of many independent terms and spreads,
# compared with its mean, less and less; the relative error falls as $\frac{7}{40 d}$. The spread of
# the distance *itself* tends to $\sqrt{7/120} \approx 0.24$, whatever $d$. At $d = 784$ the mean
# distance is 11.4, so nearly all distances lie between 10.7 and 12.2: near and far have lost their
# meaning.

# %% tags=["skip-execution"]
from scipy.spatial.distance import pdist

dimensions = [1, 2, 3, 5, 10, 20, 50, 100, 200, 400, 784]
random = np.random.default_rng(1)
found = [pdist(random.random((pace(1000, quick=300), d))) for d in dimensions]
means = np.array([distances.mean() for distances in found])
lows, highs = np.transpose([np.quantile(distances, [0.001, 0.999]) for distances in found])
many = np.geomspace(1, 784, 200)

figure, axes = plt.subplots(1, 2, figsize=(11, 3.6), layout="constrained")
axes[0].fill_between(
    dimensions, lows, highs, color=BLUE, alpha=0.2, label="99.8 % of all distances"
)
axes[0].plot(dimensions, means, "o", color=BLUE, label="mean distance, measured")
axes[0].plot(many, np.sqrt(many / 6), "--", color=ORANGE, label="$\\sqrt{d/6}$")
axes[0].plot(many, np.sqrt(many), ":", color="0.3", label="largest possible distance $\\sqrt{d}$")
axes[0].set(xscale="log", yscale="log", ylim=(0.003, 40))
axes[0].set(xlabel="dimension d", ylabel="distance", title="Two random points of the unit cube")
for rind, color, style in [(0.1, GREEN, "-."), (0.01, BLUE, "-"), (0.001, ORANGE, "--")]:
    label = f"1 − {1 - rind:g}$^d$"
    axes[1].plot(many, 1 - (1 - rind) ** many, style, color=color, linewidth=2, label=label)
axes[1].set(xscale="log", xlabel="dimension d", ylabel="share of the volume")
axes[1].set_title("Volume of the rind, for inner cubes of three sizes")
for ax in axes:
    ax.grid(True, color="0.9")
    ax.legend(loc="best")
plt.show()

print("   d   mean distance   √(d/6)   √(d/6)·(1 − 7/(40d))   spread")
for d, mean_distance, distances in zip(dimensions, means, found):
    root = np.sqrt(d / 6)
    corrected = root * (1 - 7 / (40 * d))
    print(
        f"{d:4}   {mean_distance:13.4f}   {root:6.4f}   {corrected:20.4f}   {distances.std():.4f}"
    )
print(f"0.99^784 = {0.99**784:.6f}")
print(f"2^784 = 10^{784 * np.log10(2):.1f},  256^784 = 10^{784 * np.log10(256):.1f}")

# %% [markdown]
# Zahn's Table 5 gives another number for the average distance of $n$ training samples:
# $2 / \sqrt[d]{n}$ (misprinted as $2 / \sqrt d$ in the text below it), which is 1.97 for
# $n = 70{,}000$ and $d = 784$. That is the spacing of a **regular grid** of $n$ points in the cube
# $[-1, 1]^d$, and no distance between samples: two random points of that cube are
# $2 \sqrt{784/6} \approx 22.9$ apart, and the farthest two $2 \sqrt{784} = 56$. What the spacing
# does say: it is nearly the edge itself, so 70,000 points are too few for a grid with even two
# points along each axis.
#
# And the digits? They are no random points at all, as you will see now.
#
# ## 9.7 Why it works nevertheless
#
# First row: digits. Second row: random images, every gray value drawn by itself. You could look at
# such images for the rest of your life and would not see a digit once. Third row: the same digits
# with their pixels shuffled, each in its own way. Their gray values are exactly those of the
# digits.

# %% tags=["skip-execution"]
random = np.random.default_rng(2)
digits = mnist.test_images[:7]
noise = random.integers(0, 256, size=(7, 28, 28), dtype=np.uint8)
shuffled = random.permuted(digits.reshape(7, -1), axis=1).reshape(-1, 28, 28)
figure, ax = plt.subplots(figsize=(4.6, 2.7))
plot_tiles(
    np.concatenate([digits, noise, shuffled]),
    captions=["digit"] * 7 + ["random"] * 7 + ["shuffled"] * 7,
    columns=7,
    title="Three kinds of points in 784 dimensions",
    ax=ax,
)
plt.show()

# %% [markdown]
# Images that mean something fill a tiny part of the space, a thin and folded surface: a
# **manifold**. Its dimension is the number of ways in which a digit can vary (slant, width,
# thickness, loops, ...), and these are far fewer than 784.
#
# That can be measured. Take $n$ images and look how far a new image is from the nearest one. In $d$
# dimensions the distance shrinks like $n^{-1/d}$: a straight line with the slope $-1/d$ in a plot
# with two logarithmic axes. For noise, more data should be of no use at all.

# %% tags=["skip-execution"]
random = np.random.default_rng(3)
most, asked = pace(60_000, quick=3_000), pace(1000, quick=200)
sizes = [n for n in (100, 300, 1000, 3000, 10_000, 30_000, 60_000) if n <= most]
known = mnist.train_images[:most].reshape(-1, 784).astype(np.float32) / 255
asked_images = mnist.test_images[:asked].reshape(-1, 784).astype(np.float32) / 255
sizes = [n for n in sizes if n <= len(known)]


def nearest(known, asked_for):
    """Give, for each size n, the mean distance to the nearest of n known images, and its index."""
    best = np.full(len(asked_for), np.inf)
    index = np.zeros(len(asked_for), dtype=int)
    distances, indices = [], []
    for start, stop in zip([0, *sizes], sizes):
        part = known[start:stop]
        squares = (part**2).sum(axis=1) - 2 * asked_for @ part.T
        places = np.argmin(squares, axis=1)
        found = squares[np.arange(len(asked_for)), places] + (asked_for**2).sum(axis=1)
        index = np.where(found < best, places + start, index)
        best = np.minimum(best, found)
        distances.append(np.mean(np.sqrt(np.maximum(best, 0))))
        indices.append(index)
    return distances, indices


kinds = {
    "digits": lambda x: x,
    "digits with shuffled pixels": lambda x: random.permuted(x, axis=1),
    "random images": lambda x: random.random(x.shape, dtype=np.float32),
}
curves, errors = {}, []
for kind, change in progress(kinds.items(), "nearest neighbors"):
    curves[kind], indices = nearest(change(known), change(asked_images))
    if kind == "digits":
        wrong = [mnist.train_labels[i] != mnist.test_labels[:asked] for i in indices]
        errors = [100 * np.mean(one) for one in wrong]

ax = plot_learning_curves(
    curves,
    x=sizes,
    xlabel="known images n",
    ylabel="distance to the nearest one",
    title="Does more data bring a near neighbor?",
    log=True,
)
ax.set_xscale("log")
ax.set(ylim=(4, 20), yticks=[4, 5, 6, 8, 10, 14, 20])
ax.get_yaxis().set_major_formatter("{x:g}")
ax.get_yaxis().set_minor_formatter("")
plt.show()
for kind, values in curves.items():
    slope = np.polyfit(np.log(sizes[-4:]), np.log(values[-4:]), 1)[0]
    print(
        f"{kind:27}  from {values[0]:.2f} to {values[-1]:.2f}:  about {-1 / slope:.0f} dimensions"
    )
print("label of the nearest digit is wrong:")
print("  ".join(f"n = {n:,}: {error:.1f} %" for n, error in zip(sizes, errors)))

# %% [markdown]
# The digits behave as if they had about 15 dimensions. (The number is rough, and differs from digit
# to digit: a 1 can vary in fewer ways than an 8.) Random images hardly move: 600 times as many
# bring the nearest one from 10.9 to 10.5. (For them the rule cannot give the true number, 784. It
# holds once the points begin to fill the space, and 60,000 are far too few for that. So read the
# printed number as "very many".) With shuffled pixels more data helps a little, because some images
# have less ink than others, and that is all that is left to compare.
#
# And because the neighbors of digits are truly near, even the most naive method works: take the
# label of the nearest known image. With 60,000 of them 3.8 % of our 1,000 test images get a wrong
# one. In a space where everything is equally far from everything it would be a lottery.
#
# So there are two reasons for hope. The data lie on a surface of low dimension, and on that surface
# neighbors count. And what varies on it is *composed*: strokes make loops, loops make digits. A
# network with several layers can build on such parts. A staircase with a stair for each place in
# $[0, 1]^{784}$ cannot.

# %% [markdown]
# ## 9.8 Questions
#
# Write a few sentences each. There are no points for them, but they are the ones an examiner would
# ask.
#
# **Question 1.** "A network with one hidden layer can approximate every continuous function. So
# nobody needs deep networks, and all problems are solved." Name what is missing, with at least
# three points.

# %% [markdown] question="theorem"
# The theorem promises that weights exist. It does not say how to find them: gradient descent may
# not arrive. It does not say how many neurons are needed; the construction needs exponentially many
# in the dimension, and a deep network may do with far fewer. It is about a function that is known
# everywhere on a bounded set, while we have samples, finitely many and with noise; a network that
# meets them all may be wrong in between (overfitting), and outside of the set nothing is promised.
# And for a classification the function itself is only an assumption: that images have one right
# label each.

# %% [markdown]
# **Question 2.** In the experiment with random hidden weights the step gained too, though less than
# the others. Why is it nevertheless not used in networks that learn? Which of the ten
# would you choose for twenty hidden layers, and which for an output that predicts a temperature?

# %% [markdown] question="activations"
# The slope of the step is 0, so the gradient of every weight below it is 0: gradient descent never
# changes the hidden layer. In the experiment only the output layer was fitted, and it lies above
# the step. For many hidden layers the product of many slopes counts: those of the logistic function
# are at most 1/4 and the product vanishes, while ReLU and its relatives have the slope 1 on one
# side. So ReLU, or leaky ReLU, PReLU or ELU if many neurons die. A temperature can be any number,
# so the output needs the identity; a sigmoid could not leave 0 to 1.

# %% [markdown]
# **Question 3.** With the activation $f(z) = z^2$ the theorem fails. Which functions of one input
# $x$ can a network with one such hidden layer represent, and which with two such hidden layers? Is
# XOR among the things it can do?

# %% [markdown] question="square"
# One hidden layer gives sums of (w x + b)², that is every polynomial of degree at most 2 (with
# linear output and bias), and nothing else. Two hidden layers give polynomials of degree at most 4.
# For any fixed depth the degree is bounded, however wide the layers are, so most functions stay out
# of reach. XOR is easy, though: (x₁ − x₂)² is 0 for equal inputs and 1 for different ones, a single
# hidden neuron.

# %% [markdown]
# **Question 4.** The bias $-3$ of the notes' output neuron and our $-2.5$ make the same decisions.
# Suppose the outputs of the hidden neurons are noisy: each is off by up to $0.1$. What happens with
# the two? And what if the hidden neurons are steep sigmoids instead of steps?

# %% [markdown] question="margin"
# With the bias −3 the logit inside the triangle is exactly 0 and falls below it with the slightest
# noise downwards: the network switches off inside the region at random. With −2.5 three errors of
# 0.1 change the sum by at most 0.3, less than the room of 0.5 to either side, so no decision
# changes. With sigmoids a hidden output inside is a little less than 1, for example 0.99, and the
# sum never reaches 3: with the bias −3 the output would be below one half everywhere. With −2.5 it
# works, except within a narrow band along the edges, where the sigmoids are not yet near 0 or 1.

# %% [markdown]
# ## Summary
#
# - Without a bend in the activation a deep network is one affine layer. On MNIST 500 random neurons
#   gain nothing with the identity (14.7 % misclassified), and something with each of the other nine
#   (about 9 % with most of them).
# - Steps (step, logistic, tanh, arctan) saturate on both sides. Hinges (identity, ReLU, leaky ReLU,
#   PReLU) are one formula with different $\alpha$. ELU and softplus round the hinge.
# - A step neuron fires on a half plane, an AND of $k$ of them on a convex polygon, an OR of ANDs on
#   any union of polygons.
# - A sigmoid $\sigma(wx + b)$ is a step at $-b/w$, of the width $2 \ln 9 / |w|$. Two make a peak,
#   many a staircase; the error of a staircase falls as $1/n$, that of ReLU pieces as $1/n^2$.
# - Universal approximation: one hidden layer is enough for every continuous function on a bounded
#   set, if the activation is not a polynomial. It says nothing about size, learning and data.
# - In $d$ dimensions places multiply, volume moves to the border, and distances become equal
#   ($\approx \sqrt{d/6}$ in the unit cube). Real images escape it on a manifold of few dimensions.
#
# ## References
#
# - R. Bellman, *Dynamic Programming*, Princeton University Press, 1957.
# - R. P. Lippmann, *An introduction to computing with neural nets*, IEEE ASSP Magazine 4, 1987.
# - G. Cybenko, *Approximation by superpositions of a sigmoidal function*, Mathematics of Control,
#   Signals and Systems 2, 1989.
# - K. Funahashi, *On the approximate realization of continuous mappings by neural networks*, Neural
#   Networks 2, 1989.
# - K. Hornik, M. Stinchcombe and H. White, *Multilayer feedforward networks are universal
#   approximators*, Neural Networks 2, 1989.
# - M. Leshno, V. Y. Lin, A. Pinkus and S. Schocken, *Multilayer feedforward networks with a
#   nonpolynomial activation function can approximate any function*, Neural Networks 6, 1993.
# - X. Glorot, A. Bordes and Y. Bengio, *Deep sparse rectifier neural networks*, AISTATS 2011.
# - A. L. Maas, A. Y. Hannun and A. Y. Ng, *Rectifier nonlinearities improve neural network acoustic
#   models*, ICML 2013 (leaky ReLU).
# - K. He, X. Zhang, S. Ren and J. Sun, *Delving deep into rectifiers*, ICCV 2015 (PReLU).
# - D.-A. Clevert, T. Unterthiner and S. Hochreiter, *Fast and accurate deep network learning by
#   exponential linear units (ELUs)*, ICLR 2016.
# - M. A. Nielsen, *Neural Networks and Deep Learning*, Determination Press, 2015, chapter 4.
# - K. Zahn, lecture notes *Deep Learning, part 1*, HSLU, 2024, sections 4.1 to 4.3.
# - M. T. Pilehvar, slides *Neural Networks*, TeIAS, and R. Peharz, slides *Neural Networks II*, TU
#   Graz, 2022 (activation functions and their derivatives).
# - M. Kretov, slides *Basic concepts for neural networks and BP algorithm*, MIPT, 2017, section
#   B.2.
