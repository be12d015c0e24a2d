"""One grader at a time in a workspace: the second waits for the first."""

import contextlib
import fcntl
from collections.abc import Iterator
from pathlib import Path

from autograder.atomic import sweep


@contextlib.contextmanager
def only_one(workspace: Path) -> Iterator[None]:
    """Hold the workspace's lock; the system frees it when the process ends, however it ends.

    What a process that was killed here has left half-written is removed.
    """
    workspace.mkdir(parents=True, exist_ok=True)
    with (workspace / ".lock").open("a+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            waits = f"another grader is at work in {workspace}: waiting until it is done …"
            print(waits, flush=True)
            fcntl.flock(file, fcntl.LOCK_EX)
        file.seek(0)
        if file.read():
            sweep(workspace)
        file.write("at work\n")
        file.flush()
        try:
            yield
        finally:
            file.truncate(0)
