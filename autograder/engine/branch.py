"""Tries many answers at one place of a notebook without running what stands above again.

Only for answers that come with the course: a branch has no walls.
"""

import contextlib
import os
import signal
import socket
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.engine.channel import Channel, Gone
from autograder.engine.conversation import Conversation
from autograder.engine.judge import Cell, CellResult, Session, run_cells
from autograder.engine.process import Forked
from autograder.engine.protocol import decode

_CONNECT_SECONDS = 20.0


class Trunk:
    """A session that runs a notebook's cells in order and grades answers at any of them."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def grow(self, cells: Sequence[Cell]) -> list[CellResult]:
        """Run cells for good."""
        return run_cells(self._session, cells)

    def try_cells(self, cells: Sequence[Cell]) -> list[CellResult]:
        """Run cells in a branch that is thrown away: the trunk does not see them."""
        with self._branch() as branch:
            return run_cells(branch, cells)

    @contextlib.contextmanager
    def _branch(self) -> Iterator["_Branch"]:
        with tempfile.TemporaryDirectory() as folder, socket.socket(socket.AF_UNIX) as listener:
            path = str(Path(folder) / "branch")
            listener.bind(path)
            listener.listen(1)
            listener.settimeout(_CONNECT_SECONDS)
            self._session.talk().ask("branch", path)
            channel = Channel(listener.accept()[0])
        # Its first words answer the request that made it, with the number of its process.
        answer: Any = decode(channel.receive(time.monotonic() + _CONNECT_SECONDS), lambda ref: ref)
        limits = self._session.limits
        branch = _Branch(self._session.template, limits, time.monotonic() + limits.submission)
        branch.runner = _ForkedBranch(channel, channel.connection, answer[-1])
        branch.conversation = Conversation(channel)
        try:
            yield branch
        finally:
            branch.stop()


class _Branch(Session):
    """A session on a branch: it cannot start anew."""

    def start(self) -> None:
        """Refuse: what a branch has lost is gone."""
        raise Gone("the code ended the whole process")


@dataclass(frozen=True)
class _ForkedBranch(Forked):
    """A branch's process, which is no fork server's child."""

    number: int

    def interrupt(self) -> None:
        """Send it the signal of Ctrl-C."""
        os.kill(self.number, signal.SIGINT)

    def end(self) -> str:
        """End it."""
        self.channel.close()
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.number, signal.SIGKILL)
        return ""
