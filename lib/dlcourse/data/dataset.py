"""What every data set of the course looks like."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, eq=False)
class ImageDataset:
    """Labeled images, split into a training and a test set.

    Attributes
    ----------
    name : str
        E.g. ``"MNIST"``.
    train_images, test_images : ndarray of uint8
        Shape (N, height, width) for gray images, (N, 3, height, width) for color images. Values
        from 0 to 255 (the 8×8 digits: 0 to 16).
    train_labels, test_labels : ndarray of int64, shape (N,)
        The class of each image, from 0 to the number of classes − 1.
    class_names : tuple of str
        The name of each class, in the order of the labels.
    source : str
        Where the images came from, in words.
    """

    name: str
    train_images: NDArray[np.uint8] = field(repr=False)
    train_labels: NDArray[np.int64] = field(repr=False)
    test_images: NDArray[np.uint8] = field(repr=False)
    test_labels: NDArray[np.int64] = field(repr=False)
    class_names: tuple[str, ...]
    source: str

    @property
    def images(self) -> NDArray[np.uint8]:
        """All images: those for training, then those for testing."""
        return np.concatenate([self.train_images, self.test_images])

    @property
    def labels(self) -> NDArray[np.int64]:
        """The labels of `images`."""
        return np.concatenate([self.train_labels, self.test_labels])
