"""Measures how much memory the grader and all its processes use together."""

import threading
from types import TracebackType
from typing import Self

import psutil

_PAUSE_SECONDS = 0.5


class PeakMemory:
    """Looks again and again, in a thread of its own, until the block ends.

    Attributes
    ----------
    peak : int
        The most bytes that were seen; memory that processes share is counted once.
    """

    def __init__(self) -> None:
        self.peak = 0
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)

    def __enter__(self) -> Self:
        """Begin to look."""
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop looking."""
        self._ended.set()
        self._thread.join()

    def _look(self) -> None:
        me = psutil.Process()
        while not self._ended.wait(_PAUSE_SECONDS):
            together = sum(_share(one) for one in (me, *me.children(recursive=True)))
            self.peak = max(self.peak, together)


def _share(process: psutil.Process) -> int:
    """Give a process's share of the memory that it uses, in bytes; 0 if it is gone by now."""
    try:
        memory = process.memory_full_info()
    except psutil.Error:
        return 0
    return int(getattr(memory, "pss", memory.uss))
