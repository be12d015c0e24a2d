# %% [markdown]
# # 12 · Unstable gradients
#
# Unit 11 built networks of any depth. So why not ten layers at once? Until about 2010 this failed
# again and again: deep networks learned slowly, or not at all, and few had looked closely at why.
# In this unit you find out by looking inside. You will see signals die on the way up and gradients
# die on the way down, and you will build the remedies, each of them a few lines long.
#
# **You will be able to**
#
# - see whether the neurons of a network are saturated, and say what that does to its gradients,
# - explain why gradients vanish or explode: they are products with one factor for each layer,
# - follow the variance of the activations and of the gradients through the layers,
# - start the weights so that neither dies: Xavier's and He's rule,
# - build batch normalization, forward, backward and for testing,
# - clip gradients, by value and by norm,
# - train a network with ten hidden layers, with each remedy and without.
#
# **Time needed:** about 5 hours, in two sittings: sections 12.1 to 12.5, then 12.6 to 12.9.
# **What to know before:** the sigmoid (unit 4), activation functions (unit 9), backpropagation in
# matrix form (unit 10), the multilayer perceptron (unit 11); mean and variance.
#
# **How to work:** run the cells from top to bottom. In an exercise, write your answer between the
# two marked lines, in place of the line that raises `NotImplementedError`. Then run the tests
# below: ✓ for every check that passes; the first that fails says what is wrong. Further checks
# that you do not see run when your work is graded.

# %%
from functools import partial
from itertools import pairwise

import matplotlib.pyplot as plt
import numpy as np

from dlcourse.batches import MiniBatches
from dlcourse.data import load_mnist
from dlcourse.gradcheck import compare_gradients, parameter_gradients
from dlcourse.mlp import MLP
from dlcourse.pace import pace, progress
from dlcourse.plotting import plot_learning_curves
from dlcourse.preparation import flatten
from dlcourse.widgets import choice, explore, slider

plt.rcParams["figure.dpi"] = 80  # small pictures keep the notebook small
BLUE, ORANGE, GREEN = "#0072B2", "#D55E00", "#009E73"

# %% [markdown]
# ## 12.1 A deep network that does not learn
#
# `MLP` is the network of unit 11, ready-made: sigmoid neurons in the hidden layers, softmax at the
# output, categorical cross-entropy as the cost $J$. As in units 10 and 11 the activations
# $A^{[l]}$ have the shape $(n_l, m)$, one sample in each **column**, and $A^{[0]}$ is the input.
#
# The weights start as it was common until 2010, uniformly distributed with a width that depends
# on the number of inputs, and the biases start at zero:
#
# $$W^{[l]}_{ji} \sim U\left[-\frac{1}{\sqrt{n_{l-1}}},\; \frac{1}{\sqrt{n_{l-1}}}\right],
# \qquad \mathbf b^{[l]} = 0.$$


# %%
def bound_of_2010(n_in, n_out):
    """How far the weights of a layer reach from zero: the rule that was common until 2010."""
    return 1 / np.sqrt(n_in)


def draw_weights(sizes, bound, seed):
    """Draw the matrix W of each layer, uniformly from −r to r with r = bound(n_in, n_out)."""
    random = np.random.default_rng(seed)
    return [
        random.uniform(-1, 1, size=(n_out, n_in)) * bound(n_in, n_out)
        for n_in, n_out in pairwise(sizes)
    ]


def deep_network(hidden, activation, bound, *, kind=MLP, seed=0):
    """Make a network for MNIST with the given hidden layers, and with weights of our own."""
    sizes = [784, *hidden, 10]
    network = kind(sizes, activation=activation, scale=1.0, seed=seed, dtype=np.float32)
    for layer, weights in enumerate(draw_weights(sizes, bound, seed), start=1):
        network.parameters[f"W{layer}"][...] = weights
    return network


def train(network, x, y, *, epochs, learning_rate, label, clip=None, watch=None):
    """Descend with mini-batches of 32 samples; return what was watched after each epoch."""
    log = []
    batches = MiniBatches(x, y, 32, seed=1)
    with np.errstate(all="ignore"):  # a network that explodes shall do so quietly
        for _ in progress(range(epochs), label):
            network.training = True
            for x_batch, y_batch in batches:
                activations = network.propagate(x_batch)
                gradients = network.back_propagate(activations, y_batch)
                for name, gradient in (clip(gradients) if clip else gradients).items():
                    network.parameters[name] -= learning_rate * gradient
            network.training = False
            log.append(watch(network) if watch else float(network.cost(x, y)))
    return log


# %% [markdown]
# Two networks learn the digits of MNIST: one with a single hidden layer of 64 neurons, one with
# six of them. The pixels are rescaled to $[-1, 1]$.

# %% tags=["skip-execution"]
mnist = load_mnist()
images = pace(20_000, quick=3_000)
x_train = (flatten(mnist.train_images)[:images] / 127.5 - 1).astype(np.float32)
x_test = (flatten(mnist.test_images) / 127.5 - 1).astype(np.float32)
y_train, y_test = mnist.train_labels[:images], mnist.test_labels

curves = {}
for depth in (1, 6):
    network = deep_network([64] * depth, "sigmoid", bound_of_2010)
    settings = {"epochs": pace(5, quick=3), "learning_rate": 0.5, "label": f"{depth} hidden"}
    curves[f"hidden layers: {depth}"] = train(network, x_train, y_train, **settings)

start = deep_network([64] * 6, "sigmoid", bound_of_2010)
gradients = start.back_propagate(start.propagate(x_train[:500]), y_train[:500])
sizes = [np.sqrt(np.mean(gradients[f"W{layer}"] ** 2)) for layer in range(1, 8)]

figure, axes = plt.subplots(1, 2, figsize=(11, 3.8), layout="constrained")
plot_learning_curves(curves, title="The deeper network does not learn", ax=axes[0])
axes[0].axhline(np.log(10), color="0.5", linestyle=":")
axes[0].text(2, np.log(10) - 0.06, "ln 10: pure guessing", va="top", color="0.3")
axes[0].set_xticks(range(1, len(curves["hidden layers: 1"]) + 1))
axes[1].bar(range(1, 8), sizes, color=BLUE)
axes[1].set(xlabel="layer l", ylabel="typical size of ∂J/∂W", yscale="log")
axes[1].set_title("Its gradients at the start, layer by layer")
plt.show()

# %% [markdown]
# The shallow network learns; the deep one stays at $J = \ln 10 \approx 2.30$, which is what one
# gets for the answer "10 % for each digit". The right picture says why: from layer to layer, on
# the way down, the gradient loses most of its size. The first layers, which see the images,
# hardly move at all. Both networks *can* represent the digits. Only the learning fails.
#
# This is called the **vanishing gradient**. Its opposite exists too, the **exploding gradient**.
# In both cases the layers learn at widely different speeds: the gradients are *unstable*. We take
# the reasons one at a time.

# %% [markdown]
# ## 12.2 Saturation
#
# The sigmoid $\sigma(z)$ is flat on both sides. There its slope
# $\sigma'(z) = \sigma(z)\,(1 - \sigma(z))$ is nearly zero, and backpropagation multiplies by this
# slope. A neuron in the flat part is **saturated**: hardly any gradient gets through, to its own
# weights or to the layers below.
#
# Whether neurons saturate depends on how far their logits spread. The next picture sends
# normally distributed logits with a standard deviation of 1 through the sigmoid, and then logits
# with a standard deviation of 3. It also shows how the slopes are distributed.


# %%
def sigmoid(z):
    """The sigmoid 1 / (1 + e^(−z)), as in unit 4."""
    small = np.exp(-np.abs(z))
    return np.where(np.asarray(z) >= 0, 1.0, small) / (1 + small)


def dsigmoid(z):
    """The slope of the sigmoid."""
    return sigmoid(z) * (1 - sigmoid(z))


def draw_saturation(activation, slope, spread, name):
    """Draw how an activation function distributes the logits, and the slopes there."""
    logits = np.random.default_rng(0).normal(scale=spread, size=20_000)
    figure, axes = plt.subplots(2, 2, figsize=(8.4, 5.4), layout="constrained")
    line = np.linspace(-9, 9, 400)
    axes[0, 0].plot(line, activation(line), color="black")
    axes[0, 0].set(xlabel="logit z", ylabel="activation a", xlim=(-9, 9), title=f"{name}")
    axes[1, 0].hist(logits, bins=np.linspace(-9, 9, 61), color=BLUE)
    axes[1, 0].set(xlabel="logit z", ylabel="count", xlim=(-9, 9))
    axes[1, 0].set_title(f"Logits, standard deviation {spread:g}")
    axes[0, 1].hist(activation(logits), bins=50, orientation="horizontal", color=ORANGE)
    axes[0, 1].set(xlabel="count", ylabel="activation a", title="Activations")
    axes[1, 1].hist(slope(logits), bins=50, color=GREEN)
    axes[1, 1].set(xlabel="slope of the activation function at z", ylabel="count", title="Slopes")
    return figure


# %% tags=["skip-execution"]
for spread in (1, 3):
    draw_saturation(sigmoid, dsigmoid, spread, "The sigmoid")
    plt.show()

# %% [markdown]
# With a standard deviation of 1 the activations spread well over the middle of $[0, 1]$, and most
# slopes lie near their maximum of ¼. With 3 the activations pile up at 0 and 1, and a second pile
# of slopes appears near 0.
#
# ### A symmetric alternative
#
# The sigmoid has a second flaw. All its outputs are positive, around ½ for logits around 0. That
# shifts the next logit $z_j$ by about $\frac12 \sum_i W_{ji}$, whatever the input is. The
# **hyperbolic tangent** has the same shape without this shift:
#
# $$\tanh z = \frac{e^z - e^{-z}}{e^z + e^{-z}} = 2\,\sigma(2z) - 1, \qquad
# \tanh'(z) = \frac{4}{(e^z + e^{-z})^2} = 1 - \tanh^2 z.$$
#
# It runs from −1 to 1, and its slope at 0 is 1, four times that of the sigmoid.
#
# ### Exercise 1: the slope of the hyperbolic tangent


# %% exercise="dtanh"
def dtanh(z):
    """Compute the slope of the hyperbolic tangent.

    Parameters
    ----------
    z : ndarray of any shape, or a single number; ints or floats
        Where; also very large values such as ±1000. Stays as it is.

    Returns
    -------
    ndarray of floats with the shape of z (or a float for a single number)
        The slopes, from 0 to 1.
    """
    ### START YOUR CODE ###
    return 1 - np.tanh(z) ** 2
    ### END YOUR CODE ###


# %% tests="dtanh" points=1
import numpy as np
from dlcourse.testing import check_close, check_unchanged, rng


def dtanh_slips(z):
    a, s, cosh = np.tanh(z), 1 / (1 + np.exp(-z)), np.cosh(z)
    return {
        "this is tanh itself; wanted is its slope": a,
        "the square is missing: 1 − tanh²": 1 - a,
        "1 − tanh², not 1 + tanh²": 1 + a**2,
        "this is tanh²; the slope is 1 − tanh²": a**2,
        "the square belongs to tanh alone: 1 − tanh²": (1 - a) ** 2,
        "this is the pattern of the sigmoid, a(1 − a)": a * (1 - a),
        "this is the slope of the sigmoid": s * (1 - s),
        "the denominator has to be squared": 2 / cosh,
        "the 4 in the numerator is missing": 1 / (2 * cosh) ** 2,
    }


z = np.array([-1.5, 0.0, 0.5, 2.0])
right = np.array([0.18070664, 1.0, 0.78644773, 0.07065082])
check_close(dtanh(z.copy()), right, "the slope at −1.5, 0, 0.5 and 2", mistakes=dtanh_slips(z))
### BEGIN HIDDEN TESTS
z = rng("dtanh").normal(scale=2, size=(5, 3))
given, right = z.copy(), 1 / np.cosh(z) ** 2
check_close(dtanh(given), right, "the slopes of a matrix", mistakes=dtanh_slips(z))
check_unchanged(given, z, "the values given to dtanh")
extreme, hint = np.array([[-1000.0, 400.0], [0.0, 1000.0]]), "1 − tanh² is safe for any z"
right = np.array([[0.0, 0.0], [1.0, 0.0]])
check_close(dtanh(extreme), right, "the slopes at extreme values", hint=hint)
check_close(dtanh(np.array([-1, 0, 1])), np.array([0.41997434, 1.0, 0.41997434]), "whole numbers")
check_close(dtanh(1.5), 0.18070664, "the slope at 1.5")
### END HIDDEN TESTS

# %% [markdown]
# The same picture as above for tanh, with a standard deviation of 0.5. The activations lie around
# zero, and most slopes lie above ½.

# %% tags=["skip-execution"]
draw_saturation(np.tanh, dtanh, 0.5, "The hyperbolic tangent")
plt.show()

# %% [markdown]
# ### Exercise 2: how many are saturated?
#
# We call a neuron saturated, for one sample, if its slope has fallen below a small limit. The
# *share* of such entries in a whole array of logits is a number that one can watch in training.


# %% exercise="saturated_share"
def saturated_share(z, slope, limit):
    """Compute the share of logits at which an activation function is nearly flat.

    Parameters
    ----------
    z : ndarray of floats, any shape
        The logits, for instance of a layer and a batch. Stays as it is.
    slope : function
        The derivative of the activation function: takes an ndarray, returns one of its shape.
        Its values are not negative.
    limit : float
        A slope below this limit counts as saturated; a slope equal to it does not.

    Returns
    -------
    float
        From 0 (none is saturated) to 1 (all are).
    """
    ### START YOUR CODE ###
    return np.mean(slope(z) < limit)
    ### END YOUR CODE ###


# %% tests="saturated_share" points=2
import numpy as np
from dlcourse.testing import check_close, check_unchanged, rng


def hat(z):
    return np.maximum(0.0, 1 - np.abs(z))


z = np.array([0.0, 0.5, 0.75, -0.875, 2.0, -3.0, 0.25, -0.25, 0.125])
slips = {
    "the limit is for the slope at z, not for z": 5 / 9,
    "this is the share of those that are not saturated": 6 / 9,
    "a share, from 0 to 1: divide by the number of logits": 3.0,
    "a slope equal to the limit does not count": 4 / 9,
    "one number for the whole array is wanted": (hat(z) < 0.25) * 1.0,
    "count the small slopes, and divide with /, not //": 0.0,
    "count the small slopes; their sizes are not wanted": np.mean(hat(z)),
    "call the function slope that is handed in": np.mean(1 - np.tanh(z) ** 2 < 0.25),
}
check_close(saturated_share(z.copy(), hat, 0.25), 3 / 9, "three of nine", mistakes=slips)
check_close(saturated_share(z.copy(), hat, 0.6), 5 / 9, "with a larger limit")
### BEGIN HIDDEN TESTS
random = rng("saturated_share")
for scale, limit in [(1.0, 0.3), (4.0, 0.01)]:
    z = random.normal(scale=scale, size=(6, 40))
    given, right = z.copy(), np.mean(1 / np.cosh(z) ** 2 < limit)
    came = saturated_share(given, lambda z: 1 / np.cosh(z) ** 2, limit)
    slips = {
        "the limit is for the slope at z, not for z": np.mean(z < limit),
        "divide by the number of all entries, not of the samples": 6 * right,
        "divide by the number of all entries, not of the neurons": 40 * right,
    }
    check_close(came, right, f"a layer of 6 neurons, limit {limit}", mistakes=slips)
    check_unchanged(given, z, "the logits given to saturated_share")
hint = "compare each slope with the limit itself"
check_close(saturated_share(np.zeros((3, 2)), hat, 0.5), 0.0, "none", hint=hint)
check_close(saturated_share(np.full((3, 2), 9.0), hat, 0.5), 1.0, "all of them", hint=hint)
### END HIDDEN TESTS

# %% [markdown]
# We take a tenth of the largest slope as the limit: 0.025 for the sigmoid, 0.1 for tanh.

# %% tags=["skip-execution"]
noise = np.random.default_rng(0).normal(size=20_000)
for spread in (0.5, 1, 2, 3, 5):
    of_sigmoid = saturated_share(spread * noise, dsigmoid, 0.025)
    of_tanh = saturated_share(spread * noise, dtanh, 0.1)
    print(f"standard deviation {spread:3}: {of_sigmoid:4.0%} (sigmoid), {of_tanh:4.0%} (tanh)")

# %% [markdown]
# Since $\tanh z = 2\sigma(2z) - 1$, tanh saturates at half the spread: compare the sigmoid at 2
# with tanh at 1, and the pictures of the two above. So it is not that tanh saturates less. It helps
# because it is symmetric, and because its slope in the middle is 1.

# %% [markdown]
# ### Saturation in a network that learns
#
# Glorot and Bengio watched the activations of a sigmoid network with four hidden layers in
# training. Here is an experiment like theirs, with 5,000 images of MNIST: the mean of the
# activations of each hidden layer, and their standard deviation as a band.


# %% tags=["skip-execution"]
def activation_statistics(network):
    """The mean and the standard deviation of each hidden layer's activations, and the cost."""
    means = [(a.mean(), a.std()) for a in network.propagate(x_train[:500])[1:-1]]
    return means, network.cost(x_train[:5000], y_train[:5000])


epochs = pace(45, quick=12)
network = deep_network([100] * 4, "sigmoid", bound_of_2010)
settings = {"epochs": epochs, "learning_rate": 0.5, "label": "4 hidden layers"}
log = train(network, x_train[:5000], y_train[:5000], watch=activation_statistics, **settings)
means = np.array([means for means, _ in log]).transpose(1, 2, 0)

figure, axes = plt.subplots(1, 4, figsize=(11, 3), sharey=True, layout="constrained")
steps = np.arange(1, epochs + 1)
for layer, (ax, (mean, spread)) in enumerate(zip(axes, means, strict=True), start=1):
    ax.plot(steps, mean, color=BLUE)
    ax.fill_between(steps, mean - spread, mean + spread, color=BLUE, alpha=0.25)
    ax.set(xlabel="epoch", ylim=(-0.1, 1.1), title=f"hidden layer {layer}")
axes[0].set_ylabel("activation")
figure.suptitle("Activations in training: mean, and one standard deviation to both sides")
plt.show()
print("cost after every fifth epoch:", np.round([cost for _, cost in log[4::5]], 2))

# %% [markdown]
# The highest layer saturates within the first epochs: all of its activations go to nearly 0, and
# stay there for more than 15 epochs, while the cost stays at $\ln 10$. Why at 0? At the start these
# activations carry no information, and the softmax layer is better off without them: what can be
# learned then, its biases learn more quickly. Only when the lower layers have become useful,
# little by little, does the layer free itself, and all layers spread out. Glorot and Bengio saw
# the same, after about 100 of their epochs. The six layers of section 12.1 did not get that far.

# %% [markdown]
# ## 12.3 A product with one factor for each layer
#
# The second reason needs no saturation at all. Look at the smallest deep network: a chain of $L$
# layers with a single neuron each, $a^{[l]} = g(z^{[l]})$ with
# $z^{[l]} = w^{[l]} a^{[l-1]} + b^{[l]}$. Backpropagation gives
#
# $$\frac{\partial J}{\partial b^{[l]}} = g'(z^{[l]})
# \underbrace{\left(\prod_{k=l+1}^{L} w^{[k]}\, g'(z^{[k]})\right)}_{\text{one factor for each
# layer above}} \frac{\partial J}{\partial a^{[L]}}, \qquad
# \frac{\partial J}{\partial w^{[l]}} = a^{[l-1]}\, \frac{\partial J}{\partial b^{[l]}}.$$
#
# A product of many factors is hardly ever of moderate size. If the factors are below 1 in size it
# **vanishes**, if they are above 1 it **explodes**. For the sigmoid $\sigma'(z) \le \frac14$, with
# equality only at $z = 0$. So with $|w| \le 1$ each layer divides the gradient by *at least* 4,
# and ten layers divide it by at least $4^{10} \approx$ one million. Only with $|w| > 4$ can a
# factor be above 1, and the product explode.
#
# ### Where the activations go
#
# Take all $w = 1$ and $b = 0$. Then a layer does nothing but apply $g$, and $L$ layers apply it
# $L$ times: $a, g(a), g(g(a)), \dots$ A point that no longer changes, $a^* = g(a^*)$, is a **fixed
# point**. The sigmoid is a *contraction*: as its slope is at most ¼, it brings any two points at
# least four times closer together. Banach's fixed-point theorem says what follows: there is
# exactly one fixed point, and every start ends there. Whatever we feed into a deep chain, the
# output is the same number. The information about the input is gone.
#
# ### Exercise 3: find the fixed point
#
# Apply $g$ again and again, until a step changes the value by no more than the tolerance. Not
# every function has a fixed point that attracts, so there is a limit to the number of steps.


# %% exercise="fixed_point"
def fixed_point(g, start, tolerance=1e-10, max_steps=1000):
    """Apply a function again and again until its value stays the same.

    Parameters
    ----------
    g : function
        Takes a float and returns a float.
    start : float
        The first value that is given to g.
    tolerance : float
        The search ends as soon as a step changes the value by no more than this, up or down.
    max_steps : int, at least 1
        How often g may be applied.

    Returns
    -------
    float
        The value after the last step.

    Raises
    ------
    ValueError
        If the value still changes by more than the tolerance after max_steps steps.
    """
    ### START YOUR CODE ###
    value = start
    for _ in range(max_steps):
        before, value = value, g(value)
        if abs(value - before) <= tolerance:
            return value
    raise ValueError(f"the value still changes after {max_steps} steps")
    ### END YOUR CODE ###


# %% tests="fixed_point" points=2
from functools import partial

import numpy as np
from dlcourse.testing import check_close, check_raises, rng


def halfway(a):
    return 3 + (a - 3) / 2


def logistic(a):
    return 1 / (1 + np.exp(-a))


def found(*arguments):
    try:
        return fixed_point(*arguments)
    except ValueError:
        return np.nan


early = "go on from the new value, until the size of the change is small: its sign does not count"
raised = "ValueError was raised, although a step within max_steps changes the value little enough"
slips = {
    early: 2.0,
    "return the value, not the change of the last step": 0.0,
    "return the new value, not the start": 1.0,
    "return the value, not the number of steps": 35.0,
    raised: np.nan,
}
check_close(found(halfway, 1.0), 3.0, "the fixed point of 3 + (a − 3)/2", mistakes=slips)
slips = {
    "a change that is equal to the tolerance ends the search": 2.875,
    "return the value after the last step, not the one before it": 2.5,
    "stop as soon as a step changes the value by no more than the tolerance": 3.0,
    "begin at start, not at 0": 2.8125,
    raised: np.nan,
}
name = "tolerance 0.25: from 1 over 2 and 2.5 to 2.75"
check_close(found(halfway, 1.0, 0.25), 2.75, name, mistakes=slips)
slips = {early: logistic(-2.0)}
right = 0.6590460684
check_close(fixed_point(logistic, -2.0), right, "of the sigmoid", mistakes=slips)
### BEGIN HIDDEN TESTS
for start in rng("fixed_point").normal(scale=5, size=3).tolist():
    check_close(fixed_point(logistic, start), right, "of the sigmoid, another start", hint=early)
check_close(fixed_point(np.cos, 0.3), 0.7390851332, "of the cosine", hint=early)
check_close(fixed_point(lambda a: 8 - a / 2, 20.0), 16 / 3, "from above and below", hint=early)
check_close(fixed_point(lambda a: 4 * a * a, 0.25), 0.25, "a start that is a fixed point")
check_close(fixed_point(lambda a: a / 2, 1.0, 0.3), 0.25, "with a wide tolerance")
name = "a search that needs all of its steps"
check_close(found(halfway, 1.0, 0.25, 3), 2.75, name, mistakes={raised: np.nan})
slow = fixed_point(lambda a: 0.9 * a + 1, 0.0, 1e-9, 400)
check_close(slow, 10.0, "one that is approached slowly", hint=early)
for name, g, start in [("grows", lambda a: 2 * a + 1, 0.5), ("jumps", lambda a: 1 - a, 0.25)]:
    hint = "after max_steps steps without success: raise ValueError"
    text = f"a value that {name} forever"
    endless = partial(fixed_point, g, start, 1e-6, 50)
    check_raises(endless, ValueError, text, hint=hint)
hint = "the arguments tolerance and max_steps say when to stop"
few = partial(fixed_point, halfway, 1.0, 0.25, 2)
check_raises(few, ValueError, "a search with one step too few", hint=hint)
### END HIDDEN TESTS

# %% [markdown]
# Now a whole set of starting values: 20,000 normally distributed numbers, sent through 1, 2, 4 and
# 8 layers of the chain. The upper row shows the activations, the lower row the product of the
# slopes on the way, which is the factor by which the gradient changes. Its axis is logarithmic.

# %%
PAIRS = {"sigmoid": (sigmoid, dsigmoid), "tanh": (np.tanh, dtanh)}


def through_chain(a, activation, slope, layers):
    """Apply an activation function `layers` times; also return the product of the slopes."""
    product = np.ones_like(a)
    for _ in range(layers):
        product = product * slope(a)
        a = activation(a)
    return a, product


# %% tags=["skip-execution"]
print(f"the fixed point of the sigmoid: {fixed_point(sigmoid, 0.0):.6f}")
start = np.random.default_rng(0).normal(size=20_000)
figure, axes = plt.subplots(2, 4, figsize=(11, 5), layout="constrained")
for column, layers in zip(axes.T, (1, 2, 4, 8), strict=True):
    for (name, pair), shade in zip(PAIRS.items(), (BLUE, ORANGE), strict=True):
        end, product = through_chain(start, *pair, layers)
        column[0].hist(end, bins=np.linspace(-1, 1, 81), color=shade, alpha=0.8, label=name)
        exponent = np.log10(np.maximum(product, 1e-9))
        column[1].hist(exponent, bins=np.linspace(-6, 0, 61), color=shade, alpha=0.8)
    column[0].axvline(0.659, color="black", linestyle=":", linewidth=1)
    column[0].set(title=f"{layers} layer{'s' if layers > 1 else ''}", xlabel="activation")
    column[1].set(xlabel="log₁₀ of the product of slopes")
axes[0, 0].set_ylabel("count")
axes[1, 0].set_ylabel("count")
axes[0, 0].legend(loc="upper left")
figure.suptitle("The same numbers after 1, 2, 4 and 8 layers (dotted: 0.659)")
plt.show()

# %% [markdown]
# After four layers of sigmoids all 20,000 activations are practically the same, 0.659. From there
# on each layer multiplies the product of the slopes by 0.659 · 0.341 ≈ 0.225, the slope of the
# sigmoid at its fixed point. With tanh both survive much longer. Its fixed point is 0, where the
# slope is 1: the values creep toward it, but slower and slower.
#
# The number 0.659 belongs to $w = 1$ and $b = 0$. With other weights the fixed point lies
# elsewhere, and with $|w| > 4$ the chain need not be a contraction any more. The mechanism stays.

# %% [markdown]
# ## 12.4 Variance through the layers
#
# Real layers have many neurons, and each logit is a sum of many terms. What matters then is the
# **variance** of the signals: does it shrink or grow from layer to layer? Xavier Glorot and Yoshua
# Bengio asked this question in 2010, for both directions.
#
# ### Forward
#
# Let the weights of layer $l$ be independent, with mean 0 and variance $\mathrm{Var}(W)$, and
# $\mathbf b = 0$. A logit is a sum of $n_{l-1}$ products, $z_j = \sum_i W_{ji}\, a_i$. The
# products are uncorrelated, as the weights are, so their variances add up. With
# $\mathrm E[\dots]$ for the mean,
#
# $$\mathrm{Var}(z_j) = n_{l-1}\, \mathrm{Var}(W)\; \mathrm E\big[a^2\big],
# \qquad \mathrm E\big[a^2\big] = \mathrm{Var}(a) + \mathrm E[a]^2.$$
#
# Here you see again why a mean of ½ does harm: it adds ¼ to $\mathrm E[a^2]$. For tanh the mean is
# 0, and near 0 it hardly changes its input, $\tanh z \approx z$. Then
#
# $$\mathrm{Var}\big(a^{[l]}\big) \approx n_{l-1}\, \mathrm{Var}(W) \cdot
# \mathrm{Var}\big(a^{[l-1]}\big).$$
#
# ### Backward
#
# Gradients go down through the same weights, transposed. With $G^{[l]} = \partial J / \partial
# A^{[l]}$,
#
# $$G^{[l-1]} = \big(W^{[l]}\big)^T \big(G^{[l]} \odot g'(Z^{[l]})\big), \qquad
# \mathrm{Var}\big(G^{[l-1]}\big) \approx n_l\, \mathrm{Var}(W)\;
# \mathrm E\big[g'(z)^2\big] \cdot \mathrm{Var}\big(G^{[l]}\big).$$
#
# Forward, the number of *inputs* of the layer counts; backward, the number of its *outputs*. And
# the rule of 2010? A uniform distribution on $[-r, r]$ has the variance $r^2/3$, so with
# $r = 1/\sqrt{n}$ it gives $n\, \mathrm{Var}(W) = \frac13$. Each layer divides the variance by 3,
# and the standard deviation by $\sqrt 3 \approx 1.7$.
#
# ### Exercise 4: the signals of every layer, in both directions
#
# Send a batch forward and collect the activations; then send a given gradient back from the top
# and collect the gradients. Their variances are then one call each. There are no biases here.
# Mind the indices: the slope of layer $l$ belongs to $W^{[l]}$.


# %% exercise="signals"
def signals(weights, x, top, activation, slope):
    """Collect the activations and the gradients of every layer of a network without biases.

    Parameters
    ----------
    weights : list of L ndarrays
        The matrices of the layers 1 to L; that of layer l has the shape (n_l, n_(l−1)).
    x : ndarray of floats, shape (n_0, m)
        The input, one sample in each column.
    top : ndarray of floats, shape (n_L, m)
        The derivatives of the cost with respect to the activations of layer L.
    activation, slope : functions
        The activation function of all layers and its derivative: take an ndarray of logits, return
        one of the same shape.

    All arrays stay as they are.

    Returns
    -------
    activations : list of L ndarrays
        The activations of the layers 1 to L, in this order; that of layer l has the shape (n_l, m).
    gradients : list of L ndarrays
        The derivatives with respect to these activations, with the same order and shapes; the
        last one is `top`.
    """
    ### START YOUR CODE ###
    activations, slopes, gradients = [], [], [top]
    for w in weights:
        z = w @ (activations[-1] if activations else x)
        activations.append(activation(z))
        slopes.append(slope(z))
    for w, s in zip(weights[:0:-1], slopes[:0:-1], strict=True):
        gradients.insert(0, w.T @ (gradients[0] * s))
    return activations, gradients
    ### END YOUR CODE ###


# %% [markdown]
# The first test is a chain of three single neurons with $g(z) = z^2$, small enough to follow by
# hand.

# %% tests="signals" points=2
from itertools import pairwise

import numpy as np
from dlcourse.testing import check_close, check_true, check_unchanged, rng


def square(z):
    return z**2


def twice(z):
    return 2 * z


chain = [np.array([[2.0]]), np.array([[-0.5]]), np.array([[3.0]])]
result = signals([w.copy() for w in chain], np.array([[1.0]]), np.ones((1, 1)), square, twice)
two = isinstance(result, (tuple, list)) and len(result) == 2
check_true(two, "two results", "end with `return activations, gradients`")
lists = all(isinstance(part, (tuple, list)) and len(part) == 3 for part in result)
check_true(lists, "three arrays in each", "one array for each layer, without the input x")
came = [[float(np.sum(np.asarray(a))) for a in part] for part in result]
slips = {
    "apply the activation function to the logits": [2.0, -1.0, -3.0],
    "without the input, and with the last layer": [1.0, 4.0, 4.0],
    "every layer has the activation function, the last one too": [4.0, 4.0, 12.0],
    "a layer takes the activations of the layer below, not x": [4.0, 0.25, 9.0],
    "first the activations, then the gradients": [144.0, 72.0, 1.0],
}
check_close(came[0], [4.0, 4.0, 144.0], "the activations of the chain", mistakes=slips)
slips = {
    "the order: layer 1 comes first": [1.0, 72.0, 144.0],
    "the slope belongs to the same layer as the matrix": [24.0, -12.0, 1.0],
    "the factor slope(z) is missing": [-1.5, 3.0, 1.0],
    "slope takes the logits, not the activations": [-3456.0, 864.0, 1.0],
    "these are derivatives for the logits: leave out the last slope": [576.0, -288.0, 24.0],
    "the last one is top itself, and the first belongs to layer 1": [1152.0, 144.0, 72.0],
    "*= has changed an array that is in the list already": [144.0, -288.0, 24.0],
}
check_close(came[1], [144.0, 72.0, 1.0], "the gradients of the chain", mistakes=slips)
### BEGIN HIDDEN TESTS
random = rng("signals")
for sizes, m in [([3, 5, 4, 2], 6), ([3, 5, 4, 2], 6), ([4, 4, 4], 4), ([2, 3], 1)]:
    weights = [random.normal(size=(k, n)) for n, k in pairwise(sizes)]
    x, top = random.normal(size=(sizes[0], m)), random.normal(size=(sizes[-1], m))
    given = [w.copy() for w in weights], x.copy(), top.copy()
    activations, gradients = signals(*given, np.arctan, lambda z: 1 / (1 + z**2))
    last, a, logits = len(weights), x, []
    check_true(len(activations) == last, "as many activations as layers", "leave out x")
    check_true(len(gradients) == last, "as many gradients as layers", "the last one is top")
    for layer, w in enumerate(weights, start=1):
        logits.append(w @ a)
        a = np.arctan(logits[-1])
        check_close(activations[layer - 1], a, f"activations of layer {layer} in {sizes}")
    g = top
    for layer in range(last, 0, -1):
        check_close(gradients[layer - 1], g, f"gradients of layer {layer} in {sizes}")
        g = weights[layer - 1].T @ (g / (1 + logits[layer - 1] ** 2))
    for name, after, before in zip(("weights", "x", "top"), given, (weights, x, top), strict=True):
        check_unchanged(after, before, f"{name} handed in, {sizes}")
### END HIDDEN TESTS

# %% [markdown]
# Now an experiment like that of Glorot and Bengio: five layers of tanh neurons, 200 in each, the
# weights of 2010, a random input with standard deviation 0.3, and a random gradient at the top.
# The legends give the standard deviation in each layer and, in parentheses, by how much the last
# step has divided it.


# %%
RANDOM = np.random.default_rng(12)
WIDE = [200] * 6
INPUT, TOP = 0.3 * RANDOM.normal(size=(200, 300)), RANDOM.normal(size=(200, 300))


def draw_signals(activations, gradients, title):
    """Draw how the activations (top) and the gradients (bottom) of each layer are distributed."""
    figure, axes = plt.subplots(2, 1, figsize=(8.4, 6), layout="constrained")
    shades = plt.get_cmap("viridis")(np.linspace(0, 0.85, len(activations)))
    ways = (axes[0], "activation", activations, -1), (axes[1], "gradient", gradients, 1)
    for ax, name, arrays, step in ways:
        stds = {layer: array.std() for layer, array in enumerate(arrays, start=1)}
        places = np.linspace(-3, 3, 81) * max(stds.values())
        for (layer, std), array, shade in zip(stds.items(), arrays, shades, strict=True):
            height, _ = np.histogram(array, places, density=True)
            divided = f" (÷ {stds[layer + step] / std:.2f})" if layer + step in stds else ""
            label = f"layer {layer}: std {std:.3f}{divided}"
            ax.plot((places[1:] + places[:-1]) / 2, height, color=shade, label=label, linewidth=2)
        ax.set(xlabel=name, ylabel="density")
        ax.legend(fontsize=9)
    axes[0].set_title("Forward: from layer 1 up")
    axes[1].set_title("Backward: from the top layer down")
    figure.suptitle(title)
    return figure


# %% tags=["skip-execution"]
old = signals(draw_weights(WIDE, bound_of_2010, seed=1), INPUT, TOP, np.tanh, dtanh)
draw_signals(*old, "The weights of 2010: signals shrink in both directions")
plt.show()

# %% [markdown]
# Both fade, the activations on the way up, the gradients on the way down. (In the bottom picture
# layer 5 comes first.) Each layer divides the standard deviation by about $\sqrt 3 \approx 1.73$,
# as computed. (Zahn's lecture notes mix up the two numbers: they say $\sqrt 3$ for the variances
# and 3 for the standard deviations.)

# %% [markdown]
# ## 12.5 Xavier and He
#
# The cure can be read from the formulas: choose $\mathrm{Var}(W)$ so that the factor is 1.
#
# - Forward: $n_{l-1}\, \mathrm{Var}(W) = 1$.
# - Backward: $n_l\, \mathrm{Var}(W) = 1$.
#
# Both at once is possible only if the layer has as many outputs as inputs. **Xavier's rule** (or
# Glorot's) is the compromise, with the mean of both numbers:
#
# $$\mathrm{Var}(W) = \frac{2}{n_{l-1} + n_l}.$$
#
# It assumes an activation function with $g(z) \approx z$ near 0, such as tanh. The **ReLU**,
# $\max(0, z)$, is different: it sets half of its logits to zero, so
# $\mathrm E[a^2] = \frac12 \mathrm{Var}(z)$, and half of the slopes are zero too. The loss of one
# half is made good by a factor of 2. **He's rule** looks at the forward direction only (He and
# colleagues show that this is enough):
#
# $$\mathrm{Var}(W) = \frac{2}{n_{l-1}}.$$
#
# | rule | for | normal distribution: standard deviation | uniform on $[-r, r]$: $r$ |
# | --- | --- | :-: | :-: |
# | Xavier | tanh | $\sqrt{2 / (n_{l-1} + n_l)}$ | $\sqrt{6 / (n_{l-1} + n_l)}$ |
# | He | ReLU | $\sqrt{2 / n_{l-1}}$ | $\sqrt{6 / n_{l-1}}$ |
#
# The two columns differ by $\sqrt 3$, as $U[-r, r]$ has the standard deviation $r / \sqrt 3$.
#
# Zahn's notes give He's rule with $4/(n_{l-1} + n_l)$ in place of $2/n_{l-1}$; for a layer with as
# many inputs as outputs that is the same. They also have a rule for the sigmoid: Xavier's standard
# deviation times 4, to make up for the slope of ¼. That would be right for $g(z) = z/4$, but
# $\sigma(z) \approx \frac12 + \frac z4$, and the ½ spreads the logits so wide that most slopes are
# far below ¼. You can see below how far the rule gets.
#
# ### Exercise 5: how far should weights reach?


# %% exercise="initial_scale"
def initial_scale(n_in, n_out, rule, distribution):
    """Compute the scale of the initial weights of a layer.

    Parameters
    ----------
    n_in, n_out : int, at least 1
        The numbers of inputs and of neurons of the layer.
    rule : str
        "xavier" or "he".
    distribution : str
        "normal" or "uniform".

    Returns
    -------
    float
        The standard deviation of a normal distribution with mean 0, or the bound r of a uniform
        distribution from −r to r.

    Raises
    ------
    ValueError
        If the rule or the distribution is none of these.
    """
    ### START YOUR CODE ###
    if rule not in ("xavier", "he") or distribution not in ("normal", "uniform"):
        raise ValueError(f"unknown: {rule!r} or {distribution!r}")
    variance = 2 / (n_in + n_out) if rule == "xavier" else 2 / n_in
    return np.sqrt(variance if distribution == "normal" else 3 * variance)
    ### END YOUR CODE ###


# %% tests="initial_scale" points=2
from functools import partial

import numpy as np
from dlcourse.testing import check_close, check_raises

for rule, distribution, right, other in [
    ("xavier", "normal", 0.2, 0.25),
    ("xavier", "uniform", 0.34641016, 0.43301270),
    ("he", "normal", 0.25, 0.2),
    ("he", "uniform", 0.43301270, 0.34641016),
]:
    slips = {
        "the standard deviation is wanted, not the variance: a root": right**2,
        "the factor 3 of U[−r, r] stands under the root": right * np.sqrt(3),
        "U[−r, r] has the variance r²/3: the two distributions differ by √3": right / np.sqrt(3),
        "r is √3 times the standard deviation: multiply, do not divide": right / 3,
        "He's rule has n_in alone, Xavier's rule has both": other,
        "He's rule needs the inputs, n_in, not n_out": right * 4 / 3,
        "He's rule has n_in alone": right * np.sqrt(1.28),
        "the factor 2 is missing": right / np.sqrt(2),
    }
    came = initial_scale(32, 18, rule, distribution)
    check_close(came, right, f"{rule}, {distribution}, 32 inputs, 18 neurons", mistakes=slips)
### BEGIN HIDDEN TESTS
for n_in, n_out in [(784, 300), (1, 1), (7, 500)]:
    for distribution, factor in [("normal", 2), ("uniform", 6)]:
        name = f"{distribution}, {n_in} inputs, {n_out} neurons"
        came = initial_scale(n_in, n_out, "xavier", distribution)
        check_close(came, np.sqrt(factor / (n_in + n_out)), f"xavier, {name}")
        came = initial_scale(n_in, n_out, "he", distribution)
        check_close(came, np.sqrt(factor / n_in), f"he, {name}")
hint = "raise ValueError for every word but the two"
for words in [("zero", "normal"), ("zero", "uniform"), ("he", "gamma"), ("xavier", "gamma")]:
    name = f"an unknown {'rule' if 'zero' in words else 'distribution'}: {', '.join(words)}"
    check_raises(partial(initial_scale, 4, 5, *words), ValueError, name, hint=hint)
### END HIDDEN TESTS

# %% [markdown]
# The experiment again, with nothing changed but the width of the initial weights.

# %%
# Bounds of the uniform distribution: they take n_in and n_out.
xavier_bound = partial(initial_scale, rule="xavier", distribution="uniform")
he_bound = partial(initial_scale, rule="he", distribution="uniform")

# %% tags=["skip-execution"]
new = signals(draw_weights(WIDE, xavier_bound, seed=1), INPUT, TOP, np.tanh, dtanh)
draw_signals(*new, "Xavier's rule: all layers get signals of the same size")
plt.show()

# %% [markdown]
# The histograms of the layers now lie nearly on top of each other, in both directions. Not
# exactly: tanh bends, so every layer still takes about 6 % off. In 2010 this made deep networks
# trainable that had not been before.
#
# ### Try it: depth, activation function and σ
#
# The weights are normally distributed here with the standard deviation $\sigma_w / \sqrt n$, with
# $n = 100$ neurons in each layer. So $\sigma_w = 1$ is Xavier's rule, $\sigma_w = \sqrt 2$ He's,
# and $\sigma_w = 0.58$ the rule of 2010.
#
# *Try:* tanh with $\sigma_w = 1$, then 0.58, then 3 (what do you see in the last layer, and what do
# the gradients do?). ReLU with 1, 1.41 and 2. And the sigmoid with 1 and with 4, the rule above:
# for which $\sigma_w$ do its gradients stay level?


# %%
FUNCTIONS = PAIRS | {"ReLU": (lambda z: np.maximum(z, 0.0), lambda z: (z > 0) * 1.0)}


def draw_depth(name, depth, spread):
    """Draw the size of the signals in each layer, and the activations of the last one."""
    random = np.random.default_rng(3)
    x, top = random.normal(size=(2, 100, 100))
    weights = [random.normal(size=(100, 100)) * spread / 10 for _ in range(depth)]
    activations, gradients = signals(weights, x, top, *FUNCTIONS[name])
    figure, axes = plt.subplots(1, 2, figsize=(10.5, 3.8), layout="constrained")
    layers = range(1, depth + 1)
    for label, arrays, shade, style in [
        ("activations (forward)", activations, BLUE, "o-"),
        ("gradients (backward)", gradients, ORANGE, "s--"),
    ]:
        sizes = [max(array.std(), 1e-12) for array in arrays]
        axes[0].plot(layers, sizes, style, color=shade, label=label, markersize=4)
    axes[0].set(xlabel="layer", ylabel="standard deviation", yscale="log", ylim=(1e-8, 1e6))
    axes[0].set_title(f"{name}, {depth} layers, $\\sigma_w$ = {spread:.3g}")
    axes[0].legend()
    axes[1].hist(activations[-1].ravel(), bins=50, color=BLUE)
    axes[1].set(xlabel="activation", ylabel="count", title=f"Activations of layer {depth}")
    axes[1].locator_params(axis="x", nbins=4)
    return figure


# %% tags=["skip-execution"]
explore(
    draw_depth,
    name=choice(list(FUNCTIONS), "tanh", label="activation function"),
    depth=slider(2, 30, 15, label="number of layers"),
    spread=slider(0.2, 12.0, 0.58, log=True, label="σ of the weights, times √n"),
)

# %% [markdown]
# What you may have found:
#
# - **tanh** at 3: the activations cannot explode, as they are bounded. They saturate, in two piles
#   at −1 and 1. The gradients explode nevertheless: the large weights outdo the small slopes.
# - **ReLU** has a sharp edge at $\sqrt 2$. Below it both signals vanish, above it both explode.
# - **sigmoid**: each layer multiplies the gradients by about 0.24 at $\sigma_w = 1$, and still by
#   0.64 at 4. Only near 10 do they stay level, with most neurons saturated. (Its activations look
#   level for any $\sigma_w$, but that deceives: each neuron gives almost the same number for every
#   sample, as in the chain of section 12.3.)
#
# ### Functions that do not saturate
#
# ReLU has a slope of exactly 1 for all positive logits, so slopes alone never make its gradients
# vanish where it is active. It has a flaw of its own: a neuron whose logit is negative for *every*
# sample gets no gradient, and it stays **dead** unless the layers below change. Leaky ReLU and ELU
# (unit 9) keep a slope there. ELU was the best in the experiments of its authors; plain ReLU with
# He's rule is a sound start.

# %% [markdown]
# ## 12.6 Batch normalization
#
# Good initial weights are a good *start*. Training changes the weights, and nothing keeps the
# signals at a moderate size from then on. Sergey Ioffe and Christian Szegedy proposed in 2015 to
# enforce it: **normalize the logits of every layer, in every mini-batch**, and let the network
# learn what scale it wants.
#
# ### Forward
#
# Let $Z$, of shape $(n, m)$, hold the logits of a layer for a mini-batch. For each neuron (each
# *row*), take mean and variance over the $m$ samples of the batch:
#
# $$\boldsymbol\mu = \frac1m \sum_{i=1}^m \mathbf z^{(i)}, \qquad
# \mathbf v = \frac1m \sum_{i=1}^m \big(\mathbf z^{(i)} - \boldsymbol\mu\big)^2, \qquad
# \hat Z = \frac{Z - \boldsymbol\mu}{\sqrt{\mathbf v + \varepsilon}}, \qquad
# \tilde Z = \boldsymbol\gamma \odot \hat Z + \boldsymbol\beta.$$
#
# $\boldsymbol\mu$, $\mathbf v$, $\boldsymbol\gamma$ and $\boldsymbol\beta$ are columns $(n, 1)$;
# each is broadcast over the samples. $\hat Z$ has mean 0 and variance 1 in each row. This alone
# would be a restriction, so the network gets two parameters more for each neuron, the scale
# $\boldsymbol\gamma$ and the shift $\boldsymbol\beta$, which it *learns* with the others. With
# $\gamma = \sqrt{v + \varepsilon}$ and $\beta = \mu$ it could undo the normalization. They start
# with $\gamma = 1$ and $\beta = 0$.
#
# The small $\varepsilon$ keeps a neuron that gives the same logit for all samples from dividing by
# 0. **It stands under the root, added to the variance**, in the paper, in PyTorch
# ($\varepsilon = 10^{-5}$) and in Keras ($10^{-3}$), and only so the formulas of the backward pass
# are exact. (Zahn's notes also write $\sigma + \varepsilon$, with the standard deviation $\sigma$.
# With Keras's $\varepsilon$, a constant logit is then divided by 0.001, not by
# $\sqrt{0.001} \approx 0.03$.)
#
# The paper explains the success with a *reduced internal covariate shift*: a layer learns more
# easily if the distribution of its input stays put. Santurkar and colleagues put this to the test
# in 2018: they added noise that moves the distributions behind the normalization, and the network
# learned nearly as well. The method works; the first explanation of why need not be the right one.
#
# The bias $\mathbf b$ of the layer becomes superfluous: whatever it adds, the mean takes away
# again. Its place is taken by $\boldsymbol\beta$.
#
# ### Exercise 6: batch normalization, forward


# %% exercise="normalize_batch"
def normalize_batch(z, gamma, beta, eps=1e-5):
    """Normalize the logits of a layer over a mini-batch, then scale and shift them.

    Parameters
    ----------
    z : ndarray of floats, shape (n, m)
        The logits of n neurons for m ≥ 1 samples, one sample in each column.
    gamma, beta : ndarrays of floats, shape (n, 1)
        The scale and the shift of each neuron.
    eps : float
        What is added to the variance.

    All arrays stay as they are.

    Returns
    -------
    out : ndarray of floats, shape (n, m)
        The normalized, scaled and shifted logits.
    z_hat : ndarray of floats, shape (n, m)
        The normalized logits, before they are scaled and shifted.
    variance : ndarray of floats, shape (n, 1)
        The variance of each neuron's logits over the batch (divided by m), without eps.
    """
    ### START YOUR CODE ###
    mean = z.mean(axis=1, keepdims=True)
    variance = z.var(axis=1, keepdims=True)
    z_hat = (z - mean) / np.sqrt(variance + eps)
    return gamma * z_hat + beta, z_hat, variance
    ### END YOUR CODE ###


# %% tests="normalize_batch" points=2
import numpy as np
from dlcourse.testing import check_close, check_true, check_unchanged, rng

# The mean of each row is 3 or 1, its variance 4; with eps = 2.25 the root is 2.5.
z = np.array([[1.0, 1.0, 5.0, 5.0], [-1.0, 3.0, 3.0, -1.0]])
gamma, beta = np.array([[2.0], [0.5]]), np.array([[1.0], [-1.0]])
result = normalize_batch(z.copy(), gamma.copy(), beta.copy(), 2.25)
three = isinstance(result, (tuple, list)) and len(result) == 3
check_true(three, "three results", "end with `return out, z_hat, variance`")
four = np.full((2, 1), 4.0)
slips = {
    "divide by m, not by m − 1": four * 4 / 3,
    "the variance, not the standard deviation": four / 2,
    "return the variance without eps": four + 2.25,
    "the mean of the squares is the variance only after subtracting the mean": [[13.0], [5.0]],
}
check_close(result[2], four, "the variance", mistakes=slips)
signs = np.array([[-1.0, -1.0, 1.0, 1.0], [-1.0, 1.0, 1.0, -1.0]])
right = np.array([[-0.6, -0.6, 2.6, 2.6], [-1.4, -0.6, -0.6, -1.4]])
slips = {
    "these are the values of out: is the order right, is z_hat changed in place?": right,
    "subtract the mean": z / 2.5,
    "eps stands under the root: √(variance + eps)": signs * 2 / 4.25,
    "eps is not used": signs,
    "the root is missing: divide by the standard deviation": signs * 0.32,
    "over the samples (axis 1), not over the neurons": (z - z.mean(axis=0))
    / np.sqrt(z.var(axis=0) + 2.25),
    "one mean for each neuron, not one for all": (z - 2) / np.sqrt(7.25),
}
check_close(result[1], 0.8 * signs, "z_hat", mistakes=slips)
slips = {
    "gamma and beta are missing": 0.8 * signs,
    "beta is added after gamma multiplies": np.array(
        [[0.4, 0.4, 3.6, 3.6], [-0.9, -0.1, -0.1, -0.9]]
    ),
    "gamma multiplies, beta is added": 0.8 * signs * beta + gamma,
}
check_close(result[0], right, "out", mistakes=slips)
### BEGIN HIDDEN TESTS
random = rng("normalize_batch")
gamma, beta = random.uniform(0.5, 2.0, size=(4, 1)), random.normal(size=(4, 1))
for m, eps, scale in [(5, 1e-5, 2.0), (5, 1e-3, 0.05), (4, 1e-3, 1.0), (1, 1e-5, 1.0)]:
    z = scale * random.normal(size=(4, m)) + np.arange(4.0)[:, None]
    z[2] = 2.0  # a neuron that gives the same for all samples
    given, name = [z.copy(), gamma.copy(), beta.copy()], f"4 neurons, {m} samples, eps {eps:g}"
    out, z_hat, variance = normalize_batch(*given, eps)
    right = (z - z.mean(axis=1, keepdims=True)) / np.sqrt(z.var(axis=1, keepdims=True) + eps)
    check_close(variance, z.var(axis=1, keepdims=True), f"the variance, {name}")
    check_close(z_hat, right, f"z_hat, {name}")
    check_close(out, gamma * right + beta, f"out, {name}")
    for word, after, before in zip(("z", "gamma", "beta"), given, (z, gamma, beta), strict=True):
        check_unchanged(after, before, f"{word}, {name}")
z = 1e-3 * random.normal(size=(4, 6))
right = (z - z.mean(axis=1, keepdims=True)) / np.sqrt(z.var(axis=1, keepdims=True) + 1e-5)
came = normalize_batch(z.copy(), gamma.copy(), beta.copy())
check_close(came[0], gamma * right + beta, "small logits, and the eps that is the default")
### END HIDDEN TESTS

# %% [markdown]
# ### Running statistics
#
# In training, the output for a sample depends on its batch. When the network is *used*, there may
# be one sample only, and the answer must not depend on the others. So for testing, fixed numbers
# take the place of $\boldsymbol\mu$ and $\mathbf v$: averages over the batches of the training,
# with weights that fade exponentially. After each batch
#
# $$\boldsymbol\mu_{\text{run}} \leftarrow \beta_r\, \boldsymbol\mu_{\text{run}}
# + (1 - \beta_r)\, \boldsymbol\mu, \qquad
# \mathbf v_{\text{run}} \leftarrow \beta_r\, \mathbf v_{\text{run}}
# + (1 - \beta_r)\, \frac{m}{m-1}\, \mathbf v.$$
#
# Three remarks. $\beta_r$, the *momentum*, is the weight of the **old** value, 0.9 for instance
# (Keras uses 0.99; in PyTorch `momentum=0.1` is the weight of the *new* value). We average the
# **variances**, as the paper and the libraries do, not the standard deviations, as Zahn's notes do:
# the root of a mean is not the mean of the roots. And the factor $\frac{m}{m-1}$, which the paper
# and PyTorch have and Keras 3 has not, corrects for the mean having been estimated from the same
# $m$ samples. Without it, batches of two would report, on average, half the true variance.
#
# ### Exercise 7: running statistics


# %% exercise="update_running"
def update_running(running_mean, running_variance, z, momentum=0.9):
    """Move the running statistics of a layer toward those of a mini-batch.

    Parameters
    ----------
    running_mean, running_variance : ndarrays of floats, shape (n, 1)
        The statistics so far.
    z : ndarray of floats, shape (n, m)
        The logits of a mini-batch of m ≥ 2 samples, one sample in each column.
    momentum : float from 0 to 1
        The weight of the old statistics.

    All arrays stay as they are.

    Returns
    -------
    tuple of two ndarrays of floats, shapes (n, 1)
        The new running mean and the new running variance. The variance of the batch enters with
        the factor m / (m − 1).
    """
    ### START YOUR CODE ###
    mean = z.mean(axis=1, keepdims=True)
    variance = z.var(axis=1, keepdims=True, ddof=1)
    keep, add = momentum, 1 - momentum
    return keep * running_mean + add * mean, keep * running_variance + add * variance
    ### END YOUR CODE ###


# %% tests="update_running" points=2
import numpy as np
from dlcourse.testing import check_close, check_true, check_unchanged, rng


def column(*values):
    return np.array(values)[:, None]


z = np.array([[0.0, 2.0, 4.0], [6.0, 0.0, 0.0]])
result = update_running(column(1.0, 0.0), column(1.0, 9.0), z.copy(), 0.75)
two = isinstance(result, (tuple, list)) and len(result) == 2
check_true(two, "two results", "end with `return mean, variance`, the new ones")
swapped = "momentum is the weight of the old statistics, not of the new ones"
slips = {
    swapped: column(1.75, 1.5),
    "this is the mean of the batch alone": column(2.0, 2.0),
    "use the argument momentum": column(1.1, 0.2),
    "the new mean has the weight 1 − momentum": column(2.75, 2.0),
    "the mean comes first, then the variance": column(1.75, 9.75),
}
check_close(result[0], column(1.25, 0.5), "the mean", mistakes=slips)
slips = {
    "the factor m/(m − 1) is missing": column(0.75 + 2 / 3, 8.75),
    "ddof=1 is the factor m/(m − 1): once is enough": column(2.25, 11.25),
    "the factor belongs to the variance of the batch alone": column(2.125, 13.125),
    "m counts the samples (the columns), not the neurons": column(0.75 + 4 / 3, 10.75),
    swapped: column(3.25, 11.25),
    "average the variances, not the deviations": column(1.5625, 9.7096143),
    "the variance of the batch, not its deviation": column(1.25, 7.6160254),
    "this is the variance of the batch alone": column(4.0, 12.0),
}
check_close(result[1], column(1.75, 9.75), "the variance", mistakes=slips)
### BEGIN HIDDEN TESTS
random = rng("update_running")
for n, m, keep in [(3, 6, 0.9), (2, 4, 0.5), (2, 4, 0.9), (4, 4, 0.9), (2, 2, 0.0)]:
    old = random.normal(size=(n, 1)), random.uniform(0.5, 2.0, size=(n, 1))
    z = random.normal(scale=2, size=(n, m)) + np.arange(float(n))[:, None]
    name = f"{n} neurons, {m} samples, momentum {keep:g}"
    given = old[0].copy(), old[1].copy(), z.copy()
    mean, variance = update_running(*given, keep)
    right = keep * old[0] + (1 - keep) * z.mean(axis=1, keepdims=True)
    check_close(mean, right, f"the mean, {name}")
    right = keep * old[1] + (1 - keep) * z.var(axis=1, keepdims=True, ddof=1)
    check_close(variance, right, f"the variance, {name}")
    words = ("the old mean", "the old variance", "z")
    for word, after, before in zip(words, given, (*old, z), strict=True):
        check_unchanged(after, before, f"{word}, {name}")
mean, _ = update_running(np.zeros((4, 1)), np.ones((4, 1)), np.full((4, 5), 3.0))
check_close(mean, np.full((4, 1), 0.3), "the mean with the default momentum")
### END HIDDEN TESTS

# %% [markdown]
# ### Backward
#
# Now the derivatives. Let $J$ be the cost of the batch, and $D = \partial J / \partial \tilde Z$
# what comes from above. The two parameters are easy. Each is used by all samples, so the
# contributions add up:
#
# $$\frac{\partial J}{\partial \boldsymbol\gamma} = \sum_{i=1}^m \mathbf d^{(i)} \odot
# \hat{\mathbf z}^{(i)}, \qquad
# \frac{\partial J}{\partial \boldsymbol\beta} = \sum_{i=1}^m \mathbf d^{(i)}.$$
#
# For $Z$ we must be careful: a logit $z^{(i)}$ changes its own $\hat z^{(i)}$, but through $\mu$
# and $v$ it also changes those of *all other samples*. Neurons do not mix, so look at one of them.
# With $s = \sqrt{v + \varepsilon}$, and $\delta_{ik} = 1$ for $i = k$ and 0 otherwise,
#
# $$\frac{\partial \mu}{\partial z^{(i)}} = \frac1m, \qquad
# \frac{\partial v}{\partial z^{(i)}} = \frac2m \big(z^{(i)} - \mu\big), \qquad
# \frac{\partial \hat z^{(k)}}{\partial z^{(i)}} = \frac1s \Big(\delta_{ik} - \frac1m
# - \frac1m\, \hat z^{(k)} \hat z^{(i)}\Big).$$
#
# Multiply by $\gamma\, d^{(k)}$, sum over $k$, and the two sums from above turn up again:
#
# $$\frac{\partial J}{\partial z^{(i)}} = \frac{\gamma}{s} \left( d^{(i)}
# - \frac1m \frac{\partial J}{\partial \beta}
# - \frac1m\, \hat z^{(i)}\, \frac{\partial J}{\partial \gamma} \right).$$
#
# In words: from the incoming gradient, take away its mean, and take away what points along
# $\hat z$. No wonder: adding a constant to all logits, or stretching them, changes nothing behind
# the normalization (up to $\varepsilon$), so there is nothing to gain in these two directions.
#
# **Where is the 1/m?** In unit 10 the arrays held the derivatives of the samples' own losses
# $L^{(i)}$, and the factor $\frac1m$ came in `dW` and `db`. With batch normalization a logit
# influences the losses of all samples, so we use the other convention: $J$ is the average loss,
# the $\frac1m$ is applied once at the output, and $D$ contains it. Parameters then get *sums*.
# (Zahn's notes keep the first convention: there the derivatives for $\gamma$ and $\beta$ are means,
# and the $\frac1m$ of the last formula is hidden in them.)
#
# ### Exercise 8: batch normalization, backward


# %% exercise="normalize_backward"
def normalize_backward(grad_out, z_hat, variance, gamma, eps=1e-5):
    """Compute the derivatives of the cost of a batch through batch normalization.

    Parameters
    ----------
    grad_out : ndarray of floats, shape (n, m)
        The derivatives of J with respect to the output. It contains the factor 1/m of the cost.
    z_hat : ndarray of floats, shape (n, m)
        The normalized logits of the forward pass.
    variance : ndarray of floats, shape (n, 1)
        The variance of each neuron over the batch, without eps.
    gamma : ndarray of floats, shape (n, 1)
        The scale of each neuron.
    eps : float
        What was added to the variance.

    All arrays stay as they are.

    Returns
    -------
    grad_z : ndarray of floats, shape (n, m)
        The derivatives of J with respect to the logits that were normalized.
    grad_gamma, grad_beta : ndarrays of floats, shape (n, 1)
        The derivatives of J with respect to gamma and beta.
    """
    ### START YOUR CODE ###
    m = z_hat.shape[1]
    grad_gamma = np.sum(grad_out * z_hat, axis=1, keepdims=True)
    grad_beta = np.sum(grad_out, axis=1, keepdims=True)
    inner = grad_out - grad_beta / m - z_hat * grad_gamma / m
    return gamma / np.sqrt(variance + eps) * inner, grad_gamma, grad_beta
    ### END YOUR CODE ###


# %% tests="normalize_backward" points=3
import numpy as np
from dlcourse.testing import check_close, check_gradient, check_true, check_unchanged, rng

# As in the test of the forward pass: variance 4, eps 2.25, so the root is 2.5.
z_hat = np.array([[-0.8, -0.8, 0.8, 0.8], [-0.8, 0.8, 0.8, -0.8]])
d, gamma = np.array([[1.0, 0, 0, 0], [0.5, 0.25, 0, -1]]), np.array([[2.5], [5.0]])
result = normalize_backward(d.copy(), z_hat.copy(), np.full((2, 1), 4.0), gamma.copy(), 2.25)
three = isinstance(result, (tuple, list)) and len(result) == 3
check_true(three, "three results", "end with `return grad_z, grad_gamma, grad_beta`")
along, total = np.array([[-0.8], [0.6]]), np.array([[1.0], [-0.25]])
mean = "sum over the samples: grad_out contains the 1/m already"
slips = {
    mean: along / 4,
    "this is the sum of grad_out alone: multiply it with z_hat, entry by entry, before": total,
    "gamma itself does not occur here": gamma * along,
}
check_close(result[1], along, "grad_gamma", mistakes=slips)
check_close(result[2], total, "grad_beta", mistakes={mean: total / 4})
table = np.array
right = table([[0.59, -0.41, -0.09, -0.09], [1.365, 0.385, -0.115, -1.635]])
slips = {
    "two terms are missing: mean and variance move too": table([[1.0, 0, 0, 0], [1, 0.5, 0, -2]]),
    "the variance moves with the logits": table(
        [[0.75, -0.25, -0.25, -0.25], [1.125, 0.625, 0.125, -1.875]]
    ),
    "the mean moves with the logits": table(
        [[0.84, -0.16, 0.16, 0.16], [1.24, 0.26, -0.24, -1.76]]
    ),
    "the two sums are divided by m": table(
        [[-0.64, -1.64, -0.36, -0.36], [2.46, 0.04, -0.46, -0.54]]
    ),
    "m counts samples, not neurons": table(
        [[0.18, -0.82, -0.18, -0.18], [1.73, 0.27, -0.23, -1.27]]
    ),
    "the factor gamma is missing": right / gamma,
    "divide by √(variance + eps)": right * 2.5,
    "the root is missing: √(variance + eps)": right / 2.5,
    "divide by √(variance + eps), do not multiply": right * 6.25,
    "eps stands under the root": right * 2.5 / 4.25,
    "eps is not used": right * 1.25,
    "the last term is a product with z_hat": table(
        [[0.95, -0.05, -0.05, -0.05], [0.825, 0.325, -0.175, -2.175]]
    ),
    "both terms are subtracted": table(
        [[0.91, -0.09, -0.41, -0.41], [0.885, 0.865, 0.365, -2.115]]
    ),
}
check_close(result[0], right, "grad_z", mistakes=slips)
### BEGIN HIDDEN TESTS
random = rng("normalize_backward")
words = ("grad_out", "z_hat", "variance", "gamma")


def normalized(z, eps):
    v = z.var(axis=1, keepdims=True)
    return (z - z.mean(axis=1, keepdims=True)) / np.sqrt(v + eps), v


for n, m, eps in [(3, 5, 1e-5), (3, 5, 0.1), (4, 4, 1e-3), (2, 1, 1e-3)]:
    z, d = random.normal(size=(n, m)), random.normal(size=(n, m))
    gamma, name = random.uniform(0.5, 2.0, size=(n, 1)), f"{n} neurons, {m} samples, eps {eps:g}"
    z_hat, v = normalized(z, eps)
    given = d.copy(), z_hat.copy(), v.copy(), gamma.copy()
    grad_z, grad_gamma, grad_beta = normalize_backward(*given, eps)
    check_close(grad_gamma, (d * z_hat).sum(axis=1, keepdims=True), f"grad_gamma, {name}")
    check_close(grad_beta, d.sum(axis=1, keepdims=True), f"grad_beta, {name}")

    def cost(z, d=d, gamma=gamma, eps=eps):
        return np.sum(d * gamma * normalized(z, eps)[0])

    hint = "a logit changes the mean and the variance of its neuron, and so all samples"
    check_gradient(grad_z, cost, z, f"grad_z, measured, {name}", hint=hint)
    for word, after, before in zip(words, given, (d, z_hat, v, gamma), strict=True):
        check_unchanged(after, before, f"{word}, {name}")
### END HIDDEN TESTS

# %% [markdown]
# ### A network with batch normalization
#
# Put together: the network of unit 11, with your functions between the linear part and the
# activation function of each hidden layer. While it trains it normalizes with the batch and keeps
# the running statistics; otherwise it uses these.


# %%
class BatchNormMLP(MLP):
    """The network of unit 11, with batch normalization in every hidden layer."""

    def __init__(self, sizes, **settings):
        super().__init__(sizes, **settings)
        self.training = False
        self.running, self.kept = {}, {}
        for layer, size in enumerate(sizes[1:-1], start=1):
            ones = np.ones((size, 1), self.parameters["W1"].dtype)
            self.parameters[f"gamma{layer}"], self.parameters[f"beta{layer}"] = ones, 0 * ones
            self.running[layer] = 0 * ones, ones.copy()

    def propagate(self, x):
        """Compute the activations of all layers, as a list."""
        p, last = self.parameters, len(self.running) + 1
        activations = [np.asarray(x, p["W1"].dtype).T]
        for layer in range(1, last):
            z = p[f"W{layer}"] @ activations[-1]
            gamma, beta = p[f"gamma{layer}"], p[f"beta{layer}"]
            mean, variance = self.running[layer]
            if self.training:
                out, *self.kept[layer] = normalize_batch(z, gamma, beta)
                self.running[layer] = update_running(mean, variance, z)
            else:
                out = gamma * (z - mean) / np.sqrt(variance + 1e-5) + beta
            activations.append(self._activate(out))
        z = p[f"W{last}"] @ activations[-1] + p[f"b{last}"]
        powers = np.exp(z - z.max(axis=0))
        return [*activations, powers / powers.sum(axis=0)]

    def back_propagate(self, activations, y):
        """Compute the gradients of the average cross-entropy for the parameters."""
        p, last, m = self.parameters, len(self.running) + 1, len(y)
        grad_z = activations[-1].copy()
        grad_z[y, np.arange(m)] -= 1
        grad_z /= m
        gradients = {f"b{last}": grad_z.sum(axis=1, keepdims=True)}
        for layer in range(last, 0, -1):
            gradients[f"W{layer}"] = grad_z @ activations[layer - 1].T
            if layer > 1:
                below = layer - 1
                slopes = self._slope(activations[below])
                grad_out = (p[f"W{layer}"].T @ grad_z) * slopes
                results = normalize_backward(grad_out, *self.kept[below], p[f"gamma{below}"])
                grad_z, gradients[f"gamma{below}"], gradients[f"beta{below}"] = results
        return gradients


# %% [markdown]
# Unit 10 taught: check the gradient before you train. A small problem, two hidden layers, every
# parameter.

# %% tags=["skip-execution"]
small = BatchNormMLP([6, 5, 4, 3], activation="tanh", seed=0)
small.training = True
x_few = np.random.default_rng(0).normal(size=(12, 6))
y_few = np.arange(12) % 3
analytic = small.back_propagate(small.propagate(x_few), y_few)
parameters = {name: small.parameters[name] for name in analytic}
numeric = parameter_gradients(lambda: small.cost(x_few, y_few), parameters)
report = compare_gradients(analytic, numeric)
print(f"largest difference of {report.count} derivatives: {report.max_difference:.1e}")

# %% [markdown]
# ## 12.7 Gradient clipping
#
# Good starts and normalization keep gradients moderate *on average*. But products of many factors
# also make **cliffs**: places where the cost, after a long gentle slope, suddenly stands like a
# wall. On the wall the gradient is enormous, and one step with it throws the weights far away,
# perhaps for good.
#
# The cure is crude and works: never take more than a certain amount of gradient at once. There are
# two ways, with a limit $c > 0$:
#
# - **by value**: cut every entry off at $-c$ and $c$,
# - **by norm**: if the length of the whole gradient is above $c$, shrink it to the length $c$. The
#   length is that of *all* entries of *all* parameters together,
#   $\lVert g \rVert = \sqrt{\sum_k g_k^2}$, and every entry gets the same factor
#   $\min(1,\, c / \lVert g \rVert)$.
#
# Clipping by norm keeps the direction: the step goes down the steepest slope, only less far.
# Clipping by value changes it, since the large entries lose more.
#
# ### Exercise 9: clip the gradients


# %% exercise="clip_gradients"
def clip_gradients(gradients, limit, by):
    """Limit the gradients of a network.

    Parameters
    ----------
    gradients : dict of str to ndarray of floats
        The gradient of each parameter, of any shape, also () for a single number. The dict and
        its arrays stay as they are.
    limit : float, above 0
        The largest size of an entry, or the largest length of the whole.
    by : str
        "value": each entry is cut off at −limit and limit. "norm": if the Euclidean length of
        all entries of all arrays together is above the limit, everything is multiplied by the
        same factor, so that the length becomes the limit.

    Returns
    -------
    dict of str to ndarray of floats
        The clipped gradients, with the same names and shapes. Gradients that are small enough,
        also such as are all zero, come back with the same values.

    Raises
    ------
    ValueError
        If `by` is neither of these words.
    """
    ### START YOUR CODE ###
    if by == "value":
        return {name: np.clip(g, -limit, limit) for name, g in gradients.items()}
    if by != "norm":
        raise ValueError(f"by is {by!r}, wanted is 'value' or 'norm'")
    length = np.sqrt(sum(np.sum(g**2) for g in gradients.values()))
    factor = limit / length if length > limit else 1.0
    return {name: factor * g for name, g in gradients.items()}
    ### END YOUR CODE ###


# %% tests="clip_gradients" points=2
import numpy as np
from dlcourse.testing import check_close, check_raises, check_true, check_unchanged, rng


def clipped(gradients, limit, by):
    """Call the answer with copies, and look at the names."""
    came = clip_gradients({name: g.copy() for name, g in gradients.items()}, limit, by)
    named = isinstance(came, dict) and sorted(came) == sorted(gradients)
    check_true(named, f"by {by}: a dict with the same names", "end with a dict {name: array, …}")
    return came


# The length of all entries together is 5.
W, b = np.array([[2.0, -2.0], [1.0, 0.0]]), np.array([[-4.0], [0.0]])
came = clipped({"W1": W, "b1": b}, 1.5, "value")
slips = {
    "cut off on both sides, at −limit and limit": np.minimum(W, 1.5),
    "by value: cut off each entry": 0.3 * W,
    "by value: cut off each entry, by itself": 0.375 * W,
    "an entry that is small enough stays as it is": 1.5 * np.sign(W),
}
check_close(came["W1"], np.array([[1.5, -1.5], [1.0, 0.0]]), "W1, by value", mistakes=slips)
check_close(came["b1"], np.array([[-1.5], [0.0]]), "b1, by value")
came = clipped({"W1": W, "b1": b}, 2.5, "norm")
slips = {
    "by norm: one factor for all": W,
    "one length for all arrays together, not one for each": W * 2.5 / 3,
    "the new length is the limit, not 1": W / 5,
    "the length is a root": W / 10,
    "the largest entry is not the length": W * 2.5 / 4,
    "the root of the squares, not the sum of the sizes": W * 2.5 / 9,
    "add up the squares of all entries, not the lengths of the arrays": W * 2.5 / 7,
    "the factor is limit / length": W * 2,
}
check_close(came["W1"], W / 2, "W1, by norm", mistakes=slips)
check_close(came["b1"], b / 2, "b1, by norm")
slips = {"a gradient that is short enough stays as it is": 2 * W}
check_close(clipped({"W1": W, "b1": b}, 10.0, "norm")["W1"], W, "a short one", mistakes=slips)
### BEGIN HIDDEN TESTS
random = rng("clip_gradients")
for scale, limit in [(1.0, 0.75), (10.0, 3.0), (0.01, 2.0), (0.0, 1.0)]:
    shapes = {"W1": (3, 4), "b1": (3, 1), "w": (5,), "b": ()}
    gradients = {name: np.array(scale * random.normal(size=s)) for name, s in shapes.items()}
    length = np.sqrt(sum(np.sum(g**2) for g in gradients.values()))
    by_value, by_norm = clipped(gradients, limit, "value"), clipped(gradients, limit, "norm")
    for name, g in gradients.items():
        text = f"{name}, limit {limit:g}, entries of size {scale:g}"
        check_close(by_value[name], np.clip(g, -limit, limit), f"by value, {text}")
        right = g * limit / length if length > limit else g
        check_close(by_norm[name], right, f"by norm, {text}")
for by in ("value", "norm"):
    given = {"w": np.array([3.0, -4.0])}
    clip_gradients(given, 1.0, by)
    check_unchanged(given["w"], np.array([3.0, -4.0]), f"the gradient handed in, by {by}")
hint = 'raise ValueError for every word but "value" and "norm"'
wrong = {"w": np.ones(2)}
check_raises(lambda: clip_gradients(wrong, 1.0, "size"), ValueError, "an unknown word", hint=hint)
### END HIDDEN TESTS

# %% [markdown]
# ### A cliff to look at
#
# A chain of 50 single neurons in which every layer has the *same* weight $w$ and the same bias $b$
# (this is how a recurrent network works): $z \leftarrow w\, \sigma(z) + b$, fifty times from
# $z = \frac12$, and the cost is $(\sigma(z) - 0.7)^2$. With two parameters one can draw it.
#
# Both walks start at the same place, with the same learning rate.


# %%
def chain_cost(w, b):
    """The cost of a chain of 50 neurons that share a weight and a bias."""
    z = np.full(np.broadcast(w, b).shape, 0.5)
    for _ in range(50):
        z = w * sigmoid(z) + b
    return (sigmoid(z) - 0.7) ** 2


def walk(w, b, *, steps, learning_rate, limit=np.inf):
    """Descend from (w, b), with slopes that are measured and clipped by norm."""
    path = [(w, b)]
    for _ in range(steps):
        slopes = {
            "w": np.array((chain_cost(w + 1e-6, b) - chain_cost(w - 1e-6, b)) / 2e-6),
            "b": np.array((chain_cost(w, b + 1e-6) - chain_cost(w, b - 1e-6)) / 2e-6),
        }
        slopes = clip_gradients(slopes, limit, "norm")
        w, b = w - learning_rate * float(slopes["w"]), b - learning_rate * float(slopes["b"])
        path.append((w, b))
    return np.array(path)


# %% tags=["skip-execution"]
runs = {
    "without clipping": walk(5.5, -1.0, steps=60, learning_rate=3.0),
    "clipped by norm, limit 0.1": walk(5.5, -1.0, steps=60, learning_rate=3.0, limit=0.1),
}
w_grid, b_grid = np.meshgrid(np.linspace(2, 9, 281), np.linspace(-4, 8, 241))
figure, axes = plt.subplots(1, 2, figsize=(11, 4.4), layout="constrained", sharey=True)
for ax, (label, path) in zip(axes, runs.items(), strict=True):
    heights = chain_cost(w_grid, b_grid)
    image = ax.pcolormesh(w_grid, b_grid, heights, cmap="cividis", vmin=0, rasterized=True)
    ax.plot(*path.T, "o-", color="white", markersize=3, linewidth=1.2)
    ax.plot(*path[0], "s", color=ORANGE, markersize=9, label="start")
    ax.plot(*path[-1], "*", color=ORANGE, markersize=14, label="after 60 steps")
    ax.set(xlabel="weight w", title=f"{label}: cost {chain_cost(*path[-1]):.4f}")
    ax.legend(loc="upper left")
axes[0].set_ylabel("bias b")
figure.colorbar(image, ax=axes, label="cost")
plt.show()
longest = [np.linalg.norm(np.diff(path, axis=0), axis=1).max() for path in runs.values()]
print("the longest step: without clipping {:.2f}, with clipping {:.2f}".format(*longest))

# %% [markdown]
# The dark valley is what we look for; on its lower side stands the wall. Without clipping the
# descent comes close to the edge, touches the wall, and one step throws it to the far end of the
# plain, where the cost is nearly flat. With clipping the same touch is a step of ordinary length,
# and the next steps lead down into the valley.
#
# In networks like ours, with normalization, clipping is a second safety. In recurrent networks,
# which apply the same weights hundreds of times, it is a must.

# %% [markdown]
# ## 12.8 Ten hidden layers
#
# Now everything together: MNIST, ten hidden layers of 64 neurons, 20,000 training images,
# mini-batches of 32, learning rate 0.05, 8 epochs, the same for all. Only the remedies differ. The
# last two networks start with weights *twice* as wide as He's rule says, so that the signals grow
# by a factor of 2 in each layer, $2^{10} \approx 1000$ in all.

# %%
clip_to_one = partial(clip_gradients, limit=1.0, by="norm")


def test_error(network):
    """The share of test images that are misclassified, in percent."""
    return 100 * network.error_rate(x_test, y_test)


# %% tags=["skip-execution"]
VARIANTS = {
    "sigmoid, 2010": ("sigmoid", bound_of_2010, MLP, None),
    "tanh, 2010": ("tanh", bound_of_2010, MLP, None),
    "tanh, Xavier": ("tanh", xavier_bound, MLP, None),
    "ReLU, He": ("relu", he_bound, MLP, None),
    "sigmoid, batch norm": ("sigmoid", bound_of_2010, BatchNormMLP, None),
    "tanh, batch norm": ("tanh", bound_of_2010, BatchNormMLP, None),
    "ReLU, 2 × He": ("relu", lambda n_in, n_out: 2 * he_bound(n_in, n_out), MLP, None),
}
VARIANTS["ReLU, 2 × He, clipped"] = (*VARIANTS["ReLU, 2 × He"][:3], clip_to_one)
errors = {}
for name, (activation, bound, kind, clip) in VARIANTS.items():
    network = deep_network([64] * 10, activation, bound, kind=kind)
    settings = {"epochs": pace(8, quick=2), "learning_rate": 0.05, "label": f"{name:<22}"}
    errors[name] = train(network, x_train, y_train, clip=clip, watch=test_error, **settings)

figure, axes = plt.subplots(1, 2, figsize=(11, 4.2), layout="constrained", sharey=True)
for ax, names in ((axes[0], list(VARIANTS)[:4]), (axes[1], list(VARIANTS)[4:])):
    plot_learning_curves({name: errors[name] for name in names}, ylabel="test error (%)", ax=ax)
axes[0].set_title("Activation functions and initial weights")
axes[1].set_title("Batch normalization and clipping")
axes[0].set_ylim(0, 100)
plt.show()
for name, error in errors.items():
    print(f"{name:<22}  {error[-1]:5.1f} % of {len(y_test):,} test images are misclassified")

# %% [markdown]
# One after the other:
#
# - **Sigmoid with the weights of 2010**: nothing is learned, as in section 12.1.
# - **Tanh** alone helps: after an epoch of standing still the network begins to learn.
# - **Xavier's rule** takes the standing still away; **ReLU with He's rule** does as well.
# - **Batch normalization** makes even the sigmoid with the weights of 2010 learn from the first
#   epoch on. It is the one remedy here that repairs a bad start by itself.
# - **Too wide weights** explode: after a few steps the weights are no numbers any more, and the
#   network answers 0 for every image. With **clipping** it survives and learns, but slowly: the bad
#   start is still bad.
#
# None of these networks is better than the single hidden layer of unit 11. Digits do not need ten
# dense layers. What has changed is that depth is no longer forbidden, and the units on
# convolutional networks will make use of it.

# %% [markdown]
# ## 12.9 Questions
#
# Write a few sentences each. There are no points for them, but they are the ones an examiner would
# ask.
#
# **Question 1.** Call `fixed_point(np.tanh, 1.0)`. What happens, and why, although tanh has
# exactly one fixed point and every start leads there?

# %% [markdown] question="slow-fixed-point"
# It raises ValueError: 1,000 steps are not enough. The fixed point is 0, and there the slope of
# tanh is 1, so tanh is no contraction with a factor below 1. Near 0, tanh a ≈ a − a³/3: each step
# takes away a³/3, and the smaller the value, the less it loses. After k steps about √(3/(2k)) is
# left, 0.04 after 1,000 steps, and a step still changes it by 2 · 10⁻⁵. For a deep network that is
# good news: what falls so slowly keeps its information.

# %% [markdown]
# **Question 2.** In a layer with batch normalization (take ε = 0) all weights $W^{[l]}$ are
# multiplied by 10. What happens to the output of the network, and what to the gradient for
# $W^{[l]}$? What does that have to do with the initial weights?

# %% [markdown] question="scaled-weights"
# The logits, their mean and their deviation all become 10 times larger, so the normalized logits,
# and with them the output, stay the same. Hence J(10 W) = J(W); the derivative with respect to the
# larger weights is 10 times smaller, since a given step now changes them relatively less. Large
# weights get small gradients: the scale of the initial weights hardly matters, and weights that
# grow slow themselves down.

# %% [markdown]
# **Question 3.** What does a layer with batch normalization give in training when the batch holds
# a single sample? And why does it work nevertheless when one image is classified afterward?

# %% [markdown] question="batch-of-one"
# The mean of one sample is the sample itself, so the normalized logit is 0 and the output is β,
# whatever the input: nothing can be learned, and the gradient for the logits is 0. In use the
# running statistics of the training stand in for those of the batch, so a single image is
# normalized like all the others, and its result does not depend on its neighbors.

# %% [markdown]
# ## Summary
#
# - A saturated neuron has a slope near zero and lets no gradient through. The share of saturated
#   neurons grows with the spread of the logits.
# - Gradients are products with one factor $W\, g'(z)$ for each layer. They vanish or explode with
#   depth; $\sigma' \le \frac14$ makes sigmoids vanish. A chain of sigmoids with $w = 1$ and $b = 0$
#   forgets its input: everything ends at 0.659.
# - Forward, the variance is multiplied by $n_{l-1} \mathrm{Var}(W)$ in each layer, backward by
#   $n_l \mathrm{Var}(W)$ (and by the mean square of the slopes). The rule of 2010 makes both
#   $\frac13$ in layers of equal size.
# - Xavier: $\mathrm{Var}(W) = 2/(n_{l-1} + n_l)$, for tanh. He: $2/n_{l-1}$, for ReLU.
# - Batch normalization gives every neuron mean 0 and variance 1 over the mini-batch, then a learned
#   scale and shift. $\varepsilon$ stands under the root; the backward pass goes through mean and
#   variance too; in use, running statistics take the place of those of the batch.
# - Clipping limits a step at a cliff. By norm it keeps the direction.
#
# ## References
#
# - X. Glorot and Y. Bengio, *Understanding the difficulty of training deep feedforward neural
#   networks*, AISTATS 2010.
# - K. He, X. Zhang, S. Ren and J. Sun, *Delving deep into rectifiers: surpassing human-level
#   performance on ImageNet classification*, ICCV 2015.
# - S. Ioffe and C. Szegedy, *Batch normalization: accelerating deep network training by reducing
#   internal covariate shift*, ICML 2015.
# - S. Santurkar, D. Tsipras, A. Ilyas and A. Mądry, *How does batch normalization help
#   optimization?*, NeurIPS 2018.
# - R. Pascanu, T. Mikolov and Y. Bengio, *On the difficulty of training recurrent neural networks*,
#   ICML 2013 (cliffs and clipping by norm).
# - S. Hochreiter, *Untersuchungen zu dynamischen neuronalen Netzen*, diploma thesis, TU München,
#   1991 (vanishing gradients).
# - D.-A. Clevert, T. Unterthiner and S. Hochreiter, *Fast and accurate deep network learning by
#   exponential linear units (ELUs)*, ICLR 2016.
# - M. A. Nielsen, *Neural Networks and Deep Learning*, Determination Press, 2015, chapter 5.
# - K. Zahn, lecture notes *Deep Learning, part 1*, HSLU, 2024, sections 5.1 and 8.1.
