"""Grading one submission as a pure task: notebook bytes and unit in, record out."""

import base64
import contextlib
import json
import os
import threading
import time
from dataclasses import dataclass
from typing import Any

from autograder.engine.channel import ProtocolError
from autograder.engine.limits import JUDGE_GRACE, TimeLimits
from autograder.engine.process import ForkServerProcess, ServerDied, python
from autograder.engine.sandbox import NoIsolationError, settings
from autograder.submissions import Broken
from autograder.verdicts import broken_record as broken_record
from dlcourse.outcomes import ERROR

# Submissions whose grading ends the grader's own processes are left to a person.
_TRIES = 3

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
    ProtocolError, OSError, ServerDied
        If :func:`close_judges` was called meanwhile.
    """
    request = {
        "reference": task.reference,
        "content": base64.b64encode(task.content).decode("ascii"),
        "limits": [task.limits.cell, task.limits.submission],
    }
    data = json.dumps(request).encode()
    for _ in range(_TRIES):
        judges = _warm_judges(task.isolated)
        try:
            answer = _ask(judges, data, task.limits.submission + JUDGE_GRACE)
        except (ProtocolError, OSError, ServerDied) as error:
            if not judges.wanted:
                raise
            if not judges.ended():
                # Its judge alone has ended, by itself or because it took too long.
                return _given_up(task, str(error))
            continue
        if "no_isolation" in answer:
            raise NoIsolationError(answer["no_isolation"])
        if "record" in answer:
            record: dict[str, Any] = answer["record"]
            return record
        # The template has died: the judges start a new one when they are started anew.
        judges.close()
    return _given_up(task, "the grader's own processes ended again and again")


def start_judges(*, isolated: bool) -> None:
    """Start the warm processes in the background, if they do not run yet.

    Whatever goes wrong is told to the first submission, which starts them again.
    """

    def start() -> None:
        with contextlib.suppress(NoIsolationError, ServerDied, OSError):
            _warm_judges(isolated)

    threading.Thread(target=start, daemon=True).start()


def close_judges() -> None:
    """End the warm processes, and what they are grading; the next submission starts new ones."""
    with _starting:
        while _judges:
            judges = _judges.popitem()[1]
            judges.wanted = False
            judges.close()


def _ask(judges: ForkServerProcess, request: bytes, seconds: float) -> dict[str, Any]:
    """Have a judge forked and give its answer.

    Raises
    ------
    ProtocolError, OSError, ServerDied
        If none comes.
    """
    deadline = time.monotonic() + seconds
    judge = judges.fork()
    try:
        judge.channel.send(request, deadline)
        said = judge.channel.receive(deadline)
    finally:
        judge.end()
    if said.startswith(b"failed: "):
        raise ProtocolError(said.decode(errors="replace"))
    answer: dict[str, Any] = json.loads(said)
    return answer


def _warm_judges(isolated: bool) -> ForkServerProcess:
    """Give this process's judges; the first submission starts them."""
    with _starting:
        judges = _judges.get(isolated)
        if judges is None or judges.ended(at_once=True):
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
