"""How late a class is: what is applied, and what a dry run would apply."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from autograder.late import (
    LateError,
    LatePolicy,
    format_due,
    late_key,
    read_due,
    read_time,
    seconds_late,
    settings_digest,
)
from autograder.layout import Layout
from autograder.recorded import PenaltyChange, Recorded
from autograder.standings import Standing
from autograder.submissions import TIMESTAMP, Submission

if TYPE_CHECKING:
    from autograder.recording import Work


@dataclass(frozen=True)
class Lateness:
    """A unit's due date and what was applied of it.

    Attributes
    ----------
    layout : Layout
    recorded : Recorded
    due : str
        The due date that counts, as the gradebook writes it; empty if there is none.
    settings : str
        The state of the settings for penalties.
    given, new : str, datetime or None
        What the command was given, and what it means, if the gradebook does not have it yet.
    """

    layout: Layout
    recorded: Recorded
    due: str
    settings: str
    given: str = ""
    new: datetime | None = None

    @classmethod
    def of(cls, layout: Layout, recorded: Recorded, given: str) -> "Lateness":
        """Find the due date that counts: the one given, or the gradebook's.

        Raises
        ------
        LateError
            If the given one is no date.
        """
        due, settings = recorded.standings.due, settings_digest(layout)
        if not given or recorded.due == (given, due):
            return cls(layout, recorded, due, settings)
        new = read_due(given)
        return cls(layout, recorded, in_database(new), settings, given, new)

    @property
    def changed(self) -> bool:
        """Whether the command gave a due date that is not in the gradebook yet."""
        return self.new is not None

    @property
    def shown_due(self) -> str:
        """The due date for people."""
        return format_due(self.due) if self.due else ""

    def check(self) -> None:
        """Make sure that penalties can be computed.

        Raises
        ------
        LateError
            If the settings or the plugin cannot be loaded.
        """
        if self.due:
            LatePolicy.load(self.layout)

    def key(self, submission: Submission, standing: Standing) -> str:
        """Name what a student's penalty depends on and what came of it."""
        said = submission.timestamp or ("late" if submission.marked_late else "")
        return late_key(said, standing, self.due, self.settings)

    def holds(self, submission: Submission) -> bool:
        """Whether the gradebook has the penalty that a student is to get."""
        student = submission.student
        wanted = self.key(submission, self.recorded.standing(student))
        return self.recorded.mark(student).late == wanted


def in_database(due: datetime) -> str:
    """Write a time as SQLAlchemy writes it into SQLite."""
    return due.isoformat(" ", "microseconds")


def handed_in_at(submission: Submission) -> tuple[datetime | None, str]:
    """Read when a submission was handed in; where that is not known say why."""
    if submission.marked_late:
        return None, "marked late by Canvas, which does not say how late: no penalty was applied"
    if not submission.timestamp:
        return None, ""
    try:
        return read_time(submission.timestamp), ""
    except ValueError as error:
        text = submission.timestamp[:60]
        return None, f"{TIMESTAMP} is no time ({text!r}: {error}): no penalty was applied"


@dataclass
class Preview:
    """The penalties that a run would apply, what that changes, and notes."""

    penalties: dict[str, float] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)
    changes: list[PenaltyChange] = field(default_factory=list)


def preview(
    layout: Layout, recorded: Recorded, lateness: Lateness, works: Sequence["Work"]
) -> Preview:
    """Compute every penalty and apply none."""
    policy = LatePolicy.load(layout) if lateness.due else None
    found = Preview()
    for work in works:
        standing = recorded.standing(work.student)
        time, note = handed_in_at(work.submission)
        points = sum(row.points for row in work.rows)
        score = standing.score if recorded.shows(work.student, work.key, points) else points
        seconds = seconds_late(time, lateness.due, standing.extension)
        try:
            penalty = policy.penalty(work.student, score, seconds) if policy else 0.0
        except LateError as error:
            penalty, note = 0.0, str(error)
        found.penalties[work.student] = penalty
        if note:
            found.notes[work.student] = note
        if penalty != standing.penalty:
            found.changes.append(PenaltyChange(work.student, standing.penalty, penalty))
    return found
