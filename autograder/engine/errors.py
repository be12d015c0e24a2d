"""Exceptions as plain data: a class's name, a text and the names of the classes above it."""

import builtins
from typing import Any

from autograder.engine.channel import ProtocolError

MAX_TEXT = 2_000
_MAX_NAME = 100
# StopIteration: a test that maps a student's function over inputs would take it for their end.
_NOT_MADE = (Exception, StopIteration)


class StudentError(Exception):
    """Stands for an exception of a class that only the student's side knows."""


def describe(error: BaseException) -> list[Any]:
    """Turn an exception into plain data."""
    try:
        text = str(error)[:MAX_TEXT]
    except Exception:  # a student's own __str__ may fail
        text = "(no text)"
    return [type(error).__name__, cleaned(text), [c.__name__ for c in type(error).__mro__]]


def cleaned(text: str) -> str:
    """Replace halves of characters, which cannot be sent or written."""
    return text.encode("utf-8", "replace").decode("utf-8")


def name_and_text(described: object) -> tuple[str, str]:
    """Read what :func:`describe` wrote, whoever it comes from."""
    if type(described) is not list or len(described) != 3:
        raise ProtocolError("not the description of an error")
    name, text, _ = described
    if type(name) is not str or type(text) is not str:
        raise ProtocolError("not the description of an error")
    return name[:_MAX_NAME], text[:MAX_TEXT]


def rebuild(described: object) -> Exception:
    """Make the exception that stands for another side's: a builtin one where it descends from it.

    Raises
    ------
    ProtocolError
        If it describes none.
    """
    name, text = name_and_text(described)
    ancestors = described[2]  # type: ignore[index]
    for ancestor in ancestors if type(ancestors) is list else []:
        found = getattr(builtins, ancestor, None) if type(ancestor) is str else None
        if not (isinstance(found, type) and issubclass(found, Exception)) or found in _NOT_MADE:
            continue
        try:
            return found(text if ancestor == name else f"{name}: {text}")
        except TypeError:  # UnicodeDecodeError and its like want more than a text
            continue
    return StudentError(f"{name}: {text}")
