"""The record of a graded class: one row per student and test cell."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from autograder.atomic import write_atomically


@dataclass(frozen=True)
class Row:
    """What one student got for one test cell.

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
    """Write the rows as a JSON list of objects, atomically."""
    text = json.dumps([asdict(row) for row in rows], indent=1, ensure_ascii=False)
    write_atomically(path, text + "\n")


def totals(rows: Sequence[Row]) -> dict[str, tuple[float, float]]:
    """Sum each student's points and maxima: ``{"ada": (7.0, 12.0)}``, in the rows' order."""
    sums: dict[str, tuple[float, float]] = {}
    for row in rows:
        points, maximum = sums.get(row.student, (0.0, 0.0))
        sums[row.student] = (points + row.points, maximum + row.maximum)
    return sums


def by_exercise(rows: Sequence[Row]) -> dict[str, dict[str, tuple[float, float]]]:
    """Sum points and maxima by student and exercise."""
    table: dict[str, dict[str, tuple[float, float]]] = {}
    for row in rows:
        line = table.setdefault(row.student, {})
        points, maximum = line.get(row.exercise, (0.0, 0.0))
        line[row.exercise] = (points + row.points, maximum + row.maximum)
    return table


def mark_table(rows: Sequence[Row]) -> str:
    """Draw the marks as text: a line per student, a column per exercise."""
    table = by_exercise(rows)
    exercises = list(dict.fromkeys(row.exercise for row in rows))
    name_width = max([len("student"), *(len(student) for student in table)])
    widths = {name: max(len(name), 5) for name in exercises}
    head = "  ".join(name.rjust(widths[name]) for name in exercises)
    lines = [f"{'student':{name_width}}  {head}  {'total':>11}"]
    for student, (points, maximum) in totals(rows).items():
        cells = [table[student].get(name, (0.0, 0.0)) for name in exercises]
        line = "  ".join(
            f"{got:g}/{of:g}".rjust(widths[name])
            for name, (got, of) in zip(exercises, cells, strict=True)
        )
        lines.append(f"{student:{name_width}}  {line}  {f'{points:g}/{maximum:g}':>11}")
    return "\n".join(lines)
