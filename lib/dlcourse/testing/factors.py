"""Name the constant factor by which a result is off."""

import math

import numpy as np

from dlcourse.testing.case import Case

Factors = tuple[tuple[float, str], ...]


def _batch_factors(n: int) -> Factors:
    """Return what the number of samples does to a result, and what that means."""
    return (
        (n, f"{n} times what is wanted, the batch size: a sum, not the average over the batch"),
        (
            1 / n,
            f"1/{n} of what is wanted, one over the batch size: divided by the number of "
            "samples once too often, or an average where a sum is wanted",
        ),
        (-n, f"−{n} times what is wanted: the sign, and the average over the batch is missing"),
        (-1 / n, f"−1/{n} of what is wanted: the sign, and divided by the batch size too often"),
    )


def _mixed_batch_factors(n: int) -> Factors:
    """Return what is told only if no simpler factor explains the result."""
    return (
        (2 * n, f"2·{n} times what is wanted: a factor 1/2 and the average over the batch"),
        (n / 2, f"{n}/2 times what is wanted: a factor 2 and the average over the batch"),
        (2 / n, f"2/{n} of what is wanted: a factor, and divided by the batch size too often"),
        (n**2, f"{n}² times what is wanted: multiplied by the batch size instead of divided"),
        (n / (n - 1), f"{n}/{n - 1} times what is wanted: divided by n − 1 instead of n"),
        (
            (n - 1) / n,
            f"{n - 1}/{n} of what is wanted: divided by n instead of n − 1, or a sample left out",
        ),
        (n / (n + 1), f"{n}/{n + 1} of what is wanted: divided by n + 1 instead of n"),
        ((n + 1) / n, f"{n + 1}/{n} times what is wanted: n + 1 in place of n"),
    )


_FACTORS: Factors = (
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


def batch_factor(case: Case) -> str:
    """Compare with the number of samples."""
    if case.batch_size is None or case.batch_size < 2:
        return ""
    return _first_factor(case, _batch_factors(case.batch_size))


def mixed_batch_factor(case: Case) -> str:
    """Compare with the number of samples in connection with another factor, or off by one."""
    if case.batch_size is None or case.batch_size < 2:
        return ""
    return _first_factor(case, _mixed_batch_factors(case.batch_size))


def known_factor(case: Case) -> str:
    """Compare with factors that a forgotten square, a log or a unit brings in."""
    return _first_factor(case, _FACTORS)


def _first_factor(case: Case, factors: Factors) -> str:
    for factor, words in factors:
        if case.holds(factor * case.wanted):
            return f"{case.subject} {words}"
    return ""


def axis_factor(case: Case) -> str:
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


def any_factor(case: Case) -> str:
    """Tell whether any factor fits; that takes entries with different values."""
    if np.unique(case.wanted[case.wanted != 0]).size < 2:
        return ""
    largest = int(np.argmax(np.abs(case.wanted)))
    factor = float(case.came.flat[largest] / case.wanted.flat[largest])
    if factor and case.holds(factor * case.wanted):
        return f"every entry is {factor:.4g} times what is wanted: a constant factor"
    return ""
