"""Gradients measured by central differences, and their comparison with derived ones.

A derivative can be measured: move one entry of the parameters a little to either side and see how
much the cost changes,

    dJ/dx ≈ (J(x + ε) - J(x - ε)) / (2 ε).

Two errors pull ε in opposite directions. The formula itself is off by about ε² J‴/6 (truncation),
which asks for a small ε. The computer keeps about 16 digits of J, so the difference of two nearly
equal costs is off by about 2·10⁻¹⁶ |J| / ε (rounding), which asks for a large one. Both are of the
same size near ε = (2·10⁻¹⁶)^(1/3) ≈ 6·10⁻⁶; hence the default of 10⁻⁵, where each error is about
10⁻¹¹ for costs of ordinary size. A one-sided difference would leave an error near 10⁻⁸ at best.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dlcourse._values import Finding, describe, read_numbers

EPSILON = 1e-5
WORST = 10

Floats = NDArray[np.float64]


# Name of the parameter, index in it, analytic gradient, numeric gradient, absolute difference.
Entry = tuple[str, tuple[int, ...], float, float, float]


@dataclass(frozen=True)
class GradientReport:
    """How far analytic and numeric gradients lie apart.

    Parameters
    ----------
    max_difference : float
        The largest absolute difference of all entries; infinite if an entry is not finite.
    worst : list of tuples
        Up to ten entries ``(name, index, analytic, numeric, difference)``, the worst first.
    count : int
        How many entries were compared.
    """

    max_difference: float
    worst: list[Entry] = field(default_factory=list)
    count: int = 0

    def __str__(self) -> str:
        labels = [f"{name}{list(index)}" if index else name for name, index, *_ in self.worst]
        width = max(map(len, [*labels, "entry"]))
        lines = [f"{'entry':<{width}}  {'analytic':>15}  {'numeric':>15}  {'difference':>10}"]
        for label, (_, _, analytic, numeric, difference) in zip(labels, self.worst, strict=True):
            lines.append(
                f"{label:<{width}}  {analytic:>15.8g}  {numeric:>15.8g}  {difference:>10.2g}"
            )
        lines.append(f"largest difference of {self.count:,} entries: {self.max_difference:.2g}")
        return "\n".join(lines)


def numerical_gradient(f: Callable[[Any], Any], x: Any, *, epsilon: float = EPSILON) -> Any:
    """Measure the gradient of a function of one array by central differences.

    Parameters
    ----------
    f : callable
        Takes x, returns one number.
    x : ndarray of float64, or a number
        Where to measure. Its entries are moved one at a time while f is called and are put back
        afterwards, also if f raises an error.
    epsilon : float
        How far an entry is moved to either side.

    Returns
    -------
    ndarray of float64 with the shape of x, or a float if x is a number
        The gradient.

    Raises
    ------
    TypeError
        If x is not a float64 array, or f does not return one number.
    ValueError
        If x is empty or read-only, f changes it, or epsilon is not positive.

    Examples
    --------
    >>> numerical_gradient(lambda x: (x**2).sum(), np.array([1.0, -2.0])).round(6)
    array([ 2., -4.])
    """
    if not epsilon > 0:
        raise ValueError(f"epsilon is {epsilon}; it must be positive, e.g. {EPSILON}")
    if isinstance(x, (int, float, np.integer, np.floating)) and not isinstance(x, bool):
        right, left = float(x) + epsilon, float(x) - epsilon
        return (_number(f(right)) - _number(f(left))) / (right - left)
    _require_floats(x, "x")
    return _measure(lambda: f(x), x, epsilon)


def parameter_gradients(
    cost: Callable[[], Any], parameters: Mapping[str, Floats], *, epsilon: float = EPSILON
) -> dict[str, Floats]:
    """Measure the gradients of a cost that depends on several arrays.

    Parameters
    ----------
    cost : callable
        Takes nothing, computes the cost from the parameters as they are, returns one number.
    parameters : dict of str to ndarray of float64
        The very arrays that cost uses, by name. Their entries are moved and put back.
    epsilon : float
        How far an entry is moved to either side.

    Returns
    -------
    dict of str to ndarray of float64
        The gradient with respect to each array, under the same name.

    Raises
    ------
    TypeError
        If a parameter is not a float64 array, or cost does not return one number.
    ValueError
        If there are no parameters, one is empty or read-only, or epsilon is not positive.
    """
    if not epsilon > 0:
        raise ValueError(f"epsilon is {epsilon}; it must be positive, e.g. {EPSILON}")
    if not parameters:
        raise ValueError("parameters is empty; give at least one array by name")
    for name, array in parameters.items():
        _require_floats(array, f"parameters[{name!r}]")
    return {name: _measure(cost, array, epsilon) for name, array in parameters.items()}


def compare_gradients(analytic: Mapping[str, Any], numeric: Mapping[str, Any]) -> GradientReport:
    """Compare derived gradients with measured ones, entry by entry.

    Parameters
    ----------
    analytic, numeric : dict of str to ndarray
        The gradients by the name of their parameter, in the same shapes.

    Returns
    -------
    GradientReport
        The largest absolute difference and the worst entries; ``print`` shows a table.

    Raises
    ------
    TypeError
        If an entry holds no numbers.
    ValueError
        If the names or the shapes differ, or there is nothing to compare.
    """
    if set(analytic) != set(numeric):
        raise ValueError(
            f"the names differ: analytic has {sorted(analytic)}, numeric has {sorted(numeric)}"
        )
    entries: list[Entry] = []
    count = 0
    for name in analytic:
        a = _gradient(analytic[name], f"analytic[{name!r}]")
        n = _gradient(numeric[name], f"numeric[{name!r}]")
        if a.shape != n.shape:
            raise ValueError(
                f"the shapes of {name!r} differ: analytic has {a.shape}, numeric has {n.shape}"
            )
        count += a.size
        entries += _worst_entries(name, a, n)
    if count == 0:
        raise ValueError("analytic and numeric hold no entries; there is nothing to compare")
    entries.sort(key=lambda entry: -entry[-1])
    return GradientReport(entries[0][-1], entries[:WORST], count)


def _measure(cost: Callable[[], Any], array: Floats, epsilon: float) -> Floats:
    """Move the entries of an array one at a time and see how the cost changes."""
    before = array.copy()
    gradient = np.empty(array.shape)
    try:
        _number(cost())
        if not np.array_equal(array, before, equal_nan=True):
            raise ValueError("the function changes its argument; let it work on a copy")
        for index in np.ndindex(array.shape):
            right, left = before[index] + epsilon, before[index] - epsilon
            array[index] = right
            change = _number(cost())
            array[index] = left
            change -= _number(cost())
            array[index] = before[index]
            # The step that was taken: adding ε to a large number rounds it.
            gradient[index] = change / (right - left)
    finally:
        array[...] = before
    return gradient


def _number(value: object) -> float:
    """Return the one number that a cost function gave."""
    numbers = read_numbers(value, "a number")
    if isinstance(numbers, Finding):
        cause = f": {numbers.cause}" if numbers.cause else ""
        raise TypeError(f"the function must return one number, but {numbers.summary}{cause}")
    array = numbers.array
    if array.ndim:
        raise TypeError(
            f"the function must return one number, but {describe(value)} came: "
            "is a sum or a mean missing?"
        )
    if array.dtype.kind not in "iuf":
        raise TypeError(
            f"the function must return one number, but a value of the dtype {array.dtype} came"
        )
    return float(array)


def _require_floats(x: Any, name: str) -> None:
    if not isinstance(x, np.ndarray):
        raise TypeError(f"{name} is {describe(x)}; wanted is a numpy array of float64")
    if x.dtype.kind in "iub":
        raise TypeError(
            f"{name} holds whole numbers ({x.dtype}), which cannot be moved a little; "
            f"use {name}.astype(float)"
        )
    if x.dtype != np.float64:
        raise TypeError(
            f"{name} has the dtype {x.dtype}; small differences need float64: "
            f"use {name}.astype(float)"
        )
    if x.size == 0:
        raise ValueError(f"{name} is empty (shape {x.shape}); there is nothing to measure")
    if not x.flags.writeable:
        raise ValueError(f"{name} is read-only; use {name}.copy()")


def _gradient(value: object, name: str) -> Floats:
    numbers = read_numbers(value, "an array", lists=True)
    if isinstance(numbers, Finding):
        raise TypeError(f"{name}: {numbers.summary}")
    if numbers.array.dtype.kind not in "iuf":
        raise TypeError(f"{name} has the dtype {numbers.array.dtype}; wanted are real numbers")
    return np.asarray(numbers.array, dtype=np.float64)


def _worst_entries(name: str, analytic: Floats, numeric: Floats) -> list[Entry]:
    with np.errstate(invalid="ignore"):
        difference = np.abs(analytic - numeric)
    # An entry that is not finite is the worst of all, not one that compares false.
    difference = np.where(np.isfinite(difference), difference, np.inf)
    order = np.argsort(-difference, axis=None, kind="stable")[:WORST]
    indices = (tuple(int(i) for i in np.unravel_index(k, difference.shape)) for k in order)
    return [(name, i, float(analytic[i]), float(numeric[i]), float(difference[i])) for i in indices]
