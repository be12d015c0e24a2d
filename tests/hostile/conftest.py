"""Grades stored submissions the way a class is graded, and looks at what is left afterwards."""

import json
import os
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil
import pytest
from registry import Notebook, Submission
from target import RIGHT, SOURCE, UNIT

from autograder.build import load_unit
from autograder.engine.limits import TimeLimits
from autograder.layout import Layout
from autograder.notebook import to_notebook
from autograder.register import reference_json
from autograder.release import student_notebook
from autograder.task import Task, _judges, close_judges, grade_submission

LIMITS = TimeLimits(cell=3.0, submission=20.0)
TRACES = "hostile-trace"


@dataclass(frozen=True)
class Target:
    """The attacked unit: where it lies, its reference notebook, what students get."""

    layout: Layout
    reference: str
    released: Notebook


@pytest.fixture(scope="session")
def target(tmp_path_factory: pytest.TempPathFactory) -> Target:
    """Build the attacked unit."""
    layout = Layout.at(tmp_path_factory.mktemp("target"))
    layout.source(UNIT).parent.mkdir(parents=True)
    layout.source(UNIT).write_text(SOURCE, encoding="utf-8")
    released = student_notebook(UNIT, to_notebook(load_unit(layout, UNIT)))
    layout.released(UNIT).parent.mkdir(parents=True)
    layout.released(UNIT).write_bytes(released)
    return Target(layout, reference_json(layout, UNIT), json.loads(released))


@pytest.fixture(scope="session")
def hand_in(target: Target) -> Callable[[Submission], bytes]:
    """Give ``hand_in(submission)``: the bytes of the file."""

    def write(submission: Submission) -> bytes:
        notebook = json.loads(json.dumps(target.released))
        answers = RIGHT | submission.answers
        for cell in notebook["cells"]:
            cell["source"] = "".join(cell["source"])
            name = cell["metadata"].get("nbgrader", {}).get("grade_id")
            cell["source"] = answers.get(name, cell["source"])
        for place, source in ((0, submission.first), (len(notebook["cells"]) + 1, submission.last)):
            if source:
                notebook["cells"].insert(place, _code_cell(f"extra-{place}", source))
        changed = submission.surgery(notebook) if submission.surgery else None
        if isinstance(changed, bytes):
            return changed
        return json.dumps(changed or notebook).encode()

    return write


def _code_cell(name: str, source: str) -> dict[str, Any]:
    cell = {"cell_type": "code", "execution_count": None, "id": name, "metadata": {}}
    return cell | {"outputs": [], "source": source}


@pytest.fixture(scope="session")
def grade(target: Target) -> Iterator[Callable[[bytes], dict[str, Any]]]:
    """Give ``grade(content)``: the record of a handed-in file."""
    os.environ["A_SECRET_OF_THE_GRADER"] = "open sesame"

    def grade_one(content: bytes) -> dict[str, Any]:
        return timeless(grade_submission(Task(target.reference, content, LIMITS)))

    yield grade_one
    close_judges()


def timeless(record: dict[str, Any]) -> dict[str, Any]:
    """Give a record without what it took, which is never the same."""
    return {name: value for name, value in record.items() if name != "seconds"}


def earned(record: dict[str, Any]) -> dict[str, float]:
    """Give the points of each exercise."""
    points: dict[str, float] = {}
    for test in record["tests"]:
        points[test["exercise"]] = points.get(test["exercise"], 0.0) + test["points"]
    return points


def running() -> int:
    """Count the processes of the grader: its judges, its template, and whatever else is left."""
    (judges,) = _judges.values()
    return len(psutil.Process(judges._process.pid).children(recursive=True))


def traces() -> list[Path]:
    """Find files that an attack has left on this machine."""
    folders = {Path.cwd(), Path.home(), Path(tempfile.gettempdir()), Path("/tmp"), Path("/dev/shm")}
    folders |= {Path("/"), Path(__file__).parent, Path(__file__).parents[2]}
    return [path for folder in folders for path in folder.glob(f"*{TRACES}*")]
