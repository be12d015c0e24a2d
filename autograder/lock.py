"""One grader at a time in a workspace: the second waits for the first."""

import contextlib
import fcntl
from collections.abc import Iterator
from pathlib import Path


@contextlib.contextmanager
def only_one(workspace: Path) -> Iterator[None]:
    """Hold the workspace's lock; the system frees it when the process ends, however it ends."""
    workspace.mkdir(parents=True, exist_ok=True)
    with (workspace / ".lock").open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print(f"another grader is at work in {workspace}: waiting until it is done …")
            fcntl.flock(file, fcntl.LOCK_EX)
        yield
