"""Grades a class: submissions in; marks, feedback pages and the report out. Nothing is lost."""

import contextlib
import hashlib
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from autograder.atomic import write_atomically
from autograder.engine.limits import TimeLimits
from autograder.journal import Journal, key_of
from autograder.layout import Layout
from autograder.lock import only_one
from autograder.progress import Progress
from autograder.recorded import Change, Recorded, changes
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
    dry_run : bool
        Grade, but apply nothing: say what would change.
    isolated : bool
        False builds no walls around the notebooks' code: for one's own notebooks only.
    """

    jobs: int = 2
    scheduler: str = ""
    limits: TimeLimits = field(default_factory=TimeLimits)
    dry_run: bool = False
    isolated: bool = True


@dataclass(frozen=True)
class Graded:
    """A graded class.

    Attributes
    ----------
    rows : list of Row
    feedback, report : Path
        Where its pages lie.
    seconds : dict
        Where the time went, for each student by step; see :mod:`autograder.timing`.
    changes : list of Change or None
        What a dry run would change.
    """

    rows: list[Row]
    feedback: Path
    report: Path
    seconds: dict[str, dict[str, float]]
    changes: list[Change] | None = None


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
    with only_one(layout.workspace):
        return _grade(layout, unit, submissions, options)


def _grade(layout: Layout, unit: str, submissions: Path, options: Options) -> Graded:
    source = layout.source(unit).read_bytes()
    journal = Journal(layout.workspace / "journal")
    recorded = Recorded(layout, unit)
    entries = [_entry(one, source, journal, options) for one in read_class(submissions, unit)]
    if not all(e.record and recorded.shows(e.submission.student, e.key) for e in entries):
        _start_judges(entries, options)
        coming = _with_records(layout, unit, entries, journal, options)
        if options.dry_run:
            entries = sorted(coming, key=lambda entry: entry.submission.student)
        else:
            entries = _record_all(layout, unit, coming, recorded)
    rows = [row for entry in entries for row in rows_of(entry.submission.student, unit, entry)]
    report = layout.workspace / "reports" / f"{unit}.html"
    seconds = {e.submission.student: _seconds(e, recorded) for e in entries}
    graded = Graded(rows, layout.workspace / "feedback", report, seconds)
    if options.dry_run:
        return replace(graded, changes=changes(recorded, journal, rows))
    _report_if_changed(graded, unit, "".join(entry.key for entry in entries))
    return graded


def _seconds(entry: _Entry, recorded: Recorded) -> dict[str, float]:
    assert entry.record is not None
    seconds: dict[str, float] = entry.record["seconds"]
    return seconds and seconds | {"recording": recorded.seconds(entry.submission.student)}


def _start_judges(entries: Sequence[_Entry], options: Options) -> None:
    """Let the judges start while this process imports what writes the gradebook: both take long."""
    new = any(e.record is None and isinstance(e.submission.content, bytes) for e in entries)
    if new and not options.scheduler:
        from autograder.task import start_judges

        start_judges(isolated=options.isolated)


def _record_all(
    layout: Layout, unit: str, graded: Iterable[_Entry], recorded: Recorded
) -> list[_Entry]:
    """Apply records as they come: this process is the only one that writes them."""
    entries = []
    with _recorder(layout, unit) as record:
        for entry in graded:
            entries.append(entry)
            if not recorded.shows(entry.submission.student, entry.key):
                start = time.perf_counter()
                record(entry)
                took = time.perf_counter() - start
                recorded.set(entry.submission.student, entry.key, took)
    return sorted(entries, key=lambda entry: entry.submission.student)


def _entry(submission: Submission, source: bytes, journal: Journal, options: Options) -> _Entry:
    content = submission.content
    seen = content if isinstance(content, bytes) else repr(content).encode()
    key = key_of(seen, source, (options.limits, options.isolated))
    return _Entry(submission, key, journal.get(key))


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
            task = Task(reference, content, options.limits, options.isolated)
            todo.append((entry, task))
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


def _report_if_changed(graded: Graded, unit: str, keys: str) -> None:
    """Draw the report, unless it shows these very records already."""
    path, rows = graded.report, graded.rows
    stamp = path.with_suffix(".key")
    key = hashlib.sha256(keys.encode()).hexdigest()
    if path.exists() and stamp.exists() and stamp.read_text(encoding="ascii") == key:
        return
    from autograder.exports import write_canvas, write_moodle
    from autograder.report import write_report

    write_report(path, unit, rows, graded.seconds)
    write_moodle(path.with_name(f"{unit}-moodle.csv"), rows)
    write_canvas(path.with_name(f"{unit}-canvas.csv"), unit, rows)
    write_atomically(stamp, key)


def print_class(graded: Graded) -> None:
    """Print the mark table and where the pages lie."""
    print(mark_table(graded.rows))
    if graded.changes is not None:
        print("\nnothing was applied; this would change:" if graded.changes else "\nno change")
        for change in graded.changes:
            print(f"  {change}")
        return
    print(f"\nfeedback: {graded.feedback}\nreport:   {graded.report}")


def save_results(graded: Graded, path: Path) -> None:
    """Write the results file and say so."""
    write_results(path, graded.rows)
    print(f"results:  {path}")
