"""Grades a class: submissions in; marks, feedback pages and the report out. Nothing is lost."""

import contextlib
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from autograder.atomic import write_atomically
from autograder.engine.limits import TimeLimits
from autograder.journal import Journal, key_of
from autograder.layout import Layout
from autograder.progress import Progress
from autograder.records import Row, mark_table, write_results
from autograder.submissions import Broken, Submission, read_class


@dataclass(frozen=True)
class Options:
    """How to grade.

    Attributes
    ----------
    jobs : int
        Submissions at a time on this computer.
    scheduler : str
        Address of a ``dask.distributed`` scheduler; empty for this computer alone.
    limits : TimeLimits
        Seconds per cell and per submission.
    """

    jobs: int = 2
    scheduler: str = ""
    limits: TimeLimits = field(default_factory=TimeLimits)


@dataclass(frozen=True)
class Graded:
    """A graded class: its rows and where its pages lie."""

    rows: list[Row]
    feedback: Path
    report: Path


@dataclass(frozen=True)
class _Entry:
    """A submission on its way: its key, and its record once there is one."""

    submission: Submission
    key: str
    record: dict[str, Any] | None


def grade(layout: Layout, unit: str, submissions: Path, options: Options) -> Graded:
    """Grade a class.

    Records are journaled as they come and keyed by content: a run that was stopped goes on where
    it was, and what has not changed is not graded again.

    Parameters
    ----------
    layout : Layout
        Its workspace gets the journal, the gradebook, the feedback and the report.
    unit : str
        The unit's name.
    submissions : Path
        A folder or a zip; only read.
    options : Options

    Returns
    -------
    Graded

    Raises
    ------
    IntakeError
        If there is no class at ``submissions``.
    NoIsolationError
        If student code cannot be isolated here.
    """
    source = layout.source(unit).read_bytes()
    journal = Journal(layout.workspace / "journal")
    entries = [_entry(one, source, journal, options) for one in read_class(submissions, unit)]
    marks = _Marks(layout, unit)
    with contextlib.ExitStack() as stack:
        if any(entry.record is None or not marks.has(entry) for entry in entries):
            recorder = stack.enter_context(_recorder(layout, unit))
            for entry in _with_records(layout, unit, entries, journal, options):
                if not marks.has(entry):
                    recorder(entry)
                    marks.set(entry)
    entries = [replace(e, record=e.record or journal.get(e.key)) for e in entries]
    rows = [row for entry in entries for row in rows_of(entry.submission.student, unit, entry)]
    report = layout.workspace / "reports" / f"{unit}.html"
    _report_if_changed(report, unit, rows, "".join(entry.key for entry in entries))
    return Graded(rows, layout.workspace / "feedback", report)


def _entry(submission: Submission, source: bytes, journal: Journal, options: Options) -> _Entry:
    content = submission.content
    seen = content if isinstance(content, bytes) else repr(content).encode()
    key = key_of(seen, source, options.limits)
    return _Entry(submission, key, journal.get(key))


class _Marks:
    """Remembers which record of a student is in the gradebook and on the feedback page."""

    def __init__(self, layout: Layout, unit: str) -> None:
        self._folder = layout.workspace / "recorded" / unit
        self._gradebook = layout.workspace / "gradebook.db"
        self._feedback = layout.workspace / "feedback"
        self._unit = unit

    def has(self, entry: _Entry) -> bool:
        """Whether this very record is there."""
        student = entry.submission.student
        page = self._feedback / student / self._unit / f"{self._unit}.html"
        try:
            same = (self._folder / student).read_text(encoding="ascii") == entry.key
        except OSError:
            return False
        return same and self._gradebook.exists() and page.exists()

    def set(self, entry: _Entry) -> None:
        """Remember it, once everything is written."""
        write_atomically(self._folder / entry.submission.student, entry.key)


def rows_of(student: str, unit: str, entry: _Entry) -> list[Row]:
    """Turn a record into the student's rows."""
    assert entry.record is not None
    return [Row(student=student, unit=unit, **test) for test in entry.record["tests"]]


@contextlib.contextmanager
def _recorder(layout: Layout, unit: str) -> Iterator[Any]:
    """Register the unit in the gradebook and give a function that records one entry."""
    from autograder.feedback import write_feedback
    from autograder.gradebook import GradebookWriter
    from autograder.register import register

    register(layout, unit)
    with GradebookWriter(layout, unit) as writer:

        def record(entry: _Entry) -> None:
            assert entry.record is not None
            student, content = entry.submission.student, entry.submission.content
            rows = rows_of(student, unit, entry)
            notebook = entry.record["notebook"]
            page = layout.workspace / "feedback" / student / unit / f"{unit}.html"
            write_feedback(page, rows, notebook)
            handed_in = content if isinstance(content, bytes) else None
            writer.record(student, rows, notebook, handed_in)

        yield record


def _with_records(
    layout: Layout, unit: str, entries: Sequence[_Entry], journal: Journal, options: Options
) -> Iterator[_Entry]:
    """Yield the entries with their records: those known at once, the others as they come."""
    from autograder.pool import run_tasks
    from autograder.register import reference_json
    from autograder.task import Task, broken_record

    reference = reference_json(layout, unit)
    todo: list[tuple[_Entry, Task]] = []
    progress = Progress(len(entries))
    for entry in entries:
        content = entry.submission.content
        if entry.record is None and isinstance(content, bytes):
            todo.append((entry, Task(reference, content, options.limits)))
            continue
        record = entry.record
        if record is None:
            assert isinstance(content, Broken)
            record = broken_record(reference, content)
            journal.put(entry.key, record)
        progress.add(record)
        yield replace(entry, record=record)
    for entry, record in run_tasks(todo, options.jobs, options.scheduler):
        journal.put(entry.key, record)
        progress.add(record)
        yield replace(entry, record=record)
    progress.close()


def _report_if_changed(path: Path, unit: str, rows: Sequence[Row], keys: str) -> None:
    """Draw the report, unless it shows these very records already."""
    stamp = path.with_suffix(".key")
    key = hashlib.sha256(keys.encode()).hexdigest()
    if path.exists() and stamp.exists() and stamp.read_text(encoding="ascii") == key:
        return
    from autograder.report import write_report

    write_report(path, unit, rows)
    write_atomically(stamp, key)


def print_class(graded: Graded) -> None:
    """Print the mark table and where the pages lie."""
    print(mark_table(graded.rows))
    print(f"\nfeedback: {graded.feedback}\nreport:   {graded.report}")


def save_results(graded: Graded, path: Path) -> None:
    """Write the results file and say so."""
    write_results(path, graded.rows)
    print(f"results:  {path}")
