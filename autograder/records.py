"""The record of a graded class: one row per student and test cell."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from types import MappingProxyType

from autograder.atomic import write_atomically

NO_PENALTIES: Mapping[str, float] = MappingProxyType({})


@dataclass(frozen=True)
class Row:
    """What one student got for one test cell, before any penalty for handing in late.

    Attributes
    ----------
    student, unit, exercise, test : str
        Whose, and which.
    points, maximum : float
        Reached and to be reached.
    verdict : str
        ``passed``, ``failed``, ``not attempted``, ``error``, ``timeout``, ``missing`` or
        ``unreadable``.
    message : str
        For the student: what is wrong; empty when passed.
    """

    student: str
    unit: str
    exercise: str
    test: str
    points: float
    maximum: float
    verdict: str
    message: str


def write_results(path: Path, rows: Sequence[Row]) -> None:
    """Write the rows as a JSON list of objects, atomically.

    Points are those of the test cell: a penalty for handing in late is no part of them.
    """
    text = json.dumps([asdict(row) for row in rows], indent=1, ensure_ascii=False)
    write_atomically(path, text + "\n")


def by_student(rows: Sequence[Row]) -> dict[str, list[Row]]:
    """Group rows by student, in their order."""
    table: dict[str, list[Row]] = {}
    for row in rows:
        table.setdefault(row.student, []).append(row)
    return table


def totals(
    rows: Sequence[Row], penalties: Mapping[str, float] = NO_PENALTIES
) -> dict[str, tuple[float, float]]:
    """Sum each student's points and maxima: ``{"ada": (7.0, 12.0)}``, in the rows' order.

    Parameters
    ----------
    rows : sequence of Row
    penalties : mapping of str to float
        What a student loses for handing in late; no total falls below 0.
    """
    sums: dict[str, tuple[float, float]] = {}
    for row in rows:
        points, maximum = sums.get(row.student, (0.0, 0.0))
        sums[row.student] = (points + row.points, maximum + row.maximum)
    for student in penalties.keys() & sums.keys():
        points, maximum = sums[student]
        sums[student] = (max(0.0, points - penalties[student]), maximum)
    return sums


def by_exercise(rows: Sequence[Row]) -> dict[str, dict[str, tuple[float, float]]]:
    """Sum points and maxima by student and exercise."""
    table: dict[str, dict[str, tuple[float, float]]] = {}
    for row in rows:
        line = table.setdefault(row.student, {})
        points, maximum = line.get(row.exercise, (0.0, 0.0))
        line[row.exercise] = (points + row.points, maximum + row.maximum)
    return table


def mark_table(rows: Sequence[Row], penalties: Mapping[str, float] = NO_PENALTIES) -> str:
    """Draw the marks as text: a line per student, a column per exercise, one for penalties."""
    table = by_exercise(rows)
    exercises = list(dict.fromkeys(row.exercise for row in rows))
    name_width = max([len("student"), *(len(student) for student in table)])
    widths = {name: max(len(name), 5) for name in exercises}
    head = "  ".join(name.rjust(widths[name]) for name in exercises)
    late = f"  {'late':>6}" if any(penalties.values()) else ""
    lines = [f"{'student':{name_width}}  {head}{late}  {'total':>11}"]
    for student, (points, maximum) in totals(rows, penalties).items():
        cells = [table[student].get(name, (0.0, 0.0)) for name in exercises]
        line = "  ".join(
            f"{got:g}/{of:g}".rjust(widths[name])
            for name, (got, of) in zip(exercises, cells, strict=True)
        )
        if late:
            line += f"  {format_penalty(penalties.get(student, 0.0)):>6}"
        lines.append(f"{student:{name_width}}  {line}  {f'{points:g}/{maximum:g}':>11}")
    return "\n".join(lines)


def format_penalty(penalty: float) -> str:
    """Write a penalty as points: ``−2``, or nothing."""
    return f"−{penalty:g}" if penalty else ""


def printable(text: str) -> str:
    """Replace what could be a command to the terminal."""
    return "".join(c if c.isprintable() else "·" for c in text)
