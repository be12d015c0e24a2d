"""How long an experiment runs, and a progress bar for it.

Every long experiment of the course names two lengths: the one that a reader wants, and a short one
with which the whole notebook runs in under a minute. The environment variable ``DLCOURSE_QUICK``
picks the short one.
"""

import os
import sys
from collections.abc import Iterable
from typing import TypeVar, cast

T = TypeVar("T")


def is_quick() -> bool:
    """Say whether the notebooks run in quick mode.

    Returns
    -------
    bool
        True when the environment variable ``DLCOURSE_QUICK`` is ``1``.
    """
    return os.environ.get("DLCOURSE_QUICK", "").strip() == "1"


def pace(full: T, *, quick: T) -> T:
    """Pick the length of an experiment: the full one, or the short one in quick mode.

    Parameters
    ----------
    full : any value
        What a reader gets, e.g. the number of epochs.
    quick : value of the same kind
        What is taken when `is_quick` says True.

    Returns
    -------
    The value of `full` or of `quick`, unchanged.

    Examples
    --------
    >>> epochs = pace(500, quick=20)
    """
    return quick if is_quick() else full


def progress(iterable: Iterable[T], label: str, *, total: int | None = None) -> Iterable[T]:
    """Show a one-line progress bar while a loop runs.

    The bar goes to standard output only: nothing appears on standard error, which a notebook would
    paint red.

    Parameters
    ----------
    iterable : iterable
        What the loop runs over.
    label : str
        A word or two in front of the bar, e.g. ``"training"``.
    total : int, optional
        The number of steps, for an iterable that has no ``len``.

    Returns
    -------
    iterable
        Yields the items of `iterable` in their order.

    Examples
    --------
    >>> for epoch in progress(range(100), "training"):
    ...     pass
    """
    from tqdm import tqdm

    # Half a second between two drawings keeps the output of a stored notebook small.
    bar = tqdm(iterable, desc=label, total=total, file=sys.stdout, mininterval=0.5, ncols=80)
    return cast(Iterable[T], bar)
