"""Applies records: gradebook, notebooks, feedback pages; a few students at a time."""

import hashlib
import json
import time
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

import nbformat
from nbgrader.utils import compute_checksum, is_grade, is_solution

from autograder.atomic import settle, write_atomically
from autograder.feedback import write_feedback
from autograder.gradebook import GradebookWriter, Marks
from autograder.lateness import Lateness, handed_in_at
from autograder.layout import Layout
from autograder.recorded import Mark, Recorded
from autograder.records import Row
from autograder.submissions import TIMESTAMP, Submission
from dlcourse.notebooks import grade_id

# One transaction for so many students: what a stopped run has not applied is in the journal.
_GROUP = 16


@dataclass(frozen=True)
class Work:
    """A record to apply: whose, its key, its rows, the graded notebook as JSON or nothing."""

    submission: Submission
    key: str
    rows: list[Row]
    notebook: str

    @property
    def student(self) -> str:
        """Whose record it is."""
        return self.submission.student

    @property
    def handed_in(self) -> bytes | None:
        """What was handed in."""
        content = self.submission.content
        return content if isinstance(content, bytes) else None

    @property
    def checksum(self) -> str:
        """Of what was handed in."""
        content = self.submission.content
        seen = content if isinstance(content, bytes) else repr(content).encode()
        return hashlib.sha256(seen).hexdigest()


class Recorder:
    """Applies records in groups.

    A student's mark in ``recorded`` is written when everything else of the group is on the disk:
    a run that was stopped before applies the group once more.

    Parameters
    ----------
    layout : Layout
    unit : str
    recorded : Recorded
        Its standings are brought up to date with what is applied.
    lateness : Lateness
    mirror : bool
        Whether to copy what was handed in into the workspace: not where it lies there already.
    """

    def __init__(
        self, layout: Layout, unit: str, recorded: Recorded, lateness: Lateness, *, mirror: bool
    ) -> None:
        self._layout = layout
        self._unit = unit
        self._recorded = recorded
        self._lateness = lateness
        self._mirror = mirror
        self._writer = GradebookWriter(layout, unit)
        self._group: list[tuple[Work, bool]] = []

    def __enter__(self) -> Self:
        """Open the gradebook, and set the due date if there is a new one."""
        self._writer.__enter__()
        if self._lateness.new is not None:
            self._writer.set_due(self._lateness.new)
            self._recorded.set_due(self._lateness.given, self._lateness.due)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Apply what waits, unless something failed, and close the gradebook."""
        try:
            if error is None:
                self._flush()
        finally:
            self._writer.__exit__(kind, error, trace)

    def add(self, work: Work) -> None:
        """Apply a record, now or with the next ones, as far as it is not applied already."""
        points = sum(row.points for row in work.rows)
        anew = not self._recorded.shows(work.student, work.key, points)
        if anew or not self._lateness.holds(work.submission):
            self._group.append((work, anew))
        if len(self._group) >= _GROUP:
            self._flush()

    def _flush(self) -> None:
        group, self._group = self._group, []
        if not group:
            return
        start = time.perf_counter()
        times = {work.student: handed_in_at(work.submission) for work, _ in group}
        written = [
            path
            for work, _ in group
            for path in self._write_notebooks(work, times[work.student][0])
        ]
        marks = [self._marks(work, anew, times[work.student][0]) for work, anew in group]
        standings, notes = self._writer.apply(marks)
        for work, _ in group:
            page = self.page(work.student)
            penalty = standings[work.student].penalty
            write_feedback(page, work.rows, work.notebook, penalty, durable=False)
            written.append(page)
        settle(written)
        self._writer.commit()
        self._recorded.standings.students.update(standings)
        each = (time.perf_counter() - start) / len(group)
        for (work, _), applied in zip(group, marks, strict=True):
            standing = standings[work.student]
            late = self._lateness.key(work.submission, standing)
            # What could not be computed is tried again by the next run.
            late = "" if work.student in notes else late
            note = notes.get(work.student, times[work.student][1])
            self._recorded.set(
                work.student,
                Mark(work.key, work.checksum, late, note, seconds=each, answers=applied.answers),
            )

    def page(self, student: str) -> Path:
        """Give where a student's feedback page lies."""
        return self._layout.workspace / "feedback" / student / self._unit / f"{self._unit}.html"

    def _marks(self, work: Work, anew: bool, timestamp: datetime | None) -> Marks:
        before = self._recorded.mark(work.student)
        return Marks(
            student=work.student,
            points={row.test: row.points for row in work.rows} if anew else None,
            handed_in_anew=before.content != work.checksum,
            answers=_checksums(work.notebook),
            answers_before=before.answers,
            timestamp=timestamp,
        )

    def _write_notebooks(self, work: Work, timestamp: datetime | None) -> list[Path]:
        """Write what nbgrader's own commands and its formgrader look for."""
        name = f"{self._unit}.ipynb"
        files: dict[tuple[str, str], bytes | str | None] = {("autograded", name): work.notebook}
        if self._mirror:
            files["submitted", name] = work.handed_in
            # nbgrader stops at a time that it cannot read.
            files["submitted", TIMESTAMP] = work.submission.timestamp if timestamp else None
        written = []
        for (step, file), data in files.items():
            path = self._layout.workspace / step / work.student / self._unit / file
            if data:
                write_atomically(path, data, durable=False)
                written.append(path)
            else:
                path.unlink(missing_ok=True)
        return written


def _checksums(notebook: str) -> dict[str, str]:
    """Compute nbgrader's checksum of each answered question: unchanged ones need no person."""
    found = {}
    cells = json.loads(notebook)["cells"] if notebook else []
    for cell in map(nbformat.from_dict, cells):
        if is_grade(cell) and is_solution(cell):
            # JSON can hold halves of characters, which are no text.
            cell.source = "".join(cell.source).encode(errors="replace").decode()
            found[grade_id(cell)] = compute_checksum(cell)
    return found
