"""Measure the gradient of a test's cost, with copies and with honest tolerances."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from dlcourse._values import Array, Finding, Numbers, is_tensor, read_numbers, torch_type
from dlcourse.gradcheck import numerical_gradient
from dlcourse.testing.compare import Tolerance, as_float

# In single precision the errors of truncation and rounding meet near this step.
_SINGLE_STEP = 5e-3


@dataclass(frozen=True)
class Measured:
    """A measured gradient and how far the analytic one may lie from it."""

    gradient: Array | float
    tolerance: Tolerance


def measure(
    cost: Callable[[Any], Any], at: Any, epsilon: float, tolerance: Tolerance
) -> Measured | Finding:
    """Measure the gradient of a cost at a point, or say why there is none."""
    point = read_numbers(at, "numbers")
    if isinstance(point, Finding) or point.array.dtype.kind not in "iuf":
        raise TypeError("at must be a number, an array or a tensor of real numbers")
    here = as_float(point.array).copy()
    first = read_numbers(cost(_like(at, here)), "one number")
    finding = _bad_cost(first)
    if finding or isinstance(first, Finding):
        return finding or Finding("the cost is no number")
    single = first.precision == "single"
    step = max(epsilon, _SINGLE_STEP) if single else epsilon
    unit = float(np.finfo(np.float32 if single else np.float64).eps)
    gradient = numerical_gradient(lambda x: cost(_like(at, x)), here, epsilon=step)
    if not np.isfinite(gradient).all():
        return Finding("the cost is not finite near the point where it is differentiated")
    # The difference of two rounded costs is off by about this much, however right the gradient.
    rounding = 8 * unit * abs(float(first.array)) / step
    rtol = max(tolerance.rtol, 1e-2) if single else tolerance.rtol
    return Measured(gradient, Tolerance(rtol, tolerance.atol + rounding))


def _like(at: Any, x: Array) -> Any:
    """Return a copy of x in the form of the point that the test gave."""
    if is_tensor(at):
        return torch_type("from_numpy")(x.copy())
    return x.copy() if isinstance(at, np.ndarray) else float(x)


def _bad_cost(value: Numbers | Finding) -> Finding | None:
    if isinstance(value, Finding):
        return Finding(f"the cost: {value.summary}", value.cause)
    if value.array.ndim:
        return Finding(
            f"the cost came as an array of shape {value.array.shape}, wanted one number",
            "is a sum or a mean missing?",
        )
    if value.array.dtype.kind not in "iuf" or value.precision == "half":
        return Finding(f"the cost came with the dtype {value.array.dtype}, wanted float64")
    if not np.isfinite(float(value.array)):
        return Finding("the cost is not finite", "the log of 0, or an overflow of exp")
    return None
