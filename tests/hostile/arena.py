"""What the tests of hostile submissions share: the attacked unit, and what is left afterwards."""

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil
from registry import Notebook

from autograder.layout import Layout
from autograder.task import _judges

TRACES = "hostile-trace"


@dataclass(frozen=True)
class Target:
    """The attacked unit: where it lies, its reference notebook, what students get."""

    layout: Layout
    reference: str
    released: Notebook


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
