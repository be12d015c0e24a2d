# %% [markdown]
# # 22 · Convolutional neural networks
#
# In units 20 and 21 you took convolutions apart and wrote the layers by hand. Now you put them
# together: a small but complete convolutional neural network (CNN), trained on pictures of
# clothes and on color photos, and opened up afterwards to see what it has learned.
#
# **You will be able to**
#
# - say why images want convolutions, in terms of locality and shared weights,
# - follow the size of an image through a network and count the parameters of its layers,
# - build a CNN with `nn.Sequential` for gray and for color images of any size,
# - train it and test it with two short functions, on a CPU or a GPU,
# - look inside a trained network: its kernels and its activation maps.
#
# **Time needed:** about 3 hours.
# **What to know before:** training with PyTorch (unit 16), convolution, padding and stride
# (unit 20), convolutional and pooling layers (unit 21).
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
# A dense layer connects every neuron with every pixel, and has no idea which pixels are
# neighbors: for it, an image is a list of 784 numbers in some order. If the pixels of *all*
# images are shuffled in the same way, as in the right picture, a dense network learns just as
# well as before.

# %% tags=["skip-execution"]
boot = fashion_sample().train_images[fashion_sample().train_labels == 9][0]
moved = np.pad(boot, ((0, 0), (5, 0)))[:, :28]
shuffled = np.random.default_rng(0).permutation(boot.ravel()).reshape(28, 28)
captions = ["an ankle boot", "5 pixels to the right", "the same pixels, shuffled"]
plot_tiles(np.stack([boot, moved, shuffled]), captions=captions, columns=3)
plt.show()

# %% [markdown]
# That costs twice. For a dense network the middle picture is a new pattern, since other pixels
# are bright: it would have to learn the boot again at every position. And it has very many
# weights: a color image of 400×400 pixels has 480,000 numbers, so a single dense layer of 1,000
# neurons needs 480 million of them.
#
# A convolutional layer builds two facts about images into the network:
#
# - **Locality.** Edges, corners and textures are made of neighboring pixels. So each output looks
#   at a small window of the input only, its *receptive field*.
# - **Shared weights.** A pattern that is worth detecting in one corner is worth detecting
#   everywhere. So all positions use the same kernel.
#
# With input channels $c$ and, for each output channel $c'$, a kernel $w^{c'}$ and a bias
# $b^{c'}$:
#
# $$a'^{\,c'}_{i,j} = \sum_{c,m,n} a^{c}_{i+m,\,j+n}\; w^{c'}_{c,m,n} + b^{c'}$$
#
# Move the input by three pixels and the output moves by three pixels too. The exact word for this
# is *equivariant*. You will often read that convolutions are translation *invariant*, also in the
# notes that this course follows; that would mean that the output does not change at all. Max
# pooling adds a little of that, over a pixel or two. Section 8 measures how far it goes.

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
        Rows of the output: a whole number of the type int, not a float such as 5.0.
    """
    ### START YOUR CODE ###
    return (size - kernel + 2 * padding) // stride + 1
    ### END YOUR CODE ###


# %% tests="conv_output_size" points=2
from dlcourse.testing import check_close

name = "10 rows, kernel 3, padding 1, stride 2"
mistakes = {
    "the + 1 is missing: a kernel that fits just once has one position": 4,
    "round down: a kernel has to fit in completely": 6,
}
check_close(conv_output_size(10, 3, 1, 2), 5, name, kind="int", mistakes=mistakes)
name = "28 rows, kernel 5, padding 2, stride 1"
mistakes = {"padding is added on each side: it counts twice": 26, "the + 1 is missing": 27}
check_close(conv_output_size(28, 5, 2, 1), 28, name, kind="int", mistakes=mistakes)
name = "pooling of 28 rows, window 2, stride 2"
mistakes = {"add the 1 after the division, not before it": 13}
check_close(conv_output_size(28, 2, 0, 2), 14, name, kind="int", mistakes=mistakes)
### BEGIN HIDDEN TESTS
others = [(12, 3, 0, 1), (10, 3, 0, 2), (7, 2, 0, 2), (224, 7, 3, 2), (5, 5, 0, 3)]
others += [(32, 3, 1, 3), (13, 4, 2, 5), (6, 1, 0, 4), (3, 5, 1, 1), (9, 4, 3, 2)]
for size, kernel, padding, stride in others:
    room = size - kernel + 2 * padding
    mistakes = {
        "round down: a kernel has to fit in completely": 1 - (-room // stride),
        "round down, not to the nearest: a kernel has to fit in": round(room / stride) + 1,
        "the stride is ignored": room + 1,
        "padding is added on each side: it counts twice": (room - padding) // stride + 1,
        "the padding is ignored": (size - kernel) // stride + 1,
        "the + 1 is missing": room // stride,
        "add the 1 after the division, not before it": (room + 1) // stride,
    }
    came, wanted = conv_output_size(size, kernel, padding, stride), room // stride + 1
    hint = "all four arguments count: compare with the formula, term by term"
    check_close(came, wanted, "another input", kind="int", mistakes=mistakes, hint=hint)
check_close(conv_output_size(9, 4), 6, "no padding and no stride given", kind="int")
### END HIDDEN TESTS

# %% [markdown]
# Move the sliders. On the left, pixels are white and padding is gray; each dot marks a position
# of the kernel by its upper left corner, and the first and the last position are outlined. On the
# right is the output, one cell for each dot. Which padding keeps the size of the image for a 5×5
# kernel? Which pixels does no kernel see when the stride does not fit?


# %% tags=["skip-execution"]
def draw_positions(size, kernel, padding, stride):
    """Draw the positions of a kernel on a padded image, and the output."""
    out, wide = conv_output_size(size, kernel, padding, stride), size + 2 * padding
    figure, axes = plt.subplots(1, 2, figsize=(7, 3.6), layout="constrained")
    pixels = np.pad(np.zeros((size, size)), padding, constant_values=1)
    axes[0].pcolormesh(pixels, cmap="Greys", vmin=0, vmax=4, edgecolors="gray", lw=0.5)
    corners = stride * np.arange(out) + 0.5
    axes[0].scatter(*np.meshgrid(corners, corners), s=16, color="tab:blue", zorder=3)
    for corner, color in ((0, "tab:orange"), (stride * (out - 1), "tab:red")):
        frame = Rectangle((corner, corner), kernel, kernel, fill=False, edgecolor=color, lw=3)
        axes[0].add_patch(frame)
    axes[1].pcolormesh(np.ones((out, out)), cmap="Blues", vmin=0, vmax=3, edgecolors="gray", lw=0.5)
    axes[0].set_title(f"input {size}×{size}, padded to {wide}×{wide}")
    axes[1].set_title(f"output {out}×{out}")
    for ax in axes:
        ax.set(xlim=(-0.3, wide + 0.3), ylim=(wide + 0.3, -0.3), aspect="equal")
        ax.axis("off")
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
# small and rich, lays them in a row, and lets a dense network classify them.
#
# | | layer | output | numbers |
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
# To keep the size with stride 1, the padding is $p = (k-1)/2$: two pixels for the 5×5 kernels,
# one for the 3×3 kernels. Both convolutions pad by *reflection*: the pixels next to the border
# are mirrored at it, so that a row `3 2 1` goes on as `2 3`. Zeros would draw an artificial edge
# around every image that is not black at its border, and the kernels would react to it.


# %% tags=["skip-execution"]
def draw_network():
    """Draw the layers: images as stacks of sheets, dense layers as columns."""
    _, ax = plt.subplots(figsize=(9, 2.8))
    x = 0.0
    for name, channels, size in [
        ("image\n1×28×28", 1, 28),
        ("conv 5×5, ReLU\n16×28×28", 16, 28),
        ("max pool\n16×14×14", 16, 14),
        ("conv 3×3, ReLU\n32×14×14", 32, 14),
        ("max pool\n32×7×7", 32, 7),
    ]:
        for sheet in reversed(range(channels)):
            corner = (x + 0.4 * sheet, 0.4 * sheet - size / 2)
            ax.add_patch(Rectangle(corner, 0.6 * size, size, fc="#9ecae1", ec="#08519c", lw=0.6))
        ax.text(x + 0.3 * size + 0.2 * channels, -17, name, ha="center", va="top", fontsize=8)
        x += 0.6 * size + 0.4 * channels + 9
    for name, height in [("flatten\n1,568", 30), ("dense, ReLU\n200", 18), ("dense\n10", 6)]:
        ax.add_patch(Rectangle((x, -height / 2), 2, height, fc="#fdd0a2", ec="#a63603", lw=0.8))
        ax.text(x + 1, -17, name, ha="center", va="top", fontsize=8)
        x += 19
    ax.set(xlim=(-4, x - 8), ylim=(-24, 22), aspect="equal", title="From 784 pixels to 10 logits")
    ax.axis("off")


draw_network()
plt.show()

# %% [markdown]
# How many parameters is that? A kernel of $k \times k$ looks at all $c$ input channels, so it has
# $k^2 c$ weights, and each of the $c'$ kernels has one bias:
#
# $$\text{convolution:}\quad (k^2\, c + 1)\; c' \qquad\qquad \text{dense layer:}\quad (n + 1)\; n'$$
#
# A dense layer with $n$ inputs and $n'$ neurons has one weight for each pair, and a bias for each
# neuron. That is the first formula with $k = 1$. Note what is missing in the formula for the
# convolution: the size of the image.
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
        Rows, and also columns, of each kernel. It stays at 1 for a dense layer.
    bias : bool
        Whether the layer has biases. With False only the weights are counted.

    Returns
    -------
    int
        A whole number of the type int.
    """
    ### START YOUR CODE ###
    weights = kernel**2 * inputs * outputs
    return weights + outputs if bias else weights
    ### END YOUR CODE ###


# %% tests="count_parameters" points=2
from dlcourse.testing import check_close

mistakes = {
    "the biases are missing": 400,
    "a kernel of 5×5 has 25 weights, not 5": 96,
    "there is one bias for each output, not one in all": 401,
    "a kernel has one bias, not one for each weight": 800,
}
name = "a convolution with 16 kernels of 5×5 on 1 channel"
check_close(count_parameters(1, 16, 5), 416, name, kind="int", mistakes=mistakes)
mistakes = {
    "the biases are missing": 313_600,
    "there is one bias for each neuron, not one in all": 313_601,
    "there is one bias for each neuron, not one for each weight": 627_200,
}
name = "a dense layer from 1,568 to 200"
check_close(count_parameters(1568, 200), 313_800, name, kind="int", mistakes=mistakes)
### BEGIN HIDDEN TESTS
for inputs, outputs, kernel in [(16, 32, 3), (3, 64, 3), (200, 10, 1), (7, 1, 4), (5, 2, 6)]:
    weights = inputs * outputs * kernel * kernel
    mistakes = {
        "the biases are missing": weights,
        "each kernel looks at all input channels: inputs is ignored": outputs * (kernel**2 + 1),
        "a kernel has kernel × kernel weights: square it": outputs * (inputs * kernel + 1),
        "there is one bias for each output, not one in all": weights + 1,
        "there is one bias for each output, not for each input": weights + inputs,
        "a kernel has one bias, not one for each channel": weights + inputs * outputs,
        "a kernel has one bias, not one for each weight": 2 * weights,
        "a kernel has one bias, not one for each pixel": weights + outputs * kernel**2,
    }
    came = count_parameters(inputs, outputs, kernel)
    hint = "compare with the formula, term by term"
    name, wanted = "another layer", weights + outputs
    check_close(came, wanted, name, kind="int", mistakes=mistakes, hint=hint)
    came = count_parameters(inputs, outputs, kernel, bias=False)
    mistakes = {"the argument bias is ignored": weights + outputs}
    check_close(came, weights, "a layer without biases", kind="int", mistakes=mistakes)
check_close(count_parameters(9, 4, bias=False), 36, "a dense layer without biases", kind="int")
### END HIDDEN TESTS

# %% [markdown]
# Now compare two networks: ours, and VGG16, a famous network of 2014 for color photos of 224×224
# pixels. It puts two or three 3×3 convolutions in a row before each pooling. The notes list its
# layers and their weights, without biases. (Their table has a misprint: the layer from 64 to 128
# channels has $3 \cdot 3 \cdot 64 \cdot 128 = 73{,}728$ weights, of which only "73,7" is
# printed.)

# %% tags=["skip-execution"]
OURS = {
    "conv 5×5, 1 → 16": count_parameters(1, 16, 5),
    "conv 3×3, 16 → 32": count_parameters(16, 32, 3),
    "dense 1,568 → 200": count_parameters(1568, 200),
    "dense 200 → 10": count_parameters(200, 10),
}
CHANNELS = [3, 64, 64, 128, 128, 256, 256, 256, 512, 512, 512, 512, 512, 512]
VGG16 = {
    f"conv {i:2}: 3×3, {CHANNELS[i - 1]} → {CHANNELS[i]}": count_parameters(
        CHANNELS[i - 1], CHANNELS[i], 3, bias=False
    )
    for i in range(1, 14)
}
for inputs, outputs in [(7 * 7 * 512, 4096), (4096, 4096), (4096, 1000)]:
    VGG16[f"dense {inputs:,} → {outputs:,}"] = count_parameters(inputs, outputs, bias=False)

for title, counts in {"Our network, with biases": OURS, "VGG16, weights only": VGG16}.items():
    total = sum(counts.values())
    in_convolutions = sum(count for name, count in counts.items() if name.startswith("conv"))
    print(title)
    for name, count in (counts | {"all": total, "all convolutions": in_convolutions}).items():
        print(f"  {name:24} {count:12,} {count / total:7.1%}")

# %% [markdown]
# Both times the dense layers hold most of the parameters. All thirteen convolutional layers of
# VGG16 together have fewer weights than its first or its second dense layer: that is what sharing
# weights saves.

# %% [markdown]
# ## 4 · Images as batches
#
# PyTorch wants images as a tensor of shape (N, C, H, W): N images, C channels, H rows, W columns,
# with numbers of the type float32. The data sets come as arrays of whole numbers from 0 to 255,
# and gray images have no axis for the channel.
#
# **Exercise 3.** Turn images into a batch. Divide by 255, the largest possible value, and not by
# the largest value that happens to be there: a dark image shall stay dark. (`torch.from_numpy`
# makes a tensor of an array, `tensor.unsqueeze(k)` puts in an axis of length 1 at place k.)


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

images = np.array([[[0, 51, 102]], [[153, 204, 255]]], dtype=np.uint8)
batch = to_batch(images)
hint = "the channel is the second axis"
check_shape(batch, (2, 1, 1, 3), "two gray images of 1×3 pixels: the shape", hint=hint)
wanted = [[[[0.0, 0.2, 0.4]]], [[[0.6, 0.8, 1.0]]]]
check_close(batch, np.array(wanted), "two gray images: the values", rtol=1e-4)
### BEGIN HIDDEN TESTS
for name, low, high, shape in [
    ("3 gray images", 0, 256, (3, 6, 4)),
    ("color images", 0, 256, (2, 3, 5, 7)),
    ("a single dark image", 20, 100, (1, 4, 6)),
    ("dark color images", 20, 100, (4, 3, 6, 6)),
]:
    images = rng(name).integers(low, high, size=shape, dtype=np.uint8)
    before = images.copy()
    batch = to_batch(images)
    raw = before[:, None].astype(float) if before.ndim == 3 else before.astype(float)
    check_shape(batch, raw.shape, f"{name}: the shape", hint="gray: 1 channel, color: 3 channels")
    mistakes = {
        "divide by 255: the values have to lie in [0, 1]": raw,
        "divide by 255, not by the largest value of the images": raw / raw.max(),
        "divide by 255 only: dark images stay dark": (raw - raw.min()) / (raw.max() - raw.min()),
        "divide by 255, not by 256": raw / 256,
        "the values have to lie in [0, 1], not in [−1, 1]": raw / 127.5 - 1,
    }
    check_close(batch, raw / 255, f"{name}: the values", rtol=1e-4, mistakes=mistakes)
    hint = "a tensor of the dtype torch.float32"
    check_equal(str(batch.dtype), "torch.float32", f"{name}: the dtype", hint=hint)
    check_unchanged(images, before, f"{name}: the array that you were given")
### END HIDDEN TESTS

# %% [markdown]
# Now the data: Fashion-MNIST, ten kinds of clothing, gray images of 28×28 pixels. It has the same
# sizes and the same split as MNIST, and is clearly harder. All images move to the device once;
# 60,000 small images fit into the memory of any computer.


# %% tags=["skip-execution"]
def prepare(dataset):
    """Show an image of each class; give training and test set as tensors on the device."""
    examples = [int(np.argmax(dataset.train_labels == label)) for label in range(10)]
    tiles, title = dataset.train_images[examples], f"{dataset.name}: an image of each class"
    _, ax = plt.subplots(figsize=(8.5, 1.4))
    plot_tiles(tiles, captions=dataset.class_names, title=title, ax=ax)
    plt.show()
    train = to_batch(dataset.train_images), torch.from_numpy(dataset.train_labels)
    test = to_batch(dataset.test_images), torch.from_numpy(dataset.test_labels)
    print("training images:", tuple(train[0].shape), "  test images:", tuple(test[0].shape))
    return [tensor.to(device) for tensor in train], [tensor.to(device) for tensor in test]


fashion = load_fashion_mnist()
train, test = prepare(fashion)

# %% [markdown]
# ## 5 · Building the network
#
# Here is a complete CNN, smaller than ours. Read it line by line: `nn.Sequential` applies its
# layers one after the other, and `[0]`, `[1]`, … give the single layers. The number of inputs of
# the dense layer has to be computed: 4 channels of half the image's rows and columns. You will
# meet this network again in the tests; it comes complete, and so does the second helper, which
# copies the parameters of a network so that one can look at them.


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


# %% given="snapshot"
def snapshot(model):
    """Copy all parameters of a network to the CPU: a dict from name to tensor."""
    return {name: p.detach().cpu().clone() for name, p in model.named_parameters()}


# %% tags=["skip-execution"]
tiny = tiny_cnn()
print("logits of two images:", tuple(tiny(torch.rand(2, 1, 8, 8)).shape))
print({name: tuple(values.shape) for name, values in snapshot(tiny).items()})

# %% [markdown]
# **No softmax at the end.** Our networks return *logits*, the raw outputs of the last layer. The
# loss `nn.functional.cross_entropy` contains the softmax already, in a form that cannot overflow.
# In the notes the network ends with a softmax layer, and its output goes into
# `nn.CrossEntropyLoss`, which applies a softmax once more. No error appears, but the loss is not
# the cross-entropy of the network's probabilities any more, and it cannot become small: with ten
# classes, the best it can reach is $\ln(e + 9) - 1 \approx 1.46$.
#
# **Exercise 4.** Build the network of section 3, for images with any number of channels, any size
# and any number of classes. `nn.Conv2d` takes `padding="same"` to keep the size, and
# `padding_mode="reflect"`. Two poolings halve the size twice, rounding down each time.


# %% exercise="build_cnn"
def build_cnn(in_channels, image_size, num_classes):
    """Build the CNN with 16 kernels of 5×5, 32 kernels of 3×3 and 200 hidden neurons.

    The layers 0 to 9 of the table in section 3, in this order: conv, ReLU, pool, conv, ReLU, pool,
    flatten, dense, ReLU, dense. Both convolutions keep the size of the image and pad it with
    ``padding_mode="reflect"``. The four layers with parameters have biases.

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


# %% tests="build_cnn" points=2
import numpy as np
import torch

from dlcourse.testing import check_equal, check_shape, check_true, rng


def run(net, shape, name):
    """Give the logits of random images, or say in the network's own words why there are none."""
    images = torch.from_numpy(rng(name).random(shape, dtype=np.float32))
    try:
        return net(images)
    except (RuntimeError, TypeError, ValueError) as error:
        return check_true(False, f"{name}: a forward pass", f"the network raised an error: {error}")


net = build_cnn(1, 28, 10)
name = "2 gray images of 28×28"
check_shape(run(net, (2, 1, 28, 28), name), (2, 10), f"{name}: the logits")
sizes = sorted(values.numel() for values in snapshot(net).values())
mistakes = {
    "biases are missing": 320_608,
    "the second pooling is missing": 1_261_666,
    "padding is missing: the images shrink": 167_266,
    "the second convolution has kernels of 3×3, not 5×5": 329_058,
    "the first convolution has kernels of 5×5, not 3×3": 320_610,
}
check_equal(sum(sizes), 320_866, f"{name}: the number of all parameters", mistakes=mistakes)
hint = "they are the weights and biases of the layers 0, 3, 7 and 9 of the table"
wanted = sorted([400, 16, 4_608, 32, 313_600, 200, 2_000, 10])
check_equal(sizes, wanted, f"{name}: the sizes of weights and biases, sorted", hint=hint)
### BEGIN HIDDEN TESTS
for name, count, channels, size, classes in [
    ("color images of 16×16", 2, 3, 16, 10),
    ("a single smaller image", 1, 1, 12, 7),
    ("color images of 14×14, 5 classes", 2, 3, 14, 5),
    ("tiny images with 2 channels", 3, 2, 8, 3),
]:
    net = build_cnn(channels, size, classes)
    logits = run(net, (count, channels, size, size), name)
    check_shape(logits, (count, classes), f"{name}: the logits")
    sizes = sorted(values.numel() for values in snapshot(net).values())
    weights = [400 * channels, 4_608, 6_400 * (size // 4) ** 2, 200 * classes]
    wanted = sorted([*weights, 16, 32, 200, classes])
    shrunk = 6_400 * 49 + sum(wanted) - weights[2]
    mistakes = {"the number of flattened features has to follow from image_size": shrunk}
    check_equal(sum(sizes), sum(wanted), f"{name}: the number of all parameters", mistakes=mistakes)
    check_equal(sizes, wanted, f"{name}: the sizes of weights and biases, sorted")
### END HIDDEN TESTS

# %% tests="build_cnn" points=3
import math

import numpy as np
import torch
import torch.nn.functional as F

from dlcourse.testing import check_close, check_equal, check_true, rng

images = torch.from_numpy(rng("gray images").random((3, 1, 28, 28), dtype=np.float32))
logits = build_cnn(1, 28, 10)(images)
sums = logits.sum(1)
what = "the network returns logits"
check_true(not bool((abs(sums - 1) < 1e-4).all()), what, "leave out the softmax at the end")
check_true(bool((logits < 0).any()), what, "logits may be negative: nothing follows the last layer")
### BEGIN HIDDEN TESTS


def same(a):
    """Leave the activations as they are."""
    return a


def compute(weights, images, classes, activations, pool=F.max_pool2d, pad="reflect"):
    """Compute what a network with these weights should, which are told apart by their size."""
    by_size = {values.numel(): values for values in weights.values()}
    a = images
    for place, (channels, kernel) in enumerate([(16, 5), (32, 3)]):
        shape = (channels, a.shape[1], kernel, kernel)
        a = F.pad(a, [kernel // 2] * 4, mode=pad)
        a = F.conv2d(a, by_size[math.prod(shape)].reshape(shape), by_size[channels])
        a = pool(activations[place](a), 2)
    a = a.flatten(1)
    a = activations[2](F.linear(a, by_size[200 * a.shape[1]].reshape(200, -1), by_size[200]))
    return F.linear(a, by_size[200 * classes].reshape(classes, 200), by_size[classes])


relu, missing = F.relu, "a ReLU is missing: the one after the"
variants = {
    "average pooling where max pooling is wanted": ((relu, relu, relu), F.avg_pool2d),
    f"{missing} first convolution": ((same, relu, relu),),
    f"{missing} second convolution": ((relu, same, relu),),
    "the ReLUs after both convolutions are missing": ((same, same, relu),),
    f"{missing} dense layer with 200 neurons": ((relu, relu, same),),
    "all ReLUs are missing": ((same, same, same),),
    "the activations are sigmoids, not ReLUs": ((torch.sigmoid,) * 3,),
    "the activations are tanh, not ReLUs": ((torch.tanh,) * 3,),
}
for pad, words in {"constant": "zeros", "replicate": "copies", "circular": "wrapping"}.items():
    words = f"the border is padded with {words}, wanted is padding_mode='reflect'"
    variants[words] = ((relu, relu, relu), F.max_pool2d, pad)
for name, channels, size, classes in [
    ("gray images", 1, 12, 10),
    ("color images", 3, 16, 7),
    ("smaller color images", 3, 10, 9),
]:
    net = build_cnn(channels, size, classes)
    images = torch.from_numpy(rng(name).random((3, channels, size, size), dtype=np.float32))
    try:
        came = net(images)
    except (RuntimeError, TypeError, ValueError) as error:
        check_true(False, f"{name}: a forward pass", f"the network raised an error: {error}")
    weights = snapshot(net)
    wanted = [400 * channels, 4_608, 6_400 * (size // 4) ** 2, 200 * classes, 16, 32, 200, classes]
    sizes = sorted(values.numel() for values in weights.values())
    hint = "first bring the other test cell of this exercise to pass"
    check_equal(sizes, sorted(wanted), f"{name}: the sizes of weights and biases", hint=hint)
    right = compute(weights, images, classes, (relu, relu, relu))
    mistakes = {
        "there is a softmax at the end, but logits are wanted": right.softmax(1),
        "there is a log-softmax at the end, but logits are wanted": right.log_softmax(1),
        "there is a ReLU at the end, but logits may be negative": right.relu(),
        "there is a sigmoid at the end, but logits are wanted": right.sigmoid(),
    }
    for words, how in variants.items():
        mistakes[words] = compute(weights, images, classes, *how)
    hint = "compare your layers with the table: activations, pooling, padding, nothing more"
    check_close(came, right, f"{name}: the logits", atol=1e-5, mistakes=mistakes, hint=hint)
### END HIDDEN TESTS

# %% [markdown]
# ## 6 · Training, on any device
#
# A training step is always the same, whatever the network: clear the old gradients, compute
# logits and cost, compute the gradients, let the optimizer change the parameters. PyTorch *adds*
# new gradients to old ones; without clearing, each step would also go in the directions of all
# steps before. The optimizer comes ready from this helper: Adam adapts the step size of every
# parameter (unit 13), and `"sgd"` is plain gradient descent.


# %% given="make_optimizer"
def make_optimizer(model, learning_rate, method="adam"):
    """Make an optimizer for all parameters of a network: "adam" or "sgd" (plain descent)."""
    methods = {"adam": torch.optim.Adam, "sgd": torch.optim.SGD}
    return methods[method](model.parameters(), lr=learning_rate)


# %% [markdown]
# **Exercise 5.** Write the training step. `nn.functional.cross_entropy` takes logits and class
# numbers and averages over the batch. Model and tensors are on the same device already.


# %% exercise="train_step"
def train_step(model, optimizer, images, labels):
    """Make one optimization step on one batch.

    Gradients of earlier steps do not count. The optimizer changes the parameters once.

    Parameters
    ----------
    model : torch.nn.Module
        Turns images into logits, a tensor of shape (N, K).
    optimizer : torch.optim.Optimizer
        Holds the parameters of `model`.
    images : torch.Tensor of float32, shape (N, C, H, W)
    labels : torch.Tensor of int64, shape (N,)
        Class numbers from 0 to K − 1.

    Returns
    -------
    float
        The cross-entropy, averaged over the batch, as it was before the step. A plain number.
    """
    ### START YOUR CODE ###
    optimizer.zero_grad()
    cost = nn.functional.cross_entropy(model(images), labels)
    cost.backward()
    optimizer.step()
    return cost.item()
    ### END YOUR CODE ###


# %% tests="train_step" points=3
import numpy as np
import torch
import torch.nn.functional as F

from dlcourse.testing import check_close, check_true, rng

model = tiny_cnn(seed=1)
images = torch.from_numpy(rng("one step").random((6, 1, 8, 8), dtype=np.float32))
labels = torch.tensor([0, 2, 1, 1, 0, 2])
before = snapshot(model)


def cross_entropy(z):
    """Compute the mean cross-entropy of logits from its formula."""
    return (z.exp().sum(1).log() - z[torch.arange(6), labels]).mean().item()


wanted, double = cross_entropy(model(images)), cross_entropy(model(images).softmax(1))
cost = train_step(model, make_optimizer(model, 0.3, "sgd"), images, labels)
mistakes = {
    "a softmax before cross_entropy, which contains it already": double,
    "the cost after the step, not the one before": cross_entropy(model(images)),
}
check_close(cost, wanted, "one step: the cost before it", batch_size=6, mistakes=mistakes)
after = snapshot(model)
changed = [name for name in before if bool((before[name] != after[name]).any())]
hint = "call step() after backward(), and zero_grad() not in between"
check_true(len(changed) == len(before), "one step: it changes all parameters", hint)
### BEGIN HIDDEN TESTS


def row(tensors):
    """Lay all numbers of a dict of tensors in a row."""
    return torch.cat([values.reshape(-1) for values in tensors.values()])


def right_step(weights, images, labels, softmax=False):
    """Give the cost of the tiny network and its gradient, in a row."""
    w = {name: values.clone().requires_grad_() for name, values in weights.items()}
    maps = F.relu(F.conv2d(images, w["0.weight"], w["0.bias"], padding=1))
    z = F.linear(F.max_pool2d(maps, 2).flatten(1), w["4.weight"], w["4.bias"])
    cost = F.cross_entropy(z.softmax(1) if softmax else z, labels)
    gradients = torch.autograd.grad(cost, list(w.values()))
    return cost.item(), row(dict(zip(w, gradients, strict=True)))


rate, twice = 0.3, "a softmax before cross_entropy, which contains it already"
for name, sizes in [("steps with batches of 5, 7 and 4", (5, 7, 4)), ("a batch of one", (1, 2))]:
    model, random, earlier = tiny_cnn(seed=len(sizes)), rng(name), 0
    optimizer = make_optimizer(model, rate, "sgd")
    for m in sizes:
        images = torch.from_numpy(random.random((m, 1, 8, 8), dtype=np.float32))
        labels = torch.from_numpy(random.integers(0, 3, size=m))
        weights = snapshot(model)
        (cost, slope), before = right_step(weights, images, labels), row(weights)
        softmax_cost, softmax_slope = right_step(weights, images, labels, softmax=True)
        came = train_step(model, optimizer, images, labels)
        later = right_step(snapshot(model), images, labels)[0]
        mistakes = {twice: softmax_cost, "the cost after the step, not the one before": later}
        check_close(came, cost, f"{name}: the cost", batch_size=m, mistakes=mistakes)
        mistakes = {
            "nothing changed: step() comes last, after backward()": before,
            "gradients of earlier steps are added: is zero_grad() missing?": before
            - rate * (slope + earlier),
            "two steps were made where one is wanted": before - 2 * rate * slope,
            "the gradient of the sum where the average is wanted": before - m * rate * slope,
            "the average divided by the batch size once more": before - rate * slope / m,
            "the step went uphill": before + rate * slope,
            twice: before - rate * softmax_slope,
        }
        came, wanted = row(snapshot(model)), before - rate * slope
        check_close(came, wanted, f"{name}: the parameters", atol=1e-6, mistakes=mistakes)
        earlier = earlier + slope
### END HIDDEN TESTS

# %% tests="train_step" points=1
import numpy as np
import torch

from dlcourse.testing import check_between, check_close, rng

pixels = rng("learned by heart").normal(size=(12, 1, 8, 8))
images, labels = torch.from_numpy(pixels.astype(np.float32)), torch.arange(12) % 3
model = tiny_cnn(seed=0)
optimizer = make_optimizer(model, 0.05)


def right_share():
    """Give the share of the 12 images that the network classifies rightly."""
    return (model(images).argmax(1) == labels).float().mean().item()


def learn(steps):
    """Make steps on all images; copies, so that nothing but the network can change."""
    for _ in range(steps):
        cost = train_step(model, optimizer, images.clone(), labels.clone())
    return cost


learn(12)
hint = "a network that cannot learn 12 images by heart has a mistake in its training step"
name = "12 steps on 12 images: the share classified rightly"
check_between(right_share(), 0.8, 1, name, hint=hint)
### BEGIN HIDDEN TESTS
learn(11)
chosen = model(images)[torch.arange(12), labels] - model(images).logsumexp(1)
check_close(learn(1), -chosen.mean(), "the cost of the last step, before it")
hint = "do the parameters follow the gradient of the cross-entropy of the logits?"
check_between(right_share(), 0.95, 1, "12 steps more: the share classified rightly", hint=hint)
chosen = model(images)[torch.arange(12), labels] - model(images).logsumexp(1)
check_between(-chosen.mean(), 0, 0.3, "12 steps more: the cross-entropy", hint=hint)
### END HIDDEN TESTS

# %% [markdown]
# How good is a network on many images? The function for that has to think of three things:
#
# - **Evaluation mode.** `model.eval()` switches off what is random in training, such as dropout.
#   Our network has nothing of the kind, but a function for all networks has to do it, and to
#   leave the model in the mode in which it came.
# - **No gradients.** Inside `with torch.no_grad():` PyTorch does not note how results were
#   computed. That saves time and memory.
# - **Batches.** The maps of the first layer alone take 0.5 GB for 10,000 images.
#
# It collects *logits*, and not the accuracy of each batch: the last batch is usually smaller, and
# then the mean of the batches' accuracies is not the accuracy. From all logits everything else
# follows without this trap: classes, probabilities, accuracy, cost, confusion matrix.
#
# This helper gives a network a diary of its forward passes. The tests use it.


# %% given="with_diary"
def with_diary(model):
    """Let a network note (number of images, training mode?, gradients?) in every forward pass."""
    model.diary = []

    def note(module, inputs):
        model.diary.append((len(inputs[0]), module.training, torch.is_grad_enabled()))

    model.register_forward_pre_hook(note)
    return model


# %% [markdown]
# **Exercise 6.** Compute the logits of many images, a batch at a time. (`tensor.split(n)` cuts a
# tensor into pieces of at most n rows, `torch.cat` joins pieces.)


# %% exercise="predict_logits"
def predict_logits(model, images, batch_size=500):
    """Give the logits of many images.

    The forward passes run in evaluation mode and with gradients switched off (`torch.no_grad` or
    `torch.inference_mode`). Afterwards the model is back in the mode that it had before.

    Parameters
    ----------
    model : torch.nn.Module
        Turns images into logits. `model.training` tells whether it is in training mode.
    images : torch.Tensor of float32, shape (N, C, H, W)
        N is at least 1, and need not be a multiple of `batch_size`.
    batch_size : int
        The most images that the model gets in one forward pass, at least 1. Each image goes
        through the model exactly once.

    Returns
    -------
    torch.Tensor of float32, shape (N, K)
        The logits, in the order of the images.
    """
    ### START YOUR CODE ###
    was_training = model.training
    model.eval()
    with torch.no_grad():
        parts = [model(part) for part in images.split(batch_size)]
    model.train(was_training)
    return torch.cat(parts)
    ### END YOUR CODE ###


# %% tests="predict_logits" points=3
import numpy as np
import torch
import torch.nn.functional as F

from dlcourse.testing import check_close, check_equal, check_shape, check_true, rng


def check_diary(model, count, batch_size, training, name):
    """Check what the diary says after `count` images were predicted."""
    entries = model.diary
    hint = "each image goes through the model exactly once"
    check_equal(sum(entry[0] for entry in entries), count, f"{name}: images seen", hint=hint)
    hint = "split the images into batches of batch_size"
    largest = max(entry[0] for entry in entries)
    check_true(largest <= batch_size, f"{name}: at most batch_size images at a time", hint)
    hint = "call model.eval() before the forward passes"
    check_true(not any(entry[1] for entry in entries), f"{name}: evaluation mode", hint)
    hint = "run the forward passes inside torch.no_grad()"
    check_true(not any(entry[2] for entry in entries), f"{name}: no gradients", hint)
    hint = "remember model.training at the beginning, and set this mode again at the end"
    check_equal(model.training, training, f"{name}: training mode afterwards", hint=hint)


images = torch.from_numpy(rng("predict").random((7, 1, 8, 8), dtype=np.float32))
wanted = tiny_cnn(seed=7)(images)
model, name = with_diary(tiny_cnn(seed=7)), "7 images, batch size 3"
logits = predict_logits(model, images, 3)
hint = "one row for each image, also for those in the last, smaller batch"
check_shape(logits, (7, 3), f"{name}: the logits", hint=hint)
mistakes = {"a softmax is applied, but logits are wanted": wanted.softmax(1)}
check_close(logits, wanted, f"{name}: the logits", mistakes=mistakes)
check_diary(model, 7, 3, True, name)
### BEGIN HIDDEN TESTS
for count, batch_size, training in [(6, 3, False), (4, 9, True), (1, 1, False), (5, 1, True)]:
    name = f"{count} images, batch size {batch_size}"
    images = torch.from_numpy(rng(name).random((count, 1, 8, 8), dtype=np.float32))
    model = with_diary(tiny_cnn(seed=count))
    model.train(training)
    w = snapshot(model)
    logits = predict_logits(model, images.clone(), batch_size)
    maps = F.relu(F.conv2d(images, w["0.weight"], w["0.bias"], padding=1))
    right = F.linear(F.max_pool2d(maps, 2).flatten(1), w["4.weight"], w["4.bias"])
    check_shape(logits, (count, 3), f"{name}: the logits", hint=hint)
    mistakes = {"a softmax is applied, but logits are wanted": right.softmax(1)}
    check_close(logits, right, f"{name}: the logits", mistakes=mistakes)
    check_diary(model, count, batch_size, training, name)
model = with_diary(tiny_cnn())
logits = predict_logits(model, torch.zeros(1001, 1, 8, 8))
check_shape(logits, (1001, 3), "1,001 images, no batch size given: the logits", hint=hint)
check_diary(model, 1001, 500, True, "1,001 images, no batch size given")
### END HIDDEN TESTS

# %% [markdown]
# **The same numbers on a GPU?** Before training there, check that it computes the same thing:
# same weights, same images, both devices. Small differences are normal, since the sums run in
# another order. Recent NVIDIA GPUs also shorten the inputs of convolutions to 10 binary digits
# after the point (TF32) unless told otherwise, so differences of about a thousandth can appear.

# %% tags=["skip-execution"]
set_seed(0)
network = build_cnn(1, 28, 10)
on_cpu = predict_logits(network, test[0][:500].cpu())
if device.type == "cpu":
    print("There is only the CPU here, so there is nothing to compare.")
else:
    on_device = predict_logits(network.to(device), test[0][:500]).cpu()
    agree = (on_device.argmax(1) == on_cpu.argmax(1)).float().mean()
    print(f"largest logit {on_cpu.abs().max():.4f}, on {device} the same class for {agree:.1%} of")
    print(f"500 images; largest difference {(on_device - on_cpu).abs().max():.1e}")

# %% [markdown]
# Now everything is there for training. The cost of an epoch is the average over its *images*, so
# each batch counts with its size. We look at the test set after every epoch to draw a curve, but
# nothing is chosen by it.


# %%
def accuracy(logits, labels):
    """Give the share of images whose largest logit is that of the right class."""
    return (logits.argmax(dim=1) == labels).float().mean().item()


def fit(model, train, test, *, epochs, name, batch_size=64):
    """Train a network with Adam and record costs and accuracy after every epoch."""
    optimizer = make_optimizer(model, 0.001)
    batches = MiniBatches(*train, batch_size, seed=0)
    history = {"training cost": [], "test cost": [], "test accuracy": []}
    for _ in progress(range(epochs), name):
        model.train()
        total = sum(train_step(model, optimizer, x, y) * len(y) for x, y in batches)
        logits = predict_logits(model, test[0])
        history["training cost"].append(total / len(train[1]))
        history["test cost"].append(nn.functional.cross_entropy(logits, test[1]).item())
        history["test accuracy"].append(accuracy(logits, test[1]))
    print(f"{name}: {history['test accuracy'][-1]:.1%} of the test images are classified rightly")
    return history


def plot_costs(history, title, ax=None):
    """Plot the costs on the training and the test set over the epochs."""
    costs = {name: values for name, values in history.items() if name.endswith("cost")}
    plot_learning_curves(costs, ylabel="cross-entropy", title=title, ax=ax)


# %% tags=["skip-execution"]
set_seed(0)
network = build_cnn(1, 28, 10).to(device)
history = fit(network, train, test, epochs=pace(8, quick=4), name=f"CNN on {fashion.name}")
plot_costs(history, f"The CNN on {fashion.name}")
plt.show()

# %% [markdown]
# The notes report no accuracy for this network: the number above is what your own code reached.
# Do both curves fall to the end, or does the test cost stop falling while the training cost goes
# on? The latter is overfitting (unit 14).

# %% [markdown]
# ## 7 · What is confused with what?
#
# The predicted class is the one with the largest logit. In the confusion matrix rows are the true
# classes, columns the predicted ones.

# %% tags=["skip-execution"]
logits = predict_logits(network, test[0]).cpu()
predicted, true = logits.argmax(dim=1).numpy(), fashion.test_labels
matrix = np.zeros((10, 10), dtype=int)
np.add.at(matrix, (true, predicted), 1)
figure, ax = plt.subplots(figsize=(6.5, 5.5))
plot_confusion_matrix(matrix, fashion.class_names, title="The CNN on the test set", ax=ax)
plt.show()

# %% [markdown]
# Which mistakes is the network most sure of? The softmax of the logits gives probabilities. Here
# are the wrong answers with the highest ones. Would you have known better?

# %% tags=["skip-execution"]
confidence = logits.softmax(dim=1).max(dim=1).values.numpy()
wrong = np.flatnonzero(predicted != true)
surest = wrong[np.argsort(-confidence[wrong])][:10]
names = fashion.class_names
plot_tiles(
    fashion.test_images[surest],
    captions=[f"{names[true[i]]}\n→ {names[predicted[i]]}" for i in surest],
    columns=5,
    title="True class → what the CNN said, wrong but most sure",
)
plt.show()

# %% [markdown]
# ## 8 · Against a dense network of the same size
#
# Is it the convolutions, or would any network with as many parameters do? A dense network with
# one hidden layer of 404 neurons has $(784 + 1) \cdot 404 + (404 + 1) \cdot 10 = 321{,}190$
# parameters, nearly our 320,866. It gets the same images, the same optimizer and as many epochs.
#
# And section 1 promised more: a convolution sees a moved pattern as the same pattern, moved. So
# we push all test images to the right, by 0 to 6 pixels, and ask both networks, which have only
# seen centered images.


# %% tags=["skip-execution"]
def push(images, pixels):
    """Move images to the right; what enters from the left is black."""
    return nn.functional.pad(images, (pixels, 0, 0, 0))[..., : images.shape[-1]]


set_seed(0)
dense = nn.Sequential(nn.Flatten(), nn.Linear(784, 404), nn.ReLU(), nn.Linear(404, 10)).to(device)
dense_history = fit(dense, train, test, epochs=pace(8, quick=4), name="dense network")
pushed = {
    name: [accuracy(predict_logits(model, push(test[0], k)), test[1]) for k in range(7)]
    for name, model in {"CNN": network, "dense": dense}.items()
}
for name, values in pushed.items():
    print(f"{name:6} pushed by 0 to 6 pixels:", " ".join(f"{value:6.1%}" for value in values))
figure, (left, right) = plt.subplots(1, 2, figsize=(9.5, 3.4))
centered = {"CNN": history["test accuracy"], "dense": dense_history["test accuracy"]}
plot_learning_curves(centered, ylabel="test accuracy", title="Centered images", ax=left)
far = "pushed to the right (pixels)"
plot_learning_curves(
    pushed, x=range(7), xlabel=far, ylabel="test accuracy", title="Pushed images", ax=right
)
figure.tight_layout()
plt.show()

# %% [markdown]
# Compare where the two curves on the right begin to fall. Pooling nearly hides a push of one
# pixel. Beyond that the CNN loses too: its convolutions find the same features at the new place,
# but the dense layers at the end have learned *where* to expect them. The network as a whole is
# robust against small shifts, and not invariant against large ones.

# %% [markdown]
# ## 9 · Looking inside
#
# **Kernels.** The 16 kernels of the first layer are small images, since their input is one. Red
# weights are positive, blue ones negative, and each kernel is drawn on its own scale. Look for
# kernels with red on one side and blue on the other: they react to edges, like the Sobel kernels
# of unit 20. Nobody told them to.

# %% tags=["skip-execution"]
kernels = next(values for values in snapshot(network).values() if values.ndim == 4)
scaled = kernels / kernels.abs().amax(dim=(1, 2, 3), keepdim=True)
plot_kernels(scaled, title="The kernels of the first layer, each divided by its largest weight")
plt.show()

# %% [markdown]
# **Activation maps.** What a kernel finds in an image is its activation map. In an
# `nn.Sequential` the maps are easy to get: apply the layers one by one, and stop. Layer 0 gives
# 16 maps of 28×28, layer 3 gives 32 maps of 14×14.
#
# One detail: a tensor that was computed from parameters remembers how, in case you want gradients
# (its `requires_grad` is True), and NumPy and `matplotlib` refuse such a tensor. Computed under
# `torch.no_grad()`, or cut off with `.detach()`, it is a plain tensor.
#
# **Exercise 7.** Compute the activation maps of one image after a given layer. The layers want a
# batch: make one that holds a single image.


# %% exercise="activation_maps"
def activation_maps(model, image, layer):
    """Give the output of one layer of a network for one image.

    Parameters
    ----------
    model : torch.nn.Sequential
        Its layers are model[0], model[1], …; each takes and returns a batch.
    image : torch.Tensor of float32, shape (C, H, W)
        One image, without an axis for the batch. It stays unchanged.
    layer : int
        Which layer, 0 or more; one whose output for an image is an image again.

    Returns
    -------
    torch.Tensor of float32, shape (C', H', W')
        The output of model[layer], after all layers before it, for this one image: without an axis
        for the batch, and detached (it does not remember how it was computed).
    """
    ### START YOUR CODE ###
    maps = image.unsqueeze(0)
    with torch.no_grad():
        for module in model[: layer + 1]:
            maps = module(maps)
    return maps[0]
    ### END YOUR CODE ###


# %% tests="activation_maps" points=3
import numpy as np
import torch
import torch.nn.functional as F

from dlcourse.testing import check_close, check_shape, check_true, check_unchanged, rng

model, name = tiny_cnn(1, 8, seed=5), "a gray image of 8×8"
image = torch.from_numpy(rng(name).random((1, 8, 8), dtype=np.float32))
before = image.clone()
hint = "put the image into a batch of one, take it out again, and count the layers from 0"
for layer, wanted in {0: (4, 8, 8), 1: (4, 8, 8), 2: (4, 4, 4)}.items():
    maps = activation_maps(model, image, layer)
    check_shape(maps, wanted, f"{name}, layer {layer}: the shape", hint=hint)
hint = "after a ReLU nothing is negative: count the layers from 0"
check_true(not bool((activation_maps(model, image, 1) < 0).any()), f"{name}, layer 1", hint)
hint = "they remember how they were computed: use torch.no_grad() or .detach()"
remembers = getattr(activation_maps(model, image, 0), "requires_grad", False)
check_true(not remembers, f"{name}: detached maps", hint)
check_unchanged(image, before, f"{name}: the image afterwards")
### BEGIN HIDDEN TESTS
for name, channels, size in [("gray, 8×8", 1, 8), ("color, 12×12", 3, 12), ("gray, 28×28", 1, 28)]:
    model = tiny_cnn(channels, size, seed=size)
    w = snapshot(model)
    image = torch.from_numpy(rng(name).random((channels, size, size), dtype=np.float32))
    convolved = F.conv2d(image[None], w["0.weight"], w["0.bias"], padding=1)[0]
    outputs = [convolved, convolved.relu(), F.max_pool2d(convolved.relu(), 2)]
    for layer, wanted in enumerate(outputs):
        maps = activation_maps(model, image, layer)
        mistakes = {f"this is layer {i}: count from 0": outputs[i] for i in range(3) if i != layer}
        check_shape(maps, tuple(wanted.shape), f"{name}, layer {layer}: the shape")
        check_close(maps, wanted, f"{name}, layer {layer}", atol=1e-6, mistakes=mistakes)
### END HIDDEN TESTS

# %% [markdown]
# Choose a class and a layer. Right after a convolution the maps have negative values too; after
# the ReLU only what fits the kernel is left; after pooling the maps are smaller and coarser.
# After the second convolution, below, it is already hard to say what a kernel has found: each
# combines 16 maps.


# %% tags=["skip-execution"]
def draw_maps(category, layer):
    """Draw the activation maps of the first test image of a class."""
    label, index = fashion.class_names.index(category), int(layer.split()[0])
    image = test[0][int(np.argmax(fashion.test_labels == label))]
    maps = activation_maps(network, image, index).cpu().numpy()
    title = f"{category}: layer {layer}, {len(maps)} maps of {maps.shape[1]}×{maps.shape[2]}"
    return plot_activation_maps(maps, columns=8, title=title).figure


LAYERS = ["0 convolution", "1 ReLU", "2 pooling", "3 convolution", "4 ReLU", "5 pooling"]
explore(
    draw_maps,
    category=choice(list(fashion.class_names), "Ankle boot", label="class"),
    layer=choice(LAYERS, "1 ReLU", label="layer"),
)

# %% tags=["skip-execution"]
draw_maps("Ankle boot", "4 ReLU")
plt.show()

# %% [markdown]
# ## 10 · Color photos: CIFAR-10
#
# CIFAR-10 has ten kinds of animals and vehicles on color photos of 32×32 pixels. Your network
# takes them with two other numbers, 3 channels and size 32, and two of its layers grow: the first
# convolution has $(25 \cdot 3 + 1) \cdot 16 = 1{,}216$ parameters, and $32 \cdot 8 \cdot 8 =
# 2{,}048$ features go into the first dense layer.
#
# The task is much harder: animals stand anywhere, seen from any side, before any background. The
# full set has 50,000 training images. With a tenth of them, expect about half of the test images
# right. If CIFAR-10 is not on your computer and cannot be downloaded, clothes in random colors on
# photos stand in, and a line below says so.

# %% tags=["skip-execution"]
cifar = load_cifar10()
color_train, color_test = prepare(cifar)

# %% tags=["skip-execution"]
set_seed(0)
color_network = build_cnn(3, 32, 10).to(device)
color_history = fit(
    color_network, color_train, color_test, epochs=pace(12, quick=4), name=f"CNN on {cifar.name}"
)
plot_costs(color_history, f"The CNN on {cifar.name}")
plt.show()

# %% [markdown]
# The kernels of the first layer have three channels now and can be drawn in color. The fewer
# training images there were, the more of the random start is left in them. What they react to
# shows better in the maps of a photo: look for maps that follow edges of one direction, for maps
# that follow one color or brightness, and for maps that stay dark.

# %% tags=["skip-execution"]
kernels = next(values for values in snapshot(color_network).values() if values.ndim == 4)
plot_kernels(kernels, title="The kernels of the first layer, trained on color images")
plt.show()
index = int(np.argmax(cifar.test_labels == 7))
figure, (left, right) = plt.subplots(1, 2, figsize=(8, 2.2), width_ratios=(1, 4))
plot_img(cifar.test_images[index], title=cifar.class_names[7], ax=left)
maps = activation_maps(color_network, color_test[0][index], 1).cpu().numpy()
plot_activation_maps(maps, columns=8, title="16 maps after the first ReLU", ax=right)
plt.show()

# %% [markdown]
# ## 11 · The same network in Keras
#
# To read, not to run: Keras does not come with this unit (unit 19 tells more). This is the
# network of section 3 in Keras 3, and its training:
#
# ```python
# import keras
# from keras import layers
#
# model = keras.Sequential([
#     keras.Input(shape=(28, 28, 1)),
#     layers.Conv2D(16, 5, padding="same", activation="relu"),
#     layers.MaxPooling2D(2),
#     layers.Conv2D(32, 3, padding="same", activation="relu"),
#     layers.MaxPooling2D(2),
#     layers.Flatten(),
#     layers.Dense(200, activation="relu"),
#     layers.Dense(10),
# ])
# model.compile(
#     optimizer="adam",
#     loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True),
#     metrics=["accuracy"],
# )
# model.fit(x_train, y_train, batch_size=64, epochs=8, validation_data=(x_test, y_test))
# ```
#
# It has the same 320,866 parameters. Three things differ. Images have the shape (N, H, W, C),
# with the channels last. The layers work out the sizes of their inputs by themselves. And
# `padding="same"` pads with zeros: reflection is no option of this layer.

# %% [markdown]
# ## 12 · Questions
#
# **Question 1.** Shuffle the pixels of all images, training and test, in the same way, as in the
# third picture of section 1, and train both networks anew. What happens to the accuracy of the
# dense network, and what to that of the CNN? Say why, then try it.

# %% [markdown] question="shuffled-pixels"
# The dense network reaches the same accuracy as before, apart from the luck of the random start:
# shuffling only renumbers its inputs, and the columns of its first weight matrix can be
# renumbered in the same way. The CNN gets worse. Its two assumptions are wrong now: a 5×5 window
# holds no edge or corner, since neighboring pixels have nothing to do with each other, and a
# pattern in one place means nothing in another. It still learns something, since its dense layers
# can combine what the kernels let through.

# %% [markdown]
# **Question 2.** The convolutions hold less than 2 % of our network's parameters. Count the
# multiplications for one image: each number that a convolution puts out costs $k^2 c$ of them.
# Which layers do most of the work?

# %% [markdown] question="where-is-the-work"
# The first convolution: 28·28·16 outputs with 25 multiplications each, 313,600. The second:
# 14·14·32 outputs with 9·16 = 144 each, 903,168. The dense layers: one multiplication for each
# weight, 313,600 + 2,000. So the convolutions do about 79 % of the work with less than 2 % of the
# parameters, because each weight is used at every position. Sharing saves memory, and it lets
# each weight learn from many positions, but it does not save multiplications.

# %% [markdown]
# **Question 3.** How large a piece of the image does one number of layer 5, after the second
# pooling, see? What would a third block of convolution and pooling change?

# %% [markdown] question="receptive-field"
# Go backwards. One number after the second pooling comes from 2×2 numbers of the second
# convolution, these from 4×4 numbers after the first pooling (a 3×3 kernel adds one on each
# side), these from 8×8 numbers of the first convolution, and these from 12×12 pixels (a 5×5
# kernel adds two on each side). So it sees 12×12 of the 28×28 pixels: a sleeve or a heel, not a
# whole shoe. Putting the parts together is left to the dense layers. A third block would see
# more, since every pooling doubles the step between neighbors, and would leave fewer features to
# the dense layers.

# %% [markdown]
# **Question 4.** Compare the curves of training and test cost on CIFAR-10. What do they say, and
# which three changes would you try first?

# %% [markdown] question="overfitting"
# The training cost keeps falling while the test cost stops falling and may rise again: the
# network learns the training images by heart, all the more the fewer there are. To try: more data
# or augmentation (mirrored and slightly moved photos show the same thing), dropout or weight
# decay on the dense layers, which hold nearly all parameters, and early stopping, chosen on a
# validation set and not on the test set.

# %% [markdown]
# ## Summary
#
# - Convolutions build locality and shared weights into a network. A moved pattern gives moved
#   activations (equivariance); pooling makes the result robust against small shifts.
# - A convolution or pooling layer puts out $\lfloor (n - k + 2p)/s \rfloor + 1$ rows.
# - A convolution has $(k^2 c + 1)\,c'$ parameters, whatever the size of the image. The dense
#   layers hold most of the parameters, the convolutions do most of the work.
# - The network returns logits; the cross-entropy contains the softmax.
# - Training step: clear, forward, cost, backward, step. Prediction: evaluation mode, no
#   gradients, in batches, mode restored.
# - The device is one line: `.to(device)` for the model and for the data.
#
# ## References
#
# - D. H. Hubel, T. N. Wiesel, "Receptive fields of single neurones in the cat's striate cortex",
#   Journal of Physiology 148, 1959: the discovery that the idea goes back to.
# - K. Fukushima, "Neocognitron: a self-organizing neural network model for a mechanism of pattern
#   recognition unaffected by shift in position", Biological Cybernetics 36, 1980.
# - Y. LeCun, L. Bottou, Y. Bengio, P. Haffner, "Gradient-based learning applied to document
#   recognition", Proceedings of the IEEE 86 (11), 1998: LeNet-5.
# - A. Krizhevsky, I. Sutskever, G. E. Hinton, "ImageNet classification with deep convolutional
#   neural networks", NeurIPS, 2012: AlexNet.
# - K. Simonyan, A. Zisserman, "Very deep convolutional networks for large-scale image
#   recognition", arXiv:1409.1556, 2014: VGG16.
# - H. Xiao, K. Rasul, R. Vollgraf, "Fashion-MNIST: a novel image dataset for benchmarking machine
#   learning algorithms", arXiv:1708.07747, 2017.
# - A. Krizhevsky, "Learning multiple layers of features from tiny images", University of Toronto,
#   2009: CIFAR-10.
# - K. Zahn, lecture notes "Deep Learning, part 1", HSLU, 2024, chapter 7: this network and its
#   sizes.
# - R. Peharz, slides "Neural Networks II", TU Graz, 2022: convolutional layers.
