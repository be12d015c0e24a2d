"""Grading one submission as a pure task: notebook bytes and unit in, record out."""

import json
import os
import threading
import time
from dataclasses import dataclass
from typing import Any

from autograder.engine.channel import ProtocolError
from autograder.engine.limits import JUDGE_GRACE, TimeLimits
from autograder.engine.process import ForkServerProcess, python
from autograder.engine.sandbox import NoIsolationError, settings
from autograder.submissions import Broken
from autograder.verdicts import broken_record as broken_record
from dlcourse.outcomes import ERROR

_judges: dict[bool, ForkServerProcess] = {}
_starting = threading.Lock()


@dataclass(frozen=True)
class Task:
    """What a worker needs to grade one submission.

    Attributes
    ----------
    reference : str
        The unit's reference notebook as JSON, with hidden tests and without outputs.
    content : bytes
        The handed-in file.
    limits : TimeLimits
        Seconds per cell and in all.
    isolated : bool
        False builds no walls around the notebook's code: for one's own notebooks only.
    """

    reference: str
    content: bytes
    limits: TimeLimits
    isolated: bool = True


def grade_submission(task: Task) -> dict[str, Any]:
    """Grade one submission, in a process forked for it. Threads may call this side by side.

    Returns
    -------
    dict
        A record of plain data: ``tests`` has exercise, test, points, maximum, verdict and
        message of each test cell; ``notebook`` the assembled notebook as JSON, empty if the file
        was no notebook.

    Raises
    ------
    NoIsolationError
        If student code cannot be isolated here.
    Gone
        If :func:`close_judges` was called meanwhile.
    """
    request = {
        "reference": task.reference,
        "content": task.content.decode("latin-1"),
        "limits": [task.limits.cell, task.limits.submission],
    }
    data = json.dumps(request).encode()
    seconds = task.limits.submission + JUDGE_GRACE
    judges = _warm_judges(task.isolated)
    try:
        answer = _ask(judges, data, seconds)
    except (ProtocolError, OSError) as error:
        if not judges.wanted:
            raise
        if judges.alive():
            return _given_up(task, str(error))
        # Something ended the process that judges are forked from: once more with a new one.
        answer = _ask(_warm_judges(task.isolated), data, seconds)
    if answer.startswith(b"failed: "):
        return _given_up(task, answer.decode(errors="replace"))
    came: dict[str, Any] = json.loads(answer)
    if "no_isolation" in came:
        raise NoIsolationError(came["no_isolation"])
    record: dict[str, Any] = came["record"]
    return record


def close_judges() -> None:
    """End the warm processes, and what they are grading; the next submission starts new ones."""
    with _starting:
        while _judges:
            judges = _judges.popitem()[1]
            judges.wanted = False
            judges.close()


def _ask(judges: ForkServerProcess, request: bytes, seconds: float) -> bytes:
    deadline = time.monotonic() + seconds
    judge = judges.fork()
    try:
        judge.channel.send(request, deadline)
        return judge.channel.receive(deadline)
    finally:
        judge.end()


def _warm_judges(isolated: bool) -> ForkServerProcess:
    """Give this process's judges; the first submission starts them."""
    with _starting:
        judges = _judges.get(isolated)
        if judges is None or not judges.alive():
            if judges is not None:
                judges.close()
            program = python("autograder.judges")
            walls = "walls" if isolated else "open"
            judges = ForkServerProcess([*program, walls], os.environ | settings())
            judges.wait_until_ready()
            _judges[isolated] = judges
        return judges


def _given_up(task: Task, why: str) -> dict[str, Any]:
    message = f"grading this notebook was given up ({why[:200]}): somebody has to look at it"
    return broken_record(task.reference, Broken(ERROR, message))
