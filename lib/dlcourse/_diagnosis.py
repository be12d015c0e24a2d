"""Name the mistake that turns what is wanted into what came.

Every diagnosis is a claim about *all* entries that was tried out: "came is the transpose of what
is wanted" is said only when it is so. The first claim that holds is the one that is told.
"""

import itertools
import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Shape = tuple[int, ...]


def diagnose_shape(came: Shape, wanted: Shape) -> str:
    """Return the likely cause of a wrong shape, or ""."""
    for claim in (_number_or_array, _unit_axes, _table, _axis_order, _axis_count, _axis_length):
        cause = claim(came, wanted)
        if cause:
            return cause
    return ""


def _number_or_array(came: Shape, wanted: Shape) -> str:
    if wanted == () and math.prod(came) == 1:
        return "one number wrapped in an array: return the number itself, e.g. with .item()"
    if wanted == ():
        return "an array where one number is wanted: is a sum or a mean missing?"
    if came == ():
        return "a single number where an array is wanted: summed or averaged over too many axes?"
    return ""


def _unit_axes(came: Shape, wanted: Shape) -> str:
    if [n for n in came if n != 1] != [n for n in wanted if n != 1]:
        return ""
    if len(came) < len(wanted):
        return "an axis of length 1 is missing: keepdims=True or reshape keeps it"
    if len(came) > len(wanted):
        return "an axis of length 1 too many: leave out keepdims=True, or use ravel or squeeze"
    return "a row where a column is wanted, or the other way round: transposed"


def _table(came: Shape, wanted: Shape) -> str:
    length = math.prod(wanted)
    if length > 1 and max(wanted) == length and came == (length, length):
        return (
            f"an array of shape ({length},) met one of shape ({length}, 1), "
            "and broadcasting made a table of both"
        )
    return ""


def _axis_order(came: Shape, wanted: Shape) -> str:
    if came == wanted[::-1]:
        return "transposed: rows and columns are swapped"
    if sorted(came) == sorted(wanted):
        return "the axes come in another order: transposed or summed over the wrong axis"
    return ""


def _axis_count(came: Shape, wanted: Shape) -> str:
    for axis in range(len(wanted)):
        if came == wanted[:axis] + wanted[axis + 1 :]:
            return f"axis {axis} is missing: summed, averaged or indexed away?"
    for axis in range(len(came)):
        if wanted == came[:axis] + came[axis + 1 :]:
            return f"axis {axis} is left over: is a sum or a mean over axis {axis} missing?"
    if math.prod(came) == math.prod(wanted):
        if len(came) == 1:
            return "all entries in one row: flattened where reshape is wanted"
        if len(wanted) == 1:
            return "the same number of entries: flatten with reshape(-1)"
        return "the same number of entries in another arrangement: a reshape went wrong"
    return ""


def _axis_length(came: Shape, wanted: Shape) -> str:
    if len(came) != len(wanted):
        return f"{len(came)} axes came where {len(wanted)} are wanted"
    wrong = [axis for axis in range(len(came)) if came[axis] != wanted[axis]]
    if any(came[axis] == 0 for axis in wrong):
        return "nothing is left along an axis: an empty slice, or a loop that never ran"
    if all(came[axis] == wanted[axis] + 1 for axis in wrong):
        return "one entry too many along " + _axes(wrong) + ": off by one"
    if all(came[axis] == wanted[axis] - 1 for axis in wrong):
        return "one entry too few along " + _axes(wrong) + ": off by one"
    if len(came) == 2 and len(wrong) == 1 and came[0] == came[1]:
        return f"axis {wrong[0]} has the length of the other axis"
    return ""


def _axes(axes: list[int]) -> str:
    return "axis " + " and axis ".join(str(axis) for axis in axes)


def diagnose_not_finite(came: Floats) -> str:
    """Return the usual sources of nan and infinity."""
    if np.isnan(came).any():
        return "nan comes from 0/0, inf − inf, 0·log(0), or the log or root of a negative number"
    if np.isneginf(came).any():
        return "−inf comes from the log of 0: keep the argument of the log above 0"
    return "inf comes from a division by 0 or an overflow of exp"


@dataclass(frozen=True)
class Case:
    """What came and what is wanted: finite arrays of one shape that differ.

    Parameters
    ----------
    came, wanted : ndarray of float64
        The two arrays.
    rtol : float
        How precisely a claim must hold.
    batch_size : int or None
        The number of samples, if the test knows one.
    """

    came: Floats
    wanted: Floats
    rtol: float = 1e-5
    batch_size: int | None = None

    def holds(self, candidate: Floats) -> bool:
        """Tell whether what came is the candidate, and the candidate is not what is wanted."""
        return self.same(self.came, candidate) and not self.same(candidate, self.wanted)

    def same(self, a: Floats, b: Floats) -> bool:
        """Tell whether two arrays agree in shape and, relative to their scale, in all entries."""
        if a.shape != b.shape or not (np.isfinite(a).all() and np.isfinite(b).all()):
            return False
        scale = np.abs(b).max(initial=0.0)
        return bool((np.abs(a - b) <= self.rtol * (np.abs(b) + 0.1 * scale)).all())

    @property
    def single(self) -> bool:
        """Whether there is but one entry."""
        return self.wanted.size == 1

    @property
    def subject(self) -> str:
        """The grammatical subject of a claim about all entries."""
        return "the value is" if self.single else "every entry is"

    @property
    def varied(self) -> bool:
        """Whether the wanted entries have more than two values: few coincidences then."""
        return np.unique(self.wanted).size > 2


def diagnose_values(case: Case) -> str:
    """Return the likely cause of wrong values, or ""."""
    for claim in _CLAIMS:
        cause = claim(case)
        if cause:
            return cause
    return ""


def _zero(case: Case) -> str:
    if (case.came == 0).all():
        return f"{case.subject} 0: is the result ever computed or updated?"
    return ""


def _sign(case: Case) -> str:
    if case.holds(-case.wanted):
        return f"the sign is wrong: {case.subject} −1 times what is wanted"
    return ""


def _complement(case: Case) -> str:
    inside = (case.wanted >= 0).all() and (case.wanted <= 1).all()
    if inside and case.holds(1 - case.wanted):
        return f"{case.subject} 1 minus what is wanted: the two classes or cases are swapped"
    return ""


def _batch_factors(n: int) -> Iterator[tuple[float, str]]:
    yield (
        n,
        (
            f"{n} times what is wanted, the batch size: a sum where the average over the batch "
            "is wanted"
        ),
    )
    yield (
        1 / n,
        (
            f"1/{n} of what is wanted, one over the batch size: divided by the number of samples "
            "once too often, or an average where a sum is wanted"
        ),
    )
    yield -n, f"−{n} times what is wanted: the sign, and the average over the batch is missing"
    yield -1 / n, f"−1/{n} of what is wanted: the sign, and divided by the batch size too often"
    yield 2 * n, f"2·{n} times what is wanted: a factor 1/2 and the average over the batch"
    yield n / 2, f"{n}/2 times what is wanted: a factor 2 and the average over the batch"
    yield 2 / n, f"2/{n} times what is wanted: a factor, and divided by the batch size too often"
    yield n**2, f"{n}² times what is wanted: multiplied by the batch size instead of divided"
    if n > 1:
        yield n / (n - 1), f"{n}/{n - 1} times what is wanted: divided by n − 1 instead of n"
        yield (
            (n - 1) / n,
            (f"{n - 1}/{n} of what is wanted: divided by n instead of n − 1, or a sample left out"),
        )
    yield n / (n + 1), f"{n}/{n + 1} of what is wanted: divided by n + 1 instead of n"
    yield (n + 1) / n, f"{n + 1}/{n} times what is wanted: n + 1 in place of n"


_FACTORS: tuple[tuple[float, str], ...] = (
    (2.0, "2 times what is wanted: a factor 1/2 is missing, or something is counted twice"),
    (0.5, "1/2 of what is wanted: a factor 2 is missing, or a 1/2 too many"),
    (-2.0, "−2 times what is wanted: the sign and a factor"),
    (-0.5, "−1/2 of what is wanted: the sign and a factor"),
    (math.log(2), "ln 2 times what is wanted: the natural log where log2 is wanted"),
    (1 / math.log(2), "1/ln 2 times what is wanted: log2 where the natural log is wanted"),
    (math.log(10), "ln 10 times what is wanted: the natural log where log10 is wanted"),
    (1 / math.log(10), "1/ln 10 times what is wanted: log10 where the natural log is wanted"),
    (math.log2(10), "log2 where log10 is wanted"),
    (math.log10(2), "log10 where log2 is wanted"),
    (100.0, "100 times what is wanted: percent where a fraction is wanted"),
    (0.01, "1/100 of what is wanted: a fraction where percent is wanted"),
    (255.0, "255 times what is wanted: the gray values are not rescaled"),
    (1 / 255.0, "1/255 of what is wanted: the gray values are rescaled once too often"),
    (math.pi / 180, "π/180 times what is wanted: radians where degrees are wanted"),
    (180 / math.pi, "180/π times what is wanted: degrees where radians are wanted"),
    (math.sqrt(2), "√2 times what is wanted"),
    (math.sqrt(0.5), "1/√2 of what is wanted"),
    (10.0, "10 times what is wanted"),
    (0.1, "1/10 of what is wanted"),
    (4.0, "4 times what is wanted: a factor 1/4 or a square is missing"),
    (0.25, "1/4 of what is wanted: a factor 4 or a square is missing"),
    (1000.0, "1,000 times what is wanted"),
    (0.001, "1/1,000 of what is wanted"),
)


def _batch_factor(case: Case) -> str:
    if case.batch_size is None or case.batch_size < 2:
        return ""
    return _first_factor(case, _batch_factors(case.batch_size))


def _known_factor(case: Case) -> str:
    return _first_factor(case, iter(_FACTORS))


def _first_factor(case: Case, factors: Iterator[tuple[float, str]]) -> str:
    for factor, words in factors:
        if case.holds(factor * case.wanted):
            return f"{case.subject} {words}"
    return ""


def _axis_factor(case: Case) -> str:
    """Compare with the lengths of the axes: a sum where a mean is wanted, or the reverse."""
    for axis, length in enumerate(case.wanted.shape):
        if length < 3:
            continue
        along = f"the length of axis {axis}"
        if case.holds(length * case.wanted):
            return f"{case.subject} {length} times what is wanted, {along}: a sum, not a mean?"
        if case.holds(case.wanted / length):
            return f"{case.subject} 1/{length} of what is wanted, {along}: a mean, not a sum?"
    return ""


def _any_factor(case: Case) -> str:
    nonzero = case.wanted[case.wanted != 0]
    if np.unique(nonzero).size < 2:
        return ""
    factor = float((case.came * case.wanted).sum() / (case.wanted**2).sum())
    if factor and case.holds(factor * case.wanted):
        return f"every entry is {factor:.4g} times what is wanted: a constant factor"
    return ""


def _transposed(case: Case) -> str:
    if case.wanted.ndim == 2 and case.holds(case.wanted.T):
        return "transposed: rows and columns are swapped"
    if case.wanted.ndim > 2:
        for axes in itertools.permutations(range(min(case.wanted.ndim, 5))):
            if len(axes) == case.wanted.ndim and case.holds(case.wanted.transpose(axes)):
                return f"the axes come in the order {axes}: transposed"
    return ""


def _reversed(case: Case) -> str:
    axes = range(case.wanted.ndim)
    for axis in axes:
        if case.holds(np.flip(case.wanted, axis)):
            return f"reversed along axis {axis}"
    if len(axes) > 1 and case.holds(np.flip(case.wanted)):
        return "reversed along all axes"
    if len(axes) > 2 and case.holds(np.flip(case.wanted, (-2, -1))):
        return "reversed along the last two axes"
    return ""


def _offset(case: Case) -> str:
    shift = case.came - case.wanted
    amount = float(shift.flat[0])
    if case.single:
        if np.isclose(abs(amount), 1, rtol=1e-9) and float(case.wanted.flat[0]).is_integer():
            return "the value is off by one"
        return ""
    if np.unique(case.wanted).size < 2 or not case.holds(case.wanted + amount):
        return ""
    if np.isclose(abs(amount), 1, rtol=1e-9):
        return "every entry is off by one: counted from 0 or from 1? a 1 too many or too few?"
    return "every entry is off by the same amount: a constant (a bias) is missing or added twice"


def _shifted_in_place(case: Case) -> str:
    if case.wanted.ndim != 1 or case.wanted.size < 4 or not case.varied:
        return ""
    came, wanted = case.came, case.wanted
    if case.same(came[1:], wanted[:-1]):
        return "every entry comes one place too late: off by one"
    if case.same(came[:-1], wanted[1:]):
        return "every entry comes one place too early: off by one"
    return ""


def _cumulative(case: Case) -> str:
    for axis in range(case.wanted.ndim):
        if case.wanted.shape[axis] < 2 or not case.varied:
            continue
        if case.holds(np.cumsum(case.wanted, axis)):
            return f"the entries are added up along axis {axis}: a running sum, or never reset"
        if case.same(np.cumsum(case.came, axis), case.wanted):
            return f"the entries are not added up along axis {axis}: a running sum is wanted"
    return ""


_TRANSFORMS: tuple[tuple[str, Callable[[Floats], Floats]], ...] = (
    ("the square of what is wanted: squared once too often, or a root is missing", np.square),
    ("the square root of what is wanted: a root too many, or the square is missing", np.sqrt),
    ("the log of what is wanted: a log too many", np.log),
    ("the exponential of what is wanted: a log is missing, or an exp too many", np.exp),
    ("one over what is wanted: divided the wrong way round", np.reciprocal),
    ("tanh of what is wanted: the activation is applied once too often", np.tanh),
    (
        "the sigmoid of what is wanted: the sigmoid is applied once too often",
        lambda w: 1 / (1 + np.exp(-w)),
    ),
    (
        "what is wanted before the sigmoid: the sigmoid is missing",
        lambda w: np.log(w) - np.log1p(-w),
    ),
    ("what is wanted before tanh: the tanh is missing", np.arctanh),
    ("the absolute value of what is wanted: the sign is lost", np.abs),
    (
        "what is wanted, but negative entries became 0: a ReLU or maximum too many",
        lambda w: np.maximum(w, 0),
    ),
    ("cut down to a whole number: an integer array or // cuts off the fraction", np.trunc),
    ("rounded down to a whole number: // or floor where / is wanted", np.floor),
    ("rounded up to a whole number", np.ceil),
    ("rounded to a whole number: round once too often", np.round),
    ("rounded to 1 decimal: return the exact value", lambda w: np.round(w, 1)),
    ("rounded to 2 decimals: return the exact value", lambda w: np.round(w, 2)),
    ("rounded to 3 decimals: return the exact value", lambda w: np.round(w, 3)),
    ("rounded to 4 decimals: return the exact value", lambda w: np.round(w, 4)),
    ("what is wanted, but clipped to the range from 0 to 1", lambda w: np.clip(w, 0, 1)),
)


def _transformed(case: Case) -> str:
    if not case.single and np.unique(case.wanted).size < 2:
        return ""
    for words, transform in _TRANSFORMS:
        if case.holds(np.asarray(transform(case.wanted))):
            return f"{case.subject} {words}"
    if case.same(np.maximum(case.came, 0), case.wanted):
        return "negative entries are left where 0 is wanted: the ReLU or maximum is missing"
    if case.varied and case.same(np.abs(case.came), np.abs(case.wanted)):
        return "the sizes are right, but the sign is wrong in some entries"
    return ""


def _normalized(case: Case) -> str:
    if case.wanted.ndim != 2 or min(case.wanted.shape) < 2:
        return ""
    for axis, lines, others in ((1, "rows", "columns"), (0, "columns", "rows")):
        came, wanted = case.came, case.wanted
        if not np.allclose(wanted.sum(axis), 1) or np.allclose(came.sum(axis), 1):
            continue
        if np.allclose(came.sum(1 - axis), 1):
            return f"the {others} sum to 1 where the {lines} must: normalized over the wrong axis"
        if np.isclose(came.sum(), 1):
            return f"all entries together sum to 1, but each of the {lines} must: axis is missing"
        if case.holds(wanted * came.sum(axis, keepdims=True)):
            return f"the {lines} do not sum to 1: the division by their sum is missing"
    return ""


def _constant(case: Case) -> str:
    if case.wanted.size < 3 or np.unique(case.wanted).size < 2:
        return ""
    if case.same(case.came, np.full_like(case.came, case.came.flat[0])):
        if case.same(case.came, np.full_like(case.came, case.wanted.mean())):
            return "every entry is the mean of what is wanted: averaged over too many axes"
        if case.same(case.came, np.full_like(case.came, case.wanted.sum())):
            return "every entry is the sum of what is wanted: summed over too many axes"
        return "every entry is the same: is only one sample or unit used for all?"
    if case.wanted.ndim == 2:
        for axis, lines in ((0, "rows"), (1, "columns")):
            first = np.take(case.came, [0], axis)
            repeated = case.same(case.came, np.broadcast_to(first, case.came.shape))
            wanted_first = np.take(case.wanted, [0], axis)
            wanted_varies = not case.same(
                case.wanted, np.broadcast_to(wanted_first, case.wanted.shape)
            )
            if repeated and wanted_varies:
                return f"all {lines} are the same: is only one of them used for all?"
    return ""


def _offset_along_axis(case: Case) -> str:
    if case.wanted.ndim != 2 or min(case.wanted.shape) < 2:
        return ""
    shift = case.came - case.wanted
    for axis, line in ((0, "column"), (1, "row")):
        if case.holds(case.wanted + np.take(shift, [0], axis)):
            return (
                f"every {line} is off by an amount of its own: is the bias missing, "
                "or something subtracted along the wrong axis?"
            )
    return ""


def _factor_along_axis(case: Case) -> str:
    if case.wanted.ndim != 2 or min(case.wanted.shape) < 2 or not (case.wanted != 0).all():
        return ""
    ratio = case.came / case.wanted
    for axis, line in ((0, "column"), (1, "row")):
        if case.holds(case.wanted * np.take(ratio, [0], axis)):
            return (
                f"every {line} is off by a factor of its own: "
                "scaled or normalized along the wrong axis?"
            )
    return ""


def _partly_right(case: Case) -> str:
    if case.wanted.ndim == 0 or len(case.wanted) < 3:
        return ""
    count = len(case.wanted)
    right = [case.same(case.came[i : i + 1], case.wanted[i : i + 1]) for i in range(count)]
    what = "entry" if case.wanted.ndim == 1 else "row"
    if right == [True] + [False] * (count - 1):
        return f"only the first {what} is right: a `return` inside the loop, or index 0 throughout"
    if right == [False] * (count - 1) + [True]:
        return f"only the last {what} is right: overwritten in the loop?"
    if right == [True] * (count - 1) + [False]:
        return f"only the last {what} is wrong: does the loop end one step early?"
    if right == [False] + [True] * (count - 1):
        return f"only the first {what} is wrong: does the loop start one step late?"
    return ""


def _permuted(case: Case) -> str:
    came, wanted = case.came, case.wanted
    if not case.varied or not case.same(np.sort(came, axis=None), np.sort(wanted, axis=None)):
        return ""
    if wanted.ndim == 2:
        for words, a, b in (("rows", came, wanted), ("columns", came.T, wanted.T)):
            if case.same(a[np.lexsort(a.T[::-1])], b[np.lexsort(b.T[::-1])]):
                return f"the {words} come in another order"
        if case.same(came.ravel(), wanted.ravel("F")) or case.same(came.ravel("F"), wanted.ravel()):
            return "the right values, but a reshape put them in the wrong order"
    return "the right values in another order"


def _nearly(case: Case) -> str:
    error = np.abs(case.came - case.wanted)
    scale = np.abs(case.wanted).max(initial=0.0)
    if scale and error.max() <= 1e-3 * scale and (error <= 1e-2 * np.abs(case.wanted)).all():
        return "nearly right: rounded too early, a needless small constant, or low precision"
    return ""


_CLAIMS: tuple[Callable[[Case], str], ...] = (
    _zero,
    _complement,
    _sign,
    _batch_factor,
    _transposed,
    _known_factor,
    _axis_factor,
    _reversed,
    _offset,
    _normalized,
    _any_factor,
    _cumulative,
    _shifted_in_place,
    _transformed,
    _constant,
    _offset_along_axis,
    _factor_along_axis,
    _permuted,
    _partly_right,
    _nearly,
)
