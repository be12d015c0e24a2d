"""Grades stored submissions the way a class is graded."""

import json
import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from arena import Target, timeless
from registry import Submission
from target import RIGHT, SOURCE, UNIT

from autograder.build import load_unit
from autograder.engine.limits import TimeLimits
from autograder.layout import Layout
from autograder.notebook import to_notebook
from autograder.register import reference_json
from autograder.release import student_notebook
from autograder.task import Task, close_judges, grade_submission

LIMITS = TimeLimits(cell=3.0, submission=20.0)


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
