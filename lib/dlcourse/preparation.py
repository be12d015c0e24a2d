"""Preparing data for learning: splits, scaling, one-hot labels.

Two rules run through this module. A split shuffles first, so that all parts share the same
characteristics. And whatever is computed from data (a minimum, a mean) comes from the training set
only, so that nothing of the test set leaks into learning.
"""

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

if TYPE_CHECKING:
    from dlcourse.data import ImageDataset

Floats = NDArray[np.float64]


class PairData(NamedTuple):
    """Two classes of a data set, ready for binary classification.

    Attributes
    ----------
    x_train, x_test : ndarray of float64, shapes (m_train, n) and (m_test, n)
        One flattened image in each row. `x_train` lies in [0, 1].
    y_train, y_test : ndarray of int64, shapes (m_train,) and (m_test,)
        1 for the positive class, 0 for the negative class.
    """

    x_train: Floats
    x_test: Floats
    y_train: NDArray[np.int64]
    y_test: NDArray[np.int64]


def train_test_split(
    x: ArrayLike, y: ArrayLike, *, test_fraction: float = 0.2, seed: int = 0
) -> tuple[NDArray[Any], NDArray[Any], NDArray[Any], NDArray[Any]]:
    """Shuffle samples and split them into a training and a test set.

    Parameters
    ----------
    x : array of shape (m, ...)
        The inputs, one sample in each row, any dtype.
    y : array of shape (m, ...)
        The labels of the samples.
    test_fraction : float in (0, 1)
        The share of the samples that goes to the test set; their number is rounded.
    seed : int
        The same seed gives the same split.

    Returns
    -------
    x_train, x_test, y_train, y_test : ndarray
        Copies with the dtypes of `x` and `y`.

    Raises
    ------
    ValueError
        When `x` and `y` differ in length, the fraction is not between 0 and 1, or one of the two
        sets would be empty.
    """
    inputs, labels = _samples(x, y)
    test_size = _part_size("test_fraction", test_fraction, len(inputs))
    _check_part("training", len(inputs) - test_size, len(inputs))
    order = np.random.default_rng(seed).permutation(len(inputs))
    train, test = order[test_size:], order[:test_size]
    return inputs[train], inputs[test], labels[train], labels[test]


def train_validation_test_split(
    x: ArrayLike,
    y: ArrayLike,
    *,
    validation_fraction: float,
    test_fraction: float,
    seed: int = 0,
) -> tuple[NDArray[Any], NDArray[Any], NDArray[Any], NDArray[Any], NDArray[Any], NDArray[Any]]:
    """Shuffle samples and split them into a training, a validation and a test set.

    Parameters
    ----------
    x : array of shape (m, ...)
        The inputs, one sample in each row, any dtype.
    y : array of shape (m, ...)
        The labels of the samples.
    validation_fraction, test_fraction : float in (0, 1)
        The shares of all m samples that go to these two sets; the numbers are rounded.
    seed : int
        The same seed gives the same split, and the same test set as `train_test_split`.

    Returns
    -------
    x_train, x_validation, x_test, y_train, y_validation, y_test : ndarray
        Copies with the dtypes of `x` and `y`.

    Raises
    ------
    ValueError
        When `x` and `y` differ in length, a fraction is not between 0 and 1, or one of the three
        sets would be empty.
    """
    inputs, labels = _samples(x, y)
    test_size = _part_size("test_fraction", test_fraction, len(inputs))
    validation_size = _part_size("validation_fraction", validation_fraction, len(inputs))
    _check_part("training", len(inputs) - test_size - validation_size, len(inputs))
    order = np.random.default_rng(seed).permutation(len(inputs))
    test, validation, train = np.split(order, [test_size, test_size + validation_size])
    return (
        inputs[train],
        inputs[validation],
        inputs[test],
        labels[train],
        labels[validation],
        labels[test],
    )


def min_max_rescale(x_train: ArrayLike, *others: ArrayLike) -> tuple[Floats, ...]:
    """Map the values to [0, 1]: x' = (x − min) / (max − min).

    The minimum and the maximum are taken over all values of `x_train`, because the pixels of an
    image share one scale already.

    Parameters
    ----------
    x_train : array of any shape
        The training set; it alone gives minimum and maximum.
    *others : arrays
        Further sets (validation, test) that the same formula is applied to. Their values may end
        up a little outside [0, 1].

    Returns
    -------
    tuple of ndarray of float64
        As many arrays as were given, in the same order and with the same shapes. With `x_train`
        alone this is a tuple of one: ``(x,) = min_max_rescale(x)``.

    Raises
    ------
    ValueError
        When `x_train` is empty, holds NaN or infinity, or all its values are equal.
    """
    low, high = _range(x_train)
    return tuple((_floats(x) - low) / (high - low) for x in (x_train, *others))


def min_max_normalize(x_train: ArrayLike, *others: ArrayLike) -> tuple[Floats, ...]:
    """Map the values to [−1, 1]: x' = 2 (x − min) / (max − min) − 1.

    As `min_max_rescale`, and centered in addition.

    Parameters
    ----------
    x_train : array of any shape
        The training set; it alone gives minimum and maximum, over all its values.
    *others : arrays
        Further sets that the same formula is applied to. Their values may end up a little outside
        [−1, 1].

    Returns
    -------
    tuple of ndarray of float64
        As many arrays as were given, in the same order and with the same shapes.

    Raises
    ------
    ValueError
        When `x_train` is empty, holds NaN or infinity, or all its values are equal.
    """
    return tuple(2 * x - 1 for x in min_max_rescale(x_train, *others))


def z_normalize(x_train: ArrayLike, *others: ArrayLike) -> tuple[Floats, ...]:
    """Give each feature mean 0 and variance 1: x'_k = (x_k − μ_k) / σ_k.

    Parameters
    ----------
    x_train : array of shape (m, n) or (m, ...)
        The training set, one sample in each row. It alone gives the mean μ_k and the standard
        deviation σ_k (with 1/m) of each feature k.
    *others : arrays of shape (m', n) or (m', ...)
        Further sets with the same features that the same formula is applied to.

    Returns
    -------
    tuple of ndarray of float64
        As many arrays as were given, in the same order and with the same shapes. A feature that is
        constant in the training set has no variance to divide by: it is only shifted, so it
        becomes 0 there.

    Raises
    ------
    ValueError
        When `x_train` is empty or holds NaN or infinity, or another set has other features.
    """
    train = _finite(x_train)
    # Asking "is σ 0?" would miss constants like 0.1, whose mean is rounded.
    constant = train.min(axis=0) == train.max(axis=0)
    mean = np.where(constant, train[0], train.mean(axis=0))
    deviation = np.where(constant, 1.0, train.std(axis=0))
    results = []
    for array in (train, *map(_floats, others)):
        if array.shape[1:] != train.shape[1:]:
            raise ValueError(
                f"x_train has features of shape {train.shape[1:]} and another set has "
                f"{array.shape[1:]}, but all sets must have the same features."
            )
        results.append((array - mean) / deviation)
    return tuple(results)


def one_hot(labels: ArrayLike, num_classes: int) -> Floats:
    """Turn class numbers into rows with a single 1.

    Parameters
    ----------
    labels : array of integers, shape (m,)
        Class numbers from 0 to num_classes − 1.
    num_classes : int
        The number of classes, which is the length of each row.

    Returns
    -------
    ndarray of float64, shape (m, num_classes)
        Row i is 1 in column ``labels[i]`` and 0 elsewhere.

    Raises
    ------
    ValueError
        When `labels` is not a vector of integers, or holds a number that is no class.
    """
    numbers = np.asarray(labels)
    if numbers.ndim != 1 or not (numbers.size == 0 or np.issubdtype(numbers.dtype, np.integer)):
        raise ValueError(
            f"labels has shape {numbers.shape} and dtype {numbers.dtype}, but must be a vector of "
            "integers: one class number for each sample."
        )
    if numbers.size and not (0 <= numbers.min() and numbers.max() < num_classes):
        raise ValueError(
            f"labels holds numbers from {numbers.min()} to {numbers.max()}, but with {num_classes} "
            f"classes they go from 0 to {num_classes - 1}."
        )
    rows = np.zeros((len(numbers), num_classes))
    rows[np.arange(len(numbers)), numbers.astype(np.int64)] = 1
    return rows


def flatten(images: ArrayLike) -> Floats:
    """Lay the pixels of each image in a row.

    Parameters
    ----------
    images : array of shape (m, ...)
        E.g. (m, height, width) or (m, channels, height, width).

    Returns
    -------
    ndarray of float64, shape (m, n)
        n is the number of pixels (times channels). The values are unchanged.

    Raises
    ------
    ValueError
        When `images` has no axis for the samples.
    """
    array = _floats(images)
    if array.ndim == 0:
        raise ValueError("images is a single number, but must be an array of shape (m, ...).")
    return array.reshape(len(array), int(np.prod(array.shape[1:])))


def prepare_pair(
    dataset: "ImageDataset",
    negative_class: int,
    positive_class: int,
    *,
    test_fraction: float = 0.2,
    seed: int = 0,
) -> PairData:
    """Take two classes of a data set and prepare them for binary classification.

    All images of the two classes (training and test images together) are flattened, shuffled,
    split, and rescaled to [0, 1] with minimum and maximum of the new training set. The ones and
    sevens of the full MNIST give 12,136 training and 3,034 test samples.

    Parameters
    ----------
    dataset : ImageDataset
        As the functions of `dlcourse.data` give it.
    negative_class, positive_class : int
        The class numbers that become y = 0 and y = 1.
    test_fraction : float in (0, 1)
        The share of the samples that goes to the test set.
    seed : int
        The same seed gives the same split.

    Returns
    -------
    PairData
        The fields x_train, x_test, y_train, y_test, in this order.

    Raises
    ------
    ValueError
        When the two classes are the same, or the data set has no images of one of them.
    """
    if negative_class == positive_class:
        raise ValueError(
            f"negative_class and positive_class are both {positive_class}, but a binary "
            "classification needs two classes."
        )
    labels = dataset.labels
    for argument, number in (("negative", negative_class), ("positive", positive_class)):
        if not np.any(labels == number):
            raise ValueError(
                f"{argument}_class is {number}, but {dataset.name} has no images of this class. "
                f"Its classes are {', '.join(map(str, np.unique(labels)))}."
            )
    chosen = (labels == negative_class) | (labels == positive_class)
    x_train, x_test, y_train, y_test = train_test_split(
        dataset.images[chosen],
        (labels[chosen] == positive_class).astype(np.int64),
        test_fraction=test_fraction,
        seed=seed,
    )
    x_train, x_test = min_max_rescale(flatten(x_train), flatten(x_test))
    return PairData(x_train, x_test, y_train, y_test)


def _floats(x: ArrayLike) -> Floats:
    return np.asarray(x, dtype=np.float64)


def _finite(x_train: ArrayLike) -> Floats:
    train = _floats(x_train)
    if train.ndim == 0 or train.size == 0:
        raise ValueError(f"x_train has shape {train.shape}, but must hold at least one sample.")
    if not np.isfinite(train).all():
        raise ValueError("x_train holds NaN or infinity, but every value must be a finite number.")
    return train


def _range(x_train: ArrayLike) -> tuple[float, float]:
    train = _finite(x_train)
    low, high = float(train.min()), float(train.max())
    if low == high:
        raise ValueError(
            f"x_train holds only the value {low:g}, but scaling needs at least two different ones."
        )
    return low, high


def _samples(x: ArrayLike, y: ArrayLike) -> tuple[NDArray[Any], NDArray[Any]]:
    inputs, labels = np.asarray(x), np.asarray(y)
    if inputs.ndim == 0 or labels.ndim == 0 or len(inputs) != len(labels):
        raise ValueError(
            f"x has shape {inputs.shape} and y has shape {labels.shape}, but each sample (row) "
            "of x needs one label in y."
        )
    return inputs, labels


def _part_size(argument: str, fraction: float, samples: int) -> int:
    if not 0 < fraction < 1:
        raise ValueError(f"{argument} is {fraction}, but must lie between 0 and 1, e.g. 0.2.")
    size = round(samples * fraction)
    _check_part(argument.removesuffix("_fraction"), size, samples)
    return size


def _check_part(part: str, size: int, samples: int) -> None:
    if size < 1:
        raise ValueError(
            f"With {samples} samples nothing is left for the {part} set: choose other fractions "
            "or give more samples."
        )
