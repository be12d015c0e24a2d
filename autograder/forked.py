"""Runs the course's own answers quickly: IPython cells in processes forked from a warm one.

Only for answers that come with the course. It keeps tests and answers in one process.
"""

import contextlib
import importlib
import io
import json
import os
import selectors
import signal
import sys
import time
import traceback
from collections.abc import Callable
from typing import Any

from dlcourse.outcomes import RaisedError

_WARM = ("numpy", "torch", "matplotlib.pyplot", "dlcourse.testing", "dlcourse.plotting")


def warm_up() -> None:
    """Import what notebooks import, once, so that forks start at once."""
    os.environ["MPLBACKEND"] = "agg"
    for name in _WARM:
        importlib.import_module(name)
    import torch

    # A fork inherits no threads: work that waits for one would wait for ever.
    torch.set_num_threads(1)


def in_fork(work: Callable[[], Any], timeout: float) -> Any:
    """Call ``work`` in a forked process and give what it returns.

    Parameters
    ----------
    work : callable
        Returns something that JSON can carry.
    timeout : float
        Seconds until the process is killed.

    Returns
    -------
    object
        What ``work`` returned; None when it did not end in time or died.
    """
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        _finish(work, writer)
    os.close(writer)
    try:
        return json.loads(_read_all(reader, timeout) or "null")
    finally:
        os.close(reader)
        with contextlib.suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


def _finish(work: Callable[[], Any], writer: int) -> None:
    """Write what ``work`` returns and leave without the parent's clean-up."""
    try:
        with os.fdopen(writer, "w") as pipe:
            json.dump(work(), pipe)
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(0)


def _read_all(reader: int, timeout: float) -> bytes:
    """Read until the other end closes; nothing when that takes longer than ``timeout``."""
    until = time.monotonic() + timeout
    data = b""
    with selectors.DefaultSelector() as selector:
        selector.register(reader, selectors.EVENT_READ)
        while (left := until - time.monotonic()) > 0:
            if selector.select(left):
                part = os.read(reader, 1 << 16)
                if not part:
                    return data
                data += part
    return b""


class Shell:
    """An IPython shell without a terminal, history or plots on screen."""

    def __init__(self) -> None:
        from autograder.shell import make_shell

        self._shell = make_shell()

    def run(self, source: str) -> RaisedError | None:
        """Run one cell and give the error it ended with; what it prints is dropped."""
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            result = self._shell.run_cell(source, store_history=False)
        plt = sys.modules.get("matplotlib.pyplot")
        if plt is not None:
            plt.close("all")
        error = result.error_before_exec or result.error_in_exec
        return None if error is None else RaisedError(type(error).__name__, str(error))
