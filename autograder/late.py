"""Late submissions: due dates, and penalties from nbgrader's own plugin."""

import hashlib
import math
import re
import sys
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from autograder.layout import Layout, nbgrader_config
from autograder.standings import Standing

SETTINGS = "nbgrader_config.py"
_EPOCH = datetime(1970, 1, 1)
_PATH = re.compile(r"^:?[/\\]|\.\.")


class LateError(Exception):
    """Raised for a due date or settings that cannot be used; the text says why."""


def read_time(text: str) -> datetime:
    """Read a time as nbgrader does, and refuse what it would misunderstand.

    Parameters
    ----------
    text : str
        Such as ``2026-11-30 23:59 Europe/Zurich`` or ``2026-11-30 23:59+01:00``; UTC where
        nothing else is said.

    Returns
    -------
    datetime
        In UTC, without a time zone: as in the gradebook.

    Raises
    ------
    ValueError
        If it is no time.
    """
    from dateutil.tz import gettz
    from nbgrader.utils import parse_utc

    text = " ".join(text.split())
    # nbgrader takes "+0100" after a blank for 100 seconds, and an unknown zone for UTC.
    text = re.sub(r" ([+-]\d\d:?\d\d)$", r"\1", text)
    parts = text.split(" ")
    zone = parts[2] if len(parts) == 3 else ""
    try:
        # dateutil would read a path as a file, which may be the student's own.
        if _PATH.search(zone) or (re.match("[A-Za-z]", zone) and gettz(zone) is None):
            raise ValueError(f"unknown time zone {zone!r}")
        time: datetime = parse_utc(text)
    except Exception as error:  # dateutil raises many kinds for texts that a student wrote
        raise ValueError(str(error)) from error
    if not 1970 <= time.year < 2970:
        # Near the first and the last year formgrader fails to show it in the local time zone.
        raise ValueError(f"the year {time.year}")
    return time


def read_due(text: str) -> datetime:
    """Read a due date.

    Raises
    ------
    LateError
        If it is none.
    """
    try:
        return read_time(text)
    except ValueError as error:
        raise LateError(
            f"--due: {text!r} is no date and time ({error}): write it like "
            "'2026-11-30 23:59 Europe/Zurich'"
        ) from error


def settings_digest(layout: Layout) -> str:
    """Name the state of all that penalties depend on: the Python files in the top folder."""
    digest = hashlib.sha256()
    for path in sorted(_root(layout).glob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _root(layout: Layout) -> Path:
    return layout.course.parent


def late_key(timestamp: str, standing: Standing, due: str, settings: str) -> str:
    """Name all that a penalty depends on and what came of it.

    Parameters
    ----------
    timestamp : str
        What was handed in with the notebook.
    standing : Standing
    due : str
        As the gradebook writes it.
    settings : str
        :func:`settings_digest`.
    """
    depends: tuple[object, ...] = ()
    if timestamp and due:
        depends = (standing.extension, round(standing.score, 6), due, settings)
    came = (standing.timestamp, round(standing.penalty, 6))
    return hashlib.sha256(repr((timestamp, depends, came)).encode()).hexdigest()


def seconds_late(timestamp: datetime | None, due: str, extension: str) -> float:
    """Count how long after the due date something was handed in, as nbgrader does."""
    if timestamp is None or not due:
        return 0.0
    until = datetime.fromisoformat(due)
    if extension:
        until += datetime.fromisoformat(extension) - _EPOCH
    return max(0.0, (timestamp - until).total_seconds())


@dataclass(frozen=True)
class LatePolicy:
    """nbgrader's step for late penalties, with the course's own settings."""

    step: Any

    @classmethod
    def load(cls, layout: Layout) -> "LatePolicy":
        """Set nbgrader's plugin up as ``nbgrader_config.py`` in the top folder says.

        Raises
        ------
        LateError
            If the settings or the plugin cannot be loaded.
        """
        from nbgrader.preprocessors import AssignLatePenalties
        from traitlets.config import PyFileConfigLoader

        root = _root(layout)
        # There nbgrader's own commands, run in the top folder, find plugins.
        sys.path.insert(0, str(root))
        try:
            config = nbgrader_config(layout)
            if (root / SETTINGS).exists():
                config.merge(PyFileConfigLoader(SETTINGS, str(root)).load_config())
                # The folders are the course's, whatever else the file says.
                config.merge(nbgrader_config(layout))
            step = AssignLatePenalties(config=config)
            step.init_plugin()
        except Exception as error:  # the file and the plugin are any Python code
            raise LateError(
                f"{root / SETTINGS}: the plugin for late penalties cannot be loaded "
                f"({type(error).__name__}: {error})"
            ) from error
        finally:
            sys.path.remove(str(root))
        return cls(step)

    def penalty(self, student: str, score: float, seconds: float) -> float:
        """Ask the plugin, and keep its answer between 0 and the score as nbgrader does.

        Raises
        ------
        LateError
            If the plugin fails.
        """
        if seconds <= 0:
            return 0.0
        try:
            found = self.step.plugin_inst.late_submission_penalty(student, score, seconds)
            points = 0.0 if found is None else float(found)
            if math.isnan(points):
                raise ValueError("not a number")
        except Exception as error:  # a plugin is any Python code
            raise LateError(
                f"the plugin for late penalties failed ({type(error).__name__}: {error}); "
                "no penalty was applied"
            ) from error
        return min(max(points, 0.0), score)


def format_due(due: str) -> str:
    """Write a due date of the gradebook for people."""
    return f"{datetime.fromisoformat(due):%Y-%m-%d %H:%M:%S} UTC"
