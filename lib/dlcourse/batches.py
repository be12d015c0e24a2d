"""Mini-batches: the samples in small random groups, one group for each update step."""

import operator
from collections.abc import Iterator
from typing import Any, Generic, Protocol, TypeVar

import numpy as np


class _Samples(Protocol):
    """What `MiniBatches` needs of its arrays: a length, and rows picked by a list of numbers."""

    def __len__(self) -> int: ...

    def __getitem__(self, index: Any, /) -> Any: ...


X = TypeVar("X", bound=_Samples)
Y = TypeVar("Y", bound=_Samples)


class MiniBatches(Generic[X, Y]):
    """Iterate over samples in mini-batches.

    One pass over the object is one epoch: every sample comes exactly once. With `shuffle` each
    pass has a new random order, while a second object with the same seed repeats the same orders.

    Parameters
    ----------
    x : ndarray or torch.Tensor of shape (m, ...)
        The inputs, one sample in each row, any dtype.
    y : ndarray or torch.Tensor of shape (m, ...)
        The labels or targets that belong to the rows of `x`.
    batch_size : int
        Samples in a batch, at least 1. The last batch holds what is left over, so it may be
        smaller; with a size of m or more there is one batch.
    shuffle : bool
        Whether to shuffle; otherwise the samples come in their order.
    seed : int
        Where the random orders start.

    Raises
    ------
    ValueError
        When `x` and `y` differ in length, are empty, or `batch_size` is below 1.
    TypeError
        When `batch_size` is no whole number.

    Examples
    --------
    >>> batches = MiniBatches(np.arange(5), np.arange(5), 2, shuffle=False)
    >>> len(batches)
    3
    >>> [x.tolist() for x, y in batches]
    [[0, 1], [2, 3], [4]]
    """

    def __init__(self, x: X, y: Y, batch_size: int, *, shuffle: bool = True, seed: int = 0) -> None:
        if len(x) != len(y):
            raise ValueError(
                f"x has {len(x)} samples and y has {len(y)}, but each sample needs one label."
            )
        if len(x) == 0:
            raise ValueError("x and y are empty, but mini-batches need at least one sample.")
        size = _whole_number(batch_size)
        if size < 1:
            raise ValueError(f"batch_size is {size}, but a batch holds at least 1 sample.")
        self.x = x
        self.y = y
        self.batch_size = size
        self.shuffle = shuffle
        self._random = np.random.default_rng(seed)

    def __len__(self) -> int:
        """Return the number of batches in one pass."""
        return -(-len(self.x) // self.batch_size)

    def __iter__(self) -> Iterator[tuple[X, Y]]:
        """Yield the pairs (x_batch, y_batch) of one pass, as copies of the samples."""
        order = np.arange(len(self.x))
        if self.shuffle:
            self._random.shuffle(order)
        for start in range(0, len(order), self.batch_size):
            rows = order[start : start + self.batch_size]
            yield self.x[rows], self.y[rows]


def _whole_number(batch_size: int) -> int:
    try:
        return operator.index(batch_size)
    except TypeError:
        raise TypeError(
            f"batch_size is {batch_size!r}, but must be a whole number of samples, e.g. 64."
        ) from None
