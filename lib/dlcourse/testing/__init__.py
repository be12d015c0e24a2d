"""Checks that name the mistake, for the test cells of the course.

A check compares in stages and stops at the first that fails: did something come, is it of the
right type, has it the right shape, does it hold the right kind of numbers, are they finite, are
they right. Its message says what is wrong and, where that can be told from the values, the likely
mistake. A check that passes prints "✓ name".

In the hidden part of a test cell a message leaves out the values that came and that are wanted.

A test hands copies to an answer and computes what is wanted from its own arrays, as in
``check_close(f(z.copy()), 2 * z, "f of z")``: an answer may change whatever it is handed.
"""

import hashlib
import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import numpy as np

from dlcourse._values import Finding, NoResult, describe, missing_result, read_numbers
from dlcourse.testing.compare import (
    KINDS,
    Kind,
    Request,
    Tolerance,
    as_float,
    compare_numbers,
    count_words,
    first_index,
    show,
)
from dlcourse.testing.diagnosis import diagnose_not_finite
from dlcourse.testing.equality import compare_plain, compare_unchanged
from dlcourse.testing.failure import CheckFailed, called_from_hidden_region
from dlcourse.testing.measure import measure
from dlcourse.testing.shapes import diagnose_shape
from dlcourse.testing.stub import show_stubs_kindly

__all__ = [
    "CheckFailed",
    "check_between",
    "check_close",
    "check_equal",
    "check_gradient",
    "check_raises",
    "check_shape",
    "check_true",
    "check_unchanged",
    "rng",
]

show_stubs_kindly()


def rng(name: str) -> np.random.Generator:
    """Return a random generator that is seeded by a text.

    Parameters
    ----------
    name : str
        Any text; the same text gives the same numbers on every machine.

    Returns
    -------
    numpy.random.Generator
        A new generator.
    """
    return np.random.default_rng(list(hashlib.sha256(name.encode()).digest()))


def check_close(
    actual: Any,
    expected: Any,
    name: str,
    *,
    rtol: float = 1e-5,
    atol: float = 1e-7,
    kind: Kind = "number",
    mistakes: Mapping[str, Any] | None = None,
    batch_size: int | None = None,
    hint: str | None = None,
) -> None:
    """Check that numbers are right up to rounding.

    Parameters
    ----------
    actual : number, ndarray or tensor
        What the student's function returned. Lists are read only where `expected` is a list.
    expected : number, ndarray, tensor, or list of these
        What is wanted.
    name : str
        What is checked, for the message.
    rtol, atol : float
        An entry may be off by ``atol + rtol * |expected|``. Results in single precision are
        allowed at least 1e-4 and 1e-6 (of the largest entry, if that is above 1), results in half
        precision 4e-3. Where `expected` holds whole numbers, counts must be exact unless `rtol`
        is raised.
    kind : {"number", "float", "int"}
        Whether whole numbers, floats or both are right.
    mistakes : dict of str to value, optional
        Wrong values by the words that name the mistake; a value may be a function that computes
        it. Entries that are right by chance are passed over.
    batch_size : int, optional
        The number of samples, to recognize a sum in place of an average.
    hint : str, optional
        A sentence that every failure shows.

    Raises
    ------
    CheckFailed
        If anything about the value is wrong.
    """
    if kind not in KINDS:
        raise ValueError(f"kind is {kind!r}; wanted is one of {KINDS}")
    request = Request(Tolerance(rtol, atol), kind, mistakes, batch_size)
    with _quiet():
        finding = compare_numbers(actual, expected, request)
    _conclude(name, finding, hint)


def check_equal(
    actual: Any,
    expected: Any,
    name: str,
    *,
    mistakes: Mapping[str, Any] | None = None,
    hint: str | None = None,
) -> None:
    """Check that plain data are the same, in value and in type.

    Parameters
    ----------
    actual : plain data
        What the student's function returned.
    expected : int, float, str, bool, None, or tuples, lists and dicts of these
        What is wanted. numpy's scalars and arrays without axes count as plain numbers; True is
        not 1, a list is not a tuple.
    name : str
        What is checked, for the message.
    mistakes : dict of str to value, optional
        Wrong values by the words that name the mistake; a value may be a function.
    hint : str, optional
        A sentence that every failure shows.

    Raises
    ------
    CheckFailed
        If the data differ.
    """
    with _quiet():
        finding = compare_plain(actual, expected, mistakes)
    _conclude(name, finding, hint)


def check_shape(
    actual: Any, shape: int | tuple[int, ...], name: str, *, hint: str | None = None
) -> None:
    """Check the shape of an array or a tensor.

    Parameters
    ----------
    actual : ndarray or tensor
        What the student's function returned.
    shape : tuple of int, or int
        The wanted shape.
    name : str
        What is checked, for the message.
    hint : str, optional
        A sentence that a failure shows.

    Raises
    ------
    CheckFailed
        If it is no array, or has another shape.
    """
    wanted = (shape,) if isinstance(shape, int) else tuple(int(n) for n in shape)
    with _quiet():
        came = read_numbers(actual, f"an array of shape {wanted}" if wanted else "a number")
        finding: Finding | None
        if isinstance(came, Finding):
            finding = came
        elif came.array.shape == wanted:
            finding = None
        else:
            finding = Finding(
                f"came the shape {came.array.shape}, wanted {wanted}",
                diagnose_shape(came.array.shape, wanted),
            )
    _conclude(name, finding, hint)


def check_true(condition: Any, name: str, hint: str) -> None:
    """Check that a condition holds.

    Parameters
    ----------
    condition : bool
        What must be True. Numbers and other values that merely count as true do not pass.
    name : str
        What is checked, for the message.
    hint : str
        What to look at if it does not hold.

    Raises
    ------
    CheckFailed
        If the condition is anything but True.
    """
    with _quiet():
        finding = compare_plain(condition, True)
        if finding and compare_plain(condition, False) is None:
            finding = Finding("this does not hold")
    _conclude(name, finding, hint)


def check_between(
    actual: Any, low: float, high: float, name: str, *, hint: str | None = None
) -> None:
    """Check that a number, or every entry of an array, lies in a range.

    Parameters
    ----------
    actual : number, ndarray or tensor
        What the student's function returned.
    low, high : float
        The smallest and the largest value that is right; infinite for an open end.
    name : str
        What is checked, for the message.
    hint : str, optional
        A sentence that a failure shows.

    Raises
    ------
    CheckFailed
        If a value lies outside, or is no number.
    """
    with _quiet():
        finding = _outside(actual, float(low), float(high))
    _conclude(name, finding, hint)


def check_raises(
    function: Callable[[], Any],
    exception: type[BaseException],
    name: str,
    *,
    hint: str | None = None,
) -> None:
    """Check that a call raises an exception.

    Parameters
    ----------
    function : callable
        Takes nothing and makes the call.
    exception : exception class
        The class that is wanted; one derived from it is right too.
    name : str
        What is checked, for the message.
    hint : str, optional
        A sentence that a failure shows.

    Raises
    ------
    CheckFailed
        If nothing or something else is raised.
    NotImplementedError
        If the exercise has not been attempted.
    """
    finding: Finding | None = None
    with _quiet():
        try:
            result = function()
        except Exception as error:
            finding = _wrong_exception(error, exception)
        else:
            finding = Finding(
                f"nothing was raised, wanted {exception.__name__}",
                f"is `raise {exception.__name__}(...)` missing, or the condition above it wrong?",
                f"The call returned {describe(result)}",
            )
    _conclude(name, finding, hint)


def check_unchanged(after: Any, before: Any, name: str) -> None:
    """Check that a function left its argument as it was.

    Parameters
    ----------
    after : ndarray, tensor, or plain data
        The argument after the call.
    before : the same
        A copy that was made before the call.
    name : str
        What is checked, for the message.

    Raises
    ------
    CheckFailed
        If an entry, the shape or the dtype changed.
    """
    with _quiet():
        finding = compare_unchanged(after, before)
    _conclude(name, finding, None)


def check_gradient(
    analytic: Any,
    cost: Callable[[Any], Any],
    at: Any,
    name: str,
    *,
    epsilon: float = 1e-6,
    rtol: float = 1e-4,
    atol: float = 1e-7,
    mistakes: Mapping[str, Any] | None = None,
    batch_size: int | None = None,
    hint: str | None = None,
) -> None:
    """Check a gradient against central differences of the cost.

    Parameters
    ----------
    analytic : number, ndarray or tensor
        The student's gradient, in the shape of `at`.
    cost : callable
        Takes a value like `at` and returns one number. It is handed copies.
    at : number, ndarray or tensor
        Where the gradient was computed.
    name : str
        What is checked, for the message.
    epsilon : float
        How far an entry is moved to either side.
    rtol, atol : float
        As for `check_close`; the rounding error of the difference itself is allowed on top.
    mistakes, batch_size, hint
        As for `check_close`.

    Raises
    ------
    CheckFailed
        If the gradient is wrong, or the cost is no finite number.
    NotImplementedError
        If the exercise has not been attempted.
    """
    with _quiet():
        # A gradient that never came is told before the cost is called a hundred times.
        finding: Finding | None = missing_result(analytic)
        if finding is None:
            measured = measure(cost, at, epsilon, Tolerance(rtol, atol))
            if isinstance(measured, Finding):
                finding = measured
            else:
                request = Request(measured.tolerance, "number", mistakes, batch_size)
                finding = compare_numbers(analytic, measured.gradient, request)
    _conclude(name, finding, hint)


def _outside(actual: object, low: float, high: float) -> Finding | None:
    """Return what lies outside a range."""
    came = read_numbers(actual, "a number")
    if isinstance(came, Finding):
        return came
    if came.array.dtype.kind not in "iuf":
        return Finding(f"came values of the dtype {came.array.dtype}, wanted numbers")
    values = as_float(came.array)
    if not values.size:
        return Finding("came an empty array, wanted at least one number")
    bad = ~((values >= low) & (values <= high))
    if not bad.any():
        return None
    index = first_index(bad)
    subject = count_words(bad) if values.ndim else "the value is"
    if np.isnan(values[bad]).any():
        return Finding(f"{subject} not a number (nan)", diagnose_not_finite(values[bad]))
    if (values[bad] > high).all():
        side = "too large"
    else:
        side = "too small" if (values[bad] < low).all() else "outside the range"
    place = f" at {list(index)}" if values.ndim else ""
    return Finding(
        f"{subject} {side}",
        "",
        f"Came {show(came.array[index])}{place}, wanted {low:g} to {high:g}",
    )


def _wrong_exception(error: Exception, wanted: type[BaseException]) -> Finding | None:
    if isinstance(error, NotImplementedError) and wanted is not NotImplementedError:
        # The stub of an exercise raises it: "not attempted", even where any RuntimeError will do.
        raise error
    if isinstance(error, wanted):
        return None
    return Finding(
        f"came {type(error).__name__}, wanted {wanted.__name__}",
        "the call fails before the check of the argument, or another exception is raised",
        f"Its text: {str(error)[:200]!r}",
    )


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep warnings away: whatever a test cell writes to stderr costs its points."""
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        yield


def _conclude(name: str, finding: Finding | None, hint: str | None) -> None:
    """Print that a check passed, or raise what is wrong."""
    if finding is None:
        print(f"✓ {name}")
        return
    shown_hint = "" if hint is None or isinstance(finding, NoResult) else hint
    hidden = called_from_hidden_region()
    if hidden:
        finding = replace(finding, detail="")
    raise CheckFailed(
        name, finding.summary, finding.cause, shown_hint, finding.detail, hidden
    ) from None
