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
from pathlib import Path

from autograder.engine.judge import Cell, CellResult, Session, run_cells
from autograder.engine.protocol import Channel, Gone, ProtocolError
from autograder.engine.remote import Conversation

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
        limits = self._session.limits
        conversation = Conversation(channel)
        conversation.deadline = time.monotonic() + _CONNECT_SECONDS
        # Its first words answer the request that made it.
        number = conversation.first_answer()[0]
        branch = _Branch(
            self._session.template, limits, time.monotonic() + limits.submission, number
        )
        branch.channel, branch.conversation = channel, conversation
        try:
            yield branch
        finally:
            branch.stop()


class _Branch(Session):
    """A session on a branch: it cannot start anew, and its process is a child of this machine."""

    def start(self) -> None:
        """Refuse: what a branch has lost is gone."""
        raise Gone("the code ended the whole process")

    def stop(self) -> None:
        """End the process."""
        if self.channel is not None:
            self.channel.close()
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.number, signal.SIGKILL)
        self.channel = self.conversation = None

    def after_timeout(self) -> None:
        """Interrupt the process; end it when it does not listen."""
        if self.channel is None:
            return
        os.kill(self.number, signal.SIGINT)
        try:
            self.channel.receive(time.monotonic() + 2.0)
        except (TimeoutError, ProtocolError):
            self.stop()
