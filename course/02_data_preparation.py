# %% [markdown]
# # 2 · Preparing data
#
# A network never sees a digit, a shoe or a city. It sees numbers in a box. In this unit you build
# the box: from a file of bytes to arrays that a network can learn from, without fooling yourself
# on the way.
#
# **You will be able to**
#
# - say what a tensor is, and read its rank and shape,
# - read images from bytes, show them, and lay each one in a row,
# - turn class numbers into one-hot vectors, and say what goes wrong otherwise,
# - split data into a training and a test set that deserve the names,
# - rescale and normalize features, with statistics of the training set alone,
# - recognize three ways in which a test set leaks, and what each of them costs,
# - put all of it together in one function, for any digits that you choose.
#
# **Time needed:** about 3 hours, in two sittings: sections 2.1 to 2.5, then 2.6 to 2.9.
#
# **What to know before:** unit 1 (weights, bias, the perceptron rule); NumPy arrays, slices and
# boolean masks; mean and standard deviation.
#
# **How to work:** run the cells from top to bottom (Shift+Enter). In an exercise write your answer
# between the two marker lines, in place of the line that raises `NotImplementedError`. Then run
# the test cells below it. Each check that passes prints ✓; the first that fails says what is
# wrong. Further checks that you do not see run when your work is graded.

# %%
import matplotlib.pyplot as plt
import numpy as np

from dlcourse.data import load_digits, load_fashion_mnist, load_mnist
from dlcourse.pace import pace
from dlcourse.plotting import plot_img, plot_learning_curves, plot_tiles
from dlcourse.widgets import choice, explore, slider

plt.rcParams["figure.dpi"] = 80  # small pictures keep the notebook small

# %% [markdown]
# ## 2.1 Seventy thousand digits, seventy thousand clothes
#
# **MNIST** is a collection of handwritten digits, cut out, centered and shrunk to 28×28 pixels.
# **Fashion-MNIST** copies its form exactly, with articles from an online shop in place of digits.
# Whatever runs on one runs on the other, and the second is the harder of the two.

# %% tags=["skip-execution"]
mnist, fashion = load_mnist(), load_fashion_mnist()

for dataset in (mnist, fashion):
    # The first two images of each class, all ten classes side by side.
    first = [np.flatnonzero(dataset.labels == k)[:2] for k in range(10)]
    plot_tiles(
        dataset.images[np.transpose(first).ravel()],
        captions=[*dataset.class_names, *[""] * 10],
        title=f"{dataset.name}: two images of each class",
    )
    plt.show()

# %% [markdown]
# Look at the data before anything else. How many images are there, of which size, and how many of
# each class?

# %% tags=["skip-execution"]
for dataset in (mnist, fashion):
    count, height, width = dataset.images.shape
    print(f"{dataset.name}: {count:,} images of {height}×{width} pixels")

counts = np.bincount(mnist.labels, minlength=10)
figure, ax = plt.subplots(figsize=(7, 3), layout="constrained")
bars = ax.bar(range(10), counts, color="#0072B2")
ax.bar_label(bars, [f"{count:,}" for count in counts], fontsize=8)
ax.set(xticks=range(10), xlabel="digit", ylabel="number of images", title="How often each digit")
ax.set_ylim(0, 1.12 * counts.max())
plt.show()

# %% [markdown]
# The full MNIST has 70,000 images, among them 7,877 ones and 7,293 sevens: you will meet these two
# numbers again in unit 4. Fashion-MNIST has exactly 7,000 of each class. (Without an internet
# connection smaller sets stand in, and a printed line says so.)

# %% [markdown]
# ## 2.2 Tensors: boxes of numbers
#
# A **tensor** is a box of numbers with a number of axes. (Mathematicians ask for more; in machine
# learning the word means no more than this, and NumPy calls it an array.) Two words describe its
# form:
#
# - the **rank** is the number of axes,
# - the **shape** lists how long each axis is, from the outermost to the innermost.
#
# | rank | usual name | example | shape |
# | --- | --- | --- | --- |
# | 0 | scalar | one gray value | `()` |
# | 1 | vector | one row of pixels; one sample with $n$ features | `(28,)`; `(n,)` |
# | 2 | matrix | one gray image; $m$ samples with $n$ features | `(28, 28)`; `(m, n)` |
# | 3 | | $m$ gray images; $m$ time series | `(m, 28, 28)`; `(m, time, n)` |
# | 4 | | $m$ color images | `(m, 3, 32, 32)` or `(m, 32, 32, 3)` |
# | 5 | | $m$ video clips | `(m, frames, height, width, 3)` |
#
# The first axis counts the samples, nearly always. Beyond that, habits differ: PyTorch puts the
# color channels in front of height and width, TensorFlow behind them, and PyTorch's recurrent
# layers expect the time axis *first*, before the samples, unless you tell them otherwise. So never
# guess: print the shape.
#
# Do not mix up rank and dimension. A vector with 784 entries is a point in a space of 784
# dimensions, but its rank is 1.

# %% tags=["skip-execution"]
figure, axes = plt.subplots(1, 4, figsize=(11, 3.1), layout="constrained")
image, gray = mnist.train_images[0], {"cmap": "gray", "vmin": 0, "vmax": 255}
axes[0].imshow(image[14:15, 14:15], **gray)
axes[0].set_title(f"rank 0, shape ()\na pixel: {image[14, 14]}")
axes[1].imshow(image[14:15], **gray)
axes[1].set_ylim(14, -14)
axes[1].set_title("rank 1, shape (28,)\na row of pixels")
axes[2].imshow(image, **gray)
axes[2].set_title("rank 2, shape (28, 28)\nan image")
for k in range(5, -1, -1):  # from the back to the front
    place = (8 * k, 8 * k + 28, 28 - 8 * k, -8 * k)
    axes[3].imshow(mnist.train_images[k], **gray, extent=place, zorder=-k)
    axes[3].add_patch(plt.Rectangle((8 * k, -8 * k), 28, 28, fill=False, ec="0.7", zorder=-k))
axes[3].set(xlim=(-1, 69), ylim=(29, -41))
axes[3].set_title("rank 3, shape (6, 28, 28)\na stack of images")
for ax in axes:
    ax.axis("off")
plt.show()

# %% [markdown]
# ### How large is a tensor?
#
# The number of entries is the product of the shape, and each entry takes 1 byte as `uint8` (whole
# numbers from 0 to 255), 4 bytes as `float32`, 8 bytes as `float64`. Four video clips of one
# minute, with 4 frames a second and 144×256 color pixels, make the shape `(4, 240, 144, 256, 3)`:

# %% tags=["skip-execution"]
entries = np.prod((4, 240, 144, 256, 3))
print(f"{entries:,} entries, {4 * entries:,} bytes as float32")
print(f"= {4 * entries / 10**6:.0f} MB (millions of bytes) = {4 * entries / 2**20:.0f} MiB")
print(f"MNIST: {mnist.images.nbytes / 1e6:.0f} MB as {mnist.images.dtype}, eightfold as float64")

# %% [markdown]
# (The slides by Pilehvar call this "405 MB". It is 405 MiB, with $2^{20}$ bytes each, or 425 MB.)
#
# ### Exercise 1: the shape of nested lists
#
# Before there were arrays there were lists: a matrix is a list of rows, a stack of images a list
# of matrices. Find the shape of such nested lists. Think from the outside: a number has the shape
# `()`. A list of $k$ entries has $k$ in front of the shape that each of its entries has. That only
# makes sense if **all entries have the same shape**: a *ragged* list such as `[[1, 2], [3]]` is no
# tensor.
#
# *Hint:* there are two ways. The function may call itself, as the definition above does:
# `(k, *shape)` puts a number in front of a tuple. Or you peel off one layer after another: all
# entries of a layer must have the same length, and what they hold is the next layer.


# %% exercise="tensor_shape"
def tensor_shape(data):
    """Find the shape of a tensor that is given as nested lists.

    Parameters
    ----------
    data : number, or list of numbers, or list of lists of numbers, and so on
        Every list holds at least one entry. Stays as it is.

    Returns
    -------
    tuple of ints
        The length of each axis, from the outermost to the innermost; () for a number.

    Raises
    ------
    ValueError
        If the lists are ragged: entries of one list differ in shape, at any depth.
    """
    ### START YOUR CODE ###
    shape, layer = (), [data]
    while any(isinstance(entry, list) for entry in layer):
        lengths = {len(entry) if isinstance(entry, list) else 0 for entry in layer}
        if len(lengths) > 1:
            raise ValueError(f"ragged: entries with the lengths {lengths} (0: a number)")
        shape = (*shape, lengths.pop())
        layer = [inner for entry in layer for inner in entry]
    return shape
    ### END YOUR CODE ###


# %% tests="tensor_shape" points=2
import numpy as np
from dlcourse.testing import check_equal, check_unchanged

check_equal(tensor_shape(7), (), "the shape of a number", mistakes={"a number has no axis": (1,)})
check_equal(
    tensor_shape([4, 1, 5]),
    (3,),
    "the shape of a vector",
    mistakes={
        "return a tuple: (3,), with a comma": 3,
        "a number has the shape (), so nothing follows the 3": (3, 1),
        "the shape of an entry comes without brackets of its own: (k, *shape)": (3, ()),
    },
)
check_equal(
    tensor_shape([[1, 2, 3], [4, 5, 6]]),
    (2, 3),
    "the shape of a matrix",
    mistakes={
        "from the outermost axis to the innermost: rows first": (3, 2),
        "this is the rank; the shape lists the length of each axis": 2,
        "this is the number of entries; the shape lists the length of each axis": 6,
        "look inside the entries too: they have a shape of their own": (2,),
        "put the shape of one entry behind the length, not of each entry": (2, 3, 3),
    },
)
### BEGIN HIDDEN TESTS
stack = np.arange(24.0).reshape(2, 3, 4).tolist()
before = np.arange(24.0).reshape(2, 3, 4).tolist()
slips = {
    "from the outermost axis to the innermost": (4, 3, 2),
    "do not stop at the second axis": (2, 3),
    "this is the rank": 3,
}
check_equal(tensor_shape(stack), (2, 3, 4), "the shape of a stack of matrices", mistakes=slips)
check_unchanged(stack, before, "the lists given to tensor_shape")
check_equal(tensor_shape([[1], [2], [3], [4]]), (4, 1), "the shape of a column")
check_equal(tensor_shape([[-1, 0]]), (1, 2), "the shape of a row")
check_equal(tensor_shape([[[5]]]), (1, 1, 1), "the shape of a single entry with three axes")
check_equal(tensor_shape(-2.5), (), "the shape of a negative float")
video = np.zeros((2, 1, 3, 2, 4)).tolist()
check_equal(tensor_shape(video), (2, 1, 3, 2, 4), "the shape of a tensor of rank 5")
### END HIDDEN TESTS

# %% tests="tensor_shape" points=1
from dlcourse.testing import check_equal, check_raises

ragged = "all entries of a list must have the same shape, else raise ValueError"
check_raises(lambda: tensor_shape([[1, 2], [3]]), ValueError, "rows of 2 and 1", hint=ragged)
check_equal(tensor_shape([[1, 2], [3, 4], [5, 6]]), (3, 2), "rows of the same length")
### BEGIN HIDDEN TESTS
middle = [[1], [2, 3], [4]]
check_raises(lambda: tensor_shape(middle), ValueError, "a long row in the middle", hint=ragged)
check_raises(lambda: tensor_shape([1, [2]]), ValueError, "a number beside a list", hint=ragged)
check_raises(lambda: tensor_shape([[1], 2]), ValueError, "a list beside a number", hint=ragged)
deep = [[[1, 2], [3, 4]], [[5, 6], [7]]]
check_raises(lambda: tensor_shape(deep), ValueError, "ragged only deep inside", hint=ragged)
first = [[[1], [2]], [[3], [4]], [[5]]]
check_raises(lambda: tensor_shape(first), ValueError, "a matrix with fewer rows", hint=ragged)
mixed = [[[1, 2]], [[3], [4]]]
check_raises(lambda: tensor_shape(mixed), ValueError, "as many entries, another form", hint=ragged)
even = [[[1, 2, 3, 4]], [[5, 6, 7, 8]]]
check_equal(tensor_shape(even), (2, 1, 4), "a tensor that is not ragged")
### END HIDDEN TESTS

# %% [markdown]
# ## 2.3 From bytes to images
#
# On the disk there are no axes. A file is one long row of bytes, and somebody has to say how to
# fold it. The files of MNIST do it in a header of 16 bytes. The first four say what follows: two
# zeros, 8 for "bytes", 3 for "three axes". Then each axis has its length, written with 4 bytes, the
# most significant first. These are the first 16 bytes of the file with the training images:

# %% tags=["skip-execution"]
header = bytes([0, 0, 8, 3, 0, 0, 234, 96, 0, 0, 0, 28, 0, 0, 0, 28])
lengths = np.frombuffer(header[4:], dtype=">u4")  # whole numbers of 4 bytes, largest part first
print("the header announces the shape", tuple(lengths.tolist()))

# %% [markdown]
# (Check one by hand: $234 \cdot 256 + 96 = 60{,}000$.) What follows are 47,040,000 bytes, one for
# each pixel. `reshape` folds them: the **last** axis runs fastest, so the first 28 bytes become the
# first row of the first image.

# %% tags=["skip-execution"]
row = np.arange(12)
print(row)
print(row.reshape(2, 2, 3))  # two "images" of 2×3

# %% [markdown]
# `dlcourse.data.load_mnist` reads the files in just this way. `plot_img` shows one image, and
# `plot_tiles` shows many. An image is nothing but its gray values: 0 is black, 255 is white.

# %% tags=["skip-execution"]
figure, axes = plt.subplots(1, 2, figsize=(10, 4.2), layout="constrained")
image = mnist.train_images[0]
plot_img(image, title=f"The first training image, label {mnist.train_labels[0]}", ax=axes[0])
part = image[5:13, 12:20]
axes[1].imshow(part, cmap="gray", vmin=0, vmax=255, extent=(11.5, 19.5, 12.5, 4.5))
for (i, j), value in np.ndenumerate(part):
    shade = "black" if value > 128 else "white"
    axes[1].text(12 + j, 5 + i, value, ha="center", va="center", color=shade, fontsize=9)
axes[1].set(xlabel="column", ylabel="row", title="A part of it, with its gray values")
plt.show()

# %% [markdown]
# ### A trap: bytes wrap around
#
# The images come as `uint8`, to save memory. With this type NumPy calculates like an odometer:
# after 255 comes 0, and below 0 comes 255. It says nothing about it.

# %% tags=["skip-execution"]
pixels = np.array([200, 100, 5], dtype=np.uint8)
print("pixels + pixels:  ", pixels + pixels)
print("pixels − 10:      ", pixels - 10)
print("floats, minus 10: ", pixels.astype(float) - 10)

# %% [markdown]
# The cure: **make floats first, then calculate.**
#
# ### Exercise 2: lay each image in a row
#
# A perceptron wants vectors: one sample in each row of a matrix $(m, n)$. So the pixels of an image
# are laid one after the other, row by row, $n = 28 \cdot 28 = 784$ of them. Only the axes behind
# the first are merged, the samples stay apart. And since we shall calculate with the result, it has
# to be floats.


# %% exercise="flatten"
def flatten(images):
    """Lay the pixels of each image in a row.

    Parameters
    ----------
    images : ndarray of numbers, also uint8, shape (m, ...), with m at least 1
        For example (m, height, width) or (m, channels, height, width). Stays as it is.

    Returns
    -------
    ndarray of floats, shape (m, n)
        One image in each row, its pixels in the order in which they lie in the image: the last
        axis runs fastest. The values are the same. n is the number of values in an image.
    """
    ### START YOUR CODE ###
    return images.reshape(len(images), -1).astype(float)
    ### END YOUR CODE ###


# %% tests="flatten" points=2
import numpy as np
from dlcourse.testing import check_close, check_unchanged, rng

images = np.array([[[1, 2, 3], [4, 5, 6]], [[7, 8, 9], [10, 11, 250]]], dtype=np.uint8)
check_close(
    flatten(images.copy()),
    np.array([[1, 2, 3, 4, 5, 6], [7, 8, 9, 10, 11, 250]]),
    "two images of 2×3 pixels",
    kind="float",
    mistakes={
        "row by row, not column by column": np.array([[1, 4, 2, 5, 3, 6], [7, 10, 8, 11, 9, 250]]),
        "keep the samples apart: each image is a row": np.array(
            [[1, 2, 3], [4, 5, 6], [7, 8, 9], [10, 11, 250]]
        ),
        "all pixels of all images in one row: keep the first axis": np.append(
            np.arange(1.0, 12), 250
        ),
        "only the order changes, not the values: do not divide by 255": np.array(
            [[1, 2, 3, 4, 5, 6], [7, 8, 9, 10, 11, 250]]
        )
        / 255,
    },
)
### BEGIN HIDDEN TESTS
images = rng("flatten").normal(size=(4, 2, 2))
given = images.copy()
hint = "each image is a row of the result, in the order of its pixels"
right = np.array([[i[0, 0], i[0, 1], i[1, 0], i[1, 1]] for i in images])
slips = {
    "row by row, not column by column": right[:, [0, 2, 1, 3]],
    "the samples are the rows, not the columns": right.T,
    "the samples are the first axis: fold with (m, −1)": images.reshape(-1, 4).T,
}
check_close(flatten(given), right, "as many images as pixels", mistakes=slips, hint=hint)
check_unchanged(given, images, "the images given to flatten")
colors = rng("flatten colors").integers(256, size=(2, 3, 2, 4)).astype(np.uint8)
right = np.array([[value for plane in i for line in plane for value in line] for i in colors])
check_close(flatten(colors.copy()), right, "two color images", kind="float", hint=hint)
check_close(flatten(images[:1].copy()), images[0].reshape(1, 4), "a single image", hint=hint)
flat = np.array([[3.0, 1.0, 2.0], [0.5, 0.0, -1.0]])
check_close(flatten(flat.copy()), flat, "samples that lie in rows already")
### END HIDDEN TESTS

# %% [markdown]
# ## 2.4 Labels: one number or one-hot?
#
# The label of an image is a class number, from 0 to $K - 1$. It is tempting to train a network to
# put out this number. But a number says more than is true: that a pullover (2) lies between a
# trouser (1) and a dress (3), and that a bag (8) is four times a pullover. Classes have names, not
# sizes. The same goes for inputs: a postal code looks like a number and is none.
#
# A **one-hot vector** has an entry for each class, 1 for the class of the sample and 0 elsewhere.
# Now all classes are equally far apart, and a network gets one output for each of them. For
# $K = 4$ and the labels 2, 0:
#
# $$\begin{pmatrix} 2 \\ 0 \end{pmatrix} \quad\longrightarrow\quad
# \begin{pmatrix} 0 & 0 & 1 & 0 \\ 1 & 0 & 0 & 0 \end{pmatrix}$$
#
# ### Exercise 3: one-hot
#
# Two things to mind. The number of classes is given: a class that no sample belongs to has a
# column nevertheless. And a label that is no class must not pass in silence. NumPy helps with
# labels that are too large, but −1 it takes for "the last one".
#
# *Hint:* `rows[[0, 1, 2], [3, 0, 2]] = 1` sets three entries at once, at (0, 3), (1, 0), (2, 2).


# %% exercise="one_hot"
def one_hot(labels, num_classes):
    """Turn class numbers into rows with a single 1.

    Parameters
    ----------
    labels : ndarray of ints, shape (m,), with m at least 1
        The class numbers, from 0 to num_classes − 1. Stays as it is.
    num_classes : int
        The number of classes K.

    Returns
    -------
    ndarray of numbers, shape (m, num_classes)
        Row i is 1 in column labels[i] and 0 elsewhere. Ints and floats are both fine.

    Raises
    ------
    ValueError
        If a label is negative, or num_classes or larger.
    """
    ### START YOUR CODE ###
    if labels.min() < 0 or labels.max() >= num_classes:
        raise ValueError(f"labels must lie between 0 and {num_classes - 1}")
    rows = np.zeros((len(labels), num_classes))
    rows[np.arange(len(labels)), labels] = 1
    return rows
    ### END YOUR CODE ###


# %% tests="one_hot" points=2
import numpy as np
from dlcourse.testing import check_close, check_unchanged, rng

check_close(
    one_hot(np.array([2, 0, 2]), 4),
    np.array([[0, 0, 1, 0], [1, 0, 0, 0], [0, 0, 1, 0]]),
    "three labels, four classes",
    mistakes={
        "class 0 belongs to the first column": np.array([[0, 1, 0, 0], [0, 0, 0, 1], [0, 1, 0, 0]]),
        "a single 1 in each row: rows[:, labels] sets whole columns": np.array([[1, 0, 1, 0]] * 3),
        "the 1 marks the class; do not write the label itself": np.array(
            [[0, 0, 2, 0], [0, 0, 0, 0], [0, 0, 2, 0]]
        ),
        "1 for the class and 0 elsewhere, not the other way round": np.array(
            [[1, 1, 0, 1], [0, 1, 1, 1], [1, 1, 0, 1]]
        ),
        "each sample has a row of its own": np.array([1, 0, 1, 0]),
        "ones up to the class: a single 1 is wanted": np.array(
            [[1, 1, 1, 0], [1, 0, 0, 0], [1, 1, 1, 0]]
        ),
    },
    hint="as many columns as num_classes, also for classes that do not occur",
)
### BEGIN HIDDEN TESTS
labels = rng("one_hot").integers(6, size=9)
given = labels.copy()
right = np.array([[1.0 if label == k else 0.0 for k in range(7)] for label in labels])
check_close(one_hot(given, 7), right, "nine labels, seven classes, one of them without a sample")
check_unchanged(given, labels, "the labels given to one_hot")
check_close(one_hot(np.array([1]), 3), np.array([[0, 1, 0]]), "a single sample")
check_close(one_hot(np.array([0, 0]), 1), np.array([[1], [1]]), "a single class")
small = np.array([3, 1], dtype=np.uint8)
check_close(one_hot(small, 4), np.array([[0, 0, 0, 1], [0, 1, 0, 0]]), "labels of type uint8")
square = np.array([1, 2, 0])
right = np.array([[0, 1, 0], [0, 0, 1], [1, 0, 0]])
check_close(one_hot(square, 3), right, "as many labels as classes", hint="a row for each sample")
### END HIDDEN TESTS

# %% tests="one_hot" points=1
import numpy as np
from dlcourse.testing import check_close, check_raises

wanted = "raise ValueError for a label below 0, and for one that is num_classes or larger"
check_raises(lambda: one_hot(np.array([0, 3]), 3), ValueError, "a label too large", hint=wanted)
check_raises(lambda: one_hot(np.array([0, -1]), 3), ValueError, "a negative label", hint=wanted)
check_close(one_hot(np.array([2, 1]), 3), np.array([[0, 0, 1], [0, 1, 0]]), "labels in range")
### BEGIN HIDDEN TESTS
for case in (([7, 1, 0], 4), ([1, -3, 2], 3), ([-1], 5), ([5, 5], 5)):
    name = f"the labels {case[0]} with {case[1]} classes"
    check_raises(lambda c=case: one_hot(np.array(c[0]), c[1]), ValueError, name, hint=wanted)
check_close(one_hot(np.array([4, 0]), 5), np.eye(5)[[4, 0]], "the smallest and the largest label")
### END HIDDEN TESTS

# %% [markdown]
# ### Does it matter?
#
# An experiment. The simplest machine with adjustable weights computes $\hat y = \mathbf w \cdot
# \mathbf x + b$. For such a machine NumPy finds the best weights at once: those for which the
# squared differences between outputs and targets are smallest (*least squares*; unit 3 walks there
# step by step). We teach it digits twice: once the target is the class number itself, and the
# output is rounded; once there are ten outputs with one-hot targets, and the largest output wins.


# %% tags=["skip-execution"]
def fit_linear(x, targets):
    """Find weights and biases (the last row) whose outputs come nearest to the targets."""
    wide = np.hstack([x, np.ones((len(x), 1))])
    # Pixels that are always black would make this unsolvable; a tiny diagonal helps.
    return np.linalg.solve(wide.T @ wide + 1e-3 * np.eye(wide.shape[1]), wide.T @ targets)


def linear_outputs(x, solution):
    """Compute the outputs of such a machine."""
    return x @ solution[:-1] + solution[-1]


m = pace(20_000, quick=2_000)  # the second number where notebooks run in quick mode
# Divided by 255, the gray values lie between 0 and 1; section 2.6 says more about that.
x, x_test = flatten(mnist.train_images[:m]) / 255, flatten(mnist.test_images) / 255
y, y_test = mnist.train_labels[:m], mnist.test_labels

number = np.round(linear_outputs(x_test, fit_linear(x, y)))
solution = fit_linear(x, one_hot(y, 10))
hot = linear_outputs(x_test, solution).argmax(axis=1)

figure, ax = plt.subplots(figsize=(8, 3.2), layout="constrained")
for place, (name, decided) in enumerate({"one number": number, "one-hot": hot}.items()):
    wrong = decided != y_test
    print(f"{name}: {wrong.mean():.1%} of the test images are misclassified")
    rates = [100 * wrong[y_test == k].mean() for k in range(10)]
    left = np.arange(10) + 0.4 * place - 0.2
    ax.bar(left, rates, width=0.38, label=name, color=("#D55E00", "#0072B2")[place])
ax.set(xticks=range(10), xlabel="digit", ylabel="misclassified in %", ylim=(0, 118))
ax.set_title("The same machine, with two kinds of targets")
ax.legend(ncols=2, loc="upper center")
plt.show()

# %% [markdown]
# Same images, same kind of machine. With a number as the target nearly four images in five are
# wrong, and the digits at the upper end, 8 and 9, suffer most. One number has no room for "0 or 9":
# a machine that hesitates between these two says something like 4.5, in the middle, where it does
# least harm. Ten outputs can say it.

# %% [markdown]
# ## 2.5 Training set and test set
#
# How well will it do on images that it has never seen? Only such images can tell. So before any
# learning begins we set a part of the data aside:
#
# - the **training set** is what the machine learns from,
# - the **test set** is what we judge it by, once, in the end.
#
# How much to set aside depends on how much there is. Of a few thousand samples one usually takes
# 20 to 30 % for testing. Of a hundred million 1 % is more than enough: what counts for the
# precision of the judgment is the number of test samples, not their share. Two rules make the
# split worth its name:
#
# 1. **Same characteristics.** Data come in some order: by class, by writer, by day and night. So
#    *shuffle before you split.*
# 2. **Strictly apart.** No information from the test set may enter the learning, in any form. What
#    "any form" means is the subject of section 2.7.
#
# ### Exercise 4: shuffle and split
#
# Images and labels must be shuffled in the *same* order, or nothing fits any more. And the split
# must be repeatable: the same seed gives the same split, so that others can check your numbers.
#
# *Hint:* `np.random.default_rng(seed).permutation(m)` gives the numbers from 0 to $m - 1$ in random
# order. Use them as indices.


# %% exercise="train_test_split"
def train_test_split(x, y, *, test_fraction=0.2, seed=0):
    """Shuffle samples and split them into a training and a test set.

    Parameters
    ----------
    x : ndarray, shape (m, ...)
        The inputs, one sample along the first axis, of any dtype. Stays as it is.
    y : ndarray, shape (m,)
        Their labels. Stays as it is.
    test_fraction : float between 0 and 1
        The share of the samples that goes to the test set. Their number is round(m · share), and
        neither set is empty.
    seed : int, at least 0
        The same seed gives the same split, other seeds give others.

    Returns
    -------
    x_train, x_test, y_train, y_test : ndarrays
        Four arrays in this order, with the dtypes of x and y. Every sample is in one of the two
        sets, with its label; both sets come in random order.
    """
    ### START YOUR CODE ###
    order = np.random.default_rng(seed).permutation(len(x))
    test_size = round(len(x) * test_fraction)
    test, train = order[:test_size], order[test_size:]
    return x[train], x[test], y[train], y[test]
    ### END YOUR CODE ###


# %% tests="train_test_split" points=2
import numpy as np
from dlcourse.testing import check_close, check_equal, check_true, check_unchanged, rng

y = np.arange(1, 11)
x = np.column_stack([10 * y, y**2])
result = train_test_split(x.copy(), y.copy(), test_fraction=0.3, seed=1)
four = isinstance(result, (tuple, list)) and len(result) == 4
check_true(four, "four results", "end with `return x_train, x_test, y_train, y_test`")
check_equal(
    [tuple(np.shape(part)) for part in result],
    [(7, 2), (3, 2), (7,), (3,)],
    "the shapes for ten samples, three of them for testing",
    mistakes={
        "the order is x_train, x_test, y_train, y_test": [(7, 2), (7,), (3, 2), (3,)],
        "the training set comes first; test_fraction is the share of the test set": [
            (3, 2),
            (7, 2),
            (3,),
            (7,),
        ],
        "use the argument test_fraction": [(8, 2), (2, 2), (8,), (2,)],
        "the training set must not contain the test samples": [(10, 2), (3, 2), (10,), (3,)],
        "split along the samples, which are the first axis": [(10, 1), (10, 1), (7,), (3,)],
    },
)
labels = np.concatenate([result[2], result[3]])
once = "every sample belongs to one of the two sets, and to one only"
check_close(np.sort(labels), y, "every sample once", hint=once)
rows = np.vstack([result[0], result[1]])[np.argsort(labels)]
check_close(rows, x, "each sample with its label", hint="the same order for x and y")
### BEGIN HIDDEN TESTS
images = rng("split").permutation(9 * 6).reshape(9, 2, 3).astype(np.uint8)
names = np.arange(100, 109)
given = images.copy(), names.copy()
result = train_test_split(*given, test_fraction=0.2, seed=7)
hint = "the number of test samples is round(m · test_fraction)"
shapes = [tuple(np.shape(part)) for part in result]
wanted = [(7, 2, 3), (2, 2, 3), (7,), (2,)]
slips = {"leave the axes of the images as they are": [(7, 6), (2, 6), (7,), (2,)]}
name = "the shapes for nine images, 1.8 of them for testing"
check_equal(shapes, wanted, name, mistakes=slips, hint=hint)
check_unchanged(given[0], images, "the images given to train_test_split")
check_unchanged(given[1], names, "the labels given to train_test_split")
labels = np.concatenate([result[2], result[3]])
check_close(np.sort(labels), names, "every image once", hint=f"{once}, as it was", kind="int")
rows = np.vstack([result[0], result[1]])[np.argsort(labels)]
check_close(rows, images, "each image with its label", kind="int", hint="the same order for both")
few = np.array([[0.5], [1.5]]), np.array([3.25, 4.75])
few = train_test_split(*few, test_fraction=0.5, seed=2)
both = np.array([few[0][0, 0], few[1][0, 0], few[2][0], few[3][0]])
back = np.array([1.5, 0.5, 4.75, 3.25])
right = back if both[0] == 1.5 else np.array([0.5, 1.5, 3.25, 4.75])
hint = "the same order for both, and every value as it was"
check_close(both, right, "two samples, one of them for testing", hint=hint)
y = np.arange(1, 23)
usual = train_test_split(3 * y[:, None], y.copy())
hint = "the number of test samples is round(m · test_fraction), also when that rounds down"
check_equal(len(usual[3]), 4, "the size of the test set for 22 samples, 4.4 of them", hint=hint)
check_close(np.sort(np.concatenate(usual[2:])), y, "every one of 22 samples once", hint=once)
rows = np.vstack(usual[:2])[np.argsort(np.concatenate(usual[2:]))]
check_close(rows[:, 0], 3 * y, "each of 22 samples with its label", hint="the same order for both")
### END HIDDEN TESTS

# %% [markdown]
# The second test asks whether the split is random, and whether it can be repeated.

# %% tests="train_test_split" points=2
import numpy as np
from dlcourse.testing import check_equal, check_true


def split_order(m, seed):
    """Number m samples from 1 and split them; return the order that comes, training set first.

    The inputs are 5 times the numbers. A sample that is separated from its label counts as 0.
    What is not x_train, x_test, y_train, y_test gives no order.
    """
    y = np.arange(1, m + 1)
    parts = train_test_split(5 * y.reshape(-1, 1), y, test_fraction=0.25, seed=seed)
    four = isinstance(parts, (tuple, list)) and len(parts) == 4
    if not four or [np.ndim(part) for part in parts] != [2, 2, 1, 1]:
        return []
    rows = np.concatenate(parts[:2]).reshape(-1)
    labels = np.concatenate(parts[2:])
    return [int(b) if a == 5 * b else 0 for a, b in zip(rows, labels, strict=True)]


all_40 = list(range(1, 41))
once = split_order(40, 3)
hint = "return x_train, x_test, y_train, y_test, in the same order for x and y"
check_equal(sorted(once), all_40, "every one of forty samples once, with its label", hint=hint)
check_true(
    max(once[30:]) - min(once[30:]) > 9,
    "the test set is no slice of the samples in their old order",
    "shuffle before you split",
)
check_true(
    once == split_order(40, 3) and sorted(once) == all_40,
    "the same seed gives the same split",
    "make a new generator with the seed in each call: np.random.default_rng(seed)",
)
check_true(
    sorted(once) == all_40 and once != split_order(40, 4),
    "another seed gives another split",
    "hand the argument seed to the generator",
)
### BEGIN HIDDEN TESTS
orders = [split_order(12, seed) for seed in range(60)]
complete = all(sorted(order) == list(range(1, 13)) for order in orders)
check_true(complete, "every sample once, for sixty seeds", "no sample twice, and none left out")
distinct = len({tuple(order) for order in orders})
hint = "shuffle all samples, with the seed as it is"
check_true(distinct > 50, "sixty seeds give many orders", hint)
# Each sample is a test sample in 15 of the 60 splits, give or take 3.4.
tests = np.bincount(np.concatenate([order[9:] for order in orders]), minlength=13)[1:13]
fair = bool(tests.min() >= 1 and tests.max() <= 32)
check_true(fair and complete, "every sample has its chance", "shuffle all samples before you cut")
in_line = sum(order[:9] == sorted(order[:9]) for order in orders)
check_true(in_line < 5, "the training set comes in random order", "shuffle the training set too")
# Neighbors stay neighbors about once in a random order, so about 60 times here.
pairs = sum(order[i + 1] == order[i] + 1 for order in orders for i in range(11))
check_true(pairs < 130, "neighbors are separated", "shuffle; do not turn the samples in a circle")
### END HIDDEN TESTS

# %% [markdown]
# ### Without shuffling
#
# The simplest way to go wrong: samples that are sorted by class, as they lie in many folders. Here
# are the ones and sevens of MNIST, first all ones, then all sevens, split with and without
# shuffling.

# %% tags=["skip-execution"]
ones_and_sevens = np.concatenate([mnist.labels[mnist.labels == k] for k in (1, 7)])
cut = round(0.8 * len(ones_and_sevens))
number_of = np.arange(len(ones_and_sevens))
_, _, y_shuffled, y_shuffled_test = train_test_split(number_of, ones_and_sevens, seed=32)
for name, parts in {
    "not shuffled": (ones_and_sevens[:cut], ones_and_sevens[cut:]),
    "shuffled": (y_shuffled, y_shuffled_test),
}.items():
    sevens = [f"{np.mean(part == 7):.1%}" for part in parts]
    print(f"{name:13} sevens in the training set: {sevens[0]}, in the test set: {sevens[1]}")

# %% [markdown]
# Without shuffling the test set holds nothing but sevens. A machine that always says "seven" would
# be perfect.
#
# ### Characteristics that nobody sees
#
# The order can hide more than the class. The digits of MNIST come from two groups of people,
# employees of the Census Bureau and high school students, and the students' are harder to read
# (C. Yadav and L. Bottou traced every image back to its writer). MNIST brings a test set of its
# own, 10,000 images. According to the page from which it was distributed, each half of it comes
# from one of the two groups. Let the one-hot machine from above read both halves.

# %% tags=["skip-execution"]
half = len(y_test) // 2
for name, part in {"first half": slice(half), "second half": slice(half, None)}.items():
    print(f"{name} of the test set: {np.mean(hot[part] != y_test[part]):.1%} misclassified")

# %% [markdown]
# With the full MNIST one half is nearly twice as hard as the other. A test set cut from one end
# would be far off. (The same page says that the *first* half is the cleaner and easier one. The
# numbers say the opposite.)
#
# This cuts both ways. No writer of MNIST's own test set wrote a training image: it measures how
# well a machine reads *strangers*. If we join all 70,000 images and shuffle, as the lecture notes
# do and we in unit 4, then most writers have images in both sets, and the test is another one,
# probably an easier one. That is fine for learning, but such error rates must not be compared with
# published ones.

# %% [markdown]
# ## 2.6 All features on the same scale
#
# Imagine a perceptron that classifies large cities by three features: their perimeter (about 100
# km), their population (about 1,000,000) and their yearly product (about 10 billion dollars). Then
#
# $$z = w_1 x_1 + w_2 x_2 + w_3 x_3 + b$$
#
# is a plain number of a moderate size. So $w_1$ has the unit 1/km and a size of about $10^{-2}$,
# $w_2$ about $10^{-6}$ and $w_3$ about $10^{-10}$ per dollar. **A weight has the inverse unit and
# the inverse scale of its feature.** Two things are bad about that. The weights do not tell which
# feature matters. And learning rules that take steps of the same kind in all directions stumble:
# what is a tiny step for $w_1$ is a leap for $w_3$.
#
# The cure is to bring all features to the same scale *before* learning. Three schemes are common.
#
# ### Scheme 1: min-max rescaling, to [0, 1]
#
# $$x' = \frac{x - \min}{\max - \min}$$
#
# Over what are minimum and maximum taken? In general feature by feature, over all training samples.
# **For images over all pixels of all training images at once**: pixels share a scale already, and
# a pixel in the corner is dark for a good reason.
#
# Whichever way: **over the training set only**, not just "often", as one of our sources has it. The
# test set is rescaled with the minimum and the maximum *of the training set*. So its values may end
# up a little outside of $[0, 1]$. That is as it should be: the future does not keep to the limits
# of the past.
#
# ### Exercise 5: min-max rescaling
#
# Write it for images: one minimum and one maximum over all values. And remember section 2.3: the
# arrays may hold bytes.


# %% exercise="min_max_rescale"
def min_max_rescale(x_train, x_test):
    """Map the training values to [0, 1], and the test values by the same formula.

    Parameters
    ----------
    x_train : ndarray of numbers, also uint8, any shape
        The training set. It alone gives minimum and maximum, over all its values; they differ.
        Stays as it is.
    x_test : ndarray of numbers, also uint8, any shape
        The test set. Stays as it is.

    Returns
    -------
    x_train, x_test : ndarrays of floats
        The rescaled sets, in the shapes that were given. Test values may lie outside [0, 1].
    """
    ### START YOUR CODE ###
    low, high = float(x_train.min()), float(x_train.max())
    return (x_train - low) / (high - low), (x_test - low) / (high - low)
    ### END YOUR CODE ###


# %% tests="min_max_rescale" points=2
import numpy as np
from dlcourse.testing import check_close, check_true, check_unchanged, rng

x_train, x_test = np.array([[2.0, 4.0], [6.0, 10.0]]), np.array([[1.0, 12.0], [4.0, 6.0]])
result = min_max_rescale(x_train.copy(), x_test.copy())
two = isinstance(result, (tuple, list)) and len(result) == 2
check_true(two, "two results", "return both sets: `return x_train, x_test`")
check_close(
    result[0],
    np.array([[0.0, 0.25], [0.5, 1.0]]),
    "the training set",
    mistakes={
        "one minimum and one maximum over all values, not one for each column": np.array(
            [[0.0, 0.0], [1.0, 1.0]]
        ),
        "one minimum and one maximum over all values, not one for each row": np.array(
            [[0.0, 1.0], [0.0, 1.0]]
        ),
        "the minimum is missing: subtract it first": x_train / 10,
        "divide by max − min, not by max": (x_train - 2) / 10,
        "minimum and maximum of the training set alone": (x_train - 1) / 11,
        "the maximum of these data is wanted, not 255": x_train / 255,
        "brackets around x − min are missing": x_train - 0.25,
        "return the training set first": (x_test - 2) / 8,
        "to [0, 1], not to [−1, 1]": np.array([[-1.0, -0.5], [0.0, 1.0]]),
    },
)
check_close(
    result[1],
    np.array([[-0.125, 1.25], [0.25, 0.5]]),
    "the test set",
    mistakes={
        "use minimum and maximum of the training set here too": (x_test - 1) / 11,
        "divide by the range of the training set here too": (x_test - 2) / 11,
        "leave test values outside [0, 1] where they are": np.array([[0.0, 1.0], [0.25, 0.5]]),
        "rescale the test set too": x_test,
        "the minimum of the training set is missing": x_test / 10,
    },
)
### BEGIN HIDDEN TESTS
random = rng("min_max_rescale")
x_train, x_test = random.normal(3, 2, size=(6, 2, 3)), random.normal(3, 4, size=(4, 2, 3))
low, high = min(x_train.ravel()), max(x_train.ravel())
given = x_train.copy(), x_test.copy()
result = min_max_rescale(*given)
slips = {
    "one minimum and one maximum over all values, not one for each pixel": (
        x_train - x_train.min(axis=0)
    )
    / np.ptp(x_train, axis=0),
    "the minimum is missing: subtract it first": x_train / high,
    "take minimum and maximum from the array": (x_train - 2) / 8,
}
check_close(result[0], (x_train - low) / (high - low), "six images", mistakes=slips)
slips = {
    "use minimum and maximum of the training set here too": (x_test - x_test.min())
    / np.ptp(x_test),
    "leave test values outside [0, 1] where they are": np.clip((x_test - low) / (high - low), 0, 1),
}
check_close(result[1], (x_test - low) / (high - low), "four test images", mistakes=slips)
check_unchanged(given[0], x_train, "the training set given to min_max_rescale")
check_unchanged(given[1], x_test, "the test set given to min_max_rescale")
result = min_max_rescale(x_train[:, 0, 0].copy(), x_test[:1, 0, 0].copy())
low, high = min(x_train[:, 0, 0]), max(x_train[:, 0, 0])
check_close(result[0], (x_train[:, 0, 0] - low) / (high - low), "a single feature")
check_close(result[1], (x_test[:1, 0, 0] - low) / (high - low), "a single test value")
### END HIDDEN TESTS

# %% tests="min_max_rescale" points=1
import numpy as np
from dlcourse.testing import check_close

bytes_train = np.array([[10, 60], [110, 210]], dtype=np.uint8)
bytes_test = np.array([[0, 250], [5, 10]], dtype=np.uint8)
hint = "bytes wrap around: make floats before you subtract"
result = min_max_rescale(bytes_train.copy(), bytes_test.copy())
check_close(result[0], np.array([[0.0, 0.25], [0.5, 1.0]]), "training images of bytes", hint=hint)
right = np.array([[-0.05, 1.2], [-0.025, 0.0]])
check_close(result[1], right, "test images of bytes", hint=hint)
### BEGIN HIDDEN TESTS
bytes_train = np.array([[[40, 90, 240]], [[140, 41, 55]]], dtype=np.uint8)
bytes_test = np.array([[[0, 255, 40]]], dtype=np.uint8)
result = min_max_rescale(bytes_train.copy(), bytes_test.copy())
right = np.array([[[0.0, 0.25, 1.0]], [[0.5, 0.005, 0.075]]])
check_close(result[0], right, "two training images of bytes", hint=hint)
check_close(result[1], np.array([[[-0.2, 1.075, 0.0]]]), "a test image of bytes", hint=hint)
whole = np.array([[-5, 3], [-1, -2]]), np.array([[5, -13]])
result = min_max_rescale(whole[0].copy(), whole[1].copy())
check_close(result[0], np.array([[0.0, 1.0], [0.5, 0.375]]), "whole numbers")
check_close(result[1], np.array([[1.25, -1.0]]), "whole numbers in the test set")
### END HIDDEN TESTS

# %% [markdown]
# Below is one of the 8×8 digits that come with scikit-learn, before and after. Every number is
# divided by 16, and the picture stays the same: rescaling changes no information.


# %% tags=["skip-execution"]
def draw_numbers(image, ax, title):
    """Draw an image with the value of each pixel written on it."""
    plot_img(image, title=title, ax=ax)
    for (i, j), value in np.ndenumerate(image):
        shade = "black" if value > image.max() / 2 else "white"
        text = f"{value:.4g}"
        ax.text(j, i, text, ha="center", va="center", color=shade, fontsize=8)


digits = load_digits()
known = [[0, 0, 5, 13, 9, 1, 0, 0], [0, 0, 13, 15, 10, 15, 5, 0]]  # the notes' digit begins so
zero = digits.images[(digits.images[:, :2] == known).all(axis=(1, 2))][:1]
figure, axes = plt.subplots(1, 2, figsize=(10, 5), layout="constrained")
draw_numbers(zero[0], axes[0], "An 8×8 digit: values from 0 to 16")
_, rescaled = min_max_rescale(digits.images, zero)  # minimum and maximum of all digits
draw_numbers(rescaled[0], axes[1], "Rescaled: values from 0 to 1")
plt.show()

# %% [markdown]
# (The lecture notes show the same digit. In our copy the last three rows of their matrix before
# rescaling are wrong: they fit neither the data set nor the notes' own matrix after it. The notes
# also call the set a lighter MNIST with 16 gray values. It is a set of its own, by Alpaydin and
# Kaynak, and the values 0 to 16 are 17.)
#
# ### Scheme 2: min-max normalization, to [−1, 1]
#
# Many learning rules do better with inputs on both sides of zero; unit 12 says why. Stretch the
# interval $[0, 1]$ to the double and shift it:
#
# $$x' = 2 \cdot \frac{x - \min}{\max - \min} - 1$$
#
# (Some authors only subtract ½, which leads to $[-\frac12, \frac12]$. Say which one you mean.)
#
# A word of caution. This centers the *range*, not the *data*: the middle between minimum and
# maximum becomes 0. The pixels of MNIST are mostly black, so most of them become −1, and their mean
# is far from 0, as you will see below.
#
# ### Exercise 6: min-max normalization


# %% exercise="min_max_normalize"
def min_max_normalize(x_train, x_test):
    """Map the training values to [−1, 1], and the test values by the same formula.

    Parameters
    ----------
    x_train : ndarray of numbers, also uint8, any shape
        The training set. It alone gives minimum and maximum, over all its values; they differ.
        Stays as it is.
    x_test : ndarray of numbers, also uint8, any shape
        The test set. Stays as it is.

    Returns
    -------
    x_train, x_test : ndarrays of floats
        The normalized sets, in the shapes that were given. Test values may lie outside [−1, 1].
    """
    ### START YOUR CODE ###
    x_train, x_test = min_max_rescale(x_train, x_test)
    return 2 * x_train - 1, 2 * x_test - 1
    ### END YOUR CODE ###


# %% tests="min_max_normalize" points=2
import numpy as np
from dlcourse.testing import check_close, check_true, check_unchanged, rng

x_train, x_test = np.array([[2.0, 4.0], [6.0, 10.0]]), np.array([[1.0, 12.0], [4.0, 6.0]])
result = min_max_normalize(x_train.copy(), x_test.copy())
two = isinstance(result, (tuple, list)) and len(result) == 2
check_true(two, "two results", "return both sets: `return x_train, x_test`")
check_close(
    result[0],
    np.array([[-1.0, -0.5], [0.0, 1.0]]),
    "the training set",
    mistakes={
        "to [−1, 1], not to [0, 1]": (x_train - 2) / 8,
        "to [−1, 1], not to [−0.5, 0.5]: the factor 2 is missing": (x_train - 6) / 8,
        "return the training set first": (x_test - 6) / 4,
        "subtract 1 after the factor 2": (x_train - 2) / 4,
        "subtract 1 after the factor 2, not before it": 2 * ((x_train - 2) / 8 - 1),
        "the middle of the range becomes 0, not the mean": (x_train - 5.5) / 4,
        "one minimum and one maximum over all values, not one for each column": np.array(
            [[-1.0, -1.0], [1.0, 1.0]]
        ),
        "this is z-normalization; here minimum and maximum are wanted": (x_train - 5.5)
        / np.sqrt(8.75),
    },
)
check_close(
    result[1],
    np.array([[-1.25, 1.5], [-0.5, 0.0]]),
    "the test set",
    mistakes={
        "use minimum and maximum of the training set here too": 2 * (x_test - 1) / 11 - 1,
        "leave test values outside [−1, 1] where they are": np.array([[-1.0, 1.0], [-0.5, 0.0]]),
        "to [−1, 1] here too, not to [0, 1]": (x_test - 2) / 8,
        "normalize the test set too": x_test,
    },
)
### BEGIN HIDDEN TESTS
random = rng("min_max_normalize")
x_train, x_test = random.normal(-4, 2, size=(5, 3)), random.normal(-4, 3, size=(4, 3))
low, high = min(x_train.ravel()), max(x_train.ravel())
given = x_train.copy(), x_test.copy()
result = min_max_normalize(*given)
middle, reach = (low + high) / 2, (high - low) / 2
check_close(result[0], (x_train - middle) / reach, "five samples")
slips = {
    "use minimum and maximum of the training set here too": 2
    * (x_test - x_test.min())
    / np.ptp(x_test)
    - 1,
    "leave test values outside [−1, 1] where they are": np.clip((x_test - middle) / reach, -1, 1),
}
check_close(result[1], (x_test - middle) / reach, "four test samples", mistakes=slips)
check_unchanged(given[0], x_train, "the training set given to min_max_normalize")
check_unchanged(given[1], x_test, "the test set given to min_max_normalize")
bytes_train = np.array([[40, 90, 240], [140, 41, 55]], dtype=np.uint8)
bytes_test = np.array([[0, 255, 40]], dtype=np.uint8)
result = min_max_normalize(bytes_train.copy(), bytes_test.copy())
hint = "bytes wrap around: make floats first"
right = np.array([[-1.0, -0.5, 1.0], [0.0, -0.99, -0.85]])
check_close(result[0], right, "training images of bytes", hint=hint)
check_close(result[1], np.array([[-1.4, 1.15, -1.0]]), "a test image of bytes", hint=hint)
### END HIDDEN TESTS

# %% [markdown]
# ### Scheme 3: z-normalization
#
# The third scheme asks the data themselves where their middle is and how far they spread. For each
# feature $k$ take mean and variance over the $m$ training samples:
#
# $$\mu_k = \frac1m \sum_{i=1}^m x_k^{(i)} \qquad
# \sigma_k^2 = \frac1m \sum_{i=1}^m \bigl(x_k^{(i)} - \mu_k\bigr)^2 \qquad
# x_k'^{(i)} = \frac{x_k^{(i)} - \mu_k}{\sigma_k}$$
#
# Afterward each feature of the training set has mean 0 and variance 1. With minimum and maximum a
# single stray value sets the scale for all others, however many they are. Here it is one of $m$: it
# pulls at $\mu_k$ and $\sigma_k$, too, but the less, the more samples there are.
#
# Our sources divide by $\sigma_k$ without asking whether it is 0. It often is: 67 of the 784 pixels
# are black in all 60,000 training images of MNIST. A **constant feature** has nothing to tell, and
# $0/0$ would be `nan`. So we agree: where $\sigma_k = 0$ we only shift and do not divide. In the
# training set such a feature becomes 0. (Rounding can make the $\sigma_k$ of a constant like 0.1 a
# tiny number instead of 0. Safer than $\sigma_k = 0$ is to ask whether minimum and maximum agree.)
#
# ### Exercise 7: z-normalization
#
# Here each feature has its own statistics: the samples are the rows, so $\mu$ and $\sigma$ have
# the shape $(n,)$.


# %% exercise="z_normalize"
def z_normalize(x_train, x_test):
    """Give each feature of the training set mean 0 and variance 1; the test set follows.

    Parameters
    ----------
    x_train : ndarray of numbers, shape (m, n)
        The training set, one sample in each row. It alone gives the mean and the standard
        deviation (with 1/m) of each feature. Stays as it is.
    x_test : ndarray of numbers, shape (m', n)
        The test set. Stays as it is.

    Returns
    -------
    x_train, x_test : ndarrays of floats
        The normalized sets, in the shapes that were given. A feature that is constant in the
        training set is only shifted by its mean and not divided, in both sets.
    """
    ### START YOUR CODE ###
    mean, deviation = x_train.mean(axis=0), x_train.std(axis=0)
    deviation[x_train.min(axis=0) == x_train.max(axis=0)] = 1
    return (x_train - mean) / deviation, (x_test - mean) / deviation
    ### END YOUR CODE ###


# %% tests="z_normalize" points=2
import numpy as np
from dlcourse.testing import check_close, check_true, check_unchanged, rng

x_train = np.array([[1.0, 10.0], [3.0, 30.0], [5.0, 50.0], [7.0, 30.0]])
x_test = np.array([[4.0, 10.0], [9.0, 40.0]])
mean, variance = np.array([4.0, 30.0]), np.array([5.0, 200.0])
result = z_normalize(x_train.copy(), x_test.copy())
two = isinstance(result, (tuple, list)) and len(result) == 2
check_true(two, "two results", "return both sets: `return x_train, x_test`")
check_close(
    result[0],
    (x_train - mean) / np.sqrt(variance),
    "the training set",
    mistakes={
        "divide by the standard deviation, not by the variance": (x_train - mean) / variance,
        "the division by the standard deviation is missing": x_train - mean,
        "the mean is missing: subtract it first": x_train / np.sqrt(variance),
        "with 1/m, not 1/(m − 1)": (x_train - mean) / np.sqrt(variance * 4 / 3),
        "each feature has statistics of its own: axis=0": (x_train - x_train.mean())
        / x_train.std(),
        "each feature has a deviation of its own: axis=0": (x_train - mean) / x_train.std(),
        "subtract the mean first, then divide": x_train / np.sqrt(variance) - mean,
        "the features are the columns: axis=0": (x_train - x_train.mean(axis=1, keepdims=True))
        / x_train.std(axis=1, keepdims=True),
        "the training set alone gives mean and deviation": (
            x_train - np.vstack([x_train, x_test]).mean(axis=0)
        )
        / np.vstack([x_train, x_test]).std(axis=0),
        "the mean, not the median, and the standard deviation, not the range": (x_train - mean)
        / np.array([6.0, 40.0]),
    },
)
check_close(
    result[1],
    (x_test - mean) / np.sqrt(variance),
    "the test set",
    mistakes={
        "use mean and deviation of the training set here too": np.array([[-1.0, -1.0], [1.0, 1.0]]),
        "use the deviation of the training set here too": (x_test - mean) / x_test.std(axis=0),
        "use the mean of the training set here too": (x_test - x_test.mean(axis=0))
        / np.sqrt(variance),
        "normalize the test set too": x_test,
    },
)
### BEGIN HIDDEN TESTS
random = rng("z_normalize")
x_train, x_test = random.normal(5, 3, size=(4, 4)), random.normal(5, 3, size=(6, 4))
given = x_train.copy(), x_test.copy()
mean = np.array([sum(column) / 4 for column in x_train.T])
spread = np.array([np.sqrt(sum((c - mu) ** 2) / 4) for c, mu in zip(x_train.T, mean, strict=True)])
result = z_normalize(*given)
slips = {
    "the features are the columns: axis=0": (x_train - x_train.mean(axis=1)) / x_train.std(axis=1),
    "with 1/m, not 1/(m − 1)": (x_train - mean) / (spread * np.sqrt(4 / 3)),
}
hint = "the samples are the rows, the features the columns"
name = "as many samples as features"
check_close(result[0], (x_train - mean) / spread, name, mistakes=slips, hint=hint)
slips = {
    "use mean and deviation of the training set here too": (x_test - x_test.mean(axis=0))
    / x_test.std(axis=0),
}
check_close(result[1], (x_test - mean) / spread, "six test samples", mistakes=slips)
check_unchanged(given[0], x_train, "the training set given to z_normalize")
check_unchanged(given[1], x_test, "the test set given to z_normalize")
result = z_normalize(x_train.copy(), x_test[:1].copy())
right = (x_test[:1] - mean) / spread
name = "a test set of one sample"
check_close(result[1], right, name, hint="the test set never gives statistics")
whole = np.array([[0, 200], [8, 250], [4, 0]], dtype=np.uint8)
low = np.array([[2, 30], [0, 255]], dtype=np.uint8)
result = z_normalize(whole.copy(), low.copy())
mean, spread = np.array([4.0, 150.0]), np.sqrt(np.array([32.0, 35000.0]) / 3)
check_close(result[0], (whole.astype(float) - mean) / spread, "features of bytes")
check_close(result[1], (low.astype(float) - mean) / spread, "features of bytes in the test set")
### END HIDDEN TESTS

# %% tests="z_normalize" points=1
import numpy as np
from dlcourse.testing import check_close

x_train = np.array([[0.0, 1.0, 8.0], [0.0, 3.0, 8.0]])
x_test = np.array([[0.0, 5.0, 8.0], [2.0, 1.0, 5.0]])
hint = "a constant feature is only shifted: there, divide by 1"
result = z_normalize(x_train.copy(), x_test.copy())
right = np.array([[0.0, -1.0, 0.0], [0.0, 1.0, 0.0]])
check_close(result[0], right, "two constant features", hint=hint)
right = np.array([[0.0, 3.0, 0.0], [2.0, -1.0, -3.0]])
slips = {
    "it is constant in the training set only: shift it by the training mean": np.array(
        [[0.0, 3.0, 0.0], [0.0, -1.0, 0.0]]
    ),
    "leave out no shift: subtract the training mean": np.array([[0.0, 3.0, 8.0], [2.0, -1.0, 5.0]]),
}
check_close(result[1], right, "the test set of these", mistakes=slips, hint=hint)
### BEGIN HIDDEN TESTS
x_train = np.array([[-4.0, 0.002], [-4.0, 0.006], [-4.0, 0.002], [-4.0, 0.006]])
x_test = np.array([[-1.0, 0.008], [-4.0, 0.004], [-6.5, 0.0]])
result = z_normalize(x_train.copy(), x_test.copy())
right = np.array([[0.0, -1.0], [0.0, 1.0], [0.0, -1.0], [0.0, 1.0]])
small = "only a deviation of exactly 0 means a constant: small ones count"
check_close(result[0], right, "a constant beside a feature that varies little", hint=small)
right = np.array([[3.0, 2.0], [0.0, 0.0], [-2.5, -2.0]])
check_close(result[1], right, "the test set of a constant and a small feature", hint=hint)
result = z_normalize(np.array([[2.0, -3.0]]), np.array([[1.0, 4.0]]))
check_close(result[0], np.zeros((1, 2)), "a training set of one sample", hint=hint)
check_close(result[1], np.array([[-1.0, 7.0]]), "the test set to one training sample", hint=hint)
### END HIDDEN TESTS

# %% [markdown]
# ### The three schemes side by side
#
# One feature, 40 training values (circles) and 10 test values (triangles). One more training value
# is a *stray*: a typing error, a broken sensor. Move it to the right. All three schemes only shift
# and stretch, so the pattern stays the same. What changes is how much room it gets.
#
# *Try:* with the stray at 80 and at 400, over which interval do the ordinary values spread? Which
# scheme loses less? And when do test values lie outside of the dotted lines?

# %% tags=["skip-execution"]
SCHEMES = {
    "min-max rescaling": min_max_rescale,
    "min-max normalization": min_max_normalize,
    "z-normalization": z_normalize,
}


def draw_schemes(scheme, stray):
    """Draw training and test values of one feature, as they are and scaled."""
    random = np.random.default_rng(2)
    train = np.append(random.normal(50, 12, size=40), stray)[:, None]
    test = random.normal(50, 18, size=(10, 1))
    figure, axes = plt.subplots(2, 1, figsize=(8, 3.6), layout="constrained")
    scaled = SCHEMES[scheme](train, test)
    low, high = scaled[0][:-1].min(), scaled[0][:-1].max()
    titles = "As they are", f"{scheme}: the ordinary values lie between {low:.2f} and {high:.2f}"
    for ax, sets, title in zip(axes, ((train, test), scaled), titles):
        ax.plot(sets[0][:-1], np.full(40, 1), "o", color="#0072B2", alpha=0.5, label="training")
        ax.plot(sets[0][-1:], [1], "X", color="black", markersize=9, label="stray (training)")
        ax.plot(sets[1], np.full(10, 0), "^", color="#D55E00", alpha=0.7, label="test")
        ax.set(title=title, ylim=(-0.7, 1.7), yticks=[], xlabel="value of the feature")
    limits = {"min-max rescaling": (0, 1), "min-max normalization": (-1, 1)}
    for end in limits.get(scheme, (0,)):
        axes[1].axvline(end, color="gray", linestyle=":")
    axes[0].legend(loc="upper left", bbox_to_anchor=(1.01, 1))
    axes[0].set_xlim(0, 420)
    axes[1].set_xlim(-3.5, 7)
    return figure


explore(
    draw_schemes,
    scheme=choice(list(SCHEMES)),
    stray=slider(80, 400, 80, step=20, label="stray value"),
)

# %% [markdown]
# ### Gray values
#
# Now images. For them the lecture notes take $\mu$ and $\sigma$ over all pixels at once, too. Then
# all pixels *together* have mean 0 and variance 1, not each of them. With your function that is
# easy to have: `x.reshape(-1, 1)` makes every pixel a sample with a single feature.


# %% tags=["skip-execution"]
def z_normalize_pixels(x_train, x_test):
    """Normalize images with one mean and one deviation for all pixels."""
    pixels = z_normalize(x_train.reshape(-1, 1), x_test.reshape(-1, 1))
    return pixels[0].reshape(x_train.shape), pixels[1].reshape(x_test.shape)


count = pace(10_000, quick=1_000)
x_train, x_test = flatten(mnist.train_images[:count]), flatten(mnist.test_images[:count])
schemes = {**SCHEMES, "z, all pixels at once": z_normalize_pixels}
scaled = {"as they are": (x_train, x_test)}
scaled |= {name: scheme(x_train, x_test) for name, scheme in schemes.items()}
print(f"{'':24}{'min':>8}{'max':>9}{'mean':>9}{'std':>8}   (training) {'min':>8}{'max':>9} (test)")
for name, (train, test) in scaled.items():
    line = f"{name:24}{train.min():8.2f}{train.max():9.2f}{train.mean():9.3f}{train.std():8.3f}"
    print(f"{line}{'':14}{test.min():8.2f}{test.max():9.2f}")

# %% [markdown]
# Two things to see. The mean after min-max normalization is nowhere near 0: it is the range that
# was centered. And z-normalization pixel by pixel gives values of 100 in the training set and of
# thousands in the test set. Where do they come from? Look at the worst test image:

# %% tags=["skip-execution"]
strange = int(np.abs(scaled["z-normalization"][1]).max(axis=1).argmax())
figure, axes = plt.subplots(1, 3, figsize=(11, 3.7), layout="constrained")
names = ("as they are", "z, all pixels at once", "z-normalization")
titles = ("As it is", "z, one μ and σ for all pixels", "z, pixel by pixel")
for ax, name, title in zip(axes, names, titles):
    image = scaled[name][1][strange].reshape(28, 28)
    plot_img(image, title=f"{title}\nvalues from {image.min():.1f} to {image.max():.1f}", ax=ax)
plt.show()

# %% [markdown]
# Pixel by pixel, a single speck outshines the whole digit. It lies near the border, where all but a
# few training images are black: there $\sigma_k$ is tiny, and a gray value divided by it is
# enormous. All pixels at once, the digit looks as before. That is why images get one scale for all
# pixels, and why features with different units get one each.

# %% [markdown]
# ### What scale does to learning
#
# Back to the cities, 300 invented ones, with a yes-or-no question whose answer depends on all three
# features (say, whether a metro pays off). We know the recipe, because we cooked it: the
# population counts most, the product less, the perimeter least and against it. A perceptron can
# solve the task, there is a gap between the two classes. It learns by the rule of unit 1: after
# each mistake $\mathbf w \leftarrow \mathbf w \pm \mathbf x$ and $b \leftarrow b \pm 1$.


# %% tags=["skip-execution"]
def train_perceptron(x, y, epochs):
    """Learn by the perceptron rule from zero; list w, b and the share of mistakes of each epoch."""
    w, b, history = np.zeros(x.shape[1]), 0.0, []
    for _ in range(epochs):
        mistakes = 0
        for row, label in zip(x, y):
            error = int(label) - int(row @ w + b >= 0)
            if error:
                w, b, mistakes = w + error * row, b + error, mistakes + 1
        history.append((w, b, mistakes / len(y)))
    return history


def each_feature(scheme):
    """Make a scheme that works feature by feature."""

    def scale(x_train, x_test):
        columns = [scheme(x_train[:, k], x_test[:, k]) for k in range(x_train.shape[1])]
        return tuple(np.column_stack(parts) for parts in zip(*columns))

    return scale


random = np.random.default_rng(1)
hidden = random.normal(size=(600, 3))  # what we know and the perceptron does not
score = hidden @ np.array([-0.5, 1.0, 0.7])
clear = np.abs(score) > 0.25
hidden, y_city = hidden[clear][:300], (score[clear][:300] > 0).astype(int)
cities = np.array([100, 1e6, 1e10]) + np.array([20, 2e5, 2e9]) * hidden
c_train, c_test, t_train, t_test = train_test_split(cities, y_city, seed=0)

city_schemes = {
    "as they are": lambda x_train, x_test: (x_train, x_test),
    "rescaled, one min and max for all": min_max_rescale,
    "rescaled, each feature": each_feature(min_max_rescale),
    "z-normalized": z_normalize,
}
curves, weights = {}, {}
for name, scheme in city_schemes.items():
    train, test = scheme(c_train, c_test)
    history = train_perceptron(train, t_train, epochs=20)
    w, b, _ = history[-1]
    curves[name], weights[name] = [100 * share for _, _, share in history], w
    wrong = np.mean((test @ w + b >= 0) != t_test)
    print(f"{name:34} {wrong:5.1%} of the test cities wrong, w = {np.array2string(w, precision=2)}")
title = "A perceptron learns about cities"
ax = plot_learning_curves(curves, ylabel="mistakes in %", title=title)
ax.set_xticks(range(0, 21, 5))
plt.show()

# %% [markdown]
# As they are, the perceptron gets nowhere. Each correction is a leap along the axis of the product,
# and the bias, which would have to grow to the size of $10^{10}$, grows by one. A common minimum
# and maximum for all three features does not help: perimeter and population are squeezed to
# nothing beside the dollars. (For pixels it was right, for cities it is wrong.) Feature by feature
# it learns.
#
# And the weights? For a fair comparison we translate the z-normalized solution back. From
# $w'_k x'_k = w'_k (x_k - \mu_k)/\sigma_k$ follows the weight $w_k = w'_k / \sigma_k$ of the raw
# feature:

# %% tags=["skip-execution"]
features = ["perimeter", "population", "product"]
raw = weights["z-normalized"] / c_train.std(axis=0)
figure, axes = plt.subplots(1, 2, figsize=(10, 3.2), layout="constrained")
axes[0].bar(features, np.abs(raw), color="#D55E00")
axes[0].set(yscale="log", ylabel="|weight|, logarithmic", title="Weights of the raw features")
axes[1].bar(features, weights["z-normalized"], color="#0072B2")
axes[1].axhline(0, color="black", linewidth=0.8)
axes[1].set(ylabel="weight", title="Weights of the z-normalized features")
plt.show()

# %% [markdown]
# Left: eight powers of ten lie between the weights. That tells us about kilometers and dollars, and
# nothing about cities. Right: our recipe, population first, then the product, and the perimeter
# with a minus.

# %% [markdown]
# ## 2.7 Three leaks
#
# "No information of the test set may enter the learning." Why so strict? Three experiments, from
# harmless to ruinous.
#
# ### Leak 1: statistics of all data
#
# Somebody scales first and splits afterward. Then the test set takes part in minimum, maximum, mean
# and deviation. What does it change for MNIST?

# %% tags=["skip-execution"]
for name, images in {"training set": mnist.train_images, "all images": mnist.images}.items():
    # How often each of the 256 gray values occurs; counted in parts, to save memory.
    parts = np.array_split(images, 20)
    share = sum(np.bincount(part.ravel(), minlength=256) for part in parts) / images.size
    values = np.arange(256) / 255
    mean = share @ values
    deviation = np.sqrt(share @ (values - mean) ** 2)
    print(f"{name:13} min {images.min()}, max {images.max()}, ", end="")
    print(f"after rescaling: mean {mean:.4f}, standard deviation {deviation:.4f}")

# %% [markdown]
# Next to nothing. With tens of thousands of images, and gray values whose limits are known
# beforehand, this leak is harmless. It is an error all the same: you cannot know that it was
# harmless until you have done it right. With few samples or stray values it is not. (Dividing by
# the constant 255, as many programs do, is no leak at all: it was not computed from the data.)
#
# ### Leak 2: the test set with statistics of its own
#
# Somebody calls the same normalization twice, once for each set. Now the test set gets its own mean
# and deviation. A machine that tells 1 from 7 is judged on the whole test set, on the sevens only,
# and on one image at a time, the way it will be used later.

# %% tags=["skip-execution"]
is_pair, is_pair_test = np.isin(mnist.train_labels, (1, 7)), np.isin(mnist.test_labels, (1, 7))
x_pair, x_pair_test = flatten(mnist.train_images[is_pair]), flatten(mnist.test_images[is_pair_test])
y_pair, y_pair_test = mnist.train_labels[is_pair] == 7, mnist.test_labels[is_pair_test] == 7
scaled_pair, scaled_test = z_normalize(x_pair, x_pair_test)
solution = fit_linear(scaled_pair, one_hot(y_pair.astype(int), 2))


def error_of(rows, own):
    """Return the error in % on rows of the test set, scaled with their own statistics or not."""
    test = x_pair_test[rows]
    scaled = z_normalize(test, test)[0] if own else scaled_test[rows]
    return 100 * np.mean(linear_outputs(scaled, solution).argmax(axis=1) != y_pair_test[rows])


everything, sevens = np.arange(len(y_pair_test)), np.flatnonzero(y_pair_test)
single = [i for k in (0, 1) for i in np.flatnonzero(y_pair_test == k)[:100]]
errors = {}
for own in (False, True):
    one_by_one = np.mean([error_of([i], own) for i in single])
    values = [error_of(everything, own), error_of(sevens, own), one_by_one]
    errors["of its own" if own else "of the training set"] = values
figure, ax = plt.subplots(figsize=(8, 3.2), layout="constrained")
for place, (name, values) in enumerate(errors.items()):
    left, color = np.arange(3) + 0.4 * place - 0.2, ("#0072B2", "#D55E00")[place]
    bars = ax.bar(left, values, width=0.38, label=f"statistics {name}", color=color)
    ax.bar_label(bars, [f"{value:.1f} %" for value in values])
ax.set_xticks(range(3), ["the whole test set", "only its sevens", "one image at a time"])
ax.set(ylabel="misclassified in %", ylim=(0, 75), title="1 or 7, the test set scaled in two ways")
ax.legend(loc="upper left")
plt.show()

# %% [markdown]
# On the whole test set nothing is noticed, since it resembles the training set. The harm comes
# later. A set of sevens with its own mean subtracted has lost what makes it sevens. And a single
# image, minus its mean, which is itself, is 0 everywhere: the machine gives the same answer to
# every image. **The statistics belong to the trained machine, like its weights.** Keep them, and
# use them for everything that comes.
#
# ### Leak 3: choosing with the help of the test set
#
# The ruinous one needs no scaling at all. Take 50 images of clothes and *toss a coin* for each
# label. There is nothing to learn: no machine can be right more often than half of the time, on
# average. Now choose the 20 pixels that differ most between the two "classes", and let a simple
# machine use these alone: it decides for the class whose mean is nearer. Somebody chooses the
# pixels with all 50 images, somebody else with the training set only; both learn from the training
# set and test on the test set, with the same split. We repeat it with new coins 200 times.


# %% tags=["skip-execution"]
def differences(x, y):
    """Say for each pixel how far the means of the two classes lie apart, in deviations."""
    return np.abs(x[y == 1].mean(axis=0) - x[y == 0].mean(axis=0)) / (x.std(axis=0) + 1e-9)


def test_accuracy(x_train, y_train, x_test, y_test, chosen):
    """Decide for the class with the nearer mean, by the chosen pixels alone."""
    x_train, x_test = z_normalize(x_train[:, chosen], x_test[:, chosen])
    gaps = [((x_test - x_train[y_train == k].mean(axis=0)) ** 2).sum(axis=1) for k in (0, 1)]
    return np.mean((gaps[1] < gaps[0]) == y_test)


random = np.random.default_rng(7)
clothes = flatten(fashion.images[:2000])
accuracies = {"chosen with all images": [], "chosen with the training set": []}
for seed in range(pace(200, quick=40)):
    x = clothes[random.choice(len(clothes), size=50, replace=False)]
    coins = random.permutation(np.repeat([0, 1], 25))
    x_train, x_test, y_train, y_test = train_test_split(x, coins, test_fraction=0.4, seed=seed)
    # The 20 pixels with the largest differences.
    leaking = np.argsort(differences(x, coins))[-20:]
    honest = np.argsort(differences(x_train, y_train))[-20:]
    for name, chosen in zip(accuracies, (leaking, honest)):
        accuracies[name].append(test_accuracy(x_train, y_train, x_test, y_test, chosen))

figure, ax = plt.subplots(figsize=(8, 3.2), layout="constrained")
bins = np.arange(-0.025, 1.03, 0.05)
for color, (name, values) in zip(("#D55E00", "#0072B2"), accuracies.items()):
    print(f"pixels {name}: {np.mean(values):.1%} of the test coins are guessed on average")
    ax.hist(values, bins=bins, alpha=0.55, color=color, label=name, edgecolor="white")
ax.axvline(0.5, color="black", linestyle="--", label="all that is possible on average")
ax.set(xlabel="share of the test images that are classified right", ylabel="number of repetitions")
ax.set(xlim=(0, 1), title="Guessing coins, with and without a leak")
ax.legend(loc="upper left")
plt.show()

# %% [markdown]
# The honest choice guesses half of the coins, as it must. The leaking one seems to predict coins.
# Nobody trained on the test set, and yet its labels had spoken: they helped to choose the pixels.
# This leak has got into published work, many times. The rule that keeps you safe: **everything
# that is computed, chosen or tuned comes after the split, from the training set.**

# %% [markdown]
# ## 2.8 All together
#
# Now the function that the next units start with: take all images of the chosen classes, flatten
# them, split them, scale them. The classes get new numbers: the first in the list becomes 0, the
# second 1, and so on. So `[1, 7]` makes a one 0 and a seven 1, and `[7, 1]` the other way round.
#
# ### Exercise 8: prepare the data
#
# Use your functions from above. The scheme is an argument: call it with both sets, the training
# set first. Mind the order of the steps: section 2.7 says which comes first, the split or the
# scaling. (Is one of the functions above not finished? Then take it from the library:
# `from dlcourse.preparation import train_test_split, flatten`.)
#
# *Hints:* `np.isin(labels, classes)` marks the samples whose label is in the list;
# `classes.index(7)` tells at which place of the list 7 stands.


# %% exercise="prepare_data"
def prepare_data(images, labels, classes, scale, *, test_fraction=0.2, seed=0):
    """Take the images of some classes, lay them in rows, split and scale them.

    Parameters
    ----------
    images : ndarray of numbers, also uint8, shape (m, ...)
        All images. Stays as it is.
    labels : ndarray of ints, shape (m,)
        Their class numbers. Stays as it is.
    classes : list of ints
        The class numbers to keep, in any order. Each occurs among the labels.
    scale : function
        ``scale(x_train, x_test)`` takes both sets, one sample in each row, and returns both, scaled
        with the statistics of its first argument, such as `min_max_rescale`.
    test_fraction, seed
        As for `train_test_split`.

    Returns
    -------
    x_train, x_test : ndarrays of floats, shapes (m_train, n) and (m_test, n)
        The scaled images, one in each row.
    y_train, y_test : ndarrays of ints, shapes (m_train,) and (m_test,)
        The place of each image's class in the list: 0 for classes[0], 1 for classes[1], ...
    """
    ### START YOUR CODE ###
    chosen = np.isin(labels, classes)
    x, y = flatten(images[chosen]), np.array([classes.index(k) for k in labels[chosen]])
    x_train, x_test, y_train, y_test = train_test_split(
        x, y, test_fraction=test_fraction, seed=seed
    )
    return *scale(x_train, x_test), y_train, y_test
    ### END YOUR CODE ###


# %% tests="prepare_data" points=2
import numpy as np
from dlcourse.testing import check_between, check_close, check_equal, check_true, check_unchanged


def prepared(images, labels, classes, **settings):
    """Prepare with a scale that adds 1,000 to the training set and 2,000 to the test set."""
    result = prepare_data(images, labels, classes, lambda a, b: (a + 1000, b + 2000), **settings)
    four = isinstance(result, (tuple, list)) and len(result) == 4
    check_true(four, "four results", "return x_train, x_test, y_train, y_test")
    return result, [tuple(np.shape(part)) for part in result]


def in_order(result):
    """Undo this scale; return rows and labels in the order of the images."""
    rows = np.vstack([np.asarray(result[0]) - 1000, np.asarray(result[1]) - 2000])
    order = np.argsort(rows[:, 0])
    return rows[order], np.concatenate(result[2:])[order]


images = np.arange(1, 41, dtype=np.uint8).reshape(10, 2, 2)
labels = np.array([7, 1, 3, 7, 1, 0, 7, 1, 3, 7])
keep = np.array([0, 1, 3, 4, 6, 7, 9])  # the ones and sevens
result, shapes = prepared(images.copy(), labels.copy(), [1, 7], test_fraction=0.3, seed=5)
check_equal(
    shapes,
    [(5, 4), (2, 4), (5,), (2,)],
    "the shapes for three ones and four sevens of ten images",
    mistakes={
        "keep only the images of the chosen classes": [(7, 4), (3, 4), (7,), (3,)],
        "lay the images in rows: flatten": [(5, 2, 2), (2, 2, 2), (5,), (2,)],
        "hand test_fraction on to train_test_split": [(6, 4), (1, 4), (6,), (1,)],
        "the order is x_train, x_test, y_train, y_test": [(5, 4), (5,), (2, 4), (2,)],
    },
    hint="choose the classes first, then split what is left",
)
hint = "split first, then call scale(x_train, x_test) once, and return what it returns"
check_between(result[0], 1001, 1040, "the training set, which scale moves by 1,000", hint=hint)
check_between(result[1], 2001, 2040, "the test set, which scale moves by 2,000", hint=hint)
rows, y = in_order(result)
wanted = np.arange(1, 41).reshape(10, 4)[keep]
check_close(rows, wanted, "the ones and sevens, each once", hint=hint)
check_close(
    y,
    np.array([1, 0, 1, 0, 1, 0, 1]),
    "their new labels",
    mistakes={
        "the labels are places in the list: 0 for a one, 1 for a seven": labels[keep],
        "the first class in the list becomes 0": np.array([0, 1, 0, 1, 0, 1, 0]),
    },
)
### BEGIN HIDDEN TESTS
images = np.arange(50, 122, dtype=np.uint8).reshape(12, 3, 1, 2)
labels = np.array([4, 9, 2, 2, 5, 9, 4, 2, 9, 0, 4, 4])
keep = np.flatnonzero((labels == 9) | (labels == 2) | (labels == 4))
given, kept = images.copy(), labels.copy()
result, shapes = prepared(given, kept, [9, 2, 4], test_fraction=0.3, seed=1)
check_equal(shapes, [(7, 6), (3, 6), (7,), (3,)], "the shapes for three classes of color images")
rows, y = in_order(result)
wanted = np.arange(50, 122).reshape(12, 6)[keep]
check_close(rows, wanted, "the images of three classes", hint=hint)
places = np.array([[9, 2, 4].index(label) for label in labels[keep]])
slips = {
    "the order of the list counts, not the order of the numbers": np.array(
        [[2, 4, 9].index(label) for label in labels[keep]]
    ),
    "the labels are places in the list": labels[keep],
    "several classes: 0, 1, 2, not only 0 and 1": (places > 0) * 1,
}
check_close(y, places, "the new labels of three classes", mistakes=slips, kind="int")
check_unchanged(given, images, "the images given to prepare_data")
check_unchanged(kept, labels, "the labels given to prepare_data")
result, shapes = prepared(images.copy(), labels.copy(), [4, 0])
check_equal(shapes, [(4, 6), (1, 6), (4,), (1,)], "the usual share of the test set")
rows, y = in_order(result)
keep = np.flatnonzero((labels == 4) | (labels == 0))
wanted = np.arange(50, 122).reshape(12, 6)[keep]
check_close(rows, wanted, "the images of two other classes", hint=hint)
slips = {"a new label was taken for an old one: do not overwrite the labels": np.ones(5)}
check_close(y, (labels[keep] == 0) * 1, "their labels", mistakes=slips)
### END HIDDEN TESTS

# %% tests="prepare_data" points=1
import numpy as np
from dlcourse.testing import check_close, check_equal, check_true

images = np.arange(1, 81).reshape(20, 2, 2)
labels = np.tile([3, 8], 10)
seen = []


def watch(x_train, x_test):
    """Note what comes, and scale by the first row of the training set."""
    seen.append((tuple(np.shape(x_train)), tuple(np.shape(x_test))))
    first = x_train[0, 0]
    return (x_train - first) / 4, (x_test - first) / 4


def numbers(seed):
    """Prepare the data and return by how many images each is away from the first one."""
    result = prepare_data(images.copy(), labels.copy(), [3, 8], watch, seed=seed)
    away = np.concatenate([np.asarray(result[0])[:, 0], np.asarray(result[1])[:, 0]])
    return [round(float(value)) for value in away]


prepare_data(images.copy(), labels.copy(), [3, 8], watch)
first = "scale is called with the training set first, the test set second, after the split"
check_equal(
    seen[:1],
    [((16, 4), (4, 4))],
    "the shapes of what scale is handed",
    mistakes={
        "lay the images in rows before you scale: flatten": [((16, 2, 2), (4, 2, 2))],
        "the training set comes first": [((4, 4), (16, 4))],
        "split before you scale": [((20, 4), (20, 4))],
        "hand both sets to scale in one call": [((16, 4), (16, 4))],
        "call the argument scale": [],
    },
    hint=first,
)
once = numbers(0)
complete = sorted(number - min(once) for number in once) == list(range(20))
check_true(
    complete and once[0] == 0, "every image once", "split all chosen images, scale both sets"
)
again = numbers(0) == once
check_true(complete and again, "the same seed gives the same data", "hand seed on")
other = numbers(1) != once
check_true(complete and other, "another seed gives other data", "hand seed on to train_test_split")
### BEGIN HIDDEN TESTS
orders = [numbers(seed) for seed in range(2, 10)]
whole = all(sorted(n - min(order) for n in order) == list(range(20)) for order in orders)
check_true(whole, "every image once, for eight seeds", "split all chosen images, scale both sets")
check_true(all(order[0] == 0 for order in orders) and whole, "the first row is the first", first)
wanted = [((16, 4), (4, 4))] * len(seen)
check_equal(seen, wanted, "the shapes of what scale is handed each time", hint=first)
distinct = len({tuple(order) for order in orders})
check_true(distinct > 5 and whole, "eight seeds give different data", "hand seed on")
flat = np.array([[5.0], [9.0], [7.0]])
x_train, x_test, y_train, y_test = prepare_data(
    flat.copy(), np.array([6, 6, 6]), [6], lambda a, b: (a, b), test_fraction=0.4
)
both = np.sort(np.concatenate([x_train, x_test]), axis=0)
check_close(both, np.array([[5.0], [7.0], [9.0]]), "one class, one feature")
check_close(np.concatenate([y_train, y_test]), np.zeros(3), "the labels of a single class")
### END HIDDEN TESTS

# %% [markdown]
# ### Ones and sevens, pullovers and coats
#
# The last experiment puts everything to use: a perceptron learns a pair of digits and a pair of
# clothes, with data that your function prepared, under each of the schemes.

# %% tags=["skip-execution"]
epochs = pace(10, quick=3)
pairs = {"1 or 7 (MNIST)": (mnist, [1, 7]), "pullover or coat (Fashion)": (fashion, [2, 4])}
for title, (dataset, classes) in pairs.items():
    for name, scheme in schemes.items():
        x_train, x_test, y_train, y_test = prepare_data(
            dataset.images, dataset.labels, classes, scheme, seed=32
        )
        if scheme is min_max_rescale:
            print(f"{title}: {len(y_train):,} images for training, {len(y_test):,} for testing")
        history = train_perceptron(x_train, y_train, epochs)
        errors = [100 * np.mean((x_test @ w + b >= 0) != y_test) for w, b, _ in history]
        later = errors[epochs // 2 :]
        print(f"   {name:24} {min(later):5.2f} to {max(later):5.2f} % wrong,", end="")
        print(f" mean of the last {len(later)} epochs {np.mean(later):5.2f} %")

# %% [markdown]
# With the full MNIST there are $7{,}877 + 7{,}293 = 15{,}170$ ones and sevens: 12,136 for training
# and $15{,}170 - 12{,}136 = 3{,}034$ for testing. (The lecture notes print 3,024, a slip.)
#
# Which scheme is best? These numbers do not say. A perceptron that cannot get everything right
# zigzags: between two epochs its error often swings by more than the schemes differ. With any of
# them the inputs have a moderate size, nearly all of them, and more was not needed here. What the
# schemes are worth for networks with many layers is a subject of unit 12. What you should take
# along is the order of the steps: **choose, shuffle, split, and only then scale, with the
# statistics of the training set.**

# %% [markdown]
# ## 2.9 Questions
#
# Write a few sentences each. There are no points for them, but they are the ones an examiner would
# ask.
#
# **Question 1.** A colleague scales the whole data set to $[0, 1]$ and then splits it. All test
# values lie between 0 and 1. With your split some lie outside. Which one would you trust, and what
# do the values outside tell you?

# %% [markdown] question="outside"
# The split with values outside. They tell that the test set holds something more extreme than all
# that was seen in training, which is what will happen in use, too. The colleague has let the test
# set take part in minimum and maximum: that machine was prepared for exactly those test samples, so
# the test no longer says what happens with unknown ones. That it looks tidier is the leak.

# %% [markdown]
# **Question 2.** A hospital has 5,000 X-ray images of 400 patients. Each image is a sample. Why is
# a random split of the images not good enough, and how would you split?

# %% [markdown] question="patients"
# Most patients would have images in both sets. The machine can recognize the patient (a bone, an
# implant, the device) instead of the illness, and the test cannot tell the difference: it leaks by
# way of the person. Split by patients: shuffle the 400 patients, and put all images of a patient
# into the same set. The same holds for writers of digits, frames of a video, days of a machine.

# %% [markdown]
# **Question 3.** Which scheme would you choose for (a) the gray values of photos, (b) age in years,
# income in dollars and height in meters of a person, (c) the color of a product, one of twelve?

# %% [markdown] question="which-scheme"
# (a) One scale for all pixels: min-max rescaling or normalization, or z with a common μ and σ.
# (b) Each feature by itself, and rather z than min-max, as a single very large income would
# set the scale for all others (for incomes the logarithm is a good idea before). (c) None of them:
# colors are classes without an order, so one-hot, with twelve entries.

# %% [markdown]
# **Question 4.** The least-squares machine of section 2.4 finds the best weights in one go. Would
# its outputs change if the pixels were given from 0 to 255 instead of 0 to 1? And those of the
# perceptron?

# %% [markdown] question="scale-free"
# Not those of least squares: weights that are 255 times smaller give the same outputs, so the best
# ones do just that (but for the tiny diagonal, which is a matter of rounding). The perceptron does
# change, because it gets its weights by steps, and the steps depend on the size of the inputs. With
# a zero start only the relation of the bias to the weights matters: with large inputs the weights
# move fast and the bias hardly at all. Scale matters for learning by steps, and all learning in the
# units to come is of this kind.

# %% [markdown]
# ## Summary
#
# - A tensor is a box of numbers. Its rank is the number of axes, its shape their lengths; the first
#   axis counts the samples.
# - Images come as bytes, which wrap around: make floats before you calculate.
# - Class numbers are names. One-hot vectors give each class an output of its own.
# - Shuffle, then split, with a seed. Samples that belong together stay together.
# - Min-max rescaling leads to $[0, 1]$, min-max normalization to $[-1, 1]$, z-normalization to mean
#   0 and variance 1. Images have one scale for all pixels, features with units one each.
# - A weight has the inverse scale of its feature. On equal scales the weights show what matters,
#   and learning by steps works.
# - Whatever is computed or chosen comes from the training set, after the split, and is kept for all
#   data to come.
#
# ## References
#
# - Y. LeCun, L. Bottou, Y. Bengio and P. Haffner, *Gradient-based learning applied to document
#   recognition*, Proceedings of the IEEE 86, 1998 (MNIST).
# - C. Yadav and L. Bottou, *Cold case: the lost MNIST digits*, NeurIPS 2019.
# - H. Xiao, K. Rasul and R. Vollgraf, *Fashion-MNIST: a novel image dataset for benchmarking
#   machine learning algorithms*, arXiv:1708.07747, 2017.
# - E. Alpaydin and C. Kaynak, *Optical recognition of handwritten digits*, UCI Machine Learning
#   Repository, 1998.
# - C. Ambroise and G. J. McLachlan, *Selection bias in gene extraction on the basis of microarray
#   gene-expression data*, PNAS 99, 2002 (leak 3 in published work).
# - T. Hastie, R. Tibshirani and J. Friedman, *The Elements of Statistical Learning*, Springer,
#   2009, section 7.10.2.
# - Y. LeCun, L. Bottou, G. B. Orr and K.-R. Müller, *Efficient BackProp*, in: Neural Networks:
#   Tricks of the Trade, Springer, 1998 (why inputs are scaled and centered).
# - K. Zahn, lecture notes *Deep Learning, part 1*, HSLU, 2024, sections 3.1 and 3.2.
# - M. T. Pilehvar, slides *Neural networks*, TeIAS (tensors and their ranks).
# - R. Peharz, slides *Neural Networks II*, TU Graz, 2022 (pre-processing).
