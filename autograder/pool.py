"""Spreads tasks over processes of this computer or over a dask.distributed cluster."""

import contextlib
import multiprocessing
import signal
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from typing import Any, TypeVar

from autograder.submissions import Broken
from autograder.task import Task, broken_record, grade_submission
from dlcourse.outcomes import UNREADABLE

Entry = TypeVar("Entry")
# A submission that brings a judge down this often is left to a person.
MAX_TRIES = 2


def run_tasks(
    todo: Sequence[tuple[Entry, Task]], jobs: int, scheduler: str
) -> Iterator[tuple[Entry, dict[str, Any]]]:
    """Grade submissions side by side and yield each record as it comes.

    Parameters
    ----------
    todo : sequence of (entry, Task)
        The entry comes back beside the record.
    jobs : int
        Processes on this computer.
    scheduler : str
        A dask scheduler's address, or empty.

    Yields
    ------
    tuple of (entry, dict)

    Raises
    ------
    NoIsolationError
        If student code cannot be isolated.
    """
    left = list(todo)
    tries = 0
    # One at a time from the second try on: then it is plain whose submission breaks a judge.
    while left:
        tries += 1
        done: set[int] = set()
        with _executor(jobs if tries == 1 else 1, scheduler) as executor:
            for index, record in _run_once(executor, left):
                done.add(index)
                yield left[index][0], record
        left = [one for index, one in enumerate(left) if index not in done]
        if left and tries > MAX_TRIES:
            entry, task = left.pop(0)
            yield entry, _given_up(task)


def _run_once(
    executor: Executor, todo: Sequence[tuple[Any, Task]]
) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield what comes; end early when a process of the pool has died."""
    waiting: dict[Future[dict[str, Any]], int] = {}
    try:
        for index, (_, task) in enumerate(todo):
            waiting[executor.submit(grade_submission, task)] = index
        for future in as_completed(waiting):
            yield waiting[future], future.result()
    except BrokenProcessPool:
        return
    finally:
        for future in waiting:
            future.cancel()


def _given_up(task: Task) -> dict[str, Any]:
    broken = Broken(UNREADABLE, "grading this notebook ended the grader's process twice")
    return broken_record(task.reference, broken)


@contextlib.contextmanager
def _executor(jobs: int, scheduler: str) -> Iterator[Executor]:
    if scheduler:
        from distributed import Client

        with Client(scheduler) as client:
            yield client.get_executor(pure=False)
        return
    context = multiprocessing.get_context("spawn")
    executor = ProcessPoolExecutor(jobs, mp_context=context, initializer=_leave_interrupts)
    try:
        yield executor
    except BaseException:
        # Ctrl-C must not wait for what is being graded; it will be graded anew.
        executor.shutdown(wait=False, cancel_futures=True)
        for process in multiprocessing.active_children():
            process.terminate()
        raise
    executor.shutdown()


def _leave_interrupts() -> None:
    """Let only the main process hear Ctrl-C."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
