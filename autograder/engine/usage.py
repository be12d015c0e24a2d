"""What the processes of one submission use together, read from /proc."""

import contextlib
import os
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Usage:
    """Bytes of memory, and processes and threads."""

    memory: int
    tasks: int


def processes_in(pid_namespace: int) -> Iterator[int]:
    """List the processes of a process namespace, given by its inode number."""
    for name in os.listdir("/proc"):
        if name.isdigit():
            # A process may be gone by now.
            with contextlib.suppress(OSError):
                if os.stat(f"/proc/{name}/ns/pid").st_ino == pid_namespace:
                    yield int(name)


def namespace_of(process: int) -> int:
    """Give the inode number of a process's process namespace; 0 if it is gone."""
    try:
        return os.stat(f"/proc/{process}/ns/pid").st_ino
    except OSError:
        return 0


def measure(processes: Iterator[int], limit: int) -> Usage:
    """Measure processes.

    Parameters
    ----------
    processes : iterator of int
    limit : int
        Bytes of memory. Shared memory is counted once per process at first, which is quick; only
        when that is more than ``limit`` it is shared out.

    Returns
    -------
    Usage
    """
    statuses = {number: _status(number) for number in processes}
    tasks = sum(status.get("Threads", 0) for status in statuses.values())
    memory = sum(map(_resident, statuses.values()))
    if memory > limit:
        memory = sum(_share(number, _resident(status)) for number, status in statuses.items())
    return Usage(memory, tasks)


def _resident(status: dict[str, int]) -> int:
    return 1024 * sum(status.get(name, 0) for name in ("RssAnon", "RssShmem", "VmSwap"))


def _share(number: int, resident: int) -> int:
    """Give a process's share of the memory that it and others use; all of it if that is secret."""
    for folder in _folders(number):
        try:
            sums = _numbers(f"{folder}/smaps_rollup")
        except PermissionError:
            return resident
        except OSError:  # it is gone by now
            continue
        if "Pss" in sums:
            return 1024 * (sums["Pss"] + sums.get("SwapPss", 0))
    return 0


def _status(number: int) -> dict[str, int]:
    status: dict[str, int] = {}
    for folder in _folders(number):
        try:
            status = _numbers(f"{folder}/status")
        except OSError:  # it is gone by now
            continue
        if "RssAnon" in status:
            break
    return status


def _folders(number: int) -> Iterator[str]:
    """Give where a process is described, and then each of its threads.

    A process whose first thread has ended says nothing of its memory: the other threads do.
    """
    yield f"/proc/{number}"
    with contextlib.suppress(OSError):
        for thread in os.listdir(f"/proc/{number}/task"):
            yield f"/proc/{number}/task/{thread}"


def _numbers(path: str) -> dict[str, int]:
    """Read lines such as ``Threads: 4`` and ``VmSwap: 12 kB``."""
    found = {}
    with open(path, encoding="utf-8", errors="replace") as file:
        for line in file:
            name, _, rest = line.partition(":")
            words = rest.split()
            if words and words[0].isdigit():
                found[name] = int(words[0])
    return found
