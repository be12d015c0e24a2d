"""The stages of a numerical comparison: type, shape, kind of numbers, finite, right."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

import numpy as np

from dlcourse._values import Array, Finding, Numbers, Precision, read_numbers
from dlcourse.testing.case import Case
from dlcourse.testing.diagnosis import diagnose_not_finite, diagnose_values
from dlcourse.testing.shapes import diagnose_shape

Kind = Literal["number", "float", "int"]
KINDS = ("number", "float", "int")

DEFAULT_RTOL = 1e-5
DEFAULT_ATOL = 1e-7

# What a sound formula reaches at least when it computes in this precision.
_COARSEST: dict[Precision, tuple[float, float]] = {
    "double": (0.0, 0.0),
    "single": (1e-4, 1e-6),
    "half": (4e-3, 4e-3),
}
_COUNT_LIMIT = 0.25
_PRECISIONS: tuple[Precision, ...] = ("double", "single", "half")


@dataclass(frozen=True)
class Tolerance:
    """How far a value may lie from the wanted one: ``atol + rtol * |wanted|``, at most `limit`."""

    rtol: float = DEFAULT_RTOL
    atol: float = DEFAULT_ATOL
    limit: float = np.inf

    def suited_to(self, wanted: Numbers, precision: Precision) -> "Tolerance":
        """Return the tolerance for results that were computed in the given precision."""
        values = as_float(wanted.array)
        largest = np.abs(values[np.isfinite(values)]).max(initial=0.0)
        rtol, atol = _COARSEST[precision]
        # Sums that cancel are as imprecise as their largest terms, however small they come out.
        # In half precision that is so much that zeros would pass for small numbers.
        atol *= min(largest, 1.0) if precision == "half" else max(largest, 1.0)
        # A relative tolerance must not blur counts (100,001 is not 100,000), unless asked for.
        counts = wanted.array.dtype.kind in "iu" and self.rtol <= DEFAULT_RTOL
        limit = _COUNT_LIMIT if counts else self.limit
        return Tolerance(max(self.rtol, rtol), max(self.atol, atol), limit)

    def close(self, came: Array, wanted: Array) -> Array:
        """Tell for every entry whether it is right; nan is right where nan is wanted."""
        whole = came.dtype.kind in "iu" and wanted.dtype.kind in "iu"
        if whole and self.limit == _COUNT_LIMIT:
            return np.asarray(came == wanted)
        came64, wanted64 = as_float(came), as_float(wanted)
        allowed = np.minimum(self.atol + self.rtol * np.abs(wanted64), self.limit)
        same = (came64 == wanted64) | (np.isnan(came64) & np.isnan(wanted64))
        near = np.abs(came64 - wanted64) <= allowed
        return np.asarray(same | (near & np.isfinite(wanted64)))


@dataclass(frozen=True)
class Request:
    """What a comparison is asked to do besides comparing."""

    tolerance: Tolerance = Tolerance()
    kind: Kind = "number"
    mistakes: Mapping[str, object] | None = None
    batch_size: int | None = None


def as_float(array: Array) -> Array:
    """Return an array in float64."""
    return np.asarray(array, dtype=np.float64)


def expected_numbers(expected: object) -> Numbers:
    """Read the expected value of a test; a wrong one is a mistake of the test, not the student."""
    numbers = read_numbers(expected, "numbers", lists=True)
    if isinstance(numbers, Finding):
        raise TypeError(f"expected: {numbers.summary}; give a number, an array or a tensor")
    if numbers.array.dtype.kind not in "biuf":
        raise TypeError(
            f"expected has the dtype {numbers.array.dtype}; wanted are real numbers or bools"
        )
    return numbers


def compare_numbers(actual: object, expected: object, request: Request) -> Finding | None:
    """Compare in stages and return the first finding, or None if all is right."""
    wanted = expected_numbers(expected)
    lists = issubclass(type(expected), (list, tuple))
    came = read_numbers(actual, _wanted_words(wanted.array, lists), lists=lists)
    if isinstance(came, Finding):
        return came
    precision = max(came.precision, wanted.precision, key=_PRECISIONS.index)
    request = replace(request, tolerance=request.tolerance.suited_to(wanted, precision))
    finding = (
        _wrong_shape(came.array, wanted.array)
        or _wrong_kind(came.array, wanted.array, request.kind)
        or _not_finite(came.array, wanted.array)
        or _wrong_values(came.array, wanted.array, request)
    )
    if finding:
        cause = _known_mistake(came.array, wanted.array, request)
        finding = replace(finding, cause=cause or finding.cause)
    return finding


def _wanted_words(wanted: Array, lists: bool) -> str:
    if wanted.ndim == 0:
        return "a number" if wanted.dtype.kind != "b" else "True or False"
    return f"a list of {len(wanted)} entries" if lists else f"an array of shape {wanted.shape}"


def _known_mistake(came: Array, wanted: Array, request: Request) -> str:
    """Return the text of the mistake whose value came."""
    for words, wrong in (request.mistakes or {}).items():
        try:
            value = wrong() if callable(wrong) else wrong
            numbers = read_numbers(value, "numbers", lists=True)
        except Exception:
            continue  # a wrong value that cannot be computed explains nothing
        if isinstance(numbers, Finding) or numbers.array.dtype.kind not in "biuf":
            continue
        if _equal(numbers.array, wanted, request.tolerance):
            continue
        if _equal(came, numbers.array, request.tolerance):
            return words
    return ""


def _equal(came: Array, wrong: Array, tolerance: Tolerance) -> bool:
    if came.shape != wrong.shape or came.dtype.kind not in "biuf":
        return False
    if (came.dtype.kind == "b") != (wrong.dtype.kind == "b"):
        return False
    return bool(tolerance.close(came, wrong).all())


def _wrong_shape(came: Array, wanted: Array) -> Finding | None:
    if came.shape == wanted.shape:
        return None
    cause = diagnose_shape(came.shape, wanted.shape)
    if wanted.ndim == 0:
        return Finding(f"came an array of shape {came.shape}, wanted a number", cause)
    if came.ndim == 0:
        return Finding(f"came a number, wanted an array of shape {wanted.shape}", cause)
    return Finding(f"came the shape {came.shape}, wanted {wanted.shape}", cause)


def _wrong_kind(came: Array, wanted: Array, kind: Kind) -> Finding | None:
    letter = came.dtype.kind
    if wanted.dtype.kind == "b":
        if letter == "b":
            return None
        return Finding(
            f"came numbers ({came.dtype}), wanted True or False",
            "a comparison is missing, or .astype(bool)",
        )
    if letter == "b":
        return Finding(
            "came True or False, wanted numbers",
            "a comparison (==, >, <) gives truth values: turn them into numbers with .astype",
        )
    if letter == "c":
        return Finding(
            "came complex numbers, wanted real numbers", "the root or log of a negative number"
        )
    if letter == "O":
        return Finding(
            "came an array of objects (dtype object), wanted numbers",
            "np.array was made from rows of different lengths, or from None",
        )
    if letter in "SU":
        return Finding("came texts, wanted numbers", "the numbers were read or made as text")
    if letter not in "iuf":
        return Finding(f"came the dtype {came.dtype}, wanted numbers")
    if kind == "float" and letter != "f":
        return Finding(
            f"came whole numbers ({came.dtype}), wanted floats",
            "an integer array cuts off fractions: make it with dtype float, or divide with /",
        )
    if kind == "int" and letter == "f":
        return Finding(
            f"came floats ({came.dtype}), wanted whole numbers",
            "convert with int(...) or .astype(int), or divide with //",
        )
    return None


def _not_finite(came: Array, wanted: Array) -> Finding | None:
    bad = ~np.isfinite(as_float(came)) & np.isfinite(as_float(wanted))
    if not bad.any():
        return None
    cause = diagnose_not_finite(as_float(came)[bad])
    if came.ndim == 0:
        return Finding("the value is not finite", cause, f"Came {show(came[()])}")
    index = first_index(bad)
    return Finding(
        f"{count_words(bad)} not finite",
        cause,
        f"The first is {show(came[index])} at {list(index)}",
    )


def _wrong_values(came: Array, wanted: Array, request: Request) -> Finding | None:
    wrong = ~request.tolerance.close(came, wanted)
    if not wrong.any():
        return None
    cause = _value_cause(came, wanted, request)
    if came.ndim == 0:
        detail = came_and_wanted(came[()], wanted[()])
        return Finding("the value is wrong", cause, detail[0].upper() + detail[1:])
    index = first_index(wrong)
    detail = f"First at {list(index)}: {came_and_wanted(came[index], wanted[index])}"
    return Finding(f"{count_words(wrong)} wrong", cause, detail)


def _value_cause(came: Array, wanted: Array, request: Request) -> str:
    if came.dtype.kind == "b":
        swapped = (came != wanted).all()
        return "True and False are swapped: the comparison points the wrong way" if swapped else ""
    came64, wanted64 = as_float(came), as_float(wanted)
    if not np.isfinite(came64).all():
        return ""
    if not np.isfinite(wanted64).all():
        return "infinity or nan is wanted in places, e.g. for the log of 0"
    rtol = min(request.tolerance.rtol, 1e-2)
    return diagnose_values(Case(came64, wanted64, rtol, request.batch_size))


def first_index(marks: Array) -> tuple[int, ...]:
    """Return the index of the first True."""
    return tuple(int(i) for i in np.unravel_index(int(np.argmax(marks)), marks.shape))


def count_words(marks: Array) -> str:
    """Say how many of how many entries are marked: "3 of 6 entries are"."""
    count = int(marks.sum())
    return f"{count:,} of {marks.size:,} entries {'is' if count == 1 else 'are'}"


def came_and_wanted(came: Any, wanted: Any) -> str:
    """Show both values with as many digits as it takes to tell them apart."""
    texts = show(came), show(wanted)
    if texts[0] == texts[1]:
        texts = repr(came.item()), repr(wanted.item())
    return f"came {texts[0]}, wanted {texts[1]}"


def show(value: Any) -> str:
    """Return a number in few digits."""
    if isinstance(value, (bool, np.bool_, int, np.integer)):
        return str(value)
    return f"{float(value):.6g}"
