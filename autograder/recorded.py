"""Remembers which record of each student the gradebook and the feedback page show."""

from collections.abc import Sequence
from dataclasses import dataclass

from autograder.atomic import write_atomically
from autograder.journal import Journal
from autograder.layout import Layout
from autograder.records import Row


class Recorded:
    """One small file per student and unit: the key of the record that was applied last.

    Beside the key stands how many seconds it took to apply it.
    """

    def __init__(self, layout: Layout, unit: str) -> None:
        self._folder = layout.workspace / "recorded" / unit
        self._gradebook = layout.workspace / "gradebook.db"
        self._feedback = layout.workspace / "feedback"
        self._unit = unit

    def key(self, student: str) -> str:
        """Give the key of the student's applied record; empty if there is none."""
        return self._words(student)[0]

    def seconds(self, student: str) -> float:
        """Give how long the record took to be applied."""
        return float(self._words(student)[1])

    def _words(self, student: str) -> tuple[str, str]:
        try:
            key, seconds = (self._folder / student).read_text(encoding="ascii").split()
        except (OSError, ValueError):
            return "", "0"
        return key, seconds

    def shows(self, student: str, key: str) -> bool:
        """Whether everything that the record with this key leads to is in its place."""
        page = self._feedback / student / self._unit / f"{self._unit}.html"
        return self.key(student) == key and self._gradebook.exists() and page.exists()

    def set(self, student: str, key: str, seconds: float) -> None:
        """Remember a record, once everything is written, and how long that took."""
        write_atomically(self._folder / student, f"{key} {seconds:.4f}")


@dataclass(frozen=True)
class Change:
    """What a regrade would change for one test cell; None stands for "not there before"."""

    row: Row
    points_before: float | None

    def __str__(self) -> str:
        before = "new" if self.points_before is None else f"{self.points_before:g}"
        reason = f"  {self.row.message.splitlines()[0]}" if self.row.message else ""
        # What a student's code said may hold commands to the terminal.
        reason = "".join(c if c.isprintable() else "·" for c in reason)
        return f"{self.row.student}  {self.row.test}: {before} → {self.row.points:g}{reason}"


def changes(recorded: Recorded, journal: Journal, rows: Sequence[Row]) -> list[Change]:
    """Compare rows with the applied records.

    Returns
    -------
    list of Change
        Only test cells whose points differ or that were not there.
    """
    before: dict[str, dict[str, float]] = {}
    for student in dict.fromkeys(row.student for row in rows):
        record = journal.get(recorded.key(student)) if recorded.key(student) else None
        tests = record["tests"] if record else []
        before[student] = {test["test"]: test["points"] for test in tests}
    found = [Change(row, before[row.student].get(row.test)) for row in rows]
    return [change for change in found if change.points_before != change.row.points]
