"""Grades a class: takes submissions in, runs them, records marks, feedback and the report."""

from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from dataclasses import dataclass, replace
from multiprocessing import get_context
from pathlib import Path

from dlcourse.outcomes import UNREADABLE
from nbformat import NotebookNode
from tqdm import tqdm

from autograder.assemble import assemble, missing_exercises
from autograder.build import load_unit
from autograder.layout import Layout
from autograder.notebook import to_notebook, write_notebook
from autograder.records import Row, mark_table, write_results
from autograder.release import generate_assignment
from autograder.report import write_report
from autograder.stock import autograde, read_rows, record_broken, write_feedback
from autograder.submissions import Broken, Submission, parse, read_class


@dataclass(frozen=True)
class Class:
    """A class to grade: the unit's reference notebook and what the students handed in."""

    unit: str
    reference: NotebookNode
    submissions: Sequence[Submission]


@dataclass(frozen=True)
class Graded:
    """A graded class: its rows and where its pages lie."""

    rows: list[Row]
    feedback: Path
    report: Path


def grade(layout: Layout, unit: str, submissions: Path, jobs: int) -> Graded:
    """Grade a class with stock nbgrader.

    Parameters
    ----------
    layout : Layout
        Its workspace gets the gradebook, the feedback and the report.
    unit : str
        The unit's name.
    submissions : Path
        A folder or a zip; only read.
    jobs : int
        Submissions at a time.

    Returns
    -------
    Graded

    Raises
    ------
    IntakeError
        If there is no class at ``submissions``.
    """
    reference = to_notebook(load_unit(layout, unit))
    group = Class(unit, reference, read_class(submissions, unit))
    inner = _inside_workspace(layout)
    write_notebook(inner.solution(unit), reference)
    generate_assignment(inner, unit, database=True)
    rows = list(_grade_all(inner, group, jobs))
    rows.sort(key=lambda row: row.student)
    report = layout.workspace / "reports" / f"{unit}.html"
    write_report(report, unit, rows)
    return Graded(rows, layout.workspace / "feedback", report)


def _inside_workspace(layout: Layout) -> Layout:
    """Keep nbgrader's source and release steps of a grading run out of the course's folders."""
    return replace(
        layout, solutions=layout.workspace / "source", release=layout.workspace / "release"
    )


def _grade_all(layout: Layout, group: Class, jobs: int) -> Iterator[Row]:
    exercises = group.reference.metadata["dlcourse"]["exercises"]
    waiting: dict[Future[list[Row]], str] = {}
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        for submission in group.submissions:
            prepared = _prepare(layout, group, submission)
            if isinstance(prepared, Broken):
                yield from record_broken(
                    layout, group.unit, submission.student, prepared, exercises
                )
            else:
                task = pool.submit(_grade_one, layout, group.unit, submission.student, prepared)
                waiting[task] = submission.student
        for task in tqdm(as_completed(waiting), total=len(waiting), desc="graded", disable=None):
            try:
                yield from task.result()
            except Exception as error:  # one submission must not stop the class
                broken = Broken(UNREADABLE, f"could not be graded: {error}")
                yield from record_broken(layout, group.unit, waiting[task], broken, exercises)


def _prepare(layout: Layout, group: Class, submission: Submission) -> set[str] | Broken:
    """Write the notebook to grade; give the exercises it lacks, or why there is none."""
    content = submission.content
    if isinstance(content, Broken):
        return content
    parsed = parse(content, group.reference)
    if isinstance(parsed, Broken):
        return parsed
    folder = layout.workspace / "submitted" / submission.student / group.unit
    write_notebook(folder / f"{group.unit}.ipynb", assemble(parsed, group.reference))
    return missing_exercises(parsed, group.reference)


def _grade_one(layout: Layout, unit: str, student: str, missing: set[str]) -> list[Row]:
    said = autograde(layout, unit, student)
    if said:
        raise RuntimeError(said)
    rows = read_rows(layout, unit, student, missing)
    said = write_feedback(layout, unit, student)
    if said:
        raise RuntimeError(f"no feedback page: {said}")
    return rows


def print_class(graded: Graded) -> None:
    """Print the mark table and where the pages lie."""
    print(mark_table(graded.rows))
    print(f"\nfeedback: {graded.feedback}\nreport:   {graded.report}")


def save_results(graded: Graded, path: Path) -> None:
    """Write the results file and say so."""
    write_results(path, graded.rows)
    print(f"results:  {path}")
