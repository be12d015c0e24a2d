"""Answers that try to fool a unit's tests, made out of its reference answers.

An adversary is right or wrong call by call, in ways that no student would think of by mistake but
that a weak test does not notice: it spoils the arrays that it is given, keeps what it once
returned, or is right only for what the student can see of the tests. It runs on the student's
side, and notes what each call returned, so that one can tell where it did not tell the truth.
"""

import functools
import hashlib
from collections.abc import Callable
from typing import Any

import numpy as np
import torch

Function = Callable[..., Any]

# What each adversary does, in words. A number behind a kind that spoils means that argument alone.
_WORDS = {
    "zeros": "fills its arguments with zeros and returns what is right for these",
    "ones": "fills its arguments with ones and returns what is right for these",
    "kept": "returns for arguments of the same shapes what it returned the first time",
    "visible": "is right for the calls in the visible parts and returns zeros for all others",
}
HONEST = "honest"
_NUMBERS = {"zeros": 0, "ones": 1}


def kinds(arguments: int) -> list[str]:
    """List the adversaries for an answer that takes so many arguments."""
    alone = [f"zeros {number + 1}" for number in range(arguments)] if arguments > 1 else []
    return [*_WORDS, *alone]


def spoils(kind: str) -> bool:
    """Whether an adversary changes what the test holds: a check may then compare two lies."""
    return kind.split()[0] in _NUMBERS


def words(kind: str) -> str:
    """Say what an adversary does."""
    kind, *alone = kind.split()
    which = f"argument number {alone[0]}" if alone else "arguments"
    return _WORDS[kind].replace("arguments with", f"{which} with")


class Disguise:
    """A reference answer in disguise.

    Parameters
    ----------
    kind : str
        One of ``kinds``, or ``HONEST`` for the reference as it is.

    Attributes
    ----------
    results : list of str
        A digest of what each call has returned; whoever reads it may empty it.
    looking : bool
        True while the visible parts of the tests run, which "visible" learns by heart.
    """

    def __init__(self, kind: str) -> None:
        self.results: list[str] = []
        self.looking = False
        self._kind = kind
        self._kept: dict[object, Any] = {}

    def put_on(self, answer: Any) -> Any:
        """Disguise a function, or every method of a class."""
        if not isinstance(answer, type):
            return self._function(answer, 0)
        for name, value in list(vars(answer).items()):
            if callable(value) and hasattr(value, "__code__"):
                setattr(answer, name, self._function(value, 1))
        return answer

    def _function(self, right: Function, skipped: int) -> Function:
        """Disguise one function; its first arguments, ``skipped`` of them, are never spoiled."""

        @functools.wraps(right)
        def function(*args: Any, **kwargs: Any) -> Any:
            answer = functools.partial(right, *args, **kwargs)
            given = [*args[skipped:], *kwargs.values()]
            known = [*(vars(one) for one in args[:skipped]), *given]
            result = self._result(right.__name__, answer, given, known)
            self.results.append(_digest(repr(content(result)).encode()))
            return result

        return function

    def _result(
        self, name: str, answer: Callable[[], Any], given: list[Any], known: list[Any]
    ) -> Any:
        if self._kind == "kept":
            key = name, shapes(given)
            if key not in self._kept:
                self._kept[key] = answer()
            return self._kept[key]
        if self._kind == "visible":
            key = name, content(known)
            if self.looking:
                self._kept[key] = True
            return answer() if key in self._kept else zeroed(answer())
        if self._kind != HONEST:
            kind, *number = self._kind.split()
            chosen = [given[int(n) - 1] for n in number if int(n) <= len(given)]
            fill(chosen if number else given, _NUMBERS[kind])
        return answer()


def fill(value: Any, number: int) -> None:
    """Fill arrays, and lists of numbers, with a number in place, however deep they lie."""
    if isinstance(value, np.ndarray):
        if value.flags.writeable:
            value[...] = number
    elif isinstance(value, torch.Tensor):
        with torch.no_grad():
            value.fill_(number)
    elif isinstance(value, list | tuple | dict):
        places = list(value) if isinstance(value, dict) else range(len(value))
        for place in places:
            if isinstance(value[place], int | float) and not isinstance(value, tuple):
                value[place] = type(value[place])(number)
            else:
                fill(value[place], number)


def zeroed(value: Any) -> Any:
    """Give zeros in the form of a value; what is no plain data stays as it is."""
    if isinstance(value, np.ndarray):
        return np.zeros_like(value)
    if isinstance(value, torch.Tensor):
        return torch.zeros_like(value)
    if isinstance(value, bool | int | float | np.generic):
        return type(value)(0)
    if isinstance(value, list | tuple):
        return type(value)(zeroed(part) for part in value)
    if isinstance(value, dict):
        return {key: zeroed(part) for key, part in value.items()}
    return value


def content(value: Any) -> object:
    """Describe the content of a value, so that equal values have equal descriptions."""
    if isinstance(value, torch.Tensor):
        value = value.detach().cpu().numpy()
    if isinstance(value, bool | int | float | np.generic | np.ndarray):
        array = np.asarray(value)
        if array.dtype.kind in "biuf":
            # No test tells 0 from −0, numbers of different types, or what rounding makes of them.
            with np.errstate(over="ignore"):
                return array.shape, _digest((array.astype(np.float32) + 0.0).tobytes())
        return array.shape, repr(array.tolist())
    if isinstance(value, list | tuple):
        return tuple(content(part) for part in value)
    if isinstance(value, dict):
        return tuple((repr(key), content(part)) for key, part in value.items())
    if isinstance(value, str | type(None)):
        return repr(value)
    if isinstance(value, torch.nn.Module):
        return content(list(value.parameters()))
    return type(value).__name__


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:12]


def shapes(value: Any) -> object:
    """Describe the form of a value without its numbers."""
    if isinstance(value, np.ndarray | torch.Tensor):
        return tuple(value.shape)
    if isinstance(value, list | tuple):
        return tuple(shapes(part) for part in value)
    return type(value).__name__
