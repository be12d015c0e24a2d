"""Name the mistake that turns what is wanted into what came.

Every diagnosis is a claim about *all* entries that was tried out: "came is the transpose of what
is wanted" is said only when it is so. The first claim that holds is the one that is told.
"""

import itertools
from collections.abc import Callable

import numpy as np

from dlcourse.testing.case import Case, Floats
from dlcourse.testing.factors import (
    any_factor,
    axis_factor,
    batch_factor,
    known_factor,
    mixed_batch_factor,
)

# Trying all claims on a larger array would take seconds.
_LARGEST = 500_000


def diagnose_not_finite(came: Floats) -> str:
    """Return the usual sources of nan and infinity."""
    if np.isnan(came).any():
        return "nan comes from 0/0, inf − inf, 0·log(0), or the log or root of a negative number"
    if np.isneginf(came).any():
        return "−inf comes from the log of 0: keep the argument of the log above 0"
    return "inf comes from a division by 0 or an overflow of exp"


def diagnose_values(case: Case) -> str:
    """Return the likely cause of wrong values, or ""."""
    if case.wanted.size > _LARGEST:
        return ""
    if case.single and {case.came.item(), case.wanted.item()} <= {0.0, 1.0}:
        # A single 0 in place of 1 can mean anything: a claim would be a guess.
        return ""
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


def _transposed(case: Case) -> str:
    if case.wanted.ndim == 2 and case.holds(case.wanted.T):
        return "transposed: rows and columns are swapped"
    if 3 <= case.wanted.ndim <= 5:
        for axes in itertools.permutations(range(case.wanted.ndim)):
            if case.holds(case.wanted.transpose(axes)):
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


def _off_by_one(case: Case) -> str:
    if not case.single:
        return ""
    came, wanted = case.came.item(), case.wanted.item()
    if came.is_integer() and wanted.is_integer() and abs(came - wanted) == 1:
        return "the value is off by one"
    return ""


def _offset(case: Case) -> str:
    shift = case.came - case.wanted
    amount = float(shift.flat[0])
    if case.distinct < 2 or not case.holds(case.wanted + amount):
        return ""
    if np.isclose(abs(amount), 1, rtol=1e-9):
        return "every entry is off by one: counted from 0 or from 1? a 1 too many or too few?"
    return "every entry is off by the same amount: a constant (a bias) is missing or added twice"


def _shifted_in_place(case: Case) -> str:
    if case.wanted.ndim != 1 or case.wanted.size < 4 or case.distinct < 3:
        return ""
    came, wanted = case.came, case.wanted
    if case.same(came[1:], wanted[:-1]):
        return "every entry comes one place too late: off by one"
    if case.same(came[:-1], wanted[1:]):
        return "every entry comes one place too early: off by one"
    return ""


def _cumulative(case: Case) -> str:
    for axis in range(case.wanted.ndim):
        if case.wanted.shape[axis] < 2 or case.distinct < 3:
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
    if not case.single and case.distinct < 2:
        return ""  # equal entries fit too many formulas
    for words, transform in _TRANSFORMS:
        if case.holds(np.asarray(transform(case.wanted))):
            return f"{case.subject} {words}"
    clipped = np.maximum(case.came, 0)
    if case.same(clipped, case.wanted) and not case.same(clipped, case.came):
        return "negative entries are left where 0 is wanted: the ReLU or maximum is missing"
    if case.distinct > 2 and case.same(np.abs(case.came), np.abs(case.wanted)):
        return "the magnitudes are right, but the sign is wrong in some entries"
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


def _softmax_missing(case: Case) -> str:
    for axis in range(case.wanted.ndim):
        if case.wanted.shape[axis] < 2:
            continue
        exponentials = np.exp(case.came - case.came.max(axis, keepdims=True))
        softmax = exponentials / exponentials.sum(axis, keepdims=True)
        if case.same(softmax, case.wanted):
            return (
                f"these are the scores before the softmax: the softmax over axis {axis} is missing"
            )
        if case.same(np.log(softmax), case.wanted):
            return "these are the scores: the log of the softmax is missing"
    return ""


def _constant(case: Case) -> str:
    if case.wanted.size < 3 or case.distinct < 2:
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
    right = np.asarray(case.right.reshape(len(case.wanted), -1).all(1))
    what = "entry" if case.wanted.ndim == 1 else "row"
    # One label or count of many is soon right by chance.
    chance = case.wanted.ndim == 1 and (case.wanted == np.round(case.wanted)).all()
    if right[0] and not right[1:].any() and not chance:
        return f"only the first {what} is right: a `return` inside the loop, or index 0 throughout"
    if right[-1] and not right[:-1].any() and not chance:
        return f"only the last {what} is right: overwritten in the loop?"
    if not right[-1] and right[:-1].all():
        return f"only the last {what} is wrong: does the loop end one step early?"
    if not right[0] and right[1:].all():
        return f"only the first {what} is wrong: does the loop start one step late?"
    return ""


def _permuted(case: Case) -> str:
    came, wanted = case.came, case.wanted
    if case.distinct < 3 or not case.same(np.sort(came, axis=None), np.sort(wanted, axis=None)):
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
    _off_by_one,
    batch_factor,
    _transposed,
    known_factor,
    mixed_batch_factor,
    axis_factor,
    _reversed,
    _offset,
    _normalized,
    any_factor,
    _cumulative,
    _shifted_in_place,
    _transformed,
    _softmax_missing,
    _constant,
    _offset_along_axis,
    _factor_along_axis,
    _permuted,
    _partly_right,
    _nearly,
)
