"""Remembers which record of each student the gradebook and the feedback page show."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field

from autograder.atomic import write_atomically
from autograder.journal import Journal
from autograder.layout import Layout
from autograder.records import Row, by_student, printable
from autograder.standings import Standing, Standings

_SAME = 1e-6


@dataclass(frozen=True)
class Mark:
    """What was applied last for a student.

    Attributes
    ----------
    record : str
        Key of the record.
    content : str
        Checksum of what was handed in.
    late : str
        :func:`autograder.late.late_key` of what was applied.
    note : str
        For the instructor; empty if all is well.
    seconds : float
        How long it took to apply.
    answers : dict
        nbgrader's checksum of the answer to each question.
    """

    record: str = ""
    content: str = ""
    late: str = ""
    note: str = ""
    seconds: float = 0.0
    answers: dict[str, str] = field(default_factory=dict)


class Recorded:
    """One small file per student and unit, written when everything else is.

    Parameters
    ----------
    layout : Layout
    unit : str
    standings : Standings
        What the gradebook holds: a mark whose points are not there counts as not there.
    """

    def __init__(self, layout: Layout, unit: str, standings: Standings) -> None:
        self._folder = layout.workspace / "recorded" / unit
        self._feedback = layout.workspace / "feedback"
        self._unit = unit
        self.standings = standings

    def mark(self, student: str) -> Mark:
        """Give what was applied last; of a file that cannot be read nothing was."""
        try:
            return Mark(**json.loads((self._folder / student).read_bytes()))
        except (OSError, ValueError, TypeError):
            return Mark()

    def standing(self, student: str) -> Standing:
        """Give what the gradebook holds of a student."""
        return self.standings.students.get(student, Standing())

    def shows(self, student: str, key: str, points: float) -> bool:
        """Whether everything that the record with this key leads to is in its place."""
        page = self._feedback / student / self._unit / f"{self._unit}.html"
        there = self.standings.students.get(student)
        return (
            self.mark(student).record == key
            and there is not None
            and abs(there.auto - points) < _SAME
            and page.exists()
        )

    def set(self, student: str, mark: Mark) -> None:
        """Remember a record, once everything is written."""
        # Should the file be lost, its record is applied once more.
        write_atomically(self._folder / student, json.dumps(asdict(mark)), durable=False)

    @property
    def due(self) -> tuple[str, str]:
        """The due date given last, as it was written and as the gradebook then had it."""
        try:
            given, stored = json.loads((self._folder / ".due").read_bytes())
        except (OSError, ValueError, TypeError):
            return "", ""
        return str(given), str(stored)

    def set_due(self, given: str, stored: str) -> None:
        """Remember a due date, once it is in the gradebook."""
        write_atomically(self._folder / ".due", json.dumps([given, stored]), durable=False)


@dataclass(frozen=True)
class Change:
    """What a regrade would change for one test cell; None stands for "not there before"."""

    row: Row
    points_before: float | None

    def __str__(self) -> str:
        before = "new" if self.points_before is None else f"{self.points_before:g}"
        reason = f"  {self.row.message.splitlines()[0]}" if self.row.message else ""
        line = f"{self.row.student}  {self.row.test}: {before} → {self.row.points:g}{reason}"
        return printable(line)


@dataclass(frozen=True)
class GoneChange:
    """A test cell that the unit does not have any more, and the points that go with it."""

    student: str
    test: str
    points_before: float

    def __str__(self) -> str:
        return f"{self.student}  {self.test}: {self.points_before:g} → gone"


@dataclass(frozen=True)
class PenaltyChange:
    """What would change of a student's penalty for being late."""

    student: str
    before: float
    after: float

    def __str__(self) -> str:
        return f"{self.student}  late penalty: {self.before:g} → {self.after:g}"


def changes(
    recorded: Recorded, journal: Journal, rows: Sequence[Row]
) -> list[Change | GoneChange | PenaltyChange]:
    """Compare rows with the applied records.

    Returns
    -------
    list of Change or GoneChange
        Only test cells whose points differ, that were not there, or that are not there any more.
    """
    found: list[Change | GoneChange | PenaltyChange] = []
    for student, mine in by_student(rows).items():
        record = journal.get(recorded.mark(student).record)
        before = {test["test"]: test["points"] for test in (record or {"tests": []})["tests"]}
        now = [Change(row, before.pop(row.test, None)) for row in mine]
        found += [change for change in now if change.points_before != change.row.points]
        found += [GoneChange(student, test, points) for test, points in before.items()]
    return found
