# %% [markdown]
# # 22 · Convolutional neural networks
#
# In units 20 and 21 you took convolutions apart and wrote the layers by hand. Now you put them
# together: a small but complete convolutional neural network (CNN), trained on pictures of clothes
# and on color photos, and opened up afterwards to see what it has learned.
#
# **You will be able to**
#
# - say why images want convolutions, in terms of locality and shared weights,
# - follow the size of an image through a network and count the parameters of every layer,
# - build a CNN with `nn.Sequential` for gray and for color images of any size,
# - write the two functions that all training needs: one step, and predictions in batches,
# - run the same code on a CPU or a GPU,
# - look inside a trained network: its kernels and its activation maps.
#
# **Time**: about three hours. **Before you start**: unit 16 (training with PyTorch), unit 20
# (convolution, padding, stride), unit 21 (convolutional and pooling layers).
#
# Whenever you are lost: read the docstring of the exercise once more, write the shape of every
# array on paper, and run the test cell below the exercise. Its message tells what to look at.

# %%
import matplotlib.pyplot as plt
import numpy as np
import torch
from matplotlib.patches import Rectangle
from torch import nn

from dlcourse.batches import MiniBatches
from dlcourse.data import fashion_sample, load_cifar10, load_fashion_mnist
from dlcourse.device import describe_device, get_device, set_seed
from dlcourse.pace import pace, progress
from dlcourse.plotting import (
    plot_activation_maps,
    plot_confusion_matrix,
    plot_img,
    plot_kernels,
    plot_learning_curves,
    plot_tiles,
)
from dlcourse.widgets import choice, explore, slider

device = get_device()
print("This notebook computes on:", describe_device(device))

# %% [markdown]
# ## 1 · Why convolutions?
#
# A dense layer connects every neuron with every pixel. It has no idea which pixels are neighbors:
# for it, an image is a list of 784 numbers in some order. Look at the three pictures below. A dense
# network trained on images like the one on the right does exactly as well as one trained on images
# like the one on the left, as long as the pixels of *all* images are shuffled in the same way.

# %% tags=["skip-execution"]
boot = fashion_sample().train_images[fashion_sample().train_labels == 9][0]
moved = np.pad(boot, ((0, 0), (4, 0)))[:, :28]
shuffled = boot.reshape(-1)[np.random.default_rng(0).permutation(784)].reshape(28, 28)
figure, axes = plt.subplots(1, 3, figsize=(7.5, 2.8))
plot_img(boot, title="an ankle boot", ax=axes[0])
plot_img(moved, title="4 pixels to the right", ax=axes[1])
plot_img(shuffled, title="the same pixels, shuffled", ax=axes[2])
plt.show()

# %% [markdown]
# That is a waste, and it costs twice:
#
# - **No sense of place.** For a dense network the middle picture is a new pattern: other pixels are
#   bright. It would have to learn the boot again at every position.
# - **Too many weights.** A color image of 400×400 pixels has 480,000 numbers. A single dense layer
#   of 1,000 neurons then needs 480 million weights.
#
# A convolutional layer builds two facts about images into the network:
#
# - **Locality.** Edges, corners and textures are made of neighboring pixels. So each output looks at
#   a small window of the input only, its *receptive field*.
# - **Shared weights.** A pattern that is worth detecting in one corner is worth detecting everywhere.
#   So all positions use the same kernel.
#
# With $c$ input channels and kernels $w^{c'}$, one for each output channel $c'$, this is the formula
# of unit 20, a bias $b^{c'}$ included:
#
# $$a'^{\,c'}_{i,j} = \sum_{c,m,n} a^{c}_{i+m,\,j+n}\; w^{c'}_{c,m,n} + b^{c'}$$
#
# Move the input by three pixels and the output moves by three pixels too. The exact word for this is
# *equivariant*. You will often read that convolutions are translation *invariant*, also in the notes
# that this course follows; that would mean that the output does not change at all. Max pooling adds
# a little of that, over a pixel or two. Section 8 measures how far it goes.
#
# The idea came from biology. Hubel and Wiesel found that neurons in the visual cortex of cats react
# to small parts of the field of view, some to lines of one direction, others to combinations of
# what the first ones report. Fukushima's neocognitron turned this into a network, LeCun's LeNet-5
# learned to read digits with it, and AlexNet made it famous in 2012.

# %% [markdown]
# ## 2 · How large is the output?
#
# A kernel with $k$ rows slides over an input with $n$ rows. Padding adds $p$ rows on *each* side,
# and the stride $s$ says how far the kernel moves from one position to the next. The number of
# positions, which is the number of output rows, is
#
# $$n' = \left\lfloor \frac{n - k + 2p}{s} \right\rfloor + 1$$
#
# The brackets mean "round down": a position counts only if the kernel fits in completely. Columns
# follow the same formula. Pooling does too, with the pooling window as the kernel and no padding.
#
# **Exercise 1.** Write the formula as a function.

# %% exercise="conv_output_size"
def conv_output_size(size, kernel, padding=0, stride=1):
    """Give the number of rows that a convolution or a pooling layer puts out.

    Parameters
    ----------
    size : int
        Rows of the input, without padding.
    kernel : int
        Rows of the kernel or of the pooling window. It fits into the padded input.
    padding : int
        Rows that are added on each side (above and below), 0 or more.
    stride : int
        Rows from one position of the kernel to the next, 1 or more.

    Returns
    -------
    int
        Rows of the output, a whole number of the type int.
    """
    ### START YOUR CODE ###
    return (size - kernel + 2 * padding) // stride + 1
    ### END YOUR CODE ###


# %% tests="conv_output_size" points=2
from dlcourse.testing import check_close

check_close(
    conv_output_size(10, 3, 1, 2),
    5,
    "10 rows, kernel 3, padding 1, stride 2",
    kind="int",
    mistakes={"the + 1 is missing: a kernel that fits just once has one position": 4},
)
check_close(
    conv_output_size(28, 5, 2, 1),
    28,
    "28 rows, kernel 5, padding 2, stride 1",
    kind="int",
    mistakes={
        "the padding is added on each side: it counts twice": 26,
        "the + 1 is missing: a kernel that fits just once has one position": 27,
    },
)
check_close(conv_output_size(28, 2, 0, 2), 14, "pooling: 28 rows, window 2, stride 2", kind="int")
### BEGIN HIDDEN TESTS
check_close(
    conv_output_size(12, 3),
    10,
    "without padding and with stride 1",
    kind="int",
    mistakes={"the size of the kernel is ignored": 12},
)
for size, kernel, padding, stride in [
    (10, 3, 0, 2),
    (7, 2, 0, 2),
    (224, 7, 3, 2),
    (5, 5, 0, 3),
    (32, 3, 1, 3),
    (13, 4, 2, 5),
    (6, 1, 0, 4),
]:
    top = size - kernel + 2 * padding
    check_close(
        conv_output_size(size, kernel, padding, stride),
        top // stride + 1,
        "another size, kernel, padding and stride",
        kind="int",
        mistakes={
            "round down before adding 1: the kernel has to fit in completely": -(-top // stride) + 1,
            "round down: a rounded result counts a position that does not fit": round(top / stride)
            + 1,
            "the stride is ignored": top + 1,
            "the padding is added on each side: it counts twice": (size - kernel + padding)
            // stride
            + 1,
            "the + 1 is missing": top // stride,
            "divide only the difference by the stride, and add 1 afterwards": (top + 1) // stride,
        },
    )
### END HIDDEN TESTS

# %% [markdown]
# Move the sliders. On the left the pixels are white, the padding is gray, and the dots mark where
# the upper left corner of the kernel stands; the first and the last position are outlined. On the
# right is the output, one cell for each dot. Which padding keeps the size of a 5×5 kernel? Which
# pixels does no kernel see when the stride does not fit?


# %%
def draw_positions(size, kernel, padding, stride):
    """Draw the positions of a kernel on a padded image, and the output."""
    out, wide = conv_output_size(size, kernel, padding, stride), size + 2 * padding
    figure, (left, right) = plt.subplots(1, 2, figsize=(7.5, 3.8))
    pixels = np.pad(np.ones((size, size)), padding, constant_values=0.75)
    left.imshow(pixels, cmap="gray", vmin=0, vmax=1, extent=(0, wide, wide, 0))
    corners = [(stride * i, stride * j) for i in range(out) for j in range(out)]
    left.scatter(*np.add(corners, 0.5).T, s=18, color="tab:blue", zorder=3)
    last = stride * (out - 1)
    left.add_patch(Rectangle((0, 0), kernel, kernel, fill=False, edgecolor="tab:orange", lw=3))
    left.add_patch(Rectangle((last, last), kernel, kernel, fill=False, edgecolor="tab:red", lw=3))
    left.set_title(f"input {size}×{size}, padding {padding}: {wide}×{wide}")
    right.imshow(np.ones((out, out)), cmap="Blues", vmin=0, vmax=3, extent=(0, out, out, 0))
    right.set_title(f"output {out}×{out}")
    for ax, cells in ((left, wide), (right, out)):
        ax.set_xticks(range(cells + 1), labels=[])
        ax.set_yticks(range(cells + 1), labels=[])
        ax.grid(color="gray", lw=0.5)
        ax.set(xlim=(-0.3, wide + 0.3), ylim=(wide + 0.3, -0.3), xlabel="columns", ylabel="rows")
        ax.tick_params(length=0)
    return figure


explore(
    draw_positions,
    size=slider(5, 12, 10, label="size n"),
    kernel=slider(1, 5, 3, label="kernel k"),
    padding=slider(0, 3, 1, label="padding p"),
    stride=slider(1, 4, 2, label="stride s"),
)

# %% [markdown]
# ## 3 · The network, and where its parameters are
#
# This is the network you will build. It alternates convolution and pooling until the features are
# few and rich, lays them in a row, and lets a dense network classify them.
#
# | | layer | output | size |
# | --- | --- | --- | --- |
# | | image | 1×28×28 | 784 |
# | 0 | convolution: 16 kernels of 5×5, padding keeps the size | 16×28×28 | 12,544 |
# | 1 | ReLU | 16×28×28 | 12,544 |
# | 2 | max pooling, window 2, stride 2 | 16×14×14 | 3,136 |
# | 3 | convolution: 32 kernels of 3×3, padding keeps the size | 32×14×14 | 6,272 |
# | 4 | ReLU | 32×14×14 | 6,272 |
# | 5 | max pooling, window 2, stride 2 | 32×7×7 | 1,568 |
# | 6 | flatten: all features in a row | 1,568 | 1,568 |
# | 7 | dense layer, 200 neurons | 200 | 200 |
# | 8 | ReLU | 200 | 200 |
# | 9 | dense layer, one neuron for each class | 10 | 10 |
#
# "Padding keeps the size" means $p = (k-1)/2$ with stride 1: two pixels for the 5×5 kernels, one for
# the 3×3 kernels. Both convolutions pad by *reflection*: the pixels next to the border are mirrored
# at it, so that …3 2 1 goes on as 2 3…. Zeros would draw an artificial edge around every image that
# is not black at its border, and the kernels would react to it.


# %%
def draw_network():
    """Draw the layers: images as stacks of sheets, dense layers as columns."""
    figure, ax = plt.subplots(figsize=(9, 3))
    x = 0.0
    for name, channels, size in [
        ("image\n1×28×28", 1, 28),
        ("conv 5×5, ReLU\n16×28×28", 16, 28),
        ("max pool\n16×14×14", 16, 14),
        ("conv 3×3, ReLU\n32×14×14", 32, 14),
        ("max pool\n32×7×7", 32, 7),
    ]:
        for sheet in reversed(range(channels)):
            corner = (x + 0.4 * sheet, -size / 2 + 0.4 * sheet)
            ax.add_patch(Rectangle(corner, 0.6 * size, size, fc="#9ecae1", ec="#08519c", lw=0.6))
        ax.text(x + 0.3 * size + 0.2 * channels, -17, name, ha="center", va="top", fontsize=8)
        x += 0.6 * size + 0.4 * channels + 9
    for name, height in [("flatten\n1,568", 30), ("dense, ReLU\n200", 18), ("dense\n10", 6)]:
        ax.add_patch(Rectangle((x, -height / 2), 2, height, fc="#fdd0a2", ec="#a63603", lw=0.8))
        ax.text(x + 1, -17, name, ha="center", va="top", fontsize=8)
        x += 14
    ax.set(xlim=(-4, x - 4), ylim=(-24, 24), aspect="equal", title="From 784 pixels to 10 logits")
    ax.axis("off")
    return figure


draw_network()
plt.show()

# %% [markdown]
# How many parameters is that? A kernel of $k \times k$ looks at all $c$ input channels, so it has
# $k^2 c$ weights, and each of the $c'$ kernels has one bias:
#
# $$\text{convolution:}\quad (k^2\, c + 1)\; c' \qquad\qquad \text{dense layer:}\quad (n + 1)\; n'$$
#
# A dense layer with $n$ inputs and $n'$ neurons has one weight for each pair, and a bias for each
# neuron. That is the first formula with $k = 1$: each "kernel" sees every input once. Note what is
# missing in the formula for the convolution: the size of the image.
#
# **Exercise 2.** Count the parameters of a layer of either kind.

# %% exercise="count_parameters"
def count_parameters(inputs, outputs, kernel=1, bias=True):
    """Count the parameters of a convolutional or a dense layer.

    Parameters
    ----------
    inputs : int
        Channels that go into a convolutional layer, or numbers that go into a dense layer.
    outputs : int
        Kernels of a convolutional layer, or neurons of a dense layer.
    kernel : int
        Rows, and also columns, of each kernel. Leave it at 1 for a dense layer.
    bias : bool
        Whether the layer has biases. With False only the weights are counted.

    Returns
    -------
    int
    """
    ### START YOUR CODE ###
    weights = kernel**2 * inputs * outputs
    return weights + outputs if bias else weights
    ### END YOUR CODE ###


# %% tests="count_parameters" points=2
from dlcourse.testing import check_close

check_close(
    count_parameters(1, 16, 5),
    416,
    "the first convolution, 1 channel to 16",
    kind="int",
    mistakes={
        "the biases are missing": 400,
        "a kernel of 5×5 has 25 weights, not 5": 96,
        "there is one bias for each kernel, not one in all": 401,
        "a kernel has one bias, not one for each of its pixels": 800,
    },
)
check_close(
    count_parameters(1568, 200),
    313_800,
    "the dense layer from 1,568 to 200",
    kind="int",
    mistakes={
        "the biases are missing": 313_600,
        "there is one bias for each neuron, not one in all": 313_601,
    },
)
### BEGIN HIDDEN TESTS
for inputs, outputs, kernel in [(16, 32, 3), (3, 64, 3), (200, 10, 1), (7, 1, 4), (1, 5, 6)]:
    weights = inputs * outputs * kernel * kernel
    check_close(
        count_parameters(inputs, outputs, kernel),
        weights + outputs,
        "another layer",
        kind="int",
        mistakes={
            "the biases are missing": weights,
            "each kernel looks at all input channels: the number of inputs is ignored": outputs
            * (kernel * kernel + 1),
            "the kernel's side has to be squared": inputs * outputs * kernel + outputs,
            "there is one bias for each output, not one in all": weights + 1,
            "there is one bias for each output, not for each input": weights + inputs,
            "a kernel has one bias, not one for each input channel": weights + inputs * outputs,
            "a kernel has one bias, not one for each of its pixels": (inputs + 1)
            * outputs
            * kernel
            * kernel,
        },
    )
    check_close(
        count_parameters(inputs, outputs, kernel, bias=False),
        weights,
        "another layer without biases",
        kind="int",
        mistakes={"the argument bias is ignored": weights + outputs},
    )
### END HIDDEN TESTS

# %% [markdown]
# Now compare two networks: ours, and VGG16, a famous network of 2014 for color photos of 224×224
# pixels. VGG16 puts two or three 3×3 convolutions in a row before each pooling layer. The notes list
# its layers and their numbers of weights, without biases. (Their table has a misprint: the layer from
# 64 to 128 channels has $3 \cdot 3 \cdot 64 \cdot 128 = 73{,}728$ weights, of which only "73,7" is
# printed.) Your function makes the table.

# %%
OURS = {
    "conv 5×5, 1 → 16": count_parameters(1, 16, 5),
    "conv 3×3, 16 → 32": count_parameters(16, 32, 3),
    "dense 1,568 → 200": count_parameters(1568, 200),
    "dense 200 → 10": count_parameters(200, 10),
}
VGG_CHANNELS = [3, 64, 64, 128, 128, 256, 256, 256, 512, 512, 512, 512, 512, 512]
VGG16 = {
    f"conv {number}: 3×3, {c_in} → {c_out}": count_parameters(c_in, c_out, 3, bias=False)
    for number, (c_in, c_out) in enumerate(zip(VGG_CHANNELS, VGG_CHANNELS[1:], strict=False), 1)
} | {
    "dense 7·7·512 → 4,096": count_parameters(7 * 7 * 512, 4096, bias=False),
    "dense 4,096 → 4,096": count_parameters(4096, 4096, bias=False),
    "dense 4,096 → 1,000": count_parameters(4096, 1000, bias=False),
}


def show_counts(title, counts):
    """Print the parameters of each layer, and what share the convolutions have."""
    total = sum(counts.values())
    convolutions = sum(count for name, count in counts.items() if name.startswith("conv"))
    print(title)
    for name, count in counts.items():
        print(f"  {name:28} {count:12,}  {count / total:6.1%}")
    print(f"  {'in all':28} {total:12,}")
    print(f"  {'of that in convolutions':28} {convolutions:12,}  {convolutions / total:6.1%}\n")


show_counts("Our network, weights and biases", OURS)
show_counts("VGG16, weights only", VGG16)

# %%
figure, ax = plt.subplots(figsize=(8, 1.9))
for row, (title, counts) in enumerate({"our network": OURS, "VGG16": VGG16}.items()):
    start, total = 0.0, sum(counts.values())
    for name, count in counts.items():
        kind, color = ("conv", "#6baed6") if name.startswith("conv") else ("dense", "#fdae6b")
        ax.barh(row, 100 * count / total, left=start, color=color, edgecolor="white", lw=0.5)
        start += 100 * count / total
ax.set_yticks([0, 1], labels=["our network", "VGG16"])
ax.set(xlabel="share of the parameters (%)", xlim=(0, 100), title="Where the parameters are")
handles = [Rectangle((0, 0), 1, 1, color=color) for color in ("#6baed6", "#fdae6b")]
ax.legend(handles, ["convolutions", "dense layers"], loc="upper left", bbox_to_anchor=(1, 1))
plt.show()

# %% [markdown]
# Both times the dense layers hold about nine tenths of the parameters or more. Thirteen
# convolutional layers of VGG16 together weigh less than its first dense layer: that is what sharing
# weights saves.

# %% [markdown]
# ## 4 · Images as batches
#
# PyTorch wants images as a tensor of shape (N, C, H, W): N images, C channels, H rows, W columns,
# with numbers of the type float32. The data sets come as arrays of whole numbers from 0 to 255, and
# gray images have no axis for the channel.
#
# **Exercise 3.** Turn images into a batch. Divide by 255, the largest possible value, and not by the
# largest value that happens to be there: a dark image shall stay dark.

# %% exercise="to_batch"
def to_batch(images):
    """Turn images into a batch for a convolutional network.

    Parameters
    ----------
    images : ndarray of uint8, shape (N, H, W) for gray or (N, 3, H, W) for color images
        Values from 0 to 255, N at least 1. It stays unchanged.

    Returns
    -------
    torch.Tensor of float32, shape (N, 1, H, W) for gray or (N, 3, H, W) for color images
        The values divided by 255, in [0, 1].
    """
    ### START YOUR CODE ###
    batch = torch.from_numpy(images).to(torch.float32) / 255
    return batch.unsqueeze(1) if batch.ndim == 3 else batch
    ### END YOUR CODE ###


# %% tests="to_batch" points=2
import numpy as np

from dlcourse.testing import check_close, check_equal, check_shape, check_unchanged, rng

gray = rng("gray").integers(0, 256, size=(5, 6, 4), dtype=np.uint8)
batch = to_batch(gray)
check_shape(
    batch, (5, 1, 6, 4), "the batch of 5 gray images", hint="the channel is the second axis"
)
check_equal(str(batch.dtype), "torch.float32", "the dtype", hint="a network computes in float32")
check_close(
    batch,
    gray[:, None] / np.float32(255),
    "the values of the batch",
    mistakes={"divide by 255: the values have to lie in [0, 1]": gray[:, None].astype(float)},
)
### BEGIN HIDDEN TESTS
color = rng("color").integers(0, 256, size=(2, 3, 5, 7), dtype=np.uint8)
batch = to_batch(color)
check_shape(
    batch, (2, 3, 5, 7), "a batch of color images", hint="color images have their channels already"
)
check_close(batch, color / np.float32(255), "the values of color images")
check_equal(str(batch.dtype), "torch.float32", "the dtype of color images")
dark = rng("dark").integers(20, 100, size=(1, 4, 4), dtype=np.uint8)
before = dark.copy()
batch = to_batch(dark)
check_shape(batch, (1, 1, 4, 4), "a single dark image", hint="a batch of one is still a batch")
check_close(
    batch,
    before[:, None] / np.float32(255),
    "the values of a dark image",
    mistakes={
        "divide by 255, not by the largest value of the image": before[:, None] / before.max(),
        "only divide by 255: the smallest value stays what it is": (before[:, None] - before.min())
        / (before.max() - before.min() + 0.0),
        "divide by 255, not by 256": before[:, None] / 256,
    },
)
check_unchanged(dark, before, "the images that you gave")
### END HIDDEN TESTS

# %% [markdown]
# Now the data: Fashion-MNIST, ten kinds of clothing, gray images of 28×28 pixels. It is the twin of
# MNIST, with the same sizes and the same split, and clearly harder. Everything moves to the device
# once; 60,000 small images fit into the memory of any computer.


# %% tags=["skip-execution"]
def prepare(dataset):
    """Give (images, labels) of the training and of the test set as tensors on the device."""
    print(f"{dataset.name}: {len(dataset.train_labels):,} training images,", end=" ")
    print(f"{len(dataset.test_labels):,} test images of shape {dataset.train_images.shape[1:]}")
    return tuple(
        (to_batch(images).to(device), torch.from_numpy(labels).to(device))
        for images, labels in (
            (dataset.train_images, dataset.train_labels),
            (dataset.test_images, dataset.test_labels),
        )
    )


fashion = load_fashion_mnist()
train, test = prepare(fashion)
first = [np.flatnonzero(fashion.train_labels == label)[:2] for label in range(10)]
plot_tiles(
    fashion.train_images[np.transpose(first).ravel()],
    captions=[*fashion.class_names, *[""] * 10],
    columns=10,
    title="Two images of each class of Fashion-MNIST",
)
plt.show()

# %% [markdown]
# ## 5 · Building the network
#
# Here is a complete CNN, smaller than ours. Read it line by line: `nn.Sequential` applies its layers
# one after the other, and indexing with `[0]`, `[1]`, … gives the single layers. The number of inputs
# of the dense layer has to be computed: 4 channels of half the image's rows and columns. You will
# use this little network in the next exercises; it is given complete, and grading restores it.


# %% given="tiny_cnn"
def tiny_cnn(in_channels=1, image_size=8, num_classes=3, seed=0):
    """Build a very small CNN for trying things out: 4 kernels of 3×3, one dense layer."""
    torch.manual_seed(seed)
    half = image_size // 2
    return nn.Sequential(
        nn.Conv2d(in_channels, 4, kernel_size=3, padding=1),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Flatten(),
        nn.Linear(4 * half * half, num_classes),
    )


# %%
tiny = tiny_cnn()
print(tiny)
print("Logits of two images:", tuple(tiny(torch.rand(2, 1, 8, 8)).shape))

# %% [markdown]
# A second helper copies the parameters of a network, so that you (and the tests) can look at them.


# %% given="snapshot"
def snapshot(model):
    """Copy all parameters of a network to the CPU: a dict from name to tensor."""
    return {name: p.detach().cpu().clone() for name, p in model.named_parameters()}


# %%
for name, values in snapshot(tiny).items():
    print(f"{name:10} {tuple(values.shape)!s:14} {values.numel():3} numbers")

# %% [markdown]
# **No softmax at the end.** Our networks return *logits*, the raw outputs of the last layer. The
# loss `nn.functional.cross_entropy` contains the (log-)softmax already, in a form that cannot overflow.
#
# In the notes the network ends with a softmax layer, and its output goes into `nn.CrossEntropyLoss`,
# which applies a softmax once more. No error appears, but the loss is not the cross-entropy of the
# network's probabilities, and it can never become small: for ten classes the best it could reach
# is $\ln(e + 9) - 1 \approx 1.46$. Such a network learns, but slowly. Leave the softmax out; where
# you want probabilities, apply it yourself.
#
# **Exercise 4.** Build the network of section 3, for images with any number of channels, any size
# and any number of classes. `nn.Conv2d` takes `padding="same"` to keep the size, and
# `padding_mode="reflect"`. Two poolings halve the size twice, rounding down each time; together that is
# `image_size // 4`.

# %% exercise="build_cnn"
def build_cnn(in_channels, image_size, num_classes):
    """Build the CNN with 16 kernels of 5×5, 32 kernels of 3×3 and 200 hidden neurons.

    The layers 0 to 9 of the table in section 3, in this order: conv, ReLU, pool, conv, ReLU, pool,
    flatten, dense, ReLU, dense. Both convolutions keep the size of the image and pad it with
    ``padding_mode="reflect"``. All layers have biases and the initial values that PyTorch gives.

    Parameters
    ----------
    in_channels : int
        1 for gray images, 3 for color images.
    image_size : int
        Rows and also columns of the images, at least 8.
    num_classes : int
        Outputs of the last layer.

    Returns
    -------
    torch.nn.Sequential
        Takes a float32 tensor of shape (N, in_channels, image_size, image_size), returns the logits
        (no softmax) as a float32 tensor of shape (N, num_classes), N at least 1.
    """
    ### START YOUR CODE ###
    return nn.Sequential(
        nn.Conv2d(in_channels, 16, kernel_size=5, padding="same", padding_mode="reflect"),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Conv2d(16, 32, kernel_size=3, padding="same", padding_mode="reflect"),
        nn.ReLU(),
        nn.MaxPool2d(2),
        nn.Flatten(),
        nn.Linear(32 * (image_size // 4) ** 2, 200),
        nn.ReLU(),
        nn.Linear(200, num_classes),
    )
    ### END YOUR CODE ###

