"""Lets a test cell go on after a check has failed, and lists what its checks saw."""

import contextlib
import functools
import inspect
import io
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from autograder.adversaries import content
from dlcourse import testing

_CHECKS = [name for name in testing.__all__ if name.startswith("check_")]
# Checks that tell one value from every other.
_EXACT = ("check_close", "check_equal", "check_gradient")


@dataclass(frozen=True)
class Checked:
    """One check.

    Attributes
    ----------
    place : str
        The name of the code that called it.
    name : str
        What it checked.
    value : object
        The content of the value that it compared; None if it accepts more than one value.
    passed : bool
        Whether that was right.
    """

    place: str
    name: str
    value: object
    passed: bool


@contextlib.contextmanager
def patient_checks() -> Iterator[list[Checked]]:
    """List the checks that run meanwhile; none of them raises.

    Yields
    ------
    list of Checked
        Grows with every check.
    """
    seen: list[Checked] = []
    originals = {name: getattr(testing, name) for name in _CHECKS}
    for name, original in originals.items():
        setattr(testing, name, _patient(original, name in _EXACT, seen))
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            yield seen
    finally:
        for name, original in originals.items():
            setattr(testing, name, original)


def _patient(
    original: Callable[..., None], exact: bool, seen: list[Checked]
) -> Callable[..., None]:
    signature = inspect.signature(original)

    @functools.wraps(original)
    def check(*args: Any, **kwargs: Any) -> None:
        given = signature.bind(*args, **kwargs).arguments
        value = content(next(iter(given.values()))) if exact else None
        passed = True
        try:
            original(*args, **kwargs)
        except testing.CheckFailed:
            passed = False
        place = sys._getframe(1).f_code.co_filename
        seen.append(Checked(place, str(given["name"]), value, passed))

    return check
