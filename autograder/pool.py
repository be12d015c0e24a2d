"""Spreads tasks over this computer's cores or over a dask.distributed cluster."""

import contextlib
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor, as_completed
from typing import Any, TypeVar

from autograder.task import Task, close_judges, grade_submission

# A scheduler that does not answer within this time is not there.
_CONNECT_SECONDS = 10

Entry = TypeVar("Entry")


@contextlib.contextmanager
def run_tasks(
    todo: Sequence[tuple[Entry, Task]], jobs: int, scheduler: str
) -> Iterator[Iterator[tuple[Entry, dict[str, Any]]]]:
    """Grade submissions side by side, from now on; what is not done at the end is given up.

    Parameters
    ----------
    todo : sequence of (entry, Task)
        The entry comes back beside the record.
    jobs : int
        Submissions at a time on this computer.
    scheduler : str
        A dask scheduler's address, or empty.

    Yields
    ------
    iterator of (entry, dict)
        Each record as it comes.

    Raises
    ------
    NoIsolationError
        If student code cannot be isolated.
    """
    with _executor(jobs, scheduler) as executor:
        waiting = {executor.submit(grade_submission, task): entry for entry, task in todo}
        yield ((waiting[future], future.result()) for future in as_completed(waiting))


@contextlib.contextmanager
def _executor(jobs: int, scheduler: str) -> Iterator[Executor]:
    if scheduler:
        from distributed import Client

        with Client(scheduler, timeout=_CONNECT_SECONDS) as client:
            yield client.get_executor(pure=False)
        return
    # Threads are enough: each waits for a process that was forked for its submission.
    executor = ThreadPoolExecutor(jobs)
    try:
        yield executor
    except BaseException:
        # Ctrl-C must not wait for what is being graded; it will be graded anew.
        executor.shutdown(wait=False, cancel_futures=True)
        close_judges()
        raise
    executor.shutdown()
