"""What a stored submission is: which cells differ from honest ones, and what it must earn."""

import textwrap
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from target import ALL, REST

Notebook = dict[str, Any]


@dataclass(frozen=True)
class Submission:
    """One stored submission; what is not said is answered honestly and rightly.

    Attributes
    ----------
    name : str
    answers : dict
        Source of an exercise's cell, by the exercise.
    first, last : str
        Source of an extra code cell at the start and at the end.
    surgery : callable, optional
        Changes the notebook's JSON, or gives the bytes that are handed in instead.
    earns : set of str
        The exercises that get all their points; all others get none.
    verdict : str
        What the test cells of the other exercises must be reported as; empty for anything.
    """

    name: str
    answers: dict[str, str] = field(default_factory=dict)
    first: str = ""
    last: str = ""
    surgery: Callable[[Notebook], Notebook | bytes | None] | None = None
    earns: frozenset[str] = frozenset(ALL)
    verdict: str = ""


def scale(name: str, source: str, *, earns: set[str] = REST, verdict: str = "") -> Submission:
    """Store an attack in the cell of the first exercise, ``scale``."""
    return Submission(name, {"scale": clean(source)}, earns=frozenset(earns), verdict=verdict)


def before(name: str, source: str, *, wrong: str, earns: set[str] = REST) -> Submission:
    """Store an attack in a cell above everything, with a wrong answer to ``scale``."""
    return Submission(name, {"scale": wrong}, first=clean(source), earns=frozenset(earns))


def notebook(
    name: str,
    surgery: Callable[[Notebook], Notebook | bytes | None],
    *,
    earns: set[str] = ALL,
    verdict: str = "",
) -> Submission:
    """Store an attack on the notebook itself."""
    return Submission(name, surgery=surgery, earns=frozenset(earns), verdict=verdict)


def clean(source: str) -> str:
    """Take the indentation off a cell that is written inside other code."""
    return textwrap.dedent(source).strip("\n")
