"""Marks as tables that learning management systems read in."""

import csv
import io
from collections.abc import Mapping, Sequence
from pathlib import Path

from autograder.atomic import write_atomically
from autograder.lms import number_of
from autograder.records import NO_PENALTIES, Row, totals


def write_moodle(
    path: Path, rows: Sequence[Row], penalties: Mapping[str, float] = NO_PENALTIES
) -> None:
    """Write a grading worksheet for Moodle's assignment (Upload grading worksheet).

    Grades are those after the penalties for handing in late.
    A student whose id does not end in the number of a Moodle download keeps the id as name.
    """
    head = ["Identifier", "Full name", "Grade", "Maximum Grade"]
    lines = [
        [f"Participant {number_of(student)}" if number_of(student) else "", _name(student),
         f"{points:g}", f"{maximum:g}"]
        for student, (points, maximum) in totals(rows, penalties).items()
    ]  # fmt: skip
    _write(path, head, lines)


def write_canvas(
    path: Path, unit: str, rows: Sequence[Row], penalties: Mapping[str, float] = NO_PENALTIES
) -> None:
    """Write a table for Canvas's gradebook (Import), with the unit as the assignment.

    Points are those after the penalties for handing in late.
    """
    marks = totals(rows, penalties)
    maximum = max((maximum for _, maximum in marks.values()), default=0.0)
    lines = [["    Points Possible", "", "", f"{maximum:g}"]]
    lines += [
        [_name(student), number_of(student), "", f"{points:g}"]
        for student, (points, _) in marks.items()
    ]
    _write(path, ["Student", "ID", "Section", unit], lines)


def _name(student: str) -> str:
    number = number_of(student)
    name = student.removesuffix(f"_{number}") if number else student
    # A spreadsheet would run a cell that begins like a formula.
    return f"'{name}" if name[:1] in "=+-@" else name


def _write(path: Path, head: list[str], lines: list[list[str]]) -> None:
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow(head)
    writer.writerows(lines)
    write_atomically(path, buffer.getvalue())
