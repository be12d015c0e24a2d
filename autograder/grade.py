"""Grades a class: submissions in; marks, feedback pages and the report out. Nothing is lost."""

import contextlib
import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

from autograder.atomic import write_atomically
from autograder.engine.limits import TimeLimits
from autograder.journal import Journal, key_of
from autograder.lateness import Lateness, preview
from autograder.layout import Layout
from autograder.lock import only_one
from autograder.progress import Progress
from autograder.recorded import Change, GoneChange, PenaltyChange, Recorded, changes
from autograder.records import Row, mark_table, printable
from autograder.standings import read_standings
from autograder.submissions import Broken, Submission, read_class

if TYPE_CHECKING:
    from autograder.recording import Recorder, Work


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
    due : str
        Until when to hand in; empty leaves the gradebook's due date as it is.
    """

    jobs: int = 2
    scheduler: str = ""
    limits: TimeLimits = field(default_factory=TimeLimits)
    dry_run: bool = False
    isolated: bool = True
    due: str = ""


@dataclass(frozen=True)
class Graded:
    """A graded class.

    Attributes
    ----------
    rows : list of Row
        One per student and test cell.
    feedback, report : Path
        Where the pages lie.
    seconds : dict
        Where the time went, for each student by step; see :mod:`autograder.timing`.
    changes : list or None
        What a dry run would change.
    penalties : dict
        What students lose for handing in late.
    notes : dict
        For the instructor, about a student's submission.
    due : str
        The due date in UTC; empty if there is none.
    """

    rows: list[Row]
    feedback: Path
    report: Path
    seconds: dict[str, dict[str, float]]
    changes: list[Change | GoneChange | PenaltyChange] | None = None
    penalties: dict[str, float] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)
    due: str = ""


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
    LateError
        If the due date or the settings for late penalties cannot be used.
    GradebookError
        If the gradebook cannot be written.
    """
    with only_one(layout.workspace):
        return _grade(layout, unit, submissions, options)


def _grade(layout: Layout, unit: str, submissions: Path, options: Options) -> Graded:
    source = layout.source(unit).read_bytes()
    journal = Journal(layout.workspace / "journal")
    recorded = Recorded(layout, unit, read_standings(layout, unit))
    lateness = Lateness.of(layout, recorded, options.due)
    entries = [_entry(one, source, journal, options) for one in read_class(submissions, unit)]
    if lateness.changed or not all(_is_applied(entry, recorded, lateness) for entry in entries):
        with (
            contextlib.closing(Progress(len(entries))) as progress,
            _grading(layout, unit, entries, journal, options) as coming,
        ):
            graded = _watched(coming, progress)
            if options.dry_run:
                entries = sorted(graded, key=lambda entry: entry.submission.student)
            else:
                mirror = submissions.resolve() != (layout.workspace / "submitted").resolve()
                with _recorder(layout, unit, recorded, lateness, mirror=mirror) as recorder:
                    entries = _record_all(unit, graded, recorder)
    rows = [row for entry in entries for row in rows_of(entry.submission.student, unit, entry)]
    report = layout.workspace / "reports" / f"{unit}.html"
    seconds = {e.submission.student: _seconds(e, recorded) for e in entries}
    feedback, due = layout.workspace / "feedback", lateness.shown_due
    whole = Graded(rows, feedback, report, seconds, due=due)
    if options.dry_run:
        found = preview(layout, recorded, lateness, [_work(unit, entry) for entry in entries])
        return replace(
            whole,
            changes=[*changes(recorded, journal, rows), *found.changes],
            penalties=found.penalties,
            notes=found.notes,
        )
    whole = replace(
        whole,
        penalties={student: recorded.standing(student).penalty for student in seconds},
        notes={student: note for student in seconds if (note := recorded.mark(student).note)},
    )
    _report_if_changed(whole, unit, [entry.key for entry in entries])
    return whole


def _seconds(entry: _Entry, recorded: Recorded) -> dict[str, float]:
    assert entry.record is not None
    seconds: dict[str, float] = entry.record["seconds"]
    return seconds and seconds | {"recording": recorded.mark(entry.submission.student).seconds}


def _is_applied(entry: _Entry, recorded: Recorded, lateness: Lateness) -> bool:
    """Whether gradebook and feedback page show all that is known of a submission."""
    if entry.record is None:
        return False
    points = sum(test["points"] for test in entry.record["tests"])
    return recorded.shows(entry.submission.student, entry.key, points) and lateness.holds(
        entry.submission
    )


def _record_all(unit: str, graded: Iterable[_Entry], recorder: "Recorder") -> list[_Entry]:
    """Apply records as they come: this process is the only one that writes them."""
    entries = []
    for entry in graded:
        entries.append(entry)
        recorder.add(_work(unit, entry))
    return sorted(entries, key=lambda entry: entry.submission.student)


def _entry(submission: Submission, source: bytes, journal: Journal, options: Options) -> _Entry:
    content = submission.content
    seen = content if isinstance(content, bytes) else repr(content).encode()
    # Else a file with that very text would share its record.
    kind = () if isinstance(content, bytes) else ("no file",)
    key = key_of(seen, source, (options.limits, options.isolated, *kind))
    return _Entry(submission, key, journal.get(key))


def rows_of(student: str, unit: str, entry: _Entry) -> list[Row]:
    """Turn a record into the student's rows."""
    assert entry.record is not None
    return [Row(student=student, unit=unit, **test) for test in entry.record["tests"]]


def _work(unit: str, entry: _Entry) -> "Work":
    from autograder.recording import Work

    assert entry.record is not None
    rows = rows_of(entry.submission.student, unit, entry)
    return Work(entry.submission, entry.key, rows, entry.record["notebook"])


def _recorder(
    layout: Layout, unit: str, recorded: Recorded, lateness: Lateness, *, mirror: bool
) -> "Recorder":
    """Register the unit in the gradebook and give what records entries there."""
    from autograder.recording import Recorder
    from autograder.register import register

    # What cannot be used is refused before hours of grading.
    lateness.check()
    register(layout, unit)
    return Recorder(layout, unit, recorded, lateness, mirror=mirror)


@contextlib.contextmanager
def _grading(
    layout: Layout, unit: str, entries: Sequence[_Entry], journal: Journal, options: Options
) -> Iterator[Iterator[_Entry]]:
    """Begin to grade, and give the entries with their records: those known first.

    Each new record is journaled before anything else is made of it. When recording fails, that
    ends what is being graded.
    """
    from autograder.pool import run_tasks
    from autograder.register import reference_json
    from autograder.task import Task, broken_record, start_judges

    todo: list[tuple[_Entry, Task]] = []
    known: list[_Entry] = []
    new = any(e.record is None and isinstance(e.submission.content, bytes) for e in entries)
    if new and not options.scheduler:
        # They import for seconds, and so does what this process needs next.
        start_judges(isolated=options.isolated)
    reference = reference_json(layout, unit)
    for entry in entries:
        content = entry.submission.content
        if entry.record is not None:
            known.append(entry)
        elif isinstance(content, Broken):
            record = broken_record(reference, content)
            journal.put(entry.key, record)
            known.append(replace(entry, record=record))
        else:
            task = Task(reference, content, options.limits, options.isolated)
            todo.append((entry, task))
    if not todo:
        yield iter(known)
        return
    with run_tasks(todo, options.jobs, options.scheduler) as coming:
        yield chain(known, _journaled(coming, journal))


def _watched(entries: Iterable[_Entry], progress: Progress) -> Iterator[_Entry]:
    for entry in entries:
        assert entry.record is not None
        progress.add(entry.record)
        yield entry


def _journaled(
    coming: Iterable[tuple[_Entry, dict[str, Any]]], journal: Journal
) -> Iterator[_Entry]:
    for entry, record in coming:
        journal.put(entry.key, record)
        yield replace(entry, record=record)


def _report_if_changed(graded: Graded, unit: str, keys: Sequence[str]) -> None:
    """Draw the report, unless it shows these very records already."""
    path, rows = graded.report, graded.rows
    penalties, notes = graded.penalties, graded.notes
    stamp = path.with_suffix(".key")
    key = hashlib.sha256(repr((keys, penalties, notes)).encode()).hexdigest()
    if path.exists() and stamp.exists() and stamp.read_text(encoding="ascii") == key:
        return
    from autograder.exports import write_canvas, write_moodle
    from autograder.report import write_report

    write_report(path, unit, rows, graded.seconds, penalties=penalties, notes=notes)
    write_moodle(path.with_name(f"{unit}-moodle.csv"), rows, penalties)
    write_canvas(path.with_name(f"{unit}-canvas.csv"), unit, rows, penalties)
    write_atomically(stamp, key)


def print_class(graded: Graded, results: Path | None = None) -> None:
    """Print the mark table and where the pages and the results file lie."""
    print(mark_table(graded.rows, graded.penalties))
    if graded.due:
        print(f"\ndue: {graded.due}")
    for student, note in graded.notes.items():
        print(printable(f"note: {student}: {note}"))
    if graded.changes is not None:
        print("\nnothing was applied; this would change:" if graded.changes else "\nno change")
        for change in graded.changes:
            print(f"  {change}")
    else:
        print(f"\nfeedback: {graded.feedback}\nreport:   {graded.report}")
    if results:
        print(f"results:  {results}")
